/* codegen.h - irp-codegen: machine code for the kernels of a program, made by LLVM in a process of its own.
 *
 * It reads a program's bytes on standard input and writes the block of runtime/rule/native.h (or LLVM's text, assembly, the object) to
 * standard output. LLVM is not part of what is trusted: what it is given is verified first, sizes are bounded here, the object it makes is
 * flattened and checked by elf.c, and whatever it does (abort, exit, run out of memory) happens to this process alone.
 */
#ifndef IRP_COMPILER_LLVM_CODEGEN_H
#define IRP_COMPILER_LLVM_CODEGEN_H

#include "../../runtime/rule/forms.h"
#include "../../runtime/rule/native.h"

#define CODEGEN_INPUT_MOST   ((size_t)256 << 20)
#define CODEGEN_LANES_ROOM   16u        /* rows of a step of a loop: as many as its machine has room for (codegen.c, MACHINES) */
#define CODEGEN_SINKS_MOST   10u        /* of one loop */
#define CODEGEN_LOOP_MOST    600u       /* operations of one loop, unless a single sink needs more */
#define CODEGEN_SINK_MOST    4000u      /* operations that a single sink may need; a kernel with more is left to the evaluator */
#define CODEGEN_OPS_MOST     100000u    /* operations of all loops of a program; the kernels after that are left to the evaluator */
#define CODEGEN_MEMORY_MOST  ((uint64_t)4 << 30)
#define CODEGEN_SECONDS_MOST 60u        /* of CPU time */

enum emit { EMIT_NATIVE, EMIT_LLVM_IR, EMIT_ASM, EMIT_OBJ, EMIT_SHARED };

struct emit_options {
    struct str prefix;                  /* before the names of functions */
    bool       debug;                   /* lines of the standard, for debuggers */
    bool       table;                   /* define <prefix>code too: a struct native_code, for programs that are linked with it */
    uint64_t   hash, features;          /* what it says */
    size_t     pointer_bytes;
    unsigned   lanes;
};

/* emit.c: an LLVM module with a function "<prefix>k<number>" for each kernel that is compiled. Which ones: `compiled`, a byte each. */
struct LLVMOpaqueModule;
struct LLVMOpaqueContext;
struct LLVMOpaqueModule *emit_program(struct LLVMOpaqueContext *context, const struct program *p, const struct emit_options *options, uint8_t *compiled,
                                      struct arena *a);

/* elf.c: the object's code as one position-independent piece, and where its functions are. False with a reason when that cannot be. */
struct flat {
    struct str  code;
    uint32_t   *entry;                  /* of kernel i: an offset, or NATIVE_NONE */
    struct str  object;                 /* the object itself: sh_addr of what the code was made from is its offset there, and nothing else is loaded */
    const char *why;                    /* when it failed */
};
bool elf_flatten(struct str object, uint32_t kernels, struct str prefix, struct arena *a, struct flat *flat);

/* shared.c: the same as a shared object, whose functions are the kernels. */
bool elf_shared(const struct flat *flat, uint32_t kernels, struct str prefix, struct arena *a, struct str *shared, const char **why);

#endif
