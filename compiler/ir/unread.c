/* unread.c - what a check works out and nobody looks at is left out of it.
 *
 * Lowering loads whole values: of a date its first day, its last and its form, also where a rule asks for one of them alone. Which of them count is
 * known when all rules are there: from what marks rows, from what messages and figures take, and back over the steps.
 */
#include "build.h"
#include "../../runtime/rule/forms.h"

struct reading {
    struct build *b;
    uint8_t      *slot;       /* it is read */
    uint8_t      *reg;        /* of the current kernel: the same */
};

static bool loads(const struct op *op) { return op_form(op->code)->use == 'S'; }

static void read_ins(struct reading *r, const struct step *s)
{
    for (uint32_t i = 0; s->kind == STEP_CALL && i < call_ins(s); i++)
        r->slot[s->in[i]] = 1;
}

static void read_kernel(struct reading *r, uint32_t kernel)
{
    const struct kernel *k = &r->b->kernels.at[kernel];
    for (uint32_t i = 0; i < k->ops; i++)
        if (loads(&r->b->ops.at[k->first_op + i]))
            r->slot[r->b->ops.at[k->first_op + i].a] = 1;
}

static void read_steps(struct reading *r, const struct step *steps, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++) {
        read_ins(r, &steps[i]);
        if (steps[i].kind == STEP_KERNEL)
            read_kernel(r, steps[i].what);
    }
}

/* What the check leaves behind for others. */
static void read_by_others(struct reading *r)
{
    const struct build *b = r->b;
    read_steps(r, b->message_steps.at, b->message_steps.len);
    read_steps(r, b->metric_steps.at, b->metric_steps.len);
    for (uint32_t i = 0; i < b->rules.len; i++) {
        if (b->rules.at[i].other_slot != UINT32_MAX)
            r->slot[b->rules.at[i].other_slot] = 1;
        if (b->rules.at[i].message_kernel != UINT32_MAX)
            read_kernel(r, b->rules.at[i].message_kernel);
    }
    for (uint32_t i = 0; i < b->metrics.len; i++)
        read_kernel(r, b->metrics.at[i].kernel);
}

/* Sinks of slots that are not read go, and registers are read from those that stay. */
static void keep_sinks(struct reading *r, struct kernel *k)
{
    struct sink *sinks = &r->b->sinks.at[k->first_sink];
    uint32_t kept = 0;
    memset(r->reg, 0, k->ops);
    for (uint32_t i = 0; i < k->sinks; i++) {
        if (sinks[i].kind == SINK_SLOT && !r->slot[sinks[i].target])
            continue;
        r->reg[sinks[i].reg] = 1;
        sinks[kept++] = sinks[i];
    }
    k->sinks = kept;
}

/* A load that nobody needs becomes a constant, so that registers keep their numbers. */
static void drop_load(struct op *op)
{
    char file = op_form(op->code)->result;
    op->code = file == 'M' ? OP_TRUTH : file == 'W' ? OP_WHOLE : OP_NUMBER;
    op->a = 0;
}

static bool keep_kernel(struct reading *r, struct kernel *k)
{
    keep_sinks(r, k);
    for (uint32_t i = k->ops; i-- > 0;) {
        struct op *op = &r->b->ops.at[k->first_op + i];
        const struct op_form *form = op_form(op->code);
        if (!r->reg[i]) {
            if (loads(op))
                drop_load(op);
            continue;
        }
        if (loads(op))
            r->slot[op->a] = 1;
        if (form->a != '-')
            r->reg[op->a] = 1;
        if (form->b != '-')
            r->reg[op->b] = 1;
    }
    return k->sinks > 0;
}

static bool keep_step(struct reading *r, const struct step *s)
{
    if (s->kind == STEP_KERNEL)
        return keep_kernel(r, &r->b->kernels.at[s->what]);
    uint32_t outs = s->kind == STEP_LOAD ? 1 : call_outs(s);
    bool read = false;
    for (uint32_t i = 0; i < outs; i++)
        read |= r->slot[s->out[i]];
    if (read)
        read_ins(r, s);
    return read;
}

static uint32_t most_ops(const struct build *b)
{
    uint32_t most = 1;
    for (uint32_t i = 0; i < b->kernels.len; i++)
        most = b->kernels.at[i].ops > most ? b->kernels.at[i].ops : most;
    return most;
}

void build_drop_unread(struct build *b)
{
    struct reading r = {b, arena_zero(b->arena, b->slots.len + (size_t)1), arena_zero(b->arena, most_ops(b))};
    uint8_t *kept = arena_zero(b->arena, b->steps.len + (size_t)1);
    uint32_t len = 0;
    read_by_others(&r);
    for (uint32_t i = b->steps.len; i-- > 0;)
        kept[i] = keep_step(&r, &b->steps.at[i]);
    for (uint32_t i = 0; i < b->steps.len; i++)
        if (kept[i])
            b->steps.at[len++] = b->steps.at[i];
    b->steps.len = len;
}
