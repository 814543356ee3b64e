/* docx_parts.c - the parts of a Word document beside its text: styles, the list, head and foot of pages, properties, and what the package declares. */
#include "docx.h"

#define DOCX_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define PACKAGE   "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static struct str content_types(const struct docx *d)
{
    (void)d;
    return STR(XML_HEAD "<Types xmlns=\"" PACKAGE "content-types\">\n"
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n"
        "<Override PartName=\"/word/document.xml\" ContentType=\"" DOCX_TYPE "document.main+xml\"/>\n"
        "<Override PartName=\"/word/styles.xml\" ContentType=\"" DOCX_TYPE "styles+xml\"/>\n"
        "<Override PartName=\"/word/numbering.xml\" ContentType=\"" DOCX_TYPE "numbering+xml\"/>\n"
        "<Override PartName=\"/word/settings.xml\" ContentType=\"" DOCX_TYPE "settings+xml\"/>\n"
        "<Override PartName=\"/word/header1.xml\" ContentType=\"" DOCX_TYPE "header+xml\"/>\n"
        "<Override PartName=\"/word/footer1.xml\" ContentType=\"" DOCX_TYPE "footer+xml\"/>\n"
        "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\n"
        "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>\n"
        "</Types>\n");
}

static struct str package_relations(const struct docx *d)
{
    (void)d;
    return STR(XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">\n"
        "<Relationship Id=\"rId1\" Type=\"" OFFICE "officeDocument\" Target=\"word/document.xml\"/>\n"
        "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\n"
        "<Relationship Id=\"rId3\" Type=\"" OFFICE "extended-properties\" Target=\"docProps/app.xml\"/>\n"
        "</Relationships>\n");
}

static struct str document_relations(const struct docx *d)
{
    (void)d;
    return STR(XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">\n"
        "<Relationship Id=\"rId1\" Type=\"" OFFICE "styles\" Target=\"styles.xml\"/>\n"
        "<Relationship Id=\"rId2\" Type=\"" OFFICE "numbering\" Target=\"numbering.xml\"/>\n"
        "<Relationship Id=\"rId3\" Type=\"" OFFICE "header\" Target=\"header1.xml\"/>\n"
        "<Relationship Id=\"rId4\" Type=\"" OFFICE "footer\" Target=\"footer1.xml\"/>\n"
        "<Relationship Id=\"rId5\" Type=\"" OFFICE "settings\" Target=\"settings.xml\"/>\n"
        "</Relationships>\n");
}

/* ---- styles: a row each. Sizes are in half points, distances in twentieths of a point. */

struct style { const char *id, *name, *based, *paragraph, *run; };
static const struct style styles[] = {
    {"Heading1", "heading 1", "Normal", "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"240\"/><w:outlineLvl w:val=\"0\"/>", "<w:b/><w:color w:val=\"12436D\"/><w:sz w:val=\"40\"/>"},
    {"Heading2", "heading 2", "Normal", "<w:keepNext/><w:spacing w:before=\"360\" w:after=\"160\"/><w:outlineLvl w:val=\"1\"/>", "<w:b/><w:color w:val=\"12436D\"/><w:sz w:val=\"32\"/>"},
    {"Heading3", "heading 3", "Normal", "<w:keepNext/><w:spacing w:before=\"280\" w:after=\"120\"/><w:outlineLvl w:val=\"2\"/>", "<w:b/><w:sz w:val=\"26\"/>"},
    {"Heading4", "heading 4", "Normal", "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"3\"/>", "<w:b/><w:sz w:val=\"24\"/>"},
    {"Heading5", "heading 5", "Normal", "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"80\"/><w:outlineLvl w:val=\"4\"/>", "<w:b/><w:i/>"},
    {"Subject1", "Subject", "Normal", "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"160\"/><w:outlineLvl w:val=\"0\"/>", "<w:b/>"},
    {"Subject2", "Subject 2", "Subject1", "<w:outlineLvl w:val=\"1\"/>", ""},
    {"Subject3", "Subject 3", "Subject1", "<w:outlineLvl w:val=\"2\"/>", ""},
    {"Subject4", "Subject 4", "Subject1", "<w:outlineLvl w:val=\"3\"/>", ""},
    {"Subject5", "Subject 5", "Subject1", "<w:outlineLvl w:val=\"4\"/>", ""},
    {"Numbered", "Numbered paragraph", "Normal", "<w:tabs><w:tab w:val=\"left\" w:pos=\"794\"/></w:tabs><w:ind w:left=\"794\" w:hanging=\"794\"/>", ""},
    {"ListBullet", "List Bullet", "Normal", "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:contextualSpacing/>", ""},
    {"Masthead", "Masthead", "Normal", "<w:spacing w:after=\"480\"/>", "<w:b/><w:sz w:val=\"28\"/>"},
    {"TitleLines", "Title lines", "Normal", "<w:spacing w:before=\"120\" w:after=\"240\"/>", "<w:sz w:val=\"28\"/>"},
    {"Address", "Address", "Normal", "<w:spacing w:after=\"240\"/>", ""},
    {"Signature", "Signature", "Normal", "<w:keepLines/><w:spacing w:before=\"480\" w:after=\"240\"/>", ""},
    {"Imprint", "Imprint", "Normal", "", "<w:color w:val=\"505A5F\"/><w:sz w:val=\"18\"/>"},
    {"Fact", "Fact", "Normal", "<w:tabs><w:tab w:val=\"left\" w:pos=\"3969\"/></w:tabs><w:spacing w:after=\"60\"/><w:ind w:left=\"3969\" w:hanging=\"3969\"/>", ""},
    {"TOC1", "toc 1", "Normal", "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9638\"/></w:tabs><w:spacing w:after=\"80\"/>", ""},
    {"Caption", "caption", "Normal", "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/>", "<w:b/>"},
    {"TableText", "Table text", "Normal", "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>", "<w:sz w:val=\"20\"/>"},
    {"TableHead", "Table head", "TableText", "<w:keepNext/>", "<w:b/><w:color w:val=\"FFFFFF\"/>"},
    {"TableGroup", "Table group", "TableText", "<w:keepNext/>", "<w:b/>"},
    {"TableRowHead", "Table row head", "TableText", "", "<w:b/>"},
    {"TablePoint", "Table point", "TableText", "<w:numPr><w:numId w:val=\"2\"/></w:numPr>", ""},
    {"AfterTable", "After table", "Normal", "<w:spacing w:before=\"0\" w:after=\"120\" w:line=\"120\" w:lineRule=\"exact\"/>", "<w:sz w:val=\"8\"/>"},
    {"Break", "Break", "Normal", "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>", "<w:sz w:val=\"2\"/>"},
    {"Header", "header", "Normal", "<w:spacing w:after=\"0\"/>", "<w:color w:val=\"505A5F\"/><w:sz w:val=\"18\"/>"},
    {"Footer", "footer", "Normal", "<w:spacing w:after=\"0\"/>", "<w:color w:val=\"505A5F\"/><w:sz w:val=\"18\"/>"},
};

static struct str style_sheet(const struct docx *d)
{
    struct out o;
    out_memory(&o, d->of->arena);
    out_str(&o, STR(XML_HEAD "<w:styles " W_NAMESPACES ">\n<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Arial\" w:cs=\"Arial\"/>"
        "<w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:spacing w:after=\"160\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\n"
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n"
        "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>\n"
        "<w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:qFormat/><w:rPr><w:b/></w:rPr></w:style>\n"
        "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"12436D\"/><w:u w:val=\"single\"/></w:rPr></w:style>\n"
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
        "<w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n"
        "<w:style w:type=\"table\" w:styleId=\"Ruled\"><w:name w:val=\"Ruled\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
        "<w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C9499\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C9499\"/>"
        "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8C9499\"/></w:tblBorders></w:tblPr></w:style>\n"));
    for (size_t i = 0; i < ARRAY_LEN(styles); i++)
        xml_put(&o, "<w:style w:type=\"paragraph\" w:styleId=\"%S\"><w:name w:val=\"%S\"/><w:basedOn w:val=\"%S\"/><w:qFormat/><w:pPr>%S</w:pPr><w:rPr>%S</w:rPr></w:style>\n",
                styles[i].id, styles[i].name, styles[i].based, styles[i].paragraph, styles[i].run);
    out_str(&o, STR("</w:styles>\n"));
    return out_text(&o);
}

#define BULLETS(id, left) \
    "<w:abstractNum w:abstractNumId=\"" id "\"><w:multiLevelType w:val=\"hybridMultilevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/>" \
    "<w:lvlText w:val=\"\xE2\x80\xA2\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"" left "\" w:hanging=\"284\"/></w:pPr></w:lvl></w:abstractNum>\n"
static struct str numbering(const struct docx *d)
{
    (void)d;
    return STR(XML_HEAD "<w:numbering " W_NAMESPACES ">\n" BULLETS("0", "680") BULLETS("1", "284")
        "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>\n");
}

static struct str settings(const struct docx *d)
{
    (void)d;
    return STR(XML_HEAD "<w:settings " W_NAMESPACES "><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>"
        "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
        "<w:themeFontLang w:val=\"en-GB\"/></w:settings>\n");
}

/* ---- pages: a letter has its own date, and no line above it */

static struct str header(const struct docx *d)
{
    struct out o;
    out_memory(&o, d->of->arena);
    xml_put(&o, XML_HEAD "<w:hdr " W_NAMESPACES "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t xml:space=\"preserve\">%T</w:t></w:r></w:p></w:hdr>\n",
            d->others > 0 ? d->of->info.title : STR(""));
    return out_text(&o);
}

static struct str footer(const struct docx *d)
{
    struct out o;
    struct str day = date_shown(d->of->arena, date_of_day(d->of->info.today));
    out_memory(&o, d->of->arena);
    xml_put(&o, XML_HEAD "<w:ftr " W_NAMESPACES "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">%S%T%S </w:t></w:r>"
        "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space=\"preserve\"> of </w:t></w:r>"
        "<w:fldSimple w:instr=\" NUMPAGES \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>\n",
        d->others > 0 ? "As at " : "", d->others > 0 ? day : STR(""), d->others > 0 ? ", page" : "Page");
    return out_text(&o);
}

/* ---- properties */

static struct str core(const struct docx *d)
{
    struct out o;
    out_memory(&o, d->of->arena);
    xml_put(&o, XML_HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>%T</dc:title><dc:language>en-GB</dc:language>"
        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">", d->of->info.title);
    date_print_iso(&o, d->of->info.today);
    out_str(&o, STR("T00:00:00Z</dcterms:created></cp:coreProperties>\n"));
    return out_text(&o);
}

static struct str app(const struct docx *d)
{
    (void)d;
    return STR(XML_HEAD "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>irp</Application></Properties>\n");
}

const struct docx_part docx_parts[] = {
    {"[Content_Types].xml", content_types}, {"_rels/.rels", package_relations}, {"word/_rels/document.xml.rels", document_relations},
    {"word/styles.xml", style_sheet}, {"word/numbering.xml", numbering}, {"word/settings.xml", settings},
    {"word/header1.xml", header}, {"word/footer1.xml", footer}, {"docProps/core.xml", core}, {"docProps/app.xml", app},
};
const unsigned docx_parts_len = ARRAY_LEN(docx_parts);
