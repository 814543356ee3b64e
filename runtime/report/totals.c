/* totals.c - see totals.h. */
#include "totals.h"
#include "model.h"

struct merge { struct group_slots slots; struct map keys; };
enum merged { MERGED_OWNER, MERGED_MONTH, MERGED_AREA, MERGED };

struct progress_totals {
    struct arena   *arena;
    struct progress all;
    struct merge    merge[MERGED];
    VEC(struct judgement_tally) judgements;
};

/* ---- sums */

static void tally_sum(struct tally *to, const struct tally *t)
{
    to->actions += t->actions;
    to->completed += t->completed;
    to->open += t->open;
    to->late += t->late;
    to->due += t->due;
    to->undated += t->undated;
}

static void sum(struct progress *to, const struct progress *p)
{
    to->concerns += p->concerns;
    to->recommendations += p->recommendations;
    to->themes += p->themes;
    to->findings += p->findings;
    to->practices += p->practices;
    to->steps += p->steps;
    to->points += p->points;
    to->entries += p->entries;
    to->completed_no_date += p->completed_no_date;
    to->steps_no_owner += p->steps_no_owner;
    to->steps_no_deadline += p->steps_no_deadline;
    to->steps_no_link += p->steps_no_link;
    tally_sum(&to->total, &p->total);
    tally_sum(&to->step_total, &p->step_total);
}

/* ---- groups */

static void merge_group(struct merge *m, const struct progress_group *g)
{
    uint64_t hash = str_name_hash(g->key, map_seed());
    struct arena     *a = m->slots.arena;
    struct group_slot made = {*g, g->key.len > 0 ? m->slots.all.len : GROUP_LAST};

    for (struct map_walk w = map_find(&m->keys, hash); map_next(&w);) {
        struct progress_group *same = &m->slots.all.at[w.value].group;
        if (!str_same_name(same->key, g->key))
            continue;
        tally_sum(&same->tally, &g->tally);
        if (g->late_days > same->late_days)
            same->late_days = g->late_days;
        return;
    }
    map_add(&m->keys, hash, m->slots.all.len);
    made.group.key = str_keep(a, g->key);
    made.group.title = str_keep(a, g->title);
    *vec_push(a, &m->slots.all) = made;
}

static void merge_list(struct merge *m, const struct progress_group *at, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++)
        merge_group(m, &at[i]);
}

/* Months are put in time order by their keys, "2026-10": as numbers. */
static uint64_t month_order(struct str key)
{
    uint64_t n = 0;

    for (size_t i = 0; i < key.len; i++)
        if (is_digit(key.at[i]))
            n = n * 10 + (uint64_t)(key.at[i] - '0');
    return key.len > 0 ? n : GROUP_LAST;
}

static const struct progress_group *made_list(struct merge *m, enum merged which, uint32_t *len)
{
    struct progress_group *list = arena_many(m->slots.arena, m->slots.all.len, struct progress_group);

    for (uint32_t i = 0; which == MERGED_MONTH && i < m->slots.all.len; i++)
        m->slots.all.at[i].order = month_order(m->slots.all.at[i].group.key);
    group_slots_sort(&m->slots, which == MERGED_OWNER ? GROUP_BY_SIZE : GROUP_BY_ORDER);
    for (uint32_t i = 0; i < m->slots.all.len; i++)
        list[i] = m->slots.all.at[i].group;
    *len = m->slots.all.len;
    return list;
}

/* ---- judgements */

static bool same_levels(const struct judgement_tally *a, const struct judgement_tally *b)
{
    bool same = a->levels_len == b->levels_len;

    for (uint32_t i = 0; same && i < a->levels_len; i++)
        same = str_eq(a->levels[i].name, b->levels[i].name);
    return same;
}

static bool same_judges(const struct judgement_tally *a, const struct judgement_tally *b)
{
    return str_same_name(a->inspectorate, b->inspectorate) && str_same_name(a->scale, b->scale) && str_eq(a->noun, b->noun) && same_levels(a, b);
}

static struct judgement_tally judgement_kept(const struct judgement_tally *t, struct arena *a)
{
    struct judgement_tally kept = *t;
    struct judgement_level *levels = arena_many(a, t->levels_len, struct judgement_level);

    kept.inspectorate = str_keep(a, t->inspectorate);
    kept.scale = str_keep(a, t->scale);
    kept.noun = str_keep(a, t->noun);
    kept.nouns = str_keep(a, t->nouns);
    for (uint32_t i = 0; i < t->levels_len; i++)
        levels[i] = (struct judgement_level){str_keep(a, t->levels[i].name), t->levels[i].count};
    kept.levels = levels;
    return kept;
}

/* Inspectorates and their scales are few: the list is walked. */
static void add_judgement(struct progress_totals *t, const struct judgement_tally *j)
{
    for (uint32_t i = 0; i < t->judgements.len; i++) {
        struct judgement_tally *at = &t->judgements.at[i];
        struct judgement_level *levels;
        if (!same_judges(at, j))
            continue;
        levels = arena_many(t->arena, at->levels_len, struct judgement_level);
        for (uint32_t l = 0; l < at->levels_len; l++)
            levels[l] = (struct judgement_level){at->levels[l].name, at->levels[l].count + j->levels[l].count};
        at->levels = levels;
        at->n += j->n;
        at->not_judged += j->not_judged;
        return;
    }
    *vec_push(t->arena, &t->judgements) = judgement_kept(j, t->arena);
}

/* ---- all */

struct progress_totals *progress_totals_open(int32_t today, struct arena *a)
{
    struct progress_totals *t = arena_new(a, struct progress_totals);

    t->arena = a;
    t->all.today = today;
    for (uint32_t k = 0; k < MERGED; k++) {
        t->merge[k].slots.arena = a;
        map_open(&t->merge[k].keys, a, 0);
    }
    return t;
}

void progress_totals_add(struct progress_totals *t, const struct progress *p)
{
    sum(&t->all, p);
    merge_list(&t->merge[MERGED_OWNER], p->by_owner, p->by_owner_len);
    merge_list(&t->merge[MERGED_MONTH], p->by_month, p->by_month_len);
    merge_list(&t->merge[MERGED_AREA], p->by_area, p->by_area_len);
    for (uint32_t i = 0; i < p->judgements_len; i++)
        add_judgement(t, &p->judgements[i]);
}

const struct progress *progress_totals_made(struct progress_totals *t)
{
    struct progress *all = &t->all;

    all->by_owner = made_list(&t->merge[MERGED_OWNER], MERGED_OWNER, &all->by_owner_len);
    all->by_month = made_list(&t->merge[MERGED_MONTH], MERGED_MONTH, &all->by_month_len);
    all->by_area = made_list(&t->merge[MERGED_AREA], MERGED_AREA, &all->by_area_len);
    all->judgements = t->judgements.at;
    all->judgements_len = t->judgements.len;
    return all;
}
