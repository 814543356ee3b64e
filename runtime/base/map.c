/* getentropy is not of POSIX 2008; the C libraries declare it under this. */
#define _DEFAULT_SOURCE
#include "map.h"
#include "str.h"
#include <fcntl.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#define SLOTS_LEAST ((uint32_t)8)
#define SLOTS_MOST  ((uint32_t)1 << 31)

/* Callers' hashes may be poor (small numbers): all 64 bits decide. */
static uint32_t short_hash(uint64_t hash)
{
    return (uint32_t)(((hash ^ hash >> 32) * 0x9E3779B97F4A7C15u) >> 32);
}

/* The most entries that so many slots take: three quarters. */
static uint32_t most_used(uint32_t slots)
{
    return slots / 4 * 3;
}

static void make_slots(struct map *m, uint32_t slots)
{
    m->slots = arena_zero(m->arena, (size_t)slots * sizeof *m->slots);
    m->mask = slots - 1;
}

void map_open(struct map *m, struct arena *a, uint32_t expected)
{
    uint32_t slots = SLOTS_LEAST;

    *m = (struct map){.arena = a};
    if (expected == 0)
        return;
    while (most_used(slots) < expected) {
        if (slots == SLOTS_MOST)
            mem_fail(a->mem, (struct err){ERR_LIMIT, 0});
        slots *= 2;
    }
    make_slots(m, slots);
}

void map_clear(struct map *m)
{
    if (m->used > 0)
        memset(m->slots, 0, ((size_t)m->mask + 1) * sizeof *m->slots);
    m->used = 0;
}

static void put(struct map *m, uint32_t hash, uint32_t stored)
{
    uint32_t at = hash & m->mask;

    while (m->slots[at].value != 0)
        at = (at + 1) & m->mask;
    m->slots[at].hash = hash;
    m->slots[at].value = stored;
}

static void grow(struct map *m)
{
    struct map old = *m;

    if (old.slots && old.mask + 1 == SLOTS_MOST)
        mem_fail(m->arena->mem, (struct err){ERR_LIMIT, 0});
    make_slots(m, old.slots ? (old.mask + 1) * 2 : SLOTS_LEAST);
    if (!old.slots)
        return;
    for (uint32_t i = 0; i <= old.mask; i++) {
        if (old.slots[i].value != 0)
            put(m, old.slots[i].hash, old.slots[i].value);
    }
}

void map_add(struct map *m, uint64_t hash, uint32_t value)
{
    if (value == UINT32_MAX)
        BUG("a map does not hold UINT32_MAX");
    if (!m->slots || m->used >= most_used(m->mask + 1))
        grow(m);
    put(m, short_hash(hash), value + 1);
    m->used++;
}

struct map_walk map_find(const struct map *m, uint64_t hash)
{
    uint32_t h = short_hash(hash);
    return (struct map_walk){m, h, h & m->mask, 0};
}

bool map_next(struct map_walk *w)
{
    const struct map *m = w->map;

    if (!m->slots)
        return false;
    /* A quarter of the slots is free: the walk ends. */
    while (m->slots[w->at].value != 0) {
        uint32_t at = w->at;
        w->at = (at + 1) & m->mask;
        if (m->slots[at].hash == w->hash) {
            w->value = m->slots[at].value - 1;
            return true;
        }
    }
    return false;
}

/* ---- entropy */

static bool read_random(void *bytes, size_t len)
{
    int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    ssize_t n;

    if (fd < 0)
        return false;
    n = read(fd, bytes, len);
    close(fd);
    return n == (ssize_t)len;
}

uint64_t map_random(void)
{
    uint64_t bytes[2] = {0, 0};

    if (getentropy(bytes, sizeof bytes) != 0 && !read_random(bytes, sizeof bytes)) {
        /* A machine with no entropy: the clock and where things lie are what is left. */
        struct timespec now = {0, 0};
        clock_gettime(CLOCK_REALTIME, &now);
        bytes[0] = (uint64_t)now.tv_sec << 30 ^ (uint64_t)now.tv_nsec;
        bytes[1] = (uint64_t)(uintptr_t)&now ^ (uint64_t)getpid() << 48;
    }
    return str_hash((struct str){(const char *)bytes, sizeof bytes[0]}, bytes[1]);
}

uint64_t map_seed(void)
{
    static _Atomic uint64_t seed;      /* 0: not taken yet */
    uint64_t was = atomic_load_explicit(&seed, memory_order_relaxed);

    if (was == 0) {
        uint64_t taken = map_random() | 1;
        if (atomic_compare_exchange_strong(&seed, &was, taken))
            return taken;              /* else `was` is now another thread's */
    }
    return was;
}
