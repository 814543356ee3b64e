/* Expressions: types found, compared and refused; operations chosen. One function a shape of expression. */
#include "lowering.h"
#include "../../runtime/value/number.h"

static struct operand bad(const struct expr *e) { return (struct operand){.type = VALUE_BAD, .given = NO_REG, .e = e}; }

static struct operand truth_of(const struct expr *e, uint32_t reg)
{
    return (struct operand){.type = VALUE_TRUTH, .r = {reg}, .given = NO_REG, .label = LABEL_NONE, .e = e};
}

static const char *type_name(const struct operand *o)
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

static bool is_known(const struct env *env, uint64_t fact)
{
    for (uint32_t i = 0; i < env->facts.len; i++)
        if (env->facts.at[i] == fact)
            return true;
    return false;
}

bool need_given(struct env *env, const struct operand *o)
{
    if (o->given == NO_REG || env->message || (o->fact != 0 && is_known(env, o->fact)))
        return true;
    struct str words = expr_words(env->source, o->e), name = words;
    char      *start = arena_alloc(env->low->arena, words.len + 1);
    memcpy(start, words.at, words.len);
    if (words.len > 0 && start[0] >= 'a' && start[0] <= 'z')
        start[0] = (char)(start[0] - 32);
    diag2(env->sink, DIAG_MAY_BE_MISSING, o->e->place, ((struct str){start, words.len}), name);
    return false;
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
    uint32_t findings = env->sink->findings.len, errors = env->sink->errors;
    struct operand o = lower_expr(env, e);
    env->sink->findings.len = findings;
    env->sink->errors = errors;
    return o;
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
    bool given = e->kind == EXPR_GIVEN ? when : e->kind == EXPR_MISSING ? !when : false;
    if (given) {
        struct operand o = quietly(env, e->a);
        if (o.type != VALUE_BAD && o.fact != 0)
            *vec_push(env->low->arena, &env->facts) = o.fact;
    }
}

static struct operand lower_given(struct env *env, const struct expr *e)
{
    struct operand o = lower_expr(env, e->a);
    if (o.type == VALUE_LITERAL || o.type == VALUE_DURATION)
        return type_mistake(env, e->a, "is given", "a label or a property", &o);
    if (o.type == VALUE_BAD)
        return bad(e);
    uint32_t given = o.given == NO_REG ? kernel_op(env->k, OP_TRUTH, 0, 0, 1) : o.given;
    return truth_of(e, e->kind == EXPR_GIVEN ? given : not_(env, given));
}

static struct operand lower_both(struct env *env, const struct expr *e)
{
    uint32_t a = lower_truth(env, e->a), known = env->facts.len;
    know(env, e->a, e->kind == EXPR_AND);
    uint32_t b = lower_truth(env, e->b);
    env->facts.len = known;
    if (a == NO_REG || b == NO_REG)
        return bad(e);
    return truth_of(e, op(env, e->kind == EXPR_AND ? OP_AND : OP_OR, a, b));
}

/* ---- words that a value is compared with */

static const struct { enum status_code code; const char *words; } status_names[] = {
#define S(ID, words) {STATUS_##ID, words},
    STATUS_TABLE(S)
#undef S
};

static bool literal_words(const struct expr *e, struct str *words)
{
    *words = e->text;
    return e->kind == EXPR_NAME || e->kind == EXPR_TEXT;
}

/* The code or row that the words mean for the operand's type; -1: none. *list: what they may be. */
static int64_t words_code(struct env *env, const struct operand *o, struct str words, struct str *list)
{
    struct arena *a = env->low->arena;
    struct str    near;
    *list = STR("");
    if (o->type == VALUE_STATUS) {
        for (size_t i = 1; i < ARRAY_LEN(status_names); i++) {
            if (str_eq_fold(words, str_of(status_names[i].words)))
                return status_names[i].code;
            *list = str_printf(a, STR_FMT "%s%s", STR_ARG(*list), i > 1 ? ", " : "", status_names[i].words);
        }
    } else if (o->type == VALUE_LEVEL) {
        for (uint32_t s = 0; s < env->low->scales->scales.len; s++) {
            bool judged = (env->low->scales->scales.at[s].kinds >> o->item.kind & 1) != 0;
            int32_t row = judged ? scales_level(env->low->scales, s, words, &near) : -1;
            if (row >= 0)
                return row;
            if (judged)
                *list = scales_list(env->low->scales, s, a);
        }
    } else if (o->type == VALUE_CODE && o->label != LABEL_NONE) {
        if (label_rows[o->label].type == TYPE_YESNO)
            return str_eq_fold(words, STR("yes")) ? 1 : str_eq_fold(words, STR("no")) ? 0 : -1;
        for (unsigned i = 0; choice_word(o->label, i) != NULL; i++)
            *list = str_printf(a, STR_FMT "%s%s", STR_ARG(*list), i > 0 ? ", " : "", choice_word(o->label, i));
        return choice_find(o->label, words);
    }
    return -1;
}

static bool has_words(const struct operand *o) { return o->type == VALUE_STATUS || o->type == VALUE_LEVEL || o->type == VALUE_CODE; }

/* A judgement's own level is of whichever scale its inspectorate has: the words mean the level of that name on each scale that has one. */
static uint32_t is_level_of_any(struct env *env, const struct operand *o, const struct expr *e, struct str words)
{
    struct str near;
    uint32_t   any = NO_REG;
    for (uint32_t s = 0; s < env->low->scales->scales.len; s++) {
        int32_t row = scales_level(env->low->scales, s, words, &near);
        if (row < 0)
            continue;
        uint32_t same = op(env, OP_EQ_W, o->r[0], whole(env, row));
        any = any == NO_REG ? same : op(env, OP_OR, any, same);
    }
    if (any == NO_REG)
        diag4(env->sink, DIAG_NAME_UNKNOWN, e->place, words, STR("such a value"), STR(""), STR("It may be a level of any scale of the standard."));
    return any;
}

/* o is WORDS. A value that is not given is none of them. NO_REG after a message. */
static uint32_t is_words(struct env *env, const struct operand *o, const struct expr *e)
{
    struct str words, list;
    if (!literal_words(e, &words)) {
        diag4(env->sink, DIAG_TYPES_DIFFER, e->place, STR("\"is\""), str_of(type_name(o)), expr_words(env->source, e), STR("something else"));
        return NO_REG;
    }
    if (o->type == VALUE_LEVEL && scales_find(env->low->scales, STR(""), o->item.kind) == NO_SCALE)
        return is_level_of_any(env, o, e, words);
    int64_t code = words_code(env, o, words, &list);
    if (code < 0) {
        diag4(env->sink, DIAG_NAME_UNKNOWN, e->place, words, STR("such a value"), STR(""),
              list.len > 0 ? str_printf(env->low->arena, "It may be: " STR_FMT ".", STR_ARG(list)) : STR("No words are compared with this value."));
        return NO_REG;
    }
    uint32_t same = op(env, OP_EQ_W, o->r[0], whole(env, code));
    return o->given == NO_REG ? same : and_(env, o->given, same);
}

/* ---- comparisons */

static bool is_number(const struct operand *o) { return o->type == VALUE_WHOLE || o->type == VALUE_NUMBER || o->type == VALUE_PERCENT || o->type == VALUE_LIST; }

/* As a number in millionths. */
static uint32_t as_number(struct env *env, const struct operand *o)
{
    return o->type == VALUE_WHOLE || o->type == VALUE_LIST ? op(env, OP_WIDEN, o->r[0], 0) : o->r[0];
}

/* Operands are made before the operation that takes them, one after another: C leaves the order of arguments open, and the same rules give the same
 * program whatever compiled irp. */
static uint32_t numbers(struct env *env, enum op_code code, const struct operand *a, const struct operand *b)
{
    uint32_t left = as_number(env, a), right = as_number(env, b);
    return op(env, code, left, right);
}

static uint32_t less(struct env *env, const struct operand *a, const struct operand *b)
{
    if (a->type == VALUE_DATE)
        return op(env, OP_LT_W, a->r[1], b->r[0]);       /* all of a before b */
    if (a->type == VALUE_LEVEL || (a->type == VALUE_WHOLE && b->type == VALUE_WHOLE))
        return op(env, OP_LT_W, a->r[0], b->r[0]);
    return numbers(env, OP_LT_N, a, b);
}

static uint32_t equal(struct env *env, const struct operand *a, const struct operand *b)
{
    if (a->type == VALUE_DATE) {
        uint32_t first = op(env, OP_EQ_W, a->r[0], b->r[0]), last = op(env, OP_EQ_W, a->r[1], b->r[1]);
        return and_(env, first, last);
    }
    if (a->type == VALUE_NUMBER || b->type == VALUE_NUMBER || a->type == VALUE_PERCENT)
        return numbers(env, OP_EQ_N, a, b);
    return op(env, OP_EQ_W, a->r[0], b->r[0]);
}

/* low <= a <= high */
static uint32_t between(struct env *env, const struct operand *a, const struct operand *low, const struct operand *high)
{
    uint32_t from = not_(env, less(env, a, low)), to = not_(env, less(env, high, a));
    return and_(env, from, to);
}

/* Both operands' types agree and their values are there; false after a message. */
static bool comparable(struct env *env, const struct expr *e, const struct operand *a, const struct operand *b, const char *sign)
{
    if (a->type == VALUE_BAD || b->type == VALUE_BAD)
        return false;
    bool ordered = is_number(a) || a->type == VALUE_DATE || a->type == VALUE_LEVEL || (a->type == VALUE_STATUS && sign[0] == '=');
    if (!ordered) {
        type_mistake(env, a->e, sign, "a date, a number or a judgement", a);
        return false;
    }
    bool same = is_number(a) ? is_number(b) : a->type == b->type;
    if (same && a->type == VALUE_LEVEL)
        same = scales_find(env->low->scales, STR(""), a->item.kind) == scales_find(env->low->scales, STR(""), b->item.kind) &&
               scales_find(env->low->scales, STR(""), a->item.kind) != NO_SCALE;
    if (!same) {
        type_mistake(env, b->e, sign, is_number(a) ? "a number on both sides" : a->type == VALUE_DATE ? "a date on both sides" : "judgements of one scale", b);
        return false;
    }
    (void)e;
    return need_given(env, a) && need_given(env, b);
}

static struct operand lower_compare(struct env *env, const struct expr *e)
{
    static const char *const signs[] = {[EXPR_EQ] = "=", [EXPR_NE] = "=", [EXPR_LT] = "<", [EXPR_LE] = "<=", [EXPR_GT] = ">", [EXPR_GE] = ">="};
    struct operand a = lower_expr(env, e->a);
    if (has_words(&a) && (e->b->kind == EXPR_NAME || e->b->kind == EXPR_TEXT) && (e->kind == EXPR_EQ || e->kind == EXPR_NE)) {
        uint32_t is = is_words(env, &a, e->b);
        return is == NO_REG ? bad(e) : truth_of(e, e->kind == EXPR_EQ ? is : not_(env, is));
    }
    struct operand b = lower_expr(env, e->b);
    if (!comparable(env, e, &a, &b, signs[e->kind]))
        return bad(e);
    uint32_t reg = e->kind == EXPR_EQ || e->kind == EXPR_NE ? equal(env, &a, &b) : e->kind == EXPR_LT || e->kind == EXPR_GE ? less(env, &a, &b) : less(env, &b, &a);
    bool negated = e->kind == EXPR_NE || e->kind == EXPR_GE || e->kind == EXPR_LE;
    return truth_of(e, negated ? not_(env, reg) : reg);
}

static struct operand lower_is(struct env *env, const struct expr *e)
{
    struct operand a = lower_expr(env, e->a);
    if (a.type == VALUE_BAD)
        return bad(e);
    uint32_t is;
    if (has_words(&a)) {
        is = is_words(env, &a, e->b);
    } else {
        struct operand b = lower_expr(env, e->b);
        is = comparable(env, e, &a, &b, "=") ? equal(env, &a, &b) : NO_REG;
    }
    if (is == NO_REG)
        return bad(e);
    return truth_of(e, e->kind == EXPR_IS ? is : not_(env, is));
}

static struct operand lower_one_of(struct env *env, const struct expr *e)
{
    struct operand a = lower_expr(env, e->a);
    uint32_t       any = NO_REG;
    for (const struct expr *l = e->b; l != NULL && a.type != VALUE_BAD; l = l->b) {
        uint32_t is;
        if (has_words(&a)) {
            is = is_words(env, &a, l->a);
        } else {
            struct operand b = lower_expr(env, l->a);
            is = comparable(env, e, &a, &b, "=") ? equal(env, &a, &b) : NO_REG;
        }
        if (is == NO_REG)
            return bad(e);
        any = any == NO_REG ? is : op(env, OP_OR, any, is);
    }
    return any == NO_REG ? bad(e) : truth_of(e, any);
}

static struct operand lower_in(struct env *env, const struct expr *e)
{
    struct operand a = lower_expr(env, e->a), low = lower_expr(env, e->b), high = lower_expr(env, e->c);
    if (!comparable(env, e, &a, &low, ">=") || !comparable(env, e, &a, &high, "<="))
        return bad(e);
    return truth_of(e, between(env, &a, &low, &high));
}

/* at least LEVEL: the level or a better one of its scale. */
static struct operand lower_at_least(struct env *env, const struct expr *e)
{
    struct operand a = lower_expr(env, e->a);
    if (a.type == VALUE_LEVEL && (e->b->kind == EXPR_NAME || e->b->kind == EXPR_TEXT)) {
        struct str list;
        int64_t    row = words_code(env, &a, e->b->text, &list);
        if (row < 0) {
            is_words(env, &a, e->b);     /* its message */
            return bad(e);
        }
        if (!need_given(env, &a))
            return bad(e);
        return truth_of(e, not_(env, op(env, OP_LT_W, a.r[0], whole(env, row))));
    }
    struct operand b = lower_expr(env, e->b);
    if (!comparable(env, e, &a, &b, "at least"))
        return bad(e);
    return truth_of(e, not_(env, less(env, &a, &b)));
}

/* ---- arithmetic */

static int64_t unit_months(enum expr_unit u) { return u == UNIT_YEAR ? 12 : u == UNIT_MONTH ? 1 : 0; }
static int64_t unit_days(enum expr_unit u) { return u == UNIT_WEEK ? 7 : u == UNIT_DAY ? 1 : 0; }

/* A register as a slot over the environment's rows (a kernel of its own, with what the register needs). */
static uint32_t reg_to_slot(struct env *env, uint32_t reg, enum element element)
{
    struct kernel_build copy;
    kernel_open(&copy, env->k->build, env->table);
    for (uint32_t i = 0; i <= reg; i++)
        *vec_push(env->low->arena, &copy.ops) = env->k->ops.at[i];
    return kernel_to_slot(&copy, reg, element);
}

/* DATE + DURATION. Months move the first day and the day after the last, so that a month stays a month. */
static struct operand move_date(struct env *env, const struct expr *e, const struct operand *d, const struct expr *by, int64_t sign)
{
    struct build  *b = &env->low->build;
    struct operand moved = *d;
    int64_t        months = unit_months(by->unit), days = unit_days(by->unit);
    moved.e = e;
    if (by->unit == UNIT_WORKING_DAY || by->number > 100000) {
        struct operand length = {.type = VALUE_DURATION};
        return type_mistake(env, by, "+", "days, weeks, months or years, at most 100000", &length);
    }
    moved.r[2] = d->r[2];
    if (days != 0) {
        uint32_t n = whole(env, sign * by->number * days);
        moved.r[0] = op(env, OP_ADD_W, d->r[0], n);
        moved.r[1] = op(env, OP_ADD_W, d->r[1], n);
        return moved;
    }
    uint32_t first = reg_to_slot(env, d->r[0], ELEMENT_I32), last = reg_to_slot(env, d->r[1], ELEMENT_I32), out[2];
    struct kernel_build k;
    kernel_open(&k, b, env->table);
    uint32_t amount = kernel_to_slot(&k, kernel_op(&k, OP_WHOLE, 0, 0, sign * by->number * months), ELEMENT_I32);
    const enum element i32[2] = {ELEMENT_I32, ELEMENT_I32};
    const uint32_t     tables[2] = {env->table, env->table};
    struct step s = {.kind = STEP_CALL, .table = env->table, .what = CALL_MOVE_MONTHS, .in = {first, last, amount}};
    build_step(b, s, 2, i32, tables, out);
    moved.r[0] = op(env, OP_LOAD_W, out[0], 0);
    moved.r[1] = op(env, OP_LOAD_W, out[1], 0);
    return moved;
}

static struct operand lower_arithmetic(struct env *env, const struct expr *e)
{
    struct operand a = lower_expr(env, e->a);
    if (a.type == VALUE_DATE && e->b->kind == EXPR_DURATION && (e->kind == EXPR_ADD || e->kind == EXPR_SUB))
        return need_given(env, &a) ? move_date(env, e, &a, e->b, e->kind == EXPR_ADD ? 1 : -1) : bad(e);
    struct operand b = lower_expr(env, e->b);
    if (a.type == VALUE_BAD || b.type == VALUE_BAD)
        return bad(e);
    const char *sign = e->kind == EXPR_ADD ? "+" : e->kind == EXPR_SUB ? "-" : e->kind == EXPR_MUL ? "*" : "/";
    if (a.type == VALUE_DATE && b.type == VALUE_DATE && e->kind == EXPR_SUB) {
        if (!need_given(env, &a) || !need_given(env, &b))
            return bad(e);
        return (struct operand){.type = VALUE_WHOLE, .r = {op(env, OP_SUB_W, a.r[1], b.r[1])}, .given = NO_REG, .label = LABEL_NONE, .e = e};
    }
    if (!is_number(&a) || !is_number(&b))
        return type_mistake(env, is_number(&a) ? b.e : a.e, sign, "numbers", is_number(&a) ? &b : &a);
    if (!need_given(env, &a) || !need_given(env, &b))
        return bad(e);
    struct operand o = {.type = VALUE_NUMBER, .given = NO_REG, .label = LABEL_NONE, .e = e};
    enum op_code code = e->kind == EXPR_ADD ? OP_ADD_N : e->kind == EXPR_SUB ? OP_SUB_N : e->kind == EXPR_MUL ? OP_MUL_N : OP_DIV_N;
    o.r[0] = numbers(env, code, &a, &b);     /* numbers saturate; whole registers hold days, rows and counts alone */
    return o;
}

/* a within DURATION of c: not more than that before or after it. */
static struct operand lower_within(struct env *env, const struct expr *e)
{
    struct operand a = lower_expr(env, e->a), c = lower_expr(env, e->c);
    if (!comparable(env, e, &a, &c, "within") || a.type != VALUE_DATE)
        return a.type == VALUE_BAD || c.type == VALUE_BAD || a.type == VALUE_DATE ? bad(e) : type_mistake(env, e->a, "within", "dates", &a);
    struct operand from = move_date(env, e, &c, e->b, -1), to = move_date(env, e, &c, e->b, 1);
    if (from.type == VALUE_BAD || to.type == VALUE_BAD)
        return bad(e);
    return truth_of(e, between(env, &a, &from, &to));
}

static struct operand lower_contains(struct env *env, const struct expr *e)
{
    struct operand a = lower_expr(env, e->a);
    if (a.type != VALUE_TEXT)
        return type_mistake(env, e->a, "contains", "a text", &a);
    if (e->b->kind != EXPR_TEXT) {
        struct operand b = lower_expr(env, e->b);
        return type_mistake(env, e->b, "contains", "a text in quotes after it", &b);
    }
    if (!need_given(env, &a))
        return bad(e);
    struct build *b = &env->low->build;
    uint32_t      at = reg_to_slot(env, a.r[0], ELEMENT_I32), length = reg_to_slot(env, a.r[1], ELEMENT_I32), out;
    const enum element u8 = ELEMENT_U8;
    struct step s = {.kind = STEP_CALL, .table = env->table, .what = CALL_CONTAINS, .in = {at, length}, .imm = build_string(b, e->b->text)};
    build_step(b, s, 1, &u8, &env->table, &out);
    return truth_of(e, op(env, OP_LOAD_M, out, 0));
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
        return property_of(env, e->a, (struct path){env->kind, env->notes->other_slot, true});
    }
    struct operand item = lower_expr(env, e->b);
    if (item.type == VALUE_BAD)
        return bad(e);
    if (item.type != VALUE_ITEM)
        return type_mistake(env, e->b, "of", "an item after it", &item);
    if (!need_given(env, &item))
        return bad(e);
    struct operand o = given_with(env, property_of(env, e->a, item.item), env->message ? item.given : NO_REG);
    o.e = e;
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

static struct operand not_here(struct env *env, const struct expr *e, const char *why)
{
    diag2(env->sink, DIAG_EXPRESSION_NOT_HERE, e->place, str_printf(env->low->arena, "\"" STR_FMT "\"", STR_ARG(expr_words(env->source, e))), str_of(why));
    return bad(e);
}

static bool is_comparison(enum expr_kind k) { return k >= EXPR_EQ && k <= EXPR_GE; }
static bool is_condition(enum expr_kind k) { return (k >= EXPR_NOT && k <= EXPR_MISSING) || (k >= EXPR_IN && k <= EXPR_WITHIN && k != EXPR_LIST); }

const struct expr *count_compared(const struct expr *e, struct arena *a)
{
    const struct expr *c = e->b;
    if (e->kind != EXPR_WHERE || !is_comparison(c->kind) || !is_condition(c->a->kind) || c->b->kind != EXPR_NUMBER)
        return e;
    struct expr *counted = arena_new(a, struct expr), *compared = arena_new(a, struct expr);
    *counted = *e;
    counted->b = c->a;
    counted->place.length = c->a->place.at + c->a->place.length - e->place.at;
    *compared = *c;
    compared->a = counted;
    compared->place = e->place;
    return compared;
}

static struct operand lower_where(struct env *env, const struct expr *e)
{
    const struct expr *compared = count_compared(e, env->low->arena);
    if (!(e->a->kind >= EXPR_COUNT && e->a->kind <= EXPR_HIGHEST))
        return not_here(env, e, "\"where\" follows what is counted: count of actions where late.");
    return compared == e ? lower_aggregate(env, e->a, e->b) : lower_compare(env, compared);
}

struct operand lower_expr(struct env *env, const struct expr *e)
{
    switch (e->kind) {
    case EXPR_NAME:     return name_operand(env, e);
    case EXPR_TEXT:     return lower_text(env, e);
    case EXPR_NUMBER:   return lower_number(env, e);
    case EXPR_DATE:
    case EXPR_TODAY:    return lower_date(env, e);
    case EXPR_DURATION: return (struct operand){.type = VALUE_DURATION, .given = NO_REG, .label = LABEL_NONE, .e = e};
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
    case EXPR_MATCHES:  return not_here(env, e, "Use contains: text contains \"review\".");
    case EXPR_UNIQUE:   return lower_unique(env, e);
    case EXPR_WITHIN:   return lower_within(env, e);
    case EXPR_ADD: case EXPR_SUB: case EXPR_MUL: case EXPR_DIV:
        return lower_arithmetic(env, e);
    case EXPR_MINUS: {
        struct operand a = lower_expr(env, e->a);
        if (!is_number(&a))
            return type_mistake(env, e->a, "-", "a number", &a);
        if (!need_given(env, &a))
            return bad(e);
        return (struct operand){.type = VALUE_NUMBER, .r = {op(env, OP_SUB_N, kernel_op(env->k, OP_NUMBER, 0, 0, 0), as_number(env, &a))}, .given = NO_REG, .label = LABEL_NONE, .e = e};
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
    case EXPR_LIST:     break;
    }
    BUG("an expression of no kind");
}

uint32_t lower_truth(struct env *env, const struct expr *e)
{
    struct operand o = lower_expr(env, e);
    if (o.type == VALUE_TRUTH)
        return need_given(env, &o) ? o.r[0] : NO_REG;
    if (o.type != VALUE_BAD)
        type_mistake(env, e, "A condition", "something that holds or does not hold", &o);
    return NO_REG;
}
