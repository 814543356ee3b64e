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

/* The bytes at the start of s that stand for themselves everywhere: ASCII without controls, " and \. */
static size_t plain_bytes(struct str s)
{
    size_t n = 0;

    while (n < s.len && s.at[n] >= ' ' && s.at[n] < 0x7F && s.at[n] != '"' && s.at[n] != '\\')
        n++;
    return n;
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

void escape_terminal(struct out *o, struct str s)
{
    char shown[16];
    unsigned len;

    while (s.len > 0) {
        size_t plain = plain_bytes(s);
        if (plain > 0) {
            out_str(o, str_upto(s, plain));
            s = str_from(s, plain);
            continue;
        }
        int n = shown_for(shown, sizeof shown, s, read_any(s, &len));
        out_str(o, n > 0 ? (struct str){shown, (size_t)n} : str_upto(s, len));
        s = str_from(s, len);
    }
}

size_t escape_terminal_columns(struct str s)
{
    char shown[16];
    unsigned len;
    size_t columns = 0;

    while (s.len > 0) {
        size_t plain = plain_bytes(s);
        if (plain > 0) {
            columns += plain;
            s = str_from(s, plain);
            continue;
        }
        uint32_t c = read_any(s, &len);
        int n = shown_for(shown, sizeof shown, s, c);
        columns += n > 0 ? utf8_columns((struct str){shown, (size_t)n}) : utf8_width(c);
        s = str_from(s, len);
    }
    return columns;
}

void escape_json(struct out *o, struct str s)
{
    unsigned len;

    while (s.len > 0) {
        size_t plain = plain_bytes(s);
        if (plain > 0) {
            out_str(o, str_upto(s, plain));
            s = str_from(s, plain);
            continue;
        }
        uint32_t c = read_any(s, &len);
        if (c == '"' || c == '\\') {
            out_char(o, '\\');
            out_char(o, (char)c);
        } else if (c == NOT_UTF8) {
            out_str(o, STR("\\ufffd"));
        } else if (!utf8_is_hidden(c)) {
            out_str(o, str_upto(s, len));
        } else if (c < 0x10000) {
            out_printf(o, "\\u%04x", (unsigned)c);
        } else {
            c -= 0x10000;
            out_printf(o, "\\u%04x\\u%04x", (unsigned)(0xD800 + (c >> 10)), (unsigned)(0xDC00 + (c & 0x3FF)));
        }
        s = str_from(s, len);
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
    while (s.len > 0) {
        char        c = s.at[0];
        unsigned    len = 1;
        const char *text = in(c);
        if (text)
            out_str(o, str_of(text));
        else if ((c >= ' ' && c < 0x7F) || c == '\n' || c == '\t')
            out_char(o, c);
        else if (!(c == '\r' && s.len > 1 && s.at[1] == '\n'))
            len = put_special(o, s, in);
        s = str_from(s, len);
    }
}

void escape_xml(struct out *o, struct str s) { escape_lines(o, s, in_xml); }
void escape_ical(struct out *o, struct str s) { escape_lines(o, s, in_ical); }

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
