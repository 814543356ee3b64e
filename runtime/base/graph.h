/* graph.h - strong components of a directed graph: which nodes lead round to one another. Linear, with a stack of its own, so that a chain may be as
 * long as memory allows.
 *
 * (R. Tarjan, Depth-first search and linear graph algorithms, 1972.)
 */
#ifndef IRP_BASE_GRAPH_H
#define IRP_BASE_GRAPH_H

#include "mem.h"

/* Edges by node: those of node i lead to to[first[i]] up to to[first[i + 1]]. */
struct graph { uint32_t nodes; const uint32_t *first; const uint32_t *to; };

/* Of each node: the least node of its component, when that is a circle (several nodes, or one with an edge to itself), else NO_CIRCLE. */
#define NO_CIRCLE UINT32_MAX
const uint32_t *graph_circles(const struct graph *g, struct arena *a);
/* Room for any number of searches: what they leave in it is told apart by a stamp. */
struct graph_room { uint32_t *queue, *before, *seen, *path, stamp; };
void graph_room_open(struct graph_room *room, const struct graph *g, struct arena *a);
/* The nodes of a shortest circle through `node`, in the order of its edges, starting with it: how many are in room->path; 0: there is none. Takes time for the
 * component alone. `circles`: of graph_circles. */
uint32_t graph_circle(const struct graph *g, const uint32_t *circles, uint32_t node, struct graph_room *room);

#endif
