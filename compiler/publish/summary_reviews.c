/* summary_reviews.c - what reviews followed up and judged, and what letters promise. */
#include "summary.h"

static struct fact fact_of(struct survey *s, const char *name, uint32_t count)
{
    return (struct fact){str_of(name), runs_printf(s->arena, "%s", survey_count(s, count))};
}

/* The facts of which there are any. */
static void facts(struct survey *s, const struct fact *all, const uint32_t *counts, uint32_t len)
{
    struct fact *shown = arena_many(s->arena, len, struct fact);
    uint32_t n = 0;
    for (uint32_t i = 0; i < len; i++)
        if (counts[i] > 0)
            shown[n++] = all[i];
    if (n > 0)
        make_facts(s->m, shown, n);
}

static void judgement(struct survey *s, const struct judgement_tally *j)
{
    struct figure_part *parts = arena_many(s->arena, j->levels_len + (size_t)1, struct figure_part);
    uint32_t len = 0;
    struct str what = str_printf(s->arena, STR_FMT ", " STR_FMT, STR_ARG(clean_words(s->arena, j->inspectorate)), STR_ARG(j->nouns));

    for (uint32_t i = 0; i < j->levels_len; i++)
        parts[len++] = (struct figure_part){clean_words(s->arena, j->levels[i].name), j->levels[i].count};
    if (j->not_judged > 0)
        parts[len++] = (struct figure_part){STR("Not judged"), j->not_judged};
    survey_figure(s, what, STR(""), parts, len, true, "Judgement");
}

/* The sentences that reviews publish; of one review alone. */
static void sentences(struct survey *s)
{
    for (uint32_t i = 0; !s->several && i < s->all->sentences_len; i++)
        make_text(s->m, clean_words(s->arena, s->all->sentences[i]));
}

static uint32_t reviews(const struct survey *s)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->len; i++)
        n += s->subjects[i].kind == KIND_REVIEW;
    return n;
}

static void judged(struct survey *s)
{
    const struct progress *p = s->all;
    const uint32_t counts[] = {p->recommendations, p->themes, p->findings, p->practices};
    const struct fact all[] = {fact_of(s, "Recommendations followed up", counts[0]), fact_of(s, "Themes followed up", counts[1]),
                               fact_of(s, "Numbered findings", counts[2]), fact_of(s, "Examples of notable positive practice", counts[3])};

    if (reviews(s) == 0 && p->judgements_len == 0)
        return;
    survey_section(s, STR("What was judged"), "judgements");
    facts(s, all, counts, ARRAY_LEN(all));
    if (reviews(s) == s->len)
        sentences(s);
    for (uint32_t i = 0; i < p->judgements_len; i++)
        judgement(s, &p->judgements[i]);
}

static uint32_t steps_promised_well(const struct survey *s)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->promises.len; i++)
        n += s->promises.at[i].kind == PROMISE_STEP && s->promises.at[i].owners_len > 0 && s->promises.at[i].dated;
    return n;
}

static void promised(struct survey *s)
{
    const struct progress *p = s->all;
    const uint32_t counts[] = {p->points, p->steps, p->step_total.completed, p->step_total.late, p->steps_no_owner, p->steps_no_deadline, p->steps_no_link};
    static const char *const names[ARRAY_LEN(counts)] = {"Points of progress noted", "Steps promised", "Completed", "Late", "Without an owner", "Without a deadline",
                                                         "Without a link to what they answer"};
    struct fact all[ARRAY_LEN(counts)];

    if (p->points + p->steps == 0)
        return;
    for (size_t i = 0; i < ARRAY_LEN(counts); i++)
        all[i] = fact_of(s, names[i], counts[i]);
    survey_section(s, title_text(s->arena, TITLE_STEPS_OWNED, steps_promised_well(s), p->steps), "steps");
    facts(s, all, counts, ARRAY_LEN(all));
}

void survey_reviews(struct survey *s)
{
    judged(s);
    promised(s);
    if (s->all->entries > 0) {
        survey_section(s, STR("What was reported"), "returns");
        make_text(s->m, str_printf(s->arena, "The updates report on %s %s.", survey_count(s, s->all->entries), s->all->entries == 1 ? "action" : "actions"));
    }
}
