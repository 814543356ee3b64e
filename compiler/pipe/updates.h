/* updates.h - periodic returns in a file of their own (--updates), put behind the texts of the plans that they name. */
#ifndef IRP_COMPILER_UPDATES_H
#define IRP_COMPILER_UPDATES_H

#include "../../lang/source/diag.h"
#include "../../lang/tree/tree.h"
#include "../../runtime/base/map.h"
#include "../../runtime/joined.h"

struct updates {
    struct str  name, text;              /* of the file */
    struct str  documents;               /* the returns as text: the file's own, or what was made of a table */
    const struct joined_piece *pieces;   /* of the latter, back to the table's cells; none: it is the file's own */
    uint32_t    pieces_len;
    struct diag_sink mistakes;           /* of a table */
    const struct tree *tree;             /* NULL: there are none */
    struct map  returns;                 /* by the name of their plan: items */
    struct taken *taken;                 /* of an item: the file whose plan it was put behind. That file may be compiled again */
    uint32_t    calls;                   /* of updates_join */
};
struct taken { struct str by; uint32_t call; bool is; };

/* `text`: checked, as pipe_read gives it. Both are kept. */
void updates_open(struct updates *u, struct str name, struct str text, struct arena *a);
/* The returns for the plans of a tree behind its text: the joined text and the way back. False: there are none for it. Each goes to the first file that
 * has its plan; the name of a tree's file must last as long as `u`. */
bool updates_join(struct updates *u, const struct tree *plan, struct arena *a, struct str *text, struct joined *j);
/* What was put behind no plan, as a text of its own. False: nothing is left. */
bool updates_left(struct updates *u, struct arena *a, struct str *text, struct joined *j);
/* The mistakes of a table as findings of it. False: there are none. */
bool updates_mistakes(const struct updates *u, struct finding_list *list);
/* Reports of each return of that text that there is no plan for it. */
void updates_lost(const struct tree *left, struct diag_sink *sink);

#endif
