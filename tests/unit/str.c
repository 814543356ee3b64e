#include "../../runtime/base/str.h"
#include "unit.h"
#include <stdlib.h>

static size_t naive_find(struct str s, struct str what)
{
    for (size_t at = 0; at + what.len <= s.len; at++) {
        if (memcmp(s.at + at, what.at, what.len) == 0)
            return at;
    }
    return s.len;
}

static void finding(void)
{
    CHECK(str_find(STR("hello"), STR("")) == 0);
    CHECK(str_find(STR(""), STR("")) == 0);
    CHECK(str_find((struct str){NULL, 0}, STR("a")) == 0);
    CHECK(str_find(STR("hello"), STR("llo")) == 2);
    CHECK(str_find(STR("hello"), STR("lo!")) == 5);
    CHECK(str_find(STR("hello"), STR("hello!")) == 5);

    /* All short texts over two letters behind a run that makes the search change its method. */
    enum { RUN = 20000 };
    char *text = arena_alloc(&unit_arena, RUN + 400);
    for (int i = 0; i < 4000; i++) {
        char what[40];
        size_t run = i % 4 == 0 ? RUN : unit_random() % 8, len = run + unit_random() % 400, what_len = 1 + unit_random() % (i % 2 ? 12 : 40);
        unsigned letters = 1 + (unsigned)(unit_random() % 3);
        memset(text, 'a', len);
        for (size_t k = run; k < len; k++)
            text[k] = (char)('a' + unit_random() % letters);
        if (i % 3 == 0 && len - run > what_len)
            memcpy(what, text + run + unit_random() % (len - run - what_len), what_len);
        else
            for (size_t k = 0; k < what_len; k++)
                what[k] = (char)('a' + unit_random() % letters);
        struct str s = {text, len}, w = {what, what_len};
        CHECK(str_find(s, w) == naive_find(s, w));
    }

    /* A search that is quadratic in a naive way: ends at once. */
    size_t big = 2000000;
    char *s = arena_alloc(&unit_arena, big), *w = arena_alloc(&unit_arena, big / 2);
    memset(s, 'a', big);
    memset(w, 'a', big / 2);
    w[big / 2 - 1] = 'b';
    CHECK(str_find((struct str){s, big}, (struct str){w, big / 2}) == big);
    w[big / 2 - 1] = 'a';
    w[big / 4] = 'b';
    CHECK(str_find((struct str){s, big}, (struct str){w, big / 2}) == big);
    s[big - 1 - (big / 4 - 1)] = 'b';
    CHECK(str_find((struct str){s, big}, (struct str){w, big / 2}) == big / 2);
}

static void cutting(void)
{
    CHECK_STR(str_trim(STR(" \t\r\n a b \n")), "a b");
    CHECK_STR(str_trim(STR(" \t ")), "");
    CHECK(str_trim((struct str){NULL, 0}).len == 0);
    CHECK(str_eq_fold(STR("Governor"), STR("gOVERNOR")) && !str_eq_fold(STR("a"), STR("ab")) && !str_eq_fold(STR("["), STR("{")));
    CHECK(str_starts_fold(STR("Owner: x"), STR("owner")) && !str_starts_fold(STR("Own"), STR("owner")));

    struct str rest = STR("a,,b");
    CHECK_STR(str_cut(&rest, ','), "a");
    CHECK_STR(str_cut(&rest, ','), "");
    CHECK_STR(str_cut(&rest, ','), "b");
    CHECK(rest.len == 0);
    CHECK_STR(str_cut(&rest, ','), "");

    rest = STR("  head-teacher's Caf\xC3\xA9 2, x");
    CHECK_STR(str_word(&rest), "head-teacher's");
    CHECK_STR(str_word(&rest), "Caf\xC3\xA9");
    CHECK_STR(str_word(&rest), "2");
    CHECK_STR(str_word(&rest), "");
    CHECK_STR(rest, ", x");
    rest = STR("  ");
    CHECK(str_word(&rest).len == 0 && rest.len == 0);
}

static void names(void)
{
    static const struct { const char *a, *b; bool name, text; } pairs[] = {
        {"Head of Safety", "head  of\tSAFETY", true, false},
        {"Head of Safety", "Head  of\n Safety ", true, true},
        {"Head of Safety", "Head of\xC2\xA0Safety", true, true},
        {"'Head' of \"Safety\"", "Head of Safety", true, false},
        {"\xE2\x80\x9CHead\xE2\x80\x9D of Ofsted\xE2\x80\x99s", "Head of Ofsteds", true, false},
        {"\xE2\x80\x98", "", true, false},
        {"a \" b", "a b", true, false},
        {" \" a", "a", true, false},
        {"a \"", "a", true, false},
        {"ab", "a b", false, false},
        {"a", "ab", false, false},
        {"", " \n", true, true},
        {"\xC3\x89t\xC3\xA9", "\xC3\xA9t\xC3\xA9", false, false},
        {"a \xE2\x80\x93 b", "a - b", false, false},
        {"a\xE2\x80", "a", false, false},
        {"a\xC2", "a", false, false},
        {"a b", "a b ", true, true},
        {"It is.", "It is", false, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        struct str a = str_of(pairs[i].a), b = str_of(pairs[i].b);
        uint64_t seed = unit_random();
        CHECK(str_same_name(a, b) == pairs[i].name && str_same_name(b, a) == pairs[i].name);
        CHECK((str_name_hash(a, seed) == str_name_hash(b, seed)) == pairs[i].name);
        CHECK(str_same_text(a, b) == pairs[i].text && str_same_text(b, a) == pairs[i].text);
        CHECK((str_text_hash(a, seed) == str_text_hash(b, seed)) == pairs[i].text);
        CHECK(str_name_hash(a, seed) != str_name_hash(a, seed + 1));
    }
    /* over the block that names are hashed by */
    char one[2000], two[4000];
    for (size_t len = 200; len < 600; len++) {
        size_t n = 0;
        for (size_t i = 0; i < len; i++) {
            one[i] = i % 7 == 3 ? ' ' : 'x';
            two[n++] = i % 7 == 3 ? '\t' : 'X';
            if (i % 7 == 3)
                two[n++] = ' ';
        }
        CHECK(str_same_name((struct str){one, len}, (struct str){two, n}));
        CHECK(str_name_hash((struct str){one, len}, 1) == str_name_hash((struct str){two, n}, 1));
        CHECK(str_text_hash((struct str){one, len}, 1) != str_text_hash((struct str){two, n}, 1));
    }
}

static int by_value(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

static void hashing(void)
{
    enum { MANY = 60000 };
    uint64_t *all = arena_many(&unit_arena, MANY, uint64_t);
    char text[80];
    unsigned flipped = 0, bits = 0;

    /* Every length and every one-bit change of it gives another hash, and half of the bits change. */
    for (size_t len = 0; len <= 70; len++) {
        memset(text, 'q', sizeof text);
        uint64_t h = str_hash((struct str){text, len}, 5);
        CHECK(h == str_hash((struct str){text, len}, 5));
        CHECK(h != str_hash((struct str){text, len + 1}, 5) && h != str_hash((struct str){text, len}, 6));
        for (size_t i = 0; i < len; i++) {
            for (int bit = 0; bit < 8; bit++) {
                text[i] = (char)('q' ^ 1 << bit);
                uint64_t changed = h ^ str_hash((struct str){text, len}, 5);
                CHECK(changed != 0);
                for (; changed; changed &= changed - 1)
                    flipped++;
                bits += 64;
                text[i] = 'q';
            }
        }
    }
    CHECK(flipped > bits / 100 * 49 && flipped < bits / 100 * 51);
    for (unsigned i = 0; i < MANY; i++) {
        int n = snprintf(text, sizeof text, "%u", i);
        all[i] = str_hash((struct str){text, (size_t)n}, 1) >> 16;
    }
    qsort(all, MANY, sizeof *all, by_value);
    unsigned same = 0;
    for (unsigned i = 1; i < MANY; i++)
        same += all[i] == all[i - 1];
    CHECK(same == 0);
    CHECK(str_hash((struct str){NULL, 0}, 1) == str_hash(STR(""), 1));
}

/* The textbook's table, to compare with. */
static unsigned naive_distance(const char *a, const char *b)
{
    unsigned d[12][12];
    size_t n = strlen(a), m = strlen(b);

    for (unsigned i = 0; i <= n; i++) {
        for (unsigned j = 0; j <= m; j++) {
            unsigned best = i + j;
            if (i > 0 && j > 0) {
                unsigned change = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
                best = d[i - 1][j] + 1 < d[i][j - 1] + 1 ? d[i - 1][j] + 1 : d[i][j - 1] + 1;
                best = change < best ? change : best;
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
                    best = d[i - 2][j - 2] + 1;
            }
            d[i][j] = best;
        }
    }
    return d[n][m];
}

static void nearness(void)
{
    char a[12], b[12];

    CHECK(str_distance(STR("Septembre"), STR("september"), 2) == 1);
    CHECK(str_distance(STR("Juny"), STR("June"), 2) == 1);
    CHECK(str_distance(STR("kitten"), STR("sitting"), 5) == 3);
    CHECK(str_distance(STR("kitten"), STR("sitting"), 2) == 3);
    CHECK(str_distance(STR("kitten"), STR("sitting"), 1) == 2);
    CHECK(str_distance(STR("ca"), STR("abc"), 9) == 3);
    CHECK(str_distance(STR(""), STR(""), 0) == 0);
    CHECK(str_distance(STR(""), STR("abc"), 9) == 3);
    CHECK(str_distance(STR("caf\xC3\xA9"), STR("CAFE"), 3) == 0);
    CHECK(str_distance(STR("G\xD0\xBEvernor"), STR("Governor"), 3) == 0);
    CHECK(str_distance(STR("\xE6\xBC\xA2"), STR("x"), 3) == 1);
    CHECK(str_distance(STR("ab\xF0"), STR("ab"), 3) == 1);
    CHECK(str_distance(STR("\xF0\x9F\x98\x80"), STR("x"), 3) == 1);
    CHECK(str_distance(STR("abc"), STR("xyz"), UINT32_MAX) == 3);
    char x[65];
    memset(x, 'a', sizeof x);
    CHECK(str_distance((struct str){x, 64}, (struct str){x, 64}, 3) == 0);
    CHECK(str_distance((struct str){x, 65}, (struct str){x, 65}, 3) == 4);
    CHECK(str_distance((struct str){x, 65}, (struct str){x, 65}, 100) == 101);
    for (int i = 0; i < 20000; i++) {
        size_t n = unit_random() % 9, m = unit_random() % 9;
        for (size_t k = 0; k < n; k++)
            a[k] = (char)('a' + unit_random() % 3);
        for (size_t k = 0; k < m; k++)
            b[k] = (char)('a' + unit_random() % 3);
        a[n] = b[m] = '\0';
        unsigned want = naive_distance(a, b);
        for (unsigned most = 0; most < 5; most++)
            CHECK(str_distance(str_of(a), str_of(b), most) == (want > most ? most + 1 : want));
    }
}

static void keeping(void)
{
    CHECK_STR(str_keep(&unit_arena, STR("kept")), "kept");
    CHECK(str_keep(&unit_arena, (struct str){NULL, 0}).len == 0);
    CHECK_STR(str_printf(&unit_arena, "%d of %s", 3, "8"), "3 of 8");
    struct str wide = str_printf(&unit_arena, "%5000d", 1);
    CHECK(wide.len == 5000 && wide.at[4999] == '1' && wide.at[0] == ' ');
    CHECK(str_printf(&unit_arena, "%255d", 1).len == 255 && str_printf(&unit_arena, "%256d", 1).len == 256);
}

int main(void)
{
    UNIT_BEGIN();
    finding();
    cutting();
    names();
    hashing();
    nearness();
    keeping();
    return unit_end();
}
