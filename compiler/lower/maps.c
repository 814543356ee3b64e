/* Maps: levels of several scales become levels of one. Levels of different scales meet in no other way. */
#include "lowering.h"

/* A map, and the number of its scale. */
struct map_found { const struct standard_source *from; const struct item *item; uint32_t scale; };

uint32_t level_scale(const struct env *env, const struct operand *o)
{
    return o->scale != 0 ? o->scale - 1 : scales_find(env->low->scales, STR(""), o->item.kind);
}

uint32_t in_scale(struct env *env, const struct operand *o)
{
    const struct scale *s = &env->low->scales->scales.at[level_scale(env, o)];
    uint32_t from = not_(env, op(env, OP_LT_W, o->r[0], whole(env, s->first_level))), to = op(env, OP_LE_W, o->r[0], whole(env, (int64_t)s->first_level + s->levels - 1));
    return and_(env, from, to);
}

static uint32_t scale_named(const struct scales *s, struct str name)
{
    for (uint32_t i = 0; i < s->scales.len; i++)
        if (str_same_name(s->scales.at[i].name, name))
            return i;
    return NO_SCALE;
}

/* The standard's own, or else one of those that it uses. */
static bool find_map(const struct env *env, struct str name, struct map_found *m)
{
    const struct lowering_rules *low = env->low;
    for (uint32_t pass = 0; pass < 2 && low->now != NULL; pass++)
        for (uint32_t n = 0; n < low->standards_len; n++) {
            const struct standard_source *s = &low->standards[n];
            if (pass == 0 ? s != low->now : s->number != low->now->number)
                continue;
            for (uint32_t i = s->document + 1; i < s->tree->items_len && s->tree->items[i].document == s->document; i++) {
                const struct item *item = &s->tree->items[i];
                if (item->kind == KIND_MAP && (item->flags & ITEM_DOUBT) == 0 && str_same_name(tree_text(s->tree, item->title), name)) {
                    *m = (struct map_found){s, item, scale_named(low->scales, name)};
                    return m->scale != NO_SCALE;
                }
            }
        }
    return false;
}

struct mapping { struct env *env; const struct map_found *map; struct place line; const struct operand *o; uint32_t row, found, levels; };

static bool map_mistake(const struct mapping *m, struct str piece, const char *is)
{
    diag2(m->map->from->sink, DIAG_MAP_NOT_READ, m->line, piece, str_of(is));
    return false;
}

/* LEVEL = LEVEL: where the operand is the one, the result is the other. */
static bool map_level(struct mapping *m, uint32_t scale, struct str piece)
{
    struct env *env = m->env;
    struct str  rest = piece, near, from_name = str_trim(str_cut(&rest, '='));
    int32_t     from = scales_level(env->low->scales, scale, from_name, &near), to = scales_level(env->low->scales, m->map->scale, str_trim(rest), &near);
    if (from < 0)
        return map_mistake(m, from_name, "no level of that scale");
    if (to < 0)
        return map_mistake(m, str_trim(rest), "no level of the map");
    uint32_t is = op(env, OP_EQ_W, m->o->r[0], whole(env, from)), picked = op(env, OP_PICK_W, is, whole(env, to));
    m->row = m->levels == 0 ? picked : op(env, OP_ADD_W, m->row, picked);
    m->found = m->levels == 0 ? is : op(env, OP_OR, m->found, is);
    m->levels++;
    return true;
}

static bool map_line(struct mapping *m)
{
    struct str rest = tree_text(m->map->from->tree, m->line), name = str_trim(str_cut(&rest, ':'));
    uint32_t   scale = scale_named(m->env->low->scales, name);
    if (scale == NO_SCALE || scale == m->map->scale)
        return map_mistake(m, name, "no scale of the standard");
    while (rest.len > 0)
        if (!map_level(m, scale, str_trim(str_cut(&rest, ','))))
            return false;
    return true;
}

/* How many levels there are that something can be judged at. */
static uint32_t levels_judged(const struct scales *s)
{
    uint32_t levels = 0;
    for (uint32_t i = 0; i < s->scales.len; i++)
        levels += s->scales.at[i].by.len > 0 ? s->scales.at[i].levels : 0;
    return levels;
}

static bool map_all(struct mapping *m)
{
    const struct tree *t = m->map->from->tree;
    const struct item *item = m->map->item;
    for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++) {
        m->line = t->labels[l].value;
        if (t->labels[l].label == LABEL_MAP_FROM && !map_line(m))
            return false;
    }
    return m->levels > 0;
}

bool lower_map(struct env *env, const struct expr *e, struct operand *result)
{
    struct map_found map;
    if (!find_map(env, e->a->text, &map))
        return false;
    struct operand o = lower_expr(env, e->b->a);
    *result = bad(e);
    if (o.type == VALUE_BAD)
        return true;
    if (o.type != VALUE_LEVEL || e->b->b != NULL) {
        type_mistake(env, e->b->a, "a map", "one judgement in its parentheses", &o);
        return true;
    }
    struct mapping m = {.env = env, .map = &map, .o = &o};
    if (!need_given(env, &o) || !map_all(&m))
        return true;
    uint32_t doubt = doubt_of(env, &o);
    if (m.levels < levels_judged(env->low->scales))      /* a level that the map leaves out becomes nothing */
        doubt = doubt == NO_REG ? m.found : and_(env, doubt, m.found);
    *result = (struct operand){.type = VALUE_LEVEL, .r = {m.row}, .given = doubt, .label = LABEL_NONE, .item = o.item, .scale = map.scale + 1, .e = e,
                               .fact = fact_of_value(env, (struct path){env->kind, OWN, VIA_ROW}, str_hash(expr_words(env->source, e), KIND_MAP))};
    return true;
}
