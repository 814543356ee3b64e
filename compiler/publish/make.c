/* make.c - blocks, one after another. See make.h. */
#include "make.h"

static struct block *add(struct maker *m, enum block_kind kind, struct str anchor)
{
    struct block *b = vec_push(m->arena, &m->blocks);
    *b = (struct block){.kind = kind, .anchor = anchor_take(m, anchor)};
    m->document->blocks = (struct blocks){m->blocks.at, m->blocks.len};
    return b;
}

/* ---- anchors */

/* Letters and digits; runs of anything else are one hyphen, and none stands at the end. */
static void add_plain(struct out *o, struct str s)
{
    bool gap = false;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_letter(s.at[i]) && !is_digit(s.at[i])) {
            gap = true;
            continue;
        }
        if (gap && o->len > 0)
            out_char(o, '-');
        gap = false;
        out_char(o, lower(s.at[i]));
    }
}

struct str anchor_of(const struct maker *m, const char *what, struct str number)
{
    struct out o;
    out_memory(&o, m->arena);
    out_str(&o, m->prefix);
    out_str(&o, str_of(what));
    if (number.len > 0 && what[0] != '\0')
        out_char(&o, '-');
    add_plain(&o, number);
    return out_text(&o);
}

/* The name among those that were taken; NULL: nothing has it. */
static struct anchor_name *taken(const struct maker *m, struct str name)
{
    for (struct map_walk w = map_find(&m->anchors, str_hash(name, 0)); map_next(&w);)
        if (str_eq(m->anchor_names.at[w.value].name, name))
            return &m->anchor_names.at[w.value];
    return NULL;
}

bool anchor_taken(const struct maker *m, struct str anchor) { return taken(m, anchor) != NULL; }

static struct str take(struct maker *m, struct str name)
{
    map_add(&m->anchors, str_hash(name, 0), m->anchor_names.len);
    *vec_push(m->arena, &m->anchor_names) = (struct anchor_name){name, 1};
    return name;
}

/* A name counts what was made of it, so that a million items without numbers have theirs at once. What an author's number has already spoken for is
 * passed over. */
struct str anchor_take(struct maker *m, struct str anchor)
{
    struct anchor_name *base = anchor.len == 0 ? NULL : taken(m, anchor);
    struct str          name = anchor;
    if (base == NULL)
        return anchor.len == 0 ? anchor : take(m, anchor);
    do
        name = str_printf(m->arena, STR_FMT "-%u", STR_ARG(anchor), ++base->times);
    while (taken(m, name) != NULL);
    return take(m, name);
}

/* ---- blocks of words */

void make_heading(struct maker *m, unsigned level, struct str text, struct str anchor)
{
    add(m, BLOCK_HEADING, anchor)->heading = (struct heading_block){level, runs_of(m->arena, text)};
}

void make_paragraph(struct maker *m, struct str number, struct runs text, struct str anchor)
{
    add(m, BLOCK_PARAGRAPH, anchor)->paragraph = (struct paragraph_block){number, text};
}

void make_text(struct maker *m, struct str text)
{
    if (text.len > 0)
        make_paragraph(m, STR(""), runs_of(m->arena, text), STR(""));
}

void make_said(struct maker *m, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    make_text(m, str_formatted(m->arena, format, list));
    va_end(list);
}

void make_prose(struct maker *m, struct str number, struct str prose, struct str anchor)
{
    struct blocks made = prose_blocks(m->arena, prose);
    bool          headed = made.len > 0 && made.at[0].kind == BLOCK_PARAGRAPH;
    if (!headed && number.len > 0)                        /* a list first: the number stands alone */
        make_paragraph(m, number, runs_of(m->arena, STR("")), anchor);
    for (uint32_t i = 0; i < made.len; i++) {
        bool          first = headed && i == 0;
        struct block *b = add(m, made.at[i].kind, first ? anchor : STR(""));
        struct str    taken = b->anchor;
        *b = made.at[i];
        b->anchor = taken;
        if (first)
            b->paragraph.number = number;
    }
}

void make_lines(struct maker *m, enum lines_use use, const struct str *lines, uint32_t len)
{
    struct runs *made = arena_many(m->arena, len, struct runs);
    uint32_t     kept = 0;
    for (uint32_t i = 0; i < len; i++)
        if (lines[i].len > 0)
            made[kept++] = runs_of(m->arena, lines[i]);
    if (kept > 0)
        add(m, BLOCK_LINES, STR(""))->lines = (struct lines_block){use, made, kept};
}

void make_list(struct maker *m, const struct runs *items, uint32_t len)
{
    if (len > 0)
        add(m, BLOCK_LIST, STR(""))->list = (struct list_block){items, len};
}

void make_facts(struct maker *m, const struct fact *facts, uint32_t len)
{
    if (len > 0)
        add(m, BLOCK_FACTS, STR(""))->facts = (struct facts_block){facts, len};
}

void make_contents(struct maker *m, const struct contents_entry *entries, uint32_t len)
{
    if (len > 0)
        add(m, BLOCK_CONTENTS, STR(""))->contents = (struct contents_block){entries, len};
}

void make_figure(struct maker *m, const struct figure_block *figure, struct str anchor)
{
    add(m, BLOCK_FIGURE, anchor)->figure = figure;
}

void make_take_back(struct maker *m, uint32_t before)
{
    m->blocks.len = before;
    m->document->blocks.len = before;
}

/* ---- tables */

void table_begin(struct table_draft *t, struct maker *m, struct runs caption, const struct table_column *columns, uint32_t len)
{
    *t = (struct table_draft){.maker = m, .block = {.caption = caption, .columns = columns, .columns_len = len}};
}

void table_add(struct table_draft *t, enum row_use use, const struct cell *cells, struct str anchor)
{
    uint32_t     len = use == ROW_GROUP ? 1 : t->block.columns_len;
    struct cell *kept = arena_many(t->maker->arena, len, struct cell);
    memcpy(kept, cells, len * sizeof *kept);
    *vec_push(t->maker->arena, &t->rows) = (struct table_row){use, anchor_take(t->maker, anchor), kept};
}

void make_table(struct table_draft *t, struct str anchor)
{
    t->block.rows = t->rows.at, t->block.rows_len = t->rows.len;
    if (t->rows.len > 0)
        add(t->maker, BLOCK_TABLE, anchor)->table = t->block;
}

struct cell cell_text(struct arena *a, struct str text)
{
    struct block *b = arena_new(a, struct block);
    *b = (struct block){.kind = BLOCK_PARAGRAPH, .paragraph = {.text = runs_of(a, text)}};
    return (struct cell){.kind = CELL_BLOCKS, .blocks = {b, text.len > 0 ? 1 : 0}};
}

struct cell cell_prose(struct arena *a, struct str prose) { return (struct cell){.kind = CELL_BLOCKS, .blocks = prose_blocks(a, prose)}; }
