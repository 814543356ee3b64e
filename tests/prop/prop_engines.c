/* prop_engines.c - the engines agree: random well-typed programs over random columns give the same slots and the same failing rows from the
 * evaluator, from a program that the compiler's builder made of them (folded), from machine code for this machine, from machine code for any machine, and from a scalar loop written here alone.
 *
 *   prop_engines [COUNT [SEED [CODEGEN]]]      CODEGEN: irp-codegen, by default two folders up from this program
 */
#include "codegen.h"
#include "program_maker.h"
#include "../../compiler/ir/build.h"
#include "../../runtime/rule/engine.h"
#include "../../runtime/value/number.h"

#define TODAY 20727

__extension__ typedef __int128 wide;

static uint64_t seed_state;
static uint64_t drawn(void)
{
    seed_state ^= seed_state << 13;
    seed_state ^= seed_state >> 7;
    seed_state ^= seed_state << 17;
    return seed_state * UINT64_C(0x2545f4914f6cdd1d);
}
static uint32_t below(uint32_t n) { return (uint32_t)((drawn() >> 32) % n); }

/* ---------------------------------------------------------------- values: the ends, the small, the round, the rest */

static int64_t any_number(void)
{
    static const int64_t ENDS[] = {0, 1, -1, INT64_MAX, INT64_MIN, INT64_MAX - 1, INT64_MIN + 1, NUMBER_ONE, -NUMBER_ONE, 500000, -500000, 499999,
                                   INT64_C(9223372036854000000), INT64_C(9223372036854775000), INT64_C(3037000499976), 2, 3, -3, 7000000};
    switch (below(5)) {
    case 0:  return ENDS[below(ARRAY_LEN(ENDS))];
    case 1:  return (int64_t)below(2000) - 1000;
    case 2:  return ((int64_t)below(2000) - 1000) * NUMBER_ONE;
    case 3:  return (int64_t)(drawn() >> (1 + below(62))) * (below(2) ? 1 : -1);
    default: return (int64_t)drawn();
    }
}

static int32_t any_whole(void)
{
    static const int32_t ENDS[] = {0, 1, -1, INT32_MAX, INT32_MIN, TODAY, TODAY + 1, 255};
    switch (below(4)) {
    case 0:  return ENDS[below(ARRAY_LEN(ENDS))];
    case 1:  return (int32_t)below(8) - 4;
    case 2:  return TODAY + (int32_t)below(11) - 5;
    default: return (int32_t)(uint32_t)drawn();
    }
}

static uint8_t any_byte(void) { return below(3) ? (uint8_t)below(3) : (uint8_t)below(256); }

/* ---------------------------------------------------------------- programs */

#define COLUMNS 3u   /* of each element */

struct made {
    struct program_maker m;
    struct program program;
    const struct image *image;
    uint32_t rules;
};

static const struct { const char *part; enum element element; } PARTS[] = {
    {"code", ELEMENT_U8}, {"row", ELEMENT_I32}, {"at", ELEMENT_U32}, {"number", ELEMENT_I64}};
static const char *const LABELS[COLUMNS] = {"one", "two", "three"};

static const struct image *random_image(struct arena *a, uint32_t rows)
{
    struct image_maker *m = arena_new(a, struct image_maker);
    image_make(m, a, STR("random"), STR(""));
    struct table_maker *t = image_make_table(m, "t", "T", "ts", rows);
    for (unsigned c = 0; c < COLUMNS; c++)
        for (unsigned p = 0; p < ARRAY_LEN(PARTS); p++) {
            if (below(12) == 0)
                continue;                          /* absent */
            void *data = image_make_column(t, LABELS[c], PARTS[p].part, PARTS[p].element);
            for (uint32_t i = 0; i < rows; i++)
                switch (PARTS[p].element) {
                case ELEMENT_U8:  ((uint8_t *)data)[i] = any_byte(); break;
                case ELEMENT_I32: case ELEMENT_U32: ((int32_t *)data)[i] = any_whole(); break;
                case ELEMENT_I64: ((int64_t *)data)[i] = any_number(); break;
                }
        }
    return image_made(m);
}

/* A register of the file below `at`, or UINT32_MAX. */
static uint32_t any_register(const struct program_maker *m, const struct kernel *k, char file)
{
    uint32_t found = UINT32_MAX, seen = 0;
    for (uint32_t i = 0; i < k->ops; i++)
        if (op_form(m->ops.at[k->first_op + i].code)->result == file && below(++seen) == 0)
            found = i;
    return found;
}

static enum op_code any_op(void)
{
    enum op_code code = (enum op_code)below(OPS);
    return (code == OP_DIV_N || code == OP_MUL_N) && below(3) ? OP_LT_N : code;   /* there are others */
}

static uint32_t any_slot(const struct program_maker *m, uint32_t slots, enum op_code code)
{
    for (;;) {
        uint32_t s = below(slots), e = m->slots.at[s].element;
        if (code == OP_LOAD_N ? e == ELEMENT_I64 : code == OP_LOAD_W ? e == ELEMENT_I32 || e == ELEMENT_U32 : e == ELEMENT_U8)
            return s;
    }
}

static void random_op(struct program_maker *m, uint32_t slots)
{
    enum op_code code = any_op();
    const struct op_form *form = op_form(code);
    const struct kernel *k = &m->kernels.at[m->kernels.len - 1];
    uint32_t a = form->a == '-' ? 0 : any_register(m, k, form->a), b = form->b == '-' ? 0 : any_register(m, k, form->b);
    if (a == UINT32_MAX || b == UINT32_MAX)
        return;
    if (form->use == 'S')
        a = any_slot(m, slots, code);
    int64_t value = code == OP_TRUTH ? below(2) : code == OP_WHOLE ? any_whole() : code == OP_NUMBER ? any_number() : 0;
    make_op(m, code, a, b, value);
}

static void random_sink(struct made *made, uint32_t table)
{
    struct program_maker *m = &made->m;
    const struct kernel *k = &m->kernels.at[m->kernels.len - 1];
    uint32_t reg = below(k->ops);
    char file = op_form(m->ops.at[k->first_op + reg].code)->result;
    if (file == 'M' && below(2)) {
        make_rule(m, "rule", SEVERITY_ERROR, table);
        make_sink(m, SINK_RULE, reg, made->rules++);
        return;
    }
    make_sink(m, SINK_SLOT, reg, make_slot(m, table, file == 'M' ? ELEMENT_U8 : file == 'W' ? ELEMENT_I32 : ELEMENT_I64));
}

static void random_program(struct made *made, struct arena *a)
{
    struct program_maker *m = &made->m;
    make_open(m, a);
    uint32_t table = make_table(m, "t"), kernels = 1 + below(3);
    for (unsigned c = 0; c < COLUMNS; c++)
        for (unsigned p = 0; p < ARRAY_LEN(PARTS); p++)
            make_load(m, table, LABELS[c], PARTS[p].part, PARTS[p].element);
    for (uint32_t i = 0; i < kernels; i++) {
        uint32_t slots = m->slots.len, kernel = make_kernel(m, table);
        for (uint32_t n = 1 + below(below(4) ? 60 : 400); n > 0; n--)
            random_op(m, slots);
        for (uint32_t n = m->kernels.at[kernel].ops ? below(40) : 0; n > 0; n--)
            random_sink(made, table);
        make_run(m, kernel);
    }
    made->program = made_program(m);
}

/* ---------------------------------------------------------------- the scalar loop */

static int64_t clamped(wide n) { return n > INT64_MAX ? INT64_MAX : n < INT64_MIN ? INT64_MIN : (int64_t)n; }

static wide halves_away(wide of, wide by)
{
    wide size = of < 0 ? -of : of, by_size = by < 0 ? -by : by;
    wide result = size / by_size + (size % by_size * 2 >= by_size);
    return (of < 0) != (by < 0) ? -result : result;
}

static int64_t scalar(const struct op *op, int64_t a, int64_t b, const struct run *r, uint32_t row)
{
    switch ((enum op_code)op->code) {
    case OP_LOAD_M: return ((const uint8_t *)r->slot[op->a])[row] ? 1 : 0;
    case OP_LOAD_B: return ((const uint8_t *)r->slot[op->a])[row];
    case OP_LOAD_W: return ((const int32_t *)r->slot[op->a])[row];
    case OP_LOAD_N: return ((const int64_t *)r->slot[op->a])[row];
    case OP_TRUTH: case OP_WHOLE: case OP_NUMBER: return op->value;
    case OP_TODAY:  return TODAY;
    case OP_AND:    return a && b;
    case OP_OR:     return a || b;
    case OP_NOT:    return !a;
    case OP_LT_W: case OP_LT_N: return a < b;
    case OP_LE_W: case OP_LE_N: return a <= b;
    case OP_EQ_W: case OP_EQ_N: return a == b;
    case OP_ADD_W:  return (int32_t)(uint32_t)(uint64_t)(a + b);
    case OP_SUB_W:  return (int32_t)(uint32_t)(uint64_t)(a - b);
    case OP_PICK_W: case OP_PICK_N: return a ? b : 0;
    case OP_WIDEN:  return a * 1000000;
    case OP_ADD_N:  return clamped((wide)a + b);
    case OP_SUB_N:  return clamped((wide)a - b);
    case OP_MUL_N:  return clamped(halves_away((wide)a * b, 1000000));
    case OP_DIV_N:  return b == 0 ? 0 : clamped(halves_away((wide)a * 1000000, b));
    case OPS: break;
    }
    return 0;
}

static int64_t slot_at(const struct run *r, uint32_t slot, uint32_t row)
{
    switch ((enum element)r->program->slots[slot].element) {
    case ELEMENT_U8:  return ((const uint8_t *)r->slot[slot])[row];
    case ELEMENT_I32: case ELEMENT_U32: return ((const int32_t *)r->slot[slot])[row];
    case ELEMENT_I64: return ((const int64_t *)r->slot[slot])[row];
    }
    return 0;
}

/* Every slot that a kernel wrote, and how many rows failed a rule, as the scalar loop has them. */
static bool scalar_agrees(const struct run *r, struct arena *a)
{
    const struct program *p = r->program;
    uint64_t failures = 0;
    int64_t *regs = arena_many(a, KERNEL_OPS_MOST, int64_t);
    for (uint32_t k = 0; k < p->kernels_len; k++)
        for (uint32_t row = 0; row < r->tables[0].rows; row++) {
            const struct op *ops = &p->ops[p->kernels[k].first_op];
            for (uint32_t i = 0; i < p->kernels[k].ops; i++) {
                const struct op_form *form = op_form(ops[i].code);
                regs[i] = scalar(&ops[i], form->a == '-' ? 0 : regs[ops[i].a], form->b == '-' ? 0 : regs[ops[i].b], r, row);
            }
            for (uint32_t i = 0; i < p->kernels[k].sinks; i++) {
                const struct sink *s = &p->sinks[p->kernels[k].first_sink + i];
                if (s->kind == SINK_RULE)
                    failures += regs[s->reg] != 0;
                else if (slot_at(r, s->target, row) != regs[s->reg])
                    return false;
            }
        }
    return failures == r->failures.len;
}

/* ---------------------------------------------------------------- machine code */

static bool same_runs(const struct run *x, const struct run *y)
{
    for (uint32_t s = 0; s < x->program->slots_len; s++) {
        size_t bytes = (size_t)image_padded(x->tables[0].rows) * element_bytes((enum element)x->program->slots[s].element);
        if (memcmp(x->slot[s], y->slot[s], bytes) != 0)
            return false;
    }
    return x->failures.len == y->failures.len &&
           (x->failures.len == 0 || memcmp(x->failures.at, y->failures.at, x->failures.len * sizeof *x->failures.at) == 0);
}

static uint32_t kernels_compiled(const struct native *n)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < n->kernels; i++)
        count += n->kernel[i] != NULL;
    return count;
}

/* The same program with its kernels made again by the compiler's builder, which folds what it can and leaves out what nobody reads. */
static struct program folded(const struct program *p, struct arena *a)
{
    struct build b;
    struct program q = *p;
    build_open(&b, a);
    for (uint32_t i = 0; i < p->kernels_len; i++) {
        const struct kernel *k = &p->kernels[i];
        uint32_t *reg = arena_many(a, k->ops, uint32_t);
        struct kernel_build made;
        kernel_open(&made, &b, k->table);
        for (uint32_t n = 0; n < k->ops; n++) {
            const struct op *op = &p->ops[k->first_op + n];
            const struct op_form *form = op_form(op->code);
            reg[n] = kernel_op(&made, (enum op_code)op->code, form->a != '-' ? reg[op->a] : op->a, form->b != '-' ? reg[op->b] : op->b, op->value);
        }
        for (uint32_t n = 0; n < k->sinks; n++) {
            const struct sink *sink = &p->sinks[k->first_sink + n];
            kernel_sink(&made, (enum sink_kind)sink->kind, reg[sink->reg], sink->target);
        }
        kernel_close(&made);
    }
    q.kernels = b.kernels.at;
    q.ops = b.ops.at, q.ops_len = b.ops.len;
    q.sinks = b.sinks.at, q.sinks_len = b.sinks.len;
    return q;
}

static void one_case(const struct codegen *codegen)
{
    static const char *const TARGETS[] = {"host", "baseline"};
    static const uint32_t ROWS[] = {0, 1, 63, 64, 65, 1000, 4096, 5000};
    struct made made = {.rules = 0};
    struct mem mem;
    struct arena a;
    mem_open(&mem);
    if (setjmp(mem.recover))
        BUG("no memory");
    arena_open(&a, &mem);
    made.image = random_image(&a, ROWS[below(ARRAY_LEN(ROWS))]);
    random_program(&made, &a);
    CHECK(program_verify(&made.program, &a));
    struct run *plain = run_program(&made.program, made.image, TODAY, NULL, &a);
    CHECK(scalar_agrees(plain, &a));
    struct program less = folded(&made.program, &a);
    CHECK(program_verify(&less, &a) && less.ops_len <= made.program.ops_len);
    CHECK(same_runs(plain, run_program(&less, made.image, TODAY, NULL, &a)));
    for (unsigned level = 0; level < LANE_LEVELS; level++)
        if (lanes_of(level))
            CHECK(same_runs(plain, run_with(&made.program, made.image, TODAY, NULL, lanes_of(level), &a)));
    for (unsigned t = 0; t < ARRAY_LEN(TARGETS); t++) {
        const struct native *n = codegen_native(codegen, &made.program, TARGETS[t], &a);
        if (!n)
            continue;
        CHECK(kernels_compiled(n) == made.program.kernels_len);
        CHECK(same_runs(plain, run_program(&made.program, made.image, TODAY, n, &a)));
    }
    mem_close(&mem);
}

int main(int argc, char **argv)
{
    unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 40;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    struct codegen codegen;
    UNIT_BEGIN();
    codegen_open(&codegen, argc > 3 ? argv[3] : NULL, argv[0]);
    for (unsigned long i = 0; i < count; i++) {
        unsigned long failed_before = unit_failed;
        seed_state = (seed + i) * UINT64_C(0x9e3779b97f4a7c15) + 1;
        for (unsigned k = 0; k < 8; k++)
            drawn();
        one_case(&codegen);
        if (unit_failed != failed_before)
            printf("seed %llu\n", (unsigned long long)(seed + i));
    }
    codegen_close(&codegen);
    return unit_end();
}
