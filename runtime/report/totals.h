/* totals.h - the progress of any number of documents as one: what `irp summary --format json` and the report of an estate both show.
 *
 * Counts are added. Owners, months and areas of one name are one group; concerns stay apart, for a number means something only within its document.
 * Judgements are added by inspectorate, scale and kind of item: levels of two scales are never counted together. So every list adds up to the
 * totals as it does within a document.
 */
#ifndef IRP_REPORT_TOTALS_H
#define IRP_REPORT_TOTALS_H

#include "report.h"

struct progress_totals;
struct progress_totals *progress_totals_open(int32_t today, struct arena *a);
/* What is taken of it is copied. */
void progress_totals_add(struct progress_totals *t, const struct progress *p);
/* The sums, without a title. Its lists of owners, months, areas and judgements; concerns, sentences and what is most late are of documents. */
const struct progress *progress_totals_made(struct progress_totals *t);

#endif
