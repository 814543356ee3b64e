/* standards.h - the standards that irp ships, written in the language itself and embedded by the build (build/gen/standards.c). */
#ifndef IRP_LANG_STANDARDS_H
#define IRP_LANG_STANDARDS_H

#include <stddef.h>

/* `name`: the file's name without .irp, by which documents name it; `text`: the whole file, `length` bytes and one NUL. */
struct standard_text { const char *name; const char *text; size_t length; };

/* In order of name. */
extern const struct standard_text standard_texts[];
extern const unsigned standard_texts_len;

#endif
