/* md.c - documents as Markdown: CommonMark, and tables as GitHub and GitLab show them.
 *
 * Every text comes out as text. A character that Markdown might take for a mark has a stroke before it; one that means something only at the start of a
 * line, only there. Where Markdown has no mark for something (lines that stay apart in a cell), <br> is the only HTML that is written.
 */
#include "publish.h"
#include "../../runtime/base/utf8.h"

struct md { struct out *out; };

/* ---- text */

/* Marks wherever they stand. "&" starts an entity, "<" a tag, "~" and "|" are marks of GitHub's, "$" of its formulas. */
static bool is_mark(char c) { return c != '\0' && strchr("\\`*_{}[]<>#&|~$", c) != NULL; }
/* Marks at the start of a line alone. */
static bool is_line_mark(char c) { return c != '\0' && strchr("-+=:", c) != NULL; }

/* "12." and "12)" at the start of a line would be a numbered list: how many digits stand before the sign, 0 none. */
static size_t list_digits(struct str s)
{
    size_t n = 0;
    while (n < s.len && is_digit(s.at[n]))
        n++;
    return n > 0 && n < s.len && (s.at[n] == '.' || s.at[n] == ')') && (n + 1 == s.len || s.at[n + 1] == ' ') ? n : 0;
}

static void put_text(struct md *w, struct str s, bool line_start)
{
    size_t digits = line_start ? list_digits(s) : 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool word = c == ':' && i + 1 < s.len && (is_letter(s.at[i + 1]) || is_digit(s.at[i + 1]));      /* :word: is a picture on GitHub */
        if (is_mark(c) || word || (line_start && i == 0 && is_line_mark(c)) || (digits > 0 && i == digits))
            out_char(w->out, '\\');
        out_char(w->out, c);
    }
}

/* White space of Unicode beside the marks would keep them from being marks. */
static bool is_space_point(uint32_t c)
{
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool can_be_strong(struct str s)
{
    size_t   last = s.len;
    unsigned len;
    while (last > 0 && ((unsigned char)s.at[--last] & 0xC0) == 0x80)
        continue;
    return s.len > 0 && !is_space_point(utf8_read(s, &len)) && !is_space_point(utf8_read(str_from(s, last), &len));
}

static void put_runs(struct md *w, struct runs r, bool line_start)
{
    for (uint32_t i = 0; i < r.len; i++) {
        bool strong = r.at[i].kind == RUN_STRONG && can_be_strong(r.at[i].text);
        out_str(w->out, strong ? STR("**") : STR(""));
        put_text(w, r.at[i].text, line_start && i == 0);
        out_str(w->out, strong ? STR("**") : STR(""));
    }
}

static void put_numbered(struct md *w, struct str number, struct runs text)
{
    put_text(w, number, true);
    if (number.len > 0 && text.len > 0)
        out_char(w->out, ' ');
    put_runs(w, text, number.len == 0);
}

/* ---- blocks of words */

static void put_heading(struct md *w, const struct heading_block *h)
{
    out_repeat(w->out, '#', h->level);
    out_char(w->out, ' ');
    put_runs(w, h->text, false);
    out_char(w->out, '\n');
}

static void put_list(struct md *w, const struct list_block *l)
{
    for (uint32_t i = 0; i < l->len; i++) {
        out_str(w->out, STR("- "));
        put_runs(w, l->at[i], true);
        out_char(w->out, '\n');
    }
}

/* A stroke at the end of a line keeps the next one apart. */
static void put_lines(struct md *w, const struct lines_block *l)
{
    for (uint32_t i = 0; i < l->len; i++) {
        put_runs(w, l->at[i], true);
        out_str(w->out, i + 1 < l->len ? STR("\\\n") : STR("\n"));
    }
}

static void put_facts(struct md *w, const struct facts_block *f)
{
    for (uint32_t i = 0; i < f->len; i++) {
        out_str(w->out, STR("- "));
        put_text(w, f->at[i].name, true);
        out_str(w->out, STR(": "));
        put_runs(w, f->at[i].value, false);
        out_char(w->out, '\n');
    }
}

static void put_contents(struct md *w, const struct contents_block *c)
{
    for (uint32_t i = 0; i < c->len; i++) {
        out_str(w->out, STR("- "));
        put_text(w, c->at[i].number, true);
        out_str(w->out, c->at[i].number.len > 0 ? STR(" ") : STR(""));
        put_text(w, c->at[i].title, c->at[i].number.len == 0);
        out_char(w->out, '\n');
    }
}

/* ---- tables */

static void put_cell_blocks(struct md *w, struct blocks b)
{
    bool first = true;
    for (uint32_t i = 0; i < b.len; i++) {
        bool     list = b.at[i].kind == BLOCK_LIST;
        uint32_t n = list ? b.at[i].list.len : 1;
        for (uint32_t k = 0; k < n; k++) {
            out_str(w->out, first ? STR("") : STR("<br>"));
            out_str(w->out, list ? STR("- ") : STR(""));
            put_runs(w, list ? b.at[i].list.at[k] : b.at[i].paragraph.text, false);
            first = false;
        }
    }
}

static void put_cell(struct md *w, const struct cell *c)
{
    switch (c->kind) {
    case CELL_BLOCKS:  put_cell_blocks(w, c->blocks); break;
    case CELL_WHOLE:   out_int(w->out, c->number); break;
    case CELL_NUMBER:  publish_number(w->out, c->number); break;
    case CELL_PERCENT: publish_percent(w->out, c->number); break;
    case CELL_DATE:    date_print(w->out, c->date); break;
    case CELL_MISSING: break;
    }
    if (c->note.len > 0) {
        out_str(w->out, STR(" ("));
        put_text(w, c->note, false);
        out_char(w->out, ')');
    }
}

static void put_row(struct md *w, const struct table_row *r, uint32_t columns)
{
    for (uint32_t c = 0; c < columns; c++) {
        bool group = r->use == ROW_GROUP;
        out_str(w->out, STR("| "));
        if (group && c == 0)
            out_str(w->out, STR("**"));
        if (!group || c == 0)
            put_cell(w, &r->cells[c]);
        out_str(w->out, group && c == 0 ? STR("** ") : STR(" "));
    }
    out_str(w->out, STR("|\n"));
}

static void put_table(struct md *w, const struct table_block *t)
{
    if (t->caption.len > 0) {
        put_runs(w, t->caption, true);
        out_str(w->out, STR("\n\n"));
    }
    for (uint32_t c = 0; c < t->columns_len; c++) {
        out_str(w->out, STR("| "));
        put_text(w, t->columns[c].title, false);
        out_char(w->out, ' ');
    }
    out_str(w->out, STR("|\n"));
    for (uint32_t c = 0; c < t->columns_len; c++)
        out_str(w->out, t->columns[c].align == ALIGN_NUMBER ? STR("| ---: ") : STR("| --- "));
    out_str(w->out, STR("|\n"));
    for (uint32_t r = 0; r < t->rows_len; r++)
        put_row(w, &t->rows[r], t->columns_len);
}

/* Markdown has no charts: the caption, and the same numbers as a table. */
static void put_figure(struct md *w, const struct figure_block *f)
{
    put_text(w, f->caption, true);
    out_str(w->out, STR("\n\n"));
    put_table(w, &f->table);
    if (f->note.len > 0) {
        out_char(w->out, '\n');
        put_runs(w, f->note, true);
        out_char(w->out, '\n');
    }
}

/* ---- the whole */

static void put_block(struct md *w, const struct block *b)
{
    switch (b->kind) {
    case BLOCK_HEADING:  put_heading(w, &b->heading); break;
    case BLOCK_LIST:     put_list(w, &b->list); break;
    case BLOCK_LINES:    put_lines(w, &b->lines); break;
    case BLOCK_FACTS:    put_facts(w, &b->facts); break;
    case BLOCK_CONTENTS: put_contents(w, &b->contents); break;
    case BLOCK_TABLE:    put_table(w, &b->table); break;
    case BLOCK_FIGURE:   put_figure(w, b->figure); break;
    case BLOCK_PARAGRAPH:
        put_numbered(w, b->paragraph.number, b->paragraph.text);
        out_char(w->out, '\n');
        break;
    }
}

struct err write_md(const struct publication *p, struct out *o)
{
    struct md w = {o};
    for (uint32_t d = 0; d < p->documents.len; d++)
        for (uint32_t b = 0; b < p->documents.at[d].blocks.len; b++) {
            if (d + b > 0)
                out_str(o, b > 0 ? STR("\n") : STR("\n---\n\n"));
            put_block(&w, &p->documents.at[d].blocks.at[b]);
        }
    return OK;
}
