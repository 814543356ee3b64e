/* groups.c - actions by concern, by owner, by month and by area, for each document in one pass over its rows.
 *
 * Nothing here is searched row by row: a concern's group is found by the concern's row, an owner's by the owner's row, and a month's
 * or an area's by hash together with the document's number; so the work is linear in the actions, whatever their owners and areas.
 */
#include "model.h"
#include <stdlib.h>

/* What may stand around an action and be what it is for. */
enum home_kind { HOME_CONCERN, HOME_RECOMMENDATION, HOME_THEME, HOMES };
#define HOME_NONE HOMES

struct home_table {
    const struct table *table;
    int32_t         number;       /* of the table in the image */
    const int32_t  *up_table, *up;
    const uint32_t *item;
    struct texts    area, heading, key, title, prose;
    uint32_t       *slot;         /* by row: 1 + the place of its group, 0: none yet */
};

struct home { uint32_t kind, row; };      /* HOME_NONE: none */

/* A month or an area of a document that has a group already. */
struct keyed { uint32_t document, slot; int32_t month; struct str name; };
#define NO_MONTH (-1)

/* The words of a month, kept for the next document that needs them: month m in place m % MONTHS_KEPT. */
struct month_words { int32_t month; struct str key, title; };
#define MONTHS_KEPT 64u

struct grouper {
    const struct image *img;
    const struct deeds *actions;
    struct arena       *arena;    /* of the results */
    struct arena       *scratch;
    struct home_table   homes[HOMES];
    const int32_t      *up_table, *up;
    const uint32_t     *item;
    struct texts        area;
    const int32_t      *list_up, *list_owner;     /* table action.Owner */
    uint32_t            list_rows, list_at;
    struct texts        owner_name;
    uint32_t            owners;
    uint32_t           *owner_slot, *owner_document, *owner_action;   /* by owner; the last: 1 + the action it was last counted for */
    struct map          keys;
    VEC(struct keyed)   keyed;
    struct month_words  months[MONTHS_KEPT];      /* 0: none */
    uint32_t            document;                 /* the one at hand, from 1 */
    struct group_slots  slots;                    /* of the grouping at hand */
};

/* ---- slots */

static int compare_slots(const struct group_slot *x, const struct group_slot *y, enum group_order order)
{
    struct str a = x->group.title, b = y->group.title;
    size_t least = a.len < b.len ? a.len : b.len;
    int c;

    if (order == GROUP_BY_SIZE && x->group.tally.actions != y->group.tally.actions)
        return x->group.tally.actions > y->group.tally.actions ? -1 : 1;
    if (order == GROUP_BY_ORDER && x->order != y->order)
        return x->order < y->order ? -1 : 1;
    c = least ? memcmp(a.at, b.at, least) : 0;
    return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

static int compare_by_order(const void *x, const void *y)
{
    return compare_slots(x, y, GROUP_BY_ORDER);
}

static int compare_by_size(const void *x, const void *y)
{
    return compare_slots(x, y, GROUP_BY_SIZE);
}

void group_slots_sort(struct group_slots *s, enum group_order order)
{
    if (s->all.len > 1)
        qsort(s->all.at, s->all.len, sizeof *s->all.at, order == GROUP_BY_ORDER ? compare_by_order : compare_by_size);
}

static uint32_t slot_add(struct grouper *g, struct progress_group group, uint64_t order)
{
    *vec_push(g->slots.arena, &g->slots.all) = (struct group_slot){group, order};
    return g->slots.all.len - 1;
}

static void slot_count(struct grouper *g, uint32_t slot, uint32_t action)
{
    struct progress_group *group = &g->slots.all.at[slot].group;
    int32_t days = days_late(g->actions, action);

    tally_add(&group->tally, g->actions->state[action]);
    if (days > group->late_days)
        group->late_days = days;
}

/* The groups in their order, copied out; the slots are free for the next grouping. */
static const struct progress_group *slots_taken(struct grouper *g, enum group_order order, uint32_t *len)
{
    struct progress_group *groups = arena_many(g->arena, g->slots.all.len, struct progress_group);

    group_slots_sort(&g->slots, order);
    for (uint32_t i = 0; i < g->slots.all.len; i++)
        groups[i] = g->slots.all.at[i].group;
    *len = g->slots.all.len;
    g->slots.all.len = 0;
    return groups;
}

/* ---- opening */

static void home_open(struct home_table *h, const struct image *img, const char *name, struct arena *scratch)
{
    const struct table *t = image_table(img, name);

    *h = (struct home_table){.table = t, .number = image_table_number(img, name)};
    if (!t)
        return;
    h->up_table = table_i32(t, "", "up table");
    h->up = table_i32(t, "", "up");
    h->item = table_u32(t, "", "item");
    h->area = texts_of(img, t, "Area", "at", "length");
    h->heading = texts_of(img, t, "", "at", "length");
    h->key = texts_of(img, t, "", "number at", "number length");
    h->title = texts_of(img, t, "", "title at", "title length");
    h->prose = texts_of(img, t, "", "text at", "text length");
    h->slot = arena_zero(scratch, t->rows * sizeof *h->slot);
}

static void owners_open(struct grouper *g)
{
    const struct table *owner = image_table(g->img, "owner"), *list = image_table(g->img, "action.Owner");

    if (!owner || !list)
        return;
    g->list_rows = list->rows;
    g->list_up = table_i32(list, "", "up");
    g->list_owner = table_i32(list, "Owner", "row");
    if (!g->list_owner)           /* a list's values may stand without their label */
        g->list_owner = table_i32(list, "", "row");
    g->owners = owner->rows;
    g->owner_name = texts_of(g->img, owner, "", "title at", "title length");
    g->owner_slot = arena_zero(g->scratch, g->owners * sizeof *g->owner_slot);
    g->owner_document = arena_zero(g->scratch, g->owners * sizeof *g->owner_document);
    g->owner_action = arena_zero(g->scratch, g->owners * sizeof *g->owner_action);
}

struct grouper *grouper_open(const struct image *img, const struct deeds *actions, struct arena *a, struct arena *scratch)
{
    static const char *const names[HOMES] = {
        [HOME_CONCERN] = "concern", [HOME_RECOMMENDATION] = "recommendation", [HOME_THEME] = "theme",
    };
    struct grouper *g = arena_new(scratch, struct grouper);

    g->img = img;
    g->actions = actions;
    g->arena = a;
    g->scratch = g->slots.arena = scratch;
    for (uint32_t h = 0; h < HOMES; h++)
        home_open(&g->homes[h], img, names[h], scratch);
    owners_open(g);
    map_open(&g->keys, scratch, 0);
    if (actions->table) {
        g->up_table = table_i32(actions->table, "", "up table");
        g->up = table_i32(actions->table, "", "up");
        g->item = table_u32(actions->table, "", "item");
        g->area = texts_of(img, actions->table, "Area", "at", "length");
    }
    return g;
}

/* ---- by concern */

static uint32_t home_kind_of(const struct grouper *g, int32_t table)
{
    uint32_t h = 0;

    while (h < HOMES && (table < 0 || g->homes[h].number != table))
        h++;
    return h;
}

/* The item of these kinds right around a row; HOME_NONE when there is none. */
static struct home home_around(const struct grouper *g, const int32_t *up_table, const int32_t *up, uint32_t row)
{
    struct home h = {home_kind_of(g, link_row(up_table, row)), 0};

    if (h.kind == HOME_NONE || link_row(up, row) < 0)
        return (struct home){HOME_NONE, 0};
    h.row = (uint32_t)up[row];
    return h;
}

/* The concern around an action, or else the outermost of what is. No kind lies in one of its own, so there are at most HOMES steps. */
static struct home home_of(const struct grouper *g, uint32_t action)
{
    struct home h = home_around(g, g->up_table, g->up, action), next = h;

    for (uint32_t steps = 0; steps < HOMES && next.kind != HOME_NONE && h.kind != HOME_CONCERN; steps++) {
        h = next;
        next = home_around(g, g->homes[h.kind].up_table, g->homes[h.kind].up, h.row);
    }
    return h;
}

struct str heading_words(struct str heading)
{
    while (heading.len > 0 && (heading.at[0] == '#' || is_blank(heading.at[0])))
        heading = str_from(heading, 1);
    return str_trim(str_cut(&heading, ':'));
}

static uint32_t home_slot(struct grouper *g, struct home at)
{
    struct home_table *h = &g->homes[at.kind];
    struct progress_group group = {.key = texts_row(&h->key, at.row), .title = heading_words(texts_row(&h->heading, at.row)),
                                   .text = texts_row(&h->title, at.row)};

    if (h->slot[at.row] > 0)
        return h->slot[at.row] - 1;
    if (group.text.len == 0)
        group.text = texts_row(&h->prose, at.row);
    h->slot[at.row] = 1 + slot_add(g, group, u32_row(h->item, at.row));
    return h->slot[at.row] - 1;
}

static void fill_by_concern(struct grouper *g, struct span actions, struct span concerns, struct progress *p)
{
    uint32_t none = UINT32_MAX;

    for (uint32_t c = concerns.first; c < concerns.end; c++)
        home_slot(g, (struct home){HOME_CONCERN, c});
    for (uint32_t r = actions.first; r < actions.end; r++) {
        struct home h = home_of(g, r);
        if (h.kind == HOME_NONE && none == UINT32_MAX)
            none = slot_add(g, (struct progress_group){.title = STR("No known concern")}, u32_row(g->item, r));
        slot_count(g, h.kind == HOME_NONE ? none : home_slot(g, h), r);
    }
    p->by_concern = slots_taken(g, GROUP_BY_ORDER, &p->by_concern_len);
}

/* ---- by owner */

static uint32_t owner_slot(struct grouper *g, uint32_t owner)
{
    struct str name = texts_row(&g->owner_name, owner);

    if (g->owner_document[owner] != g->document) {
        g->owner_document[owner] = g->document;
        g->owner_slot[owner] = slot_add(g, (struct progress_group){.key = name, .title = name}, 0);
    }
    return g->owner_slot[owner];
}

/* Counts an action for each of its owners once; false when it has none. */
static bool count_owners(struct grouper *g, uint32_t action)
{
    bool any = false;

    while (g->list_at < g->list_rows && link_row(g->list_up, g->list_at) < (int32_t)action)
        g->list_at++;
    for (; g->list_at < g->list_rows && link_row(g->list_up, g->list_at) == (int32_t)action; g->list_at++) {
        int32_t owner = link_row(g->list_owner, g->list_at);
        any = true;
        if (owner < 0 || (uint32_t)owner >= g->owners || g->owner_action[owner] == action + 1)
            continue;
        g->owner_action[owner] = action + 1;
        slot_count(g, owner_slot(g, (uint32_t)owner), action);
    }
    return any;
}

static void fill_by_owner(struct grouper *g, struct span actions, struct progress *p)
{
    uint32_t none = UINT32_MAX;

    for (uint32_t r = actions.first; r < actions.end; r++) {
        if (count_owners(g, r))
            continue;
        if (none == UINT32_MAX)
            none = slot_add(g, (struct progress_group){.title = STR("No owner")}, 0);
        slot_count(g, none, r);
    }
    p->by_owner = slots_taken(g, GROUP_BY_SIZE, &p->by_owner_len);
}

/* ---- by month and by area: groups found by hash */

static bool same_key(const struct keyed *a, const struct keyed *b)
{
    return a->document == b->document && a->month == b->month && str_same_name(a->name, b->name);
}

/* The group of a month or an area; *is_new: there was none, and the caller sets what it says. */
static uint32_t keyed_slot(struct grouper *g, int32_t month, struct str name, bool *is_new)
{
    struct keyed key = {g->document, g->slots.all.len, month, name};
    uint64_t seed = map_seed() + ((uint64_t)g->document << 32 | (uint32_t)month);
    uint64_t hash = str_name_hash(name, seed * UINT64_C(0x9E3779B97F4A7C15));

    *is_new = false;
    for (struct map_walk w = map_find(&g->keys, hash); map_next(&w);)
        if (same_key(&g->keyed.at[w.value], &key))
            return g->keyed.at[w.value].slot;
    *is_new = true;
    map_add(&g->keys, hash, g->keyed.len);
    *vec_push(g->scratch, &g->keyed) = key;
    return slot_add(g, (struct progress_group){0}, key.slot);
}

/* The number of a month is its year times 12 and its month: never 0. */
static const struct month_words *month_words(struct grouper *g, struct civil c)
{
    int32_t month = c.year * 12 + c.month;
    struct month_words *words = &g->months[(uint32_t)month % MONTHS_KEPT];
    struct out o;

    if (words->month == month)
        return words;
    out_memory(&o, g->scratch);
    date_print(&o, date_of_month(c.year, c.month));
    words->month = month;
    words->title = str_keep(g->arena, out_text(&o));
    words->key = str_printf(g->arena, "%04d-%02d", (int)c.year, (int)c.month);
    return words;
}

static void name_month(struct group_slot *slot, const struct month_words *words)
{
    slot->group.title = words->title;
    slot->group.key = words->key;
    slot->order = (uint64_t)words->month;
}

static uint32_t month_slot(struct grouper *g, uint32_t action)
{
    struct civil c;
    bool is_new;
    uint32_t slot;

    if (!u8_row(g->actions->dated, action)) {
        slot = keyed_slot(g, INT32_MAX, (struct str){0}, &is_new);
        if (is_new)
            g->slots.all.at[slot] = (struct group_slot){{.title = STR("No deadline")}, GROUP_LAST};
        return slot;
    }
    c = civil_of(g->actions->last[action]);
    slot = keyed_slot(g, c.year * 12 + c.month, (struct str){0}, &is_new);
    if (is_new)
        name_month(&g->slots.all.at[slot], month_words(g, c));
    return slot;
}

/* The action's own area, or else that of the nearest item around it that gives one. */
static struct str area_of(const struct grouper *g, uint32_t action)
{
    struct str area = texts_row(&g->area, action);
    struct home h = home_around(g, g->up_table, g->up, action);

    for (uint32_t steps = 0; steps < HOMES && area.len == 0 && h.kind != HOME_NONE; steps++) {
        area = texts_row(&g->homes[h.kind].area, h.row);
        h = home_around(g, g->homes[h.kind].up_table, g->homes[h.kind].up, h.row);
    }
    return area;
}

static uint32_t area_slot(struct grouper *g, uint32_t action)
{
    struct str area = area_of(g, action);
    struct group_slot *slot;
    bool is_new;
    uint32_t at = keyed_slot(g, NO_MONTH, area, &is_new);

    slot = &g->slots.all.at[at];
    if (is_new) {
        slot->group.key = area;
        slot->group.title = area.len > 0 ? area : STR("No area");
        slot->order = area.len > 0 ? slot->order : GROUP_LAST;
    }
    return at;
}

void grouper_fill(struct grouper *g, struct span actions, struct span concerns, struct progress *p)
{
    g->document++;
    fill_by_concern(g, actions, concerns, p);
    fill_by_owner(g, actions, p);
    for (uint32_t r = actions.first; r < actions.end; r++)
        slot_count(g, month_slot(g, r), r);
    p->by_month = slots_taken(g, GROUP_BY_ORDER, &p->by_month_len);
    for (uint32_t r = actions.first; r < actions.end; r++)
        slot_count(g, area_slot(g, r), r);
    p->by_area = slots_taken(g, GROUP_BY_ORDER, &p->by_area_len);
}
