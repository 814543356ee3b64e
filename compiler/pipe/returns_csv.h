/* returns_csv.h - periodic returns as a table: rows become "# Update" documents, read from then on like any others, and places in those lead back to
 * the cells that they come from. The columns: lang/table/returns.def.
 */
#ifndef IRP_COMPILER_RETURNS_CSV_H
#define IRP_COMPILER_RETURNS_CSV_H

#include "../../lang/source/diag.h"
#include "../../runtime/joined.h"

/* A file's name says so: it ends with .csv or .tsv. */
bool returns_are_csv(struct str name);

struct returns_made {
    struct str text;                     /* the documents */
    const struct joined_piece *pieces;   /* of the text, one behind another: the cell that each piece stands for */
    uint32_t   len;
};
/* Mistakes of the table go to the sink, with places in it; a row with one is left out. Linear. */
struct returns_made returns_from_csv(struct str table, struct diag_sink *sink, struct arena *a);

#endif
