/* docx_blocks.c - the blocks of a document as paragraphs and tables of WordprocessingML. Each is written as it is read. */
#include "docx.h"
#include "../publish/document.h"

#define SQUARES_MOST   120u               /* of a figure; beyond, its parts are bars ... */
#define BAR_MOST       40u                /* ... of so many blocks at most */
#define LETTER_WIDTH   135u               /* of a bold letter of a title, in twentieths of a point */
#define CELL_MARGINS   216u
#define NUMBER_WIDTH   1000u              /* of a column of numbers, at least */
#define WORD_MOST      20u                /* letters of a title's word that a column is widened for */
#define BOOKMARK_MOST  40u                /* letters of a bookmark's name: Word's */

/* ---- words */

/* A bookmark has letters, digits and _ alone, and not many: a longer anchor is known by its digest. */
static void put_bookmark_name(struct out *o, struct str anchor)
{
    if (anchor.len > BOOKMARK_MOST) {
        out_printf(o, "a%016llx", (unsigned long long)str_hash(anchor, 0));
        return;
    }
    for (size_t i = 0; i < anchor.len; i++)
        out_char(o, is_letter(anchor.at[i]) || is_digit(anchor.at[i]) ? anchor.at[i] : '_');
}

static void put_bookmark(struct docx *d, struct str anchor)
{
    if (anchor.len == 0)
        return;
    out_printf(&d->body, "<w:bookmarkStart w:id=\"%u\" w:name=\"", d->bookmarks);
    put_bookmark_name(&d->body, anchor);
    out_printf(&d->body, "\"/><w:bookmarkEnd w:id=\"%u\"/>", d->bookmarks++);
}

static void put_words(struct docx *d, const char *properties, struct str text)
{
    xml_put(&d->body, "<w:r>%S<w:t xml:space=\"preserve\">%T</w:t></w:r>", properties, text);
}

static void put_run(struct docx *d)
{
    struct reader *r = &d->of->reader;
    uint8_t    kind = read_u8(r);
    struct str text = read_text(r), target = read_text(r);
    if (kind > RUN_REFERENCE)
        r->wrong = true;
    if (kind != RUN_REFERENCE || target.len == 0) {
        put_words(d, kind == RUN_STRONG ? "<w:rPr><w:rStyle w:val=\"Strong\"/></w:rPr>" : "", text);
        return;
    }
    out_str(&d->body, STR("<w:hyperlink w:anchor=\""));
    put_bookmark_name(&d->body, target);
    out_str(&d->body, STR("\" w:history=\"1\">"));
    put_words(d, "<w:rPr><w:rStyle w:val=\"Hyperlink\"/></w:rPr>", text);
    out_str(&d->body, STR("</w:hyperlink>"));
}

static uint32_t put_runs(struct docx *d)
{
    uint32_t len = read_count(&d->of->reader);
    for (uint32_t i = 0; i < len && !d->of->reader.wrong; i++)
        put_run(d);
    return len;
}

static void paragraph_open(struct docx *d, const char *style, const char *more)
{
    xml_put(&d->body, "<w:p><w:pPr><w:pStyle w:val=\"%S\"/>%S</w:pPr>", style, more);
}

static void paragraph_close(struct docx *d) { out_str(&d->body, STR("</w:p>\n")); }

/* ---- simple blocks */

static void put_heading(struct docx *d)
{
    struct str anchor = read_text(&d->of->reader);
    uint8_t    level = read_u8(&d->of->reader);
    if (level < 1 || level > HEADING_LEVELS)
        d->of->reader.wrong = true;
    xml_put(&d->body, "<w:p><w:pPr><w:pStyle w:val=\"%S%u\"/></w:pPr>", d->letter ? "Subject" : "Heading", (unsigned)level);
    put_bookmark(d, anchor);
    put_runs(d);
    paragraph_close(d);
}

static void put_paragraph(struct docx *d, const char *style, const char *more)
{
    struct str anchor = read_text(&d->of->reader), number = read_text(&d->of->reader);
    paragraph_open(d, number.len > 0 ? "Numbered" : style, more);
    put_bookmark(d, anchor);
    if (number.len > 0)
        xml_put(&d->body, "<w:r><w:t>%T</w:t><w:tab/></w:r>", number);
    put_runs(d);
    paragraph_close(d);
}

static void put_list(struct docx *d, const char *style)
{
    uint32_t points = read_count(&d->of->reader);
    for (uint32_t i = 0; i < points && !d->of->reader.wrong; i++) {
        paragraph_open(d, style, "");
        put_runs(d);
        paragraph_close(d);
    }
}

static void put_lines(struct docx *d)
{
    static const char *const STYLES[] = {
        [LINES_MASTHEAD] = "Masthead", [LINES_TITLE] = "TitleLines", [LINES_ADDRESS] = "Address", [LINES_SIGNATURE] = "Signature",
        [LINES_COPIES] = "Address", [LINES_PEOPLE] = "Address", [LINES_IMPRINT] = "Imprint"};
    uint8_t  use = read_u8(&d->of->reader);
    uint32_t lines = read_count(&d->of->reader);
    if (use >= ARRAY_LEN(STYLES)) {
        d->of->reader.wrong = true;
        return;
    }
    paragraph_open(d, STYLES[use], "");
    for (uint32_t i = 0; i < lines && !d->of->reader.wrong; i++) {
        if (i > 0)
            out_str(&d->body, STR("<w:r><w:br/></w:r>"));
        put_runs(d);
    }
    paragraph_close(d);
}

static void put_facts(struct docx *d)
{
    uint32_t facts = read_count(&d->of->reader);
    for (uint32_t i = 0; i < facts && !d->of->reader.wrong; i++) {
        paragraph_open(d, "Fact", "");
        put_words(d, "<w:rPr><w:rStyle w:val=\"Strong\"/></w:rPr>", read_text(&d->of->reader));
        out_str(&d->body, STR("<w:r><w:tab/></w:r>"));
        put_runs(d);
        paragraph_close(d);
    }
}

/* The entries are what a field for contents holds at first: Word can work it out anew, with numbers of pages. */
static void put_contents(struct docx *d)
{
    uint32_t entries = read_count(&d->of->reader);
    for (uint32_t i = 0; i < entries && !d->of->reader.wrong; i++) {
        struct str number = read_text(&d->of->reader), title = read_text(&d->of->reader), target = read_text(&d->of->reader);
        paragraph_open(d, "TOC1", "");
        if (i == 0)
            out_str(&d->body, STR("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"2-2\" \\h </w:instrText></w:r>"
                                  "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"));
        out_str(&d->body, STR("<w:hyperlink w:anchor=\""));
        put_bookmark_name(&d->body, target);
        out_str(&d->body, STR("\" w:history=\"1\">"));
        xml_put(&d->body, "<w:r><w:t xml:space=\"preserve\">%T%S%T</w:t></w:r></w:hyperlink>", number, number.len > 0 ? "  " : "", title);
        if (i + 1 == entries)
            out_str(&d->body, STR("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"));
        paragraph_close(d);
    }
}

/* ---- tables */

struct columns { uint32_t len; struct { struct str title; bool numbers; uint32_t width; } at[SHEET_COLUMNS_MOST]; };

/* About what the longest word of a title takes, with the margins of a cell. */
static uint32_t least_width(struct str title)
{
    size_t most = 0;
    while (title.len > 0) {
        struct str word = str_cut(&title, ' ');
        most = word.len > most ? word.len : most;
    }
    return (uint32_t)(most < WORD_MOST ? most : WORD_MOST) * LETTER_WIDTH + CELL_MARGINS;
}

/* Columns that are too narrow for their titles take what they lack from the widest. */
static void widen(struct columns *c)
{
    for (uint32_t i = 0; i < c->len; i++) {
        uint32_t least = least_width(c->at[i].title), widest = 0;
        for (uint32_t k = 1; k < c->len; k++)
            widest = c->at[k].width > c->at[widest].width ? k : widest;
        uint32_t lacks = least > c->at[i].width ? least - c->at[i].width : 0;
        if (lacks < c->at[widest].width / 2 && widest != i) {
            c->at[i].width += lacks;
            c->at[widest].width -= lacks;
        }
    }
}

/* A column of numbers is as wide as its title; what is left of the text's width is parted among the others by their shares. */
static void part_width(struct columns *c, uint32_t whole)
{
    uint32_t shares = 0, left = whole;
    for (uint32_t i = 0; i < c->len; i++)
        shares += c->at[i].numbers ? 0 : c->at[i].width;
    for (uint32_t i = 0; i < c->len; i++)
        if (c->at[i].numbers) {
            uint32_t title = least_width(c->at[i].title), most = whole / (c->len + 1);
            title = title > NUMBER_WIDTH ? title : NUMBER_WIDTH;
            c->at[i].width = shares == 0 ? whole / c->len : title < most ? title : most;
            left -= c->at[i].width;
        }
    for (uint32_t i = 0; i < c->len; i++)
        if (!c->at[i].numbers)
            c->at[i].width = left * c->at[i].width / shares;
    widen(c);
}

/* Widths come as shares, and become twentieths of a point. */
static void read_columns(struct docx *d, struct columns *c)
{
    struct reader *r = &d->of->reader;
    c->len = read_below(r, SHEET_COLUMNS_MOST + 1);
    for (uint32_t i = 0; i < c->len; i++) {
        c->at[i].title = read_text(r);
        c->at[i].numbers = read_truth(r);
        c->at[i].width = read_below(r, COLUMN_WIDTH_MOST + 1);
        c->at[i].width += c->at[i].width == 0;
    }
    if (c->len == 0)
        r->wrong = true;
    else
        part_width(c, d->landscape ? LANDSCAPE_WIDTH : UPRIGHT_WIDTH);
}

static void cell_open(struct docx *d, uint32_t width, const char *more)
{
    xml_put(&d->body, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/>%S</w:tcPr>", width, more);
}

static void table_open(struct docx *d, const struct columns *c, bool row_heads)
{
    xml_put(&d->body, "<w:tbl><w:tblPr><w:tblStyle w:val=\"Ruled\"/><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblLayout w:type=\"fixed\"/>"
                      "<w:tblLook w:val=\"%S\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"%u\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>",
            row_heads ? "06A0" : "0620", (unsigned)row_heads);
    for (uint32_t i = 0; i < c->len; i++)
        xml_put(&d->body, "<w:gridCol w:w=\"%u\"/>", c->at[i].width);
    out_str(&d->body, STR("</w:tblGrid>\n<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"));
    for (uint32_t i = 0; i < c->len; i++) {
        cell_open(d, c->at[i].width, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"12436D\"/>");
        xml_put(&d->body, "<w:p><w:pPr><w:pStyle w:val=\"TableHead\"/>%S</w:pPr><w:r><w:t xml:space=\"preserve\">%T</w:t></w:r></w:p></w:tc>",
                c->at[i].numbers ? "<w:jc w:val=\"right\"/>" : "", c->at[i].title);
    }
    out_str(&d->body, STR("</w:tr>\n"));
}

/* Paragraphs and points of a cell; a cell has one paragraph at least. */
static void put_cell_blocks(struct docx *d, const char *style, const char *more, struct str anchor)
{
    struct reader *r = &d->of->reader;
    uint32_t blocks = read_count(r);
    if (blocks == 0 || anchor.len > 0) {
        if (blocks == 0) {
            paragraph_open(d, style, more);
            put_bookmark(d, anchor);
            paragraph_close(d);
            return;
        }
        put_bookmark(d, anchor);                         /* between the paragraphs of a cell it stands as well */
    }
    for (uint32_t i = 0; i < blocks && !r->wrong; i++) {
        uint8_t kind = read_u8(r);
        if (kind == OFFICE_LIST)
            put_list(d, "TablePoint");
        else if (kind == OFFICE_PARAGRAPH)
            put_paragraph(d, style, more);
        else
            r->wrong = true;
    }
}

/* What the cell above says stays empty, and no line parts the two: merged cells are hard to read out. */
static void put_cell(struct docx *d, const struct columns *c, uint32_t at, uint8_t use, bool row_heads, struct str anchor)
{
    static const char *const LINES_ROUND[] = {
        "", "<w:tcBorders><w:top w:val=\"nil\"/></w:tcBorders>", "<w:tcBorders><w:bottom w:val=\"nil\"/></w:tcBorders>",
        "<w:tcBorders><w:top w:val=\"nil\"/><w:bottom w:val=\"nil\"/></w:tcBorders>"};
    uint32_t goes = read_u8(&d->of->reader);
    if (goes >= ARRAY_LEN(LINES_ROUND)) {
        d->of->reader.wrong = true;
        return;
    }
    const char *style = use == ROW_TOTAL || (row_heads && at == 0) ? "TableRowHead" : "TableText";
    cell_open(d, c->at[at].width, LINES_ROUND[goes]);
    put_cell_blocks(d, style, c->at[at].numbers ? "<w:jc w:val=\"right\"/>" : "", at == 0 ? anchor : STR(""));
    out_str(&d->body, STR("</w:tc>"));
}

static void put_row(struct docx *d, const struct columns *c, bool row_heads)
{
    struct reader *r = &d->of->reader;
    uint8_t    use = read_u8(r);
    struct str anchor = read_text(r);
    if (use > ROW_TOTAL)
        r->wrong = true;
    out_str(&d->body, STR("<w:tr><w:trPr><w:cantSplit/></w:trPr>"));
    if (use == ROW_GROUP) {
        read_u8(r);
        xml_put(&d->body, "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/><w:gridSpan w:val=\"%u\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E7ECF1\"/></w:tcPr>", c->len);
        put_cell_blocks(d, "TableGroup", "", anchor);
        out_str(&d->body, STR("</w:tc>"));
    } else {
        for (uint32_t i = 0; i < c->len && !r->wrong; i++)
            put_cell(d, c, i, use, row_heads, anchor);
    }
    out_str(&d->body, STR("</w:tr>\n"));
}

static void table_close(struct docx *d)
{
    out_str(&d->body, STR("</w:tbl>\n"));
    d->after_table = true;
}

static void put_table(struct docx *d)
{
    struct reader *r = &d->of->reader;
    struct columns c;
    struct str anchor = read_text(r);
    size_t     before = d->body.len;
    paragraph_open(d, "Caption", "");
    put_bookmark(d, anchor);
    if (put_runs(d) == 0)
        d->body.len = before;                            /* no caption */
    else
        paragraph_close(d);
    bool row_heads = read_truth(r);
    read_columns(d, &c);
    uint32_t rows = read_count(r);
    if (r->wrong)
        return;
    table_open(d, &c, row_heads);
    for (uint32_t i = 0; i < rows && !r->wrong; i++)
        put_row(d, &c, row_heads);
    table_close(d);
}

/* ---- figures */

struct part { struct str name; uint32_t count; };

/* A square for each thing, or a bar as long as its share of the longest. */
static uint32_t blocks_of(uint32_t count, uint32_t most, uint64_t total)
{
    return total <= SQUARES_MOST ? count : (uint32_t)(((uint64_t)count * BAR_MOST + most - 1) / most);
}

static void put_part(struct docx *d, const struct part *p, uint32_t at, uint32_t most, uint64_t total, const struct columns *c)
{
    static const char *const COLOURS[] = {"12436D", "28A197", "801650", "F46A25"};
    const char *colour = COLOURS[at < ARRAY_LEN(COLOURS) ? at : ARRAY_LEN(COLOURS) - 1];
    out_str(&d->body, STR("<w:tr><w:trPr><w:cantSplit/></w:trPr>"));
    cell_open(d, c->at[0].width, "");
    paragraph_open(d, "TableText", "");
    put_words(d, "", p->name);
    out_str(&d->body, STR("</w:p></w:tc>"));
    cell_open(d, c->at[1].width, "");
    paragraph_open(d, "TableText", "");
    xml_put(&d->body, "<w:r><w:rPr><w:noProof/><w:color w:val=\"%S\"/><w:sz w:val=\"26\"/></w:rPr><w:t>", colour);
    for (uint32_t i = blocks_of(p->count, most, total); i > 0; i--)
        out_str(&d->body, total <= SQUARES_MOST ? STR("\xE2\x96\xA0") : STR("\xE2\x96\x88"));
    out_str(&d->body, STR("</w:t></w:r></w:p></w:tc>"));
    cell_open(d, c->at[2].width, "");
    xml_put(&d->body, "<w:p><w:pPr><w:pStyle w:val=\"TableText\"/><w:jc w:val=\"right\"/></w:pPr><w:r><w:t>%u</w:t></w:r></w:p></w:tc></w:tr>\n", p->count);
}

static void put_parts(struct docx *d)
{
    struct reader *r = &d->of->reader;
    struct str   names = read_text(r), numbers = read_text(r);
    uint32_t     len = read_count(r), most = 1;
    uint64_t     total = 0;
    struct part *parts = arena_many(r->arena, len, struct part);
    struct columns c = {.len = 3, .at = {{names, false, UPRIGHT_WIDTH * 32 / 100}, {STR("One square each"), false, UPRIGHT_WIDTH * 53 / 100}, {numbers, true, UPRIGHT_WIDTH * 15 / 100}}};
    for (uint32_t i = 0; i < len; i++) {
        parts[i] = (struct part){.name = read_text(r), .count = read_u32(r)};
        total += parts[i].count;
        most = parts[i].count > most ? parts[i].count : most;
    }
    if (r->wrong)
        return;
    widen(&c);
    if (total > SQUARES_MOST)
        c.at[1].title = STR("In proportion");
    table_open(d, &c, true);
    for (uint32_t i = 0; i < len; i++)
        put_part(d, &parts[i], i, most, total, &c);
    table_close(d);
}

/* The note stands below the squares, and before them in the stream: it is kept until they are written. */
static void put_figure(struct docx *d)
{
    struct reader *r = &d->of->reader;
    struct str  anchor = read_text(r), caption = read_text(r), message = read_text(r);
    struct docx note = {.of = d->of};
    out_memory(&note.body, r->arena);
    uint32_t noted = put_runs(&note);
    paragraph_open(d, "Caption", "");
    put_bookmark(d, anchor);
    put_words(d, "", caption);
    paragraph_close(d);
    if (message.len > 0) {
        paragraph_open(d, "Normal", "<w:keepNext/>");
        put_words(d, "", message);
        paragraph_close(d);
    }
    put_parts(d);
    if (noted > 0) {
        docx_after_table(d);
        paragraph_open(d, "Normal", "");
        out_str(&d->body, out_text(&note.body));
        paragraph_close(d);
    }
}

void docx_block(struct docx *d)
{
    switch (read_u8(&d->of->reader)) {
    case OFFICE_HEADING:   put_heading(d); break;
    case OFFICE_PARAGRAPH: put_paragraph(d, "Normal", ""); break;
    case OFFICE_LIST:      put_list(d, "ListBullet"); break;
    case OFFICE_LINES:     put_lines(d); break;
    case OFFICE_FACTS:     put_facts(d); break;
    case OFFICE_CONTENTS:  put_contents(d); break;
    case OFFICE_TABLE:     put_table(d); break;
    case OFFICE_FIGURE:    put_figure(d); break;
    default:               d->of->reader.wrong = true;
    }
}
