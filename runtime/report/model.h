/* model.h - within runtime/report: the parts from which progress is worked out, between progress.c and the files beside it.
 *
 * Rows of a document follow one another in every table, so a document is a span of rows in each; one pass over the image serves all
 * its documents. Working columns live in a scratch arena, results in the caller's.
 */
#ifndef IRP_REPORT_MODEL_H
#define IRP_REPORT_MODEL_H

#include "report.h"
#include "../base/map.h"
#include "../rule/program.h"
#include "../value/number.h"

struct span { uint32_t first, end; };

/* A text column of a table: pieces of the source. */
struct texts { struct str source; const uint32_t *at, *length; };
struct texts texts_of(const struct image *img, const struct table *t, const char *label, const char *at, const char *length);
struct str texts_row(const struct texts *t, uint32_t row);

/* The words of a heading, without its marks and title: "Priority concern 2". */
struct str heading_words(struct str heading);

/* Columns of a table that may be absent read as zeros, or as -1 where they number rows. */
static inline uint32_t u32_row(const uint32_t *column, uint32_t row) { return column ? column[row] : 0; }
static inline uint8_t  u8_row(const uint8_t *column, uint32_t row) { return column ? column[row] : 0; }
static inline int32_t  link_row(const int32_t *column, uint32_t row) { return column ? column[row] : -1; }

/* What is known of an action or a step on the day asked about. */
enum deed_state { DEED_COMPLETED = 1, DEED_OPEN = 2, DEED_LATE = 4, DEED_DUE = 8, DEED_UNDATED = 16 };
/* `within_month`: its last day lies before the end of the month of the day asked about. */
uint8_t deed_state_of(bool completed, bool open, bool late, bool dated, bool within_month);
/* The last day of the calendar month that a day is in. */
int32_t month_end(int32_t day);
struct deeds {
    const struct table *table;    /* NULL: none */
    uint32_t       rows;
    const uint8_t *state;         /* of enum deed_state */
    const uint8_t *dated;         /* an effective deadline is given */
    const int32_t *last;          /* its last day */
    int32_t        today;
};
struct deeds deeds_of_actions(const struct image *img, int32_t today, struct arena *scratch);
struct deeds deeds_of_steps(const struct image *img, int32_t today, struct arena *scratch);
void    tally_add(struct tally *t, uint8_t state);
int32_t days_late(const struct deeds *d, uint32_t row);     /* 0: it is not late */
/* For each row of `rows` whether the list table ("step.Owner") has a value for it. */
const uint8_t *rows_listed(const struct image *img, const char *list, uint32_t rows, struct arena *scratch);

/* ---- groups.c: actions by concern, owner, month and area */

struct group_slot { struct progress_group group; uint64_t order; };
struct group_slots { struct arena *arena; VEC(struct group_slot) all; };
enum group_order { GROUP_BY_ORDER, GROUP_BY_SIZE };     /* by `order`; or most actions first, then by title */
void group_slots_sort(struct group_slots *s, enum group_order order);
#define GROUP_LAST UINT64_MAX                           /* `order` of what has no concern, area or month */

struct grouper;
struct grouper *grouper_open(const struct image *img, const struct deeds *actions, struct arena *a, struct arena *scratch);
/* The groups of a document: its actions and its concerns. Documents are asked for in order. */
void grouper_fill(struct grouper *g, struct span actions, struct span concerns, struct progress *p);

/* ---- judgements.c: what was judged, by inspectorate */

struct judge;
struct judge *judge_open(const struct image *img, int32_t today, struct arena *a, struct arena *scratch);
void judge_fill(const struct judge *j, struct span concerns, struct span recommendations, struct span themes, struct progress *p);

/* ---- sentences.c */

struct sentence_maker {
    const struct image *img;
    struct arena *arena;          /* of the sentences */
};
/* `row`: the document's, in the table that p->document names. */
void sentences_fill(const struct sentence_maker *s, uint32_t row, struct progress *p);

#endif
