/* html.c - the HTML format: a page of one document, or of several one after another. */
#include "html.h"
#include "publish.h"
#include "../../runtime/base/escape.h"
#include "../../runtime/base/utf8.h"
#include "../../runtime/image/digest.h"
#include "../../runtime/report/text.h"

#define TITLE_MOST 70u                   /* letters of a window's title: search engines and tabs cut longer ones */
#define MAIN "content"                   /* where the link past the masthead leads */

/* ---- head */

/* Letters may take no column, and then count all the same. */
static struct str short_title(struct str title, struct arena *a)
{
    struct str cut = text_shortened(a, title, TITLE_MOST);
    return utf8_units16(cut) <= TITLE_MOST ? cut : text_upto(cut, TITLE_MOST);
}

static void head(struct html *h, struct str title)
{
    struct str style = {html_style, html_style_bytes};

    out_str(h->out, STR("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"));
    out_str(h->out, digest_base64(style, h->arena));
    out_str(h->out, STR("'; base-uri 'none'; form-action 'none'\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light\">\n"
                        "<meta name=\"generator\" content=\"irp\">\n<title>"));
    escape_xml(h->out, short_title(title, h->arena));
    out_str(h->out, STR("</title>\n<style>"));
    out_str(h->out, style);
    out_str(h->out, STR("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#" MAIN "\">Skip to main content</a>\n"));
}

/* ---- landmarks: a masthead before everything else is the page's header, and an imprint behind everything else its footer */

static bool is_lines(const struct block *b, enum lines_use use)
{
    return b->kind == BLOCK_LINES && b->lines.use == use;
}

static uint32_t leading(struct blocks b)
{
    uint32_t n = 0;
    while (n < b.len && is_lines(&b.at[n], LINES_MASTHEAD))
        n++;
    return n;
}

static uint32_t trailing(struct blocks b, uint32_t from)
{
    uint32_t n = b.len;
    while (n > from && is_lines(&b.at[n - 1], LINES_IMPRINT))
        n--;
    return n;
}

static void landmark(struct html *h, const char *tag, struct blocks b, uint32_t from, uint32_t to)
{
    if (from == to)
        return;
    out_printf(h->out, "<%s>\n", tag);
    html_blocks(h, (struct blocks){b.at + from, to - from});
    out_printf(h->out, "</%s>\n", tag);
}

static void one_document(struct html *h, const struct document *d)
{
    uint32_t first = leading(d->blocks), end = trailing(d->blocks, first);

    landmark(h, "header", d->blocks, 0, first);
    out_printf(h->out, "<main id=\"" MAIN "\" class=\"" STR_FMT "\">\n", STR_ARG(d->layout));
    html_blocks(h, (struct blocks){d->blocks.at + first, end - first});
    out_str(h->out, STR("</main>\n"));
    landmark(h, "footer", d->blocks, end, d->blocks.len);
}

/* ---- several documents: a list of them, and an article for each */

static struct str page_title(const struct documents *d, struct arena *a)
{
    return d->len == 1 ? d->at[0].title : str_printf(a, "%u documents", d->len);
}

static void list_documents(struct html *h, const struct documents *d, const struct str *ids)
{
    out_str(h->out, STR("<nav aria-label=\"Documents\">\n<ul>\n"));
    for (uint32_t i = 0; i < d->len; i++) {
        out_printf(h->out, "<li><a href=\"#" STR_FMT "\">", STR_ARG(ids[i]));
        escape_xml(h->out, d->at[i].title);
        out_str(h->out, STR("</a></li>\n"));
    }
    out_str(h->out, STR("</ul>\n</nav>\n"));
}

static void several_documents(struct html *h, const struct documents *d)
{
    struct str *ids = arena_many(h->arena, d->len, struct str);

    out_printf(h->out, "<main id=\"" MAIN "\">\n<h1>" STR_FMT "</h1>\n", STR_ARG(page_title(d, h->arena)));
    for (uint32_t i = 0; i < d->len; i++)
        ids[i] = html_id(h);
    list_documents(h, d, ids);
    h->lower = 1;
    for (uint32_t i = 0; i < d->len; i++) {
        out_printf(h->out, "<article id=\"" STR_FMT "\" class=\"" STR_FMT "\">\n", STR_ARG(ids[i]), STR_ARG(d->at[i].layout));
        html_blocks(h, d->at[i].blocks);
        out_str(h->out, STR("</article>\n"));
    }
    out_str(h->out, STR("</main>\n"));
}

struct err write_html(const struct publication *p, struct out *o)
{
    struct html h = {.out = o, .arena = p->arena};

    head(&h, page_title(&p->documents, p->arena));
    if (p->documents.len == 1)
        one_document(&h, &p->documents.at[0]);
    else
        several_documents(&h, &p->documents);
    out_str(o, STR("</body>\n</html>\n"));
    return (struct err){0};
}
