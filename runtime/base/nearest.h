/* nearest.h - the name that was probably meant: of many candidates the one that is fewest slips of the pen away, if any is near enough.
 *
 * Letters are compared as str_distance does. Words in another order are one slip ("progress, good"), and so are words that were left out behind those
 * that are there ("Reasonable" for "Reasonable progress"). A word that is another altogether is no slip, however short it is: "Some progress" is not near
 * "Good progress".
 */
#ifndef IRP_BASE_NEAREST_H
#define IRP_BASE_NEAREST_H

#include "str.h"

struct nearest {
    struct str word, best;               /* best: the nearest so far; empty: none is near */
    unsigned   least;                    /* its slips, plus one where it is none */
};
/* How many slips a word of so many letters may hold and still be known. */
unsigned near_enough(size_t letters);
struct nearest nearest_open(struct str word);
/* True when the candidate is nearer than all before it. It must outlive *n. */
bool nearest_try(struct nearest *n, struct str candidate);

#endif
