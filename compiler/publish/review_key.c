/* review_key.c - section 2 of a review: what was followed up, the judgements by level with their figures, and good practice (design: outputs O-7 to O-12). */
#include "review.h"

/* ---- figures 2 and 3 */

/* The inspection as the captions date it; empty: no date is given. */
static struct str review_year(const struct review *v)
{
    enum { YEAR, MONTH_AND_YEAR };
    struct date d;
    if (!rows_date(v->h.rows, v->h.item, LABEL_REVIEW_INSPECTION, &d))
        return STR("");
    return style_choice(v->h.style, LABEL_STYLE_FIGURE_DATES) == MONTH_AND_YEAR ? date_month_words(v->h.arena, d) : date_year_words(v->h.arena, d);
}

/* What the themes come from, as the caption of figure 3 says it. */
static const char *basis_words(const struct review *v)
{
    struct str basis = themes_basis(v->h.rows->img, v->row, v->h.arena);
    return str_find(basis, STR("progress monitoring visit")) < basis.len ? "inspection/progress monitoring visit" : "inspection";
}

static struct str caption(const struct review *v, uint32_t number, const struct judgement_tally *j)
{
    bool       themes = tally_of_themes(j);
    struct str year = review_year(v), from = {"", 0};
    if (year.len > 0)
        from = str_printf(v->h.arena, " from " STR_FMT " %s", STR_ARG(year), themes ? basis_words(v) : "inspection");
    return str_printf(v->h.arena, "Figure %u: Progress on " STR_FMT " " STR_FMT STR_FMT " (n=%u)%s", number, STR_ARG(j->inspectorate), STR_ARG(j->nouns),
                      STR_ARG(from), j->n, themes && style_yes(v->h.style, LABEL_STYLE_CAPTION_STOP) ? "." : "");
}

static struct table_block level_table(const struct review *v, const struct judgement_tally *j)
{
    static const struct table_column columns[] = {{{"Judgement", 9}, ALIGN_TEXT, 6}, {{"Number", 6}, ALIGN_NUMBER, 1}};
    struct table_row *rows = arena_many(v->h.arena, j->levels_len, struct table_row);
    for (uint32_t i = 0; i < j->levels_len; i++) {
        struct cell *cells = arena_many(v->h.arena, ARRAY_LEN(columns), struct cell);
        cells[0] = cell_text(v->h.arena, clean_words(v->h.arena, j->levels[i].name));
        cells[1] = cell_whole(j->levels[i].count);
        rows[i] = (struct table_row){ROW_ITEM, {"", 0}, cells};
    }
    return (struct table_block){.row_heads = true, .columns = columns, .columns_len = ARRAY_LEN(columns), .rows = rows, .rows_len = j->levels_len};
}

static struct runs figure_note(const struct review *v, const struct judgement_tally *j)
{
    bool themes = false;
    for (uint32_t i = 0; i < v->progress->judgements_len; i++)
        themes = themes || tally_of_themes(&v->progress->judgements[i]);
    if (!themes || tally_of_themes(j))
        return (struct runs){NULL, 0};
    return runs_printf(v->h.arena, "This pie chart excludes any recommendations that were followed up as part of a theme within Ofsted%ss concurrent "
                       "prison monitoring visit.", house_apostrophe(&v->h, LABEL_STYLE_APOSTROPHE));
}

static void figure(struct review *v, uint32_t number, const struct judgement_tally *j)
{
    if (j->not_judged > 0 || j->levels_len == 0)
        return;
    struct figure_block *f = arena_new(v->h.arena, struct figure_block);
    struct figure_part  *parts = arena_many(v->h.arena, j->levels_len, struct figure_part);
    for (uint32_t i = 0; i < j->levels_len; i++)
        parts[i] = (struct figure_part){clean_words(v->h.arena, j->levels[i].name), j->levels[i].count};
    *f = (struct figure_block){
        .caption = clean_words(v->h.arena, caption(v, number, j)), .message = clean_words(v->h.arena, sentence_judged(j, ZERO_LISTED, v->h.arena)),
        .note = figure_note(v, j), .parts = parts, .parts_len = j->levels_len, .total = j->n, .best_first = true, .table = level_table(v, j),
    };
    make_figure(v->h.m, f, anchor_of(v->h.m, "figure", str_printf(v->h.arena, "%u", number)));
}

/* ---- good practice */

/* " (See paragraph 3.8.)": the numbers lead to their paragraphs. */
static void add_references(const struct review *v, uint32_t practice, struct run_list *to)
{
    struct str_list see = house_labels(&v->h, practice, LABEL_PRACTICE_SEE);
    uint32_t        n = see.all.len;
    if (n == 0)
        return;
    run_add(v->h.arena, to, RUN_PLAIN, n == 1 ? STR(" (See paragraph ") : STR(" (See paragraphs "));
    for (uint32_t i = 0; i < n; i++) {
        struct str number = str_starts_fold(see.all.at[i], STR("paragraph ")) ? str_trim(str_from(see.all.at[i], STR("paragraph ").len)) : see.all.at[i];
        if (i > 0)
            run_add(v->h.arena, to, RUN_PLAIN, i + 1 == n ? STR(" and ") : STR(", "));
        *vec_push(v->h.arena, &to->all) = (struct run){.kind = RUN_REFERENCE, .text = number, .target = anchor_of(v->h.m, "paragraph", number)};
    }
    run_add(v->h.arena, to, RUN_PLAIN, style_yes(v->h.style, LABEL_STYLE_REFERENCE_STOP) ? STR(".)") : STR(")"));
}

static void practice(struct review *v, uint32_t item)
{
    struct run_list text = {{NULL, 0, 0}};
    struct str      number = clean_words(v->h.arena, rows_number(v->h.rows, item));
    run_add(v->h.arena, &text, RUN_PLAIN, house_prose(&v->h, item));
    add_references(v, item, &text);
    *vec_push(v->h.arena, &v->references) = text;
    make_paragraph(v->h.m, number, run_listed(&text), number.len > 0 ? anchor_of(v->h.m, "paragraph", number) : STR(""));
}

static void practices(struct review *v, unsigned k)
{
    const struct rows *r = v->h.rows;
    struct str         number = paragraph_number(v, 2, k);
    uint32_t           own = review_own_paragraph(v, 2, k);
    make_heading(v->h.m, 3, STR("Notable positive practice"), anchor_of(v->h.m, "practice", STR("")));
    if (own != NO_ITEM)
        review_paragraph(v, own);
    if (own != NO_ITEM || house_block(&v->h, "good practice", number, anchor_of(v->h.m, "paragraph", number)))
        k++;
    review_formula(v, 2, k, sentence_practices(v->progress->practices, v->h.arena));
    for (uint32_t i = rows_child(r, v->h.item, v->h.item, KIND_PRACTICE); i != NO_ITEM; i = rows_child(r, v->h.item, i, KIND_PRACTICE))
        practice(v, i);
}

/* ---- section 2 */

/* The author's paragraphs of the section that stood in no formula's place. */
static void other_paragraphs(struct review *v)
{
    const struct rows *r = v->h.rows;
    for (uint32_t i = rows_child(r, v->h.item, v->h.item, KIND_PARAGRAPH); i != NO_ITEM; i = rows_child(r, v->h.item, i, KIND_PARAGRAPH)) {
        unsigned section, k;
        review_number(v, i, &section, &k);
        if (section == 2 && !v->printed.at[i - v->h.item])
            review_paragraph(v, i);
    }
}

void review_key_findings(struct review *v)
{
    enum zero_levels zero;
    uint32_t         before = v->h.m->blocks.len;
    unsigned         k = 1;
    if (!zero_levels_said(v->h.rows->img, v->row, &zero))
        zero = style_choice(v->h.style, LABEL_STYLE_ZERO_LEVELS) == ZERO_LISTED ? ZERO_LISTED : ZERO_LEFT_OUT;
    review_section(v, "Section 2", STR("Key findings"));
    k += review_formula(v, 2, k, sentence_followed_up(v->h.rows->img, v->row, v->progress, v->h.arena));
    for (uint32_t i = 0; i < v->progress->judgements_len; i++) {
        k += review_formula(v, 2, k, sentence_judged(&v->progress->judgements[i], zero, v->h.arena));
        figure(v, i + 2, &v->progress->judgements[i]);
    }
    if (v->progress->practices > 0)
        practices(v, k);
    other_paragraphs(v);
    review_section_end(v, before);
}
