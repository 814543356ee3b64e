/* graph.c - strong components, and a shortest circle within one. See graph.h. */
#include "graph.h"

struct walk {
    const struct graph *graph;
    uint32_t *seen, *low, *next, *stack, *path, *circle;
    uint8_t  *on_stack, *loops;           /* loops: an edge leads from the node to itself */
    uint32_t  stack_len, path_len, count;
};

static void enter(struct walk *w, uint32_t i)
{
    w->seen[i] = w->low[i] = ++w->count;
    w->next[i] = w->graph->first[i];
    w->on_stack[i] = 1;
    w->stack[w->stack_len++] = w->path[w->path_len++] = i;
}

/* The component that ends here: its nodes lie on the stack down to this one. */
static void leave(struct walk *w, uint32_t i)
{
    uint32_t from = w->stack_len, least = i;
    do {
        uint32_t one = w->stack[--from];
        least = one < least ? one : least;
        w->on_stack[one] = 0;
    } while (w->stack[from] != i);
    bool circle = w->stack_len - from > 1 || w->loops[i];
    for (uint32_t k = from; k < w->stack_len; k++)
        w->circle[w->stack[k]] = circle ? least : NO_CIRCLE;
    w->stack_len = from;
}

/* One step from the node on top of the path: down to one not seen yet, or back. */
static void advance(struct walk *w)
{
    uint32_t i = w->path[w->path_len - 1];
    if (w->next[i] < w->graph->first[i + 1]) {
        uint32_t other = w->graph->to[w->next[i]++];
        w->loops[i] |= other == i;
        if (w->seen[other] == 0)
            enter(w, other);
        else if (w->on_stack[other] && w->seen[other] < w->low[i])
            w->low[i] = w->seen[other];
        return;
    }
    w->path_len--;
    if (w->low[i] == w->seen[i])
        leave(w, i);
    if (w->path_len > 0 && w->low[i] < w->low[w->path[w->path_len - 1]])
        w->low[w->path[w->path_len - 1]] = w->low[i];
}

static uint32_t *zeros(const struct graph *g, struct arena *a) { return arena_zero(a, (g->nodes + (size_t)1) * sizeof(uint32_t)); }

const uint32_t *graph_circles(const struct graph *g, struct arena *a)
{
    struct arena work;
    arena_open(&work, a->mem);
    struct walk w = {.graph = g, .circle = zeros(g, a), .seen = zeros(g, &work), .low = zeros(g, &work), .next = zeros(g, &work), .stack = zeros(g, &work),
                     .path = zeros(g, &work), .on_stack = arena_zero(&work, g->nodes + (size_t)1), .loops = arena_zero(&work, g->nodes + (size_t)1)};
    for (uint32_t i = 0; i < g->nodes; i++)
        if (w.seen[i] == 0)
            for (enter(&w, i); w.path_len > 0;)
                advance(&w);
    arena_close(&work);
    return w.circle;
}

/* The nodes before `last` on the way to it, from the first. */
static uint32_t way_back(const uint32_t *before, uint32_t last, uint32_t node, uint32_t *path)
{
    uint32_t len = 0;
    for (uint32_t i = last; i != node; i = before[i])
        path[len++] = i;
    path[len++] = node;
    for (uint32_t i = 0; i < len / 2; i++) {
        uint32_t one = path[i];
        path[i] = path[len - 1 - i];
        path[len - 1 - i] = one;
    }
    return len;
}

void graph_room_open(struct graph_room *room, const struct graph *g, struct arena *a)
{
    *room = (struct graph_room){zeros(g, a), zeros(g, a), zeros(g, a), zeros(g, a), 0};
}

uint32_t graph_circle(const struct graph *g, const uint32_t *circles, uint32_t node, struct graph_room *room)
{
    uint32_t head = 0, tail = 0;
    if (circles[node] == NO_CIRCLE)
        return 0;
    room->queue[tail++] = node;
    room->seen[node] = ++room->stamp;
    while (head < tail) {
        uint32_t at = room->queue[head++];
        for (uint32_t k = g->first[at]; k < g->first[at + 1]; k++) {
            uint32_t other = g->to[k];
            if (other == node)
                return way_back(room->before, at, node, room->path);
            if (room->seen[other] == room->stamp || circles[other] != circles[node])
                continue;
            room->seen[other] = room->stamp;
            room->before[other] = at;
            room->queue[tail++] = other;
        }
    }
    return 0;
}
