/* pack.h - a checksummed block of sections: what images, programs and bundles look like as bytes.
 *
 * A header of 64 bytes, a table of sections, the sections one after another, each aligned to 64 bytes, zeros between. Little-endian
 * (the machines that irp runs on are; a static assertion says so). Where a section lies follows from the sizes before it, so the
 * same contents have one form. The checksum finds accidents and every change of a byte; it is no signature.
 */
#ifndef IRP_IMAGE_PACK_H
#define IRP_IMAGE_PACK_H

#include "../base/str.h"

#define PACK_ALIGN         64u
#define PACK_SECTIONS_MOST 32u

struct pack {
    char    *at;
    uint64_t bytes;
    uint32_t sections;
    uint64_t where[PACK_SECTIONS_MOST];
};

/* A zeroed block with room for `count` sections of these sizes. Fill the sections, then take the block with pack_made. */
void  pack_make(struct pack *p, struct arena *a, uint32_t magic, uint32_t version, const uint64_t *sizes, uint32_t count);
char *pack_section(const struct pack *p, uint32_t section);
struct str pack_made(struct pack *p);

/* The sections of a block, when it is whole: aligned to 64, of this magic and version, as long as it says, unchanged. ERR_DAMAGED, ERR_VERSION. */
MUST_USE struct err pack_open(struct str bytes, uint32_t magic, uint32_t version, struct str *sections, uint32_t count);

/* The sections of a block that is linked into this program: as whole as the program itself, so its checksum is not worked out again. */
void pack_linked(struct str bytes, struct str *sections, uint32_t count);

/* 64 bits over s; about 10 GB a second. */
uint64_t pack_checksum(struct str s, uint64_t seed);

/* `bytes` zeroed bytes, aligned to 64: for columns. */
void *pack_room(struct arena *a, uint64_t bytes);

/* A pool of texts, each kept once. Offsets follow from the order in which texts came. */
struct pool {
    struct arena *arena;
    char   *at;
    size_t  len, room;
    struct pool_index *index;
};
struct pool_text { uint32_t at, length; };
void             pool_open(struct pool *p, struct arena *a);
struct pool_text pool_add(struct pool *p, struct str s);
/* The text in a pool's bytes; false when it is not whole characters within it. */
bool pool_get(struct str pool, struct pool_text t, struct str *s);
/* at and at + length lie in a UTF-8 text, between characters. */
bool text_within(struct str text, uint32_t at, uint32_t length);

#endif
