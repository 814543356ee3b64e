/* One document in several files. See copies.h. */
#include "copies.h"
#include "cmd.h"

static const struct { const char *table, *what; } KINDS_KNOWN[] = {{"plan", "the action plan"}, {"review", "the progress review"}, {"response", "the response"}};

void copies_open(struct copies *c, bool quiet, struct arena *a)
{
    *c = (struct copies){.arena = a, .seed = map_seed(), .quiet = quiet};
    map_open(&c->known, a, 0);
}

static const struct copy *known_before(const struct copies *c, const struct copy *one, uint64_t hash)
{
    for (struct map_walk w = map_find(&c->known, hash); map_next(&w);) {
        const struct copy *other = &c->all.at[w.value];
        if (other->table == one->table && other->first == one->first && other->last == one->last && str_same_name(other->title, one->title))
            return other;
    }
    return NULL;
}

/* Within one file the compiler tells it. */
static void add(struct copies *c, const struct copy *one)
{
    uint64_t hash = str_name_hash(one->title, c->seed + one->table);
    const struct copy *before = known_before(c, one, hash);
    if (before == NULL) {
        map_add(&c->known, hash, c->all.len);
        *vec_push(c->arena, &c->all) = (struct copy){one->table, str_keep(c->arena, one->title), str_keep(c->arena, one->file), one->first, one->last};
    } else if (!str_eq(before->file, one->file) && c->said++ < COPIES_SAID_MOST && !c->quiet) {
        say("%s of " STR_FMT " stands in two files, " STR_FMT " and " STR_FMT ": keep one, or figures count it twice", KINDS_KNOWN[one->table].what, STR_ARG(one->title),
            STR_ARG(before->file), STR_ARG(one->file));
    }
}

void copies_add(struct copies *c, const struct image *img)
{
    for (uint32_t k = 0; k < ARRAY_LEN(KINDS_KNOWN); k++) {
        const struct table *t = image_table(img, KINDS_KNOWN[k].table);
        const uint8_t *given = t ? table_u8(t, "Inspection", "given") : NULL;
        const int32_t *first = t ? table_i32(t, "Inspection", "first") : NULL, *last = t ? table_i32(t, "Inspection", "last") : NULL;
        for (uint32_t i = 0; t && i < t->rows; i++) {
            bool dated = given && given[i] == GIVEN_YES && first && last;
            add(c, &(struct copy){k, image_row_text(img, t, i, "", "title"), img->source_name, dated ? first[i] : 0, dated ? last[i] : 0});
        }
    }
}

void copies_close(const struct copies *c)
{
    uint32_t more = c->said > COPIES_SAID_MOST ? c->said - COPIES_SAID_MOST : 0;
    if (more > 0 && !c->quiet)
        say(more == 1 ? "%u more document stands in two files" : "%u more documents stand in two files", more);
}
