/* codegen.c - irp-codegen's main: a program's bytes in, machine code out. See codegen.h; irp starts it as a child. */
#include "emit.h"
#include "../../runtime/base/file.h"
#include "../../runtime/base/out.h"
#include "../../runtime/image/pack.h"
#include <llvm-c/Analysis.h>
#include <llvm-c/Target.h>
#include <llvm-c/TargetMachine.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

#define STATUS_CANNOT 2

/* For which machine. The names of levels, and not of the machine here: code for a level runs wherever native_open finds its features. */
struct machine {
    const char *name, *cpu;
    uint64_t    features;          /* what native_open asks for */
    const char *triple, *more;     /* NULL: of the machine here; more features, as LLVM calls them */
    unsigned    lanes;             /* of a step. Measured: vectors that take several registers make compiling slower in their number; code of four
                                      registers (avx2) is half as slow again as code of two, and narrow steps cost little where registers are short. */
};
static const struct machine MACHINES[] = {
#if defined(__x86_64__)
    {"baseline", "x86-64", 0, NULL, "", 4},
    {"avx2", "x86-64-v3", NATIVE_NEEDS_AVX2, NULL, "", 16},
    {"avx512", "x86-64-v4", NATIVE_NEEDS_AVX2 | NATIVE_NEEDS_AVX512, NULL, "", 16},
#else
    {"baseline", "generic", 0, NULL, "", 4},
#endif
    {"wasm32", "generic", 0, "wasm32-unknown-wasi", "+simd128", 4},
};
#define is_here(m) (!(m)->triple)   /* code for this kind of machine */

struct request {
    const struct machine *machine;
    enum emit  emit;
    struct str prefix;
    bool       debug;
};

static int cannot(const char *what, const char *why)
{
    fprintf(stderr, "irp-codegen: cannot %s: %s\n", what, why);
    return STATUS_CANNOT;
}

/* ---------------------------------------------------------------- arguments */

static bool take_target(struct request *r, const char *value)
{
    bool host = strcmp(value, "host") == 0;
    const struct machine *found = NULL;
    for (unsigned i = 0; i < ARRAY_LEN(MACHINES); i++)
        if (host ? is_here(&MACHINES[i]) && (MACHINES[i].features & ~native_features()) == 0 : strcmp(value, MACHINES[i].name) == 0)
            found = &MACHINES[i];
    if (found)
        r->machine = found;
    return found != NULL;
}

/* What is made to be read by people or by other tools has lines for debuggers, unless --debug says otherwise. */
static bool take_emit(struct request *r, const char *value)
{
    static const char *const EMITS[] = {
        [EMIT_NATIVE] = "native", [EMIT_LLVM_IR] = "llvm-ir", [EMIT_ASM] = "asm", [EMIT_OBJ] = "obj", [EMIT_SHARED] = "shared"};
    for (unsigned i = 0; i < ARRAY_LEN(EMITS); i++)
        if (strcmp(value, EMITS[i]) == 0) {
            r->emit = (enum emit)i;
            r->debug = r->emit != EMIT_NATIVE;
            return true;
        }
    return false;
}

static bool take_prefix(struct request *r, const char *value)
{
    r->prefix = str_of(value);
    for (size_t i = 0; i < r->prefix.len; i++)
        if (!is_letter(value[i]) && value[i] != '_' && !(is_digit(value[i]) && i > 0))
            return false;
    return true;
}

static bool take_debug(struct request *r, const char *value)
{
    r->debug = strcmp(value, "yes") == 0;
    return r->debug || strcmp(value, "no") == 0;
}

static bool read_arguments(int argc, char **argv, struct request *r)
{
    static const struct { const char *name; bool (*take)(struct request *, const char *); } OPTIONS[] = {
        {"--target", take_target}, {"--emit", take_emit}, {"--prefix", take_prefix}, {"--debug", take_debug}};
    for (int i = 1; i < argc; i += 2) {
        bool taken = false;
        for (unsigned k = 0; k < ARRAY_LEN(OPTIONS) && i + 1 < argc; k++)
            taken |= strcmp(argv[i], OPTIONS[k].name) == 0 && OPTIONS[k].take(r, argv[i + 1]);
        if (!taken)
            return false;
    }
    return is_here(r->machine) || (r->emit != EMIT_NATIVE && r->emit != EMIT_SHARED);
}

/* ---------------------------------------------------------------- LLVM */

/* What LLVM may use before it is stopped. The sanitizers reserve more addresses than any limit. */
static void set_limits(void)
{
#if !defined(IRP_FAULT)
    const struct rlimit memory = {CODEGEN_MEMORY_MOST, CODEGEN_MEMORY_MOST}, time = {CODEGEN_SECONDS_MOST, CODEGEN_SECONDS_MOST}, core = {0, 0};
    setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_CPU, &time);
    setrlimit(RLIMIT_CORE, &core);
#endif
}

/* Reports success and has said otherwise: only the handler sees errors of a back end. */
static void on_diagnostic(LLVMDiagnosticInfoRef info, void *of)
{
    bool *failed_too = of;
    if (LLVMGetDiagInfoSeverity(info) == LLVMDSError)
        *failed_too = true;
}

static bool open_target(const struct machine *m)
{
    if (is_here(m))
        return !LLVMInitializeNativeTarget() && !LLVMInitializeNativeAsmPrinter();
    LLVMInitializeWebAssemblyTargetInfo();
    LLVMInitializeWebAssemblyTarget();
    LLVMInitializeWebAssemblyTargetMC();
    LLVMInitializeWebAssemblyAsmPrinter();
    return true;
}

static LLVMTargetMachineRef open_machine(const struct machine *m, const char *triple)
{
    LLVMTargetRef target;
    char *why = NULL;
    if (LLVMGetTargetFromTriple(triple, &target, &why)) {
        LLVMDisposeMessage(why);
        return NULL;
    }
    return LLVMCreateTargetMachine(target, triple, m->cpu, m->more, LLVMCodeGenLevelDefault,
                                   is_here(m) ? LLVMRelocPIC : LLVMRelocStatic, LLVMCodeModelSmall);
}

/* ---------------------------------------------------------------- output */

static int write_out(struct arena *a, const struct str *parts, unsigned count)
{
    struct out o;
    out_open(&o, a, 1);
    for (unsigned i = 0; i < count; i++)
        out_str(&o, parts[i]);
    struct err err = out_close(&o);
    return failed(err) ? cannot("write", err_text(err.code)) : 0;
}

struct job {
    const struct program *program;
    struct request        request;
    uint64_t              hash;
    struct arena         *arena;
    bool                  failed;
};

static int write_block(const struct job *j, const struct flat *flat)
{
    uint32_t kernels = j->program->kernels_len;
    struct native_header head = {.magic = NATIVE_MAGIC, .version = NATIVE_VERSION, .kernels = kernels, .program_hash = j->hash,
                                 .code_bytes = flat->code.len, .object_bytes = j->request.debug ? flat->object.len : 0,
                                 .features = j->request.machine->features};
    size_t code_at = (size_t)native_code_at(kernels), bytes = (size_t)native_block_bytes(&head);
    char *block = arena_zero(j->arena, bytes);
#if defined(__aarch64__)
    head.machine = NATIVE_AARCH64;
#else
    head.machine = NATIVE_X86_64;
#endif
    memcpy(block, &head, sizeof head);
    memcpy(block + sizeof head, flat->entry, kernels * sizeof *flat->entry);
    if (head.code_bytes > 0)
        memcpy(block + code_at, flat->code.at, flat->code.len);
    if (head.object_bytes > 0)
        memcpy(block + native_object_at(&head), flat->object.at, flat->object.len);
    head.checksum = native_checksum((struct str){block, bytes});
    memcpy(block, &head, sizeof head);
    return write_out(j->arena, &(struct str){block, bytes}, 1);
}

static int write_shared(const struct job *j, const struct flat *flat)
{
    struct str shared;
    const char *why;
    if (!elf_shared(flat, j->program->kernels_len, j->request.prefix, j->arena, &shared, &why))
        return cannot("make a shared object of the code that LLVM made", why);
    return write_out(j->arena, &shared, 1);
}

static int write_flat(const struct job *j, struct str object)
{
    struct flat flat;
    if (!elf_flatten(object, j->program->kernels_len, j->request.prefix, j->arena, &flat))
        return cannot("use the code that LLVM made", flat.why);
    return j->request.emit == EMIT_NATIVE ? write_block(j, &flat) : write_shared(j, &flat);
}

/* A module that is not well formed is a defect of emit.c: builds for tests end at once, with what LLVM's verifier says of it. */
static void verify_module(LLVMModuleRef module)
{
#if defined(IRP_DEBUG) || defined(IRP_FAULT)
    char *why = NULL;
    LLVMVerifyModule(module, LLVMAbortProcessAction, &why);
    LLVMDisposeMessage(why);
#else
    (void)module;
#endif
}

static int write_ir(LLVMModuleRef module, struct arena *a)
{
    char *text = LLVMPrintModuleToString(module);
    struct str copy = str_keep(a, str_of(text));
    LLVMDisposeMessage(text);
    return write_out(a, &copy, 1);
}

static int emit_machine_code(struct job *j, LLVMModuleRef module, LLVMTargetMachineRef machine)
{
    LLVMMemoryBufferRef buffer;
    char *why = NULL;
    LLVMCodeGenFileType type = j->request.emit == EMIT_ASM ? LLVMAssemblyFile : LLVMObjectFile;
    if (LLVMTargetMachineEmitToMemoryBuffer(machine, module, type, &why, &buffer)) {
        LLVMDisposeMessage(why);
        return cannot("compile the rules", "LLVM failed");
    }
    struct str made = str_keep(j->arena, (struct str){LLVMGetBufferStart(buffer), LLVMGetBufferSize(buffer)});
    LLVMDisposeMemoryBuffer(buffer);
    if (j->failed)
        return cannot("compile the rules", "LLVM reported an error");
    return j->request.emit == EMIT_NATIVE || j->request.emit == EMIT_SHARED ? write_flat(j, made) : write_out(j->arena, &made, 1);
}

static int generate(struct job *j, LLVMContextRef context)
{
    uint8_t *compiled = arena_zero(j->arena, j->program->kernels_len + (size_t)1);
    struct emit_options options = {j->request.prefix, j->request.debug, j->request.emit != EMIT_NATIVE && j->request.emit != EMIT_SHARED,
                                   j->hash, j->request.machine->features, is_here(j->request.machine) ? sizeof(void *) : 4, j->request.machine->lanes};
    LLVMModuleRef module = emit_program(context, j->program, &options, compiled, j->arena);
    char *here = LLVMGetDefaultTargetTriple();
    const char *triple = is_here(j->request.machine) ? here : j->request.machine->triple;
    LLVMTargetMachineRef machine = open_machine(j->request.machine, triple);
    int status;
    LLVMSetTarget(module, triple);
    verify_module(module);
    if (!machine)
        status = cannot("compile the rules", "LLVM does not know this machine");
    else {
        LLVMTargetDataRef layout = LLVMCreateTargetDataLayout(machine);
        LLVMSetModuleDataLayout(module, layout);
        LLVMDisposeTargetData(layout);
        status = j->request.emit == EMIT_LLVM_IR ? write_ir(module, j->arena) : emit_machine_code(j, module, machine);
    }
    if (machine)
        LLVMDisposeTargetMachine(machine);
    LLVMDisposeMessage(here);
    LLVMDisposeModule(module);
    return status;
}

static int run(const struct request *request, struct arena *a)
{
    struct str bytes;
    struct job j = {.request = *request, .arena = a};
    struct err err = file_read(a, "-", CODEGEN_INPUT_MOST, &bytes);
    if (failed(err))
        return cannot("read the program", err_text(err.code));
    char *room = pack_room(a, bytes.len);
    memcpy(room, bytes.at, bytes.len);
    bytes.at = room;
    err = program_open(bytes, a, &j.program);
    if (failed(err))
        return cannot("read the program", err_text(err.code));
    j.hash = program_bytes_hash(bytes);
    set_limits();
    if (!open_target(request->machine))
        return cannot("compile the rules", "LLVM does not know this machine");
    LLVMContextRef context = LLVMContextCreate();
    LLVMContextSetDiagnosticHandler(context, on_diagnostic, &j.failed);
    int status = generate(&j, context);
    LLVMContextDispose(context);
    return status;
}

int main(int argc, char **argv)
{
    struct request request = {.machine = &MACHINES[0], .emit = EMIT_NATIVE};
    struct mem mem;
    struct arena a;
    if (!read_arguments(argc, argv, &request)) {
        fputs("usage: irp-codegen [--target host|baseline|avx2|avx512|wasm32] [--emit native|llvm-ir|asm|obj|shared] [--prefix WORD] [--debug yes|no]"
              " < PROGRAM > CODE\n", stderr);
        return STATUS_CANNOT;
    }
    signal(SIGPIPE, SIG_IGN);
    mem_open(&mem);
    if (setjmp(mem.recover)) {
        int status = cannot("compile the rules", err_text(mem.why.code));
        mem_close(&mem);
        return status;
    }
    arena_open(&a, &mem);
    int status = run(&request, &a);
    mem_close(&mem);
    return status;
}
