/* progress_json.c - progress as one JSON object: the totals and groups of all documents together, and the same for each.
 *
 * Over several documents owners, months and areas of one name are one group, whose counts are the sums; concerns stay apart, for a
 * number means something only within its document. So every list adds up to the totals as it does within a document.
 */
#include "model.h"
#include "json.h"
#include "text.h"

struct documents { VEC(const struct progress *) all; VEC(struct str) files; };

/* ---- sums */

static void tally_sum(struct tally *to, const struct tally *t)
{
    to->actions += t->actions;
    to->completed += t->completed;
    to->open += t->open;
    to->late += t->late;
    to->due += t->due;
    to->undated += t->undated;
}

static void sum(struct progress *to, const struct progress *p)
{
    to->concerns += p->concerns;
    to->recommendations += p->recommendations;
    to->themes += p->themes;
    to->findings += p->findings;
    to->practices += p->practices;
    to->steps += p->steps;
    to->points += p->points;
    tally_sum(&to->total, &p->total);
}

/* ---- groups over all documents */

struct merge { struct group_slots slots; struct map keys; };

static void merge_group(struct merge *m, const struct progress_group *g)
{
    uint64_t hash = str_name_hash(g->key, map_seed());
    struct group_slot made = {*g, g->key.len > 0 ? m->slots.all.len : GROUP_LAST};

    for (struct map_walk w = map_find(&m->keys, hash); map_next(&w);) {
        struct progress_group *same = &m->slots.all.at[w.value].group;
        if (!str_same_name(same->key, g->key))
            continue;
        tally_sum(&same->tally, &g->tally);
        if (g->late_days > same->late_days)
            same->late_days = g->late_days;
        return;
    }
    map_add(&m->keys, hash, m->slots.all.len);
    *vec_push(m->slots.arena, &m->slots.all) = made;
}

/* Months are put in time order by their keys, "2026-10": as numbers. */
static uint64_t month_order(struct str key)
{
    uint64_t n = 0;

    for (size_t i = 0; i < key.len; i++)
        if (is_digit(key.at[i]))
            n = n * 10 + (uint64_t)(key.at[i] - '0');
    return key.len > 0 ? n : GROUP_LAST;
}

/* ---- groups */

/* A list of groups of a progress: what it is called, and where it lies. */
enum list_kind { LIST_CONCERN, LIST_OWNER, LIST_MONTH, LIST_AREA, LISTS };
static const struct list_words { const char *list, *key; } list_words[LISTS] = {
    [LIST_CONCERN] = {"by_concern", "concern"},
    [LIST_OWNER]   = {"by_owner", "owner"},
    [LIST_MONTH]   = {"by_month", "month"},
    [LIST_AREA]    = {"by_area", "area"},
};

struct list { const struct progress_group *at; uint32_t len; };

static struct list list_of(const struct progress *p, enum list_kind kind)
{
    const struct list lists[LISTS] = {
        [LIST_CONCERN] = {p->by_concern, p->by_concern_len}, [LIST_OWNER] = {p->by_owner, p->by_owner_len},
        [LIST_MONTH] = {p->by_month, p->by_month_len},       [LIST_AREA] = {p->by_area, p->by_area_len},
    };

    return lists[kind];
}

static void json_tally(struct json *j, const struct tally *t)
{
    json_whole(j, "actions", t->actions);
    json_whole(j, "completed", t->completed);
    json_whole(j, "open", t->open);
    json_whole(j, "late", t->late);
    json_whole(j, "due", t->due);
    json_whole(j, "later", tally_later(*t));
    json_whole(j, "without_deadline", t->undated);
    json_whole(j, "withdrawn_or_superseded", tally_closed(*t));
}

/* `document`: the title of the document that a concern is of; NULL within the document. */
static void json_group(struct json *j, enum list_kind kind, const struct progress_group *g, const struct str *document)
{
    json_open(j, NULL, '{');
    if (document)
        json_text(j, "document", *document);
    json_text(j, list_words[kind].key, g->key);
    json_text(j, "title", g->title);
    json_tally(j, &g->tally);
    json_whole(j, "days_late", g->late_days);
    json_close(j, '}');
}

static void json_list(struct json *j, enum list_kind kind, struct list l)
{
    json_open(j, list_words[kind].list, '[');
    for (uint32_t i = 0; i < l.len; i++)
        json_group(j, kind, &l.at[i], NULL);
    json_close(j, ']');
}

static void json_all_concerns(struct json *j, const struct documents *d)
{
    json_open(j, list_words[LIST_CONCERN].list, '[');
    for (uint32_t i = 0; i < d->all.len; i++)
        for (uint32_t g = 0; g < d->all.at[i]->by_concern_len; g++)
            json_group(j, LIST_CONCERN, &d->all.at[i]->by_concern[g], &d->all.at[i]->title);
    json_close(j, ']');
}

static void json_merged(struct json *j, enum list_kind kind, const struct documents *d, struct mem *mem)
{
    struct arena scratch;
    struct merge m = {.slots.arena = &scratch};

    arena_open(&scratch, mem);
    map_open(&m.keys, &scratch, 0);
    for (uint32_t i = 0; i < d->all.len; i++) {
        struct list l = list_of(d->all.at[i], kind);
        for (uint32_t g = 0; g < l.len; g++)
            merge_group(&m, &l.at[g]);
    }
    for (uint32_t i = 0; kind == LIST_MONTH && i < m.slots.all.len; i++)
        m.slots.all.at[i].order = month_order(m.slots.all.at[i].group.key);
    group_slots_sort(&m.slots, kind == LIST_OWNER ? GROUP_BY_SIZE : GROUP_BY_ORDER);
    json_open(j, list_words[kind].list, '[');
    for (uint32_t i = 0; i < m.slots.all.len; i++)
        json_group(j, kind, &m.slots.all.at[i].group, NULL);
    json_close(j, ']');
    arena_close(&scratch);
}

/* ---- the other parts */

static void json_totals(struct json *j, const struct progress *p)
{
    json_open(j, "totals", '{');
    json_whole(j, "concerns", p->concerns);
    json_tally(j, &p->total);
    json_whole(j, "recommendations", p->recommendations);
    json_whole(j, "themes", p->themes);
    json_whole(j, "findings", p->findings);
    json_whole(j, "good_practices", p->practices);
    json_whole(j, "steps", p->steps);
    json_whole(j, "points_of_progress", p->points);
    json_close(j, '}');
}

static void json_judgement(struct json *j, const struct judgement_tally *t)
{
    json_open(j, NULL, '{');
    json_text(j, "inspectorate", t->inspectorate);
    json_text(j, "scale", t->scale);
    json_text(j, "items", t->nouns);
    json_whole(j, "n", t->n);
    json_whole(j, "not_judged", t->not_judged);
    json_open(j, "levels", '[');
    for (uint32_t i = 0; i < t->levels_len; i++) {
        json_open(j, NULL, '{');
        json_text(j, "level", t->levels[i].name);
        json_whole(j, "count", t->levels[i].count);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
}

/* The judgements and sentences of the documents, one after another. */
static void json_said(struct json *j, const struct progress *const *of, uint32_t len)
{
    json_open(j, "judgements", '[');
    for (uint32_t i = 0; i < len; i++)
        for (uint32_t t = 0; t < of[i]->judgements_len; t++)
            json_judgement(j, &of[i]->judgements[t]);
    json_close(j, ']');
    json_open(j, "sentences", '[');
    for (uint32_t i = 0; i < len; i++)
        for (uint32_t s = 0; s < of[i]->sentences_len; s++)
            json_text(j, NULL, of[i]->sentences[s]);
    json_close(j, ']');
}

static void json_document(struct json *j, const struct progress *p, struct str file)
{
    json_open(j, NULL, '{');
    json_text(j, "file", file);
    json_text(j, "kind", p->document);
    json_text(j, "title", p->title);
    json_totals(j, p);
    json_whole(j, "completed_without_date", p->completed_no_date);
    json_whole(j, "steps_without_owner", p->steps_no_owner);
    json_whole(j, "steps_without_deadline", p->steps_no_deadline);
    json_whole(j, "steps_without_link", p->steps_no_link);
    for (uint32_t k = 0; k < LISTS; k++)
        json_list(j, (enum list_kind)k, list_of(p, (enum list_kind)k));
    json_said(j, &p, 1);
    json_close(j, '}');
}

static void add_image(struct documents *d, const struct image *img, int32_t today, struct arena *a)
{
    struct progress_list l = progress_of(img, today, a);

    for (uint32_t i = 0; i < l.len; i++) {
        *vec_push(a, &d->all) = &l.at[i];
        *vec_push(a, &d->files) = img->source_name;
    }
}

void progress_json(struct out *o, const struct image *const *images, uint32_t len, int32_t today, struct arena *a)
{
    struct json j = {o, 0, true};
    struct documents d = {0};
    struct progress all = {0};

    for (uint32_t i = 0; i < len; i++)
        add_image(&d, images[i], today, a);
    for (uint32_t i = 0; i < d.all.len; i++)
        sum(&all, d.all.at[i]);
    json_open(&j, NULL, '{');
    json_day(&j, "today", today);
    json_totals(&j, &all);
    json_all_concerns(&j, &d);
    for (uint32_t k = LIST_OWNER; k < LISTS; k++)
        json_merged(&j, (enum list_kind)k, &d, a->mem);
    json_said(&j, d.all.at, d.all.len);
    json_open(&j, "documents", '[');
    for (uint32_t i = 0; i < d.all.len; i++)
        json_document(&j, d.all.at[i], d.files.at[i]);
    json_close(&j, ']');
    json_close(&j, '}');
    out_char(o, '\n');
}
