/* copies.h - one document in several files: two copies of a plan part sooner or later, and what counts both counts twice.
 *
 * A document is known by its kind, its title and the days of its inspection, as people know it. Periodic returns are many of one name, and are none.
 */
#ifndef IRP_COMPILER_COPIES_H
#define IRP_COMPILER_COPIES_H

#include "../../runtime/base/map.h"
#include "../../runtime/image/image.h"

#define COPIES_SAID_MOST 5u               /* are named; more are counted */

struct copy { uint32_t table; struct str title, file; int32_t first, last; };
struct copies {
    struct arena *arena;
    uint64_t      seed;
    struct map    known;                  /* `all`, by kind and title */
    VEC(struct copy) all;
    uint32_t      said;                   /* how many stood elsewhere already */
    bool          quiet;
};

void copies_open(struct copies *c, bool quiet, struct arena *a);
/* The documents of a file: one that stands in a file before is told on standard error. What is kept is copied. */
void copies_add(struct copies *c, const struct image *img);
/* How many more there were than were named. */
void copies_close(const struct copies *c);

#endif
