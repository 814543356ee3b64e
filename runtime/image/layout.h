/* layout.h - what the parts of columns are called and hold: one list for the image's verification and for programs that name columns. */
#ifndef IRP_IMAGE_LAYOUT_H
#define IRP_IMAGE_LAYOUT_H

#include "image.h"
#include "pack.h"
#include "../report/finding.h"

#define IMAGE_MAGIC        0x49505249u    /* "IRPI" */
#define IMAGE_TABLES_MOST  4096u
#define IMAGE_COLUMNS_MOST 4096u          /* of a table */
#define IMAGE_UP_MOST      64u            /* items around an item: headings have four levels */
#define IMAGE_DAY_LEAST    (-719162)      /* 1 January 1 */
#define IMAGE_DAY_MOST     2932955        /* the last of February 10000: winter 9999 ends there */

/* What the numbers of a part mean, for verification. */
enum part_rule {
    PART_ANY,           /* every number of the element is fine */
    PART_AT,            /* an offset; with the part "... length" beside it, a text */
    PART_LENGTH,
    PART_DAY, PART_FORM,
    PART_GIVEN, PART_TRUTH, PART_PERCENT, PART_CODE,
    PART_TABLE, PART_ROW, PART_LEVEL, PART_SCALE,
    PART_NOT_LESS,      /* -1 and more */
    PART_LEVELS         /* counted from the part "first level" beside it */
};

struct part_form { const char *part; enum element element; enum part_rule rule; };

/* NULL: no column has such a part. */
const struct part_form *image_part(struct str part);

/* Sections of an image block. */
enum { SECTION_SOURCE_NAME, SECTION_SOURCE, SECTION_NAMES, SECTION_TEXTS, SECTION_TABLES, SECTION_COLUMNS, SECTION_DATA, SECTION_FINDINGS,
       SECTION_RELATED, SECTION_EDITS, IMAGE_SECTIONS };

struct image_table_entry  { struct pool_text name, word, plural; uint32_t rows, columns; };
struct image_column_entry { struct pool_text label, part; uint32_t element, zero; };
struct image_finding_entry {
    struct place place;
    uint32_t severity, fix, first_related, related, first_edit, edits;
    struct pool_text code, name, sentence, caret, help, why;
};
struct image_related_entry { struct place place; struct pool_text text; };   /* and of an edit */

#endif
