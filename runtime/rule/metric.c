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
    static const char *const NAMES[] = {"owner", "area", "month", "status", "estate"};
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
static uint32_t parts_of(const struct metric_form *form, const struct filled *filled, struct part *parts, uint32_t *place)
{
    uint32_t len = 0;
    for (uint32_t i = 0; i < form->ops_len; i++) {
        const struct op *op = &form->ops[i];
        if (!op_loads(op->code))
            continue;
        parts[len++] = (struct part){op->a, filled[op->a].way, PART_ALWAYS};
        place[op->a] = len;
    }
    for (uint32_t i = 0; i < len; i++)
        if ((parts[i].way == WAY_LEAST || parts[i].way == WAY_MOST) && place[filled[parts[i].slot].flag] > 0)
            parts[i].flag = place[filled[parts[i].slot].flag] - 1;
    for (uint32_t i = 0; i < len; i++)
        place[parts[i].slot] = 0;
    return len;
}

const struct metric_form *metric_forms(const struct program *p, struct arena *a)
{
    struct metric_form  *forms = arena_zero(a, p->metrics_len * sizeof *forms + 1);
    const struct filled *filled = slots_filled(p, a);
    uint32_t            *place = arena_zero(a, p->slots_len * sizeof *place + 1);
    for (uint32_t i = 0; i < p->metrics_len; i++) {
        const struct metric *m = &p->metrics[i];
        const struct kernel *k = &p->kernels[m->kernel];
        struct part *parts = arena_many(a, k->ops, struct part);
        forms[i] = (struct metric_form){.name = p->strings[m->name], .ops = p->ops + k->first_op, .ops_len = k->ops, .sinks = p->sinks + k->first_sink,
                                        .sinks_len = k->sinks, .parts = parts, .hole = p->holes[m->hole], .values = m->values};
        forms[i].parts_len = parts_of(&forms[i], filled, parts, place);
    }
    return forms;
}

static const void *copied(const void *from, size_t bytes, struct arena *a)
{
    void *to = arena_alloc(a, bytes + 1);
    if (bytes > 0)
        memcpy(to, from, bytes);
    return to;
}

struct metric_form metric_keep(const struct metric_form *form, struct arena *a)
{
    struct metric_form kept = *form;
    kept.name = str_keep(a, form->name);
    kept.ops = copied(form->ops, form->ops_len * sizeof *form->ops, a);
    kept.sinks = copied(form->sinks, form->sinks_len * sizeof *form->sinks, a);
    kept.parts = copied(form->parts, form->parts_len * sizeof *form->parts, a);
    return kept;
}

/* Slots have other numbers in other programs; what a load gives is known by its part. */
static bool ops_same(const struct op *a, const struct op *b)
{
    return a->code == b->code && a->b == b->b && a->value == b->value && (a->a == b->a || op_loads(a->code));
}

bool metric_same(const struct metric_form *a, const struct metric_form *b)
{
    bool same = a->ops_len == b->ops_len && a->parts_len == b->parts_len && a->values == b->values && a->hole.type == b->hole.type &&
                a->hole.given == b->hole.given && a->sinks_len == b->sinks_len && str_eq(a->name, b->name);
    for (uint32_t i = 0; same && i < a->ops_len; i++)
        same = ops_same(&a->ops[i], &b->ops[i]);
    for (uint32_t i = 0; same && i < a->parts_len; i++)
        same = a->parts[i].way == b->parts[i].way && a->parts[i].flag == b->parts[i].flag;
    for (uint32_t i = 0; same && i < a->sinks_len; i++)
        same = a->sinks[i].reg == b->sinks[i].reg && a->sinks[i].target == b->sinks[i].target;
    return same;
}

void metric_gather(const struct run *r, const struct metric_form *form, uint32_t row, int64_t *parts)
{
    for (uint32_t i = 0; i < form->parts_len; i++) {
        uint32_t slot = form->parts[i].slot;
        switch ((enum element)r->program->slots[slot].element) {
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
void metric_put_together(const struct metric_form *form, int64_t *into, const int64_t *from)
{
    for (uint32_t i = 0; i < form->parts_len; i++) {
        const struct part *part = &form->parts[i];
        if (part->way == WAY_EITHER || (part->flag != PART_ALWAYS && from[part->flag] == 0))
            continue;
        bool first = part->flag != PART_ALWAYS && into[part->flag] == 0;
        into[i] = first ? from[i] : put_together(part->way, into[i], from[i]);
    }
    for (uint32_t i = 0; i < form->parts_len; i++)
        if (form->parts[i].way == WAY_EITHER)
            into[i] = put_together(WAY_EITHER, into[i], from[i]);
}

void metric_values(const struct metric_form *form, int32_t today, const int64_t *parts, int64_t *regs, int64_t *values)
{
    memset(values, 0, form->values * sizeof *values);
    eval_loaded(form->ops, form->ops_len, today, parts, regs);
    for (uint32_t i = 0; i < form->sinks_len; i++) {
        const struct sink *s = &form->sinks[i];
        bool whole = op_form(form->ops[s->reg].code)->result == 'W';
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

uint32_t metrics_rows(const struct run *r, const struct view *v) { return r->tables[v->table].rows; }

bool metrics_held(struct run *r, const struct view *v, uint32_t row)
{
    return run_held(r, v->table)[row] == (int32_t)v->standard;
}
