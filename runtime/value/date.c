#include "date.h"

#define DAYS_OF_ERA 146097       /* 400 years */
#define DAY_LEAST   (-719162)    /* 1 January of year 1 */
#define DAY_MOST    2932896      /* 31 December of year 9999 */

/* ---- the calendar */

/* Years are counted from March, so that a leap day ends one; eras of 400 years are all alike. */
int32_t day_of(struct civil c)
{
    int32_t year = c.month <= 2 ? c.year - 1 : c.year;
    int32_t era = (year >= 0 ? year : year - 399) / 400;
    int32_t year_of_era = year - era * 400;
    int32_t day_of_year = (153 * (c.month > 2 ? c.month - 3 : c.month + 9) + 2) / 5 + c.day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_OF_ERA + day_of_era - 719468;      /* 1 March of year 0 to 1 January 1970 */
}

struct civil civil_of(int32_t day)
{
    int64_t days = (int64_t)day + 719468;
    int32_t era = (int32_t)((days >= 0 ? days : days - (DAYS_OF_ERA - 1)) / DAYS_OF_ERA);
    int32_t day_of_era = (int32_t)(days - (int64_t)era * DAYS_OF_ERA);
    int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month_from_march = (5 * day_of_year + 2) / 153;
    int32_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

    return (struct civil){year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

int32_t days_in_month(int32_t year, int32_t month)
{
    if (month == 2)
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

int32_t weekday_of(int32_t day)
{
    int32_t rest = day % 7;          /* day 0 is a Thursday */
    return (rest + 10) % 7;
}

struct date date_of_day(int32_t day)
{
    return (struct date){day, day, DATE_DAY};
}

struct date date_of_month(int32_t year, int32_t month)
{
    int32_t first = day_of((struct civil){year, month, 1});
    return (struct date){first, first + days_in_month(year, month) - 1, DATE_MONTH};
}

/* ---- arithmetic */

bool day_add(int32_t day, int64_t days, int32_t *result)
{
    if (days > DAY_MOST - (int64_t)day || days < DAY_LEAST - (int64_t)day)
        return false;
    *result = (int32_t)(day + days);
    return true;
}

bool day_add_months(int32_t day, int32_t months, int32_t *result, bool *rounded)
{
    struct civil c = civil_of(day);
    int64_t total = (int64_t)c.year * 12 + (c.month - 1) + months;
    int32_t most;

    if (total < YEAR_LEAST * 12 || total >= (YEAR_MOST + 1) * 12)
        return false;
    c.year = (int32_t)(total / 12);
    c.month = (int32_t)(total % 12) + 1;
    most = days_in_month(c.year, c.month);
    *rounded = c.day > most;
    if (*rounded)
        c.day = most;
    *result = day_of(c);
    return true;
}

static bool is_weekday(int32_t day)
{
    return weekday_of(day) < 5;
}

/* Mondays to Fridays from a Monday long ago to the day, it included. */
static int64_t weekdays_to(int32_t day)
{
    int64_t from_monday = (int64_t)day - 4 + 7 * ((int64_t)1 << 32);      /* day 4 is a Monday */
    int64_t in_week = from_monday % 7 + 1;

    return from_monday / 7 * 5 + (in_week < 5 ? in_week : 5);
}

#define MIRROR_DAY (-2)      /* MIRROR_DAY - day is a Friday where day is a Monday, and so on */

/* The day on which the n-th weekday after `day` falls; n > 0. */
static int64_t after_weekdays(int32_t day, int64_t n)
{
    int32_t weekday = weekday_of(day);
    int64_t friday = weekday < 5 ? (int64_t)day : (int64_t)day - (weekday - 4);   /* a weekend counts as its Friday */
    int64_t in_week = (weekday < 5 ? weekday : 4) + n % 5;

    return friday + n / 5 * 7 + n % 5 + (in_week > 4 ? 2 : 0);
}

/* The place of the first holiday after the day. */
static size_t holiday_after(int32_t day, const int32_t *holidays, size_t count)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (holidays[mid] <= day)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* True for a holiday that takes a working day away: no weekend, and not the one before it again. */
static bool counts(const int32_t *holidays, size_t at)
{
    return is_weekday(holidays[at]) && (at == 0 || holidays[at - 1] != holidays[at]);
}

bool day_add_working(int32_t day, int64_t n, const int32_t *holidays, size_t count, int32_t *result)
{
    int64_t at = day;

    if (n < 0 || n > DAY_MOST - (int64_t)DAY_LEAST)
        return false;
    if (n > 0) {
        at = after_weekdays(day, n);
        for (size_t i = holiday_after(day, holidays, count); i < count && holidays[i] <= at && at <= DAY_MOST; i++) {
            if (counts(holidays, i))
                at = after_weekdays((int32_t)at, 1);
        }
    }
    if (at > DAY_MOST)
        return false;
    *result = (int32_t)at;
    return true;
}

/* The day on which the n-th weekday before `day` falls; n > 0. The calendar read backwards is the same one, mirrored about a day. */
static int64_t before_weekdays(int32_t day, int64_t n)
{
    return MIRROR_DAY - after_weekdays(MIRROR_DAY - day, n);
}

bool day_take_working(int32_t day, int64_t n, const int32_t *holidays, size_t count, int32_t *result)
{
    int64_t at = day;

    if (n < 0 || n > DAY_MOST - (int64_t)DAY_LEAST)
        return false;
    if (n > 0) {
        at = before_weekdays(day, n);
        for (size_t i = holiday_after(day - 1, holidays, count); i-- > 0 && holidays[i] >= at && at >= DAY_LEAST;) {
            if (counts(holidays, i))
                at = before_weekdays((int32_t)at, 1);
        }
    }
    if (at < DAY_LEAST)
        return false;
    *result = (int32_t)at;
    return true;
}

int64_t working_days_between(int32_t from, int32_t to, const int32_t *holidays, size_t count)
{
    int64_t days;

    if (to <= from)
        return 0;
    days = weekdays_to(to) - weekdays_to(from);
    for (size_t i = holiday_after(from, holidays, count); i < count && holidays[i] <= to; i++)
        days -= counts(holidays, i);
    return days;
}

/* ---- printing */

static const char *const month_names[] = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"
};

const char *date_month_name(int month) { return month_names[month - 1]; }

static void print_month(struct out *o, struct civil c)
{
    out_printf(o, "%s %04d", month_names[c.month - 1], (int)c.year);
}

static void print_day(struct out *o, struct civil c)
{
    out_int(o, c.day);
    out_char(o, ' ');
    print_month(o, c);
}

void date_print(struct out *o, struct date d)
{
    struct civil c = civil_of(d.first);

    switch (d.form) {
    case DATE_DAY:
        print_day(o, c);
        return;
    case DATE_MONTH:
        print_month(o, c);
        return;
    case DATE_QUARTER:
        out_printf(o, "Q%d %04d", (int)(c.month - 1) / 3 + 1, (int)c.year);
        return;
    case DATE_HALF:
        out_printf(o, "%s half of %04d", c.month < 7 ? "first" : "second", (int)c.year);
        return;
    case DATE_SEASON:
        out_printf(o, "%s %04d", c.month < 6 ? "spring" : c.month < 9 ? "summer" : c.month < 12 ? "autumn" : "winter", (int)c.year);
        return;
    case DATE_EARLY:
        out_printf(o, "early %04d", (int)c.year);
        return;
    case DATE_MID:
        out_printf(o, "mid-%04d", (int)c.year);
        return;
    case DATE_LATE:
        out_printf(o, "late %04d", (int)c.year);
        return;
    case DATE_END:
        out_str(o, STR("end of "));
        if (d.first == d.last)       /* a month's last day; else December, a year's last month */
            print_month(o, c);
        else
            out_printf(o, "%04d", (int)c.year);
        return;
    case DATE_YEAR:
        out_printf(o, "%04d", (int)c.year);
        return;
    case DATE_DAYS:
        print_day(o, c);
        out_str(o, STR(" to "));
        print_day(o, civil_of(d.last));
        return;
    }
    BUG("a date of no form");
}

void date_print_iso(struct out *o, int32_t day)
{
    struct civil c = civil_of(day);
    out_printf(o, "%04d-%02d-%02d", (int)c.year, (int)c.month, (int)c.day);
}
