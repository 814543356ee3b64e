#include "date.h"

/* ---- words */

#define NEAR_MOST 2

static const char *const month_names[] = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"
};

/* A word and what it stands for. */
struct named { const char *word; int32_t value; };

static const struct named month_shorts[] = {
    {"jan", 1}, {"feb", 2}, {"mar", 3}, {"apr", 4}, {"jun", 6}, {"jul", 7}, {"aug", 8}, {"sep", 9}, {"sept", 9},
    {"oct", 10}, {"nov", 11}, {"dec", 12}
};
static const struct named weekdays[] = {
    {"monday", 0}, {"tuesday", 1}, {"wednesday", 2}, {"thursday", 3}, {"friday", 4}, {"saturday", 5}, {"sunday", 6},
    {"mon", 0}, {"tue", 1}, {"tues", 1}, {"wed", 2}, {"weds", 2}, {"thu", 3}, {"thur", 3}, {"thurs", 3}, {"fri", 4}, {"sat", 5}, {"sun", 6}
};
static const struct named seasons[] = {{"spring", 3}, {"summer", 6}, {"autumn", 9}, {"fall", 9}, {"winter", 12}};   /* first months */
static const struct named thirds[] = {{"early", DATE_EARLY}, {"mid", DATE_MID}, {"late", DATE_LATE}};
static const struct named ordinals[] = {{"first", 1}, {"second", 2}, {"third", 3}, {"fourth", 4}};
static const struct named units[] = {
    {"day", 1}, {"days", 1}, {"week", 1}, {"weeks", 1}, {"month", 1}, {"months", 1}, {"year", 1}, {"years", 1}, {"quarter", 1},
    {"quarters", 1}, {"hour", 1}, {"hours", 1}, {"working", 1}
};

/* What is written where a date should be and names none. A phrase stands at the start; a blank is any run of blanks. */
static const char *const relatives[] = {
    "soon", "shortly", "later", "imminent", "imminently", "now", "today", "tomorrow", "yesterday", "immediate", "immediately", "urgent",
    "urgently", "asap", "a.s.a.p", "as soon as", "as and when", "when", "once", "tbc", "tba", "tbd", "to be", "pending", "ongoing", "on-going",
    "on going", "continuous", "continuously", "continuing", "rolling", "due course", "until further notice", "n/a", "na", "none", "nil",
    "never", "unknown", "not known", "not applicable", "not set", "no date", "this", "next", "year end", "end of year", "end of the year",
    "as above", "as before", "see above", "ditto", "same", "end of month", "end of the month", "end of quarter", "end of the quarter", "daily", "weekly", "monthly", "quarterly", "annually", "yearly"
};

static int32_t named_value(struct str word, const struct named *table, size_t len)
{
    char first = word.len > 0 ? lower(word.at[0]) : '\0';      /* decides nearly always */

    for (size_t i = 0; i < len; i++) {
        if (table[i].word[0] == first && str_eq_fold(word, str_of(table[i].word)))
            return table[i].value;
    }
    return -1;
}
#define NAMED(word, table) named_value((word), (table), ARRAY_LEN(table))

/* 1 to 12, or 0; *is_short for an abbreviation, which a full stop may follow. */
static int32_t month_of(struct str word, bool *is_short)
{
    int32_t month;

    *is_short = false;
    for (int32_t i = 0; i < 12; i++) {
        if (word.len > 0 && lower(month_names[i][0]) == lower(word.at[0]) && str_eq_fold(word, str_of(month_names[i])))
            return i + 1;
    }
    month = NAMED(word, month_shorts);
    *is_short = month > 0;
    return month > 0 ? month : 0;
}

/* The first of the months that the word is nearest to, within NEAR_MOST letters (one in words of four and fewer), or empty. */
static struct str near_month(struct str word)
{
    struct str near = {"", 0};
    unsigned most = word.len <= 4 ? 1 : NEAR_MOST;

    for (size_t i = 0; i < 12; i++) {
        unsigned distance = str_distance(word, str_of(month_names[i]), most);
        if (distance <= most) {
            near = str_of(month_names[i]);
            if (distance == 0)
                break;
            most = distance - 1;
        }
    }
    return near;
}

/* ---- scanning: each takes what it finds off *s */

/* The bytes of a blank at the start, whichever kind; 0: there is none. */
static size_t blank_bytes(struct str s)
{
    return str_blank(s);
}

static bool skip_blanks(struct str *s)
{
    size_t n, len = s->len;

    while ((n = blank_bytes(*s)) > 0)
        *s = str_from(*s, n);
    return s->len < len;
}

/* A byte of a word in any script; not one of a dash, a quotation mark (U+20xx) or a no-break space. */
static bool is_word_byte(struct str s)
{
    if (is_letter(s.at[0]))
        return true;
    return (unsigned char)s.at[0] >= 0x80 && blank_bytes(s) == 0 && !(s.len >= 2 && memcmp(s.at, "\xE2\x80", 2) == 0);
}

static struct str take_word(struct str *s)
{
    struct str all = *s;

    while (s->len > 0 && is_word_byte(*s))
        *s = str_from(*s, 1);
    return str_upto(all, all.len - s->len);
}

/* Takes the word, after blanks, when it is the next; else takes nothing. */
static bool take(struct str *s, const char *word)
{
    struct str after = *s;

    skip_blanks(&after);
    if (after.len == 0 || lower(after.at[0]) != word[0] || !str_eq_fold(take_word(&after), str_of(word)))
        return false;
    *s = after;
    return true;
}

/* The digits at the start and their value (what is over 99999999 becomes that). */
static size_t take_number(struct str *s, int32_t *value)
{
    size_t n = 0;

    *value = 0;
    while (n < s->len && is_digit(s->at[n])) {
        *value = *value > 9999999 ? 99999999 : *value * 10 + (s->at[n] - '0');
        n++;
    }
    *s = str_from(*s, n);
    return n;
}

static size_t digits_at(struct str s)
{
    int32_t value;
    return take_number(&s, &value);
}

static char char_at(struct str s, size_t i)
{
    return i < s.len ? s.at[i] : '\0';
}

/* True when more of the same token follows: 2026x, 2026-ish, 2026/27, 2026.5. */
static bool is_glued(struct str rest)
{
    char c = char_at(rest, 0), after = char_at(rest, 1);

    if (rest.len == 0)
        return false;
    if (is_word_byte(rest) || is_digit(c))
        return true;
    return (c == '-' && (is_letter(after) || is_digit(after))) || ((c == '/' || c == '.') && is_digit(after));
}

static bool starts_relative(struct str s, const char *phrase)
{
    for (; *phrase; phrase++) {
        if (*phrase == ' ') {
            if (!skip_blanks(&s))
                return false;
        } else {
            if (lower(char_at(s, 0)) != *phrase)
                return false;
            s = str_from(s, 1);
        }
    }
    return s.len == 0 || (!is_word_byte(s) && !is_digit(s.at[0]));
}

static bool is_relative(struct str s)
{
    char first = s.len > 0 ? lower(s.at[0]) : '\0';

    for (size_t i = 0; is_letter(first) && i < ARRAY_LEN(relatives); i++) {
        if (relatives[i][0] == first && starts_relative(s, relatives[i]))
            return true;
    }
    return false;
}

/* ---- one date, as it is written */

/* What was read: a fault, or a form and its parts. DATE_NO_YEAR has everything but the year, which a range may lend it. */
struct parts {
    enum date_fault fault;
    enum date_form  form;
    int32_t year, month, day;      /* 0: not said. month: a period's first, or the month of which END is the end (0: the year) */
    struct str near;
    struct str rest;
};

static struct parts parts_fault(enum date_fault fault, struct str rest)
{
    return (struct parts){.fault = fault, .near = {"", 0}, .rest = rest};
}

/* '26, -26: a year of two figures. A month behind it makes it a day: 3 June-26 July 2026. */
static bool is_short_year(struct str s)
{
    size_t mark = char_at(s, 0) == '\'' || char_at(s, 0) == '-' ? 1 : s.len >= 3 && memcmp(s.at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
    if (mark == 0 || digits_at(str_from(s, mark)) != 2)
        return false;
    s = str_from(s, mark + 2);
    skip_blanks(&s);
    return s.len == 0 || !is_word_byte(s);
}

/* Reads the year that must follow; `of` may stand before it where it is said so, and a comma. */
static void read_year(struct parts *p, struct str s, bool of)
{
    struct str after = s;
    size_t digits;

    p->rest = s;
    p->fault = DATE_NO_YEAR;
    if (of)
        take(&after, "of");
    skip_blanks(&after);
    if (char_at(after, 0) == ',') {
        after = str_from(after, 1);
        skip_blanks(&after);
        if (digits_at(after) != 4)
            return;
    }
    if (is_short_year(after)) {
        p->fault = DATE_BAD_YEAR;
        return;
    }
    digits = take_number(&after, &p->year);
    if (digits == 0)
        return;
    p->rest = after;
    p->fault = digits == 4 && p->year >= YEAR_LEAST ? DATE_FINE : DATE_BAD_YEAR;
    if (char_at(after, 0) == '/' && is_digit(char_at(after, 1)))
        p->fault = DATE_BAD_YEAR;      /* 2026/27: not one year */
    if (p->fault != DATE_FINE)
        p->year = 0;
}

/* A word stood where a month should: a month misspelt, or no date at all. `s` is what follows the word. */
static struct parts no_month(struct str word, struct str s, int32_t day)
{
    struct parts p = parts_fault(DATE_NOT, s);
    struct str near = near_month(word);
    int32_t number;

    if (word.len == 0 || NAMED(word, units) >= 0)
        return p;
    p.day = day;
    skip_blanks(&s);
    switch (take_number(&s, &number)) {
    case 4:                            /* Septembre 2026, Foo 2026 */
        p.fault = DATE_NO_MONTH;
        p.year = number;
        p.rest = s;
        break;
    case 0:                            /* 15 Juny; Juny alone: a word that begins a sentence is not meant */
        if (near.len > 0 && (day > 0 || s.len == 0))
            p.fault = DATE_NO_MONTH;
        break;
    default:                           /* Juny 15 */
        if (near.len > 0)
            p.fault = DATE_NO_MONTH;
        break;
    }
    if (p.fault == DATE_NO_MONTH)
        p.near = near;
    return p;
}

/* After "15" or "15th": its month and year. */
static struct parts read_day_month(struct str s, int32_t day, bool ordinal)
{
    struct parts p = {.form = DATE_DAY, .day = day, .near = {"", 0}};
    struct str word, before = s;
    bool is_short;

    skip_blanks(&s);
    if (take(&s, "of"))
        skip_blanks(&s);
    word = take_word(&s);
    p.month = month_of(word, &is_short);
    if (p.month == 0) {
        if (word.len > 0)
            return no_month(word, s, day);
        return parts_fault(ordinal || is_glued(before) ? DATE_NOT : DATE_BAD_YEAR, before);
    }
    if (is_short && char_at(s, 0) == '.')
        s = str_from(s, 1);
    read_year(&p, s, false);
    return p;
}

/* st, nd, rd, th after the number, the one that belongs to it. Letters that are no such ending: *wrong. */
static bool take_ordinal(struct str *s, int32_t number, bool *wrong)
{
    struct str after = *s;
    struct str word = take_word(&after);
    int32_t last = number / 10 % 10 == 1 ? 0 : number % 10;
    const char *ending = last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";

    *wrong = false;
    if (word.len == 0)
        return false;
    *wrong = !str_eq_fold(word, str_of(ending));
    if (*wrong)
        return false;
    *s = after;
    return true;
}

/* Numbers only, in an order that cannot be known: 03/04/2026, 3.4.26, 15-06-2026, 15 6 2026, 03/04, 2026-06. */
static bool is_figures(struct str s, struct str *rest)
{
    int32_t value;
    size_t first = take_number(&s, &value);
    char mark = char_at(s, 0);
    size_t second;

    if (blank_bytes(s) > 0) {
        skip_blanks(&s);
        second = take_number(&s, &value);
        if (first > 2 || second == 0 || second > 2 || !skip_blanks(&s) || digits_at(s) < 2)
            return false;
        take_number(&s, &value);
        *rest = s;
        return true;
    }
    if (mark != '/' && mark != '.' && mark != '-')
        return false;
    s = str_from(s, 1);
    second = take_number(&s, &value);
    *rest = s;
    if (second == 0)
        return false;
    if (s.len > 0 && (s.at[0] == '/' || s.at[0] == '.' || s.at[0] == '-') && is_digit(char_at(s, 1))) {
        s = str_from(s, 1);
        take_number(&s, &value);
        *rest = s;
        return mark != '-' || second <= 2;          /* 2024-2026-01-01 is something else */
    }
    if (mark == '/' && first == 4 && second == 2 && value > 12)
        return false;                               /* 2026/27: two years, and the fault of a year of two figures */
    return mark == '/' || (mark == '-' && first == 4 && second <= 2);
}

/* 2026-06-15 and nothing else; figures that are like it have their faults. */
static bool read_iso(struct str s, struct parts *p)
{
    size_t year_digits = take_number(&s, &p->year);

    if (year_digits < 4 || char_at(s, 0) != '-' || digits_at(str_from(s, 1)) != 2)
        return false;
    s = str_from(s, 1);
    take_number(&s, &p->month);
    if (char_at(s, 0) != '-' || digits_at(str_from(s, 1)) != 2)
        return false;
    s = str_from(s, 1);
    take_number(&s, &p->day);
    p->rest = s;
    p->near = (struct str){"", 0};
    p->form = DATE_DAY;
    p->fault = year_digits != 4 || p->year < YEAR_LEAST ? DATE_BAD_YEAR : p->month < 1 || p->month > 12 ? DATE_NO_MONTH : DATE_FINE;
    return true;
}

static struct parts read_figures(struct str s)
{
    struct parts p = {0};
    struct str all = s, rest, word;
    int32_t number;
    bool wrong, is_short;
    size_t digits;

    if (read_iso(s, &p))
        return p;
    if (is_figures(s, &rest))
        return parts_fault(DATE_SLASHES, rest);
    digits = take_number(&s, &number);
    if (digits == 4) {
        rest = s;
        skip_blanks(&rest);
        word = take_word(&rest);
        if (month_of(word, &is_short) > 0)
            return parts_fault(DATE_NOT, rest);          /* 2026 June 15 is in no form, and 2026 is not all of it */
        p = (struct parts){.form = DATE_YEAR, .near = {"", 0}};
        read_year(&p, all, false);
        return p;
    }
    if (take_ordinal(&s, number, &wrong))
        return read_day_month(s, number, true);
    if (wrong)
        return parts_fault(DATE_NOT, s);
    rest = s;
    skip_blanks(&rest);
    if ((digits == 6 || digits == 8) && rest.len == 0)
        return parts_fault(DATE_SLASHES, s);             /* 20260615 */
    return read_day_month(s, number, false);
}

/* After a month's name: a year, or a day and a year. */
static struct parts read_month(struct str s, int32_t month)
{
    struct parts p = {.form = DATE_MONTH, .month = month, .near = {"", 0}};
    struct str after = s;
    int32_t number;
    bool wrong;

    skip_blanks(&after);
    size_t digits = take_number(&after, &number);
    if (digits == 1 || digits == 2) {
        bool ordinal = take_ordinal(&after, number, &wrong);
        if (wrong)
            return parts_fault(DATE_NOT, after);
        p.form = DATE_DAY;
        p.day = number;
        read_year(&p, after, false);
        if (p.fault == DATE_NO_YEAR && !ordinal && (number < 1 || number > days_in_month(4, month))) {
            p.fault = DATE_BAD_YEAR;                     /* June 45: a year of two digits */
            p.day = 0;
        }
        return p;
    }
    read_year(&p, s, false);
    return p;
}

/* After "end of": a month and a year, or a year. */
static struct parts read_end(struct str s)
{
    struct parts p = {.form = DATE_END, .near = {"", 0}};
    struct str word;
    bool is_short;

    skip_blanks(&s);
    word = take_word(&s);
    if (word.len > 0) {
        p.month = month_of(word, &is_short);
        if (p.month == 0)
            return no_month(word, s, 0);
        if (is_short && char_at(s, 0) == '.')
            s = str_from(s, 1);
    } else if (digits_at(s) == 0) {
        return parts_fault(DATE_NOT, s);
    }
    read_year(&p, s, false);
    return p;
}

/* The period of so many months that is the n-th of its year. */
static struct parts read_period(struct str s, enum date_form form, int32_t n, int32_t months)
{
    struct parts p = {.form = form, .near = {"", 0}};

    if (n < 1 || n > 12 / months)
        return parts_fault(DATE_NOT, s);
    p.month = (n - 1) * months + 1;
    read_year(&p, s, true);
    return p;
}

static struct parts read_words(struct str s)
{
    struct str word = take_word(&s);
    int32_t value, month;
    bool is_short;
    struct parts p;

    if ((month = month_of(word, &is_short)) > 0) {
        if (is_short && char_at(s, 0) == '.')
            s = str_from(s, 1);
        return read_month(s, month);
    }
    if ((value = NAMED(word, seasons)) >= 0) {
        p = (struct parts){.form = DATE_SEASON, .month = value, .near = {"", 0}};
        read_year(&p, s, true);
        return p;
    }
    if ((value = NAMED(word, thirds)) >= 0) {
        p = (struct parts){.form = (enum date_form)value, .near = {"", 0}};
        if (value == DATE_MID && char_at(s, 0) == '-')
            s = str_from(s, 1);
        read_year(&p, s, false);
        if (p.fault == DATE_NO_YEAR)                     /* late: no date that lacks its year */
            p.fault = DATE_NOT;
        return p;
    }
    if (str_eq_fold(word, STR("end"))) {
        take(&s, "of");
        return read_end(s);
    }
    if ((str_eq_fold(word, STR("q")) && is_digit(char_at(s, 0))) || (str_eq_fold(word, STR("quarter")) && skip_blanks(&s))) {
        take_number(&s, &value);
        return read_period(s, DATE_QUARTER, value, 3);
    }
    if ((value = NAMED(word, ordinals)) >= 0) {
        if (take(&s, "half"))
            return read_period(s, DATE_HALF, value, 6);
        if (take(&s, "quarter"))
            return read_period(s, DATE_QUARTER, value, 3);
        return parts_fault(DATE_NOT, s);
    }
    return no_month(word, s, 0);
}

/* A day that its month does not have, in any year while none is said. */
static void check_day(struct parts *p)
{
    if ((p->fault == DATE_FINE || p->fault == DATE_NO_YEAR) && p->form == DATE_DAY &&
        (p->day < 1 || p->day > days_in_month(p->year > 0 ? p->year : 4, p->month)))
        p->fault = DATE_NO_DAY;
}

/* "no later than" */
static bool take_no_later(struct str *s)
{
    struct str after = *s;
    if (!take(&after, "no") || !take(&after, "later") || !take(&after, "than"))
        return false;
    *s = after;
    return true;
}

static struct parts read_date(struct str s)
{
    struct parts p;
    struct str word, after;
    bool weekday = false;

    for (int before = 0; before < 3; before++) {         /* nothing, by or in, and the */
        bool taken = before == 0 || (before == 1 ? take(&s, "by") || take(&s, "in") || take_no_later(&s) : take(&s, "the"));
        if (!taken)
            continue;
        skip_blanks(&s);
        if (is_relative(s))
            return parts_fault(DATE_RELATIVE, s);
    }
    after = s;
    word = take_word(&after);
    if (NAMED(word, weekdays) >= 0) {
        weekday = true;
        s = after;
        if (char_at(s, 0) == '.')
            s = str_from(s, 1);
        if (char_at(s, 0) == ',')
            s = str_from(s, 1);
        skip_blanks(&s);
        take(&s, "the");
        skip_blanks(&s);
    }
    if (s.len == 0)
        return parts_fault(DATE_NOT, s);
    p = is_digit(s.at[0]) ? read_figures(s) : read_words(s);
    if (weekday && (p.fault == DATE_FINE || p.fault == DATE_NO_YEAR) && p.form != DATE_DAY)
        return parts_fault(DATE_NOT, p.rest);
    check_day(&p);
    return p;
}

/* ---- from the parts to the days */

static struct date months_from(int32_t year, int32_t month, int32_t months, enum date_form form)
{
    int32_t last = year * 12 + month - 1 + months - 1;
    return (struct date){day_of((struct civil){year, month, 1}), date_of_month(last / 12, last % 12 + 1).last, form};
}

static struct date days_of(const struct parts *p)
{
    switch (p->form) {
    case DATE_DAY:
        return date_of_day(day_of((struct civil){p->year, p->month, p->day}));
    case DATE_MONTH:
        return date_of_month(p->year, p->month);
    case DATE_QUARTER:
    case DATE_SEASON:
        return months_from(p->year, p->month, 3, p->form);
    case DATE_HALF:
        return months_from(p->year, p->month, 6, p->form);
    case DATE_EARLY:
        return months_from(p->year, 1, 4, p->form);
    case DATE_MID:
        return months_from(p->year, 5, 4, p->form);
    case DATE_LATE:
        return months_from(p->year, 9, 4, p->form);
    case DATE_END:
        if (p->month > 0) {
            int32_t last = date_of_month(p->year, p->month).last;
            return (struct date){last, last, DATE_END};
        }
        return months_from(p->year, 12, 1, p->form);
    case DATE_YEAR:
        return months_from(p->year, 1, 12, p->form);
    case DATE_DAYS:
        break;
    }
    BUG("a date was read that has no form");
}

/* The result for parts that were read from the start of `text`. */
static struct date_read read_of(struct str text, const struct parts *p)
{
    struct date_read r = {.fault = p->fault, .used = text.len - p->rest.len, .near = p->near};

    if (r.fault == DATE_FINE && p->form == DATE_SEASON && p->month == 12 && p->year == YEAR_MOST)
        r.fault = DATE_BAD_YEAR;       /* that winter ends in the year 10000 */
    if (r.fault == DATE_FINE)
        r.date = days_of(p);
    if (r.fault == DATE_NO_DAY || r.fault == DATE_NO_MONTH)
        r.said = (struct civil){p->year, p->month, p->day};
    return r;
}

/* White space at both ends put aside. `used` counts from the start of `text`. */
static struct date_read whole(struct str text, struct date_read (*read)(struct str text))
{
    struct str inner = str_trim(text);
    struct date_read r = {.fault = DATE_NOT, .near = {"", 0}};

    if (inner.len == 0)
        return r;
    r = read(inner);
    if (r.fault == DATE_FINE) {
        struct str rest = str_from(inner, r.used);
        if (str_eq(rest, STR(".")))
            rest = STR("");            /* the end of a sentence */
        skip_blanks(&rest);
        if (rest.len > 0)
            r.fault = DATE_REST;
    }
    r.used += (size_t)(inner.at - text.at);
    return r;
}

static struct date_read read_one(struct str text)
{
    struct parts p = read_date(text);
    return read_of(text, &p);
}

struct date_read date_parse(struct str text)
{
    return whole(text, read_one);
}

struct date_read date_parse_prefix(struct str text)
{
    struct date_read r = read_one(text);

    if (r.fault == DATE_FINE && is_glued(str_from(text, r.used)))
        return (struct date_read){.fault = DATE_NOT, .used = r.used, .near = {"", 0}};
    return r;
}

/* ---- two dates */

/* "to", an en dash or a hyphen. */
static bool take_between(struct str *s)
{
    struct str after = *s;
    bool blank = skip_blanks(&after);

    if (blank && take(&after, "to")) {
        if (!skip_blanks(&after))
            return false;
    } else if (after.len >= 3 && memcmp(after.at, "\xE2\x80\x93", 3) == 0) {
        after = str_from(after, 3);
    } else if (char_at(after, 0) == '-') {
        after = str_from(after, 1);
    } else {
        return false;
    }
    skip_blanks(&after);
    *s = after;
    return true;
}

/* "13 to" or "13th -": the day of a month that the second date says. */
static bool take_bare_day(struct str *s, struct parts *p)
{
    struct str after = *s, rest;
    bool wrong;

    skip_blanks(&after);
    if (is_figures(after, &rest))
        return false;
    *p = (struct parts){.fault = DATE_NO_YEAR, .form = DATE_DAY, .near = {"", 0}};
    size_t digits = take_number(&after, &p->day);
    if (digits == 0 || digits > 2)
        return false;
    take_ordinal(&after, p->day, &wrong);
    if (wrong || !take_between(&after))
        return false;
    *s = after;
    return true;
}

static struct date_read read_range(struct str text)
{
    struct parts first, second;
    struct str s = text;
    struct date_read r, until;

    if (!take_bare_day(&s, &first)) {
        first = read_date(s);
        r = read_of(text, &first);
        if (first.fault != DATE_FINE && first.fault != DATE_NO_YEAR)
            return r;
        s = first.rest;
        if (!take_between(&s))
            return r;
    } else {
        r = (struct date_read){.fault = DATE_NOT, .near = {"", 0}};
    }
    second = read_date(s);
    until = read_of(text, &second);
    if (until.fault == DATE_NOT)
        return r;                      /* 15 June 2026 - agreed: one date, and more */
    if (until.fault != DATE_FINE)
        return until;
    if (first.year == 0)
        first.year = second.year;
    if (first.month == 0 && first.form == DATE_DAY) {
        if (second.form != DATE_DAY)
            return r;
        first.month = second.month;
    }
    if (first.fault == DATE_NO_YEAR)
        first.fault = DATE_FINE;
    check_day(&first);
    r = read_of(text, &first);
    if (r.fault != DATE_FINE)
        return r;
    r.used = until.used;
    if (r.date.first > until.date.last) {
        r.fault = DATE_ORDER;
        return r;
    }
    r.date = (struct date){r.date.first, until.date.last, DATE_DAYS};
    return r;
}

struct date_read date_parse_range(struct str text)
{
    return whole(text, read_range);
}
