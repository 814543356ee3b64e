/* rows.h - a compiled file as layouts read it: items of the tree with what stands below them, and their values from the image.
 *
 * The tree says what was written and in which order; the image what it means. Both number items alike, so one index joins them.
 */
#ifndef IRP_PUBLISH_ROWS_H
#define IRP_PUBLISH_ROWS_H

#include "../pipe/pipe.h"
#include "../../runtime/value/number.h"

struct rows {
    const struct tree  *tree;
    const struct image *img;
    int32_t         today;
    struct arena   *arena;
    const uint32_t *row;                 /* of each item, in its kind's table */
    const uint32_t *end;                 /* the item after the last that stands below each */
    struct deed_columns { const uint8_t *dated, *form, *status; const int32_t *first, *last; } deeds[KINDS];      /* of actions, steps and recommendations */
    struct level_columns { const uint8_t *given; const int32_t *level; } levels[KINDS];       /* of concerns, recommendations and themes */
};

const struct rows *rows_open(const struct tree *t, const struct image *img, int32_t today, struct arena *a);

static inline const struct item *rows_item(const struct rows *r, uint32_t item) { return &r->tree->items[item]; }
static inline struct str rows_number(const struct rows *r, uint32_t item) { return tree_text(r->tree, rows_item(r, item)->number); }
static inline struct str rows_title(const struct rows *r, uint32_t item) { return tree_text(r->tree, rows_item(r, item)->title); }
static inline struct str rows_prose(const struct rows *r, uint32_t item) { return tree_text(r->tree, rows_item(r, item)->text); }

/* The next item below `within` of that kind, after `item` (start with `within` itself); NO_ITEM: none. However deep. */
uint32_t rows_next(const struct rows *r, uint32_t within, uint32_t item, enum kind k);
/* The same, directly below alone. */
uint32_t rows_child(const struct rows *r, uint32_t within, uint32_t item, enum kind k);
uint32_t rows_count(const struct rows *r, uint32_t within, enum kind k);

/* The text of a label's line: the first, or the next after *line (start with 0). Empty: there is none. */
struct str rows_text(const struct rows *r, uint32_t item, enum label l);
bool       rows_texts(const struct rows *r, uint32_t item, enum label l, uint32_t *line, struct str *text);
/* The value of a label that may be given once; false: missing, or in doubt. */
bool rows_date(const struct rows *r, uint32_t item, enum label l, struct date *d);
bool rows_choice(const struct rows *r, uint32_t item, enum label l, unsigned *code);
bool rows_whole(const struct rows *r, uint32_t item, enum label l, int64_t *n);

/* What the runtime works out (derived.def); of actions, steps and recommendations. */
bool             rows_effective(const struct rows *r, uint32_t item, struct date *d);
enum status_code rows_status(const struct rows *r, uint32_t item);
/* The judgement on a concern, a recommendation or a theme: a row of table level, or -1. */
int32_t          rows_level(const struct rows *r, uint32_t item);

#endif
