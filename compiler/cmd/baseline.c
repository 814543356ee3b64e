/* Baselines as files. See baseline.h. */
#define _XOPEN_SOURCE 700   /* realpath */
#include "baseline.h"
#include "../../runtime/base/file.h"
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#define HEAD "irp baseline "

/* ---- names */

static void set_folder(struct baseline_file *b, struct arena *a)
{
    char        real[PATH_MAX];
    const char *slash = strrchr(b->name, '/');
    struct str  folder = slash == NULL ? STR(".") : str_upto(str_of(b->name), slash == b->name ? 1 : (size_t)(slash - b->name));
    b->folder = str_keep(a, str_of(realpath(str_keep(a, folder).at, real) != NULL ? real : ""));
}

struct str baseline_name(void *of, struct str name, struct arena *a)
{
    const struct baseline_file *b = of;
    char       real[PATH_MAX];
    if (realpath(str_keep(a, name).at, real) == NULL)
        return name;                     /* standard input */
    struct str is = str_keep(a, str_of(real)), up = {"", 0};
    size_t     same = b->folder.len == 1 ? 0 : b->folder.len;
    while (!(is.len > same && memcmp(is.at, b->folder.at, same) == 0 && is.at[same] == '/')) {
        up = str_printf(a, STR_FMT "../", STR_ARG(up));
        while (same > 0 && b->folder.at[--same] != '/')
            ;
    }
    return str_printf(a, STR_FMT STR_FMT, STR_ARG(up), STR_ARG(str_from(is, same + 1)));
}

static void put_name(struct out *o, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c == '\\' || c == '\t' || c == '\n')
            out_char(o, '\\');
        out_char(o, c == '\t' ? 't' : c == '\n' ? 'n' : c);
    }
}

/* False: a backslash stands before something else. */
static bool take_name(struct str s, struct arena *a, struct str *name)
{
    char  *to = arena_alloc(a, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c == '\\') {
            c = ++i < s.len ? s.at[i] : '\0';
            if (c != '\\' && c != 't' && c != 'n')
                return false;
            c = c == 't' ? '\t' : c == 'n' ? '\n' : c;
        }
        to[len++] = c;
    }
    *name = (struct str){to, len};
    return len > 0;
}

/* ---- reading */

static bool take_line(struct baseline_file *b, struct str line, struct arena *a)
{
    struct baseline_entry e = {.seen = false};
    struct str rest = line, file = str_cut(&rest, '\t'), name = str_cut(&rest, '\t');
    if (!take_name(file, a, &e.file) || !take_name(name, a, &e.name) || !fingerprint_read(rest, &e.print))
        return false;
    if (baseline_find(&b->baseline, e.file, e.print) == NULL)
        baseline_add(&b->baseline, e);
    return true;
}

/* The version of its first line; 0: it is no baseline. */
static uint32_t version_of(struct str line)
{
    uint32_t version = 0;
    struct str digits = line.len > sizeof HEAD - 1 ? str_from(line, sizeof HEAD - 1) : STR("");
    if (!str_eq(str_upto(line, line.len - digits.len), STR(HEAD)) || digits.len > 6)
        return 0;
    for (size_t i = 0; i < digits.len; i++)
        version = is_digit(digits.at[i]) ? version * 10 + (uint32_t)(digits.at[i] - '0') : 0;
    return version;
}

static bool take_text(struct baseline_file *b, struct str text, struct arena *a)
{
    struct str rest = text;
    uint32_t   version = version_of(str_cut(&rest, '\n')), line = 1;
    if (version != BASELINE_VERSION) {
        say(version == 0 ? "cannot read the baseline %s: it is none; --update-baseline makes one" : "cannot read the baseline %s: a newer irp wrote it", b->name);
        return false;
    }
    while (rest.len > 0) {
        struct str one = str_cut(&rest, '\n');
        line++;
        if (take_line(b, one, a))
            continue;
        say("cannot read the baseline %s: line %u is damaged; take that line out, or remove the file and write it again with --update-baseline", b->name, line);
        return false;
    }
    return true;
}

void baseline_named(struct baseline_file *b, struct str name, bool updates, struct arena *a)
{
    *b = (struct baseline_file){.name = str_keep(a, name).at, .updates = updates};
    baseline_open(&b->baseline, a);
    b->baseline.takes = updates;
    set_folder(b, a);
}

static const char *last_part(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash == NULL ? name : slash + 1;
}

bool baseline_is(const struct baseline_file *a, const struct baseline_file *b)
{
    return str_eq(a->folder, b->folder) && strcmp(last_part(a->name), last_part(b->name)) == 0;
}

bool baseline_read(struct baseline_file *b, struct arena *a)
{
    struct str text;
    b->read = true;
    struct err e = b->folder.len > 0 ? file_read(a, b->name, BASELINE_BYTES_MOST, &text) : (struct err){ERR_NOT_FOUND, 0};
    if (b->updates && e.code == ERR_NOT_FOUND && b->folder.len > 0)
        return true;
    if (!failed(e))
        return take_text(b, text, a);
    cannot("read the baseline", b->name, e);
    if (e.code == ERR_NOT_FOUND)
        say("--update-baseline writes one");
    return false;
}

/* ---- at the end */

static int by_text(const void *a, const void *b)
{
    const struct str *x = a, *y = b;
    int order = memcmp(x->at, y->at, x->len < y->len ? x->len : y->len);
    return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

static struct str entry_line(const struct baseline_entry *e, struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    put_name(&o, e->file);
    out_char(&o, '\t');
    put_name(&o, e->name);
    out_char(&o, '\t');
    out_str(&o, fingerprint_text(e->print, a));
    out_char(&o, '\n');
    return out_text(&o);
}

/* Of a file that was not checked: it stays as long as the file is there. */
static bool stays(const struct baseline_file *b, const struct baseline_entry *e, struct arena *a)
{
    struct stat is;
    return e->seen || (!baseline_checked(&b->baseline, e->file) && stat(str_printf(a, STR_FMT "/" STR_FMT, STR_ARG(b->folder), STR_ARG(e->file)).at, &is) == 0);
}

static bool write_now(struct baseline_file *b, bool quiet)
{
    struct arena *a = b->baseline.arena;
    uint32_t      len = 1;
    struct str   *lines = arena_many(a, b->baseline.entries.len + (size_t)1, struct str);
    lines[0] = str_printf(a, HEAD "%u\n", BASELINE_VERSION);
    for (uint32_t i = 0; i < b->baseline.entries.len; i++)
        if (stays(b, &b->baseline.entries.at[i], a))
            lines[len++] = entry_line(&b->baseline.entries.at[i], a);
    qsort(lines + 1, len - 1, sizeof *lines, by_text);
    struct err e = file_write(a, b->name, lines, len, FILE_PLAIN);
    if (failed(e))
        cannot("write the baseline", b->name, e);
    else if (!quiet)
        say("the baseline %s has %u finding%s now", b->name, len - 1, len == 2 ? "" : "s");
    return !failed(e);
}

bool baseline_close(struct baseline_file *b, bool all, bool quiet)
{
    uint32_t gone = 0;
    if (b->updates)
        return write_now(b, quiet);
    for (uint32_t i = 0; i < b->baseline.entries.len; i++) {
        const struct baseline_entry *e = &b->baseline.entries.at[i];
        bool is = !e->seen && baseline_checked(&b->baseline, e->file);
        gone += is;
        if (is && all && !quiet)
            say("gone from " STR_FMT ": " STR_FMT, STR_ARG(e->file), STR_ARG(e->name));
    }
    if (gone > 0 && !quiet)
        say("%u finding%s of the baseline %s %s gone; --update-baseline takes %s out", gone, gone == 1 ? "" : "s", b->name, gone == 1 ? "is" : "are", gone == 1 ? "it" : "them");
    return true;
}
