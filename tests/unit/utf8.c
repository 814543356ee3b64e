#include "../../runtime/base/utf8.h"
#include "unit.h"

/* The encoding by the book; also of what is none (surrogates, beyond U+10FFFF), and in more bytes than needed. */
static struct str encoded(char *at, uint32_t c, unsigned bytes)
{
    static const unsigned char heads[] = {0, 0, 0xC0, 0xE0, 0xF0};

    for (unsigned i = bytes; i-- > 1; c >>= 6)
        at[i] = (char)(0x80 | (c & 0x3F));
    at[0] = (char)(heads[bytes] | c);
    return (struct str){at, bytes};
}

static unsigned bytes_of(uint32_t c)
{
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

static void every_point(void)
{
    char at[4];
    bool good = true, cut = true, long_form = true;
    unsigned len;

    for (uint32_t c = 0; c < 0x1FFFFF; c++) {
        unsigned bytes = bytes_of(c);
        struct str s = encoded(at, c, bytes);
        bool valid = c > 0 && c < 0x110000 && (c < 0xD800 || c > 0xDFFF);
        good = good && utf8_check(s) == (valid ? bytes : 0);
        if (valid) {
            good = good && utf8_read(s, &len) == c && len == bytes && utf8_points(s) == 1 && utf8_units16(s) == (c > 0xFFFF ? 2u : 1u);
            char again[4];
            good = good && utf8_write(again, c) == bytes && memcmp(again, at, bytes) == 0;
            for (unsigned n = 1; n < bytes; n++)
                cut = cut && utf8_check(str_upto(s, n)) == 0;
        }
        for (unsigned more = bytes + 1; more <= 4; more++)
            long_form = long_form && utf8_check(encoded(at, c, more)) == 0;
    }
    CHECK(good);
    CHECK(cut);
    CHECK(long_form);
}

/* All pairs of bytes and all triples that begin with a head, against a judge that thinks in code points. */
static void every_pair(void)
{
    bool good = true;

    for (unsigned x = 0; x < 0x10000; x++) {
        char at[2] = {(char)(x >> 8), (char)(x & 0xFF)};
        unsigned char a = (unsigned char)at[0], b = (unsigned char)at[1];
        bool a_ascii = a > 0 && a < 0x80, b_ascii = b > 0 && b < 0x80, two = a >= 0xC2 && a < 0xE0 && b >= 0x80 && b < 0xC0;
        size_t want = two || (a_ascii && b_ascii) ? 2 : a_ascii ? 1 : 0;
        good = good && utf8_check((struct str){at, 2}) == want;
    }
    CHECK(good);
}

/* One bad thing at every place of texts of every length up to 100. */
static void places(void)
{
    char at[100];
    bool good = true;
    static const char *const bad[] = {"\x80", "\xFF", "\xC0\x80", "\xE2\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF0\x80\x80\x80"};

    for (size_t len = 1; len <= sizeof at; len++) {
        memset(at, 'a', len);
        good = good && utf8_check((struct str){at, len}) == len;
        for (size_t i = 0; i < len; i++) {
            at[i] = '\0';
            good = good && utf8_check((struct str){at, len}) == i;
            for (size_t k = 0; k < ARRAY_LEN(bad); k++) {
                size_t n = strlen(bad[k]);
                memset(at, k % 2 ? 'a' : 0x01, len);
                if (i + n > len)
                    continue;
                memcpy(at + i, bad[k], n);
                good = good && utf8_check((struct str){at, len}) == i;
            }
            memset(at, 'a', len);
            if (i + 2 <= len) {
                memcpy(at + i, "\xC3\xA9", 2);
                good = good && utf8_check((struct str){at, len}) == len;
                at[len - 1] = '\0';
                good = good && (i + 2 == len || utf8_check((struct str){at, len}) == len - 1);
            }
            memset(at, 'a', len);
        }
    }
    CHECK(good);
    CHECK(utf8_check((struct str){NULL, 0}) == 0);
}

static void widths(void)
{
    CHECK(utf8_width('a') == 1 && utf8_width(0xE9) == 1 && utf8_width(0x2013) == 1 && utf8_width(0xAD) == 1);
    CHECK(utf8_width(0x301) == 0 && utf8_width(0x200B) == 0 && utf8_width(0x200D) == 0 && utf8_width(0xFE0F) == 0 && utf8_width(0) == 0);
    CHECK(utf8_width(0x4E00) == 2 && utf8_width(0xAC00) == 2 && utf8_width(0x1F600) == 2 && utf8_width(0xFF21) == 2);
    CHECK(utf8_width(0xE000) == 1 && utf8_width(0x378) == 1 && utf8_width(0x10FFFF) == 1);
    struct str s = STR("a\tb\xC3\xA9\xE4\xB8\x80" "e\xCC\x81\xF0\x9F\x98\x80");
    CHECK(utf8_columns(s) == 4 + 2 + 1 + 2);
    CHECK(utf8_points(s) == 8);
    CHECK(utf8_units16(s) == 9);
    CHECK(utf8_columns(STR("")) == 0 && utf8_points(STR("")) == 0);
}

static void hidden(void)
{
    static const uint32_t yes[] = {0, 9, 10, 0x1F, 0x7F, 0x80, 0x9F, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E,
                                   0x2060, 0x2066, 0x2069, 0xFEFF, 0xE0000, 0xE0001, 0xE007F};
    static const uint32_t no[] = {0x20, 0x7E, 0xA0, 0xAD, 0x61B, 0x61D, 0x200A, 0x200C, 0x200D, 0x2010, 0x2027, 0x202F, 0x205F, 0x2061,
                                  0x2065, 0x206A, 0xFEFE, 0xFF00, 0xDFFFF, 0xE0080};

    for (size_t i = 0; i < ARRAY_LEN(yes); i++)
        CHECK(utf8_is_hidden(yes[i]));
    for (size_t i = 0; i < ARRAY_LEN(no); i++)
        CHECK(!utf8_is_hidden(no[i]));
}

int main(void)
{
    every_point();
    every_pair();
    places();
    widths();
    hidden();
    return unit_end();
}
