/* progress.c - what each document of an image says of its progress on a day: counts, and from the files beside it the groups, the
 * judgements and the sentences.
 *
 * The columns that a day decides (completed, open, late, effective deadline) are the runtime's own, as rules see them: a summary and a
 * finding cannot disagree. They are worked out once for the image; documents are spans of rows.
 */
#include "model.h"
#include <stdlib.h>

/* ---- columns */

struct texts texts_of(const struct image *img, const struct table *t, const char *label, const char *at, const char *length)
{
    return (struct texts){img->source, table_u32(t, label, at), table_u32(t, label, length)};
}

struct str texts_row(const struct texts *t, uint32_t row)
{
    uint32_t at = u32_row(t->at, row), length = u32_row(t->length, row);

    if (length == 0 || at > t->source.len || length > t->source.len - at)
        return (struct str){0};
    return (struct str){t->source.at + at, length};
}

const uint8_t *rows_listed(const struct image *img, const char *list, uint32_t rows, struct arena *scratch)
{
    const struct table *t = image_table(img, list);
    const int32_t *up = t ? table_i32(t, "", "up") : NULL;
    uint8_t *listed = arena_zero(scratch, rows);

    for (uint32_t i = 0; t && i < t->rows; i++) {
        int32_t row = up ? up[i] : 0;
        if (row >= 0 && (uint32_t)row < rows)
            listed[row] = 1;
    }
    return listed;
}

/* ---- deeds: actions and steps */

struct deed_codes { const char *table; enum derived_code completed, open, late, effective; };

int32_t month_end(int32_t day)
{
    struct civil c = civil_of(day);

    c.day = days_in_month(c.year, c.month);
    return day_of(c);
}

uint8_t deed_state_of(bool completed, bool open, bool late, bool dated, bool within_month)
{
    uint8_t state = 0;

    if (completed)
        state |= DEED_COMPLETED;
    if (!open)
        return state;
    state |= DEED_OPEN;
    if (late)
        state |= DEED_LATE;
    else if (!dated)
        state |= DEED_UNDATED;
    else if (within_month)
        state |= DEED_DUE;
    return state;
}

static struct deeds deeds_of(const struct image *img, const struct deed_codes *codes, int32_t today, struct arena *scratch)
{
    struct deeds d = {.table = image_table(img, codes->table), .today = today};
    void *completed[CALL_SLOTS_MOST] = {0}, *open[CALL_SLOTS_MOST] = {0}, *late[CALL_SLOTS_MOST] = {0}, *date[CALL_SLOTS_MOST] = {0};
    int32_t end = month_end(today);
    uint8_t *state;

    if (!d.table || d.table->rows == 0)
        return (struct deeds){.today = today};
    d.rows = d.table->rows;
    derive(img, codes->completed, today, scratch, completed);
    derive(img, codes->open, today, scratch, open);
    derive(img, codes->late, today, scratch, late);
    derive(img, codes->effective, today, scratch, date);
    d.dated = date[0];
    d.last = date[2];
    state = arena_zero(scratch, d.rows);
    for (uint32_t r = 0; r < d.rows; r++)
        state[r] = deed_state_of(u8_row(completed[0], r), u8_row(open[0], r), u8_row(late[0], r), u8_row(d.dated, r),
                                 u8_row(d.dated, r) && d.last[r] <= end);
    d.state = state;
    return d;
}

struct deeds deeds_of_actions(const struct image *img, int32_t today, struct arena *scratch)
{
    static const struct deed_codes codes = {"action", DERIVED_action_completed, DERIVED_action_open, DERIVED_action_late,
                                            DERIVED_action_effective};
    return deeds_of(img, &codes, today, scratch);
}

struct deeds deeds_of_steps(const struct image *img, int32_t today, struct arena *scratch)
{
    static const struct deed_codes codes = {"step", DERIVED_step_completed, DERIVED_step_open, DERIVED_step_late,
                                            DERIVED_step_effective};
    return deeds_of(img, &codes, today, scratch);
}

void tally_add(struct tally *t, uint8_t state)
{
    t->actions++;
    t->completed += (state & DEED_COMPLETED) != 0;
    t->open += (state & DEED_OPEN) != 0;
    t->late += (state & DEED_LATE) != 0;
    t->due += (state & DEED_DUE) != 0;
    t->undated += (state & DEED_UNDATED) != 0;
}

int32_t days_late(const struct deeds *d, uint32_t row)
{
    return (d->state[row] & DEED_LATE) && d->last && d->today > d->last[row] ? d->today - d->last[row] : 0;
}

/* ---- documents */

struct document { const char *table; uint32_t row, item; };
struct documents { VEC(struct document) all; };

static int compare_documents(const void *x, const void *y)
{
    const struct document *a = x, *b = y;

    return (a->item > b->item) - (a->item < b->item);
}

/* Standards are found too: their rows are nobody's. */
#define STANDARD_TABLE "standard"

static struct documents documents_of(const struct image *img, struct arena *scratch)
{
    static const char *const names[] = {"plan", "review", "response", "return", STANDARD_TABLE};
    struct documents d = {0};

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const struct table *t = image_table(img, names[i]);
        const uint32_t *item = t ? table_u32(t, "", "item") : NULL;
        for (uint32_t r = 0; t && r < t->rows; r++)
            *vec_push(scratch, &d.all) = (struct document){names[i], r, u32_row(item, r)};
    }
    if (d.all.len > 1)
        qsort(d.all.at, d.all.len, sizeof *d.all.at, compare_documents);
    return d;
}

/* The tables whose rows are counted. */
#define PART_TABLE(T) T(ACTION, "action") T(CONCERN, "concern") T(RECOMMENDATION, "recommendation") T(THEME, "theme") \
    T(FINDING, "finding") T(JUDGEMENT, "judgement") T(PRACTICE, "practice") T(STEP, "step") T(PROGRESS, "progress") T(ENTRY, "entry")
enum part {
#define T(id, name) PART_##id,
    PART_TABLE(T)
#undef T
    PARTS
};

/* How far each table has been given out to documents. */
struct cursor { const struct table *table; const uint32_t *item; uint32_t at; };

struct maker {
    const struct image *img;
    struct arena   *arena, *scratch;
    int32_t         today;
    struct cursor   cursors[PARTS];
    struct span     span[PARTS];      /* of the document at hand */
    struct deeds    actions, steps;
    const uint8_t  *no_date;          /* by action: completed, and nothing says when */
    const int32_t  *slip;
    struct texts    number, title, prose;     /* of actions */
    const uint8_t  *step_owned, *step_linked;
    struct grouper *grouper;
    struct judge   *judge;
    struct sentence_maker sentences;
};

/* The rows of items from `item` up to before `next`. */
static struct span cursor_take(struct cursor *c, uint32_t item, uint32_t next)
{
    struct span s;

    while (c->table && c->at < c->table->rows && u32_row(c->item, c->at) < item)
        c->at++;
    s.first = c->at;
    while (c->table && c->at < c->table->rows && u32_row(c->item, c->at) < next)
        c->at++;
    s.end = c->at;
    return s;
}

/* ---- opening */

static void cursors_open(struct maker *m)
{
    static const char *const names[PARTS] = {
#define T(id, name) [PART_##id] = name,
        PART_TABLE(T)
#undef T
    };

    for (uint32_t p = 0; p < PARTS; p++) {
        const struct table *t = image_table(m->img, names[p]);
        m->cursors[p] = (struct cursor){t, t ? table_u32(t, "", "item") : NULL, 0};
    }
}

/* An update says on which day it was: one that reports completion, and is not after today, dates it. `table` and `row` name the columns of what it
 * reports on. */
static void date_by_updates(const struct maker *m, const char *updates, const char *table, const char *row_part, uint8_t *no_date)
{
    const struct table *t = image_table(m->img, updates);
    const int32_t *up_table = t ? table_i32(t, "", table) : NULL, *up = t ? table_i32(t, "", row_part) : NULL;
    const int32_t *first = t ? table_i32(t, "", "date first") : NULL;
    const uint8_t *form = t ? table_u8(t, "", "date form") : NULL;
    const uint8_t *code = t ? table_u8(t, "Status", "code") : NULL;
    int32_t action = image_table_number(m->img, "action");

    for (uint32_t r = 0; t && code && r < t->rows; r++) {
        int32_t row = link_row(up, r);
        bool dated = first && first[r] <= m->today && u8_row(form, r) != NO_DATE;
        if (dated && code[r] == STATUS_COMPLETED && link_row(up_table, r) == action && row >= 0 && (uint32_t)row < m->actions.rows)
            no_date[row] = 0;
    }
}

static const uint8_t *actions_without_date(const struct maker *m)
{
    const uint8_t *code = table_u8(m->actions.table, "Status", "code"), *form = table_u8(m->actions.table, "Status", "form");
    uint8_t *no_date = arena_zero(m->scratch, m->actions.rows);

    for (uint32_t r = 0; r < m->actions.rows; r++) {
        bool dated = code && form && code[r] == STATUS_COMPLETED && form[r] != NO_DATE;
        no_date[r] = (m->actions.state[r] & DEED_COMPLETED) && !dated;
    }
    date_by_updates(m, "update", "up table", "up", no_date);
    date_by_updates(m, "entry", "reported table", "reported", no_date);
    return no_date;
}

static void actions_open(struct maker *m)
{
    void *slip[CALL_SLOTS_MOST] = {0};
    const struct table *t;

    m->actions = deeds_of_actions(m->img, m->today, m->scratch);
    t = m->actions.table;
    if (!t)
        return;
    derive(m->img, DERIVED_action_slip, m->today, m->scratch, slip);
    m->slip = slip[0];
    m->no_date = actions_without_date(m);
    m->number = texts_of(m->img, t, "", "number at", "number length");
    m->title = texts_of(m->img, t, "", "title at", "title length");
    m->prose = texts_of(m->img, t, "", "text at", "text length");
}

static void maker_open(struct maker *m, const struct image *img, int32_t today, struct arena *a, struct arena *scratch)
{
    *m = (struct maker){.img = img, .arena = a, .scratch = scratch, .today = today};
    cursors_open(m);
    actions_open(m);
    m->steps = deeds_of_steps(img, today, scratch);
    m->step_owned = rows_listed(img, "step.Owner", m->steps.rows, scratch);
    m->step_linked = rows_listed(img, "step.Answers", m->steps.rows, scratch);
    m->grouper = grouper_open(img, &m->actions, a, scratch);
    m->judge = judge_open(img, today, a, scratch);
    m->sentences = (struct sentence_maker){.img = img, .arena = a};
}

/* ---- filling */

static struct late_action late_action_of(const struct maker *m, uint32_t row, int32_t days)
{
    struct late_action l = {texts_row(&m->number, row), texts_row(&m->title, row), days};

    if (l.text.len == 0)
        l.text = texts_row(&m->prose, row);
    return l;
}

/* The latest actions, those of the same lateness in the order of the document: a list so short that each is put in its place. */
static void fill_latest(const struct maker *m, struct progress *p)
{
    struct late_action *latest = arena_many(m->arena, LATEST_MOST, struct late_action);

    for (uint32_t r = m->span[PART_ACTION].first; r < m->span[PART_ACTION].end; r++) {
        int32_t days = days_late(&m->actions, r);
        uint32_t at = p->latest_len;
        if (days == 0 || (at == LATEST_MOST && latest[at - 1].days >= days))
            continue;
        if (at < LATEST_MOST)
            p->latest_len++;
        else
            at--;
        for (; at > 0 && latest[at - 1].days < days; at--)
            latest[at] = latest[at - 1];
        latest[at] = late_action_of(m, r, days);
    }
    p->latest = latest;
}

static void fill_actions(const struct maker *m, struct progress *p)
{
    for (uint32_t r = m->span[PART_ACTION].first; r < m->span[PART_ACTION].end; r++) {
        tally_add(&p->total, m->actions.state[r]);
        p->completed_no_date += m->no_date[r];
        if (m->slip && m->slip[r] > p->slip_days) {
            p->slip_days = m->slip[r];
            p->slipped_most = texts_row(&m->number, r);
        }
    }
    fill_latest(m, p);
}

static void fill_steps(const struct maker *m, struct progress *p)
{
    for (uint32_t r = m->span[PART_STEP].first; r < m->span[PART_STEP].end; r++) {
        tally_add(&p->step_total, m->steps.state[r]);
        p->steps_no_owner += !m->step_owned[r];
        p->steps_no_deadline += !u8_row(m->steps.dated, r);
        p->steps_no_link += !m->step_linked[r];
    }
}

/* The paragraphs' numbers seen so far, as two integers each: 3.10 comes after 3.9. */
struct extremes { int64_t least, greatest; };

static int64_t number_order(const int32_t *first, const int32_t *last, uint32_t row)
{
    return (int64_t)link_row(first, row) * INT64_C(0x100000000) + link_row(last, row);
}

static void fill_numbered(const struct maker *m, enum part part, struct extremes *e, struct progress *p)
{
    const struct table *t = m->cursors[part].table;
    const int32_t *first = t ? table_i32(t, "", "number first") : NULL, *last = t ? table_i32(t, "", "number last") : NULL;

    for (uint32_t r = m->span[part].first; r < m->span[part].end; r++) {
        struct str number = image_number(m->img, t, r);
        int64_t order = number_order(first, last, r);
        if (number.len == 0)
            continue;
        if (p->findings == 0 || order < e->least) {
            e->least = order;
            p->first_finding = number;
        }
        if (p->findings == 0 || order > e->greatest) {
            e->greatest = order;
            p->last_finding = number;
        }
        p->findings++;
    }
}

static uint32_t rows_of(const struct maker *m, enum part part)
{
    return m->span[part].end - m->span[part].first;
}

static void fill_counts(const struct maker *m, struct progress *p)
{
    struct extremes e = {0, 0};

    p->concerns = rows_of(m, PART_CONCERN);
    p->recommendations = rows_of(m, PART_RECOMMENDATION);
    p->themes = rows_of(m, PART_THEME);
    p->practices = rows_of(m, PART_PRACTICE);
    p->steps = rows_of(m, PART_STEP);
    p->points = rows_of(m, PART_PROGRESS);
    p->entries = rows_of(m, PART_ENTRY);
    fill_numbered(m, PART_FINDING, &e, p);
    fill_numbered(m, PART_JUDGEMENT, &e, p);
}

static void fill(struct maker *m, const struct document *d, uint32_t next, struct progress *p)
{
    const struct table *t = image_table(m->img, d->table);

    for (uint32_t i = 0; i < PARTS; i++)
        m->span[i] = cursor_take(&m->cursors[i], d->item, next);
    *p = (struct progress){.document = t->name, .item = d->item, .title = image_row_text(m->img, t, d->row, "", "title"), .today = m->today};
    fill_counts(m, p);
    fill_actions(m, p);
    fill_steps(m, p);
    grouper_fill(m->grouper, m->span[PART_ACTION], m->span[PART_CONCERN], p);
    judge_fill(m->judge, m->span[PART_CONCERN], m->span[PART_RECOMMENDATION], m->span[PART_THEME], p);
    sentences_fill(&m->sentences, d->row, p);
}

struct progress_list progress_of(const struct image *img, int32_t today, struct arena *a)
{
    struct arena scratch;
    struct documents d;
    struct maker m;
    struct progress *all;
    uint32_t len = 0;

    arena_open(&scratch, a->mem);
    d = documents_of(img, &scratch);
    maker_open(&m, img, today, a, &scratch);
    all = arena_many(a, d.all.len, struct progress);
    for (uint32_t i = 0; i < d.all.len; i++)
        if (strcmp(d.all.at[i].table, STANDARD_TABLE) != 0)
            fill(&m, &d.all.at[i], i + 1 < d.all.len ? d.all.at[i + 1].item : UINT32_MAX, &all[len++]);
    arena_close(&scratch);
    return (struct progress_list){all, len};
}
