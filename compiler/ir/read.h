/* read.h - a program from its text form (runtime/rule/print.c), so that tests of the core can be texts.
 *
 * One thing a line; blank lines and lines that start with # are passed over; words are parted by blanks. What is printed is read back as the same program:
 * its arrays are the same, and its strings are numbered anew in the order in which they are met. SPEC.md (Programs as text) has the grammar.
 */
#ifndef IRP_COMPILER_READ_H
#define IRP_COMPILER_READ_H

#include "../../runtime/rule/program.h"

struct ir_mistake { uint32_t line; const char *why; };   /* line 0: the whole program does not hold together */

/* The program, verified, in the arena; NULL with *mistake set. Linear in the text, but for names of tables. */
const struct program *program_read(struct str text, struct arena *a, struct ir_mistake *mistake);

#endif
