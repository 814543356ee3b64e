/* summary.h - between summary.c and the files that write a summary as text, Markdown, CSV and JSON. */
#ifndef IRP_REPORT_SUMMARY_H
#define IRP_REPORT_SUMMARY_H

#include "estate.h"
#include "figures.h"
#include "report.h"

/* ---- text */

/* A document: its progress, and the views of its image (rows of other documents are passed over). */
void progress_text(struct out *o, const struct progress *p, const struct figure_views *figures, struct progress_look look, struct arena *scratch);
/* The sums of documents in words, with their judgements; and a table of groups. */
void progress_sums_text(struct out *o, const struct progress *p, struct progress_look look, struct arena *scratch);
void progress_groups_text(struct out *o, struct str title, const struct progress_group *of, uint32_t len, struct progress_look look, struct arena *scratch);
/* What stands after all documents: the figures of the estate, and the tables of what was put together. Of one document only the estate's
 * tables, and its figures where documents have none. */
void estate_figures_text(struct out *o, uint32_t documents, int32_t today, const struct figure_views *all, struct progress_look look, struct arena *scratch);
void estate_heading(struct out *o, const char *all, uint32_t documents, int32_t today, struct progress_look look);
/* estate_text.c: the estate in the place of its documents; and the concerns that recur, alone (nothing where none does). */
void estate_text(struct out *o, struct estate *e, const struct figure_views *all, struct progress_look look, struct arena *scratch);
void recurring_text(struct out *o, const struct recurring_list *list, struct progress_look look, struct arena *scratch);
/* summary_csv.c: a row for each document. */
void estate_csv(struct out *o, const struct estate *e, bool plain, struct arena *scratch);

/* The rows of a view that belong to the document (NULL: all) as a table, after a blank line. False, and nothing is written, where there are none; a
 * single row for what has no area or no month is none. */
bool figure_table_text(struct out *o, const struct figure_view *v, const uint32_t *item, struct progress_look look, struct arena *scratch);
/* The metrics of documents or of the estate, one under another, after a blank line; nothing where there are none. */
void figure_list_text(struct out *o, const struct figure_views *views, enum rows_of of, const uint32_t *item, struct progress_look look, struct arena *scratch);

/* These views alone, as tables; as one table with the columns of all. */
void by_text(struct out *o, const struct figure_views *views, struct progress_look look, struct arena *scratch);

void by_csv(struct out *o, const struct figure_views *views, bool plain, struct arena *scratch);

/* ---- JSON */

struct progress_json;
struct progress_json *progress_json_open(struct out *o, struct estate *e, struct arena *a);
void progress_json_begin(struct progress_json *j);      /* before the first document, also where there is none; again: nothing */
void progress_json_add(struct progress_json *j, const struct progress *p, const struct figure_views *figures, struct str file);
void progress_json_close(struct progress_json *j, const struct figure_views *all);

#endif
