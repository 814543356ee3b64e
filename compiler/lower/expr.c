/* Expressions: types found, compared and refused; operations chosen. One function a shape of expression. */
#include "lowering.h"
#include "../../runtime/value/number.h"

const char *type_name(const struct operand *o)
{
    switch (o->type) {
    case VALUE_BAD:      return "a mistake";
    case VALUE_TRUTH:    return "a condition";
    case VALUE_WHOLE:
    case VALUE_NUMBER:   return "a number";
    case VALUE_PERCENT:  return "a percentage";
    case VALUE_MONTH:    return "a month";
    case VALUE_DATE:     return "a date";
    case VALUE_TEXT:     return "a text";
    case VALUE_STATUS:   return "a status";
    case VALUE_LEVEL:    return "a judgement";
    case VALUE_CODE:     return "a word of a list";
    case VALUE_LIST:     return "a list";
    case VALUE_ITEM:     return "an item";
    case VALUE_DURATION: return "a length of time";
    case VALUE_LITERAL:  return "a text in quotes";
    }
    BUG("a type without a name");
}

struct operand type_mistake(struct env *env, const struct expr *e, const char *needs_what, const char *wanted, const struct operand *got)
{
    if (got->type != VALUE_BAD)
        diag4(env->sink, DIAG_TYPES_DIFFER, e->place, str_printf(env->low->arena, "\"%s\"", needs_what), str_of(wanted),
              expr_words(env->source, e), str_of(type_name(got)));
    return bad(e);
}

/* ---- missing values */

bool is_known(const struct env *env, uint64_t fact)
{
    for (uint32_t i = 0; i < env->facts.len; i++)
        if (env->facts.at[i] == fact)
            return true;
    return false;
}

bool need_given(struct env *env, const struct operand *o)
{
    if (o->given == NO_REG || env->lenient || env->low->traced || (o->fact != 0 && is_known(env, o->fact)))
        return true;
    const struct argument *a = o->argument;
    const struct expr     *e = a != NULL ? a->e : o->e;
    struct str words = expr_words(a != NULL ? a->source : env->source, e), name = words;
    char      *start = arena_alloc(env->low->arena, words.len + 1);
    memcpy(start, words.at, words.len);
    if (words.len > 0 && start[0] >= 'a' && start[0] <= 'z')
        start[0] = (char)(start[0] - 32);
    diag2(a != NULL ? a->sink : env->sink, DIAG_MAY_BE_MISSING, e->place, ((struct str){start, words.len}), name);
    return false;
}

uint32_t both_given(struct env *env, const struct operand *a, const struct operand *b)
{
    uint32_t one = doubt_of(env, a), other = doubt_of(env, b);
    return one == NO_REG ? other : other == NO_REG ? one : and_(env, one, other);
}

struct operand given_with(struct env *env, struct operand o, uint32_t given)
{
    if (given != NO_REG && o.type != VALUE_BAD)
        o.given = o.given == NO_REG ? given : and_(env, given, o.given);
    return o;
}

/* The operand of a given-or-missing test, without a second message about it. */
static struct operand quietly(struct env *env, const struct expr *e)
{
    bool     lenient = env->lenient;
    uint32_t findings = env->sink->findings.len, errors = env->sink->errors;
    env->lenient = true;
    struct operand o = lower_expr(env, e);
    env->lenient = lenient;
    env->sink->findings.len = findings;
    env->sink->errors = errors;
    return o;
}

/* A sum that is given has parts that are, and what a function or a map gives of something says that it is given. */
static void know_given(struct env *env, const struct expr *e)
{
    if (e->kind == EXPR_MINUS)
        know_given(env, e->a);
    if (e->kind == EXPR_CALL && call_passes_on(env, e))
        for (const struct expr *l = e->b; l != NULL; l = l->b)
            know_given(env, l->a);
    if (e->kind >= EXPR_ADD && e->kind <= EXPR_DIV) {
        know_given(env, e->a);
        know_given(env, e->b);
        return;
    }
    if (e->kind == EXPR_OF && e->b->kind != EXPR_THE_OTHER)     /* X of Y is given: so is Y */
        know_given(env, e->b);
    struct operand o = quietly(env, e);
    if (o.type != VALUE_BAD && o.given != NO_REG && o.fact != 0)
        *vec_push(env->low->arena, &env->facts) = o.fact;
}

void know(struct env *env, const struct expr *e, bool when)
{
    if (e->kind == EXPR_NOT)
        know(env, e->a, !when);
    bool both = e->kind == EXPR_AND ? when : e->kind == EXPR_OR ? !when : false;
    if (both) {
        know(env, e->a, when);
        know(env, e->b, when);
    }
    if (e->kind == EXPR_GIVEN ? when : e->kind == EXPR_MISSING && !when)
        know_given(env, e->a);
    bool words = e->kind == EXPR_IS || e->kind == EXPR_EQ || e->kind == EXPR_ONE_OF;      /* which do not hold for what is missing */
    if (when ? words : e->kind == EXPR_IS_NOT || e->kind == EXPR_NE)
        know_given(env, e->a);
}

static struct operand lower_given(struct env *env, const struct expr *e)
{
    env->lenient = true;                 /* the one question that a missing value answers; lower_expr puts it back */
    struct operand o = lower_expr(env, e->a);
    if (o.type == VALUE_LITERAL || (o.type == VALUE_TRUTH && o.given == NO_REG))       /* a condition always has an answer: but for a define's, which may have none */
        return type_mistake(env, e->a, e->kind == EXPR_GIVEN ? "is given" : "is missing", "a label or a property", &o);
    if (o.type == VALUE_BAD)
        return bad(e);
    uint32_t given = o.given == NO_REG ? kernel_op(env->k, OP_TRUTH, 0, 0, 1) : o.given;
    return truth_of(e, e->kind == EXPR_GIVEN ? given : not_(env, given));
}

static struct operand lower_both(struct env *env, const struct expr *e)
{
    uint32_t a = lower_truth(env, e->a), known = env->facts.len;
    know(env, e->a, e->kind == EXPR_AND);
    struct reach before = reach_narrow(env, a, e->kind == EXPR_AND);
    uint32_t b = lower_truth(env, e->b);
    env->reach = before;
    env->facts.len = known;
    if (a == NO_REG || b == NO_REG)
        return bad(e);
    return truth_of(e, op(env, e->kind == EXPR_AND ? OP_AND : OP_OR, a, b));
}

/* ---- of */

static struct operand lower_of(struct env *env, const struct expr *e)
{
    if (e->a->kind != EXPR_NAME) {
        struct operand a = lower_expr(env, e->a);
        return type_mistake(env, e->a, "of", "a name before it", &a);
    }
    if (e->b->kind == EXPR_THE_OTHER) {
        if (env->notes == NULL || env->notes->other_slot == UINT32_MAX) {
            diag2(env->sink, DIAG_EXPRESSION_NOT_HERE, e->b->place, STR("\"the other\""), STR("It stands in the message of a rule that says: is unique among."));
            return bad(e);
        }
        return property_of(env, e->a, (struct path){env->kind, env->notes->other_slot, VIA_OTHER});
    }
    struct operand item = lower_expr(env, e->b);
    if (item.type == VALUE_BAD)
        return bad(e);
    if (item.type != VALUE_ITEM)
        return type_mistake(env, e->b, "of", "an item after it", &item);
    if (!need_given(env, &item))
        return bad(e);
    struct operand o = given_with(env, property_of(env, e->a, item.item), env->lenient ? item.given : NO_REG);
    o.e = e;
    o.argument = NULL;
    return o;
}

/* ---- leaves */

static struct operand lower_number(struct env *env, const struct expr *e)
{
    bool is_whole = e->number % NUMBER_ONE == 0 && e->number / NUMBER_ONE <= INT32_MAX && memchr(e->text.at, '%', e->text.len) == NULL;
    struct operand o = {.type = is_whole ? VALUE_WHOLE : VALUE_NUMBER, .given = NO_REG, .label = LABEL_NONE, .e = e};
    o.r[0] = is_whole ? whole(env, e->number / NUMBER_ONE) : kernel_op(env->k, OP_NUMBER, 0, 0, e->number);
    return o;
}

static struct operand lower_date(struct env *env, const struct expr *e)
{
    struct operand o = {.type = VALUE_DATE, .given = NO_REG, .label = LABEL_NONE, .e = e};
    if (e->kind == EXPR_TODAY) {
        o.r[0] = o.r[1] = kernel_op(env->k, OP_TODAY, 0, 0, 0);
        o.r[2] = whole(env, DATE_DAY);
        return o;
    }
    o.r[0] = whole(env, e->date.first), o.r[1] = whole(env, e->date.last), o.r[2] = whole(env, e->date.form);
    return o;
}

/* A name that holds a word of the rule language is put in quotes ("reports to"): quotes round what is a name are a name, others a text. */
static struct operand lower_text(struct env *env, const struct expr *e)
{
    struct expr   *name = arena_new(env->low->arena, struct expr);
    *name = *e;
    name->kind = EXPR_NAME;
    struct operand o = quietly(env, name);
    if (o.type != VALUE_BAD)
        return o;
    return (struct operand){.type = VALUE_LITERAL, .given = NO_REG, .label = LABEL_NONE, .e = e};
}

struct operand not_here(struct env *env, const struct expr *e, const char *why)
{
    diag2(env->sink, DIAG_EXPRESSION_NOT_HERE, e->place, str_printf(env->low->arena, "\"" STR_FMT "\"", STR_ARG(expr_words(env->source, e))), str_of(why));
    return bad(e);
}

static bool is_comparison(enum expr_kind k) { return k >= EXPR_EQ && k <= EXPR_GE; }
static bool is_condition(enum expr_kind k) { return (k >= EXPR_NOT && k <= EXPR_MISSING) || (k >= EXPR_IN && k <= EXPR_WITHIN && k != EXPR_LIST) || k == EXPR_HAS; }

/* AGGREGATE where (A < B) as (AGGREGATE where A) < B. */
static const struct expr *compared_outside(const struct expr *e, struct arena *a)
{
    const struct expr *c = e->b;
    struct expr *counted = arena_new(a, struct expr), *compared = arena_new(a, struct expr);
    *counted = *e;
    counted->b = c->a;
    counted->place.length = c->a->place.at + c->a->place.length - e->place.at;
    *compared = *c;
    compared->a = counted;
    compared->place = e->place;
    return compared;
}

const struct expr *count_compared(const struct expr *e, struct arena *a)
{
    const struct expr *c = e->b;
    bool outside = e->kind == EXPR_WHERE && is_comparison(c->kind) && is_condition(c->a->kind) && c->b->kind == EXPR_NUMBER;
    return outside ? compared_outside(e, a) : e;
}

const struct expr *condition_compared(const struct expr *e, struct arena *a)
{
    return e->kind == EXPR_WHERE && is_comparison(e->b->kind) && e->a->kind >= EXPR_COUNT && e->a->kind <= EXPR_HIGHEST ? compared_outside(e, a) : count_compared(e, a);
}

static struct operand lower_any(struct env *env, const struct expr *e);

static struct operand lower_where(struct env *env, const struct expr *e)
{
    const struct expr *compared = count_compared(e, env->low->arena);
    if (e->a->kind == EXPR_UNIQUE)
        return lower_unique(env, e->a, e->b);
    if (!(e->a->kind >= EXPR_COUNT && e->a->kind <= EXPR_HIGHEST))
        return not_here(env, e, "\"where\" follows what is counted: count of actions where late.");
    return compared == e ? lower_aggregate(env, e->a, e->b) : lower_compare(env, compared);
}

void work_begin(struct lowering_rules *low)
{
    low->work_from = low->build.work;
    low->too_large = false;
}

bool work_end(struct lowering_rules *low, struct diag_sink *sink, struct place at)
{
    if (low->too_large)
        diag1(sink, DIAG_RULE_TOO_LARGE, at, str_printf(low->arena, "%u", RULE_WORK_MOST));
    return !low->too_large;
}

static bool is_too_large(struct lowering_rules *low)
{
    low->too_large = low->too_large || low->build.work - low->work_from > RULE_WORK_MOST;
    return low->too_large;
}

/* A condition looks at what is given alone, wherever it stands: in a message too, and in a value that may be missing. */
struct operand lower_expr(struct env *env, const struct expr *e)
{
    bool lenient = env->lenient;
    env->lenient = lenient && !is_condition(e->kind);
    struct operand o = lower_any(env, e);
    env->lenient = lenient;
    return o;
}

static struct operand lower_any(struct env *env, const struct expr *e)
{
    if (is_too_large(env->low))
        return bad(e);
    switch (e->kind) {
    case EXPR_NAME:     return name_operand(env, e);
    case EXPR_TEXT:     return lower_text(env, e);
    case EXPR_NUMBER:   return lower_number(env, e);
    case EXPR_DATE:
    case EXPR_TODAY:    return lower_date(env, e);
    case EXPR_DURATION: return lower_duration(env, e);
    case EXPR_TRUE:
    case EXPR_FALSE:    return truth_of(e, kernel_op(env->k, OP_TRUTH, 0, 0, e->kind == EXPR_TRUE));
    case EXPR_NOT: {
        uint32_t a = lower_truth(env, e->a);
        return a == NO_REG ? bad(e) : truth_of(e, not_(env, a));
    }
    case EXPR_AND: case EXPR_OR:
        return lower_both(env, e);
    case EXPR_EQ: case EXPR_NE: case EXPR_LT: case EXPR_LE: case EXPR_GT: case EXPR_GE:
        return lower_compare(env, e);
    case EXPR_IS: case EXPR_IS_NOT:
        return lower_is(env, e);
    case EXPR_GIVEN: case EXPR_MISSING:
        return lower_given(env, e);
    case EXPR_IN:       return lower_in(env, e);
    case EXPR_ONE_OF:   return lower_one_of(env, e);
    case EXPR_AT_LEAST: return lower_at_least(env, e);
    case EXPR_CONTAINS: return lower_contains(env, e);
    case EXPR_MATCHES:  return lower_matches(env, e);
    case EXPR_UNIQUE:   return lower_unique(env, e, NULL);
    case EXPR_WITHIN:   return lower_within(env, e);
    case EXPR_ADD: case EXPR_SUB: case EXPR_MUL: case EXPR_DIV:
        return lower_arithmetic(env, e);
    case EXPR_MINUS: {
        struct operand a = lower_expr(env, e->a);
        if (!is_number(&a))
            return type_mistake(env, e->a, "-", "a number", &a);
        if (!need_given(env, &a))
            return bad(e);
        return (struct operand){.type = VALUE_NUMBER, .r = {op(env, OP_SUB_N, kernel_op(env->k, OP_NUMBER, 0, 0, 0), as_number(env, &a))}, .given = doubt_of(env, &a), .label = LABEL_NONE, .e = e};
    }
    case EXPR_OF:       return lower_of(env, e);
    case EXPR_WHERE:    return lower_where(env, e);
    case EXPR_HAS:      return lower_quantified(env, e->a, e->b);
    case EXPR_COUNT: case EXPR_SUM: case EXPR_SHARE: case EXPR_EARLIEST: case EXPR_LATEST: case EXPR_LOWEST: case EXPR_HIGHEST:
        return lower_aggregate(env, e, NULL);
    case EXPR_EVERY: case EXPR_SOME: case EXPR_NO:
        return not_here(env, e, "every, some and no are followed by \"has\": every action has owner is given.");
    case EXPR_THE_OTHER:
        return not_here(env, e, "Say what of it: status of the other.");
    case EXPR_CALL:     return lower_call(env, e);
    case EXPR_WHEN:     return not_here(env, e, "\"when\" stands in what a define gives: Gives: 30 days when late.");
    case EXPR_LIST:     break;
    }
    BUG("an expression of no kind");
}

uint32_t lower_truth(struct env *env, const struct expr *e)
{
    bool lenient = env->lenient;
    env->lenient = false;
    struct operand o = lower_expr(env, e);
    bool           given = o.type == VALUE_TRUTH && need_given(env, &o), joined = e->kind == EXPR_NOT || e->kind == EXPR_AND || e->kind == EXPR_OR;
    env->lenient = lenient;
    if (o.type == VALUE_TRUTH) {
        uint32_t reg = given ? o.r[0] : NO_REG;
        if (!joined)                     /* its parts are watched */
            watch_condition(env, e, reg);
        return reg;
    }
    if (o.type != VALUE_BAD)
        type_mistake(env, e, "A condition", "something that holds or does not hold", &o);
    return NO_REG;
}
