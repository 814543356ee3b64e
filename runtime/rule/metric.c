/* metric.c - figures of metrics. See metric.h. */
#include "metric.h"
#include "engine.h"
#include "exact.h"

enum way metric_way(uint32_t call, uint32_t output)
{
    if (output > 1 || (output == 1 && call != CALL_LEAST_BY && call != CALL_MOST_BY))
        return WAY_NONE;
    return output == 1 ? WAY_EITHER
         : call == CALL_COUNT_BY ? WAY_ADD_WHOLE : call == CALL_SUM_BY ? WAY_ADD_NUMBER
         : call == CALL_LEAST_BY ? WAY_LEAST : call == CALL_MOST_BY ? WAY_MOST : WAY_NONE;
}

bool op_loads(uint32_t code) { return op_form(code)->use == 'S'; }

bool view_merges(const struct program *p, const struct view *v)
{
    static const char *const NAMES[] = {"owner", "area", "month", "estate"};
    struct str table = p->strings[p->tables[v->table]];
    for (size_t i = 0; i < ARRAY_LEN(NAMES); i++)
        if (str_eq(table, str_of(NAMES[i])))
            return true;
    return false;
}

/* ---------------------------------------------------------------- parts */

/* What fills a slot: the way of its rows, and the slot that says whether there is a value. */
struct filled { enum way way; uint32_t flag; };

static const struct filled *slots_filled(const struct program *p, struct arena *a)
{
    struct filled *filled = arena_zero(a, p->slots_len * sizeof *filled + 1);
    for (uint32_t i = 0; i < p->metric_steps_len; i++) {
        const struct step *s = &p->metric_steps[i];
        for (uint32_t k = 0; s->kind == STEP_CALL && metric_way(s->what, k) != WAY_NONE; k++)
            filled[s->out[k]] = (struct filled){metric_way(s->what, k), s->out[1]};
    }
    return filled;
}

/* `place` has a word for each slot, and is 0 before and after. */
static struct metric_parts parts_of(const struct program *p, const struct kernel *k, const struct filled *filled, struct part *parts, uint32_t first,
                                    uint32_t *place)
{
    struct metric_parts of = {first, 0};
    for (uint32_t i = 0; i < k->ops; i++) {
        const struct op *op = &p->ops[k->first_op + i];
        if (!op_loads(op->code))
            continue;
        parts[first + of.len++] = (struct part){op->a, filled[op->a].way, PART_ALWAYS};
        place[op->a] = of.len;
    }
    for (struct part *part = parts + first; part < parts + first + of.len; part++)
        if ((part->way == WAY_LEAST || part->way == WAY_MOST) && place[filled[part->slot].flag] > 0)
            part->flag = place[filled[part->slot].flag] - 1;
    for (uint32_t i = first; i < first + of.len; i++)
        place[parts[i].slot] = 0;
    return of;
}

const struct metrics *metrics_open(const struct program *p, struct arena *a)
{
    struct metrics      *all = arena_new(a, struct metrics);
    struct metric_parts *of = arena_many(a, p->metrics_len, struct metric_parts);
    uint64_t             ops = 0;
    uint32_t             next = 0;
    for (uint32_t i = 0; i < p->metrics_len; i++)
        ops += p->kernels[p->metrics[i].kernel].ops;
    struct part         *parts = arena_many(a, ops, struct part);
    const struct filled *filled = slots_filled(p, a);
    uint32_t            *place = arena_zero(a, p->slots_len * sizeof *place + 1);
    *all = (struct metrics){.program = p, .of = of, .parts = parts};
    for (uint32_t i = 0; i < p->metrics_len; i++) {
        const struct metric *m = &p->metrics[i];
        const struct kernel *k = &p->kernels[m->kernel];
        of[i] = parts_of(p, k, filled, parts, next, place);
        next += of[i].len;
        all->parts_most = of[i].len > all->parts_most ? of[i].len : all->parts_most;
        all->values_most = m->values > all->values_most ? m->values : all->values_most;
        all->regs_most = k->ops > all->regs_most ? k->ops : all->regs_most;
    }
    return all;
}

void metric_gather(const struct run *r, const struct metrics *all, uint32_t metric, uint32_t row, int64_t *parts)
{
    struct metric_parts of = all->of[metric];
    for (uint32_t i = 0; i < of.len; i++) {
        uint32_t slot = all->parts[of.first + i].slot;
        switch ((enum element)all->program->slots[slot].element) {
        case ELEMENT_U8:  parts[i] = ((const uint8_t *)r->slot[slot])[row]; break;
        case ELEMENT_I32:
        case ELEMENT_U32: parts[i] = ((const int32_t *)r->slot[slot])[row]; break;
        case ELEMENT_I64: parts[i] = ((const int64_t *)r->slot[slot])[row]; break;
        }
    }
}

/* ---------------------------------------------------------------- rows put together */

static int64_t put_together(enum way way, int64_t a, int64_t b)
{
    switch (way) {
    case WAY_NONE:       return a;
    case WAY_ADD_WHOLE:  return a + b < INT32_MAX ? a + b : INT32_MAX;
    case WAY_ADD_NUMBER: return exact_add(a, b);
    case WAY_LEAST:      return a < b ? a : b;
    case WAY_MOST:       return a > b ? a : b;
    case WAY_EITHER:     return a | b;
    }
    BUG("no such way");
}

/* Values before what says whether they are there: that is changed last. */
void metric_put_together(const struct metrics *all, uint32_t metric, int64_t *into, const int64_t *from)
{
    struct metric_parts of = all->of[metric];
    const struct part  *parts = all->parts + of.first;
    for (uint32_t i = 0; i < of.len; i++) {
        if (parts[i].way == WAY_EITHER || (parts[i].flag != PART_ALWAYS && from[parts[i].flag] == 0))
            continue;
        bool first = parts[i].flag != PART_ALWAYS && into[parts[i].flag] == 0;
        into[i] = first ? from[i] : put_together(parts[i].way, into[i], from[i]);
    }
    for (uint32_t i = 0; i < of.len; i++)
        if (parts[i].way == WAY_EITHER)
            into[i] = put_together(WAY_EITHER, into[i], from[i]);
}

void metric_values(const struct metrics *all, uint32_t metric, int32_t today, const int64_t *parts, int64_t *regs, int64_t *values)
{
    const struct program *p = all->program;
    const struct kernel  *k = &p->kernels[p->metrics[metric].kernel];
    memset(values, 0, p->metrics[metric].values * sizeof *values);
    eval_loaded(p, k, today, parts, regs);
    for (uint32_t i = 0; i < k->sinks; i++) {
        const struct sink *s = &p->sinks[k->first_sink + i];
        bool whole = op_form(p->ops[k->first_op + s->reg].code)->result == 'W';
        values[s->target] = whole ? (int32_t)regs[s->reg] : regs[s->reg];
    }
}

/* ---------------------------------------------------------------- running */

struct run *metrics_run(const struct program *p, const struct image *img, int32_t today, struct arena *a)
{
    struct run *r = run_open(p, img, today, NULL, lanes_here(), a);
    for (uint32_t i = 0; i < p->metric_steps_len; i++)
        run_step(r, &p->metric_steps[i]);
    return r;
}

bool metrics_held(struct run *r, const struct view *v, uint32_t row)
{
    return run_held(r, v->table)[row] == (int32_t)v->standard;
}
