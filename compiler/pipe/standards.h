/* standards.h - which standards a file's documents are held to, and those standards compiled. Private to compiler/pipe. */
#ifndef IRP_COMPILER_STANDARDS_H
#define IRP_COMPILER_STANDARDS_H

#include "pipe.h"

/* `held`: for each item that is a document, the number of its standard (-1: none). Mistakes go to the sink; standards that stand in the file itself
 * are compiled with it and not kept. NULL when no document is held to any. */
const struct standard_set *standards_for(struct session *s, const struct tree *t, int32_t *held, struct diag_sink *sink, struct arena *a);

#endif
