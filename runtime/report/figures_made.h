/* figures_made.h - between figures.c and figure_totals.c: figures worked out of parts. */
#ifndef IRP_REPORT_FIGURES_MADE_H
#define IRP_REPORT_FIGURES_MADE_H

#include "figures.h"

uint32_t parts_len(const struct metric_form *columns, uint32_t len);      /* of all columns */
const struct figure *figures_made(const struct metric_form *columns, uint32_t len, const struct image *img, int32_t today, const int64_t *parts, struct arena *a);

#endif
