/* The calendars that irp ships, against the rules by which their holidays fall: the rules are the law's and the lists are ours, so a slip in a list
 * shows. Days that were proclaimed once are exceptions, each with its year. */
#include "../../lang/standards/standards.h"
#include "../../runtime/value/date.h"
#include "unit.h"

enum { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };
enum { JANUARY = 1, FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER };

/* How a holiday falls in a year; `n` is of its own meaning. */
enum falls {
    ON_DAY,                              /* the n-th of the month, kept on another day when that is no weekday */
    ON_WEEKDAY,                          /* the n-th such weekday of the month */
    ON_LAST,                             /* the last such weekday of the month, up to its n-th day */
    AFTER_EASTER,                        /* n days after Easter Sunday */
    ONCE                                 /* the n-th of the month, in that year alone */
};
struct holiday { enum falls falls; int32_t month, n, weekday, from, to; };     /* in the years `from` to `to`: 0 for no end */

/* Where a holiday that falls on a weekend is kept. */
enum kept { ON_NEXT_WORKING_DAY, ON_NEAREST_WEEKDAY };

/* A holiday that was moved has one row for the years around, and one for the day to which it moved. */
static const struct holiday england[] = {
    {ON_DAY, JANUARY, 1, 0, 0, 0},
    {AFTER_EASTER, 0, -2, 0, 0, 0},
    {AFTER_EASTER, 0, 1, 0, 0, 0},
    {ON_WEEKDAY, MAY, 1, MONDAY, 0, 1994},
    {ONCE, MAY, 8, 0, 1995, 1995},                     /* fifty years after the end of the war in Europe */
    {ON_WEEKDAY, MAY, 1, MONDAY, 1996, 2019},
    {ONCE, MAY, 8, 0, 2020, 2020},                     /* and seventy-five */
    {ON_WEEKDAY, MAY, 1, MONDAY, 2021, 0},
    {ON_LAST, MAY, 31, MONDAY, 0, 2001},
    {ONCE, JUNE, 4, 0, 2002, 2002},                    /* jubilees */
    {ON_LAST, MAY, 31, MONDAY, 2003, 2011},
    {ONCE, JUNE, 4, 0, 2012, 2012},
    {ON_LAST, MAY, 31, MONDAY, 2013, 2021},
    {ONCE, JUNE, 2, 0, 2022, 2022},
    {ON_LAST, MAY, 31, MONDAY, 2023, 0},
    {ON_LAST, AUGUST, 31, MONDAY, 0, 0},
    {ON_DAY, DECEMBER, 25, 0, 0, 0},
    {ON_DAY, DECEMBER, 26, 0, 0, 0},
    {ONCE, JUNE, 3, 0, 2002, 2002},
    {ONCE, APRIL, 29, 0, 2011, 2011},
    {ONCE, JUNE, 5, 0, 2012, 2012},
    {ONCE, JUNE, 3, 0, 2022, 2022},
    {ONCE, SEPTEMBER, 19, 0, 2022, 2022},
    {ONCE, MAY, 8, 0, 2023, 2023},
};

static const struct holiday us[] = {                    /* 5 U.S.C. 6103 */
    {ON_DAY, JANUARY, 1, 0, 0, 0},
    {ON_WEEKDAY, JANUARY, 3, MONDAY, 1986, 0},
    {ON_WEEKDAY, FEBRUARY, 3, MONDAY, 1971, 0},
    {ON_LAST, MAY, 31, MONDAY, 1971, 0},
    {ON_DAY, JUNE, 19, 0, 2021, 0},
    {ON_DAY, JULY, 4, 0, 0, 0},
    {ON_WEEKDAY, SEPTEMBER, 1, MONDAY, 0, 0},
    {ON_WEEKDAY, OCTOBER, 2, MONDAY, 1971, 0},
    {ON_DAY, NOVEMBER, 11, 0, 1978, 0},
    {ON_WEEKDAY, NOVEMBER, 4, THURSDAY, 0, 0},
    {ON_DAY, DECEMBER, 25, 0, 0, 0},
};

static const struct holiday canada[] = {
    {ON_DAY, JANUARY, 1, 0, 0, 0},
    {AFTER_EASTER, 0, -2, 0, 0, 0},
    {AFTER_EASTER, 0, 1, 0, 0, 0},
    {ON_LAST, MAY, 24, MONDAY, 0, 0},                  /* the Monday before 25 May */
    {ON_DAY, JULY, 1, 0, 0, 0},
    {ON_WEEKDAY, AUGUST, 1, MONDAY, 0, 0},
    {ON_WEEKDAY, SEPTEMBER, 1, MONDAY, 0, 0},
    {ON_DAY, SEPTEMBER, 30, 0, 2021, 0},
    {ON_WEEKDAY, OCTOBER, 2, MONDAY, 0, 0},
    {ON_DAY, NOVEMBER, 11, 0, 0, 0},
    {ON_DAY, DECEMBER, 25, 0, 0, 0},
    {ON_DAY, DECEMBER, 26, 0, 0, 0},
    {ONCE, SEPTEMBER, 19, 0, 2022, 2022},              /* mourning for the Queen: Treasury Board Secretariat, information notice of 16 September 2022 */
};

static const struct calendar { const char *name; const struct holiday *at; size_t len; enum kept kept; } calendars[] = {
    {"holidays-canada", canada, ARRAY_LEN(canada), ON_NEXT_WORKING_DAY},
    {"holidays-england", england, ARRAY_LEN(england), ON_NEXT_WORKING_DAY},
    {"holidays-us", us, ARRAY_LEN(us), ON_NEAREST_WEEKDAY},
};

/* ---- the rules */

/* Easter Sunday of the Gregorian calendar (the anonymous algorithm of Nature, 1876; Meeus, "Astronomical Algorithms", chapter 8). */
static int32_t easter(int32_t year)
{
    int32_t golden = year % 19, century = year / 100, of_century = year % 100;
    int32_t skipped = (century - (century + 8) / 25 + 1) / 3;
    int32_t moon = (19 * golden + century - century / 4 - skipped + 15) % 30;
    int32_t to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    int32_t corrected = (golden + 11 * moon + 22 * to_sunday) / 451;
    int32_t sum = moon + to_sunday - 7 * corrected + 114;
    return day_of((struct civil){year, sum / 31, sum % 31 + 1});
}

static int32_t falls_on(const struct holiday *h, int32_t year)
{
    if (h->falls == AFTER_EASTER)
        return easter(year) + h->n;
    int32_t first = day_of((struct civil){year, h->month, 1}), day = first + h->n - 1;
    if (h->falls == ON_WEEKDAY)
        return first + (h->weekday - weekday_of(first) + 7) % 7 + 7 * (h->n - 1);
    return h->falls == ON_LAST ? day - (weekday_of(day) - h->weekday + 7) % 7 : day;
}

typedef VEC(int32_t) days;

static bool among(const days *d, int32_t day)
{
    for (uint32_t i = 0; i < d->len; i++)
        if (d->at[i] == day)
            return true;
    return false;
}

/* Two holidays in a row that begin at a weekend are kept on two days: 27 and 28 December 2027. */
static int32_t kept_on(enum kept kept, int32_t day, const days *before)
{
    if (kept == ON_NEAREST_WEEKDAY)
        return weekday_of(day) == SATURDAY ? day - 1 : weekday_of(day) == SUNDAY ? day + 1 : day;
    while (weekday_of(day) >= SATURDAY || among(before, day))
        day++;
    return day;
}

static int by_day(const void *a, const void *b) { return (*(const int32_t *)a > *(const int32_t *)b) - (*(const int32_t *)a < *(const int32_t *)b); }

/* The holidays from `first` to `last`. A year's first may be kept at the end of the year before. */
static days by_rules(const struct calendar *c, int32_t first, int32_t last)
{
    days all = {NULL, 0, 0}, within = {NULL, 0, 0};
    for (int32_t year = civil_of(first).year; year <= civil_of(last).year + 1; year++)
        for (size_t i = 0; i < c->len; i++) {
            const struct holiday *h = &c->at[i];
            if (year < h->from || (h->to != 0 && year > h->to))
                continue;
            int32_t day = kept_on(c->kept, falls_on(h, year), &all);
            *vec_push(&unit_arena, &all) = day;
            if (day >= first && day <= last)
                *vec_push(&unit_arena, &within) = day;
        }
    qsort(within.at, within.len, sizeof *within.at, by_day);
    return within;
}

/* ---- the lists */

static struct str text_named(const char *name)
{
    for (unsigned i = 0; i < standard_texts_len; i++)
        if (strcmp(standard_texts[i].name, name) == 0)
            return (struct str){standard_texts[i].text, standard_texts[i].length};
    return STR("");
}

static days listed(struct str text)
{
    days found = {NULL, 0, 0};
    while (text.len > 0) {
        struct str line = str_cut(&text, '\n');
        if (!str_starts_fold(line, STR("Holiday:")))
            continue;
        struct date_read read = date_parse(str_trim(str_from(line, 8)));
        if (CHECK(read.fault == DATE_FINE && read.date.first == read.date.last))
            *vec_push(&unit_arena, &found) = read.date.first;
    }
    return found;
}

static void tell(const char *name, const char *what, const days *some, const days *others)
{
    for (uint32_t i = 0; i < some->len; i++)
        if (!CHECK(among(others, some->at[i]))) {
            struct out o;
            out_memory(&o, &unit_arena);
            date_print(&o, date_of_day(some->at[i]));
            printf("    %s: " STR_FMT " %s\n", name, STR_ARG(out_text(&o)), what);
        }
}

/* The list covers whole years. */
static void compare(const struct calendar *c)
{
    days list = listed(text_named(c->name));
    if (!CHECK(list.len > 0))
        return;
    int32_t first = day_of((struct civil){civil_of(list.at[0]).year, JANUARY, 1});
    int32_t last = day_of((struct civil){civil_of(list.at[list.len - 1]).year, DECEMBER, 31});
    days rules = by_rules(c, first, last);
    tell(c->name, "is in the list, and by the rules no holiday", &list, &rules);
    tell(c->name, "is a holiday by the rules, and not in the list", &rules, &list);
    CHECK(list.len == rules.len);
    for (uint32_t i = 1; i < list.len; i++)
        CHECK(list.at[i - 1] < list.at[i]);
}

/* Days that are known from elsewhere, so that a slip in the rules shows too. */
static void known_days(void)
{
    CHECK(easter(1818) == day_of((struct civil){1818, MARCH, 22}));      /* the earliest that there is */
    CHECK(easter(1943) == day_of((struct civil){1943, APRIL, 25}));      /* and the latest */
    CHECK(easter(2000) == day_of((struct civil){2000, APRIL, 23}));
    CHECK(easter(2026) == day_of((struct civil){2026, APRIL, 5}));
    for (int32_t year = 1900; year < 2100; year++)
        CHECK(weekday_of(easter(year)) == SUNDAY);
}

int main(void)
{
    UNIT_BEGIN();
    known_days();
    for (size_t i = 0; i < ARRAY_LEN(calendars); i++)
        compare(&calendars[i]);
    return unit_end();
}
