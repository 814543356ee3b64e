/* Constants worked out, and what is true of every value. See fold.h. One function an algebra: truths, comparisons, sums, products, picks. */
#include "fold.h"
#include "../../runtime/value/number.h"
#include "../../runtime/rule/forms.h"

static const struct op *op_at(const struct kernel_build *k, uint32_t reg) { return &k->ops.at[reg]; }

static bool constant(const struct kernel_build *k, uint32_t reg, int64_t *value)
{
    const struct op *op = op_at(k, reg);
    *value = op->value;
    return op->code == OP_TRUTH || op->code == OP_WHOLE || op->code == OP_NUMBER;
}

static bool is(const struct kernel_build *k, uint32_t reg, int64_t wanted)
{
    int64_t value;
    return constant(k, reg, &value) && value == wanted;
}

static struct folded there(uint32_t reg) { return (struct folded){.made = true, .reg = reg}; }

/* A constant of the file that the operation gives. */
static struct folded gives(struct op op, int64_t value)
{
    char file = op_form(op.code)->result;
    return (struct folded){.op = {.code = file == 'M' ? OP_TRUTH : file == 'W' ? OP_WHOLE : OP_NUMBER, .origin = op.origin, .value = value}};
}

static struct folded itself(struct op op) { return (struct folded){.op = op}; }

/* ---------------------------------------------------------------- one constant, or the same on both sides */

static bool opposite(const struct kernel_build *k, uint32_t a, uint32_t b)
{
    return (op_at(k, a)->code == OP_NOT && op_at(k, a)->a == b) || (op_at(k, b)->code == OP_NOT && op_at(k, b)->a == a);
}

/* `none` leaves the other operand as it is, `all` decides: for AND 1 and 0, for OR 0 and 1. */
static struct folded fold_truths(const struct kernel_build *k, struct op op, int64_t none, int64_t all)
{
    if (is(k, op.a, all) || is(k, op.b, all) || opposite(k, op.a, op.b))
        return gives(op, all);
    return is(k, op.a, none) || op.a == op.b ? there(op.b) : is(k, op.b, none) ? there(op.a) : itself(op);
}

static struct folded fold_not(const struct kernel_build *k, struct op op)
{
    return op_at(k, op.a)->code == OP_NOT ? there(op_at(k, op.a)->a) : itself(op);
}

static struct folded fold_sum(const struct kernel_build *k, struct op op, bool less)
{
    if (is(k, op.b, 0))
        return there(op.a);
    if (less)
        return op.a == op.b ? gives(op, 0) : itself(op);
    return is(k, op.a, 0) ? there(op.b) : itself(op);
}

static struct folded fold_product(const struct kernel_build *k, struct op op)
{
    if (is(k, op.b, NUMBER_ONE))
        return there(op.a);
    if (is(k, op.a, 0) || is(k, op.b, 0))
        return gives(op, 0);                            /* by zero too */
    return op.code == OP_MUL_N && is(k, op.a, NUMBER_ONE) ? there(op.b) : itself(op);
}

static struct folded fold_pick(const struct kernel_build *k, struct op op)
{
    return is(k, op.a, 1) ? there(op.b) : is(k, op.a, 0) || is(k, op.b, 0) ? gives(op, 0) : itself(op);
}

static struct folded fold_same(struct op op, int64_t value) { return op.a == op.b ? gives(op, value) : itself(op); }

/* Where the order of the operands does not count, the earlier register stands first: equal values are found as one. */
static struct op in_order(struct op op)
{
    bool either = op.code == OP_AND || op.code == OP_OR || op.code == OP_EQ_W || op.code == OP_EQ_N || op.code == OP_ADD_W || op.code == OP_ADD_N || op.code == OP_MUL_N;
    if (either && op.a > op.b) {
        uint32_t a = op.a;
        op.a = op.b, op.b = a;
    }
    return op;
}

struct folded fold(const struct kernel_build *k, struct op op)
{
    const struct op_form *form = op_form(op.code);
    int64_t a, b = 0;
    if (form->a == '-')
        return itself(op);
    bool both = constant(k, op.a, &a) && (form->b == '-' || constant(k, op.b, &b));
    if (both)
        return gives(op, op_result((enum op_code)op.code, a, b));
    op = in_order(op);
    switch ((enum op_code)op.code) {
    case OP_AND:   return fold_truths(k, op, 1, 0);
    case OP_OR:    return fold_truths(k, op, 0, 1);
    case OP_NOT:   return fold_not(k, op);
    case OP_LT_W: case OP_LT_N: return fold_same(op, 0);
    case OP_LE_W: case OP_LE_N: case OP_EQ_W: case OP_EQ_N: return fold_same(op, 1);
    case OP_ADD_W: case OP_ADD_N: return fold_sum(k, op, false);
    case OP_SUB_W: case OP_SUB_N: return fold_sum(k, op, true);
    case OP_MUL_N: case OP_DIV_N: return fold_product(k, op);
    case OP_PICK_W: case OP_PICK_N: return fold_pick(k, op);
    case OP_WIDEN: case OP_LOAD_M: case OP_LOAD_B: case OP_LOAD_W: case OP_LOAD_N: case OP_TRUTH: case OP_WHOLE: case OP_NUMBER: case OP_TODAY: case OPS: break;
    }
    return itself(op);
}
