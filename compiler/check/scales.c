/* Scales and calendars of standards. */
#include "scales.h"
#include "../../runtime/value/date.h"
#include "values.h"
#include <stdlib.h>

static struct str label_text(const struct tree *t, const struct item *item, enum label l)
{
    for (uint32_t i = item->first_label; i < item->first_label + item->labels; i++)
        if (t->labels[i].label == l)
            return tree_text(t, t->labels[i].value);
    return STR("");
}

static bool add_levels(struct scales *all, struct scale *scale, struct str levels, struct arena *a)
{
    scale->first_level = all->level_names.len;
    while (levels.len > 0) {
        struct str name = str_trim(str_cut(&levels, '<'));
        if (name.len == 0)
            return false;
        *vec_push(a, &all->level_names) = name;
    }
    scale->levels = all->level_names.len - scale->first_level;
    return scale->levels >= 2;
}

static bool same_scale(const struct scales *all, const struct scale *a, const struct scale *b)
{
    bool same = str_same_name(a->name, b->name) && str_same_name(a->by, b->by) && a->kinds == b->kinds && a->levels == b->levels;
    for (uint32_t i = 0; i < a->levels && same; i++)
        same = str_same_name(all->level_names.at[a->first_level + i], all->level_names.at[b->first_level + i]);
    return same;
}

/* The scale as `all` has it already (two standards that share one), or else added to it. */
static struct scale kept_once(struct scales *all, struct scale scale, struct arena *a)
{
    for (uint32_t i = 0; i < all->scales.len; i++)
        if (same_scale(all, &all->scales.at[i], &scale)) {
            all->level_names.len = scale.first_level;
            return all->scales.at[i];
        }
    *vec_push(a, &all->scales) = scale;
    return scale;
}

/* Of two scales of one name the first counts. */
static void add_named(struct scales *all, struct scales *own, struct scale scale, struct str levels, struct arena *a)
{
    for (uint32_t i = 0; i < own->scales.len; i++)
        if (str_same_name(own->scales.at[i].name, scale.name))
            return;
    if (add_levels(all, &scale, levels, a))
        *vec_push(a, &own->scales) = kept_once(all, scale, a);
    else
        all->level_names.len = scale.first_level;
}

static void add_scale(struct scales *all, struct scales *own, const struct tree *t, const struct item *item, struct arena *a)
{
    struct scale scale = {.name = tree_text(t, item->title), .by = label_text(t, item, LABEL_SCALE_BY),
                          .kinds = kinds_mask(label_text(t, item, LABEL_SCALE_FOR_EACH), NULL)};
    if (scale.by.len == 0)
        scale.by = scale.name;
    add_named(all, own, scale, label_text(t, item, LABEL_SCALE_LEVELS), a);
}

/* A map has a scale of its own, on which nothing is judged and no inspectorate judges. */
static void add_map(struct scales *all, struct scales *own, const struct tree *t, const struct item *item, struct arena *a)
{
    add_named(all, own, (struct scale){.name = tree_text(t, item->title), .by = STR("")}, label_text(t, item, LABEL_MAP_LEVELS), a);
}

static int by_day(const void *a, const void *b)
{
    const int32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* A holiday that is given as a longer date is all its days. */
static void add_holidays(struct scales *s, struct date d, struct arena *a)
{
    for (int32_t day = d.first; day <= d.last && s->holidays.len < HOLIDAYS_MOST; day++)
        *vec_push(a, &s->holidays) = day;
}

void vocabulary_open(struct vocabulary *v, uint32_t numbers, struct arena *a)
{
    *v = (struct vocabulary){.of = arena_zero(a, numbers * sizeof *v->of), .len = numbers};
}

void vocabulary_add(struct vocabulary *v, uint32_t number, const struct tree *t, uint32_t document, struct arena *a)
{
    struct scales *own = &v->of[number];
    if (own->standards.len == 0)
        own->standards = tree_text(t, t->items[document].title);
    for (uint32_t i = document + 1; i < t->items_len && t->items[i].document == document; i++) {
        const struct item *item = &t->items[i];
        if ((item->flags & ITEM_DOUBT) != 0)
            continue;
        if (item->kind == KIND_SCALE)
            add_scale(&v->all, own, t, item, a);
        if (item->kind == KIND_MAP)
            add_map(&v->all, own, t, item, a);
        for (uint32_t l = item->first_label; item->kind == KIND_CALENDAR && l < item->first_label + item->labels; l++) {
            struct date_read read = date_parse(tree_text(t, t->labels[l].value));
            if (read.fault == DATE_FINE)
                add_holidays(own, read.date, a);
        }
    }
}

static void sort_holidays(struct scales *s)
{
    uint32_t kept = 0;
    if (s->holidays.len > 1)
        qsort(s->holidays.at, s->holidays.len, sizeof *s->holidays.at, by_day);
    for (uint32_t i = 0; i < s->holidays.len; i++)
        if (kept == 0 || s->holidays.at[kept - 1] != s->holidays.at[i])
            s->holidays.at[kept++] = s->holidays.at[i];
    s->holidays.len = kept;
}

void vocabulary_close(struct vocabulary *v)
{
    for (uint32_t i = 0; i < v->len; i++) {
        sort_holidays(&v->of[i]);
        memcpy(&v->of[i].level_names, &v->all.level_names, sizeof v->all.level_names);
    }
}

/* ---- from a program */

static uint64_t kinds_named(const struct program *p, const uint32_t *names, uint32_t len)
{
    uint64_t mask = 0;
    for (uint32_t i = 0; i < len; i++)
        for (unsigned k = 0; k < KINDS; k++)
            if (str_eq(p->strings[names[i]], str_of(kind_rows[k].name)))
                mask |= UINT64_C(1) << k;
    return mask;
}

void vocabulary_read(struct vocabulary *v, const struct program *p, struct arena *a)
{
    vocabulary_open(v, p->standards_len, a);
    v->program = p;
    for (uint32_t i = 0; i < p->levels_len; i++)
        *vec_push(a, &v->all.level_names) = p->strings[p->levels[i]];
    for (uint32_t i = 0; i < p->scales_len; i++) {
        const struct given_scale *s = &p->scales[i];
        *vec_push(a, &v->all.scales) = (struct scale){p->strings[s->name], p->strings[s->by], kinds_named(p, p->kinds + s->first_kind, s->kinds), s->first_level, s->levels};
    }
    for (uint32_t n = 0; n < p->standards_len; n++) {
        const struct given_standard *s = &p->standards[n];
        v->of[n].standards = p->strings[s->name];
        for (uint32_t i = 0; i < s->scales; i++)
            *vec_push(a, &v->of[n].scales) = v->all.scales.at[p->held_scales[s->first_scale + i]];
        for (uint32_t i = 0; i < s->days; i++)
            *vec_push(a, &v->of[n].holidays) = p->days[s->first_day + i];
    }
    vocabulary_close(v);
}

const struct scales *vocabulary_of(const struct vocabulary *v, int32_t number)
{
    static const struct scales none;
    return number < 0 ? &none : &v->of[number];
}

uint32_t scales_find(const struct scales *s, struct str inspectorate, enum kind k)
{
    for (uint32_t i = 0; i < s->scales.len; i++)
        if (inspectorate.len > 0 ? str_same_name(s->scales.at[i].by, inspectorate) : (s->scales.at[i].kinds >> k & 1) != 0)
            return i;
    return NO_SCALE;
}

int32_t scales_level(const struct scales *s, uint32_t scale, struct str name, struct str *near)
{
    const struct scale *sc = &s->scales.at[scale];
    struct nearest      n = nearest_open(name);
    *near = STR("");
    for (uint32_t i = sc->first_level; i < sc->first_level + sc->levels; i++) {
        if (str_same_name(s->level_names.at[i], name))
            return (int32_t)i;
        nearest_try(&n, s->level_names.at[i]);
    }
    *near = n.best;
    return -1;
}

struct str scales_list(const struct scales *s, uint32_t scale, struct arena *a)
{
    const struct scale *sc = &s->scales.at[scale];
    struct str          list = {"", 0};
    for (uint32_t i = sc->levels; i > 0; i--) {
        struct str level = s->level_names.at[sc->first_level + i - 1];
        list = str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(list), list.len > 0 ? ", " : "", STR_ARG(level));
    }
    return list;
}
