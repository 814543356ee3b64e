/* Periodic returns behind the plans that they name. See updates.h. */
#include "updates.h"
#include "returns_csv.h"
#include "../names/returns.h"
#include <stdlib.h>

void updates_open(struct updates *u, struct str name, struct str text, struct arena *a)
{
    struct diag_sink quiet = {.arena = a};           /* its mistakes are told with the plans, or with what is left */
    *u = (struct updates){.name = name, .text = text, .documents = text, .mistakes = {.arena = a}};
    if (returns_are_csv(name)) {
        struct returns_made made = returns_from_csv(text, &u->mistakes, a);
        u->documents = made.text;
        u->pieces = made.pieces;
        u->pieces_len = made.len;
    }
    u->tree = tree_parse(name, u->documents, &quiet, a);
    u->taken = arena_zero(a, (u->tree->items_len + (size_t)1) * sizeof *u->taken);
    map_open(&u->returns, a, 0);
    for (uint32_t i = 0; i < u->tree->items_len; i++)
        if (u->tree->items[i].kind == KIND_RETURN)
            map_add(&u->returns, str_name_hash(return_name(u->tree, i), 0), i);
}

struct chosen { VEC(uint32_t) items; };      /* documents of the returns' tree */

static void choose_for(struct updates *u, struct str file, struct str plan, struct arena *a, struct chosen *c)
{
    for (struct map_walk w = map_find(&u->returns, str_name_hash(plan, 0)); map_next(&w);) {
        struct taken *taken = &u->taken[w.value];
        bool free = !taken->is || (str_eq(taken->by, file) && taken->call != u->calls);
        if (free && str_same_name(return_name(u->tree, w.value), plan)) {
            *taken = (struct taken){file, u->calls, true};
            *vec_push(a, &c->items) = w.value;
        }
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
    uint32_t end = next < t->items_len ? t->items[next].place.at : (uint32_t)u->documents.len;
    return (struct place){from, end - from};
}

struct pieces { VEC(struct joined_piece) at; };

/* The pieces of a document that stands at `to` of the joined text: the whole of it, or those of its cells. */
static void add_pieces(const struct updates *u, struct place document, uint32_t to, struct arena *a, struct pieces *p)
{
    uint32_t low = 0, high = u->pieces_len;
    if (u->pieces_len == 0) {
        *vec_push(a, &p->at) = (struct joined_piece){to, document.length, document.at, 0};
        return;
    }
    while (low < high) {                             /* the first that starts in the document */
        uint32_t middle = low + (high - low) / 2;
        if (u->pieces[middle].at < document.at)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < u->pieces_len && u->pieces[low].at < document.at + document.length; low++) {
        *vec_push(a, &p->at) = u->pieces[low];
        p->at.at[p->at.len - 1].at += to - document.at;
    }
}

static void put_behind(const struct updates *u, struct str own, const struct chosen *c, struct arena *a, struct str *text, struct joined *j)
{
    struct pieces pieces = {{NULL, 0, 0}};
    struct out o;
    out_memory(&o, a);
    out_str(&o, own);
    if (own.len > 0)
        out_str(&o, STR("\n\n"));
    for (uint32_t i = 0; i < c->items.len; i++) {
        struct place p = document_text(u, c->items.at[i]);
        add_pieces(u, p, (uint32_t)o.len, a, &pieces);
        out_str(&o, (struct str){u->documents.at + p.at, p.length});
        out_char(&o, '\n');
    }
    *text = out_text(&o);
    uint32_t from = pieces.at.len > 0 && own.len > 0 ? pieces.at.at[0].at : (uint32_t)own.len;
    *j = (struct joined){u->name, u->text, from, pieces.at.at, pieces.at.len};
}

bool updates_join(struct updates *u, const struct tree *plan, struct arena *a, struct str *text, struct joined *j)
{
    struct chosen c = {{NULL, 0, 0}};
    u->calls++;
    for (uint32_t i = 0; i < plan->items_len && u->tree != NULL; i++)
        if (plan->items[i].kind == KIND_PLAN)
            choose_for(u, plan->source_name, tree_text(plan, plan->items[i].title), a, &c);
    if (c.items.len == 0 || plan->source.len + u->documents.len > SOURCE_BYTES_MOST)
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
        if ((u->tree->items[i].document == i || u->tree->items[i].document == NO_ITEM) && !u->taken[i].is)
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

static void fill_mistake(const void *of, uint32_t i, struct arena *a, struct finding *f)
{
    const struct updates *u = of;
    (void)a;
    *f = u->mistakes.findings.at[i];
}

static void brief_mistake(const void *of, uint32_t i, struct finding *f)
{
    const struct updates *u = of;
    *f = u->mistakes.findings.at[i];
}

bool updates_mistakes(const struct updates *u, struct finding_list *list)
{
    *list = (struct finding_list){.source_name = u->name, .source = u->text, .len = u->mistakes.findings.len, .errors = u->mistakes.errors,
                                  .fill = fill_mistake, .brief = brief_mistake, .of = u};
    return list->len > 0;
}
