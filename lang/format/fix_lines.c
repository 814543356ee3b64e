/* Where whole lines go and where they are taken out. See fix_lines.h. */
#include "fix_lines.h"

/* How many labels of the item stand above its text: those below come last. */
static uint32_t labels_above(const struct tree *t, const struct item *item)
{
    uint32_t low = 0, high = item->labels;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if ((t->labels[item->first_label + middle].flags & LABEL_BELOW) == 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool ends_line(const struct tree *t, uint32_t at)
{
    struct str left = str_from(t->source, at);
    return left.len == 0 || left.at[0] == '\n' || (left.len > 1 && left.at[0] == '\r' && left.at[1] == '\n');
}

/* The end of the last line of the place: more than a label may stand on it. */
static bool behind(const struct tree *t, struct place p, struct place *slot)
{
    uint32_t at = p.at + p.length, most = at + SLOT_BYTES_MOST;
    while (!ends_line(t, at) && at < most)
        at++;
    *slot = (struct place){at, 0};
    return at < most;
}

bool fix_slot(const struct tree *t, uint32_t number, enum label l, struct place *slot)
{
    const struct item *item = &t->items[number];
    uint32_t           above = labels_above(t, item), least = above > SLOT_LABELS_MOST ? above - SLOT_LABELS_MOST : 0;
    for (uint32_t i = above; i > least; i--) {
        const struct label_line *line = &t->labels[item->first_label + i - 1];
        if (line->label <= l)
            return behind(t, line->place, slot);
    }
    return behind(t, least > 0 ? t->labels[item->first_label + above - 1].place : item->place, slot);
}

struct str fix_line_end(const struct tree *t, struct place slot)
{
    return slot.at < t->source.len && t->source.at[slot.at] == '\r' ? STR("\r\n") : STR("\n");
}

/* The end of the line before the one that `at` lies on, where its line end starts; 0 on the first. */
static uint32_t line_before(const struct tree *t, uint32_t at)
{
    while (at > 0 && t->source.at[at - 1] != '\n')
        at--;
    at -= at > 0;
    return at > 0 && t->source.at[at - 1] == '\r' ? at - 1 : at;
}

static bool blank_from(const struct tree *t, uint32_t at, uint32_t end)
{
    while (at < end && is_blank(t->source.at[at]) && t->source.at[at] != '\n')
        at++;
    return at == end || t->source.at[at] == '\n';
}

static bool blank_line_at(const struct tree *t, uint32_t end)
{
    uint32_t at = end;
    while (at > 0 && t->source.at[at - 1] != '\n')
        at--;
    return at > 0 && blank_from(t, at, end);
}

bool fix_whole(const struct tree *t, const struct label_line *l)
{
    uint32_t from = l->place.at, end = l->place.at + l->place.length;
    while (from > 0 && t->source.at[from - 1] != '\n')
        from--;
    return blank_from(t, from, l->place.at) && ends_line(t, end);
}

/* Whether the line that ends there is one of another label below the text. */
static bool below_another(const struct tree *t, const struct label_line *l, uint32_t end)
{
    const struct label_line *before = l > t->labels ? l - 1 : l;
    return before != l && before->item == l->item && (before->flags & LABEL_BELOW) != 0 && before->place.at + before->place.length == end;
}

struct place fix_cut(const struct tree *t, const struct label_line *l)
{
    uint32_t end = l->place.at + l->place.length, from = line_before(t, l->place.at), next = end, size = (uint32_t)t->source.len;
    while (next < size && t->source.at[next] != '\n')
        next++;
    next += next < size;
    if (!blank_from(t, next, size))
        return (struct place){from, end - from};
    if (blank_line_at(t, from))
        from = line_before(t, from);
    else if (below_another(t, l, from) && next < size)
        for (end = next; !ends_line(t, end); end++)
            ;
    return (struct place){from, end - from};
}
