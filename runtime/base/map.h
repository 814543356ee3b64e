/* map.h - a hash table from 64-bit hashes to 32-bit numbers, open addressing, no order that anyone can see.
 *
 * The caller owns the keys and tells equality: map_find walks the numbers stored under a hash. Seeds come from
 * map_seed (16 bytes of entropy a process, taken on first use), so that nobody can choose colliding names.
 */
#ifndef IRP_BASE_MAP_H
#define IRP_BASE_MAP_H

#include "mem.h"

struct map {
    struct arena *arena;
    struct { uint32_t hash, value; } *slots;   /* value + 1; 0 = free */
    uint32_t used, mask;                       /* mask: slots - 1, or 0 before the first */
};

/* An empty table; `expected` entries fit without growing (0: small). Cheap to make: 24 bytes until first use. */
void map_open(struct map *m, struct arena *a, uint32_t expected);
/* Forgets all entries and keeps the room: for a table used again for each document. */
void map_clear(struct map *m);
/* value: less than UINT32_MAX. What is added twice is found twice. */
void map_add(struct map *m, uint64_t hash, uint32_t value);

/* for (struct map_walk w = map_find(m, hash); map_next(&w);) if (same(w.value)) ... */
struct map_walk { const struct map *map; uint32_t hash, at, value; };
struct map_walk map_find(const struct map *m, uint64_t hash);
bool map_next(struct map_walk *w);

uint64_t map_seed(void);
/* Fresh entropy at each call: for the names of temporary files. */
uint64_t map_random(void);

#endif
