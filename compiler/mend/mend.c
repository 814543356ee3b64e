/* The rounds of mending a file. See mend.h. */
#include "mend.h"
#include "../../lang/format/fix.h"
#include <stdlib.h>

/* Findings as hashes, sorted: what they say, or of rules, their names. */
struct hashes { uint64_t *at; uint32_t len; };

struct effort { uint32_t tries; uint64_t bytes; };

static bool worth_it(const struct effort *e) { return e->tries < MEND_TRIES_MOST && (e->tries < MEND_TRIES_LEAST || e->bytes < MEND_BYTES_MOST); }

/* One round: the fixes that could be made at once, and what was decided of each. */
struct round {
    const struct mending *m;
    struct arena         *arena;         /* of the round */
    const struct unit    *was;
    struct str            text;
    bool                  unsafe;
    struct fix           *fixes;         /* by place */
    const struct finding *of;            /* the finding of each */
    bool                 *kept;
    uint32_t              len;
    struct hashes         known;         /* the front end's findings before */
    struct hashes         failing;       /* those of rules, where one of their fixes is among these */
    bool                  of_rules;
    struct effort        *effort;        /* of the file */
    VEC(struct taken_back) back;
};

/* ---------------------------------------------------------------- what a fix must not bring */

static uint64_t finding_hash(const struct finding *f) { return f->code.len > 0 ? str_hash(f->sentence, str_hash(f->code, 1)) : str_hash(f->name, 2); }

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static struct hashes sorted(struct hashes h)
{
    if (h.len > 1)
        qsort(h.at, h.len, sizeof *h.at, compare_hashes);
    return h;
}

static struct hashes hashes_of(const struct image *img, struct arena *a)
{
    struct hashes all = {arena_many(a, img->findings_len, uint64_t), img->findings_len};
    for (uint32_t i = 0; i < all.len; i++)
        all.at[i] = finding_hash(&img->findings[i]);
    return sorted(all);
}

static struct hashes hashes_of_rules(const struct finding_list *list, struct arena *a)
{
    struct hashes all = {arena_many(a, list->len, uint64_t), 0};
    for (uint32_t i = 0; i < list->len; i++) {
        struct finding f;
        list->brief(list->of, i, &f);
        if (f.code.len == 0)
            all.at[all.len++] = finding_hash(&f);
    }
    return sorted(all);
}

/* How often the hash stands in the list. */
static uint32_t times(struct hashes h, uint64_t hash)
{
    const uint64_t *all = h.at;
    uint32_t ends[2];                    /* the first that is not less; the first that is greater */
    for (unsigned greater = 0; greater < 2; greater++) {
        uint32_t low = 0, high = h.len;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (all[middle] < hash || (greater == 1 && all[middle] == hash))
                low = middle + 1;
            else
                high = middle;
        }
        ends[greater] = low;
    }
    return ends[1] - ends[0];
}

/* Whether the place lies on a line of the new text that an edit made. `made` is where the edits stand there. */
static bool on_made_line(struct str text, const struct edits *made, struct place at)
{
    uint32_t low = 0, high = made->len;  /* the first edit that ends at or behind the start of the line */
    uint32_t start = at.at, end = at.at;
    while (start > 0 && text.at[start - 1] != '\n')
        start--;
    while (end < text.len && text.at[end] != '\n')
        end++;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct place *p = &made->at[middle].place;
        if (p->at + p->length < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < made->len && made->at[low].place.at <= end;
}

/* Where the edits stand in the text that they made. */
static struct edits places_made(struct edits edits, struct arena *a)
{
    struct edits made = {arena_many(a, edits.len, struct edit), edits.len};
    uint32_t     gone = 0, come = 0;
    for (uint32_t i = 0; i < edits.len; i++) {
        const struct edit *e = &edits.at[i];
        made.at[i].place = (struct place){e->place.at - gone + come, (uint32_t)e->text.len};
        gone += e->place.length, come += (uint32_t)e->text.len;
    }
    return made;
}

/* A finding of the front end that was not there, on a line that was not mended or after a safe fix; NULL: there is none. */
static const struct finding *brought(const struct round *r, const struct unit *is, struct str text, struct edits edits, struct arena *a)
{
    const struct image *img = is->image;
    struct hashes       all = hashes_of(img, a);
    struct edits        made = places_made(edits, a);
    for (uint32_t i = 0; i < img->findings_len; i++) {
        const struct finding *f = &img->findings[i];
        uint64_t              hash = finding_hash(f);
        if (times(all, hash) > times(r->known, hash) && !(r->unsafe && on_made_line(text, &made, f->place)))
            return f;
    }
    return NULL;
}

/* ---------------------------------------------------------------- a round */

static uint32_t line_number(struct str text, uint32_t at)
{
    uint32_t line = 1;
    for (uint32_t i = 0; i < at && i < text.len; i++)
        line += text.at[i] == '\n';
    return line;
}

/* Whether the findings that the chosen fixes are of are gone, each as often as it is mended. */
static bool gone(const struct round *r, const struct unit *is, const bool *chosen, struct arena *a)
{
    struct hashes       mended = {arena_many(a, r->len, uint64_t), 0}, front = hashes_of(is->image, a), rules = {NULL, 0};
    struct finding_list list;
    for (uint32_t i = 0; i < r->len; i++)
        if (chosen[i])
            mended.at[mended.len++] = finding_hash(&r->of[i]);
    sorted(mended);
    if (r->of_rules) {
        r->m->find(r->m->of, is, a, &list);
        rules = hashes_of_rules(&list, a);
    }
    for (uint32_t i = 0; i < mended.len; i++) {
        uint64_t hash = mended.at[i];
        if (times(mended, hash) + times(front, hash) + times(rules, hash) > times(r->known, hash) + times(r->failing, hash))
            return false;
    }
    return true;
}

/* Whether what is kept so far, with the fixes from `low` to `high`, may stand. When not: why, in the round's arena. */
static bool stands(struct round *r, uint32_t low, uint32_t high, struct str *why)
{
    struct arena work;
    struct unit  is;
    arena_open(&work, r->arena->mem);
    bool *chosen = arena_many(&work, r->len, bool);
    for (uint32_t i = 0; i < r->len; i++)
        chosen[i] = r->kept[i] || (i >= low && i < high);
    struct edits edits = fixes_edits(r->fixes, chosen, r->len, &work);
    struct str   text = edits_made(r->text, edits, &work);
    pipe_compile(r->m->session, r->m->name, text, &work, &is);
    const struct finding *f = brought(r, &is, text, edits, &work);
    *why = STR("");
    if (f != NULL)
        *why = str_printf(r->arena, "Mending it would bring: " STR_FMT, STR_ARG(f->sentence));
    else if (!tree_same_beside(r->was->tree, is.tree, edits, !r->unsafe, &work))
        *why = STR("Mending it would change what else the text says");
    else if (!gone(r, &is, chosen, &work))
        *why = STR("What could be written in its place would not mend it");
    arena_close(&work);
    return why->len == 0;
}

/* Keeps the fixes from `low` to `high` that may be made: all of them, or else each half by itself. */
static void keep_some(struct round *r, uint32_t low, uint32_t high)
{
    struct str why;
    if (low == high || !worth_it(r->effort))
        return;
    r->effort->tries++;
    r->effort->bytes += r->text.len;
    if (stands(r, low, high, &why)) {
        memset(r->kept + low, true, (high - low) * sizeof *r->kept);
    } else if (high - low == 1) {
        const struct finding *f = &r->of[low];
        *vec_push(r->arena, &r->back) = (struct taken_back){line_number(r->text, f->place.at), f->sentence, why};
    } else {
        uint32_t middle = low + (high - low) / 2;
        keep_some(r, low, middle);
        keep_some(r, middle, high);
    }
}

/* The fixes of the findings that this round is for, and that can be made at once. */
static void take_fixes(struct round *r, const struct finding_list *list)
{
    enum fix_safety      wanted = r->unsafe ? FIX_UNSAFE : FIX_SAFE;
    VEC(struct fix)      fixes = {NULL, 0, 0};
    VEC(struct finding)  of = {NULL, 0, 0};
    for (uint32_t i = 0; i < list->len; i++) {
        struct finding f;
        list->brief(list->of, i, &f);
        if (f.fix != wanted || f.hidden != HIDDEN_NOT)
            continue;
        list->fill(list->of, i, r->arena, &f);
        *vec_push(r->arena, &fixes) = (struct fix){f.edits, f.edits_len};
        *vec_push(r->arena, &of) = f;
    }
    bool *chosen = arena_many(r->arena, fixes.len, bool);
    fixes_choose(fixes.at, fixes.len, chosen, r->arena);
    for (uint32_t i = 0; i < fixes.len; i++)
        if (chosen[i]) {
            fixes.at[r->len] = fixes.at[i];
            of.at[r->len++] = of.at[i];
        }
    r->fixes = fixes.at, r->of = of.at;
}

/* One round over the text; how many fixes were made. */
static uint32_t mend_once(struct round *r, struct str *text)
{
    struct unit         was;
    struct finding_list list;
    uint32_t            count = 0;
    r->text = *text;
    pipe_compile(r->m->session, r->m->name, r->text, r->arena, &was);
    r->was = &was;
    r->m->find(r->m->of, &was, r->arena, &list);
    take_fixes(r, &list);
    r->known = hashes_of(was.image, r->arena);
    for (uint32_t i = 0; i < r->len; i++)
        r->of_rules = r->of_rules || r->of[i].code.len == 0;
    if (r->of_rules)
        r->failing = hashes_of_rules(&list, r->arena);
    r->kept = arena_zero(r->arena, r->len);
    keep_some(r, 0, r->len);
    for (uint32_t i = 0; i < r->len; i++)
        count += r->kept[i];
    if (count > 0)
        *text = edits_made(r->text, fixes_edits(r->fixes, r->kept, r->len, r->arena), r->arena);
    return count;
}

static void keep_back(struct mended *done, const struct round *r, struct arena *a)
{
    struct taken_back *all = arena_many(a, done->back_len + r->back.len, struct taken_back);
    if (done->back_len > 0)
        memcpy(all, done->back, done->back_len * sizeof *all);
    for (uint32_t i = 0; i < r->back.len; i++) {
        const struct taken_back *b = &r->back.at[i];
        all[done->back_len++] = (struct taken_back){b->line, str_keep(a, b->sentence), str_keep(a, b->why)};
    }
    done->back = all;
}

/* Safe fixes until there is none; then, when asked for, unsafe ones, and safe ones again. What was taken back is told as it is in the end. A round's text
 * lives until the next round has made its own. */
struct mended mend_text(const struct mending *m, struct arena *a)
{
    struct mended done = {.text = m->text, .more = true};
    struct arena  work[2];
    struct effort effort = {0, 0};
    bool          unsafe = false;
    arena_open(&work[0], a->mem);
    arena_open(&work[1], a->mem);
    for (uint32_t i = 0; done.more && i < MEND_ROUNDS_MOST && worth_it(&effort); i++) {
        struct round r = {.m = m, .arena = &work[i % 2], .unsafe = unsafe, .effort = &effort};
        uint32_t     count = mend_once(&r, &done.text);
        done.count += count;
        if (!unsafe || count > 0)
            done.back_len = 0;
        if (count == 0)
            keep_back(&done, &r, a);
        done.more = count > 0 || (m->unsafe && !unsafe);
        unsafe = count == 0;
        if (count > 0) {
            arena_close(&work[(i + 1) % 2]);
            arena_open(&work[(i + 1) % 2], a->mem);
        }
    }
    done.text = done.count > 0 ? str_keep(a, done.text) : m->text;
    arena_close(&work[0]);
    arena_close(&work[1]);
    return done;
}
