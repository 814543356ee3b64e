/* escape.h - the one place where text of a user's becomes text of a format. A function for each sink; nothing else writes it.
 *
 * terminal: control, bidirectional and zero-width characters are shown as pictures or as <U+202E>, never sent raw; a tab is one blank.
 * json:     a string's inside, without the quotes: ", \, controls as \uXXXX, U+2028-9, and hidden characters escaped too.
 * csv:      a whole cell (RFC 4180), in quotes where it needs them. A spreadsheet takes = + - @, a tab and a carriage return at the start for a formula:
 *           an apostrophe goes before them, and hidden characters are shown as on a terminal. Plain: for programs, the text as it is.
 * xml:      character data and the values of attributes (in either quote), of XML and of HTML. What XML cannot hold, and what is hidden, is shown as on a terminal.
 * ical:     the value of a TEXT property (RFC 5545), not folded: \ ; , and line ends escaped, hidden characters shown.
 * In all but csv and ical, what a CI service would take for a command in its log is broken: ##[group] anywhere, :: at the start of a text.
 * shown:    for a library that escapes by itself: hidden characters shown, and what is no character.
 * In csv, xml, ical and shown line feeds and tabs stay what they are; a carriage return before a line feed goes with it.
 */
#ifndef IRP_BASE_ESCAPE_H
#define IRP_BASE_ESCAPE_H

#include "out.h"

void escape_terminal(struct out *o, struct str s);
/* The columns that escape_terminal will use for s. */
size_t escape_terminal_columns(struct str s);
void escape_json(struct out *o, struct str s);
void escape_csv(struct out *o, struct str s, bool plain);
void escape_xml(struct out *o, struct str s);
void escape_ical(struct out *o, struct str s);
void escape_shown(struct out *o, struct str s);

#endif
