/* eval.c - the evaluator: a kernel becomes a list of loops over columns, run block by block. It is the reference, the default and the fallback.
 *
 * A register lies in a column (a load that needs no change), in a sink's array (it is written there at once), in a buffer that is used
 * again after its last reader, or nowhere (a constant that its readers take as a number). Places are numbered: inputs, then
 * outputs, then buffers; only the first two change from block to block.
 */
#include "engine.h"
#include "exact.h"

#define NO_PLACE UINT32_MAX

struct loop { lane_loop *run; uint32_t to, a, b; int64_t value; };

struct eval {
    struct loop *loops;
    uint32_t     loops_len;
    uint32_t     inputs, outputs;
    unsigned char *in_bytes, *out_bytes;      /* of an element */
    void       **place;
};

struct reg { uint32_t place, last_use; bool constant, buffer; int64_t value; };

struct builder {
    struct run  *run;
    const struct program *p;
    const struct kernel *k;
    struct eval *e;
    struct reg  *reg;
    VEC(void *)  buffers;                     /* at place inputs + outputs + number */
    VEC(uint32_t) free[3];                    /* of each file */
    VEC(struct loop) once, loops;             /* constants are filled once */
};

static unsigned file_number(char letter) { return letter == 'M' ? 0 : letter == 'W' ? 1 : 2; }
static unsigned file_bytes(unsigned file) { return file == 0 ? 1 : file == 1 ? 4 : 8; }

static const struct op *op_at(const struct builder *b, uint32_t reg) { return &b->p->ops[b->k->first_op + reg]; }

/* ---------------------------------------------------------------- places */

static uint32_t new_buffer(struct builder *b, unsigned file)
{
    if (b->free[file].len > 0)
        return b->free[file].at[--b->free[file].len];
    *vec_push(b->run->arena, &b->buffers) = pack_room(b->run->arena, (uint64_t)EVAL_ROWS * file_bytes(file));
    return b->e->inputs + b->e->outputs + b->buffers.len - 1;
}

/* A buffer goes back when the operation at `now` was its last reader. */
static void let_go(struct builder *b, uint32_t reg, uint32_t now)
{
    struct reg *r = &b->reg[reg];
    if (!r->buffer || r->last_use != now)
        return;
    r->buffer = false;
    *vec_push(b->run->arena, &b->free[file_number(op_form(op_at(b, reg)->code)->result)]) = r->place;
}

/* A constant that some reader wants as rows is filled in once, and keeps its buffer. */
static uint32_t place_of(struct builder *b, uint32_t reg)
{
    struct reg *r = &b->reg[reg];
    if (r->place == NO_PLACE) {
        unsigned file = file_number(op_form(op_at(b, reg)->code)->result);
        *vec_push(b->run->arena, &b->buffers) = pack_room(b->run->arena, (uint64_t)EVAL_ROWS * file_bytes(file));
        r->place = b->e->inputs + b->e->outputs + b->buffers.len - 1;
        *vec_push(b->run->arena, &b->once) = (struct loop){b->run->lanes->fill[file], r->place, 0, 0, r->value};
    }
    return r->place;
}

/* ---------------------------------------------------------------- building */

static void find_last_uses(struct builder *b)
{
    for (uint32_t i = 0; i < b->k->ops; i++) {
        const struct op *op = op_at(b, i);
        const struct op_form *form = op_form(op->code);
        if (form->a != '-')
            b->reg[op->a].last_use = i;
        if (form->b != '-')
            b->reg[op->b].last_use = i;
    }
    for (uint32_t i = 0; i < b->k->sinks; i++)
        b->reg[b->p->sinks[b->k->first_sink + i].reg].last_use = UINT32_MAX;
}

/* The first sink of a register that is worked out is where it is written. */
static void place_sinks(struct builder *b)
{
    for (uint32_t i = b->k->sinks; i-- > 0;) {
        uint32_t reg = b->p->sinks[b->k->first_sink + i].reg;
        const struct op *op = op_at(b, reg);
        if (op_form(op->code)->a != '-' || op->code == OP_LOAD_M || op->code == OP_LOAD_B)
            b->reg[reg].place = b->e->inputs + i;
    }
}

static bool is_constant(const struct builder *b, const struct op *op, int64_t *value)
{
    *value = op->code == OP_TODAY ? b->run->today : op->value;
    return op->code == OP_TRUTH || op->code == OP_WHOLE || op->code == OP_NUMBER || op->code == OP_TODAY;
}

static void build_loop(struct builder *b, uint32_t at, uint32_t input)
{
    const struct op *op = op_at(b, at);
    const struct op_form *form = op_form(op->code);
    struct reg *r = &b->reg[at];
    lane_loop *const *forms = b->run->lanes->op[op->code];
    struct loop loop = {forms[OPERANDS_ROWS], 0, 0, 0, 0};
    if (form->use == 'S')
        loop.a = input;
    else if (form->b != '-' && b->reg[op->b].constant && forms[OPERANDS_SECOND]) {
        loop = (struct loop){forms[OPERANDS_SECOND], 0, place_of(b, op->a), 0, b->reg[op->b].value};
    } else if (form->b != '-' && b->reg[op->a].constant && forms[OPERANDS_FIRST]) {
        loop = (struct loop){forms[OPERANDS_FIRST], 0, 0, place_of(b, op->b), b->reg[op->a].value};
    } else {
        loop.a = place_of(b, op->a);
        loop.b = form->b != '-' ? place_of(b, op->b) : 0;
    }
    if (r->place == NO_PLACE) {
        r->buffer = true;
        r->place = new_buffer(b, file_number(form->result));
    }
    loop.to = r->place;
    *vec_push(b->run->arena, &b->loops) = loop;
    if (form->a != '-')
        let_go(b, op->a, at);
    if (form->b != '-' && op->b != op->a)
        let_go(b, op->b, at);
}

static void build_op(struct builder *b, uint32_t at, uint32_t input)
{
    const struct op *op = op_at(b, at);
    struct reg *r = &b->reg[at];
    if (r->last_use == 0)
        return;                                /* nobody reads it */
    r->constant = is_constant(b, op, &r->value);
    if (r->constant)
        return;
    if (op->code == OP_LOAD_W || op->code == OP_LOAD_N)
        r->place = input;
    else
        build_loop(b, at, input);
}

/* A register with two sinks, and loads and constants, are copied. */
static void build_sinks(struct builder *b)
{
    for (uint32_t i = 0; i < b->k->sinks; i++) {
        uint32_t reg = b->p->sinks[b->k->first_sink + i].reg, to = b->e->inputs + i;
        unsigned file = file_number(op_form(op_at(b, reg)->code)->result);
        uint32_t from = place_of(b, reg);
        if (from != to)
            *vec_push(b->run->arena, &b->loops) = (struct loop){b->run->lanes->copy[file], to, from, from, 0};
    }
}

struct eval *eval_prepare(struct run *r, const struct kernel *k, const uint32_t *input, uint32_t inputs)
{
    struct eval *e = arena_new(r->arena, struct eval);
    struct builder b = {.run = r, .p = r->program, .k = k, .e = e, .reg = arena_many(r->arena, k->ops + (size_t)1, struct reg)};
    e->inputs = inputs;
    e->outputs = k->sinks;
    for (uint32_t i = 0; i < k->ops; i++)
        b.reg[i] = (struct reg){.place = NO_PLACE};
    find_last_uses(&b);
    place_sinks(&b);
    for (uint32_t i = 0; i < k->ops; i++)
        build_op(&b, i, input[i]);
    build_sinks(&b);
    uint32_t fixed = e->inputs + e->outputs;
    e->place = arena_many(r->arena, fixed + (size_t)b.buffers.len, void *);
    for (uint32_t i = 0; i < b.buffers.len; i++)
        e->place[fixed + i] = b.buffers.at[i];
    for (uint32_t i = 0; i < b.once.len; i++)
        b.once.at[i].run(e->place[b.once.at[i].to], NULL, NULL, b.once.at[i].value, EVAL_ROWS);
    e->loops = b.loops.at;
    e->loops_len = b.loops.len;
    return e;
}

void eval_rows(const struct eval *e, const void *const *in, void *const *out, size_t rows)
{
    void **place = e->place;
    for (uint32_t i = 0; i < e->inputs; i++)
        place[i] = (void *)(uintptr_t)in[i];   /* only read: no loop writes to an input's place */
    for (uint32_t i = 0; i < e->outputs; i++)
        place[e->inputs + i] = out[i];
    for (uint32_t i = 0; i < e->loops_len; i++) {
        const struct loop *l = &e->loops[i];
        l->run(place[l->to], place[l->a], place[l->b], l->value, rows);
    }
}

/* ---------------------------------------------------------------- one row, for messages */

static int64_t load_row(const struct run *r, const struct op *op, uint32_t row)
{
    switch (op->code) {
    case OP_LOAD_M: return ((const uint8_t *)r->slot[op->a])[row] != 0;
    case OP_LOAD_B: return ((const uint8_t *)r->slot[op->a])[row];
    case OP_LOAD_W: return ((const int32_t *)r->slot[op->a])[row];
    case OP_LOAD_N: return ((const int64_t *)r->slot[op->a])[row];
    default:        return 0;
    }
}

/* `loaded`: what an operation that loads gives. */
static int64_t op_value(const struct op *op, int32_t today, int64_t loaded, const int64_t *regs)
{
    enum op_code code = (enum op_code)op->code;
    int64_t a = op_form(code)->a != '-' ? regs[op->a] : 0, b = op_form(code)->b != '-' ? regs[op->b] : 0;
    switch (code) {
    case OP_LOAD_M: return loaded != 0;
    case OP_LOAD_B: case OP_LOAD_W: case OP_LOAD_N: return loaded;
    case OP_TRUTH: case OP_WHOLE: case OP_NUMBER: return op->value;
    case OP_TODAY:  return today;
    case OP_AND: case OP_OR: case OP_NOT: case OP_LT_W: case OP_LE_W: case OP_EQ_W: case OP_LT_N: case OP_LE_N: case OP_EQ_N: case OP_ADD_W: case OP_SUB_W:
    case OP_PICK_W: case OP_PICK_N: case OP_WIDEN: case OP_ADD_N: case OP_SUB_N: case OP_MUL_N: case OP_DIV_N:
        return op_result(code, a, b);
    case OPS: break;
    }
    BUG("no such operation");
}

void eval_row(const struct run *r, const struct kernel *k, uint32_t row, int64_t *regs)
{
    for (uint32_t i = 0; i < k->ops; i++)
        regs[i] = op_value(&r->program->ops[k->first_op + i], r->today, load_row(r, &r->program->ops[k->first_op + i], row), regs);
}

void eval_loaded(const struct op *ops, uint32_t len, int32_t today, const int64_t *loaded, int64_t *regs)
{
    for (uint32_t i = 0; i < len; i++)
        regs[i] = op_value(&ops[i], today, op_form(ops[i].code)->use == 'S' ? *loaded++ : 0, regs);
}
