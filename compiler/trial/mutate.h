/* mutate.h - which small changes of the rules would no test notice.
 *
 * Each rule under test is left out, each of its lines When is left out, and each change of mutant.h is made, one at a time. A change is noticed when the
 * rule then finds something else in some test; changes that the typing rules refuse are none. A label `Survives: CHANGE because REASON` on the rule
 * explains one that no test can notice, in the words in which it is reported.
 */
#ifndef IRP_COMPILER_TRIAL_MUTATE_H
#define IRP_COMPILER_TRIAL_MUTATE_H

#include "trial.h"

#define RULE_MUTANTS_MOST 1000u          /* changes of one rule; the rest are not tried, which is told */
#define MUTANTS_MOST      20000u         /* changes of all rules, likewise */

struct mutation_finding { const struct trial_file *file; struct finding finding; };

struct mutation {
    struct trial *trial;
    uint32_t tried;
    bool     full;                       /* MUTANTS_MOST was told */
    uint32_t noticed, refused, explained, survived;
    VEC(struct mutation_finding) findings;
};

/* After trial_run, when every test passes. */
void mutation_make(struct mutation *m, struct trial *t);
/* Survivors without an explanation, and explanations without a survivor, as findings of a file. */
struct finding_list mutation_findings(const struct mutation *m, const struct trial_file *f, struct arena *a);

#endif
