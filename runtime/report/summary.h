/* summary.h - between summary.c and the files that write a summary as text and as JSON. */
#ifndef IRP_REPORT_SUMMARY_H
#define IRP_REPORT_SUMMARY_H

#include "figures.h"
#include "report.h"

/* ---- text */

/* A document: its progress, and the views of its image (rows of other documents are passed over). */
void progress_text(struct out *o, const struct progress *p, const struct figure_views *figures, struct progress_look look, struct arena *scratch);
/* What stands after all documents: the figures of the estate, and the tables of what was put together. Of one document only the estate's
 * tables, and its figures where documents have none. */
void estate_text(struct out *o, uint32_t documents, int32_t today, const struct figure_views *all, struct progress_look look, struct arena *scratch);
/* The rows of a view that belong to the document (NULL: all) as a table, after a blank line. False, and nothing is written, where there are none; a
 * single row for what has no area or no month is none. */
bool figure_table_text(struct out *o, const struct figure_view *v, const uint32_t *item, struct progress_look look, struct arena *scratch);
/* The metrics of documents or of the estate, one under another, after a blank line; nothing where there are none. */
void figure_list_text(struct out *o, const struct figure_views *views, enum rows_of of, const uint32_t *item, struct progress_look look, struct arena *scratch);

/* These views alone, as tables. */
void by_text(struct out *o, const struct figure_views *views, struct progress_look look, struct arena *scratch);

/* ---- JSON */

struct progress_json;
struct progress_json *progress_json_open(struct out *o, int32_t today, struct arena *a);
void progress_json_begin(struct progress_json *j);      /* before the first document, also where there is none; again: nothing */
void progress_json_add(struct progress_json *j, const struct progress *p, const struct figure_views *figures, struct str file);
void progress_json_close(struct progress_json *j, const struct figure_views *all);

#endif
