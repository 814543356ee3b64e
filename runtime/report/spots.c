/* spots.c - places as lines and columns, by marks left every so many bytes.
 *
 * Code points are counted as the bytes that start one, so a mark may fall within a code point without being wrong.
 */
#include "spots.h"

#define BYTE_ORDER_MARK STR("\xEF\xBB\xBF")

static uint32_t points_between(const char *at, const char *end)
{
    uint32_t n = 0;

    for (; at < end; at++)
        n += ((unsigned char)*at & 0xC0) != 0x80;
    return n;
}

/* The state at byte `to`, from the state at byte `from`. */
static struct spot_mark advance(struct str source, struct spot_mark m, size_t from, size_t to)
{
    const char *at, *end = source.at + to, *newline;

    if (from < m.start)       /* the byte order mark */
        from = m.start;
    for (at = source.at + from; at < end; at = newline + 1) {
        newline = memchr(at, '\n', (size_t)(end - at));
        if (!newline) {
            m.points += points_between(at, end);
            break;
        }
        m.line++;
        m.start = (uint32_t)(newline + 1 - source.at);
        m.points = 0;
    }
    return m;
}

void spots_open(struct spots *l, struct str source, struct arena *a)
{
    struct str mark = BYTE_ORDER_MARK;
    bool marked = source.len >= mark.len && str_eq(str_upto(source, mark.len), mark);

    *l = (struct spots){.source = source, .arena = a};
    *vec_push(a, &l->marks) = (struct spot_mark){1, marked ? (uint32_t)mark.len : 0, 0};
}

struct spot spots_at(struct spots *l, size_t at)
{
    struct spot_mark m;
    uint32_t k;

    if (at > l->source.len)
        at = l->source.len;
    k = (uint32_t)(at / SPOTS_STEP);
    while (l->marks.len <= k) {
        uint32_t last = l->marks.len - 1;
        m = advance(l->source, l->marks.at[last], (size_t)last * SPOTS_STEP, (size_t)(last + 1) * SPOTS_STEP);
        *vec_push(l->arena, &l->marks) = m;
    }
    m = advance(l->source, l->marks.at[k], (size_t)k * SPOTS_STEP, at);
    return (struct spot){m.line, m.points + 1, m.start};
}
