/* The search: values chosen one after another, formulas judged on the way. */
#include "formula.h"

void search_open(struct search *s, const struct formulas *f, uint32_t *steps, struct arena *a)
{
    *s = (struct search){.f = f, .steps = steps, .chosen = arena_alloc(a, f->values.len + (size_t)1)};
    memset(s->chosen, NOT_CHOSEN, f->values.len);
}

static enum truth atom_truth(const struct search *s, const struct formula *f)
{
    uint8_t  chosen = s->chosen[f->value];
    uint64_t possible = s->f->values.at[f->value].possible;
    if (chosen != NOT_CHOSEN)
        return f->mask >> chosen & 1 ? TRUTH_YES : TRUTH_NO;
    return (possible & f->mask) == 0 ? TRUTH_NO : (possible & ~f->mask) == 0 ? TRUTH_YES : TRUTH_OPEN;
}

enum truth formula_truth(struct search *s, const struct formula *f)
{
    enum truth a, b;
    ++*s->steps;
    switch (f->kind) {
    case FORMULA_CONSTANT: return f->holds ? TRUTH_YES : TRUTH_NO;
    case FORMULA_ATOM:     return atom_truth(s, f);
    case FORMULA_NOT:
        a = formula_truth(s, f->a);
        return a == TRUTH_OPEN ? a : a == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
    case FORMULA_AND: case FORMULA_OR:
        break;
    }
    enum truth ends = f->kind == FORMULA_AND ? TRUTH_NO : TRUTH_YES;
    a = formula_truth(s, f->a);
    if (a == ends)
        return a;
    b = formula_truth(s, f->b);
    return b == ends ? b : a == TRUTH_OPEN || b == TRUTH_OPEN ? TRUTH_OPEN : a;
}

void formula_rests(const struct formula *f, uint8_t *rests)
{
    if (f->kind == FORMULA_ATOM)
        rests[f->value] = 1;
    if (f->a != NULL)
        formula_rests(f->a, rests);
    if (f->b != NULL)
        formula_rests(f->b, rests);
}

/* A value that is still open and that the formula's truth rests on: that of the first atom that is open in an open part. */
static uint32_t open_value(struct search *s, const struct formula *f)
{
    while (f->kind != FORMULA_ATOM)
        f = f->kind == FORMULA_NOT || formula_truth(s, f->a) == TRUTH_OPEN ? f->a : f->b;
    return f->value;
}

enum truth search_holds(struct search *s, const struct formula *f)
{
    enum truth now = formula_truth(s, f);
    if (now != TRUTH_OPEN)
        return now;
    if (*s->steps >= PROVE_STEPS_MOST)
        return TRUTH_OPEN;
    uint32_t v = open_value(s, f);
    const struct datum *value = &s->f->values.at[v];
    bool open = false;
    for (uint8_t i = 0; i < value->size; i++) {
        uint8_t at = (uint8_t)((i + 1) % value->size);       /* what is given before what is missing: examples are fuller */
        if ((value->possible >> at & 1) == 0)
            continue;
        s->chosen[v] = at;
        now = search_holds(s, f);
        if (now == TRUTH_YES)
            return now;
        open = open || now == TRUTH_OPEN;
    }
    s->chosen[v] = NOT_CHOSEN;
    return open ? TRUTH_OPEN : TRUTH_NO;
}
