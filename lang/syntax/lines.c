/* What each line of a source can be, from its first characters. */
#include "lines.h"
#include "../table/table.h"
#include "../tree/tree.h"

#define BARE_HEADING_MOST 100u           /* a longer line is prose, whatever it starts with */
#define BARE_LABEL_MOST   80u

void lines_open(struct lines *l, struct str source, struct arena *a)
{
    *l = (struct lines){.source = source, .label_area = true, .after_blank = true, .lone_return = UINT32_MAX};
    l->fed = arena_many(a, FED_LINES, struct fed);
    if (source.len >= 3 && memcmp(source.at, "\xef\xbb\xbf", 3) == 0)
        l->next = 3;
}

/* The words at the line's start: letters, single blanks and hyphens; their length, 0 when the line starts otherwise. */
static size_t leading_words(struct str line, size_t most)
{
    size_t i = 0, end = 0;
    while (i < line.len && i <= most) {
        if (is_letter(line.at[i]) || (line.at[i] == '-' && i > 0))
            end = ++i;
        else if (line.at[i] == ' ' && i > 0)
            i++;
        else
            break;
    }
    return end;
}

/* A label: words and a colon. The length of the words, or 0. */
static size_t label_words(struct str line)
{
    size_t n = leading_words(line, LABEL_BYTES_MOST);
    if (n == 0 || n > LABEL_BYTES_MOST)
        return 0;
    size_t colon = n;
    while (colon < line.len && is_blank(line.at[colon]))
        colon++;
    return colon < line.len && line.at[colon] == ':' ? n : 0;
}

/* A heading whose mark was forgotten: the words of a kind, a number, and nothing more than a title after a colon. */
static bool is_bare_heading(struct str line)
{
    if (line.len > BARE_HEADING_MOST || line.len == 0 || !(line.at[0] >= 'A' && line.at[0] <= 'Z'))
        return false;
    size_t words = leading_words(line, HEADING_BYTES_MOST), i = words;
    if (words == 0 || i + 1 >= line.len || line.at[i] != ' ' || !(is_digit(line.at[i + 1]) || line.at[i + 1] == '?'))
        return false;
    for (i++; i < line.len && (is_digit(line.at[i]) || line.at[i] == '.' || line.at[i] == '?'); i++)
        ;
    if (line.at[i - 1] == '.' || (i < line.len && line.at[i] != ':'))
        return false;
    struct str name = str_upto(line, words);
    if (kind_find(name, UINT64_MAX) != KIND_NONE)
        return true;
    struct str modifier = str_cut(&name, ' ');
    enum kind  k = kind_find(name, UINT64_MAX);
    return k != KIND_NONE && modifier_find(k, modifier) != 0;
}

/* A label whose colon was forgotten: the length of its words, or 0. What it says is looked at by the parser. */
static size_t bare_label_words(struct str line)
{
    if (line.len > BARE_LABEL_MOST || line.at[line.len - 1] == '.')
        return 0;
    for (size_t n = leading_words(line, LABEL_BYTES_MOST); n > 0;) {
        struct str word = str_upto(line, n);
        if (n < line.len && is_blank(line.at[n]) && label_known(word))
            return n;
        while (n > 0 && line.at[n - 1] != ' ')
            n--;
        while (n > 0 && line.at[n - 1] == ' ')
            n--;
    }
    return 0;
}

struct feeding { struct lines *l; char *to; size_t room, used; };

/* Feeds one line: a mark (0: none), then `text` and a line end. */
static void feed(struct feeding *f, char mark, struct str text, uint32_t at, uint32_t end)
{
    struct lines *l = f->l;
    l->fed[(l->fed_first + l->fed_len++) % FED_LINES] = (struct fed){at, end};
    if (mark != 0)
        f->to[f->used++] = mark;
    memcpy(f->to + f->used, text.at, text.len);
    f->used += text.len;
    f->to[f->used++] = '\n';
}

static void feed_heading(struct feeding *f, char mark, struct str line, uint32_t at, uint32_t end)
{
    const char *colon = memchr(line.at, ':', line.len);
    size_t      len = colon ? (size_t)(colon - line.at) + 1 : line.len;
    if (len > HEADING_BYTES_MOST)
        feed(f, FED_LONG, STR(""), at, end);
    else
        feed(f, mark, str_upto(line, len), at, end);
    f->l->label_area = true;
    f->l->after_label = false;
}

/* A line that starts with a letter: a label, a heading without its mark, a label without its colon, or prose (false). */
static bool feed_worded(struct feeding *f, struct str line, uint32_t at, uint32_t end)
{
    struct lines *l = f->l;
    size_t words = label_words(line);
    if (l->after_blank && is_bare_heading(line)) {
        feed_heading(f, FED_BARE, line, at, end);
        return true;
    }
    if (words == 0 && l->label_area && (words = bare_label_words(line)) > 0) {
        feed(f, FED_BARE_LABEL, str_upto(line, words), at, end);
        return true;
    }
    if (words == 0)
        return false;
    feed(f, FED_LABEL, str_upto(line, words), at, end);
    l->after_label = true;
    return true;
}

/* An indented line: a label all the same when its word is one and it stands among labels; what a label goes on with; or prose (false). */
static bool feed_indented(struct feeding *f, struct str line, uint32_t at, uint32_t end)
{
    struct lines *l = f->l;
    struct str    inner = str_trim(line);
    uint32_t      inner_at = at + (uint32_t)(inner.at - line.at);
    size_t        words = label_words(inner);
    if (l->label_area && words > 0 && label_known(str_upto(inner, words))) {
        feed(f, FED_LABEL, str_upto(inner, words), inner_at, end);
        l->after_label = true;
        return true;
    }
    if (!l->after_label)
        return false;
    feed(f, FED_MORE, STR(""), at, end);
    return true;
}

/* A prose line joins the run before it when that was fed last and nothing stands between but blank lines. */
static void feed_prose(struct feeding *f, uint32_t at, uint32_t end)
{
    struct lines *l = f->l;
    l->label_area = l->after_label = false;
    if (f->used >= 2 && f->to[f->used - 2] == FED_PROSE && (f->used == 2 || f->to[f->used - 3] == '\n'))
        l->fed[(l->fed_first + l->fed_len - 1) % FED_LINES].end = end;
    else
        feed(f, FED_PROSE, STR(""), at, end);
}

size_t lines_feed(struct lines *l, char *to, size_t room)
{
    struct feeding f = {l, to, room, 0};
    while (l->next < l->source.len && f.room - f.used >= FED_LINE_MOST && l->fed_len < FED_LINES) {
        const char *start = l->source.at + l->next;
        size_t      left = l->source.len - l->next;
        const char *stop = memchr(start, '\n', left);
        struct str  line = {start, stop ? (size_t)(stop - start) : left};
        uint32_t    at = l->next;
        l->next += (uint32_t)line.len + (stop ? 1 : 0);
        if (line.len > 0 && start[line.len - 1] == '\r')
            line.len--;
        const char *lone = l->lone_return == UINT32_MAX && line.len > 0 ? memchr(start, '\r', line.len) : NULL;
        if (lone != NULL)
            l->lone_return = at + (uint32_t)(lone - start);
        uint32_t end = at + (uint32_t)line.len;
        bool     blank = false, prose = false, comment = line.len > 1 && start[0] == '/' && start[1] == '/';
        char     c = line.len > 0 ? line.at[0] : '\n';
        if (c == '\n')
            blank = true;
        else if (c == '#')
            feed_heading(&f, 0, line, at, end);
        else if (comment)
            feed(&f, FED_COMMENT, STR(""), at, end);
        else if (is_blank(c))
            blank = str_trim(line).len == 0, prose = !blank && !feed_indented(&f, line, at, end);
        else
            prose = !is_letter(c) || !feed_worded(&f, line, at, end);
        if (prose)
            feed_prose(&f, at, end);
        l->after_blank = comment ? l->after_blank : blank;   /* a comment is not there */
        if (blank || comment)
            l->after_label = false;
    }
    return f.used;
}
