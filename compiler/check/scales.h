/* scales.h - what a set of standards gives to the documents that are held to it: scales of judgement and bank holidays. */
#ifndef IRP_COMPILER_SCALES_H
#define IRP_COMPILER_SCALES_H

#include "../../lang/tree/tree.h"

struct scale {
    struct str name, by;
    uint64_t   kinds;                    /* mask of the kinds judged on it when they do not say By */
    uint32_t   first_level, levels;      /* of `level_names`, worst first */
};
struct scales {
    VEC(struct scale)   scales;
    VEC(struct str)     level_names;
    VEC(int32_t)        holidays;        /* days, sorted */
    struct str          standards;       /* the names, for messages: "hmip" */
};
#define HOLIDAYS_MOST 100000u            /* days of all calendars; more are passed over */
#define NO_SCALE UINT32_MAX

/* Adds the scales and calendars of a standard's document (item) of a tree. What is wrong with their labels is passed over: it is reported where labels
 * are read (values.h). */
void scales_add(struct scales *s, const struct tree *t, uint32_t document, struct arena *a);
/* The scale of an inspectorate, or the one that a kind is judged on by default (inspectorate empty); NO_SCALE. */
uint32_t scales_find(const struct scales *s, struct str inspectorate, enum kind k);
/* The level's place in level_names, or -1. *near: the nearest name of the scale, or empty. */
int32_t scales_level(const struct scales *s, uint32_t scale, struct str name, struct str *near);
/* "Good progress, Reasonable progress, ...": best first. */
struct str scales_list(const struct scales *s, uint32_t scale, struct arena *a);

#endif
