/* date.h - dates as intervals: a day, a month, a season or a year is the days from `first` to `last`.
 *
 * Days are counted from 1 January 1970 (day 0) in the proleptic Gregorian calendar; years 1 to 9999.
 * (Civil-date arithmetic: the era method of Howard Hinnant, "chrono-compatible low-level date algorithms".)
 *
 * Comparison. a < b when all of a lies before b (a.last < b.first); a >= b is its negation. So "July 2026" is late (deadline < today)
 * from 1 August, and a report published on 18 May 2026 does not make "May 2026" too early. = holds for the same days.
 *
 * Forms keep how precise the author was, so that a date prints as it was meant. Seasons are the meteorological ones: spring is
 * March to May, and winter 2026 is December 2026 to February 2027. "early" is the first third of its year, "mid" the second and
 * "late" the last third (January to April, May to August, September to December); "end of 2026" is December 2026,
 * "end of July 2026" is 31 July 2026. A quarter is a calendar quarter; halves likewise.
 */
#ifndef IRP_VALUE_DATE_H
#define IRP_VALUE_DATE_H

#include "../base/out.h"

#define YEAR_LEAST 1
#define YEAR_MOST  9999

/* DATE_FORM(ID): how a date was given. Only DAY has first = last for certain. */
#define DATE_FORM_TABLE(F) F(DAY) F(MONTH) F(QUARTER) F(HALF) F(SEASON) F(EARLY) F(MID) F(LATE) F(END) F(YEAR) F(DAYS)
enum date_form {
#define F(id) DATE_##id,
    DATE_FORM_TABLE(F)
#undef F
};   /* DATE_DAYS: a range of days, printed "2 February 2026 to 12 February 2026" */

struct date { int32_t first, last; enum date_form form; };

struct civil { int32_t year; int32_t month, day; };   /* month 1 to 12, day 1 to 31 */
int32_t      day_of(struct civil c);                  /* c must be a real date */
struct civil civil_of(int32_t day);
int32_t      days_in_month(int32_t year, int32_t month);
/* 0 Monday ... 6 Sunday */
int32_t      weekday_of(int32_t day);
struct date  date_of_day(int32_t day);
struct date  date_of_month(int32_t year, int32_t month);

/* Why a text is no date. Each has its own message in lang/source/diags.def. */
enum date_fault {
    DATE_FINE,
    DATE_NOT,           /* nothing like a date */
    DATE_NO_MONTH,      /* month 13; a word that is no month */
    DATE_NO_DAY,        /* 31 February */
    DATE_SLASHES,       /* 03/04/2026, 30/07/2026, 3.4.2026: numbers in an order that cannot be known */
    DATE_BAD_YEAR,      /* year 0, 10000, two digits */
    DATE_NO_YEAR,       /* 30 July */
    DATE_RELATIVE,      /* soon, TBC, ongoing, as soon as possible: no date at all */
    DATE_ORDER,         /* a range that ends before it starts */
    DATE_REST           /* a date, and then more: `used` says where it stops */
};

struct date_read {
    enum date_fault fault;
    struct date     date;      /* when fine (for DATE_REST: the date before the rest) */
    size_t          used;      /* bytes of the text that the date took; at a fault: that were read up to it */
    struct civil    said;      /* for DATE_NO_DAY, DATE_NO_MONTH: what was written, for the message (0 where unknown) */
    struct str      near;      /* for DATE_NO_MONTH on a misspelt month: the near name, or empty */
};

/* Reads a whole text as one date: 15 June 2026, 15th June 2026, 15th of June 2026, Monday 15 June 2026 (the weekday is not checked),
 * June 15 2026, June 15, 2026, 2026-06-15, September 2026, Sept 2026, Q3 2026, quarter 3 2026, third quarter of 2026,
 * first half of 2026, end July 2026, no later than 31 July 2026, spring 2027, autumn 2026 (fall), early 2026, mid-2026, mid 2026, late 2026, end of 2026,
 * the end of July 2026, by ... and in ... before any of them, 2027. Years have four digits. Case does not count; blanks, tabs and
 * no-break spaces stand between words, a comma may stand before a year and after a weekday, and a full stop at the end. Never repairs. */
struct date_read date_parse(struct str text);
/* Reads a date at the start of text, leaving the rest (DATE_FINE, `used`); DATE_REST is not given. What follows must not be glued
 * to the date: 2026x and 15 June 2026-ish are DATE_NOT. */
struct date_read date_parse_prefix(struct str text);
/* DATE "to" DATE (also an en dash or a hyphen between), or one date: DATE_DAYS form when two. "2 February to 12 February 2026" takes
 * the second's year, "13 to 15 February 2023" and "13-15 February 2023" its month too. */
struct date_read date_parse_range(struct str text);

/* "January" to "December", for 1 to 12. */
const char *date_month_name(int month);
/* As an author would write it: 15 June 2026, July 2026, Q3 2026, spring 2027, 2 February 2026 to 12 February 2026. */
void date_print(struct out *o, struct date d);
/* 2026-06-15 */
void date_print_iso(struct out *o, int32_t day);

/* n months (n may be negative) after the day: the same day of the month, or the month's last day when it has no such day;
 * *rounded says so. Leaves the range of years: false. */
bool day_add_months(int32_t day, int32_t months, int32_t *result, bool *rounded);
/* False when the years are left. */
bool day_add(int32_t day, int64_t days, int32_t *result);
/* n working days after the day (Monday to Friday, not in `holidays`, which are sorted days); n >= 0; 0 gives the day itself, whatever
 * it is. False when n is negative or the years are left. Takes time for the holidays on the way, not for n. */
bool day_add_working(int32_t day, int64_t n, const int32_t *holidays, size_t count, int32_t *result);
/* n working days before the day, likewise: the day on which the n-th working day before it falls. */
bool day_take_working(int32_t day, int64_t n, const int32_t *holidays, size_t count, int32_t *result);
/* Working days in (from, to]; 0 when `to` is not after `from`. */
int64_t working_days_between(int32_t from, int32_t to, const int32_t *holidays, size_t count);

#endif
