/* judgements.c - what was judged, for each kind of item and scale: how many items at each level, best first.
 *
 * An item that is judged belongs to the scale of its level; one that is not, to the scale of its inspectorate. Levels of two scales
 * are never counted together, though they share words.
 */
#include "model.h"

struct judged_kind {
    struct texts   inspectorate, by;
    uint32_t       rows;
    const uint8_t *given;
    const int32_t *level;
    struct str     usual;         /* the inspectorate when the item names none: lang/table/kinds.def */
    struct str     noun, nouns;
};

enum { JUDGED_CONCERN, JUDGED_RECOMMENDATION, JUDGED_THEME, JUDGED_KINDS };

struct judge {
    const struct image *img;
    struct arena       *arena;
    struct judged_kind  kinds[JUDGED_KINDS];
    const struct table *scale, *level;
    const int32_t      *level_scale, *first_level, *levels;
};

/* One tally in the making. */
struct judging {
    int32_t    scale;             /* row, or -1: no scale is known for the inspectorate */
    struct str inspectorate;
    uint32_t   n, not_judged;
    uint32_t  *counts;            /* worst first, as the rows of the table */
    uint32_t   counts_len;
};
struct judgings { VEC(struct judging) all; };

struct judge *judge_open(const struct image *img, int32_t today, struct arena *a, struct arena *scratch)
{
    static const struct { const char *table; enum derived_code level; struct str usual, noun, nouns; } kinds[JUDGED_KINDS] = {
        [JUDGED_CONCERN]        = {"concern", DERIVED_concern_judgement, {"HMI Prisons", 11}, {"concern", 7}, {"concerns", 8}},
        [JUDGED_RECOMMENDATION] = {"recommendation", DERIVED_recommendation_judgement,
                                   {"HMI Prisons", 11}, {"recommendation", 14}, {"recommendations", 15}},
        [JUDGED_THEME]          = {"theme", DERIVED_theme_judgement, {"Ofsted", 6}, {"theme", 5}, {"themes", 6}},
    };
    struct judge *j = arena_new(scratch, struct judge);

    j->img = img;
    j->arena = a;
    for (uint32_t k = 0; k < JUDGED_KINDS; k++) {
        const struct table *t = image_table(img, kinds[k].table);
        void *part[CALL_SLOTS_MOST] = {0};
        if (!t)
            continue;
        derive(img, kinds[k].level, today, scratch, part);
        j->kinds[k] = (struct judged_kind){
            .inspectorate = texts_of(img, t, "", "inspectorate at", "inspectorate length"), .by = texts_of(img, t, "By", "at", "length"),
            .rows = t->rows, .given = part[0], .level = part[1],
            .usual = kinds[k].usual, .noun = kinds[k].noun, .nouns = kinds[k].nouns,
        };
    }
    j->scale = image_table(img, "scale");
    j->level = image_table(img, "level");
    j->level_scale = j->level ? table_i32(j->level, "", "scale") : NULL;
    j->first_level = j->scale ? table_i32(j->scale, "", "first level") : NULL;
    j->levels = j->scale ? table_i32(j->scale, "", "levels") : NULL;
    return j;
}

static struct str scale_by(const struct judge *j, int32_t scale)
{
    return scale < 0 ? (struct str){0} : image_row_text(j->img, j->scale, (uint32_t)scale, "", "by");
}

/* The item's level, or -1. */
static int32_t level_of(const struct judge *j, const struct judged_kind *k, uint32_t row)
{
    if (!u8_row(k->given, row) || !j->level || !j->scale)
        return -1;
    return k->level[row] >= 0 && (uint32_t)k->level[row] < j->level->rows ? k->level[row] : -1;
}

/* The number that an absent column of the image stands for is 0: a single scale's, whose first level is the first. */
static int32_t i32_row(const int32_t *column, uint32_t row)
{
    return column ? column[row] : 0;
}

static struct str inspectorate_of(const struct judged_kind *k, uint32_t row)
{
    struct str name = texts_row(&k->inspectorate, row);

    if (name.len == 0)
        name = texts_row(&k->by, row);
    return name.len > 0 ? name : k->usual;
}

static int32_t scale_of(const struct judge *j, struct str inspectorate)
{
    for (uint32_t s = 0; j->scale && s < j->scale->rows; s++)
        if (str_same_name(scale_by(j, (int32_t)s), inspectorate))
            return (int32_t)s;
    return -1;
}

static struct judging *judging_add(const struct judge *j, struct judgings *all, int32_t scale, struct str inspectorate)
{
    struct judging *made = vec_push(j->arena, &all->all);
    struct str by = scale_by(j, scale);

    *made = (struct judging){.scale = scale, .inspectorate = by.len > 0 ? by : inspectorate};
    if (scale >= 0 && i32_row(j->levels, (uint32_t)scale) > 0)
        made->counts_len = (uint32_t)i32_row(j->levels, (uint32_t)scale);
    if (j->level && made->counts_len > j->level->rows)
        made->counts_len = j->level->rows;
    made->counts = arena_zero(j->arena, made->counts_len * sizeof *made->counts);
    return made;
}

/* A document's items have few inspectorates: the list is walked. */
static struct judging *judging_of(const struct judge *j, struct judgings *all, int32_t scale, struct str inspectorate)
{
    for (uint32_t i = 0; i < all->all.len; i++) {
        struct judging *at = &all->all.at[i];
        if (scale >= 0 ? at->scale == scale : at->scale < 0 && str_same_name(at->inspectorate, inspectorate))
            return at;
    }
    return judging_add(j, all, scale, inspectorate);
}

static void judge_item(const struct judge *j, const struct judged_kind *k, uint32_t row, struct judgings *all)
{
    struct str inspectorate = inspectorate_of(k, row);
    int32_t level = level_of(j, k, row);
    int32_t scale = level >= 0 ? i32_row(j->level_scale, (uint32_t)level) : scale_of(j, inspectorate);
    struct judging *at = judging_of(j, all, scale, inspectorate);
    int64_t rank = level >= 0 ? level - i32_row(j->first_level, (uint32_t)scale) : -1;

    at->n++;
    if (rank >= 0 && rank < at->counts_len)
        at->counts[rank]++;
    else
        at->not_judged++;
}

static struct judgement_tally tally_of(const struct judge *j, const struct judged_kind *k, const struct judging *made)
{
    struct judgement_level *levels = arena_many(j->arena, made->counts_len, struct judgement_level);
    struct judgement_tally t = {.inspectorate = made->inspectorate, .noun = k->noun, .nouns = k->nouns, .n = made->n,
                                .not_judged = made->not_judged, .levels_len = made->counts_len, .levels = levels};

    if (made->scale >= 0)
        t.scale = image_row_text(j->img, j->scale, (uint32_t)made->scale, "", "name");
    for (uint32_t i = 0; i < made->counts_len; i++) {
        uint32_t rank = made->counts_len - 1 - i;
        int32_t level = i32_row(j->first_level, (uint32_t)made->scale) + (int32_t)rank;
        levels[i] = (struct judgement_level){image_level_name(j->img, level), made->counts[rank]};
    }
    return t;
}

/* In a plan nobody has judged anything yet: only a review says that an item is not judged. */
static bool worth_saying(const struct progress *p, const struct judging *made)
{
    return made->n > made->not_judged || str_eq(p->document, STR("review"));
}

/* A concern may be a heading over recommendations, which are judged in its place: it counts once it has a judgement. */
static bool counts(const struct judge *j, uint32_t kind, uint32_t row)
{
    return kind != JUDGED_CONCERN || level_of(j, &j->kinds[kind], row) >= 0;
}

void judge_fill(const struct judge *j, struct span concerns, struct span recommendations, struct span themes, struct progress *p)
{
    const struct span spans[JUDGED_KINDS] = {[JUDGED_CONCERN] = concerns, [JUDGED_RECOMMENDATION] = recommendations, [JUDGED_THEME] = themes};
    VEC(struct judgement_tally) tallies = {0};

    for (uint32_t k = 0; k < JUDGED_KINDS; k++) {
        struct judgings all = {0};
        for (uint32_t r = spans[k].first; r < spans[k].end; r++)
            if (counts(j, k, r))
                judge_item(j, &j->kinds[k], r, &all);
        for (uint32_t i = 0; i < all.all.len; i++)
            if (worth_saying(p, &all.all.at[i]))
                *vec_push(j->arena, &tallies) = tally_of(j, &j->kinds[k], &all.all.at[i]);
    }
    p->judgements = tallies.at;
    p->judgements_len = tallies.len;
}
