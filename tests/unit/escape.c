#include "../../runtime/base/escape.h"
#include "../../runtime/base/utf8.h"
#include "unit.h"

static struct str terminal(struct str s)
{
    struct out o;
    out_memory(&o, &unit_arena);
    escape_terminal(&o, s);
    return out_text(&o);
}

static struct str json(struct str s)
{
    struct out o;
    out_memory(&o, &unit_arena);
    escape_json(&o, s);
    return out_text(&o);
}

/* No byte of any text does anything to a terminal, and the columns are what is shown. */
static void any_bytes(void)
{
    char at[40];

    for (int i = 0; i < 20000; i++) {
        size_t len = unit_random() % sizeof at;
        for (size_t k = 0; k < len; k++)
            at[k] = (char)(unit_random() % (i % 2 ? 256 : 0x90));
        struct str s = {at, len}, shown = terminal(s), in_json = json(s);
        bool good = utf8_check(shown) == shown.len && utf8_check(in_json) == in_json.len;
        for (struct str rest = shown; good && rest.len > 0;) {
            unsigned n;
            good = !utf8_is_hidden(utf8_read(rest, &n));
            rest = str_from(rest, n);
        }
        CHECK(good);
        CHECK(escape_terminal_columns(s) == utf8_columns(shown));
        for (size_t k = 0; k < in_json.len; k++)
            good = good && (unsigned char)in_json.at[k] >= 0x20;
        CHECK(good);
    }
}

int main(void)
{
    UNIT_BEGIN();
    CHECK_STR(terminal(STR("plain \"text\" \\ caf\xC3\xA9 \xE4\xB8\x80")), "plain \"text\" \\ caf\xC3\xA9 \xE4\xB8\x80");
    CHECK_STR(terminal(STR("a\tb")), "a b");
    CHECK_STR(terminal(STR("\x1B[31m\a\x7F\n")), "\xE2\x90\x9B[31m\xE2\x90\x87\xE2\x90\xA1\xE2\x90\x8A");
    CHECK_STR(terminal(STR("\0")), "\xE2\x90\x80");
    CHECK_STR(terminal(STR("\xE2\x80\xAE" "evil\xE2\x80\x8B\xC2\x9B\xF3\xA0\x80\x81")), "<U+202E>evil<U+200B><U+009B><U+E0001>");
    CHECK_STR(terminal(STR("a\x9B" "b\xE2\x80")), "a<0x9B>b<0xE2><0x80>");
    CHECK(escape_terminal_columns(STR("a\t\x1B\xE2\x80\xAE\xE4\xB8\x80" "e\xCC\x81\xFF")) == 1 + 1 + 1 + 8 + 2 + 1 + 6);
    CHECK_STR(json(STR("a \"b\" \\ / \n\t\x1F\x7F caf\xC3\xA9")), "a \\\"b\\\" \\\\ / \\u000a\\u0009\\u001f\\u007f caf\xC3\xA9");
    CHECK_STR(json(STR("\xE2\x80\xA8\xE2\x80\xAE\xEF\xBB\xBF\xF3\xA0\x80\x81\0")), "\\u2028\\u202e\\ufeff\\udb40\\udc01\\u0000");
    CHECK_STR(json(STR("\xF0\x9F\x98\x80\xC3")), "\xF0\x9F\x98\x80\\ufffd");
    CHECK_STR(json(STR("")), "");
    any_bytes();
    return unit_end();
}
