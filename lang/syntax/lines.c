/* What each line of a source can be, from its first characters. */
#include "lines.h"
#include "../../runtime/base/letters.h"
#include "../table/table.h"
#include "../tree/tree.h"

#define BARE_HEADING_MOST 100u           /* a longer line is prose, whatever it starts with */
#define BARE_LABEL_MOST   80u
#define UNDERLINE_LEAST   3u             /* hyphens or equals signs that underline a heading */

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
    while (colon < line.len && (is_blank(line.at[colon]) || line.at[colon] == '*' || line.at[colon] == '_'))   /* **Owner**: Governor */
        colon++;
    return colon < line.len && line.at[colon] == ':' ? n : 0;
}

/* What stands round a label where a list or a word processor made it: "- Owner:", "**Owner:**". The bytes before its word. */
static size_t decoration(struct str line)
{
    size_t n = 0;
    struct str bullet = STR("\xE2\x80\xA2");
    if (line.len > 1 && (line.at[0] == '-' || line.at[0] == '*' || line.at[0] == '+') && is_blank(line.at[1]))
        n = 2;
    else if (line.len > 3 && str_eq(str_upto(line, 3), bullet))
        n = 3;
    while (n < line.len && (str_blank(str_from(line, n)) > 0 || line.at[n] == '*' || line.at[n] == '_'))
        n += is_blank(line.at[n]) || line.at[n] == '*' || line.at[n] == '_' ? 1 : str_blank(str_from(line, n));
    return n;
}

/* A label's words that hold letters which only look like those of a to z, or signs such as (s) and /: the bytes up to its colon, or 0.
 * Its first word says that a label was meant. */
static size_t odd_label_words(struct str line)
{
    struct plain p;
    struct str   head = str_upto(line, line.len < LABEL_BYTES_MOST * 2 ? line.len : LABEL_BYTES_MOST * 2);
    if (plain_already(head) && memchr(head.at, ':', head.len) == NULL)
        return 0;                        /* as most lines of prose */
    plain_read(head, &p);
    struct str text = plain_text(&p);
    size_t     colon = str_find(text, STR(":")), first = leading_words(text, LABEL_BYTES_MOST);
    if (first == 0 || colon == text.len || colon > LABEL_BYTES_MOST)
        return 0;
    struct str words = str_trim(str_upto(text, colon)), rest = words, word = str_cut(&rest, ' ');
    word = str_upto(word, leading_words(word, LABEL_BYTES_MOST));
    for (size_t i = 0; i < words.len; i++)
        if (!is_letter(words.at[i]) && strchr(" -()/&'", words.at[i]) == NULL)
            return 0;
    bool known = label_meant(words) || label_meant(word) || label_meant(str_trim(str_upto(words, first)));
    return known ? p.at[words.len] : 0;
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
        if (n < line.len && (is_blank(line.at[n]) || line.at[n] == ';' || line.at[n] == '=') && label_known(word))
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
    f->l->label_area = f->l->after_heading = true;
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
    if (words == 0 && l->label_area)
        words = odd_label_words(line);
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

/* A heading that is set in: number signs, and the words of a kind. */
static bool is_indented_heading(struct str inner)
{
    size_t hashes = 0;
    while (hashes < inner.len && inner.at[hashes] == '#')
        hashes++;
    struct str rest = str_trim(str_from(inner, hashes));
    while (rest.len > 0 && (rest.at[0] == '*' || rest.at[0] == '_'))
        rest = str_from(rest, 1);
    struct str name = str_upto(rest, leading_words(rest, HEADING_BYTES_MOST));
    if (hashes == 0 || name.len == 0 || kind_find(name, UINT64_MAX) != KIND_NONE)
        return hashes > 0 && name.len > 0;
    struct str modifier = str_cut(&name, ' ');
    enum kind  k = kind_find(str_trim(name), UINT64_MAX);
    return k != KIND_NONE && modifier_find(k, modifier) != 0;
}

/* A label all the same, when its word is one and it stands among labels, whatever stands in front of it: `n` bytes. */
static bool feed_label_behind(struct feeding *f, struct str line, size_t n, uint32_t at, uint32_t end)
{
    struct lines *l = f->l;
    struct str    inner = str_from(line, n);
    size_t        words = l->label_area && n < line.len ? label_words(inner) : 0;
    if (words == 0 || !label_known(str_upto(inner, words)))
        return false;
    feed(f, FED_LABEL, str_upto(inner, words), at + (uint32_t)n, end);
    l->after_label = true;
    return true;
}

/* An indented line: a heading or a label all the same; what a label goes on with; or prose (false). */
static bool feed_indented(struct feeding *f, struct str line, uint32_t at, uint32_t end)
{
    struct lines *l = f->l;
    struct str    inner = str_trim(line);
    size_t        n = (size_t)(inner.at - line.at);
    if (is_indented_heading(inner)) {
        feed_heading(f, 0, str_from(line, n), at + (uint32_t)n, end);
        return true;
    }
    if (feed_label_behind(f, line, n + decoration(inner), at, end))
        return true;
    if (!l->after_label)
        return false;
    feed(f, FED_MORE, STR(""), at, end);
    return true;
}

/* A line that starts with a sign of lists or of emphasis: a label or a heading within it, or prose (false). */
static bool feed_decorated(struct feeding *f, struct str line, uint32_t at, uint32_t end)
{
    struct str inner = str_trim(line);
    if (feed_label_behind(f, line, decoration(line), at, end))
        return true;
    while (inner.len > 0 && (inner.at[0] == '*' || inner.at[0] == '_'))
        inner = str_from(inner, 1);
    while (inner.len > 0 && (inner.at[inner.len - 1] == '*' || inner.at[inner.len - 1] == '_'))
        inner.len--;
    if (inner.at == line.at || !f->l->after_blank || !is_bare_heading(inner))
        return false;
    uint32_t inner_at = at + (uint32_t)(inner.at - line.at);
    feed_heading(f, FED_BARE, inner, inner_at, inner_at + (uint32_t)inner.len);
    return true;
}

/* A line of hyphens or equals signs alone: below a heading it underlines it. */
static bool is_underline(struct str line)
{
    size_t n = 0;
    while (n < line.len && line.at[n] == line.at[0])
        n++;
    return n >= UNDERLINE_LEAST && n == line.len && (line.at[0] == '-' || line.at[0] == '=');
}

/* What other languages start a comment with: <!-- anywhere, and among labels also -- and a slash with a star. Its author is told. */
static bool is_foreign_comment(const struct lines *l, struct str line)
{
    struct str two = str_upto(line, line.len < 2 ? line.len : 2);
    return (line.len >= 4 && str_eq(str_upto(line, 4), STR("<!--"))) ||
           (l->label_area && (str_eq(two, STR("/*")) || (str_eq(two, STR("--")) && line.len > 2 && is_blank(line.at[2]))));
}

/* A line by its first character, where it is no heading, no comment and not blank. False: prose. */
static bool feed_other(struct feeding *f, struct str line, uint32_t at, uint32_t end)
{
    char c = line.at[0];
    if (str_blank(line) > 0)
        return feed_indented(f, line, at, end);
    if (is_letter(c))
        return feed_worded(f, line, at, end);
    if (f->l->label_area && ((unsigned char)c >= 0x80 || c == '-' || c == '*' || c == '+' || c == '_'))
        return feed_decorated(f, line, at, end) || ((unsigned char)c >= 0x80 && feed_worded(f, line, at, end));
    return (c == '*' || c == '_') && f->l->after_blank && feed_decorated(f, line, at, end);
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
        bool     blank = line.len == 0 || (str_blank(line) > 0 && str_trim(line).len == 0);
        bool     comment = line.len > 1 && ((start[0] == '/' && start[1] == '/') || is_foreign_comment(l, line));
        bool     underline = l->after_heading && !blank && is_underline(line);
        l->after_heading = l->after_heading && (comment || blank);
        if (!blank && line.at[0] == '#')
            feed_heading(&f, 0, line, at, end);
        else if (comment)
            feed(&f, FED_COMMENT, STR(""), at, end);
        else if (!blank && !underline && !feed_other(&f, line, at, end))
            feed_prose(&f, at, end);
        l->after_blank = comment ? l->after_blank : blank;   /* a comment is not there */
        if (blank || comment)
            l->after_label = false;
    }
    return f.used;
}
