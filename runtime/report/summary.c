/* summary.c - image after image: the progress and the figures of each are worked out, written or taken, and let go. */
#include "summary.h"

struct summary {
    struct summary_options options;
    struct out   *out;
    struct arena *arena;
    struct figure_totals *totals;
    struct progress_json *json;           /* NULL: text */
    uint32_t      documents;
};

struct summary *summary_open(const struct summary_options *options, struct out *o, struct arena *a)
{
    struct summary *s = arena_new(a, struct summary);
    *s = (struct summary){.options = *options, .out = o, .arena = a, .totals = figure_totals_open(options->today, options->by, a)};
    if (options->json && options->by.len == 0)
        s->json = progress_json_open(o, options->today, a);
    return s;
}

static void add_documents(struct summary *s, const struct image *img, const struct figure_views *figures, struct arena *work)
{
    struct progress_list list = progress_of(img, s->options.today, work);
    if (s->json)
        progress_json_begin(s->json);
    for (uint32_t i = 0; i < list.len; i++) {
        if (s->json)
            progress_json_add(s->json, &list.at[i], figures, img->source_name);
        else if (s->documents + i > 0)
            out_char(s->out, '\n');
        if (!s->json)
            progress_text(s->out, &list.at[i], figures, s->options.look, work);
    }
    s->documents += list.len;
}

void summary_add(struct summary *s, const struct image *img, const struct program *p)
{
    struct arena work;
    arena_open(&work, s->arena->mem);
    struct figure_views figures = figures_of(img, p, s->options.today, &work);
    if (s->options.by.len == 0)
        add_documents(s, img, &figures, &work);
    figure_totals_add(s->totals, &figures, img);
    arena_close(&work);
}

/* The views of the table that was asked for, and those alone. */
static void close_by(struct summary *s, const struct figure_views *all)
{
    struct figure_view *views = arena_many(s->arena, all->len, struct figure_view);
    struct figure_views asked = {views, 0};
    for (uint32_t i = 0; i < all->len; i++)
        if (str_eq(all->at[i].table, s->options.by))
            views[asked.len++] = all->at[i];
    if (!s->options.json) {
        by_text(s->out, &asked, s->options.look, s->arena);
        return;
    }
    struct json j = {.out = s->out, .first = true};
    json_open(&j, NULL, '{');
    json_day(&j, "today", s->options.today);
    json_text(&j, "by", s->options.by);
    figures_json(&j, &asked, NULL);
    json_close(&j, '}');
    out_char(s->out, '\n');
}

void summary_close(struct summary *s)
{
    struct figure_views all = figure_totals_made(s->totals);
    if (s->options.by.len > 0)
        close_by(s, &all);
    else if (s->json)
        progress_json_close(s->json, &all);
    else
        estate_text(s->out, s->documents, s->options.today, &all, s->options.look, s->arena);
}
