/* Messages of the front end: each finding of one code, with what is said about it. */
#include "parts.h"

/* Where the item ends: the next heading. */
static uint32_t item_end(const struct tree *t, uint32_t item)
{
    return item + 1 < t->items_len ? t->items[item + 1].place.at : (uint32_t)t->source.len;
}

static bool stands_in(const struct asking *k, struct place p, const struct items *items)
{
    for (uint32_t i = 0; i < items->len; i++)
        if (p.at >= k->tree->items[items->at[i]].place.at && p.at < item_end(k->tree, items->at[i]))
            return true;
    return false;
}

static struct reason *words_reason(struct asking *k, const char *words, struct str value)
{
    struct reason *r = arena_new(k->arena, struct reason);
    r->words = str_of(words);
    r->value = value;
    return r;
}

static void explain_finding(struct asking *k, const struct finding *f, enum diag d, struct answer *a)
{
    struct derivation *one = arena_new(k->arena, struct derivation);
    struct str sentence = on_one_line(f->sentence, k->arena);
    *one = (struct derivation){.sentence = sentence, .place = f->place, .outcome = severity_word(f->severity), .message = sentence};
    *vec_push(k->arena, &one->reasons) = words_reason(k, "About", str_of(diag_rows[d].about));
    if (f->help.len > 0)
        *vec_push(k->arena, &one->reasons) = words_reason(k, "Help", f->help);
    for (uint32_t i = 0; i < f->related_len; i++) {
        struct reason *r = words_reason(k, "See", f->related[i].text);
        *vec_push(k->arena, &r->places) = f->related[i].place;
        *vec_push(k->arena, &one->reasons) = r;
    }
    if (f->hidden == HIDDEN_ALLOWED)
        *vec_push(k->arena, &one->reasons) = hidden_reason(k, f);
    *vec_push(k->arena, &a->derivations) = one;
}

/* The i-th of the list, when it has that code. */
static bool has_code(const struct finding_list *list, uint32_t i, struct str code, struct arena *mem)
{
    struct arena   work;
    struct finding f = {0};
    arena_open(&work, mem->mem);
    list->fill(list->of, i, &work, &f);
    bool has = str_eq(f.code, code);
    arena_close(&work);
    return has;
}

void why_message(struct asking *k, enum diag d, struct answer *a)
{
    struct items items = k->q->item.len > 0 ? items_named(k->tree, k->q->item, k->arena) : (struct items){NULL, 0};
    struct finding_list all;
    run_findings_all(k->checked, &all);
    for (uint32_t i = 0; i < all.len; i++) {
        struct finding f = {0};
        if (!has_code(&all, i, str_of(diag_rows[d].code), k->arena))
            continue;
        all.fill(all.of, i, k->arena, &f);
        if (k->q->item.len > 0 && !stands_in(k, f.place, &items))
            continue;
        if (a->derivations.len < k->q->most)
            explain_finding(k, &f, d, a);
        else
            a->more++;
    }
    char name[DIAG_NAME_MOST];
    diag_name(d, name);
    if (a->derivations.len == 0)
        *vec_push(k->arena, &a->notes) = str_printf(k->arena, "%s %s is not found %s. It says: %s", diag_rows[d].code, name,
                                                    k->q->item.len > 0 ? "there" : "in this file", diag_rows[d].about);
}
