/* derived.h - what derived.c and counted.c share: a table whose property is worked out, and the properties that others rest on. */
#ifndef IRP_RULE_DERIVED_H
#define IRP_RULE_DERIVED_H

#include "engine.h"

struct place_of_table { const struct image *img; const struct table *table; int32_t number, today; struct arena *arena; };
struct dates { uint8_t *given; int32_t *first, *last; uint8_t *form; };
struct text_parts { uint8_t *given; uint32_t *at, *length; };

/* A column for the table's rows, padded and zeroed. */
static inline void *room_for(const struct place_of_table *t, size_t bytes)
{
    return pack_room(t->arena, (uint64_t)image_padded(t->table->rows) * bytes);
}

uint8_t     *open_rows(const struct place_of_table *t);
struct dates first_deadlines(const struct place_of_table *t);
struct dates effective_deadlines(const struct place_of_table *t);

/* The values of a label that may be repeated; false when no item has one. */
struct values { const struct image *img; const struct table *list; struct str label; const int32_t *up; const uint8_t *given; uint32_t items; };
bool       open_values(const struct place_of_table *t, struct str label, struct values *v);
bool       value_counts(const struct values *v, uint32_t row);
struct str value_text(const struct values *v, uint32_t row, const char *what);
/* A property of type TEXT: a piece of the source for each row that has one. */
struct text_parts open_texts(const struct place_of_table *t, void **part);
void         put_text(const struct place_of_table *t, struct text_parts *to, uint32_t row, struct str text);

/* Who owns each item. `same` says whether an owner's name is meant by `who`. */
struct owners { struct values all; const struct table *names; const int32_t *row; const uint32_t *first; };
bool open_owners(const struct place_of_table *t, struct owners *o);
bool owned_by(const struct owners *o, uint32_t item, struct str who, bool (*same)(struct str owner, struct str who));

/* Where reports stand: under the item itself, and in periodic returns, whose entries name it. The columns that say of which item and day each is. */
#define REPORT_TABLES 2u
extern const char *const report_tables[REPORT_TABLES];
struct update_days { const int32_t *up_table, *up, *first, *last; const uint8_t *form; };
bool open_update_days(const struct table *u, struct update_days *d);

/* counted.c */
void derive_owned(const struct place_of_table *t, void **part);
void derive_bunched(const struct place_of_table *t, void **part);
void derive_months_due(const struct place_of_table *t, void **part);
void derive_busiest(const struct place_of_table *t, void **part);
void derive_second(const struct place_of_table *t, void **part);
void derive_before(const struct place_of_table *t, void **part);
void derive_before_same(const struct place_of_table *t, void **part);

/* verified.c */
void derive_by_owner(const struct place_of_table *t, void **part);

/* listed.c */
void derive_unexplained(const struct place_of_table *t, void **part);
void derive_undated(const struct place_of_table *t, void **part);
void derive_afterwards(const struct place_of_table *t, void **part);
void derive_bare_refusals(const struct place_of_table *t, void **part);
void derive_bare_parts(const struct place_of_table *t, void **part);
void derive_bare_principles(const struct place_of_table *t, void **part);
void derive_accepted(const struct place_of_table *t, void **part);
void derive_silent(const struct place_of_table *t, void **part);
void derive_answered_twice(const struct place_of_table *t, void **part);

/* reported.c */
void derive_reported_before(const struct place_of_table *t, void **part);
void derive_progress_before(const struct place_of_table *t, void **part);
void derive_latest_report(const struct place_of_table *t, void **part);
void derive_evidenced(const struct place_of_table *t, void **part);
void derive_latest_return(const struct place_of_table *t, void **part);

/* chains.c */
void derive_circle(const struct place_of_table *t, void **part);
void derive_awaited(const struct place_of_table *t, void **part);
void derive_awaited_deadline(const struct place_of_table *t, void **part);

/* prose.c */
#define ROLES_MOST      16u               /* roles in the text of one action */
#define ROLE_WORDS_MOST 12u               /* words in the name of one */
/* Those that are asked (not NULL) in one reading of each text. */
void derive_prose(const struct place_of_table *t, void **role, void **verb, void **time);
void derive_role(const struct place_of_table *t, void **part);
void derive_vague_verb(const struct place_of_table *t, void **part);
void derive_vague_time(const struct place_of_table *t, void **part);

#endif
