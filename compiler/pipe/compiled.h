/* compiled.h - the standards that come with irp, compiled when irp was built (compiler/first): programs and machine code, linked in.
 *
 * A row is a standard with what it uses, on the days on which all of them stay the same. The first irp, which compiles them, and the tests have
 * none (none.c), and compile the texts.
 */
#ifndef IRP_COMPILER_COMPILED_H
#define IRP_COMPILER_COMPILED_H

#include "../../runtime/rule/native.h"

struct compiled_standard {
    const char *name;                    /* as documents name it */
    int32_t     from, to;                /* days */
    bool        latest;                  /* what a document without a day is held to */
    const char *program, *end;           /* its block, aligned to 64 */
    const struct native_code *const *codes;
    unsigned    codes_len;               /* 0: no machine code was linked in */
};
extern const struct compiled_standard compiled_standards[];
extern const unsigned compiled_standards_len;

#endif
