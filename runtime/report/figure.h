/* figure.h - one value of a table: typed, and perhaps missing. */
#ifndef IRP_REPORT_FIGURE_H
#define IRP_REPORT_FIGURE_H

#include "../rule/program.h"

struct figure {
    enum hole_type type;
    bool       given, is_day;  /* is_day: a date of one day, `number` */
    int64_t    number;         /* of numbers and percentages: in millionths */
    struct str text;           /* of all else */
};

/* As text: "25%", "12,345.6" (grouped), "-" where it is missing; one decimal place. */
struct str figure_text(const struct figure *f, bool grouped, struct arena *a);

#endif
