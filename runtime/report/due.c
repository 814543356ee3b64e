/* due.c - what is due by a day, closed over what it depends on. See due.h. */
#include "due.h"
#include "../base/graph.h"
#include <stdlib.h>

void due_open(struct due *d, int32_t today, int32_t by, struct str owner, struct arena *a)
{
    *d = (struct due){.arena = a, .today = today, .by = by, .owner = owner};
}

#define NO_PROMISE UINT32_MAX

struct dueing {
    struct due     *due;
    const struct image *img;
    struct arena   *scratch;
    struct promises all;
    uint32_t       *of_action;       /* by row of table action: its place in `all` */
    struct graph    needs;           /* between actions: what each depends on */
    uint32_t       *because;         /* by row: 1 + the row of the action that depends on it */
    uint8_t        *reached;
    VEC(uint32_t)   queue;           /* rows of actions */
};

/* ---- edges */

/* What stands for an action: of one that is superseded, the action that took its place. As many steps as there are actions end every chain. */
static uint32_t standing_for(const struct table *t, uint32_t row)
{
    const uint8_t *given = table_u8(t, "Status", "given"), *code = table_u8(t, "Status", "code");
    const int32_t *next = table_i32(t, "Status", "row");
    uint32_t first = row;
    for (uint32_t steps = 0; given && code && next && steps < t->rows; steps++) {
        if (given[row] != GIVEN_YES || code[row] != STATUS_SUPERSEDED || next[row] < 0 || (uint32_t)next[row] >= t->rows)
            return row;
        row = (uint32_t)next[row];
        if (row == first)
            break;
    }
    return row;
}

static void needs_open(struct dueing *g, const struct table *t)
{
    const struct table *list = image_table(g->img, "action.Depends on");
    const int32_t *up = list ? table_i32(list, "", "up") : NULL, *table = list ? table_i32(list, "", "table") : NULL, *row = list ? table_i32(list, "", "row") : NULL;
    if (list && !row) {
        table = table_i32(list, "Depends on", "table");
        row = table_i32(list, "Depends on", "row");
    }
    int32_t   number = image_table_number(g->img, "action");
    uint32_t  len = 0, at = 0, listed = up && table && row ? list->rows : 0;
    uint32_t *first = arena_many(g->scratch, t->rows + (size_t)1, uint32_t), *to = arena_many(g->scratch, listed + (size_t)1, uint32_t);
    for (uint32_t i = 0; i < t->rows; i++) {
        first[i] = len;
        for (; at < listed && up[at] <= (int32_t)i; at++)
            if (up[at] == (int32_t)i && table[at] == number && row[at] >= 0 && (uint32_t)row[at] < t->rows)
                to[len++] = standing_for(t, (uint32_t)row[at]);
    }
    first[t->rows] = len;
    g->needs = (struct graph){t->rows, first, to};
}

/* ---- entries */

static bool is_owned(struct due *d, const struct promise *p)
{
    for (uint32_t i = 0; i < p->owners_len; i++)
        if (str_same_name(p->owners[i], d->owner))
            return d->owner_known = true;
    return d->owner.len == 0;
}

static void add_entry(struct dueing *g, enum due_need need, const struct promise *p, struct str because)
{
    struct due *d = g->due;
    if (!is_owned(d, p))
        return;
    *vec_push(d->arena, &d->entries) = (struct due_entry){need, promise_kept(p, d->arena), because, p->dated ? p->deadline.last - d->today : 0};
}

static bool is_due(const struct due *d, const struct promise *p) { return p->dated && p->deadline.last <= d->by; }

static struct str lower_name(const struct promise *p, struct arena *a)
{
    struct str name = promise_name(p, a);
    return str_printf(a, "%c" STR_FMT, lower(name.at[0]), STR_ARG(str_from(name, 1)));
}

static struct str needed_by(const struct dueing *g, uint32_t row)
{
    struct due *d = g->due;
    return str_printf(d->arena, STR_FMT " needs it", STR_ARG(lower_name(&g->all.at[g->of_action[g->because[row] - 1]], d->arena)));
}

static struct str because_of(const struct dueing *g, const struct promise *p, uint32_t row)
{
    const char *but = !p->dated ? ", and it has no deadline" : p->deadline.last > g->due->by ? ", and it is due later" : "";
    return str_printf(g->due->arena, STR_FMT "%s", STR_ARG(needed_by(g, row)), but);
}

static void add_seeds(struct dueing *g)
{
    for (uint32_t i = 0; i < g->all.len; i++) {
        const struct promise *p = &g->all.at[i];
        (void)is_owned(g->due, p);
        if (!(p->state & DEED_OPEN) || !is_due(g->due, p))
            continue;
        add_entry(g, p->state & DEED_LATE ? DUE_LATE : DUE_BY, p, STR("its deadline"));
        if (p->kind == PROMISE_ACTION) {
            g->reached[p->row] = 1;
            *vec_push(g->scratch, &g->queue) = p->row;
        }
    }
}

/* Breadth first, so that the reason that is given is the nearest. */
static void add_needed(struct dueing *g)
{
    for (uint32_t head = 0; head < g->queue.len; head++) {
        uint32_t row = g->queue.at[head];
        for (uint32_t k = g->needs.first[row]; k < g->needs.first[row + 1]; k++) {
            uint32_t other = g->needs.to[k];
            const struct promise *p = g->of_action[other] == NO_PROMISE ? NULL : &g->all.at[g->of_action[other]];
            if (g->reached[other] || !p || !(p->state & (DEED_OPEN | DEED_COMPLETED)))
                continue;
            g->reached[other] = 1;
            g->because[other] = row + 1;
            if (!(p->state & DEED_OPEN))
                continue;                       /* done: what it needed does not matter any more */
            add_entry(g, DUE_FIRST, p, because_of(g, p, other));
            *vec_push(g->scratch, &g->queue) = other;
        }
    }
}

static void add_unproved(struct dueing *g)
{
    for (uint32_t i = 0; i < g->all.len; i++) {
        const struct promise *p = &g->all.at[i];
        bool needed = p->kind == PROMISE_ACTION && g->because[p->row] > 0;
        if ((p->state & DEED_COMPLETED) && !p->evidenced && (needed || !p->dated || is_due(g->due, p)))
            add_entry(g, DUE_EVIDENCE, p, str_printf(g->due->arena, STR_FMT "nothing shows that it is done",
                                                     STR_ARG(needed ? str_printf(g->scratch, STR_FMT ", and ", STR_ARG(needed_by(g, p->row))) : STR(""))));
    }
}

/* ---- circles */

/* "Action 2.1 depends on action 2.4, which depends on action 2.1" */
static struct str circle_words(const struct dueing *g, const uint32_t *path, uint32_t len)
{
    struct out o;
    out_memory(&o, g->due->arena);
    for (uint32_t i = 0; i <= len; i++) {
        const struct promise *p = &g->all.at[g->of_action[path[i % len]]];
        struct str name = i == 0 ? promise_name(p, g->scratch) : lower_name(p, g->scratch);
        out_str(&o, i == 0 ? STR("") : i == 1 ? STR(" depends on ") : STR(", which depends on "));
        out_str(&o, name);
    }
    return out_text(&o);
}

static void add_circles(struct dueing *g)
{
    struct graph_room room;
    struct due *d = g->due;
    const uint32_t *circles = graph_circles(&g->needs, g->scratch);
    graph_room_open(&room, &g->needs, g->scratch);
    uint8_t *said = arena_zero(g->scratch, g->needs.nodes + (size_t)1);
    for (uint32_t row = 0; row < g->needs.nodes; row++) {
        if (circles[row] == NO_CIRCLE || !g->reached[row] || said[circles[row]])
            continue;
        uint32_t len = graph_circle(&g->needs, circles, row, &room);
        said[circles[row]] = 1;
        const struct promise *p = &g->all.at[g->of_action[row]];
        *vec_push(d->arena, &d->circles) = (struct due_circle){str_keep(d->arena, p->file), str_keep(d->arena, p->document), circle_words(g, room.path, len), p->line};
    }
}

static void count_documents(struct dueing *g)
{
    for (uint32_t i = 0; i < g->all.len; i++)
        if (i == 0 || g->all.at[i].document_item != g->all.at[i - 1].document_item)
            g->due->documents++;
}

void due_add(struct due *d, const struct image *img)
{
    struct arena scratch;
    arena_open(&scratch, d->arena->mem);
    struct dueing g = {.due = d, .img = img, .scratch = &scratch, .all = promises_of(img, d->today, &scratch)};
    const struct table *actions = image_table(img, "action");
    uint32_t rows = actions ? actions->rows : 0;
    g.of_action = arena_many(&scratch, rows + (size_t)1, uint32_t);
    g.because = arena_zero(&scratch, (rows + (size_t)1) * sizeof *g.because);
    g.reached = arena_zero(&scratch, rows + (size_t)1);
    for (uint32_t i = 0; i < rows; i++)
        g.of_action[i] = NO_PROMISE;
    for (uint32_t i = 0; i < g.all.len; i++)
        if (g.all.at[i].kind == PROMISE_ACTION)
            g.of_action[g.all.at[i].row] = i;
    count_documents(&g);
    add_seeds(&g);
    if (rows > 0) {
        needs_open(&g, actions);
        add_needed(&g);
        add_circles(&g);
    }
    add_unproved(&g);
    arena_close(&scratch);
}

/* Late ones by how much, all others by deadline, then by file and place. */
static int by_need(const void *x, const void *y)
{
    const struct due_entry *a = x, *b = y;
    if (a->need != b->need)
        return a->need < b->need ? -1 : 1;
    int order = promise_by_deadline(&a->what, &b->what);
    if (order != 0)
        return order;
    size_t least = a->what.file.len < b->what.file.len ? a->what.file.len : b->what.file.len;
    int files = least > 0 ? memcmp(a->what.file.at, b->what.file.at, least) : 0;
    if (files == 0)
        files = (a->what.file.len > b->what.file.len) - (a->what.file.len < b->what.file.len);
    return files != 0 ? files : (a->what.at > b->what.at) - (a->what.at < b->what.at);
}

void due_close(struct due *d)
{
    if (d->entries.len > 1)
        qsort(d->entries.at, d->entries.len, sizeof *d->entries.at, by_need);
}
