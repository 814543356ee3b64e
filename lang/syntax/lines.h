/* lines.h - from characters to lines: which lines of a source the scanner has to look at.
 *
 * Most of a plan is prose, and the scanner need only know where a prose line ends. So this reader walks the source line by line
 * (memchr), tells what each line can be from its first characters, and feeds flex a short form of it: headings and labels up to their
 * colon, one mark for a run of prose lines, a comment, a line that goes on. Blank lines are not fed at all.
 * The short form never has more bytes than FED_LINE_MOST, so the scanner's buffer and its integer positions are never at risk.
 */
#ifndef IRP_LANG_LINES_H
#define IRP_LANG_LINES_H

#include "../../runtime/base/str.h"

#define FED_LINE_MOST  256u
#define FED_LINES      8192u             /* lines fed and not yet scanned, at most: what fits flex's buffer */

/* The first byte of a fed line. A heading has none: it starts with its number signs. */
enum fed_mark { FED_BARE = 1, FED_LABEL = 2, FED_BARE_LABEL = 3, FED_MORE = 4, FED_PROSE = 5, FED_COMMENT = 6, FED_LONG = 7 };

struct fed { uint32_t at, end; };        /* the source bytes of a fed line (a run of prose: of the whole run), without the last line end */

struct lines {
    struct str  source;
    uint32_t    next;                    /* where the next line starts */
    bool        label_area;              /* between a heading and its text */
    bool        after_label, after_blank;
    bool        after_heading;           /* the last line that says something is a heading */
    uint32_t    lone_return;             /* the first carriage return that no line feed follows; UINT32_MAX: none */
    struct fed *fed;                     /* ring */
    uint32_t    fed_first, fed_len;
};

void   lines_open(struct lines *l, struct str source, struct arena *a);
/* Writes as many whole fed lines as fit into `to`; 0 at the end of the source. */
size_t lines_feed(struct lines *l, char *to, size_t room);

#endif
