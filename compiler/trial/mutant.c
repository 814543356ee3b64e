/* Changes of an expression. See mutant.h. */
#include "mutant.h"
#include "words.h"
#include "../../runtime/report/text.h"
#include "../../runtime/value/number.h"

struct changing {
    struct mutant *mutant;
    struct str     source;
    struct arena  *arena;
    uint32_t       left;                 /* changes to be passed over */
    struct place   around;               /* the innermost condition */
};

static struct str text_at(const struct changing *c, struct place p) { return (struct str){c->source.at + p.at, p.length}; }

/* Whether the next change is the one that is wanted. */
static bool is_next(struct changing *c)
{
    if (c->left > 0)
        c->left--;
    else
        return true;
    return false;
}

/* Notes that the piece of the source now reads `as`. */
static void note(struct changing *c, struct place piece, struct str as)
{
    struct place around = whole_place(c->source, c->around);
    uint32_t     end = around.at + around.length, piece_end = piece.at + piece.length;
    struct str   head = {c->source.at + around.at, piece.at - around.at}, tail = {c->source.at + piece_end, end - piece_end};
    c->mutant->place = piece;
    c->mutant->before = text_one_line(c->arena, text_at(c, around));
    c->mutant->after = text_one_line(c->arena, str_printf(c->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(head), STR_ARG(as), STR_ARG(tail)));
}

static struct expr *copy_of(struct changing *c, const struct expr *e)
{
    struct expr *copy = arena_new(c->arena, struct expr);
    *copy = *e;
    return copy;
}

/* ---- operands */

/* One operand stands for the whole: the other is left out. */
static const struct expr *without(struct changing *c, const struct expr *out, const struct expr *operand)
{
    c->mutant->place = whole_place(c->source, out->place);
    c->mutant->before = words_at(c->source, out->place, c->arena);
    c->mutant->after = STR("");
    return operand;
}

/* What an operator is put to stands for the whole: its words are all that is left. */
static const struct expr *only(struct changing *c, const struct expr *e, const struct expr *operand)
{
    note(c, whole_place(c->source, e->place), text_at(c, whole_place(c->source, operand->place)));
    if (e->kind == EXPR_WHERE)
        c->mutant->place = whole_place(c->source, e->b->place);
    return operand;
}

/* Left out of an "and", "X is given" is answered with true; out of an "or", "X is missing" with false: that is another change already. */
static bool answers(const struct expr *e, const struct expr *operand)
{
    return operand->kind == (e->kind == EXPR_AND ? EXPR_GIVEN : EXPR_MISSING);
}

static const struct expr *change_joined(struct changing *c, const struct expr *e)
{
    if (!answers(e, e->b) && is_next(c))
        return without(c, e->b, e->a);
    if (e->a->kind != e->kind && !answers(e, e->a) && is_next(c))    /* of a chain each operand alone is left out: the others where they stand */
        return without(c, e->a, e->b);
    return NULL;
}

/* ---- comparisons */

static const struct { enum expr_kind from, to; const char *sign; } steps[] = {
    {EXPR_GE, EXPR_GT, ">"},        {EXPR_GT, EXPR_GE, ">="},      {EXPR_LE, EXPR_LT, "<"},          {EXPR_LT, EXPR_LE, "<="},
    {EXPR_EQ, EXPR_GE, ">="},       {EXPR_EQ, EXPR_LE, "<="},      {EXPR_NE, EXPR_GT, ">"},          {EXPR_NE, EXPR_LT, "<"},
    {EXPR_AT_LEAST, EXPR_IS, "is"}, {EXPR_AT_LEAST, EXPR_GT, ">"}, {EXPR_IS, EXPR_AT_LEAST, "is at least"},
};

/* Where the operator stands: between the operands, without the parentheses that belong to them. */
static struct place operator_place(const struct changing *c, const struct expr *e)
{
    uint32_t from = e->a->place.at + e->a->place.length, to = e->b->place.at;
    const char *s = c->source.at;
    while (from < to && (is_blank(s[from]) || s[from] == ')'))
        from++;
    while (to > from && (is_blank(s[to - 1]) || s[to - 1] == '('))
        to--;
    return (struct place){from, to - from};
}

/* What is counted or given is never below 0 and no share is above 100%: there "=" says no less than "<=" or ">=" does. A difference may be below 0. */
static bool says_the_same(const struct expr *e, enum expr_kind to)
{
    if (e->b->kind != EXPR_NUMBER || (e->a->kind >= EXPR_ADD && e->a->kind <= EXPR_MINUS))
        return false;
    bool share = memchr(e->b->text.at, '%', e->b->text.len) != NULL;
    return e->b->number == 0 ? (e->kind == EXPR_EQ && to == EXPR_LE) || (e->kind == EXPR_NE && to == EXPR_GT)
                             : share && e->b->number == NUMBER_ONE && e->kind == EXPR_EQ && to == EXPR_GE;
}

static const struct expr *change_comparison(struct changing *c, const struct expr *e)
{
    for (size_t i = 0; i < ARRAY_LEN(steps); i++)
        if (steps[i].from == e->kind && !says_the_same(e, steps[i].to) && is_next(c)) {
            struct expr *new = copy_of(c, e);
            new->kind = steps[i].to;
            note(c, operator_place(c, e), str_of(steps[i].sign));
            return new;
        }
    return NULL;
}

/* ---- leaves and lists */

static const struct expr *answered(struct changing *c, const struct expr *e)
{
    if (!is_next(c))
        return NULL;
    struct expr *new = copy_of(c, e);
    bool         given = e->kind == EXPR_GIVEN;
    new->kind = given ? EXPR_TRUE : EXPR_FALSE;
    note(c, whole_place(c->source, e->place), given ? STR("true") : STR("false"));
    return new;
}

static const struct expr *change_number(struct changing *c, const struct expr *e)
{
    bool duration = e->kind == EXPR_DURATION;
    if (!duration && (e->number % NUMBER_ONE != 0 || memchr(e->text.at, '%', e->text.len) != NULL))
        return NULL;
    int64_t      now = duration ? e->number : e->number / NUMBER_ONE;
    struct place digits = e->place;
    for (digits.length = 0; digits.length < e->place.length && !is_blank(c->source.at[digits.at + digits.length]);)
        digits.length++;
    for (int64_t step = 1; step >= -1; step -= 2) {
        if ((duration && now + step < 0) || !is_next(c))
            continue;
        struct expr *new = copy_of(c, e);
        new->number += duration ? step : step * NUMBER_ONE;
        note(c, digits, str_printf(c->arena, "%lld", (long long)(now + step)));
        return new;
    }
    return NULL;
}

static const struct expr *exchanged(struct changing *c, const struct expr *e)
{
    if (!is_next(c))
        return NULL;
    struct expr *new = copy_of(c, e);
    bool         every = e->kind == EXPR_EVERY;
    new->kind = every ? EXPR_SOME : EXPR_EVERY;
    note(c, (struct place){e->place.at, every ? sizeof "every" - 1 : sizeof "some" - 1}, every ? STR("some") : STR("every"));
    return new;
}

/* The list without its element `out` from the end; *words: what is left, in words. */
static const struct expr *list_without(struct changing *c, const struct expr *list, uint32_t out, struct str *words)
{
    VEC(const struct expr *) kept = {NULL, 0, 0};
    const struct expr *new = NULL;
    for (uint32_t i = 0; list != NULL; list = list->b, i++)
        if (i != out)
            *vec_push(c->arena, &kept) = list;
    *words = STR("");
    for (uint32_t i = kept.len; i > 0; i--) {
        struct expr *copy = copy_of(c, kept.at[i - 1]);
        copy->b = new;
        new = copy;
        struct str word = text_at(c, copy->a->place);
        *words = str_printf(c->arena, STR_FMT "%s" STR_FMT, STR_ARG(*words), words->len > 0 ? ", " : "", STR_ARG(word));
    }
    return new;
}

static const struct expr *change_list(struct changing *c, const struct expr *e)
{
    uint32_t len = 0;
    for (const struct expr *l = e->b; l != NULL; l = l->b)
        len++;
    for (uint32_t out = len; len > 1 && out > 0; out--)
        if (is_next(c)) {
            struct str   words;
            struct expr *new = copy_of(c, e);
            new->b = list_without(c, e->b, out - 1, &words);
            note(c, whole_place(c->source, e->b->place), words);
            return new;
        }
    return NULL;
}

/* ---- the tree */

static bool is_condition(enum expr_kind k)
{
    return (k >= EXPR_NOT && k <= EXPR_MISSING) || k == EXPR_HAS || (k >= EXPR_IN && k <= EXPR_WITHIN && k != EXPR_LIST);
}

/* A change of the node itself, or NULL. */
static const struct expr *change_here(struct changing *c, const struct expr *e)
{
    switch ((int)e->kind) {
    case EXPR_AND: case EXPR_OR:        return change_joined(c, e);
    case EXPR_NOT: case EXPR_WHERE:     return is_next(c) ? only(c, e, e->a) : NULL;
    case EXPR_GIVEN: case EXPR_MISSING: return answered(c, e);
    case EXPR_NUMBER: case EXPR_DURATION: return change_number(c, e);
    case EXPR_EVERY: case EXPR_SOME:    return exchanged(c, e);
    case EXPR_ONE_OF:                   return change_list(c, e);
    }
    return change_comparison(c, e);
}

/* The expression with the wanted change in it, or NULL. As deep as the grammar lets an expression be. */
static const struct expr *change(struct changing *c, const struct expr *e)
{
    struct place around = c->around;
    if (is_condition(e->kind))
        c->around = e->place;
    const struct expr *new = change_here(c, e), *parts[3] = {e->a, e->b, e->c};
    for (int i = 0; i < 3 && new == NULL; i++) {
        const struct expr *part = parts[i] == NULL ? NULL : change(c, parts[i]);
        if (part == NULL)
            continue;
        struct expr *copy = copy_of(c, e);
        *(i == 0 ? &copy->a : i == 1 ? &copy->b : &copy->c) = part;
        new = copy;
    }
    c->around = around;
    return new;
}

bool mutant_make(struct mutant *m, struct str source, const struct expr *e, uint32_t n, struct arena *a)
{
    struct changing c = {.mutant = m, .source = source, .arena = a, .left = n, .around = e->place};
    m->e = change(&c, e);
    return m->e != NULL;
}
