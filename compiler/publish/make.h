/* make.h - making the blocks of a document: what layouts call, in the order in which readers read.
 *
 * Texts are kept as they are given: a text of a user's goes through clean_words (or make_prose) first, and what irp says is made of such words.
 */
#ifndef IRP_PUBLISH_MAKE_H
#define IRP_PUBLISH_MAKE_H

#include "publish.h"
#include "../../runtime/base/map.h"
#include <stdarg.h>

struct anchor_name { struct str name; uint32_t times; };
struct maker {
    struct arena *arena;
    const struct publication *publication;
    struct document *document;           /* its facts are the layout's to fill; its blocks come from here */
    struct str    prefix;                /* of anchors: "" where there is one document, else "document-2-" */
    VEC(struct block) blocks;
    struct map    anchors;
    VEC(struct anchor_name) anchor_names;
};

/* ---- words */

/* A text of a user's on one line: white space runs are one blank, and characters that XML has not are pictures or U+FFFD. */
struct str  clean_words(struct arena *a, struct str text);
/* One run; none for an empty text. */
struct runs runs_of(struct arena *a, struct str text);
struct runs runs_strong(struct arena *a, struct str text);
struct runs runs_date(struct arena *a, struct date d);
struct runs runs_printf(struct arena *a, const char *format, ...) PRINTF_LIKE(2, 3);
struct str  str_formatted(struct arena *a, const char *format, va_list list) PRINTF_LIKE(2, 0);
/* Run after run. */
struct run_list { VEC(struct run) all; };
void        run_add(struct arena *a, struct run_list *to, enum run_kind kind, struct str text);
struct runs run_listed(const struct run_list *list);
struct str  date_words(struct arena *a, struct date d);

/* Some prose as paragraphs and lists: without comment lines, and without the stroke that makes a line with a colon text. */
struct blocks prose_blocks(struct arena *a, struct str prose);

/* ---- anchors */

/* "paragraph", "3.8" gives "paragraph-3-8" (with the document's prefix): the same for what refers to it and for what it stands on. */
struct str anchor_of(const struct maker *m, const char *what, struct str number);
/* The anchor for a block: with "-2" behind it when another block has it already; empty stays empty. */
struct str anchor_take(struct maker *m, struct str anchor);
bool       anchor_taken(const struct maker *m, struct str anchor);

/* ---- blocks */

void make_heading(struct maker *m, unsigned level, struct str text, struct str anchor);
void make_paragraph(struct maker *m, struct str number, struct runs text, struct str anchor);
void make_text(struct maker *m, struct str text);                    /* a paragraph without a number; nothing for an empty text */
void make_said(struct maker *m, const char *format, ...) PRINTF_LIKE(2, 3);        /* the same, of a format */
/* Prose of an author: its first paragraph has the number and the anchor. */
void make_prose(struct maker *m, struct str number, struct str prose, struct str anchor);
void make_lines(struct maker *m, enum lines_use use, const struct str *lines, uint32_t len);        /* empty lines are left out */
void make_list(struct maker *m, const struct runs *items, uint32_t len);
void make_facts(struct maker *m, const struct fact *facts, uint32_t len);
void make_contents(struct maker *m, const struct contents_entry *entries, uint32_t len);
void make_figure(struct maker *m, const struct figure_block *figure, struct str anchor);

/* Takes the blocks back that were made since there were `before` of them (m->blocks.len): a heading that nothing stood below. */
void make_take_back(struct maker *m, uint32_t before);

struct table_draft {
    struct maker *maker;
    struct table_block block;
    VEC(struct table_row) rows;
};
void table_begin(struct table_draft *t, struct maker *m, struct runs caption, const struct table_column *columns, uint32_t len);
/* The cells are copied: as many as there are columns, or one for a group. */
void table_add(struct table_draft *t, enum row_use use, const struct cell *cells, struct str anchor);
void make_table(struct table_draft *t, struct str anchor);           /* nothing when it has no rows */

struct cell cell_text(struct arena *a, struct str text);             /* empty text: an empty cell */
struct cell cell_prose(struct arena *a, struct str prose);
static inline struct cell cell_whole(int64_t n) { return (struct cell){.kind = CELL_WHOLE, .number = n}; }
static inline struct cell cell_date(struct date d) { return (struct cell){.kind = CELL_DATE, .date = d}; }
static inline struct cell cell_missing(void) { return (struct cell){.kind = CELL_MISSING}; }
static inline struct cell cell_again(void) { return (struct cell){.kind = CELL_BLOCKS, .again = true}; }

#endif
