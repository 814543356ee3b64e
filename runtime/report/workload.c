/* workload.c - see workload.h. */
#include "workload.h"
#include "promises.h"
#include "../base/map.h"
#include <stdlib.h>

struct load { struct str owner; uint32_t open, late, undated, later, months[WORKLOAD_MONTHS_MOST]; };

struct workload {
    struct arena *arena;
    int32_t       today, month;           /* that of today: year * 12 + month - 1 */
    struct map    keys;
    VEC(struct load) loads;
};

static int32_t month_of(int32_t day)
{
    struct civil c = civil_of(day);
    return c.year * 12 + c.month - 1;
}

struct workload *workload_open(int32_t today, struct arena *a)
{
    struct workload *w = arena_new(a, struct workload);
    *w = (struct workload){.arena = a, .today = today, .month = month_of(today)};
    map_open(&w->keys, a, 0);
    return w;
}

static struct load *load_of(struct workload *w, struct str owner)
{
    uint64_t hash = str_name_hash(owner, map_seed());
    for (struct map_walk walk = map_find(&w->keys, hash); map_next(&walk);)
        if (str_same_name(w->loads.at[walk.value].owner, owner))
            return &w->loads.at[walk.value];
    map_add(&w->keys, hash, w->loads.len);
    *vec_push(w->arena, &w->loads) = (struct load){.owner = str_keep(w->arena, owner)};
    return &w->loads.at[w->loads.len - 1];
}

static void count(struct workload *w, struct str owner, const struct promise *p)
{
    struct load *l = load_of(w, owner);
    int32_t      month = p->dated ? month_of(p->deadline.last) - w->month : 0;
    l->open++;
    if (p->state & DEED_LATE)
        l->late++;
    else if (!p->dated)
        l->undated++;
    else if (month >= (int32_t)WORKLOAD_MONTHS_MOST)
        l->later++;
    else
        l->months[month > 0 ? month : 0]++;
}

void workload_add(struct workload *w, const struct image *img)
{
    struct arena work;
    arena_open(&work, w->arena->mem);
    struct promises all = promises_of(img, w->today, &work);
    for (uint32_t i = 0; i < all.len; i++) {
        const struct promise *p = &all.at[i];
        if (!(p->state & DEED_OPEN) || p->kind == PROMISE_RECOMMENDATION)
            continue;
        for (uint32_t o = 0; o < p->owners_len; o++)
            count(w, p->owners[o], p);
        if (p->owners_len == 0)
            count(w, STR(""), p);
    }
    arena_close(&work);
}

static int by_open(const void *x, const void *y)
{
    const struct load *a = x, *b = y;
    if (a->open != b->open)
        return a->open > b->open ? -1 : 1;
    size_t least = a->owner.len < b->owner.len ? a->owner.len : b->owner.len;
    int    c = least > 0 ? memcmp(a->owner.at, b->owner.at, least) : 0;
    return c != 0 ? c : (a->owner.len > b->owner.len) - (a->owner.len < b->owner.len);
}

static void months_used(const struct workload *w, bool used[WORKLOAD_MONTHS_MOST])
{
    for (uint32_t m = 0; m < WORKLOAD_MONTHS_MOST; m++)
        used[m] = false;
    for (uint32_t i = 0; i < w->loads.len; i++)
        for (uint32_t m = 0; m < WORKLOAD_MONTHS_MOST; m++)
            used[m] |= w->loads.at[i].months[m] > 0;
}

static void month_column(const struct workload *w, struct grid *g, uint32_t month)
{
    int32_t    at = w->month + (int32_t)month;
    struct out o;
    out_memory(&o, w->arena);
    date_print(&o, date_of_month(at / 12, at % 12 + 1));
    grid_column(g, str_printf(w->arena, "%04d-%02d", (int)(at / 12), (int)(at % 12) + 1), str_keep(w->arena, out_text(&o)), HOLE_WHOLE);
}

struct grid *workload_made(struct workload *w)
{
    struct grid *g = arena_new(w->arena, struct grid);
    bool used[WORKLOAD_MONTHS_MOST];
    months_used(w, used);
    grid_open(g, w->arena, STR(""));
    grid_column(g, STR("owner"), STR("Owner"), HOLE_TEXT);
    grid_column(g, STR("open"), STR("Open"), HOLE_WHOLE);
    grid_column(g, STR("late"), STR("Late"), HOLE_WHOLE);
    for (uint32_t m = 0; m < WORKLOAD_MONTHS_MOST; m++)
        if (used[m])
            month_column(w, g, m);
    grid_column(g, STR("later"), STR("Later"), HOLE_WHOLE);
    grid_column(g, STR("without_deadline"), STR("No deadline"), HOLE_WHOLE);
    if (w->loads.len > 1)
        qsort(w->loads.at, w->loads.len, sizeof *w->loads.at, by_open);
    for (uint32_t i = 0; i < w->loads.len; i++) {
        const struct load *l = &w->loads.at[i];
        grid_words(g, l->owner.len > 0 ? l->owner : STR("No owner"));
        grid_whole(g, l->open);
        grid_whole(g, l->late);
        for (uint32_t m = 0; m < WORKLOAD_MONTHS_MOST; m++)
            if (used[m])
                grid_whole(g, l->months[m]);
        grid_whole(g, l->later);
        grid_whole(g, l->undated);
    }
    return g;
}
