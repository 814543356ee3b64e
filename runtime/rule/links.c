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

static const int32_t *link_one_by_one(struct run *r, int32_t table, int32_t wanted)
{
    uint32_t rows = r->image->tables[table].rows;
    int32_t *out = pack_room(r->arena, image_padded(rows) * sizeof *out);
    for (uint32_t i = 0; i < rows; i++)
        out[i] = row_around(r, table, (int32_t)i, wanted);
    return out;
}

/* Where all rows of a table stand in one other table, the links of that one are asked for, which has fewer rows; and where that is the wanted one,
 * they are what the image says. */
static const int32_t *link_table(struct run *r, int32_t table, int32_t wanted, unsigned depth)
{
    const struct parents *p = &r->parents[table];
    uint32_t rows = r->image->tables[table].rows;
    int32_t parents = p->table && p->row ? common_table(p->table, rows) : -1;
    if (table == wanted || parents < 0 || parents == table || depth == IMAGE_UP_MOST)
        return link_one_by_one(r, table, wanted);
    if (parents == wanted)
        return p->row;
    const int32_t *above = link_table(r, parents, wanted, depth + 1);
    uint32_t there = r->image->tables[parents].rows;
    int32_t *out = pack_room(r->arena, image_padded(rows) * sizeof *out);
    for (uint32_t i = 0; i < rows; i++)
        out[i] = p->row[i] >= 0 && (uint32_t)p->row[i] < there ? above[p->row[i]] : -1;
    return out;
}

void link_rows(struct run *r, const struct step *s)
{
    const struct bound *t = &r->tables[s->table];
    int32_t wanted = r->tables[s->imm].number;
    if (t->number >= 0 && wanted >= 0)
        r->slot[s->out[0]] = link_table(r, t->number, wanted, 0);
    else
        memset(run_make(r, s->out[0]), 255, t->rows * sizeof(int32_t));     /* -1 */
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
