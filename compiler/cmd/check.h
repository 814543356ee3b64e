/* check.h - what irp check and irp check --watch have in common.
 *
 * Files are held to the settings of their own irp.conf: those of one form a group, with a session, a sieve and a baseline of its own.
 */
#ifndef IRP_COMPILER_CHECK_H
#define IRP_COMPILER_CHECK_H

#include "baseline.h"
#include "config.h"
#include "fixes.h"

struct group {
    const struct configured *configured;
    struct session session;
    struct sieve   sieve;
    uint32_t       files;
    bool           shares;               /* its returns are those of a group before it, and are told there */
};

struct checking {
    const struct arguments *args;        /* of the run */
    struct arena  *arena, *round;        /* of the groups; of one check of all files */
    struct checker_options options;
    struct checker checker;
    struct engine *engine;
    struct arena  *engine_arena;         /* machine code stays as long as irp runs */
    struct fixing  fixing;
    VEC(struct baseline_file *) baselines;
    VEC(struct group *) groups;          /* by the number of their configuration; NULL: no file is in it */
    struct names   files;
    struct map     real;                 /* of `files`, by their real names: for --watch */
    int            listed, status;       /* whether the files could be listed; that of a round */
    bool           closed;               /* nobody reads the findings any more */
};

/* All that comes before the first file is checked: its engine is set already. False after a message. */
bool check_prepare(struct checking *c, const struct arguments *args, struct arena *a);
/* Checks all files, with memory of c->round. The status. */
int check_all(struct checking *c);
/* Checks again and again, as files change, under the arguments of the command line. The status of the last time. */
int check_watched(const struct arguments *args, struct engine *engine, struct arena *a);

#endif
