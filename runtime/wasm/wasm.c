/* wasm.c - what a checker takes from its machine, where that is WebAssembly: `irp build --target wasm32` links the bundle and the kernels into it
 * (compiler/cmd/wasm.c), and there are no files, no pages and no jumps.
 */
#define _DEFAULT_SOURCE                  /* madvise */
#include "../base/mem.h"
#include "../rule/native.h"
#include "../self.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define STATUS_CANNOT 2

/* Of the object that compiler/cmd/wasm_object.c writes. */
extern const char irp_bundle[];
extern const uint32_t irp_bundle_bytes;
extern const struct native_code *const irp_codes[];      /* of each program that has one; NULL at the end */

struct err self_open(const char *name, struct self *self)
{
    (void)name;
    *self = (struct self){-1, {irp_bundle, irp_bundle_bytes}};
    return OK;
}

/* The block says only that there is code: it is a part of the module. */
struct err native_open(struct str block, uint64_t hash, int fd, uint64_t offset, struct arena *a, const struct native **n)
{
    unsigned len = 0;
    (void)block, (void)fd, (void)offset;
    while (irp_codes[len])
        len++;
    *n = native_linked(irp_codes, len, hash, a);
    return *n ? OK : (struct err){ERR_NO_ENGINE, 0};
}

/* A hint that nobody takes. */
int madvise(void *at, size_t bytes, int advice)
{
    (void)at, (void)bytes, (void)advice;
    return 0;
}

/* Only mem_fail jumps, and the point is the first thing of its owner. */
void longjmp(jmp_buf point, int value)
{
    const struct mem *mem = (const void *)point;
    (void)value;
    fprintf(stderr, "cannot check: %s\n", err_text(mem->why.code));
    _Exit(STATUS_CANNOT);
}
