#include "../../runtime/value/number.h"
#include "unit.h"

static struct str printed(int64_t n, bool grouped)
{
    struct out o;
    out_memory(&o, &unit_arena);
    number_print(&o, n, grouped);
    return out_text(&o);
}

static struct str words(int64_t n)
{
    struct out o;
    out_memory(&o, &unit_arena);
    count_print_words(&o, n);
    return out_text(&o);
}

static struct str counted(uint64_t n)
{
    struct out o;
    out_memory(&o, &unit_arena);
    count_print(&o, n);
    return out_text(&o);
}

int main(void)
{
    static const struct { const char *text; int64_t number; } good[] = {
        {"12", 12000000}, {"4.5", 4500000}, {"1,100", 1100000000}, {"-3", -3000000}, {"0", 0}, {"-0", 0}, {" 7 ", 7000000},
        {"0.000001", 1}, {"-0.000001", -1}, {"1,234,567.891", 1234567891000}, {"007", 7000000}, {"999,999", 999999000000},
        {"9223372036854.775807", INT64_MAX}, {"-9223372036854.775807", -INT64_MAX}, {"9,223,372,036,854", 9223372036854000000},
        {"1100", 1100000000}, {"1.500000", 1500000},
    };
    static const char *const bad[] = {
        "", " ", "-", ".", "1.", ".5", "1,10", "1,1000", "1100,000", ",100", "1,,100", "1,100,", "1,", "1 000", "+3", "--3", "- 3", "1e3", "0x1",
        "1.0000000", "9223372036854.775808", "-9223372036854.775808", "9223372036855", "99999999999999999999999999", "1.2.3", "12a", "a12",
        "1.2,3", "\xC2\xBD",
    };
    static const struct { const char *text; int64_t number; } percents[] = {
        {"60%", 600000}, {"60 %", 600000}, {"60 per cent", 600000}, {"60 Per Cent", 600000}, {"0%", 0}, {"100%", 1000000}, {"12.5%", 125000},
        {"33.3333%", 333333},
    };
    static const char *const bad_percents[] = {"60", "%", "per cent", "101%", "-1%", "100.0001%", "33.33333%", "60%%", "60per cent", "60 %%", ""};
    int64_t n;

    UNIT_BEGIN();
    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        n = 99;
        if (!CHECK(number_parse(str_of(good[i].text), &n) && n == good[i].number))
            printf("    %s\n", good[i].text);
    }
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        if (!CHECK(!number_parse(str_of(bad[i]), &n)))
            printf("    %s\n", bad[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(percents); i++)
        CHECK(percent_parse(str_of(percents[i].text), &n) && n == percents[i].number);
    for (size_t i = 0; i < ARRAY_LEN(bad_percents); i++)
        CHECK(!percent_parse(str_of(bad_percents[i]), &n));
    CHECK(!number_parse((struct str){NULL, 0}, &n) && !percent_parse((struct str){NULL, 0}, &n));

    CHECK_STR(printed(12000000, false), "12");
    CHECK_STR(printed(4500000, true), "4.5");
    CHECK_STR(printed(-1, false), "-0.000001");
    CHECK_STR(printed(0, true), "0");
    CHECK_STR(printed(9999000000, true), "9999");
    CHECK_STR(printed(10000000000, true), "10,000");
    CHECK_STR(printed(10000000000, false), "10000");
    CHECK_STR(printed(-1234567120000, true), "-1,234,567.12");
    CHECK_STR(printed(INT64_MAX, true), "9,223,372,036,854.775807");
    CHECK_STR(printed(INT64_MIN, false), "-9223372036854.775808");
    for (int i = 0; i < 200000; i++) {
        int64_t want = (int64_t)(unit_random() >> (1 + unit_random() % 60)) * (i % 2 ? 1 : -1);
        struct arena scratch;
        struct out o;
        arena_open(&scratch, &unit_mem);
        out_memory(&o, &scratch);
        number_print(&o, want, i % 3 == 0);
        CHECK(number_parse(out_text(&o), &n) && n == want);
        arena_close(&scratch);
    }
    CHECK_STR(counted(0), "0");
    CHECK_STR(counted(999), "999");
    CHECK_STR(counted(1100), "1,100");
    CHECK_STR(counted(UINT64_MAX), "18,446,744,073,709,551,615");
    CHECK_STR(words(0), "0");
    CHECK_STR(words(1), "one");
    CHECK_STR(words(9), "nine");
    CHECK_STR(words(10), "10");
    CHECK_STR(words(12345), "12345");
    CHECK_STR(words(-1), "-1");
    return unit_end();
}
