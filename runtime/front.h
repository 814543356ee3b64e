/* front.h - plans as text, read where a checker runs: the front end of the compiler as checkers have it (compiler/alone), without the lowering of
 * rules. A checker of plans alone, and a module for WebAssembly, have none of it: they answer ERR_NO_FRONT (nofront.c).
 */
#ifndef IRP_FRONT_H
#define IRP_FRONT_H

#include "rule/program.h"

/* A file with plans or returns ("-": standard input), checked to be text. ERR_NOT_TEXT: *at is the first byte that is not. */
MUST_USE struct err front_read(struct arena *a, const char *name, struct str *text, size_t *at);

/* The image of a text whose documents are held to the standards of the program, each to the version in force on its day. */
MUST_USE struct err front_image(struct str name, struct str text, const struct program *p, struct arena *a, const struct image **img);

#endif
