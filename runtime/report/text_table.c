/* text_table.c - columns made as wide as what stands in them, measured as the terminal will show it. */
#include "text_table.h"
#include "grid.h"
#include "text.h"
#include "../base/escape.h"

#define GAP         2u    /* blanks between columns */
#define WORDS_MOST  24u   /* columns of a name that stay, however narrow the terminal */
#define MORE_LEAST  8u    /* columns below which nothing is said after a name */

void text_table_open(struct text_table *t, struct arena *a, const struct str *titles, uint32_t columns)
{
    if (columns > TABLE_COLUMNS_MOST)
        BUG("a table with too many columns");
    *t = (struct text_table){.arena = a, .columns = columns};
    for (uint32_t c = 0; c < columns; c++)
        t->titles[c].words = titles[c];
}

void text_table_left(struct text_table *t, uint32_t column) { t->left |= UINT64_C(1) << column; }

void text_table_words(struct text_table *t, struct str words, struct str more)
{
    struct text_cell cell = {text_one_line(t->arena, words), text_one_line(t->arena, more)};

    if (cell.words.len == 0)
        cell = (struct text_cell){cell.more, {0}};
    *vec_push(t->arena, &t->cells) = cell;
}

void text_table_number(struct text_table *t, uint32_t n)
{
    *vec_push(t->arena, &t->cells) = (struct text_cell){str_printf(t->arena, "%u", n), {0}};
}

void text_table_value(struct text_table *t, struct str words)
{
    *vec_push(t->arena, &t->cells) = (struct text_cell){text_one_line(t->arena, words), {0}};
}

void shown_text(struct out *o, struct str s, struct progress_look look)
{
    if (look.markdown)
        markdown_text(o, s);
    else
        escape_terminal(o, s);
}

void bold_on(struct out *o, struct progress_look look)
{
    if (look.markdown)
        out_str(o, STR("## "));
    else if (look.color && !look.plain)
        out_str(o, STR("\033[1m"));
}

void bold_off(struct out *o, struct progress_look look)
{
    if (look.markdown)
        out_char(o, '\n');
    else if (look.color && !look.plain)
        out_str(o, STR("\033[0m"));
}

/* ---- cells */

#define BETWEEN STR(": ")

static size_t cell_columns(const struct text_cell *c)
{
    return escape_terminal_columns(c->words) + (c->more.len > 0 ? BETWEEN.len + escape_terminal_columns(c->more) : 0);
}

static size_t cell_print(struct out *o, const struct text_cell *c)
{
    escape_terminal(o, c->words);
    if (c->more.len > 0) {
        out_str(o, BETWEEN);
        escape_terminal(o, c->more);
    }
    return cell_columns(c);
}

/* The cell made to fit: what is said after the name gives way first. */
static struct text_cell cell_fitted(struct arena *a, const struct text_cell *c, size_t columns)
{
    size_t name = escape_terminal_columns(c->words);

    if (cell_columns(c) <= columns)
        return *c;
    if (name + BETWEEN.len + MORE_LEAST <= columns)
        return (struct text_cell){c->words, text_shortened(a, c->more, columns - name - BETWEEN.len)};
    return (struct text_cell){text_shortened(a, c->words, columns), {0}};
}

/* ---- widths */

struct widths { size_t column[TABLE_COLUMNS_MOST], name; };   /* name: of the widest name in the first column */

static void widen(size_t *width, size_t columns)
{
    if (columns > *width)
        *width = columns;
}

/* Each column as wide as its widest cell; the first gives way where that is too much. */
static struct widths widths_of(const struct text_table *t, size_t columns)
{
    struct widths w = {{0}, 0};
    size_t others = 0, least;

    for (uint32_t c = 0; c < t->columns; c++)
        w.column[c] = cell_columns(&t->titles[c]);
    for (uint32_t i = 0; i < t->cells.len; i++) {
        widen(&w.column[i % t->columns], cell_columns(&t->cells.at[i]));
        if (i % t->columns == 0)
            widen(&w.name, escape_terminal_columns(t->cells.at[i].words));
    }
    for (uint32_t c = 1; c < t->columns; c++)
        others += w.column[c] + GAP;
    least = w.name < WORDS_MOST ? w.name : WORDS_MOST;
    if (w.column[0] + others > columns)
        w.column[0] = columns > others + least ? columns - others : least;
    return w;
}

/* ---- rows */

static void print_row(struct out *o, const struct text_table *t, const struct text_cell *cells, const struct widths *w)
{
    struct text_cell first = cell_fitted(t->arena, &cells[0], w->column[0]);
    size_t used = cell_print(o, &first);

    size_t behind = w->column[0] > used ? w->column[0] - used : 0;     /* blanks due before the next cell: none end a row */
    for (uint32_t c = 1; c < t->columns; c++) {
        size_t room = w->column[c] - cell_columns(&cells[c]);
        bool   left = (t->left >> c & 1) != 0;
        if (cell_columns(&cells[c]) > 0) {
            out_repeat(o, ' ', behind + GAP + (left ? 0 : room));
            behind = left ? room : 0;
            cell_print(o, &cells[c]);
        } else {
            behind += GAP + room;
        }
    }
}

static void print_plain(struct out *o, const struct text_table *t, const struct text_cell *cells)
{
    for (uint32_t c = 0; c < t->columns; c++) {
        if (c > 0)
            out_char(o, '\t');
        cell_print(o, &cells[c]);
    }
}

static void print_markdown_row(struct out *o, const struct text_table *t, const struct text_cell *cells)
{
    for (uint32_t c = 0; c < t->columns; c++) {
        out_str(o, STR("| "));
        markdown_text(o, cells[c].words);
        if (cells[c].more.len > 0) {
            out_str(o, BETWEEN);
            markdown_text(o, cells[c].more);
        }
        out_char(o, ' ');
    }
    out_str(o, STR("|\n"));
}

static void print_markdown(struct out *o, const struct text_table *t)
{
    print_markdown_row(o, t, t->titles);
    for (uint32_t c = 0; c < t->columns; c++)
        out_str(o, c == 0 || (t->left >> c & 1) != 0 ? STR("| --- ") : STR("| ---: "));
    out_str(o, STR("|\n"));
    for (uint32_t i = 0; i < t->cells.len; i += t->columns)
        print_markdown_row(o, t, t->cells.at + i);
}

void text_table_print(struct out *o, const struct text_table *t, struct progress_look look)
{
    if (look.markdown) {
        print_markdown(o, t);
        return;
    }
    struct widths w = widths_of(t, look.columns == 0 ? COLUMNS_USUAL : look.columns);

    for (uint32_t i = 0; i <= t->cells.len / t->columns; i++) {
        const struct text_cell *cells = i == 0 ? t->titles : t->cells.at + (size_t)(i - 1) * t->columns;
        if (i == 0)
            bold_on(o, look);
        if (look.plain)
            print_plain(o, t, cells);
        else
            print_row(o, t, cells, &w);
        if (i == 0)
            bold_off(o, look);
        out_char(o, '\n');
    }
}
