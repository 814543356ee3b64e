/* figures_text.c - metrics and tables on a terminal. */
#include "summary.h"
#include "text_table.h"
#include "text.h"
#include "../base/escape.h"

#define WORD(lit) {"" lit "", sizeof(lit) - 1}

static bool is_of(const struct figure_row *r, const uint32_t *item) { return item == NULL || r->item == *item; }

/* A column's title, and a metric's name in a list. */
static struct str with_capital(struct str s, struct arena *a)
{
    if (s.len == 0 || s.at[0] < 'a' || s.at[0] > 'z')
        return s;
    return str_printf(a, "%c" STR_FMT, (char)(s.at[0] - 32), STR_ARG(str_from(s, 1)));
}

/* ---- tables */

/* Whether any row of the document has a name: one for what has no area, alone, says nothing. */
static bool is_worth_a_table(const struct figure_view *v, const uint32_t *item)
{
    for (uint32_t i = 0; i < v->rows.len; i++)
        if (is_of(&v->rows.at[i], item) && (v->rows.at[i].key.len > 0 || v->of < ROWS_AREAS || v->of == ROWS_ESTATE))
            return true;
    return false;
}

static void add_row(struct text_table *t, const struct figure_view *v, const struct figure_row *r, bool grouped, struct arena *a)
{
    text_table_words(t, r->title, text_opening(a, r->more, OPENING_BYTES));
    for (uint32_t c = 0; c < v->columns_len; c++)
        text_table_value(t, figure_text(&r->figures[c], grouped, a));
}

bool figure_table_text(struct out *o, const struct figure_view *v, const uint32_t *item, struct progress_look look, struct arena *scratch)
{
    struct str titles[TABLE_COLUMNS_MOST];
    struct text_table t;
    uint32_t rows = 0, most = v->of == ROWS_OWNERS && !look.plain && !look.markdown ? OWNERS_MOST : UINT32_MAX;

    if (!is_worth_a_table(v, item) || v->columns_len >= TABLE_COLUMNS_MOST)
        return false;
    titles[0] = text_one_line(scratch, v->title.len > 0 ? v->title : with_capital(v->table, scratch));
    for (uint32_t c = 0; c < v->columns_len; c++)
        titles[c + 1] = text_one_line(scratch, v->title.len > 0 ? v->columns[c].name : with_capital(v->columns[c].name, scratch));
    text_table_open(&t, scratch, titles, v->columns_len + 1);
    for (uint32_t i = 0; i < v->rows.len; i++)
        if (is_of(&v->rows.at[i], item) && rows++ < most)
            add_row(&t, v, &v->rows.at[i], !look.plain, scratch);
    out_char(o, '\n');
    text_table_print(o, &t, look);
    if (rows > most)
        out_printf(o, "... and %u more.\n", rows - most);
    return true;
}

/* ---- lists */

static bool has_metrics_of_documents(const struct figure_views *views)
{
    for (uint32_t i = 0; i < views->len; i++)
        if (views->at[i].of == ROWS_DOCUMENTS && views->at[i].title.len == 0)
            return true;
    return false;
}

void figure_list_text(struct out *o, const struct figure_views *views, enum rows_of of, const uint32_t *item, struct progress_look look, struct arena *scratch)
{
    static const struct str titles[] = {WORD("Figure"), WORD("Value")};
    struct text_table t;

    text_table_open(&t, scratch, titles, ARRAY_LEN(titles));
    for (uint32_t i = 0; i < views->len; i++) {
        const struct figure_view *v = &views->at[i];
        for (uint32_t r = 0; r < v->rows.len && v->of == of && v->title.len == 0; r++)
            for (uint32_t c = 0; is_of(&v->rows.at[r], item) && c < v->columns_len; c++) {
                text_table_words(&t, with_capital(v->columns[c].name, scratch), (struct str){0});
                text_table_value(&t, figure_text(&v->rows.at[r].figures[c], !look.plain, scratch));
            }
    }
    if (t.cells.len == 0)
        return;
    out_char(o, '\n');
    text_table_print(o, &t, look);
}

/* ---- after all documents */

void estate_heading(struct out *o, const char *all, uint32_t documents, int32_t today, struct progress_look look)
{
    bold_on(o, look);
    out_printf(o, "%s%u documents, at ", all, documents);
    date_print(o, date_of_day(today));
    bold_off(o, look);
    out_char(o, '\n');
}

void estate_figures_text(struct out *o, uint32_t documents, int32_t today, const struct figure_views *all, struct progress_look look, struct arena *scratch)
{
    bool several = documents > 1;

    if (all->len == 0)
        return;
    if (several) {
        out_char(o, '\n');
        estate_heading(o, "All ", documents, today, look);
    }
    if (several || !has_metrics_of_documents(all))
        figure_list_text(o, all, ROWS_ESTATE, NULL, look, scratch);
    for (uint32_t i = 0; i < all->len; i++)
        if (all->at[i].title.len > 0 && (several || all->at[i].of == ROWS_ESTATE))
            (void)figure_table_text(o, &all->at[i], NULL, look, scratch);
}

void by_text(struct out *o, const struct figure_views *views, struct progress_look look, struct arena *scratch)
{
    bool any = false;

    for (uint32_t i = 0; i < views->len; i++) {
        struct out table;
        out_memory(&table, scratch);
        if (!figure_table_text(&table, &views->at[i], NULL, look, scratch))
            continue;
        out_str(o, str_from(out_text(&table), any ? 0 : 1));    /* no blank line before the first */
        any = true;
    }
}
