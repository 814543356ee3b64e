/* html_table.c - tables as HTML: a caption, headings with their scope, groups of rows in bodies of their own.
 *
 * On narrow screens the rows of a table are stacked, each value behind the title of its column, unless it is small. One with so many columns that it
 * may be wider than any screen stays a table, and is moved sideways in a box that the keyboard reaches.
 */
#include "html.h"
#include "publish.h"
#include "../../runtime/base/escape.h"
#include "../../runtime/value/number.h"

#define WIDE_PROSE       6u              /* table_column.wide of prose */
#define COLUMNS_STAY     3u              /* so many columns without prose fit the narrowest screen */
#define COLUMNS_FIT      9u              /* so many columns fit the page on a usual screen, and on A4 */
#define ROWS_JOINED_MOST 65534u          /* HTML's own limit of rowspan */

struct writing {
    struct html *h;
    const struct table_block *t;
    uint32_t    *joined;                 /* of each column: how many rows are still covered by the cell above */
    bool         stacked;
};

static bool has_prose(const struct table_block *t)
{
    for (uint32_t c = 0; c < t->columns_len; c++)
        if (t->columns[c].wide >= WIDE_PROSE)
            return true;
    return false;
}

/* ---- cells */

static void whole(struct out *o, int64_t n)
{
    if (n < 0)
        out_char(o, '-');
    count_print(o, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}

static void date_cell(struct html *h, struct date d)
{
    struct out words;
    out_memory(&words, h->arena);
    date_print(&words, d);
    html_date(h, d, out_text(&words));
}

/* One paragraph needs no element of its own. */
static void words_cell(struct html *h, struct blocks b)
{
    if (b.len == 1 && b.at[0].kind == BLOCK_PARAGRAPH && b.at[0].paragraph.number.len == 0 && b.at[0].anchor.len == 0)
        html_runs(h, b.at[0].paragraph.text);
    else
        html_blocks(h, b);
}

static void cell_content(struct html *h, const struct cell *c)
{
    switch (c->kind) {
    case CELL_BLOCKS:  words_cell(h, c->blocks); break;
    case CELL_WHOLE:   whole(h->out, c->number); break;
    case CELL_NUMBER:  publish_number(h->out, c->number); break;
    case CELL_PERCENT: publish_percent(h->out, c->number); break;
    case CELL_DATE:    date_cell(h, c->date); break;
    case CELL_MISSING: out_str(h->out, STR("<span aria-hidden=\"true\">-</span><span class=\"unseen\">not known</span>")); break;
    }
    if (c->note.len > 0) {
        out_str(h->out, STR(" <small>("));
        escape_xml(h->out, c->note);
        out_str(h->out, STR(")</small>"));
    }
}

/* The rows from `row` on that the cell covers: those below it that say the same again. */
static uint32_t rows_covered(const struct table_block *t, uint32_t row, uint32_t column)
{
    uint32_t end = row + 1;
    while (end < t->rows_len && end - row < ROWS_JOINED_MOST && t->rows[end].use == ROW_ITEM && t->rows[end].cells[column].again)
        end++;
    return end - row;
}

static void cell(struct writing *w, uint32_t row, uint32_t column)
{
    const struct table_column *of = &w->t->columns[column];
    const struct cell *c = &w->t->rows[row].cells[column];
    bool names_row = w->t->row_heads && column == 0;
    struct out *o = w->h->out;
    uint32_t covered;

    if (w->joined[column] > 0) {
        w->joined[column]--;
        return;
    }
    covered = w->t->rows[row].use == ROW_ITEM ? rows_covered(w->t, row, column) : 1;
    w->joined[column] = covered - 1;
    out_str(o, names_row ? STR("<th scope=\"row\"") : STR("<td"));
    if (of->align == ALIGN_NUMBER)
        out_str(o, STR(" class=\"figures\""));
    if (covered > 1)
        out_printf(o, " rowspan=\"%u\"", covered);
    if (w->stacked && !names_row)
        html_attribute(w->h, "data-title", of->title);
    out_char(o, '>');
    cell_content(w->h, c);
    out_str(o, names_row ? STR("</th>") : STR("</td>"));
}

/* ---- rows */

static void item_row(struct writing *w, uint32_t row)
{
    const struct table_row *r = &w->t->rows[row];

    out_str(w->h->out, STR("<tr"));
    html_attribute(w->h, "id", r->anchor);
    html_attribute(w->h, "class", r->use == ROW_TOTAL ? STR("total") : (struct str){0});
    out_char(w->h->out, '>');
    for (uint32_t c = 0; c < w->t->columns_len; c++)
        cell(w, row, c);
    out_str(w->h->out, STR("</tr>\n"));
}

static void group_row(struct writing *w, const struct table_row *r)
{
    out_str(w->h->out, STR("<tr class=\"group\""));
    html_attribute(w->h, "id", r->anchor);
    out_printf(w->h->out, "><th scope=\"rowgroup\" colspan=\"%u\">", w->t->columns_len);
    cell_content(w->h, &r->cells[0]);
    out_str(w->h->out, STR("</th></tr>\n"));
}

/* A group's rows have a body of their own, which its heading is for. */
static void rows(struct writing *w)
{
    struct out *o = w->h->out;

    out_str(o, STR("<tbody>\n"));
    for (uint32_t r = 0; r < w->t->rows_len; r++) {
        if (w->t->rows[r].use != ROW_GROUP) {
            item_row(w, r);
            continue;
        }
        if (r > 0)
            out_str(o, STR("</tbody>\n<tbody>\n"));
        group_row(w, &w->t->rows[r]);
    }
    out_str(o, STR("</tbody>\n"));
}

static void head_row(struct html *h, const struct table_block *t)
{
    out_str(h->out, STR("<thead>\n<tr>"));
    for (uint32_t c = 0; c < t->columns_len; c++) {
        const struct table_column *of = &t->columns[c];
        out_printf(h->out, "<th scope=\"col\" class=\"%s%s\">", of->wide >= WIDE_PROSE ? "prose" : of->wide > 1 ? "name" : "narrow",
                   of->align == ALIGN_NUMBER ? " figures" : "");
        escape_xml(h->out, of->title);
        out_str(h->out, STR("</th>"));
    }
    out_str(h->out, STR("</tr>\n</thead>\n"));
}

/* The box is named by the table's caption, or by the heading above it. */
static void open_box(struct html *h, struct str name)
{
    out_str(h->out, STR("<section class=\"wide\" tabindex=\"0\""));
    html_attribute(h, "aria-labelledby", name);
    out_str(h->out, STR(">\n"));
}

void html_table(struct html *h, const struct table_block *t, struct str anchor)
{
    bool captioned = t->caption.len > 0, boxed = t->columns_len > COLUMNS_FIT;
    struct writing w = {h, t, arena_zero(h->arena, t->columns_len * sizeof *w.joined), !boxed && (t->columns_len > COLUMNS_STAY || (t->columns_len == COLUMNS_STAY && has_prose(t)))};
    struct str name = captioned ? html_id(h) : h->heading;

    if (boxed)
        open_box(h, name);
    out_str(h->out, STR("<table"));
    html_attribute(h, "id", anchor);
    html_attribute(h, "class", w.stacked ? STR("stacked") : (struct str){0});
    if (!captioned)
        html_attribute(h, "aria-labelledby", name);
    out_str(h->out, STR(">\n"));
    if (captioned) {
        out_str(h->out, STR("<caption"));
        html_attribute(h, "id", name);
        out_char(h->out, '>');
        html_runs(h, t->caption);
        out_str(h->out, STR("</caption>\n"));
    }
    head_row(h, t);
    rows(&w);
    out_str(h->out, STR("</table>\n"));
    if (boxed)
        out_str(h->out, STR("</section>\n"));
}
