/* stream.h - what irp tells irp-office on its standard input: tables of typed values, or documents as blocks. A private form: both ends are of one
 * version, and irp-office refuses any other.
 *
 *   "irp-office", version U32, then records, each a tag and what it has, then END with the number of records before it
 *   numbers are little-endian; a text is its length in bytes (U32) and its bytes, UTF-8
 *
 *   INFO   title TEXT, day asked about I32                                         first, once
 *   SHEET  name TEXT, columns U32, of each: title TEXT, type U8, width U32, alarm U8   before the rows of any
 *   ROW    sheet U32, of each column: type U8 and the value                         rows of sheets may come in turns
 *   DOCUMENT  title TEXT, it is a letter U8, blocks U32, then as many blocks, each its kind U8 and what it has (enum office_block); for DOCX, in the order of the documents
 *   runs      their number U32, of each: kind U8, text TEXT, anchor that it leads to TEXT
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
#define CELL_TEXT_MOST      32767u        /* UTF-16 units of a text in a cell: Excel's; as people are told: */
#define CELL_TEXT_WORDS     "32,767"

enum office_tag { OFFICE_INFO = 'I', OFFICE_SHEET = 'S', OFFICE_ROW = 'R', OFFICE_DOCUMENT = 'D', OFFICE_END = 'E' };

/* Blocks are those of ../publish/document.h, with values as words already: what irp-office does not have to know, it is not told.
 *   HEADING    anchor TEXT, level U8, runs          PARAGRAPH  anchor TEXT, number TEXT, runs
 *   LIST       points U32, runs of each             LINES      use U8 (enum lines_use), lines U32, runs of each
 *   FACTS      facts U32, of each: name TEXT, runs  CONTENTS   entries U32, of each: number TEXT, title TEXT, anchor TEXT
 *   TABLE      anchor TEXT, caption runs, the first column names its rows U8, columns U32, of each: title TEXT, numbers U8, share of the width U32;
 *              rows U32, of each: use U8 (enum row_use), anchor TEXT, cells: OFFICE_AGAIN and OFFICE_GOES_ON U8, blocks U32, which are paragraphs and lists
 *   FIGURE     anchor TEXT, caption TEXT, message TEXT, note runs, titles of the parts' names and numbers TEXT TEXT, parts U32, of each: name TEXT, how many U32
 *   TURN       landscape U8: what follows stands on pages of that orientation */
enum office_block {
    OFFICE_HEADING = 'H', OFFICE_PARAGRAPH = 'P', OFFICE_LIST = 'L', OFFICE_LINES = 'N', OFFICE_FACTS = 'F', OFFICE_CONTENTS = 'C', OFFICE_TABLE = 'T',
    OFFICE_FIGURE = 'G', OFFICE_TURN = 'O'
};

enum { OFFICE_AGAIN = 1, OFFICE_GOES_ON = 2 };      /* it says what the cell above says, and is empty; the cell below does so */

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
