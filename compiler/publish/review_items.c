/* review_items.c - sections 3 and 4 of a review: each item with its findings and its judgement, and the judgements listed (design: outputs O-13, O-14). */
#include "review.h"

/* ---- an item's own words */

/* "(1.33)": the paragraphs of the inspection report, in the order in which the author gives them. */
static struct str references(const struct review *v, uint32_t item)
{
    enum kind       k = (enum kind)rows_item(v->h.rows, item)->kind;
    enum label      l = k == KIND_THEME ? LABEL_THEME_REFERENCE : k == KIND_CONCERN ? LABEL_CONCERN_REFERENCE : LABEL_RECOMMENDATION_REFERENCE;
    struct str_list list = house_labels(&v->h, item, l);
    struct str      number = clean_words(v->h.arena, rows_number(v->h.rows, item));
    struct out      o;
    out_memory(&o, v->h.arena);
    for (uint32_t i = 0; i < list.all.len; i++) {
        bool paragraph = str_starts_fold(list.all.at[i], STR("paragraph "));
        out_str(&o, o.len > 0 ? STR(", ") : STR(""));
        out_str(&o, paragraph ? str_trim(str_from(list.all.at[i], STR("paragraph ").len)) : list.all.at[i]);
    }
    if (o.len == 0 && k == KIND_RECOMMENDATION)
        out_str(&o, number);
    return out_text(&o);
}

/* "Recommendation: TEXT (1.33)", its first words strong. */
static void lead(struct review *v, struct str head, uint32_t item, struct str reference)
{
    struct run_list line = {{NULL, 0, 0}};
    struct str      text = house_prose(&v->h, item);
    if (text.len == 0)
        text = house_title(&v->h, item);
    run_add(v->h.arena, &line, RUN_STRONG, head);
    run_add(v->h.arena, &line, RUN_PLAIN, str_printf(v->h.arena, " " STR_FMT, STR_ARG(text)));
    if (reference.len > 0)
        run_add(v->h.arena, &line, RUN_PLAIN, str_printf(v->h.arena, " (" STR_FMT ")", STR_ARG(reference)));
    if (text.len > 0)
        make_paragraph(v->h.m, STR(""), run_listed(&line), anchor_of(v->h.m, kind_rows[rows_item(v->h.rows, item)->kind].name, rows_number(v->h.rows, item)));
}

/* ---- findings and judgement */

static struct str lower_first(const struct review *v, struct str s)
{
    return s.len == 0 ? s : str_printf(v->h.arena, "%c" STR_FMT, lower(s.at[0]), STR_ARG(str_from(s, 1)));
}

/* The inspectorate by whose scale an item is judged. */
static struct str judged_by(const struct review *v, uint32_t item, int32_t level)
{
    const struct image *img = v->h.rows->img;
    const struct table *levels = image_table(img, "level"), *scales = image_table(img, "scale");
    const int32_t      *scale = levels == NULL ? NULL : table_i32(levels, "", "scale");
    struct str          by = scales == NULL ? STR("") : image_row_text(img, scales, scale == NULL ? 0 : (uint32_t)scale[level], "", "by");
    if (by.len > 0)
        return clean_words(v->h.arena, by);
    return rows_item(v->h.rows, item)->kind == KIND_THEME ? STR("Ofsted") : HMI_PRISONS;
}

static struct str judgement_sentence(const struct review *v, uint32_t item)
{
    enum { AGAINST, IN_AREA };
    int32_t level = rows_level(v->h.rows, item);
    if (level < 0)
        return STR("");
    struct str  by = judged_by(v, item, level), name = lower_first(v, clean_words(v->h.arena, image_level_name(v->h.rows->img, level)));
    enum kind   k = (enum kind)rows_item(v->h.rows, item)->kind;
    bool        area = k != KIND_THEME && style_choice(v->h.style, LABEL_STYLE_JUDGEMENT_ENDS) == IN_AREA;
    struct str  end = area ? STR("in this area") : str_printf(v->h.arena, "against this %s", kind_rows[k].name);
    struct str  who = str_same_name(by, HMI_PRISONS) ? STR("We") : by;
    return str_printf(v->h.arena, STR_FMT " considered that the prison had made " STR_FMT " " STR_FMT ".", STR_ARG(who), STR_ARG(name), STR_ARG(end));
}

/* Findings in the order of the document; the judgement comes last, with the number of its heading. */
static void findings(struct review *v, uint32_t item)
{
    const struct rows *r = v->h.rows;
    for (uint32_t f = rows_child(r, item, item, KIND_FINDING); f != NO_ITEM; f = rows_child(r, item, f, KIND_FINDING))
        review_paragraph(v, f);
    uint32_t   judgement = rows_child(r, item, item, KIND_JUDGEMENT);
    struct str number = judgement == NO_ITEM ? STR("") : clean_words(v->h.arena, rows_number(r, judgement)), sentence = judgement_sentence(v, item);
    if (sentence.len > 0)
        make_paragraph(v->h.m, number, runs_of(v->h.arena, sentence), number.len > 0 ? anchor_of(v->h.m, "paragraph", number) : STR(""));
}

/* ---- section 3 */

static void recommendation(struct review *v, uint32_t item)
{
    lead(v, STR("Recommendation:"), item, references(v, item));
    findings(v, item);
}

static void concern(struct review *v, uint32_t item)
{
    const struct rows *r = v->h.rows;
    struct str         title = house_title(&v->h, item), number = rows_number(r, item);
    if (title.len == 0)
        title = number.len == 0 ? STR("Concern") : str_printf(v->h.arena, "Concern " STR_FMT, STR_ARG(number));
    make_heading(v->h.m, 3, title, anchor_of(v->h.m, "item", title));
    if (rows_prose(r, item).len > 0)
        lead(v, STR("Concern:"), item, references(v, item));
    findings(v, item);
    for (uint32_t i = rows_child(r, item, item, KIND_RECOMMENDATION); i != NO_ITEM; i = rows_child(r, item, i, KIND_RECOMMENDATION))
        recommendation(v, i);
}

static void theme(struct review *v, uint32_t item, bool first)
{
    struct str number = clean_words(v->h.arena, rows_number(v->h.rows, item));
    if (first) {
        make_heading(v->h.m, 3, STR("Education, skills and work"), anchor_of(v->h.m, "themes", STR("")));
        house_block(&v->h, "education", STR(""), STR(""));
    }
    lead(v, number.len > 0 ? str_printf(v->h.arena, "Theme " STR_FMT ":", STR_ARG(number)) : STR("Theme:"), item, references(v, item));
    findings(v, item);
}

static void lone_recommendation(struct review *v, uint32_t item)
{
    struct str title = house_title(&v->h, item), number = rows_number(v->h.rows, item);
    if (title.len == 0)
        title = str_printf(v->h.arena, "Recommendation " STR_FMT, STR_ARG(number));
    make_heading(v->h.m, 3, title, anchor_of(v->h.m, "item", number));
    recommendation(v, item);
}

/* What stands in the review itself, in the order of the document: items, and paragraphs of no other section. */
static void item_of_review(struct review *v, uint32_t item, bool *themes)
{
    enum kind k = (enum kind)rows_item(v->h.rows, item)->kind;
    unsigned  section, place;
    review_number(v, item, &section, &place);
    if (k == KIND_CONCERN)
        concern(v, item);
    else if (k == KIND_RECOMMENDATION)
        lone_recommendation(v, item);
    else if (k == KIND_FINDING || (k == KIND_PARAGRAPH && section != 1 && section != 2))
        review_paragraph(v, item);
    else if (k == KIND_THEME) {
        theme(v, item, !*themes);
        *themes = true;
    }
}

void review_items(struct review *v)
{
    const struct rows *r = v->h.rows;
    uint32_t           before = v->h.m->blocks.len;
    bool               themes = false;
    review_section(v, "Section 3", v->progress->themes > 0 ? STR("Progress against the key concerns and recommendations and Ofsted themes")
                                                            : STR("Progress against the key concerns and recommendations"));
    if (v->progress->recommendations > 0)
        house_block(&v->h, "followed up", STR(""), STR(""));
    for (uint32_t i = v->h.item + 1; i < r->end[v->h.item]; i = r->end[i])
        item_of_review(v, i, &themes);
    review_section_end(v, before);
}

/* ---- section 4 */

/* The item as section 4 words it, without its reference; below it the level, on a line of its own. */
static void listed(struct review *v, uint32_t item)
{
    bool       is_theme = rows_item(v->h.rows, item)->kind == KIND_THEME;
    int32_t    level = rows_level(v->h.rows, item);
    struct str text = house_label(&v->h, item, is_theme ? LABEL_THEME_LISTED_AS : LABEL_RECOMMENDATION_LISTED_AS);
    if (text.len == 0)
        text = house_prose(&v->h, item);
    if (text.len == 0 || level < 0)
        return;
    make_text(v->h.m, text);
    make_text(v->h.m, clean_words(v->h.arena, image_level_name(v->h.rows->img, level)));
}

static enum kind kind_of_tally(const struct judgement_tally *j)
{
    static const enum kind kinds[] = {KIND_CONCERN, KIND_RECOMMENDATION, KIND_THEME};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (str_eq(j->noun, str_of(kind_rows[kinds[i]].name)))
            return kinds[i];
    return KIND_NONE;
}

/* The items of a tally: those of its kind that its inspectorate has judged. */
static void list_of(struct review *v, const struct judgement_tally *j)
{
    const struct rows *r = v->h.rows;
    enum kind          k = kind_of_tally(j);
    for (uint32_t i = rows_next(r, v->h.item, v->h.item, k); i != NO_ITEM; i = rows_next(r, v->h.item, i, k)) {
        int32_t level = rows_level(r, i);
        if (level >= 0 && str_same_name(judged_by(v, i, level), j->inspectorate))
            listed(v, i);
    }
}

/* "HMI Prisons recommendations", "Ofsted themes" */
static struct str tally_title(const struct review *v, const struct judgement_tally *j)
{
    return str_printf(v->h.arena, STR_FMT " " STR_FMT, STR_ARG(clean_words(v->h.arena, j->inspectorate)), STR_ARG(j->nouns));
}

void review_judgements(struct review *v)
{
    const struct judgement_tally **judged = arena_many(v->h.arena, v->progress->judgements_len, const struct judgement_tally *);
    struct out                     all;
    uint32_t                       len = 0;
    for (uint32_t i = 0; i < v->progress->judgements_len; i++)
        if (v->progress->judgements[i].n > v->progress->judgements[i].not_judged)
            judged[len++] = &v->progress->judgements[i];
    if (len == 0)
        return;
    out_memory(&all, v->h.arena);
    for (uint32_t i = 0; i < len; i++) {
        out_str(&all, i == 0 ? STR("") : i + 1 == len ? STR(" and ") : STR(", "));
        out_str(&all, tally_title(v, judged[i]));
    }
    review_section(v, "Section 4", STR("Summary of judgements"));
    make_said(v->h.m, "A list of the " STR_FMT " followed up at this visit and the judgements made.", STR_ARG(out_text(&all)));
    for (uint32_t i = 0; i < len; i++) {
        make_heading(v->h.m, 3, tally_title(v, judged[i]), anchor_of(v->h.m, "listed", tally_title(v, judged[i])));
        list_of(v, judged[i]);
    }
}
