/* figures.h - the metrics and tables of standards: worked out over an image, and put together over any number of images.
 *
 * A view of figures is a table: the metrics of one kind of row, or a table that a standard declares. Over several images the views of owners, areas,
 * months and the estate are put together when they come from standards that read the same; a row is then known by its key, and its figures
 * are worked out of the parts of all its rows. Documents keep a row each.
 */
#ifndef IRP_REPORT_FIGURES_H
#define IRP_REPORT_FIGURES_H

#include "figure.h"
#include "json.h"
#include "../rule/metric.h"

enum rows_of { ROWS_ITEMS, ROWS_DOCUMENTS, ROWS_OWNERS, ROWS_AREAS, ROWS_MONTHS, ROWS_STATUSES, ROWS_ESTATE };

struct figure_row {
    struct str key;           /* "2", "Governor", "Safety", "2026-10", a document's title; empty for what has none */
    struct str title, more;   /* "Priority concern 2" and its title or prose; "Governor"; "October 2026"; "No owner" */
    struct str document;      /* the title of the document that it belongs to */
    uint64_t   order;
    uint32_t   item;          /* the document that it belongs to; in rows put together: 0 */
    const int64_t       *parts;     /* of all columns, one after another */
    const struct figure *figures;   /* a column each */
};

struct figure_view {
    struct str   title;       /* empty: metrics */
    struct str   declared;    /* the standard that declares it */
    struct str   table;       /* "owner", "plan", "month" */
    enum rows_of of;
    uint32_t     origin[2];
    const struct metric_form *columns;
    uint32_t     columns_len;
    VEC(struct figure_row) rows;
};
struct figure_views { const struct figure_view *at; uint32_t len; };

static inline bool rows_merge(enum rows_of of) { return of >= ROWS_OWNERS; }

/* The views of a program over an image, as of a day. Rows in which nothing is counted are left out. Pieces of the image and the program, in the arena. */
struct figure_views figures_of(const struct image *img, const struct program *p, int32_t today, struct arena *a);

/* All images so far. What is taken of an image is copied. */
struct figure_totals;
/* `by`: the rows of this table are kept too where they cannot be put together, "concern" or "plan"; empty: none. */
struct figure_totals *figure_totals_open(int32_t today, struct str by, struct arena *a);
void figure_totals_add(struct figure_totals *t, const struct figure_views *views, const struct image *img);
struct figure_views figure_totals_made(struct figure_totals *t);

/* The rows as people look for them: owners by their first figure, most first; areas and items in the order of the document; months in time. */
void figure_rows_sort(struct figure_view *v);
/* The views among them with (or without) a title, as "metrics" or "tables": the rows of one document (`item`), or all that can be put together. */
void figures_json(struct json *j, const struct figure_views *views, const uint32_t *item);

#endif
