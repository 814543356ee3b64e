/* figures_json.c - metrics and tables as JSON: metrics one by one with their rows, tables with their columns. */
#include "figures.h"
#include "grid.h"

static bool is_of(const struct figure_row *r, const uint32_t *item) { return item == NULL || r->item == *item; }

static void json_row(struct json *j, const struct figure_view *v, const struct figure_row *r, uint32_t column)
{
    json_open(j, NULL, '{');
    json_text(j, "key", r->key);
    json_text(j, "title", r->title);
    if (v->title.len == 0)
        json_figure(j, "value", &r->figures[column]);
    else
        json_open(j, "values", '[');
    for (uint32_t c = 0; v->title.len > 0 && c < v->columns_len; c++)
        json_figure(j, NULL, &r->figures[c]);
    if (v->title.len > 0)
        json_close(j, ']');
    json_close(j, '}');
}

static void json_rows(struct json *j, const struct figure_view *v, uint32_t column, const uint32_t *item)
{
    json_open(j, "rows", '[');
    for (uint32_t i = 0; i < v->rows.len; i++)
        if (is_of(&v->rows.at[i], item))
            json_row(j, v, &v->rows.at[i], column);
    json_close(j, ']');
}

static void json_metric(struct json *j, const struct figure_view *v, uint32_t column, const uint32_t *item)
{
    json_open(j, NULL, '{');
    json_text(j, "metric", v->columns[column].name);
    json_text(j, "standard", v->declared);
    json_text(j, "for_each", v->table);
    json_text(j, "type", str_of(figure_type_word((enum hole_type)v->columns[column].hole.type)));
    json_rows(j, v, column, item);
    json_close(j, '}');
}

static void json_table(struct json *j, const struct figure_view *v, const uint32_t *item)
{
    json_open(j, NULL, '{');
    json_text(j, "table", v->title);
    json_text(j, "standard", v->declared);
    json_text(j, "rows_of", v->table);
    json_open(j, "columns", '[');
    for (uint32_t c = 0; c < v->columns_len; c++) {
        json_open(j, NULL, '{');
        json_text(j, "title", v->columns[c].name);
        json_text(j, "type", str_of(figure_type_word((enum hole_type)v->columns[c].hole.type)));
        json_close(j, '}');
    }
    json_close(j, ']');
    json_rows(j, v, 0, item);
    json_close(j, '}');
}

/* Within a document all that has rows there, but for the estate; over all documents what was put together. */
static bool is_shown(const struct figure_view *v, const uint32_t *item)
{
    if (item == NULL)                     /* rows that cannot be put together are among them when they were asked for */
        return rows_merge(v->of) || (v->rows.len > 0 && (v->of == ROWS_ITEMS || v->title.len == 0));
    for (uint32_t i = 0; i < v->rows.len && v->of != ROWS_ESTATE; i++)
        if (is_of(&v->rows.at[i], item))
            return true;
    return false;
}

void figures_json(struct json *j, const struct figure_views *views, const uint32_t *item)
{
    json_open(j, "metrics", '[');
    for (uint32_t i = 0; i < views->len; i++)
        for (uint32_t c = 0; views->at[i].title.len == 0 && is_shown(&views->at[i], item) && c < views->at[i].columns_len; c++)
            json_metric(j, &views->at[i], c, item);
    json_close(j, ']');
    json_open(j, "tables", '[');
    for (uint32_t i = 0; i < views->len; i++)
        if (views->at[i].title.len > 0 && is_shown(&views->at[i], item))
            json_table(j, &views->at[i], item);
    json_close(j, ']');
}
