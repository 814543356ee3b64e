/* The names of rules, as programs carry them. See rule_names.h. */
#include "rule_names.h"

void rule_names_open(struct rule_names *n, const struct vocabulary *words, struct arena *a)
{
    *n = (struct rule_names){.words = words, .arena = a};
}

static struct str name_of(const struct program *p, uint32_t rule) { return p->strings[p->rules[rule].name]; }

static uint64_t hash_of(const struct rule_names *n, uint32_t number, struct str name) { return str_name_hash(name, n->seed + number); }

static void list_names(struct rule_names *n)
{
    const struct program *p = n->words->program;
    n->listed = true;
    n->seed = map_seed();
    map_open(&n->map, n->arena, p->rules_len);
    for (uint32_t i = 0; i < p->rules_len; i++)
        map_add(&n->map, hash_of(n, p->rules[i].standard, name_of(p, i)), i);
}

bool rule_names_has(struct rule_names *n, int32_t number, struct str name)
{
    const struct program *p = n->words->program;
    if (p == NULL || number < 0 || n->words->incomplete)
        return true;
    if (!n->listed)
        list_names(n);
    for (struct map_walk w = map_find(&n->map, hash_of(n, (uint32_t)number, name)); map_next(&w);)
        if (p->rules[w.value].standard == (uint32_t)number && str_same_name(name_of(p, w.value), name))
            return true;
    return false;
}

struct near { struct str wanted, name; unsigned least; };

static void nearer(struct near *n, struct str name)
{
    unsigned d = str_distance(n->wanted, name, n->least - 1);
    if (d < n->least)
        n->least = d, n->name = name;
}

struct str rule_names_near(struct rule_names *n, int32_t number, struct str name)
{
    const struct program *p = n->words->program;
    struct near near = {name, {"", 0}, near_enough(name.len) + 1};
    if (n->looked++ >= RULE_NEAR_MOST)
        return near.name;
    for (uint32_t i = 0; i < p->rules_len; i++)
        if (p->rules[i].standard == (uint32_t)number)
            nearer(&near, name_of(p, i));
    for (unsigned d = 0; d < DIAGS; d++) {
        char own[DIAG_NAME_MOST];
        diag_name((enum diag)d, own);
        if (diag_may_be_allowed((enum diag)d))
            nearer(&near, str_keep(n->arena, str_of(own)));
    }
    return near.name;
}
