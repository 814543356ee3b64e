/* fix.h - fixes of a text: which can be made at once, and what the text becomes.
 *
 * A fix is a few edits that belong together (a line taken out below, and put in above). Edits are places of the text as it is; all of those that are made
 * at once are made from the same text.
 */
#ifndef IRP_LANG_FIX_H
#define IRP_LANG_FIX_H

#include "../tree/tree.h"

struct fix { const struct edit *edits; uint32_t len; };
struct edits { struct edit *at; uint32_t len; };

/* Marks in `chosen` those that can be made at once, at least one: where two overlap, the one that comes first in the text, or else in the list, is made,
 * and the other waits. What is put in twice in the same words at one place is put in once. Linear but for sorting. */
void fixes_choose(const struct fix *fixes, uint32_t len, bool *chosen, struct arena *a);
/* The edits of the chosen ones, by place. */
struct edits fixes_edits(const struct fix *fixes, const bool *chosen, uint32_t len, struct arena *a);
/* The text with the edits made, in the arena: every byte outside their places stays. */
struct str edits_made(struct str text, struct edits edits, struct arena *a);

/* Whether `y`, which came of `x` by the edits, still says what x says. Items have their kinds, parents and order. What no edit touched is the same: the
 * items without an edit wholly; and, when `safe`, in an item that has one, its labels, its number and title, and the lines of its text. Comments stay. */
bool tree_same_beside(const struct tree *x, const struct tree *y, struct edits edits, bool safe, struct arena *a);

#endif
