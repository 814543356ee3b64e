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
static const char HELP_OPTIONS[] =
    "Options:\n"
    "  --today DATE            the day asked about, like 1 October 2026 or 2026-10-01\n"
    "  --format text|json      how findings and progress are written\n"
    "  --engine eval|native    run the rules by the evaluator, or as machine code (the same findings)\n"
    "  --strict                warnings too give status 1\n"
    "  --show-hidden           show what allowances hide too, marked\n"
    "  -q, --quiet             no closing line\n"
    "  --color auto|always|never\n"
    "  -h, --help              this text\n"
    "  -V, --version           the version of irp that made it\n\n"
    "Status: 0 nothing to report, 1 something was found, 2 it could not be done.\n";

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

static bool take_format(struct request *r, struct str text) { return checker_format(text, &r->options.format); }

static const struct { const char *name; bool (*take)(struct request *, struct str); const char *accepts; } WITH_VALUE[] = {
    {"--today",  take_day,    "a day, like 1 October 2026 or 2026-10-01"},
    {"--format", take_format, "text or json"},
    {"--engine", take_engine, "eval or native"},
    {"--color",  take_color,  "auto, always or never"},
};

static bool take_flag(struct request *r, struct str arg)
{
    static const struct { const char *one, *two; enum wanted wanted; } WANTS[] = {
        {"--help", "-h", WANT_HELP}, {"--version", "-V", WANT_VERSION}, {"--provenance", "--provenance", WANT_PROVENANCE}};
    for (size_t i = 0; i < ARRAY_LEN(WANTS); i++)
        if (str_eq(arg, str_of(WANTS[i].one)) || str_eq(arg, str_of(WANTS[i].two))) {
            r->wanted = WANTS[i].wanted;
            return true;
        }
    bool strict = str_eq(arg, STR("--strict")), quiet = str_eq(arg, STR("--quiet")) || str_eq(arg, STR("-q"));
    r->options.strict |= strict;
    r->options.quiet |= quiet;
    bool hidden = str_eq(arg, STR("--show-hidden"));
    r->options.sieve.show_hidden |= hidden;
    return strict || quiet || hidden;
}

/* One argument, and the next when it is its value: how many were taken, or 0 when it was said why not. */
static int take_argument(struct request *r, char **argv, struct arena *a)
{
    struct str arg = str_of(argv[0]), name = arg;
    bool joined = str_find(arg, STR("=")) < arg.len;
    struct str value = name;
    name = str_cut(&value, '=');
    for (size_t i = 0; i < ARRAY_LEN(WITH_VALUE); i++) {
        if (!str_eq(name, str_of(WITH_VALUE[i].name)))
            continue;
        if ((!joined && !argv[1]) || !WITH_VALUE[i].take(r, joined ? value : str_of(argv[1]))) {
            fprintf(stderr, "%s: %s must be %s\n", r->name, WITH_VALUE[i].name, WITH_VALUE[i].accepts);
            return 0;
        }
        return joined ? 1 : 2;
    }
    if (take_flag(r, arg))
        return 1;
    if (arg.len == 0 || arg.at[0] != '-' || arg.len == 1) {
        *vec_push(a, &r->files) = argv[0];
        return 1;
    }
    fprintf(stderr, "%s: there is no option or command with that name; --help lists them\n", r->name);
    return 0;
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
    out_str(out, str_of(HELP_OPTIONS));
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
    struct request r = {.name = argc > 0 ? argv[0] : "checker", .options = {.today = host_day()}};
    struct mem mem;
    struct arena a;
    signal(SIGPIPE, SIG_IGN);
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
