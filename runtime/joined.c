/* joined.c - the findings of a joined text, given back to its two files. See joined.h. */
#include "joined.h"

struct split { const struct joined *j; const struct finding_list *all; VEC(uint32_t) of; };   /* numbers in `all` */

/* What was joined was made of a table: its text is not that of the file, and nothing in it can be mended there. */
static bool is_table(const struct joined *j) { return j->len > 0 && j->pieces[0].span > 0; }

/* The place in the returns' own text. */
static struct place back(const struct joined *j, struct place p)
{
    uint32_t low = 0, high = j->len;                 /* the last piece that starts by then */
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (j->pieces[middle].at <= p.at)
            low = middle;
        else
            high = middle;
    }
    const struct joined_piece *piece = &j->pieces[low];
    if (piece->span > 0)
        return (struct place){piece->from, piece->span};
    uint32_t within = p.at > piece->at ? p.at - piece->at : 0;
    return (struct place){piece->from + (within < piece->length ? within : piece->length), p.length};
}

/* Other places are shown where they stand in the same file. */
static void keep_related(const struct split *s, bool own, struct arena *a, struct finding *f)
{
    struct related *kept = arena_many(a, f->related_len + (size_t)1, struct related);
    uint32_t        len = 0;
    for (uint32_t i = 0; i < f->related_len; i++)
        if ((f->related[i].place.at < s->j->own) == own) {
            kept[len] = f->related[i];
            kept[len].place = own ? kept[len].place : back(s->j, kept[len].place);
            len++;
        }
    f->related = kept, f->related_len = len;
}

/* A fix of the one file changes nothing in the other. */
static void keep_edits(const struct split *s, bool own, struct arena *a, struct finding *f)
{
    struct edit *kept = arena_many(a, f->edits_len + (size_t)1, struct edit);
    for (uint32_t i = 0; i < f->edits_len; i++) {
        kept[i] = f->edits[i];
        if ((!own && is_table(s->j)) || (kept[i].place.at + kept[i].place.length <= s->j->own) != own) {
            f->fix = FIX_NONE, f->edits_len = 0;
            return;
        }
        kept[i].place = own ? kept[i].place : back(s->j, kept[i].place);
    }
    f->edits = kept;
}

static void fill_own(const void *of, uint32_t i, struct arena *a, struct finding *f)
{
    const struct split *s = of;
    s->all->fill(s->all->of, s->of.at[i], a, f);
    keep_related(s, true, a, f);
    keep_edits(s, true, a, f);
}

static void brief_own(const void *of, uint32_t i, struct finding *f)
{
    const struct split *s = of;
    s->all->brief(s->all->of, s->of.at[i], f);
}

static void brief_returns(const void *of, uint32_t i, struct finding *f)
{
    const struct split *s = of;
    s->all->brief(s->all->of, s->of.at[i], f);
    f->place = back(s->j, f->place);
    f->fix = is_table(s->j) ? FIX_NONE : f->fix;
}

static void fill_returns(const void *of, uint32_t i, struct arena *a, struct finding *f)
{
    const struct split *s = of;
    s->all->fill(s->all->of, s->of.at[i], a, f);
    f->place = back(s->j, f->place);
    f->hidden_place = f->hidden == HIDDEN_ALLOWED ? back(s->j, f->hidden_place) : f->hidden_place;
    keep_related(s, false, a, f);
    keep_edits(s, false, a, f);
}

static void count(struct finding_list *list, const struct finding *f)
{
    bool hidden = f->hidden == HIDDEN_ALLOWED;
    list->len++;
    list->allowed += hidden;
    list->errors += !hidden && f->severity == SEVERITY_ERROR;
    list->warnings += !hidden && f->severity == SEVERITY_WARNING;
    list->notes += !hidden && f->severity == SEVERITY_NOTE;
}

void joined_split(const struct joined *j, const struct finding_list *all, struct arena *a, struct finding_list *own, struct finding_list *returns)
{
    struct split *plan = arena_new(a, struct split), *rest = arena_new(a, struct split);
    plan->j = rest->j = j, plan->all = rest->all = all;
    *own = (struct finding_list){.source_name = all->source_name, .source = str_upto(all->source, j->own), .fill = fill_own, .brief = brief_own, .of = plan};
    *returns = (struct finding_list){.source_name = j->name, .source = j->text, .fill = fill_returns, .brief = brief_returns, .of = rest};
    for (uint32_t i = 0; i < all->len; i++) {
        struct finding f;
        all->brief(all->of, i, &f);
        bool in_plan = f.place.at < j->own;
        count(in_plan ? own : returns, &f);
        *vec_push(a, in_plan ? &plan->of : &rest->of) = i;
    }
}
