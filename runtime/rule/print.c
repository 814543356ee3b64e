/* print.c - a program as text, one operation a line: what --emit=rules shows. Texts are escaped as in JSON. */
#include "forms.h"
#include "../base/escape.h"

static void print_string(struct out *o, const struct program *p, uint32_t string)
{
    out_char(o, '"');
    escape_json(o, p->strings[string]);
    out_char(o, '"');
}

static void print_table(struct out *o, const struct program *p, uint32_t table) { escape_terminal(o, p->strings[p->tables[table]]); }

static void print_slot(struct out *o, const struct program *p, uint32_t slot)
{
    out_printf(o, " s%u:%s", slot, element_word((enum element)p->slots[slot].element));
}

static void print_call(struct out *o, const struct program *p, const struct step *s)
{
    const struct call_form *form = call_form(s->what);
    bool derived = form->imm == 'd';
    uint32_t outs = (uint32_t)(derived ? strlen(derived_form((uint32_t)s->imm)->out) : strlen(form->out) / 2);
    out_printf(o, "call %s", form->name);
    for (uint32_t i = 0; form->in[2 * i]; i++)
        print_slot(o, p, s->in[i]);
    if (form->imm == 't') {
        out_str(o, STR(" over "));
        print_table(o, p, (uint32_t)s->imm);
    } else if (form->imm == 'x') {
        out_char(o, ' ');
        print_string(o, p, (uint32_t)s->imm);
    } else if (derived)
        out_printf(o, " \"%s\"", derived_form((uint32_t)s->imm)->property);
    out_str(o, STR(" ->"));
    for (uint32_t i = 0; i < outs; i++)
        print_slot(o, p, s->out[i]);
    out_str(o, STR("   of "));
    print_table(o, p, s->table);
}

static void print_load(struct out *o, const struct program *p, const struct step *s)
{
    out_str(o, STR("load "));
    print_table(o, p, s->table);
    out_char(o, ' ');
    print_string(o, p, s->what);
    out_char(o, ' ');
    print_string(o, p, s->part);
    out_str(o, STR(" ->"));
    print_slot(o, p, s->out[0]);
}

static void print_op(struct out *o, const struct op *op, uint32_t reg)
{
    const struct op_form *form = op_form(op->code);
    out_printf(o, "    %c%u = %s", form->result, reg, form->name);
    if (form->use == 'S')
        out_printf(o, " s%u", op->a);
    if (form->a != '-')
        out_printf(o, " %c%u", form->a, op->a);
    if (form->b != '-')
        out_printf(o, " %c%u", form->b, op->b);
    if (form->use == 'V') {
        out_char(o, ' ');
        out_int(o, op->value);
    }
    out_char(o, '\n');
}

static void print_sink(struct out *o, const struct program *p, const struct kernel *k, const struct sink *s)
{
    char file = op_form(p->ops[k->first_op + s->reg].code)->result;
    if (s->kind == SINK_RULE) {
        out_str(o, STR("    fails "));
        print_string(o, p, p->rules[s->target].name);
    } else if (s->kind == SINK_SLOT)
        print_slot(o, p, s->target);
    else
        out_printf(o, "    value %u", s->target);
    out_printf(o, " <- %c%u\n", file, s->reg);
}

static void print_kernel(struct out *o, const struct program *p, uint32_t kernel)
{
    const struct kernel *k = &p->kernels[kernel];
    out_printf(o, "kernel k%u over ", kernel);
    print_table(o, p, k->table);
    out_char(o, '\n');
    for (uint32_t i = 0; i < k->ops; i++)
        print_op(o, &p->ops[k->first_op + i], i);
    for (uint32_t i = 0; i < k->sinks; i++)
        print_sink(o, p, k, &p->sinks[k->first_sink + i]);
}

static void print_step(struct out *o, const struct program *p, const struct step *s)
{
    out_str(o, STR("  "));
    switch ((enum step_kind)s->kind) {
    case STEP_LOAD:   print_load(o, p, s); break;
    case STEP_CALL:   print_call(o, p, s); break;
    case STEP_KERNEL: out_printf(o, "run k%u", s->what); break;
    }
    out_char(o, '\n');
}

static void print_hole(struct out *o, const struct program *p, const struct hole *h)
{
    static const char *const WORDS[HOLE_TYPES] = {"literal", "whole", "words", "number", "percent", "date", "text", "status", "level", "month"};
    out_printf(o, "    %s", WORDS[h->type]);
    if (h->type != HOLE_LITERAL)
        out_printf(o, " value %u", h->first_value);
    if (h->given != HOLE_ALWAYS)
        out_printf(o, " when value %u, or else", h->given);
    if (h->type == HOLE_LITERAL || h->given != HOLE_ALWAYS) {
        out_char(o, ' ');
        print_string(o, p, h->text);
    }
    out_char(o, '\n');
}

static void print_rule(struct out *o, const struct program *p, const struct rule *r)
{
    static const char *const WORDS[] = {[SEVERITY_ERROR] = "error", [SEVERITY_WARNING] = "warning", [SEVERITY_NOTE] = "note"};
    out_str(o, STR("rule "));
    print_string(o, p, r->name);
    out_printf(o, " %s over ", WORDS[r->severity]);
    print_table(o, p, r->table);
    if (r->line > 0) {
        out_str(o, STR(" at "));
        escape_terminal(o, p->strings[r->file]);
        out_printf(o, ":%u", r->line);
    }
    out_char(o, '\n');
    for (uint32_t i = 0; i < r->reads; i++) {
        out_str(o, STR("  reads "));
        print_string(o, p, p->reads[r->first_read + i]);
        out_char(o, '\n');
    }
    for (uint32_t i = 0; i < r->steps; i++)
        print_step(o, p, &p->message_steps[r->first_step + i]);
    if (r->message_kernel != UINT32_MAX)
        out_printf(o, "  values of k%u\n", r->message_kernel);
    for (uint32_t i = 0; i < r->holes; i++)
        print_hole(o, p, &p->holes[r->first_hole + i]);
}

void program_print(struct out *o, const struct program *p)
{
    out_str(o, STR("program "));
    escape_terminal(o, p->name);
    out_str(o, STR("\ncheck\n"));
    for (uint32_t i = 0; i < p->steps_len; i++)
        print_step(o, p, &p->steps[i]);
    for (uint32_t i = 0; i < p->kernels_len; i++)
        print_kernel(o, p, i);
    for (uint32_t i = 0; i < p->rules_len; i++)
        print_rule(o, p, &p->rules[i]);
}
