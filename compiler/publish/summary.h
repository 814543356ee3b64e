/* summary.h - within the layout summary: what layout_summary.c works out once, and the files that make its parts.
 *
 * One document or an estate of hundreds is the same report: where there are several, lists have a column more, and a table by plan stands first.
 * All numbers are those of runtime/report (struct progress, totals, promises, figures), so they are the ones that irp summary gives.
 */
#ifndef IRP_PUBLISH_SUMMARY_H
#define IRP_PUBLISH_SUMMARY_H

#include "make.h"
#include "../../runtime/report/figures.h"
#include "../../runtime/report/promises.h"
#include "../../runtime/report/text_table.h"
#include "../../runtime/report/titles.h"
#include "../../runtime/report/totals.h"

#define LISTED_MOST         25u          /* what is late, due or slipped: so many one by one; the rest are counted */
#define FINDINGS_LISTED_MOST 50u         /* of one rule */

struct survey {
    struct maker *m;
    struct arena *arena;                 /* the maker's */
    const struct subject *subjects; uint32_t len;
    bool          several;               /* documents */
    const struct progress *all;          /* the only document's, or the totals of all */
    struct figure_views figures;         /* of its image, or put together */
    const uint32_t *item;                /* whose rows of the figures are shown; NULL: all */
    struct promises promises;            /* of all subjects */
    uint32_t      numbered;              /* figures so far */
    VEC(struct table_block) counted;     /* irp's own tables of counts: a standard's that says the same is left out */
    VEC(struct contents_entry) contents;
};

/* A section: a heading of level 2, in the contents under the same words. */
void survey_section(struct survey *s, struct str title, const char *anchor);
/* A column's title: a word of ours. */
#define COLUMN_WORDS(title, wide)   {{"" title "", sizeof(title) - 1}, ALIGN_TEXT, wide}
#define COLUMN_NUMBERS(title)       {{"" title "", sizeof(title) - 1}, ALIGN_NUMBER, 1}
/* "Action 2.4" in bold, and the words behind it. */
struct cell survey_named(struct survey *s, struct str name, struct str words);
/* "1,100": ends with NUL, to be printed. */
const char *survey_count(struct survey *s, uint64_t n);
/* "... and 12 more" as a paragraph; nothing for 0. */
void survey_more(struct survey *s, uint32_t more);
/* A figure with a square for each thing and the table of the same numbers; `things`: the first column of it. */
void survey_figure(struct survey *s, struct str what, struct str message, const struct figure_part *parts, uint32_t len, bool best_first, const char *things);

/* "Not started" of "not started". */
struct str survey_capital(struct survey *s, struct str words);

/* Parts, in the order of the report. Each says nothing where there is nothing to say. */
void survey_plans(struct survey *s);         /* summary_groups.c: how far each document is */
void survey_groups(struct survey *s);        /* by concern, owner, area, month and status */
void survey_recurring(struct survey *s);     /* summary_recurring.c: concerns that stand in several documents */
void survey_promises(struct survey *s);      /* summary_promises.c: what is most late, due next, and has slipped */
void survey_reviews(struct survey *s);       /* summary_reviews.c: what was judged, what letters promise */
void survey_metrics(struct survey *s);       /* summary_figures.c: the metrics of the standards */
void survey_tables(struct survey *s);        /* and their tables, where they say more than those of irp */
void survey_findings(struct survey *s);      /* summary_findings.c */

#endif
