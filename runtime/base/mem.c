#define _DEFAULT_SOURCE                  /* madvise */
#include "mem.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define LARGE_PAGE ((size_t)2 << 20)

/* Under AddressSanitizer each block is a malloc of its own, so that its ends are guarded. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ALONE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ALONE 1
#endif
#endif
#if defined(IRP_ASAN_ARENAS) && !defined(ARENA_ALONE)
#define ARENA_ALONE 1
#endif
#ifndef ARENA_ALONE
#define ARENA_ALONE 0
#endif

/* The head of each malloc; the bytes follow it. Linked both ways, so that realloc may move a large block. */
struct chunk {
    _Alignas(16) struct chunk *newer;
    struct chunk *older;
    size_t        size;       /* of the bytes after the head */
};
_Static_assert(sizeof(struct chunk) % 16 == 0, "blocks after the head are aligned to 16");

/* Where the free part of an arena without chunks lies: a real place, so that pointers to it may be subtracted. */
static char nothing[1];

/* ---- failing on purpose */

#ifdef IRP_FAULT
#include <stdatomic.h>
static _Atomic uint64_t fault_count, fault_at;

void mem_fail_at(uint64_t n)
{
    atomic_store(&fault_at, n == 0 ? 0 : atomic_load(&fault_count) + n);
}

uint64_t mem_count(void)
{
    return atomic_load(&fault_count);
}

static void may_fail(struct mem *mem)
{
    if (atomic_fetch_add(&fault_count, 1) + 1 == atomic_load(&fault_at))
        mem_fail(mem, (struct err){ERR_MEMORY, ENOMEM});
}
#else
void mem_fail_at(uint64_t n)
{
    (void)n;
}

uint64_t mem_count(void)
{
    return 0;
}

static inline void may_fail(struct mem *mem)
{
    (void)mem;
}
#endif

/* ---- owners */

void mem_open(struct mem *mem)
{
    mem->why = OK;
    mem->arenas = NULL;
    mem->cleanups = NULL;
    mem->abandoned = mem->spare = NULL;
    mem->spares = 0;
}

static void run_cleanups(struct mem *mem)
{
    while (mem->cleanups) {
        struct cleanup *c = mem->cleanups;
        mem->cleanups = c->next;
        c->release(c->of);
    }
}

static void free_chunks(struct chunk *c)
{
    while (c) {
        struct chunk *older = c->older;
        free(c);
        c = older;
    }
}

/* Takes the arena off its owner's list, closed; gives its chunks. */
static struct chunk *arena_detach(struct arena *a)
{
    struct chunk *chunks = a->chunks;

    if (!a->self)
        return NULL;
    *a->self = a->next;
    if (a->next)
        a->next->self = a->self;
    a->next = NULL;
    a->self = NULL;
    a->chunks = NULL;
    a->at = a->end = a->column = a->column_end = nothing;
    return chunks;
}

void mem_close(struct mem *mem)
{
    run_cleanups(mem);
    /* Newest first: an arena's own struct may lie in an older arena. */
    while (mem->arenas)
        free_chunks(arena_detach(mem->arenas));
    free_chunks(mem->abandoned);
    free_chunks(mem->spare);
    mem->abandoned = mem->spare = NULL;
    mem->spares = 0;
}

/* Cleanups and struct arenas may lie in the frames that the jump leaves, so they are looked at for the last time before it.
 * The blocks themselves stay until mem_close: the owner may still name a file whose name is in one. */
void mem_fail(struct mem *mem, struct err why)
{
    mem->why = why;
    run_cleanups(mem);
    while (mem->arenas) {
        struct chunk *c = arena_detach(mem->arenas);
        while (c) {
            struct chunk *older = c->older;
            c->older = mem->abandoned;
            mem->abandoned = c;
            c = older;
        }
    }
    longjmp(mem->recover, 1);
}

void mem_on_close(struct mem *mem, struct cleanup *c, void (*release)(void *), void *of)
{
    c->release = release;
    c->of = of;
    c->next = mem->cleanups;
    mem->cleanups = c;
}

void mem_forget(struct mem *mem, struct cleanup *c)
{
    for (struct cleanup **at = &mem->cleanups; *at; at = &(*at)->next) {
        if (*at == c) {
            *at = c->next;
            return;
        }
    }
}

/* ---- arenas */

void arena_open(struct arena *a, struct mem *mem)
{
    a->mem = mem;
    a->chunks = NULL;
    a->at = a->end = a->column = a->column_end = nothing;
    a->next_size = ARENA_CHUNK_FIRST;
    a->next = mem->arenas;
    a->self = &mem->arenas;
    if (a->next)
        a->next->self = &a->next;
    mem->arenas = a;
}

void arena_close(struct arena *a)
{
    for (struct chunk *c = arena_detach(a), *older; c; c = older) {
        older = c->older;
        if (ARENA_ALONE || c->size != ARENA_CHUNK_FIRST || a->mem->spares == ARENA_SPARES) {
            free(c);
            continue;
        }
        c->older = a->mem->spare;
        a->mem->spare = c;
        a->mem->spares++;
    }
}

static inline size_t rounded(size_t size)
{
    return size == 0 ? 16 : (size + 15) & ~(size_t)15;
}

static struct chunk *chunk_take(struct mem *mem, size_t size, bool zero)
{
    struct chunk *c = mem->spare;

    if (size != ARENA_CHUNK_FIRST || zero || !c)
        return zero ? calloc(1, sizeof *c + size) : malloc(sizeof *c + size);
    mem->spare = c->older;
    mem->spares--;
    return c;
}

static struct chunk *chunk_new(struct arena *a, size_t size, bool zero)
{
    struct chunk *c;

    if (!a->self)
        BUG("an allocation from an arena that is closed");
    if (size > PTRDIFF_MAX - sizeof *c)
        mem_fail(a->mem, (struct err){ERR_LIMIT, 0});
    c = chunk_take(a->mem, size, zero);
    if (!c)
        mem_fail(a->mem, (struct err){ERR_MEMORY, ENOMEM});
    c->size = size;
    c->newer = NULL;
    c->older = a->chunks;
    if (c->older)
        c->older->newer = c;
    a->chunks = c;
    return c;
}

/* Large pages for large blocks: a plan of a million actions touches hundreds of megabytes once, and half of that is the kernel clearing small
 * pages one by one. A hint: where it is not taken, nothing changes. */
static void hint_large(struct chunk *c)
{
#ifdef MADV_HUGEPAGE
    uintptr_t from = ((uintptr_t)c + LARGE_PAGE - 1) & ~(uintptr_t)(LARGE_PAGE - 1), to = ((uintptr_t)c + sizeof *c + c->size) & ~(uintptr_t)(LARGE_PAGE - 1);
    if (c->size >= 4 * LARGE_PAGE && from < to)
        (void)madvise((void *)from, to - from, MADV_HUGEPAGE);
#else
    (void)c;
#endif
}

/* A block that is a chunk of its own; one byte for none, so that each has an address. */
static void *block_alone(struct arena *a, size_t size, bool zero)
{
    struct chunk *c = chunk_new(a, size == 0 ? 1 : size, zero);
    hint_large(c);
    return c + 1;
}

static void *block_slow(struct arena *a, size_t size)
{
    if (ARENA_ALONE || size >= ARENA_LARGE)
        return block_alone(a, size, false);
    if (rounded(size) > (size_t)(a->end - a->at)) {     /* false only for size 0 */
        while (a->next_size < rounded(size))
            a->next_size *= 2;
        struct chunk *c = chunk_new(a, a->next_size, false);
        a->at = (char *)(c + 1);
        a->end = a->at + c->size;
        if (a->next_size < ARENA_CHUNK_MOST)
            a->next_size *= 2;
    }
    char *p = a->at;
    a->at += rounded(size);
    return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
    may_fail(a->mem);
    /* The free part is a multiple of 16, so that what fits still fits when rounded up. Size 0 wraps, and is slow. */
    if (!ARENA_ALONE && LIKELY(size - 1 < (size_t)(a->end - a->at) && size < ARENA_LARGE)) {
        char *p = a->at;
        a->at += rounded(size);
        return p;
    }
    return block_slow(a, size);
}

void *arena_zero(struct arena *a, size_t size)
{
    if (ARENA_ALONE || size >= ARENA_LARGE) {
        may_fail(a->mem);
        return block_alone(a, size, true);  /* calloc: fresh pages are zero already */
    }
    return memset(arena_alloc(a, size), 0, size);
}

static char *up_to_line(char *at)
{
    uintptr_t over = (uintptr_t)at % COLUMN_ALIGN;
    return over ? at + (COLUMN_ALIGN - over) : at;
}

/* Half of the time of a column that is written once is the kernel handing out small pages; the columns of a large plan share large ones. */
void *arena_column(struct arena *a, size_t size)
{
    if (size > SIZE_MAX - COLUMN_ALIGN)
        mem_fail(a->mem, (struct err){ERR_LIMIT, 0});
    if (ARENA_ALONE || size < COLUMN_LARGE || size > COLUMNS_CHUNK / 2)
        return up_to_line(arena_zero(a, size + COLUMN_ALIGN));
    if ((size_t)(a->column_end - a->column) < size + COLUMN_ALIGN) {
        a->column = arena_zero(a, COLUMNS_CHUNK);
        a->column_end = a->column + COLUMNS_CHUNK;
    } else
        may_fail(a->mem);
    char *at = up_to_line(a->column);
    a->column = at + size;
    return at;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    if (size != 0 && count > PTRDIFF_MAX / size)
        mem_fail(a->mem, (struct err){ERR_LIMIT, 0});
    return arena_alloc(a, count * size);
}

static void *large_grow(struct arena *a, void *old, size_t size)
{
    struct chunk *c = (struct chunk *)old - 1;

    may_fail(a->mem);
    if (!a->self)
        BUG("an allocation from an arena that is closed");
    if (size > PTRDIFF_MAX - sizeof *c)
        mem_fail(a->mem, (struct err){ERR_LIMIT, 0});
    c = realloc(c, sizeof *c + size);
    if (!c)
        mem_fail(a->mem, (struct err){ERR_MEMORY, ENOMEM});
    c->size = size;
    hint_large(c);
    if (c->newer)
        c->newer->older = c;
    else
        a->chunks = c;
    if (c->older)
        c->older->newer = c;
    return c + 1;
}

void *arena_grow(struct arena *a, void *old, size_t was, size_t size)
{
    if (!old)
        return arena_alloc(a, size);
    if (size <= was)
        return old;
    if (ARENA_ALONE || was >= ARENA_LARGE)
        return large_grow(a, old, size);
    /* The newest block of all grows where it is. */
    if ((char *)old + rounded(was) == a->at && size < ARENA_LARGE && size <= (size_t)(a->end - (char *)old)) {
        a->at = (char *)old + rounded(size);
        return old;
    }
    void *p = arena_alloc(a, size);
    memcpy(p, old, was);
    return p;
}

void vec_room_slow(struct arena *a, void **at, uint32_t len, uint32_t *room, size_t size)
{
    uint32_t more = *room < 4 ? 8 : *room > UINT32_MAX / 2 ? UINT32_MAX : *room * 2;
    void *old, *grown;

    if (len == UINT32_MAX || more > PTRDIFF_MAX / size)
        mem_fail(a->mem, (struct err){ERR_LIMIT, 0});
    /* *at is some other type of pointer: its bytes are copied, never read as a void pointer. */
    memcpy(&old, at, sizeof old);
    grown = arena_grow(a, old, len * size, more * size);
    memcpy(at, &grown, sizeof grown);
    *room = more;
}
