/* summary_groups.c - the counts of actions by plan, concern, owner, area, month and status.
 *
 * Each table ends with a row of all, which is the total of the report; owners have none, for an action with two owners counts for both. So the tables
 * add up whatever standards the documents are held to. Tables that a standard declares stand behind, where they say more (summary_figures.c).
 */
#include "summary.h"
#include "../../runtime/report/text.h"

/* How many statuses an author may type. */
enum {
#define S(id, words) STATUS_PLACE_##id,
    STATUS_TABLE(S)
#undef S
    STATUS_CODES
};

/* ---- columns of counts */

enum count { COUNT_ACTIONS, COUNT_COMPLETED, COUNT_LATE, COUNT_DUE, COUNT_LATER, COUNT_UNDATED, COUNT_CLOSED, COUNT_DAYS, COUNTS };
static const struct { struct table_column column; bool always; } count_columns[COUNTS] = {
    [COUNT_ACTIONS]   = {COLUMN_NUMBERS("Actions"), true},
    [COUNT_COMPLETED] = {COLUMN_NUMBERS("Completed"), true},
    [COUNT_LATE]      = {COLUMN_NUMBERS("Late"), true},
    [COUNT_DUE]       = {COLUMN_NUMBERS("Due this month"), true},
    [COUNT_LATER]     = {COLUMN_NUMBERS("Due later"), true},
    [COUNT_UNDATED]   = {COLUMN_NUMBERS("No deadline"), false},
    [COUNT_CLOSED]    = {COLUMN_NUMBERS("Withdrawn or superseded"), false},
    [COUNT_DAYS]      = {COLUMN_NUMBERS("Days late at most"), true},
};

static uint32_t count_of(enum count c, const struct tally *t, int32_t days)
{
    switch (c) {
    case COUNT_ACTIONS:   return t->actions;
    case COUNT_COMPLETED: return t->completed;
    case COUNT_LATE:      return t->late;
    case COUNT_DUE:       return t->due;
    case COUNT_LATER:     return tally_later(*t);
    case COUNT_UNDATED:   return t->undated;
    case COUNT_CLOSED:    return tally_closed(*t);
    case COUNT_DAYS:      return (uint32_t)days;
    case COUNTS:          break;
    }
    return 0;
}

struct counting {
    struct survey     *s;
    struct table_draft table;
    enum count         shown[COUNTS];
    uint32_t           len;
};

/* A count that is 0 in all of the report has no column, but those that everybody looks for. */
static void counting_begin(struct counting *c, struct survey *s, const char *caption, const char *rows)
{
    struct table_column *columns = arena_many(s->arena, COUNTS + 1, struct table_column);
    *c = (struct counting){.s = s};
    columns[0] = (struct table_column){str_of(rows), ALIGN_TEXT, 2};
    for (unsigned i = 0; i < COUNTS; i++) {
        if (!count_columns[i].always && count_of((enum count)i, &s->all->total, 0) == 0)
            continue;
        columns[c->len + 1] = count_columns[i].column;
        c->shown[c->len++] = (enum count)i;
    }
    table_begin(&c->table, s->m, runs_of(s->arena, str_of(caption)), columns, c->len + 1);
    c->table.block.row_heads = true;
}

static void counting_row(struct counting *c, enum row_use use, struct cell name, const struct tally *t, int32_t days)
{
    struct cell cells[COUNTS + 1] = {name};
    for (uint32_t i = 0; i < c->len; i++)
        cells[i + 1] = cell_whole(count_of(c->shown[i], t, days));
    table_add(&c->table, use, cells, STR(""));
}

static void counting_end(struct counting *c, bool adds_up, int32_t days)
{
    if (adds_up)
        counting_row(c, ROW_TOTAL, cell_text(c->s->arena, STR("All")), &c->s->all->total, days);
    make_table(&c->table, STR(""));
    *vec_push(c->s->arena, &c->s->counted) = (struct table_block){.columns = c->table.block.columns, .columns_len = c->table.block.columns_len,
                                                                  .rows = c->table.rows.at, .rows_len = c->table.rows.len};
}

/* ---- groups of a progress */

struct grouping {
    const char *column, *caption, *anchor;
    enum title  title;
    bool        adds_up;
};
static const struct grouping by_concern = {"Concern", "Actions by concern", "concerns", TITLE_CONCERNS_LATE, true};
static const struct grouping by_owner   = {"Owner", "Actions by owner", "owners", TITLE_OWNERS_LATE, false};
static const struct grouping by_area    = {"Area", "Actions by area", "areas", TITLE_AREAS_LATE, true};
static const struct grouping by_month   = {"Month", "Actions by month", "months", TITLES, true};      /* its title names the month */

struct groups { const struct progress_group *at; uint32_t len; };

/* Those with a name: what has no area is none. */
static uint32_t named(struct groups g, bool late)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < g.len; i++)
        n += g.at[i].key.len > 0 && (!late || g.at[i].tally.late > 0);
    return n;
}

/* "Most deadlines in one month: 8, in September 2026" */
static struct str busiest_month(struct survey *s, struct groups g)
{
    const struct progress_group *most = &g.at[0];
    for (uint32_t i = 1; i < g.len; i++)
        if (g.at[i].key.len > 0 && (most->key.len == 0 || g.at[i].tally.actions > most->tally.actions))
            most = &g.at[i];
    return str_printf(s->arena, "Most deadlines in one month: %s, in " STR_FMT, survey_count(s, most->tally.actions), STR_ARG(most->title));
}

static int32_t most_days(struct groups g)
{
    int32_t most = 0;
    for (uint32_t i = 0; i < g.len; i++)
        most = g.at[i].late_days > most ? g.at[i].late_days : most;
    return most;
}

static void own_table(struct survey *s, const struct grouping *by, struct groups g)
{
    struct counting c;
    counting_begin(&c, s, by->caption, by->column);
    for (uint32_t i = 0; i < g.len; i++)
        counting_row(&c, ROW_ITEM, survey_named(s, g.at[i].title, text_opening(s->arena, g.at[i].text, OPENING_BYTES)), &g.at[i].tally, g.at[i].late_days);
    counting_end(&c, by->adds_up, most_days(g));
}

static struct str group_title(struct survey *s, const struct grouping *by, struct groups g)
{
    if (by == &by_month)
        return busiest_month(s, g);
    if (by == &by_owner && g.len == 1 && g.at[0].tally.actions > 1)
        return str_printf(s->arena, STR_FMT " owns %s%s actions", STR_ARG(clean_words(s->arena, g.at[0].title)),
                          g.at[0].tally.actions == 2 ? "both" : "all ", g.at[0].tally.actions == 2 ? "" : survey_count(s, g.at[0].tally.actions));
    return title_text(s->arena, by->title, named(g, true), named(g, false));
}

static void group_section(struct survey *s, const struct grouping *by, struct groups g)
{
    if (s->all->total.actions == 0 || named(g, false) == 0)
        return;
    survey_section(s, group_title(s, by, g), by->anchor);
    own_table(s, by, g);
    if (!by->adds_up)
        make_text(s->m, STR("An action with several owners counts for each of them."));
}

/* ---- statuses: as the runtime works them out, of each action */

static void status_section(struct survey *s)
{
    uint32_t counts[STATUS_CODES] = {0}, most = 0, n = 0;
    for (uint32_t i = 0; i < s->promises.len; i++)
        if (s->promises.at[i].kind == PROMISE_ACTION) {
            counts[s->promises.at[i].status]++;
            n++;
        }
    if (n == 0)
        return;
    for (unsigned i = 1; i < STATUS_CODES; i++)
        most = counts[i] > counts[most] ? i : most;
    survey_section(s, str_printf(s->arena, "Most frequent status: " STR_FMT ", %s of %s actions", STR_ARG(status_words((uint8_t)most)), survey_count(s, counts[most]), survey_count(s, n)), "statuses");
    static const struct table_column columns[] = {COLUMN_WORDS("Status", 2), COLUMN_NUMBERS("Actions")};
    struct table_draft t;
    table_begin(&t, s->m, runs_of(s->arena, STR("Actions by status")), columns, ARRAY_LEN(columns));
    t.block.row_heads = true;
    for (unsigned i = 0; i < STATUS_CODES; i++)
        if (counts[i] > 0)
            table_add(&t, ROW_ITEM, (struct cell[]){cell_text(s->arena, survey_capital(s, status_words((uint8_t)i))), cell_whole(counts[i])}, STR(""));
    table_add(&t, ROW_TOTAL, (struct cell[]){cell_text(s->arena, STR("All")), cell_whole(n)}, STR(""));
    make_table(&t, STR(""));
}

void survey_groups(struct survey *s)
{
    if (!s->several)
        group_section(s, &by_concern, (struct groups){s->all->by_concern, s->all->by_concern_len});
    group_section(s, &by_owner, (struct groups){s->all->by_owner, s->all->by_owner_len});
    group_section(s, &by_area, (struct groups){s->all->by_area, s->all->by_area_len});
    group_section(s, &by_month, (struct groups){s->all->by_month, s->all->by_month_len});
    status_section(s);
}

/* ---- plans */

void survey_plans(struct survey *s)
{
    struct counting c;
    uint32_t plans = 0, late = 0;
    int32_t most = 0;

    for (uint32_t i = 0; i < s->len; i++) {
        const struct progress *p = s->subjects[i].progress;
        plans += p->total.actions > 0;
        late += p->total.late > 0;
        most = p->latest_len > 0 && p->latest[0].days > most ? p->latest[0].days : most;
    }
    if (!s->several || plans == 0)
        return;
    survey_section(s, title_text(s->arena, TITLE_PLANS_LATE, late, plans), "plans");
    counting_begin(&c, s, "Actions by plan", "Plan");
    for (uint32_t i = 0; i < s->len; i++) {
        const struct progress *p = s->subjects[i].progress;
        if (p->total.actions > 0)
            counting_row(&c, ROW_ITEM, survey_named(s, p->title, STR("")), &p->total, p->latest_len > 0 ? p->latest[0].days : 0);
    }
    counting_end(&c, true, most);
}
