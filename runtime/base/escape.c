#include "escape.h"
#include "utf8.h"
#include <stdio.h>

#define NOT_UTF8 UINT32_MAX

/* Reads a code point from bytes that nobody checked (file names): NOT_UTF8 and one byte when there is none. */
static uint32_t read_any(struct str s, unsigned *len)
{
    *len = 1;
    if (s.at[0] == 0)
        return 0;
    return utf8_check(str_upto(s, s.len < 4 ? s.len : 4)) == 0 ? NOT_UTF8 : utf8_read(s, len);
}

/* The bytes at the start of s that stand for themselves everywhere: ASCII without controls, " and \, and without what could open a command. */
static size_t plain_bytes(struct str s)
{
    size_t n = 0;

    while (n < s.len && s.at[n] >= ' ' && s.at[n] < 0x7F && s.at[n] != '"' && s.at[n] != '\\' && s.at[n] != '[' && s.at[n] != ':')
        n++;
    return n;
}

/* The character at `at` would let a CI service read a command in its log: the bracket of ##[group] and ##vso[...] anywhere, the first colon of
 * ::error:: at the start of a piece, which may be the start of a line. */
static bool opens_command(struct str s, size_t at)
{
    size_t i = at;

    if (s.at[at] == '[') {
        while (i > 0 && is_letter(s.at[i - 1]))
            i--;
        return i > 1 && s.at[i - 1] == '#' && s.at[i - 2] == '#';
    }
    if (s.at[at] != ':' || at + 1 == s.len || s.at[at + 1] != ':')
        return false;
    while (i > 0 && is_blank(s.at[i - 1]))
        i--;
    return i == 0;
}

/* What is shown for the code point c at the start of s: its bytes are put into `shown`, or it is left raw (0 bytes). */
static int shown_for(char *shown, size_t room, struct str s, uint32_t c)
{
    if (c == '\t')
        return snprintf(shown, room, " ");
    if (c < 0x20 || c == 0x7F)       /* U+2400 and on: pictures of the controls */
        return snprintf(shown, room, "\xE2\x90%c", (char)(0x80 + (c == 0x7F ? 0x21 : c)));
    if (c == NOT_UTF8)
        return snprintf(shown, room, "<0x%02X>", (unsigned)(unsigned char)s.at[0]);
    if (utf8_is_hidden(c))
        return snprintf(shown, room, "<U+%04X>", (unsigned)c);
    return 0;
}

/* The next piece that a terminal shows of s, from *at on: bytes of s that stand for themselves, or what is put into `shown`. */
static struct str next_shown(struct str s, size_t *at, char *shown, size_t room)
{
    struct str rest = str_from(s, *at);
    size_t     plain = plain_bytes(rest);
    unsigned   len;

    if (plain > 0) {
        *at += plain;
        return str_upto(rest, plain);
    }
    uint32_t c = read_any(rest, &len);
    int      n = opens_command(s, *at) ? snprintf(shown, room, "<U+%04X>", (unsigned)c) : shown_for(shown, room, rest, c);
    *at += len;
    return n > 0 ? (struct str){shown, (size_t)n} : str_upto(rest, len);
}

void escape_terminal(struct out *o, struct str s)
{
    char shown[16];

    for (size_t at = 0; at < s.len;)
        out_str(o, next_shown(s, &at, shown, sizeof shown));
}

size_t escape_terminal_columns(struct str s)
{
    char   shown[16];
    size_t columns = 0;

    for (size_t at = 0; at < s.len;)
        columns += utf8_columns(next_shown(s, &at, shown, sizeof shown));
    return columns;
}

/* The character at `at`, which is none that stands for itself everywhere; its bytes. */
static unsigned put_in_json(struct out *o, struct str s, size_t at)
{
    unsigned len;
    uint32_t c = read_any(str_from(s, at), &len);

    if (c == '"' || c == '\\') {
        out_char(o, '\\');
        out_char(o, (char)c);
    } else if (c == NOT_UTF8) {
        out_str(o, STR("\\ufffd"));
    } else if (!utf8_is_hidden(c) && !opens_command(s, at)) {
        out_str(o, str_upto(str_from(s, at), len));
    } else if (c < 0x10000) {
        out_printf(o, "\\u%04x", (unsigned)c);
    } else {
        c -= 0x10000;
        out_printf(o, "\\u%04x\\u%04x", (unsigned)(0xD800 + (c >> 10)), (unsigned)(0xDC00 + (c & 0x3FF)));
    }
    return len;
}

void escape_json(struct out *o, struct str s)
{
    for (size_t at = 0; at < s.len;) {
        size_t plain = plain_bytes(str_from(s, at));
        out_str(o, str_upto(str_from(s, at), plain));
        at += plain;
        if (at < s.len)
            at += put_in_json(o, s, at);
    }
}

/* ---- texts of files: lines stay lines, and what is hidden is shown */

/* What stands for an ASCII character in a format: NULL: itself. */
typedef const char *instead(char c);

static const char *in_xml(char c)
{
    return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : c == '\'' ? "&#39;" : NULL;
}

static const char *in_ical(char c)
{
    return c == '\\' ? "\\\\" : c == ';' ? "\\;" : c == ',' ? "\\," : c == '\n' ? "\\n" : NULL;
}

static const char *in_none(char c)
{
    (void)c;
    return NULL;
}

static const char *in_csv(char c) { return c == '"' ? "\"\"" : NULL; }

static bool no_character(uint32_t c) { return c == NOT_UTF8 || (c & 0xFFFE) == 0xFFFE; }

/* A picture of a character is text like any other: <U+202E> is no element. */
static void put_picture(struct out *o, struct str picture, instead *in)
{
    for (size_t i = 0; i < picture.len; i++) {
        const char *text = in(picture.at[i]);
        if (text)
            out_str(o, str_of(text));
        else
            out_char(o, picture.at[i]);
    }
}

/* The character at the start of s, which is none that stands for itself everywhere; its bytes. */
static unsigned put_special(struct out *o, struct str s, instead *in)
{
    char     shown[16];
    unsigned len;
    uint32_t c = read_any(s, &len);
    int      n = no_character(c) ? snprintf(shown, sizeof shown, "\xEF\xBF\xBD") : shown_for(shown, sizeof shown, s, c);

    if (n > 0)
        put_picture(o, (struct str){shown, (size_t)n}, in);
    else
        out_str(o, str_upto(s, len));
    return len;
}

static void escape_lines(struct out *o, struct str s, instead *in)
{
    for (size_t at = 0; at < s.len;) {
        char        c = s.at[at];
        unsigned    len = 1;
        const char *text = in(c);
        if (in == in_xml && opens_command(s, at))
            out_printf(o, "&#%d;", c);
        else if (text)
            out_str(o, str_of(text));
        else if ((c >= ' ' && c < 0x7F) || c == '\n' || c == '\t')
            out_char(o, c);
        else if (!(c == '\r' && at + 1 < s.len && s.at[at + 1] == '\n'))
            len = put_special(o, str_from(s, at), in);
        at += len;
    }
}

void escape_xml(struct out *o, struct str s) { escape_lines(o, s, in_xml); }
void escape_ical(struct out *o, struct str s) { escape_lines(o, s, in_ical); }

void escape_shown(struct out *o, struct str s) { escape_lines(o, s, in_none); }

/* A spreadsheet may read it as a formula; ＝ ＋ － ＠ of full width too. */
static bool starts_formula(struct str s)
{
    static const struct str wide[] = {{"\xEF\xBC\x9D", 3}, {"\xEF\xBC\x8B", 3}, {"\xEF\xBC\x8D", 3}, {"\xEF\xBC\xA0", 3}};

    for (size_t i = 0; i < ARRAY_LEN(wide); i++)
        if (s.len >= wide[i].len && memcmp(s.at, wide[i].at, wide[i].len) == 0)
            return true;
    return s.len > 0 && strchr("=+-@\t\r", s.at[0]) != NULL && s.at[0] != '\0';
}

static bool wants_quotes(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == '"' || s.at[i] == ',' || s.at[i] == '\n' || s.at[i] == '\r')
            return true;
    return s.len > 0 && (is_blank(s.at[0]) || is_blank(s.at[s.len - 1]));
}

/* Quotes alone: a program reads back every byte. */
static void csv_raw(struct out *o, struct str s)
{
    while (s.len > 0) {
        size_t upto = str_find(s, STR("\""));
        out_str(o, str_upto(s, upto));
        if (upto < s.len)
            out_str(o, STR("\"\""));
        s = str_from(s, upto < s.len ? upto + 1 : upto);
    }
}

void escape_csv(struct out *o, struct str s, bool plain)
{
    bool quotes = wants_quotes(s);

    if (quotes)
        out_char(o, '"');
    if (!plain && starts_formula(s))
        out_char(o, '\'');
    if (plain)
        csv_raw(o, s);
    else
        escape_lines(o, s, in_csv);
    if (quotes)
        out_char(o, '"');
}
