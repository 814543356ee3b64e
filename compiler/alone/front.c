/* The front end of built checkers (runtime/front.h): texts to images, held to a program that was compiled beforehand. */
#include "../names/returns.h"
#include "../pipe/unit.h"
#include "../pipe/versions.h"
#include "../../runtime/front.h"

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
        uint32_t plan = is_held((enum kind)t->items[i].kind) ? returns_plan(&returns, i) : NO_ITEM;
        held[i] = is_held((enum kind)t->items[i].kind) && p->standards_len > 0 ? version_of(p, t, plan == NO_ITEM ? i : plan, &sink) : -1;
    }
    *img = unit_image(t, &words, held, &sink, a);
    return OK;
}
