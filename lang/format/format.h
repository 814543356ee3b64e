/* format.h - a source in irp's own form: what `irp fmt` writes. SPEC.md (The form of a file) has the rules.
 *
 * Headings get as many number signs as their depth, the words of their kind, one blank between parts; labels the order of kinds.def and one blank after
 * the colon; dates the form of 15 June 2026. One blank line stands round a heading and before a text. Texts, comments and titles stay byte for byte, and
 * so does every line that the tree does not know. What is formatted already comes out as it went in.
 *
 * Needs: a tree (with or without mistakes) and its source. Changes neither.
 */
#ifndef IRP_LANG_FORMAT_H
#define IRP_LANG_FORMAT_H

#include "../tree/tree.h"

/* The formatted text, in the arena. Its line ends are those of the source's first line; a byte order mark stays. Linear. */
struct str format_tree(const struct tree *t, struct arena *a);

/* Whether two trees say the same: items with their kinds, numbers, titles and parents; labels of an item in order of kind and, among those of one kind, of
 * the file, with their values (dates by what they mean); texts and comments byte for byte, but for line ends. The safety check of every run. */
bool tree_same(const struct tree *x, const struct tree *y, struct arena *a);

#endif
