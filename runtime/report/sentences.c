/* sentences.c - the sentences that reviews publish, to the character (design: outputs O-7 to O-12), and one plain sentence for a plan.
 *
 * A sentence is printed when everything it states is known, and left out otherwise: saying nothing is better than saying something
 * false. Counts are words from one to nine; a level that nothing was given is left out or listed as "none of the ..."; the best level
 * comes first; the last of a list is joined by "and", without a comma before it.
 */
#include "sentences.h"
#include "model.h"
#include "text.h"
#include "titles.h"

#define SENTENCES_MOST 8u     /* beside one for each tally */

struct sentences { struct str *at; uint32_t len; };

static void put(struct sentences *to, struct str sentence)
{
    if (sentence.len > 0)
        to->at[to->len++] = sentence;
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

struct str count_words(uint32_t n, struct str noun, struct str nouns, struct arena *a)
{
    struct out o;

    out_memory(&o, a);
    count_of(&o, n, noun, nouns);
    return out_text(&o);
}

/* ---- 2.1: what was followed up */

struct date date_as_month(struct date d)
{
    struct civil first = civil_of(d.first), last = civil_of(d.last);

    return first.year == last.year && first.month == last.month ? date_of_month(first.year, first.month) : d;
}

static void inspection_part(struct out *o, const struct table *t, uint32_t row)
{
    const uint8_t *given = table_u8(t, "Inspection", "given"), *form = table_u8(t, "Inspection", "form");
    const int32_t *first = table_i32(t, "Inspection", "first"), *last = table_i32(t, "Inspection", "last");

    out_str(o, STR(" from our most recent inspection"));
    if (u8_row(given, row) != GIVEN_YES || !first || !last)
        return;
    out_str(o, STR(" in "));
    date_print(o, date_as_month((struct date){first[row], last[row], (enum date_form)u8_row(form, row)}));
}

struct str themes_basis(const struct image *img, uint32_t row, struct arena *a)
{
    struct str basis = text_one_line(a, image_row_text(img, image_table(img, "review"), row, "Themes based on", ""));

    if (basis.len > 0 && basis.at[basis.len - 1] == '.')
        basis.len--;
    return str_starts_fold(basis, STR("their latest ")) ? str_from(basis, STR("their latest ").len) : basis;
}

static void basis_part(struct out *o, const struct image *img, uint32_t row, struct arena *a)
{
    struct str basis = themes_basis(img, row, a);

    if (basis.len == 0)
        return;
    out_str(o, STR(" based on their latest "));
    out_str(o, basis);
}

/* "we followed up eight recommendations from ..." or "Ofsted followed up three themes based on ..." */
static void followed_up_part(struct out *o, const struct judgement_tally *j, const struct image *img, uint32_t row, struct arena *a)
{
    bool we = str_same_name(j->inspectorate, HMI_PRISONS);

    out_str(o, we ? STR("we") : j->inspectorate);
    out_str(o, STR(" followed up "));
    count_of(o, j->n, j->noun, j->nouns);
    if (we)
        inspection_part(o, image_table(img, "review"), row);
    if (!we && tally_of_themes(j))
        basis_part(o, img, row, a);
}

struct str sentence_followed_up(const struct image *img, uint32_t row, const struct progress *p, struct arena *a)
{
    struct out o;

    if (p->judgements_len == 0)
        return STR("");
    out_memory(&o, a);
    out_str(&o, STR("At this IRP visit, "));
    for (uint32_t i = 0; i < p->judgements_len; i++) {
        list_part(&o, i, p->judgements_len);
        followed_up_part(&o, &p->judgements[i], img, row, a);
    }
    out_char(&o, '.');
    return out_text(&o);
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

struct str sentence_judged(const struct judgement_tally *j, enum zero_levels zero, struct arena *a)
{
    uint32_t said = 0, n = levels_said(j, zero);
    struct out o;

    if (j->n == 0 || j->not_judged > 0 || n == 0)
        return STR("");
    out_memory(&o, a);
    out_str(&o, j->inspectorate);
    out_str(&o, STR(" judged that there was "));
    for (uint32_t i = 0; i < j->levels_len; i++) {
        if (zero == ZERO_LEFT_OUT && j->levels[i].count == 0)
            continue;
        list_part(&o, said++, n);
        level_part(&o, j, &j->levels[i]);
    }
    out_char(&o, '.');
    return out_text(&o);
}

bool zero_levels_said(const struct image *img, uint32_t row, enum zero_levels *zero)
{
    const struct table *t = image_table(img, "review");
    const uint8_t *given = table_u8(t, "Levels with none", "given"), *code = table_u8(t, "Levels with none", "code");

    *zero = u8_row(code, row) == ZERO_LISTED ? ZERO_LISTED : ZERO_LEFT_OUT;
    return u8_row(given, row) == GIVEN_YES;
}

/* ---- 2.5: good practice */

struct str sentence_practices(uint32_t practices, struct arena *a)
{
    struct out o;

    if (practices == 0)
        return STR("");
    out_memory(&o, a);
    out_str(&o, STR("Inspectors found "));
    count_of(&o, practices, STR("example"), STR("examples"));
    out_str(&o, STR(" of notable positive practice during this independent review of progress."));
    return out_text(&o);
}

static void say_review(const struct sentence_maker *s, uint32_t row, const struct progress *p, struct sentences *to)
{
    enum zero_levels zero;

    if (!zero_levels_said(s->img, row, &zero))
        zero = ZERO_LEFT_OUT;
    put(to, sentence_followed_up(s->img, row, p, s->arena));
    for (uint32_t i = 0; i < p->judgements_len; i++)
        put(to, sentence_judged(&p->judgements[i], zero, s->arena));
    put(to, sentence_practices(p->practices, s->arena));
}

/* ---- a plan */

static void say_plan(const struct sentence_maker *s, const struct tally *t, struct sentences *to)
{
    struct out made, *o = &made;

    if (t->actions == 0)
        return;
    out_memory(o, s->arena);
    title_print(o, TITLE_ACTIONS_LATE, t->late, t->actions);
    out_char(o, '.');
    put(to, out_text(o));
}

void sentences_fill(const struct sentence_maker *s, uint32_t row, struct progress *p)
{
    struct sentences to = {arena_many(s->arena, (size_t)SENTENCES_MOST + p->judgements_len, struct str), 0};

    if (str_eq(p->document, STR("review")))
        say_review(s, row, p, &to);
    else if (str_eq(p->document, STR("plan")))
        say_plan(s, &p->total, &to);
    p->sentences = to.at;
    p->sentences_len = to.len;
}
