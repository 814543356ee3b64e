/* escape.h - the one place where text of a user's becomes text of a format. A function for each sink; nothing else writes it.
 *
 * terminal: control, bidirectional and zero-width characters are shown as pictures or as <U+202E>, never sent raw; a tab is one blank.
 * json:     a string's inside, without the quotes: ", \, controls as \uXXXX, U+2028-9, and hidden characters escaped too.
 */
#ifndef IRP_BASE_ESCAPE_H
#define IRP_BASE_ESCAPE_H

#include "out.h"

void escape_terminal(struct out *o, struct str s);
/* The columns that escape_terminal will use for s. */
size_t escape_terminal_columns(struct str s);
void escape_json(struct out *o, struct str s);

#endif
