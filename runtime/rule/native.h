/* native.h - machine code for a program's kernels: a position-independent block with a small header, made by LLVM in another process
 * (compiler/llvm) or at build time, mapped here.
 *
 * It holds offsets and row numbers, never addresses; it calls nothing and touches only what its arguments point to.
 * One function a kernel: reads rows [0, rows) at in[i] (the kernel's input slots, in the order of first use, already advanced to
 * the block's first row) and writes out[j] (its sinks, in order: U8, I32 or I64). rows is a multiple of IMAGE_ROW_PAD, and every
 * in[i] and out[j] is aligned to 64 bytes.
 */
#ifndef IRP_RULE_NATIVE_H
#define IRP_RULE_NATIVE_H

#include "program.h"

typedef void native_kernel(const void *const *in, void *const *out, uint64_t rows, int32_t today);

#define NATIVE_MAGIC   0x4e505249u        /* "IRPN" */
#define NATIVE_VERSION 2u
#define NATIVE_ALIGN   4096u              /* the code starts at this alignment within the block */
#define NATIVE_NONE    UINT32_MAX         /* entry of a kernel that has no machine code */

enum native_machine { NATIVE_X86_64 = 1, NATIVE_AARCH64 = 2 };

/* The block: this header, `kernels` entries (U32: offset of the kernel within the code, or NATIVE_NONE), zeros to the next multiple of
 * NATIVE_ALIGN, the code, zeros to the next multiple of NATIVE_OBJECT_ALIGN, an object for debuggers (may be empty). */
struct native_header {
    uint32_t magic, version, machine, kernels;
    uint64_t program_hash;                /* program_bytes_hash: code and program belong together */
    uint64_t code_bytes;
    uint64_t checksum;                    /* of entries, code and object: native_checksum */
    uint64_t features;                    /* CPU features the code needs (NATIVE_NEEDS_...): 0 = the baseline of the machine */
    uint64_t object_bytes;                /* ELF: where its loaded sections say they are is their offset in the code */
};
#define NATIVE_OBJECT_ALIGN 64u
#define NATIVE_NEEDS_AVX2   1u            /* x86-64-v3 */
#define NATIVE_NEEDS_AVX512 2u            /* x86-64-v4 */
#define NATIVE_KERNELS_MOST 100000u

/* The features that this machine has. */
uint64_t native_features(void);
static inline uint64_t native_code_at(uint32_t kernels)
{
    return (sizeof(struct native_header) + kernels * (uint64_t)4 + NATIVE_ALIGN - 1) / NATIVE_ALIGN * NATIVE_ALIGN;
}
static inline uint64_t native_object_at(const struct native_header *h)
{
    return (native_code_at(h->kernels) + h->code_bytes + NATIVE_OBJECT_ALIGN - 1) / NATIVE_OBJECT_ALIGN * NATIVE_OBJECT_ALIGN;
}
static inline uint64_t native_block_bytes(const struct native_header *h)
{
    return h->object_bytes > 0 ? native_object_at(h) + h->object_bytes : native_code_at(h->kernels) + h->code_bytes;
}
/* Of a whole block. */
uint64_t native_checksum(struct str block);

struct native {
    uint32_t kernels;
    native_kernel *const *kernel;         /* NULL: the evaluator runs it */
    void   *mapping; size_t mapped;
    struct str object;                    /* of the block, for debuggers; empty: none */
};

/* Maps the block's code read-only and executable (from memory: written first, then made executable; from a file: mapped as it is,
 * `fd` and `offset` of the block, page-aligned, fd -1 otherwise). ERR_DAMAGED, ERR_VERSION, ERR_NO_ENGINE (another machine, a CPU that lacks
 * a feature, or pages that may not be made executable). Released when the owner of the arena closes: the arena stays open until then. */
MUST_USE struct err native_open(struct str block, uint64_t hash, int fd, uint64_t offset, struct arena *a, const struct native **n);

/* Machine code that is linked into this program: irp-codegen --emit obj --prefix NAME_ defines one named NAME_code, for one level of vectors. */
struct native_code {
    uint64_t program_hash, features;
    uint32_t kernels, zero;
    native_kernel *kernel[];
};
/* Of the codes of one program for several levels, the best that this machine can run; NULL: none of them can, or none is of that program. */
const struct native *native_linked(const struct native_code *const *codes, unsigned len, uint64_t hash, struct arena *a);

uint64_t program_hash(const struct program *p, struct arena *a);
/* The same, when its bytes are there. */
uint64_t program_bytes_hash(struct str bytes);

#endif
