/* office.c - XLSX, ODS and DOCX: the publication is streamed to irp-office (../office/stream.h), which answers with the file. */
#include "office.h"
#include "sheets.h"
#include "../tool/tool.h"
#include "../../runtime/base/escape.h"
#include "../../runtime/base/utf8.h"

#define OFFICE_FILE_MOST ((size_t)1 << 30)

void office_u8(struct office_stream *s, unsigned n) { out_char(&s->out, (char)n); }

static void put_number(struct office_stream *s, uint64_t n, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++, n >>= 8)
        out_char(&s->out, (char)(n & 0xFF));
}

void office_u32(struct office_stream *s, uint32_t n) { put_number(s, n, 4); }
void office_i32(struct office_stream *s, int32_t n) { put_number(s, (uint32_t)n, 4); }
void office_i64(struct office_stream *s, int64_t n) { put_number(s, (uint64_t)n, 8); }

/* The name of a file may hold any bytes; the stream holds UTF-8. */
void office_text(struct office_stream *s, struct str text)
{
    struct out shown;
    if (utf8_check(text) < text.len) {
        out_memory(&shown, s->out.arena);
        escape_shown(&shown, text);
        text = out_text(&shown);
    }
    office_u32(s, (uint32_t)text.len);
    out_str(&s->out, text);
}

void office_date(struct office_stream *s, struct date d)
{
    office_i32(s, d.first);
    office_i32(s, d.last);
    office_u8(s, (unsigned)d.form);
}

void office_record(struct office_stream *s, enum office_tag tag)
{
    office_u8(s, (unsigned)tag);
    s->records++;
}

void office_open(struct office_stream *s, struct str title, int32_t today, struct arena *a)
{
    *s = (struct office_stream){.records = 0};
    out_memory(&s->out, a);
    out_str(&s->out, STR(OFFICE_MAGIC));
    office_u32(s, OFFICE_VERSION);
    office_record(s, OFFICE_INFO);
    office_text(s, title);
    office_i32(s, today);
}

struct err office_ask(struct office_stream *s, const char *format, struct arena *a, struct out *o)
{
    const char *const words[] = {tool_beside("irp-office", a), "--to", format, NULL};
    struct str        file;
    office_u8(s, OFFICE_END);
    office_u32(s, s->records);
    if (!words[0])
        return (struct err){ERR_NO_TOOL, 0};
    struct err e = tool_ask(words, out_text(&s->out), OFFICE_FILE_MOST, a, &file);
    if (!failed(e))
        out_str(o, file);
    return e;
}

/* ---- sheets */

struct sheet_stream { struct office_stream stream; uint32_t sheets; };

static void begin(void *of, enum sheet_id sheet, const struct sheet_column *const *columns, uint32_t len)
{
    struct sheet_stream *s = of;
    s->sheets++;
    office_record(&s->stream, OFFICE_SHEET);
    office_text(&s->stream, str_of(sheet_rows_of[sheet].name));
    office_u32(&s->stream, len);
    for (uint32_t i = 0; i < len; i++) {
        office_text(&s->stream, str_of(columns[i]->title));
        office_u8(&s->stream, (unsigned)columns[i]->type);
        office_u32(&s->stream, columns[i]->width);
        office_u8(&s->stream, columns[i]->use == COLUMN_ALARM);
    }
}

static void row(void *of, enum sheet_id sheet, const struct datum *values, uint32_t len)
{
    struct sheet_stream *s = of;
    (void)sheet;
    office_record(&s->stream, OFFICE_ROW);
    office_u32(&s->stream, s->sheets - 1);
    for (uint32_t i = 0; i < len; i++) {
        office_u8(&s->stream, (unsigned)values[i].type);
        if (values[i].type == DATUM_TEXT)
            office_text(&s->stream, values[i].text);
        else if (values[i].type == DATUM_DATE)
            office_date(&s->stream, values[i].date);
        else if (values[i].type != DATUM_MISSING)
            office_i64(&s->stream, values[i].number);
    }
}

static struct err write_sheets(const struct publication *p, const char *format, struct out *o)
{
    struct sheet_stream s = {.sheets = 0};
    struct sheet_sink   sink = {begin, row, &s};
    office_open(&s.stream, sheets_title(p, p->arena), p->today, p->arena);
    sheet_make_all(p, &sink);
    return office_ask(&s.stream, format, p->arena, o);
}

struct err write_xlsx(const struct publication *p, struct out *o) { return write_sheets(p, "xlsx", o); }
struct err write_ods(const struct publication *p, struct out *o) { return write_sheets(p, "ods", o); }
