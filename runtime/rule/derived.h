/* derived.h - what derived.c and counted.c share: a table whose property is worked out, and the properties that others rest on. */
#ifndef IRP_RULE_DERIVED_H
#define IRP_RULE_DERIVED_H

#include "engine.h"

struct place_of_table { const struct image *img; const struct table *table; int32_t number, today; struct arena *arena; };
struct dates { uint8_t *given; int32_t *first, *last; uint8_t *form; };

/* A column for the table's rows, padded and zeroed. */
static inline void *room_for(const struct place_of_table *t, size_t bytes)
{
    return pack_room(t->arena, (uint64_t)image_padded(t->table->rows) * bytes);
}

uint8_t     *open_rows(const struct place_of_table *t);
struct dates effective_deadlines(const struct place_of_table *t);

/* counted.c */
void derive_owned(const struct place_of_table *t, void **part);
void derive_bunched(const struct place_of_table *t, void **part);
void derive_busiest(const struct place_of_table *t, void **part);
void derive_second(const struct place_of_table *t, void **part);
void derive_before(const struct place_of_table *t, void **part);
void derive_before_same(const struct place_of_table *t, void **part);

/* verified.c */
void derive_by_owner(const struct place_of_table *t, void **part);

#endif
