/* stream.h - what irp tells irp-office on its standard input: tables of typed values, or documents as blocks. A private form: both ends are of one
 * version, and irp-office refuses any other.
 *
 *   "irp-office", version U32, then records, each a tag and what it has, then END with the number of records before it
 *   numbers are little-endian; a text is its length in bytes (U32) and its bytes, UTF-8
 *
 *   INFO   title TEXT, day asked about I32                                         first, once
 *   SHEET  name TEXT, columns U32, of each: title TEXT, type U8, width U32, alarm U8   before the rows of any
 *   ROW    sheet U32, of each column: type U8 and the value                         rows of sheets may come in turns
 *   DOCUMENT  the parts of struct document, then its blocks (document_stream.h)
 *
 * A value has the type of its column, or DATUM_MISSING. irp-office writes the file to its standard output; what a reader has to know of it (a text that
 * did not fit) goes to standard error.
 */
#ifndef IRP_COMPILER_OFFICE_STREAM_H
#define IRP_COMPILER_OFFICE_STREAM_H

#include "../../runtime/value/date.h"

#define OFFICE_VERSION      1u
#define OFFICE_MAGIC        "irp-office"
#define OFFICE_INPUT_MOST   ((size_t)1 << 30)
#define OFFICE_MEMORY_MOST  ((uint64_t)8 << 30)
#define OFFICE_SECONDS_MOST 300u          /* of CPU time */
#define SHEETS_MOST         64u           /* of a file */
#define SHEET_COLUMNS_MOST  256u
#define SHEET_ROWS_MOST     1048575u      /* below the row of titles: what Excel and LibreOffice have */
#define COLUMN_WIDTH_MOST   255u          /* letters */
#define SHEET_NAME_MOST     31u           /* letters: Excel's */
#define CELL_TEXT_MOST      32767u        /* UTF-16 units of a text in a cell: Excel's */

enum office_tag { OFFICE_INFO = 'I', OFFICE_SHEET = 'S', OFFICE_ROW = 'R', OFFICE_DOCUMENT = 'D', OFFICE_END = 'E' };

/* DATUM(ID, word): what a column holds. */
#define DATUM_TABLE(V) \
    V(MISSING, "missing") V(TEXT, "text") V(WHOLE, "whole number") V(PERCENT, "percentage") V(DATE, "date")
enum datum_type {
#define V(id, word) DATUM_##id,
    DATUM_TABLE(V)
#undef V
    DATUM_TYPES
};
struct datum {
    enum datum_type type;
    struct str      text;
    int64_t         number;               /* WHOLE; PERCENT in millionths of 1 */
    struct date     date;
};

#endif
