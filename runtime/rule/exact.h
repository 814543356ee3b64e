/* exact.h - the arithmetic of the N registers: millionths in 64 bits, saturating, rounding half away from zero, by zero 0.
 *
 * One definition for the evaluator, for single rows and for calls; compiler/llvm emits the same, and tests/prop holds them together.
 */
#ifndef IRP_RULE_EXACT_H
#define IRP_RULE_EXACT_H

#include "../value/number.h"

__extension__ typedef unsigned __int128 exact_wide;

static inline uint64_t exact_size(int64_t n) { return n < 0 ? 0 - (uint64_t)n : (uint64_t)n; }

static inline int64_t exact_signed(exact_wide size, bool negative)
{
    if (negative)
        return size >= (exact_wide)1 << 63 ? INT64_MIN : -(int64_t)size;
    return size > INT64_MAX ? INT64_MAX : (int64_t)size;
}

/* Without branches, so that loops over columns become vector code. */
static inline int64_t exact_add(int64_t a, int64_t b)
{
    uint64_t sum = (uint64_t)a + (uint64_t)b;
    uint64_t over = ((uint64_t)a ^ sum) & ((uint64_t)b ^ sum);
    uint64_t end = (uint64_t)INT64_MAX + ((uint64_t)a >> 63);
    return (int64_t)(over >> 63 ? end : sum);
}

static inline int64_t exact_sub(int64_t a, int64_t b)
{
    uint64_t less = (uint64_t)a - (uint64_t)b;
    uint64_t over = ((uint64_t)a ^ (uint64_t)b) & ((uint64_t)a ^ less);
    uint64_t end = (uint64_t)INT64_MAX + ((uint64_t)a >> 63);
    return (int64_t)(over >> 63 ? end : less);
}

static inline int64_t exact_mul(int64_t a, int64_t b)
{
    exact_wide product = (exact_wide)exact_size(a) * exact_size(b) + NUMBER_ONE / 2;
    bool negative = (a < 0) != (b < 0);
    if (product >> 64 == 0)
        return exact_signed((uint64_t)product / (uint64_t)NUMBER_ONE, negative);
    return exact_signed(product / (uint64_t)NUMBER_ONE, negative);
}

static inline int64_t exact_div(int64_t a, int64_t b)
{
    if (b == 0)
        return 0;
    uint64_t by = exact_size(b);
    exact_wide of = (exact_wide)exact_size(a) * (uint64_t)NUMBER_ONE + by / 2;
    return exact_signed(of / by, (a < 0) != (b < 0));
}

/* Whole numbers wrap instead of overflowing: their operands are bounded, and a hostile program must not be undefined. */
static inline int32_t whole_add(int32_t a, int32_t b) { return (int32_t)((uint32_t)a + (uint32_t)b); }
static inline int32_t whole_sub(int32_t a, int32_t b) { return (int32_t)((uint32_t)a - (uint32_t)b); }

#endif
