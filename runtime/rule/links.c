/* links.c - which item of a kind each item stands in: the calls LINK and LINK_LIST. A million actions ask this first, so that what the image
 * says already is not copied, and what a shared parent answers is asked once.
 */
#include "engine.h"

static int32_t row_around(const struct run *r, int32_t table, int32_t row, int32_t wanted)
{
    for (unsigned step = 0; step < IMAGE_UP_MOST && row >= 0; step++) {
        if (table == wanted)
            return row;
        const struct parents *p = &r->parents[table];
        if (!p->table || !p->row || p->table[row] < 0)
            return -1;
        table = p->table[row];
        row = p->row[row];
    }
    return -1;
}

/* The table that every row's parent is in, or -1. */
static int32_t common_table(const int32_t *table, uint32_t rows)
{
    uint32_t other = 0;
    for (uint32_t i = 0; i < rows; i++)
        other |= (uint32_t)table[i] ^ (uint32_t)table[0];
    return other == 0 && rows > 0 ? table[0] : -1;
}

/* By way of the parents, which are fewer: each is asked once. */
static void link_by_parents(struct run *r, const struct parents *p, int32_t parents, uint32_t rows, int32_t wanted, int32_t *out)
{
    uint32_t there = r->image->tables[parents].rows;
    int32_t *above = arena_many(r->arena, there, int32_t);
    for (uint32_t i = 0; i < there; i++)
        above[i] = row_around(r, parents, (int32_t)i, wanted);
    for (uint32_t i = 0; i < rows; i++)
        out[i] = p->row[i] >= 0 && (uint32_t)p->row[i] < there ? above[p->row[i]] : -1;
}

void link_rows(struct run *r, const struct step *s)
{
    const struct bound *t = &r->tables[s->table];
    const struct parents *p = t->number < 0 ? NULL : &r->parents[t->number];
    int32_t wanted = r->tables[s->imm].number, parents = p && p->table && p->row ? common_table(p->table, t->rows) : -1;
    if (parents >= 0 && parents == wanted && parents != t->number) {
        r->slot[s->out[0]] = p->row;
        return;
    }
    int32_t *out = run_make(r, s->out[0]);
    if (wanted >= 0 && parents >= 0 && parents != t->number && wanted != t->number) {
        link_by_parents(r, p, parents, t->rows, wanted, out);
        return;
    }
    for (uint32_t i = 0; i < t->rows; i++)
        out[i] = wanted < 0 ? -1 : row_around(r, t->number, (int32_t)i, wanted);
}

void link_list_rows(struct run *r, const struct step *s)
{
    const struct bound *t = &r->tables[s->table];
    const int32_t *up = t->table ? table_i32(t->table, "", "up") : NULL;
    if (up) {
        r->slot[s->out[0]] = up;
        return;
    }
    int32_t *out = run_make(r, s->out[0]);
    memset(out, 255, t->rows * sizeof *out);                  /* -1 */
}
