/* json.c - documents as JSON, for programs: the blocks of document.h, one object each. SPEC.md, Reports as JSON, has the keys. */
#include "publish.h"
#include "../../runtime/report/json.h"

struct writer { struct json json; struct arena *arena; };

/* ---- words */

static struct str plain(struct writer *w, struct runs r)
{
    struct out o;
    out_memory(&o, w->arena);
    for (uint32_t i = 0; i < r.len; i++)
        out_str(&o, r.at[i].text);
    return out_text(&o);
}

static void put_day(struct writer *w, const char *key, int32_t day) { json_day(&w->json, key, day); }

static void put_date(struct writer *w, struct date d)
{
    put_day(w, "first", d.first);
    put_day(w, "last", d.last);
}

static void put_run(struct writer *w, const struct run *r)
{
    static const char *const kinds[] = {[RUN_PLAIN] = "plain", [RUN_STRONG] = "strong", [RUN_DATE] = "date", [RUN_REFERENCE] = "reference"};
    json_open(&w->json, NULL, '{');
    json_text(&w->json, "kind", str_of(kinds[r->kind]));
    json_text(&w->json, "text", r->text);
    if (r->kind == RUN_REFERENCE)
        json_text(&w->json, "target", r->target);
    if (r->kind == RUN_DATE)
        put_date(w, r->date);
    json_close(&w->json, '}');
}

/* The whole text, and the runs where they say more than that. */
static void put_runs(struct writer *w, const char *key, struct runs r)
{
    bool more = false;
    for (uint32_t i = 0; i < r.len; i++)
        more = more || r.at[i].kind != RUN_PLAIN;
    json_text(&w->json, key, plain(w, r));
    if (!more)
        return;
    json_open(&w->json, "runs", '[');
    for (uint32_t i = 0; i < r.len; i++)
        put_run(w, &r.at[i]);
    json_close(&w->json, ']');
}

/* Items of a list, lines: an object with its text each. */
static void put_texts(struct writer *w, const char *key, const struct runs *at, uint32_t len)
{
    json_open(&w->json, key, '[');
    for (uint32_t i = 0; i < len; i++) {
        json_open(&w->json, NULL, '{');
        put_runs(w, "text", at[i]);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

/* ---- tables */

/* The words of a cell: paragraphs and lists, as the document has them. */
static void put_cell_blocks(struct writer *w, struct blocks b)
{
    json_open(&w->json, "blocks", '[');
    for (uint32_t i = 0; i < b.len; i++) {
        bool list = b.at[i].kind == BLOCK_LIST;
        json_open(&w->json, NULL, '{');
        json_text(&w->json, "kind", list ? STR("list") : STR("paragraph"));
        if (list)
            put_texts(w, "items", b.at[i].list.at, b.at[i].list.len);
        else
            put_runs(w, "text", b.at[i].paragraph.text);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

static void put_cell(struct writer *w, const struct cell *c)
{
    static const char *const kinds[] = {
        [CELL_BLOCKS] = "words", [CELL_WHOLE] = "whole", [CELL_PERCENT] = "percent", [CELL_NUMBER] = "number", [CELL_DATE] = "date", [CELL_MISSING] = "missing",
    };
    json_open(&w->json, NULL, '{');
    json_text(&w->json, "kind", c->again ? STR("again") : str_of(kinds[c->kind]));
    if (c->kind == CELL_BLOCKS && !c->again)
        put_cell_blocks(w, c->blocks);
    if (c->kind == CELL_WHOLE)
        json_whole(&w->json, "value", c->number);
    if (c->kind == CELL_PERCENT || c->kind == CELL_NUMBER)
        json_number(&w->json, "value", c->number);
    if (c->kind == CELL_DATE) {
        struct out o;
        out_memory(&o, w->arena);
        date_print(&o, c->date);
        json_text(&w->json, "text", out_text(&o));
        put_date(w, c->date);
    }
    if (c->note.len > 0)
        json_text(&w->json, "note", c->note);
    json_close(&w->json, '}');
}

static void put_row(struct writer *w, const struct table_row *r, uint32_t columns)
{
    static const char *const uses[] = {[ROW_ITEM] = "item", [ROW_GROUP] = "group", [ROW_TOTAL] = "total"};
    json_open(&w->json, NULL, '{');
    json_text(&w->json, "use", str_of(uses[r->use]));
    if (r->anchor.len > 0)
        json_text(&w->json, "anchor", r->anchor);
    json_open(&w->json, "cells", '[');
    for (uint32_t c = 0; c < (r->use == ROW_GROUP ? 1 : columns); c++)
        put_cell(w, &r->cells[c]);
    json_close(&w->json, ']');
    json_close(&w->json, '}');
}

static void put_table(struct writer *w, const struct table_block *t)
{
    if (t->caption.len > 0)
        put_runs(w, "caption", t->caption);
    json_open(&w->json, "columns", '[');
    for (uint32_t c = 0; c < t->columns_len; c++)
        json_text(&w->json, NULL, t->columns[c].title);
    json_close(&w->json, ']');
    json_open(&w->json, "rows", '[');
    for (uint32_t r = 0; r < t->rows_len; r++)
        put_row(w, &t->rows[r], t->columns_len);
    json_close(&w->json, ']');
}

/* ---- other blocks */

static void put_figure(struct writer *w, const struct figure_block *f)
{
    json_text(&w->json, "caption", f->caption);
    json_text(&w->json, "message", f->message);
    if (f->note.len > 0)
        json_text(&w->json, "note", plain(w, f->note));
    json_open(&w->json, "parts", '[');
    for (uint32_t i = 0; i < f->parts_len; i++) {
        json_open(&w->json, NULL, '{');
        json_text(&w->json, "name", f->parts[i].name);
        json_whole(&w->json, "count", f->parts[i].count);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
    json_whole(&w->json, "total", f->total);
    json_open(&w->json, "table", '{');
    put_table(w, &f->table);
    json_close(&w->json, '}');
}

static void put_facts(struct writer *w, const struct facts_block *f)
{
    json_open(&w->json, "facts", '[');
    for (uint32_t i = 0; i < f->len; i++) {
        json_open(&w->json, NULL, '{');
        json_text(&w->json, "name", f->at[i].name);
        put_runs(w, "text", f->at[i].value);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

static void put_contents(struct writer *w, const struct contents_block *c)
{
    json_open(&w->json, "sections", '[');
    for (uint32_t i = 0; i < c->len; i++) {
        json_open(&w->json, NULL, '{');
        json_text(&w->json, "number", c->at[i].number);
        json_text(&w->json, "title", c->at[i].title);
        json_text(&w->json, "target", c->at[i].target);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

static void put_lines(struct writer *w, const struct lines_block *l)
{
    static const char *const uses[] = {[LINES_MASTHEAD] = "masthead", [LINES_TITLE] = "title", [LINES_ADDRESS] = "address", [LINES_SIGNATURE] = "signature",
                                       [LINES_COPIES] = "copies", [LINES_PEOPLE] = "people", [LINES_IMPRINT] = "imprint"};
    json_text(&w->json, "use", str_of(uses[l->use]));
    put_texts(w, "lines", l->at, l->len);
}

static void put_block(struct writer *w, const struct block *b)
{
    static const char *const kinds[] = {
        [BLOCK_HEADING] = "heading", [BLOCK_PARAGRAPH] = "paragraph", [BLOCK_LIST] = "list", [BLOCK_LINES] = "lines", [BLOCK_FACTS] = "facts",
        [BLOCK_CONTENTS] = "contents", [BLOCK_TABLE] = "table", [BLOCK_FIGURE] = "figure",
    };
    json_open(&w->json, NULL, '{');
    json_text(&w->json, "kind", str_of(kinds[b->kind]));
    if (b->anchor.len > 0)
        json_text(&w->json, "anchor", b->anchor);
    switch (b->kind) {
    case BLOCK_HEADING:
        json_whole(&w->json, "level", b->heading.level);
        put_runs(w, "text", b->heading.text);
        break;
    case BLOCK_PARAGRAPH:
        if (b->paragraph.number.len > 0)
            json_text(&w->json, "number", b->paragraph.number);
        put_runs(w, "text", b->paragraph.text);
        break;
    case BLOCK_LIST:     put_texts(w, "items", b->list.at, b->list.len); break;
    case BLOCK_LINES:    put_lines(w, &b->lines); break;
    case BLOCK_FACTS:    put_facts(w, &b->facts); break;
    case BLOCK_CONTENTS: put_contents(w, &b->contents); break;
    case BLOCK_TABLE:    put_table(w, &b->table); break;
    case BLOCK_FIGURE:   put_figure(w, b->figure); break;
    }
    json_close(&w->json, '}');
}

struct err write_json(const struct publication *p, struct out *o)
{
    struct writer w = {{.out = o, .first = true}, p->arena};
    json_open(&w.json, NULL, '{');
    json_whole(&w.json, "version", 1);
    json_day(&w.json, "today", p->today);
    json_open(&w.json, "documents", '[');
    for (uint32_t d = 0; d < p->documents.len; d++) {
        const struct document *is = &p->documents.at[d];
        json_open(&w.json, NULL, '{');
        json_text(&w.json, "title", is->title);
        json_text(&w.json, "layout", is->layout);
        json_text(&w.json, "style", is->style);
        json_text(&w.json, "establishment", is->establishment);
        json_text(&w.json, "source", is->source);
        json_open(&w.json, "blocks", '[');
        for (uint32_t b = 0; b < is->blocks.len; b++)
            put_block(&w, &is->blocks.at[b]);
        json_close(&w.json, ']');
        json_close(&w.json, '}');
    }
    json_close(&w.json, ']');
    json_close(&w.json, '}');
    out_char(o, '\n');
    return OK;
}
