/* titles.c - see titles.h. */
#include "titles.h"
#include "../value/number.h"

static const struct title_row { const char *one, *many, *is, *are, *is_not; } title_rows[TITLES] = {
#define TITLE(ID, one, many, is, are, is_not) {one, many, is, are, is_not},
#include "titles.def"
#undef TITLE
};

/* PARTS, with a count where a part is "#" or "%": of those, and of all. */
static void put(struct out *o, const char *const *parts, uint64_t count, uint64_t all)
{
    for (; *parts; parts++) {
        if ((*parts)[0] == '#')
            count_print(o, count);
        else if ((*parts)[0] == '%')
            count_print(o, all);
        else
            out_str(o, str_of(*parts));
        if (parts[1])
            out_char(o, ' ');
    }
}

void title_print(struct out *o, enum title t, uint64_t count, uint64_t all)
{
    const struct title_row *w = &title_rows[t];
    const char *const none[] = {"There are no", w->many, NULL};
    const char *const only[] = {"The only", w->one, count > 0 ? w->is : w->is_not, NULL};
    const char *const zero[] = {"None of the", "%", w->many, w->are, NULL};
    const char *const neither[] = {"Neither", w->one, w->is, NULL};
    const char *const both[] = {"Both", w->many, w->are, NULL};
    const char *const every[] = {"All", "%", w->many, w->are, NULL};
    const char *const some[] = {"#", "of", "%", w->many, count == 1 ? w->is : w->are, NULL};

    if (all <= 1)
        put(o, all == 0 ? none : only, count, all);
    else if (count == 0)
        put(o, all == 2 ? neither : zero, count, all);
    else if (count == all)
        put(o, all == 2 ? both : every, count, all);
    else
        put(o, some, count, all);
}

struct str title_text(struct arena *a, enum title t, uint64_t count, uint64_t all)
{
    struct out o;
    out_memory(&o, a);
    title_print(&o, t, count, all);
    return out_text(&o);
}
