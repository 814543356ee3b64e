/* Expressions to formulas: each shape of condition that is finite, and what is left assumed free. */
#include "formula.h"
#include <stdlib.h>
#include "../../runtime/value/number.h"

/* What irp works out, by what it means. */
static const struct { const char *table, *property, *means; } meanings[] = {
#define DERIVED(table, property, type, fn, means, about) {#table, property, means},
#include "../../runtime/rule/derived.def"
#undef DERIVED
};
#define MEANS_DEPTH 8u                    /* properties that rest on one another */

static struct formula *new_formula(struct formulas *f, struct formula what)
{
    struct formula *n = arena_new(f->arena, struct formula);
    *n = what;
    return n;
}

static struct formula *constant(struct formulas *f, bool holds) { return new_formula(f, (struct formula){.kind = FORMULA_CONSTANT, .holds = holds}); }

static struct formula *atom(struct formulas *f, uint32_t value, uint64_t mask)
{
    return new_formula(f, (struct formula){.kind = FORMULA_ATOM, .value = value, .mask = mask, .compared = EXPR_LIST});
}

struct formula *formula_join(struct formulas *f, enum formula_kind kind, const struct formula *a, const struct formula *b)
{
    return new_formula(f, (struct formula){.kind = kind, .a = a, .b = b});
}

static struct formula *negated(struct formulas *f, const struct formula *a) { return formula_join(f, FORMULA_NOT, a, NULL); }

/* ---- values, by their words */

static struct str normal(struct formulas *f, struct str s)
{
    char  *to = arena_alloc(f->arena, s.len + 1);
    size_t len = 0;
    s = str_trim(s);
    for (size_t i = 0; i < s.len; i++)
        if (!is_blank(s.at[i]))
            to[len++] = lower(s.at[i]);
        else if (to[len - 1] != ' ')
            to[len++] = ' ';
    return (struct str){to, len};
}

static uint32_t value_named(struct formulas *f, struct str words, enum domain domain)
{
    struct str shown = on_one_line(words, f->arena);
    words = normal(f, words);
    for (uint32_t i = 0; i < f->values.len; i++)
        if (f->values.at[i].domain == domain && str_eq(f->values.at[i].words, words))
            return i;
    *vec_push(f->arena, &f->values) = (struct datum){.domain = domain, .words = words, .shown = shown, .of = KIND_NONE, .label = LABEL_NONE, .left = UINT32_MAX, .right = UINT32_MAX,
                                                     .size = domain == DOMAIN_ORDER ? 4 : 2};
    return f->values.len - 1;
}

/* A value read from the item, or from one around it. */
static uint32_t value_of(struct formulas *f, struct str source, const struct expr *e, const struct traced *t, enum domain domain)
{
    uint32_t v = value_named(f, words_of(source, e, f->arena), domain);
    struct datum *at = &f->values.at[v];
    at->of = t->kind;
    at->label = t->label;
    at->hole = t->hole;
    at->may_miss = t->given != TRACED_NOWHERE;
    return v;
}

/* Nothing is known of it but that it holds or not. */
static struct formula *assumed(struct formulas *f, struct str source, const struct expr *e)
{
    uint32_t v = value_named(f, words_of(source, e, f->arena), DOMAIN_TRUTH);
    f->values.at[v].free = true;
    return atom(f, v, 2);
}

static struct traced traced(struct formulas *f, struct str source, const struct expr *e)
{
    struct diag_sink quiet = {.arena = f->arena};
    return trace_value(f->trace, source, e, NULL, f->kind, &quiet);
}

/* ---- words */

static bool is_status(const struct traced *t) { return t->form == TRACED_PRINTED && t->hole == HOLE_STATUS; }

static bool has_words(const struct traced *t)
{
    return t->form == TRACED_CODE || (t->form == TRACED_PRINTED && (t->hole == HOLE_STATUS || t->hole == HOLE_LEVEL || t->hole == HOLE_TEXT));
}

/* All that the value may be, for a status and a choice; levels and texts: what the rules name, and another. */
static void add_options(struct formulas *f, struct datum *v, const struct traced *t)
{
    static const char *const statuses[] = {
#define S(id, words) words,
        STATUS_TABLE(S)
#undef S
    };
    if (v->options.len > 0)
        return;
    for (size_t i = 1; is_status(t) && i < ARRAY_LEN(statuses); i++)
        *vec_push(f->arena, &v->options) = str_of(statuses[i]);
    for (unsigned i = 0; t->form == TRACED_CODE && t->label != LABEL_NONE && label_rows[t->label].type != TYPE_YESNO && choice_word(t->label, i) != NULL; i++)
        *vec_push(f->arena, &v->options) = str_of(choice_word(t->label, i));
    if (t->form == TRACED_CODE && t->label != LABEL_NONE && label_rows[t->label].type == TYPE_YESNO) {
        *vec_push(f->arena, &v->options) = STR("No");
        *vec_push(f->arena, &v->options) = STR("Yes");
    }
}

static bool is_open_list(const struct datum *v) { return v->hole == HOLE_LEVEL || v->hole == HOLE_TEXT; }

/* The place of the words in the domain: 0 is missing. 0: no room. */
static uint32_t option_of(struct formulas *f, struct datum *v, struct str words)
{
    for (uint32_t i = 0; i < v->options.len; i++)
        if (str_eq_fold(v->options.at[i], words))
            return i + 1;
    if (!is_open_list(v) || v->options.len + 3 >= PROVE_DOMAIN_MOST)
        return 0;
    *vec_push(f->arena, &v->options) = words;
    return v->options.len;
}

/* The status and the current status are one. */
static uint32_t words_value(struct formulas *f, struct str source, const struct expr *e, const struct traced *t)
{
    uint32_t v = value_of(f, source, e, t, DOMAIN_WORDS);
    if (is_status(t) && str_eq(f->values.at[v].words, STR("current status"))) {
        uint32_t s = value_named(f, STR("status"), DOMAIN_WORDS);
        f->values.at[s].of = t->kind, f->values.at[s].label = t->label, f->values.at[s].hole = t->hole, f->values.at[s].may_miss = true;
        v = s;
    }
    add_options(f, &f->values.at[v], t);
    return v;
}

static struct formula *is_one_of(struct formulas *f, struct str source, const struct expr *e, const struct traced *t, const struct expr *words, bool list)
{
    uint32_t v = words_value(f, source, e, t);
    uint64_t mask = 0;
    for (const struct expr *l = words; l != NULL; l = list ? l->b : NULL) {
        const struct expr *w = list ? l->a : l;
        uint32_t option = w->kind == EXPR_NAME || w->kind == EXPR_TEXT ? option_of(f, &f->values.at[v], w->text) : 0;
        if (option == 0)
            return NULL;
        mask |= UINT64_C(1) << option;
    }
    return atom(f, v, mask);
}

/* ---- numbers and dates */

static bool is_number(const struct traced *t)
{
    return t->form == TRACED_LIST || (t->form == TRACED_PRINTED && (t->hole == HOLE_WHOLE || t->hole == HOLE_NUMBER || t->hole == HOLE_PERCENT));
}
static bool is_date(const struct traced *t) { return t->form == TRACED_PRINTED && t->hole == HOLE_DATE; }

static bool is_count(const struct expr *e)
{
    while (e->kind == EXPR_WHERE)
        e = e->a;
    return e->kind == EXPR_COUNT;
}

static struct formula *number_against(struct formulas *f, struct str source, const struct expr *e, const struct traced *t, enum expr_kind sign, int64_t number)
{
    uint32_t v = value_of(f, source, e, t, DOMAIN_NUMBER);
    struct datum *at = &f->values.at[v];
    at->counted = is_count(e) || t->form == TRACED_LIST;
    at->whole = at->counted || t->hole == HOLE_WHOLE;
    bool known = false;
    for (uint32_t i = 0; i < at->constants.len; i++)
        known = known || at->constants.at[i] == number;
    if (!known)
        *vec_push(f->arena, &at->constants) = number;
    struct formula *n = new_formula(f, (struct formula){.kind = FORMULA_ATOM, .value = v, .compared = sign, .constant = number});
    *vec_push(f->arena, &f->numbers) = n;
    return n;
}

static enum expr_kind turned(enum expr_kind sign)
{
    switch ((int)sign) {
    case EXPR_LT: return EXPR_GT;
    case EXPR_GT: return EXPR_LT;
    case EXPR_LE: return EXPR_GE;
    case EXPR_GE: return EXPR_LE;
    default:      return sign;
    }
}

static uint32_t date_side(struct formulas *f, struct str source, const struct expr *e, const struct traced *t, int32_t day[2])
{
    if (e->kind == EXPR_DATE) {
        day[0] = e->date.first, day[1] = e->date.last;
        return UINT32_MAX;
    }
    if (e->kind == EXPR_TODAY) {
        day[0] = day[1] = INT32_MAX;     /* whatever day it is */
        return UINT32_MAX;
    }
    return value_of(f, source, e, t, DOMAIN_GIVEN);
}

/* What the sign says of the order of two dates. */
static uint64_t order_mask(enum expr_kind sign)
{
    const uint64_t before = 1u << ORDER_BEFORE, equal = 1u << ORDER_EQUAL, overlaps = 1u << ORDER_OVERLAPS, after = 1u << ORDER_AFTER;
    switch ((int)sign) {
    case EXPR_LT: return before;
    case EXPR_GE: case EXPR_AT_LEAST: return equal | overlaps | after;
    case EXPR_GT: return after;
    case EXPR_LE: return before | equal | overlaps;
    case EXPR_EQ: case EXPR_IS: return equal;
    default:      return before | overlaps | after;
    }
}

static struct formula *date_against(struct formulas *f, struct str source, const struct expr *e, enum expr_kind sign, const struct traced *a, const struct traced *b)
{
    int32_t    day[2] = {0, 0};
    uint32_t   left = date_side(f, source, e->a, a, day), right = date_side(f, source, e->b, b, day);
    struct str first = normal(f, words_of(source, e->a, f->arena)), second = normal(f, words_of(source, e->b, f->arena));
    if (left == UINT32_MAX || (right != UINT32_MAX && left > right)) {         /* one pair, whichever way it is written */
        uint32_t   side = left;
        struct str words = first;
        left = right, first = second, right = side, second = words;
        sign = turned(sign == EXPR_AT_LEAST ? EXPR_GE : sign);
    }
    struct str words = str_printf(f->arena, STR_FMT " to " STR_FMT, STR_ARG(first), STR_ARG(second));
    uint32_t v = value_named(f, words, DOMAIN_ORDER);
    f->values.at[v].left = left, f->values.at[v].right = right;
    f->values.at[v].day[0] = day[0], f->values.at[v].day[1] = day[1];
    return atom(f, v, order_mask(sign));
}

static struct formula *compared(struct formulas *f, struct str source, const struct expr *e, enum expr_kind sign)
{
    struct traced a = traced(f, source, e->a);
    bool equal = sign == EXPR_IS || sign == EXPR_EQ, unequal = sign == EXPR_IS_NOT || sign == EXPR_NE;
    if (has_words(&a) && (equal || unequal)) {
        struct formula *is = is_one_of(f, source, e->a, &a, e->b, false);
        return is == NULL ? NULL : equal ? is : negated(f, is);
    }
    struct traced b = traced(f, source, e->b);
    if (is_number(&a) && e->b->kind == EXPR_NUMBER)
        return number_against(f, source, e->a, &a, sign, e->b->number);
    if (is_number(&b) && e->a->kind == EXPR_NUMBER)
        return number_against(f, source, e->b, &b, turned(sign), e->a->number);
    if (is_date(&a) && is_date(&b))
        return date_against(f, source, e, sign, &a, &b);
    return NULL;
}

static struct formula *within_ends(struct formulas *f, struct str source, const struct expr *e)
{
    struct traced a = traced(f, source, e->a);
    if (!is_number(&a) || e->b->kind != EXPR_NUMBER || e->c->kind != EXPR_NUMBER)
        return NULL;
    return formula_join(f, FORMULA_AND, number_against(f, source, e->a, &a, EXPR_GE, e->b->number), number_against(f, source, e->a, &a, EXPR_LE, e->c->number));
}

/* ---- given or missing */

static struct formula *given(struct formulas *f, struct str source, const struct expr *e)
{
    struct traced t = traced(f, source, e);
    if (t.form == TRACED_NOTHING)
        return NULL;
    if (t.given == TRACED_NOWHERE && t.form != TRACED_LIST)
        return constant(f, true);
    if (has_words(&t) && t.hole != HOLE_TEXT)
        return negated(f, atom(f, words_value(f, source, e, &t), 1));
    if (is_number(&t))
        return number_against(f, source, e, &t, t.form == TRACED_LIST ? EXPR_GT : EXPR_GIVEN, 0);
    return atom(f, value_of(f, source, e, &t, DOMAIN_GIVEN), 2);
}

/* ---- names that are conditions */

static struct formula *named(struct formulas *f, struct str source, const struct expr *e)
{
    struct traced t = traced(f, source, e);
    struct str    name = e->kind == EXPR_OF ? e->a->text : e->text;
    if (t.form != TRACED_TRUTH)
        return NULL;
    for (size_t i = 0; t.kind == f->kind && f->depth < MEANS_DEPTH && e->kind == EXPR_NAME && i < ARRAY_LEN(meanings); i++) {
        if (!word_is(name, meanings[i].property) || strcmp(meanings[i].table, kind_rows[t.kind].name) != 0 || meanings[i].means[0] == '\0')
            continue;
        struct diag_sink   quiet = {.arena = f->arena};
        struct str         means = str_of(meanings[i].means);
        const struct expr *inner = expr_parse(means, (struct place){0, (uint32_t)means.len}, &quiet, f->arena);
        f->depth++;
        struct formula *n = inner == NULL ? NULL : formula_of(f, means, inner);
        f->depth--;
        return n;
    }
    uint32_t v = value_of(f, source, e, &t, DOMAIN_TRUTH);
    f->values.at[v].free = t.kind >= KINDS || modifier_find(t.kind, name) == 0;      /* a word before the heading can be written; what else it means is not known here */
    return atom(f, v, 2);
}

static struct formula *shaped(struct formulas *f, struct str source, const struct expr *e)
{
    switch ((int)e->kind) {
    case EXPR_TRUE: case EXPR_FALSE:
        return constant(f, e->kind == EXPR_TRUE);
    case EXPR_NOT:
        return negated(f, formula_of(f, source, e->a));
    case EXPR_AND: case EXPR_OR: {
        const struct formula *a = formula_of(f, source, e->a);
        return formula_join(f, e->kind == EXPR_AND ? FORMULA_AND : FORMULA_OR, a, formula_of(f, source, e->b));
    }
    case EXPR_GIVEN:
        return given(f, source, e->a);
    case EXPR_MISSING: {
        const struct formula *g = given(f, source, e->a);
        return g == NULL ? NULL : negated(f, g);
    }
    case EXPR_EQ: case EXPR_NE: case EXPR_LT: case EXPR_LE: case EXPR_GT: case EXPR_GE: case EXPR_IS: case EXPR_IS_NOT: case EXPR_AT_LEAST:
        return compared(f, source, e, e->kind);
    case EXPR_ONE_OF: {
        struct traced t = traced(f, source, e->a);
        return has_words(&t) ? is_one_of(f, source, e->a, &t, e->b, true) : NULL;
    }
    case EXPR_IN:
        return within_ends(f, source, e);
    case EXPR_NAME: case EXPR_TEXT: case EXPR_OF:
        return named(f, source, e);
    default:
        return NULL;
    }
}

struct formula *formula_of(struct formulas *f, struct str source, const struct expr *e)
{
    e = trace_reading(f->trace, e);
    struct formula *n = shaped(f, source, e);
    return n != NULL ? n : assumed(f, source, e);
}

/* ---- regions */

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Regions that a value can lie in: whole numbers leave gaps empty, counts start at 0. */
static uint64_t possible_regions(const struct datum *v)
{
    uint64_t possible = v->may_miss ? 1 : 0;
    uint32_t n = v->constants.len;
    for (uint32_t i = 0; i < 2 * n + 1; i++) {
        int64_t c = v->constants.at[i / 2 < n ? i / 2 : n - 1], next = i / 2 < n && i / 2 > 0 ? v->constants.at[i / 2 - 1] : 0;
        bool at_constant = i % 2 == 1, fine = true;
        if (at_constant)
            fine = !(v->counted && c < 0) && !(v->whole && c % NUMBER_ONE != 0);
        else if (i == 0)
            fine = !(v->counted && c <= 0);
        else if (i < 2 * n)
            fine = !v->whole || c - next > NUMBER_ONE;
        possible |= (uint64_t)fine << (i + 1);
    }
    return possible;
}

static bool region_meets(uint32_t region, uint32_t constant, enum expr_kind sign)
{
    uint32_t at = 2 * constant + 1;      /* the region of the constant itself */
    switch ((int)sign) {
    case EXPR_LT: return region < at;
    case EXPR_LE: return region <= at;
    case EXPR_GT: return region > at;
    case EXPR_GE: case EXPR_AT_LEAST: return region >= at;
    case EXPR_EQ: case EXPR_IS: return region == at;
    case EXPR_GIVEN: return true;
    default:      return region != at;
    }
}

static void make_mask(const struct formulas *f, struct formula *n)
{
    const struct datum *v = &f->values.at[n->value];
    for (uint32_t c = 0; c < v->constants.len; c++)
        for (uint32_t r = 0; v->constants.at[c] == n->constant && r < 2 * v->constants.len + 1; r++)
            n->mask |= (uint64_t)region_meets(r, c, n->compared) << (r + 1);
    n->compared = EXPR_LIST;
}

void formulas_close(struct formulas *f)
{
    for (uint32_t i = 0; i < f->values.len; i++) {
        struct datum *v = &f->values.at[i];
        uint32_t n = v->constants.len;
        if (v->domain == DOMAIN_NUMBER && 2 * n + 2 > PROVE_DOMAIN_MOST)
            v->constants.len = n = PROVE_DOMAIN_MOST / 2 - 1;
        if (v->domain == DOMAIN_NUMBER && n > 1)
            qsort(v->constants.at, n, sizeof *v->constants.at, by_size);
        if (v->domain == DOMAIN_NUMBER)
            v->size = 2 * n + 2;
        if (v->domain == DOMAIN_WORDS)
            v->size = v->options.len + 1 + is_open_list(v);
        v->possible = v->domain == DOMAIN_NUMBER ? possible_regions(v) : v->size == 64 ? UINT64_MAX : (UINT64_C(1) << v->size) - 1;
        if (v->domain == DOMAIN_WORDS && !v->may_miss)
            v->possible &= ~UINT64_C(1);
    }
    for (uint32_t i = 0; i < f->numbers.len; i++)
        make_mask(f, f->numbers.at[i]);
    f->numbers.len = 0;
}
