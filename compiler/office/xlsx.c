/* xlsx.c - a workbook by libxlsxwriter: a worksheet for each sheet that has rows.
 *
 * Every text is written as a text, whatever it starts with: nothing becomes a formula. A date is a real date: its last day, in a number format that
 * shows what its author said of it ("July 2026", "Q3 2026"), so that sorting and filtering agree with irp, and no day is shown that nobody named.
 * Excel's calendar starts in March 1900 and ends in 9999: a date outside is a text.
 */
#define _GNU_SOURCE                       /* memfd_create */
#include "office.h"
#include "../../runtime/base/escape.h"
#include "../../runtime/base/utf8.h"
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define EXCEL_OF_1970    25569            /* Excel's number for day 0 */
#define EXCEL_DAY_LEAST  61               /* 1 March 1900: before it Excel counts a day that never was */
#define EXCEL_DAY_MOST   2958465          /* 31 December 9999 */
#define DATE_FORMATS_MOST 200u           /* Excel has room for about as many of a user's own */
#define LINE_POINTS      13.6
#define HEAD_LINES       3
#define HEADER_TITLE_MOST 100u            /* letters of the title at the foot of a page */

struct date_format { struct str code; lxw_format *format; };
struct book {
    struct office  *of;
    struct arena    work;                 /* of the row at hand */
    lxw_workbook   *workbook;
    lxw_worksheet  *page[SHEETS_MOST];
    struct sheet    sheet[SHEETS_MOST];
    uint32_t        sheets;
    lxw_format     *head, *text, *whole, *percent, *alarm;
    VEC(struct date_format) dates;
    const char     *why;                  /* it cannot be made */
};

/* ---- formats */

static lxw_format *cell_format(struct book *b, const char *number)
{
    lxw_format *f = workbook_add_format(b->workbook);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    format_set_bottom(f, LXW_BORDER_THIN);
    format_set_bottom_color(f, 0xD9D9D9);
    if (number)
        format_set_num_format(f, number);
    return f;
}

/* A little away from the words of the next column. */
static lxw_format *number_format(struct book *b, const char *number)
{
    lxw_format *f = cell_format(b, number);
    format_set_align(f, LXW_ALIGN_RIGHT);
    format_set_indent(f, 1);
    return f;
}

static void open_formats(struct book *b)
{
    b->head = cell_format(b, NULL);
    format_set_bold(b->head);
    format_set_text_wrap(b->head);
    format_set_font_color(b->head, 0xFFFFFF);
    format_set_bg_color(b->head, 0x12436D);
    b->text = cell_format(b, NULL);
    format_set_text_wrap(b->text);
    b->whole = number_format(b, "#,##0");
    b->percent = number_format(b, "0%");
    b->alarm = number_format(b, "#,##0");
    format_set_bold(b->alarm);
    format_set_font_color(b->alarm, 0x801650);
}

/* Precise to a day or a month, or the author's words as a number format of their own: "Q3 "yyyy. */
static struct str date_code(struct book *b, struct date d)
{
    struct str shown = date_shown(&b->work, d), before;
    if (d.form == DATE_DAY || d.form == DATE_MONTH)
        return d.form == DATE_DAY ? STR("d mmmm yyyy") : STR("mmmm yyyy");
    bool year = date_before_year(shown, d, &before);
    return str_printf(&b->work, "%s" STR_FMT "%s%s", before.len > 0 ? "\"" : "", STR_ARG(year ? before : shown), before.len > 0 ? "\"" : "", year ? "yyyy" : "");
}

/* NULL: there are too many already. */
static lxw_format *date_format(struct book *b, struct date d)
{
    struct str code = date_code(b, d);
    for (uint32_t i = 0; i < b->dates.len; i++)
        if (str_eq(b->dates.at[i].code, code))
            return b->dates.at[i].format;
    if (b->dates.len == DATE_FORMATS_MOST)
        return NULL;
    code = str_keep(b->of->arena, code);
    lxw_format *f = cell_format(b, code.at);
    format_set_align(f, LXW_ALIGN_LEFT);
    *vec_push(b->of->arena, &b->dates) = (struct date_format){code, f};
    return f;
}

/* ---- texts */

static bool is_hex(char c) { return is_digit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); }

/* _x0041_ in a text would be read back as A: its first character is written as such a code itself. */
static struct str without_codes(struct book *b, struct str s)
{
    struct out o;
    size_t     at = str_find(s, STR("_x"));
    if (at == s.len)
        return s;
    out_memory(&o, &b->work);
    for (; at < s.len; at = str_find(s, STR("_x"))) {
        bool code = s.len - at >= 7 && is_hex(s.at[at + 2]) && is_hex(s.at[at + 3]) && is_hex(s.at[at + 4]) && is_hex(s.at[at + 5]) && s.at[at + 6] == '_';
        out_str(&o, str_upto(s, at));
        out_str(&o, code ? STR("_x005F_x") : STR("_x"));
        s = str_from(s, at + 2);
    }
    out_str(&o, s);
    return out_text(&o);
}

/* The first so many UTF-16 units of a text, and no half of a character. */
static struct str units_upto(struct str s, size_t units)
{
    size_t   at = 0;
    unsigned len;
    while (at < s.len) {
        size_t more = utf8_read(str_from(s, at), &len) >= 0x10000 ? 2 : 1;
        if (more > units)
            break;
        units -= more;
        at += len;
    }
    return str_upto(s, at);
}

/* A text that is too long for Excel says so itself, at its end. */
static struct str fitted(struct book *b, struct str s)
{
    size_t units = s.len <= CELL_TEXT_MOST ? 0 : utf8_units16(s);
    if (units <= CELL_TEXT_MOST)
        return s;
    struct str mark = str_printf(&b->work, " [Cut here: Excel holds " CELL_TEXT_WORDS " characters in a cell, and this text has %zu. CSV and ODS have all of it.]", units);
    struct str kept = units_upto(s, CELL_TEXT_MOST - mark.len);
    b->of->cut++;
    return str_printf(&b->work, STR_FMT STR_FMT, STR_ARG(kept), STR_ARG(mark));
}

/* As a library takes it: ended by NUL, hidden characters shown. */
static const char *text_of(struct book *b, struct str s)
{
    struct out o;
    out_memory(&o, &b->work);
    escape_shown(&o, s);
    s = without_codes(b, fitted(b, out_text(&o)));
    return str_keep(&b->work, s).at;
}

/* ---- cells */

static void note(struct book *b, lxw_error e)
{
    if (e != LXW_NO_ERROR && !b->why)
        b->why = lxw_strerror(e);
}

static void put_text(struct book *b, lxw_worksheet *page, uint32_t row, uint16_t column, struct str s, lxw_format *format)
{
    note(b, worksheet_write_string(page, row, column, text_of(b, s), format));
}

static void put_date(struct book *b, lxw_worksheet *page, uint32_t row, uint16_t column, struct date d)
{
    int64_t     day = (int64_t)date_key(d) + EXCEL_OF_1970;
    lxw_format *format = day < EXCEL_DAY_LEAST || day > EXCEL_DAY_MOST ? NULL : date_format(b, d);
    if (format)
        note(b, worksheet_write_number(page, row, column, (int32_t)day, format));
    else
        put_text(b, page, row, column, date_shown(&b->work, d), b->text);
}

/* Whole numbers of plans are small; one that Excel could not hold exactly is a text. */
static void put_number(struct book *b, lxw_worksheet *page, uint32_t row, uint16_t column, const struct datum *v, bool alarm)
{
    int32_t small = (int32_t)v->number;
    if (small != v->number)
        put_text(b, page, row, column, str_printf(&b->work, "%lld", (long long)v->number), b->text);
    else if (v->type == DATUM_PERCENT)
        note(b, worksheet_write_number(page, row, column, small / 1e6, b->percent));
    else
        note(b, worksheet_write_number(page, row, column, small, alarm && small > 0 ? b->alarm : b->whole));
}

static void put_row(struct book *b, const struct sheet *s, const struct datum *values)
{
    lxw_worksheet *page = b->page[s - b->sheet];
    note(b, worksheet_set_row(page, s->rows, row_lines(s, values) * LINE_POINTS, NULL));
    for (uint32_t i = 0; i < s->columns_len; i++) {
        const struct datum *v = &values[i];
        uint16_t column = (uint16_t)i;
        if (v->type == DATUM_TEXT)
            put_text(b, page, s->rows, column, v->text, b->text);
        else if (v->type == DATUM_DATE)
            put_date(b, page, s->rows, column, v->date);
        else if (v->type == DATUM_MISSING)
            note(b, worksheet_write_blank(page, s->rows, column, b->text));
        else
            put_number(b, page, s->rows, column, v, s->columns[i].alarm);
    }
}

/* ---- worksheets */

static void print_set_up(struct book *b, lxw_worksheet *page)
{
    struct out o;
    struct str title = units_upto(b->of->info.title, HEADER_TITLE_MOST), day = date_shown(&b->work, date_of_day(b->of->info.today));
    out_memory(&o, &b->work);
    out_str(&o, STR("&L"));
    for (size_t i = 0; i < title.len; i++) {
        if (title.at[i] == '&')                 /* a sign of Excel's own */
            out_char(&o, '&');
        out_char(&o, title.at[i]);
    }
    out_printf(&o, "&CPage &P of &N&RAt " STR_FMT, STR_ARG(day));
    worksheet_set_landscape(page);
    worksheet_set_paper(page, 9);               /* A4 */
    worksheet_fit_to_pages(page, 1, 0);
    worksheet_repeat_rows(page, 0, 0);
    note(b, worksheet_set_footer(page, text_of(b, out_text(&o))));
}

static void open_page(struct book *b)
{
    struct sheet  *s = &b->sheet[b->sheets];
    lxw_worksheet *page;
    read_sheet(&b->of->reader, s);
    if (b->of->reader.wrong)
        return;
    page = b->page[b->sheets++] = workbook_add_worksheet(b->workbook, text_of(b, s->name));
    if (!page) {
        b->why = "two sheets have one name";
        return;
    }
    note(b, worksheet_set_row(page, 0, HEAD_LINES * LINE_POINTS, NULL));
    for (uint32_t i = 0; i < s->columns_len; i++)
        put_text(b, page, 0, (uint16_t)i, s->columns[i].title, b->head);
    worksheet_freeze_panes(page, 1, 0);
    note(b, worksheet_ignore_errors(page, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
    print_set_up(b, page);
}

/* What is known once all rows are there: columns in which nothing stands are folded away. */
static void close_page(struct book *b, uint32_t i)
{
    const struct sheet *s = &b->sheet[i];
    lxw_row_col_options folded = {.hidden = LXW_TRUE};
    for (uint32_t c = 0; c < s->columns_len; c++) {
        bool fold = s->rows > 0 && !s->filled[c];
        note(b, worksheet_set_column_opt(b->page[i], (uint16_t)c, (uint16_t)c, s->columns[c].width, NULL, fold ? &folded : NULL));
    }
    note(b, worksheet_autofilter(b->page[i], 0, 0, s->rows, (uint16_t)(s->columns_len - 1)));
}

/* ---- the workbook */

static void read_records(struct book *b)
{
    struct datum values[SHEET_COLUMNS_MOST];
    struct reader *r = &b->of->reader;
    for (enum office_tag tag; !b->why && (tag = read_tag(r)) != OFFICE_END;) {
        struct sheet *s;
        arena_open(&b->work, b->of->arena->mem);
        if (tag == OFFICE_SHEET && b->sheets < SHEETS_MOST)
            open_page(b);
        else if (tag != OFFICE_ROW || !(s = read_row(r, b->sheet, b->sheets, values)))
            r->wrong = true;
        else if (s->rows > SHEET_ROWS_MOST)
            b->why = "a sheet of Excel has 1,048,575 rows, and this has more; CSV has no such limit";
        else
            put_row(b, s, values);
        arena_close(&b->work);
    }
}

static void close_pages(struct book *b)
{
    for (uint32_t i = 0; i < b->sheets; i++)
        close_page(b, i);
}

static bool whole_file(struct office *of, int fd, struct str *file)
{
    struct stat is;
    if (fstat(fd, &is) != 0 || is.st_size <= 0)
        return false;
    char *at = arena_alloc(of->arena, (size_t)is.st_size);
    for (off_t done = 0; done < is.st_size;) {
        ssize_t n = pread(fd, at + done, (size_t)(is.st_size - done), done);
        if (n <= 0)
            return false;
        done += n;
    }
    *file = (struct str){at, (size_t)is.st_size};
    return true;
}

const char *office_xlsx(struct office *of, struct str *file)
{
    struct book b = {.of = of};
    char name[64];
    int  fd = memfd_create("irp-office", MFD_CLOEXEC);
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    arena_open(&b.work, of->arena->mem);
    lxw_doc_properties facts = {.title = (char *)(uintptr_t)text_of(&b, of->info.title), .created = (time_t)of->info.today * 86400 + 43200};
    b.workbook = fd < 0 ? NULL : workbook_new(name);
    if (!b.workbook)
        return "there is no room for the workbook";
    workbook_set_properties(b.workbook, &facts);
    arena_close(&b.work);
    open_formats(&b);
    read_records(&b);
    if (!of->reader.wrong && !b.why)
        close_pages(&b);
    note(&b, workbook_close(b.workbook));
    if (!b.why && !of->reader.wrong && !whole_file(of, fd, file))
        b.why = "the workbook was not written";
    close(fd);
    return of->reader.wrong ? OFFICE_WRONG : b.why;
}
