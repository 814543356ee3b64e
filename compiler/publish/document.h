/* document.h - a published document as blocks: what a layout makes, and what every format that shows words writes (HTML, Markdown, JSON, DOCX).
 *
 * A layout decides what is said and in which order, never how it looks; a writer decides how it looks, and says nothing of its own. So each sentence
 * is made once, and a new format is one function over these blocks.
 *
 * All text is UTF-8 and raw: a writer escapes it for its format. Text that was written by an author may hold any printing character; it is on one line
 * (runs of white space are one blank), and characters that XML has not (controls, U+FFFE) are replaced by pictures already: clean_words in make.h. Nothing
 * is ended by NUL. Blocks and texts live in the arena of the publication, or are
 * pieces of the sources.
 *
 * Numbers of paragraphs ("2.1") and captions ("Figure 2: ...") are part of the document and are printed as they stand: a writer never counts.
 */
#ifndef IRP_PUBLISH_DOCUMENT_H
#define IRP_PUBLISH_DOCUMENT_H

#include "../../runtime/value/date.h"

/* ---- words */

enum run_kind {
    RUN_PLAIN,
    RUN_STRONG,               /* what print sets in bold */
    RUN_DATE,                 /* a date: `text` is how it is printed, `date` which days it means */
    RUN_REFERENCE             /* words that lead to an anchor of the same document: "3.8" in "(See paragraph 3.8)" */
};
struct run {
    enum run_kind kind;
    struct str  text, target; /* RUN_REFERENCE: the anchor */
    struct date date;         /* RUN_DATE */
};
struct runs { const struct run *at; uint32_t len; };

/* ---- blocks */

enum block_kind {
    BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_LIST, BLOCK_LINES, BLOCK_FACTS, BLOCK_CONTENTS, BLOCK_TABLE, BLOCK_FIGURE
};
struct block;
struct blocks { const struct block *at; uint32_t len; };

/* Levels start at 1, the document's title, and never skip one on the way down. A document's first heading is its only one of level 1. */
#define HEADING_LEVELS 5u
struct heading_block { unsigned level; struct runs text; };

/* The number stands before the text, and is empty for most. */
struct paragraph_block { struct str number; struct runs text; };

struct list_block { const struct runs *at; uint32_t len; };          /* with bullets; never empty */

/* Lines that belong together and are not run on: an address, the name and role below a letter. */
enum lines_use { LINES_MASTHEAD, LINES_TITLE, LINES_ADDRESS, LINES_SIGNATURE, LINES_COPIES, LINES_PEOPLE, LINES_IMPRINT };
struct lines_block { enum lines_use use; const struct runs *at; uint32_t len; };

/* Names and their values: "Late" and 13. Formats that can show them side by side do. */
struct fact { struct str name; struct runs value; };
struct facts_block { const struct fact *at; uint32_t len; };

/* The sections of the document, each with the anchor of its heading. Page numbers are for formats that have pages. */
struct contents_entry { struct str number, title, target; };         /* "Section 2" (may be empty), "Key findings" */
struct contents_block { const struct contents_entry *at; uint32_t len; };

/* ---- tables */

enum cell_kind {
    CELL_BLOCKS,              /* words: paragraphs without numbers, and lists; len 0: empty on purpose */
    CELL_WHOLE,               /* a whole number */
    CELL_NUMBER,              /* any number, in millionths; shown with at most one decimal place */
    CELL_PERCENT,             /* a share, in millionths of 1; shown in per cent likewise */
    CELL_DATE,                /* a date as precise as its author gave it */
    CELL_MISSING              /* something should be here and is not known */
};
struct cell {
    enum cell_kind kind;
    bool           again;     /* what the cell above says, left empty in print: one more action of the same concern (formats with spanning cells join them) */
    struct blocks  blocks;
    int64_t        number;
    struct date    date;
    struct str     note;      /* said of the value, in brackets behind it: "revised from July 2026"; may be empty */
};

enum align { ALIGN_TEXT, ALIGN_NUMBER };
struct table_column {
    struct str title;
    enum align align;
    unsigned   wide;          /* its share of the width, as a hint: 1 narrow (a number, a date), 2 a name, 6 prose */
};
enum row_use {
    ROW_ITEM,
    ROW_GROUP,                /* one cell over all columns, that names the rows below it: "Key concerns" */
    ROW_TOTAL
};
/* ROW_GROUP has one cell; the others have a cell for each column. */
struct table_row { enum row_use use; struct str anchor; const struct cell *cells; };
struct table_block {
    struct runs caption;      /* may be empty: len 0 */
    bool        row_heads;    /* the first column names its rows */
    const struct table_column *columns; uint32_t columns_len;
    const struct table_row    *rows;    uint32_t rows_len;
};

/* ---- figures */

/* Counts of one set of things by what they are: levels of a scale, states of actions. One part a thing, so that nothing is rounded. */
struct figure_part { struct str name; uint32_t count; };
struct figure_block {
    struct str  caption;      /* "Figure 2: Progress on ... (n=8)", to the character */
    struct str  message;      /* what the figure shows, as a sentence; may be empty. For readers who do not see it, too. */
    struct runs note;         /* the sentence below it; may be empty */
    const struct figure_part *parts; uint32_t parts_len;             /* best first; those with 0 too */
    uint32_t    total;        /* of the counts */
    bool        best_first;   /* the parts are levels, from best to worst (colours may say so); else they are of equal rank */
    struct table_block table; /* the same numbers: never left out, wherever the figure itself can be shown or not */
};

struct block {
    enum block_kind kind;
    struct str anchor;        /* "paragraph-3-8", "section-2": letters, digits and hyphens, starts with a letter, unique in the publication; may be empty */
    union {
        struct heading_block   heading;
        struct paragraph_block paragraph;
        struct list_block      list;
        struct lines_block     lines;
        struct facts_block     facts;
        struct contents_block  contents;
        struct table_block     table;
        const struct figure_block *figure;
    };
};

struct document {
    struct str    title;      /* for a window or a file's properties: "Action Plan: HMP Aylesbury" */
    struct str    layout;     /* "plan" */
    struct str    style;      /* the house style's name; empty: none */
    struct str    establishment;   /* empty: of several */
    struct str    source;     /* the file's name as it was given; empty: of several */
    int32_t       today;
    struct blocks blocks;
};
struct documents { const struct document *at; uint32_t len; };

#endif
