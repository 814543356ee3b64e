/* tool.h - the programs that irp starts: irp-codegen, which is linked with LLVM, and irp-office, with what office files need. Each is a process of its
 * own that reads its standard input and answers on its standard output, so that irp itself needs no library; each may be missing.
 */
#ifndef IRP_COMPILER_TOOL_TOOL_H
#define IRP_COMPILER_TOOL_TOOL_H

#include "../../runtime/base/out.h"

/* A file of irp's own: beside irp, or where it was installed. NULL: nowhere. */
const char *tool_beside(const char *name, struct arena *a);

/* Starts words[0] with those words (NULL-terminated), writes `send` to it and reads what it answers, both at once. Its standard error is irp's.
 * ERR_NO_TOOL: it could not be started; ERR_TOOL: it did not end with 0, or answered more than `most` bytes. */
MUST_USE struct err tool_ask(const char *const *words, struct str send, size_t most, struct arena *a, struct str *answer);

#endif
