/* Expressions taken apart: what explains what. One case a shape of expression. */
#include "parts.h"

/* What irp works out, by the item's table and the property. */
static const struct meaning { const char *table, *property, *means, *about; } meanings[] = {
#define DERIVED(table, property, type, fn, means, about) {#table, property, means, about},
#include "../../runtime/rule/derived.def"
#undef DERIVED
};

static const struct meaning *meaning_of(enum kind k, struct str name)
{
    struct str property = str_eq_fold(name, STR("status")) ? STR("current status") : name;
    for (size_t i = 0; k < KINDS && i < ARRAY_LEN(meanings); i++)
        if (word_is(property, meanings[i].property) && strcmp(meanings[i].table, kind_rows[k].name) == 0)
            return &meanings[i];
    return NULL;
}

static void add_part(struct asking *k, struct part *to, struct part *p) { *vec_push(k->arena, &to->parts) = p; }

static bool is_literal(const struct expr *e)
{
    return e->kind == EXPR_NUMBER || e->kind == EXPR_DATE || e->kind == EXPR_TODAY || e->kind == EXPR_DURATION || e->kind == EXPR_TRUE ||
           e->kind == EXPR_FALSE || e->kind == EXPR_THE_OTHER;
}

/* A side of a comparison that says more than it shows: no number or day as such, no words of a status. */
static void add_side(struct asking *k, struct part *to, const struct expr *e)
{
    if (e == NULL || is_literal(e))
        return;
    struct part *p = part_of(k, to->source, e, NULL, to->of);
    if (p->value.form != TRACED_NOTHING)
        add_part(k, to, p);
}

/* The value compared is one of words: what it is compared with is no name. */
static bool of_words(const struct traced *v)
{
    return v->form == TRACED_CODE || (v->form == TRACED_PRINTED && (v->hole == HOLE_STATUS || v->hole == HOLE_LEVEL || v->hole == HOLE_TEXT));
}

static void take_comparison(struct asking *k, struct part *p)
{
    const struct expr *e = p->e;
    struct diag_sink   quiet = {.arena = k->arena};
    p->kind = PART_COMPARED;
    p->left = trace_value(k->trace, p->source, e->a, NULL, p->of, &quiet);
    bool words = of_words(&p->left) && (e->b->kind == EXPR_NAME || e->b->kind == EXPR_TEXT);
    p->right = words ? (struct traced){.form = TRACED_NOTHING} : trace_value(k->trace, p->source, e->b, NULL, p->of, &quiet);
    add_side(k, p, e->a);
    if (!words)
        add_side(k, p, e->b);
}

/* The conditions of "and" (or of "or"), however they were grouped. */
static void take_conditions(struct asking *k, struct part *p, const struct expr *e, enum expr_kind joined)
{
    if (e->kind == joined) {
        take_conditions(k, p, e->a, joined);
        take_conditions(k, p, e->b, joined);
        return;
    }
    add_part(k, p, part_of(k, p->source, e, NULL, p->of));
}

/* ---- aggregates */

static void take_aggregate(struct asking *k, struct part *p, const struct expr *of, const struct expr *where, const struct expr *has)
{
    bool             extreme = of->kind == EXPR_SUM || of->kind == EXPR_EARLIEST || of->kind == EXPR_LATEST || of->kind == EXPR_LOWEST || of->kind == EXPR_HIGHEST;
    const struct expr *items = extreme && of->a->kind == EXPR_OF ? of->a->b : of->a;
    const struct expr *name = items->kind == EXPR_OF ? items->a : items;
    bool             plural;
    struct diag_sink quiet = {.arena = k->arena};
    p->inner = name->kind == EXPR_NAME ? kind_named(name->text, &plural) : KIND_NONE;
    if (p->inner == KIND_NONE) {                   /* count of owner: the label itself */
        add_side(k, p, of->a);
        return;
    }
    struct expr *count = arena_new(k->arena, struct expr);
    *count = *of;
    count->kind = EXPR_COUNT;
    count->a = items;
    p->kind = PART_COUNTED;
    p->collected = trace_value(k->trace, p->source, count, NULL, p->of, &quiet);
    p->where = p->has = p->each = (struct traced){.form = TRACED_NOTHING};
    if (where != NULL)
        p->where = trace_truth(k->trace, p->source, where, p->inner, &quiet);
    if (has != NULL)
        p->has = trace_truth(k->trace, p->source, has, p->inner, &quiet);
    if (extreme)
        p->each = trace_value(k->trace, p->source, of->a->a, NULL, p->inner, &quiet);
}

static bool is_aggregate(const struct expr *e) { return e->kind >= EXPR_COUNT && e->kind <= EXPR_NO; }

/* where and has, and aggregates without them. False: it is none. */
static bool take_counted(struct asking *k, struct part *p)
{
    const struct expr *e = p->e;
    if (is_aggregate(e))
        return take_aggregate(k, p, e, NULL, NULL), true;
    if (e->kind == EXPR_WHERE && is_aggregate(e->a))
        return take_aggregate(k, p, e->a, e->b, NULL), true;
    if (e->kind == EXPR_HAS && e->a->kind == EXPR_WHERE && is_aggregate(e->a->a))
        return take_aggregate(k, p, e->a->a, e->a->b, e->b), true;
    if (e->kind == EXPR_HAS && is_aggregate(e->a))
        return take_aggregate(k, p, e->a, NULL, e->b), true;
    return false;
}

/* ---- names */

/* A property that irp works out is explained by what it means, asked of the item whose property it is. */
static void take_meaning(struct asking *k, struct part *p, const struct meaning *m)
{
    struct str         means = str_of(m->means);
    const struct expr *e = means.len == 0 || k->depth == MEANS_DEPTH_MOST ? NULL : expr_parse(means, (struct place){0, (uint32_t)means.len}, k->sink, k->arena);
    if (e == NULL) {
        p->about = m->about;
        return;
    }
    k->depth++;
    add_part(k, p, part_of(k, means, e, NULL, p->value.kind));
    k->depth--;
    p->expanded = true;
}

/* A define is explained by its cases. False: it is none, or they cannot be asked on their own. */
static bool take_cases(struct asking *k, struct part *p)
{
    struct traced_cases cases;
    if (p->e->kind != EXPR_NAME || k->depth == MEANS_DEPTH_MOST || !trace_cases(k->trace, p->e->text, &cases))
        return false;
    k->depth++;
    for (uint32_t i = 0; i < cases.len; i++) {
        const struct expr *e = cases.at[i];
        struct part *when = e->kind == EXPR_WHEN ? part_of(k, cases.source, e->b, NULL, p->of) : NULL;
        add_part(k, p, when);
        add_part(k, p, part_of(k, cases.source, e->kind == EXPR_WHEN ? e->a : e, NULL, p->of));
    }
    k->depth--;
    p->kind = PART_CASES;
    for (uint32_t i = 0; i < p->parts.len; i++)
        if (p->parts.at[i] != NULL && p->parts.at[i]->value.form == TRACED_NOTHING)
            p->kind = PART_OTHER;            /* a length of time, or a name of the define's own: its value is shown as it is */
    p->parts.len = p->kind == PART_CASES ? p->parts.len : 0;
    return true;
}

static void take_name(struct asking *k, struct part *p)
{
    if (take_cases(k, p))
        return;
    p->kind = PART_VALUE;
    p->name = p->e->kind == EXPR_OF ? p->e->a->text : p->e->text;
    const struct meaning *m = meaning_of(p->value.kind, p->name);
    if (m != NULL)
        take_meaning(k, p, m);
}

/* ---- the whole */

static bool is_comparison(enum expr_kind e) { return (e >= EXPR_EQ && e <= EXPR_GE) || e == EXPR_AT_LEAST || e == EXPR_IS || e == EXPR_IS_NOT; }

/* not X: where X is about one value, that value says it all. */
static void take_not(struct asking *k, struct part *p)
{
    const struct expr *e = p->e->a;
    if (e->kind == EXPR_ONE_OF || e->kind == EXPR_IS || e->kind == EXPR_IS_NOT || e->kind == EXPR_GIVEN || e->kind == EXPR_MISSING)
        add_side(k, p, e->a);
    else
        add_part(k, p, part_of(k, p->source, e, NULL, p->of));
}

/* Sides that are looked into, of what has no reading of its own: a text that is searched, a value that is unique, the ends of a stretch. */
static void take_sides(struct asking *k, struct part *p)
{
    enum expr_kind e = p->e->kind;
    bool left_alone = e == EXPR_ONE_OF || e == EXPR_UNIQUE || e == EXPR_WITHIN || e == EXPR_CONTAINS || e == EXPR_MATCHES;
    p->kind = PART_OTHER;
    for (const struct expr *l = e == EXPR_CALL ? p->e->b : NULL; l != NULL; l = l->b)
        add_side(k, p, l->a);
    if (e == EXPR_CALL)
        return;
    add_side(k, p, p->e->a);
    if (!left_alone)
        add_side(k, p, p->e->b);
    add_side(k, p, p->e->c);
}

static void explain(struct asking *k, struct part *p)
{
    enum expr_kind e = p->e->kind;
    if (take_counted(k, p))
        return;
    if (e == EXPR_AND || e == EXPR_OR) {
        p->kind = e == EXPR_AND ? PART_ALL : PART_ANY;
        take_conditions(k, p, p->e, e);
    } else if (is_comparison(e)) {
        take_comparison(k, p);
    } else if (e == EXPR_NAME || e == EXPR_OF || e == EXPR_TEXT) {
        take_name(k, p);
    } else if (e == EXPR_NOT) {
        take_not(k, p);
    } else {
        take_sides(k, p);
    }
}

struct part *part_of(struct asking *k, struct str source, const struct expr *e, const struct expr *other_of, enum kind of)
{
    struct part *p = arena_new(k->arena, struct part);
    *p = (struct part){.kind = PART_OTHER, .e = trace_reading(k->trace, e), .source = source, .of = of};
    p->words = words_of(source, p->e, k->arena);
    p->value = trace_value(k->trace, source, p->e, other_of, of, k->sink);
    if (p->value.form != TRACED_NOTHING)
        explain(k, p);
    return p;
}
