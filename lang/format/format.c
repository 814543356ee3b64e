/* From a tree to its source in irp's form. See format.h. The source is cut into lines; each line of an item is of its heading, of a label, of its text, or
 * none of these, and is written by one function. */
#include "format.h"
#include "value_form.h"
#include "../../runtime/base/out.h"

#define LABELS_SORTED_MOST 4096u       /* of one item; the labels of an item with more stay in its order */

struct writer {
    const struct tree *tree;
    struct arena      *arena;
    struct out         out;
    uint32_t           at;             /* where the source has been read to: the start of a line */
    enum { BLANK_NONE, BLANK_THERE, BLANK_OWED } blank;   /* before the next line: none, one that the source has, or one that the form wants */
};

/* ---------------------------------------------------------------- lines */

/* The line at `at` without its line end; *next: where the one after it starts. */
static struct str line_at(const struct tree *t, uint32_t at, uint32_t *next)
{
    struct str left = str_from(t->source, at);
    size_t     len = str_find(left, STR("\n"));
    *next = at + (uint32_t)len + (len < left.len);
    if (len > 0 && left.at[len - 1] == '\r')
        len--;
    return str_upto(left, len);
}

static bool is_comment(struct str line) { return line.len >= 2 && line.at[0] == '/' && line.at[1] == '/'; }
static bool is_empty(struct str line) { return str_trim(line).len == 0; }

static struct str without_end_blanks(struct str line)
{
    while (line.len > 0 && is_blank(line.at[line.len - 1]))
        line.len--;
    return line;
}

/* After a blank line "Action 2.4" would be a heading whose mark was forgotten: such a line gets none that it did not have. */
static bool reads_like_heading(struct str line)
{
    size_t     len = 0;
    unsigned   words = 0;
    struct str rest;
    while (len < line.len && len < HEADING_BYTES_MOST && !is_digit(line.at[len]) && line.at[len] != ':' && line.at[len] != '?')
        len++;
    for (rest = str_trim(str_upto(line, len)); rest.len > 0 && words < 2; words++, rest = str_trim(rest)) {
        if (kind_find(rest, UINT64_MAX) != KIND_NONE)
            return true;
        str_cut(&rest, ' ');                            /* a word that may stand before it: Priority concern 2 */
    }
    return false;
}

static void put_blank(struct writer *w)
{
    if (w->blank != BLANK_NONE && w->out.len > 0)
        out_char(&w->out, '\n');
    w->blank = BLANK_NONE;
}

static void put_line(struct writer *w, struct str line)
{
    if (w->blank == BLANK_OWED && reads_like_heading(line))
        w->blank = BLANK_NONE;
    put_blank(w);
    out_str(&w->out, line);
    out_char(&w->out, '\n');
}

/* ---------------------------------------------------------------- headings */

static unsigned depth_of(const struct tree *t, uint32_t item)
{
    unsigned depth = 1;
    for (; t->items[item].parent != NO_ITEM; item = t->items[item].parent)
        depth++;
    return depth;
}

static void put_heading(struct writer *w, uint32_t number)
{
    const struct tree *t = w->tree;
    const struct item *item = &t->items[number];
    struct out        *o = &w->out;
    if (item->kind == KIND_NONE || (item->flags & (ITEM_DOUBT | ITEM_RESPELT)) != 0) {          /* reported, and left for its author */
        put_line(w, tree_text(t, item->place));
        return;
    }
    put_blank(w);
    out_repeat(o, '#', depth_of(t, number));
    if (item->modifier > 0) {
        out_printf(o, " %s ", modifier_word((enum kind)item->kind, item->modifier));
        out_str(o, kind_word_lower((enum kind)item->kind, w->arena));
    } else {
        out_printf(o, " %s", kind_rows[item->kind].word);
    }
    struct str behind = item->number.length > 0 ? tree_text(t, item->number) : tree_text(t, item->rest);
    if (behind.len > 0) {
        out_char(o, ' ');
        out_str(o, kind_rows[item->kind].number == NUMBER_DATE ? form_of_date(behind, w->arena) : behind);
    }
    if (item->title.length > 0) {
        out_str(o, STR(": "));
        out_str(o, tree_text(t, item->title));
    }
    out_char(o, '\n');
}

/* ---------------------------------------------------------------- labels */

/* A label's lines and what stands straight above them: comments and a blank line go where the label goes. */
struct chunk { uint32_t from, label_from, to; uint32_t label; };   /* label: of the tree, or UINT32_MAX: lines that are no label's */

static void put_value_lines(struct writer *w, const struct label_line *l, struct str value)
{
    struct out *o = &w->out;
    struct str  rest = value, line = str_cut(&rest, '\n');
    out_printf(o, "%s:", label_rows[l->label].word);
    if (str_trim(line).len > 0)
        out_char(o, ' ');
    out_str(o, rest.len > 0 ? str_trim(line) : form_of_value((enum label)l->label, str_trim(line), w->arena));
    out_char(o, '\n');
    while (rest.len > 0) {
        line = without_end_blanks(str_cut(&rest, '\n'));
        out_str(o, line);
        out_char(o, '\n');
    }
}

static void put_label(struct writer *w, const struct label_line *l)
{
    const struct tree *t = w->tree;
    if ((l->flags & LABEL_RESPELT) != 0) {              /* its word is another's: reported, and left for its author */
        struct str lines = tree_text(t, l->place);
        while (lines.len > 0)
            put_line(w, without_end_blanks(str_cut(&lines, '\n')));
        return;
    }
    put_blank(w);
    put_value_lines(w, l, tree_text(t, l->value));
}

/* Comments stay, and so do lines that nobody knows; blank lines in a row are one. */
static void put_lines_between(struct writer *w, uint32_t from, uint32_t to)
{
    while (from < to) {
        struct str line = line_at(w->tree, from, &from);
        if (is_empty(line))
            w->blank = BLANK_THERE;
        else
            put_line(w, line);
    }
}

static void put_chunk(struct writer *w, const struct chunk *c)
{
    put_lines_between(w, c->from, c->label == UINT32_MAX ? c->to : c->label_from);
    if (c->label != UINT32_MAX)
        put_label(w, &w->tree->labels[c->label]);
}

/* The lines of a label: from the start of the line on which it stands to the start of the one after its last. */
static struct chunk chunk_of(const struct tree *t, uint32_t from, uint32_t label)
{
    const struct place *p = &t->labels[label].place;
    struct chunk c = {.from = from, .label_from = p->at, .label = label};
    while (c.label_from > from && t->source.at[c.label_from - 1] != '\n')
        c.label_from--;
    uint32_t last = p->at + p->length;
    line_at(t, last > 0 ? last - 1 : 0, &c.to);
    return c;
}

/* Lines up to `to` that are neither blank nor a comment belong to no label: the order of the labels round them is left. */
static bool holds_strangers(const struct tree *t, uint32_t from, uint32_t to)
{
    while (from < to) {
        struct str line = line_at(t, from, &from);
        if (!is_empty(line) && !is_comment(line))
            return true;
    }
    return false;
}

/* Labels stand in the order of the table; those of one word keep theirs. Few labels, and mostly in order: insertion. */
static void sort_chunks(const struct tree *t, struct chunk *at, uint32_t len)
{
    for (uint32_t i = 1; i < len; i++) {
        struct chunk c = at[i];
        uint32_t     k = i;
        for (; k > 0 && t->labels[at[k - 1].label].label > t->labels[c.label].label; k--)
            at[k] = at[k - 1];
        at[k] = c;
    }
}

/* Comments right below the heading are about it, and stay there. */
static void put_comments_below(struct writer *w, uint32_t end)
{
    uint32_t next;
    for (struct str line; w->at < end && is_comment(line = line_at(w->tree, w->at, &next)); w->at = next)
        put_line(w, line);
}

/* Everything between the heading and the text (or the next heading). */
static void put_labels(struct writer *w, const struct item *item, uint32_t end)
{
    const struct tree *t = w->tree;
    VEC(struct chunk)  chunks = {NULL, 0, 0};
    bool               strangers = false;
    put_comments_below(w, end);
    uint32_t           from = w->at;
    for (uint32_t l = item->first_label; l < item->first_label + item->labels && t->labels[l].place.at < end; l++) {
        if ((t->labels[l].flags & LABEL_BELOW) != 0)
            continue;
        struct chunk c = chunk_of(t, from, l);
        strangers = strangers || holds_strangers(t, from, c.label_from) || (t->labels[l].flags & LABEL_RESPELT) != 0;
        from = c.to;
        *vec_push(w->arena, &chunks) = c;
    }
    if (!strangers && chunks.len <= LABELS_SORTED_MOST)
        sort_chunks(t, chunks.at, chunks.len);
    w->blank = w->blank == BLANK_THERE ? BLANK_THERE : BLANK_OWED;
    for (uint32_t i = 0; i < chunks.len; i++)
        put_chunk(w, &chunks.at[i]);
    put_lines_between(w, from, end);
    w->at = end;
}

/* ---------------------------------------------------------------- items */

/* Where the first line of the text starts, or `end`. */
static uint32_t text_start(const struct tree *t, const struct item *item, uint32_t end)
{
    uint32_t at = item->text.at;
    if (item->text.length == 0)
        return end;
    while (at > 0 && t->source.at[at - 1] != '\n')
        at--;
    return at;
}

static void put_text(struct writer *w, const struct item *item)
{
    uint32_t last = item->text.at + item->text.length;
    w->blank = w->blank == BLANK_THERE ? BLANK_THERE : BLANK_OWED;
    while (w->at < last) {
        struct str line = line_at(w->tree, w->at, &w->at);
        put_line(w, line);
    }
}

static void put_item(struct writer *w, uint32_t number, uint32_t end)
{
    const struct tree *t = w->tree;
    const struct item *item = &t->items[number];
    w->blank = w->blank == BLANK_THERE ? BLANK_THERE : BLANK_OWED;
    line_at(t, item->place.at, &w->at);
    put_heading(w, number);
    put_labels(w, item, text_start(t, item, end));
    if (item->text.length > 0)
        put_text(w, item);
    put_lines_between(w, w->at, end);
}

/* The line on which an item's heading stands. */
static uint32_t item_start(const struct tree *t, uint32_t item)
{
    uint32_t at = t->items[item].place.at;
    while (at > 0 && t->source.at[at - 1] != '\n')
        at--;
    return at;
}

static struct str with_returns(struct str text, struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    while (text.len > 0) {
        out_str(&o, str_cut(&text, '\n'));
        out_str(&o, STR("\r\n"));
    }
    return out_text(&o);
}

/* A carriage return that ends no line was reported (IRP006), and nobody knows what it was meant for: such a file stays. */
static bool has_lone_return(struct str text)
{
    for (size_t at; (at = str_find(text, STR("\r"))) < text.len; text = str_from(text, at + 1))
        if (at + 1 == text.len || text.at[at + 1] != '\n')
            return true;
    return false;
}

struct str format_tree(const struct tree *t, struct arena *a)
{
    if (has_lone_return(t->source))
        return t->source;
    struct writer w = {.tree = t, .arena = a};
    struct str    mark = t->source.len >= 3 && memcmp(t->source.at, "\xef\xbb\xbf", 3) == 0 ? STR("\xef\xbb\xbf") : STR("");
    size_t        first_end = str_find(t->source, STR("\n"));
    bool          returns = first_end > 0 && first_end < t->source.len && t->source.at[first_end - 1] == '\r';
    out_memory(&w.out, a);
    w.at = (uint32_t)mark.len;
    put_lines_between(&w, w.at, t->items_len > 0 ? item_start(t, 0) : (uint32_t)t->source.len);
    for (uint32_t i = 0; i < t->items_len; i++)
        put_item(&w, i, i + 1 < t->items_len ? item_start(t, i + 1) : (uint32_t)t->source.len);
    struct str text = returns ? with_returns(out_text(&w.out), a) : out_text(&w.out);
    return mark.len == 0 ? text : str_printf(a, STR_FMT STR_FMT, STR_ARG(mark), STR_ARG(text));
}
