#include "../../runtime/base/mem.h"
#include "unit.h"

static int released[4], released_len;

static void release(void *of)
{
    released[released_len++ % 4] = *(int *)of;
}

static bool is_filled(const unsigned char *p, size_t len, unsigned char with)
{
    for (size_t i = 0; i < len; i++) {
        if (p[i] != with)
            return false;
    }
    return true;
}

static void blocks(struct arena *a)
{
    static const size_t sizes[] = {0, 1, 15, 16, 17, 100, 4096, 16384, 40000, 65535, 65536, 65537, 300000, 2000000};
    unsigned char *p[ARRAY_LEN(sizes) * 8];
    size_t n = 0;

    for (int round = 0; round < 8; round++) {
        for (size_t i = 0; i < ARRAY_LEN(sizes); i++, n++) {
            p[n] = arena_alloc(a, sizes[i]);
            CHECK((uintptr_t)p[n] % 16 == 0);
            memset(p[n], (int)(n & 0xFF), sizes[i]);
        }
    }
    for (size_t i = 0; i < n; i++)
        CHECK(is_filled(p[i], sizes[i % ARRAY_LEN(sizes)], (unsigned char)i));
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
        CHECK(is_filled(arena_zero(a, sizes[i]), sizes[i], 0));
    uint32_t *many = arena_many(a, 1000, uint32_t);
    many[999] = 7;
    CHECK(many[999] == 7);
    CHECK(*arena_new(a, uint64_t) == 0);
}

/* Three blocks that grow in turns, in steps over all the borders of sizes. */
static void growing(struct arena *a)
{
    unsigned char *p[3] = {NULL, NULL, NULL};
    size_t was = 0;

    for (size_t size = 1; size < 3000000; size += size / 2 + 1) {
        for (unsigned char i = 0; i < 3; i++) {
            p[i] = arena_grow(a, p[i], was, size);
            CHECK((uintptr_t)p[i] % 16 == 0);
            CHECK(is_filled(p[i], was, i));
            memset(p[i], i, size);
        }
        was = size;
    }
    for (unsigned char i = 0; i < 3; i++)
        CHECK(is_filled(p[i], was, i));
    CHECK(arena_grow(a, p[0], was, was) == p[0]);
    CHECK(arena_grow(a, p[0], was, 5) == p[0]);

    /* the only block: in its place, until it is a large one */
    struct arena one;
    arena_open(&one, &unit_mem);
    unsigned char *q = arena_alloc(&one, 0);
    was = 0;
    for (size_t size = 1; size < 200000; size = size * 2 + 1) {
        q = arena_grow(&one, q, was, size);
        CHECK(is_filled(q, was, 9));
        memset(q, 9, size);
        was = size;
    }
    arena_close(&one);
}

static void vectors(struct arena *a)
{
    VEC(uint64_t) v = {0};

    for (uint64_t i = 0; i < 100000; i++)
        *vec_push(a, &v) = i * i;
    CHECK(v.len == 100000 && v.room == 131072);
    bool same = true;
    for (uint64_t i = 0; i < v.len; i++)
        same = same && v.at[i] == i * i;
    CHECK(same);
}

static void owners(void)
{
    struct mem m;
    struct arena a, b, c;
    struct cleanup first, second, third;
    int one = 1, two = 2, three = 3;

    mem_open(&m);
    CHECK(!m.arenas && !m.cleanups);
    if (setjmp(m.recover))
        BUG("nothing fails here");
    arena_open(&a, &m);
    arena_open(&b, &m);
    struct arena *inner = arena_new(&b, struct arena);       /* an arena in an arena */
    arena_open(inner, &m);
    memset(arena_alloc(inner, 100), 1, 100);
    arena_open(&c, &m);
    arena_alloc(&a, 10);
    arena_alloc(&c, 100000);
    arena_close(&c);
    arena_close(&c);                                           /* again: nothing */
    arena_close(&a);
    mem_on_close(&m, &first, release, &one);
    mem_on_close(&m, &second, release, &two);
    mem_on_close(&m, &third, release, &three);
    mem_forget(&m, &second);
    mem_forget(&m, &second);
    released_len = 0;
    mem_close(&m);
    CHECK(released_len == 2 && released[0] == 3 && released[1] == 1);
    CHECK(!m.arenas && !m.cleanups);
    mem_close(&m);
    CHECK(released_len == 2);
    arena_close(&b);
}

static NO_RETURN void deep(struct mem *m, struct arena *outer, char **name)
{
    struct arena scratch;
    struct cleanup c;
    int four = 4;

    arena_open(&scratch, m);
    arena_alloc(&scratch, 100000);
    mem_on_close(m, &c, release, &four);
    *name = arena_alloc(&scratch, 5);
    memcpy(*name, "name", 5);
    static volatile size_t most = SIZE_MAX - 100;
    arena_alloc(outer, most);
    BUG("more than there is was given");
}

static void recovery(void)
{
    static struct mem m;
    static struct arena outer;
    static char *name;
    static bool again;
    static volatile size_t count = SIZE_MAX / 2;      /* no constant, or the compiler sees it coming */

    released_len = 0;
    mem_open(&m);
    if (setjmp(m.recover) == 0) {
        arena_open(&outer, &m);
        deep(&m, &outer, &name);
    }
    if (!again) {
        again = true;
        CHECK(m.why.code == ERR_LIMIT);
        CHECK(released_len == 1 && released[0] == 4);
        CHECK(!m.arenas && !m.cleanups);
        CHECK(strcmp(name, "name") == 0);                     /* readable until mem_close */
        arena_close(&outer);
        arena_open(&outer, &m);
        arena_array(&outer, count, 16);               /* overflows: comes back here */
    }
    CHECK(m.why.code == ERR_LIMIT);
    mem_close(&m);
    CHECK(released_len == 1);
}

static void vector_limit(void)
{
    static struct mem m;
    struct arena a;
    struct { char *at; uint32_t len, room; } v = {NULL, UINT32_MAX, UINT32_MAX};

    mem_open(&m);
    if (setjmp(m.recover) == 0) {
        arena_open(&a, &m);
        vec_push(&a, &v);
        CHECK(false);
    }
    CHECK(m.why.code == ERR_LIMIT);
    mem_close(&m);
}

/* Each allocation of a small job fails once, in a build that can. */
static void faults(void)
{
#ifdef IRP_FAULT
    static struct mem m;
    static uint64_t n;
    static unsigned failures;
    static bool done;

    for (n = 1, done = false; !done; n++) {
        struct arena a;
        mem_open(&m);
        mem_fail_at(n);
        if (setjmp(m.recover)) {
            CHECK(m.why.code == ERR_MEMORY);
            failures++;
        } else {
            uint64_t before = mem_count();
            arena_open(&a, &m);
            char *p = arena_alloc(&a, 10);
            p = arena_grow(&a, p, 10, 100000);
            p = arena_grow(&a, p, 100000, 200000);
            memset(p, 1, 200000);
            arena_zero(&a, 70000);
            arena_zero(&a, 7);
            CHECK(mem_count() == before + 5);
            done = true;
        }
        mem_fail_at(0);
        mem_close(&m);
    }
    CHECK(failures == 5);
#else
    mem_fail_at(1);
    arena_alloc(&unit_arena, 1);
    CHECK(mem_count() == 0);
#endif
}

int main(void)
{
    UNIT_BEGIN();
    CHECK(strcmp(err_text(ERR_NONE), "no error") == 0);
    CHECK(strcmp(err_text(ERR_EMPTY), "it is empty") == 0);
    CHECK(!failed(OK) && failed((struct err){ERR_READ, 0}));
    blocks(&unit_arena);
    growing(&unit_arena);
    vectors(&unit_arena);
    owners();
    recovery();
    vector_limit();
    faults();
    return unit_end();
}
