#include "../../runtime/value/date.h"
#include "unit.h"

static int32_t day(int32_t year, int32_t month, int32_t d)
{
    return day_of((struct civil){year, month, d});
}

/* Counts through the calendar by its rules, and meets every day of it. */
static void every_day(void)
{
    static const int32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t n = -719162, weekday = 0;        /* 1 January of year 1, a Monday */
    bool same = true, months = true, weekdays = true;

    for (int32_t year = YEAR_LEAST; year <= YEAR_MOST; year++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (int32_t month = 1; month <= 12; month++) {
            int32_t length = lengths[month - 1] + (leap && month == 2);
            months = months && days_in_month(year, month) == length;
            struct date m = date_of_month(year, month);
            months = months && m.first == n && m.last == n + length - 1 && m.form == DATE_MONTH;
            for (int32_t d = 1; d <= length; d++, n++) {
                struct civil c = civil_of(n);
                same = same && day(year, month, d) == n && c.year == year && c.month == month && c.day == d;
                weekdays = weekdays && weekday_of(n) == weekday;
                weekday = weekday == 6 ? 0 : weekday + 1;
            }
        }
    }
    CHECK(same);
    CHECK(months);
    CHECK(weekdays);
    CHECK(n == 2932897);
}

static void known_days(void)
{
    CHECK(day(1970, 1, 1) == 0 && weekday_of(0) == 3);
    CHECK(weekday_of(day(2026, 6, 15)) == 0);      /* 15 June 2026: Monday */
    CHECK(weekday_of(day(2000, 1, 1)) == 5);
    CHECK(weekday_of(day(1945, 5, 8)) == 1);
    CHECK(weekday_of(day(1815, 6, 18)) == 6);      /* Waterloo: Sunday */
    CHECK(day(2000, 3, 1) == 11017);
    struct date d = date_of_day(5);
    CHECK(d.first == 5 && d.last == 5 && d.form == DATE_DAY);
}

static struct str printed(struct date d)
{
    struct out o;
    out_memory(&o, &unit_arena);
    date_print(&o, d);
    return out_text(&o);
}

static struct str iso(int32_t n)
{
    struct out o;
    out_memory(&o, &unit_arena);
    date_print_iso(&o, n);
    return out_text(&o);
}

static void printing(void)
{
    int32_t first = day(2026, 1, 1), last = day(2026, 12, 31);

    CHECK_STR(printed(date_of_day(day(2026, 6, 5))), "5 June 2026");
    CHECK_STR(printed(date_of_month(2026, 7)), "July 2026");
    CHECK_STR(printed((struct date){day(2026, 7, 1), day(2026, 9, 30), DATE_QUARTER}), "Q3 2026");
    CHECK_STR(printed((struct date){first, day(2026, 6, 30), DATE_HALF}), "first half of 2026");
    CHECK_STR(printed((struct date){day(2026, 7, 1), last, DATE_HALF}), "second half of 2026");
    CHECK_STR(printed((struct date){day(2027, 3, 1), day(2027, 5, 31), DATE_SEASON}), "spring 2027");
    CHECK_STR(printed((struct date){day(2027, 12, 1), day(2028, 2, 29), DATE_SEASON}), "winter 2027");
    CHECK_STR(printed((struct date){first, day(2026, 4, 30), DATE_EARLY}), "early 2026");
    CHECK_STR(printed((struct date){day(2026, 5, 1), day(2026, 8, 31), DATE_MID}), "mid-2026");
    CHECK_STR(printed((struct date){day(2026, 9, 1), last, DATE_LATE}), "late 2026");
    CHECK_STR(printed((struct date){day(2026, 12, 1), last, DATE_END}), "end of 2026");
    CHECK_STR(printed((struct date){day(2026, 7, 31), day(2026, 7, 31), DATE_END}), "end of July 2026");
    CHECK_STR(printed((struct date){first, last, DATE_YEAR}), "2026");
    CHECK_STR(printed((struct date){day(2026, 2, 2), day(2026, 2, 12), DATE_DAYS}), "2 February 2026 to 12 February 2026");
    CHECK_STR(printed(date_of_day(day(26, 6, 5))), "5 June 0026");
    CHECK_STR(iso(day(2026, 6, 5)), "2026-06-05");
    CHECK_STR(iso(day(1, 1, 1)), "0001-01-01");
    CHECK_STR(iso(day(9999, 12, 31)), "9999-12-31");
}

static void adding(void)
{
    int32_t r = 7;
    bool rounded;

    CHECK(day_add_months(day(2026, 1, 31), 1, &r, &rounded) && r == day(2026, 2, 28) && rounded);
    CHECK(day_add_months(day(2027, 1, 31), 13, &r, &rounded) && r == day(2028, 2, 29) && rounded);
    CHECK(day_add_months(day(2026, 1, 28), 1, &r, &rounded) && r == day(2026, 2, 28) && !rounded);
    CHECK(day_add_months(day(2026, 3, 31), -1, &r, &rounded) && r == day(2026, 2, 28) && rounded);
    CHECK(day_add_months(day(2026, 1, 15), -1, &r, &rounded) && r == day(2025, 12, 15) && !rounded);
    CHECK(day_add_months(day(2026, 5, 18), 12, &r, &rounded) && r == day(2027, 5, 18) && !rounded);
    CHECK(day_add_months(day(2026, 5, 18), 0, &r, &rounded) && r == day(2026, 5, 18) && !rounded);
    CHECK(day_add_months(day(9999, 11, 30), 1, &r, &rounded) && r == day(9999, 12, 30));
    r = 7;
    CHECK(!day_add_months(day(9999, 12, 1), 1, &r, &rounded) && r == 7);
    CHECK(!day_add_months(day(1, 1, 31), -1, &r, &rounded));
    CHECK(!day_add_months(0, INT32_MAX, &r, &rounded) && !day_add_months(0, INT32_MIN, &r, &rounded));
    for (int32_t d = day(2023, 1, 1); d < day(2025, 3, 1); d++) {
        for (int32_t months = -30; months <= 30; months++) {
            struct civil was = civil_of(d), now;
            CHECK(day_add_months(d, months, &r, &rounded));
            now = civil_of(r);
            int32_t most = days_in_month(now.year, now.month);
            CHECK(now.year * 12 + now.month == was.year * 12 + was.month + months);
            CHECK(rounded == (was.day > most) && now.day == (rounded ? most : was.day));
        }
    }
    r = 7;
    CHECK(day_add(0, 30, &r) && r == 30);
    CHECK(day_add(0, -719162, &r) && r == day(1, 1, 1));
    CHECK(day_add(0, 2932896, &r) && r == day(9999, 12, 31));
    r = 7;
    CHECK(!day_add(0, 2932897, &r) && !day_add(0, -719163, &r) && !day_add(5, INT64_MAX, &r) && !day_add(-5, INT64_MIN, &r) && r == 7);
}

static bool is_working(int32_t n, const int32_t *holidays, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (holidays[i] == n)
            return false;
    }
    return weekday_of(n) < 5;
}

static void working(void)
{
    int32_t start = day(2023, 12, 1), r = 7, holidays[200];
    size_t count = 0;
    const int32_t *none = NULL;

    for (int32_t d = start; d < start + 400 && count < 190; d++) {
        if (unit_random() % 5 == 0) {
            holidays[count++] = d;
            if (unit_random() % 8 == 0)
                holidays[count++] = d;        /* given twice */
        }
    }
    for (int with = 0; with < 2; with++) {
        size_t n = with ? count : 0;
        for (int32_t from = start - 10; from < start + 40; from++) {
            int64_t seen = 0;
            CHECK(day_add_working(from, 0, with ? holidays : none, n, &r) && r == from);
            for (int32_t to = from + 1; to < from + 420; to++) {
                if (is_working(to, holidays, n)) {
                    seen++;
                    CHECK(day_add_working(from, seen, with ? holidays : none, n, &r) && r == to);
                }
                CHECK(working_days_between(from, to, with ? holidays : none, n) == seen);
            }
        }
    }
    /* 25 working days after 15 February 2023 (no bank holiday lies between) */
    CHECK(day_add_working(day(2023, 2, 15), 25, none, 0, &r) && r == day(2023, 3, 22));
    CHECK(working_days_between(10, 10, none, 0) == 0 && working_days_between(10, 3, none, 0) == 0);
    CHECK(working_days_between(day(1, 1, 1), day(9999, 12, 31), none, 0) == 2608614);
    r = 7;
    CHECK(!day_add_working(0, -1, none, 0, &r) && !day_add_working(0, INT64_MAX, none, 0, &r) && !day_add_working(2932896, 1, none, 0, &r) && r == 7);
    CHECK(day_add_working(2932895, 1, none, 0, &r) && r == 2932896);          /* 31 December 9999 is a Friday */
    int32_t last = 2932896;
    CHECK(!day_add_working(2932895, 1, &last, 1, &r));
    int32_t far[] = {-800000, 0, 2932896, INT32_MAX};
    CHECK(!day_add_working(2932895, 1, far, 4, &r));
    CHECK(working_days_between(INT32_MIN, INT32_MAX, none, 0) > 0);
}

int main(void)
{
    UNIT_BEGIN();
    every_day();
    known_days();
    printing();
    adding();
    working();
    return unit_end();
}
