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
