/* office.h - irp-office: XLSX, ODS and DOCX files of what irp streams to it (stream.h). A program of its own, so that irp itself needs no library:
 * libxlsxwriter and libzip are linked here alone.
 *
 * The same stream gives the same bytes: entries of archives have a fixed time, and the date of a file is the day asked about.
 */
#ifndef IRP_COMPILER_OFFICE_OFFICE_H
#define IRP_COMPILER_OFFICE_OFFICE_H

#include "read.h"

struct office {
    struct reader reader;
    struct office_info info;
    struct arena *arena;
    uint32_t      cut;                    /* texts that did not fit into a cell */
};

/* A format: reads the records after INFO, and gives the file. Why not, when *file stays empty: a text of ours. */
typedef const char *office_write(struct office *of, struct str *file);
office_write office_xlsx, office_ods, office_docx;

/* What a date shows of itself: as precise as its author was. */
struct str date_shown(struct arena *a, struct date d);
/* What stands before the year of its last day in that: "Q3 " of "Q3 2026". False: the year is another, or comes before (a winter ends in the next year). */
bool date_before_year(struct str shown, struct date d, struct str *before);
/* The last day counts: sorted by it, dates of every precision stand as irp compares them. */
static inline int32_t date_key(struct date d) { return d.last; }

/* How many lines the longest of a row's texts takes in its column, about: not all programs work out the height of a row when they open a file. */
#define ROW_LINES_MOST 30u                /* what fits into the highest row that Excel has */
unsigned row_lines(const struct sheet *s, const struct datum *values);

#define OFFICE_WRONG "what came on its standard input is not what irp sends"

#endif
