/* text_table.h - a table on a terminal: a heading row, words on the left, numbers on the right, and the first column giving way where the
 * terminal is narrow. Plain: cells parted by tabs, nothing shortened, for scripts.
 */
#ifndef IRP_REPORT_TEXT_TABLE_H
#define IRP_REPORT_TEXT_TABLE_H

#include "report.h"
#include "../rule/program.h"

#define OWNERS_MOST        10u   /* shown on a terminal; the rest are counted */
#define COLUMNS_USUAL      100u  /* of a terminal that does not say */
#define OPENING_BYTES      400u  /* of an item's prose: more than any line shows */
#define TABLE_COLUMNS_MOST 64u   /* more than TABLE_FIGURES_MOST and the names of rows */

/* A name, and what may be said after it where there is room: "Priority concern 2", "Self-harm was high and rising". */
struct text_cell { struct str words, more; };

struct text_table {
    struct arena *arena;          /* of the cells */
    uint32_t      columns;
    struct text_cell titles[TABLE_COLUMNS_MOST];
    uint64_t      left;           /* columns of words beside the first, a bit each */
    VEC(struct text_cell) cells;  /* row by row */
};

/* `titles` are the words of the heading row; the first column holds words, the others numbers. */
void text_table_open(struct text_table *t, struct arena *a, const struct str *titles, uint32_t columns);
/* A column after the first whose words stand on the left. */
void text_table_left(struct text_table *t, uint32_t column);
void text_table_words(struct text_table *t, struct str words, struct str more);
void text_table_number(struct text_table *t, uint32_t n);
void text_table_value(struct text_table *t, struct str words);      /* of a column on the right */
void text_table_print(struct out *o, const struct text_table *t, struct progress_look look);
/* A text of a user's, as the look wants it. */
void shown_text(struct out *o, struct str s, struct progress_look look);
/* Between these, on a terminal that has colours, text is bold; in Markdown it is a heading. */
void bold_on(struct out *o, struct progress_look look);
void bold_off(struct out *o, struct progress_look look);

#endif
