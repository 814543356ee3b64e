/* bundle.c - a checker's file: parts to write, and the same read back. See bundle.h. */
#include "bundle.h"
#include "pack.h"

#define BUNDLE_MAGIC  0x42505249u                        /* "IRPB": of the directory */
#define TRAILER_MAGIC UINT64_C(0x72656b6365686370)       /* "pchecker" */

enum { SECTION_TEXTS, SECTION_BLOCKS, SECTION_PLANS, SECTION_FACTS, BUNDLE_SECTIONS };

struct block_entry { uint64_t at, bytes; };
struct fact_entry { struct pool_text what, value; };
struct trailer { uint64_t magic, directory_at, directory_bytes, checksum, zeros[4]; };

_Static_assert(sizeof(struct trailer) == 64 && sizeof(struct bundle_plan) == 12, "packed");

static uint64_t up(uint64_t n) { return (n + BUNDLE_ALIGN - 1) / BUNDLE_ALIGN * BUNDLE_ALIGN; }

static uint64_t trailer_checksum(const struct trailer *t)
{
    char plain[24];
    memcpy(plain, t, sizeof plain);
    return pack_checksum((struct str){plain, sizeof plain}, BUNDLE_VERSION);
}

/* ---------------------------------------------------------------- writing */

static struct str directory(const struct bundle *b, const struct block_entry *blocks, struct arena *a)
{
    struct pool texts;
    pool_open(&texts, a);
    struct fact_entry *facts = arena_many(a, b->facts_len, struct fact_entry);
    for (uint32_t i = 0; i < b->facts_len; i++)
        facts[i] = (struct fact_entry){pool_add(&texts, b->facts[i].what), pool_add(&texts, b->facts[i].value)};
    const struct str sections[BUNDLE_SECTIONS] = {
        [SECTION_TEXTS] = {texts.at, texts.len}, [SECTION_BLOCKS] = {(const void *)blocks, b->blocks_len * sizeof *blocks},
        [SECTION_PLANS] = {(const void *)b->plans, b->plans_len * sizeof *b->plans}, [SECTION_FACTS] = {(const void *)facts, b->facts_len * sizeof *facts},
    };
    uint64_t sizes[BUNDLE_SECTIONS];
    for (uint32_t i = 0; i < BUNDLE_SECTIONS; i++)
        sizes[i] = sections[i].len;
    struct pack p;
    pack_make(&p, a, BUNDLE_MAGIC, BUNDLE_VERSION, sizes, BUNDLE_SECTIONS);
    for (uint32_t i = 0; i < BUNDLE_SECTIONS; i++)
        if (sizes[i] > 0)
            memcpy(pack_section(&p, i), sections[i].at, sections[i].len);
    return pack_made(&p);
}

struct parts { struct str *at; uint32_t len; uint64_t bytes; const char *zeros; };

static void add_part(struct parts *p, struct str part)
{
    p->at[p->len++] = part;
    p->bytes += part.len;
}

/* The place of the next block: zeros first, up to a page. */
static uint64_t add_block(struct parts *p, struct str block)
{
    add_part(p, (struct str){p->zeros, (size_t)(up(p->bytes) - p->bytes)});
    uint64_t at = p->bytes;
    add_part(p, block);
    return at;
}

struct str *bundle_parts(const struct bundle *b, struct str stub, struct arena *a, uint32_t *parts_len)
{
    struct parts p = {arena_array(a, 2 * (size_t)b->blocks_len + 4, sizeof(struct str)), 0, 0, arena_zero(a, BUNDLE_ALIGN)};
    struct block_entry *blocks = arena_many(a, b->blocks_len, struct block_entry);
    add_part(&p, stub);
    for (uint32_t i = 0; i < b->blocks_len; i++)
        blocks[i] = (struct block_entry){add_block(&p, b->blocks[i]), b->blocks[i].len};
    struct str list = directory(b, blocks, a);
    struct trailer *t = arena_new(a, struct trailer);
    t->magic = TRAILER_MAGIC;
    t->directory_at = add_block(&p, list);
    t->directory_bytes = list.len;
    t->checksum = trailer_checksum(t);
    add_part(&p, (struct str){(const void *)t, sizeof *t});
    *parts_len = p.len;
    return p.at;
}

/* ---------------------------------------------------------------- reading */

static bool open_blocks(struct str section, struct str file, struct arena *a, struct bundle *b)
{
    const struct block_entry *entries = (const void *)section.at;
    uint64_t count = section.len / sizeof *entries;
    if (count * sizeof *entries != section.len || count > BUNDLE_BLOCKS_MOST)
        return false;
    struct str *blocks = arena_many(a, count, struct str);
    for (uint64_t i = 0; i < count; i++) {
        if (entries[i].at % BUNDLE_ALIGN != 0 || entries[i].at > file.len || entries[i].bytes > file.len - entries[i].at)
            return false;
        blocks[i] = (struct str){file.at + entries[i].at, (size_t)entries[i].bytes};
    }
    b->blocks = blocks;
    b->blocks_len = (uint32_t)count;
    return true;
}

static bool open_plans(struct str section, struct bundle *b)
{
    b->plans = (const void *)section.at;
    uint64_t count = section.len / sizeof *b->plans;
    if (count * sizeof *b->plans != section.len || count > BUNDLE_BLOCKS_MOST)
        return false;
    b->plans_len = (uint32_t)count;
    for (uint32_t i = 0; i < count; i++) {
        const struct bundle_plan *p = &b->plans[i];
        if ((p->image >= b->blocks_len && p->image != BUNDLE_NONE) || p->program >= b->blocks_len || (p->native >= b->blocks_len && p->native != BUNDLE_NONE))
            return false;
    }
    return true;
}

static bool open_facts(struct str section, struct str texts, struct arena *a, struct bundle *b)
{
    const struct fact_entry *entries = (const void *)section.at;
    uint64_t count = section.len / sizeof *entries;
    if (count * sizeof *entries != section.len || count > BUNDLE_BLOCKS_MOST)
        return false;
    struct bundle_fact *facts = arena_many(a, count, struct bundle_fact);
    for (uint64_t i = 0; i < count; i++)
        if (!pool_get(texts, entries[i].what, &facts[i].what) || !pool_get(texts, entries[i].value, &facts[i].value))
            return false;
    b->facts = facts;
    b->facts_len = (uint32_t)count;
    return true;
}

struct err bundle_open(struct str file, struct arena *a, struct bundle *b)
{
    struct trailer t;
    struct str sections[BUNDLE_SECTIONS];
    struct err damaged = {ERR_DAMAGED, 0};
    if (file.len < sizeof t)
        return damaged;
    memcpy(&t, file.at + file.len - sizeof t, sizeof t);
    if (t.magic != TRAILER_MAGIC)
        return (struct err){ERR_NOT_FOUND, 0};
    uint64_t end = file.len - sizeof t;
    if (t.checksum != trailer_checksum(&t) || t.directory_at > end || t.directory_bytes != end - t.directory_at)
        return damaged;
    struct str list = {file.at + t.directory_at, (size_t)t.directory_bytes};
    struct err err = pack_open(list, BUNDLE_MAGIC, BUNDLE_VERSION, sections, BUNDLE_SECTIONS);
    if (failed(err))
        return err;
    if (!open_blocks(sections[SECTION_BLOCKS], file, a, b) || !open_plans(sections[SECTION_PLANS], b) ||
        !open_facts(sections[SECTION_FACTS], sections[SECTION_TEXTS], a, b))
        return damaged;
    return OK;
}
