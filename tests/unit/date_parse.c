#include "../../runtime/value/date.h"
#include "unit.h"

#define NBSP "\xC2\xA0"
#define DASH "\xE2\x80\x93"

static struct str iso(int32_t n)
{
    struct out o;
    out_memory(&o, &unit_arena);
    date_print_iso(&o, n);
    return out_text(&o);
}

/* ---- what is accepted: text, first day, last day, form, and how it prints */

static const struct { const char *text, *first, *last; enum date_form form; const char *print; } accepted[] = {
    {"15 June 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"15th June 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"1st june 2026", "2026-06-01", "2026-06-01", DATE_DAY, "1 June 2026"},
    {"2nd June 2026", "2026-06-02", "2026-06-02", DATE_DAY, "2 June 2026"},
    {"3RD JUNE 2026", "2026-06-03", "2026-06-03", DATE_DAY, "3 June 2026"},
    {"11th June 2026", "2026-06-11", "2026-06-11", DATE_DAY, "11 June 2026"},
    {"12th June 2026", "2026-06-12", "2026-06-12", DATE_DAY, "12 June 2026"},
    {"13th June 2026", "2026-06-13", "2026-06-13", DATE_DAY, "13 June 2026"},
    {"21st June 2026", "2026-06-21", "2026-06-21", DATE_DAY, "21 June 2026"},
    {"15th of June 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"the 15th of June 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"05 June 2026", "2026-06-05", "2026-06-05", DATE_DAY, "5 June 2026"},
    {"15 Jun 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"15 Sept. 2026", "2026-09-15", "2026-09-15", DATE_DAY, "15 September 2026"},
    {"15 June, 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"Monday 15 June 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"Tue 15 June 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"Monday, 15 June 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"Monday the 15th of June 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"June 15 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"June 15, 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"June 15th 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"2026-06-15", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"Monday 2026-06-15", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"29 February 2028", "2028-02-29", "2028-02-29", DATE_DAY, "29 February 2028"},
    {"1 January 0001", "0001-01-01", "0001-01-01", DATE_DAY, "1 January 0001"},
    {"31 December 9999", "9999-12-31", "9999-12-31", DATE_DAY, "31 December 9999"},
    {"September 2026", "2026-09-01", "2026-09-30", DATE_MONTH, "September 2026"},
    {"Sept 2026", "2026-09-01", "2026-09-30", DATE_MONTH, "September 2026"},
    {"may 2026", "2026-05-01", "2026-05-31", DATE_MONTH, "May 2026"},
    {"February 2028", "2028-02-01", "2028-02-29", DATE_MONTH, "February 2028"},
    {"  July \t 2026 ", "2026-07-01", "2026-07-31", DATE_MONTH, "July 2026"},
    {"July" NBSP "2026", "2026-07-01", "2026-07-31", DATE_MONTH, "July 2026"},
    {"Q1 2026", "2026-01-01", "2026-03-31", DATE_QUARTER, "Q1 2026"},
    {"q3 2026", "2026-07-01", "2026-09-30", DATE_QUARTER, "Q3 2026"},
    {"Q3 of 2026", "2026-07-01", "2026-09-30", DATE_QUARTER, "Q3 2026"},
    {"quarter 4 2026", "2026-10-01", "2026-12-31", DATE_QUARTER, "Q4 2026"},
    {"third quarter of 2026", "2026-07-01", "2026-09-30", DATE_QUARTER, "Q3 2026"},
    {"first half of 2026", "2026-01-01", "2026-06-30", DATE_HALF, "first half of 2026"},
    {"the second half of 2026", "2026-07-01", "2026-12-31", DATE_HALF, "second half of 2026"},
    {"in the first half 2026", "2026-01-01", "2026-06-30", DATE_HALF, "first half of 2026"},
    {"spring 2027", "2027-03-01", "2027-05-31", DATE_SEASON, "spring 2027"},
    {"Summer 2027", "2027-06-01", "2027-08-31", DATE_SEASON, "summer 2027"},
    {"autumn 2026", "2026-09-01", "2026-11-30", DATE_SEASON, "autumn 2026"},
    {"fall 2026", "2026-09-01", "2026-11-30", DATE_SEASON, "autumn 2026"},
    {"winter 2026", "2026-12-01", "2027-02-28", DATE_SEASON, "winter 2026"},
    {"winter 2027", "2027-12-01", "2028-02-29", DATE_SEASON, "winter 2027"},
    {"early 2026", "2026-01-01", "2026-04-30", DATE_EARLY, "early 2026"},
    {"mid-2026", "2026-05-01", "2026-08-31", DATE_MID, "mid-2026"},
    {"mid 2026", "2026-05-01", "2026-08-31", DATE_MID, "mid-2026"},
    {"late 2026", "2026-09-01", "2026-12-31", DATE_LATE, "late 2026"},
    {"end of 2026", "2026-12-01", "2026-12-31", DATE_END, "end of 2026"},
    {"end July 2026", "2026-07-31", "2026-07-31", DATE_END, "end of July 2026"},
    {"by end 2026", "2026-12-01", "2026-12-31", DATE_END, "end of 2026"},
    {"no later than 31 July 2026", "2026-07-31", "2026-07-31", DATE_DAY, "31 July 2026"},
    {"the end of July 2026", "2026-07-31", "2026-07-31", DATE_END, "end of July 2026"},
    {"by the end of Feb. 2028", "2028-02-29", "2028-02-29", DATE_END, "end of February 2028"},
    {"by 15 June 2026", "2026-06-15", "2026-06-15", DATE_DAY, "15 June 2026"},
    {"In September 2026", "2026-09-01", "2026-09-30", DATE_MONTH, "September 2026"},
    {"2027", "2027-01-01", "2027-12-31", DATE_YEAR, "2027"},
    {"by 2027", "2027-01-01", "2027-12-31", DATE_YEAR, "2027"},
};

static void check_read(struct date_read r, const char *text, const char *first, const char *last, enum date_form form)
{
    bool good = CHECK(r.fault == DATE_FINE);
    if (good) {
        good = CHECK_STR(iso(r.date.first), first) && good;
        good = CHECK_STR(iso(r.date.last), last) && good;
        good = CHECK(r.date.form == form) && good;
    }
    if (!good)
        printf("    in \"%s\": fault %d\n", text, (int)r.fault);
}

static void accepts(void)
{
    for (size_t i = 0; i < ARRAY_LEN(accepted); i++) {
        struct str text = str_of(accepted[i].text);
        struct date_read r = date_parse(text);
        check_read(r, accepted[i].text, accepted[i].first, accepted[i].last, accepted[i].form);
        CHECK(r.used == str_trim(text).len + (accepted[i].text[0] == ' ' ? 2u : 0u));
        struct out o;
        out_memory(&o, &unit_arena);
        date_print(&o, r.date);
        CHECK_STR(out_text(&o), accepted[i].print);
        /* what is printed reads as the same */
        struct date_read again = date_parse(out_text(&o));
        CHECK(again.fault == DATE_FINE && again.date.first == r.date.first && again.date.last == r.date.last && again.date.form == r.date.form);
        /* alone, as a range, and with more behind it */
        check_read(date_parse_range(text), accepted[i].text, accepted[i].first, accepted[i].last, accepted[i].form);
        static const char *const more[] = {", agreed 3 July 2026", " (tool late)", ". Then", "; x", " and on", "\n2027"};
        text = str_trim(text);
        for (size_t k = 0; k < ARRAY_LEN(more); k++) {
            struct str both = str_printf(&unit_arena, STR_FMT "%s", STR_ARG(text), more[k]);
            struct date_read p = date_parse_prefix(both);
            check_read(p, both.at, accepted[i].first, accepted[i].last, accepted[i].form);
            CHECK(p.used == text.len);
            p = date_parse(both);
            if (!CHECK(p.fault == DATE_REST && p.used == text.len && p.date.first == r.date.first))
                printf("    in \"" STR_FMT "\": fault %d\n", STR_ARG(both), (int)p.fault);
        }
        struct date_read ended = date_parse(str_printf(&unit_arena, STR_FMT ".", STR_ARG(text)));
        CHECK(ended.fault == DATE_FINE && ended.date.first == r.date.first && ended.date.last == r.date.last);
        struct str glued = str_printf(&unit_arena, STR_FMT "%s", STR_ARG(text), i % 2 ? "x" : "-ish");
        CHECK(date_parse_prefix(glued).fault == DATE_NOT);
        CHECK(date_parse(glued).fault == DATE_REST);
    }
}

/* ---- what is refused */

static const struct { const char *text; enum date_fault fault; int32_t year, month, day; const char *near; } refused[] = {
    {"30/07/2026", DATE_SLASHES, 0, 0, 0, ""}, {"03/04/2026", DATE_SLASHES, 0, 0, 0, ""}, {"3.4.26", DATE_SLASHES, 0, 0, 0, ""},
    {"2026/06/15", DATE_SLASHES, 0, 0, 0, ""}, {"15.06.2026", DATE_SLASHES, 0, 0, 0, ""}, {"15-06-2026", DATE_SLASHES, 0, 0, 0, ""},
    {"15/6/26", DATE_SLASHES, 0, 0, 0, ""}, {"30/07", DATE_SLASHES, 0, 0, 0, ""}, {"15 6 2026", DATE_SLASHES, 0, 0, 0, ""},
    {"2026-6-15", DATE_SLASHES, 0, 0, 0, ""}, {"2026-06", DATE_SLASHES, 0, 0, 0, ""}, {"20260615", DATE_SLASHES, 0, 0, 0, ""},
    {"by 30/07/2026", DATE_SLASHES, 0, 0, 0, ""}, {"2026-06-155", DATE_SLASHES, 0, 0, 0, ""}, {"Monday 30/07/2026", DATE_SLASHES, 0, 0, 0, ""},
    {"31 February 2026", DATE_NO_DAY, 2026, 2, 31, ""}, {"2026-02-30", DATE_NO_DAY, 2026, 2, 30, ""},
    {"29 February 2026", DATE_NO_DAY, 2026, 2, 29, ""}, {"29 February 1900", DATE_NO_DAY, 1900, 2, 29, ""},
    {"31 June 2026", DATE_NO_DAY, 2026, 6, 31, ""}, {"0 June 2026", DATE_NO_DAY, 2026, 6, 0, ""}, {"32 June 2026", DATE_NO_DAY, 2026, 6, 32, ""},
    {"June 31 2026", DATE_NO_DAY, 2026, 6, 31, ""}, {"June 45 2026", DATE_NO_DAY, 2026, 6, 45, ""}, {"2026-06-00", DATE_NO_DAY, 2026, 6, 0, ""},
    {"30 February", DATE_NO_DAY, 0, 2, 30, ""}, {"100 June 2026", DATE_NO_DAY, 2026, 6, 100, ""},
    {"2026-13-01", DATE_NO_MONTH, 2026, 13, 1, ""}, {"2026-00-10", DATE_NO_MONTH, 2026, 0, 10, ""},
    {"15 Juny 2026", DATE_NO_MONTH, 2026, 0, 15, "June"}, {"Septembre 2026", DATE_NO_MONTH, 2026, 0, 0, "September"},
    {"15 Feburary 2026", DATE_NO_MONTH, 2026, 0, 15, "February"}, {"Foo 2026", DATE_NO_MONTH, 2026, 0, 0, ""},
    {"15 Foo 2026", DATE_NO_MONTH, 2026, 0, 15, ""}, {"end of Agust 2026", DATE_NO_MONTH, 2026, 0, 0, "August"},
    {"Juny", DATE_NO_MONTH, 0, 0, 0, "June"}, {"15 Juny", DATE_NO_MONTH, 0, 0, 15, "June"}, {"Decembre 15 2026", DATE_NO_MONTH, 0, 0, 0, "December"},
    {"30 July", DATE_NO_YEAR, 0, 0, 0, ""}, {"July", DATE_NO_YEAR, 0, 0, 0, ""}, {"29 February", DATE_NO_YEAR, 0, 0, 0, ""},
    {"Q3", DATE_NO_YEAR, 0, 0, 0, ""}, {"spring", DATE_NO_YEAR, 0, 0, 0, ""}, {"end of July", DATE_NO_YEAR, 0, 0, 0, ""},
    {"June 15", DATE_NO_YEAR, 0, 0, 0, ""}, {"June 15th", DATE_NO_YEAR, 0, 0, 0, ""}, {"first half", DATE_NO_YEAR, 0, 0, 0, ""},
    {"30 July, agreed 2026", DATE_NO_YEAR, 0, 0, 0, ""}, {"Monday 15 June", DATE_NO_YEAR, 0, 0, 0, ""},
    {"15 June 26", DATE_BAD_YEAR, 0, 0, 0, ""}, {"15 June 0000", DATE_BAD_YEAR, 0, 0, 0, ""}, {"15 June 10000", DATE_BAD_YEAR, 0, 0, 0, ""},
    {"15 June 926", DATE_BAD_YEAR, 0, 0, 0, ""}, {"0", DATE_BAD_YEAR, 0, 0, 0, ""}, {"0000", DATE_BAD_YEAR, 0, 0, 0, ""},
    {"10000", DATE_BAD_YEAR, 0, 0, 0, ""}, {"26", DATE_BAD_YEAR, 0, 0, 0, ""}, {"0000-01-01", DATE_BAD_YEAR, 0, 0, 0, ""},
    {"10000-01-01", DATE_BAD_YEAR, 0, 0, 0, ""}, {"Q3 26", DATE_BAD_YEAR, 0, 0, 0, ""}, {"Q3 2026/27", DATE_BAD_YEAR, 0, 0, 0, ""},
    {"winter 9999", DATE_BAD_YEAR, 0, 0, 0, ""}, {"June 45", DATE_BAD_YEAR, 0, 0, 0, ""}, {"July '26", DATE_BAD_YEAR, 0, 0, 0, ""},
    {"Jul-26", DATE_BAD_YEAR, 0, 0, 0, ""}, {"31 July \xE2\x80\x99" "26", DATE_BAD_YEAR, 0, 0, 0, ""}, {"as above", DATE_RELATIVE, 0, 0, 0, ""}, {"99999999999999999999", DATE_BAD_YEAR, 0, 0, 0, ""},
    {"soon", DATE_RELATIVE, 0, 0, 0, ""}, {"TBC", DATE_RELATIVE, 0, 0, 0, ""}, {"TBA", DATE_RELATIVE, 0, 0, 0, ""}, {"tbc.", DATE_RELATIVE, 0, 0, 0, ""},
    {"Ongoing", DATE_RELATIVE, 0, 0, 0, ""}, {"asap", DATE_RELATIVE, 0, 0, 0, ""}, {"As soon as possible", DATE_RELATIVE, 0, 0, 0, ""},
    {"as  soon as practicable", DATE_RELATIVE, 0, 0, 0, ""}, {"to be confirmed", DATE_RELATIVE, 0, 0, 0, ""}, {"N/A", DATE_RELATIVE, 0, 0, 0, ""},
    {"none", DATE_RELATIVE, 0, 0, 0, ""}, {"None.", DATE_RELATIVE, 0, 0, 0, ""}, {"in due course", DATE_RELATIVE, 0, 0, 0, ""},
    {"next month", DATE_RELATIVE, 0, 0, 0, ""}, {"end of year", DATE_RELATIVE, 0, 0, 0, ""}, {"by the end of the year", DATE_RELATIVE, 0, 0, 0, ""},
    {"Completed", DATE_NOT, 0, 0, 0, ""}, {"", DATE_NOT, 0, 0, 0, ""}, {"  ", DATE_NOT, 0, 0, 0, ""}, {"the usual time", DATE_NOT, 0, 0, 0, ""},
    {"sooner", DATE_NOT, 0, 0, 0, ""}, {"nonesuch", DATE_NOT, 0, 0, 0, ""}, {"12 months after report published", DATE_NOT, 0, 0, 0, ""},
    {"25 working days after 15 February 2023", DATE_NOT, 0, 0, 0, ""}, {"6 months", DATE_NOT, 0, 0, 0, ""}, {"15st June 2026", DATE_NOT, 0, 0, 0, ""},
    {"15June 2026", DATE_NOT, 0, 0, 0, ""}, {"4.5", DATE_NOT, 0, 0, 0, ""}, {"Q5 2026", DATE_NOT, 0, 0, 0, ""}, {"Q0 2026", DATE_NOT, 0, 0, 0, ""},
    {"third half of 2026", DATE_NOT, 0, 0, 0, ""}, {"early", DATE_NOT, 0, 0, 0, ""}, {"late", DATE_NOT, 0, 0, 0, ""}, {"early summer 2026", DATE_NOT, 0, 0, 0, ""},
    {"mid-July 2026", DATE_NOT, 0, 0, 0, ""}, {"Monday", DATE_NOT, 0, 0, 0, ""}, {"Monday June 2026", DATE_NOT, 0, 0, 0, ""}, {"2026 June 15", DATE_NOT, 0, 0, 0, ""},
    {"-", DATE_NOT, 0, 0, 0, ""}, {"?", DATE_NOT, 0, 0, 0, ""}, {"by", DATE_NOT, 0, 0, 0, ""}, {"the", DATE_NOT, 0, 0, 0, ""}, {"end of", DATE_NOT, 0, 0, 0, ""},
    {"15th", DATE_NOT, 0, 0, 0, ""}, {"match the wings", DATE_NOT, 0, 0, 0, ""}, {"3 officers", DATE_NOT, 0, 0, 0, ""}, {"12 days", DATE_NOT, 0, 0, 0, ""},
    {"2027x", DATE_REST, 0, 0, 0, ""}, {"2026-06-15T05:00", DATE_REST, 0, 0, 0, ""}, {"15 June 2026 or later", DATE_REST, 0, 0, 0, ""},
};

static void refuses(void)
{
    for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
        struct str text = str_of(refused[i].text);
        struct date_read r = date_parse(text);
        bool good = CHECK(r.fault == refused[i].fault);
        good = CHECK(r.said.year == refused[i].year && r.said.month == refused[i].month && r.said.day == refused[i].day) && good;
        good = CHECK_STR(r.near, refused[i].near) && good;
        good = CHECK(r.used <= text.len) && good;
        if (r.fault != DATE_REST)
            good = CHECK(date_parse_prefix(text).fault == r.fault && date_parse_range(text).fault == r.fault) && good;
        if (!good)
            printf("    in \"%s\": fault %d, said %d %d %d\n", refused[i].text, (int)r.fault, (int)r.said.year, (int)r.said.month, (int)r.said.day);
    }
    CHECK(date_parse((struct str){NULL, 0}).fault == DATE_NOT);
    CHECK(date_parse_prefix((struct str){NULL, 0}).fault == DATE_NOT);
    CHECK(date_parse_range((struct str){NULL, 0}).fault == DATE_NOT);
}

static const struct { const char *text, *first, *last; enum date_form form; } ranges[] = {
    {"2 February 2026 to 12 February 2026", "2026-02-02", "2026-02-12", DATE_DAYS},
    {"2 February to 12 February 2026", "2026-02-02", "2026-02-12", DATE_DAYS},
    {"2 February 2026 " DASH " 12 February 2026", "2026-02-02", "2026-02-12", DATE_DAYS},
    {"2 February" DASH "12 February 2026", "2026-02-02", "2026-02-12", DATE_DAYS},
    {"2026-02-02 to 2026-02-12", "2026-02-02", "2026-02-12", DATE_DAYS},
    {"2026-02-02 - 2026-02-12", "2026-02-02", "2026-02-12", DATE_DAYS},
    {"13" DASH "15 February 2023", "2023-02-13", "2023-02-15", DATE_DAYS},
    {"13-15 February 2023", "2023-02-13", "2023-02-15", DATE_DAYS},
    {"29-31 Aug 2023", "2023-08-29", "2023-08-31", DATE_DAYS},
    {"13th to 15th February 2023", "2023-02-13", "2023-02-15", DATE_DAYS},
    {"28 December 2025 to 3 January 2026", "2025-12-28", "2026-01-03", DATE_DAYS},
    {"Monday 2 February to Thursday 12 February 2026", "2026-02-02", "2026-02-12", DATE_DAYS},
    {"February to March 2022", "2022-02-01", "2022-03-31", DATE_DAYS},
    {"29 February to 3 March 2028", "2028-02-29", "2028-03-03", DATE_DAYS},
    {"2024" DASH "2028", "2024-01-01", "2028-12-31", DATE_DAYS},
    {"2024-2028", "2024-01-01", "2028-12-31", DATE_DAYS},
    {"2 February 2026 to 2 February 2026", "2026-02-02", "2026-02-02", DATE_DAYS},
    {"July 2026", "2026-07-01", "2026-07-31", DATE_MONTH},
};

static const struct { const char *text; enum date_fault fault; } bad_ranges[] = {
    {"12 February 2026 to 2 February 2026", DATE_ORDER}, {"28 December to 3 January 2026", DATE_ORDER}, {"15-13 February 2023", DATE_ORDER},
    {"2027 to 2026", DATE_ORDER}, {"2 February to 12 February", DATE_NO_YEAR}, {"2 February 2026 to 12 February", DATE_NO_YEAR},
    {"30 February to 3 March 2026", DATE_NO_DAY}, {"29 February to 3 March 2026", DATE_NO_DAY}, {"30-31 February 2026", DATE_NO_DAY},
    {"31-31 June 2026", DATE_NO_DAY}, {"2 February 2026 to 31 February 2026", DATE_NO_DAY}, {"2 February 2026 to 12/02/2026", DATE_SLASHES},
    {"2/2/2026 to 12/02/2026", DATE_SLASHES}, {"15 June 2026 to be confirmed", DATE_REST}, {"15 June 2026 - agreed", DATE_REST},
    {"15 June 2026 to the wing", DATE_REST}, {"2 February 2026 to 12 February 2026 x", DATE_REST}, {"13-July 2026", DATE_NOT},
    {"2 February 26 to 12 February 2026", DATE_BAD_YEAR}, {"2 February to Foo 2026", DATE_NO_MONTH}, {"2 February to winter 9999", DATE_BAD_YEAR},
};

static void two_dates(void)
{
    for (size_t i = 0; i < ARRAY_LEN(ranges); i++) {
        struct str text = str_of(ranges[i].text);
        struct date_read r = date_parse_range(text);
        check_read(r, ranges[i].text, ranges[i].first, ranges[i].last, ranges[i].form);
        CHECK(r.used == text.len);
        struct out o;
        out_memory(&o, &unit_arena);
        date_print(&o, r.date);
        struct date_read again = date_parse_range(out_text(&o));
        CHECK(again.fault == DATE_FINE && again.date.first == r.date.first && again.date.last == r.date.last && again.date.form == r.date.form);
    }
    for (size_t i = 0; i < ARRAY_LEN(bad_ranges); i++) {
        struct date_read r = date_parse_range(str_of(bad_ranges[i].text));
        if (!CHECK(r.fault == bad_ranges[i].fault))
            printf("    in \"%s\": fault %d\n", bad_ranges[i].text, (int)r.fault);
    }
    struct date_read r = date_parse_range(STR("  13-32 June 2026"));
    CHECK(r.fault == DATE_NO_DAY && r.said.day == 32 && r.used == 17);
    r = date_parse_range(STR("31-31 June 2026"));
    CHECK(r.fault == DATE_NO_DAY && r.said.day == 31 && r.said.month == 6 && r.said.year == 2026);
    r = date_parse_range(STR("15 June 2026 - agreed"));
    CHECK(r.used == 12);
}

/* Days of all years, printed in both ways and read again. */
static void round_trips(void)
{
    bool same = true;
    struct arena scratch;

    for (int32_t day = -719162; day <= 2932896; day += day > 10000 && day < 22000 ? 1 : 97) {
        struct out o;
        arena_open(&scratch, &unit_mem);
        out_memory(&o, &scratch);
        date_print_iso(&o, day);
        struct date_read r = date_parse(out_text(&o));
        same = same && r.fault == DATE_FINE && r.date.first == day && r.date.form == DATE_DAY;
        out_memory(&o, &scratch);
        date_print(&o, date_of_day(day));
        r = date_parse(out_text(&o));
        same = same && r.fault == DATE_FINE && r.date.first == day && r.date.last == day;
        arena_close(&scratch);
    }
    CHECK(same);
}

/* Words and marks of dates in any order: what is read lies in the text and in the calendar, and the three readers agree. */
static void any_text(void)
{
    static const char *const pieces[] = {
        "15", "31", "2026", "26", "0", "9999", "June", "Feb", "Septembre", "may", "spring", "winter", "Q3", "quarter", "first", "half", "of", "the",
        "end", "mid", "early", "by", "in", "to", "-", "/", ".", ",", DASH, NBSP, " ", " ", " ", "th", "st", "Monday", "soon", "\n", "\xC3", "\xE2\x80",
        "x", "days", "2026-06-15", "none", "'"
    };
    for (int i = 0; i < 300000; i++) {
        char at[160];
        size_t len = 0;
        for (uint64_t n = unit_random() % 9; n > 0; n--) {
            const char *piece = pieces[unit_random() % ARRAY_LEN(pieces)];
            memcpy(at + len, piece, strlen(piece));
            len += strlen(piece);
        }
        struct str s = {at, len};
        struct date_read one = date_parse(s), prefix = date_parse_prefix(s), range = date_parse_range(s);
        const struct date_read *all[] = {&one, &prefix, &range};
        bool good = prefix.fault != DATE_REST && one.fault != DATE_ORDER;
        for (size_t k = 0; k < 3; k++) {
            const struct date_read *r = all[k];
            good = good && r->used <= len && r->near.at != NULL;
            if (r->fault == DATE_FINE)
                good = good && r->date.first <= r->date.last && r->date.first >= -719162 && r->date.last <= 2932896 && r->used > 0;
        }
        if (one.fault == DATE_FINE)
            good = good && range.fault == DATE_FINE && range.date.first == one.date.first && range.date.last == one.date.last;
        if (!CHECK(good))
            printf("    in \"" STR_FMT "\"\n", STR_ARG(s));
    }
}

int main(void)
{
    UNIT_BEGIN();
    accepts();
    refuses();
    two_dates();
    round_trips();
    any_text();
    return unit_end();
}
