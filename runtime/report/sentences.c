/* sentences.c - the sentences that reviews publish, to the character (design: outputs O-7 to O-12), and one plain sentence for a plan.
 *
 * A sentence is printed when everything it states is known, and left out otherwise: saying nothing is better than saying something
 * false. Counts are words from one to nine; a level that nothing was given is left out or listed as "none of the ..."; the best level
 * comes first; the last of a list is joined by "and", without a comma before it.
 */
#include "model.h"
#include "text.h"
#include "titles.h"

/* Levels with none: the places of the choices in lang/table/kinds.def. */
enum zero_levels { ZERO_LEFT_OUT, ZERO_LISTED };

#define HMI_PRISONS STR("HMI Prisons")
#define SENTENCES_MOST 8u     /* beside one for each tally */

struct sentences { struct str *at; uint32_t len; };

static struct out *begin(struct sentence_maker *s)
{
    s->out.len = 0;
    return &s->out;
}

static void end(struct sentence_maker *s, struct sentences *to)
{
    to->at[to->len++] = str_keep(s->arena, out_text(&s->out));
}

/* What stands before part i of n in a list: "A, B and C". */
static void list_part(struct out *o, uint32_t i, uint32_t n)
{
    if (i > 0)
        out_str(o, i + 1 == n ? STR(" and ") : STR(", "));
}

static void count_of(struct out *o, uint32_t n, struct str noun, struct str nouns)
{
    count_print_words(o, n);
    out_char(o, ' ');
    out_str(o, n == 1 ? noun : nouns);
}

/* ---- 2.1: what was followed up */

/* "August 2021" for any days within one month; otherwise the date as its author gave it. */
static void month_of(struct out *o, struct date d)
{
    struct civil first = civil_of(d.first), last = civil_of(d.last);

    if (first.year == last.year && first.month == last.month)
        d = date_of_month(first.year, first.month);
    date_print(o, d);
}

static void inspection_part(struct sentence_maker *s, const struct table *t, uint32_t row)
{
    const uint8_t *given = table_u8(t, "Inspection", "given"), *form = table_u8(t, "Inspection", "form");
    const int32_t *first = table_i32(t, "Inspection", "first"), *last = table_i32(t, "Inspection", "last");

    out_str(&s->out, STR(" from our most recent inspection"));
    if (u8_row(given, row) != GIVEN_YES || !first || !last)
        return;
    out_str(&s->out, STR(" in "));
    month_of(&s->out, (struct date){first[row], last[row], (enum date_form)u8_row(form, row)});
}

static void basis_part(struct sentence_maker *s, const struct table *t, uint32_t row)
{
    struct str basis = text_one_line(s->arena, image_row_text(s->img, t, row, "Themes based on", ""));

    if (basis.len > 0 && basis.at[basis.len - 1] == '.')
        basis.len--;
    if (str_starts_fold(basis, STR("their latest ")))
        basis = str_from(basis, STR("their latest ").len);
    if (basis.len == 0)
        return;
    out_str(&s->out, STR(" based on their latest "));
    out_str(&s->out, basis);
}

static bool is_theme(const struct judgement_tally *j)
{
    return str_eq(j->noun, STR("theme"));
}

/* "we followed up eight recommendations from ..." or "Ofsted followed up three themes based on ..." */
static void followed_up_part(struct sentence_maker *s, const struct judgement_tally *j, const struct table *t, uint32_t row)
{
    bool we = str_same_name(j->inspectorate, HMI_PRISONS);

    out_str(&s->out, we ? STR("we") : j->inspectorate);
    out_str(&s->out, STR(" followed up "));
    count_of(&s->out, j->n, j->noun, j->nouns);
    if (we)
        inspection_part(s, t, row);
    if (!we && is_theme(j))
        basis_part(s, t, row);
}

static void say_followed_up(struct sentence_maker *s, const struct table *t, uint32_t row, const struct progress *p, struct sentences *to)
{
    struct out *o = begin(s);

    if (p->judgements_len == 0)
        return;
    out_str(o, STR("At this IRP visit, "));
    for (uint32_t i = 0; i < p->judgements_len; i++) {
        list_part(o, i, p->judgements_len);
        followed_up_part(s, &p->judgements[i], t, row);
    }
    out_char(o, '.');
    end(s, to);
}

/* ---- 2.2 and 2.3: the levels */

static uint32_t levels_said(const struct judgement_tally *j, enum zero_levels zero)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < j->levels_len; i++)
        n += zero == ZERO_LISTED || j->levels[i].count > 0;
    return n;
}

/* "good progress in three recommendations": levels have a capital only where they stand alone. */
static void level_part(struct out *o, const struct judgement_tally *j, const struct judgement_level *level)
{
    if (level->name.len > 0) {
        out_char(o, lower(level->name.at[0]));
        out_str(o, str_from(level->name, 1));
    }
    out_str(o, STR(" in "));
    if (level->count > 0) {
        count_of(o, level->count, j->noun, j->nouns);
        return;
    }
    out_str(o, STR("none of the "));
    out_str(o, j->nouns);
}

static void say_judged(struct sentence_maker *s, const struct judgement_tally *j, enum zero_levels zero, struct sentences *to)
{
    struct out *o = begin(s);
    uint32_t said = 0, n = levels_said(j, zero);

    if (j->n == 0 || j->not_judged > 0 || n == 0)
        return;
    out_str(o, j->inspectorate);
    out_str(o, STR(" judged that there was "));
    for (uint32_t i = 0; i < j->levels_len; i++) {
        if (zero == ZERO_LEFT_OUT && j->levels[i].count == 0)
            continue;
        list_part(o, said++, n);
        level_part(o, j, &j->levels[i]);
    }
    out_char(o, '.');
    end(s, to);
}

static enum zero_levels zero_levels_of(const struct table *t, uint32_t row)
{
    const uint8_t *given = table_u8(t, "Levels with none", "given"), *code = table_u8(t, "Levels with none", "code");

    return u8_row(given, row) == GIVEN_YES && u8_row(code, row) == ZERO_LISTED ? ZERO_LISTED : ZERO_LEFT_OUT;
}

/* ---- 2.5: good practice */

static void say_practices(struct sentence_maker *s, uint32_t practices, struct sentences *to)
{
    struct out *o = begin(s);

    if (practices == 0)
        return;
    out_str(o, STR("Inspectors found "));
    count_of(o, practices, STR("example"), STR("examples"));
    out_str(o, STR(" of notable positive practice during this independent review of progress."));
    end(s, to);
}

static void say_review(struct sentence_maker *s, const struct table *t, uint32_t row, const struct progress *p, struct sentences *to)
{
    enum zero_levels zero = zero_levels_of(t, row);

    say_followed_up(s, t, row, p, to);
    for (uint32_t i = 0; i < p->judgements_len; i++)
        say_judged(s, &p->judgements[i], zero, to);
    say_practices(s, p->practices, to);
}

/* ---- a plan */

static void say_plan(struct sentence_maker *s, const struct tally *t, struct sentences *to)
{
    struct out *o = begin(s);

    if (t->actions == 0)
        return;
    title_print(o, TITLE_ACTIONS_LATE, t->late, t->actions);
    out_char(o, '.');
    end(s, to);
}

void sentences_fill(struct sentence_maker *s, uint32_t row, struct progress *p)
{
    struct sentences to = {arena_many(s->arena, (size_t)SENTENCES_MOST + p->judgements_len, struct str), 0};

    if (str_eq(p->document, STR("review")))
        say_review(s, image_table(s->img, "review"), row, p, &to);
    else if (str_eq(p->document, STR("plan")))
        say_plan(s, &p->total, &to);
    p->sentences = to.at;
    p->sentences_len = to.len;
}
