/* docx.c - documents for readers as DOCX: their blocks are streamed to irp-office, which writes them for Word.
 *
 * Decided here: which blocks stand on landscape pages (wide tables, with the headings above them), and what values are in words.
 */
#include "office.h"
#include "publish.h"

#define UPRIGHT_COLUMNS_MOST 8u           /* of a table on an upright page ... */
#define UPRIGHT_WIDE_MOST    16u          /* ... and what they may ask for together: struct table_column */

static void put_runs(struct office_stream *s, struct runs runs)
{
    office_u32(s, runs.len);
    for (uint32_t i = 0; i < runs.len; i++) {
        office_u8(s, (unsigned)runs.at[i].kind);
        office_text(s, runs.at[i].text);
        office_text(s, runs.at[i].target);
    }
}

static void put_list(struct office_stream *s, const struct list_block *l)
{
    office_u8(s, OFFICE_LIST);
    office_u32(s, l->len);
    for (uint32_t i = 0; i < l->len; i++)
        put_runs(s, l->at[i]);
}

static void put_paragraph(struct office_stream *s, struct str anchor, struct str number, struct runs text)
{
    office_u8(s, OFFICE_PARAGRAPH);
    office_text(s, anchor);
    office_text(s, number);
    put_runs(s, text);
}

/* ---- tables */

/* A value in words, or nothing for words that are blocks already. */
static struct str value_words(const struct cell *c, struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    switch (c->kind) {
    case CELL_BLOCKS:  break;
    case CELL_WHOLE:   out_int(&o, c->number); break;
    case CELL_NUMBER:  publish_number(&o, c->number); break;
    case CELL_PERCENT: publish_percent(&o, c->number); break;
    case CELL_DATE:    date_print(&o, c->date); break;
    case CELL_MISSING: out_str(&o, STR("Not known")); break;
    }
    return out_text(&o);
}

/* `below`: the same cell of the next row, or NULL. */
static void put_cell(struct office_stream *s, const struct cell *c, const struct cell *below, struct arena *a)
{
    struct str   words = value_words(c, a);
    struct run   value[2] = {{.kind = RUN_PLAIN, .text = words}};
    struct block of_value = {.kind = BLOCK_PARAGRAPH, .paragraph = {.text = {value, words.len > 0}}};
    struct blocks all = c->kind == CELL_BLOCKS ? c->blocks : (struct blocks){&of_value, 1};
    office_u8(s, (c->again ? OFFICE_AGAIN : 0u) | (below && below->again ? OFFICE_GOES_ON : 0u));
    office_u32(s, all.len + (c->note.len > 0));
    for (uint32_t i = 0; i < all.len; i++)
        if (all.at[i].kind == BLOCK_LIST)
            put_list(s, &all.at[i].list);
        else
            put_paragraph(s, STR(""), STR(""), all.at[i].paragraph.text);
    if (c->note.len > 0) {
        struct run note = {.kind = RUN_PLAIN, .text = str_printf(a, "(" STR_FMT ")", STR_ARG(c->note))};
        put_paragraph(s, STR(""), STR(""), (struct runs){&note, 1});
    }
}

static void put_table(struct office_stream *s, struct str anchor, const struct table_block *t, struct arena *a)
{
    office_u8(s, OFFICE_TABLE);
    office_text(s, anchor);
    put_runs(s, t->caption);
    office_u8(s, t->row_heads);
    office_u32(s, t->columns_len);
    for (uint32_t c = 0; c < t->columns_len; c++) {
        office_text(s, t->columns[c].title);
        office_u8(s, t->columns[c].align == ALIGN_NUMBER);
        office_u32(s, t->columns[c].wide);
    }
    office_u32(s, t->rows_len);
    for (uint32_t r = 0; r < t->rows_len; r++) {
        const struct table_row *row = &t->rows[r];
        bool goes_on = row->use != ROW_GROUP && r + 1 < t->rows_len && row[1].use != ROW_GROUP;
        office_u8(s, (unsigned)row->use);
        office_text(s, row->anchor);
        for (uint32_t c = 0; c < (row->use == ROW_GROUP ? 1 : t->columns_len); c++)
            put_cell(s, &row->cells[c], goes_on ? &row[1].cells[c] : NULL, a);
    }
}

/* A figure says its numbers itself; its table follows where it says more than those. */
static uint32_t figure_blocks(const struct figure_block *f) { return f->table.columns_len > 2 ? 2 : 1; }

static void put_figure(struct office_stream *s, struct str anchor, const struct figure_block *f, struct arena *a)
{
    office_u8(s, OFFICE_FIGURE);
    office_text(s, anchor);
    office_text(s, f->caption);
    office_text(s, f->message);
    put_runs(s, f->note);
    office_text(s, f->table.columns_len > 0 ? f->table.columns[0].title : STR("What"));
    office_text(s, f->table.columns_len > 1 ? f->table.columns[1].title : STR("Number"));
    office_u32(s, f->parts_len);
    for (uint32_t i = 0; i < f->parts_len; i++) {
        office_text(s, f->parts[i].name);
        office_u32(s, f->parts[i].count);
    }
    if (figure_blocks(f) > 1)
        put_table(s, STR(""), &f->table, a);
}

/* ---- blocks */

static void put_lines(struct office_stream *s, const struct lines_block *l)
{
    office_u8(s, OFFICE_LINES);
    office_u8(s, (unsigned)l->use);
    office_u32(s, l->len);
    for (uint32_t i = 0; i < l->len; i++)
        put_runs(s, l->at[i]);
}

static void put_facts(struct office_stream *s, const struct facts_block *f)
{
    office_u8(s, OFFICE_FACTS);
    office_u32(s, f->len);
    for (uint32_t i = 0; i < f->len; i++) {
        office_text(s, f->at[i].name);
        put_runs(s, f->at[i].value);
    }
}

static void put_contents(struct office_stream *s, const struct contents_block *c)
{
    office_u8(s, OFFICE_CONTENTS);
    office_u32(s, c->len);
    for (uint32_t i = 0; i < c->len; i++) {
        office_text(s, c->at[i].number);
        office_text(s, c->at[i].title);
        office_text(s, c->at[i].target);
    }
}

static void put_block(struct office_stream *s, const struct block *b, struct arena *a)
{
    switch (b->kind) {
    case BLOCK_HEADING:
        office_u8(s, OFFICE_HEADING);
        office_text(s, b->anchor);
        office_u8(s, b->heading.level);
        put_runs(s, b->heading.text);
        break;
    case BLOCK_PARAGRAPH: put_paragraph(s, b->anchor, b->paragraph.number, b->paragraph.text); break;
    case BLOCK_LIST:      put_list(s, &b->list); break;
    case BLOCK_LINES:     put_lines(s, &b->lines); break;
    case BLOCK_FACTS:     put_facts(s, &b->facts); break;
    case BLOCK_CONTENTS:  put_contents(s, &b->contents); break;
    case BLOCK_TABLE:     put_table(s, b->anchor, &b->table, a); break;
    case BLOCK_FIGURE:    put_figure(s, b->anchor, b->figure, a); break;
    }
}

static bool is_wide(const struct table_block *t)
{
    unsigned wide = 0;
    for (uint32_t c = 0; c < t->columns_len; c++)
        wide += t->columns[c].wide;
    return t->columns_len > UPRIGHT_COLUMNS_MOST || wide > UPRIGHT_WIDE_MOST;
}

/* Of each block whether it stands on landscape pages: wide tables do, and the headings straight above them. */
static bool *turned(struct blocks all, struct arena *a)
{
    bool *landscape = arena_zero(a, all.len * sizeof *landscape);
    for (uint32_t i = all.len; i-- > 0;) {
        const struct block *b = &all.at[i];
        landscape[i] = b->kind == BLOCK_TABLE ? is_wide(&b->table)
                                              : b->kind == BLOCK_HEADING && b->heading.level > 1 && i + 1 < all.len && landscape[i + 1];
    }
    return landscape;
}

static uint32_t blocks_told(struct blocks all, const bool *landscape)
{
    uint32_t n = all.len;
    for (uint32_t i = 0; i < all.len; i++) {
        n += landscape[i] != (i > 0 && landscape[i - 1]) ? 1u : 0u;
        n += all.at[i].kind == BLOCK_FIGURE ? figure_blocks(all.at[i].figure) - 1 : 0;
    }
    return n;
}

static void put_document(struct office_stream *s, const struct document *d, struct arena *a)
{
    const bool *landscape = turned(d->blocks, a);
    office_record(s, OFFICE_DOCUMENT);
    office_text(s, d->title);
    office_u8(s, str_eq(d->layout, STR("letter")));
    office_u32(s, blocks_told(d->blocks, landscape));
    for (uint32_t i = 0; i < d->blocks.len; i++) {
        if (landscape[i] != (i > 0 && landscape[i - 1])) {
            office_u8(s, OFFICE_TURN);
            office_u8(s, landscape[i]);
        }
        put_block(s, &d->blocks.at[i], a);
    }
}

struct err write_docx(const struct publication *p, struct out *o)
{
    struct office_stream s;
    struct str title = p->documents.len == 1 ? p->documents.at[0].title : str_printf(p->arena, "%u documents", p->documents.len);
    office_open(&s, title, p->today, p->arena);
    for (uint32_t i = 0; i < p->documents.len; i++)
        put_document(&s, &p->documents.at[i], p->arena);
    return office_ask(&s, "docx", p->arena, o);
}
