/* lanes.c - the evaluator's loops (lanes.inc), compiled for each level of the machine's vectors, and the choice between them. */
#include "engine.h"
#include "exact.h"

#define LANE_NAME(name) plain_##name
#define LANE_TARGET
#include "lanes.inc"
#undef LANE_NAME
#undef LANE_TARGET

#if defined(__x86_64__) && !defined(IRP_SMALL)   /* built checkers have machine code: their evaluator may be slower, and is smaller */

#define LANE_NAME(name) avx2_##name
#define LANE_TARGET __attribute__((target("avx2,bmi,bmi2")))
#include "lanes.inc"
#undef LANE_NAME
#undef LANE_TARGET

#define LANE_NAME(name) avx512_##name
#define LANE_TARGET __attribute__((target("avx2,bmi,bmi2,avx512f,avx512bw,avx512dq,avx512vl")))
#include "lanes.inc"
#undef LANE_NAME
#undef LANE_TARGET

const struct lanes *lanes_of(unsigned level)
{
    __builtin_cpu_init();
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
    bool avx512 = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    return level == 0 ? &plain_LANES : level == 1 && avx2 ? &avx2_LANES : level == 2 && avx2 && avx512 ? &avx512_LANES : NULL;
}

#else

const struct lanes *lanes_of(unsigned level) { return level == 0 ? &plain_LANES : NULL; }

#endif

const struct lanes *lanes_here(void)
{
    const struct lanes *best = NULL;
    for (unsigned level = 0; level < LANE_LEVELS; level++)
        best = lanes_of(level) ? lanes_of(level) : best;
    return best;
}
