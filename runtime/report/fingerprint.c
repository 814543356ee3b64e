/* fingerprint.c - the source read forward once, beside the findings in order: each line with a finding is digested once, however many it has. */
#include "fingerprint.h"
#include "../base/map.h"
#include "../image/digest.h"
#include <stdio.h>

struct digest { unsigned char bytes[DIGEST_BYTES]; };

/* A heading that is open: what it and those around it say. Headings with as many number signs or more have been closed. */
struct heading { size_t signs; struct digest path; };

struct reader {
    struct str    source;
    size_t        start, next;            /* of the line at hand, and of the one after it */
    struct digest line;                   /* of its words and the headings around it */
    bool          digested;
    VEC(struct heading) open;
    struct out    words;                  /* work room */
    struct arena *arena;
};

/* ---------------------------------------------------------------- digests */

/* Words with one blank between them, in lower case: how a file is laid out does not count. */
static void put_words(struct out *o, struct str s)
{
    bool blank = false;
    s = str_trim(s);
    for (size_t i = 0; i < s.len; i++) {
        bool white = is_blank(s.at[i]);
        if (!white)
            out_char(o, lower(s.at[i]));
        else if (!blank)
            out_char(o, ' ');
        blank = white;
    }
}

/* Of an earlier digest with words behind it. */
static struct digest digest_with(struct reader *r, const struct digest *around, struct str words)
{
    struct digest d;
    r->words.len = 0;
    out_str(&r->words, (struct str){(const char *)around->bytes, DIGEST_BYTES});
    put_words(&r->words, words);
    digest_bytes(out_text(&r->words), d.bytes);
    return d;
}

/* ---------------------------------------------------------------- the source */

static const struct digest *around(const struct reader *r)
{
    static const struct digest nothing;
    return r->open.len > 0 ? &r->open.at[r->open.len - 1].path : &nothing;
}

/* What an item is known by: kind and number where there is a number before the colon, else kind and title. */
static struct str heading_name(struct str heading)
{
    struct str name = str_upto(heading, str_find(heading, STR(":")));
    for (size_t i = 0; i < name.len; i++)
        if (is_digit(name.at[i]))
            return name;
    return heading;
}

static void open_heading(struct reader *r, struct str line)
{
    size_t signs = 0;
    while (signs < line.len && line.at[signs] == '#')
        signs++;
    while (r->open.len > 0 && r->open.at[r->open.len - 1].signs >= signs)
        r->open.len--;
    struct digest path = digest_with(r, around(r), heading_name(str_from(line, signs)));
    *vec_push(r->arena, &r->open) = (struct heading){signs, path};
}

static struct str line_at(const struct reader *r) { return str_from(str_upto(r->source, r->next), r->start); }

static void next_line(struct reader *r)
{
    r->start = r->next;
    const char *newline = r->start < r->source.len ? memchr(r->source.at + r->start, '\n', r->source.len - r->start) : NULL;
    r->next = newline ? (size_t)(newline - r->source.at) + 1 : r->source.len;
    r->digested = false;
    struct str line = line_at(r);
    if (line.len > 0 && line.at[0] == '#')
        open_heading(r, line);
}

static void first_line(struct reader *r)
{
    struct str mark = STR("\xEF\xBB\xBF");
    bool marked = r->source.len >= mark.len && str_eq(str_upto(r->source, mark.len), mark);
    r->open.len = 0;
    r->next = marked ? mark.len : 0;
    next_line(r);
}

/* Of the line that holds byte `at`. A list that is not in order is read again from the start. */
static const struct digest *line_digest(struct reader *r, size_t at)
{
    if (at < r->start && r->start > 0)
        first_line(r);
    while (at >= r->next && r->next < r->source.len)
        next_line(r);
    if (!r->digested)
        r->line = digest_with(r, around(r), line_at(r));
    r->digested = true;
    return &r->line;
}

/* ---------------------------------------------------------------- findings */

struct printed { const struct finding_list *all; struct fingerprint *prints; };

static struct fingerprint short_of(const struct digest *d)
{
    struct fingerprint f;
    memcpy(f.bytes, d->bytes, sizeof f.bytes);
    return f;
}

static struct fingerprint numbered(struct reader *r, const struct digest *d, uint32_t number)
{
    char digits[16];
    if (number == 1)
        return short_of(d);
    int len = snprintf(digits, sizeof digits, "%u", number);
    struct digest with = digest_with(r, d, (struct str){digits, (size_t)len});
    return short_of(&with);
}

/* The first finding of each equal lot carries the digest itself; `seen` finds it, and `counts` says how many there have been. */
static uint32_t count_equal(struct map *seen, uint32_t *counts, const struct fingerprint *prints, struct fingerprint f, uint32_t i)
{
    uint64_t hash;
    memcpy(&hash, f.bytes, sizeof hash);
    for (struct map_walk w = map_find(seen, hash); map_next(&w);)
        if (fingerprint_same(prints[w.value], f))
            return ++counts[w.value];
    map_add(seen, hash, i);
    return counts[i] = 1;
}

static void print_all(const struct finding_list *all, struct fingerprint *prints, struct arena *work)
{
    struct reader r = {.source = all->source, .arena = work};
    struct map    seen;
    uint32_t     *counts = arena_many(work, all->len, uint32_t);
    map_open(&seen, work, all->len);
    out_memory(&r.words, work);
    first_line(&r);
    for (uint32_t i = 0; i < all->len; i++) {
        struct finding f;
        all->brief(all->of, i, &f);
        struct digest d = digest_with(&r, line_digest(&r, f.place.at), f.code.len > 0 ? f.code : f.name);
        prints[i] = short_of(&d);
        prints[i] = numbered(&r, &d, count_equal(&seen, counts, prints, prints[i], i));
    }
}

static void fill_printed(const void *of, uint32_t i, struct arena *a, struct finding *f)
{
    const struct printed *p = of;
    p->all->fill(p->all->of, i, a, f);
    f->fingerprint = p->prints[i];
}

static void brief_printed(const void *of, uint32_t i, struct finding *f)
{
    const struct printed *p = of;
    p->all->brief(p->all->of, i, f);
    f->fingerprint = p->prints[i];
}

void fingerprints_list(const struct finding_list *all, struct arena *a, struct finding_list *list)
{
    struct printed *p = arena_new(a, struct printed);
    struct arena    work;
    p->all = all;
    p->prints = arena_many(a, all->len, struct fingerprint);
    arena_open(&work, a->mem);
    print_all(all, p->prints, &work);
    arena_close(&work);
    *list = *all;
    list->fill = fill_printed, list->brief = brief_printed, list->of = p;
}

struct fingerprint fingerprint_in(struct fingerprint f, struct str name, struct arena *a)
{
    struct digest d;
    struct out    o;
    out_memory(&o, a);
    out_str(&o, (struct str){(const char *)f.bytes, sizeof f.bytes});
    out_str(&o, name);
    digest_bytes(out_text(&o), d.bytes);
    return short_of(&d);
}

/* ---------------------------------------------------------------- as text */

static const char DIGITS[] = "0123456789abcdef";

struct str fingerprint_text(struct fingerprint f, struct arena *a)
{
    char *text = arena_alloc(a, FINGERPRINT_DIGITS);
    for (unsigned i = 0; i < FINGERPRINT_DIGITS; i++)
        text[i] = DIGITS[f.bytes[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15];
    return (struct str){text, FINGERPRINT_DIGITS};
}

bool fingerprint_read(struct str digits, struct fingerprint *f)
{
    *f = (struct fingerprint){{0}};
    for (size_t i = 0; i < digits.len && digits.len == FINGERPRINT_DIGITS; i++) {
        const char *digit = memchr(DIGITS, digits.at[i], sizeof DIGITS - 1);
        if (!digit)
            return false;
        f->bytes[i / 2] = (unsigned char)(f->bytes[i / 2] << 4 | (digit - DIGITS));
    }
    return digits.len == FINGERPRINT_DIGITS;
}
