/* workload.h - what each owner has open, and when it falls due: a row for each owner, a column for each month from that of the day asked about on.
 *
 * Open actions and steps count, for each of their owners; what is late stands apart, and so does what has no deadline. Over all documents together.
 */
#ifndef IRP_REPORT_WORKLOAD_H
#define IRP_REPORT_WORKLOAD_H

#include "grid.h"

#define WORKLOAD_MONTHS_MOST 24u          /* columns; what falls due behind them is put together */

struct workload;
struct workload *workload_open(int32_t today, struct arena *a);
void workload_add(struct workload *w, const struct image *img);
/* Owners by how much they have open, most first; months in which nothing falls due have no column. */
struct grid *workload_made(struct workload *w);

#endif
