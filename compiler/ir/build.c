/* A program under construction. See build.h. */
#include "build.h"
#include "fold.h"
#include "../../runtime/rule/forms.h"

void build_open(struct build *b, struct arena *a)
{
    *b = (struct build){.arena = a};
    map_open(&b->string_map, a, 0);
    map_open(&b->step_map, a, 0);
    map_open(&b->spread_map, a, 0);           /* from a slot that a SPREAD of the check fills to its step */
    map_open(&b->spill_map, a, 0);
    map_open(&b->metric_map, a, 0);
    build_string(b, STR(""));
}

uint32_t build_string(struct build *b, struct str s)
{
    uint64_t hash = str_hash(s, 0);
    for (struct map_walk w = map_find(&b->string_map, hash); map_next(&w);)
        if (str_eq(b->strings.at[w.value], s))
            return w.value;
    map_add(&b->string_map, hash, b->strings.len);
    *vec_push(b->arena, &b->strings) = s;
    return b->strings.len - 1;
}

uint32_t build_table(struct build *b, const char *name)
{
    uint32_t string = build_string(b, str_of(name));
    for (uint32_t i = 0; i < b->tables.len; i++)
        if (b->tables.at[i] == string)
            return i;
    *vec_push(b->arena, &b->tables) = string;
    return b->tables.len - 1;
}

static uint64_t step_hash(const struct step *s)
{
    uint32_t words[8] = {s->kind, s->table, s->what, s->part, s->in[0], s->in[1], s->in[2], s->in[3]};
    return str_hash((struct str){(const char *)words, sizeof words}, (uint64_t)s->imm);
}

static bool step_same(const struct step *a, const struct step *b)
{
    return a->kind == b->kind && a->table == b->table && a->what == b->what && a->part == b->part && a->imm == b->imm &&
           memcmp(a->in, b->in, sizeof a->in) == 0;
}

/* The same step made before: of the metrics, or of the check, or of the current rule's message. NULL: none. Kernels are never the same. */
static const struct step *find_step(const struct build *b, const struct step *s)
{
    const struct step *steps = b->metric ? b->metric_steps.at : b->steps.at;
    if (s->kind == STEP_KERNEL)
        return NULL;
    for (struct map_walk w = map_find(b->metric ? &b->metric_map : &b->step_map, step_hash(s)); map_next(&w);)
        if (step_same(&steps[w.value], s))
            return &steps[w.value];
    for (uint32_t i = b->message_from; b->message && i < b->message_steps.len; i++)
        if (step_same(&b->message_steps.at[i], s))
            return &b->message_steps.at[i];
    return NULL;
}

void build_step(struct build *b, struct step s, unsigned outs, const enum element *element, const uint32_t *table, uint32_t *out)
{
    const struct step *before = find_step(b, &s);
    if (before != NULL) {
        for (unsigned i = 0; i < outs; i++)
            out[i] = before->out[i];
        return;
    }
    for (unsigned i = 0; i < outs; i++) {
        *vec_push(b->arena, &b->slots) = (struct slot){table[i], element[i]};
        s.out[i] = out[i] = b->slots.len - 1;
    }
    b->work += 1 + outs;
    if (b->metric) {
        map_add(&b->metric_map, step_hash(&s), b->metric_steps.len);
        *vec_push(b->arena, &b->metric_steps) = s;
    } else if (b->message) {
        *vec_push(b->arena, &b->message_steps) = s;
    } else {
        if (s.kind == STEP_CALL && (s.what == CALL_SPREAD_W || s.what == CALL_SPREAD_B || s.what == CALL_SPREAD_N))
            map_add(&b->spread_map, s.out[0], b->steps.len);
        map_add(&b->step_map, step_hash(&s), b->steps.len);
        *vec_push(b->arena, &b->steps) = s;
    }
}

uint32_t build_load(struct build *b, uint32_t table, const char *label, const char *part, enum element element)
{
    uint32_t    slot;
    struct step s = {.kind = STEP_LOAD, .table = table};
    s.what = build_string(b, str_of(label));
    s.part = build_string(b, str_of(part));
    build_step(b, s, 1, &element, &table, &slot);
    return slot;
}

/* A rule that was given up on part of the way may have left operations that nobody reads. */
static void drop_origins(struct build *b)
{
    for (uint32_t i = 0; i < b->ops.len; i++)
        if (b->ops.at[i].origin > b->rules.len)
            b->ops.at[i].origin = 0;
}

struct program *build_program(struct build *b, struct str name)
{
    drop_origins(b);
    struct program *p = arena_new(b->arena, struct program);
    *p = (struct program){
        .name = name,
        .strings = b->strings.at, .strings_len = b->strings.len, .tables = b->tables.at, .tables_len = b->tables.len,
        .slots = b->slots.at, .slots_len = b->slots.len, .steps = b->steps.at, .steps_len = b->steps.len,
        .message_steps = b->message_steps.at, .message_steps_len = b->message_steps.len,
        .kernels = b->kernels.at, .kernels_len = b->kernels.len, .ops = b->ops.at, .ops_len = b->ops.len,
        .sinks = b->sinks.at, .sinks_len = b->sinks.len, .rules = b->rules.at, .rules_len = b->rules.len,
        .holes = b->holes.at, .holes_len = b->holes.len, .reads = b->reads.at, .reads_len = b->reads.len,
        .metric_steps = b->metric_steps.at, .metric_steps_len = b->metric_steps.len, .metrics = b->metrics.at, .metrics_len = b->metrics.len,
        .views = b->views.at, .views_len = b->views.len,
        .standards = b->standards.at, .standards_len = b->standards.len, .scales = b->scales.at, .scales_len = b->scales.len,
        .held_scales = b->held_scales.at, .held_scales_len = b->held_scales.len, .levels = b->levels.at, .levels_len = b->levels.len,
        .kinds = b->kinds.at, .kinds_len = b->kinds.len, .days = b->days.at, .days_len = b->days.len,
    };
    return p;
}

/* ---- kernels */

void kernel_open(struct kernel_build *k, struct build *b, uint32_t table)
{
    *k = (struct kernel_build){.build = b, .table = table};
    map_open(&k->map, b->arena, 0);
}

/* The register of an operation that is not made simpler: one that is there, or a new one. */
static uint32_t kernel_add(struct kernel_build *k, struct op op)
{
    uint32_t words[3] = {op.code, op.a, op.b};
    uint64_t hash = str_hash((struct str){(const char *)words, sizeof words}, (uint64_t)op.value);
    for (struct map_walk w = map_find(&k->map, hash); map_next(&w);) {
        const struct op *o = &k->ops.at[w.value];
        if (o->code == op.code && o->a == op.a && o->b == op.b && o->value == op.value)
            return w.value;
    }
    k->build->work++;
    map_add(&k->map, hash, k->ops.len);
    *vec_push(k->build->arena, &k->ops) = op;
    return k->ops.len - 1;
}

uint32_t kernel_op(struct kernel_build *k, enum op_code code, uint32_t a, uint32_t b_, int64_t value)
{
    struct folded f = fold(k, (struct op){.code = (uint8_t)code, .a = a, .b = b_, .origin = k->build->origin, .value = value});
    return f.made ? f.reg : kernel_add(k, f.op);
}

void kernel_needs(const struct kernel_build *k, uint32_t *marked, uint32_t end)
{
    for (uint32_t i = end; i-- > 0;) {
        const struct op_form *form = op_form(k->ops.at[i].code);
        if (marked[i] != 0 && form->a != '-')
            marked[k->ops.at[i].a] = 1;
        if (marked[i] != 0 && form->b != '-')
            marked[k->ops.at[i].b] = 1;
    }
}

void kernel_sink(struct kernel_build *k, enum sink_kind kind, uint32_t reg, uint32_t target)
{
    *vec_push(k->build->arena, &k->sinks) = (struct sink){kind, reg, target};
}

/* The operations that a sink needs, numbered anew: the rest was looked at and not used, or belongs to a rule that was given up. */
static uint32_t *live_registers(const struct kernel_build *k)
{
    uint32_t *number = arena_zero(k->build->arena, (k->ops.len + (size_t)1) * sizeof *number), next = 0;
    for (uint32_t i = 0; i < k->sinks.len; i++)
        number[k->sinks.at[i].reg] = 1;
    kernel_needs(k, number, k->ops.len);
    for (uint32_t i = 0; i < k->ops.len; i++)
        number[i] = number[i] != 0 ? next++ : UINT32_MAX;
    return number;
}

uint32_t kernel_close(struct kernel_build *k)
{
    struct build   *b = k->build;
    const uint32_t *number = live_registers(k);
    struct kernel   closed = {k->table, b->ops.len, 0, b->sinks.len, k->sinks.len};
    for (uint32_t i = 0; i < k->ops.len; i++) {
        const struct op_form *form = op_form(k->ops.at[i].code);
        if (number[i] == UINT32_MAX)
            continue;
        struct op *op = vec_push(b->arena, &b->ops);
        *op = k->ops.at[i];
        op->a = form->a != '-' ? number[op->a] : op->a;
        op->b = form->b != '-' ? number[op->b] : op->b;
        closed.ops++;
    }
    for (uint32_t i = 0; i < k->sinks.len; i++) {
        struct sink *s = vec_push(b->arena, &b->sinks);
        *s = k->sinks.at[i];
        s->reg = number[s->reg];
    }
    *vec_push(b->arena, &b->kernels) = closed;
    return b->kernels.len - 1;
}

uint32_t kernel_to_slot(struct kernel_build *k, uint32_t reg, enum element element)
{
    struct build *b = k->build;
    *vec_push(b->arena, &b->slots) = (struct slot){k->table, element};
    uint32_t slot = b->slots.len - 1;
    kernel_sink(k, SINK_SLOT, reg, slot);
    struct step s = {.kind = STEP_KERNEL, .table = k->table, .what = kernel_close(k)};
    build_step(b, s, 0, NULL, NULL, NULL);
    return slot;
}

/* ---- spills */

/* The operations that a register needs, and itself, into a kernel of their own; its register there. */
static uint32_t copy_needed(const struct kernel_build *from, uint32_t reg, struct kernel_build *to)
{
    struct arena *a = from->build->arena;
    uint32_t     *there = arena_zero(a, (reg + (size_t)1) * sizeof *there);      /* 1: needed */
    there[reg] = 1;
    kernel_needs(from, there, reg + 1);
    for (uint32_t i = 0; i <= reg; i++) {
        const struct op      *op = &from->ops.at[i];
        const struct op_form *form = op_form(op->code);
        if (there[i] != 0)
            there[i] = kernel_op(to, (enum op_code)op->code, form->a == '-' ? op->a : there[op->a], form->b == '-' ? op->b : there[op->b], op->value);
    }
    return there[reg];
}

/* Whatever rule asked for them first. */
static bool ops_same(const struct op *a, const struct op *b, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++)
        if (a[i].code != b[i].code || a[i].a != b[i].a || a[i].b != b[i].b || a[i].value != b[i].value)
            return false;
    return true;
}

static uint64_t ops_hash(const struct kernel_build *k)
{
    uint64_t hash = k->table;
    for (uint32_t i = 0; i < k->ops.len; i++) {
        const struct op *op = &k->ops.at[i];
        uint64_t words[3] = {op->code, (uint64_t)op->a << 32 | op->b, (uint64_t)op->value};
        hash = str_hash((struct str){(const char *)words, sizeof words}, hash);
    }
    return hash;
}

static bool spill_same(const struct build *b, const struct spill *s, const struct kernel_build *k, enum element element)
{
    const struct kernel *before = &b->kernels.at[s->kernel];
    bool reached = b->metric ? s->message_from == SPILL_METRICS : s->message_from == NO_MESSAGE || (b->message && s->message_from == b->message_from);
    return reached && before->table == k->table && b->slots.at[s->slot].element == (uint32_t)element && before->ops == k->ops.len &&
           ops_same(&b->ops.at[before->first_op], k->ops.at, k->ops.len);
}

uint32_t kernel_spill(const struct kernel_build *k, uint32_t reg, enum element element)
{
    struct build    *b = k->build;
    const struct op *op = &k->ops.at[reg];
    if ((op->code == OP_LOAD_W && element == ELEMENT_I32) || (op->code == OP_LOAD_N && element == ELEMENT_I64))
        return op->a;
    struct kernel_build own;
    kernel_open(&own, b, k->table);
    uint32_t there = copy_needed(k, reg, &own);
    uint64_t hash = ops_hash(&own);
    for (struct map_walk w = map_find(&b->spill_map, hash); map_next(&w);)
        if (spill_same(b, &b->spills.at[w.value], &own, element))
            return b->spills.at[w.value].slot;
    uint32_t slot = kernel_to_slot(&own, there, element);
    map_add(&b->spill_map, hash, b->spills.len);
    *vec_push(b->arena, &b->spills) = (struct spill){b->kernels.len - 1, slot, b->metric ? SPILL_METRICS : b->message ? b->message_from : NO_MESSAGE};
    return slot;
}
