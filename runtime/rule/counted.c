/* counted.c - properties of derived.def that are counted over other tables: actions of an owner, busy months of a plan, numbers of paragraphs. */
#include "derived.h"
#include "../base/map.h"

/* ---------------------------------------------------------------- owners */

/* An action that names an owner twice is one action: its lines follow one another, so the last action counted tells. */
void derive_owned(const struct place_of_table *t, void **part)
{
    int32_t *count = room_for(t, 4), *counted = arena_many(t->arena, t->table->rows, int32_t);
    const struct table *actions = image_table(t->img, "action"), *list = actions ? list_of(t->img, actions, STR("Owner")) : NULL;
    part[0] = count;
    if (!list)
        return;
    for (uint32_t i = 0; i < t->table->rows; i++)
        counted[i] = -1;
    const int32_t *up = table_i32(list, "", "up"), *owner = value_column(list, STR("Owner"), "row");
    const uint8_t *given = value_column(list, STR("Owner"), "given");
    for (uint32_t i = 0; up && owner && i < list->rows; i++) {
        if ((given && given[i] != GIVEN_YES) || owner[i] < 0 || (uint32_t)owner[i] >= t->table->rows || counted[owner[i]] == up[i])
            continue;
        counted[owner[i]] = up[i];
        count[owner[i]]++;
    }
}

/* ---------------------------------------------------------------- busy months */

struct month { int32_t count, month; };
struct busy { struct month most, next; int32_t months; };

static int32_t month_of(int32_t day)
{
    struct civil c = civil_of(day);
    return c.year * 12 + c.month - 1;
}

/* The months of open actions with a deadline, by plan: sorted keys of plan and month. */
static uint64_t *months_due(const struct place_of_table *plans, size_t *count)
{
    struct place_of_table t = {plans->img, image_table(plans->img, "action"), image_table_number(plans->img, "action"), plans->today, plans->arena};
    *count = 0;
    if (!t.table)
        return NULL;
    struct dates d = effective_deadlines(&t);
    const uint8_t *open = open_rows(&t);
    const int32_t *document_table = table_i32(t.table, "", "document table"), *document = table_i32(t.table, "", "document");
    uint64_t *keys = arena_many(t.arena, t.table->rows, uint64_t), *room = arena_many(t.arena, t.table->rows, uint64_t);
    for (uint32_t i = 0; document_table && document && i < t.table->rows; i++)
        if (open[i] && d.given[i] && document_table[i] == plans->number && document[i] >= 0)
            keys[(*count)++] = (uint64_t)(uint32_t)document[i] << 32 | (uint32_t)month_of(d.last[i]);
    return radix_sort(keys, room, *count);
}

/* Months come in time order, so that of equal ones the earlier stays. */
static void meet_month(struct busy *b, struct month m)
{
    b->months++;
    if (m.count > b->most.count) {
        b->next = b->most;
        b->most = m;
    } else if (m.count > b->next.count)
        b->next = m;
}

static struct busy *busy_months(const struct place_of_table *t)
{
    struct busy *all = arena_many(t->arena, t->table->rows, struct busy);
    for (uint32_t i = 0; i < t->table->rows; i++)
        all[i] = (struct busy){{0, -1}, {0, -1}, 0};
    size_t count;
    const uint64_t *keys = months_due(t, &count);
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i; next < count && keys[next] == keys[i];)
            next++;
        meet_month(&all[keys[i] >> 32], (struct month){(int32_t)(next - i), (int32_t)(uint32_t)keys[i]});
    }
    return all;
}

void derive_bunched(const struct place_of_table *t, void **part)
{
    const struct busy *all = busy_months(t);
    int32_t *out = part[0] = room_for(t, 4);
    for (uint32_t i = 0; i < t->table->rows; i++)
        out[i] = all[i].most.count + all[i].next.count;
}

void derive_months_due(const struct place_of_table *t, void **part)
{
    const struct busy *all = busy_months(t);
    int32_t *out = part[0] = room_for(t, 4);
    for (uint32_t i = 0; i < t->table->rows; i++)
        out[i] = all[i].months;
}

void derive_busiest(const struct place_of_table *t, void **part)
{
    const struct busy *all = busy_months(t);
    int32_t *out = part[0] = room_for(t, 4);
    for (uint32_t i = 0; i < t->table->rows; i++)
        out[i] = all[i].most.month;
}

void derive_second(const struct place_of_table *t, void **part)
{
    const struct busy *all = busy_months(t);
    int32_t *out = part[0] = room_for(t, 4);
    for (uint32_t i = 0; i < t->table->rows; i++)
        out[i] = all[i].next.month;
}

/* ---------------------------------------------------------------- numbers before */

#define NUMBERED_MOST 4u   /* tables that share a numbering */

/* A table on the walk through the items of all in document order. */
struct walked { const int32_t *document_table, *document, *first, *last; const uint32_t *item; uint32_t at, rows; bool own; };

/* The last number met under a first integer of a document. */
struct series { int32_t document_table, document, first, last; };

static uint64_t series_hash(const struct series *s)
{
    uint64_t h = (uint64_t)(uint32_t)s->document_table << 32 | (uint32_t)s->document;
    h = (h ^ map_seed()) * UINT64_C(0xd6e8feb86659fd93);
    h = ((h ^ (h >> 32)) + (uint32_t)s->first) * UINT64_C(0xd6e8feb86659fd93);
    return h ^ (h >> 32);
}

struct numbering { struct map map; VEC(struct series) met; struct arena *arena; };

/* What stood under the same first integer before, or 0; from now on it is this number. */
static int32_t number_before(struct numbering *n, struct series now)
{
    uint64_t hash = series_hash(&now);
    for (struct map_walk w = map_find(&n->map, hash); map_next(&w);) {
        struct series *s = &n->met.at[w.value];
        if (s->document_table != now.document_table || s->document != now.document || s->first != now.first)
            continue;
        int32_t before = s->last;
        s->last = now.last;
        return before;
    }
    map_add(&n->map, hash, n->met.len);
    *vec_push(n->arena, &n->met) = now;
    return 0;
}

static uint32_t open_walk(const struct place_of_table *t, const char *const *names, uint32_t names_len, struct walked *walk)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < names_len; i++) {
        const struct table *w = image_table(t->img, names[i]);
        if (!w)
            continue;
        struct walked *to = &walk[count];
        *to = (struct walked){table_i32(w, "", "document table"), table_i32(w, "", "document"), table_i32(w, "", "number first"),
                              table_i32(w, "", "number last"), table_u32(w, "", "item"), 0, w->rows, w == t->table};
        count += to->document_table && to->document && to->first && to->last && to->item;
    }
    return count;
}

static struct walked *next_item(struct walked *walk, uint32_t count)
{
    struct walked *next = NULL;
    for (uint32_t i = 0; i < count; i++)
        if (walk[i].at < walk[i].rows && (!next || walk[i].item[walk[i].at] < next->item[next->at]))
            next = &walk[i];
    return next;
}

static void numbers_before(const struct place_of_table *t, const char *const *names, uint32_t names_len, int32_t *out)
{
    struct walked walk[NUMBERED_MOST];
    uint32_t count = open_walk(t, names, names_len, walk);
    struct numbering n = {.arena = t->arena};
    map_open(&n.map, t->arena, 0);
    for (struct walked *w; (w = next_item(walk, count)) != NULL; w->at++) {
        struct series now = {w->document_table[w->at], w->document[w->at], w->first[w->at], w->last[w->at]};
        int32_t before = now.first < 0 ? 0 : number_before(&n, now);
        if (w->own)
            out[w->at] = before;
    }
}

void derive_before(const struct place_of_table *t, void **part)
{
    static const char *const NAMES[NUMBERED_MOST] = {"paragraph", "practice", "finding", "judgement"};
    part[0] = room_for(t, 4);
    numbers_before(t, NAMES, NUMBERED_MOST, part[0]);
}

void derive_before_same(const struct place_of_table *t, void **part)
{
    const char *const names[1] = {derived_form(DERIVED_recommendation_before_same)->table};
    part[0] = room_for(t, 4);
    numbers_before(t, names, 1, part[0]);
}
