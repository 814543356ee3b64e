/* Arithmetic on numbers, dates and lengths of time. */
#include "../ir/hoist.h"
#include "lowering.h"

/* ---- lengths of time: so many days, working days or months */

/* A length as it stands in the expression. */
struct operand lower_duration(struct env *env, const struct expr *e)
{
    bool    months = e->unit == UNIT_MONTH || e->unit == UNIT_YEAR;
    int64_t each = e->unit == UNIT_YEAR ? 12 : e->unit == UNIT_WEEK ? 7 : 1;
    if (e->number > DURATION_MOST)
        return not_here(env, e, str_printf(env->low->arena, "A length of time is at most %d days, weeks, months or years.", DURATION_MOST).at);
    return (struct operand){.type = VALUE_DURATION, .r = {whole(env, e->number * each)}, .given = NO_REG, .label = LABEL_NONE, .e = e,
                            .unit = months ? UNIT_MONTH : e->unit == UNIT_WORKING_DAY ? UNIT_WORKING_DAY : UNIT_DAY};
}

/* Months and working days are counted on the calendar: a call. Both ends of a date move, so that a month stays a month. A date of an item around is moved once
 * there, and not for each row in it. */
static struct operand move_by_call(struct env *env, struct operand moved, uint32_t by, enum call_code call)
{
    struct build  *b = &env->low->build;
    struct hoisted h;
    uint32_t       regs[3] = {moved.r[0], moved.r[1], by}, out[2];
    bool           around = !b->message && !b->metric && hoist(env->k, regs, 3, &h);
    struct kernel_build *k = around ? &h.kernel : env->k;
    struct step    s = {.kind = STEP_CALL, .table = k->table, .what = call, .imm = call == CALL_MOVE_WORKING ? holidays_of(env) : 0};
    const enum element i32[2] = {ELEMENT_I32, ELEMENT_I32};
    const uint32_t     tables[2] = {k->table, k->table};
    for (int i = 0; i < 3; i++)
        s.in[i] = kernel_spill(k, regs[i], ELEMENT_I32);
    build_step(b, s, 2, i32, tables, out);
    for (int i = 0; i < 2; i++) {
        struct step spread = {.kind = STEP_CALL, .table = env->table, .what = CALL_SPREAD_W, .in = {around ? h.link : 0, out[i]}};
        if (around)
            build_step(b, spread, 1, i32, &env->table, &out[i]);
        moved.r[i] = op(env, OP_LOAD_W, out[i], 0);
    }
    return moved;
}

/* How a moved date prints: a day is a day, a month moved by months is a month, and the rest are days from one to another. */
static uint32_t moved_form(struct env *env, uint32_t form, enum expr_unit unit)
{
    uint32_t is_day = op(env, OP_EQ_W, form, whole(env, DATE_DAY)), is_month = op(env, OP_EQ_W, form, whole(env, DATE_MONTH));
    uint32_t days = not_(env, unit == UNIT_MONTH ? op(env, OP_OR, is_day, is_month) : is_day), longer = op(env, OP_PICK_W, days, whole(env, DATE_DAYS));
    return unit == UNIT_MONTH ? op(env, OP_ADD_W, op(env, OP_PICK_W, is_month, whole(env, DATE_MONTH)), longer) : longer;
}

/* DATE + LENGTH, or less it. */
static struct operand move_date(struct env *env, const struct expr *e, const struct operand *d, const struct operand *by, bool back)
{
    struct operand moved = *d;
    moved.e = e, moved.fact = 0, moved.argument = NULL, moved.named = false;
    moved.given = both_given(env, d, by);
    moved.r[2] = moved_form(env, d->r[2], by->unit);
    if (by->unit == UNIT_DAY) {
        enum op_code code = back ? OP_SUB_W : OP_ADD_W;
        moved.r[0] = op(env, code, d->r[0], by->r[0]);
        moved.r[1] = op(env, code, d->r[1], by->r[0]);
        return moved;
    }
    uint32_t amount = back ? op(env, OP_SUB_W, whole(env, 0), by->r[0]) : by->r[0];
    return move_by_call(env, moved, amount, by->unit == UNIT_MONTH ? CALL_MOVE_MONTHS : CALL_MOVE_WORKING);
}

static const char *unit_words(enum expr_unit u) { return u == UNIT_MONTH ? "months or years" : u == UNIT_WORKING_DAY ? "working days" : "days or weeks"; }

/* LENGTH + LENGTH, of one unit. */
static struct operand add_lengths(struct env *env, const struct expr *e, const struct operand *a, const struct operand *b)
{
    if (a->unit != b->unit)
        return not_here(env, e, str_printf(env->low->arena, "A number of %s and one of %s have no sum.", unit_words(a->unit), unit_words(b->unit)).at);
    struct operand o = *a;
    o.e = e, o.fact = 0, o.argument = NULL, o.named = false;
    o.given = both_given(env, a, b);
    o.r[0] = op(env, e->kind == EXPR_ADD ? OP_ADD_W : OP_SUB_W, a->r[0], b->r[0]);
    return o;
}

/* ---- numbers */

static struct operand days_between(struct env *env, const struct expr *e, const struct operand *a, const struct operand *b)
{
    return (struct operand){.type = VALUE_WHOLE, .r = {op(env, OP_SUB_W, a->r[1], b->r[1])}, .given = both_given(env, a, b), .label = LABEL_NONE, .e = e};
}

/* Numbers saturate; whole registers hold days, rows and counts alone. */
static struct operand reckoned(struct env *env, const struct expr *e, const struct operand *a, const struct operand *b)
{
    enum op_code code = e->kind == EXPR_ADD ? OP_ADD_N : e->kind == EXPR_SUB ? OP_SUB_N : e->kind == EXPR_MUL ? OP_MUL_N : OP_DIV_N;
    struct operand o = {.type = VALUE_NUMBER, .given = both_given(env, a, b), .label = LABEL_NONE, .e = e};
    o.r[0] = numbers(env, code, a, b);
    return o;
}

struct operand lower_arithmetic(struct env *env, const struct expr *e)
{
    struct operand a = lower_expr(env, e->a), b = bad(e);
    if (a.type != VALUE_BAD)
        b = lower_expr(env, e->b);
    if (a.type == VALUE_BAD || b.type == VALUE_BAD)
        return bad(e);
    bool sum = e->kind == EXPR_ADD || e->kind == EXPR_SUB, numeric = is_number(&a) && is_number(&b);
    bool moves = sum && a.type == VALUE_DATE && b.type == VALUE_DURATION, lengths = sum && a.type == VALUE_DURATION && b.type == VALUE_DURATION;
    bool days = e->kind == EXPR_SUB && a.type == VALUE_DATE && b.type == VALUE_DATE;
    const char *sign = e->kind == EXPR_ADD ? "+" : e->kind == EXPR_SUB ? "-" : e->kind == EXPR_MUL ? "*" : "/";
    if (!moves && !lengths && !days && !numeric && sum && (a.type == VALUE_DATE || a.type == VALUE_DURATION))
        return type_mistake(env, b.e, sign, a.type == VALUE_DATE && e->kind == EXPR_SUB ? "a date or a length of time after it" : "a length of time after it", &b);
    if (!moves && !lengths && !days && !numeric)
        return type_mistake(env, is_number(&a) ? b.e : a.e, sign, "numbers", is_number(&a) ? &b : &a);
    if (!need_given(env, &a) || !need_given(env, &b))
        return bad(e);
    return moves ? move_date(env, e, &a, &b, e->kind == EXPR_SUB) : lengths ? add_lengths(env, e, &a, &b) : days ? days_between(env, e, &a, &b) : reckoned(env, e, &a, &b);
}

/* a within LENGTH of c: not more than that before or after it. */
struct operand lower_within(struct env *env, const struct expr *e)
{
    if (e->c == NULL)
        return not_here(env, e, "Say of what: within 3 months of report published.");
    struct operand a = lower_expr(env, e->a), by = lower_expr(env, e->b), c = lower_expr(env, e->c);
    if (by.type != VALUE_DURATION)
        return type_mistake(env, e->b, "within", "a length of time after it", &by);
    if (a.type != VALUE_DATE && a.type != VALUE_BAD)
        return type_mistake(env, e->a, "within", "dates", &a);
    if (!comparable(env, &a, &c, "within"))
        return bad(e);
    if (!need_given(env, &by))
        return bad(e);
    struct operand from = move_date(env, e, &c, &by, true), to = move_date(env, e, &c, &by, false);
    return truth_of(e, between(env, &a, &from, &to));
}
