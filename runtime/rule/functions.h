/* functions.h - what a rule function sees: its arguments' columns row by row, and the columns that it fills. */
#ifndef IRP_RULE_FUNCTIONS_H
#define IRP_RULE_FUNCTIONS_H

#include "engine.h"

struct columns {
    const struct run *run;
    uint32_t    rows;
    unsigned    first_slot[CALL_SLOTS_MOST];      /* of an argument */
    const void *in[CALL_SLOTS_MOST];
    const int32_t *holidays;                      /* of the standard, sorted; where the row says C */
    uint32_t    holidays_len;
    void       *out[CALL_SLOTS_MOST];             /* an element a row: W int32_t, N int64_t, M uint8_t (0 or 1); D first and last int32_t, form uint8_t */
};

/* Argument `a` of a row, by its letter in functions.def. */
static inline struct str column_text(const struct columns *c, unsigned a, uint32_t row)
{
    return run_text(c->run, c->in[c->first_slot[a]], c->in[c->first_slot[a] + 1], row);
}
static inline int32_t column_first(const struct columns *c, unsigned a, uint32_t row) { return run_day(((const int32_t *)c->in[c->first_slot[a]])[row]); }
static inline int32_t column_last(const struct columns *c, unsigned a, uint32_t row) { return run_day(((const int32_t *)c->in[c->first_slot[a] + 1])[row]); }
static inline int32_t column_whole(const struct columns *c, unsigned a, uint32_t row) { return ((const int32_t *)c->in[c->first_slot[a]])[row]; }

#endif
