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

static struct str made_by(void (*escape)(struct out *o, struct str s), struct str s)
{
    struct out o;
    out_memory(&o, &unit_arena);
    escape(&o, s);
    return out_text(&o);
}

static void guarded(struct out *o, struct str s) { escape_csv(o, s, false); }
static void plain(struct out *o, struct str s) { escape_csv(o, s, true); }

static void cells_of_csv(void)
{
    static const char *const formulas[] = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\xEF\xBC\x9D" "1", "\xEF\xBC\xA0" "A"};

    for (size_t i = 0; i < ARRAY_LEN(formulas); i++) {
        struct str s = made_by(guarded, str_of(formulas[i]));
        CHECK(s.at[0] == '\'' || (s.at[0] == '"' && s.at[1] == '\''));
    }
    CHECK_STR(made_by(guarded, STR("a, \"b\"\r\nc")), "\"a, \"\"b\"\"\nc\"");
    CHECK_STR(made_by(guarded, STR("=HYPERLINK(\"http://x\",\"y\")")), "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
    CHECK_STR(made_by(guarded, STR("a\x1B[31m\xE2\x80\xAE")), "a\xE2\x90\x9B[31m<U+202E>");
    CHECK_STR(made_by(guarded, STR("1=1")), "1=1");
    CHECK_STR(made_by(guarded, STR("")), "");
    CHECK_STR(made_by(plain, STR("=1\x1B,\"\r\n")), "\"=1\x1B,\"\"\r\n\"");
    CHECK_STR(made_by(plain, STR("-5")), "-5");
}

/* What CI services read in their logs: GitHub ::command:: at the start of a line and ##[command] anywhere, Azure ##vso[command]. */
static void commands_of_logs(void)
{
    CHECK_STR(terminal(STR("a ##[group]b ##vso[c] #[d] ##e f[g]")), "a ##<U+005B>group]b ##vso<U+005B>c] #[d] ##e f[g]");
    CHECK_STR(terminal(STR("::error::a::b")), "<U+003A>:error::a::b");
    CHECK_STR(terminal(STR(" \t::x")), "  <U+003A>:x");
    CHECK_STR(terminal(STR(":a [b]: c::d")), ":a [b]: c::d");
    CHECK_STR(json(STR("::a ##[b] [c]:")), "\\u003a:a ##\\u005bb] [c]:");
    CHECK_STR(made_by(escape_xml, STR("::a ##[b] [c]:")), "&#58;:a ##&#91;b] [c]:");
    CHECK_STR(made_by(escape_ical, STR("::a ##[b]")), "::a ##[b]");
}

static void texts_of_xml_and_calendars(void)
{
    CHECK_STR(made_by(escape_xml, STR("<a b=\"c\">'d'&]]>\t\n")), "&lt;a b=&quot;c&quot;&gt;&#39;d&#39;&amp;]]&gt;\t\n");
    CHECK_STR(made_by(escape_xml, STR("\x01\x0B\r\n\r\xEF\xBF\xBE\xED\xA0\x80")),
              "\xE2\x90\x81\xE2\x90\x8B\n\xE2\x90\x8D\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK_STR(made_by(escape_xml, STR("\xF0\x9F\x98\x80\xE2\x80\xAE")), "\xF0\x9F\x98\x80&lt;U+202E&gt;");
    CHECK_STR(made_by(escape_ical, STR("a\\b;c,d\r\ne:\"f\"")), "a\\\\b\\;c\\,d\\ne:\"f\"");
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
    cells_of_csv();
    commands_of_logs();
    texts_of_xml_and_calendars();
    any_bytes();
    return unit_end();
}
