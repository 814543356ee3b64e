/* sieving.h - what irp check makes of --select, --ignore and --severity: words that are known, for the sieve. */
#ifndef IRP_COMPILER_SIEVING_H
#define IRP_COMPILER_SIEVING_H

#include "config.h"

#define WORDS_NEAR_MOST 1000u            /* words that nobody knows and for which a near one is looked for */

/* A word whose rule no standard that comes with irp has: one of the files may. */
struct doubtful { struct option_given from; struct str word; bool known; };

struct sieving {
    struct arena *arena;
    VEC(struct str) rules;               /* of the standards that come with irp, each name once; listed when first asked for */
    struct map    known;                 /* `rules`, by name */
    VEC(struct doubtful) doubtful;
    struct map    asked;                 /* `doubtful`, by word */
    uint32_t      unknown;               /* of `doubtful`, so far */
    uint32_t      mistakes;              /* that were told */
    bool          again;                 /* the words of the command line were looked at, for other settings */
};

void sieving_open(struct sieving *s, struct arena *a);
/* The sieve that the arguments ask for. */
void sieving_take(struct sieving *s, const struct arguments *args, struct sieve *sieve);
/* Strikes out the doubtful words that are rules of the program. */
void sieving_meet(struct sieving *s, const struct program *p);
/* Tells those that are left. A line of irp.conf may mean a rule of a standard that none of these files is held to: there only what is near to a known
 * name, and so a slip of the pen, is told. */
void sieving_tell(struct sieving *s);

#endif
