/* spots.h - from bytes of a source to lines and columns, for any number of places in any order.
 *
 * The source is read forward once, as far as the last place asked about, and a mark is left every SPOTS_STEP bytes: so a place costs
 * at most SPOTS_STEP bytes of counting, however long its line is, and a million findings cost what a million steps do.
 */
#ifndef IRP_REPORT_SPOTS_H
#define IRP_REPORT_SPOTS_H

#include "../base/str.h"

#define SPOTS_STEP 1024u

/* Lines and columns count from 1; columns are code points. A byte order mark is no column. */
struct spot {
    uint32_t line, column;
    uint32_t start;           /* the byte at which the line starts */
};

struct spot_mark { uint32_t line, start, points; };

struct spots {
    struct str    source;
    struct arena *arena;      /* of the marks */
    VEC(struct spot_mark) marks;   /* [k]: the state at byte k * SPOTS_STEP */
};

void spots_open(struct spots *l, struct str source, struct arena *a);
/* Where byte `at` is; past the end: the end. */
struct spot spots_at(struct spots *l, size_t at);

#endif
