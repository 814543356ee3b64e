/* grid.c - tables of typed cells. See grid.h. */
#include "grid.h"
#include "text.h"
#include "text_table.h"
#include "../base/escape.h"
#include "../value/number.h"

_Static_assert(GRID_COLUMNS_MOST <= TABLE_COLUMNS_MOST, "a grid is shown as a text table");
#define WIDE_MOST 44u                     /* columns of the terminal that words take beside the first column */

bool grid_format_of(struct str word, enum grid_format *format)
{
    static const struct { const char *word; enum grid_format format; } FORMATS[] = {
        {"text", GRID_TEXT}, {"csv", GRID_CSV}, {"json", GRID_JSON}, {"md", GRID_MARKDOWN}};
    for (size_t i = 0; i < ARRAY_LEN(FORMATS); i++)
        if (str_eq(word, str_of(FORMATS[i].word))) {
            *format = FORMATS[i].format;
            return true;
        }
    return false;
}

void grid_open(struct grid *g, struct arena *a, struct str title)
{
    *g = (struct grid){.arena = a, .title = title};
}

void grid_column(struct grid *g, struct str key, struct str title, enum hole_type type)
{
    if (g->columns == GRID_COLUMNS_MOST)
        BUG("a grid with too many columns");
    g->column[g->columns++] = (struct grid_column){key, title, type};
}

/* ---- cells */

void grid_figure(struct grid *g, struct figure f) { *vec_push(g->arena, &g->cells) = f; }
void grid_none(struct grid *g) { grid_figure(g, (struct figure){.type = HOLE_TEXT}); }
void grid_words(struct grid *g, struct str text) { grid_figure(g, (struct figure){.type = HOLE_TEXT, .given = text.len > 0, .text = text}); }
#define BETWEEN STR(": ")

void grid_named(struct grid *g, struct str name, struct str more)
{
    struct str text = more.len == 0 ? name : str_printf(g->arena, STR_FMT STR_FMT STR_FMT, STR_ARG(name), STR_ARG(BETWEEN), STR_ARG(more));
    grid_figure(g, (struct figure){.type = HOLE_TEXT, .given = text.len > 0, .text = text, .number = more.len == 0 ? 0 : (int64_t)name.len});
}

void grid_whole(struct grid *g, int64_t n) { grid_figure(g, (struct figure){.type = HOLE_WHOLE, .given = true, .number = n * NUMBER_ONE}); }
void grid_share(struct grid *g, int64_t millionths) { grid_figure(g, (struct figure){.type = HOLE_PERCENT, .given = true, .number = millionths}); }

void grid_day(struct grid *g, int32_t day)
{
    struct out o;
    out_memory(&o, g->arena);
    date_print(&o, date_of_day(day));
    grid_figure(g, (struct figure){.type = HOLE_DATE, .given = true, .is_day = true, .number = day, .text = out_text(&o)});
}

static bool is_number(enum hole_type type) { return type == HOLE_WHOLE || type == HOLE_WORDS || type == HOLE_NUMBER || type == HOLE_PERCENT; }

const char *figure_type_word(enum hole_type type)
{
    switch (type) {
    case HOLE_WHOLE: case HOLE_WORDS: case HOLE_NUMBER: return "number";
    case HOLE_PERCENT: return "percentage";
    case HOLE_DATE:    return "date";
    case HOLE_MONTH:   return "month";
    case HOLE_STATUS:  return "status";
    case HOLE_LEVEL:   return "judgement";
    case HOLE_LITERAL: case HOLE_TEXT: case HOLE_TYPES: break;
    }
    return "text";
}

/* ---- text */

void grid_text(struct out *o, const struct grid *g, struct progress_look look, struct arena *scratch)
{
    struct text_table t;
    struct str titles[GRID_COLUMNS_MOST];
    for (uint32_t c = 0; c < g->columns; c++)
        titles[c] = text_one_line(scratch, g->column[c].title);
    text_table_open(&t, scratch, titles, g->columns);
    for (uint32_t c = 1; c < g->columns; c++)
        if (!is_number(g->column[c].type))
            text_table_left(&t, c);
    for (uint32_t i = 0; i < g->cells.len; i++) {
        const struct figure *f = &g->cells.at[i];
        bool missing = !f->given && !is_number(g->column[i % g->columns].type);
        struct str text = missing ? STR("") : text_one_line(scratch, figure_text(f, !look.plain, scratch));
        if (i % g->columns > 0)
            text_table_value(&t, look.plain ? text : text_shortened(scratch, text, WIDE_MOST));
        else if (f->type == HOLE_TEXT && f->number > 0)
            text_table_words(&t, str_upto(f->text, (size_t)f->number), str_from(f->text, (size_t)f->number + BETWEEN.len));
        else
            text_table_words(&t, text, (struct str){0});
    }
    text_table_print(o, &t, look);
}

/* ---- CSV */

static void csv_cell(struct out *o, const struct figure *f, bool plain)
{
    if (!f->given)
        return;
    if (f->is_day)
        date_print_iso(o, (int32_t)f->number);
    else if (is_number(f->type))
        number_print(o, f->number, false);
    else
        escape_csv(o, f->text, plain);
}

void grid_csv(struct out *o, const struct grid *g, bool titled, bool plain, struct arena *scratch)
{
    (void)scratch;
    for (uint32_t c = 0; c < g->columns; c++) {
        out_str(o, c == 0 ? STR("") : STR(","));
        escape_csv(o, titled ? g->column[c].title : g->column[c].key, plain);
    }
    for (uint32_t i = 0; i < g->cells.len; i++) {
        out_str(o, i % g->columns == 0 ? STR("\r\n") : STR(","));
        csv_cell(o, &g->cells.at[i], plain);
    }
    out_str(o, STR("\r\n"));
}

/* ---- Markdown */

/* Every sign that Markdown or HTML could take for its own has a stroke before it, or is a reference; line ends are blanks. */
void markdown_text(struct out *o, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c == '<' || c == '>' || c == '&')
            out_str(o, c == '<' ? STR("&lt;") : c == '>' ? STR("&gt;") : STR("&amp;"));
        else if ((unsigned char)c < ' ' || c == 0x7F)
            out_char(o, ' ');
        else {
            if (memchr("\\`*_{}[]()#+!|~", c, 15) != NULL)
                out_char(o, '\\');
            out_char(o, c);
        }
    }
}

void grid_markdown(struct out *o, const struct grid *g, struct arena *scratch)
{
    if (g->title.len > 0) {
        out_str(o, STR("**"));
        markdown_text(o, text_one_line(scratch, g->title));
        out_str(o, STR("**\n\n"));
    }
    for (uint32_t c = 0; c < g->columns; c++) {
        out_str(o, STR("| "));
        markdown_text(o, text_one_line(scratch, g->column[c].title));
        out_char(o, ' ');
    }
    out_str(o, STR("|\n"));
    for (uint32_t c = 0; c < g->columns; c++)
        out_str(o, is_number(g->column[c].type) ? STR("| ---: ") : STR("| --- "));
    out_str(o, STR("|\n"));
    for (uint32_t i = 0; i < g->cells.len; i++) {
        out_str(o, STR("| "));
        markdown_text(o, g->cells.at[i].given ? text_one_line(scratch, figure_text(&g->cells.at[i], true, scratch)) : STR(""));
        out_str(o, i % g->columns + 1 == g->columns ? STR(" |\n") : STR(" "));
    }
}

/* ---- JSON */

void json_figure(struct json *j, const char *key, const struct figure *f)
{
    if (!f->given)
        json_none(j, key);
    else if (f->is_day)
        json_day(j, key, (int32_t)f->number);
    else if (is_number(f->type))
        json_number(j, key, f->number);
    else
        json_text(j, key, f->text);
}

void grid_json(struct json *j, const char *key, const struct grid *g)
{
    json_open(j, key, '[');
    for (uint32_t i = 0; i < g->cells.len; i++) {
        uint32_t c = i % g->columns;
        if (c == 0)
            json_open(j, NULL, '{');
        json_figure(j, g->column[c].key.at, &g->cells.at[i]);
        if (c + 1 == g->columns)
            json_close(j, '}');
    }
    json_close(j, ']');
}
