/* baseline.h - the file of a baseline: findings that were there before, one a line, sorted, so that it can be kept with the plans and its changes read.
 *
 *     irp baseline 1
 *     plans/a.irp<TAB>missing-owner<TAB>0123456789abcdef0123456789abcdef
 *
 * File, name, fingerprint. Files are named from the folder of the baseline, so that it may be moved with them. A backslash, a tab and a line end in
 * a name are written \\, \t and \n.
 */
#ifndef IRP_COMPILER_BASELINE_H
#define IRP_COMPILER_BASELINE_H

#include "cmd.h"

#define BASELINE_VERSION    1u
#define BASELINE_BYTES_MOST ((size_t)256 << 20)

struct baseline_file {
    struct baseline baseline;
    const char     *name;
    struct str      folder;              /* with every link followed */
    bool            updates;             /* what is found is taken in, and written at the end */
    bool            read;
};

void baseline_named(struct baseline_file *b, struct str name, bool updates, struct arena *a);
bool baseline_is(const struct baseline_file *a, const struct baseline_file *b);   /* the same file */
/* Reads it; one that is written may not be there yet. False after a message. */
bool baseline_read(struct baseline_file *b, struct arena *a);
/* What a file is called in it: for the sieve. */
struct str baseline_name(void *of, struct str name, struct arena *a);
/* Tells what is gone (each one when `all`), or writes what there is now. False after a message. */
bool baseline_close(struct baseline_file *b, bool all, bool quiet);

#endif
