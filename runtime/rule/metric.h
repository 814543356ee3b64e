/* metric.h - the figures of a program: what its metric steps give over an image, row by row, and how rows of several images become one.
 *
 * A figure of a row rests on the row's parts: what its kernel loads. Parts of rows that are put together (the same owner in two files) are put
 * together each in its way, and the kernel runs over the result: so a share over all files is the share of the sums, and no average of shares.
 */
#ifndef IRP_RULE_METRIC_H
#define IRP_RULE_METRIC_H

#include "program.h"

/* What becomes of two parts. WAY_LEAST and WAY_MOST are of the value; WAY_EITHER is of what says whether there is one, which counts for it. */
enum way { WAY_NONE, WAY_ADD_WHOLE, WAY_ADD_NUMBER, WAY_LEAST, WAY_MOST, WAY_EITHER };

/* The way of an output of a call; WAY_NONE: what it gives cannot be put together. */
enum way metric_way(uint32_t call, uint32_t output);

/* Whether an operation reads a column: what it gives is a part of the figure. */
bool op_loads(uint32_t code);

/* Whether rows of the view are put together over images: those of owners, areas, months and the estate. */
bool view_merges(const struct program *p, const struct view *v);

/* What is known of a program's metrics before they run. */
struct metric_parts { uint32_t first, len; };
struct part { uint32_t slot; enum way way; uint32_t flag; };   /* flag: among the metric's parts, the one that says whether this is there; PART_ALWAYS */
#define PART_ALWAYS UINT32_MAX
struct metrics {
    const struct program      *program;
    const struct metric_parts *of;        /* of each metric */
    const struct part         *parts;
    uint32_t                   parts_most, values_most, regs_most;   /* of one metric */
};
const struct metrics *metrics_open(const struct program *p, struct arena *a);

/* The metric steps over an image, which has a table for each group that the program names (report/grouped.h). */
struct run *metrics_run(const struct program *p, const struct image *img, int32_t today, struct arena *a);
/* The document of a row is held to the view's standard. */
bool metrics_held(struct run *r, const struct view *v, uint32_t row);
void metric_gather(const struct run *r, const struct metrics *all, uint32_t metric, uint32_t row, int64_t *parts);
void metric_put_together(const struct metrics *all, uint32_t metric, int64_t *into, const int64_t *from);
/* The values of the metric's hole. `regs` has room for regs_most. */
void metric_values(const struct metrics *all, uint32_t metric, int32_t today, const int64_t *parts, int64_t *regs, int64_t *values);

#endif
