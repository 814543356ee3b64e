/* text.c - text on one line and within so many columns. */
#include "text.h"
#include "../base/escape.h"
#include "../base/utf8.h"

static bool is_space(char c)
{
    return is_blank(c) || c == '\n' || c == '\r';
}

static bool continues(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

static bool on_one_line(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (is_space(s.at[i]) && (s.at[i] != ' ' || i == 0 || i + 1 == s.len || s.at[i - 1] == ' '))
            return false;
    return true;
}

/* Adds the words of s to `to`, each after a blank but the first of all. */
static size_t add_words(char *to, size_t len, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (is_space(s.at[i]))
            continue;
        if (len > 0 && (i == 0 || is_space(s.at[i - 1])))
            to[len++] = ' ';
        to[len++] = s.at[i];
    }
    return len;
}

struct str text_one_line(struct arena *a, struct str s)
{
    char *to;

    if (on_one_line(s))
        return s;
    to = arena_array(a, s.len, 1);
    return (struct str){to, add_words(to, 0, s)};
}

struct str text_upto(struct str s, size_t most)
{
    if (s.len <= most)
        return s;
    while (most > 0 && continues(s.at[most]))
        most--;
    return str_upto(s, most);
}

struct str text_opening(struct arena *a, struct str prose, size_t most)
{
    char *to = arena_array(a, most + 1, 1);
    size_t len = 0;

    while (prose.len > 0 && len < most) {
        struct str line = str_trim(str_cut(&prose, '\n'));
        if (line.len == 0 && len > 0)
            break;
        if (line.len >= 2 && line.at[0] == '/' && line.at[1] == '/')
            continue;
        len = add_words(to, len, text_upto(line, most - len));
    }
    return (struct str){to, len};
}

static size_t point_columns(struct str point)
{
    if (point.len == 1 && point.at[0] >= ' ' && point.at[0] < 0x7F)
        return 1;
    return escape_terminal_columns(point);
}

size_t text_head(struct str s, size_t columns, size_t *used)
{
    size_t at = 0;

    *used = 0;
    while (at < s.len) {
        unsigned len;
        utf8_read(str_from(s, at), &len);
        if (len > s.len - at)
            break;
        size_t wide = point_columns(str_upto(str_from(s, at), len));
        if (*used + wide > columns)
            break;
        *used += wide;
        at += len;
    }
    return at;
}

size_t text_tail(struct str s, size_t columns, size_t *used)
{
    size_t end = s.len;

    *used = 0;
    while (end > 0) {
        size_t at = end - 1;
        while (at > 0 && continues(s.at[at]))
            at--;
        size_t wide = point_columns((struct str){s.at + at, end - at});
        if (*used + wide > columns)
            break;
        *used += wide;
        end = at;
    }
    return s.len - end;
}

/* A cut that would fall within a word goes back to the blank before it, unless that would cost a third of what is shown. */
static struct str whole_words(struct str s, char next)
{
    size_t end = s.len;

    while (end > 0 && s.at[end - 1] != ' ')
        end--;
    return next == ' ' || end < s.len - s.len / 3 ? str_trim(s) : str_trim(str_upto(s, end));
}

struct str text_shortened(struct arena *a, struct str s, size_t columns)
{
    size_t used, len = text_head(s, columns, &used), shown;

    if (len == s.len || columns == 0)
        return str_upto(s, len);
    shown = text_head(s, columns - 1, &used);
    return str_printf(a, STR_FMT ELLIPSIS, STR_ARG(whole_words(str_upto(s, shown), s.at[shown])));
}
