/* summary_promises.c - actions one by one: what is most late, what is due next, and which deadlines have moved. */
#include "summary.h"
#include <stdlib.h>

enum told { TOLD_DOCUMENT, TOLD_ACTION, TOLD_OWNER, TOLD_FIRST, TOLD_DEADLINE, TOLD_DAYS_LATE, TOLD_DAYS_LEFT, TOLD_MOVED, TOLD };
static const struct table_column told_columns[TOLD] = {
    [TOLD_DOCUMENT]  = COLUMN_WORDS("Plan", 2),
    [TOLD_ACTION]    = COLUMN_WORDS("Action", 6),
    [TOLD_OWNER]     = COLUMN_WORDS("Owner", 2),
    [TOLD_FIRST]     = COLUMN_WORDS("First promised for", 2),
    [TOLD_DEADLINE]  = COLUMN_WORDS("Deadline", 2),
    [TOLD_DAYS_LATE] = COLUMN_NUMBERS("Days late"),
    [TOLD_DAYS_LEFT] = COLUMN_NUMBERS("Days left"),
    [TOLD_MOVED]     = COLUMN_NUMBERS("Moved by days"),
};

struct listing {
    const char *caption;
    enum told   told[TOLD];              /* the document first, which stands only where there are several */
    uint32_t    len;
    bool      (*wanted)(const struct promise *p);
    int       (*order)(const void *x, const void *y);
};

/* ---- which, and in which order: ties as they came */

static bool is_late(const struct promise *p) { return p->days_late > 0; }
static bool is_coming(const struct promise *p) { return (p->state & (DEED_OPEN | DEED_LATE | DEED_UNDATED)) == DEED_OPEN && p->dated; }
static bool has_slipped(const struct promise *p) { return p->slip > 0; }

static int as_they_came(const struct promise *x, const struct promise *y) { return (x > y) - (x < y); }

static int by_days_late(const void *x, const void *y)
{
    const struct promise *const *a = x, *const *b = y;
    int order = ((*a)->days_late < (*b)->days_late) - ((*a)->days_late > (*b)->days_late);
    return order != 0 ? order : as_they_came(*a, *b);
}

static int by_deadline(const void *x, const void *y)
{
    const struct promise *const *a = x, *const *b = y;
    int order = ((*a)->deadline.last > (*b)->deadline.last) - ((*a)->deadline.last < (*b)->deadline.last);
    return order != 0 ? order : as_they_came(*a, *b);
}

static int by_slip(const void *x, const void *y)
{
    const struct promise *const *a = x, *const *b = y;
    int order = ((*a)->slip < (*b)->slip) - ((*a)->slip > (*b)->slip);
    return order != 0 ? order : as_they_came(*a, *b);
}

static const struct listing late_listing = {
    "What is late, the latest first", {TOLD_DOCUMENT, TOLD_ACTION, TOLD_OWNER, TOLD_DEADLINE, TOLD_DAYS_LATE}, 5, is_late, by_days_late};
static const struct listing coming_listing = {
    "What is open and not late, the next first", {TOLD_DOCUMENT, TOLD_ACTION, TOLD_OWNER, TOLD_DEADLINE, TOLD_DAYS_LEFT}, 5, is_coming, by_deadline};
static const struct listing slipped_listing = {
    "Deadlines that have moved, the furthest first", {TOLD_DOCUMENT, TOLD_ACTION, TOLD_OWNER, TOLD_FIRST, TOLD_DEADLINE, TOLD_MOVED}, 6, has_slipped, by_slip};

struct chosen { const struct promise **at; uint32_t len; };

static struct chosen choose(struct survey *s, const struct listing *l)
{
    struct chosen c = {arena_array(s->arena, (size_t)s->promises.len + 1, sizeof *c.at), 0};
    for (uint32_t i = 0; i < s->promises.len; i++)
        if (l->wanted(&s->promises.at[i]))
            c.at[c.len++] = &s->promises.at[i];
    if (c.len > 1)
        qsort(c.at, c.len, sizeof *c.at, l->order);
    return c;
}

static uint32_t actions_of(struct chosen c)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < c.len; i++)
        n += c.at[i]->kind == PROMISE_ACTION;
    return n;
}

/* ---- cells */

static struct cell date_or_missing(bool given, struct date d) { return given ? cell_date(d) : cell_missing(); }

static struct cell told_cell(struct survey *s, enum told what, const struct promise *p)
{
    switch (what) {
    case TOLD_DOCUMENT:  return cell_text(s->arena, clean_words(s->arena, p->document));
    case TOLD_ACTION:    return survey_named(s, promise_name(p, s->arena), p->text);
    case TOLD_OWNER:     return p->owner.len > 0 ? cell_text(s->arena, clean_words(s->arena, p->owner)) : cell_missing();
    case TOLD_FIRST:     return date_or_missing(p->first_dated, p->first_deadline);
    case TOLD_DEADLINE:  return date_or_missing(p->dated, p->deadline);
    case TOLD_DAYS_LATE: return cell_whole(p->days_late);
    case TOLD_DAYS_LEFT: return cell_whole(p->deadline.last - s->m->publication->today);
    case TOLD_MOVED:     return cell_whole(p->slip);
    case TOLD:          break;
    }
    return cell_missing();
}

static void list(struct survey *s, const struct listing *l, struct chosen c)
{
    uint32_t skipped = s->several ? 0 : 1, len = l->len - skipped, shown = c.len < LISTED_MOST ? c.len : LISTED_MOST;
    struct table_column *columns = arena_many(s->arena, len, struct table_column);
    struct table_draft t;

    for (uint32_t k = 0; k < len; k++)
        columns[k] = told_columns[l->told[k + skipped]];
    table_begin(&t, s->m, runs_of(s->arena, str_of(l->caption)), columns, len);
    for (uint32_t i = 0; i < shown; i++) {
        struct cell cells[TOLD];
        for (uint32_t k = 0; k < len; k++)
            cells[k] = told_cell(s, l->told[k + skipped], c.at[i]);
        table_add(&t, ROW_ITEM, cells, STR(""));
    }
    make_table(&t, STR(""));
    survey_more(s, c.len - shown);
    if (actions_of(c) < c.len && s->all->total.actions > 0)
        make_text(s->m, STR("Recommendations and steps that have a deadline of their own are listed too; they are not counted among the actions."));
}

/* ---- sections */

void survey_promises(struct survey *s)
{
    const struct tally *t = &s->all->total;
    struct chosen late = choose(s, &late_listing), coming = choose(s, &coming_listing), slipped = choose(s, &slipped_listing);

    if (late.len > 0) {
        survey_section(s, str_printf(s->arena, "Most late: %d %s", (int)late.at[0]->days_late, late.at[0]->days_late == 1 ? "day" : "days"), "late");
        list(s, &late_listing, late);
    }
    if (coming.len > 0) {
        survey_section(s, t->open > 0 ? title_text(s->arena, TITLE_OPEN_DUE, t->due, t->open) : STR("Due next"), "next");
        list(s, &coming_listing, coming);
    }
    if (t->actions > 0) {
        survey_section(s, title_text(s->arena, TITLE_ACTIONS_SLIPPED, actions_of(slipped), t->actions), "slipped");
        if (slipped.len > 0)
            list(s, &slipped_listing, slipped);
        else
            make_text(s->m, STR("No deadline has moved since it was first promised."));
    }
}
