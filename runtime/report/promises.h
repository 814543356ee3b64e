/* promises.h - actions, steps and recommendations one by one, as they stand on a day: what `irp list`, `irp due` and reports show.
 *
 * A recommendation is among them when it has an owner, a deadline or a status of its own; otherwise others answer it. What a day decides comes from
 * the runtime's own properties (derived.def), as rules see them.
 */
#ifndef IRP_REPORT_PROMISES_H
#define IRP_REPORT_PROMISES_H

#include "grid.h"
#include "model.h"
#include "../image/image.h"

enum promise_kind { PROMISE_ACTION, PROMISE_STEP, PROMISE_RECOMMENDATION, PROMISE_KINDS };

struct promise {
    enum promise_kind kind;
    uint32_t   row;               /* of its table */
    uint32_t   document_item;     /* the document's number among the items of the file */
    uint32_t   at, line;          /* its heading in the file */
    struct str file, document;    /* document: its title */
    struct str number, text;      /* "2.4"; its title, or else the opening of its prose, on one line */
    struct str concern, area;     /* what stands around it: "Priority concern 2", or else the recommendation or theme; empty: none */
    const struct str *owners;
    uint32_t   owners_len;
    struct str owner;             /* all of them in one text, with "; " between */
    uint8_t    state;             /* enum deed_state */
    uint8_t    status;            /* enum status_code: the current one */
    bool       has_progress;
    int64_t    progress;          /* the share done, in millionths */
    bool       dated, first_dated;
    struct date deadline, first_deadline;   /* the effective one; the first promise */
    int32_t    days_late;         /* 0: it is not late */
    int32_t    slip;              /* days from the first deadline to the effective one */
    bool       evidenced;         /* something shows that it was done: its own Evidence, or that of an update or a return */
};
struct promises { const struct promise *at; uint32_t len; };

/* All of an image, in the order of the file. Texts are pieces of the image, or live in the arena. */
struct promises promises_of(const struct image *img, int32_t today, struct arena *a);
/* A copy that needs no image. */
struct promise promise_kept(const struct promise *p, struct arena *a);

/* "Action 2.4", "Step 1", "Recommendation 1.42"; without a number the word alone. */
struct str promise_name(const struct promise *p, struct arena *a);
/* The same with its text, and with its document before it when there are several, as the first cell of a row. */
void promise_named_add(struct grid *g, const struct promise *p, bool several);
const char *promise_word(enum promise_kind k);            /* "Action" */
struct str  status_words(uint8_t status);                 /* "In progress"; "no status" */
struct str  promise_deadline(const struct promise *p, struct arena *a);      /* as its author would write it; empty: none */
/* By effective deadline (its last day), those without one last; then as they came. For qsort. */
int promise_by_deadline(const void *x, const void *y);
/* The members of a JSON object: all keys are always there. */
void promise_json(struct json *j, const struct promise *p);
/* The same as columns and cells of a grid: for CSV. */
void promise_columns_add(struct grid *g);
void promise_row_add(struct grid *g, const struct promise *p);
void promise_place_add(struct grid *g, struct str file, uint32_t line, struct str document);   /* a row of no item: what else there is, is missing */

#endif
