/* emit.c - kernels as LLVM's intermediate form: explicit vectors of 4 to 16 rows, one straight body a loop, nothing for an optimiser to find.
 *
 * A kernel's sinks are taken in groups, each with a loop of its own that works out only what its sinks need: ten rules a loop keep the
 * machine's registers busy and not overfull, and compile time linear. Truth values are vectors of bits, stored as bytes.
 *
 * Only the part of LLVM-C that is the same from LLVM 14 to 22: types from the context, byte addresses, the functions whose names end in 2.
 */
#include "emit.h"

static LLVMValueRef splat(const struct emitter *e, LLVMValueRef one)
{
    LLVMValueRef lanes[CODEGEN_LANES_ROOM];
    for (unsigned i = 0; i < e->lanes; i++)
        lanes[i] = one;
    return LLVMConstVector(lanes, e->lanes);
}

LLVMValueRef emit_whole(const struct emitter *e, int64_t n) { return splat(e, LLVMConstInt(e->i32, (uint64_t)n, 1)); }
LLVMValueRef emit_number(const struct emitter *e, int64_t n) { return splat(e, LLVMConstInt(e->i64, (uint64_t)n, 1)); }
static LLVMValueRef emit_truth(const struct emitter *e, int64_t n) { return splat(e, LLVMConstInt(e->i1, n != 0, 0)); }

/* ---------------------------------------------------------------- columns */

/* The address `bytes` after a byte address, as one of `type`. */
static LLVMValueRef address(const struct emitter *e, LLVMTypeRef type, LLVMValueRef base, LLVMValueRef bytes)
{
    LLVMValueRef at = LLVMBuildGEP2(e->builder, e->i8, base, &bytes, 1, "");
    return LLVMBuildBitCast(e->builder, at, LLVMPointerType(type, 0), "");
}

static LLVMValueRef row_offset(const struct emitter *e, unsigned element)
{
    LLVMValueRef scale = LLVMConstInt(e->i64, element, 0);
    return element == 1 ? e->row : LLVMBuildMul(e->builder, e->row, scale, "");
}

/* Columns are aligned to 64 bytes, and begin with a step. */
static unsigned step_alignment(const struct emitter *e, unsigned element) { return element * e->lanes < 64 ? element * e->lanes : 64; }

static LLVMValueRef load(const struct emitter *e, LLVMTypeRef type, LLVMValueRef base, unsigned element)
{
    LLVMValueRef value = LLVMBuildLoad2(e->builder, type, address(e, type, base, row_offset(e, element)), "");
    LLVMSetAlignment(value, step_alignment(e, element));
    return value;
}

static void store(const struct emitter *e, LLVMTypeRef type, LLVMValueRef base, unsigned element, LLVMValueRef value)
{
    LLVMValueRef to = LLVMBuildStore(e->builder, value, address(e, type, base, row_offset(e, element)));
    LLVMSetAlignment(to, step_alignment(e, element));
}

static LLVMValueRef pointer_at(const struct emitter *e, LLVMValueRef array, uint32_t place)
{
    LLVMValueRef at = address(e, e->pointer, array, LLVMConstInt(e->i64, place * (uint64_t)e->pointer_bytes, 0));
    return LLVMBuildLoad2(e->builder, e->pointer, at, "");
}

/* ---------------------------------------------------------------- operations */

static LLVMValueRef emit_load(const struct emitter *e, const struct op *op, LLVMValueRef column)
{
    if (op->code == OP_LOAD_W)
        return load(e, e->words, column, 4);
    if (op->code == OP_LOAD_N)
        return load(e, e->numbers, column, 8);
    LLVMValueRef bytes = load(e, e->bytes, column, 1);
    if (op->code == OP_LOAD_B)
        return LLVMBuildZExt(e->builder, bytes, e->words, "");
    return LLVMBuildICmp(e->builder, LLVMIntNE, bytes, LLVMConstNull(e->bytes), "");
}

static LLVMValueRef emit_op(struct emitter *e, const struct op *op, LLVMValueRef a, LLVMValueRef b)
{
    LLVMBuilderRef to = e->builder;
    switch ((enum op_code)op->code) {
    case OP_LOAD_M: case OP_LOAD_B: case OP_LOAD_W: case OP_LOAD_N: break;
    case OP_TRUTH:  return emit_truth(e, op->value);
    case OP_WHOLE:  return emit_whole(e, op->value);
    case OP_NUMBER: return emit_number(e, op->value);
    case OP_TODAY:  return e->today;
    case OP_AND:    return LLVMBuildAnd(to, a, b, "");
    case OP_OR:     return LLVMBuildOr(to, a, b, "");
    case OP_NOT:    return LLVMBuildXor(to, a, emit_truth(e, 1), "");
    case OP_LT_W: case OP_LT_N: return LLVMBuildICmp(to, LLVMIntSLT, a, b, "");
    case OP_LE_W: case OP_LE_N: return LLVMBuildICmp(to, LLVMIntSLE, a, b, "");
    case OP_EQ_W: case OP_EQ_N: return LLVMBuildICmp(to, LLVMIntEQ, a, b, "");
    case OP_ADD_W:  return LLVMBuildAdd(to, a, b, "");
    case OP_SUB_W:  return LLVMBuildSub(to, a, b, "");
    case OP_PICK_W: return LLVMBuildSelect(to, a, b, LLVMConstNull(e->words), "");
    case OP_PICK_N: return LLVMBuildSelect(to, a, b, LLVMConstNull(e->numbers), "");
    case OP_WIDEN:  return LLVMBuildMul(to, LLVMBuildSExt(to, a, e->numbers, ""), emit_number(e, NUMBER_ONE), "");
    case OP_ADD_N:  return emit_add(e, a, b);
    case OP_SUB_N:  return emit_sub(e, a, b);
    case OP_MUL_N:  return emit_mul(e, a, b);
    case OP_DIV_N:  return emit_div(e, a, b);
    case OPS: break;
    }
    BUG("no such operation");
}

/* ---------------------------------------------------------------- groups of sinks */

/* Sinks [first, end) of the kernel and the operations that they need, in `needed` (a byte each). */
struct group { uint32_t first, end, ops; };

static void need(const struct emitter *e, uint32_t reg)
{
    for (uint32_t i = reg + 1; i-- > 0;) {
        if (!e->needed[i])
            continue;
        const struct op *op = &e->p->ops[e->kernel->first_op + i];
        const struct op_form *form = op_form(op->code);
        if (form->a != '-')
            e->needed[op->a] = 1;
        if (form->b != '-')
            e->needed[op->b] = 1;
    }
}

static uint32_t count_needed(const struct emitter *e)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < e->kernel->ops; i++)
        count += e->needed[i];
    return count;
}

static uint32_t reg_of(const struct emitter *e, uint32_t sink) { return e->p->sinks[e->kernel->first_sink + sink].reg; }

/* The next group from `first` on: as many sinks as a loop takes. Leaves `needed` as the group's. */
static struct group next_group(const struct emitter *e, uint32_t first)
{
    struct group g = {first, first, 0};
    memset(e->needed, 0, e->kernel->ops);
    while (g.end < e->kernel->sinks && g.end - first < CODEGEN_SINKS_MOST) {
        memcpy(e->tried, e->needed, e->kernel->ops);
        e->needed[reg_of(e, g.end)] = 1;
        need(e, e->kernel->ops - 1);
        uint32_t ops = count_needed(e);
        if (g.end > first && ops > CODEGEN_LOOP_MOST) {
            memcpy(e->needed, e->tried, e->kernel->ops);
            break;
        }
        g.ops = ops;
        g.end++;
    }
    return g;
}

/* ---------------------------------------------------------------- loops */

struct block { LLVMBasicBlockRef before, body, after; };

static struct block open_loop(struct emitter *e)
{
    struct block b;
    b.before = LLVMGetInsertBlock(e->builder);
    b.body = LLVMAppendBasicBlockInContext(e->context, e->function, "");
    b.after = LLVMAppendBasicBlockInContext(e->context, e->function, "");
    for (uint32_t i = 0; i < e->kernel->ops; i++)
        if (e->needed[i] && op_form(e->p->ops[e->kernel->first_op + i].code)->use == 'S')
            e->columns[e->input[i]] = NULL;
    return b;
}

/* The addresses of the columns that the group reads and writes, before its loop. */
static void find_columns(struct emitter *e, const struct group *g)
{
    for (uint32_t i = 0; i < e->kernel->ops; i++)
        if (e->needed[i] && op_form(e->p->ops[e->kernel->first_op + i].code)->use == 'S' && !e->columns[e->input[i]])
            e->columns[e->input[i]] = pointer_at(e, LLVMGetParam(e->function, 0), e->input[i]);
    for (uint32_t i = g->first; i < g->end; i++)
        e->outs[i - g->first] = pointer_at(e, LLVMGetParam(e->function, 1), i);
}

static void emit_sink(const struct emitter *e, uint32_t sink, LLVMValueRef column)
{
    const struct sink *s = &e->p->sinks[e->kernel->first_sink + sink];
    uint32_t reg = s->reg;
    debug_origin(e, s->kind == SINK_RULE ? s->target + 1 : e->p->ops[e->kernel->first_op + reg].origin);
    char file = op_form(e->p->ops[e->kernel->first_op + reg].code)->result;
    if (file == 'M')
        store(e, e->bytes, column, 1, LLVMBuildZExt(e->builder, e->regs[reg], e->bytes, ""));
    else
        store(e, file == 'W' ? e->words : e->numbers, column, file == 'W' ? 4 : 8, e->regs[reg]);
}

/* Loads come first and stores last: nothing between them can be another's memory. */
static void emit_body(struct emitter *e, const struct group *g)
{
    const struct op *ops = &e->p->ops[e->kernel->first_op];
    for (uint32_t i = 0; i < e->kernel->ops; i++)
        if (e->needed[i] && op_form(ops[i].code)->use == 'S') {
            debug_origin(e, ops[i].origin);
            e->regs[i] = emit_load(e, &ops[i], e->columns[e->input[i]]);
        }
    for (uint32_t i = 0; i < e->kernel->ops; i++) {
        const struct op_form *form = op_form(ops[i].code);
        if (!e->needed[i] || form->use == 'S')
            continue;
        debug_origin(e, ops[i].origin);
        e->regs[i] = emit_op(e, &ops[i], form->a != '-' ? e->regs[ops[i].a] : NULL, form->b != '-' ? e->regs[ops[i].b] : NULL);
    }
    for (uint32_t i = g->first; i < g->end; i++)
        emit_sink(e, i, e->outs[i - g->first]);
    debug_origin(e, 0);
}

static void emit_group(struct emitter *e, const struct group *g)
{
    struct block b = open_loop(e);
    find_columns(e, g);
    LLVMBuildBr(e->builder, b.body);
    LLVMPositionBuilderAtEnd(e->builder, b.body);
    LLVMValueRef row = LLVMBuildPhi(e->builder, e->i64, "");
    e->row = row;
    emit_body(e, g);
    LLVMValueRef next = LLVMBuildAdd(e->builder, row, LLVMConstInt(e->i64, e->lanes, 0), "");
    LLVMValueRef more = LLVMBuildICmp(e->builder, LLVMIntULT, next, LLVMGetParam(e->function, 2), "");
    LLVMBuildCondBr(e->builder, more, b.body, b.after);
    LLVMValueRef rows[2] = {LLVMConstInt(e->i64, 0, 0), next};
    LLVMBasicBlockRef from[2] = {b.before, b.body};
    LLVMAddIncoming(row, rows, from, 2);
    LLVMPositionBuilderAtEnd(e->builder, b.after);
}

/* ---------------------------------------------------------------- kernels */

static struct str kernel_name(const struct emitter *e, uint32_t number) { return str_printf(e->arena, STR_FMT "k%u", STR_ARG(e->prefix), number); }

static void open_function(struct emitter *e, uint32_t number)
{
    struct str name = kernel_name(e, number);
    LLVMTypeRef parameters[4] = {e->pointer, e->pointer, e->i64, e->i32};
    e->function = LLVMAddFunction(e->module, name.at, LLVMFunctionType(LLVMVoidTypeInContext(e->context), parameters, 4, 0));
    emit_attributes(e, e->function);
    debug_kernel(e, name.at);
    LLVMPositionBuilderAtEnd(e->builder, LLVMAppendBasicBlockInContext(e->context, e->function, ""));
    LLVMValueRef none = LLVMGetUndef(e->words), first = LLVMConstInt(e->i32, 0, 0);
    LLVMValueRef one = LLVMBuildInsertElement(e->builder, none, LLVMGetParam(e->function, 3), first, "");
    e->today = LLVMBuildShuffleVector(e->builder, one, none, LLVMConstNull(e->words), "");
}

/* No rows, no loops: these read before they ask. */
static void leave_when_empty(const struct emitter *e)
{
    LLVMBasicBlockRef none = LLVMAppendBasicBlockInContext(e->context, e->function, "");
    LLVMBasicBlockRef some = LLVMAppendBasicBlockInContext(e->context, e->function, "");
    LLVMValueRef empty = LLVMBuildICmp(e->builder, LLVMIntEQ, LLVMGetParam(e->function, 2), LLVMConstInt(e->i64, 0, 0), "");
    LLVMBuildCondBr(e->builder, empty, none, some);
    LLVMPositionBuilderAtEnd(e->builder, none);
    LLVMBuildRetVoid(e->builder);
    LLVMPositionBuilderAtEnd(e->builder, some);
}

/* The operations of all its loops; UINT32_MAX: more than a loop may have. */
static uint32_t kernel_cost(const struct emitter *e)
{
    uint64_t cost = 0;
    for (uint32_t at = 0; at < e->kernel->sinks;) {
        struct group g = next_group(e, at);
        if (g.ops > CODEGEN_SINK_MOST)
            return UINT32_MAX;
        cost += g.ops;
        at = g.end;
        if (cost > CODEGEN_OPS_MOST)
            return UINT32_MAX;
    }
    return (uint32_t)cost;
}

static bool emit_kernel(struct emitter *e, uint32_t number)
{
    e->kernel = &e->p->kernels[number];
    uint32_t cost = kernel_cost(e);
    if (cost == UINT32_MAX || cost > CODEGEN_OPS_MOST - e->cost)
        return false;
    e->cost += cost;
    (void)kernel_inputs(e->p, e->kernel, e->seen, e->input, e->slots);
    open_function(e, number);
    leave_when_empty(e);
    for (uint32_t at = 0; at < e->kernel->sinks;) {
        struct group g = next_group(e, at);
        emit_group(e, &g);
        at = g.end;
    }
    LLVMBuildRetVoid(e->builder);
    return true;
}

static void open_types(struct emitter *e)
{
    e->i1 = LLVMInt1TypeInContext(e->context);
    e->i8 = LLVMInt8TypeInContext(e->context);
    e->i32 = LLVMInt32TypeInContext(e->context);
    e->i64 = LLVMInt64TypeInContext(e->context);
    e->bytes = LLVMVectorType(e->i8, e->lanes);
    e->words = LLVMVectorType(e->i32, e->lanes);
    e->numbers = LLVMVectorType(e->i64, e->lanes);
    e->pointer = LLVMPointerType(e->i8, 0);
}

static void open_room(struct emitter *e, struct arena *a)
{
    uint32_t ops = 1;
    for (uint32_t i = 0; i < e->p->kernels_len; i++)
        if (e->p->kernels[i].ops > ops)
            ops = e->p->kernels[i].ops;
    e->regs = arena_array(a, ops, sizeof *e->regs);
    e->columns = arena_array(a, ops, sizeof *e->columns);
    e->needed = arena_zero(a, ops);
    e->tried = arena_zero(a, ops);
    e->input = arena_many(a, ops, uint32_t);
    e->slots = arena_many(a, ops, uint32_t);
    e->seen = arena_zero(a, e->p->slots_len * sizeof *e->seen);
}

/* struct native_code of runtime/rule/native.h. */
static void emit_table(struct emitter *e, const struct emit_options *options)
{
    uint32_t kernels = e->p->kernels_len;
    LLVMValueRef *entries = arena_array(e->arena, kernels + (size_t)1, sizeof *entries);
    for (uint32_t i = 0; i < kernels; i++) {
        LLVMValueRef function = LLVMGetNamedFunction(e->module, kernel_name(e, i).at);
        entries[i] = function ? LLVMConstBitCast(function, e->pointer) : LLVMConstNull(e->pointer);
    }
    LLVMValueRef parts[5] = {LLVMConstInt(e->i64, options->hash, 0), LLVMConstInt(e->i64, options->features, 0), LLVMConstInt(e->i32, kernels, 0),
                             LLVMConstInt(e->i32, 0, 0), LLVMConstArray(e->pointer, entries, kernels)};
    LLVMValueRef value = LLVMConstStructInContext(e->context, parts, ARRAY_LEN(parts), 0);
    LLVMValueRef table = LLVMAddGlobal(e->module, LLVMTypeOf(value), str_printf(e->arena, STR_FMT "code", STR_ARG(e->prefix)).at);
    LLVMSetInitializer(table, value);
    LLVMSetGlobalConstant(table, 1);
}

LLVMModuleRef emit_program(LLVMContextRef context, const struct program *p, const struct emit_options *options, uint8_t *compiled, struct arena *a)
{
    struct emitter e = {.context = context, .p = p, .prefix = options->prefix, .pointer_bytes = options->pointer_bytes, .lanes = options->lanes, .arena = a};
    e.module = LLVMModuleCreateWithNameInContext("irp", context);
    e.builder = LLVMCreateBuilderInContext(context);
    open_types(&e);
    open_room(&e, a);
    if (options->debug)
        debug_open(&e, a);
    for (uint32_t i = 0; i < p->steps_len; i++)
        if (p->steps[i].kind == STEP_KERNEL)
            compiled[p->steps[i].what] = emit_kernel(&e, p->steps[i].what);
    if (options->table)
        emit_table(&e, options);
    debug_close(&e);
    LLVMDisposeBuilder(e.builder);
    return e.module;
}
