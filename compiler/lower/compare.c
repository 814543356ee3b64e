/* Comparisons: what a value is compared with (words of its own type, or another value), and the operations that do it. */
#include "lowering.h"

/* ---- words that a value is compared with */

static const struct { enum status_code code; const char *words; } status_names[] = {
#define S(ID, words) {STATUS_##ID, words},
    STATUS_TABLE(S)
#undef S
};

static bool literal_words(const struct env *env, const struct expr *e, struct str *words)
{
    e = literal_expr(env, e);
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
            bool judged = o->scale != 0 ? s == o->scale - 1 : (env->low->scales->scales.at[s].kinds >> o->item.kind & 1) != 0;
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

static bool has_words(const struct operand *o) { return o->type == VALUE_TEXT || o->type == VALUE_STATUS || o->type == VALUE_LEVEL || o->type == VALUE_CODE; }

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
uint32_t is_words(struct env *env, const struct operand *o, const struct expr *e)
{
    struct str words, list;
    if (o->type == VALUE_TEXT) {
        e = literal_expr(env, e);
        if (e->kind == EXPR_TEXT)
            return text_is_words(env, o, e->text);
        struct operand other = lower_expr(env, e);
        type_mistake(env, e, "is", "a text in quotes after a text", &other);
        return NO_REG;
    }
    if (!literal_words(env, e, &words)) {
        diag4(env->sink, DIAG_TYPES_DIFFER, e->place, STR("\"is\""), str_of(type_name(o)), expr_words(env->source, e), STR("something else"));
        return NO_REG;
    }
    if (o->type == VALUE_LEVEL && level_scale(env, o) == NO_SCALE)
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

bool is_number(const struct operand *o) { return o->type == VALUE_WHOLE || o->type == VALUE_NUMBER || o->type == VALUE_PERCENT || o->type == VALUE_LIST; }

/* As a number in millionths. */
uint32_t as_number(struct env *env, const struct operand *o)
{
    return o->type == VALUE_WHOLE || o->type == VALUE_LIST ? op(env, OP_WIDEN, o->r[0], 0) : o->r[0];
}

/* Operands are made before the operation that takes them, one after another: C leaves the order of arguments open, and the same rules give the same
 * program whatever compiled irp. */
uint32_t numbers(struct env *env, enum op_code code, const struct operand *a, const struct operand *b)
{
    uint32_t left = as_number(env, a), right = as_number(env, b);
    return op(env, code, left, right);
}

uint32_t less(struct env *env, const struct operand *a, const struct operand *b)
{
    if (a->type == VALUE_DATE)
        return op(env, OP_LT_W, a->r[1], b->r[0]);       /* all of a before b */
    if (a->type == VALUE_LEVEL || a->type == VALUE_DURATION || (a->type == VALUE_WHOLE && b->type == VALUE_WHOLE))
        return op(env, OP_LT_W, a->r[0], b->r[0]);
    return numbers(env, OP_LT_N, a, b);
}

static uint32_t equal(struct env *env, const struct operand *a, const struct operand *b)
{
    if (a->type == VALUE_DATE) {
        uint32_t first = op(env, OP_EQ_W, a->r[0], b->r[0]), last = op(env, OP_EQ_W, a->r[1], b->r[1]);
        return and_(env, first, last);
    }
    if (a->type == VALUE_NUMBER || b->type == VALUE_NUMBER || a->type == VALUE_PERCENT || b->type == VALUE_PERCENT)
        return numbers(env, OP_EQ_N, a, b);
    return op(env, OP_EQ_W, a->r[0], b->r[0]);
}

/* low <= a <= high */
uint32_t between(struct env *env, const struct operand *a, const struct operand *low, const struct operand *high)
{
    uint32_t from = not_(env, less(env, a, low)), to = not_(env, less(env, high, a));
    return and_(env, from, to);
}

/* Both operands' types agree and their values are there; false after a message. */
bool comparable(struct env *env, const struct operand *a, const struct operand *b, const char *sign)
{
    if (a->type == VALUE_BAD || b->type == VALUE_BAD)
        return false;
    bool ordered = is_number(a) || a->type == VALUE_DURATION || a->type == VALUE_DATE || a->type == VALUE_LEVEL || (a->type == VALUE_STATUS && sign[0] == '=');
    if (!ordered) {
        type_mistake(env, a->e, sign, "a date, a number, a length of time or a judgement", a);
        return false;
    }
    bool same = is_number(a) ? is_number(b) : a->type == b->type;
    if (same && a->type == VALUE_DURATION && a->unit != b->unit) {
        not_here(env, b->e, "Lengths of time are compared in one unit: days and weeks, months and years, or working days.");
        return false;
    }
    if (same && a->type == VALUE_LEVEL && (level_scale(env, a) != level_scale(env, b) || level_scale(env, a) == NO_SCALE)) {
        not_here(env, b->e, "These judgements are of different scales, which meet only through a map: ## Map: NAME, and then NAME(judgement) on both sides.");
        return false;
    }
    if (!same) {
        type_mistake(env, b->e, sign, is_number(a) ? "a number on both sides" : a->type == VALUE_DATE ? "a date on both sides" : a->type == VALUE_DURATION ? "a length of time on both sides" : "judgements of one scale", b);
        return false;
    }
    return need_given(env, a) && need_given(env, b);
}

struct operand lower_compare(struct env *env, const struct expr *e)
{
    static const char *const signs[] = {[EXPR_EQ] = "=", [EXPR_NE] = "=", [EXPR_LT] = "<", [EXPR_LE] = "<=", [EXPR_GT] = ">", [EXPR_GE] = ">="};
    struct operand a = lower_expr(env, e->a);
    if (has_words(&a) && (e->b->kind == EXPR_NAME || e->b->kind == EXPR_TEXT) && (e->kind == EXPR_EQ || e->kind == EXPR_NE)) {
        uint32_t is = is_words(env, &a, e->b);
        return is == NO_REG ? bad(e) : truth_of(e, e->kind == EXPR_EQ ? is : not_(env, is));
    }
    struct operand b = lower_expr(env, e->b);
    if (!comparable(env, &a, &b, signs[e->kind]))
        return bad(e);
    uint32_t reg = e->kind == EXPR_EQ || e->kind == EXPR_NE ? equal(env, &a, &b) : e->kind == EXPR_LT || e->kind == EXPR_GE ? less(env, &a, &b) : less(env, &b, &a);
    bool negated = e->kind == EXPR_NE || e->kind == EXPR_GE || e->kind == EXPR_LE;
    reg = negated ? not_(env, reg) : reg;
    if (a.type == VALUE_LEVEL && e->kind != EXPR_EQ && e->kind != EXPR_NE) {          /* an item that says By may be judged on another scale: it is on no side */
        uint32_t one = in_scale(env, &a), other = in_scale(env, &b);
        reg = and_(env, reg, and_(env, one, other));
    }
    return truth_of(e, reg);
}

struct operand lower_is(struct env *env, const struct expr *e)
{
    struct operand a = lower_expr(env, e->a);
    if (a.type == VALUE_BAD)
        return bad(e);
    uint32_t is;
    if (has_words(&a)) {
        is = is_words(env, &a, e->b);
    } else {
        struct operand b = lower_expr(env, e->b);
        is = comparable(env, &a, &b, "=") ? equal(env, &a, &b) : NO_REG;
    }
    if (is == NO_REG)
        return bad(e);
    return truth_of(e, e->kind == EXPR_IS ? is : not_(env, is));
}

struct operand lower_one_of(struct env *env, const struct expr *e)
{
    struct operand a = lower_expr(env, e->a);
    uint32_t       any = NO_REG;
    for (const struct expr *l = e->b; l != NULL && a.type != VALUE_BAD; l = l->b) {
        uint32_t is;
        if (has_words(&a)) {
            is = is_words(env, &a, l->a);
        } else {
            struct operand b = lower_expr(env, l->a);
            is = comparable(env, &a, &b, "=") ? equal(env, &a, &b) : NO_REG;
        }
        if (is == NO_REG)
            return bad(e);
        any = any == NO_REG ? is : op(env, OP_OR, any, is);
    }
    return any == NO_REG ? bad(e) : truth_of(e, any);
}

struct operand lower_in(struct env *env, const struct expr *e)
{
    struct operand a = lower_expr(env, e->a), low = lower_expr(env, e->b), high = lower_expr(env, e->c);
    if (!comparable(env, &a, &low, ">=") || !comparable(env, &a, &high, "<="))
        return bad(e);
    return truth_of(e, between(env, &a, &low, &high));
}

/* at least LEVEL: the level or a better one of its scale. */
struct operand lower_at_least(struct env *env, const struct expr *e)
{
    struct operand a = lower_expr(env, e->a);
    if (a.type == VALUE_LEVEL && (e->b->kind == EXPR_NAME || e->b->kind == EXPR_TEXT)) {
        struct str list;
        int64_t    row = words_code(env, &a, literal_expr(env, e->b)->text, &list);
        if (row < 0) {
            is_words(env, &a, e->b);     /* its message */
            return bad(e);
        }
        if (!need_given(env, &a))
            return bad(e);
        uint32_t least = not_(env, op(env, OP_LT_W, a.r[0], whole(env, row)));
        return truth_of(e, level_scale(env, &a) == NO_SCALE ? least : and_(env, in_scale(env, &a), least));
    }
    struct operand b = lower_expr(env, e->b);
    if (!comparable(env, &a, &b, "at least"))
        return bad(e);
    return truth_of(e, not_(env, less(env, &a, &b)));
}
