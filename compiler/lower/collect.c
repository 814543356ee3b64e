/* Which items an item or a group collects, and the grouped pass over them (one pass over the inner rows, never quadratic). */
#include "lowering.h"

/* A label "Owner" that may be repeated: the kinds of item that name owners. LABEL_NONE: none. */
static enum label owners_of(enum kind k)
{
    enum label l = label_find(k, STR("Owner"));
    return l != LABEL_NONE && label_rows[l].type == TYPE_NAME && label_rows[l].many == MANY ? l : LABEL_NONE;
}

static bool has_deadline(enum kind k) { return label_find(k, STR("Deadline")) != LABEL_NONE; }

/* An area holds what says so, and what stands in that. */
static bool has_area(struct env *env, enum kind k)
{
    enum kind around[KINDS + 1];
    unsigned  len = kinds_around(env, k, around);
    bool      has = label_find(k, STR("Area")) != LABEL_NONE;
    for (unsigned i = 0; i < len; i++)
        has = has || label_find(around[i], STR("Area")) != LABEL_NONE;
    return has;
}

bool collects(struct env *env, enum kind holder, enum kind inner)
{
    if (holder == KIND_OWNER)
        return owners_of(inner) != LABEL_NONE;
    if (holder == KIND_AREA)
        return has_area(env, inner);
    return holder == KIND_MONTH || holder == KIND_STATUS ? has_deadline(inner) : holder == KIND_ESTATE;
}

/* A column over the items, over the rows of a list of theirs. */
static uint32_t over_list(struct build *b, uint32_t list, uint32_t link, uint32_t slot, enum element element)
{
    struct step s = {.kind = STEP_CALL, .table = list, .in = {link, slot},
                     .what = element == ELEMENT_U8 ? CALL_SPREAD_B : element == ELEMENT_I64 ? CALL_SPREAD_N : CALL_SPREAD_W};
    build_step(b, s, 1, &element, &list, &slot);
    return slot;
}

/* Which collecting item each row belongs to. An item belongs to each owner that it names: the rows are then those of its list of owners, and
 * mask and values are theirs too. */
static uint32_t collecting_link(struct env *inner, const struct collection *c, uint32_t *table, uint32_t *mask, uint32_t *values, enum element element)
{
    struct build      *b = &inner->low->build;
    const enum element i32 = ELEMENT_I32;
    enum label         owners = c->by.kind == KIND_OWNER && c->inner != KIND_OWNER ? owners_of(c->inner) : LABEL_NONE;
    uint32_t           link, owner;
    *table = inner->table;
    if (kind_is_group(c->by.kind))
        return build_load(b, inner->table, "", kind_rows[c->by.kind].name, ELEMENT_I32);
    if (owners == LABEL_NONE)
        return link_to(inner, c->by.kind);
    uint32_t    list = *table = build_table(b, str_printf(inner->low->arena, "%s.%s", kind_rows[c->inner].name, label_rows[owners].word).at);
    struct step s = {.kind = STEP_CALL, .table = list, .what = CALL_LINK_LIST};
    build_step(b, s, 1, &i32, &list, &link);
    *mask = over_list(b, list, link, *mask, ELEMENT_U8);
    if (*values != NO_REG)
        *values = over_list(b, list, link, *values, element);
    s.what = CALL_LINK_OWNER;
    build_step(b, s, 1, &i32, &list, &owner);
    return owner;
}

void collect_by(struct env *inner, const struct collection *c, enum call_code call, uint32_t mask, uint32_t values, unsigned outs, const enum element *element,
                uint32_t *out)
{
    struct build *b = &inner->low->build;
    uint32_t      table, by = build_table(b, kind_rows[c->by.kind].name), tables[CALL_SLOTS_MOST] = {by, by, by, by};
    uint32_t      link = collecting_link(inner, c, &table, &mask, &values, element[0]);
    struct step   s = {.kind = STEP_CALL, .table = table, .what = call, .imm = by, .in = {link, mask, values == NO_REG ? 0 : values}};
    build_step(b, s, outs, element, tables, out);
}
