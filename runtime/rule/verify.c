/* verify.c - program_verify: whether a program is safe to run. It is asked once for each program that is made or opened.
 *
 * What the engines rely on: indices in range, registers defined before their use and of the right file, slots filled (once, for the check)
 * before they are read, and of the element and table that their reader takes them for.
 */
#include "forms.h"
#include "metric.h"
#include "../base/utf8.h"
#include "../image/layout.h"

#define SLOTS_MOST  PROGRAM_OPS_MOST
#define TABLES_MOST 4096u

enum { NOT_FILLED, BY_CHECK, BY_METRICS, BY_RULE /* + rule */ };

struct verifier {
    const struct program *p;
    uint32_t *filled;        /* a slot: by whom */
    uint8_t  *summed;        /* a slot: 1 a *_BY call of the metrics gives it */
    uint8_t  *kernel_used;   /* a kernel: 1 a step has it */
    uint8_t  *rule_marked;   /* a rule: 1 a sink marks its rows */
    uint32_t  reader;        /* BY_CHECK, BY_METRICS, or BY_RULE + rule: whose steps are looked at */
};

static bool range_fine(uint32_t first, uint32_t count, uint32_t len) { return first <= len && count <= len - first; }

/* ---------------------------------------------------------------- kernels */

static char file_of(const struct program *p, const struct kernel *k, uint32_t reg) { return op_form(p->ops[k->first_op + reg].code)->result; }

static bool operand_fine(const struct program *p, const struct kernel *k, uint32_t at, char file, uint32_t reg)
{
    return file == '-' || (reg < at && file_of(p, k, reg) == file);
}

static bool op_fine(const struct program *p, const struct kernel *k, uint32_t at)
{
    const struct op *op = &p->ops[k->first_op + at];
    const struct op_form *form = op_form(op->code);
    if (op->origin > p->rules_len)
        return false;
    if (form->use == 'S')
        return op->a < p->slots_len;
    if (op->code == OP_TRUTH && op->value != 0 && op->value != 1)
        return false;
    if (op->code == OP_WHOLE && (op->value < INT32_MIN || op->value > INT32_MAX))
        return false;
    return operand_fine(p, k, at, form->a, op->a) && operand_fine(p, k, at, form->b, op->b);
}

static bool kernel_fine(const struct program *p, const struct kernel *k)
{
    if (k->table >= p->tables_len || k->ops > KERNEL_OPS_MOST || !range_fine(k->first_op, k->ops, p->ops_len) ||
        !range_fine(k->first_sink, k->sinks, p->sinks_len))
        return false;
    for (uint32_t i = 0; i < k->ops; i++)
        if (!op_fine(p, k, i))
            return false;
    for (uint32_t i = 0; i < k->sinks; i++) {
        const struct sink *s = &p->sinks[k->first_sink + i];
        if (s->kind > SINK_HOLE || s->reg >= k->ops)
            return false;
    }
    return true;
}

static bool kernels_fine(const struct program *p)
{
    uint64_t ops = 0, sinks = 0;
    for (uint32_t i = 0; i < p->kernels_len; i++) {
        ops += p->kernels[i].ops;
        sinks += p->kernels[i].sinks;
        if (ops > PROGRAM_OPS_MOST || sinks > PROGRAM_OPS_MOST || !kernel_fine(p, &p->kernels[i]))
            return false;
    }
    return true;
}

/* ---------------------------------------------------------------- slots */

static bool readable(const struct verifier *v, uint32_t slot)
{
    return slot < v->p->slots_len && ((v->filled[slot] == BY_CHECK && v->reader != BY_METRICS) || v->filled[slot] == v->reader);
}

/* The check and the metrics fill each slot once; the message steps of different rules may fill the same one with the same. */
static bool fill(struct verifier *v, uint32_t slot, uint32_t table, char letter)
{
    if (slot >= v->p->slots_len || v->p->slots[slot].table != table || (v->reader < BY_RULE && v->filled[slot] != NOT_FILLED))
        return false;
    uint32_t e = v->p->slots[slot].element;
    bool fits = (letter == 'B' && e == ELEMENT_U8) || (letter == 'I' && e == ELEMENT_I32) || (letter == 'N' && e == ELEMENT_I64) ||
                (letter == 'W' && (e == ELEMENT_I32 || e == ELEMENT_U32));
    if (v->filled[slot] == NOT_FILLED || v->filled[slot] >= BY_RULE)
        v->filled[slot] = v->reader;
    return fits;
}

static bool element_fits(uint32_t e, char letter)
{
    switch (letter) {
    case 'B': return e == ELEMENT_U8;
    case 'I': return e == ELEMENT_I32;
    case 'W': return e == ELEMENT_I32 || e == ELEMENT_U32;
    case 'N': return e == ELEMENT_I64;
    default:  return false;
    }
}

/* ---------------------------------------------------------------- steps */

static bool load_fine(struct verifier *v, const struct step *s)
{
    const struct program *p = v->p;
    if (s->what >= p->strings_len || s->part >= p->strings_len || s->out[0] >= p->slots_len)
        return false;
    const struct part_form *form = image_part(p->strings[s->part]);
    if (!form || p->slots[s->out[0]].element != (uint32_t)form->element)
        return false;
    return fill(v, s->out[0], s->table, form->element == ELEMENT_U8 ? 'B' : form->element == ELEMENT_I64 ? 'N' : 'W');
}

static uint32_t call_table(const struct program *p, const struct step *s, char letter)
{
    return letter == 's' ? s->table : letter == 'i' ? (uint32_t)s->imm : p->slots[s->in[0]].table;
}

static bool derived_fine(struct verifier *v, const struct step *s)
{
    if (s->imm < 0 || s->imm >= DERIVEDS)
        return false;
    const struct derived_form *form = derived_form((uint32_t)s->imm);
    if (!str_eq(v->p->strings[v->p->tables[s->table]], str_of(form->table)))
        return false;
    for (uint32_t i = 0; form->out[i]; i++)
        if (!fill(v, s->out[i], s->table, form->out[i]))
            return false;
    return true;
}

static bool function_fine(struct verifier *v, const struct step *s)
{
    if (s->imm < 0 || function_of(s) >= FUNCTIONS)
        return false;
    const struct function_form *form = function_form(function_of(s));
    if (function_holidays(form) ? standard_of_call(s) >= v->p->standards_len : standard_of_call(s) != 0)
        return false;
    uint32_t slot = 0;
    for (const char *a = form->arguments; *a; a++)
        for (const char *part = argument_parts(*a); *part; part++, slot++)
            if (slot >= CALL_SLOTS_MOST || !readable(v, s->in[slot]) || !element_fits(v->p->slots[s->in[slot]].element, *part) ||
                v->p->slots[s->in[slot]].table != s->table)
                return false;
    for (uint32_t i = 0; result_parts(form->result)[i]; i++)
        if (!fill(v, s->out[i], s->table, result_parts(form->result)[i]))
            return false;
    return true;
}

static bool call_fine(struct verifier *v, const struct step *s)
{
    const struct program *p = v->p;
    if (s->what >= CALLS)
        return false;
    const struct call_form *form = call_form(s->what);
    if (form->imm == 'd')
        return derived_fine(v, s);
    if (form->imm == 'f')
        return function_fine(v, s);
    if ((form->imm == 't' && (s->imm < 0 || s->imm >= p->tables_len)) || (form->imm == 'x' && (s->imm < 0 || s->imm >= p->strings_len)))
        return false;
    if (form->imm == 'h' && (s->imm < 0 || s->imm >= p->standards_len))
        return false;
    for (uint32_t i = 0; form->in[2 * i]; i++) {
        if (!readable(v, s->in[i]) || !element_fits(p->slots[s->in[i]].element, form->in[2 * i]))
            return false;
        if (form->in[2 * i + 1] != '*' && p->slots[s->in[i]].table != call_table(p, s, form->in[2 * i + 1]))
            return false;
    }
    for (uint32_t i = 0; form->out[2 * i]; i++)
        if (!fill(v, s->out[i], call_table(p, s, form->out[2 * i + 1]), form->out[2 * i]))
            return false;
    return true;
}

static bool kernel_loads_fine(const struct verifier *v, const struct kernel *k)
{
    for (uint32_t i = 0; i < k->ops; i++) {
        const struct op *op = &v->p->ops[k->first_op + i];
        if (op_form(op->code)->use != 'S')
            continue;
        char letter = op->code == OP_LOAD_N ? 'N' : op->code == OP_LOAD_W ? 'W' : 'B';
        if (!readable(v, op->a) || v->p->slots[op->a].table != k->table || !element_fits(v->p->slots[op->a].element, letter))
            return false;
    }
    return true;
}

static bool step_sink_fine(struct verifier *v, const struct kernel *k, const struct sink *s)
{
    char file = file_of(v->p, k, s->reg);
    if (s->kind == SINK_SLOT)
        return fill(v, s->target, k->table, file == 'M' ? 'B' : file);
    if (s->kind != SINK_RULE || v->reader != BY_CHECK || file != 'M' || s->target >= v->p->rules_len)
        return false;
    if (v->p->rules[s->target].table != k->table || v->rule_marked[s->target])
        return false;
    v->rule_marked[s->target] = 1;
    return true;
}

static bool kernel_step_fine(struct verifier *v, const struct step *s)
{
    if (s->what >= v->p->kernels_len)
        return false;
    const struct kernel *k = &v->p->kernels[s->what];
    if (k->table != s->table || !kernel_loads_fine(v, k))
        return false;
    if (v->reader < BY_RULE && v->kernel_used[s->what]++)
        return false;
    for (uint32_t i = 0; i < k->sinks; i++)
        if (!step_sink_fine(v, k, &v->p->sinks[k->first_sink + i]))
            return false;
    return true;
}

static bool step_fine(struct verifier *v, const struct step *s)
{
    if (s->table >= v->p->tables_len)
        return false;
    switch (s->kind) {
    case STEP_LOAD:   return load_fine(v, s);
    case STEP_CALL:   return call_fine(v, s);
    case STEP_KERNEL: return kernel_step_fine(v, s);
    default:          return false;
    }
}

/* ---------------------------------------------------------------- rules */

static bool holes_fine(const struct program *p, const struct rule *r)
{
    if (r->seen > r->holes || r->seen % 2 != 0)
        return false;
    for (uint32_t i = r->holes - r->seen; i < r->holes; i += 2)       /* a name, and its value */
        if (p->holes[r->first_hole + i].type != HOLE_LITERAL)
            return false;
    for (uint32_t i = 0; i < r->holes; i++) {
        const struct hole *h = &p->holes[r->first_hole + i];
        if (h->type >= HOLE_TYPES || h->text >= p->strings_len || !range_fine(h->first_value, hole_form(h->type)->values, r->hole_values))
            return false;
        if (h->given != HOLE_ALWAYS && h->given >= r->hole_values)
            return false;
    }
    return true;
}

static bool message_kernel_fine(const struct verifier *v, const struct rule *r)
{
    const struct program *p = v->p;
    if (r->message_kernel == UINT32_MAX)
        return r->hole_values == 0;
    if (r->message_kernel >= p->kernels_len)
        return false;
    const struct kernel *k = &p->kernels[r->message_kernel];
    if (k->table != r->table || !kernel_loads_fine(v, k))
        return false;
    for (uint32_t i = 0; i < k->sinks; i++) {
        const struct sink *s = &p->sinks[k->first_sink + i];
        if (s->kind != SINK_HOLE || s->target >= r->hole_values)
            return false;
    }
    return true;
}

static bool rule_frame_fine(const struct program *p, const struct rule *r)
{
    return r->name < p->strings_len && r->severity <= SEVERITY_NOTE && r->table < p->tables_len && r->help < p->strings_len &&
           r->why < p->strings_len && r->caret < p->strings_len && r->place_label < p->strings_len && r->other_text < p->strings_len && r->file < p->strings_len &&
           r->offer_label < p->strings_len && r->offer_text < p->strings_len && range_fine(r->first_before, r->befores, p->reads_len) &&
           range_fine(r->first_read, r->reads, p->reads_len) && range_fine(r->first_hole, r->holes, p->holes_len) &&
           range_fine(r->first_step, r->steps, p->message_steps_len) && r->hole_values <= HOLE_VALUES_MOST;
}

static bool rule_fine(struct verifier *v, const struct rule *r)
{
    const struct program *p = v->p;
    for (uint32_t i = 0; i < r->steps; i++)
        if (!step_fine(v, &p->message_steps[r->first_step + i]))
            return false;
    if (!holes_fine(p, r) || !message_kernel_fine(v, r))
        return false;
    return r->other_slot == UINT32_MAX ||
           (readable(v, r->other_slot) && p->slots[r->other_slot].table == r->table && p->slots[r->other_slot].element == ELEMENT_I32);
}

/* Rules may share steps, but not so that looking at each rule's is more work than a program may be. */
static bool rules_fine(struct verifier *v)
{
    const struct program *p = v->p;
    uint64_t work = 0;
    for (uint32_t i = 0; i < p->rules_len; i++) {
        const struct rule *r = &p->rules[i];
        if (!rule_frame_fine(p, r))
            return false;
        work += (uint64_t)r->steps + r->holes + r->reads + r->befores + (r->message_kernel < p->kernels_len ? p->kernels[r->message_kernel].ops : 0);
        if (work > PROGRAM_OPS_MOST)
            return false;
        v->reader = BY_RULE + i;
        if (!rule_fine(v, r))
            return false;
    }
    return true;
}

/* ---------------------------------------------------------------- metrics */

static void note_sums(struct verifier *v, const struct step *s)
{
    for (uint32_t i = 0; s->kind == STEP_CALL && metric_way(s->what, i) != WAY_NONE; i++)
        v->summed[s->out[i]] = 1;
}

static bool metric_fine(struct verifier *v, const struct view *view, const struct metric *m)
{
    const struct program *p = v->p;
    struct rule as = {.table = view->table, .first_hole = m->hole, .holes = 1, .message_kernel = m->kernel, .hole_values = m->values};
    if (m->name >= p->strings_len || m->kernel >= p->kernels_len || m->hole >= p->holes_len || m->values > HOLE_VALUES_MOST || !holes_fine(p, &as) ||
        !message_kernel_fine(v, &as))
        return false;
    const struct kernel *k = &p->kernels[m->kernel];
    for (uint32_t i = 0; view_merges(p, view) && i < k->ops; i++) {
        const struct op *op = &p->ops[k->first_op + i];
        if (op_form(op->code)->use == 'S' && !v->summed[op->a])
            return false;
    }
    return true;
}

static bool view_fine(struct verifier *v, const struct view *view)
{
    const struct program *p = v->p;
    if (view->title >= p->strings_len || view->declared >= p->strings_len || view->table >= p->tables_len ||
        !range_fine(view->first_metric, view->metrics, p->metrics_len) || (view->title != 0 && view->metrics > TABLE_FIGURES_MOST))
        return false;
    for (uint32_t i = 0; i < view->metrics; i++)
        if (!metric_fine(v, view, &p->metrics[view->first_metric + i]))
            return false;
    return true;
}

/* Views are many for few metrics only in a program that nobody made; work is bounded as rules' is. */
static bool metrics_fine(struct verifier *v)
{
    const struct program *p = v->p;
    uint64_t work = 0;
    if (p->metrics_len > PROGRAM_METRICS_MOST || p->views_len > PROGRAM_METRICS_MOST)
        return false;
    v->reader = BY_METRICS;
    for (uint32_t i = 0; i < p->metric_steps_len; i++) {
        if (!step_fine(v, &p->metric_steps[i]))
            return false;
        note_sums(v, &p->metric_steps[i]);
    }
    for (uint32_t i = 0; i < p->views_len; i++) {
        for (uint32_t k = 0; k < p->views[i].metrics && work <= PROGRAM_OPS_MOST; k++) {
            uint64_t at = (uint64_t)p->views[i].first_metric + k;
            work += 1 + (at < p->metrics_len && p->metrics[at].kernel < p->kernels_len ? p->kernels[p->metrics[at].kernel].ops : 0);
        }
        if (work > PROGRAM_OPS_MOST || !view_fine(v, &p->views[i]))
            return false;
    }
    return true;
}

/* ---------------------------------------------------------------- the whole */

static bool frame_fine(const struct program *p)
{
    if (p->strings_len == 0 || p->strings[0].len != 0 || p->tables_len > TABLES_MOST || p->slots_len > SLOTS_MOST ||
        p->rules_len > PROGRAM_RULES_MOST || p->ops_len > PROGRAM_OPS_MOST || utf8_check(p->name) != p->name.len)
        return false;
    for (uint32_t i = 0; i < p->strings_len; i++)
        if (utf8_check(p->strings[i]) != p->strings[i].len)
            return false;
    for (uint32_t i = 0; i < p->tables_len; i++)
        if (p->tables[i] >= p->strings_len)
            return false;
    for (uint32_t i = 0; i < p->slots_len; i++)
        if (p->slots[i].table >= p->tables_len || p->slots[i].element > ELEMENT_I64)
            return false;
    for (uint32_t i = 0; i < p->reads_len; i++)
        if (p->reads[i] >= p->strings_len)
            return false;
    for (uint32_t i = 0; i < p->ops_len; i++)
        if (p->ops[i].code >= OPS)
            return false;
    return given_verify(p);
}

bool program_verify(const struct program *p, struct arena *a)
{
    if (!frame_fine(p) || !kernels_fine(p))
        return false;
    struct verifier v = {.p = p, .reader = BY_CHECK};
    v.filled = arena_zero(a, p->slots_len * sizeof *v.filled + 1);
    v.summed = arena_zero(a, p->slots_len + (size_t)1);
    v.kernel_used = arena_zero(a, p->kernels_len + (size_t)1);
    v.rule_marked = arena_zero(a, p->rules_len + (size_t)1);
    for (uint32_t i = 0; i < p->rules_len; i++)
        if (!rule_frame_fine(p, &p->rules[i]))
            return false;
    for (uint32_t i = 0; i < p->steps_len; i++)
        if (!step_fine(&v, &p->steps[i]))
            return false;
    return rules_fine(&v) && metrics_fine(&v);
}
