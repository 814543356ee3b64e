/* The front end of built checkers (runtime/front.h): texts to images, held to a program that was compiled beforehand. */
#include "../names/returns.h"
#include "../pipe/unit.h"
#include "../pipe/updates.h"
#include "../pipe/versions.h"
#include "../../runtime/front.h"

bool front_here(void) { return true; }

struct err front_read(struct arena *a, const char *name, struct str *text, size_t *at) { return pipe_read(a, name, text, at); }

/* The version that is in force on a document's day: of the standards of the program, which are versions of one. */
static int32_t version_of(const struct program *p, const struct tree *t, uint32_t document, struct diag_sink *sink)
{
    struct asked_day day = document_day(t, document);
    struct period   *periods = arena_many(sink->arena, p->standards_len, struct period);
    uint32_t         len = 0;
    for (uint32_t i = 0; i < p->standards_len && day.given; i++) {
        const struct given_standard *s = &p->standards[i];
        if (s->from <= day.day && day.day <= s->to)
            return (int32_t)i;
        if (s->from <= s->to)
            periods[len++] = (struct period){s->from, s->to};
    }
    if (!day.given)
        return (int32_t)p->standards_len - 1;
    report_no_version(sink, p->strings[p->standards[0].name], t->items[document].place, day, periods, len);
    return -1;
}

struct err front_image(struct str name, struct str text, const struct program *p, struct arena *a, const struct image **img)
{
    struct diag_sink   sink = {.arena = a};
    const struct tree *t = tree_parse(name, text, &sink, a);
    int32_t           *held = arena_many(a, t->items_len + (size_t)1, int32_t);
    struct vocabulary  words;
    struct returns     returns;
    vocabulary_read(&words, p, a);
    returns_open(&returns, t, a);
    for (uint32_t i = 0; i < t->items_len; i++) {
        uint32_t plan = kind_is_held((enum kind)t->items[i].kind) ? returns_plan(&returns, i) : NO_ITEM;
        held[i] = kind_is_held((enum kind)t->items[i].kind) && p->standards_len > 0 ? version_of(p, t, plan == NO_ITEM ? i : plan, &sink) : -1;
    }
    *img = unit_image(t, &words, held, &sink, a);
    return OK;
}

/* ---- returns for plans that were built in */

struct front_returns { struct updates updates; };

struct err front_returns(struct str name, struct str text, struct arena *a, struct front_returns **f)
{
    *f = arena_new(a, struct front_returns);
    updates_open(&(*f)->updates, name, text, a);
    return OK;
}

bool front_mistakes(const struct front_returns *f, struct finding_list *list) { return updates_mistakes(&f->updates, list); }

/* The numbers that the plan's documents had when it was built; a return has that of its plan. */
static int32_t *held_as(const struct tree *t, const struct image *was, struct arena *a)
{
    int32_t       *held = arena_many(a, t->items_len + (size_t)1, int32_t);
    uint32_t       next[KINDS + 1] = {0};
    struct returns returns;
    returns_open(&returns, t, a);
    for (uint32_t i = 0; i < t->items_len; i++) {
        enum kind           k = (enum kind)t->items[i].kind;
        uint32_t            row = next[k]++, plan = kind_is_held(k) ? returns_plan(&returns, i) : NO_ITEM;
        const struct table *table = kind_is_held(k) ? image_table(was, kind_rows[k].name) : NULL;
        const int32_t      *standard = table != NULL && row < table->rows ? table_i32(table, "", "standard") : NULL;
        held[i] = standard != NULL ? standard[row] : plan != NO_ITEM && plan < i ? held[plan] : -1;
    }
    return held;
}

void front_join(struct front_returns *f, const struct image *was, const struct program *p, struct arena *a, const struct image **img, struct joined *j)
{
    struct diag_sink   quiet = {.arena = a}, sink = {.arena = a};
    const struct tree *plan = tree_parse(was->source_name, was->source, &quiet, a);
    struct vocabulary  words;
    struct str         text;
    *img = was, *j = (struct joined){.len = 0};
    if (!updates_join(&f->updates, plan, a, &text, j))
        return;
    const struct tree *t = tree_parse(was->source_name, text, &sink, a);
    vocabulary_read(&words, p, a);
    *img = unit_image(t, &words, held_as(t, was, a), &sink, a);
}

bool front_left(struct front_returns *f, const struct program *p, struct arena *a, const struct image **img, struct joined *j)
{
    struct diag_sink  sink = {.arena = a};
    struct vocabulary words;
    struct str        text;
    if (!updates_left(&f->updates, a, &text, j))
        return false;
    const struct tree *t = tree_parse(f->updates.name, text, &sink, a);
    int32_t           *held = arena_many(a, t->items_len + (size_t)1, int32_t);
    for (uint32_t i = 0; i < t->items_len; i++)
        held[i] = -1;
    updates_lost(t, &sink);
    vocabulary_read(&words, p, a);
    *img = unit_image(t, &words, held, &sink, a);
    return true;
}
