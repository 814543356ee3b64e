/* progress_text.c - `irp summary` in a terminal: for each document its heading, its totals in words, and its tables.
 *
 * A part that has nothing to say is left out, whatever the kind of document: so a plan, a review and a letter need no code each.
 */
#include "summary.h"
#include "text_table.h"
#include "text.h"

/* ---- the words: headings of documents, titles of columns */

struct document_words { struct str table, before, after; bool dated; };
#define WORD(lit) {"" lit "", sizeof(lit) - 1}

static const struct document_words document_words[] = {
    {WORD("plan"),     WORD(""),        WORD(", at "),            true},
    {WORD("review"),   WORD(""),        WORD(", progress review"), false},
    {WORD("response"), WORD(""),        WORD(", response"),       false},
    {WORD("return"),   WORD("Update: "), WORD(""),                false},
};

#define TALLY_TITLES WORD("Actions"), WORD("Completed"), WORD("Late"), WORD("Due this month")
static const struct str concern_titles[] = {WORD("Concern"), TALLY_TITLES};
static const struct str owner_titles[]   = {WORD("Owner"), TALLY_TITLES};
static const struct str latest_titles[]  = {WORD("Most late"), WORD("Days late")};
static const struct str step_titles[]    = {WORD("Steps"), WORD("Number")};
static const struct str step_rows[]      = {WORD("Promised"), WORD("Completed"), WORD("Late"), WORD("Without an owner"),
                                            WORD("Without a deadline"), WORD("Without a link to what they answer")};

struct printer { struct out *out; struct progress_look look; struct arena *scratch; const struct figure_views *figures; };

static const struct document_words *words_of(struct str table)
{
    for (size_t i = 0; i < ARRAY_LEN(document_words); i++)
        if (str_eq(document_words[i].table, table))
            return &document_words[i];
    return &document_words[0];
}

static void heading(const struct printer *p, const struct progress *of)
{
    const struct document_words *w = words_of(of->document);

    bold_on(p->out, p->look);
    out_str(p->out, w->before);
    shown_text(p->out, text_one_line(p->scratch, of->title), p->look);
    out_str(p->out, w->after);
    if (w->dated)
        date_print(p->out, date_of_day(of->today));
    bold_off(p->out, p->look);
    out_char(p->out, '\n');
}

/* ---- lists of counts: "7 completed, 13 late and 2 later" */

struct piece { uint32_t n; struct str one, many; bool always; };

static uint32_t pieces_said(const struct piece *pieces, uint32_t len)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < len; i++)
        n += pieces[i].n > 0 || pieces[i].always;
    return n;
}

static void print_pieces(const struct printer *p, const struct piece *pieces, uint32_t len)
{
    uint32_t n = pieces_said(pieces, len), said = 0;

    for (uint32_t i = 0; i < len; i++) {
        if (pieces[i].n == 0 && !pieces[i].always)
            continue;
        if (said > 0)
            out_str(p->out, said + 1 == n ? STR(" and ") : STR(", "));
        said++;
        if (pieces[i].n == 0)
            out_str(p->out, STR("none"));
        else
            out_int(p->out, pieces[i].n);
        out_char(p->out, ' ');
        out_str(p->out, pieces[i].n == 1 ? pieces[i].one : pieces[i].many);
    }
}

/* "due in October": the month is named as dates name it, without the year. */
static struct str due_words(const struct printer *p, int32_t today)
{
    struct civil c = civil_of(today);
    struct out name;
    struct str month;

    out_memory(&name, p->scratch);
    date_print(&name, date_of_month(c.year, c.month));
    month = out_text(&name);
    month = str_cut(&month, ' ');
    return str_printf(p->scratch, "due in " STR_FMT, STR_ARG(month));
}

static void totals(const struct printer *p, const struct progress *of)
{
    const struct tally *t = &of->total;
    struct str due = due_words(p, of->today);
    const struct piece pieces[] = {
        {t->completed, WORD("completed"), WORD("completed"), true},
        {t->late, WORD("late"), WORD("late"), true},
        {t->due, due, due, false},
        {tally_later(*t), WORD("later"), WORD("later"), false},
        {t->undated, WORD("without a deadline"), WORD("without a deadline"), false},
        {tally_closed(*t), WORD("withdrawn or superseded"), WORD("withdrawn or superseded"), false},
    };

    out_printf(p->out, "\n%u %s: ", t->actions, t->actions == 1 ? "action" : "actions");
    print_pieces(p, pieces, ARRAY_LEN(pieces));
    out_str(p->out, STR(".\n"));
    if (of->completed_no_date > 0)
        out_printf(p->out, "%u completed %s no date of completion.\n", of->completed_no_date,
                   of->completed_no_date == 1 ? "action has" : "actions have");
    if (of->slip_days > 0 && of->slipped_most.len > 0) {
        out_str(p->out, STR("Action "));
        shown_text(p->out, of->slipped_most, p->look);
        out_printf(p->out, " has slipped most: its deadline has moved by %d %s.\n", (int)of->slip_days,
                   of->slip_days == 1 ? "day" : "days");
    }
}

/* ---- tables */

static void print_table(const struct printer *p, const struct text_table *t)
{
    out_char(p->out, '\n');
    text_table_print(p->out, t, p->look);
}

static void groups(const struct printer *p, const struct str *titles, const struct progress_group *of, uint32_t len)
{
    struct text_table t;

    text_table_open(&t, p->scratch, titles, ARRAY_LEN(concern_titles));
    for (uint32_t i = 0; i < len; i++) {
        text_table_words(&t, of[i].title, text_opening(p->scratch, of[i].text, OPENING_BYTES));
        text_table_number(&t, of[i].tally.actions);
        text_table_number(&t, of[i].tally.completed);
        text_table_number(&t, of[i].tally.late);
        text_table_number(&t, of[i].tally.due);
    }
    print_table(p, &t);
}

static void latest(const struct printer *p, const struct progress *of)
{
    struct text_table t;

    text_table_open(&t, p->scratch, latest_titles, ARRAY_LEN(latest_titles));
    for (uint32_t i = 0; i < of->latest_len; i++) {
        const struct late_action *l = &of->latest[i];
        struct str name = l->name.len > 0 ? str_printf(p->scratch, "Action " STR_FMT, STR_ARG(l->name)) : (struct str){0};
        text_table_words(&t, name, text_opening(p->scratch, l->text, OPENING_BYTES));
        text_table_number(&t, (uint32_t)l->days);
    }
    print_table(p, &t);
}

static void owners(const struct printer *p, const struct progress *of)
{
    uint32_t shown = p->look.plain || p->look.markdown || of->by_owner_len <= OWNERS_MOST ? of->by_owner_len : OWNERS_MOST;

    groups(p, owner_titles, of->by_owner, shown);
    if (shown < of->by_owner_len)
        out_printf(p->out, "... and %u more.\n", of->by_owner_len - shown);
}

/* The tables that standards declare for these rows. False: there is none, and irp's own stands there. */
static bool declared_tables(const struct printer *p, const struct progress *of, const char *rows)
{
    bool any = false;

    for (uint32_t i = 0; i < p->figures->len; i++)
        if (p->figures->at[i].title.len > 0 && str_eq(p->figures->at[i].table, str_of(rows)))
            any |= figure_table_text(p->out, &p->figures->at[i], &of->item, p->look, p->scratch);
    return any;
}

/* The tables of everything else; those of documents and of the estate stand after the last document. */
static void other_tables(const struct printer *p, const struct progress *of)
{
    for (uint32_t i = 0; i < p->figures->len; i++) {
        const struct figure_view *v = &p->figures->at[i];
        bool elsewhere = v->of == ROWS_DOCUMENTS || v->of == ROWS_ESTATE || str_eq(v->table, STR("concern")) || v->of == ROWS_OWNERS;
        if (v->title.len > 0 && !elsewhere)
            (void)figure_table_text(p->out, v, &of->item, p->look, p->scratch);
    }
}

static void actions(const struct printer *p, const struct progress *of)
{
    bool one_nameless = of->by_concern_len == 1 && of->by_concern[0].key.len == 0 && of->concerns == 0;

    if (of->total.actions > 0)
        totals(p, of);
    figure_list_text(p->out, p->figures, ROWS_DOCUMENTS, &of->item, p->look, p->scratch);
    if (!declared_tables(p, of, "concern") && of->total.actions > 0 && !one_nameless)
        groups(p, concern_titles, of->by_concern, of->by_concern_len);
    if (of->latest_len > 0)
        latest(p, of);
    if (!declared_tables(p, of, "owner") && of->total.actions > 0)
        owners(p, of);
    other_tables(p, of);
}

/* ---- reviews */

/* Concerns that were judged themselves, and not as headings over recommendations. */
static uint32_t concerns_judged(const struct progress *of)
{
    uint32_t n = 0;
    for (size_t i = 0; i < of->judgements_len; i++)
        if (str_eq(of->judgements[i].nouns, STR("concerns")))
            n += of->judgements[i].n;
    return n;
}

static void followed_up(const struct printer *p, const struct progress *of)
{
    const struct piece pieces[] = {
        {concerns_judged(of), WORD("concern"), WORD("concerns"), false},
        {of->recommendations, WORD("recommendation"), WORD("recommendations"), false},
        {of->themes, WORD("theme"), WORD("themes"), false},
    };
    bool review = str_eq(of->document, STR("review"));

    if (!review || pieces_said(pieces, ARRAY_LEN(pieces)) + of->findings + of->practices == 0)
        return;
    out_char(p->out, '\n');
    if (pieces_said(pieces, ARRAY_LEN(pieces)) > 0) {
        out_str(p->out, STR("Followed up: "));
        print_pieces(p, pieces, ARRAY_LEN(pieces));
        out_str(p->out, STR(".\n"));
    }
    if (of->findings > 0) {
        out_printf(p->out, "%u numbered %s, ", of->findings, of->findings == 1 ? "finding" : "findings");
        shown_text(p->out, of->first_finding, p->look);
        if (of->findings > 1) {
            out_str(p->out, STR(" to "));
            shown_text(p->out, of->last_finding, p->look);
        }
        out_str(p->out, STR(".\n"));
    }
    if (of->practices > 0)
        out_printf(p->out, "%u %s of notable positive practice.\n", of->practices, of->practices == 1 ? "example" : "examples");
}

/* "recommendations" at the head of a column. */
static struct str capital(const struct printer *p, struct str s)
{
    char first = s.at[0] >= 'a' && s.at[0] <= 'z' ? (char)(s.at[0] - 32) : s.at[0];

    return str_printf(p->scratch, "%c" STR_FMT, first, STR_ARG(str_from(s, 1)));
}

static void judgement(const struct printer *p, const struct judgement_tally *j)
{
    const struct str titles[] = {text_one_line(p->scratch, j->scale.len > 0 ? j->scale : j->inspectorate), capital(p, j->nouns)};
    struct text_table t;

    text_table_open(&t, p->scratch, titles, ARRAY_LEN(titles));
    for (uint32_t i = 0; i < j->levels_len; i++) {
        text_table_words(&t, j->levels[i].name, (struct str){0});
        text_table_number(&t, j->levels[i].count);
    }
    if (j->not_judged > 0) {
        text_table_words(&t, STR("Not judged"), (struct str){0});
        text_table_number(&t, j->not_judged);
    }
    text_table_words(&t, STR("All"), (struct str){0});
    text_table_number(&t, j->n);
    print_table(p, &t);
}

static void sentences(const struct printer *p, const struct progress *of)
{
    if (!str_eq(of->document, STR("review")) || of->sentences_len == 0)
        return;
    out_char(p->out, '\n');
    bold_on(p->out, p->look);
    out_str(p->out, STR("Sentences"));
    bold_off(p->out, p->look);
    out_char(p->out, '\n');
    for (uint32_t i = 0; i < of->sentences_len; i++) {
        shown_text(p->out, of->sentences[i], p->look);
        out_char(p->out, '\n');
    }
}

/* ---- letters and returns */

static void steps(const struct printer *p, const struct progress *of)
{
    const uint32_t numbers[ARRAY_LEN(step_rows)] = {of->steps, of->step_total.completed, of->step_total.late, of->steps_no_owner,
                                                    of->steps_no_deadline, of->steps_no_link};
    struct text_table t;

    text_table_open(&t, p->scratch, step_titles, ARRAY_LEN(step_titles));
    for (size_t i = 0; i < ARRAY_LEN(step_rows); i++) {
        text_table_words(&t, step_rows[i], (struct str){0});
        text_table_number(&t, numbers[i]);
    }
    print_table(p, &t);
}

static void letter(const struct printer *p, const struct progress *of)
{
    const struct piece noted[] = {{of->points, WORD("point of progress"), WORD("points of progress"), false}};
    const struct piece promised[] = {{of->steps, WORD("step"), WORD("steps"), false}};

    if (of->points + of->steps == 0)
        return;
    out_str(p->out, of->points > 0 ? STR("\nNotes ") : STR("\nPromises "));
    print_pieces(p, noted, ARRAY_LEN(noted));
    if (of->points > 0 && of->steps > 0)
        out_str(p->out, STR(" and promises "));
    print_pieces(p, promised, ARRAY_LEN(promised));
    out_str(p->out, STR(".\n"));
    if (of->steps > 0)
        steps(p, of);
}

static void document(const struct printer *p, const struct progress *of)
{
    heading(p, of);
    followed_up(p, of);
    for (uint32_t i = 0; i < of->judgements_len; i++)
        judgement(p, &of->judgements[i]);
    actions(p, of);
    letter(p, of);
    if (of->entries > 0)
        out_printf(p->out, "\nReports on %u %s.\n", of->entries, of->entries == 1 ? "action" : "actions");
    sentences(p, of);
}

void progress_text(struct out *o, const struct progress *of, const struct figure_views *figures, struct progress_look look, struct arena *scratch)
{
    struct arena words;
    struct printer p = {o, look, &words, figures};

    arena_open(&words, scratch->mem);
    document(&p, of);
    arena_close(&words);
}

void progress_sums_text(struct out *o, const struct progress *of, struct progress_look look, struct arena *scratch)
{
    struct printer p = {o, look, scratch, NULL};

    totals(&p, of);
    for (uint32_t i = 0; i < of->judgements_len; i++)
        judgement(&p, &of->judgements[i]);
}

void progress_groups_text(struct out *o, struct str title, const struct progress_group *of, uint32_t len, struct progress_look look, struct arena *scratch)
{
    struct printer p = {o, look, scratch, NULL};
    struct str titles[ARRAY_LEN(owner_titles)];

    memcpy(titles, owner_titles, sizeof titles);
    titles[0] = title;
    groups(&p, titles, of, len);
}
