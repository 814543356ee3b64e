/* scales.h - what standards give to the documents that are held to them: scales of judgement and bank holidays.
 *
 * The standards of a file are numbered; each number has scales and holidays of its own, so that two standards, or two versions of one, may have
 * different scales of one name. All levels of a file are numbered together: they are the rows of the image's table "level".
 */
#ifndef IRP_COMPILER_SCALES_H
#define IRP_COMPILER_SCALES_H

#include "../../lang/tree/tree.h"
#include "../../runtime/rule/program.h"

struct scale {
    struct str name, by;
    uint64_t   kinds;                    /* mask of the kinds judged on it when they do not say By */
    uint32_t   first_level, levels;      /* of `level_names`, worst first */
};
struct scales {
    VEC(struct scale)   scales;
    VEC(struct str)     level_names;     /* of the whole vocabulary */
    VEC(int32_t)        holidays;        /* days, sorted, each once */
    struct str          standards;       /* the name, for messages: "hmip"; empty: held to none */
};
struct vocabulary {
    struct scales  all;                  /* every scale, each once: the image's tables */
    struct scales *of;                   /* by the number of the standard that a document is held to */
    uint32_t       len;
    const struct program *program;       /* what it was read from; NULL: nothing */
    bool           incomplete;           /* rules with mistakes were left out of the program */
};
#define HOLIDAYS_MOST 100000u            /* days of all calendars; more are passed over */
#define NO_SCALE UINT32_MAX

void vocabulary_open(struct vocabulary *v, uint32_t numbers, struct arena *a);
/* Adds the scales and calendars of a standard's document (item) of a tree to a number. Of two scales of one name the first added counts. What is wrong
 * with their labels is passed over: it is reported where labels are read (values.h). */
void vocabulary_add(struct vocabulary *v, uint32_t number, const struct tree *t, uint32_t document, struct arena *a);
/* After the last is added. */
void vocabulary_close(struct vocabulary *v);
/* That of a compiled program, which carries all of it. */
void vocabulary_read(struct vocabulary *v, const struct program *p, struct arena *a);
/* What holds for a document: of its standard's number, or nothing at all (-1). */
const struct scales *vocabulary_of(const struct vocabulary *v, int32_t number);
/* The scale of an inspectorate, or the one that a kind is judged on by default (inspectorate empty); NO_SCALE. */
uint32_t scales_find(const struct scales *s, struct str inspectorate, enum kind k);
/* The level's place in level_names, or -1. *near: the nearest name of the scale, or empty. */
int32_t scales_level(const struct scales *s, uint32_t scale, struct str name, struct str *near);
/* "Good progress, Reasonable progress, ...": best first. */
struct str scales_list(const struct scales *s, uint32_t scale, struct arena *a);

#endif
