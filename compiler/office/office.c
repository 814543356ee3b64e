/* office.c - irp-office's main: a stream of records in, a file out. irp starts it as a child. */
#include "office.h"
#include "../../runtime/base/file.h"
#include "../../runtime/base/utf8.h"
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#define STATUS_CANNOT 2

static const struct { const char *name; office_write *write; } formats[] = {
    {"xlsx", office_xlsx}, {"ods", office_ods}, {"docx", office_docx}};

struct str date_shown(struct arena *a, struct date d)
{
    struct out o;
    out_memory(&o, a);
    date_print(&o, d);
    return out_text(&o);
}

bool date_before_year(struct str shown, struct date d, struct str *before)
{
    char year[8];
    snprintf(year, sizeof year, "%04d", (int)civil_of(d.last).year);
    struct str end = str_of(year);
    *before = str_upto(shown, shown.len >= end.len ? shown.len - end.len : 0);
    return shown.len >= end.len && str_eq(str_from(shown, before->len), end);
}

/* Lines that break at words take about an eighth more than their letters. */
static unsigned text_lines(struct str text, unsigned width)
{
    unsigned lines = 0;
    while (text.len > 0 && lines < ROW_LINES_MOST) {
        struct str line = str_cut(&text, '\n');
        size_t     columns = line.len > ROW_LINES_MOST * COLUMN_WIDTH_MOST ? line.len : utf8_columns(line);
        size_t     more = 1 + columns * 9 / (8 * (width > 0 ? width : 1));
        lines += more < ROW_LINES_MOST ? (unsigned)more : ROW_LINES_MOST;
    }
    return lines;
}

unsigned row_lines(const struct sheet *s, const struct datum *values)
{
    unsigned most = 1;
    for (uint32_t i = 0; i < s->columns_len; i++) {
        unsigned lines = values[i].type == DATUM_TEXT ? text_lines(values[i].text, s->columns[i].width) : 1;
        if (lines > most)
            most = lines;
    }
    return most < ROW_LINES_MOST ? most : ROW_LINES_MOST;
}

static int cannot(const char *what, const char *why)
{
    fprintf(stderr, "irp-office: cannot %s: %s\n", what, why);
    return STATUS_CANNOT;
}

/* What a stream may cost. The sanitizers reserve more addresses than any limit. */
static void set_limits(void)
{
#if !defined(IRP_FAULT)
    const struct rlimit memory = {OFFICE_MEMORY_MOST, OFFICE_MEMORY_MOST}, time = {OFFICE_SECONDS_MOST, OFFICE_SECONDS_MOST}, core = {0, 0};
    setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_CPU, &time);
    setrlimit(RLIMIT_CORE, &core);
#endif
}

static office_write *format_named(int argc, char **argv)
{
    for (size_t i = 0; i < ARRAY_LEN(formats); i++)
        if (argc == 3 && strcmp(argv[1], "--to") == 0 && strcmp(argv[2], formats[i].name) == 0)
            return formats[i].write;
    return NULL;
}

/* A text that was cut says so in its cell, and here. */
static void tell_cut(const struct office *of)
{
    if (of->cut > 0)
        fprintf(stderr, "irp-office: %u text%s longer than the " CELL_TEXT_WORDS " characters that Excel holds in a cell, and cut with a note at the end. CSV and ODS have all of %s.\n",
                of->cut, of->cut == 1 ? " is" : "s are", of->cut == 1 ? "it" : "them");
}

static int write_file(struct arena *a, struct str file)
{
    struct out o;
    out_open(&o, a, 1);
    out_str(&o, file);
    struct err e = out_close(&o);
    return failed(e) ? cannot("write", err_text(e.code)) : 0;
}

static int run(office_write *write, struct arena *a)
{
    struct office of = {.reader = {.arena = a}, .arena = a};
    struct str    file = {"", 0};
    struct err    e = file_read(a, "-", OFFICE_INPUT_MOST, &of.reader.rest);
    if (failed(e))
        return cannot("read", err_text(e.code));
    read_head(&of.reader);
    if (read_tag(&of.reader) == OFFICE_INFO)
        of.info = read_info(&of.reader);
    const char *why = of.reader.wrong ? OFFICE_WRONG : write(&of, &file);
    if (why)
        return cannot("make the file", why);
    tell_cut(&of);
    return write_file(a, file);
}

int main(int argc, char **argv)
{
    static struct mem mem;
    struct arena      arena;
    office_write     *write = format_named(argc, argv);
    int               status;
    if (!write)
        return cannot("start", "irp starts this program: irp-office --to xlsx|ods|docx");
    signal(SIGPIPE, SIG_IGN);
    set_limits();
    mem_open(&mem);
    if (setjmp(mem.recover)) {
        mem_close(&mem);
        return cannot("make the file", err_text(mem.why.code));
    }
    arena_open(&arena, &mem);
    status = run(write, &arena);
    mem_close(&mem);
    return status;
}
