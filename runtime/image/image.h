/* image.h - the plan image: one source file of plans and reviews as flat, pointer-free columns.
 *
 * Left of it is the compiler; right of it the engines, the summaries and the exports. Same plan, same bytes.
 *
 * Tables. For each kind of item (kinds.def) a table named after its ID in lower case ("plan", "action", "practice"), a row an item
 * in the order of the document. For each label that may be repeated, a table "action.Owner", a row a value, with the column
 * ("", "up", I32): the row of the item. Two further tables come from the standard: "scale" and "level".
 *
 * Columns have a label ("" for what the heading itself gives), a part (cells.def) and an element type. A column that no row needs
 * is absent (find gives NULL, and it reads as missing everywhere). Arrays are padded with zeros to a multiple of IMAGE_ROW_PAD rows.
 *
 * Columns of the heading (label ""), in every item table:
 *   "item" U32            the item's number in document order (all kinds)
 *   "up table" I32, "up" I32     the item around it: table number and row; -1 in documents
 *   "document table" I32, "document" I32   the document it belongs to (a document's own: itself)
 *   "at" U32, "length" U32       the heading's line in the source
 *   "number at", "number length" U32   the number as written (length 0: none); "number first", "number last" I32: its first and last
 *                         integer (3.10: 3 and 10; ?.1: -1 and 1; none: -1 and -1)
 *   "title at", "title length" U32
 *   "text at", "text length" U32       the prose, from its first line to its last (length 0: none); comment lines within it are part of it
 *   "modifier" U8         0 none, else 1 + the place among the kind's MODIFIER rows (concern: 1 Priority, 2 Key)
 *   "doubt" U8            1: a mistake was reported in this item or directly in it that rules must not report again
 * and, only where they apply: "date first", "date last", "date form" (update, return: the day; entry: that of its return),
 *   "reported table" I32, "reported" I32 (entry: the action that it reports on; -1: none), "level" I32 (judgement: row of "level"; -1 in doubt),
 *   "declared" U8 (owner: 0 for a name that is used and never declared; its "at" is then the first use), "inspectorate at", "inspectorate length".
 * Table "owner": every declared owner in document order, then every other name used as one, in order of first use.
 * Table "scale": "name at"/"name length", "by at"/"by length" in `names`; "first level", "levels" I32.
 * Table "level": "name at"/"name length" in `names`; "scale" I32, "rank" I32 (0 worst).
 *
 * Ownership: a view borrows what it was made over (the maker's arena, or the bytes opened).
 */
#ifndef IRP_IMAGE_IMAGE_H
#define IRP_IMAGE_IMAGE_H

#include "../value/date.h"
#include "../base/str.h"

#define IMAGE_VERSION   2u
#define IMAGE_ROW_PAD   64u               /* rows: vector code needs no tail */
#define IMAGE_BYTES_MOST ((uint64_t)8 << 30)
#define NO_DATE    255                    /* in a "form" part: no date was given */
#define NO_PERCENT 255

enum element { ELEMENT_U8, ELEMENT_I32, ELEMENT_U32, ELEMENT_I64 };
enum given { GIVEN_NOT, GIVEN_YES, GIVEN_DOUBT };

/* STATUS(ID, words): the statuses an author may type. Late, due soon and on track are worked out. */
#define STATUS_TABLE(S) \
    S(NONE, "no status") S(NOT_STARTED, "Not started") S(IN_PROGRESS, "In progress") S(COMPLETED, "Completed") \
    S(ONGOING, "Ongoing") S(WITHDRAWN, "Withdrawn") S(SUPERSEDED, "Superseded")
enum status_code {
#define S(id, words) STATUS_##id,
    STATUS_TABLE(S)
#undef S
};
#define RESPONSE_TABLE(R) \
    R(AGREED, "Agreed") R(PARTLY, "Partly agreed") R(NOT_AGREED, "Not agreed") R(IN_PRINCIPLE, "Accepted in principle") \
    R(NOT_APPLICABLE, "Not applicable")
enum response_code {
#define R(id, words) RESPONSE_##id,
    RESPONSE_TABLE(R)
#undef R
};

struct column {
    struct str   label, part;
    enum element element;
    const void  *data;                    /* rows of the table, padded */
};

struct table {
    struct str     name;
    struct str     word, plural;          /* "Action", "actions": for messages */
    uint32_t       rows, columns_len;
    const struct column *columns;
};

/* A finding that the front end made (compiler diagnostics that do not stop a build): see report/finding.h. */
struct finding;

struct image {
    struct str     source_name;           /* as it was given on the command line */
    struct str     source;                /* the whole text */
    struct str     names;                 /* texts that are not in the source: scales, levels */
    uint32_t       tables_len;
    const struct table *tables;
    uint32_t       findings_len;
    const struct finding *findings;       /* of the front end, sorted by place */
};

/* ---- reading */

/* NULL when there is none. */
const struct table  *image_table(const struct image *img, const char *name);
int32_t              image_table_number(const struct image *img, const char *name);   /* -1: none */
const struct column *table_column(const struct table *t, const char *label, const char *part);
/* The column's array, or NULL when it is absent. The element type must be the one that the column has (BUG). */
const uint8_t  *table_u8 (const struct table *t, const char *label, const char *part);
const int32_t  *table_i32(const struct table *t, const char *label, const char *part);
const uint32_t *table_u32(const struct table *t, const char *label, const char *part);
const int64_t  *table_i64(const struct table *t, const char *label, const char *part);
/* Text of a row from the columns part "<what> at" and "<what> length" (what "": "at" and "length"); empty when absent. */
struct str image_row_text(const struct image *img, const struct table *t, uint32_t row, const char *label, const char *what);
/* The item's number as written ("2.4"), or empty. */
struct str image_number(const struct image *img, const struct table *t, uint32_t row);
struct str image_level_name(const struct image *img, int32_t level);
static inline uint32_t image_padded(uint32_t rows) { return (rows + IMAGE_ROW_PAD - 1) / IMAGE_ROW_PAD * IMAGE_ROW_PAD; }
unsigned element_bytes(enum element e);

/* ---- making */

struct image_maker {
    struct arena *arena;
    struct image  image;
    VEC(struct table_maker *) tables;
    struct out   *names;                  /* grows */
};
struct table_maker {
    struct arena *arena;
    struct table  table;
    VEC(struct column) columns;
};
void image_make(struct image_maker *m, struct arena *a, struct str source_name, struct str source);
/* Adds a table. Names are kept by pointer and must outlive the image (they come from the tables of the language). */
struct table_maker *image_make_table(struct image_maker *m, const char *name, const char *word, const char *plural, uint32_t rows);
/* The table's column: made with zeros at first, found later. The array has room for the padded rows. */
void *image_make_column(struct table_maker *t, const char *label, const char *part, enum element element);
/* A text that is not in the source: its offset in `names`. */
uint32_t image_make_name(struct image_maker *m, struct str name);
/* The finished view. The maker's arrays are the view's. */
const struct image *image_made(struct image_maker *m);

/* ---- as bytes */

/* The whole image as one block, checksummed, little-endian: same image, same bytes. */
struct str image_bytes(const struct image *img, struct arena *a);
/* Verifies every offset, count, alignment, name and value range once (enum codes, rows, text offsets), then trusts. `bytes` must be aligned to 64 and outlive the view.
 * ERR_DAMAGED, ERR_VERSION. */
MUST_USE struct err image_open(struct str bytes, struct arena *a, const struct image **img);

#endif
