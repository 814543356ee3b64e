/* ods.c - an OpenDocument spreadsheet, written as XML: a table for each sheet that has rows.
 *
 * Every text is a string with no formula. A date is a real date: its last day, shown as precise as its author was. A cell holds a text of any length.
 */
#include "pack.h"
#include "xml.h"

struct own_date { struct str shown, before; bool year; };      /* with date_before_year */
struct ods {
    struct office *of;
    struct sheet   sheet[SHEETS_MOST];
    struct out     rows[SHEETS_MOST];      /* of each, as XML */
    uint32_t       sheets;
    VEC(struct own_date) own;             /* dates that are neither a day nor a month, as their authors said them: style "o" and the number from 0 */
};

#define NAMESPACES \
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" " \
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" " \
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" " \
    "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" " \
    "xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" office:version=\"1.3\""

/* ---- cells */

/* Lines of a text are paragraphs of the cell; a reader of XML would run several blanks together. */
static void put_text(struct out *o, struct str s)
{
    out_str(o, STR("<table:table-cell table:style-name=\"text\" office:value-type=\"string\">"));
    do {
        struct str line = str_cut(&s, '\n');
        out_str(o, STR("<text:p>"));
        for (size_t i = 0; i < line.len;) {
            size_t from = i;
            while (i < line.len && line.at[i] != '\t' && !(line.at[i] == ' ' && (i == 0 || line.at[i - 1] == ' ' || i + 1 == line.len)))
                i++;
            escape_xml(o, (struct str){line.at + from, i - from});
            for (; i < line.len && (line.at[i] == '\t' || line.at[i] == ' '); i++)
                out_str(o, line.at[i] == '\t' ? STR("<text:tab/>") : STR("<text:s/>"));
        }
        out_str(o, STR("</text:p>"));
    } while (s.len > 0);
    out_str(o, STR("</table:table-cell>"));
}

/* Few dates are said in a way of their own: the list is walked. */
static struct str date_style(struct ods *b, struct arena *work, struct date d)
{
    struct str shown = date_shown(work, d);
    uint32_t   i = 0;
    if (d.form == DATE_DAY || d.form == DATE_MONTH)
        return d.form == DATE_DAY ? STR("day") : STR("month");
    while (i < b->own.len && !str_eq(b->own.at[i].shown, shown))
        i++;
    if (i == b->own.len) {
        struct own_date own = {.shown = str_keep(b->of->arena, shown)};
        own.year = date_before_year(own.shown, d, &own.before);
        *vec_push(b->of->arena, &b->own) = own;
    }
    return str_printf(work, "o%u", i);
}

#define DAY_OF_10000 2932897
#define OWN_STYLES_MOST 1000u

static void put_date(struct ods *b, struct out *o, struct arena *work, struct date d)
{
    if (date_key(d) >= DAY_OF_10000 || (b->own.len >= OWN_STYLES_MOST && d.form != DATE_DAY && d.form != DATE_MONTH)) {
        put_text(o, date_shown(work, d));
        return;
    }
    xml_put(o, "<table:table-cell table:style-name=\"%T\" office:value-type=\"date\" office:date-value=\"", date_style(b, work, d));
    date_print_iso(o, date_key(d));
    xml_put(o, "\"><text:p>%T</text:p></table:table-cell>", date_shown(work, d));
}

static void put_share(struct out *o, int64_t millionths)
{
    uint64_t n = millionths < 0 ? 0 - (uint64_t)millionths : (uint64_t)millionths;
    out_printf(o, "<table:table-cell table:style-name=\"percent\" office:value-type=\"percentage\" office:value=\"%s%llu.%06u\"><text:p>%s%llu%%</text:p></table:table-cell>",
               millionths < 0 ? "-" : "", (unsigned long long)(n / 1000000), (unsigned)(n % 1000000), millionths < 0 ? "-" : "",
               (unsigned long long)((n + 5000) / 10000));
}

static void put_value(struct ods *b, struct out *o, struct arena *work, const struct sheet_column *c, const struct datum *v)
{
    switch (v->type) {
    case DATUM_MISSING: out_str(o, STR("<table:table-cell table:style-name=\"Default\"/>")); break;
    case DATUM_TEXT:    put_text(o, v->text); break;
    case DATUM_DATE:    put_date(b, o, work, v->date); break;
    case DATUM_PERCENT: put_share(o, v->number); break;
    case DATUM_WHOLE:
        out_printf(o, "<table:table-cell table:style-name=\"%s\" office:value-type=\"float\" office:value=\"%lld\"><text:p>%lld</text:p></table:table-cell>",
                   c->alarm && v->number > 0 ? "alarm" : "whole", (long long)v->number, (long long)v->number);
        break;
    case DATUM_TYPES:
        break;
    }
}

static const char *read_records(struct ods *b)
{
    struct datum   values[SHEET_COLUMNS_MOST];
    struct reader *r = &b->of->reader;
    for (enum office_tag tag; (tag = read_tag(r)) != OFFICE_END;) {
        struct sheet *s = NULL;
        struct arena  work;
        if (tag == OFFICE_SHEET && b->sheets < SHEETS_MOST) {
            read_sheet(r, &b->sheet[b->sheets]);
            out_memory(&b->rows[b->sheets++], b->of->arena);
            continue;
        }
        if (tag != OFFICE_ROW || !(s = read_row(r, b->sheet, b->sheets, values))) {
            r->wrong = true;
            continue;
        }
        if (s->rows > SHEET_ROWS_MOST)
            return "a sheet of LibreOffice has 1,048,575 rows, and this has more; CSV has no such limit";
        arena_open(&work, b->of->arena->mem);
        struct out *o = &b->rows[s - b->sheet];
        out_printf(o, "<table:table-row table:style-name=\"h%u\">", row_lines(s, values));
        for (uint32_t i = 0; i < s->columns_len; i++)
            put_value(b, o, &work, &s->columns[i], &values[i]);
        out_str(o, STR("</table:table-row>\n"));
        arena_close(&work);
    }
    return r->wrong ? OFFICE_WRONG : NULL;
}

/* ---- content.xml */

/* Widths of columns are few: a style for each. */
static void put_styles(struct ods *b, struct out *o)
{
    bool seen[COLUMN_WIDTH_MOST + 1] = {false};
    out_str(o, STR("<office:automatic-styles>\n"
        "<style:style style:name=\"page\" style:family=\"table\" style:master-page-name=\"Default\"><style:table-properties table:display=\"true\"/></style:style>\n"));
    for (uint32_t i = 0; i < b->sheets; i++)
        for (uint32_t c = 0; c < b->sheet[i].columns_len; c++)
            seen[b->sheet[i].columns[c].width] = true;
    for (uint32_t w = 0; w <= COLUMN_WIDTH_MOST; w++)
        if (seen[w])
            out_printf(o, "<style:style style:name=\"w%u\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"%u.%umm\"/></style:style>\n",
                       w, w * 21 / 10 + 2, w * 21 % 10);
    for (unsigned h = 1; h <= ROW_LINES_MOST; h++)
        out_printf(o, "<style:style style:name=\"h%u\" style:family=\"table-row\"><style:table-row-properties style:row-height=\"%u.%umm\" style:use-optimal-row-height=\"false\"/></style:style>\n",
                   h, (h * 46 + 4) / 10, (h * 46 + 4) % 10);
    for (uint32_t i = 0; i < b->own.len; i++)
        xml_put(o, "<number:date-style style:name=\"n%u\"><number:text>%T</number:text>%S</number:date-style>\n"
                   "<style:style style:name=\"o%u\" style:family=\"table-cell\" style:parent-style-name=\"date\" style:data-style-name=\"n%u\"/>\n",
                i, b->own.at[i].year ? b->own.at[i].before : b->own.at[i].shown, b->own.at[i].year ? "<number:year number:style=\"long\"/>" : "", i, i);
    out_str(o, STR("</office:automatic-styles>\n"));
}

static void put_page(struct out *o, const struct sheet *s, struct str rows)
{
    xml_put(o, "<table:table table:name=\"%T\" table:style-name=\"page\">\n", s->name);
    for (uint32_t c = 0; c < s->columns_len; c++)
        xml_put(o, "<table:table-column table:style-name=\"w%u\"%S/>", s->columns[c].width, s->rows > 0 && !s->filled[c] ? " table:visibility=\"collapse\"" : "");
    out_str(o, STR("\n<table:table-header-rows><table:table-row table:style-name=\"h3\">"));
    for (uint32_t c = 0; c < s->columns_len; c++)
        xml_put(o, "<table:table-cell table:style-name=\"head\" office:value-type=\"string\"><text:p>%T</text:p></table:table-cell>", s->columns[c].title);
    out_str(o, STR("</table:table-row></table:table-header-rows>\n"));
    out_str(o, rows);
    out_str(o, STR("</table:table>\n"));
}

/* A1, or AB12. */
static struct str cell_name(struct arena *a, uint32_t column, uint32_t row)
{
    char letters[4];
    int  len = 0;
    for (uint32_t c = column + 1; c > 0; c = (c - 1) / 26)
        letters[len++] = (char)('A' + (c - 1) % 26);
    struct out o;
    out_memory(&o, a);
    while (len > 0)
        out_char(&o, letters[--len]);
    out_int(&o, row + 1);
    return out_text(&o);
}

static struct str content(struct ods *b)
{
    struct out o;
    out_memory(&o, b->of->arena);
    out_str(&o, STR(XML_HEAD "<office:document-content " NAMESPACES ">\n"));
    put_styles(b, &o);
    out_str(&o, STR("<office:body><office:spreadsheet>\n"));
    for (uint32_t i = 0; i < b->sheets; i++)
        put_page(&o, &b->sheet[i], out_text(&b->rows[i]));
    out_str(&o, STR("<table:database-ranges>\n"));
    for (uint32_t i = 0; i < b->sheets; i++)
        xml_put(&o, "<table:database-range table:name=\"filter%u\" table:target-range-address=\"$'%T'.A1:$'%T'.%T\" table:display-filter-buttons=\"true\"/>\n", i,
                b->sheet[i].name, b->sheet[i].name, cell_name(b->of->arena, b->sheet[i].columns_len - 1, b->sheet[i].rows));
    out_str(&o, STR("</table:database-ranges></office:spreadsheet></office:body></office:document-content>\n"));
    return out_text(&o);
}

/* ---- the other parts */

static struct str styles(const struct ods *b)
{
    struct out o;
    out_memory(&o, b->of->arena);
    xml_put(&o, XML_HEAD "<office:document-styles " NAMESPACES ">\n<office:styles>\n"
        "<number:number-style style:name=\"nwhole\"><number:number number:decimal-places=\"0\" number:min-integer-digits=\"1\" number:grouping=\"true\"/></number:number-style>\n"
        "<number:percentage-style style:name=\"npercent\"><number:number number:decimal-places=\"0\" number:min-integer-digits=\"1\"/><number:text>%S</number:text></number:percentage-style>\n"
        "<number:date-style style:name=\"nday\" number:language=\"en\" number:country=\"GB\"><number:day/><number:text> </number:text><number:month number:style=\"long\" number:textual=\"true\"/>"
        "<number:text> </number:text><number:year number:style=\"long\"/></number:date-style>\n"
        "<number:date-style style:name=\"nmonth\" number:language=\"en\" number:country=\"GB\"><number:month number:style=\"long\" number:textual=\"true\"/><number:text> </number:text>"
        "<number:year number:style=\"long\"/></number:date-style>\n"
        "<style:default-style style:family=\"table-cell\"><style:text-properties fo:language=\"en\" fo:country=\"GB\" fo:font-size=\"10pt\" fo:font-family=\"Arial, 'Liberation Sans', sans-serif\"/></style:default-style>\n"
        "<style:style style:name=\"Default\" style:family=\"table-cell\"><style:table-cell-properties style:vertical-align=\"top\" fo:border-bottom=\"0.5pt solid #d9d9d9\"/></style:style>\n"
        "<style:style style:name=\"text\" style:family=\"table-cell\" style:parent-style-name=\"Default\"><style:table-cell-properties fo:wrap-option=\"wrap\"/></style:style>\n"
        "<style:style style:name=\"head\" style:family=\"table-cell\" style:parent-style-name=\"Default\"><style:table-cell-properties fo:wrap-option=\"wrap\" fo:background-color=\"#12436d\"/>"
        "<style:text-properties fo:font-weight=\"bold\" fo:color=\"#ffffff\"/></style:style>\n"
        "<style:style style:name=\"whole\" style:family=\"table-cell\" style:parent-style-name=\"Default\" style:data-style-name=\"nwhole\"><style:table-cell-properties fo:padding-right=\"2mm\"/></style:style>\n"
        "<style:style style:name=\"alarm\" style:family=\"table-cell\" style:parent-style-name=\"whole\" style:data-style-name=\"nwhole\"><style:text-properties fo:font-weight=\"bold\" fo:color=\"#801650\"/></style:style>\n"
        "<style:style style:name=\"percent\" style:family=\"table-cell\" style:parent-style-name=\"Default\" style:data-style-name=\"npercent\"><style:table-cell-properties fo:padding-right=\"2mm\"/></style:style>\n"
        "<style:style style:name=\"date\" style:family=\"table-cell\" style:parent-style-name=\"Default\"><style:paragraph-properties fo:text-align=\"start\"/></style:style>\n"
        "<style:style style:name=\"day\" style:family=\"table-cell\" style:parent-style-name=\"date\" style:data-style-name=\"nday\"/>\n"
        "<style:style style:name=\"month\" style:family=\"table-cell\" style:parent-style-name=\"date\" style:data-style-name=\"nmonth\"/>\n"
        "</office:styles>\n<office:automatic-styles>\n"
        "<style:page-layout style:name=\"a4\"><style:page-layout-properties fo:page-width=\"297mm\" fo:page-height=\"210mm\" style:print-orientation=\"landscape\" "
        "fo:margin=\"12mm\" style:scale-to-X=\"1\" style:scale-to-Y=\"0\"/><style:header-style/><style:footer-style><style:header-footer-properties fo:min-height=\"6mm\" fo:margin-top=\"2mm\"/></style:footer-style></style:page-layout>\n"
        "</office:automatic-styles>\n<office:master-styles><style:master-page style:name=\"Default\" style:page-layout-name=\"a4\"><style:header/>"
        "<style:footer><text:p>%T, at %T, page <text:page-number>1</text:page-number> of <text:page-count>1</text:page-count></text:p></style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>\n",
        "%", b->of->info.title, date_shown(b->of->arena, date_of_day(b->of->info.today)));
    return out_text(&o);
}

static struct str meta(const struct ods *b)
{
    struct out o;
    out_memory(&o, b->of->arena);
    xml_put(&o, XML_HEAD "<office:document-meta " NAMESPACES "><office:meta><meta:generator>irp</meta:generator><dc:title>%T</dc:title><meta:creation-date>", b->of->info.title);
    date_print_iso(&o, b->of->info.today);
    out_str(&o, STR("T00:00:00Z</meta:creation-date><dc:language>en-GB</dc:language></office:meta></office:document-meta>\n"));
    return out_text(&o);
}

/* The row of titles stays in sight. */
static struct str settings(const struct ods *b)
{
    struct out o;
    out_memory(&o, b->of->arena);
    xml_put(&o, XML_HEAD "<office:document-settings " NAMESPACES "><office:settings><config:config-item-set config:name=\"ooo:view-settings\">"
        "<config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry><config:config-item config:name=\"ViewId\" config:type=\"string\">view1</config:config-item>"
        "<config:config-item-map-named config:name=\"Tables\">");
    for (uint32_t i = 0; i < b->sheets; i++)
        xml_put(&o, "<config:config-item-map-entry config:name=\"%T\"><config:config-item config:name=\"VerticalSplitMode\" config:type=\"short\">2</config:config-item>"
            "<config:config-item config:name=\"VerticalSplitPosition\" config:type=\"int\">1</config:config-item>"
            "<config:config-item config:name=\"ActiveSplitRange\" config:type=\"short\">2</config:config-item>"
            "<config:config-item config:name=\"PositionBottom\" config:type=\"int\">1</config:config-item></config:config-item-map-entry>", b->sheet[i].name);
    xml_put(&o, "</config:config-item-map-named><config:config-item config:name=\"ActiveTable\" config:type=\"string\">%T</config:config-item>"
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>\n", b->sheet[0].name);
    return out_text(&o);
}

static const char manifest[] =
    XML_HEAD "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\n"
    "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>\n"
    "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\n"
    "<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>\n"
    "<manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/>\n"
    "<manifest:file-entry manifest:full-path=\"settings.xml\" manifest:media-type=\"text/xml\"/>\n"
    "</manifest:manifest>\n";

const char *office_ods(struct office *of, struct str *file)
{
    struct ods  *b = arena_new(of->arena, struct ods);
    const char  *why;
    struct pack *p;
    b->of = of;
    why = read_records(b);
    if (why || b->sheets == 0)
        return why ? why : OFFICE_WRONG;
    p = pack_open(of->arena);
    if (!p)
        return "there is no room for the file";
    pack_add(p, "mimetype", STR("application/vnd.oasis.opendocument.spreadsheet"), true);
    pack_add(p, "content.xml", content(b), false);
    pack_add(p, "styles.xml", styles(b), false);
    pack_add(p, "meta.xml", meta(b), false);
    pack_add(p, "settings.xml", settings(b), false);
    pack_add(p, "META-INF/manifest.xml", str_of(manifest), false);
    return pack_close(p, file) ? NULL : "the archive was not written";
}
