/* readers.h - what the readers of values.c, dates.c, status.c and allowances.c share. Private to compiler/check. */
#ifndef IRP_COMPILER_READERS_H
#define IRP_COMPILER_READERS_H

#include "values.h"

struct place value_place(const struct reading *r, struct str s);
/* Sets the field and the one after it (at, length) to a text of the source. */
void value_set_place(const struct reading *r, struct value *v, enum field at, struct str s);
/* Sets the field and the two after it (first, last, form). */
void value_set_date(struct value *v, enum field first, struct date d);
/* "; the nearest is ...", or empty. */
struct str value_near(struct reading *r, struct str near);
bool value_because(struct str rest, struct str *because);
/* Reports a text that is no date, by its fault. */
void value_date_fault(struct reading *r, struct str text, struct date_read read);

/* The status that a word of this or of another tracker stands for ("Done": Completed), in the words of the table; empty: none. */
struct str status_meant(struct str word);

bool value_read_range(struct reading *r, struct str text, struct value *v);
bool value_read_deadline(struct reading *r, struct str text, struct value *v);
bool value_read_revision(struct reading *r, struct str text, struct value *v);
bool value_read_status(struct reading *r, struct str text, struct value *v);
bool value_read_allowance(struct reading *r, struct str text, struct value *v);
bool value_read_reference(struct reading *r, struct str text, struct value *v);

#endif
