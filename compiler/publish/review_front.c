/* review_front.c - the title page, the contents and section 1 of a review (design: outputs O-3 to O-6). */
#include "review.h"

#define YEARS_SHOWN 2u                   /* earlier inspections that figure 1 compares */

/* ---- title page */

void review_front(struct review *v)
{
    struct house *h = &v->h;
    bool          page = style_yes(h->style, LABEL_STYLE_TITLE_PAGE);
    struct date   visit;
    h->m->document->title = str_printf(h->arena, "Report on an independent review of progress at " STR_FMT, STR_ARG(h->name));
    if (page)
        make_lines(h->m, LINES_TITLE, &(struct str){"Report on an independent review of progress at", 46}, 1);
    make_heading(h->m, 1, h->name, anchor_of(h->m, "review", STR("")));
    if (page)
        make_lines(h->m, LINES_TITLE, &(struct str){"by HM Chief Inspector of Prisons", 32}, 1);
    if (page && rows_date(h->rows, h->item, LABEL_REVIEW_VISIT, &visit)) {
        struct str days = date_range_short(h->arena, visit);
        make_lines(h->m, LINES_TITLE, &days, 1);
    }
    if (!style_yes(h->style, LABEL_STYLE_CONTENTS))
        return;
    v->contents = h->m->blocks.len;
    make_contents(h->m, &(struct contents_entry){{"", 0}, {"", 0}, {"", 0}}, 1);     /* filled when the sections are known */
}

/* ---- paragraph 1.2 and figure 1 */

struct years { int32_t at[YEARS_SHOWN]; uint32_t len; };

static struct years earlier_years(const struct review *v)
{
    struct str_list list = house_labels(&v->h, v->h.item, LABEL_REVIEW_PREVIOUS_INSPECTION);
    struct years    y = {{0}, 0};
    for (uint32_t i = 0; i < list.all.len; i++) {
        struct date_read read = date_parse(list.all.at[i]);
        if (read.fault != DATE_FINE || y.len == YEARS_SHOWN)
            return (struct years){{0}, 0};
        y.at[y.len++] = civil_of(read.date.first).year;
    }
    if (y.len == YEARS_SHOWN && y.at[0] > y.at[1])
        y = (struct years){{y.at[1], y.at[0]}, YEARS_SHOWN};
    return y.len == YEARS_SHOWN && y.at[0] != y.at[1] ? y : (struct years){{0}, 0};
}

static struct cell judged(const struct review *v, uint32_t outcome, enum label l)
{
    struct str level = house_label(&v->h, outcome, l);
    return level.len > 0 ? cell_text(v->h.arena, level) : cell_missing();
}

static void figure_1(struct review *v, const struct years *y)
{
    struct house       *h = &v->h;
    struct table_column *columns = arena_many(h->arena, YEARS_SHOWN + 1, struct table_column);
    struct table_draft   t;
    columns[0] = (struct table_column){STR("Healthy prison test"), ALIGN_TEXT, 6};
    for (uint32_t i = 0; i < YEARS_SHOWN; i++)
        columns[i + 1] = (struct table_column){str_printf(h->arena, "%d", y->at[i]), ALIGN_TEXT, 2};
    struct runs caption = runs_printf(h->arena, "Figure 1: " STR_FMT " healthy prison outcomes in %d and %d", STR_ARG(h->name), y->at[0], y->at[1]);
    table_begin(&t, h->m, caption, columns, YEARS_SHOWN + 1);
    t.block.row_heads = true;
    for (uint32_t o = rows_child(h->rows, h->item, h->item, KIND_OUTCOME); o != NO_ITEM; o = rows_child(h->rows, h->item, o, KIND_OUTCOME)) {
        const struct cell cells[YEARS_SHOWN + 1] = {
            cell_text(h->arena, house_title(h, o)), judged(v, o, LABEL_OUTCOME_EARLIER), judged(v, o, LABEL_OUTCOME_LATER),
        };
        table_add(&t, ROW_ITEM, cells, STR(""));
    }
    make_table(&t, anchor_of(h->m, "figure", STR("1")));
}

/* Without a test that was judged the sentence would announce nothing: it is left out with the figure. */
static void earlier_inspections(struct review *v)
{
    struct years y = earlier_years(v);
    bool         outcomes = rows_child(v->h.rows, v->h.item, v->h.item, KIND_OUTCOME) != NO_ITEM;
    struct str   sentence = {"", 0};
    if (y.len > 0 && outcomes)
        sentence = str_printf(v->h.arena, "At our previous inspections of " STR_FMT " in %d and %d%s we made the following judgements about outcomes "
                              "for prisoners.", STR_ARG(v->h.name), y.at[0], y.at[1], style_yes(v->h.style, LABEL_STYLE_COMMA_AFTER_YEARS) ? "," : "");
    review_formula(v, 1, 2, sentence);
    if (y.len > 0 && outcomes)
        figure_1(v, &y);
}

/* ---- the tallies of section 1 */

/* How many items have at least that place from the top, best first. */
static uint32_t best_of(const struct judgement_tally *j, uint32_t levels)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < levels && i < j->levels_len; i++)
        n += j->levels[i].count;
    return n;
}

static uint32_t at_level(const struct judgement_tally *j, const char *name)
{
    for (uint32_t i = 0; i < j->levels_len; i++)
        if (str_same_name(j->levels[i].name, str_of(name)))
            return j->levels[i].count;
    return 0;
}

/* The sentences name two levels from the top and insufficient progress: where anything stands outside of them they would leave it out. */
static bool is_told(const struct judgement_tally *j)
{
    return j->not_judged == 0 && j->n > 0 && best_of(j, 2) + at_level(j, "Insufficient progress") == j->n;
}

static struct str number_words(const struct review *v, uint32_t n)
{
    struct out o;
    out_memory(&o, v->h.arena);
    count_print_words(&o, n);
    return out_text(&o);
}

static void tally_apart(struct review *v, const struct judgement_tally *j)
{
    uint32_t   low = at_level(j, "Insufficient progress");
    struct str rest = {"", 0};
    if (low > 0)
        rest = str_printf(v->h.arena, ", although there remained insufficient progress against " STR_FMT, STR_ARG(number_words(v, low)));
    if (!is_told(j) || tally_of_themes(j) || best_of(j, 2) == 0 || j->n < 2)
        return;
    make_said(v->h.m, "There had been good or reasonable progress against " STR_FMT " of the " STR_FMT " that we examined" STR_FMT ".",
              STR_ARG(number_words(v, best_of(j, 2))), STR_ARG(count_words(j->n, j->noun, j->nouns, v->h.arena)), STR_ARG(rest));
}

static void tally_together(struct review *v)
{
    uint32_t all = 0, themes = 0, fine = 0, low = 0;
    for (uint32_t i = 0; i < v->progress->judgements_len; i++) {
        const struct judgement_tally *j = &v->progress->judgements[i];
        if (!is_told(j))
            return;
        all += j->n, fine += best_of(j, 2), low += at_level(j, "Insufficient progress");
        themes += tally_of_themes(j) ? j->n : 0;
    }
    if (all < 2 || themes == 0 || fine == 0 || low == 0)
        return;
    make_said(v->h.m,
        "At this independent review of progress, we assessed progress against the " STR_FMT " key recommendations for improvement, including " STR_FMT
        " identified by Ofsted. Progress was reasonable or better in " STR_FMT " and insufficient in " STR_FMT ".",
        STR_ARG(number_words(v, all)), STR_ARG(count_words(themes, STR("theme"), STR("themes"), v->h.arena)),
        STR_ARG(count_words(fine, STR("area"), STR("areas"), v->h.arena)), STR_ARG(number_words(v, low)));
}

static void tallies(struct review *v)
{
    enum { LEFT_OUT, APART, TOGETHER };
    unsigned choice = style_choice(v->h.style, LABEL_STYLE_SUMMARY_TALLIES);
    for (uint32_t i = 0; i < v->progress->judgements_len && choice == APART; i++)
        tally_apart(v, &v->progress->judgements[i]);
    if (choice == TOGETHER)
        tally_together(v);
}

/* ---- section 1 */

static void signature(struct review *v)
{
    struct date published;
    struct str  lines[] = {house_label(&v->h, v->h.item, LABEL_REVIEW_SIGNED_BY), {"", 0}};
    if (lines[0].len == 0)
        return;
    if (rows_date(v->h.rows, v->h.item, LABEL_REVIEW_PUBLISHED, &published))
        lines[1] = date_month_words(v->h.arena, published);
    make_lines(v->h.m, LINES_SIGNATURE, lines, ARRAY_LEN(lines));
}

void review_summary(struct review *v)
{
    const struct rows *r = v->h.rows;
    uint32_t           before = v->h.m->blocks.len;
    bool               earlier = false;
    struct str         title = str_printf(v->h.arena, "Chief Inspector%ss summary", house_apostrophe(&v->h, LABEL_STYLE_HEADING_APOSTROPHE));
    review_section(v, "Section 1", title);
    for (uint32_t i = rows_child(r, v->h.item, v->h.item, KIND_PARAGRAPH); i != NO_ITEM; i = rows_child(r, v->h.item, i, KIND_PARAGRAPH)) {
        unsigned section, k;
        review_number(v, i, &section, &k);
        if (section != 1)
            continue;
        if (k >= 2 && !earlier) {
            earlier_inspections(v);
            earlier = true;
        }
        if (!v->printed.at[i - v->h.item])
            review_paragraph(v, i);
    }
    if (v->h.m->blocks.len > before + 1) {
        if (!earlier)
            earlier_inspections(v);
        tallies(v);
        signature(v);
    }
    review_section_end(v, before);
    /* Contents have the apostrophe of the text. */
    if (v->sections.len > 0)
        v->sections.at[0].title = str_printf(v->h.arena, "Chief Inspector%ss summary", house_apostrophe(&v->h, LABEL_STYLE_APOSTROPHE));
}
