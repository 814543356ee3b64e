/* utf8.h - UTF-8: checking, reading, widths on a terminal. (Unicode 15 tables are generated from utf8proc by the build.) */
#ifndef IRP_BASE_UTF8_H
#define IRP_BASE_UTF8_H

#include "str.h"

/* The offset of the first byte that is not UTF-8 (overlong forms, surrogates, beyond U+10FFFF and cut tails refused) or is
 * NUL; s.len when all is well. Fast over ASCII (eight bytes at a time). */
size_t utf8_check(struct str s);
/* Reads one code point from s (not empty, checked): its bytes in *len. */
uint32_t utf8_read(struct str s, unsigned *len);
/* Writes a code point (no surrogate, at most U+10FFFF) at `to`; its bytes, 1 to 4. */
unsigned utf8_write(char *to, uint32_t c);
/* Columns that a code point takes on a terminal: 0 (combining, zero-width), 1 or 2. */
unsigned utf8_width(uint32_t c);
/* Columns / code points / UTF-16 units of a checked text. Tabs count as one. */
size_t utf8_columns(struct str s);
size_t utf8_points(struct str s);
size_t utf8_units16(struct str s);
/* True for what is never sent raw to a terminal: C0 and C1 controls (tab and newline too), DEL, bidirectional marks and overrides
 * (U+061C, U+200E-F, U+202A-E, U+2066-9), line and paragraph separators (U+2028-9), zero-width characters (U+200B, U+2060, U+FEFF), tags (U+E0000-7F). */
bool utf8_is_hidden(uint32_t c);

#endif
