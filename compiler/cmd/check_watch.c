/* irp check --watch: all files again whenever one changes. See check.h and watcher.h. */
#define _XOPEN_SOURCE 700   /* realpath */
#include "check.h"
#include "watcher.h"
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

static struct str real_name(const char *name, struct arena *a)
{
    char real[PATH_MAX];
    return str_keep(a, str_of(realpath(name, real) == NULL ? "" : real));
}

static void list_real(struct checking *c)
{
    map_open(&c->real, c->arena, c->files.len);
    for (uint32_t i = 0; i < c->files.len; i++)
        map_add(&c->real, str_hash(real_name(c->files.at[i], c->arena), map_seed()), i);
}

/* A file that was checked, and that nothing else rests on: the standards that were compiled are still what they were. */
static bool is_text_alone(void *of, struct str real)
{
    const struct checking *c = of;
    for (uint32_t i = 0; i < c->groups.len; i++) {
        const struct group *g = c->groups.at[i];
        if (g == NULL)
            continue;
        if (g->configured->args.given[OPT_UPDATES] || g->sieve.baseline != NULL)
            return false;                    /* both keep what was met */
        for (uint32_t k = 0; k < g->session.files.len; k++)
            if (str_eq(g->session.files.at[k]->real, real))
                return false;
    }
    struct map_walk w = map_find(&c->real, str_hash(real, map_seed()));
    return map_next(&w);
}

/* Before anything is read, so that no change is missed. */
static void watch_all(struct watcher *w, const struct arguments *args)
{
    for (uint32_t i = 0; i < args->names_len; i++)
        watcher_name(w, args->names[i]);
    if (args->names_len == 0)
        watcher_name(w, ".");
    if (args->given[OPT_CONFIG] && args->value[OPT_CONFIG].len > 0)
        watcher_file(w, args->value[OPT_CONFIG].at);
}

/* What the settings name besides. */
static void watch_settings(struct watcher *w, struct checking *c)
{
    static const enum option files[] = {OPT_STANDARD, OPT_UPDATES, OPT_BASELINE};
    for (uint32_t i = 0; i < c->groups.len; i++)
        for (size_t k = 0; k < ARRAY_LEN(files) && c->groups.at[i] != NULL; k++) {
            const struct arguments *args = &c->groups.at[i]->configured->args;
            if (args->given[files[k]] && option_names_file(files[k], args->value[files[k]]))
                watcher_file(w, str_keep(c->arena, args->value[files[k]]).at);
        }
}

static bool may_be_watched(const struct arguments *args)
{
    for (uint32_t i = 0; i < args->names_len; i++)
        if (strcmp(args->names[i], "-") == 0) {
            say("--watch takes files and folders; standard input comes once");
            return false;
        }
    if (args->given[OPT_UPDATE_BASELINE] || args->given[OPT_DIFF])
        say("--watch cannot stand beside --update-baseline or --diff");
    return !args->given[OPT_UPDATE_BASELINE] && !args->given[OPT_DIFF];
}

static void clear_terminal(const struct checking *c)
{
    if (c->options.format == CHECKER_TEXT && isatty(1)) {
        struct out o;
        out_open(&o, c->round, 1);
        out_str(&o, STR("\033[H\033[2J"));
        (void)failed(out_close(&o));
    }
}

static int check_round(struct checking *c, bool again)
{
    struct arena round;
    arena_open(&round, c->arena->mem);
    c->round = &round;
    if (again)
        clear_terminal(c);
    int status = asked_day(c->args, &c->options.today) ? check_all(c) : STATUS_CANNOT;
    arena_close(&round);
    return status;
}

/* Settings and standards are read anew when anything but the text of a plan has changed. */
int check_watched(const struct arguments *args, struct engine *engine, struct arena *a)
{
    struct watcher w;
    int  status = STATUS_FINE;
    bool again = false;
    if (!may_be_watched(args) || !watcher_open(&w, a))
        return STATUS_CANNOT;
    for (enum watch_news news = WATCH_OTHERS; news != WATCH_NOTHING;) {
        struct arena    all;
        struct configs  configs;
        struct checking c = {.engine = engine, .engine_arena = a, .arena = &all};
        arena_open(&all, a->mem);
        watch_all(&w, args);
        bool ready = configs_open(&configs, args, &all);
        const struct arguments *of_run = ready ? &config_of_run(&configs)->args : args;
        ready = ready && configs.mistakes == 0 && check_prepare(&c, of_run, &all);
        list_real(&c);
        watch_settings(&w, &c);
        do {
            status = ready ? check_round(&c, again) : STATUS_CANNOT;
            if (!again && !of_run->given[OPT_QUIET])
                say("watching %u folder%s; Ctrl-C ends", w.watched, w.watched == 1 ? "" : "s");
            again = true;
            news = c.closed ? WATCH_NOTHING : watcher_wait(&w, is_text_alone, &c);
        } while (news == WATCH_TEXTS);
        arena_close(&all);
    }
    watcher_close(&w);
    return status;
}
