/* estate_text.c - an estate in a terminal and as Markdown: its sums, a line for each document, areas, owners, months, what is most late, what recurs. */
#include "summary.h"
#include "text.h"
#include "text_table.h"
#include "totals.h"

#define RECURRING_SHOWN 10u               /* concerns that recur, on a terminal; the rest are counted */
#define MEMBERS_SHOWN    5u               /* of each; likewise */

static bool all_shown(struct progress_look look) { return look.plain || look.markdown; }

/* ---- tables */

static void documents(struct out *o, const struct estate *e, struct progress_look look, struct arena *a)
{
    static const struct str titles[] = {{"Document", 8}, {"Actions", 7}, {"Completed", 9}, {"Late", 4}, {"Due this month", 14}, {"Most days late", 14}};
    struct text_table t;
    text_table_open(&t, a, titles, ARRAY_LEN(titles));
    for (uint32_t i = 0; i < e->documents.len; i++) {
        const struct estate_document *d = &e->documents.at[i];
        text_table_words(&t, d->title, (struct str){0});
        text_table_number(&t, d->counts.total.actions);
        text_table_number(&t, d->counts.total.completed);
        text_table_number(&t, d->counts.total.late);
        text_table_number(&t, d->counts.total.due);
        text_table_number(&t, (uint32_t)d->days_late);
    }
    out_char(o, '\n');
    text_table_print(o, &t, look);
}

static void latest(struct out *o, const struct estate *e, struct progress_look look, struct arena *a)
{
    static const struct str titles[] = {{"Most late", 9}, {"Days late", 9}};
    struct text_table t;
    if (e->latest_len == 0)
        return;
    text_table_open(&t, a, titles, ARRAY_LEN(titles));
    for (uint32_t i = 0; i < e->latest_len; i++) {
        const struct estate_late *l = &e->latest[i];
        text_table_words(&t, str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(l->document), l->action.name.len > 0 ? ", action " : "", STR_ARG(l->action.name)), l->action.text);
        text_table_number(&t, (uint32_t)l->action.days);
    }
    out_char(o, '\n');
    text_table_print(o, &t, look);
}

/* A group alone for what has none says nothing. */
static void groups(struct out *o, const char *title, const struct progress_group *of, uint32_t len, uint32_t most, struct progress_look look, struct arena *a)
{
    uint32_t shown = all_shown(look) || len <= most ? len : most;
    if (len == 0 || (len == 1 && of[0].key.len == 0))
        return;
    progress_groups_text(o, str_of(title), of, shown, look, a);
    if (shown < len)
        out_printf(o, "... and %u more.\n", len - shown);
}

/* ---- what recurs */

static struct str years_of(const struct recurring_concern *c, struct arena *a)
{
    if (c->first_year == 0)
        return STR("");
    return c->first_year == c->last_year ? str_printf(a, ", %d", (int)c->first_year) : str_printf(a, ", %d to %d", (int)c->first_year, (int)c->last_year);
}

static void put_line(struct out *o, struct str line, const char *indent, struct progress_look look, struct arena *a)
{
    size_t columns = look.columns == 0 ? COLUMNS_USUAL : look.columns, before = strlen(indent);
    out_str(o, look.markdown ? (before > 2 ? STR("  - ") : STR("- ")) : str_of(indent));
    shown_text(o, all_shown(look) || columns <= before ? line : text_shortened(a, line, columns - before), look);
    out_char(o, '\n');
}

static struct str member_line(const struct recurring_member *m, bool first, struct arena *a)
{
    struct str year = m->year > 0 ? str_printf(a, " (%d)", (int)m->year) : STR("");
    struct str like = first ? STR("") : m->same_title ? STR("the same title: ") : str_printf(a, "%d%% alike: ", (int)(m->likeness / 10000));
    return str_printf(a, STR_FMT STR_FMT ", " STR_FMT ": " STR_FMT STR_FMT, STR_ARG(m->document), STR_ARG(year), STR_ARG(m->name), STR_ARG(like), STR_ARG(m->text));
}

static void recurring_one(struct out *o, const struct recurring_concern *c, struct progress_look look, struct arena *a)
{
    uint32_t shown = all_shown(look) || c->members_len <= MEMBERS_SHOWN ? c->members_len : MEMBERS_SHOWN;
    put_line(o, str_printf(a, "%u documents, %u establishment%s" STR_FMT, c->documents, c->establishments, c->establishments == 1 ? "" : "s", STR_ARG(years_of(c, a))), "  ", look, a);
    for (uint32_t i = 0; i < shown; i++)
        put_line(o, member_line(&c->members[i], i == 0, a), "    ", look, a);
    if (shown < c->members_len)
        put_line(o, str_printf(a, "... and %u more.", c->members_len - shown), "    ", look, a);
}

void recurring_text(struct out *o, const struct recurring_list *list, struct progress_look look, struct arena *scratch)
{
    uint32_t shown = all_shown(look) || list->len <= RECURRING_SHOWN ? list->len : RECURRING_SHOWN;
    if (list->len == 0)
        return;
    out_char(o, '\n');
    bold_on(o, look);
    out_str(o, STR("Concerns that recur"));
    bold_off(o, look);
    out_char(o, '\n');
    for (uint32_t i = 0; i < shown; i++)
        recurring_one(o, &list->at[i], look, scratch);
    if (shown < list->len)
        out_printf(o, "... and %u more.\n", list->len - shown);
}

/* ---- the whole */

void estate_text(struct out *o, struct estate *e, const struct figure_views *all, struct progress_look look, struct arena *scratch)
{
    const struct progress *sums = progress_totals_made(e->totals);
    struct recurring_list  recurring = recurring_made(e->recurring);

    estate_heading(o, "", e->documents.len, e->today, look);
    progress_sums_text(o, sums, look, scratch);
    figure_list_text(o, all, ROWS_ESTATE, NULL, look, scratch);
    latest(o, e, look, scratch);
    recurring_text(o, &recurring, look, scratch);
    groups(o, "Area", sums->by_area, sums->by_area_len, UINT32_MAX, look, scratch);
    groups(o, "Owner", sums->by_owner, sums->by_owner_len, OWNERS_MOST, look, scratch);
    groups(o, "Month of the deadline", sums->by_month, sums->by_month_len, UINT32_MAX, look, scratch);
    for (uint32_t i = 0; i < all->len; i++)            /* those of owners, areas, months and documents stand here already, for all documents */
        if (all->at[i].title.len > 0 && (all->at[i].of == ROWS_STATUSES || all->at[i].of == ROWS_ESTATE))
            (void)figure_table_text(o, &all->at[i], NULL, look, scratch);
    documents(o, e, look, scratch);
}
