/* start.c - main of a checker that `irp build` made: a stub with plans, rules and machine code behind it (image/bundle.h), or with a standard alone:
 * then it reads plans as text (front.h).
 *
 * It needs neither irp nor LLVM where it runs, and prints what `irp check` prints, byte for byte: checker.c is what both have. Machine code
 * is mapped from the file itself, read-only and executable; where it cannot run, the evaluator does the same.
 */
#include "base/escape.h"
#include "front.h"
#include "host.h"
#include "texts.h"
#include "value/date.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static const char HELP_PLANS[] =
    "Checks the plans that were built into it, and says what it finds.\n\n"
    "  CHECKER                 the findings, as of today\n"
    "  CHECKER summary         how far the plans have got\n"
    "  CHECKER RETURNS.irp     the same with what these periodic returns report (summary RETURNS.irp likewise), where it was built for that\n"
    "  CHECKER --provenance    what it was made from: irp, plans, standards\n\n";
static const char HELP_STANDARD[] =
    "Checks plans against the standard that was built into it, and says what it finds.\n\n"
    "  CHECKER [FILE|FOLDER|-]...           the findings, as of today; every .irp file below a folder, or below the current one\n"
    "  CHECKER summary [FILE|FOLDER|-]...   how far the plans have got\n"
    "  CHECKER --provenance                 what it was made from: irp, the standard\n\n";
static const char HELP_STATUS[] = "\nStatus: 0 nothing to report, 1 something was found, 2 it could not be done.\n";

static int cannot(const struct request *r, const char *what, const char *why)
{
    fprintf(stderr, "%s: cannot %s: %s\n", r->name, what, why);
    return STATUS_CANNOT;
}

/* ---------------------------------------------------------------- arguments */

static bool take_day(struct request *r, struct str text)
{
    struct date_read read = date_parse(text);
    if (read.fault != DATE_FINE || read.date.first != read.date.last)
        return false;
    r->options.today = read.date.first;
    return true;
}

static bool take_engine(struct request *r, struct str text)
{
    r->evaluate = str_eq(text, STR("eval"));
    return r->evaluate || str_eq(text, STR("native"));
}

static bool take_color(struct request *r, struct str text)
{
    r->color = text;
    return str_eq(text, STR("auto")) || str_eq(text, STR("always")) || str_eq(text, STR("never"));
}

static bool take_format(struct request *r, struct str text)
{
    return r->wanted == WANT_SUMMARY ? grid_format_of(text, &r->options.tables) : checker_format(text, &r->options.format);
}

/* The tables of a summary: those of irp summary --by. */
static bool take_by(struct request *r, struct str text)
{
    static const char *const TABLES[] = {"concern", "owner", "area", "month", "status", "plan", "workload"};
    for (size_t i = 0; i < ARRAY_LEN(TABLES); i++)
        if (r->wanted == WANT_SUMMARY && str_eq(text, str_of(TABLES[i]))) {
            r->options.by = text;
            return true;
        }
    return false;
}

static bool take_plain(struct request *r, struct str text)
{
    (void)text;
    return r->options.plain = r->wanted == WANT_SUMMARY;
}

static bool take_most(struct request *r, struct str text)
{
    uint64_t n = 0;
    for (size_t i = 0; i < text.len && n <= UINT32_MAX; i++) {
        if (!is_digit(text.at[i]))
            return false;
        n = n * 10 + (uint64_t)(text.at[i] - '0');
    }
    r->options.look.most = (uint32_t)n;
    return text.len > 0 && n <= UINT32_MAX;
}

static bool take_help(struct request *r, struct str text)       { (void)text; r->wanted = WANT_HELP; return true; }
static bool take_version(struct request *r, struct str text)    { (void)text; r->wanted = WANT_VERSION; return true; }
static bool take_provenance(struct request *r, struct str text) { (void)text; r->wanted = WANT_PROVENANCE; return true; }
static bool take_strict(struct request *r, struct str text)     { (void)text; return r->options.strict = true; }
static bool take_hidden(struct request *r, struct str text)     { (void)text; return r->options.sieve.show_hidden = true; }
static bool take_quiet(struct request *r, struct str text)      { (void)text; return r->options.quiet = true; }

/* Every option: what is taken, what a wrong value is told, and what --help says. value NULL: it takes none. */
static const struct option {
    const char *letter, *name, *value;
    bool      (*take)(struct request *r, struct str text);
    const char *accepts, *about;
} OPTIONS[] = {
    {NULL, "--today",        "DATE",              take_day,        "a day, like 1 October 2026 or 2026-10-01", "the day asked about, like 1 October 2026 or 2026-10-01"},
    {NULL, "--format",       FORMAT_WORDS,        take_format,     NULL,                                       "how findings are written; a summary: text, csv, json or md"},
    {NULL, "--by",           "concern|owner|area|month|status|plan|workload", take_by, "a table of a summary: concern, owner, area, month, status, plan or workload", "of a summary: the figures for each of these alone"},
    {NULL, "--plain",        NULL,                take_plain,      NULL,                                       "of a summary: nothing shortened, columns parted by tabs"},
    {NULL, "--max-problems", "NUMBER",            take_most,       "a whole number",                           "how many findings are shown as text (20 when left out; 0: all)"},
    {NULL, "--engine",       "eval|native",       take_engine,     NULL,                                       "run the rules by the evaluator, or as machine code (the same findings)"},
    {NULL, "--strict",       NULL,                take_strict,     NULL,                                       "warnings too give status 1"},
    {NULL, "--show-hidden",  NULL,                take_hidden,     NULL,                                       "show what allowances hide too, marked"},
    {"-q", "--quiet",        NULL,                take_quiet,      NULL,                                       "no closing line"},
    {NULL, "--color",        "auto|always|never", take_color,      NULL,                                       "whether to use colours"},
    {NULL, "--provenance",   NULL,                take_provenance, NULL,                                       "what it was made from"},
    {"-h", "--help",         NULL,                take_help,       NULL,                                       "this text"},
    {"-V", "--version",      NULL,                take_version,    NULL,                                       "the version of irp that made it"},
};

static const struct option *option_named(struct str name)
{
    for (size_t i = 0; i < ARRAY_LEN(OPTIONS); i++)
        if (str_eq(name, str_of(OPTIONS[i].name)) || (OPTIONS[i].letter && str_eq(name, str_of(OPTIONS[i].letter))))
            return &OPTIONS[i];
    return NULL;
}

/* An option, and the next argument when that is its value: how many were taken, or 0 when it was said why not. */
static int take_option(struct request *r, char **argv)
{
    struct str value = str_of(argv[0]);
    bool joined = str_find(value, STR("=")) < value.len;
    const struct option *o = option_named(str_cut(&value, '='));
    if (!o || (joined && !o->value)) {
        fprintf(stderr, "%s: there is no option or command with that name; --help lists them\n", r->name);
        return 0;
    }
    if (!o->value)
        return o->take(r, STR("")) ? 1 : 0;
    if ((joined || argv[1]) && o->take(r, joined ? value : str_of(argv[1])))
        return joined ? 1 : 2;
    fprintf(stderr, "%s: %s must be %s%s\n", r->name, o->name, o->accepts ? "" : "one of ", o->accepts ? o->accepts : o->value);
    return 0;
}

static int take_argument(struct request *r, char **argv, struct arena *a)
{
    if (argv[0][0] == '-' && argv[0][1] != '\0')
        return take_option(r, argv);
    *vec_push(a, &r->files) = argv[0];
    return 1;
}

static bool read_arguments(struct request *r, int argc, char **argv, struct arena *a)
{
    int at = 1;
    if (argc > 1 && strcmp(argv[1], "summary") == 0) {
        r->wanted = WANT_SUMMARY;
        at = 2;
    }
    while (at < argc) {
        int taken = take_argument(r, argv + at, a);
        if (taken == 0)
            return false;
        at += taken;
    }
    return true;
}

/* ---------------------------------------------------------------- the file */

static struct err open_program(struct opened *o, uint32_t block, struct arena *a)
{
    return o->programs[block] ? OK : program_open(o->bundle.blocks[block], a, &o->programs[block]);
}

/* Machine code that cannot run here is no failure: the evaluator runs the rules. */
static struct err open_native(struct opened *o, const struct bundle_plan *p, struct arena *a)
{
    if (p->native == BUNDLE_NONE || o->natives[p->native])
        return OK;
    struct str block = o->bundle.blocks[p->native];
    uint64_t hash = program_bytes_hash(o->bundle.blocks[p->program]);
    struct err err = native_open(block, hash, o->self.fd, (uint64_t)(block.at - o->self.bytes.at), a, &o->natives[p->native]);
    return err.code == ERR_NO_ENGINE ? OK : err;
}

static struct err open_plans(struct opened *o, const struct request *r, struct arena *a)
{
    struct bundle *b = &o->bundle;
    o->programs = arena_zero(a, b->blocks_len * sizeof *o->programs);
    o->natives = arena_zero(a, b->blocks_len * sizeof *o->natives);
    o->images = arena_zero(a, b->plans_len * sizeof *o->images);
    struct err err = OK;
    for (uint32_t i = 0; i < b->plans_len && !failed(err); i++) {
        if (b->plans[i].image != BUNDLE_NONE)
            err = image_open(b->blocks[b->plans[i].image], a, &o->images[i]);
        if (!failed(err))
            err = open_program(o, b->plans[i].program, a);
        if (!failed(err) && !r->evaluate && r->wanted == WANT_CHECK)
            err = open_native(o, &b->plans[i], a);
    }
    return err;
}

/* ---------------------------------------------------------------- what is asked for */

static int check_plans(const struct opened *o, const struct request *r, struct out *out, struct out *say, struct arena *a)
{
    struct checker c;
    checker_open(&c, &r->options, out, say, a);
    for (uint32_t i = 0; i < o->bundle.plans_len; i++)
        checker_plan(&c, o->images[i], o->programs[o->bundle.plans[i].program], opened_native(o, i));
    return checker_close(&c);
}

static int summarise(const struct opened *o, const struct request *r, struct out *out, struct arena *a)
{
    struct summary *s = checker_summary(&r->options, out, a);
    for (uint32_t i = 0; i < o->bundle.plans_len; i++)
        summary_add(s, o->images[i], o->programs[o->bundle.plans[i].program]);
    summary_close(s);
    return 0;
}

static void print_provenance(const struct opened *o, struct out *out)
{
    for (uint32_t i = 0; i < o->bundle.facts_len; i++) {
        escape_terminal(out, o->bundle.facts[i].what);
        out_char(out, ' ');
        escape_terminal(out, o->bundle.facts[i].value);
        out_char(out, '\n');
    }
}

static void print_help(const struct opened *o, struct out *out)
{
    out_str(out, str_of(is_standard(o) ? HELP_STANDARD : HELP_PLANS));
    out_str(out, STR("Options:\n"));
    for (size_t i = 0; i < ARRAY_LEN(OPTIONS); i++) {
        const struct option *row = &OPTIONS[i];
        out_printf(out, "  %s%s%s%s%s\n      %s\n", row->letter ? row->letter : "", row->letter ? ", " : "", row->name, row->value ? " " : "",
                   row->value ? row->value : "", row->about);
    }
    out_str(out, str_of(HELP_STATUS));
}

static int answer(const struct opened *o, struct request *r, struct arena *a)
{
    struct out out, say;
    int status = 0;
    out_open(&out, a, 1);
    out_open(&say, a, 2);
    r->options.look.color = host_color(r->color, 1);
    r->options.look.columns = host_columns(1);
    switch (r->wanted) {
    case WANT_CHECK:      status = (is_standard(o) ? texts_check : r->files.len > 0 ? returns_check : check_plans)(o, r, &out, &say, a); break;
    case WANT_SUMMARY:    status = (is_standard(o) ? texts_sum : r->files.len > 0 ? returns_sum : summarise)(o, r, &out, a); break;
    case WANT_PROVENANCE: print_provenance(o, &out); break;
    case WANT_HELP:       print_help(o, &out); break;
    case WANT_VERSION:    out_str(&out, STR("a checker made by irp " IRP_VERSION "\n")); break;
    }
    struct err err = out_close(&out), said = out_close(&say);
    if (failed(err))
        return cannot(r, "write", err_text(err.code));
    return failed(said) ? STATUS_CANNOT : status;
}

static int run(struct request *r, struct arena *a)
{
    struct opened o = {.self.fd = -1};
    if (r->wanted == WANT_VERSION)
        return answer(&o, r, a);
    struct err err = self_open(r->name, &o.self);
    if (!failed(err))
        err = bundle_open(o.self.bytes, a, &o.bundle);
    if (err.code == ERR_NOT_FOUND && r->wanted != WANT_HELP)
        return cannot(r, "check", "no plan was built into this program");
    if (err.code == ERR_NOT_FOUND)
        err = OK;
    if (!failed(err) && r->files.len > 0 && !is_standard(&o) && !front_here())
        return cannot(r, "check files", "plans were built into this program, and it checks those; irp build --returns makes one that takes returns");
    if (!failed(err) && r->files.len > 1 && !is_standard(&o))
        return cannot(r, "check files", "it takes one file of returns at a time");
    if (!failed(err))
        err = open_plans(&o, r, a);
    if (failed(err))
        return cannot(r, "read its own plans", err_text(err.code));
    return answer(&o, r, a);
}

int main(int argc, char **argv)
{
    struct request r = {.name = argc > 0 ? argv[0] : "checker", .options = {.today = host_day(), .look.most = PROBLEMS_USUAL}};
    struct mem mem;
    struct arena a;
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    host_faults();
    mem_open(&mem);
    if (setjmp(mem.recover)) {
        int status = cannot(&r, "check", err_text(mem.why.code));
        mem_close(&mem);
        return status;
    }
    arena_open(&a, &mem);
    int status = read_arguments(&r, argc, argv, &a) ? run(&r, &a) : STATUS_CANNOT;
    mem_close(&mem);
    return status;
}
