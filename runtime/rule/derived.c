/* derived.c - the properties of derived.def: worked out over the columns of an image, as of a day.
 *
 * An update counts when its day is known and has come (its first day is not after the day asked about) and it gives a status; of two, the one
 * of the later day (the last day of each), then the later in the document; what a periodic return reports is an update of its day. The last revised deadline is the last one in the document.
 * What is in doubt does not count here; rules that read it say nothing anyway.
 */
#include "derived.h"
#include "../value/number.h"

static bool says(const uint8_t *given, uint32_t row) { return given && given[row] == GIVEN_YES; }

/* ---------------------------------------------------------------- status */

struct statuses { uint8_t *given, *code; };

static void status_of_labels(const struct place_of_table *t, struct statuses *s)
{
    const uint8_t *restrict given = table_u8(t->table, "Status", "given"), *restrict code = table_u8(t->table, "Status", "code");
    uint8_t *restrict to_given = s->given, *restrict to_code = s->code;
    const uint32_t rows = given && code ? t->table->rows : 0;
    for (uint32_t i = 0; i < rows; i++) {
        uint8_t is = given[i] == GIVEN_YES, which = code[i];      /* read in any case: no jump, so that rows go by many */
        to_given[i] = is;
        to_code[i] = is ? which : STATUS_NONE;
    }
}

const char *const report_tables[REPORT_TABLES] = {"update", "entry"};

bool open_update_days(const struct table *u, struct update_days *d)
{
    const int32_t *table = table_i32(u, "", "reported table"), *row = table_i32(u, "", "reported");
    *d = (struct update_days){table ? table : table_i32(u, "", "up table"), row ? row : table_i32(u, "", "up"), table_i32(u, "", "date first"),
                              table_i32(u, "", "date last"), table_u8(u, "", "date form")};
    return d->up_table && d->up;
}

static int32_t *earliest_days(const struct place_of_table *t)
{
    int32_t *best = arena_many(t->arena, t->table->rows, int32_t);
    for (uint32_t i = 0; i < t->table->rows; i++)
        best[i] = INT32_MIN;
    return best;
}

/* The update belongs to this table, its day is known and has come, and none of a later day was met: `best` of its item is its day from now on. */
static bool update_counts(const struct place_of_table *t, const struct update_days *d, int32_t *best, uint32_t i)
{
    int32_t from = d->first ? d->first[i] : 0, to = d->last ? d->last[i] : 0;
    if (d->up_table[i] != t->number || d->up[i] < 0 || (d->form && d->form[i] == NO_DATE) || from > t->today || to < best[d->up[i]])
        return false;
    best[d->up[i]] = to;
    return true;
}

static void status_of_reports(const struct place_of_table *t, const struct table *u, int32_t *best, struct statuses *s)
{
    const uint8_t *given = u ? table_u8(u, "Status", "given") : NULL, *code = u ? table_u8(u, "Status", "code") : NULL;
    struct update_days days;
    if (!given || !open_update_days(u, &days))
        return;
    for (uint32_t i = 0; i < u->rows; i++)
        if (says(given, i) && update_counts(t, &days, best, i)) {
            s->given[days.up[i]] = 1;
            s->code[days.up[i]] = code ? code[i] : STATUS_NONE;
        }
}

static void status_of_updates(const struct place_of_table *t, struct statuses *s)
{
    int32_t *best = NULL;
    for (size_t i = 0; i < REPORT_TABLES; i++) {
        const struct table *u = image_table(t->img, report_tables[i]);
        if (u && !best)
            best = earliest_days(t);
        status_of_reports(t, u, best, s);
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

static void derive_typed(const struct place_of_table *t, void **part)
{
    struct statuses s = {room_for(t, 1), room_for(t, 1)};
    status_of_labels(t, &s);
    part[0] = s.given;
    part[1] = s.code;
}

static void derive_reported(const struct place_of_table *t, void **part)
{
    struct statuses s = {room_for(t, 1), room_for(t, 1)};
    status_of_updates(t, &s);
    part[0] = s.given;
    part[1] = s.code;
}

static void derive_completed(const struct place_of_table *t, void **part)
{
    struct statuses s = statuses_of(t);
    const uint8_t *restrict code = s.code;
    uint8_t *restrict completed = s.given;
    const uint32_t rows = t->table->rows;
    for (uint32_t i = 0; i < rows; i++)
        completed[i] = code[i] == STATUS_COMPLETED;
    part[0] = completed;
}

uint8_t *open_rows(const struct place_of_table *t)
{
    struct statuses s = statuses_of(t);
    const uint8_t *restrict code = s.code;
    uint8_t *restrict open = s.given;
    const uint32_t rows = t->table->rows;
    for (uint32_t i = 0; i < rows; i++)
        open[i] = (code[i] != STATUS_COMPLETED) & (code[i] != STATUS_WITHDRAWN) & (code[i] != STATUS_SUPERSEDED);
    return open;
}

static void derive_open(const struct place_of_table *t, void **part) { part[0] = open_rows(t); }

/* ---------------------------------------------------------------- progress */

static void progress_of_labels(const struct place_of_table *t, uint8_t *given, int64_t *share)
{
    const uint8_t *has = table_u8(t->table, "Status", "given"), *percent = table_u8(t->table, "Status", "percent");
    for (uint32_t i = 0; has && percent && i < t->table->rows; i++) {
        given[i] = has[i] == GIVEN_YES && percent[i] != NO_PERCENT;
        share[i] = given[i] ? percent[i] * (NUMBER_ONE / 100) : 0;
    }
}

static void progress_of_reports(const struct place_of_table *t, const struct table *u, int32_t *best, uint8_t *given, int64_t *share)
{
    const int64_t *number = u ? table_i64(u, "Progress", "number") : NULL;
    const uint8_t *has = u ? table_u8(u, "Progress", "given") : NULL;
    struct update_days days;
    if (!number || !has || !open_update_days(u, &days))
        return;
    for (uint32_t i = 0; i < u->rows; i++)
        if (says(has, i) && update_counts(t, &days, best, i)) {
            given[days.up[i]] = 1;
            share[days.up[i]] = number[i];
        }
}

/* As for statuses: of two updates, the one of the later day, then the later in the document. */
static void derive_progress(const struct place_of_table *t, void **part)
{
    uint8_t *given = part[0] = room_for(t, 1);
    int64_t *share = part[1] = room_for(t, 8);
    int32_t *best = earliest_days(t);
    progress_of_labels(t, given, share);
    for (size_t i = 0; i < REPORT_TABLES; i++)
        progress_of_reports(t, image_table(t->img, report_tables[i]), best, given, share);
}

/* ---------------------------------------------------------------- deadlines */

struct date_columns { const uint8_t *given; const int32_t *first, *last; const uint8_t *form; };

static struct date_columns date_columns(const struct table *t, struct str label)
{
    return (struct date_columns){value_column(t, label, "given"), value_column(t, label, "first"), value_column(t, label, "last"),
                                 value_column(t, label, "form")};
}

static void take_date(struct dates *d, uint32_t to, const struct date_columns *c, uint32_t from)
{
    d->given[to] = 1;
    if (d->first)
        d->first[to] = c->first ? c->first[from] : 0;
    d->last[to] = c->last ? c->last[from] : 0;
    d->form[to] = c->form ? c->form[from] : DATE_DAY;
}

/* A column of days, 0 where none is given. */
static void take_days(int32_t *restrict to, const int32_t *restrict from, const uint8_t *restrict given, uint32_t rows)
{
    for (uint32_t i = 0; i < rows; i++) {
        int32_t day = from[i];
        to[i] = given[i] ? day : 0;
    }
}

/* `whole`: with the first days; without them `first` is NULL. */
static struct dates typed_deadlines(const struct place_of_table *t, bool whole)
{
    struct dates d = {room_for(t, 1), whole ? room_for(t, 4) : NULL, room_for(t, 4), room_for(t, 1)};
    struct date_columns c = date_columns(t->table, STR("Deadline"));
    const uint32_t rows = t->table->rows, known = c.given ? rows : 0;
    uint8_t *restrict given = d.given, *restrict to = d.form;
    const uint8_t *restrict form = c.form, *restrict has = c.given;
    memset(to, DATE_DAY, rows);
    if (form)
        memcpy(to, form, rows);
    for (uint32_t i = 0; i < known; i++)
        given[i] = (has[i] == GIVEN_YES) & (to[i] != NO_DATE);
    for (uint32_t i = 0; i < rows; i++) {
        uint8_t is = to[i];
        to[i] = given[i] ? is : NO_DATE;
    }
    if (c.first && whole)
        take_days(d.first, c.first, d.given, rows);
    if (c.last)
        take_days(d.last, c.last, d.given, rows);
    return d;
}

struct dates first_deadlines(const struct place_of_table *t) { return typed_deadlines(t, true); }

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

struct dates effective_deadlines(const struct place_of_table *t)
{
    struct dates d = first_deadlines(t);
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
    struct dates d = typed_deadlines(t, false);
    revise(t, &d);
    uint8_t *restrict late = open_rows(t);
    const uint8_t *restrict given = d.given;
    const int32_t *restrict last = d.last;
    const int32_t today = t->today;
    const uint32_t rows = t->table->rows;
    for (uint32_t i = 0; i < rows; i++)
        late[i] = (late[i] & given[i]) & (last[i] < today);
    part[0] = late;
}

static void derive_slip(const struct place_of_table *t, void **part)
{
    struct dates first = first_deadlines(t), now = effective_deadlines(t);
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

/* ---------------------------------------------------------------- the door */

static struct place_of_table place_of(const struct image *img, enum derived_code what, int32_t today, struct arena *a)
{
    const char *name = derived_form(what)->table;
    return (struct place_of_table){img, image_table(img, name), image_table_number(img, name), today, a};
}

void derive(const struct image *img, enum derived_code what, int32_t today, struct arena *a, void *part[CALL_SLOTS_MOST])
{
    static void (*const RUN[DERIVEDS])(const struct place_of_table *, void **) = {
#define DERIVED(table, property, type, fn, means, about) derive_##fn,
#include "derived.def"
#undef DERIVED
    };
    for (uint32_t i = 0; i < CALL_SLOTS_MOST; i++)
        part[i] = NULL;
    struct place_of_table t = place_of(img, what, today, a);
    if (t.table)
        RUN[what](&t, part);
}

static const enum derived_code SHARED[][DERIVED_TOGETHER] = {
    {DERIVED_action_role, DERIVED_action_vague_verb, DERIVED_action_vague_time},
    {DERIVEDS,            DERIVED_step_vague_verb,   DERIVED_step_vague_time},
};

const enum derived_code *derived_shared(enum derived_code what)
{
    for (size_t i = 0; i < ARRAY_LEN(SHARED); i++)
        for (unsigned k = 0; k < DERIVED_TOGETHER; k++)
            if (SHARED[i][k] == what)
                return SHARED[i];
    return NULL;
}

void derive_shared(const struct image *img, const enum derived_code *shared, int32_t today, struct arena *a, void *part[DERIVED_TOGETHER][CALL_SLOTS_MOST], unsigned wanted)
{
    enum derived_code any = shared[0] != DERIVEDS ? shared[0] : shared[1];
    struct place_of_table t = place_of(img, any, today, a);
    memset(part, 0, DERIVED_TOGETHER * sizeof *part);
    if (t.table)
        derive_prose(&t, wanted & 1 ? part[0] : NULL, wanted & 2 ? part[1] : NULL, wanted & 4 ? part[2] : NULL);
}
