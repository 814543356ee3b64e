/* summary.c - image after image: the progress and the figures of each are worked out, written or taken, and let go.
 *
 * As text, documents are held back until it is known whether there are so many that the estate is shown in their place.
 */
#include "summary.h"
#include "grid.h"
#include "workload.h"

struct summary {
    struct summary_options options;
    struct out   *out;
    struct arena *arena, work;            /* work: of what is held back */
    struct figure_totals *totals;
    struct estate estate;
    struct progress_json *json;           /* NULL: another format, or one table alone */
    struct out    held;                   /* the text of the documents so far */
    struct workload *workload;            /* it was asked for alone; else NULL */
    uint32_t      documents;
};

struct summary *summary_open(const struct summary_options *options, struct out *o, struct arena *a)
{
    struct summary *s = arena_new(a, struct summary);
    *s = (struct summary){.options = *options, .out = o, .arena = a, .totals = figure_totals_open(options->today, options->by, a)};
    s->options.look.markdown = options->format == GRID_MARKDOWN;
    estate_open(&s->estate, options->today, a);
    if (options->format == GRID_JSON && options->by.len == 0)
        s->json = progress_json_open(o, &s->estate, a);
    if (str_eq(options->by, STR("workload")))
        s->workload = workload_open(options->today, a);
    arena_open(&s->work, a->mem);
    out_memory(&s->held, &s->work);
    return s;
}

static bool is_text(const struct summary *s) { return s->options.format == GRID_TEXT || s->options.format == GRID_MARKDOWN; }

/* The documents are too many to be shown one by one. */
static bool is_estate(const struct summary *s) { return s->documents > ESTATE_DOCUMENTS; }

static void hold_text(struct summary *s, const struct progress *p, const struct figure_views *figures, struct arena *work)
{
    if (is_estate(s))
        return;
    if (s->documents > 1)
        out_char(&s->held, '\n');
    progress_text(&s->held, p, figures, s->options.look, work);
}

static void add_documents(struct summary *s, const struct image *img, const struct figure_views *figures, struct arena *work)
{
    struct progress_list list = progress_of(img, s->options.today, work);
    if (s->json)
        progress_json_begin(s->json);
    if (list.len > 0)
        estate_add_image(&s->estate, img);
    for (uint32_t i = 0; i < list.len; i++) {
        s->documents++;
        estate_add(&s->estate, &list.at[i], img->source_name);
        if (s->json)
            progress_json_add(s->json, &list.at[i], figures, img->source_name);
        else if (is_text(s))
            hold_text(s, &list.at[i], figures, work);
    }
}

void summary_add(struct summary *s, const struct image *img, const struct program *p)
{
    struct arena work;
    if (s->workload) {
        workload_add(s->workload, img);
        return;
    }
    arena_open(&work, s->arena->mem);
    struct figure_views figures = figures_of(img, p, s->options.today, &work);
    if (s->options.by.len == 0)
        add_documents(s, img, &figures, &work);
    figure_totals_add(s->totals, &figures, img);
    arena_close(&work);
}

static void by_json(struct summary *s, const struct figure_views *asked)
{
    struct json j = {.out = s->out, .first = true};
    json_open(&j, NULL, '{');
    json_day(&j, "today", s->options.today);
    json_text(&j, "by", s->options.by);
    figures_json(&j, asked, NULL);
    json_close(&j, '}');
    out_char(s->out, '\n');
}

/* The views of the table that was asked for, and those alone. */
static void close_by(struct summary *s, const struct figure_views *all)
{
    struct figure_view *views = arena_many(s->arena, all->len, struct figure_view);
    struct figure_views asked = {views, 0};
    for (uint32_t i = 0; i < all->len; i++)
        if (str_eq(all->at[i].table, s->options.by))
            views[asked.len++] = all->at[i];
    switch (s->options.format) {
    case GRID_JSON:                      by_json(s, &asked); break;
    case GRID_CSV:                       by_csv(s->out, &asked, s->options.look.plain, s->arena); break;
    case GRID_TEXT: case GRID_MARKDOWN:  by_text(s->out, &asked, s->options.look, s->arena); break;
    }
}

static void close_text(struct summary *s, const struct figure_views *all)
{
    struct recurring_list recurring = {NULL, 0};
    if (is_estate(s)) {
        estate_text(s->out, &s->estate, all, s->options.look, s->arena);
        return;
    }
    out_str(s->out, out_text(&s->held));
    estate_figures_text(s->out, s->documents, s->options.today, all, s->options.look, s->arena);
    if (s->documents > 1)
        recurring = recurring_made(s->estate.recurring);
    recurring_text(s->out, &recurring, s->options.look, s->arena);
}

static void close_workload(struct summary *s)
{
    const struct grid *g = workload_made(s->workload);
    struct json j = {.out = s->out, .first = true};
    switch (s->options.format) {
    case GRID_TEXT:     grid_text(s->out, g, s->options.look, s->arena); break;
    case GRID_MARKDOWN: grid_markdown(s->out, g, s->arena); break;
    case GRID_CSV:      grid_csv(s->out, g, false, s->options.look.plain, s->arena); break;
    case GRID_JSON:
        json_open(&j, NULL, '{');
        json_day(&j, "today", s->options.today);
        json_text(&j, "by", s->options.by);
        grid_json(&j, "rows", g);
        json_close(&j, '}');
        out_char(s->out, '\n');
        break;
    }
}

void summary_close(struct summary *s)
{
    if (s->workload) {
        close_workload(s);
        arena_close(&s->work);
        return;
    }
    struct figure_views all = figure_totals_made(s->totals);
    if (s->options.by.len > 0)
        close_by(s, &all);
    else if (s->json)
        progress_json_close(s->json, &all);
    else if (s->options.format == GRID_CSV)
        estate_csv(s->out, &s->estate, s->options.look.plain, s->arena);
    else
        close_text(s, &all);
    arena_close(&s->work);
}
