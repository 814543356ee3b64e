/* text.h - pieces of text made fit to be shown: on one line, and within so many columns of a terminal.
 *
 * Columns are those that escape_terminal will use.
 */
#ifndef IRP_REPORT_TEXT_H
#define IRP_REPORT_TEXT_H

#include "../base/str.h"

#define ELLIPSIS "\xE2\x80\xA6"

/* Runs of white space become one blank, and those at the ends go; s itself when it is so already. */
struct str text_one_line(struct arena *a, struct str s);
/* The first paragraph of some prose on one line, without comment lines, cut after about `most` bytes. */
struct str text_opening(struct arena *a, struct str prose, size_t most);
/* The longest head (tail) of s that fits into so many columns, in bytes; *used: the columns it takes. */
size_t text_head(struct str s, size_t columns, size_t *used);
size_t text_tail(struct str s, size_t columns, size_t *used);
/* At most `most` bytes of s, without cutting a code point. */
struct str text_upto(struct str s, size_t most);
/* s, or as many of its words as fit with an ellipsis after them (letters, where whole words would leave too little). */
struct str text_shortened(struct arena *a, struct str s, size_t columns);

#endif
