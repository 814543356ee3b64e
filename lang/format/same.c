/* Whether two trees say the same: as a whole (format.h), or beside what was mended (fix.h). */
#include "fix.h"
#include "format.h"
#include "value_form.h"

/* The texts are the same but for line ends, and for blanks at the ends of lines when `loose`. */
static bool same_lines(struct str x, struct str y, bool loose)
{
    while (x.len > 0 && y.len > 0) {
        struct str a = str_cut(&x, '\n'), b = str_cut(&y, '\n');
        a.len -= a.len > 0 && a.at[a.len - 1] == '\r';
        b.len -= b.len > 0 && b.at[b.len - 1] == '\r';
        if (!(loose ? str_eq(str_trim(a), str_trim(b)) : str_eq(a, b)))
            return false;
    }
    return x.len == 0 && y.len == 0;
}

static bool same_part(const struct tree *x, struct place p, const struct tree *y, struct place q) { return str_eq(tree_text(x, p), tree_text(y, q)); }

static bool same_place(const struct item *i, const struct item *k)
{
    return i->kind == k->kind && i->modifier == k->modifier && i->parent == k->parent && i->document == k->document;
}

/* `flags`: those that count. */
static bool same_item(const struct tree *x, const struct item *i, const struct tree *y, const struct item *k, unsigned flags, struct arena *a)
{
    bool known = i->kind != KIND_NONE && (i->flags & ITEM_DOUBT) == 0;
    bool dated = known && kind_rows[i->kind].number == NUMBER_DATE;
    bool rest = dated ? str_eq(form_of_date(tree_text(x, i->rest), a), form_of_date(tree_text(y, k->rest), a)) : same_part(x, i->rest, y, k->rest);
    return same_place(i, k) && ((i->flags ^ k->flags) & flags) == 0 && i->labels == k->labels &&
           same_part(x, i->number, y, k->number) && same_part(x, i->title, y, k->title) && rest && same_lines(tree_text(x, i->text), tree_text(y, k->text), false);
}

/* The next label of that word at or after *from; *from goes behind it. NULL: there is none. */
static const struct label_line *next_label(const struct tree *t, const struct item *item, uint16_t label, uint32_t *from)
{
    for (uint32_t l = *from; l < item->labels; l++)
        if (t->labels[item->first_label + l].label == label) {
            *from = l + 1;
            return &t->labels[item->first_label + l];
        }
    return NULL;
}

static bool same_value(const struct tree *x, const struct label_line *l, const struct tree *y, const struct label_line *m, struct arena *a)
{
    struct str v = tree_text(x, l->value), u = tree_text(y, m->value);
    return l->flags == m->flags && (same_lines(v, u, true) || str_eq(form_of_value((enum label)l->label, v, a), form_of_value((enum label)m->label, u, a)));
}

/* Words may stand in another order, the lines of one word may not: each word is looked for from behind its last. */
static bool same_labels(const struct tree *x, const struct item *i, const struct tree *y, const struct item *k, struct arena *a)
{
    uint32_t behind[LABELS];
    memset(behind, 0, i->labels == 0 ? 0 : sizeof behind);
    for (uint32_t l = 0; l < i->labels; l++) {
        const struct label_line *one = &x->labels[i->first_label + l], *two = next_label(y, k, one->label, &behind[one->label]);
        if (two == NULL || !same_value(x, one, y, two, a))
            return false;
    }
    return true;
}

/* Comments may follow their labels to another place: they are the same as a whole. */
static uint64_t comments_hash(const struct tree *t)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < t->comments_len; i++) {
        struct str line = tree_text(t, t->comments[i]);
        while (line.len > 0 && line.at[line.len - 1] == '\r')
            line.len--;
        sum += str_hash(line, 1);
    }
    return sum;
}

bool tree_same(const struct tree *x, const struct tree *y, struct arena *a)
{
    if (comments_hash(x) != comments_hash(y))
        return false;
    if (x->items_len != y->items_len || x->labels_len != y->labels_len || x->comments_len != y->comments_len)
        return false;
    for (uint32_t i = 0; i < x->items_len; i++)
        if (!same_item(x, &x->items[i], y, &y->items[i], ~0u, a) || !same_labels(x, &x->items[i], y, &y->items[i], a))
            return false;
    return true;
}

/* ---------------------------------------------------------------- beside edits */

struct beside {
    const struct tree *x, *y;
    struct edits       edits;
    uint32_t           next;            /* the first edit that ends at or behind the place reached */
};

/* Whether an edit lies in or at the bytes from `at` to `end`. Places are asked about in their order: *from is where to look from. */
static bool touched_from(const struct beside *b, uint32_t *from, uint32_t at, uint32_t end)
{
    while (*from < b->edits.len && b->edits.at[*from].place.at + b->edits.at[*from].place.length < at)
        ++*from;
    return *from < b->edits.len && b->edits.at[*from].place.at <= end;
}

/* The same, where an edit that only ends or starts there does not count. */
static bool changed_from(const struct beside *b, uint32_t *from, uint32_t at, uint32_t end)
{
    while (*from < b->edits.len && b->edits.at[*from].place.at + b->edits.at[*from].place.length <= at)
        ++*from;
    return *from < b->edits.len && b->edits.at[*from].place.at < end;
}

static uint32_t line_of(const struct tree *t, uint32_t at)
{
    while (at > 0 && t->source.at[at - 1] != '\n')
        at--;
    return at;
}

/* Each label stands in y, those of one word in their order; its value is the same where no edit touched it. */
static bool same_labels_beside(const struct beside *b, const struct item *i, const struct item *k)
{
    uint32_t behind[LABELS], from = b->next;
    memset(behind, 0, i->labels == 0 ? 0 : sizeof behind);
    for (uint32_t l = 0; l < i->labels; l++) {
        const struct label_line *one = &b->x->labels[i->first_label + l], *two = next_label(b->y, k, one->label, &behind[one->label]);
        if (two == NULL)
            return false;
        if (!touched_from(b, &from, one->value.at, one->value.at + one->value.length) && one->value.length > 0 &&
            !same_lines(tree_text(b->x, one->value), tree_text(b->y, two->value), true))
            return false;
    }
    return i->labels == k->labels;
}

/* The next line that is not blank of *rest, without its line end; false at the end. */
static bool next_line(struct str *rest, struct str *line)
{
    while (rest->len > 0) {
        *line = str_cut(rest, '\n');
        line->len -= line->len > 0 && line->at[line->len - 1] == '\r';
        if (str_trim(*line).len > 0)
            return true;
    }
    return false;
}

/* The lines of the texts are the same, but for those of x that an edit touched, and for blank ones. */
static bool same_text_beside(const struct beside *b, const struct item *i, const struct item *k)
{
    struct str rest = tree_text(b->x, i->text), left = tree_text(b->y, k->text), line, other;
    uint32_t   from = b->next;
    while (next_line(&rest, &line)) {
        uint32_t at = (uint32_t)(line.at - b->x->source.at);
        if (changed_from(b, &from, at, at + (uint32_t)line.len))
            continue;
        if (!next_line(&left, &other) || !same_lines(line, other, false))
            return false;
    }
    return !next_line(&left, &other);
}

static bool same_mended(const struct beside *b, const struct item *i, const struct item *k)
{
    uint32_t from = b->next;
    bool     heading = changed_from(b, &from, i->place.at, i->place.at + i->place.length);
    bool     named = same_part(b->x, i->number, b->y, k->number) && same_part(b->x, i->title, b->y, k->title);
    return (heading || named) && same_labels_beside(b, i, k) && same_text_beside(b, i, k);
}

/* The comments of x stand in y in their order, but for those that an edit touched; where none may be new, there are as many. */
static bool same_comments_beside(const struct beside *b, bool none_new)
{
    uint32_t from = 0, k = 0;
    for (uint32_t i = 0; i < b->x->comments_len; i++) {
        struct place at = b->x->comments[i];
        if (changed_from(b, &from, at.at, at.at + at.length))
            continue;
        while (k < b->y->comments_len && !same_part(b->x, at, b->y, b->y->comments[k]))
            k++;
        if (k++ >= b->y->comments_len)
            return false;
    }
    return !none_new || b->x->comments_len == b->y->comments_len;
}

bool tree_same_beside(const struct tree *x, const struct tree *y, struct edits edits, bool safe, struct arena *a)
{
    struct beside b = {x, y, edits, 0};
    if (x->items_len != y->items_len || !same_comments_beside(&b, safe))
        return false;
    for (uint32_t n = 0; n < x->items_len; n++) {
        const struct item *i = &x->items[n], *k = &y->items[n];
        uint32_t start = line_of(x, i->place.at), end = n + 1 < x->items_len ? line_of(x, i[1].place.at) : (uint32_t)x->source.len + 1;
        if (touched_from(&b, &b.next, start, end - 1)) {
            if (!same_place(i, k) || (safe && !same_mended(&b, i, k)))
                return false;
        } else if (!same_item(x, i, y, k, ~(unsigned)ITEM_DOUBT, a) || !same_labels(x, i, y, k, a)) {
            return false;
        }
    }
    return true;
}
