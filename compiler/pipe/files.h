/* files.h - standards in files of their own. Private to compiler/pipe.
 *
 * `Standard: ours` that is neither in the file nor shipped is looked for as ours.irp: beside the file, then in standards/ beside it, then so in each
 * folder above, up to the one that holds .git or irp.conf. Nothing outside that folder is read, whatever links say; where no folder above holds
 * either, only the file's own folder is looked into. Each file is read once a session.
 */
#ifndef IRP_COMPILER_FILES_H
#define IRP_COMPILER_FILES_H

#include "pipe.h"

/* The file with the standard of that name, for whoever names it in the file `from` (as on the command line); NULL: there is none. */
const struct standard_file *standard_file(struct session *s, struct str from, struct str name);

#endif
