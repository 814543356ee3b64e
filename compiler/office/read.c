#include "read.h"
#include "../../runtime/base/utf8.h"

static struct str take(struct reader *r, size_t len)
{
    struct str taken = {"", 0};
    if (r->wrong || len > r->rest.len) {
        r->wrong = true;
        return taken;
    }
    taken = str_upto(r->rest, len);
    r->rest = str_from(r->rest, len);
    return taken;
}

static uint64_t take_number(struct reader *r, unsigned bytes)
{
    struct str s = take(r, bytes);
    uint64_t   n = 0;
    for (size_t i = s.len; i-- > 0;)
        n = n << 8 | (unsigned char)s.at[i];
    return n;
}

uint8_t  read_u8(struct reader *r) { return (uint8_t)take_number(r, 1); }
uint32_t read_u32(struct reader *r) { return (uint32_t)take_number(r, 4); }
int32_t  read_i32(struct reader *r) { return (int32_t)read_u32(r); }
int64_t  read_i64(struct reader *r) { return (int64_t)take_number(r, 8); }

uint32_t read_below(struct reader *r, uint32_t most)
{
    uint32_t n = read_u32(r);
    if (n >= most)
        r->wrong = true;
    return r->wrong ? 0 : n;
}

uint32_t read_count(struct reader *r)
{
    uint32_t n = read_u32(r);
    if (n > r->rest.len)
        r->wrong = true;
    return r->wrong ? 0 : n;
}

bool read_truth(struct reader *r)
{
    uint8_t n = read_u8(r);
    if (n > 1)
        r->wrong = true;
    return n == 1 && !r->wrong;
}

struct str read_text(struct reader *r)
{
    struct str s = take(r, read_u32(r));
    if (utf8_check(s) != s.len) {
        r->wrong = true;
        return STR("");
    }
    return s;
}

struct date read_date(struct reader *r)
{
    struct date d = {.first = read_i32(r), .last = read_i32(r)};
    uint8_t     form = read_u8(r);
    if (form > DATE_DAYS || d.first > d.last)
        r->wrong = true;
    d.form = (enum date_form)form;
    return r->wrong ? (struct date){0, 0, DATE_DAY} : d;
}

void read_head(struct reader *r)
{
    r->wrong = !str_eq(take(r, sizeof OFFICE_MAGIC - 1), STR(OFFICE_MAGIC)) || read_u32(r) != OFFICE_VERSION;
}

enum office_tag read_tag(struct reader *r)
{
    uint8_t tag = read_u8(r);
    if (tag == OFFICE_END) {
        if (read_u32(r) != r->records || r->rest.len > 0)
            r->wrong = true;
    } else if (tag != OFFICE_INFO && tag != OFFICE_SHEET && tag != OFFICE_ROW && tag != OFFICE_DOCUMENT) {
        r->wrong = true;
    } else if ((tag == OFFICE_INFO) != (r->records == 0)) {
        r->wrong = true;
    }
    r->records++;
    return r->wrong ? OFFICE_END : (enum office_tag)tag;
}

struct office_info read_info(struct reader *r)
{
    struct office_info info = {.title = read_text(r), .today = read_i32(r)};
    return info;
}

/* ---- sheets */

void read_sheet(struct reader *r, struct sheet *s)
{
    *s = (struct sheet){.name = read_text(r), .columns_len = read_below(r, SHEET_COLUMNS_MOST + 1)};
    struct sheet_column *columns = arena_many(r->arena, s->columns_len, struct sheet_column);
    for (uint32_t i = 0; i < s->columns_len; i++) {
        columns[i] = (struct sheet_column){.title = read_text(r)};
        uint8_t type = read_u8(r);
        columns[i].width = read_below(r, COLUMN_WIDTH_MOST + 1);
        columns[i].alarm = read_truth(r);
        if (type == DATUM_MISSING || type >= DATUM_TYPES)
            r->wrong = true;
        columns[i].type = (enum datum_type)type;
    }
    s->columns = columns;
    s->filled = arena_zero(r->arena, s->columns_len * sizeof *s->filled);
    if (utf8_units16(s->name) > SHEET_NAME_MOST || s->name.len == 0 || s->columns_len == 0)
        r->wrong = true;
}

static struct datum read_value(struct reader *r, enum datum_type of)
{
    uint8_t      type = read_u8(r);
    struct datum v = {.type = (enum datum_type)type};
    if (type == DATUM_MISSING)
        return v;
    if (type != of) {
        r->wrong = true;
        return (struct datum){.type = DATUM_MISSING};
    }
    if (type == DATUM_TEXT)
        v.text = read_text(r);
    else if (type == DATUM_DATE)
        v.date = read_date(r);
    else
        v.number = read_i64(r);
    return v;
}

struct sheet *read_row(struct reader *r, struct sheet *sheets, uint32_t len, struct datum *values)
{
    uint32_t which = read_below(r, len);
    if (r->wrong)
        return NULL;
    struct sheet *s = &sheets[which];
    for (uint32_t i = 0; i < s->columns_len; i++) {
        values[i] = read_value(r, s->columns[i].type);
        s->filled[i] |= values[i].type != DATUM_MISSING;
    }
    s->rows++;
    return r->wrong ? NULL : s;
}
