/* Readers of dates: single dates, ranges, deadlines (which may count from another date of the document), revised deadlines. */
#include "readers.h"
#include "../../runtime/value/number.h"

void value_set_date(struct value *v, enum field first, struct date d)
{
    v->field[first] = d.first;
    v->field[first + 1] = d.last;
    v->field[first + 2] = d.form;
}

static const char *const month_names[13] = {"", "January", "February", "March", "April", "May", "June", "July",
                                            "August", "September", "October", "November", "December"};

/* "February 2026 has 28 days" */
static struct str day_fault(struct reading *r, struct civil said)
{
    if (said.month < 1 || said.month > 12 || said.year < YEAR_LEAST || said.year > YEAR_MOST)
        return STR("there is no such day");
    return str_printf(r->arena, "%s %d has %d days", month_names[said.month], said.year, days_in_month(said.year, said.month));
}

static struct str month_fault(struct reading *r, struct date_read read)
{
    if (read.near.len > 0)
        return str_printf(r->arena, "there is no such month; the nearest is " STR_FMT, STR_ARG(read.near));
    if (read.said.month != 0)
        return str_printf(r->arena, "there is no month %d", read.said.month);
    return STR("there is no such month");
}

/* For 30/07/2026, where only one order makes a day of it: what to write. */
static struct str figures_help(struct reading *r, struct str text)
{
    int n[3] = {0, 0, 0}, at = 0;
    for (size_t i = 0; i < text.len && at < 3; i++) {
        if (is_digit(text.at[i]) && n[at] < 10000)
            n[at] = n[at] * 10 + (text.at[i] - '0');
        else
            at++;
    }
    if (n[0] > 12 && n[0] <= 31 && n[1] >= 1 && n[1] <= 12 && n[2] >= 1000 && n[2] <= YEAR_MOST && n[0] <= days_in_month(n[2], n[1]))
        return str_printf(r->arena, "Write %d %s %d.", n[0], month_names[n[1]], n[2]);
    if (n[0] >= 1 && n[0] <= 12 && n[1] >= 1 && n[1] <= 12 && n[2] >= 1000 && n[2] <= YEAR_MOST)
        return str_printf(r->arena, "Write %d %s %d or %d %s %d, whichever was meant.", n[0], month_names[n[1]], n[2], n[1], month_names[n[0]], n[2]);
    return STR("For example: 15 June 2026");
}

enum unit { UNIT_DAYS, UNIT_WORKING_DAYS, UNIT_WEEKS, UNIT_MONTHS, UNIT_YEARS };
struct offset { int64_t count; enum unit unit; bool before; };

/* "12 months after ", "25 working days after ", "within 2 weeks of ": takes them off *text. False: the text is no such thing. */
static bool take_offset(struct str *text, struct offset *o)
{
    static const struct { const char *word; enum unit unit; } units[] = {
        {"day", UNIT_DAYS}, {"days", UNIT_DAYS}, {"week", UNIT_WEEKS}, {"weeks", UNIT_WEEKS},
        {"month", UNIT_MONTHS}, {"months", UNIT_MONTHS}, {"year", UNIT_YEARS}, {"years", UNIT_YEARS},
    };
    struct str rest = *text, word = str_word(&rest);
    if (str_eq_fold(word, STR("within")))
        word = str_word(&rest);
    *o = (struct offset){0, UNIT_DAYS, false};
    if (word.len == 0 || word.len > 6)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        if (!is_digit(word.at[i]))
            return false;
        o->count = o->count * 10 + (word.at[i] - '0');
    }
    word = str_word(&rest);
    bool working = str_eq_fold(word, STR("working")), found = false;
    if (working)
        word = str_word(&rest);
    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        if (str_eq_fold(word, str_of(units[i].word)))
            o->unit = units[i].unit, found = true;
    if (working && (!found || o->unit != UNIT_DAYS))
        return false;
    if (working)
        o->unit = UNIT_WORKING_DAYS;
    word = str_word(&rest);
    o->before = str_eq_fold(word, STR("before"));
    if (working && o->before)
        return false;
    if (!found || !(o->before || str_eq_fold(word, STR("after")) || str_eq_fold(word, STR("of")) || str_eq_fold(word, STR("from"))))
        return false;
    *text = str_trim(rest);
    return true;
}

/* What is wrong with the year, and what to write. Years of two figures and financial years are of the first kind that readers of plans meet. */
static struct str year_help(struct str text)
{
    size_t stroke = str_find(text, STR("/"));
    if (stroke > 0 && stroke + 1 < text.len && is_digit(text.at[stroke - 1]) && is_digit(text.at[stroke + 1]))
        return STR("A financial year is part of two years: write the last month of the time that is meant, such as September 2026.");
    return STR("For example: 15 June 2026");
}

/* "July 26": the month, and what may be its day or its year. */
static bool month_and_two(struct str text, int32_t *month, int32_t *number)
{
    struct str rest = text, word = str_word(&rest);
    *month = 0, *number = 0;
    for (int32_t m = 1; m <= 12 && word.len >= 3; m++)
        if (str_starts_fold(str_of(month_names[m]), str_upto(word, 3)) && word.len <= strlen(month_names[m]))
            *month = m;
    rest = str_trim(rest);
    for (size_t i = 0; i < rest.len; i++) {
        if (!is_digit(rest.at[i]))
            return false;
        *number = *number * 10 + (rest.at[i] - '0');
    }
    return *month > 0 && rest.len == 2;
}

static void no_year(struct reading *r, struct str text)
{
    int32_t month, number;
    if (!month_and_two(text, &month, &number))
        diag1(r->sink, DIAG_DATE_NO_YEAR, r->place, str_of(r->what));
    else
        diag2(r->sink, DIAG_DATE_YEAR, r->place, str_of(r->what),
              str_printf(r->arena, "Write %s 20%02d, or %d %s and its year, whichever was meant.", month_names[month], number, number, month_names[month]));
}

/* A text that is no date may be something that stands elsewhere: a status, or a range where one day is wanted. False: it is neither. */
static bool other_than_date(struct reading *r, struct str text)
{
    struct date_read range = date_parse_range(text);
    if (range.fault == DATE_FINE && range.date.form == DATE_DAYS) {
        struct out end;
        size_t to = str_find(text, STR(" to "));
        out_memory(&end, r->arena);
        if (to < text.len)
            out_str(&end, str_trim(str_from(text, to + 4)));
        else
            date_print(&end, date_of_day(range.date.last));
        diag3(r->sink, DIAG_DATE_PERIOD, r->place, str_of(r->what), text, out_text(&end));
        return true;
    }
    struct str rest = text, status = status_meant(str_word(&rest));
    if (status.len == 0)
        return false;
    struct date_read when = date_parse(str_trim(rest));
    bool dated = when.fault == DATE_FINE && str_eq_fold(status, STR("Completed"));
    diag3(r->sink, DIAG_DATE_STATUS, r->place, str_of(r->what), text, dated ? str_printf(r->arena, "Completed " STR_FMT, STR_ARG(str_trim(rest))) : status);
    return true;
}

#define ISO_BYTES 10u                    /* of 2026-06-15 */

static void not_a_date(struct reading *r, struct str text, enum type type)
{
    struct offset o;
    struct str    anchor = text, help = STR("");
    if (other_than_date(r, text))
        return;
    if (type == TYPE_DEADLINE && str_starts_fold(text, STR("within ")))
        anchor = str_trim(str_from(text, 7));
    if (text.len > ISO_BYTES && (text.at[ISO_BYTES] == 'T' || text.at[ISO_BYTES] == ' ') && date_parse(str_upto(text, ISO_BYTES)).fault == DATE_FINE)
        help = str_printf(r->arena, "Leave the time of day out: " STR_FMT, STR_ARG(str_upto(text, ISO_BYTES)));
    struct str after = str_printf(r->arena, STR_FMT " after report published", STR_ARG(anchor));
    if (type == TYPE_DEADLINE && take_offset(&after, &o))
        help = str_printf(r->arena, "Say what the time counts from, such as: " STR_FMT " after report published", STR_ARG(anchor));
    diag3(r->sink, DIAG_DATE_NOT_A_DATE, r->place, str_of(r->what), str_of(type_rows[type].accepts), help);
}

void value_date_fault(struct reading *r, struct str text, struct date_read read)
{
    struct str what = str_of(r->what);
    switch (read.fault) {
    case DATE_FINE:
        return;
    case DATE_NO_DAY:
        diag2(r->sink, DIAG_DATE_NOT_REAL, r->place, what, day_fault(r, read.said));
        return;
    case DATE_NO_MONTH:
        diag2(r->sink, DIAG_DATE_MONTH, r->place, what, month_fault(r, read));
        return;
    case DATE_SLASHES:
        diag3(r->sink, DIAG_DATE_FIGURES, r->place, what, text, figures_help(r, text));
        return;
    case DATE_BAD_YEAR:
        diag2(r->sink, DIAG_DATE_YEAR, r->place, what, year_help(text));
        return;
    case DATE_NO_YEAR:
        no_year(r, text);
        return;
    case DATE_RELATIVE:
        diag2(r->sink, DIAG_DATE_VAGUE, r->place, what, text);
        return;
    case DATE_ORDER:
        diag1(r->sink, DIAG_DATE_ORDER, r->place, what);
        return;
    case DATE_NOT:
    case DATE_REST:
        not_a_date(r, text, TYPE_DATE);
        return;
    }
}

bool value_read_date(struct reading *r, struct str text, struct value *v)
{
    struct date_read read = date_parse(text);
    value_set_date(v, FIELD_FIRST, read.date);
    if (read.fault != DATE_FINE)
        value_date_fault(r, text, read);
    return read.fault == DATE_FINE;
}

bool value_read_range(struct reading *r, struct str text, struct value *v)
{
    struct date_read read = date_parse_range(text);
    value_set_date(v, FIELD_FIRST, read.date);
    if (read.fault == DATE_NOT || read.fault == DATE_REST)
        not_a_date(r, text, TYPE_RANGE);
    else if (read.fault != DATE_FINE)
        value_date_fault(r, text, read);
    return read.fault == DATE_FINE;
}

/* ---- times after another date */

/* The date labels of the document, for messages and for anchors. */
static bool is_anchor(enum label l) { return label_rows[l].type == TYPE_DATE || label_rows[l].type == TYPE_RANGE; }

static struct str anchors_list(struct reading *r, enum kind document)
{
    struct str list = {"", 0};
    for (unsigned l = kind_rows[document].first_label; l < kind_labels_end(document); l++)
        if (is_anchor((enum label)l))
            list = str_printf(r->arena, STR_FMT "%s%s", STR_ARG(list), list.len > 0 ? ", " : "", label_rows[l].word);
    return list;
}

/* The date that a deadline counts from: a date as such, or a date of the document. False after a message. */
static bool read_anchor(struct reading *r, struct str text, struct date *d)
{
    struct date_read read = date_parse(text);
    if (read.fault == DATE_FINE) {
        *d = read.date;
        return true;
    }
    if (read.fault != DATE_NOT && read.fault != DATE_REST) {
        value_date_fault(r, text, read);
        return false;
    }
    const struct tree *t = r->tree;
    const struct item *document = &t->items[t->items[r->item].document];
    enum kind          k = (enum kind)document->kind;
    struct str         name = str_starts_fold(text, STR("the ")) ? str_from(text, 4) : text;
    enum label         l = label_find(k, str_trim(name));
    struct str         word = kind_word_lower(k, r->arena);
    if (l == LABEL_NONE || !is_anchor(l)) {
        diag4(r->sink, DIAG_ANCHOR_UNKNOWN, r->place, str_of(r->what), name, word, anchors_list(r, k));
        return false;
    }
    for (uint32_t i = document->first_label; i < document->first_label + document->labels; i++)
        if (t->labels[i].label == l) {
            read = date_parse_range(tree_text(t, t->labels[i].value));
            *d = read.date;
            return read.fault == DATE_FINE;      /* in doubt otherwise: reported where it stands */
        }
    diag3(r->sink, DIAG_ANCHOR_MISSING, r->place, str_of(r->what), str_of(label_rows[l].word), word);
    return false;
}

/* The last day of an interval moves as the day after it does, so that a month stays a month. */
static bool add_months(struct date *d, int64_t months, bool *rounded)
{
    bool in_range, other;
    if (months > 12 * YEAR_MOST || months < -12 * YEAR_MOST)
        return false;
    if (d->first == d->last) {
        in_range = day_add_months(d->first, (int32_t)months, &d->first, rounded);
        d->last = d->first;
        return in_range;
    }
    in_range = day_add_months(d->first, (int32_t)months, &d->first, &other) && day_add_months(d->last + 1, (int32_t)months, &d->last, &other);
    d->last--;
    return in_range;
}

static bool move_date(struct reading *r, struct offset o, struct date *d, bool *rounded)
{
    int64_t n = o.before ? -o.count : o.count;
    *rounded = false;
    switch (o.unit) {
    case UNIT_MONTHS:
    case UNIT_YEARS:
        if (d->form != DATE_DAY && d->form != DATE_MONTH && !(d->form == DATE_YEAR && o.unit == UNIT_YEARS))
            d->form = DATE_DAYS;
        return add_months(d, o.unit == UNIT_YEARS ? 12 * n : n, rounded);
    case UNIT_DAYS:
    case UNIT_WEEKS:
        if (d->form != DATE_DAY)
            d->form = DATE_DAYS;
        n = o.unit == UNIT_WEEKS ? 7 * n : n;
        return day_add(d->first, n, &d->first) && day_add(d->last, n, &d->last);
    case UNIT_WORKING_DAYS:
        d->form = DATE_DAY;
        if (o.before || !day_add_working(d->last, n, r->scales->holidays.at, r->scales->holidays.len, &d->first))
            return false;
        d->last = d->first;
        return true;
    }
    return false;
}

bool value_read_deadline(struct reading *r, struct str text, struct value *v)
{
    struct offset o;
    struct str    anchor = text;
    if (!take_offset(&anchor, &o)) {
        struct date_read read = date_parse(text);
        value_set_date(v, FIELD_FIRST, read.date);
        if (read.fault == DATE_NOT || read.fault == DATE_REST)
            not_a_date(r, text, TYPE_DEADLINE);
        else if (read.fault != DATE_FINE)
            value_date_fault(r, text, read);
        return read.fault == DATE_FINE;
    }
    struct date d;
    bool        rounded;
    if (!read_anchor(r, anchor, &d))
        return false;
    int32_t day = civil_of(d.first).day;
    if (!move_date(r, o, &d, &rounded)) {
        diag1(r->sink, DIAG_DATE_OUT_OF_RANGE, r->place, str_of(r->what));
        return false;
    }
    if (rounded) {
        struct out printed;
        out_memory(&printed, r->arena);
        date_print(&printed, d);
        diag3(r->sink, DIAG_DATE_ROUNDED, r->place, str_of(r->what), out_text(&printed), str_printf(r->arena, "%d", day));
    }
    value_set_date(v, FIELD_FIRST, d);
    return true;
}

/* DATE [, agreed DATE] [, because REASON] */
bool value_read_revision(struct reading *r, struct str text, struct value *v)
{
    struct date_read read = date_parse_prefix(text);
    if (read.fault != DATE_FINE) {
        struct str date = text;
        value_date_fault(r, str_trim(str_cut(&date, ',')), read);
        return false;
    }
    value_set_date(v, FIELD_FIRST, read.date);
    v->field[FIELD_AGREED_FORM] = NO_DATE;
    struct str rest = str_trim(str_from(text, read.used)), because = {"", 0};
    while (rest.len > 0 && (rest.at[0] == ',' || rest.at[0] == ';'))
        rest = str_trim(str_from(rest, 1));
    struct str after = rest, word = str_word(&after);
    if (str_eq_fold(word, STR("agreed"))) {
        after = str_trim(after);
        if (str_starts_fold(after, STR("on ")))
            after = str_trim(str_from(after, 3));
        read = date_parse_prefix(after);
        if (read.fault != DATE_FINE) {
            value_date_fault(r, after, read);
            return false;
        }
        value_set_date(v, FIELD_AGREED_FIRST, read.date);
        rest = str_from(after, read.used);
    }
    if (!value_because(rest, &because)) {
        diag1(r->sink, DIAG_REVISION_NOT_READ, rest.len > 0 ? value_place(r, str_trim(rest)) : r->place, str_of(r->what));
        return false;
    }
    value_set_place(r, v, FIELD_BECAUSE_AT, because);
    return true;
}
