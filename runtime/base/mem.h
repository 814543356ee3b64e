/* mem.h - memory: arenas under one owner, and one way to run out.
 *
 * Every allocation of irp is made from an arena, and every arena belongs to a `struct mem` (one for a command, a
 * checker's run, a request of the language server). When memory runs out, or a limit is passed, the owner's recovery
 * point is jumped to (setjmp in the command; nothing between holds a resource that is not registered here), and
 * mem_close frees everything. So no caller tests a pointer, and no failure leaks: the tests fail every n-th
 * allocation of every case (mem_fail_at).
 *
 * Before the jump (mem_fail), while the frames that it leaves still stand, the cleanups are run and all arenas are closed;
 * what was allocated can be read until mem_close. After it, arena_open an arena again before allocating from it.
 *
 * An arena frees all at once. Blocks of ARENA_LARGE bytes and more are their own, so that growing one is realloc
 * (moved page tables, not bytes).
 */
#ifndef IRP_BASE_MEM_H
#define IRP_BASE_MEM_H

#include "attr.h"
#include "err.h"
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#define ARENA_CHUNK_FIRST ((size_t)16 << 10)  /* bytes of an arena's first chunk; each next is twice as large ... */
#define ARENA_CHUNK_MOST  ((size_t)1 << 20)   /* ... up to this */
#define ARENA_SPARES      4u                  /* first chunks of closed arenas that are kept for the next: most arenas are short-lived and small */
#define ARENA_LARGE       ((size_t)64 << 10)  /* a block from this size on is allocated by itself */
#define COLUMN_ALIGN      64u
#define COLUMN_LARGE      ((size_t)1 << 20)   /* columns from this size on lie together in large pages ... */
#define COLUMNS_CHUNK     ((size_t)32 << 20)  /* ... as many as go into so many bytes */

struct chunk;
struct mem {
    jmp_buf       recover;    /* set by the owner (setjmp) before the first allocation */
    struct err    why;        /* what recover was jumped to for */
    struct arena *arenas;     /* all open arenas, for mem_close */
    struct cleanup *cleanups; /* resources to release, newest first */
    struct chunk *spare;      /* at most ARENA_SPARES */
    uint32_t      spares;
    struct chunk *abandoned;  /* blocks of the arenas that mem_fail closed; freed by mem_close */
};

struct arena {
    struct mem   *mem;
    struct chunk *chunks;     /* newest first */
    char         *at, *end;   /* the free part of the newest ordinary chunk */
    char         *column, *column_end;        /* of the newest chunk of columns */
    size_t        next_size;
    struct arena *next, **self;
};

/* Opens an owner with no arenas. The caller sets mem->recover with setjmp. */
void mem_open(struct mem *mem);
/* Runs the cleanups and frees every arena still open. Again: nothing. */
void mem_close(struct mem *mem);
/* Leaves for mem->recover with `why`. */
NO_RETURN void mem_fail(struct mem *mem, struct err why);

/* A resource to release when the owner closes or recovers: a mapping, an open file, a temporary file's name. */
struct cleanup {
    void (*release)(void *of);
    void *of;
    struct cleanup *next;
};
void mem_on_close(struct mem *mem, struct cleanup *c, void (*release)(void *), void *of);
void mem_forget(struct mem *mem, struct cleanup *c);   /* released by hand already */

/* Test builds (-DIRP_FAULT): the n-th allocation from now on fails, once; 0 = none. mem_count: allocations so far. */
void     mem_fail_at(uint64_t n);
uint64_t mem_count(void);

void  arena_open(struct arena *a, struct mem *mem);
/* Frees its blocks. Closed already (also by mem_close and mem_fail): nothing. */
void  arena_close(struct arena *a);
/* `size` bytes aligned to 16, not zeroed / zeroed. Size 0 gives a pointer that is not read. Never NULL. */
void *arena_alloc(struct arena *a, size_t size) __attribute__((malloc, alloc_size(2), returns_nonnull));
void *arena_zero(struct arena *a, size_t size) __attribute__((malloc, alloc_size(2), returns_nonnull));
/* A column: zeroed, aligned to COLUMN_ALIGN, and never grown. */
void *arena_column(struct arena *a, size_t size) __attribute__((malloc, alloc_size(2), returns_nonnull));
/* `count` times `size` bytes; mem_fail(ERR_LIMIT) when that overflows. */
void *arena_array(struct arena *a, size_t count, size_t size) __attribute__((malloc, alloc_size(2, 3), returns_nonnull));
/* A block of `was` bytes made larger: its first `was` bytes kept, it may move, and `old` is not read again. `old` may be NULL
 * with `was` 0. `was` is what the block was allocated or last grown to, or less. */
void *arena_grow(struct arena *a, void *old, size_t was, size_t size) __attribute__((returns_nonnull));

#define arena_new(a, type)      ((type *)arena_zero((a), sizeof(type)))
#define arena_many(a, n, type)  ((type *)arena_array((a), (n), sizeof(type)))

/* A growing array: VEC(struct thing) things = {0}; *vec_push(&arena, &things) = (struct thing){...}; things.at[i].
 * Elements move when it grows. */
#define VEC(type) struct { type *at; uint32_t len, room; }
#define vec_push(a, v) \
    (vec_room((a), (void **)(void *)&(v)->at, (v)->len, &(v)->room, sizeof *(v)->at), &(v)->at[(v)->len++])
/* Makes room for one more; rooms double from 8. mem_fail(ERR_LIMIT) past UINT32_MAX elements. */
void vec_room_slow(struct arena *a, void **at, uint32_t len, uint32_t *room, size_t size);
static inline void vec_room(struct arena *a, void **at, uint32_t len, uint32_t *room, size_t size)
{
    if (UNLIKELY(len == *room))
        vec_room_slow(a, at, len, room, size);
}

#endif
