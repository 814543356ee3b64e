/* Where expressions stand: what is known and named there, and how that passes to the rows of an aggregate and to the items around. */
#include "lowering.h"

uint64_t kinds_shared(const struct env *env)
{
    enum kind around[KINDS + 1];
    unsigned  len = kinds_around(env, env->kind, around);
    uint64_t  kinds = UINT64_C(1) << env->kind;
    for (unsigned i = 0; i < len; i++)
        kinds |= UINT64_C(1) << around[i];
    return kinds;
}

struct path path_to(struct env *env, enum kind k) { return (struct path){k, k == env->kind ? OWN : link_to(env, k), VIA_ROW}; }

/* A document is always there where the row can stand in that one alone. */
bool may_be_absent(const struct env *env, struct path p)
{
    enum kind around[KINDS + 1];
    unsigned  len = kinds_around(env, env->kind, around), documents = 0;
    if (p.link == OWN || p.via == VIA_OTHER || kind_is_group(p.kind))
        return false;
    for (unsigned i = 0; i < len; i++)
        documents += kind_is_document(around[i]);
    return p.via == VIA_REFERENCE || !kind_is_document(p.kind) || documents > 1;
}

/* ---- facts: the kind in 8 bits, how it is reached in 2, and what is given in the rest */

#define FACT_KIND_SHIFT 56
#define FACT_VIA_SHIFT  54
#define FACT_VALUE      (UINT64_C(1) << 53)

uint64_t fact_of(struct path p, uint64_t id)
{
    uint64_t item = p.via == VIA_REFERENCE ? (uint64_t)(p.link + 1) << 20 : 0;       /* items that different labels name are different */
    return (uint64_t)p.kind << FACT_KIND_SHIFT | (uint64_t)p.via << FACT_VIA_SHIFT | (item + id + 1);
}

uint64_t fact_of_value(const struct env *env, struct path p, uint64_t hash)
{
    uint64_t frame = env->frame == NULL ? 0 : env->frame->number, mixed = (hash ^ frame * UINT64_C(0x9e3779b97f4a7c15)) & (FACT_VALUE - 1) >> 1;
    return fact_of(p, 0) - 1 + (FACT_VALUE | mixed);
}

/* ---- the rows of another table */

/* The kinds of item that a row and those of `kind` that it (or the item `by` around it) collects have in common. */
static uint64_t common_kinds(const struct env *env, const struct env *inner, struct path by)
{
    struct env at_by = *env;
    uint64_t   documents = 0;
    at_by.kind = by.kind;
    for (unsigned k = 0; k < KINDS; k++)
        documents |= (uint64_t)kind_is_document((enum kind)k) << k;
    uint64_t common = kinds_shared(&at_by) & (kinds_shared(inner) & ~(UINT64_C(1) << inner->kind));
    return by.via == VIA_ROW ? common : common & documents;
}

static void keep_facts(struct env *to, const struct env *from, uint64_t kinds)
{
    for (uint32_t i = 0; i < from->facts.len; i++) {
        uint64_t fact = from->facts.at[i], kind = fact >> FACT_KIND_SHIFT;
        if ((fact >> FACT_VIA_SHIFT & 3) == VIA_ROW && kind < KINDS && (kinds >> kind & 1) != 0)
            *vec_push(to->low->arena, &to->facts) = fact;
    }
}

static void env_over(struct env *to, struct env *from, struct kernel_build *k, enum kind kind)
{
    *to = (struct env){.low = from->low, .sink = from->sink, .source = from->source, .k = k, .kind = kind, .bound = from->bound, .frame = from->frame,
                       .table = build_table(&from->low->build, kind_rows[kind].name)};
    kernel_open(k, &from->low->build, to->table);
}

void env_within(struct env *inner, struct env *env, struct kernel_build *k, enum kind kind, struct path by)
{
    env_over(inner, env, k, kind);
    uint64_t common = common_kinds(env, inner, by);
    inner->shared = env->shared & common;
    keep_facts(inner, env, common);
    if (by.via == VIA_ROW && (kinds_shared(inner) >> by.kind & 1) != 0)       /* rows that no such item collects do not count */
        *vec_push(env->low->arena, &inner->facts) = fact_of((struct path){by.kind, 0, VIA_ROW}, FACT_ITEM);
}

/* ---- an expression on the table of an item around */

static enum element part_element(char file) { return file == 'M' ? ELEMENT_U8 : file == 'W' ? ELEMENT_I32 : ELEMENT_I64; }

/* A register of `there` over the rows of `env`. Where there is no item it is 0. */
static uint32_t spread_part(struct env *env, struct env *there, struct path p, uint32_t reg, char file)
{
    enum element element = part_element(file);
    uint32_t     loaded = spread_load(env, p, kernel_spill(there->k, reg, element), element);
    return file == 'M' ? not_(env, op(env, OP_EQ_W, loaded, whole(env, 0))) : loaded;
}

struct operand lower_at(struct env *env, struct path p, const struct expr *e)
{
    struct kernel_build k;
    struct env          there;
    env_over(&there, env, &k, p.kind);
    uint64_t kinds = p.via == VIA_ROW ? kinds_shared(&there) : 0;
    there.shared = env->shared & kinds;
    there.lenient = env->lenient;
    keep_facts(&there, env, kinds);
    struct operand o = lower_expr(&there, e);
    watch_close(&there);
    if (o.type == VALUE_BAD)
        return bad(e);
    const char *parts = operand_parts(&o);
    if (parts == NULL)
        return not_here(env, e, "An item, or a text in quotes, is used only where it is defined.");
    for (unsigned i = 0; parts[i]; i++)
        o.r[i] = spread_part(env, &there, p, o.r[i], parts[i]);
    if (o.given != NO_REG)
        o.given = spread_part(env, &there, p, o.given, 'M');
    else if (may_be_absent(env, p))
        o.given = not_(env, op(env, OP_LT_W, op(env, OP_LOAD_W, p.link, 0), whole(env, 0))), o.fact = fact_of(p, FACT_ITEM);
    if (p.via != VIA_ROW && o.fact != 0)
        o.fact = fact_of_value(env, p, o.fact);
    o.item = p;
    o.argument = NULL;
    return o;
}
