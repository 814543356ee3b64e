/* emit.h - what emit.c and exact.c share: the module being made, and the kernel and loop that it is at. */
#ifndef IRP_COMPILER_LLVM_EMIT_H
#define IRP_COMPILER_LLVM_EMIT_H

#include "codegen.h"
#include "../../runtime/value/number.h"
#include <llvm-c/Core.h>
#include <stdio.h>

struct emitter {
    LLVMContextRef context;
    LLVMModuleRef  module;
    LLVMBuilderRef builder;
    LLVMTypeRef    i1, i8, i32, i64, bytes, words, numbers, pointer;   /* vectors of `lanes`: bytes, words, numbers */
    LLVMValueRef   mul, div;            /* the functions of exact.c, made when first called */

    struct arena         *arena;
    const struct program *p;
    const struct kernel  *kernel;
    LLVMValueRef   function, today, row;
    LLVMValueRef  *regs, *columns, outs[CODEGEN_SINKS_MOST];
    uint8_t       *needed, *tried;
    uint32_t      *input, *slots, *seen;
    uint32_t       cost;                /* operations of all loops so far */
    struct str     prefix;
    size_t         pointer_bytes;
    unsigned       lanes;
    struct debug  *debug;               /* NULL: nothing for debuggers */
};

/* debug.c: does nothing but for debug_open unless that was called. */
void debug_open(struct emitter *e, struct arena *a);
/* The current function is the current kernel's. */
void debug_kernel(struct emitter *e, const char *name);
/* What is built from here on belongs to that rule (struct op, origin). */
void debug_origin(const struct emitter *e, uint32_t origin);
void debug_close(struct emitter *e);

LLVMValueRef emit_whole(const struct emitter *e, int64_t n);
LLVMValueRef emit_number(const struct emitter *e, int64_t n);
/* No unwinding, and whole vectors where the machine has them. */
void emit_attributes(const struct emitter *e, LLVMValueRef function);

/* The arithmetic of runtime/rule/exact.h over `lanes` rows. */
LLVMValueRef emit_add(struct emitter *e, LLVMValueRef a, LLVMValueRef b);
LLVMValueRef emit_sub(struct emitter *e, LLVMValueRef a, LLVMValueRef b);
LLVMValueRef emit_mul(struct emitter *e, LLVMValueRef a, LLVMValueRef b);
LLVMValueRef emit_div(struct emitter *e, LLVMValueRef a, LLVMValueRef b);

#endif
