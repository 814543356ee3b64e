/* irp check: compile each file, run its rules, say what was found. A file's memory is given back before the next. See check.h. */
#include "check.h"
#include "fixes.h"
#include "sieving.h"

/* ---- groups */

static struct group *group_of(struct checking *c, const char *name)
{
    const struct configured *configured = config_for(c->args->configs, name, false);
    while (c->groups.len <= configured->number)
        *vec_push(c->arena, &c->groups) = NULL;
    struct group **g = &c->groups.at[configured->number];
    if (*g == NULL) {
        *g = arena_new(c->arena, struct group);
        (*g)->configured = configured;
    }
    return *g;
}

/* False after a message. */
static bool open_baseline(struct checking *c, struct group *g)
{
    const struct arguments *args = &g->configured->args;
    bool updates = args->given[OPT_UPDATE_BASELINE];
    if (updates && !args->given[OPT_BASELINE]) {
        say("--update-baseline needs the name of one: --baseline FILE, or a line Baseline in irp.conf");
        return false;
    }
    if (updates && fixes_asked(args)) {
        say("--update-baseline cannot stand beside --fix, --unsafe-fixes or --diff");
        return false;
    }
    if (!args->given[OPT_BASELINE])
        return true;
    struct baseline_file *b = arena_new(c->arena, struct baseline_file);
    baseline_named(b, args->value[OPT_BASELINE], updates, c->arena);
    for (uint32_t i = 0; i < c->baselines.len; i++)
        if (baseline_is(c->baselines.at[i], b))
            b = c->baselines.at[i];                  /* of another group too */
    g->sieve.baseline = &b->baseline, g->sieve.file_of = baseline_name, g->sieve.of = b;
    if (b->read)
        return true;
    *vec_push(c->arena, &c->baselines) = b;
    return baseline_read(b, c->arena);
}

/* Groups with the same returns share which of them were for a plan. */
static void share_returns(struct checking *c, uint32_t group)
{
    struct updates *own = &c->groups.at[group]->session.updates;
    for (uint32_t i = 0; i < group && own->tree != NULL; i++) {
        const struct group *other = c->groups.at[i];
        if (other != NULL && other->session.updates.tree != NULL && str_eq(other->session.updates.name, own->name)) {
            *own = other->session.updates;
            c->groups.at[group]->shares = true;
            return;
        }
    }
}

/* With -v: which settings hold for how many files. */
static void say_groups(const struct checking *c)
{
    for (uint32_t i = 0; i < c->groups.len && c->args->given[OPT_VERBOSE]; i++) {
        const struct group *g = c->groups.at[i];
        if (g != NULL && g->configured->config != NULL)
            say("the settings of " STR_FMT " hold for %u file%s", STR_ARG(g->configured->config->name), g->files, g->files == 1 ? "" : "s");
    }
}

static bool open_groups(struct checking *c, struct sieving *words)
{
    for (uint32_t i = 0; i < c->files.len; i++)
        group_of(c, c->files.at[i])->files++;
    if (c->args->configs->mistakes > 0)
        return false;
    say_groups(c);
    for (uint32_t i = 0; i < c->groups.len; i++) {
        struct group *g = c->groups.at[i];
        if (g == NULL)
            continue;
        sieving_take(words, &g->configured->args, &g->sieve);
        if (!open_baseline(c, g) || !session_start(&g->session, &g->configured->args, c->arena))
            return false;
        share_returns(c, i);
    }
    return true;
}

/* ---- files */

/* The file's text; false after a message. */
static bool read_text(struct checking *c, const char *name, bool say_why, struct arena *work, struct str *text)
{
    size_t     at;
    struct err e = pipe_read(work, name, text, &at);
    if (failed(e) && say_why) {
        cannot_read("check", name, e, *text, at);
        c->status = STATUS_CANNOT;
    }
    return !failed(e);
}

static void compile(struct group *g, const char *name, struct str text, struct arena *work, struct unit *u)
{
    pipe_compile(&g->session, str_of(strcmp(name, "-") == 0 ? "<standard input>" : name), text, work, u);
}

/* Words of --select and its kin that only a standard of the files' own can know are looked for there before anything is shown. */
static bool words_known(struct checking *c, struct sieving *words)
{
    for (uint32_t i = 0; i < c->files.len && words->unknown > 0; i++) {
        struct arena work;
        struct unit  u;
        struct str   text;
        arena_open(&work, c->arena->mem);
        if (strcmp(c->files.at[i], "-") != 0 && read_text(c, c->files.at[i], false, &work, &text)) {
            compile(group_of(c, c->files.at[i]), c->files.at[i], text, &work, &u);
            sieving_meet(words, unit_program(&u));
        }
        arena_close(&work);
    }
    sieving_tell(words);
    return words->mistakes == 0;
}

static void hold_to(struct checking *c, struct group *g)
{
    bool shown = c->checker.options.sieve.show_hidden;       /* the format may want it */
    c->checker.options.sieve = g->sieve;
    c->checker.options.sieve.show_hidden = shown;
    c->checker.options.strict = c->checker.findings.strict = g->configured->args.given[OPT_STRICT];
    c->fixing.session = &g->session;
}

static void check_text(struct checking *c, struct group *g, const char *name, struct str text, struct arena *work)
{
    struct unit u;
    compile(g, name, text, work, &u);
    checker_joined(&c->checker, u.image, unit_program(&u), engine_for(c->engine, &g->configured->args, &u, c->engine_arena), &u.joined);
}

static void check_file(struct checking *c, const char *name)
{
    struct group *g = group_of(c, name);
    struct arena  work;
    struct str    text;
    arena_open(&work, c->arena->mem);
    hold_to(c, g);
    if (read_text(c, name, true, &work, &text)) {
        if (fixes_asked(c->args))
            fix_file(&c->fixing, name, &text, &work);
        if (!c->args->given[OPT_DIFF])
            check_text(c, g, name, text, &work);
    }
    arena_close(&work);
}

/* What was found beside the files themselves: returns that are for none of the plans, and standards that were read for them. */
static void check_others(struct checking *c, struct group *g)
{
    c->checker.options.mends = false;    /* --fix is for the files that are named */
    struct unit left;
    struct finding_list mistakes;
    hold_to(c, g);
    if (!g->shares && updates_mistakes(&g->session.updates, &mistakes))
        checker_list(&c->checker, &mistakes);
    if (!g->shares && pipe_left(&g->session, c->round, &left))
        checker_joined(&c->checker, left.image, unit_program(&left), NULL, &left.joined);
    struct units standards = standards_read(&g->session, c->files, c->round);
    for (uint32_t i = 0; i < standards.len; i++)
        checker_plan(&c->checker, standards.at[i].image, unit_program(&(struct unit){0}), NULL);
}

/* ---- the whole */

/* Standard input, mended, goes to standard output: the findings that remain stand on standard error then. */
static bool gives_text(const struct arguments *args)
{
    bool piped = false;
    for (uint32_t i = 0; i < args->names_len; i++)
        piped = piped || strcmp(args->names[i], "-") == 0;
    return piped && fixes_asked(args) && !args->given[OPT_DIFF];
}

static void close_baselines(struct checking *c)
{
    for (uint32_t i = 0; i < c->baselines.len; i++)
        if (!baseline_close(c->baselines.at[i], c->args->given[OPT_VERBOSE], c->args->given[OPT_QUIET]))
            c->status = STATUS_CANNOT;
}

int check_all(struct checking *c)
{
    struct out out, say_out;
    bool       asks = c->args->given[OPT_DIFF];
    c->status = c->listed;
    out_open(&out, c->round, 1);
    out_open(&say_out, c->round, 2);
    checker_open(&c->checker, &c->options, gives_text(c->args) ? &say_out : &out, &say_out, c->round);
    c->fixing = (struct fixing){.args = c->args, .checker = &c->checker, .out = &out};
    for (uint32_t i = 0; i < c->files.len; i++)
        check_file(c, c->files.at[i]);
    for (uint32_t i = 0; i < c->groups.len && !asks; i++)
        if (c->groups.at[i] != NULL)
            check_others(c, c->groups.at[i]);
    if (fixes_asked(c->args))
        fixes_said(&c->fixing, &say_out);
    c->checker.options.quiet = c->options.quiet || c->checker.findings.files == 0;
    int found = asks ? STATUS_FINE : checker_close(&c->checker);
    int mended = fixes_status(&c->fixing);
    int written = finish(&out, "the findings", mended != STATUS_FINE ? mended : found);
    c->closed = out.closed;
    if (failed(out_close(&say_out)))
        c->status = STATUS_CANNOT;
    if (!asks)
        close_baselines(c);
    return c->status != STATUS_FINE ? STATUS_CANNOT : written;
}

bool check_prepare(struct checking *c, const struct arguments *args, struct arena *a)
{
    struct sieving words;
    sieving_open(&words, a);
    c->args = args, c->arena = a;
    if (!asked_options(args, &c->options))
        return false;
    if (!args->given[OPT_MAX])
        c->options.look.most = PROBLEMS_USUAL;
    if (args->given[OPT_DIFF])
        c->options.format = CHECKER_TEXT;    /* what would change takes the place of the findings */
    c->options.mends = true;
    c->engine->debug = engine_asked(args);
    c->files = files_named(args, a, &c->listed);
    return open_groups(c, &words) && words_known(c, &words);
}

int cmd_check(const struct arguments *args, struct arena *a)
{
    struct engine   engine = {.tried = false};
    struct checking c = {.engine = &engine, .engine_arena = a, .round = a};
    if (args->given[OPT_SHOW_CONFIG])
        return config_show(args->configs);
    if (args->given[OPT_WATCH])
        return check_watched(args->configs->args, &engine, a);
    return check_prepare(&c, args, a) ? check_all(&c) : STATUS_CANNOT;
}
