/* grouped.h - an image as metrics see it: with a table for each group that they are for, and in the tables of items the group of each row.
 *
 * Made for as long as a summary works with the image, and only with what its program names: an image that is kept or built in holds no groups, and a
 * check pays nothing for them.
 *
 * Tables (each row belongs to a document: columns "document table", "document"):
 *   area     a row for each area of a document (areas are compared as names are), and one without a title for what has none: "title at", "title length"
 *   month    a row for each month in which something of a document falls due, and one for what has no deadline: "month" I32 (year * 12 + month - 1, or -1)
 *   status   a row for each current status of actions, steps or recommendations of a document: "status" I32 (enum status_code)
 *   estate   a row for each document: rows of all documents are put together
 *   owner    as in the image, and behind them a row without a title for the actions and steps of a document that name no owner
 * Columns of items: "area", "month", "status", "estate" I32: the row of the group, or -1.
 */
#ifndef IRP_REPORT_GROUPED_H
#define IRP_REPORT_GROUPED_H

#include "../rule/program.h"

/* The view borrows from the image, and lives in the arena. */
const struct image *image_grouped(const struct image *img, const struct program *p, int32_t today, struct arena *a);

#endif
