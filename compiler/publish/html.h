/* html.h - within the HTML format: between html.c (the page) and the files that write its parts.
 *
 * One file that asks for nothing else: no script, no image, no font; the style sheet (html.css) stands in it, and the content security policy
 * names that one text by its digest and allows nothing else. So whatever an author has written is text, twice over.
 */
#ifndef IRP_PUBLISH_HTML_H
#define IRP_PUBLISH_HTML_H

#include "document.h"

struct html {
    struct out   *out;
    struct arena *arena;
    unsigned      lower;      /* headings stand so many levels lower than the document says: a page of several documents has a title of its own */
    struct str    heading;    /* the id of the last heading: it names a table without a caption */
    uint32_t      ids;        /* made here so far, for what has no anchor */
};

/* html.css, as the Makefile embeds it. */
extern const char html_style[];
extern const unsigned html_style_bytes;

/* ---- html_blocks.c: words */

void html_runs(struct html *h, struct runs runs);
void html_blocks(struct html *h, struct blocks blocks);
void html_lines(struct html *h, const struct lines_block *b, struct str anchor);
/* <time> where a machine can read the date, which is a day, a month or a year; the words alone otherwise. */
void html_date(struct html *h, struct date d, struct str words);
/* An attribute after a blank, its value escaped: ` id="action-2-4"`; an empty value: nothing. */
void html_attribute(struct html *h, const char *name, struct str value);
/* An id that no anchor has. */
struct str html_id(struct html *h);

/* ---- html_table.c, html_figure.c */

void html_table(struct html *h, const struct table_block *t, struct str anchor);
void html_figure(struct html *h, const struct figure_block *f, struct str anchor);

#endif
