/* front.h - plans as text, read where a checker runs: the front end of the compiler as checkers have it (compiler/alone), without the lowering of
 * rules. A checker of plans alone, and a module for WebAssembly, have none of it: they answer ERR_NO_FRONT (nofront.c).
 */
#ifndef IRP_FRONT_H
#define IRP_FRONT_H

#include "joined.h"
#include "rule/program.h"

/* Whether there is a front end here. */
bool front_here(void);

/* A file with plans or returns ("-": standard input), checked to be text. ERR_NOT_TEXT: *at is the first byte that is not. */
MUST_USE struct err front_read(struct arena *a, const char *name, struct str *text, size_t *at);

/* The image of a text whose documents are held to the standards of the program, each to the version in force on its day. */
MUST_USE struct err front_image(struct str name, struct str text, const struct program *p, struct arena *a, const struct image **img);

/* Periodic returns as text, for plans that were built in. `name` and `text` are kept. */
struct front_returns;
MUST_USE struct err front_returns(struct str name, struct str text, struct arena *a, struct front_returns **f);
/* The mistakes of a table of returns, as findings of it. False: there are none. */
bool front_mistakes(const struct front_returns *f, struct finding_list *list);
/* A plan with the returns for it behind its text (j->len 0: there are none, and *img is what it was). Its documents are held as they were. */
void front_join(struct front_returns *f, const struct image *was, const struct program *p, struct arena *a, const struct image **img, struct joined *j);
/* The returns that were for no plan, each told so. False: there are none. */
bool front_left(struct front_returns *f, const struct program *p, struct arena *a, const struct image **img, struct joined *j);

#endif
