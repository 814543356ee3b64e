/* chains.c - properties of derived.def that follow actions to those that they wait for: "Depends on", and the action that supersedes one.
 *
 * An edge leads from an action to one that has to come first, or that takes its place.
 */
#include "derived.h"
#include "../base/graph.h"

static int32_t prerequisite(const struct place_of_table *t, const struct values *v, const int32_t *table, const int32_t *row, uint32_t i)
{
    return value_counts(v, i) && table[i] == t->number && row[i] >= 0 && (uint32_t)row[i] < t->table->rows ? row[i] : -1;
}

static int32_t successor(const struct place_of_table *t, uint32_t i)
{
    const uint8_t *given = table_u8(t->table, "Status", "given"), *code = table_u8(t->table, "Status", "code");
    const int32_t *row = table_i32(t->table, "Status", "row");
    bool superseded = given && code && row && given[i] == GIVEN_YES && code[i] == STATUS_SUPERSEDED;
    return superseded && row[i] >= 0 && (uint32_t)row[i] < t->table->rows ? row[i] : -1;
}

static struct graph edges_of(const struct place_of_table *t)
{
    struct values v;
    uint32_t rows = t->table->rows, len = 0, *first = arena_many(t->arena, rows + 1, uint32_t);
    bool any = open_values(t, STR("Depends on"), &v);
    const int32_t *table = any ? value_column(v.list, v.label, "table") : NULL, *row = any ? value_column(v.list, v.label, "row") : NULL;
    uint32_t listed = table && row ? v.list->rows : 0, k = 0;
    uint32_t *to = arena_many(t->arena, (size_t)rows + listed, uint32_t);
    for (uint32_t i = 0; i < rows; i++) {
        first[i] = len;
        for (; k < listed && v.up[k] <= (int32_t)i; k++) {
            int32_t other = prerequisite(t, &v, table, row, k);
            if (v.up[k] == (int32_t)i && other >= 0)
                to[len++] = (uint32_t)other;
        }
        int32_t other = successor(t, i);
        if (other >= 0)
            to[len++] = (uint32_t)other;
    }
    first[rows] = len;
    return (struct graph){rows, first, to};
}

/* ---------------------------------------------------------------- circles */

/* The first action of the document stands for its circle. */
void derive_circle(const struct place_of_table *t, void **part)
{
    struct graph g = edges_of(t);
    const uint32_t *circles = graph_circles(&g, t->arena);
    uint8_t *starts = part[0] = room_for(t, 1);
    for (uint32_t i = 0; i < g.nodes; i++)
        starts[i] = circles[i] == i;
}

/* ---------------------------------------------------------------- what has to come first */

/* Of the actions that each depends on, that which is open and ends last; -1: none of them has a deadline. */
static int32_t *awaited_rows(const struct place_of_table *t, const struct dates *d)
{
    struct values v;
    int32_t *best = arena_many(t->arena, t->table->rows, int32_t);
    for (uint32_t i = 0; i < t->table->rows; i++)
        best[i] = -1;
    bool any = open_values(t, STR("Depends on"), &v);
    const int32_t *table = any ? value_column(v.list, v.label, "table") : NULL, *row = any ? value_column(v.list, v.label, "row") : NULL;
    const uint8_t *open = open_rows(t);
    for (uint32_t i = 0; table && row && i < v.list->rows; i++) {
        int32_t other = prerequisite(t, &v, table, row, i);
        if (other < 0 || !open[other] || !d->given[other])
            continue;
        int32_t *b = &best[v.up[i]];
        if (*b < 0 || d->last[other] > d->last[*b])
            *b = other;
    }
    return best;
}

void derive_awaited(const struct place_of_table *t, void **part)
{
    struct text_parts to = open_texts(t, part);
    struct dates d = effective_deadlines(t);
    const int32_t *row = awaited_rows(t, &d);
    for (uint32_t i = 0; i < t->table->rows; i++)
        if (row[i] >= 0 && image_number(t->img, t->table, (uint32_t)row[i]).len > 0)
            put_text(t, &to, i, image_number(t->img, t->table, (uint32_t)row[i]));
}

void derive_awaited_deadline(const struct place_of_table *t, void **part)
{
    struct dates d = effective_deadlines(t), to = {room_for(t, 1), room_for(t, 4), room_for(t, 4), room_for(t, 1)};
    const int32_t *row = awaited_rows(t, &d);
    for (uint32_t i = 0; i < t->table->rows; i++) {
        uint32_t from = (uint32_t)(row[i] < 0 ? 0 : row[i]);
        to.given[i] = row[i] >= 0;
        to.first[i] = to.given[i] ? d.first[from] : 0;
        to.last[i] = to.given[i] ? d.last[from] : 0;
        to.form[i] = to.given[i] ? d.form[from] : NO_DATE;
    }
    part[0] = to.given;
    part[1] = to.first;
    part[2] = to.last;
    part[3] = to.form;
}
