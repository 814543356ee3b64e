/* file.h - files: the whole of one in, the whole of one out, and nothing in between.
 *
 * Reading takes the whole file, up to a limit, before anything looks at it. Writing goes to a new file of a random name in the
 * target's folder, is synced, and is renamed over the target: killed at any instant, the old file or the new one stands whole.
 */
#ifndef IRP_BASE_FILE_H
#define IRP_BASE_FILE_H

#include "str.h"

/* Reads a regular file ("-": standard input) into the arena, at most `most` bytes; one NUL follows the text, not counted.
 * ERR_NOT_FOUND, ERR_IS_FOLDER, ERR_NOT_A_FILE (a FIFO, a device), ERR_TOO_LARGE, ERR_OPEN, ERR_READ. */
MUST_USE struct err file_read(struct arena *a, const char *name, size_t most, struct str *text);

enum file_mode { FILE_PLAIN, FILE_PROGRAM };   /* FILE_PROGRAM: executable by whoever may read it */
/* Writes `parts` one after another to `name`, whole or not at all. An existing target's mode (and owner, where allowed) is kept,
 * and a symbolic link is followed to its target; a target that may not be written is refused (ERR_OPEN). The arena is for names.
 * ERR_NOT_FOUND (its folder), ERR_IS_FOLDER, ERR_NOT_A_FILE, ERR_OPEN, ERR_WRITE. */
MUST_USE struct err file_write(struct arena *a, const char *name, const struct str *parts, size_t count, enum file_mode mode);

/* Writes `text` in the place of `was`, which is what the file held when it was read: ERR_CHANGED when it holds something else by now. */
MUST_USE struct err file_replace(struct arena *a, const char *name, struct str was, struct str text);

/* The ordinary files under `folder` whose names end with `suffix` (".irp"), sorted by their bytes, links not followed: files and
 * folders whose names start with "." are left out. Names are joined to `folder` as given ("examples/" gives examples/x/plan.irp;
 * "." gives x/plan.irp), and each ends with a NUL. A folder within that cannot be read is named among the files: whoever reads that tells why, and
 * the others are read all the same. ERR_NOT_FOUND (also: no folder), ERR_OPEN, ERR_READ. */
MUST_USE struct err file_find(struct arena *a, const char *folder, const char *suffix, struct str **names, uint32_t *count);

#endif
