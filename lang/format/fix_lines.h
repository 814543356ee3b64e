/* fix_lines.h - places for fixes that move, put in or take out whole lines. */
#ifndef IRP_LANG_FIX_LINES_H
#define IRP_LANG_FIX_LINES_H

#include "../tree/tree.h"

#define SLOT_LABELS_MOST 64u             /* labels above the text that are looked at for the place of a new one; among more it stands last */
#define SLOT_BYTES_MOST  4096u           /* between a label and the end of its line, where another stands behind it */

/* Where a line of the label goes (false: nowhere that is near): at the end of the line of the last label above the text that stands before it in kinds.def, or else of the heading. What is
 * put in there begins with the line end that the place has. */
bool         fix_slot(const struct tree *t, uint32_t item, enum label l, struct place *slot);
struct str   fix_line_end(const struct tree *t, struct place slot);      /* "\n", "\r\n" */
/* The lines of the label with the line end before them. Where a blank line or nothing follows them, a blank line before them goes too, or, below other
 * labels that stand below the text, the one behind. */
struct place fix_cut(const struct tree *t, const struct label_line *l);
/* Whether the label has its lines to itself: only then can they be taken out. */
bool         fix_whole(const struct tree *t, const struct label_line *l);

#endif
