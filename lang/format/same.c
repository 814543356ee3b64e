/* Whether two trees say the same. See format.h. */
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

static bool same_item(const struct tree *x, const struct item *i, const struct tree *y, const struct item *k, struct arena *a)
{
    bool known = i->kind != KIND_NONE && (i->flags & ITEM_DOUBT) == 0;
    bool dated = known && kind_rows[i->kind].number == NUMBER_DATE;
    bool rest = dated ? str_eq(form_of_date(tree_text(x, i->rest), a), form_of_date(tree_text(y, k->rest), a)) : same_part(x, i->rest, y, k->rest);
    return i->kind == k->kind && i->modifier == k->modifier && i->flags == k->flags && i->parent == k->parent && i->document == k->document && i->labels == k->labels &&
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
        if (!same_item(x, &x->items[i], y, &y->items[i], a) || !same_labels(x, &x->items[i], y, &y->items[i], a))
            return false;
    return true;
}
