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

struct request { bool host; enum emit emit; };

struct machine { const char *cpu; uint64_t features; };

static int cannot(const char *what, const char *why)
{
    fprintf(stderr, "irp-codegen: cannot %s: %s\n", what, why);
    return STATUS_CANNOT;
}

static bool read_arguments(int argc, char **argv, struct request *r)
{
    static const char *const EMITS[] = {[EMIT_NATIVE] = "native", [EMIT_LLVM_IR] = "llvm-ir", [EMIT_ASM] = "asm", [EMIT_OBJ] = "obj"};
    for (int i = 1; i < argc; i += 2) {
        bool known = false;
        if (i + 1 >= argc)
            return false;
        if (strcmp(argv[i], "--target") == 0) {
            r->host = strcmp(argv[i + 1], "host") == 0;
            known = r->host || strcmp(argv[i + 1], "baseline") == 0;
        }
        for (unsigned k = 0; strcmp(argv[i], "--emit") == 0 && k < ARRAY_LEN(EMITS); k++)
            if (strcmp(argv[i + 1], EMITS[k]) == 0) {
                r->emit = (enum emit)k;
                known = true;
            }
        if (!known)
            return false;
    }
    return true;
}

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

/* The names of levels, and not of the machine here: code for a level runs wherever native_open finds its features. */
static struct machine machine_for(bool host)
{
#if defined(__x86_64__)
    uint64_t features = host ? native_features() : 0;
    return (struct machine){features & NATIVE_NEEDS_AVX512 ? "x86-64-v4" : features & NATIVE_NEEDS_AVX2 ? "x86-64-v3" : "x86-64", features};
#else
    (void)host;
    return (struct machine){"generic", 0};
#endif
}

/* Reports success and has said otherwise: only the handler sees errors of a back end. */
static void on_diagnostic(LLVMDiagnosticInfoRef info, void *of)
{
    bool *failed_too = of;
    if (LLVMGetDiagInfoSeverity(info) == LLVMDSError)
        *failed_too = true;
}

static LLVMTargetMachineRef open_machine(const struct machine *m, const char *triple)
{
    LLVMTargetRef target;
    char *why = NULL;
    if (LLVMGetTargetFromTriple(triple, &target, &why)) {
        LLVMDisposeMessage(why);
        return NULL;
    }
    return LLVMCreateTargetMachine(target, triple, m->cpu, "", LLVMCodeGenLevelDefault, LLVMRelocPIC, LLVMCodeModelSmall);
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

static int write_block(struct arena *a, struct str object, const struct program *p, uint64_t hash, const struct machine *m)
{
    struct flat flat;
    if (!elf_flatten(object, p->kernels_len, a, &flat))
        return cannot("use the code that LLVM made", flat.why);
    size_t code_at = (size_t)native_code_at(p->kernels_len);
    char *block = arena_zero(a, code_at + flat.code.len);
    struct native_header head = {.magic = NATIVE_MAGIC, .version = NATIVE_VERSION, .kernels = p->kernels_len, .program_hash = hash,
                                 .code_bytes = flat.code.len, .features = m->features};
#if defined(__aarch64__)
    head.machine = NATIVE_AARCH64;
#else
    head.machine = NATIVE_X86_64;
#endif
    memcpy(block, &head, sizeof head);
    memcpy(block + sizeof head, flat.entry, p->kernels_len * sizeof *flat.entry);
    if (flat.code.len > 0)
        memcpy(block + code_at, flat.code.at, flat.code.len);
    head.checksum = native_checksum((struct str){block, code_at + flat.code.len});
    memcpy(block, &head, sizeof head);
    return write_out(a, &(struct str){block, code_at + flat.code.len}, 1);
}

static bool module_fine(LLVMModuleRef module)
{
#if defined(IRP_DEBUG) || defined(IRP_FAULT)
    char *why = NULL;
    bool bad = LLVMVerifyModule(module, LLVMReturnStatusAction, &why);
    if (bad)
        fputs(why, stderr);
    LLVMDisposeMessage(why);
    return !bad;
#else
    (void)module;
    return true;
#endif
}

static int write_ir(LLVMModuleRef module, struct arena *a)
{
    char *text = LLVMPrintModuleToString(module);
    struct str copy = str_keep(a, str_of(text));
    LLVMDisposeMessage(text);
    return write_out(a, &copy, 1);
}

struct job {
    const struct program *program;
    struct request        request;
    struct machine        machine;
    uint64_t              hash;
    struct arena         *arena;
    bool                  failed;
};

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
    if (j->request.emit == EMIT_NATIVE)
        return write_block(j->arena, made, j->program, j->hash, &j->machine);
    return write_out(j->arena, &made, 1);
}

static int generate(struct job *j, LLVMContextRef context)
{
    uint8_t *compiled = arena_zero(j->arena, j->program->kernels_len + (size_t)1);
    LLVMModuleRef module = emit_program(context, j->program, compiled, j->arena);
    char *triple = LLVMGetDefaultTargetTriple();
    LLVMTargetMachineRef machine = open_machine(&j->machine, triple);
    int status;
    LLVMSetTarget(module, triple);
    if (!module_fine(module))
        status = cannot("compile the rules", "the code made for LLVM is not well formed");
    else if (!machine)
        status = cannot("compile the rules", "LLVM does not know this machine");
    else {
        LLVMTargetDataRef layout = LLVMCreateTargetDataLayout(machine);
        LLVMSetModuleDataLayout(module, layout);
        LLVMDisposeTargetData(layout);
        status = j->request.emit == EMIT_LLVM_IR ? write_ir(module, j->arena) : emit_machine_code(j, module, machine);
    }
    if (machine)
        LLVMDisposeTargetMachine(machine);
    LLVMDisposeMessage(triple);
    LLVMDisposeModule(module);
    return status;
}

static int run(const struct request *request, struct arena *a)
{
    struct str bytes;
    struct job j = {.request = *request, .arena = a, .machine = machine_for(request->host)};
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
    if (LLVMInitializeNativeTarget() || LLVMInitializeNativeAsmPrinter())
        return cannot("compile the rules", "LLVM does not know this machine");
    LLVMContextRef context = LLVMContextCreate();
    LLVMContextSetDiagnosticHandler(context, on_diagnostic, &j.failed);
    int status = generate(&j, context);
    LLVMContextDispose(context);
    return status;
}

int main(int argc, char **argv)
{
    struct request request = {.host = false, .emit = EMIT_NATIVE};
    struct mem mem;
    struct arena a;
    if (!read_arguments(argc, argv, &request)) {
        fputs("usage: irp-codegen [--target host|baseline] [--emit native|llvm-ir|asm|obj] < PROGRAM > CODE\n", stderr);
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
