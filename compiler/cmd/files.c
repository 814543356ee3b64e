/* The files a command works on, and how it says which it could not read. */
#include "copies.h"
#include "config.h"
#include "../../runtime/base/escape.h"
#include "../../runtime/base/file.h"
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define SAID_BYTES_MOST 4096u            /* of a message on standard error; a longer one is cut */

void put_shown(const char *text)
{
    char       room[SAID_BYTES_MOST];    /* no allocation: this also says that memory ran out */
    struct out o = {.fd = 2, .at = room, .room = sizeof room};
    escape_terminal(&o, str_of(text));
    out_flush(&o);
}

void say(const char *format, ...)
{
    char    text[SAID_BYTES_MOST];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    fputs("irp: ", stderr);
    put_shown(text);
    fputc('\n', stderr);
}

int finish(struct out *o, const char *what, int status)
{
    struct err e = out_close(o);
    if (!failed(e))
        return status;
    cannot("write", what, e);
    return STATUS_CANNOT;
}

void cannot(const char *what, const char *name, struct err why)
{
    fprintf(stderr, "irp: cannot %s ", what);
    put_shown(strcmp(name, "-") == 0 ? "standard input" : name);
    fprintf(stderr, ": %s", err_text(why.code));
    if (why.system != 0 && why.code != ERR_NOT_FOUND && why.code != ERR_IS_FOLDER)
        fprintf(stderr, " (%s)", strerror(why.system));
    fputc('\n', stderr);
}

static void cannot_text(const char *what, const char *name, struct str text, size_t at)
{
    size_t line = 1, start = 0;
    for (size_t i = 0; i < at; i++)
        if (text.at[i] == '\n')
            line++, start = i + 1;
    fprintf(stderr, "irp: cannot %s ", what);
    put_shown(name);
    fprintf(stderr, ": %s (line %zu, byte %zu). Save it as UTF-8.\n", err_text(ERR_NOT_TEXT), line, at - start + 1);
}

void cannot_read(const char *what, const char *name, struct err why, struct str text, size_t at)
{
    if (why.code == ERR_NOT_TEXT)
        cannot_text(what, name, text, at);
    else
        cannot(what, name, why);
}

bool read_source(const char *what, const char *name, struct arena *a, struct str *text)
{
    size_t     at;
    struct err e = pipe_read(a, name, text, &at);
    if (failed(e))
        cannot_read(what, name, e, *text, at);
    return !failed(e);
}

static bool is_folder(const char *name)
{
    struct stat is;
    return strcmp(name, "-") != 0 && stat(name, &is) == 0 && S_ISDIR(is.st_mode);
}

bool is_tests(const char *name)
{
    size_t len = strlen(name), end = sizeof TESTS_END - 1;
    return len > end && strcmp(name + len - end, TESTS_END) == 0;
}

struct name_list { VEC(const char *) files; };

/* The files below a folder: tests of standards are no plans, and are left out unless they are asked for. So is what irp.conf excludes. */
static void add_folder(struct name_list *list, const struct arguments *args, const char *folder, bool tests, struct arena *a, int *status)
{
    struct str *found;
    uint32_t    count, before = list->files.len;
    struct err  e = file_find(a, folder, ".irp", &found, &count);
    if (failed(e)) {
        cannot("read", folder, e);
        *status = STATUS_CANNOT;
        return;
    }
    uint32_t    excluded = 0;
    for (uint32_t f = 0; f < count; f++) {
        bool out = args->configs != NULL && config_excludes(args->configs, folder, found[f].at);
        excluded += out;
        if (!out && (tests || !is_tests(found[f].at)))
            *vec_push(a, &list->files) = found[f].at;
    }
    if (list->files.len == before && excluded > 0)
        say("%s: every .irp file below this folder is excluded", folder);
    if (list->files.len > before || excluded > 0)
        return;
    fputs(args->command == CMD_CHECK ? "irp: cannot check " : "irp: cannot read ", stderr);
    put_shown(folder);
    fputs(": there is no .irp file below this folder\n", stderr);
    *status = STATUS_CANNOT;
}

static struct names names_of(const struct arguments *args, bool tests, struct arena *a, int *status)
{
    static const char *const here[] = {"."};
    struct name_list   list = {{NULL, 0, 0}};
    const char *const *names = args->names_len > 0 ? args->names : here;
    uint32_t           len = args->names_len > 0 ? args->names_len : 1;
    for (uint32_t i = 0; i < len; i++)
        if (is_folder(names[i]))
            add_folder(&list, args, names[i], tests, a, status);
        else
            *vec_push(a, &list.files) = names[i];
    return (struct names){list.files.at, list.files.len};
}

struct names files_named(const struct arguments *args, struct arena *a, int *status) { return names_of(args, false, a, status); }
struct names files_and_tests(const struct arguments *args, struct arena *a, int *status) { return names_of(args, true, a, status); }

/* --updates. False after a message. */
static bool take_updates(struct session *s, const struct arguments *args, struct arena *a)
{
    struct str name = args->value[OPT_UPDATES], text;
    if (!args->given[OPT_UPDATES])
        return true;
    if (!read_source("read", name.at, a, &text))
        return false;
    updates_open(&s->updates, name, text, a);
    uint32_t mistakes = s->updates.mistakes.findings.len;
    if (mistakes > 0 && args->command != CMD_CHECK && !args->given[OPT_QUIET])
        say("%s has %u mistake%s; irp check --updates shows %s. The rows are left out.", name.at, mistakes, mistakes == 1 ? "" : "s", mistakes == 1 ? "it" : "them");
    return true;
}

bool session_start(struct session *s, const struct arguments *args, struct arena *a)
{
    session_open(s, a);
    s->reads_files = s->linked = true;
    struct err e = pipe_hold(s, args->value[OPT_STANDARD]);
    if (failed(e))
        cannot("take a standard from", args->value[OPT_STANDARD].at, e);
    return !failed(e) && take_updates(s, args, a);
}

/* One file: STATUS_CANNOT after a message. */
static int take_unit(struct session *s, const struct arguments *args, const char *name, struct unit_taker to, struct copies *copies, struct arena *work)
{
    struct str  text;
    struct unit u;
    if (!read_source("read", name, work, &text))
        return STATUS_CANNOT;
    pipe_compile(s, str_of(strcmp(name, "-") == 0 ? "<standard input>" : name), text, work, &u);
    if (u.errors > 0 && !args->given[OPT_QUIET])
        say("%s has %u mistake%s; irp check shows %s. The figures count what is in doubt as not given.", name, u.errors, u.errors == 1 ? "" : "s",
            u.errors == 1 ? "it" : "them");
    copies_add(copies, u.image);
    to.take(to.of, &u);
    return STATUS_FINE;
}

/* ---- long work */

#define BAR_FILES 50u                    /* fewer are done before anybody looks */
#define BAR_COLUMNS 30u

/* How far it has got, on a terminal that shows nothing else: `done` of `all`; again and again on one line, which the last call clears. */
static void show_bar(bool wanted, uint32_t done, uint32_t all)
{
    char bar[BAR_COLUMNS + 1];
    if (!wanted || (uint64_t)done * 100 / all == (uint64_t)(done - 1) * 100 / all)
        return;
    if (done == all) {
        fputs("\r\033[K", stderr);
        return;
    }
    for (uint32_t i = 0; i < BAR_COLUMNS; i++)
        bar[i] = (uint64_t)i * all < (uint64_t)done * BAR_COLUMNS ? '#' : '.';
    bar[BAR_COLUMNS] = '\0';
    fprintf(stderr, "\r[%s] %u of %u files", bar, done, all);
}

int units_each(struct session *s, const struct arguments *args, struct names files, struct unit_taker to, struct arena *a, bool *any)
{
    int  status = STATUS_FINE;
    struct copies copies;
    copies_open(&copies, args->given[OPT_QUIET], a);
    bool bar = files.len >= BAR_FILES && !args->given[OPT_QUIET] && isatty(2);
    for (uint32_t i = 0; i < files.len; i++) {
        struct arena work;
        arena_open(&work, a->mem);
        int one = take_unit(s, args, files.at[i], to, &copies, &work);
        *any |= one == STATUS_FINE;
        status = one == STATUS_FINE ? status : one;
        arena_close(&work);
        show_bar(bar, i + 1, files.len);
    }
    copies_close(&copies);
    return status;
}

static bool is_among(const struct standard_file *f, struct names checked)
{
    for (uint32_t i = 0; i < checked.len; i++)
        if (standard_file_is(f, checked.at[i]))
            return true;
    return false;
}

struct units standards_read(struct session *s, struct names checked, struct arena *a)
{
    VEC(struct unit) units = {NULL, 0, 0};
    for (uint32_t i = 0; i < s->files.len; i++) {          /* a file that is compiled may name more */
        const struct standard_file *f = s->files.at[i];
        struct unit u;
        if (failed(f->why) || is_among(f, checked))
            continue;
        pipe_compile(s, f->name, f->text, a, &u);
        if (u.image->findings_len > 0)
            *vec_push(a, &units) = u;
    }
    return (struct units){units.at, units.len};
}
