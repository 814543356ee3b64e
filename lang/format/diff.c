/* Unified diffs. See diff.h. */
#include "diff.h"
#include "../../runtime/base/escape.h"

#define CONTEXT 3u

struct lines { struct str *at; uint32_t len; };

static struct lines lines_of(struct str text, struct arena *a)
{
    VEC(struct str) lines = {arena_many(a, 8, struct str), 0, 8};
    while (text.len > 0) {
        size_t end = str_find(text, STR("\n"));
        size_t len = end < text.len ? end + 1 : end;
        *vec_push(a, &lines) = str_upto(text, len);
        text = str_from(text, len);
    }
    return (struct lines){lines.at, lines.len};
}

/* ---------------------------------------------------------------- which lines stay */

struct diff {
    struct arena *arena;
    struct lines  x, y;
    bool         *gone, *come;      /* of a line of x, of y: it is taken out, it is put in */
};

/* Furthest x on each diagonal, for each number of changes: row d has 2d + 1 diagonals from -d. */
struct trace { int32_t **rows; uint32_t changes; bool found; };

static int32_t *trace_row(const struct trace *t, uint32_t d) { return t->rows[d] + d; }

static int32_t step(const struct trace *t, int32_t d, int32_t k)
{
    if (d == 0)
        return 0;
    const int32_t *last = trace_row(t, (uint32_t)d - 1);
    bool down = k == -d || (k != d && last[k - 1] < last[k + 1]);
    return down ? last[k + 1] : last[k - 1] + 1;
}

/* Common lines at both ends are not looked at: first, and how many of each there are between. */
struct middle { uint32_t first; int32_t x_len, y_len; };

static struct middle middle_of(const struct diff *d)
{
    uint32_t first = 0, last = 0, least = d->x.len < d->y.len ? d->x.len : d->y.len;
    while (first < least && str_eq(d->x.at[first], d->y.at[first]))
        first++;
    while (last < least - first && str_eq(d->x.at[d->x.len - 1 - last], d->y.at[d->y.len - 1 - last]))
        last++;
    return (struct middle){first, (int32_t)(d->x.len - first - last), (int32_t)(d->y.len - first - last)};
}

static struct trace find_trace(const struct diff *d, struct middle m)
{
    struct trace t = {arena_many(d->arena, DIFF_CHANGES_MOST + (size_t)1, int32_t *), 0, false};
    for (int32_t c = 0; c <= (int32_t)DIFF_CHANGES_MOST && !t.found; c++) {
        t.rows[c] = arena_many(d->arena, 2 * (size_t)c + 1, int32_t);
        t.changes = (uint32_t)c;
        for (int32_t k = -c; k <= c; k += 2) {
            int32_t x = step(&t, c, k), y = x - k;
            while (x < m.x_len && y < m.y_len && y >= 0 && str_eq(d->x.at[m.first + (uint32_t)x], d->y.at[m.first + (uint32_t)y]))
                x++, y++;
            trace_row(&t, (uint32_t)c)[k] = x;
            t.found = t.found || (x >= m.x_len && y >= m.y_len);
        }
    }
    return t;
}

static void mark_all(const struct diff *d, struct middle m)
{
    for (int32_t i = 0; i < m.x_len; i++)
        d->gone[m.first + (uint32_t)i] = true;
    for (int32_t i = 0; i < m.y_len; i++)
        d->come[m.first + (uint32_t)i] = true;
}

/* Back along the trace: each number of changes is one line more taken out or put in. */
static void mark_changes(const struct diff *d)
{
    struct middle m = middle_of(d);
    struct trace  t = find_trace(d, m);
    if (!t.found) {
        mark_all(d, m);
        return;
    }
    int32_t k = m.x_len - m.y_len;
    for (int32_t c = (int32_t)t.changes; c > 0; c--) {
        const int32_t *last = trace_row(&t, (uint32_t)c - 1);
        bool    down = k == -c || (k != c && last[k - 1] < last[k + 1]);
        int32_t from = down ? k + 1 : k - 1, x = last[from], y = x - from;
        if (down)
            d->come[m.first + (uint32_t)y] = true;
        else
            d->gone[m.first + (uint32_t)x] = true;
        k = from;
    }
}

/* ---------------------------------------------------------------- hunks */

static void put_line(struct out *o, char sign, struct str line)
{
    out_char(o, sign);
    out_str(o, line);
    if (line.len == 0 || line.at[line.len - 1] != '\n')
        out_str(o, STR("\n\\ No newline at end of file\n"));
}

static void put_range(struct out *o, char sign, uint32_t first, uint32_t count)
{
    out_printf(o, " %c%u", sign, count == 0 ? first : first + 1);
    if (count != 1)
        out_printf(o, ",%u", count);
}

/* The changes that start at (x, y), with those that follow nearer than twice the context. Where it ends in *x and *y, changes alone. */
static void hunk_end(const struct diff *d, uint32_t *x, uint32_t *y)
{
    uint32_t i = *x, k = *y, same = 0;
    while (i < d->x.len || k < d->y.len) {
        if (i < d->x.len && d->gone[i])
            i++, same = 0;
        else if (k < d->y.len && d->come[k])
            k++, same = 0;
        else if (++same > 2 * CONTEXT)
            break;
        else
            i++, k++;
        if (same == 0)
            *x = i, *y = k;
    }
}

static void put_hunk(const struct diff *d, struct out *o, uint32_t *x, uint32_t *y)
{
    uint32_t to_x = *x, to_y = *y, before = *x < CONTEXT ? *x : CONTEXT;
    hunk_end(d, &to_x, &to_y);
    uint32_t left = d->x.len - to_x, after = left < CONTEXT ? left : CONTEXT;
    uint32_t i = *x - before, k = *y - before;
    out_str(o, STR("@@"));
    put_range(o, '-', i, to_x + after - i);
    put_range(o, '+', k, to_y + after - k);
    out_str(o, STR(" @@\n"));
    while (i < to_x + after || k < to_y + after) {
        if (i < d->x.len && d->gone[i])
            put_line(o, '-', d->x.at[i++]);
        else if (k < d->y.len && d->come[k])
            put_line(o, '+', d->y.at[k++]);
        else
            put_line(o, ' ', d->x.at[i]), i++, k++;
    }
    *x = to_x, *y = to_y;
}

static void put_name(struct out *o, const char *sign, char side, struct str name)
{
    out_printf(o, "%s %c/", sign, side);
    escape_terminal(o, name);
    out_char(o, '\n');
}

void diff_print(struct out *o, struct str name, struct str before, struct str after, struct arena *a)
{
    struct diff d = {.arena = a, .x = lines_of(before, a), .y = lines_of(after, a)};
    if (str_eq(before, after))
        return;
    d.gone = arena_zero(a, d.x.len + (size_t)1);
    d.come = arena_zero(a, d.y.len + (size_t)1);
    mark_changes(&d);
    put_name(o, "---", 'a', name);
    put_name(o, "+++", 'b', name);
    for (uint32_t x = 0, y = 0; x < d.x.len || y < d.y.len;) {
        if ((x < d.x.len && d.gone[x]) || (y < d.y.len && d.come[y]))
            put_hunk(&d, o, &x, &y);
        else
            x++, y++;
    }
}
