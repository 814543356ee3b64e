/* What standards give besides rules, put into the program: their names and days, the documents they are for, scales, and days off. */
#include "lowering.h"

uint64_t standard_documents(const struct standard_source *s)
{
    const struct item *document = &s->tree->items[s->document];
    uint64_t           kinds = 0;
    for (uint32_t l = document->first_label; l < document->first_label + document->labels; l++)
        if (s->tree->labels[l].label == LABEL_STANDARD_APPLIES_TO)
            kinds = kinds_mask(tree_text(s->tree, s->tree->labels[l].value), NULL);
    return kinds;
}

static void give_kinds(struct build *b, uint64_t kinds, uint32_t *first, uint32_t *count)
{
    *first = b->kinds.len;
    for (unsigned k = 0; k < KINDS; k++)
        if ((kinds >> k & 1) != 0)
            *vec_push(b->arena, &b->kinds) = build_string(b, str_of(kind_rows[k].name));
    *count = b->kinds.len - *first;
}

static void give_scale(struct build *b, const struct scale *s)
{
    struct given_scale made = {.name = build_string(b, s->name), .by = build_string(b, s->by), .first_level = s->first_level, .levels = s->levels};
    give_kinds(b, s->kinds, &made.first_kind, &made.kinds);
    *vec_push(b->arena, &b->scales) = made;
}

static uint32_t scale_number(const struct scales *all, const struct scale *s)
{
    for (uint32_t i = 0; i < all->scales.len; i++)
        if (all->scales.at[i].first_level == s->first_level)
            return i;
    BUG("a standard has a scale that the vocabulary lacks");
}

static void give_standard(struct build *b, const struct vocabulary *words, const struct standard_source *s)
{
    const struct scales  *own = &words->of[s->number];
    struct given_standard made = {.name = build_string(b, own->standards), .from = s->from, .to = s->to,
                                  .first_scale = b->held_scales.len, .scales = own->scales.len, .first_day = b->days.len, .days = own->holidays.len};
    give_kinds(b, standard_documents(s), &made.first_applies, &made.applies);
    for (uint32_t i = 0; i < own->scales.len; i++)
        *vec_push(b->arena, &b->held_scales) = scale_number(&words->all, &own->scales.at[i]);
    for (uint32_t i = 0; i < own->holidays.len; i++)
        *vec_push(b->arena, &b->days) = own->holidays.at[i];
    *vec_push(b->arena, &b->standards) = made;
}

void give_words(struct build *b, const struct vocabulary *words, const struct standard_source *standards, uint32_t len)
{
    for (uint32_t i = 0; i < words->all.level_names.len; i++)
        *vec_push(b->arena, &b->levels) = build_string(b, words->all.level_names.at[i]);
    for (uint32_t i = 0; i < words->all.scales.len; i++)
        give_scale(b, &words->all.scales.at[i]);
    for (uint32_t i = 0; i < len; i++)               /* of a number the first is the standard itself, the others those it uses */
        if (i == 0 || standards[i].number != standards[i - 1].number)
            give_standard(b, words, &standards[i]);
}
