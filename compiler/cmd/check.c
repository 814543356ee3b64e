/* irp check: compile each file, run its rules, say what was found. A file's memory is given back before the next. */
#include "fixes.h"

struct checking {
    const struct arguments *args;
    struct session session;
    struct checker checker;
    struct engine  engine;
    struct fixing  fixing;
    struct arena  *arena;
    int            status;
};

static void check_text(struct checking *c, const char *name, struct str text, struct arena *work)
{
    struct unit u;
    pipe_compile(&c->session, str_of(strcmp(name, "-") == 0 ? "<standard input>" : name), text, work, &u);
    const struct program *p = unit_program(&u);
    const struct native  *native = engine_for(&c->engine, c->args, &u, c->arena);
    checker_joined(&c->checker, u.image, p, native, &u.joined);
}

static void check_file(struct checking *c, const char *name)
{
    struct arena work;
    struct str   text;
    size_t       at;
    arena_open(&work, c->arena->mem);
    struct err e = pipe_read(&work, name, &text, &at);
    if (failed(e)) {
        if (e.code == ERR_NOT_TEXT)
            cannot_text(name, text, at);
        else
            cannot("check", name, e);
        c->status = STATUS_CANNOT;
    } else {
        if (fixes_asked(c->args))
            fix_file(&c->fixing, name, &text, &work);
        if (!c->args->given[OPT_DIFF])
            check_text(c, name, text, &work);
    }
    arena_close(&work);
}

/* What was found beside the files themselves: returns that are for none of the plans, and standards that were read for them. */
static void check_others(struct checking *c, struct names files, struct arena *a)
{
    struct unit left;
    if (pipe_left(&c->session, a, &left))
        checker_joined(&c->checker, left.image, unit_program(&left), NULL, &left.joined);
    struct units standards = standards_read(&c->session, files, a);
    for (uint32_t i = 0; i < standards.len; i++)
        checker_plan(&c->checker, standards.at[i].image, unit_program(&(struct unit){0}), NULL);
}

/* Standard input, mended, goes to standard output: the findings that remain stand on standard error then. */
static bool gives_text(const struct arguments *args)
{
    bool piped = false;
    for (uint32_t i = 0; i < args->names_len; i++)
        piped = piped || strcmp(args->names[i], "-") == 0;
    return piped && fixes_asked(args) && !args->given[OPT_DIFF];
}

int cmd_check(const struct arguments *args, struct arena *a)
{
    struct checker_options options;
    if (!asked_options(args, &options))
        return STATUS_CANNOT;
    if (!args->given[OPT_MAX])
        options.look.most = PROBLEMS_USUAL;
    struct checking c = {.args = args, .arena = a, .status = STATUS_FINE, .engine.debug = engine_asked(args)};
    struct names    files = files_named(args, a, &c.status);
    struct out      out, say_out;
    out_open(&out, a, 1);
    out_open(&say_out, a, 2);
    if (!session_start(&c.session, args, a))
        return STATUS_CANNOT;
    options.mends = true;
    if (args->given[OPT_DIFF])
        options.format = CHECKER_TEXT;       /* what would change takes the place of the findings */
    checker_open(&c.checker, &options, gives_text(args) ? &say_out : &out, &say_out, a);
    c.fixing = (struct fixing){.args = args, .session = &c.session, .checker = &c.checker, .out = &out};
    for (uint32_t i = 0; i < files.len; i++)
        check_file(&c, files.at[i]);
    if (!args->given[OPT_DIFF])
        check_others(&c, files, a);
    if (fixes_asked(args))
        fixes_said(&c.fixing, &say_out);
    bool any = c.checker.findings.files > 0;
    c.checker.options.quiet = c.checker.options.quiet || !any;
    int found = args->given[OPT_DIFF] ? STATUS_FINE : checker_close(&c.checker);
    int mended = fixes_status(&c.fixing);
    int written = finish(&out, "the findings", mended != STATUS_FINE ? mended : found);
    return c.status != STATUS_FINE || failed(out_close(&say_out)) ? STATUS_CANNOT : written;
}
