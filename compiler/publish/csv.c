/* csv.c - one sheet as CSV (RFC 4180): a row of titles, CRLF. For spreadsheets unless the publication is to be plain: it starts with a byte order mark, and
 * texts that a spreadsheet would take for formulas are guarded (escape_csv). Days are 2026-06-15, months 2026-06 and years 2026; what is less precise is in
 * the author's words; a percentage is a share such as 0.25; what is missing is empty.
 */
#include "sheets.h"
#include "../../runtime/base/escape.h"

struct csv { struct out *out; bool plain; };

static void put_share(struct out *o, int64_t millionths)
{
    uint64_t n = millionths < 0 ? 0 - (uint64_t)millionths : (uint64_t)millionths;
    char     places[8];
    size_t   len = 6;
    for (size_t i = len; i-- > 0; n /= 10)
        places[i] = (char)('0' + n % 10);
    while (len > 0 && places[len - 1] == '0')
        len--;
    out_printf(o, "%s%llu%s", millionths < 0 ? "-" : "", (unsigned long long)n, len > 0 ? "." : "");
    out_str(o, (struct str){places, len});
}

static void put_date(struct out *o, struct date d)
{
    struct civil c = civil_of(d.first);
    if (d.form == DATE_DAY)
        date_print_iso(o, d.first);
    else if (d.form == DATE_MONTH)
        out_printf(o, "%04d-%02d", (int)c.year, (int)c.month);
    else if (d.form == DATE_YEAR)
        out_printf(o, "%04d", (int)c.year);
    else
        date_print(o, d);
}

static void begin(void *of, enum sheet_id sheet, const struct sheet_column *const *columns, uint32_t len)
{
    struct csv *csv = of;
    (void)sheet;
    for (uint32_t i = 0; i < len; i++) {
        if (i > 0)
            out_char(csv->out, ',');
        escape_csv(csv->out, str_of(columns[i]->title), csv->plain);
    }
    out_str(csv->out, STR("\r\n"));
}

static void row(void *of, enum sheet_id sheet, const struct datum *values, uint32_t len)
{
    struct csv *csv = of;
    (void)sheet;
    for (uint32_t i = 0; i < len; i++) {
        if (i > 0)
            out_char(csv->out, ',');
        switch (values[i].type) {
        case DATUM_TEXT:    escape_csv(csv->out, values[i].text, csv->plain); break;
        case DATUM_WHOLE:   out_int(csv->out, values[i].number); break;
        case DATUM_PERCENT: put_share(csv->out, values[i].number); break;
        case DATUM_DATE:    put_date(csv->out, values[i].date); break;
        case DATUM_MISSING: case DATUM_TYPES: break;
        }
    }
    out_str(csv->out, STR("\r\n"));
}

struct err write_csv(const struct publication *p, struct out *o)
{
    struct csv        csv = {o, p->plain};
    struct sheet_sink sink = {begin, row, &csv};
    if (!p->plain)
        out_str(o, STR("\xEF\xBB\xBF"));
    sheet_make_main(p, &sink);
    return OK;
}
