/* mutant.h - one small change of an expression: what a test should notice. Private to compiler/trial.
 *
 * Changes are made in the tree, after reading: an operand of and, or, not left out; a comparison moved by one step; a test of being given answered; every
 * and some exchanged; a whole number or a length of time one more or one less; a word of a list, or a where, left out.
 */
#ifndef IRP_COMPILER_TRIAL_MUTANT_H
#define IRP_COMPILER_TRIAL_MUTANT_H

#include "../../lang/syntax/expr.h"

struct mutant {
    const struct expr *e;                /* the whole expression, changed */
    struct place place;                  /* what was changed */
    struct str   before, after;          /* the condition around it, in words; after empty: what `before` says is left out */
};

/* The n-th change of an expression of the source, in the order of the tree; false when it has no more. */
bool mutant_make(struct mutant *m, struct str source, const struct expr *e, uint32_t n, struct arena *a);

#endif
