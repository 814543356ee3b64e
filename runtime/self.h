/* self.h - the bytes of a checker's own bundle (image/bundle.h): of the file that is running (self.c), or of what was linked into it
 * (wasm/wasm.c).
 */
#ifndef IRP_SELF_H
#define IRP_SELF_H

#include "base/str.h"

/* `name`: argv[0]. `fd`: the file's descriptor, for machine code to be mapped from; -1: none. Not released: the program ends with it. */
struct self { int fd; struct str bytes; };
MUST_USE struct err self_open(const char *name, struct self *self);

#endif
