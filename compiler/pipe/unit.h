/* unit.h - what irp and built checkers do alike with a file's text: it is read, and its tree becomes an image. Knows nothing of rules. */
#ifndef IRP_COMPILER_UNIT_H
#define IRP_COMPILER_UNIT_H

#include "../lower/plan.h"

/* Reads a file ("-": standard input) and makes sure that it is text: ERR_NOT_TEXT (*at: the first byte that is not), ERR_EMPTY, and those of file_read. */
MUST_USE struct err pipe_read(struct arena *a, const char *name, struct str *text, size_t *at);

/* The image of a tree whose documents are held to the standards `held` numbers, with the findings so far and its own, sorted. */
const struct image *unit_image(const struct tree *t, const struct vocabulary *words, const int32_t *held, struct diag_sink *sink, struct arena *a);

#endif
