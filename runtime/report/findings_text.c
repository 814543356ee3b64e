/* findings_text.c - findings as text: the first line that editors and CI read, the lines of the source with marks under what is
 * meant, and what to do about it.
 *
 *     plans/aylesbury.irp:18:1: error: Enter an owner for action 2.4 [IRP301 missing-owner]
 *        |
 *     18 | ### Action 2.4
 *        | ^^^^^^^^^^^^^^ this action has no "Owner:" line
 *        |
 *        = help: Add an "Owner:" line under the heading, with the job title of the person responsible.
 *
 * Work on a finding is bounded by the width of the window, however long the line of the source and however far the place: millions
 * of findings on one line cost no more than on many.
 */
#include "report.h"
#include "spots.h"
#include "text.h"
#include "../base/escape.h"

#define COLUMNS_USUAL  100u
#define COLUMNS_LEAST  20u    /* of a source line, however narrow the terminal */
#define RELATED_MOST   6u     /* places shown beside the finding's own; the rest are counted */
#define BYTES_A_COLUMN 16u    /* beyond that, a line of combining characters is cut */

/* A place to be marked: the finding's own, or a related one. */
struct mark {
    struct place place;
    struct spot  spot;
    struct str   text;
    bool         own;
};

/* The part of a source line that is shown. */
struct window {
    size_t from, to;          /* bytes of the source */
    bool   cut_before, cut_after;
};

struct printer {
    struct out   *out;
    struct look   look;
    struct str    name, source;
    struct spots  spots;
    struct arena *scratch;    /* of the finding at hand */
    size_t        gutter;     /* digits of the greatest line number shown */
};

/* ---- colour: never the only sign of anything */

static const char *color_of(enum severity s)
{
    static const char *const colors[] = {
        [SEVERITY_ERROR]   = "\033[1;31m",
        [SEVERITY_WARNING] = "\033[33m",
        [SEVERITY_NOTE]    = "\033[36m",
    };

    return colors[s];
}

static void paint(const struct printer *p, const char *color)
{
    if (p->look.color)
        out_str(p->out, str_of(color));
}

#define BOLD  "\033[1m"
#define PLAIN "\033[0m"

static void text(const struct printer *p, struct str s)
{
    escape_terminal(p->out, text_one_line(p->scratch, s));
}

/* ---- windows */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* What the line holds from `at` on, at most so much of it as could be shown. */
static struct str line_after(const struct printer *p, size_t at, size_t columns)
{
    struct str rest = text_upto(str_from(p->source, at), columns * BYTES_A_COLUMN);
    const char *newline = rest.len ? memchr(rest.at, '\n', rest.len) : NULL;

    if (newline)
        rest.len = (size_t)(newline - rest.at);
    if (rest.len > 0 && rest.at[rest.len - 1] == '\r')
        rest.len--;
    return rest;
}

static struct str line_before(const struct printer *p, size_t start, size_t at, size_t columns)
{
    size_t bytes = at - start;

    if (bytes > columns * BYTES_A_COLUMN) {
        bytes = columns * BYTES_A_COLUMN;
        while (bytes > 0 && ((unsigned char)p->source.at[at - bytes] & 0xC0) == 0x80)
            bytes--;
    }
    return (struct str){p->source.at + (at - bytes), bytes};
}

/* As much of the line round the mark as `columns` show: the marked text first, then what stands before and after it in equal parts,
 * or more of one where the other is short. */
static struct window window_of(const struct printer *p, const struct mark *m, size_t columns)
{
    size_t at = m->place.at, before, had, after, marked, ends, room;
    struct str head = line_before(p, m->spot.start, at, columns), tail = line_after(p, at, columns);
    size_t head_bytes = text_tail(head, columns, &before), tail_bytes = text_head(tail, columns, &after);
    bool whole = head_bytes == at - m->spot.start && tail_bytes == tail.len && tail.len < columns * BYTES_A_COLUMN - 1;

    if (whole && before + after <= columns)
        return (struct window){m->spot.start, at + tail.len, false, false};
    room = columns - 2;       /* the two ellipses */
    text_head(text_upto(tail, m->place.length), room, &marked);
    had = before;
    before = least(had, (room - marked) / 2);
    ends = least(after - marked, room - marked - before);
    before = least(had, room - marked - ends);
    head_bytes = text_tail(head, before, &before);
    tail_bytes = text_head(tail, marked + ends, &after);
    return (struct window){at - head_bytes, at + tail_bytes, at - head_bytes > m->spot.start,
                           line_after(p, at + tail_bytes, columns).len > 0};
}

static size_t columns_within(const struct printer *p, size_t from, size_t to)
{
    return to > from ? escape_terminal_columns((struct str){p->source.at + from, to - from}) : 0;
}

/* ---- lines of output */

static void gutter(const struct printer *p, uint32_t line)
{
    if (line > 0)
        out_printf(p->out, "%*u |", (int)p->gutter, line);
    else
        out_printf(p->out, "%*s |", (int)p->gutter, "");
}

static void print_line(const struct printer *p, uint32_t line, struct window w)
{
    gutter(p, line);
    if (w.to > w.from || w.cut_before)
        out_char(p->out, ' ');
    if (w.cut_before)
        out_str(p->out, STR(ELLIPSIS));
    escape_terminal(p->out, (struct str){p->source.at + w.from, w.to - w.from});
    if (w.cut_after)
        out_str(p->out, STR(ELLIPSIS));
    out_char(p->out, '\n');
}

/* The row of ^ or - under a line. A place that the window leaves out is marked at the ellipsis on its side. */
static void print_mark(const struct printer *p, const struct mark *m, struct window w, enum severity s)
{
    size_t from = m->place.at, to = from + m->place.length, indent, wide;

    from = from < w.from ? w.from : least(from, w.to);
    to = to < from ? from : least(to, w.to);
    indent = (w.cut_before && m->place.at >= w.from) + columns_within(p, w.from, from);
    wide = columns_within(p, from, to);
    gutter(p, 0);
    out_repeat(p->out, ' ', 1 + indent);
    if (m->own)
        paint(p, color_of(s));
    out_repeat(p->out, m->own ? '^' : '-', wide > 0 ? wide : 1);
    if (m->text.len > 0) {
        out_char(p->out, ' ');
        text(p, m->text);
    }
    if (m->own)
        paint(p, PLAIN);
    out_char(p->out, '\n');
}

/* ---- the window of a finding */

/* By line; on a line the finding's own place first. */
static bool comes_before(const struct mark *a, const struct mark *b)
{
    if (a->spot.line != b->spot.line)
        return a->spot.line < b->spot.line;
    if (a->own != b->own)
        return a->own;
    return a->place.at < b->place.at;
}

static struct mark mark_of(struct printer *p, struct place place, struct str words, bool own)
{
    struct mark m = {.place = place, .text = words, .own = own};

    m.place.at = (uint32_t)least(place.at, p->source.len);
    m.place.length = (uint32_t)least(place.length, p->source.len - m.place.at);
    m.spot = spots_at(&p->spots, m.place.at);
    if (m.place.at < m.spot.start) {         /* within the byte order mark */
        m.place.length -= (uint32_t)least(m.place.length, m.spot.start - m.place.at);
        m.place.at = m.spot.start;
    }
    m.place.length = (uint32_t)least(m.place.length, line_after(p, m.place.at, p->look.columns).len);
    return m;
}

static uint32_t marks_of(struct printer *p, const struct finding *f, struct mark *marks)
{
    uint32_t len = 1;

    marks[0] = mark_of(p, f->place, f->caret, true);
    for (uint32_t i = 0; i < f->related_len && i < RELATED_MOST; i++, len++) {
        struct mark m = mark_of(p, f->related[i].place, f->related[i].text, false);
        uint32_t at = len;
        for (; at > 0 && comes_before(&m, &marks[at - 1]); at--)
            marks[at] = marks[at - 1];
        marks[at] = m;
    }
    return len;
}

static size_t digits(uint32_t n)
{
    size_t d = 1;

    for (; n >= 10; n /= 10)
        d++;
    return d;
}

/* What lies between two lines that are shown: nothing, the one line, or dots. */
static void print_between(const struct printer *p, uint32_t before, const struct mark *m, size_t columns)
{
    struct mark between = {.place = {m->spot.start, 0}};

    if (before == 0 || before + 1 == m->spot.line)
        return;
    if (before + 2 != m->spot.line) {
        out_str(p->out, STR("...\n"));
        return;
    }
    between.spot.start = between.place.at = m->spot.start - 1;
    while (between.spot.start > 0 && p->source.at[between.spot.start - 1] != '\n' &&
           m->spot.start - between.spot.start < columns * BYTES_A_COLUMN)
        between.spot.start--;
    between.place.at = between.spot.start;
    print_line(p, before + 1, window_of(p, &between, columns));
}

static void print_source(struct printer *p, const struct mark *marks, uint32_t len, enum severity s)
{
    size_t columns = p->look.columns > p->gutter + 3 + COLUMNS_LEAST ? p->look.columns - p->gutter - 3 : COLUMNS_LEAST;
    struct window w = {0, 0, false, false};

    gutter(p, 0);
    out_char(p->out, '\n');
    for (uint32_t i = 0; i < len; i++) {
        if (i == 0 || marks[i].spot.line != marks[i - 1].spot.line) {
            print_between(p, i == 0 ? 0 : marks[i - 1].spot.line, &marks[i], columns);
            w = window_of(p, &marks[i], columns);
            print_line(p, marks[i].spot.line, w);
        }
        print_mark(p, &marks[i], w, s);
    }
}

/* ---- a finding */

static void print_heading(const struct printer *p, const struct finding *f, struct spot spot)
{
    paint(p, BOLD);
    escape_terminal(p->out, p->name);
    out_printf(p->out, ":%u:%u: ", spot.line, spot.column);
    paint(p, PLAIN);
    paint(p, color_of(f->severity));
    out_printf(p->out, "%s:", severity_word(f->severity));
    paint(p, PLAIN);
    out_char(p->out, ' ');
    paint(p, BOLD);
    text(p, f->sentence);
    paint(p, PLAIN);
    if (f->code.len > 0 || f->name.len > 0) {
        out_str(p->out, STR(" ["));
        text(p, f->code);
        if (f->code.len > 0 && f->name.len > 0)
            out_char(p->out, ' ');
        text(p, f->name);
        out_char(p->out, ']');
    }
    out_char(p->out, '\n');
}

/* Of a finding that is shown although something hides it. */
static struct str hidden_words(const struct finding *f, struct arena *a)
{
    struct out o;
    if (f->hidden != HIDDEN_ALLOWED)
        return f->hidden == HIDDEN_BASELINE ? STR("in the baseline") : STR("");
    out_memory(&o, a);
    out_str(&o, STR("allowed until "));
    date_print(&o, date_of_day(f->hidden_until));
    out_str(&o, STR(" because "));
    out_str(&o, f->hidden_because);
    return out_text(&o);
}

static void print_word(const struct printer *p, const char *word, struct str said)
{
    if (said.len == 0)
        return;
    out_printf(p->out, "%*s = %s ", (int)p->gutter, "", word);
    text(p, said);
    out_char(p->out, '\n');
}

/* "deadline: 30 April 2026; completion date: none" */
static struct str seen_words(const struct finding *f, struct arena *a)
{
    struct str words = {"", 0};
    for (uint32_t i = 0; i < f->seen_len; i++) {
        const struct seen *s = &f->seen[i];
        words = str_printf(a, STR_FMT "%s" STR_FMT ": " STR_FMT, STR_ARG(words), i > 0 ? "; " : "", STR_ARG(s->name),
                           STR_ARG(s->value.len > 0 ? s->value : STR("none")));
    }
    return words;
}

static void print_words(const struct printer *p, const struct finding *f)
{
    if (f->related_len > RELATED_MOST)
        out_printf(p->out, "%*s = and %u more places\n", (int)p->gutter, "", f->related_len - RELATED_MOST);
    struct str hidden = hidden_words(f, p->scratch);
    if (f->help.len + f->why.len + hidden.len + f->seen_len == 0)
        return;
    gutter(p, 0);
    out_char(p->out, '\n');
    print_word(p, "saw: ", seen_words(f, p->scratch));
    print_word(p, "help:", f->help);
    print_word(p, "why: ", f->why);
    print_word(p, "note:", hidden);
}

static void print_finding(struct printer *p, const struct finding *f)
{
    struct mark marks[1 + RELATED_MOST];
    uint32_t len = marks_of(p, f, marks);

    p->gutter = digits(marks[len - 1].spot.line);
    print_heading(p, f, spots_at(&p->spots, f->place.at));
    print_source(p, marks, len, f->severity);
    print_words(p, f);
}

/* ---- a run */

struct text_file { struct printer printer; bool apart; };   /* apart: a finding stands before this one */

static void show_text(void *to, const struct finding *f, uint32_t i, struct arena *scratch)
{
    struct text_file *t = to;

    (void)i;
    if (t->apart)
        out_char(t->printer.out, '\n');
    t->apart = true;
    t->printer.scratch = scratch;
    print_finding(&t->printer, f);
}

/* How many of `len` findings are shown when `before` stand before them. */
static uint32_t shown_of(const struct findings *w, uint64_t before, uint32_t len)
{
    if (w->look.most == 0 || before + len <= w->look.most)
        return len;
    return before < w->look.most ? (uint32_t)(w->look.most - before) : 0;
}

static void file_text(struct findings *w, const struct finding_list *list, struct arena *scratch)
{
    struct text_file t = {.printer = {.out = w->out, .look = w->look, .name = list->source_name, .source = list->source}, .apart = w->written > 0};

    if (t.printer.look.columns == 0)
        t.printer.look.columns = COLUMNS_USUAL;
    spots_open(&t.printer.spots, list->source, scratch);
    findings_each(list, 0, shown_of(w, w->written, list->len), scratch->mem, show_text, &t);
}

static void close_text(struct findings *w)
{
    if (w->look.most > 0 && w->written > w->look.most)
        out_printf(w->out, "\n... and %llu more; --max-problems 0 shows all of them.\n", (unsigned long long)(w->written - w->look.most));
}

const struct findings_writer findings_text = {.file = file_text, .close = close_text};
