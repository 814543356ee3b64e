/* value_form.h - a label's value in irp's form: dates as 15 June 2026, whatever else as it was typed. Private to lang/format. */
#ifndef IRP_LANG_VALUE_FORM_H
#define IRP_LANG_VALUE_FORM_H

#include "../table/table.h"

/* The text with the dates in it as they are printed. What is no date that irp understands stays. In the arena, or the text itself. */
struct str form_of_date(struct str text, struct arena *a);
struct str form_of_value(enum label l, struct str text, struct arena *a);

#endif
