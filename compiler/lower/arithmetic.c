/* Arithmetic on numbers and dates, and what looks into a text. */
#include "lowering.h"

static int64_t unit_months(enum expr_unit u) { return u == UNIT_YEAR ? 12 : u == UNIT_MONTH ? 1 : 0; }
static int64_t unit_days(enum expr_unit u) { return u == UNIT_WEEK ? 7 : u == UNIT_DAY ? 1 : 0; }

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

struct operand lower_arithmetic(struct env *env, const struct expr *e)
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
        return (struct operand){.type = VALUE_WHOLE, .r = {op(env, OP_SUB_W, a.r[1], b.r[1])}, .given = both_given(env, a.given, b.given), .label = LABEL_NONE, .e = e};
    }
    if (!is_number(&a) || !is_number(&b))
        return type_mistake(env, is_number(&a) ? b.e : a.e, sign, "numbers", is_number(&a) ? &b : &a);
    if (!need_given(env, &a) || !need_given(env, &b))
        return bad(e);
    struct operand o = {.type = VALUE_NUMBER, .given = both_given(env, a.given, b.given), .label = LABEL_NONE, .e = e};
    enum op_code code = e->kind == EXPR_ADD ? OP_ADD_N : e->kind == EXPR_SUB ? OP_SUB_N : e->kind == EXPR_MUL ? OP_MUL_N : OP_DIV_N;
    o.r[0] = numbers(env, code, &a, &b);     /* numbers saturate; whole registers hold days, rows and counts alone */
    return o;
}

/* a within DURATION of c: not more than that before or after it. */
struct operand lower_within(struct env *env, const struct expr *e)
{
    struct operand a = lower_expr(env, e->a), c = lower_expr(env, e->c);
    if (!comparable(env, &a, &c, "within") || a.type != VALUE_DATE)
        return a.type == VALUE_BAD || c.type == VALUE_BAD || a.type == VALUE_DATE ? bad(e) : type_mistake(env, e->a, "within", "dates", &a);
    struct operand from = move_date(env, e, &c, e->b, -1), to = move_date(env, e, &c, e->b, 1);
    if (from.type == VALUE_BAD || to.type == VALUE_BAD)
        return bad(e);
    return truth_of(e, between(env, &a, &from, &to));
}

struct operand lower_contains(struct env *env, const struct expr *e)
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
