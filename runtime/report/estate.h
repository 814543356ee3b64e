/* estate.h - any number of documents as one estate: their sums, a line for each, what is most late over all, and the concerns that recur.
 *
 * What is taken of a document is copied: images come and go one by one. Every list adds up to the sums.
 */
#ifndef IRP_REPORT_ESTATE_H
#define IRP_REPORT_ESTATE_H

#include "recurring.h"
#include "report.h"

#define ESTATE_DOCUMENTS 20u              /* up to so many each is shown whole as text; beyond, the estate is */

struct estate_document { struct str file, kind, title; struct progress counts; int32_t days_late; };   /* counts: without lists and texts */
struct estate_late { struct str document; struct late_action action; };

struct estate {
    struct arena *arena;
    int32_t       today;
    struct progress_totals *totals;
    struct recurring       *recurring;
    VEC(struct estate_document) documents;
    struct estate_late latest[LATEST_MOST];        /* the latest first; of the same lateness as they came */
    uint32_t           latest_len;
};

void estate_open(struct estate *e, int32_t today, struct arena *a);
void estate_add_image(struct estate *e, const struct image *img);
void estate_add(struct estate *e, const struct progress *p, struct str file);

#endif
