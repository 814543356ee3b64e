/* Periodic returns behind the plans that they name. See updates.h. */
#include "updates.h"
#include "../names/returns.h"
#include <stdlib.h>

void updates_open(struct updates *u, struct str name, struct str text, struct arena *a)
{
    struct diag_sink quiet = {.arena = a};           /* its mistakes are told with the plans, or with what is left */
    *u = (struct updates){.name = name, .text = text, .tree = tree_parse(name, text, &quiet, a)};
    u->used = arena_zero(a, u->tree->items_len + (size_t)1);
    map_open(&u->returns, a, 0);
    for (uint32_t i = 0; i < u->tree->items_len; i++)
        if (u->tree->items[i].kind == KIND_RETURN)
            map_add(&u->returns, str_name_hash(return_name(u->tree, i), 0), i);
}

struct chosen { VEC(uint32_t) items; };      /* documents of the returns' tree */

static void choose_for(struct updates *u, struct str plan, struct arena *a, struct chosen *c)
{
    for (struct map_walk w = map_find(&u->returns, str_name_hash(plan, 0)); map_next(&w);)
        if (!u->used[w.value] && str_same_name(return_name(u->tree, w.value), plan)) {
            u->used[w.value] = true;
            *vec_push(a, &c->items) = w.value;
        }
}

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* A document's text: from its heading to the next document's, or the end. What stands before the first heading goes with it. */
static struct place document_text(const struct updates *u, uint32_t item)
{
    const struct tree *t = u->tree;
    uint32_t next = item + 1, from = item == 0 ? 0 : t->items[item].place.at;
    while (next < t->items_len && t->items[next].document == item)
        next++;
    uint32_t end = next < t->items_len ? t->items[next].place.at : (uint32_t)u->text.len;
    return (struct place){from, end - from};
}

static void put_behind(const struct updates *u, struct str own, const struct chosen *c, struct arena *a, struct str *text, struct joined *j)
{
    struct joined_piece *pieces = arena_many(a, c->items.len + (size_t)1, struct joined_piece);
    struct out o;
    out_memory(&o, a);
    out_str(&o, own);
    if (own.len > 0)
        out_str(&o, STR("\n\n"));
    for (uint32_t i = 0; i < c->items.len; i++) {
        struct place p = document_text(u, c->items.at[i]);
        pieces[i] = (struct joined_piece){(uint32_t)o.len, p.length, p.at};
        out_str(&o, (struct str){u->text.at + p.at, p.length});
        out_char(&o, '\n');
    }
    *text = out_text(&o);
    *j = (struct joined){u->name, u->text, (uint32_t)(pieces[0].at < own.len ? own.len : pieces[0].at), pieces, c->items.len};
}

bool updates_join(struct updates *u, const struct tree *plan, struct arena *a, struct str *text, struct joined *j)
{
    struct chosen c = {{NULL, 0, 0}};
    for (uint32_t i = 0; i < plan->items_len && u->tree != NULL; i++)
        if (plan->items[i].kind == KIND_PLAN)
            choose_for(u, tree_text(plan, plan->items[i].title), a, &c);
    if (c.items.len == 0 || plan->source.len + u->text.len > SOURCE_BYTES_MOST)
        return false;
    if (c.items.len > 1)
        qsort(c.items.at, c.items.len, sizeof *c.items.at, by_number);
    put_behind(u, plan->source, &c, a, text, j);
    return true;
}

bool updates_left(struct updates *u, struct arena *a, struct str *text, struct joined *j)
{
    struct chosen c = {{NULL, 0, 0}};
    for (uint32_t i = 0; u->tree != NULL && i < u->tree->items_len; i++)
        if ((u->tree->items[i].document == i || u->tree->items[i].document == NO_ITEM) && !u->used[i])
            *vec_push(a, &c.items) = i;
    if (c.items.len == 0)
        return false;
    put_behind(u, STR(""), &c, a, text, j);
    return true;
}

void updates_lost(const struct tree *left, struct diag_sink *sink)
{
    for (uint32_t i = 0; i < left->items_len; i++)
        if (left->items[i].kind == KIND_RETURN)
            diag2(sink, DIAG_RETURN_UNKNOWN_PLAN, left->items[i].title, return_name(left, i), STR(""));
}
