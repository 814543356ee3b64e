/* Conditions watched: for irp test --coverage, where each condition of a rule held and where it did not goes to slots of its own, next to the rules'
 * work. Nothing of this is in a program that is made to be run.
 *
 * A condition is asked only where what stands before it lets it be: below `When: deadline is given` a deadline is compared only where there is one.
 */
#include "lowering.h"

/* Conditions behind these are not watched, so that a program with its watches is never more than a program may be. */
#define WATCHED_OPS_MOST   10000u         /* operations of a kernel */
#define WATCHED_MOST       200000u        /* conditions, once for each kind of item */

static bool is_watched(const struct env *env)
{
    const struct rules_hooks *hooks = env->low->hooks;
    return hooks != NULL && hooks->condition != NULL && !env->low->build.message && env->k->ops.len < WATCHED_OPS_MOST &&
           env->low->watched < WATCHED_MOST && env->low->build.ops.len < PROGRAM_OPS_MOST / 2;
}

struct reach reach_narrow(struct env *env, uint32_t reg, bool when)
{
    struct reach before = env->reach;
    if (!is_watched(env) || reg == NO_REG)
        return before;
    uint32_t holds = when ? reg : not_(env, reg);
    env->reach = (struct reach){true, before.narrowed ? and_(env, before.reg, holds) : holds};
    return before;
}

static uint32_t watched_slot(struct env *env, uint32_t reg)
{
    struct build *b = &env->low->build;
    uint32_t      here = env->reach.narrowed ? and_(env, env->reach.reg, reg) : reg;
    *vec_push(b->arena, &b->slots) = (struct slot){env->k->table, ELEMENT_U8};
    kernel_sink(env->k, SINK_SLOT, here, b->slots.len - 1);
    return b->slots.len - 1;
}

void watch_condition(struct env *env, const struct expr *e, uint32_t reg)
{
    if (!is_watched(env) || reg == NO_REG || e->kind == EXPR_TRUE || e->kind == EXPR_FALSE)
        return;
    env->low->watched++;
    uint32_t holds = watched_slot(env, reg), fails = watched_slot(env, not_(env, reg));
    env->low->hooks->condition(env->low->hooks->of, env->source, e, holds, fails);
}

void watch_close(struct env *env)
{
    if (env->k->sinks.len == 0)
        return;
    struct step s = {.kind = STEP_KERNEL, .table = env->k->table, .what = kernel_close(env->k)};
    build_step(&env->low->build, s, 0, NULL, NULL, NULL);
}
