/* program_maker.h - programs made by hand, for tests of what runs them: arrays that grow, and short names for what goes into them.
 *
 * Everything lives in one arena and is not verified here: tests also make programs that must be refused.
 */
#ifndef IRP_TESTS_PROGRAM_MAKER_H
#define IRP_TESTS_PROGRAM_MAKER_H

#include "../../runtime/rule/program.h"

struct program_maker {
    struct arena *arena;
    VEC(struct str)    strings;
    VEC(uint32_t)      tables;
    VEC(struct slot)   slots;
    VEC(struct step)   steps;
    VEC(struct step)   message_steps;
    VEC(struct kernel) kernels;
    VEC(struct op)     ops;
    VEC(struct sink)   sinks;
    VEC(struct rule)   rules;
    VEC(struct hole)   holes;
    VEC(uint32_t)      reads;
};

UNUSED static uint32_t make_string(struct program_maker *m, const char *text)
{
    *vec_push(m->arena, &m->strings) = str_of(text);
    return m->strings.len - 1;
}

UNUSED static void make_open(struct program_maker *m, struct arena *a)
{
    *m = (struct program_maker){.arena = a};
    make_string(m, "");
}

UNUSED static uint32_t make_table(struct program_maker *m, const char *name)
{
    uint32_t string = make_string(m, name);
    *vec_push(m->arena, &m->tables) = string;
    return m->tables.len - 1;
}

UNUSED static uint32_t make_slot(struct program_maker *m, uint32_t table, enum element element)
{
    *vec_push(m->arena, &m->slots) = (struct slot){table, element};
    return m->slots.len - 1;
}

UNUSED static uint32_t make_load(struct program_maker *m, uint32_t table, const char *label, const char *part, enum element element)
{
    uint32_t slot = make_slot(m, table, element), label_string = make_string(m, label), part_string = make_string(m, part);
    *vec_push(m->arena, &m->steps) = (struct step){.kind = STEP_LOAD, .table = table, .what = label_string, .part = part_string, .out = {slot}};
    return slot;
}

UNUSED static struct step *make_call(struct program_maker *m, enum call_code call, uint32_t table, int64_t imm)
{
    struct step *s = vec_push(m->arena, &m->steps);
    *s = (struct step){.kind = STEP_CALL, .table = table, .what = call, .imm = imm};
    return s;
}

/* Operations and sinks that follow are the kernel's. */
UNUSED static uint32_t make_kernel(struct program_maker *m, uint32_t table)
{
    *vec_push(m->arena, &m->kernels) = (struct kernel){table, m->ops.len, 0, m->sinks.len, 0};
    return m->kernels.len - 1;
}

UNUSED static uint32_t make_op(struct program_maker *m, enum op_code code, uint32_t a, uint32_t b, int64_t value)
{
    struct kernel *k = &m->kernels.at[m->kernels.len - 1];
    *vec_push(m->arena, &m->ops) = (struct op){.code = (uint8_t)code, .a = a, .b = b, .value = value};
    return k->ops++;
}

UNUSED static void make_sink(struct program_maker *m, enum sink_kind kind, uint32_t reg, uint32_t target)
{
    *vec_push(m->arena, &m->sinks) = (struct sink){kind, reg, target};
    m->kernels.at[m->kernels.len - 1].sinks++;
}

UNUSED static void make_run(struct program_maker *m, uint32_t kernel)
{
    *vec_push(m->arena, &m->steps) = (struct step){.kind = STEP_KERNEL, .table = m->kernels.at[kernel].table, .what = kernel};
}

UNUSED static struct rule *make_rule(struct program_maker *m, const char *name, enum severity severity, uint32_t table)
{
    uint32_t string = make_string(m, name);
    struct rule *r = vec_push(m->arena, &m->rules);
    *r = (struct rule){.name = string, .severity = severity, .table = table, .other_slot = UINT32_MAX, .message_kernel = UINT32_MAX};
    return r;
}

UNUSED static struct program made_program(const struct program_maker *m)
{
    return (struct program){
        .name = STR("made"),
        .strings = m->strings.at, .strings_len = m->strings.len, .tables = m->tables.at, .tables_len = m->tables.len,
        .slots = m->slots.at, .slots_len = m->slots.len, .steps = m->steps.at, .steps_len = m->steps.len,
        .message_steps = m->message_steps.at, .message_steps_len = m->message_steps.len,
        .kernels = m->kernels.at, .kernels_len = m->kernels.len, .ops = m->ops.at, .ops_len = m->ops.len,
        .sinks = m->sinks.at, .sinks_len = m->sinks.len, .rules = m->rules.at, .rules_len = m->rules.len,
        .holes = m->holes.at, .holes_len = m->holes.len, .reads = m->reads.at, .reads_len = m->reads.len,
    };
}

#endif
