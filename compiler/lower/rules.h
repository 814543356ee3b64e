/* rules.h - from the rules of standards to a program: names resolved, types checked, missing values refused, operations chosen.
 *
 * Needs: the trees of the standards, and their vocabulary. Gives a program (verified by the caller before it runs); rules with mistakes are
 * left out of it, their mistakes in the sink.
 */
#ifndef IRP_COMPILER_RULES_H
#define IRP_COMPILER_RULES_H

#include "../check/values.h"
#include "../../lang/syntax/expr.h"
#include "../../runtime/rule/program.h"

struct standard_source {
    const struct tree *tree;
    uint32_t           document;         /* the standard's item */
    int32_t            number;           /* which rules carry: of the standard that a document is held to, also for those that it uses */
    struct diag_sink  *sink;             /* where its mistakes go */
    int32_t            from, to;         /* the days on which it is in force */
    uint32_t           by;               /* the standard whose Use brought it, in the same array; NO_SOURCE: a document names it */
};
#define NO_SOURCE UINT32_MAX

/* Claims of a file: expressions that tie what a review prints to its data. Each becomes a rule of its item. */
struct claim_source {
    const struct tree *tree;             /* NULL: no claims */
    const int32_t     *held;             /* the number of the standard of each document */
    struct diag_sink  *sink;
};
bool has_claims(const struct tree *t);

/* What irp test and irp mutate ask of lowering on the way. Programs that are made to be run are lowered without (NULL). */
struct rules_hooks {
    void *of;
    bool  silent;                        /* no messages: only where rules fail is wanted */
    /* The next item of a standard: whether it is lowered. NULL: all are. */
    bool (*wanted)(void *of, const struct standard_source *s, uint32_t item);
    /* That item has become a rule of the program. */
    void (*made)(void *of, uint32_t rule);
    /* An expression of a rule, as it was read: gives what stands in its place. NULL: the line is left out. */
    const struct expr *(*written)(void *of, struct str source, const struct expr *e);
    /* A condition: a line of a rule, or one that is joined by and, or, not, or that selects what is counted. Each of its rows where it is asked is
     * true in one of two slots (U8): the one where it holds, or the one where it does not. */
    void (*condition)(void *of, struct str source, const struct expr *e, uint32_t holds, uint32_t fails);
};

const struct program *rules_lower(const struct standard_source *standards, uint32_t len, struct claim_source claims, const struct vocabulary *words, struct str name,
                                  const struct rules_hooks *hooks, struct arena *a);

#endif
