/* What would mend a value that was refused: one function a mistake. A safe fix writes what the value can only mean; an unsafe one what it probably means.
 *
 * Each looks at the text under the marks of the finding, and says nothing where it is not sure. Readers refuse and never repair; this is beside them, so
 * that neither knows of the other.
 */
#include "readers.h"
#include "../../lang/format/fix_lines.h"
#include "../../runtime/value/number.h"

struct making {
    struct reading *r;
    struct finding *f;
    struct str      text;                /* at the finding's place */
    enum mend       mend;
};

/* A piece of the text becomes `with`. */
static void write_as(const struct making *m, struct str piece, struct str with)
{
    diag_fix(m->r->sink, m->f, m->mend, value_place(m->r, piece), with);
}

static struct str text_end(const struct making *m) { return (struct str){m->text.at + m->text.len, 0}; }

/* ---------------------------------------------------------------- dates */

/* The first 30/07/2026, 30.7.2026 or 30-07-2026 of a text. */
static bool take_figures(struct str text, struct str *piece, int n[3])
{
    for (size_t start = 0; start < text.len; start++) {
        size_t i = start, part = 0;
        char   sign = 0;
        if (!is_digit(text.at[start]) || (start > 0 && is_digit(text.at[start - 1])))
            continue;
        for (; part < 3; part++) {
            size_t from = i;
            for (n[part] = 0; i < text.len && is_digit(text.at[i]) && i - from < 4; i++)
                n[part] = n[part] * 10 + (text.at[i] - '0');
            bool sized = part == 2 ? i - from == 4 : i - from == 1 || i - from == 2;
            bool goes_on = part == 2 || (i < text.len && strchr("/.-", text.at[i]) != NULL && text.at[i] != '\0' && (sign == 0 || sign == text.at[i]));
            if (!sized || !goes_on)
                break;
            sign = part < 2 ? text.at[i++] : sign;
        }
        *piece = (struct str){text.at + start, i - start};
        if (part == 3 && (i == text.len || !is_digit(text.at[i])))
            return true;
    }
    return false;
}

static bool is_day(int day, int month, int year)
{
    return month >= 1 && month <= 12 && year >= YEAR_LEAST && year <= YEAR_MOST && day >= 1 && day <= days_in_month(year, month);
}

/* Where only one order of day and month makes a day of it. */
static void date_in_words(const struct making *m)
{
    struct str piece;
    int        n[3];
    if (!take_figures(m->text, &piece, n))
        return;
    bool day_first = is_day(n[0], n[1], n[2]), month_first = is_day(n[1], n[0], n[2]);
    if (day_first == month_first && n[0] != n[1])
        return;
    if (day_first || month_first)
        write_as(m, piece, str_printf(m->r->arena, "%d %s %d", n[day_first ? 0 : 1], date_month_name(n[day_first ? 1 : 0]), n[2]));
}

static void month_near(const struct making *m)
{
    for (struct str rest = m->text, word; rest.len > 0;) {
        word = str_word(&rest);
        if (word.len == 0) {
            rest = str_from(rest, 1);
            continue;
        }
        struct nearest n = nearest_open(word);
        for (int month = 1; month <= 12 && is_letter(word.at[0]); month++)
            nearest_try(&n, str_of(date_month_name(month)));
        if (n.best.len > 0 && n.least > 0) {
            write_as(m, word, n.best);
            return;
        }
    }
}

/* "15 June 26" */
static void century(const struct making *m)
{
    size_t len = m->text.len;
    if (len < 4 || !is_digit(m->text.at[len - 1]) || !is_digit(m->text.at[len - 2]) || m->text.at[len - 3] != ' ' || str_find(m->text, STR(" ")) == len - 3)
        return;
    struct str year = str_from(m->text, len - 2);
    if (date_parse(str_printf(m->r->arena, STR_FMT "20" STR_FMT, STR_ARG(str_upto(m->text, len - 2)), STR_ARG(year))).fault == DATE_FINE)
        write_as(m, (struct str){year.at, 0}, STR("20"));
}

static void year_left_out(const struct making *m) { write_as(m, text_end(m), STR(" ...")); }

static bool two_dates(struct str text, struct str *first, struct str *last)
{
    size_t at = str_find(text, STR(" to "));
    if (at == text.len)
        return false;
    *first = str_trim(str_upto(text, at)), *last = str_trim(str_from(text, at + 4));
    return date_parse(*first).fault == DATE_FINE && date_parse(*last).fault == DATE_FINE;
}

static void days_swapped(const struct making *m)
{
    struct str first, last;
    if (two_dates(m->text, &first, &last))
        write_as(m, m->text, str_printf(m->r->arena, STR_FMT " to " STR_FMT, STR_ARG(last), STR_ARG(first)));
}

static void end_of_range(const struct making *m)
{
    struct str first, last;
    if (two_dates(m->text, &first, &last))
        write_as(m, m->text, last);
}

static void anchor_near(const struct making *m)
{
    const struct tree *t = m->r->tree;
    enum kind          k = (enum kind)t->items[t->items[m->r->item].document].kind;
    size_t             after = str_find(m->text, STR(" after ")), before = str_find(m->text, STR(" before ")), at = after < before ? after + 7 : before + 8;
    if (at >= m->text.len)
        return;
    struct str     name = str_trim(str_from(m->text, at));
    struct nearest n = nearest_open(str_starts_fold(name, STR("the ")) ? str_from(name, 4) : name);
    for (unsigned l = kind_rows[k].first_label; l < kind_labels_end(k); l++)
        if (label_rows[l].type == TYPE_DATE || label_rows[l].type == TYPE_RANGE)
            nearest_try(&n, str_of(label_rows[l].word));
    char *low = arena_alloc(m->r->arena, n.best.len);
    for (size_t i = 0; i < n.best.len; i++)
        low[i] = lower(n.best.at[i]);
    if (n.best.len > 0)
        write_as(m, n.word, (struct str){low, n.best.len});
}

/* ---------------------------------------------------------------- statuses, shares and numbers */

/* "Complete 12 May 2026": another word for it, and the day. */
static void status_and_day(const struct making *m)
{
    struct str rest = m->text, word = str_word(&rest), day = str_trim(rest), meant = status_meant(word);
    if (meant.len == 0 && str_distance(word, STR("Completed"), 3) <= near_enough(word.len))
        meant = STR("Completed");
    if (str_eq(meant, STR("Completed")) && day.len > 0 && date_parse(day).fault == DATE_FINE)
        write_as(m, word, meant);
}

static void share_done(const struct making *m)
{
    int64_t share;
    if (percent_parse(m->text, &share))
        write_as(m, (struct str){m->text.at, 0}, STR("In progress "));
    else
        status_and_day(m);
}

static void say_why(const struct making *m) { write_as(m, text_end(m), STR(" because ...")); }

/* "40", "40 percent", "40pc" */
static void percent_sign(const struct making *m)
{
    size_t     len = 0;
    int64_t    share;
    while (len < m->text.len && (is_digit(m->text.at[len]) || m->text.at[len] == '.'))
        len++;
    struct str unit = str_trim(str_from(m->text, len)), share_text = str_printf(m->r->arena, STR_FMT "%%", STR_ARG(str_upto(m->text, len)));
    bool       known = unit.len == 0 || str_eq_fold(unit, STR("percent")) || str_eq_fold(unit, STR("pc")) || str_eq_fold(unit, STR("per cent"));
    if (len > 0 && known && percent_parse(share_text, &share))
        write_as(m, m->text, share_text);
}

/* "about 650", "650 men": the only number that stands there. */
static void only_number(const struct making *m)
{
    struct str number = {"", 0};
    int64_t    value;
    for (size_t i = 0; i < m->text.len; i++) {
        if (!is_digit(m->text.at[i]))
            continue;
        if (number.len > 0)
            return;
        number = (struct str){m->text.at + i, 0};
        while (i < m->text.len && (is_digit(m->text.at[i]) || (i + 1 < m->text.len && strchr(",.", m->text.at[i]) != NULL && is_digit(m->text.at[i + 1]))))
            i++, number.len++;
    }
    if (number.len > 0 && number_parse(number, &value))
        write_as(m, m->text, number);
}

static void yes_or_no(const struct making *m)
{
    static const struct { const char *word, *meant; } words[] = {{"y", "Yes"}, {"true", "Yes"}, {"yes", "Yes"}, {"n", "No"}, {"false", "No"}, {"no", "No"}};
    struct str word = m->text;
    while (word.len > 1 && strchr(".,;", word.at[word.len - 1]) != NULL)
        word.len--;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_eq_fold(word, str_of(words[i].word)))
            write_as(m, m->text, str_of(words[i].meant));
}

/* ---------------------------------------------------------------- names */

static void choice_near(const struct making *m)
{
    struct nearest n = nearest_open(m->text);
    for (unsigned i = 0; m->r->line != NULL && choice_word((enum label)m->r->line->label, i) != NULL; i++)
        nearest_try(&n, str_of(choice_word((enum label)m->r->line->label, i)));
    if (n.best.len > 0)
        write_as(m, m->text, n.best);
}

static void inspectorate_near(const struct making *m)
{
    const struct scales *s = m->r->scales;
    struct nearest       n = nearest_open(m->text);
    for (uint32_t i = 0; i < s->scales.len; i++)
        nearest_try(&n, s->scales.at[i].by);
    if (n.best.len > 0)
        write_as(m, m->text, n.best);
}

static struct str number_at_end(struct str text)
{
    size_t end = text.len, at;
    while (end > 0 && !is_digit(text.at[end - 1]))
        end--;
    for (at = end; at > 0 && (is_digit(text.at[at - 1]) || text.at[at - 1] == '.'); at--)
        ;
    return (struct str){text.at + at, end - at};
}

static void reference_near(const struct making *m)
{
    struct str number = number_at_end(m->text);
    enum kind  k = kind_short(str_trim(str_upto(m->text, (size_t)(number.at - m->text.at))));
    struct str near = k == KIND_NONE || number.len == 0 ? STR("") : scope_near_number(m->r->scope, kind_rows[k].space, number);
    if (near.len > 0)
        write_as(m, number, near);
}

/* "1.1", "(1.1)": where one kind alone has the number. */
static void reference_kind(const struct making *m)
{
    static const enum kind may[] = {KIND_ACTION, KIND_RECOMMENDATION, KIND_CONCERN, KIND_FINDING};
    struct str number = number_at_end(m->text);
    enum kind  found = KIND_NONE;
    bool       bare = number.len > 0 && number.len + 2 >= m->text.len;
    for (size_t i = 0; bare && i < ARRAY_LEN(may); i++)
        if (scope_find(m->r->scope, kind_rows[may[i]].space, number) != NO_ITEM) {
            bare = found == KIND_NONE;
            found = may[i];
        }
    if (bare && found != KIND_NONE)
        write_as(m, m->text, str_printf(m->r->arena, STR_FMT " " STR_FMT, STR_ARG(kind_word_lower(found, m->r->arena)), STR_ARG(number)));
}

static bool is_owner(const struct making *m, struct str name)
{
    struct str near;
    return name.len > 0 && scope_owner(m->r->scope, name, m->r->place, &near) >= 0;
}

/* "Governor and Head of Safety": each on a line of its own. */
static void owners_apart(const struct making *m)
{
    static const char *const between[] = {" and ", ", ", "; ", " / ", "/", " & "};
    for (size_t i = 0; i < ARRAY_LEN(between) && m->r->line != NULL; i++) {
        struct str sign = str_of(between[i]);
        size_t     at = str_find(m->text, sign);
        struct str first = str_upto(m->text, at), second = at < m->text.len ? str_from(m->text, at + sign.len) : STR("");
        if (!is_owner(m, first) || !is_owner(m, second))
            continue;
        struct place end = {m->r->line->place.at + m->r->line->place.length, 0};
        write_as(m, (struct str){m->text.at + at, sign.len},
                 str_printf(m->r->arena, STR_FMT "%s: ", STR_ARG(fix_line_end(m->r->tree, end)), label_rows[m->r->line->label].word));
        return;
    }
}

/* ---------------------------------------------------------------- whole lines */

static void line_out(const struct making *m)
{
    if (m->r->line != NULL && fix_whole(m->r->tree, m->r->line))
        diag_fix(m->r->sink, m->f, m->mend, fix_cut(m->r->tree, m->r->line), STR(""));
}

static void comment_below(const struct making *m)
{
    struct str         text = m->text;
    const struct tree *t = m->r->tree;
    while (text.at > t->source.at && (text.at[-1] == ' ' || text.at[-1] == '\t'))
        text.at--, text.len++;
    struct place end = {value_place(m->r, m->text).at + (uint32_t)m->text.len, 0};
    write_as(m, text, str_printf(m->r->arena, STR_FMT STR_FMT, STR_ARG(fix_line_end(t, end)), STR_ARG(m->text)));
}

/* ---------------------------------------------------------------- */

static const struct { enum mend mend; void (*make)(const struct making *m); } makers[] = {
    {MEND_DATE_IN_WORDS, date_in_words}, {MEND_MONTH_NEAR, month_near}, {MEND_CENTURY, century}, {MEND_YEAR, year_left_out}, {MEND_DAYS_SWAPPED, days_swapped},
    {MEND_RANGE_END, end_of_range}, {MEND_ANCHOR_NEAR, anchor_near}, {MEND_STATUS_NEAR, share_done}, {MEND_STATUS_OUT, line_out}, {MEND_REASON, say_why},
    {MEND_PERCENT_SIGN, percent_sign}, {MEND_ONLY_NUMBER, only_number}, {MEND_YES_OR_NO, yes_or_no}, {MEND_CHOICE_NEAR, choice_near},
    {MEND_INSPECTORATE_NEAR, inspectorate_near}, {MEND_REFERENCE_NEAR, reference_near}, {MEND_REFERENCE_KIND, reference_kind},
    {MEND_REFERENCE_OUT, line_out}, {MEND_NOBODY_OUT, line_out}, {MEND_OWNERS_APART, owners_apart}, {MEND_COMMENT_BELOW, comment_below},
};

void value_fix(struct reading *r, struct finding *f)
{
    if (f->fix != FIX_NONE)
        return;
    for (size_t i = 0; i < ARRAY_LEN(makers); i++)
        if (diag_rows[mend_rows[makers[i].mend].diag].code == f->code.at) {
            struct making m = {r, f, tree_text(r->tree, f->place), makers[i].mend};
            makers[i].make(&m);
            return;
        }
}
