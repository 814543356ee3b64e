/* docx.c - a Word document, written as XML: its sections and its package. Headings, lists and tables are what Word knows as such, so that it can list,
 * read out and restyle them. See docx.h.
 */
#include "docx.h"
#include "pack.h"

/* In the last paragraph of a section (or at the end of the body) stands how its pages are. */
void docx_section(struct docx *d)
{
    out_str(&d->body, STR("<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:footerReference w:type=\"default\" r:id=\"rId4\"/>"));
    out_str(&d->body, d->landscape ? STR("<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>") : STR("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
    out_str(&d->body, STR("<w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"));
}

void docx_after_table(struct docx *d)
{
    if (d->after_table)
        out_str(&d->body, STR("<w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>\n"));
    d->after_table = false;
}

/* The section so far ends; the next starts on a new page. */
static void turn(struct docx *d, bool landscape)
{
    d->after_table = false;
    out_str(&d->body, STR("<w:p><w:pPr><w:pStyle w:val=\"Break\"/>"));
    docx_section(d);
    out_str(&d->body, STR("</w:pPr></w:p>\n"));
    d->landscape = landscape;
}

static void read_document(struct docx *d, bool first)
{
    struct reader *r = &d->of->reader;
    read_text(r);                                        /* its title is its first heading */
    d->letter = read_truth(r);
    d->others += !d->letter;
    uint32_t blocks = read_count(r);
    if (!first)
        turn(d, false);
    for (uint32_t i = 0; i < blocks && !r->wrong; i++) {
        if (r->rest.len == 0 || r->rest.at[0] != OFFICE_TURN) {
            docx_after_table(d);
            docx_block(d);
            continue;
        }
        read_u8(r);
        bool landscape = read_truth(r);
        if (i > 0)
            turn(d, landscape);
        d->landscape = landscape;
    }
}

static struct str document(struct docx *d)
{
    struct out    *o = &d->body;
    struct reader *r = &d->of->reader;
    bool           first = true;
    out_memory(o, d->of->arena);
    out_str(o, STR(XML_HEAD "<w:document " W_NAMESPACES "><w:body>\n"));
    for (enum office_tag tag; (tag = read_tag(r)) != OFFICE_END; first = false) {
        if (tag == OFFICE_DOCUMENT)
            read_document(d, first);
        else
            r->wrong = true;
    }
    docx_after_table(d);
    docx_section(d);
    out_str(o, STR("</w:body></w:document>\n"));
    return out_text(o);
}

const char *office_docx(struct office *of, struct str *file)
{
    struct docx  d = {.of = of};
    struct pack *p;
    struct str   body = document(&d);
    if (of->reader.wrong)
        return OFFICE_WRONG;
    p = pack_open(of->arena);
    if (!p)
        return "there is no room for the file";
    for (unsigned i = 0; i < docx_parts_len; i++)
        pack_add(p, docx_parts[i].name, docx_parts[i].make(&d), false);
    pack_add(p, "word/document.xml", body, false);
    return pack_close(p, file) ? NULL : "the archive was not written";
}
