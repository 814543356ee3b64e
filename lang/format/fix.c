/* Many fixes as one change of a text. See fix.h. */
#include "fix.h"
#include <stdlib.h>

/* An edit and the fix that it is of. */
struct made { struct edit edit; uint32_t fix, number; };

/* By place; at one place what is put in stands before what is replaced; then in the order of the fixes. */
static int by_place(const void *a, const void *b)
{
    const struct made *x = a, *y = b;
    if (x->edit.place.at != y->edit.place.at)
        return x->edit.place.at < y->edit.place.at ? -1 : 1;
    bool in_x = x->edit.place.length == 0, in_y = y->edit.place.length == 0;
    if (in_x != in_y)
        return in_x ? -1 : 1;
    return x->fix != y->fix ? (x->fix < y->fix ? -1 : 1) : (x->number > y->number) - (x->number < y->number);
}

/* The edits of the fixes that are wanted (NULL: all), sorted. */
static struct made *sorted(const struct fix *fixes, const bool *wanted, uint32_t len, struct arena *a, uint32_t *count)
{
    VEC(struct made) all = {NULL, 0, 0};
    for (uint32_t f = 0; f < len; f++)
        for (uint32_t e = 0; e < fixes[f].len && (wanted == NULL || wanted[f]); e++)
            *vec_push(a, &all) = (struct made){fixes[f].edits[e], f, e};
    if (all.len > 1)
        qsort(all.at, all.len, sizeof *all.at, by_place);
    *count = all.len;
    return all.at;
}

static bool put_in_twice(const struct fix *fixes, const struct made *x, const struct made *y)
{
    return x->edit.place.at == y->edit.place.at && x->edit.place.length == 0 && y->edit.place.length == 0 && fixes[x->fix].len == 1 && fixes[y->fix].len == 1 &&
           str_eq(x->edit.text, y->edit.text);
}

/* The last fix that made another wait waits for none itself: so one is always left. */
void fixes_choose(const struct fix *fixes, uint32_t len, bool *chosen, struct arena *a)
{
    uint32_t           count;
    const struct made *all = sorted(fixes, NULL, len, a, &count), *last = NULL;
    for (uint32_t f = 0; f < len; f++)
        chosen[f] = fixes[f].len > 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct made *m = &all[i];
        if (!chosen[m->fix])
            continue;
        if (last != NULL && (m->edit.place.at < last->edit.place.at + last->edit.place.length || put_in_twice(fixes, last, m)))
            chosen[m->fix] = false;
        else
            last = m;
    }
}

struct edits fixes_edits(const struct fix *fixes, const bool *chosen, uint32_t len, struct arena *a)
{
    struct edits       edits = {NULL, 0};
    const struct made *all = sorted(fixes, chosen, len, a, &edits.len);
    edits.at = arena_many(a, edits.len, struct edit);
    for (uint32_t i = 0; i < edits.len; i++)
        edits.at[i] = all[i].edit;
    return edits;
}

struct str edits_made(struct str text, struct edits edits, struct arena *a)
{
    struct out o;
    uint32_t   at = 0;
    out_memory(&o, a);
    for (uint32_t i = 0; i < edits.len; i++) {
        const struct edit *e = &edits.at[i];
        out_str(&o, (struct str){text.at + at, e->place.at - at});
        out_str(&o, e->text);
        at = e->place.at + e->place.length;
    }
    out_str(&o, str_from(text, at));
    return out_text(&o);
}
