/* tree.h - a source file as a tree: numbered items with their labels and text, in document order, frozen after the parse.
 *
 * An item's number is its place in `items`; what later stages find out about it are arrays indexed by that number. Parents come before
 * children. Labels of an item follow one another. Texts are places in the source: the tree owns no bytes of it.
 * Comments are kept by place; blank lines are what is left between.
 *
 * The tree holds what was written. Which kinds a word means is from lang/table; that values make sense is not known here.
 */
#ifndef IRP_LANG_TREE_H
#define IRP_LANG_TREE_H

#include "../source/diag.h"
#include "../table/table.h"

#define ITEMS_MOST         16000000u     /* headings in one file */
#define SOURCE_BYTES_MOST  ((size_t)1 << 30)
#define HEADING_BYTES_MOST 160u          /* of a heading up to its colon */
#define LABEL_BYTES_MOST   40u           /* of a label's word */
#define NO_ITEM            UINT32_MAX

enum item_flag {
    ITEM_DOUBT = 1,                      /* a mistake in the heading was reported: what rests on it is passed over */
    ITEM_RESPELT = 2,                    /* its words were taken for those that they are near to: reported already */
    ITEM_LOST = 4,                       /* a line of it was not understood, and reported: what it lacks may be there */
};

struct item {
    uint8_t  kind;                       /* enum kind; KIND_NONE: not known */
    uint8_t  hashes;                     /* as written; 0: the mark was forgotten */
    uint8_t  modifier;                   /* place among the kind's modifiers, 0 none */
    uint8_t  flags;
    uint32_t parent, document;           /* items; NO_ITEM */
    struct place place;                  /* the heading's line, without its line end */
    struct place number, title, text;    /* length 0: none */
    struct place rest;                   /* what follows the kind's words up to the colon (an update's date) */
    uint32_t first_label, labels;
};

enum label_flag {
    LABEL_BELOW   = 1,                   /* stood below the text */
    LABEL_RESPELT = 2,                   /* was taken from a near name: reported already */
};

struct label_line {
    uint16_t label;                      /* enum label */
    uint8_t  flags, zero;
    uint32_t item;
    struct place place;                  /* from the label's word to the end of its last line */
    struct place value;                  /* without blanks round it; length 0: empty */
};

struct tree {
    struct str source_name, source;
    struct item       *items;    uint32_t items_len;
    struct label_line *labels;   uint32_t labels_len;
    struct place      *comments; uint32_t comments_len;
    uint32_t kind_count[KINDS + 1];      /* items of each kind */
};

static inline struct str tree_text(const struct tree *t, struct place p) { return (struct str){t->source.at + p.at, p.length}; }

/* Parses a whole source: always gives a tree. `source` is checked UTF-8 of at most SOURCE_BYTES_MOST bytes (a BOM at its start is passed over)
 * and must outlive the tree; the tree lives in the arena. Mistakes go to the sink. Linear. */
const struct tree *tree_parse(struct str source_name, struct str source, struct diag_sink *sink, struct arena *a);

/* "action 2.4", "owner Governor", "this action": how a message names an item, with a capital when `start`. */
struct str item_name(const struct tree *t, uint32_t item, bool start, struct arena *a);
/* "an action", "a progress review" */
struct str kind_with_article(enum kind k, struct arena *a);
/* The kind's word in lower case, as within a sentence: "action plan". */
struct str kind_word_lower(enum kind k, struct arena *a);
/* Every invariant of the above, in debug builds and tests. */
void tree_check(const struct tree *t);

#endif
