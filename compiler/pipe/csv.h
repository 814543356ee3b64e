/* csv.h - tables as text, RFC 4180: rows of cells, quotes around what holds a delimiter, a line end or a quotation mark (which is doubled).
 *
 * Line ends are LF, CRLF or CR. Blanks around a cell belong to it.
 */
#ifndef IRP_COMPILER_CSV_H
#define IRP_COMPILER_CSV_H

#include "../../runtime/report/finding.h"

struct csv_cell { struct str text; struct place place; };      /* place: of the cell in the table, with its quotes */
struct csv_row  { struct csv_cell *at; uint32_t len, room; };

enum csv_fault { CSV_FINE, CSV_OPEN, CSV_BEHIND };   /* a quotation mark that nothing closes; text behind one that closes a cell */

struct csv { struct str text; size_t at; char delimiter; };

/* The next row; false at the end. At a fault *where is its place, and the row holds what could be read. */
bool csv_next(struct csv *c, struct csv_row *row, enum csv_fault *fault, struct place *where, struct arena *a);

#endif
