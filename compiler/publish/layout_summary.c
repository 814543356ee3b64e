/* layout_summary.c - how far plans have got on a day and what reviews judged, for one document or for an estate: the order of the report, and its head. */
#include "summary.h"
#include "../../runtime/report/text.h"

/* ---- helpers of the parts */

void survey_section(struct survey *s, struct str title, const char *anchor)
{
    struct str at = anchor_of(s->m, anchor, STR(""));
    make_heading(s->m, 2, title, at);
    *vec_push(s->arena, &s->contents) = (struct contents_entry){.title = title, .target = at};
}

struct cell survey_named(struct survey *s, struct str name, struct str words)
{
    struct run_list runs = {0};
    struct block *b = arena_new(s->arena, struct block);
    run_add(s->arena, &runs, RUN_STRONG, clean_words(s->arena, name));
    if (name.len > 0 && words.len > 0)
        run_add(s->arena, &runs, RUN_PLAIN, STR(": "));
    run_add(s->arena, &runs, RUN_PLAIN, clean_words(s->arena, words));
    *b = (struct block){.kind = BLOCK_PARAGRAPH, .paragraph = {.text = run_listed(&runs)}};
    return (struct cell){.kind = CELL_BLOCKS, .blocks = {b, runs.all.len > 0 ? 1 : 0}};
}

struct str survey_capital(struct survey *s, struct str words)
{
    struct str clean = clean_words(s->arena, words);
    if (clean.len == 0 || clean.at[0] < 'a' || clean.at[0] > 'z')
        return clean;
    return str_printf(s->arena, "%c" STR_FMT, (char)(clean.at[0] - 32), STR_ARG(str_from(clean, 1)));
}

const char *survey_count(struct survey *s, uint64_t n)
{
    struct out o;
    out_memory(&o, s->arena);
    count_print(&o, n);
    return str_keep(s->arena, out_text(&o)).at;
}

void survey_more(struct survey *s, uint32_t more)
{
    if (more > 0)
        make_text(s->m, str_printf(s->arena, "... and %s more.", survey_count(s, more)));
}

static struct table_block figure_table(struct survey *s, const struct figure_part *parts, uint32_t len, const char *things, uint32_t total)
{
    struct table_column *columns = arena_many(s->arena, 2, struct table_column);
    struct table_row *rows = arena_many(s->arena, (size_t)len + 1, struct table_row);
    columns[0] = (struct table_column){str_of(things), ALIGN_TEXT, 2};
    columns[1] = (struct table_column){STR("Number"), ALIGN_NUMBER, 1};
    for (uint32_t i = 0; i <= len; i++) {
        struct cell *cells = arena_many(s->arena, 2, struct cell);
        cells[0] = cell_text(s->arena, i < len ? parts[i].name : STR("All"));
        cells[1] = cell_whole(i < len ? parts[i].count : total);
        rows[i] = (struct table_row){i < len ? ROW_ITEM : ROW_TOTAL, STR(""), cells};
    }
    return (struct table_block){.row_heads = true, .columns = columns, .columns_len = 2, .rows = rows, .rows_len = len + 1};
}

void survey_figure(struct survey *s, struct str what, struct str message, const struct figure_part *parts, uint32_t len, bool best_first, const char *things)
{
    struct figure_block *f = arena_new(s->arena, struct figure_block);
    *f = (struct figure_block){.message = message, .parts = parts, .parts_len = len, .best_first = best_first};
    for (uint32_t i = 0; i < len; i++)
        f->total += parts[i].count;
    f->caption = str_printf(s->arena, "Figure %u: " STR_FMT " (n=%s)", ++s->numbered, STR_ARG(what), survey_count(s, f->total));
    f->table = figure_table(s, parts, len, things, f->total);
    f->table.caption = runs_of(s->arena, str_printf(s->arena, "The numbers of figure %u", s->numbered));
    make_figure(s->m, f, anchor_of(s->m, "figure", str_printf(s->arena, "%u", s->numbered)));
}

/* ---- the head */

static struct str day_words(const struct survey *s) { return date_words(s->arena, date_of_day(s->m->publication->today)); }

/* What a report of one document is called. */
static struct str title_of_one(const struct survey *s)
{
    static const struct { enum kind kind; const char *behind; } words[] = {
        {KIND_REVIEW, "what the review of progress found"}, {KIND_RESPONSE, "what the letter promises"}, {KIND_RETURN, "what the update reports"},
    };
    struct str name = clean_words(s->arena, s->subjects[0].progress->title);
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (s->subjects[0].kind == words[i].kind)
            return str_printf(s->arena, STR_FMT ": %s", STR_ARG(name), words[i].behind);
    return str_printf(s->arena, STR_FMT ": progress at " STR_FMT, STR_ARG(name), STR_ARG(day_words(s)));
}

/* "2 plans, 2 reviews and 1 letter: progress at 1 October 2026" */
static struct str title_of_several(const struct survey *s)
{
    static const struct { enum kind kind; const char *one, *many; } words[] = {
        {KIND_PLAN, "plan", "plans"}, {KIND_REVIEW, "review", "reviews"}, {KIND_RESPONSE, "letter", "letters"}, {KIND_RETURN, "update", "updates"},
    };
    uint32_t counts[ARRAY_LEN(words)] = {0}, kinds = 0, said = 0;
    struct out o;
    out_memory(&o, s->arena);
    for (size_t k = 0; k < ARRAY_LEN(words); k++) {
        for (uint32_t i = 0; i < s->len; i++)
            counts[k] += s->subjects[i].kind == words[k].kind;
        kinds += counts[k] > 0;
    }
    for (size_t k = 0; k < ARRAY_LEN(words); k++) {
        if (counts[k] == 0)
            continue;
        out_str(&o, said == 0 ? STR("") : said + 1 == kinds ? STR(" and ") : STR(", "));
        count_print(&o, counts[k]);
        out_printf(&o, " %s", counts[k] == 1 ? words[k].one : words[k].many);
        said++;
    }
    out_str(&o, STR(": progress at "));
    out_str(&o, day_words(s));
    return out_text(&o);
}

/* Sentences that the numbers carry, each where it has something to say. */
static void lead(struct survey *s)
{
    const struct progress *p = s->all;
    struct runs *lines = arena_many(s->arena, 3, struct runs);
    uint32_t len = 0;
    if (p->total.completed > 0 && p->completed_no_date > 0)
        lines[len++] = runs_printf(s->arena, "%s completed %s no date of completion.", survey_count(s, p->completed_no_date), p->completed_no_date == 1 ? "action has" : "actions have");
    if (p->total.undated > 0)
        lines[len++] = runs_printf(s->arena, "%s open %s no deadline.", survey_count(s, p->total.undated), p->total.undated == 1 ? "action has" : "actions have");
    if (p->slip_days > 0 && p->slipped_most.len > 0)
        lines[len++] = runs_printf(s->arena, "Action " STR_FMT " has slipped most: its deadline has moved by %d %s.", STR_ARG(clean_words(s->arena, p->slipped_most)),
                                   (int)p->slip_days, p->slip_days == 1 ? "day" : "days");
    make_list(s->m, lines, len);
}

/* "Due in October 2026" */
static struct str due_words(const struct survey *s)
{
    struct civil c = civil_of(s->m->publication->today);
    return str_printf(s->arena, "Due in " STR_FMT, STR_ARG(date_words(s->arena, date_of_month(c.year, c.month))));
}

#define STATES_ALWAYS 4u                 /* of the figure: shown although there are none */
static void position(struct survey *s)
{
    const struct tally *t = &s->all->total;
    const struct figure_part parts[] = {
        {STR("Completed"), t->completed}, {due_words(s), t->due}, {STR("Late"), t->late}, {STR("Due later"), tally_later(*t)},
        {STR("Without a deadline"), t->undated}, {STR("Withdrawn or superseded"), tally_closed(*t)},
    };
    struct figure_part *shown = arena_many(s->arena, ARRAY_LEN(parts), struct figure_part);
    struct str title = title_text(s->arena, TITLE_ACTIONS_LATE, t->late, t->actions);
    uint32_t len = 0;
    if (t->actions == 0)
        return;
    for (uint32_t i = 0; i < ARRAY_LEN(parts); i++)
        if (i < STATES_ALWAYS || parts[i].count > 0)
            shown[len++] = parts[i];
    survey_section(s, title, "position");
    survey_figure(s, str_printf(s->arena, "Actions at " STR_FMT, STR_ARG(day_words(s))), str_printf(s->arena, STR_FMT ".", STR_ARG(title)), shown, len, false, "Actions");
    lead(s);
}

/* ---- what is worked out once */

/* Files have one document or more; what belongs to a file is taken with its first. */
static bool is_first_of_file(const struct survey *s, uint32_t subject)
{
    return subject == 0 || s->subjects[subject - 1].file != s->subjects[subject].file;
}

static void take_promises(struct survey *s)
{
    struct { VEC(struct promise) list; } all = {0};
    for (uint32_t i = 0; i < s->len; i++) {
        struct promises of = {NULL, 0};
        if (is_first_of_file(s, i))
            of = promises_of(s->subjects[i].file->unit->image, s->m->publication->today, s->arena);
        for (uint32_t k = 0; k < of.len; k++)
            *vec_push(s->arena, &all.list) = of.at[k];
    }
    s->promises = (struct promises){all.list.at, all.list.len};
}

static struct figure_views figures_of_subject(const struct survey *s, uint32_t subject)
{
    const struct unit *u = s->subjects[subject].file->unit;
    return figures_of(u->image, u->program, s->m->publication->today, s->arena);
}

static void take_figures(struct survey *s)
{
    struct figure_totals *totals;
    if (!s->several) {
        s->item = &s->subjects[0].progress->item;
        s->figures = figures_of_subject(s, 0);
        return;
    }
    totals = figure_totals_open(s->m->publication->today, STR(""), s->arena);
    for (uint32_t i = 0; i < s->len; i++)
        if (is_first_of_file(s, i)) {
            struct figure_views views = figures_of_subject(s, i);
            figure_totals_add(totals, &views, s->subjects[i].file->unit->image);
        }
    s->figures = figure_totals_made(totals);
}

static void take_progress(struct survey *s)
{
    struct progress_totals *totals;
    if (!s->several) {
        s->all = s->subjects[0].progress;
        return;
    }
    totals = progress_totals_open(s->m->publication->today, s->arena);
    for (uint32_t i = 0; i < s->len; i++)
        progress_totals_add(totals, s->subjects[i].progress);
    s->all = progress_totals_made(totals);
}

void layout_summary(struct maker *m, const struct subject *subjects, uint32_t len)
{
    static void (*const parts[])(struct survey *) = {
        position, survey_plans, survey_groups, survey_recurring, survey_promises, survey_reviews, survey_metrics, survey_tables, survey_findings,
    };
    struct survey s = {.m = m, .arena = m->arena, .subjects = subjects, .len = len, .several = len > 1};
    uint32_t contents;

    take_progress(&s);
    take_figures(&s);
    take_promises(&s);
    m->document->title = s.several ? title_of_several(&s) : title_of_one(&s);
    m->document->establishment = s.several ? STR("") : clean_words(m->arena, subjects[0].progress->title);
    make_heading(m, 1, m->document->title, anchor_of(m, "summary", STR("")));
    contents = m->blocks.len;
    make_contents(m, &(struct contents_entry){0}, 1);        /* its place: the entries are known when the sections are there */
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        parts[i](&s);
    m->blocks.at[contents].contents = (struct contents_block){s.contents.at, s.contents.len};
}
