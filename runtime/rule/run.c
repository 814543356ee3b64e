/* run.c - runs a program over an image: steps in order, kernels block by block, failing rows collected as small keys. */
#include "engine.h"
#include "native.h"

/* A kernel about to run: where its inputs and sinks are. */
struct job {
    const struct kernel *kernel;
    const struct bound  *table;
    native_kernel       *native;          /* NULL: the evaluator */
    struct eval         *eval;
    const char         **in;              /* whole columns */
    uint32_t            *in_bytes;        /* of an element */
    uint32_t             inputs;
    char               **out;             /* whole columns, or a rule's mask of one block */
    uint32_t            *out_bytes;       /* 0: a mask, which is used again */
    const void         **block_in;
    void               **block_out;
};

static const struct sink *sink_at(const struct run *r, const struct job *j, uint32_t i) { return &r->program->sinks[j->kernel->first_sink + i]; }

static void job_inputs(struct run *r, struct job *j, struct arena *work)
{
    const struct program *p = r->program;
    uint32_t ops = j->kernel->ops;
    uint32_t *input = arena_zero(work, (ops + (size_t)1) * sizeof *input), *slots = arena_zero(work, (ops + (size_t)1) * sizeof *slots);
    j->inputs = kernel_inputs(p, j->kernel, r->seen, input, slots);
    j->in = arena_many(work, j->inputs, const char *);
    j->in_bytes = arena_many(work, j->inputs, uint32_t);
    for (uint32_t i = 0; i < j->inputs; i++) {
        j->in[i] = r->slot[slots[i]];
        j->in_bytes[i] = element_bytes((enum element)p->slots[slots[i]].element);
    }
    if (!j->native)
        j->eval = eval_prepare(r, j->kernel, input, j->inputs);
}

static void job_sinks(struct run *r, struct job *j, struct arena *work)
{
    uint32_t sinks = j->kernel->sinks, padded = image_padded(j->table->rows);
    j->out = arena_many(work, sinks, char *);
    j->out_bytes = arena_many(work, sinks, uint32_t);
    for (uint32_t i = 0; i < sinks; i++) {
        const struct sink *s = sink_at(r, j, i);
        bool slot = s->kind == SINK_SLOT;
        j->out[i] = slot ? run_make(r, s->target) : pack_room(work, padded < RUN_BLOCK_ROWS ? padded : RUN_BLOCK_ROWS);
        j->out_bytes[i] = slot ? element_bytes((enum element)r->program->slots[s->target].element) : 0;
    }
}

/* ---------------------------------------------------------------- failing rows */

static bool in_doubt(const struct watch *w, uint32_t row)
{
    if (w->doubt && w->doubt[row])
        return true;
    for (uint32_t i = 0; i < w->reads_len; i++)
        if (w->reads[i][row] == GIVEN_DOUBT)
            return true;
    return false;
}

/* Of the row that the message names beside this one: what it prints of that may be in doubt too. */
static bool other_in_doubt(const struct run *r, uint32_t rule, const struct watch *w, uint32_t row)
{
    const struct rule *of = &r->program->rules[rule];
    const int32_t     *other = of->other_slot == UINT32_MAX ? NULL : r->slot[of->other_slot];
    return other != NULL && other[row] >= 0 && (uint32_t)other[row] < r->tables[of->table].rows && in_doubt(w, (uint32_t)other[row]);
}

static uint32_t place_at(const struct watch *w, uint32_t row)
{
    int32_t label = watch_label_row(w, row);
    return label >= 0 ? w->label_at[label] : w->heading_at ? w->heading_at[row] : 0;
}

static void fails(struct run *r, uint32_t rule, uint32_t row)
{
    const struct watch *w = run_watch(r, rule);
    if (!w->elsewhere && (!w->held || w->held[row] == (int32_t)r->program->rules[rule].standard) && !in_doubt(w, row) && !other_in_doubt(r, rule, w, row))
        *vec_push(r->arena, &r->failures) = (struct failure){place_at(w, row), rule, row};
}

static void scan_eight(struct run *r, uint32_t rule, const char *mask, uint32_t first, uint32_t rows)
{
    for (uint32_t i = 0; i < 8 && first + i < rows; i++)
        if (mask[i])
            fails(r, rule, first + i);
}

/* Most rows do not fail: eight at a time, and those by eights. */
static void scan_mask(struct run *r, uint32_t rule, const char *mask, uint32_t first, uint32_t count, uint32_t rows)
{
    for (uint32_t i = 0; i < count; i += 64) {
        uint64_t eight[8];
        memcpy(eight, mask + i, sizeof eight);
        if (LIKELY((eight[0] | eight[1] | eight[2] | eight[3] | eight[4] | eight[5] | eight[6] | eight[7]) == 0))
            continue;
        for (uint32_t k = 0; k < 8; k++)
            if (eight[k])
                scan_eight(r, rule, mask + i + k * 8, first + i + k * 8, rows);
    }
}

static void scan_block(struct run *r, const struct job *j, uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < j->kernel->sinks; i++)
        if (j->out_bytes[i] == 0)
            scan_mask(r, sink_at(r, j, i)->target, j->out[i], first, count, j->table->rows);
}

/* ---------------------------------------------------------------- kernels */

static void run_block(struct run *r, struct job *j, uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < j->inputs; i++)
        j->block_in[i] = j->in[i] + (size_t)first * j->in_bytes[i];
    for (uint32_t i = 0; i < j->kernel->sinks; i++)
        j->block_out[i] = j->out[i] + (size_t)first * j->out_bytes[i];
    if (j->native)
        j->native(j->block_in, j->block_out, count, r->today);
    else
        eval_rows(j->eval, j->block_in, j->block_out, count);
    scan_block(r, j, first, count);
}

/* Rows of padding are worked out too, and then zeroed again where they were written. */
static void zero_padding(const struct job *j)
{
    uint32_t rows = j->table->rows, more = image_padded(rows) - rows;
    for (uint32_t i = 0; i < j->kernel->sinks; i++)
        if (j->out_bytes[i] > 0)
            memset(j->out[i] + (size_t)rows * j->out_bytes[i], 0, (size_t)more * j->out_bytes[i]);
}

static void run_kernel(struct run *r, const struct step *s)
{
    struct job j = {.kernel = &r->program->kernels[s->what], .table = &r->tables[s->table]};
    if (r->native && s->what < r->native->kernels)
        j.native = r->native->kernel[s->what];
    struct arena work;
    arena_open(&work, r->arena->mem);
    job_inputs(r, &j, &work);
    job_sinks(r, &j, &work);
    j.block_in = arena_many(&work, j.inputs, const void *);
    j.block_out = arena_many(&work, j.kernel->sinks, void *);
    uint32_t padded = image_padded(j.table->rows), block = j.native ? RUN_BLOCK_ROWS : EVAL_ROWS;
    for (uint32_t first = 0; first < padded; first += block)
        run_block(r, &j, first, padded - first < block ? padded - first : block);
    zero_padding(&j);
    arena_close(&work);
}

void run_step(struct run *r, const struct step *s)
{
    switch ((enum step_kind)s->kind) {
    case STEP_LOAD:   run_load(r, s); break;
    case STEP_CALL:   run_call(r, s); break;
    case STEP_KERNEL: run_kernel(r, s); break;
    }
}

struct run *run_open(const struct program *p, const struct image *img, int32_t today, const struct native *native, const struct lanes *lanes,
                     struct arena *a)
{
    struct run *r = arena_new(a, struct run);
    *r = (struct run){.program = p, .image = img, .native = native, .arena = a, .today = today, .lanes = lanes};
    run_bind(r);
    return r;
}

static struct run *run_steps(struct run *r)
{
    for (uint32_t i = 0; i < r->program->steps_len; i++)
        run_step(r, &r->program->steps[i]);
    run_order(r);
    return r;
}

struct run *run_with(const struct program *p, const struct image *img, int32_t today, const struct native *native, const struct lanes *lanes,
                     struct arena *a)
{
    return run_steps(run_open(p, img, today, native, lanes, a));
}

struct run *run_program(const struct program *p, const struct image *img, int32_t today, const struct native *native, struct arena *a)
{
    return run_with(p, img, today, native, lanes_here(), a);
}

struct run *run_again(const struct program *p, const struct image *img, int32_t today, const struct native *native, struct match_cache *matches, struct arena *a)
{
    struct run *r = run_open(p, img, today, native, lanes_here(), a);
    r->matches = matches;
    return run_steps(r);
}

/* Failures stand in the order of their places. */
uint32_t failure_at(struct run *r, uint32_t rule, uint32_t row)
{
    uint32_t place = place_at(run_watch(r, rule), row), low = 0, high = r->failures.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->failures.at[middle].place < place)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < r->failures.len && r->failures.at[low].place == place; low++)
        if (r->failures.at[low].rule == rule && r->failures.at[low].row == row)
            return low;
    return r->failures.len;
}

enum run_outcome run_outcome(struct run *r, uint32_t rule, uint32_t row)
{
    const struct watch *w = run_watch(r, rule);
    if (w->elsewhere || (w->held && w->held[row] != (int32_t)r->program->rules[rule].standard))
        return RUN_ELSEWHERE;
    if (in_doubt(w, row) || other_in_doubt(r, rule, w, row))
        return RUN_DOUBT;
    uint32_t i = failure_at(r, rule, row);
    return i == r->failures.len ? RUN_QUIET : r->hidden_by && r->hidden_by[i] > 0 ? RUN_ALLOWED : RUN_FAILED;
}
