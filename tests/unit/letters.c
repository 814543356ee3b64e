/* Letters that look like others: what each is taken for, the start of a line as it looks, and the odd letter within a word. */
#include "unit.h"
#include "../../runtime/base/letters.h"

static void single_letters(void)
{
    static const struct { uint32_t c; enum looks looks; char as, plain; } rows[] = {
        {'a', LOOKS_ITSELF, 'a', 0}, {0xE9, LOOKS_ITSELF, 0, 'e'}, {0xD8, LOOKS_ITSELF, 0, 'O'}, {0xD7, LOOKS_ITSELF, 0, 0}, {0x17F, LOOKS_ITSELF, 0, 's'},
        {0x180, LOOKS_ITSELF, 0, 0}, {0x391, LOOKS_ALIKE, 'A', 'A'}, {0x43E, LOOKS_ALIKE, 'o', 'o'}, {0x51D, LOOKS_ALIKE, 'w', 'w'}, {0x439, LOOKS_ITSELF, 0, 0},
        {0xFF2F, LOOKS_WIDE, 'O', 'O'}, {0xFF1A, LOOKS_WIDE, ':', ':'}, {0xFF5F, LOOKS_ITSELF, 0, 0}, {0xAD, LOOKS_HIDDEN, 0, 0}, {0x200B, LOOKS_HIDDEN, 0, 0},
        {0xFEFF, LOOKS_HIDDEN, 0, 0}, {0xA0, LOOKS_BLANK, ' ', 0}, {0x3000, LOOKS_BLANK, ' ', 0}, {0x6F22, LOOKS_ITSELF, 0, 0}, {0x1F642, LOOKS_ITSELF, 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char as;
        if (!CHECK(letter_looks(rows[i].c, &as) == rows[i].looks && as == rows[i].as && letter_plain(rows[i].c) == rows[i].plain))
            printf("    U+%04X\n", (unsigned)rows[i].c);
    }
}

static void starts_of_lines(void)
{
    struct plain p;
    CHECK(plain_read(STR("Owner: Governor"), &p) && p.odd.len == 0);
    CHECK_STR(plain_text(&p), "Owner: Governor");
    CHECK(plain_read(STR("\xD0\x9Ew\xE2\x80\x8Bner\xEF\xBC\x9A x"), &p) && p.looks == LOOKS_ALIKE && p.odd.len == 2);
    CHECK_STR(plain_text(&p), "Owner: x");
    CHECK(p.at[0] == 0 && p.at[1] == 2 && p.at[2] == 6 && p.at[5] == 9 && p.at[6] == 12);
    CHECK(plain_read(STR("Action\xC2\xA0" "2.4"), &p) && p.odd.len == 0);
    CHECK_STR(plain_text(&p), "Action 2.4");
    CHECK(!plain_read(STR("Action \xE2\x80\x93 x"), &p) && p.at[p.len] == 7);      /* a dash is no ASCII character */
    CHECK_STR(plain_text(&p), "Action ");
    char many[2 * PLAIN_CHARS];
    memset(many, 'a', sizeof many);
    CHECK(!plain_read((struct str){many, sizeof many}, &p) && p.len == PLAIN_CHARS);
    CHECK(plain_read(STR(""), &p) && p.len == 0);
}

static void odd_letters(void)
{
    static const struct { const char *text, *odd; } rows[] = {
        {"Governor", ""}, {"G\xD0\xBEvernor", "\xD0\xBE"}, {"\xD0\x9Ewner", "\xD0\x9E"}, {"\xD0\x9D\xD0\xB0\xD1\x87\xD0\xB0\xD0\xBB\xD1\x8C", ""},
        {"Zo\xC3\xAB", ""}, {"July\xE2\x80\x8B 2026", "\xE2\x80\x8B"}, {"July\xC2\xA0" "2026", ""}, {"\xEF\xBC\xAFwner", "\xEF\xBC\xAF"},
        {"\xEF\xBC\x92\xEF\xBC\x90", "\xEF\xBC\x92"}, {"a \xD0\xBE b", ""}, {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xA7", ""}, {"", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        enum looks looks;
        CHECK_STR(plain_odd(str_of(rows[i].text), &looks), rows[i].odd);
    }
    CHECK_STR(plain_fault(STR("\xD0\xBE"), &unit_arena), "U+043E, which only looks like \"o\"");
    CHECK_STR(plain_fault(STR("\xEF\xBC\xAF"), &unit_arena), "U+FF2F, the full-width form of \"O\"");
    CHECK_STR(plain_fault(STR("\xE2\x80\x8B"), &unit_arena), "U+200B, which cannot be seen");
}

int main(void)
{
    UNIT_BEGIN();
    single_letters();
    starts_of_lines();
    odd_letters();
    return unit_end();
}
