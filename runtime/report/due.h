/* due.h - what must be true by a day, and what stands in its way.
 *
 * Due is every open action, step or recommendation whose effective deadline ends on or before the day. What an action depends on has to come first,
 * whatever its own deadline, and so on: an action that is superseded stands for the one that took its place. Of what is completed, that lacks evidence
 * which was due by then or had to come first. Actions that wait for one another are a circle, said once.
 */
#ifndef IRP_REPORT_DUE_H
#define IRP_REPORT_DUE_H

#include "grid.h"
#include "promises.h"

enum due_need { DUE_LATE, DUE_BY, DUE_FIRST, DUE_EVIDENCE, DUE_NEEDS };

struct due_entry {
    enum due_need  need;
    struct promise what;
    struct str     because;          /* "action 2.4 needs it, and it is due later" */
    int32_t        days;             /* from the day asked about to its deadline: less than 0 when it is late; 0 without a deadline */
};
struct due_circle { struct str file, document, words; uint32_t line; };

struct due {
    struct arena *arena;
    int32_t       today, by;
    struct str    owner;             /* only what this owner owns; empty: everything */
    bool          owner_known;       /* somebody of that name owns something */
    uint32_t      documents;         /* that promise anything */
    VEC(struct due_entry)  entries;
    VEC(struct due_circle) circles;
};

void due_open(struct due *d, int32_t today, int32_t by, struct str owner, struct arena *a);
/* What an image holds. Nothing of it is needed afterwards. */
void due_add(struct due *d, const struct image *img);
/* Puts the entries in order: what is late, what is due, what is needed first, what lacks evidence; each by deadline. */
void due_close(struct due *d);
void due_show(struct out *o, const struct due *d, enum grid_format format, struct progress_look look, struct arena *scratch);

#endif
