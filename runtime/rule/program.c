/* program.c - a program as one block, and back. The arrays of program.h are the sections; strings are a pool of texts. */
#include "native.h"
#include "../image/pack.h"

#define PROGRAM_MAGIC 0x52505249u   /* "IRPR" */

enum { SECTION_NAME, SECTION_TEXTS, SECTION_STRINGS, SECTION_TABLES, SECTION_SLOTS, SECTION_STEPS, SECTION_MESSAGE_STEPS, SECTION_KERNELS,
       SECTION_OPS, SECTION_SINKS, SECTION_RULES, SECTION_HOLES, SECTION_READS, SECTION_METRIC_STEPS, SECTION_METRICS, SECTION_VIEWS,
       SECTION_STANDARDS, SECTION_SCALES, SECTION_HELD_SCALES, SECTION_LEVELS, SECTION_KINDS, SECTION_DAYS, PROGRAM_SECTIONS };

/* The arrays lie in blocks as they lie in memory: no padding within their structures. */
_Static_assert(sizeof(struct op) == 24 && sizeof(struct step) == 56 && sizeof(struct kernel) == 20 && sizeof(struct sink) == 12, "packed");
_Static_assert(sizeof(struct rule) == 104 && sizeof(struct hole) == 16 && sizeof(struct slot) == 8, "packed");
_Static_assert(sizeof(struct metric) == 16 && sizeof(struct view) == 32, "packed");
_Static_assert(sizeof(struct given_standard) == 36 && sizeof(struct given_scale) == 24, "packed");

/* The arrays of a program that are sections of its block: written and read back from this one list. */
#define PROGRAM_ARRAYS(ARRAY)                                                                   \
    ARRAY(TABLES, tables) ARRAY(SLOTS, slots) ARRAY(STEPS, steps) ARRAY(MESSAGE_STEPS, message_steps) \
    ARRAY(KERNELS, kernels) ARRAY(OPS, ops) ARRAY(SINKS, sinks) ARRAY(RULES, rules) ARRAY(HOLES, holes) ARRAY(READS, reads) \
    ARRAY(METRIC_STEPS, metric_steps) ARRAY(METRICS, metrics) ARRAY(VIEWS, views) \
    ARRAY(STANDARDS, standards) ARRAY(SCALES, scales) ARRAY(HELD_SCALES, held_scales) ARRAY(LEVELS, levels) ARRAY(KINDS, kinds) ARRAY(DAYS, days)

struct array { const void *at; uint64_t bytes; };

static void arrays_of(const struct program *p, struct array sections[PROGRAM_SECTIONS])
{
#define ARRAY(id, field) sections[SECTION_##id] = (struct array){p->field, (uint64_t)p->field##_len * sizeof *p->field};
    PROGRAM_ARRAYS(ARRAY)
#undef ARRAY
}

struct str program_bytes(const struct program *p, struct arena *a)
{
    struct pool texts;
    pool_open(&texts, a);
    struct pool_text *strings = arena_many(a, p->strings_len, struct pool_text);
    for (uint32_t i = 0; i < p->strings_len; i++)
        strings[i] = pool_add(&texts, p->strings[i]);
    struct array sections[PROGRAM_SECTIONS] = {
        [SECTION_NAME] = {p->name.at, p->name.len}, [SECTION_TEXTS] = {texts.at, texts.len},
        [SECTION_STRINGS] = {strings, (uint64_t)p->strings_len * sizeof *strings},
    };
    arrays_of(p, sections);
    uint64_t sizes[PROGRAM_SECTIONS];
    for (uint32_t i = 0; i < PROGRAM_SECTIONS; i++)
        sizes[i] = sections[i].bytes;
    struct pack pack;
    pack_make(&pack, a, PROGRAM_MAGIC, PROGRAM_VERSION, sizes, PROGRAM_SECTIONS);
    for (uint32_t i = 0; i < PROGRAM_SECTIONS; i++)
        if (sizes[i] > 0)
            memcpy(pack_section(&pack, i), sections[i].at, sizes[i]);
    return pack_made(&pack);
}

uint64_t program_bytes_hash(struct str bytes) { return pack_checksum(bytes, PROGRAM_VERSION); }
uint64_t program_hash(const struct program *p, struct arena *a) { return program_bytes_hash(program_bytes(p, a)); }

static bool open_strings(struct program *p, const struct str *sections, struct arena *a)
{
    struct str list = sections[SECTION_STRINGS];
    const struct pool_text *texts = (const void *)list.at;
    uint64_t count = list.len / sizeof *texts;
    if (count * sizeof *texts != list.len || count > UINT32_MAX)
        return false;
    struct str *strings = arena_many(a, count, struct str);
    for (uint64_t i = 0; i < count; i++)
        if (!pool_get(sections[SECTION_TEXTS], texts[i], &strings[i]))
            return false;
    p->strings = strings;
    p->strings_len = (uint32_t)count;
    return true;
}

static bool open_arrays(struct program *p, const struct str *sections)
{
    bool fine = true;
#define ARRAY(id, field)                                                        \
    do {                                                                        \
        struct str s = sections[SECTION_##id];                                  \
        p->field = (const void *)s.at;                                          \
        p->field##_len = (uint32_t)(s.len / sizeof *p->field);                  \
        fine &= (uint64_t)p->field##_len * sizeof *p->field == s.len;           \
    } while (0);
    PROGRAM_ARRAYS(ARRAY)
#undef ARRAY
    return fine;
}

struct err program_open(struct str bytes, struct arena *a, const struct program **p)
{
    struct str sections[PROGRAM_SECTIONS];
    struct err err = pack_open(bytes, PROGRAM_MAGIC, PROGRAM_VERSION, sections, PROGRAM_SECTIONS);
    if (failed(err))
        return err;
    struct program *made = arena_new(a, struct program);
    made->name = sections[SECTION_NAME];
    if (!open_strings(made, sections, a) || !open_arrays(made, sections) || !program_verify(made, a))
        return (struct err){ERR_DAMAGED, 0};
    *p = made;
    return OK;
}

const struct program *program_linked(struct str bytes, struct arena *a)
{
    struct str sections[PROGRAM_SECTIONS];
    struct program *made = arena_new(a, struct program);
    pack_linked(bytes, sections, PROGRAM_SECTIONS);
    made->name = sections[SECTION_NAME];
    if (!open_strings(made, sections, a) || !open_arrays(made, sections))
        BUG("a program that is linked in does not add up");
    return made;
}
