/* reader.h - what the readers of the text form share: the line under way, and the program that grows. Private to compiler/ir.
 *
 * A function that returns false has said why (reader_refuse), and the reading ends with the line.
 */
#ifndef IRP_COMPILER_READER_H
#define IRP_COMPILER_READER_H

#include "build.h"

struct reader {
    struct arena *arena;
    struct build  build;             /* strings, tables, and the arrays of the program */
    struct str    line;              /* what is left of it */
    uint32_t      number;
    const char   *why;               /* NULL: no mistake yet */
    struct str    name;
    enum { IN_NOTHING, IN_STANDARD, IN_SCALE, IN_SLOTS, IN_CHECK, IN_METRICS, IN_KERNEL, IN_RULE, IN_VIEW } section;
};

/* False, always; the first reason stays. */
bool reader_refuse(struct reader *r, const char *why);
void reader_skip_blanks(struct reader *r);
/* The next word: up to a blank. Empty at the line's end. */
struct str reader_word(struct reader *r);
/* The next word must be this one. */
bool reader_literal(struct reader *r, const char *wanted, const char *why);
/* A whole number that 64 bits hold, with or without a minus. */
bool reader_number(struct str digits, int64_t *n);
/* A number behind a letter: s12, k3, r0, M5. A letter of 0: the bare number. */
bool reader_numbered(struct reader *r, char letter, uint32_t *n);
/* A text in quotes, escaped as in JSON; as a string of the program; as the name of one of its tables. */
bool reader_quoted(struct reader *r, struct str *text);
bool reader_quoted_string(struct reader *r, uint32_t *string);
bool reader_quoted_table(struct reader *r, uint32_t *table);

#endif
