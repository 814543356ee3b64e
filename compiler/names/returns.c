/* What periodic returns report on. See returns.h. */
#include "returns.h"
#include "scope.h"

static uint64_t action_hash(uint32_t plan, struct str number)
{
    int32_t first, last;
    number_ends(number, &first, &last);
    uint32_t words[3] = {plan, (uint32_t)first, (uint32_t)last};
    return str_hash((struct str){(const char *)words, sizeof words}, 0);
}

void returns_open(struct returns *r, const struct tree *t, struct arena *a)
{
    *r = (struct returns){.tree = t};
    map_open(&r->plans, a, 0);
    map_open(&r->actions, a, 0);
    for (uint32_t i = 0; i < t->items_len && t->kind_count[KIND_RETURN] > 0; i++) {
        const struct item *item = &t->items[i];
        if (item->kind == KIND_PLAN)
            map_add(&r->plans, str_name_hash(tree_text(t, item->title), 0), i);
        if (item->kind == KIND_ACTION && item->number.length > 0)
            map_add(&r->actions, action_hash(item->document, tree_text(t, item->number)), i);
    }
}

struct str return_name(const struct tree *t, uint32_t document)
{
    struct str title = tree_text(t, t->items[document].title);
    size_t     comma = title.len;
    while (comma > 0 && title.at[comma - 1] != ',')
        comma--;
    return str_trim(comma == 0 ? title : str_upto(title, comma - 1));
}

/* Of what is found twice, the first in the text. */
static uint32_t first_of(uint32_t best, uint32_t found) { return found < best ? found : best; }

uint32_t returns_plan(const struct returns *r, uint32_t document)
{
    const struct tree *t = r->tree;
    if (t->items[document].kind != KIND_RETURN)
        return document;
    struct str name = return_name(t, document);
    uint32_t   plan = NO_ITEM;
    for (struct map_walk w = map_find(&r->plans, str_name_hash(name, 0)); map_next(&w);)
        if (str_same_name(tree_text(t, t->items[w.value].title), name))
            plan = first_of(plan, w.value);
    return plan;
}

uint32_t returns_action(const struct returns *r, uint32_t plan, uint32_t entry)
{
    const struct tree *t = r->tree;
    struct str         number = tree_text(t, t->items[entry].number);
    uint32_t           action = NO_ITEM;
    for (struct map_walk w = map_find(&r->actions, action_hash(plan, number)); map_next(&w);)
        if (t->items[w.value].document == plan && number_same(tree_text(t, t->items[w.value].number), number))
            action = first_of(action, w.value);
    return action;
}
