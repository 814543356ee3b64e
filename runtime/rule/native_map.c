/* native_map.c - maps machine code that irp-codegen made. See native.h: the block is verified, and its pages are never writable and executable at once. */
#define _DEFAULT_SOURCE   /* MAP_ANONYMOUS */
#include "native.h"
#include "../image/pack.h"
#include <sys/mman.h>

_Static_assert(sizeof(struct native_header) == 56, "the header has no padding");

#if defined(__x86_64__)
#define MACHINE_HERE NATIVE_X86_64
#elif defined(__aarch64__)
#define MACHINE_HERE NATIVE_AARCH64
#else
#define MACHINE_HERE 0
#endif

static struct err block_fine(struct str block, uint64_t hash, struct native_header *head)
{
    struct err damaged = {ERR_DAMAGED, 0};
    if (block.len < sizeof *head)
        return damaged;
    memcpy(head, block.at, sizeof *head);
    if (head->magic != NATIVE_MAGIC)
        return damaged;
    if (head->version != NATIVE_VERSION)
        return (struct err){ERR_VERSION, 0};
    if (head->kernels > NATIVE_KERNELS_MOST || head->code_bytes > block.len || head->object_bytes > block.len ||
        native_block_bytes(head) != block.len || head->program_hash != hash || head->checksum != native_checksum(block))
        return damaged;
    if (head->machine != MACHINE_HERE || (head->features & ~native_features()) != 0)
        return (struct err){ERR_NO_ENGINE, 0};
    return OK;
}

/* ---------------------------------------------------------------- pages */

struct mapped { struct native native; struct cleanup cleanup; };

static void unmap(void *of)
{
    struct mapped *m = of;
    if (m->native.mapping)
        munmap(m->native.mapping, m->native.mapped);
    m->native.mapping = NULL;
}

/* From a file the pages are mapped as they are: nothing is ever writable. */
static void *map_file(int fd, uint64_t at, size_t bytes)
{
    void *pages = fd < 0 ? MAP_FAILED : mmap(NULL, bytes, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, (off_t)at);
    return pages == MAP_FAILED ? NULL : pages;
}

static void *map_copy(const char *code, size_t bytes)
{
    void *pages = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        return NULL;
    memcpy(pages, code, bytes);
    if (mprotect(pages, bytes, PROT_READ | PROT_EXEC) == 0) {
        __builtin___clear_cache(pages, (char *)pages + bytes);
        return pages;
    }
    munmap(pages, bytes);
    return NULL;
}

/* Only the mapping itself can tell whether it is what was verified: a file may have changed under us. */
static void *map_code(struct str code, int fd, uint64_t at)
{
    void *pages = map_file(fd, at, code.len);
    if (pages && memcmp(pages, code.at, code.len) == 0)
        return pages;
    if (pages)
        munmap(pages, code.len);
    return map_copy(code.at, code.len);
}

static bool find_kernels(struct native *n, struct str block, const struct native_header *head, struct arena *a)
{
    native_kernel **kernel = arena_array(a, head->kernels, sizeof *kernel);
    n->kernel = kernel;
    n->kernels = head->kernels;
    for (uint32_t i = 0; i < head->kernels; i++) {
        uint32_t entry;
        memcpy(&entry, block.at + sizeof *head + i * sizeof entry, sizeof entry);
        if (entry != NATIVE_NONE && entry >= head->code_bytes)
            return false;
        kernel[i] = entry == NATIVE_NONE ? NULL : (native_kernel *)((uintptr_t)n->mapping + entry);
    }
    return true;
}

struct err native_open(struct str block, uint64_t hash, int fd, uint64_t offset, struct arena *a, const struct native **n)
{
    struct native_header head;
    struct err err = block_fine(block, hash, &head);
    if (failed(err))
        return err;
    struct mapped *m = arena_new(a, struct mapped);
    struct str code = {block.at + native_code_at(head.kernels), (size_t)head.code_bytes};
    if (code.len > 0) {
        m->native.mapping = map_code(code, fd, offset + native_code_at(head.kernels));
        if (!m->native.mapping)
            return (struct err){ERR_NO_ENGINE, 0};
        m->native.mapped = code.len;
        mem_on_close(a->mem, &m->cleanup, unmap, m);
    }
    if (!find_kernels(&m->native, block, &head, a))
        return (struct err){ERR_DAMAGED, 0};
    if (head.object_bytes > 0)
        m->native.object = (struct str){block.at + native_object_at(&head), (size_t)head.object_bytes};
    *n = &m->native;
    return OK;
}
