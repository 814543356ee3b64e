/* html_blocks.c - words as HTML: headings, paragraphs, lists, lines, contents. */
#include "html.h"
#include "../../runtime/base/escape.h"

/* ---- attributes */

void html_attribute(struct html *h, const char *name, struct str value)
{
    if (value.len == 0)
        return;
    out_printf(h->out, " %s=\"", name);
    escape_xml(h->out, value);
    out_char(h->out, '"');
}

struct str html_id(struct html *h)
{
    return str_printf(h->arena, "here-%u", ++h->ids);
}

static void open_tag(struct html *h, const char *tag, struct str anchor, const char *class)
{
    out_printf(h->out, "<%s", tag);
    html_attribute(h, "id", anchor);
    html_attribute(h, "class", str_of(class));
    out_char(h->out, '>');
}

/* ---- runs */

/* A month is written "2026-07" and a year "2026". */
static struct str machine_date(struct html *h, struct date d)
{
    static const size_t bytes[] = {[DATE_DAY] = 10, [DATE_MONTH] = 7, [DATE_YEAR] = 4};
    struct out iso;

    if ((size_t)d.form >= ARRAY_LEN(bytes) || bytes[d.form] == 0)
        return (struct str){0};
    out_memory(&iso, h->arena);
    date_print_iso(&iso, d.first);
    return str_upto(out_text(&iso), bytes[d.form]);
}

void html_date(struct html *h, struct date d, struct str words)
{
    struct str machine = machine_date(h, d);

    if (machine.len > 0) {
        out_str(h->out, STR("<time"));
        html_attribute(h, "datetime", machine);
        out_char(h->out, '>');
    }
    escape_xml(h->out, words);
    if (machine.len > 0)
        out_str(h->out, STR("</time>"));
}

static void strong(struct html *h, const struct run *r)
{
    out_str(h->out, STR("<strong>"));
    escape_xml(h->out, r->text);
    out_str(h->out, STR("</strong>"));
}

static void reference(struct html *h, const struct run *r)
{
    out_str(h->out, STR("<a href=\"#"));
    escape_xml(h->out, r->target);
    out_str(h->out, STR("\">"));
    escape_xml(h->out, r->text);
    out_str(h->out, STR("</a>"));
}

void html_runs(struct html *h, struct runs runs)
{
    for (uint32_t i = 0; i < runs.len; i++) {
        const struct run *r = &runs.at[i];
        switch (r->kind) {
        case RUN_PLAIN:     escape_xml(h->out, r->text); break;
        case RUN_STRONG:    strong(h, r); break;
        case RUN_DATE:      html_date(h, r->date, r->text); break;
        case RUN_REFERENCE: reference(h, r); break;
        }
    }
}

/* ---- blocks */

/* Every heading has an id: it names the tables below it. */
static void heading(struct html *h, const struct heading_block *b, struct str anchor)
{
    unsigned level = b->level + h->lower;
    char tag[] = {'h', (char)('0' + level), 0};

    h->heading = anchor.len > 0 ? anchor : html_id(h);
    open_tag(h, tag, h->heading, NULL);
    html_runs(h, b->text);
    out_printf(h->out, "</%s>\n", tag);
}

static void paragraph(struct html *h, const struct paragraph_block *b, struct str anchor)
{
    open_tag(h, "p", anchor, b->number.len > 0 ? "numbered" : NULL);
    if (b->number.len > 0) {
        out_str(h->out, STR("<span class=\"number\">"));
        escape_xml(h->out, b->number);
        out_str(h->out, STR("</span> "));
    }
    html_runs(h, b->text);
    out_str(h->out, STR("</p>\n"));
}

static void list_items(struct html *h, const struct runs *at, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++) {
        out_str(h->out, STR("<li>"));
        html_runs(h, at[i]);
        out_str(h->out, STR("</li>\n"));
    }
    out_str(h->out, STR("</ul>\n"));
}

static void list(struct html *h, const struct list_block *b, struct str anchor)
{
    open_tag(h, "ul", anchor, NULL);
    out_char(h->out, '\n');
    list_items(h, b->at, b->len);
}

/* How lines of each use look; people and copies are lists, the others one paragraph. */
static const struct { const char *class; bool list; } lines_look[] = {
    [LINES_MASTHEAD]  = {"masthead", false},  [LINES_TITLE]  = {"title-lines", false}, [LINES_ADDRESS] = {"address", false},
    [LINES_SIGNATURE] = {"signature", false}, [LINES_COPIES] = {"plain-list", true},   [LINES_PEOPLE]  = {"plain-list", true},
    [LINES_IMPRINT]   = {"imprint", false},
};

void html_lines(struct html *h, const struct lines_block *b, struct str anchor)
{
    bool is_list = lines_look[b->use].list;

    open_tag(h, is_list ? "ul" : "p", anchor, lines_look[b->use].class);
    if (is_list) {
        out_char(h->out, '\n');
        list_items(h, b->at, b->len);
        return;
    }
    for (uint32_t i = 0; i < b->len; i++) {
        if (i > 0)
            out_str(h->out, STR("<br>\n"));
        html_runs(h, b->at[i]);
    }
    out_str(h->out, STR("</p>\n"));
}

static void facts(struct html *h, const struct facts_block *b, struct str anchor)
{
    open_tag(h, "dl", anchor, NULL);
    out_char(h->out, '\n');
    for (uint32_t i = 0; i < b->len; i++) {
        out_str(h->out, STR("<div><dt>"));
        escape_xml(h->out, b->at[i].name);
        out_str(h->out, STR("</dt><dd>"));
        html_runs(h, b->at[i].value);
        out_str(h->out, STR("</dd></div>\n"));
    }
    out_str(h->out, STR("</dl>\n"));
}

static void contents(struct html *h, const struct contents_block *b, struct str anchor)
{
    out_str(h->out, STR("<nav aria-label=\"Contents\""));
    html_attribute(h, "id", anchor);
    out_str(h->out, STR(">\n<ul class=\"contents\">\n"));
    for (uint32_t i = 0; i < b->len; i++) {
        out_str(h->out, STR("<li><a href=\"#"));
        escape_xml(h->out, b->at[i].target);
        out_str(h->out, STR("\">"));
        if (b->at[i].number.len > 0) {
            escape_xml(h->out, b->at[i].number);
            out_char(h->out, ' ');
        }
        escape_xml(h->out, b->at[i].title);
        out_str(h->out, STR("</a></li>\n"));
    }
    out_str(h->out, STR("</ul>\n</nav>\n"));
}

void html_blocks(struct html *h, struct blocks blocks)
{
    for (uint32_t i = 0; i < blocks.len; i++) {
        const struct block *b = &blocks.at[i];
        switch (b->kind) {
        case BLOCK_HEADING:   heading(h, &b->heading, b->anchor); break;
        case BLOCK_PARAGRAPH: paragraph(h, &b->paragraph, b->anchor); break;
        case BLOCK_LIST:      list(h, &b->list, b->anchor); break;
        case BLOCK_LINES:     html_lines(h, &b->lines, b->anchor); break;
        case BLOCK_FACTS:     facts(h, &b->facts, b->anchor); break;
        case BLOCK_CONTENTS:  contents(h, &b->contents, b->anchor); break;
        case BLOCK_TABLE:     html_table(h, &b->table, b->anchor); break;
        case BLOCK_FIGURE:    html_figure(h, b->figure, b->anchor); break;
        }
    }
}
