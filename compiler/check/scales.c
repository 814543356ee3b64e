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

static bool add_levels(struct scales *s, struct scale *scale, struct str levels, struct arena *a)
{
    scale->first_level = s->level_names.len;
    while (levels.len > 0) {
        struct str name = str_trim(str_cut(&levels, '<'));
        if (name.len == 0)
            return false;
        *vec_push(a, &s->level_names) = name;
    }
    scale->levels = s->level_names.len - scale->first_level;
    return scale->levels >= 2;
}

static void add_scale(struct scales *s, const struct tree *t, const struct item *item, struct arena *a)
{
    struct scale scale = {.name = tree_text(t, item->title), .by = label_text(t, item, LABEL_SCALE_BY)};
    if (scale.by.len == 0)
        scale.by = scale.name;
    struct str kinds = label_text(t, item, LABEL_SCALE_FOR_EACH);
    scale.kinds = kinds_mask(kinds, NULL);
    for (uint32_t i = 0; i < s->scales.len; i++)
        if (str_same_name(s->scales.at[i].name, scale.name))
            return;                      /* two standards that share a scale */
    if (add_levels(s, &scale, label_text(t, item, LABEL_SCALE_LEVELS), a))
        *vec_push(a, &s->scales) = scale;
    else
        s->level_names.len = scale.first_level;
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

void scales_add(struct scales *s, const struct tree *t, uint32_t document, struct arena *a)
{
    for (uint32_t i = document + 1; i < t->items_len && t->items[i].document == document; i++) {
        const struct item *item = &t->items[i];
        if ((item->flags & ITEM_DOUBT) != 0)
            continue;
        if (item->kind == KIND_SCALE)
            add_scale(s, t, item, a);
        for (uint32_t l = item->first_label; item->kind == KIND_CALENDAR && l < item->first_label + item->labels; l++) {
            struct date_read read = date_parse(tree_text(t, t->labels[l].value));
            if (read.fault == DATE_FINE)
                add_holidays(s, read.date, a);
        }
    }
    if (s->holidays.len > 1)
        qsort(s->holidays.at, s->holidays.len, sizeof *s->holidays.at, by_day);
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
    unsigned            least = near_enough(name.len) + 2;
    *near = STR("");
    for (uint32_t i = sc->first_level; i < sc->first_level + sc->levels; i++) {
        struct str level = s->level_names.at[i];
        if (str_same_name(level, name))
            return (int32_t)i;
        unsigned d = str_distance(level, name, least - 1);
        if (d < least || (name.len >= 4 && least > 1 && str_starts_fold(level, name))) {
            least = d < least ? d : 1;
            *near = level;
        }
    }
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
