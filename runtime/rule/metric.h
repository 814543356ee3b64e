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

/* A part of a row. `flag`: among the parts of the metric, the one that says whether this one is there. */
struct part { uint32_t slot; enum way way; uint32_t flag; };
#define PART_ALWAYS UINT32_MAX

/* How a figure is worked out of its parts, without the program that it comes from. */
struct metric_form {
    struct str         name;
    const struct op   *ops;   uint32_t ops_len;
    const struct sink *sinks; uint32_t sinks_len;
    const struct part *parts; uint32_t parts_len;
    struct hole        hole;
    uint32_t           values;
};
/* Of each metric of the program; pieces of it, until metric_keep copies one. */
const struct metric_form *metric_forms(const struct program *p, struct arena *a);
struct metric_form metric_keep(const struct metric_form *form, struct arena *a);
/* Both work alike on the same parts. */
bool metric_same(const struct metric_form *a, const struct metric_form *b);

/* The metric steps over an image, which has a table for each group that the program names (report/grouped.h). */
struct run *metrics_run(const struct program *p, const struct image *img, int32_t today, struct arena *a);
uint32_t metrics_rows(const struct run *r, const struct view *v);
/* The document of a row is held to the view's standard. */
bool metrics_held(struct run *r, const struct view *v, uint32_t row);
void metric_gather(const struct run *r, const struct metric_form *form, uint32_t row, int64_t *parts);
void metric_put_together(const struct metric_form *form, int64_t *into, const int64_t *from);
/* The values of the metric's hole. `regs` has room for a value of each operation. */
void metric_values(const struct metric_form *form, int32_t today, const int64_t *parts, int64_t *regs, int64_t *values);

/* A value that is there, as a message prints it (message.c); texts and levels are the image's. */
void hole_print(struct out *o, const struct image *img, const struct hole *h, const int64_t *values);

#endif
