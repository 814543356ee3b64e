/* cover.h - coverage: which rules the tests made find something, and which conditions they saw hold and not hold.
 *
 * The conditions of a rule are its lines When and Require, what and, or and not join in them, and the same within what is counted. One is seen both
 * ways when among the rows of documents held to the standard there is one where it is asked and holds, and one where it is asked and does not.
 */
#ifndef IRP_COMPILER_TRIAL_COVER_H
#define IRP_COMPILER_TRIAL_COVER_H

#include "trial.h"
#include "../../runtime/base/map.h"

/* A condition of a rule or a define. */
struct condition { uint32_t part; struct place place; bool held, failed; };

/* A rule or a define of a standard under test. */
struct covered {
    const struct trial_file *file;
    uint32_t   item, end;                /* end: the byte of the file behind it */
    struct str name;
    bool       is_rule, fired;
    uint32_t   conditions, seen;         /* seen: both ways */
};

struct cover {
    struct trial *trial;
    VEC(struct covered)   parts;         /* file by file, in the order of the file */
    uint32_t             *first;         /* of each file, and behind the last: its first part */
    VEC(struct condition) conditions;
    struct map            map;           /* of conditions, by place */
    uint32_t rules, fired, both;         /* both: conditions seen both ways */
};

/* After trial_run. */
void cover_make(struct cover *c, struct trial *t);
/* What is not covered, file by file, as notes: a finding where something is missing. */
struct finding_list cover_gaps(const struct cover *c, const struct trial_file *f, struct arena *a);
/* How many of a hundred, rounded down; of none, all. */
unsigned cover_percent(uint32_t some, uint32_t all);

#endif
