/* plan.h - from a tree to a plan image: every value read and checked, every name resolved, every cell in its column.
 *
 * Needs: a tree, and the vocabulary of the standards that its documents are held to.
 * Gives: an image (always; cells that a mistake was reported for are in doubt). Changes neither.
 */
#ifndef IRP_COMPILER_PLAN_H
#define IRP_COMPILER_PLAN_H

#include "../check/values.h"

/* `held`: for each item that is a document, the number of its standard in the program and the vocabulary (image column "standard"); -1: none. */
const struct image *plan_lower(const struct tree *t, const struct vocabulary *words, const int32_t *held, struct diag_sink *sink, struct arena *a);

#endif
