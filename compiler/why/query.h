/* query.h - the rule language as a question to plans: a value of each document, or columns of values for each item of a kind.
 *
 *     count of actions where late
 *     each action where late: number, owner, deadline as "Due"
 *
 * Typed as rules are: a condition looks at what is known to be given, and what the `where` says is known in the columns. A value as a whole may be
 * missing. Names, defines, functions and scales are those of the standard that the first document of each file is held to.
 */
#ifndef IRP_COMPILER_QUERY_H
#define IRP_COMPILER_QUERY_H

#include "../lower/trace.h"
#include "../pipe/pipe.h"
#include "../../runtime/report/grid.h"

struct query_column { struct place at; struct str title; const struct expr *e; };

struct query {
    struct arena *arena;
    struct str    text;
    enum kind     each;                   /* KIND_NONE: a value of each document */
    const struct expr *where;             /* NULL: all */
    VEC(struct query_column) columns;     /* none: what the item is called, and its line */
    struct diag_sink sink;                /* mistakes, with places in the text; of the first file where there are any */
    bool          answered;               /* some file could be asked */
    uint32_t      documents;
    struct grid   grid;                   /* file and document before the columns */
};

/* Takes a question apart. False: the sink has mistakes. */
bool query_read(struct query *q, struct str text, struct arena *a);
/* Asks a file, which was compiled with the sources of its standards; its rows are added. Nothing of the file is needed afterwards. */
void query_ask(struct query *q, const struct unit *u, int32_t today);

/* A condition about each document: what it was found to be. */
struct condition_row { struct str document; bool holds; struct str left; };      /* left: of a comparison, the words and the value of its left side; or empty */
struct condition_rows { struct condition_row *at; uint32_t len; };
/* Of the documents of a file of which it can be asked. `sink`: why it could be asked of none. */
struct condition_rows condition_ask(struct str text, const struct unit *u, int32_t today, struct diag_sink *sink, struct arena *a);

#endif
