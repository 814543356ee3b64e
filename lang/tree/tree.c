/* The tree's invariants, and how messages name its items. */
#include "tree.h"

struct str kind_word_lower(enum kind k, struct arena *a)
{
    struct str s = str_printf(a, "%s", kind_rows[k].word);
    char      *c = arena_alloc(a, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        c[i] = lower(s.at[i]);
    return (struct str){c, s.len};
}

struct str kind_with_article(enum kind k, struct arena *a)
{
    struct str s = kind_word_lower(k, a);
    bool vowel = s.len > 0 && memchr("aeiou", s.at[0], 5) != NULL;
    return str_printf(a, "%s " STR_FMT, vowel ? "an" : "a", STR_ARG(s));
}

struct str item_name(const struct tree *t, uint32_t i, bool start, struct arena *a)
{
    const struct item *item = &t->items[i];
    enum kind          k = (enum kind)item->kind;
    if (k == KIND_NONE)
        return start ? STR("This item") : STR("this item");
    struct str word = start ? str_of(kind_rows[k].word) : kind_word_lower(k, a);
    if (item->number.length > 0)
        return str_printf(a, STR_FMT " " STR_FMT, STR_ARG(word), STR_ARG(tree_text(t, item->number)));
    if (item->title.length > 0 && kind_rows[k].title == TITLE_NAME)
        return str_printf(a, STR_FMT " \"" STR_FMT "\"", STR_ARG(word), STR_ARG(tree_text(t, item->title)));
    return str_printf(a, "%s " STR_FMT, start ? "This" : "this", STR_ARG(kind_word_lower(k, a)));
}

static void check_place(const struct tree *t, struct place p)
{
    if (p.length > t->source.len || p.at > t->source.len - p.length)
        BUG("a place lies outside the source");
}

void tree_check(const struct tree *t)
{
    uint32_t labels = 0;
    for (uint32_t i = 0; i < t->items_len; i++) {
        const struct item *it = &t->items[i];
        if (it->kind > KIND_NONE || it->document > i || (it->parent != NO_ITEM && it->parent >= i))
            BUG("an item stands before what it belongs to");
        if (it->kind != KIND_NONE && it->parent != NO_ITEM && t->items[it->parent].kind != KIND_NONE && (it->flags & ITEM_DOUBT) == 0 &&
            !kind_may_stand_in((enum kind)it->kind, (enum kind)t->items[it->parent].kind))
            BUG("an item stands in one that may not hold it");
        check_place(t, it->place);
        check_place(t, it->number);
        check_place(t, it->title);
        check_place(t, it->text);
        if (it->first_label != labels && it->labels != 0)
            BUG("labels of an item do not follow one another");
        labels += it->labels;
    }
    if (labels != t->labels_len)
        BUG("a label belongs to no item");
    for (uint32_t i = 0; i < t->labels_len; i++) {
        const struct label_line *l = &t->labels[i];
        if (l->item >= t->items_len || l->label >= LABELS || label_rows[l->label].kind != t->items[l->item].kind)
            BUG("a label stands under a kind that does not have it");
        check_place(t, l->place);
        check_place(t, l->value);
    }
}
