/* X is unique among KINDS: hashed, never quadratic. */
#include "lowering.h"

/* Among which items: [of an item around] [where a condition holds]. */
struct among { uint32_t group, where; bool fine; };   /* group: a slot, rows of one group are compared; where: M, or NO_REG */

static struct among among_of(struct env *env, const struct expr *e, const struct expr *where)
{
    struct among a = {.where = NO_REG};
    bool plural;
    if (e->kind == EXPR_WHERE && where == NULL)
        return among_of(env, e->a, e->b);
    const struct expr *name = e->kind == EXPR_OF ? e->a : e;
    if (name->kind != EXPR_NAME || kind_named(name->text, &plural) != env->kind || env->notes == NULL) {
        not_here(env, name, "A value is unique among the items that the rule is for each of.");
        return a;
    }
    a.group = build_load(&env->low->build, env->table, "", "document", ELEMENT_I32);
    if (e->kind == EXPR_OF) {
        struct operand item = lower_expr(env, e->b);
        if (item.type == VALUE_BAD || !need_given(env, &item))
            return a;
        if (item.type != VALUE_ITEM || item.item.via != VIA_ROW || item.item.link == OWN) {
            not_here(env, e->b, "After \"of\" stands an item around those of the rule.");
            return a;
        }
        a.group = item.item.link;
    }
    if (where != NULL && (a.where = lower_truth(env, where)) == NO_REG)
        return a;
    a.fine = true;
    return a;
}

/* The call that finds equal values of the type, and the slots of the value. False: values of the type are not told apart so. */
static bool same_call(struct env *env, const struct operand *o, struct step *s, unsigned *slots)
{
    s->what = o->type == VALUE_TEXT ? CALL_SAME_TEXT : o->type == VALUE_DATE ? CALL_SAME_DATE : o->type == VALUE_NUMBER || o->type == VALUE_PERCENT ? CALL_SAME_NUMBER : CALL_SAME_VALUE;
    bool     one = o->type == VALUE_WHOLE || o->type == VALUE_MONTH || o->type == VALUE_LEVEL || o->type == VALUE_CODE || o->type == VALUE_STATUS;
    if (s->what == CALL_SAME_VALUE && !one)
        return false;
    *slots = s->what == CALL_SAME_TEXT || s->what == CALL_SAME_DATE ? 2 : 1;
    for (unsigned i = 0; i < *slots; i++)
        s->in[i] = reg_to_slot(env, o->r[i], s->what == CALL_SAME_NUMBER ? ELEMENT_I64 : ELEMENT_I32);
    return true;
}

/* The row's own number. */
static uint32_t own_row(struct env *env)
{
    const enum element i32 = ELEMENT_I32;
    uint32_t    self;
    struct step s = {.kind = STEP_CALL, .table = env->table, .what = CALL_ROW};
    build_step(&env->low->build, s, 1, &i32, &env->table, &self);
    return op(env, OP_LOAD_W, self, 0);
}

/* No earlier item has the same value. The earlier one is "the other". What is not given is passed over. */
struct operand lower_unique(struct env *env, const struct expr *e, const struct expr *where)
{
    bool lenient = env->lenient;
    env->lenient = true;
    struct operand o = lower_expr(env, e->a);
    env->lenient = lenient;
    struct among among = among_of(env, e->b, where);
    struct step  s = {.kind = STEP_CALL, .table = env->table};
    unsigned     slots;
    if (o.type == VALUE_BAD || !among.fine)
        return bad(e);
    if (!same_call(env, &o, &s, &slots))
        return type_mistake(env, e->a, "unique among", "a text, a number, a date, a status, a judgement or a word of a list", &o);
    uint32_t counts = o.given == NO_REG ? among.where : among.where == NO_REG ? o.given : and_(env, o.given, among.where), out[2];
    if (counts == NO_REG)
        counts = kernel_op(env->k, OP_TRUTH, 0, 0, 1);
    s.in[slots] = reg_to_slot(env, counts, ELEMENT_U8);
    s.in[slots + 1] = among.group;
    const enum element same_out[2] = {ELEMENT_U8, ELEMENT_I32};
    const uint32_t     tables[2] = {env->table, env->table};
    build_step(&env->low->build, s, 2, same_out, tables, out);
    env->notes->other_slot = out[1];
    uint32_t other = op(env, OP_LOAD_W, out[1], 0), row = own_row(env), earlier = op(env, OP_LT_W, other, row);
    uint32_t repeats = and_(env, op(env, OP_LOAD_M, out[0], 0), earlier);
    return truth_of(e, not_(env, repeats));
}
