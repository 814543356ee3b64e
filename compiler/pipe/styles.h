/* styles.h - house styles: where they are found, and what they hold.
 *
 * A style is looked for as standards are: in the file that names it, among those that come with irp, then in a file NAME.irp beside it or in a folder above.
 * It may use others: their choices and blocks hold where it says nothing, those of the one named first before those of the next.
 */
#ifndef IRP_COMPILER_STYLES_H
#define IRP_COMPILER_STYLES_H

#include "pipe.h"
#include "../../runtime/base/map.h"

#define STYLES_MOST 32u                  /* that one style uses, itself among them */
#define PLACEHOLDER_BYTES_MOST 40u       /* of a name in braces: longer ones are no names */
#define NEAR_STYLES_MOST 64u             /* in one file: of more, none is offered for a name that is misspelt */

/* A style as it was written: one document of a tree. */
struct style_source { const struct tree *tree; uint32_t item; };
struct style {
    struct str name;
    struct style_source from[STYLES_MOST];      /* itself, then those that it uses */
    uint32_t   len;
};

/* The styles of a tree by name, so that a file of many documents and styles is read in linear time. */
struct style_index { const struct tree *tree; struct map names; };
void style_index_open(struct style_index *x, const struct tree *t, struct arena *a);

/* The style of that name, for whoever names it in the tree of `by`; NULL: there is none. Styles that it uses and that are not there are passed over. */
const struct style *style_find(struct session *s, const struct style_index *by, struct str name, struct arena *a);
/* The name that a document gives, or else the usual one of its kind and standard. */
struct str style_name(const struct tree *t, uint32_t document);
struct str style_usual(const struct tree *t, uint32_t document);
/* ", the nearest is X" or "", for messages; and the names of those that come with irp, with commas between. */
struct str style_near(const struct tree *by, struct str name, struct arena *a);
struct str styles_shipped(struct arena *a);

/* Reports names of styles that are not there, blocks that nothing prints, and names in braces that nothing fills in. */
void styles_check(struct session *s, const struct tree *t, struct diag_sink *sink, struct arena *a);

/* Where a name in braces that opens at prose.at[open] closes: the place of "}", on the same line and with no further "{" before it; 0: it is no name. */
size_t placeholder_end(struct str prose, size_t open);

/* ---- what a style holds */

/* The value of a label: of the style itself, or of the first that it uses and that gives it; empty: none does. */
struct str style_text(const struct style *s, enum label l);
unsigned   style_choice(const struct style *s, enum label l);        /* the first choice where none is made */
bool       style_yes(const struct style *s, enum label l);           /* No where nothing is said */
/* The prose of a block; empty: no style gives it. */
struct str style_block(const struct style *s, struct str name);

#endif
