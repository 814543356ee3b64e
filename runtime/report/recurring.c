/* recurring.c - see recurring.h. */
#include "recurring.h"
#include "model.h"
#include "spots.h"
#include "text.h"
#include <stdlib.h>

#define BANDS     16u                     /* of a signature; two texts are candidates when they agree in one */
#define BAND_ROWS 3u
#define TEXT_BYTES 300u                   /* of a concern's text that are kept to be shown */

struct concern {
    struct recurring_member shown;
    uint32_t  document;                   /* counted over all images */
    const uint32_t *shingles;             /* hashes of pairs of words, sorted, each once */
    uint32_t  shingles_len;
    bool      titled;
    uint32_t  first;                      /* of its group */
};

struct recurring {
    struct arena *arena;
    VEC(struct concern) all;
    struct map    bands, titles;
    uint32_t      documents;
};

struct recurring *recurring_open(struct arena *a)
{
    struct recurring *r = arena_new(a, struct recurring);
    r->arena = a;
    map_open(&r->bands, a, 0);
    map_open(&r->titles, a, 0);
    return r;
}

/* ---- words */

/* Mixes the bits of a number: the finaliser of splitmix64. */
static uint64_t mixed(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

static bool is_word_byte(char c) { return is_letter(c) || is_digit(c) || (unsigned char)c >= 0x80; }

/* The next word of the text, in small letters (ASCII), as a hash: FNV-1a. 0: no more. */
static uint64_t next_word(struct str *rest)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    while (rest->len > 0 && !is_word_byte(rest->at[0]))
        *rest = str_from(*rest, 1);
    if (rest->len == 0)
        return 0;
    for (; rest->len > 0 && is_word_byte(rest->at[0]); *rest = str_from(*rest, 1))
        hash = (hash ^ (unsigned char)lower(rest->at[0])) * UINT64_C(0x100000001B3);
    return hash | 1;
}

static int by_value(const void *x, const void *y)
{
    const uint32_t *a = x, *b = y;
    return (*a > *b) - (*a < *b);
}

/* Pairs of neighbouring words; of a text of one word, that. */
static void take_shingles(struct concern *c, struct str text, struct arena *a)
{
    uint32_t  made[RECURRING_WORDS_MOST], len = 0, kept = 0;
    uint64_t  before = next_word(&text), now;
    for (; len + 1 < RECURRING_WORDS_MOST && (now = next_word(&text)) != 0; before = now)
        made[len++] = (uint32_t)(mixed(before * 3 + now) >> 32);
    if (len == 0 && before != 0)
        made[len++] = (uint32_t)(mixed(before) >> 32);
    if (len > 1)
        qsort(made, len, sizeof *made, by_value);
    for (uint32_t i = 0; i < len; i++)
        if (kept == 0 || made[kept - 1] != made[i])
            made[kept++] = made[i];
    uint32_t *all = arena_many(a, kept, uint32_t);
    memcpy(all, made, kept * sizeof *all);
    c->shingles = all;
    c->shingles_len = kept;
}

/* How many both have, as a share of what either has. */
static int64_t likeness_of(const struct concern *a, const struct concern *b)
{
    uint32_t both = 0, i = 0, k = 0;
    while (i < a->shingles_len && k < b->shingles_len) {
        uint32_t x = a->shingles[i], y = b->shingles[k];
        both += x == y;
        i += x <= y;
        k += y <= x;
    }
    uint32_t either = a->shingles_len + b->shingles_len - both;
    return either == 0 ? 0 : (int64_t)both * 1000000 / either;
}

/* ---- groups */

static uint64_t band_key(const struct concern *c, uint32_t band)
{
    uint64_t key = band + 1;
    for (uint32_t row = 0; row < BAND_ROWS; row++) {
        uint64_t least = UINT64_MAX, seed = mixed((uint64_t)band * BAND_ROWS + row + 1);
        for (uint32_t i = 0; i < c->shingles_len; i++) {
            uint64_t h = mixed(c->shingles[i] ^ seed);
            least = h < least ? h : least;
        }
        key = mixed(key ^ least);
    }
    return key;
}

static bool same_title(const struct concern *a, const struct concern *b)
{
    return a->titled && b->titled && str_same_name(a->shown.text, b->shown.text) && str_same_name(a->shown.area, b->shown.area);
}

/* The first of the group that it belongs to, of those that share its title or a band: one concern a bucket is looked at, the first that came. */
static void find_group(struct recurring *r, uint32_t number)
{
    struct concern *c = &r->all.at[number];
    uint64_t title = str_name_hash(c->shown.text, 7);
    c->first = number;
    for (struct map_walk w = map_find(&r->titles, title); c->titled && map_next(&w);)
        if (same_title(&r->all.at[w.value], c) && r->all.at[w.value].first < c->first)
            c->first = r->all.at[w.value].first;
    if (c->titled && c->first == number)
        map_add(&r->titles, title, number);
    for (uint32_t band = 0; band < BANDS && c->shingles_len > 0; band++) {
        uint64_t key = band_key(c, band);
        uint32_t held = UINT32_MAX;
        for (struct map_walk w = map_find(&r->bands, key); map_next(&w);)
            held = w.value < held ? w.value : held;
        if (held == UINT32_MAX)
            map_add(&r->bands, key, number);
        else if (r->all.at[held].first < c->first && likeness_of(&r->all.at[r->all.at[held].first], c) >= RECURRING_LIKENESS)
            c->first = r->all.at[held].first;      /* like the first of the group, so that a group does not drift */
    }
}

/* ---- concerns of an image */

static int32_t year_of(const struct image *img, const struct table *t, uint32_t row)
{
    static const char *const DAYS[] = {"Inspection", "Report published", "Plan submitted", "Visit", "Published"};
    for (size_t i = 0; i < ARRAY_LEN(DAYS); i++) {
        const uint8_t *given = table_u8(t, DAYS[i], "given"), *form = table_u8(t, DAYS[i], "form");
        const int32_t *first = table_i32(t, DAYS[i], "first");
        if (given && first && given[row] == GIVEN_YES && !(form && form[row] == NO_DATE))
            return civil_of(first[row]).year;
    }
    (void)img;
    return 0;
}

static void add_concern(struct recurring *r, const struct image *img, const struct table *t, uint32_t row, struct spots *spots, uint32_t document, struct arena *work)
{
    const int32_t *up_table = table_i32(t, "", "document table"), *up = table_i32(t, "", "document");
    struct str title = str_trim(image_row_text(img, t, row, "", "title")), prose = image_row_text(img, t, row, "", "text");
    struct concern *c = vec_push(r->arena, &r->all);
    *c = (struct concern){.document = document, .titled = title.len > 0};
    take_shingles(c, title.len > 0 ? title : prose, r->arena);
    c->shown = (struct recurring_member){
        .file = img->source_name, .name = str_keep(r->arena, heading_words(image_row_text(img, t, row, "", ""))),
        .area = str_keep(r->arena, str_trim(image_row_text(img, t, row, "Area", ""))),
        .text = str_keep(r->arena, title.len > 0 ? text_one_line(work, title) : text_opening(work, prose, TEXT_BYTES)),
        .line = spots_at(spots, u32_row(table_u32(t, "", "at"), row)).line};
    if (link_row(up_table, row) >= 0 && link_row(up, row) >= 0) {
        const struct table *of = &img->tables[up_table[row]];
        c->shown.document = str_keep(r->arena, str_trim(image_row_text(img, of, (uint32_t)up[row], "", "title")));
        c->shown.year = year_of(img, of, (uint32_t)up[row]);
    }
    find_group(r, r->all.len - 1);
}

void recurring_add(struct recurring *r, const struct image *img)
{
    const struct table *t = image_table(img, "concern");
    const int32_t *up_table = t ? table_i32(t, "", "document table") : NULL, *up = t ? table_i32(t, "", "document") : NULL;
    struct arena work;
    struct spots spots;
    struct image named = *img;
    if (!t || t->rows == 0)
        return;
    arena_open(&work, r->arena->mem);
    spots_open(&spots, img->source, &work);
    named.source_name = str_keep(r->arena, img->source_name);
    for (uint32_t row = 0; row < t->rows; row++) {
        if (row == 0 || link_row(up_table, row) != link_row(up_table, row - 1) || link_row(up, row) != link_row(up, row - 1))
            r->documents++;
        add_concern(r, &named, t, row, &spots, r->documents, &work);
    }
    arena_close(&work);
}

/* ---- what recurs */

struct member_order { uint32_t first, number; };

static int by_group(const void *x, const void *y)
{
    const struct member_order *a = x, *b = y;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static int by_document_name(const void *x, const void *y)
{
    const struct recurring_member *a = x, *b = y;
    size_t least = a->document.len < b->document.len ? a->document.len : b->document.len;
    int c = least > 0 ? memcmp(a->document.at, b->document.at, least) : 0;
    return c != 0 ? c : (a->document.len > b->document.len) - (a->document.len < b->document.len);
}

static uint32_t names_in(const struct recurring_member *members, uint32_t len, struct arena *a)
{
    struct recurring_member *sorted = arena_many(a, len, struct recurring_member);
    uint32_t names = 0;
    memcpy(sorted, members, len * sizeof *sorted);
    qsort(sorted, len, sizeof *sorted, by_document_name);
    for (uint32_t i = 0; i < len; i++)
        names += i == 0 || !str_same_name(sorted[i].document, sorted[i - 1].document);
    return names;
}

static struct recurring_concern group_made(struct recurring *r, const struct member_order *of, uint32_t len, struct arena *work)
{
    struct recurring_member *members = arena_many(r->arena, len, struct recurring_member);
    struct recurring_concern made = {.members = members, .members_len = len};
    const struct concern *first = &r->all.at[of[0].number];
    for (uint32_t i = 0; i < len; i++) {
        const struct concern *c = &r->all.at[of[i].number];
        members[i] = c->shown;
        members[i].same_title = same_title(first, c);
        members[i].likeness = likeness_of(first, c);
        made.documents += i == 0 || c->document != r->all.at[of[i - 1].number].document;
        if (c->shown.year > 0 && (made.first_year == 0 || c->shown.year < made.first_year))
            made.first_year = c->shown.year;
        if (c->shown.year > made.last_year)
            made.last_year = c->shown.year;
    }
    made.establishments = names_in(members, len, work);
    return made;
}

struct ordered { struct recurring_concern concern; uint32_t order; };

static int by_documents(const void *x, const void *y)
{
    const struct ordered *a = x, *b = y;
    if (a->concern.documents != b->concern.documents)
        return a->concern.documents > b->concern.documents ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

struct recurring_list recurring_made(struct recurring *r)
{
    struct arena work;
    VEC(struct ordered) groups = {NULL, 0, 0};
    arena_open(&work, r->arena->mem);
    struct member_order *order = arena_many(&work, r->all.len, struct member_order);
    for (uint32_t i = 0; i < r->all.len; i++)
        order[i] = (struct member_order){r->all.at[i].first, i};
    if (r->all.len > 1)
        qsort(order, r->all.len, sizeof *order, by_group);
    for (uint32_t i = 0, end; i < r->all.len; i = end) {
        for (end = i + 1; end < r->all.len && order[end].first == order[i].first;)
            end++;
        struct recurring_concern made = end - i > 1 ? group_made(r, order + i, end - i, &work) : (struct recurring_concern){.documents = 1};
        if (made.documents > 1)
            *vec_push(&work, &groups) = (struct ordered){made, groups.len};
    }
    if (groups.len > 1)
        qsort(groups.at, groups.len, sizeof *groups.at, by_documents);
    struct recurring_concern *list = arena_many(r->arena, groups.len, struct recurring_concern);
    for (uint32_t i = 0; i < groups.len; i++)
        list[i] = groups.at[i].concern;
    arena_close(&work);
    return (struct recurring_list){list, groups.len};
}
