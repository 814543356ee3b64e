/* print.c - a program as text, one operation a line: what --emit=rules shows, and what compiler/ir/read.h reads back (SPEC.md, Programs as text).
 * Texts are escaped as in JSON. */
#include "forms.h"
#include "../base/escape.h"

static void print_quoted(struct out *o, struct str text)
{
    out_str(o, STR(" \""));
    escape_json(o, text);
    out_char(o, '"');
}

static void print_string(struct out *o, const struct program *p, uint32_t string) { print_quoted(o, p->strings[string]); }
static void print_table(struct out *o, const struct program *p, uint32_t table) { print_string(o, p, p->tables[table]); }

/* ---------------------------------------------------------------- steps */

static void print_slots(struct out *o, const uint32_t *slots, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        out_printf(o, " s%u", slots[i]);
}

static void print_call(struct out *o, const struct program *p, const struct step *s)
{
    const struct call_form *form = call_form(s->what);
    out_printf(o, "call %s", form->name);
    print_slots(o, s->in, call_ins(s));
    if (form->imm == 't')
        print_table(o, p, (uint32_t)s->imm);
    else if (form->imm == 'x')
        print_string(o, p, (uint32_t)s->imm);
    else if (form->imm == 'd')
        print_quoted(o, str_of(derived_form((uint32_t)s->imm)->property));
    else if (form->imm == 'h')
        out_printf(o, " t%u", (unsigned)s->imm);
    else if (form->imm == 'f') {
        print_quoted(o, str_of(function_form(function_of(s))->name));
        if (function_holidays(function_form(function_of(s))))
            out_printf(o, " t%u", standard_of_call(s));
    }
    out_str(o, STR(" ->"));
    print_slots(o, s->out, call_outs(s));
    out_str(o, STR(" of"));
    print_table(o, p, s->table);
}

static void print_load(struct out *o, const struct program *p, const struct step *s)
{
    out_str(o, STR("load"));
    print_table(o, p, s->table);
    print_string(o, p, s->what);
    print_string(o, p, s->part);
    out_str(o, STR(" ->"));
    print_slots(o, s->out, 1);
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

/* ---------------------------------------------------------------- kernels */

static void print_op(struct out *o, const struct op *op, uint32_t reg)
{
    const struct op_form *form = op_form(op->code);
    out_printf(o, "  %c%u = %s", form->result, reg, form->name);
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
    if (op->origin > 0)
        out_printf(o, " for r%u", op->origin - 1);
    out_char(o, '\n');
}

static void print_sink(struct out *o, const struct program *p, const struct kernel *k, const struct sink *s)
{
    static const char *const WORDS[] = {[SINK_RULE] = "fails r", [SINK_SLOT] = "fill s", [SINK_HOLE] = "value "};
    out_printf(o, "  %s%u <- %c%u\n", WORDS[s->kind], s->target, op_form(p->ops[k->first_op + s->reg].code)->result, s->reg);
}

static void print_kernel(struct out *o, const struct program *p, uint32_t kernel)
{
    const struct kernel *k = &p->kernels[kernel];
    out_printf(o, "kernel k%u over", kernel);
    print_table(o, p, k->table);
    out_char(o, '\n');
    for (uint32_t i = 0; i < k->ops; i++)
        print_op(o, &p->ops[k->first_op + i], i);
    for (uint32_t i = 0; i < k->sinks; i++)
        print_sink(o, p, k, &p->sinks[k->first_sink + i]);
}

/* ---------------------------------------------------------------- rules */

static void print_hole(struct out *o, const struct program *p, const struct hole *h)
{
    out_printf(o, "  hole %s", hole_form(h->type)->word);
    if (h->type != HOLE_LITERAL)
        out_printf(o, " %u", h->first_value);
    if (h->given != HOLE_ALWAYS)
        out_printf(o, " given %u else", h->given);
    if (h->type == HOLE_LITERAL || h->given != HOLE_ALWAYS)
        print_string(o, p, h->text);
    out_char(o, '\n');
}

static void print_field(struct out *o, const struct program *p, const struct field_form *form, uint32_t value)
{
    if (form->use == USE_RANGE || (value == field_default(form->use) && form->use != USE_TABLE && form->use != USE_SEVERITY))
        return;
    out_printf(o, "  %s", form->name);
    switch (form->use) {
    case USE_STRING:   print_string(o, p, value); break;
    case USE_TABLE:    print_table(o, p, value); break;
    case USE_SEVERITY: out_printf(o, " %s", severity_word((enum severity)value)); break;
    case USE_COUNT:    out_printf(o, " %u", value); break;
    case USE_SLOT:     out_printf(o, " s%u", value); break;
    case USE_KERNEL:   out_printf(o, " k%u", value); break;
    case USE_RANGE:    break;
    }
    out_char(o, '\n');
}

static void print_rule(struct out *o, const struct program *p, uint32_t number)
{
    const struct rule *r = &p->rules[number];
    uint32_t words[RULE_FIELDS];
    memcpy(words, r, sizeof words);
    out_printf(o, "rule r%u\n", number);
    for (size_t i = 0; i < RULE_FIELDS; i++)
        print_field(o, p, &rule_fields[i], words[i]);
    for (uint32_t i = 0; i < r->reads; i++) {
        out_str(o, STR("  read"));
        print_string(o, p, p->reads[r->first_read + i]);
        out_char(o, '\n');
    }
    for (uint32_t i = 0; i < r->befores; i++) {
        out_str(o, STR("  before"));
        print_string(o, p, p->reads[r->first_before + i]);
        out_char(o, '\n');
    }
    for (uint32_t i = 0; i < r->steps; i++)
        print_step(o, p, &p->message_steps[r->first_step + i]);
    for (uint32_t i = 0; i < r->holes; i++)
        print_hole(o, p, &p->holes[r->first_hole + i]);
}

/* ---------------------------------------------------------------- metrics */

static void print_view(struct out *o, const struct program *p, uint32_t number)
{
    const struct view *v = &p->views[number];
    out_printf(o, "view v%u of", number);
    print_table(o, p, v->table);
    out_printf(o, " standard %u by", v->standard);
    print_string(o, p, v->declared);
    out_printf(o, " origin %u %u title", v->origin[0], v->origin[1]);
    print_string(o, p, v->title);
    out_char(o, '\n');
    for (uint32_t i = 0; i < v->metrics; i++) {
        const struct metric *m = &p->metrics[v->first_metric + i];
        out_str(o, STR("  metric"));
        print_string(o, p, m->name);
        out_printf(o, " k%u values %u\n", m->kernel, m->values);
        print_hole(o, p, &p->holes[m->hole]);
    }
}

void program_print(struct out *o, const struct program *p)
{
    out_str(o, STR("program"));
    print_quoted(o, p->name);
    out_char(o, '\n');
    given_print(o, p);
    out_str(o, STR("slots\n"));
    for (uint32_t i = 0; i < p->slots_len; i++) {
        out_printf(o, "  s%u %s of", i, element_word((enum element)p->slots[i].element));
        print_table(o, p, p->slots[i].table);
        out_char(o, '\n');
    }
    out_str(o, STR("check\n"));
    for (uint32_t i = 0; i < p->steps_len; i++)
        print_step(o, p, &p->steps[i]);
    if (p->metric_steps_len > 0)
        out_str(o, STR("metrics\n"));
    for (uint32_t i = 0; i < p->metric_steps_len; i++)
        print_step(o, p, &p->metric_steps[i]);
    for (uint32_t i = 0; i < p->kernels_len; i++)
        print_kernel(o, p, i);
    for (uint32_t i = 0; i < p->rules_len; i++)
        print_rule(o, p, i);
    for (uint32_t i = 0; i < p->views_len; i++)
        print_view(o, p, i);
}
