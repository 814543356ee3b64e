/* Values of an item around, worked out there. See hoist.h. */
#include "hoist.h"
#include "../../runtime/rule/forms.h"

/* The step that spread the slot over its rows, or NULL. */
static const struct step *spread_step(const struct build *b, uint32_t slot)
{
    for (struct map_walk w = map_find(&b->spread_map, slot); map_next(&w);) {
        const struct step *s = &b->steps.at[w.value];
        if (s->out[0] == slot)
            return s;
    }
    return NULL;
}

/* Which operations the registers need, up to the last of them. */
static uint32_t mark_needed(const struct kernel_build *k, const uint32_t *regs, unsigned len, uint32_t *needed)
{
    uint32_t end = 0;
    for (unsigned i = 0; i < len; i++) {
        needed[regs[i]] = 1;
        end = regs[i] >= end ? regs[i] + 1 : end;
    }
    kernel_needs(k, needed, end);
    return end;
}

/* The one link by which all columns came, the table that it leads to, and of each operation that loads one the column there (`from`). UINT32_MAX: there are several
 * links, none, or columns of the row's own. */
static uint32_t common_link(const struct kernel_build *k, const uint32_t *needed, uint32_t end, uint32_t *table, uint32_t *from)
{
    uint32_t link = UINT32_MAX;
    for (uint32_t i = 0; i < end; i++) {
        if (!needed[i] || op_form(k->ops.at[i].code)->use != 'S')
            continue;
        const struct step *s = spread_step(k->build, k->ops.at[i].a);
        if (s == NULL || (link != UINT32_MAX && link != s->in[0]))
            return UINT32_MAX;
        link = s->in[0];
        from[i] = s->in[1];
        *table = k->build->slots.at[s->in[1]].table;
    }
    return link;
}

bool hoist(const struct kernel_build *k, uint32_t *regs, unsigned len, struct hoisted *h)
{
    struct build *b = k->build;
    uint32_t     *needed = arena_zero(b->arena, (k->ops.len + (size_t)1) * sizeof *needed);
    uint32_t      end = mark_needed(k, regs, len, needed), *reg = arena_many(b->arena, end, uint32_t), *from = arena_many(b->arena, end, uint32_t), table = 0;
    h->link = common_link(k, needed, end, &table, from);
    if (h->link == UINT32_MAX)
        return false;
    kernel_open(&h->kernel, b, table);
    for (uint32_t i = 0; i < end; i++) {
        const struct op *op = &k->ops.at[i];
        const struct op_form *form = op_form(op->code);
        if (!needed[i])
            continue;
        uint32_t a = form->use == 'S' ? from[i] : form->a != '-' ? reg[op->a] : op->a;
        reg[i] = kernel_op(&h->kernel, (enum op_code)op->code, a, form->b != '-' ? reg[op->b] : op->b, op->value);
    }
    for (unsigned i = 0; i < len; i++)
        regs[i] = reg[regs[i]];
    return true;
}
