#include "pack.h"
#include <zip.h>

/* 1 January 1980, the first time that an archive can name. */
#define PACK_DATE ((1u << 5) | 1u)

struct pack { struct arena *arena; zip_source_t *source; zip_t *zip; bool failed; };

struct pack *pack_open(struct arena *a)
{
    struct pack *p = arena_new(a, struct pack);
    zip_error_t  why;
    p->arena = a;
    zip_error_init(&why);
    p->source = zip_source_buffer_create(NULL, 0, 0, &why);
    if (p->source)
        p->zip = zip_open_from_source(p->source, ZIP_CREATE | ZIP_TRUNCATE, &why);
    zip_error_fini(&why);
    if (!p->zip)
        return NULL;
    zip_source_keep(p->source);               /* its bytes are wanted after the archive is closed */
    return p;
}

void pack_add(struct pack *p, const char *name, struct str text, bool stored)
{
    zip_source_t *part = zip_source_buffer(p->zip, text.at, text.len, 0);
    zip_int64_t   at = part ? zip_file_add(p->zip, name, part, ZIP_FL_ENC_UTF_8) : -1;
    if (at < 0) {
        zip_source_free(part);
        p->failed = true;
        return;
    }
    if (zip_set_file_compression(p->zip, (zip_uint64_t)at, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) != 0 ||
        zip_file_set_dostime(p->zip, (zip_uint64_t)at, 0, PACK_DATE, 0) != 0)
        p->failed = true;
}

static bool read_back(struct pack *p, struct str *file)
{
    zip_stat_t is;
    if (zip_source_stat(p->source, &is) != 0 || zip_source_open(p->source) != 0)
        return false;
    char       *at = arena_alloc(p->arena, (size_t)is.size);
    zip_int64_t n = zip_source_read(p->source, at, is.size);
    zip_source_close(p->source);
    *file = (struct str){at, (size_t)is.size};
    return n >= 0 && (zip_uint64_t)n == is.size;
}

bool pack_close(struct pack *p, struct str *file)
{
    bool fine = !p->failed && zip_close(p->zip) == 0;
    if (!fine)
        zip_discard(p->zip);
    fine = fine && read_back(p, file);
    zip_source_free(p->source);
    return fine;
}
