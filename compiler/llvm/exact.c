/* exact.c - the arithmetic of N registers (runtime/rule/exact.h) as vectors of 64-bit numbers, with nothing that LLVM would turn into a call.
 *
 * A 128-bit product or quotient would be a call of a library; here a product is four products of halves, a division by a million goes
 * half by half, and a division by a number is one of 64 bits and twenty steps of long division, the bits of a million. Products and quotients
 * are functions of the module: they are large, and their callers are few.
 */
#include "emit.h"

static LLVMValueRef both(const struct emitter *e, LLVMValueRef a, LLVMValueRef b) { return LLVMBuildAnd(e->builder, a, b, ""); }
static LLVMValueRef plus(const struct emitter *e, LLVMValueRef a, LLVMValueRef b) { return LLVMBuildAdd(e->builder, a, b, ""); }
static LLVMValueRef minus(const struct emitter *e, LLVMValueRef a, LLVMValueRef b) { return LLVMBuildSub(e->builder, a, b, ""); }
static LLVMValueRef times(const struct emitter *e, LLVMValueRef a, LLVMValueRef b) { return LLVMBuildMul(e->builder, a, b, ""); }
static LLVMValueRef pick(const struct emitter *e, LLVMValueRef when, LLVMValueRef a, LLVMValueRef b) { return LLVMBuildSelect(e->builder, when, a, b, ""); }
static LLVMValueRef high(const struct emitter *e, LLVMValueRef a) { return LLVMBuildLShr(e->builder, a, emit_number(e, 32), ""); }
static LLVMValueRef low(const struct emitter *e, LLVMValueRef a) { return both(e, a, emit_number(e, 0xffffffff)); }
static LLVMValueRef raised(const struct emitter *e, LLVMValueRef a) { return LLVMBuildShl(e->builder, a, emit_number(e, 32), ""); }
static LLVMValueRef bit(const struct emitter *e, LLVMValueRef truth) { return LLVMBuildZExt(e->builder, truth, e->numbers, ""); }

static LLVMValueRef compare(const struct emitter *e, LLVMIntPredicate how, LLVMValueRef a, LLVMValueRef b)
{
    return LLVMBuildICmp(e->builder, how, a, b, "");
}

static LLVMValueRef is_negative(const struct emitter *e, LLVMValueRef a) { return compare(e, LLVMIntSLT, a, emit_number(e, 0)); }

/* The end of the range on a's side. */
static LLVMValueRef end_of(const struct emitter *e, LLVMValueRef a)
{
    return pick(e, is_negative(e, a), emit_number(e, INT64_MIN), emit_number(e, INT64_MAX));
}

LLVMValueRef emit_add(struct emitter *e, LLVMValueRef a, LLVMValueRef b)
{
    LLVMValueRef sum = plus(e, a, b);
    LLVMValueRef over = both(e, LLVMBuildXor(e->builder, a, sum, ""), LLVMBuildXor(e->builder, b, sum, ""));
    return pick(e, is_negative(e, over), end_of(e, a), sum);
}

LLVMValueRef emit_sub(struct emitter *e, LLVMValueRef a, LLVMValueRef b)
{
    LLVMValueRef less = minus(e, a, b);
    LLVMValueRef over = both(e, LLVMBuildXor(e->builder, a, b, ""), LLVMBuildXor(e->builder, a, less, ""));
    return pick(e, is_negative(e, over), end_of(e, a), less);
}

/* ---------------------------------------------------------------- sizes and signs */

static LLVMValueRef size_of(const struct emitter *e, LLVMValueRef a)
{
    return pick(e, is_negative(e, a), minus(e, emit_number(e, 0), a), a);
}

static LLVMValueRef signs_differ(const struct emitter *e, LLVMValueRef a, LLVMValueRef b)
{
    return is_negative(e, LLVMBuildXor(e->builder, a, b, ""));
}

/* A size as a number of that sign, at the end of the range when it is `over` or too large. */
static LLVMValueRef signed_size(const struct emitter *e, LLVMValueRef size, LLVMValueRef over, LLVMValueRef negative)
{
    LLVMValueRef most = plus(e, emit_number(e, INT64_MAX), bit(e, negative));
    LLVMValueRef large = LLVMBuildOr(e->builder, over, compare(e, LLVMIntUGT, size, most), "");
    LLVMValueRef kept = pick(e, large, most, size);
    return pick(e, negative, minus(e, emit_number(e, 0), kept), kept);
}

/* ---------------------------------------------------------------- products */

struct wide { LLVMValueRef high, low; };

static struct wide product(const struct emitter *e, LLVMValueRef a, LLVMValueRef b)
{
    LLVMValueRef a0 = low(e, a), a1 = high(e, a), b0 = low(e, b), b1 = high(e, b);
    LLVMValueRef p00 = times(e, a0, b0), p01 = times(e, a0, b1), p10 = times(e, a1, b0), p11 = times(e, a1, b1);
    LLVMValueRef middle = plus(e, high(e, p00), plus(e, low(e, p01), low(e, p10)));
    LLVMValueRef top = plus(e, plus(e, p11, high(e, p01)), plus(e, high(e, p10), high(e, middle)));
    return (struct wide){top, LLVMBuildOr(e->builder, raised(e, middle), low(e, p00), "")};
}

static void mul_body(struct emitter *e, LLVMValueRef a, LLVMValueRef b)
{
    LLVMValueRef million = emit_number(e, NUMBER_ONE);
    struct wide p = product(e, size_of(e, a), size_of(e, b));
    LLVMValueRef rounded = plus(e, p.low, emit_number(e, NUMBER_ONE / 2));
    LLVMValueRef rest = plus(e, p.high, bit(e, compare(e, LLVMIntULT, rounded, p.low)));
    LLVMValueRef over = compare(e, LLVMIntUGE, rest, million);       /* the quotient would not fit 64 bits */
    LLVMValueRef upper = LLVMBuildOr(e->builder, raised(e, rest), high(e, rounded), "");
    LLVMValueRef q1 = LLVMBuildUDiv(e->builder, upper, million, "");
    LLVMValueRef lower = LLVMBuildOr(e->builder, raised(e, minus(e, upper, times(e, q1, million))), low(e, rounded), "");
    LLVMValueRef q0 = LLVMBuildUDiv(e->builder, lower, million, "");
    LLVMValueRef quotient = LLVMBuildOr(e->builder, raised(e, q1), q0, "");
    LLVMBuildRet(e->builder, signed_size(e, quotient, over, signs_differ(e, a, b)));
}

/* ---------------------------------------------------------------- quotients */

#define MILLION_BITS 20   /* of NUMBER_ONE */
#define MOST_WHOLE   INT64_C(9223372036854)

/* A step of long division: takes `by` off the rest when it goes, and tells. */
static LLVMValueRef taken(const struct emitter *e, LLVMValueRef *rest, LLVMValueRef by)
{
    LLVMValueRef goes = compare(e, LLVMIntUGE, *rest, by);
    *rest = minus(e, *rest, pick(e, goes, by, emit_number(e, 0)));
    return bit(e, goes);
}

/* rest * 1,000,000 / by for rest < by, rounded half up: the bits of a million from the top. */
static LLVMValueRef millionths(const struct emitter *e, LLVMValueRef of, LLVMValueRef by)
{
    LLVMValueRef result = emit_number(e, 0), rest = emit_number(e, 0);
    for (unsigned i = MILLION_BITS; i-- > 0;) {
        rest = plus(e, rest, rest);
        result = plus(e, result, result);
        result = plus(e, result, taken(e, &rest, by));
        if ((NUMBER_ONE >> i & 1) == 0)
            continue;
        rest = plus(e, rest, of);
        result = plus(e, result, taken(e, &rest, by));
    }
    return plus(e, result, bit(e, compare(e, LLVMIntUGE, rest, minus(e, by, rest))));
}

static void div_body(struct emitter *e, LLVMValueRef a, LLVMValueRef b)
{
    LLVMValueRef zero = emit_number(e, 0), none = compare(e, LLVMIntEQ, b, zero);
    LLVMValueRef of = size_of(e, a), by = pick(e, none, emit_number(e, 1), size_of(e, b));
    LLVMValueRef whole = LLVMBuildUDiv(e->builder, of, by, "");
    LLVMValueRef rest = minus(e, of, times(e, whole, by));
    LLVMValueRef over = compare(e, LLVMIntUGT, whole, emit_number(e, MOST_WHOLE));
    LLVMValueRef quotient = plus(e, times(e, whole, emit_number(e, NUMBER_ONE)), millionths(e, rest, by));
    LLVMBuildRet(e->builder, pick(e, none, zero, signed_size(e, quotient, over, signs_differ(e, a, b))));
}

/* ---------------------------------------------------------------- functions */

static void attribute(const struct emitter *e, LLVMValueRef function, const char *name)
{
    unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
    LLVMAddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex, LLVMCreateEnumAttribute(e->context, kind, 0));
}

void emit_attributes(const struct emitter *e, LLVMValueRef function)
{
    static const char WIDTH[] = "prefer-vector-width", ALL[] = "512";
    attribute(e, function, "nounwind");
    LLVMAddAttributeAtIndex(function, (LLVMAttributeIndex)LLVMAttributeFunctionIndex,
                            LLVMCreateStringAttribute(e->context, WIDTH, sizeof WIDTH - 1, ALL, sizeof ALL - 1));
}

/* Makes the function aside from where the builder is. */
static LLVMValueRef make(struct emitter *e, const char *name, void (*body)(struct emitter *, LLVMValueRef, LLVMValueRef))
{
    LLVMTypeRef parameters[2] = {e->numbers, e->numbers};
    LLVMValueRef function = LLVMAddFunction(e->module, name, LLVMFunctionType(e->numbers, parameters, 2, 0));
    LLVMBasicBlockRef back = LLVMGetInsertBlock(e->builder);
    LLVMMetadataRef line = LLVMGetCurrentDebugLocation2(e->builder);
    LLVMSetLinkage(function, LLVMInternalLinkage);
    emit_attributes(e, function);
    attribute(e, function, "noinline");
    LLVMPositionBuilderAtEnd(e->builder, LLVMAppendBasicBlockInContext(e->context, function, ""));
    LLVMSetCurrentDebugLocation2(e->builder, NULL);         /* it belongs to no rule */
    body(e, LLVMGetParam(function, 0), LLVMGetParam(function, 1));
    LLVMPositionBuilderAtEnd(e->builder, back);
    LLVMSetCurrentDebugLocation2(e->builder, line);
    return function;
}

static LLVMValueRef call(struct emitter *e, LLVMValueRef function, LLVMValueRef a, LLVMValueRef b)
{
    LLVMTypeRef parameters[2] = {e->numbers, e->numbers};
    LLVMValueRef arguments[2] = {a, b};
    return LLVMBuildCall2(e->builder, LLVMFunctionType(e->numbers, parameters, 2, 0), function, arguments, 2, "");
}

LLVMValueRef emit_mul(struct emitter *e, LLVMValueRef a, LLVMValueRef b)
{
    if (!e->mul)
        e->mul = make(e, "mul_n", mul_body);
    return call(e, e->mul, a, b);
}

LLVMValueRef emit_div(struct emitter *e, LLVMValueRef a, LLVMValueRef b)
{
    if (!e->div)
        e->div = make(e, "div_n", div_body);
    return call(e, e->div, a, b);
}
