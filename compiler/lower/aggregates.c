/* Aggregates: what is counted, where it is collected, and the grouped pass that does it (one pass over the inner rows, never quadratic). */
#include "lowering.h"

static bool may_hold(struct env *env, enum kind holder, enum kind inner)
{
    enum kind around[KINDS + 1];
    unsigned  len = kinds_around(env, inner, around);
    for (unsigned i = 0; i < len; i++)
        if (around[i] == holder)
            return true;
    return collects(env, holder, inner);
}

/* The nearest item that may hold such items: the row's own, or one around it. */
static struct collection collected_near(struct env *env, enum kind inner)
{
    enum kind kinds[KINDS + 1];
    unsigned  len = 1 + kinds_around(env, env->kind, kinds + 1);
    kinds[0] = env->kind;
    for (unsigned i = 0; i < len; i++)
        if (may_hold(env, kinds[i], inner))
            return (struct collection){inner, {kinds[i], i == 0 ? OWN : link_to(env, kinds[i]), false}, true};
    return (struct collection){.fine = false};
}

static struct collection collection_of(struct env *env, const struct expr *e)
{
    const struct expr *name = e->kind == EXPR_OF ? e->a : e;
    bool               plural = false;
    enum kind          inner = name->kind == EXPR_NAME ? kind_named(name->text, &plural) : KIND_NONE;
    struct collection  c = {.fine = false};
    if (inner == KIND_NONE) {
        not_here(env, e, "What is counted is a kind of item in the plural, such as actions, or a label that may be repeated, such as evidence.");
        return c;
    }
    if (e->kind == EXPR_OF) {
        struct operand item = lower_expr(env, e->b);
        if (item.type == VALUE_ITEM && may_hold(env, item.item.kind, inner))
            return (struct collection){inner, item.item, true};
        if (item.type != VALUE_BAD)
            not_here(env, e->b, "After \"of\" stands an item that may hold what is counted.");
        return c;
    }
    c = collected_near(env, inner);
    if (!c.fine)
        not_here(env, e, "Such items do not stand in this one, nor in the items around it.");
    return c;
}

/* Over the table of the collecting items: how many of the collection's items meet both conditions (NULL: all do). NO_REG after a mistake. */
static uint32_t count_slot(struct env *env, const struct collection *c, const struct expr *where, const struct expr *has, bool negate)
{
    struct kernel_build k;
    struct env          inner;
    env_within(&inner, env, &k, c->inner, c->by);
    uint32_t holds = kernel_op(&k, OP_TRUTH, 0, 0, 1);
    if (where != NULL) {
        holds = lower_truth(&inner, where);
        know(&inner, where, true);
        reach_narrow(&inner, holds, true);
    }
    if (holds != NO_REG && has != NULL) {
        uint32_t also = lower_truth(&inner, has);
        holds = also == NO_REG ? NO_REG : and_(&inner, holds, negate ? not_(&inner, also) : also);
    }
    if (holds == NO_REG)
        return NO_REG;
    const enum element i32 = ELEMENT_I32;
    uint32_t mask = k.sinks.len == 0 ? kernel_spill(&k, holds, ELEMENT_U8) : kernel_to_slot(&k, holds, ELEMENT_U8), count;
    collect_by(&inner, c, CALL_COUNT_BY, mask, NO_REG, 1, &i32, &count);
    return count;
}

static struct operand counted(struct env *env, const struct expr *e, const struct collection *c, const struct expr *where, const struct expr *has, bool negate)
{
    uint32_t slot = count_slot(env, c, where, has, negate);
    if (slot == NO_REG)
        return bad(e);
    return (struct operand){.type = VALUE_WHOLE, .r = {spread_load(env, c->by, slot, ELEMENT_I32)}, .given = NO_REG, .label = LABEL_NONE, .item = c->by, .e = e};
}

/* share of ITEMS where CONDITION: the count of those that meet it over the count of all; share of ITEMS where C has D: of those that meet C. Of none, 0. */
static struct operand share(struct env *env, const struct expr *e, const struct collection *c, const struct expr *where, const struct expr *has)
{
    if (where == NULL && has == NULL)
        return not_here(env, e, "Say of what share: share of actions where completed.");
    struct operand some = counted(env, e, c, where, has, false), all = counted(env, e, c, has == NULL ? NULL : where, NULL, false);
    if (some.type == VALUE_BAD || all.type == VALUE_BAD)
        return bad(e);
    uint32_t part = op(env, OP_WIDEN, some.r[0], 0), of = op(env, OP_WIDEN, all.r[0], 0);
    some.r[0] = op(env, OP_DIV_N, part, of);
    some.type = VALUE_PERCENT;
    return some;
}

/* What "is given" makes known of an aggregate: the same words mean the same, collected by the same item. */
static uint64_t fact_of_words(const struct env *env, const struct expr *e, struct path by)
{
    return fact_of_value(env, by, str_hash(expr_words(env->source, e), 0));
}

/* sum of, earliest, latest, lowest, highest PROPERTY of ITEMS: over those that give it. Of none: the sum is 0, the others are missing. */
static struct operand extreme(struct env *env, const struct expr *e, const struct expr *where)
{
    if (e->a->kind != EXPR_OF)
        return not_here(env, e, "Say of what: latest deadline of actions.");
    struct collection c = collection_of(env, e->a->b);
    if (!c.fine)
        return bad(e);
    struct kernel_build k;
    struct env          inner;
    env_within(&inner, env, &k, c.inner, c.by);
    uint32_t       holds = where == NULL ? kernel_op(&k, OP_TRUTH, 0, 0, 1) : lower_truth(&inner, where);
    if (where != NULL)
        know(&inner, where, true);
    inner.lenient = true;
    struct operand v = lower_expr(&inner, e->a->a);
    if (holds == NO_REG || v.type == VALUE_BAD)
        return bad(e);
    bool sum = e->kind == EXPR_SUM, dates = e->kind == EXPR_EARLIEST || e->kind == EXPR_LATEST, most = e->kind == EXPR_LATEST || e->kind == EXPR_HIGHEST;
    bool fits = sum ? v.type == VALUE_NUMBER || v.type == VALUE_WHOLE : dates ? v.type == VALUE_DATE : v.type == VALUE_WHOLE || v.type == VALUE_LEVEL;
    if (!fits)
        return type_mistake(env, e->a->a, sum ? "sum of" : dates ? "earliest or latest" : "lowest or highest", sum ? "numbers" : dates ? "dates" : "levels or counts", &v);
    if (v.type == VALUE_LEVEL && level_scale(&inner, &v) == NO_SCALE)
        return not_here(env, e->a->a, "These judgements may be of several scales, which meet only through a map: lowest NAME(level) of judgements.");
    if (v.given != NO_REG)
        holds = and_(&inner, holds, v.given);
    if (v.type == VALUE_LEVEL)
        holds = and_(&inner, holds, in_scale(&inner, &v));
    uint32_t value = sum && v.type == VALUE_WHOLE ? op(&inner, OP_WIDEN, v.r[0], 0) : v.r[e->kind == EXPR_LATEST ? 1 : 0];
    const enum element elements[2] = {sum ? ELEMENT_I64 : ELEMENT_I32, ELEMENT_U8};
    uint32_t values = kernel_spill(&k, value, elements[0]), out[2];
    uint32_t mask = k.sinks.len == 0 ? kernel_spill(&k, holds, ELEMENT_U8) : kernel_to_slot(&k, holds, ELEMENT_U8);      /* watched conditions sink into it */
    collect_by(&inner, &c, sum ? CALL_SUM_BY : most ? CALL_MOST_BY : CALL_LEAST_BY, mask, values, sum ? 1 : 2, elements, out);
    struct operand o = {.type = sum ? VALUE_NUMBER : v.type, .given = NO_REG, .fact = fact_of_words(env, e, c.by), .label = LABEL_NONE, .item = {c.inner, OWN, false}, .scale = v.scale, .e = e};
    o.r[0] = o.r[1] = spread_load(env, c.by, out[0], elements[0]);
    if (dates)
        o.r[2] = whole(env, DATE_DAY);
    if (!sum)
        o.given = not_(env, op(env, OP_EQ_W, spread_load(env, c.by, out[1], ELEMENT_U8), whole(env, 0)));
    return o;
}

struct operand lower_aggregate(struct env *env, const struct expr *e, const struct expr *where)
{
    if (e->kind == EXPR_COUNT && e->a->kind == EXPR_NAME && where == NULL) {
        enum label l = label_find(env->kind, e->a->text);
        if (l != LABEL_NONE && label_rows[l].many == MANY) {
            struct operand o = lower_expr(env, e->a);
            o.type = o.type == VALUE_LIST ? VALUE_WHOLE : o.type;
            o.given = NO_REG;
            return o;
        }
    }
    if (e->kind != EXPR_COUNT && e->kind != EXPR_SHARE)
        return extreme(env, e, where);
    struct collection c = collection_of(env, e->a);
    if (!c.fine)
        return bad(e);
    return e->kind == EXPR_COUNT ? counted(env, e, &c, where, NULL, false) : share(env, e, &c, where, NULL);
}

/* every ITEMS [where C] has D: none fails D. some: at least one holds. no: none holds. */
struct operand lower_quantified(struct env *env, const struct expr *left, const struct expr *has)
{
    const struct expr *q = left->kind == EXPR_WHERE ? left->a : left, *where = left->kind == EXPR_WHERE ? left->b : NULL;
    if (q->kind != EXPR_EVERY && q->kind != EXPR_SOME && q->kind != EXPR_NO && q->kind != EXPR_SHARE)
        return not_here(env, left, "\"has\" follows every, some or no and a kind of item: every action has owner is given.");
    struct collection c = collection_of(env, q->a);
    if (!c.fine)
        return bad(left);
    if (q->kind == EXPR_SHARE)
        return share(env, left, &c, where, has);
    struct operand n = counted(env, left, &c, where, has, q->kind == EXPR_EVERY);
    if (n.type == VALUE_BAD)
        return n;
    uint32_t none = op(env, OP_EQ_W, n.r[0], whole(env, 0));
    n.type = VALUE_TRUTH;
    n.r[0] = q->kind == EXPR_SOME ? not_(env, none) : none;
    return n;
}
