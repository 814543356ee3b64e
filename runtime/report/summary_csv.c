/* summary_csv.c - a summary as one table: a row for each document, or for each row of the figures that were asked for. */
#include "grid.h"
#include "summary.h"

void estate_csv(struct out *o, const struct estate *e, bool plain, struct arena *scratch)
{
    static const char *const WORDS[] = {"file", "kind", "title"};
    static const char *const COUNTS[] = {"concerns", "actions", "completed", "open", "late", "due", "later", "without_deadline", "withdrawn_or_superseded",
                                         "recommendations", "themes", "findings", "good_practices", "steps", "points_of_progress", "days_late"};
    struct grid g;
    grid_open(&g, scratch, STR(""));
    for (size_t i = 0; i < ARRAY_LEN(WORDS); i++)
        grid_column(&g, str_of(WORDS[i]), STR(""), HOLE_TEXT);
    for (size_t i = 0; i < ARRAY_LEN(COUNTS); i++)
        grid_column(&g, str_of(COUNTS[i]), STR(""), HOLE_WHOLE);
    for (uint32_t i = 0; i < e->documents.len; i++) {
        const struct estate_document *d = &e->documents.at[i];
        const struct progress *c = &d->counts;
        const int64_t counts[ARRAY_LEN(COUNTS)] = {c->concerns, c->total.actions, c->total.completed, c->total.open, c->total.late, c->total.due, tally_later(c->total),
                                                   c->total.undated, tally_closed(c->total), c->recommendations, c->themes, c->findings, c->practices, c->steps,
                                                   c->points, d->days_late};
        grid_words(&g, d->file);
        grid_words(&g, d->kind);
        grid_words(&g, d->title);
        for (size_t k = 0; k < ARRAY_LEN(counts); k++)
            grid_whole(&g, counts[k]);
    }
    grid_csv(o, &g, false, plain, scratch);
}

/* ---- figures */

#define FIRST_COLUMNS 4u

/* The grid's column of that title; a new one when there is room. */
static uint32_t column_of(struct grid *g, const struct metric_form *column)
{
    for (uint32_t c = FIRST_COLUMNS; c < g->columns; c++)
        if (str_eq(g->column[c].key, column->name))
            return c;
    if (g->columns == GRID_COLUMNS_MOST)
        return GRID_COLUMNS_MOST;
    grid_column(g, column->name, column->name, (enum hole_type)column->hole.type);
    return g->columns - 1;
}

void by_csv(struct out *o, const struct figure_views *views, bool plain, struct arena *scratch)
{
    static const char *const WORDS[FIRST_COLUMNS] = {"standard", "table", "key", "title"};
    struct grid g;
    struct figure row[GRID_COLUMNS_MOST];
    grid_open(&g, scratch, STR(""));
    for (size_t i = 0; i < FIRST_COLUMNS; i++)
        grid_column(&g, str_of(WORDS[i]), STR(""), HOLE_TEXT);
    for (uint32_t v = 0; v < views->len; v++)
        for (uint32_t c = 0; c < views->at[v].columns_len; c++)
            (void)column_of(&g, &views->at[v].columns[c]);
    for (uint32_t v = 0; v < views->len; v++) {
        const struct figure_view *view = &views->at[v];
        for (uint32_t r = 0; r < view->rows.len; r++) {
            for (uint32_t c = 0; c < g.columns; c++)
                row[c] = (struct figure){.type = HOLE_TEXT};
            for (uint32_t c = 0; c < view->columns_len; c++) {
                uint32_t at = column_of(&g, &view->columns[c]);
                if (at < g.columns)
                    row[at] = view->rows.at[r].figures[c];
            }
            grid_words(&g, view->declared);
            grid_words(&g, view->title);
            grid_words(&g, view->rows.at[r].key);
            grid_words(&g, view->rows.at[r].title);
            for (uint32_t c = FIRST_COLUMNS; c < g.columns; c++)
                grid_figure(&g, row[c]);
        }
    }
    grid_csv(o, &g, false, plain, scratch);
}
