/* joined.h - a plan's text with the periodic returns for it behind it: one text and one image of both, and the way back from its places to the two
 * files that they came from.
 */
#ifndef IRP_JOINED_H
#define IRP_JOINED_H

#include "report/finding.h"

/* In the joined text; where it stands in the returns' own; span: 0, or how many bytes of that the piece stands for as a whole, whatever its own are: a
 * cell of a table. */
struct joined_piece { uint32_t at, length, from, span; };
struct joined {
    struct str name, text;           /* of the returns */
    uint32_t   own;                  /* bytes of the plan's text */
    const struct joined_piece *pieces;
    uint32_t   len;                  /* 0: nothing was joined */
};

/* The findings of the joined text as those of the plan's file and those of the returns'. The lists borrow from `all` and live in the arena. */
void joined_split(const struct joined *j, const struct finding_list *all, struct arena *a, struct finding_list *own, struct finding_list *returns);

#endif
