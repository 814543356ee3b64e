/* text_table.h - a table on a terminal: a heading row, words on the left, numbers on the right, and the first column giving way where the
 * terminal is narrow. Plain: cells parted by tabs, nothing shortened, for scripts.
 */
#ifndef IRP_REPORT_TEXT_TABLE_H
#define IRP_REPORT_TEXT_TABLE_H

#include "report.h"
#include "../rule/program.h"

#define OWNERS_MOST        10u   /* shown on a terminal; the rest are counted */
#define OPENING_BYTES      400u  /* of an item's prose: more than any line shows */
#define TABLE_COLUMNS_MOST (TABLE_FIGURES_MOST + 1)

/* A name, and what may be said after it where there is room: "Priority concern 2", "Self-harm was high and rising". */
struct text_cell { struct str words, more; };

struct text_table {
    struct arena *arena;          /* of the cells */
    uint32_t      columns;
    struct text_cell titles[TABLE_COLUMNS_MOST];
    VEC(struct text_cell) cells;  /* row by row */
};

/* `titles` are the words of the heading row; the first column holds words, the others numbers. */
void text_table_open(struct text_table *t, struct arena *a, const struct str *titles, uint32_t columns);
void text_table_words(struct text_table *t, struct str words, struct str more);
void text_table_number(struct text_table *t, uint32_t n);
void text_table_value(struct text_table *t, struct str words);      /* of a column on the right */
void text_table_print(struct out *o, const struct text_table *t, struct progress_look look);
/* Between these, on a terminal that has colours, text is bold. */
void bold_on(struct out *o, struct progress_look look);
void bold_off(struct out *o, struct progress_look look);

#endif
