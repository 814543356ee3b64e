/* grid.h - a table of typed cells, written as text, CSV, Markdown or JSON: what a query, a list or a table of figures comes to.
 *
 * text      columns of words on the left, numbers on the right; the first gives way where the terminal is narrow. Plain: parted by tabs, nothing shortened.
 * CSV       RFC 4180: a row of titles or keys, CRLF, quotes where they are needed. A text that a spreadsheet would take for a formula (it starts
 *           with = + - @, a tab or a carriage return) has ' before it, unless it is to be plain.
 * Markdown  a table with its title as a paragraph in bold, text escaped.
 * JSON      an object a row, its keys the columns'.
 *
 * Numbers in CSV and JSON are exact, a percentage is a share such as 0.25, a day is 2026-06-15, and what is missing is empty or null.
 */
#ifndef IRP_REPORT_GRID_H
#define IRP_REPORT_GRID_H

#include "figure.h"
#include "json.h"
#include "report.h"

#define GRID_COLUMNS_MOST 64u

struct grid_column { struct str key, title; enum hole_type type; };
struct grid {
    struct arena *arena;
    struct str    title;                  /* of the whole; empty: none */
    uint32_t      columns;
    struct grid_column column[GRID_COLUMNS_MOST];
    VEC(struct figure) cells;             /* row by row */
};

void grid_open(struct grid *g, struct arena *a, struct str title);
void grid_column(struct grid *g, struct str key, struct str title, enum hole_type type);
static inline uint32_t grid_rows(const struct grid *g) { return g->columns == 0 ? 0 : g->cells.len / g->columns; }

/* The next cell of the row. An empty text is missing. */
void grid_words(struct grid *g, struct str text);
/* "NAME: MORE", of which the second part gives way first where there is no room. */
void grid_named(struct grid *g, struct str name, struct str more);
void grid_whole(struct grid *g, int64_t n);
void grid_share(struct grid *g, int64_t millionths);
void grid_day(struct grid *g, int32_t day);
void grid_none(struct grid *g);
void grid_figure(struct grid *g, struct figure f);

void grid_text(struct out *o, const struct grid *g, struct progress_look look, struct arena *scratch);
/* `titled`: the columns' titles in the place of their keys. */
void grid_csv(struct out *o, const struct grid *g, bool titled, bool plain, struct arena *scratch);
void grid_markdown(struct out *o, const struct grid *g, struct arena *scratch);
void grid_json(struct json *j, const char *key, const struct grid *g);     /* an array */
/* A value, in JSON; and the word for its type. */
void json_figure(struct json *j, const char *key, const struct figure *f);
const char *figure_type_word(enum hole_type type);
/* A text in Markdown: nothing in it is taken for more than a text. */
void markdown_text(struct out *o, struct str s);

#endif
