/* rules.h - from the rules of standards to a program: names resolved, types checked, missing values refused, operations chosen.
 *
 * Needs: the trees of the standards, and their scales. Gives a program (verified by the caller before it runs); rules with mistakes are
 * left out of it, their mistakes in the sink.
 */
#ifndef IRP_COMPILER_RULES_H
#define IRP_COMPILER_RULES_H

#include "../check/values.h"
#include "../../runtime/rule/program.h"

struct standard_source {
    const struct tree *tree;
    uint32_t           document;         /* the standard's item */
    int32_t            number;           /* which rules carry: of the standard that a document is held to, also for those that it uses */
    struct diag_sink  *sink;             /* where its mistakes go */
};

/* Claims of a file: expressions that tie what a review prints to its data. Each becomes a rule of its item. */
struct claim_source {
    const struct tree *tree;             /* NULL: no claims */
    const int32_t     *held;             /* the number of the standard of each document */
    struct diag_sink  *sink;
};
bool has_claims(const struct tree *t);

const struct program *rules_lower(const struct standard_source *standards, uint32_t len, struct claim_source claims, const struct scales *scales, struct str name,
                                  struct arena *a);

#endif
