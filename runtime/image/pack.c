/* pack.c - sections under a checksum, and pools of texts. See pack.h. */
#include "pack.h"
#include "../base/map.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "blocks are little-endian and read in place");

struct pack_header {
    uint32_t magic, version, sections, zero;
    uint64_t bytes, checksum;
    uint64_t zeros[4];
};
struct pack_entry { uint64_t at, bytes; };

_Static_assert(sizeof(struct pack_header) == PACK_ALIGN, "the header is one line");

static uint64_t aligned(uint64_t n) { return (n + PACK_ALIGN - 1) / PACK_ALIGN * PACK_ALIGN; }

/* ---------------------------------------------------------------- checksum */

#define PRIME_1 UINT64_C(0x9e3779b185ebca87)
#define PRIME_2 UINT64_C(0xc2b2ae3d27d4eb4f)
#define PRIME_3 UINT64_C(0x165667b19e3779f9)

static uint64_t turned(uint64_t x, unsigned by) { return (x << by) | (x >> (64 - by)); }
static uint64_t round_of(uint64_t lane, uint64_t word) { return turned(lane + word * PRIME_2, 31) * PRIME_1; }

static uint64_t word_at(const char *at)
{
    uint64_t w;
    memcpy(&w, at, sizeof w);
    return w;
}

/* Four lanes side by side, as XXH64 has them (Yann Collet): each round is a bijection of its word, so one changed byte changes its lane. */
uint64_t pack_checksum(struct str s, uint64_t seed)
{
    uint64_t lane[4] = {seed + PRIME_1 + PRIME_2, seed + PRIME_2, seed, seed - PRIME_1};
    const char *at = s.at;
    size_t left = s.len;
    for (; left >= 32; at += 32, left -= 32) {
        lane[0] = round_of(lane[0], word_at(at));
        lane[1] = round_of(lane[1], word_at(at + 8));
        lane[2] = round_of(lane[2], word_at(at + 16));
        lane[3] = round_of(lane[3], word_at(at + 24));
    }
    uint64_t h = s.len;
    for (unsigned i = 0; i < 4; i++)
        h = turned((h ^ round_of(0, lane[i])) * PRIME_1 + PRIME_3, 27);
    for (; left > 0; at++, left--)
        h = turned(h ^ ((uint64_t)(unsigned char)*at * PRIME_3), 11) * PRIME_1;
    h = (h ^ (h >> 33)) * PRIME_2;
    h = (h ^ (h >> 29)) * PRIME_3;
    return h ^ (h >> 32);
}

static uint64_t block_checksum(const char *at, uint64_t bytes)
{
    struct pack_header head;
    memcpy(&head, at, sizeof head);
    head.checksum = 0;
    char plain[sizeof head];
    memcpy(plain, &head, sizeof head);
    uint64_t seed = pack_checksum((struct str){plain, sizeof plain}, 0);
    return pack_checksum((struct str){at + sizeof head, (size_t)bytes - sizeof head}, seed);
}

/* ---------------------------------------------------------------- blocks */

_Static_assert(PACK_ALIGN == COLUMN_ALIGN, "the sections of a block are columns");

void *pack_room(struct arena *a, uint64_t bytes)
{
    if (bytes > SIZE_MAX)
        mem_fail(a->mem, (struct err){ERR_LIMIT, 0});
    return arena_column(a, (size_t)bytes);
}

void pack_make(struct pack *p, struct arena *a, uint32_t magic, uint32_t version, const uint64_t *sizes, uint32_t count)
{
    if (count > PACK_SECTIONS_MOST)
        BUG("more sections than a pack has");
    uint64_t bytes = aligned(sizeof(struct pack_header) + count * sizeof(struct pack_entry));
    for (uint32_t i = 0; i < count; i++) {
        p->where[i] = bytes;
        bytes = aligned(bytes + sizes[i]);
    }
    p->at = pack_room(a, bytes);
    p->bytes = bytes;
    p->sections = count;
    struct pack_header head = {.magic = magic, .version = version, .sections = count, .bytes = bytes};
    memcpy(p->at, &head, sizeof head);
    for (uint32_t i = 0; i < count; i++) {
        struct pack_entry entry = {p->where[i], sizes[i]};
        memcpy(p->at + sizeof head + i * sizeof entry, &entry, sizeof entry);
    }
}

char *pack_section(const struct pack *p, uint32_t section) { return p->at + p->where[section]; }

struct str pack_made(struct pack *p)
{
    uint64_t sum = block_checksum(p->at, p->bytes);
    memcpy(p->at + offsetof(struct pack_header, checksum), &sum, sizeof sum);
    return (struct str){p->at, (size_t)p->bytes};
}

/* Where each section lies follows from the sizes: anything else is damage. */
static bool sections_add_up(struct str bytes, struct str *sections, uint32_t count)
{
    uint64_t next = aligned(sizeof(struct pack_header) + count * sizeof(struct pack_entry));
    for (uint32_t i = 0; i < count; i++) {
        struct pack_entry entry;
        memcpy(&entry, bytes.at + sizeof(struct pack_header) + i * sizeof entry, sizeof entry);
        if (entry.at != next || next > bytes.len || entry.bytes > bytes.len - next)
            return false;
        sections[i] = (struct str){bytes.at + entry.at, (size_t)entry.bytes};
        next = aligned(next + entry.bytes);
    }
    return next == bytes.len;
}

struct err pack_open(struct str bytes, uint32_t magic, uint32_t version, struct str *sections, uint32_t count)
{
    struct pack_header head;
    struct err damaged = {ERR_DAMAGED, 0};
    if (bytes.len < sizeof head || (uintptr_t)bytes.at % PACK_ALIGN != 0)
        return damaged;
    memcpy(&head, bytes.at, sizeof head);
    if (head.magic != magic)
        return damaged;
    if (head.version != version)
        return (struct err){ERR_VERSION, 0};
    if (head.bytes != bytes.len || head.sections != count || bytes.len < sizeof head + count * sizeof(struct pack_entry))
        return damaged;
    if (block_checksum(bytes.at, bytes.len) != head.checksum || !sections_add_up(bytes, sections, count))
        return damaged;
    return OK;
}

void pack_linked(struct str bytes, struct str *sections, uint32_t count)
{
    if (!sections_add_up(bytes, sections, count))
        BUG("a block that is linked in does not add up");
}

/* ---------------------------------------------------------------- pools */

struct pool_index { struct map map; VEC(struct pool_text) texts; };

void pool_open(struct pool *p, struct arena *a)
{
    *p = (struct pool){.arena = a, .index = arena_new(a, struct pool_index)};
    map_open(&p->index->map, a, 0);
}

static void pool_grow(struct pool *p, size_t more)
{
    if (p->len + more <= p->room)
        return;
    if (p->len + more > UINT32_MAX)
        mem_fail(p->arena->mem, (struct err){ERR_LIMIT, 0});
    size_t room = p->room ? p->room * 2 : 1024;
    if (room < p->len + more)
        room = p->len + more;
    p->at = arena_grow(p->arena, p->at, p->len, room);
    p->room = room;
}

struct pool_text pool_add(struct pool *p, struct str s)
{
    if (s.len == 0)
        return (struct pool_text){0, 0};
    uint64_t hash = str_hash(s, map_seed());
    for (struct map_walk w = map_find(&p->index->map, hash); map_next(&w);) {
        struct pool_text t = p->index->texts.at[w.value];
        if (str_eq((struct str){p->at + t.at, t.length}, s))
            return t;
    }
    pool_grow(p, s.len);
    memcpy(p->at + p->len, s.at, s.len);
    struct pool_text t = {(uint32_t)p->len, (uint32_t)s.len};
    p->len += s.len;
    map_add(&p->index->map, hash, p->index->texts.len);
    *vec_push(p->arena, &p->index->texts) = t;
    return t;
}

static bool between_characters(struct str text, uint64_t at)
{
    return at == text.len || ((unsigned char)text.at[at] & 0xc0) != 0x80;
}

bool text_within(struct str text, uint32_t at, uint32_t length)
{
    uint64_t end = (uint64_t)at + length;
    return end <= text.len && between_characters(text, at) && between_characters(text, end);
}

bool pool_get(struct str pool, struct pool_text t, struct str *s)
{
    if (!text_within(pool, t.at, t.length))
        return false;
    *s = (struct str){pool.at + t.at, t.length};
    return true;
}
