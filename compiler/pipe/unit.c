/* A file's text read, and its tree as an image. See unit.h. */
#include "unit.h"
#include "../../runtime/base/file.h"
#include "../../runtime/base/utf8.h"
#include <stdlib.h>

struct err pipe_read(struct arena *a, const char *name, struct str *text, size_t *at)
{
    *at = 0;
    struct err e = file_read(a, name, SOURCE_BYTES_MOST, text);
    if (failed(e))
        return e;
    bool marked = text->len >= 3 && memcmp(text->at, "\xef\xbb\xbf", 3) == 0;   /* a byte order mark */
    if (str_trim(str_from(*text, marked ? 3 : 0)).len == 0)
        return (struct err){ERR_EMPTY, 0};
    *at = utf8_check(*text);
    return *at == text->len ? OK : (struct err){ERR_NOT_TEXT, 0};
}

static int by_place(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    if (x->place.at != y->place.at)
        return x->place.at < y->place.at ? -1 : 1;
    if (x->severity != y->severity)
        return x->severity < y->severity ? -1 : 1;
    return strcmp(x->name.at, y->name.at);
}

/* Findings in the order of the file; what two stages found at one place in the same words is one. */
static void sort_findings(struct diag_sink *sink)
{
    uint32_t kept = 0;
    if (sink->findings.len > 1)
        qsort(sink->findings.at, sink->findings.len, sizeof *sink->findings.at, by_place);
    for (uint32_t i = 0; i < sink->findings.len; i++) {
        const struct finding *f = &sink->findings.at[i], *last = kept > 0 ? &sink->findings.at[kept - 1] : NULL;
        if (last != NULL && last->place.at == f->place.at && str_eq(last->sentence, f->sentence)) {
            sink->errors -= f->severity == SEVERITY_ERROR;
            continue;
        }
        sink->findings.at[kept++] = *f;
    }
    sink->findings.len = kept;
}

const struct image *unit_image(const struct tree *t, const struct vocabulary *words, const int32_t *held, struct diag_sink *sink, struct arena *a)
{
    struct image *image = arena_new(a, struct image);
    *image = *plan_lower(t, words, held, sink, a);
    sort_findings(sink);
    image->findings = sink->findings.at;
    image->findings_len = sink->findings.len;
    return image;
}
