/* derived.c - the properties of derived.def: worked out over the columns of an image, as of a day.
 *
 * An update counts when its day is known and has come (its first day is not after the day asked about) and it gives a status; of two, the one
 * of the later day (the last day of each), then the later in the document. The last revised deadline is the last one in the document.
 * What is in doubt does not count here; rules that read it say nothing anyway.
 */
#include "engine.h"
#include "../base/map.h"

struct place_of_table { const struct image *img; const struct table *table; int32_t number, today; struct arena *arena; };

static void *room_for(const struct place_of_table *t, size_t bytes) { return pack_room(t->arena, (uint64_t)image_padded(t->table->rows) * bytes); }

static bool says(const uint8_t *given, uint32_t row) { return given && given[row] == GIVEN_YES; }

/* ---------------------------------------------------------------- status */

struct statuses { uint8_t *given, *code; };

static void status_of_labels(const struct place_of_table *t, struct statuses *s)
{
    const uint8_t *given = table_u8(t->table, "Status", "given"), *code = table_u8(t->table, "Status", "code");
    for (uint32_t i = 0; given && i < t->table->rows; i++) {
        s->given[i] = given[i] == GIVEN_YES;
        s->code[i] = s->given[i] && code ? code[i] : STATUS_NONE;
    }
}

static void status_of_updates(const struct place_of_table *t, struct statuses *s)
{
    const struct table *u = image_table(t->img, "update");
    if (!u)
        return;
    const int32_t *up_table = table_i32(u, "", "up table"), *up = table_i32(u, "", "up");
    const int32_t *first = table_i32(u, "", "date first"), *last = table_i32(u, "", "date last");
    const uint8_t *form = table_u8(u, "", "date form"), *given = table_u8(u, "Status", "given"), *code = table_u8(u, "Status", "code");
    if (!up_table || !up || !given)
        return;
    int32_t *best = arena_many(t->arena, t->table->rows, int32_t);
    for (uint32_t i = 0; i < t->table->rows; i++)
        best[i] = INT32_MIN;
    for (uint32_t i = 0; i < u->rows; i++) {
        int32_t from = first ? first[i] : 0, to = last ? last[i] : 0;
        if (up_table[i] != t->number || up[i] < 0 || !says(given, i) || (form && form[i] == NO_DATE) || from > t->today || to < best[up[i]])
            continue;
        best[up[i]] = to;
        s->given[up[i]] = 1;
        s->code[up[i]] = code ? code[i] : STATUS_NONE;
    }
}

static struct statuses statuses_of(const struct place_of_table *t)
{
    struct statuses s = {room_for(t, 1), room_for(t, 1)};
    status_of_labels(t, &s);
    status_of_updates(t, &s);
    return s;
}

static void derive_status(const struct place_of_table *t, void **part)
{
    struct statuses s = statuses_of(t);
    part[0] = s.given;
    part[1] = s.code;
}

static void derive_completed(const struct place_of_table *t, void **part)
{
    struct statuses s = statuses_of(t);
    for (uint32_t i = 0; i < t->table->rows; i++)
        s.given[i] = s.code[i] == STATUS_COMPLETED;
    part[0] = s.given;
}

static uint8_t *open_rows(const struct place_of_table *t)
{
    struct statuses s = statuses_of(t);
    for (uint32_t i = 0; i < t->table->rows; i++)
        s.given[i] = (s.code[i] != STATUS_COMPLETED) & (s.code[i] != STATUS_WITHDRAWN) & (s.code[i] != STATUS_SUPERSEDED);
    return s.given;
}

static void derive_open(const struct place_of_table *t, void **part) { part[0] = open_rows(t); }

/* ---------------------------------------------------------------- deadlines */

struct dates { uint8_t *given; int32_t *first, *last; uint8_t *form; };

struct date_columns { const uint8_t *given; const int32_t *first, *last; const uint8_t *form; };

static struct date_columns date_columns(const struct table *t, struct str label)
{
    return (struct date_columns){value_column(t, label, "given"), value_column(t, label, "first"), value_column(t, label, "last"),
                                 value_column(t, label, "form")};
}

static void take_date(struct dates *d, uint32_t to, const struct date_columns *c, uint32_t from)
{
    d->given[to] = 1;
    d->first[to] = c->first ? c->first[from] : 0;
    d->last[to] = c->last ? c->last[from] : 0;
    d->form[to] = c->form ? c->form[from] : DATE_DAY;
}

static struct dates deadlines(const struct place_of_table *t)
{
    struct dates d = {room_for(t, 1), room_for(t, 4), room_for(t, 4), room_for(t, 1)};
    struct date_columns c = date_columns(t->table, STR("Deadline"));
    for (uint32_t i = 0; i < t->table->rows; i++) {
        d.form[i] = NO_DATE;
        if (says(c.given, i) && !(c.form && c.form[i] == NO_DATE))
            take_date(&d, i, &c, i);
    }
    return d;
}

static void revise(const struct place_of_table *t, struct dates *d)
{
    const struct table *list = list_of(t->img, t->table, STR("Revised deadline"));
    if (!list)
        return;
    struct date_columns c = date_columns(list, STR("Revised deadline"));
    const int32_t *row = list_rows(t->table, list, true, c.given, t->arena);
    for (uint32_t i = 0; i < t->table->rows; i++)
        if (row[i] >= 0 && !(c.form && c.form[row[i]] == NO_DATE))
            take_date(d, i, &c, (uint32_t)row[i]);
}

static struct dates effective_deadlines(const struct place_of_table *t)
{
    struct dates d = deadlines(t);
    revise(t, &d);
    return d;
}

static void derive_effective(const struct place_of_table *t, void **part)
{
    struct dates d = effective_deadlines(t);
    part[0] = d.given;
    part[1] = d.first;
    part[2] = d.last;
    part[3] = d.form;
}

static void derive_late(const struct place_of_table *t, void **part)
{
    struct dates d = effective_deadlines(t);
    uint8_t *late = open_rows(t);
    for (uint32_t i = 0; i < t->table->rows; i++)
        late[i] = (late[i] & d.given[i]) & (d.last[i] < t->today);
    part[0] = late;
}

static void derive_slip(const struct place_of_table *t, void **part)
{
    struct dates first = deadlines(t), now = effective_deadlines(t);
    int32_t *slip = room_for(t, 4);
    for (uint32_t i = 0; i < t->table->rows; i++)
        slip[i] = first.given[i] ? now.last[i] - first.last[i] : 0;
    part[0] = slip;
}

/* ---------------------------------------------------------------- judgements */

/* Rows of table judgement in items of this table: how many in each item, and the level of the first that has one. */
static void judgements_of(const struct place_of_table *t, int32_t *count, int32_t *level)
{
    const struct table *j = image_table(t->img, "judgement");
    const int32_t *up_table = j ? table_i32(j, "", "up table") : NULL, *up = j ? table_i32(j, "", "up") : NULL;
    const int32_t *of = j ? table_i32(j, "", "level") : NULL;
    for (uint32_t i = 0; up_table && up && i < j->rows; i++) {
        if (up_table[i] != t->number || up[i] < 0)
            continue;
        count[up[i]]++;
        if (level[up[i]] < 0 && of)
            level[up[i]] = of[i];
    }
}

struct judgements { int32_t *count, *level; };

static struct judgements all_judgements(const struct place_of_table *t)
{
    struct judgements all = {room_for(t, 4), room_for(t, 4)};
    const uint8_t *given = table_u8(t->table, "Judgement", "given");
    const int32_t *row = table_i32(t->table, "Judgement", "row");
    for (uint32_t i = 0; i < t->table->rows; i++)
        all.level[i] = -1;
    judgements_of(t, all.count, all.level);
    for (uint32_t i = 0; i < t->table->rows; i++) {
        if (!says(given, i))
            continue;
        all.count[i]++;
        if (all.level[i] < 0 && row)
            all.level[i] = row[i];
    }
    return all;
}

static void derive_judgement(const struct place_of_table *t, void **part)
{
    struct judgements all = all_judgements(t);
    uint8_t *given = room_for(t, 1);
    for (uint32_t i = 0; i < t->table->rows; i++)
        given[i] = all.level[i] >= 0;
    part[0] = given;
    part[1] = all.level;
}

static void derive_judged(const struct place_of_table *t, void **part) { part[0] = all_judgements(t).count; }

/* ---------------------------------------------------------------- owners */

/* An action that names an owner twice is one action: its lines follow one another, so the last action counted tells. */
static void derive_owned(const struct place_of_table *t, void **part)
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
struct busy { struct month most, next; };

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
        all[i] = (struct busy){{0, -1}, {0, -1}};
    size_t count;
    const uint64_t *keys = months_due(t, &count);
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i; next < count && keys[next] == keys[i];)
            next++;
        meet_month(&all[keys[i] >> 32], (struct month){(int32_t)(next - i), (int32_t)(uint32_t)keys[i]});
    }
    return all;
}

static void derive_bunched(const struct place_of_table *t, void **part)
{
    const struct busy *all = busy_months(t);
    int32_t *out = part[0] = room_for(t, 4);
    for (uint32_t i = 0; i < t->table->rows; i++)
        out[i] = all[i].most.count + all[i].next.count;
}

static void derive_busiest(const struct place_of_table *t, void **part)
{
    const struct busy *all = busy_months(t);
    int32_t *out = part[0] = room_for(t, 4);
    for (uint32_t i = 0; i < t->table->rows; i++)
        out[i] = all[i].most.month;
}

static void derive_second(const struct place_of_table *t, void **part)
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

static void derive_before(const struct place_of_table *t, void **part)
{
    static const char *const NAMES[NUMBERED_MOST] = {"paragraph", "practice", "finding", "judgement"};
    part[0] = room_for(t, 4);
    numbers_before(t, NAMES, NUMBERED_MOST, part[0]);
}

static void derive_before_same(const struct place_of_table *t, void **part)
{
    const char *const names[1] = {derived_form(DERIVED_recommendation_before_same)->table};
    part[0] = room_for(t, 4);
    numbers_before(t, names, 1, part[0]);
}

/* ---------------------------------------------------------------- the door */

void derive(const struct image *img, enum derived_code what, int32_t today, struct arena *a, void *part[CALL_SLOTS_MOST])
{
    static void (*const RUN[DERIVEDS])(const struct place_of_table *, void **) = {
#define DERIVED(table, property, type, fn, about) derive_##fn,
#include "derived.def"
#undef DERIVED
    };
    for (uint32_t i = 0; i < CALL_SLOTS_MOST; i++)
        part[i] = NULL;
    const char *name = derived_form(what)->table;
    struct place_of_table t = {img, image_table(img, name), image_table_number(img, name), today, a};
    if (t.table)
        RUN[what](&t, part);
}
