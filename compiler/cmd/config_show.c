/* irp check --show-config: the settings that hold for a file, as an irp.conf whose remarks say where each comes from. */
#define _XOPEN_SOURCE 700   /* realpath */
#include "config.h"
#include "../../runtime/base/escape.h"
#include "../../runtime/report/text.h"
#include <limits.h>
#include <stdlib.h>

/* What holds where nobody says; "": nothing. */
static const char *usual(enum option o, struct arena *a)
{
    if (option_rows[o].value == NULL)
        return "No";
    if (o == OPT_MAX)
        return str_printf(a, "%u", PROBLEMS_USUAL).at;
    return !option_is_choice(option_rows[o].value) ? "" : o == OPT_FORMAT ? "text" : "auto";
}

static void put(struct out *o, enum option option, struct str value)
{
    out_printf(o, "%s: ", option_rows[option].setting);
    escape_terminal(o, value);
    out_char(o, '\n');
}

/* A value of the command line as it would stand in the folder's irp.conf: names of files from there. */
static struct str as_written(const struct configured *is, const struct option_given *g, struct arena *a)
{
    char        real[PATH_MAX], here[PATH_MAX];
    const char *folder = is->config != NULL ? str_keep(a, is->config->folder).at : realpath(".", here);
    struct str  value = g->value;
    if (option_rows[g->option].value == NULL)
        return STR("Yes");
    if (!option_names_file(g->option, value) || folder == NULL || realpath(str_keep(a, value).at, real) == NULL)
        return text_one_line(a, value);
    size_t len = strlen(folder);
    bool   below = strncmp(real, folder, len) == 0 && real[len] == '/';
    return text_one_line(a, str_keep(a, str_of(below ? real + len + 1 : real)));
}

static void show_given(struct out *o, const struct configured *is, const struct option_given *g, struct arena *a)
{
    if (g->setting == NULL) {
        out_str(o, STR("// command line\n"));
        put(o, g->option, as_written(is, g, a));
        return;
    }
    out_str(o, STR("// "));
    escape_terminal(o, g->config->name);
    out_printf(o, ":%u\n", g->setting->line);
    put(o, g->option, g->setting->written);
}

static void show_option(struct out *o, const struct configured *is, enum option option, struct arena *a)
{
    const struct option_given *last = NULL;
    for (uint32_t i = 0; i < is->args.all_len; i++) {
        const struct option_given *g = &is->args.all[i];
        if (g->option != option)
            continue;
        if (option_rows[option].many)
            show_given(o, is, g, a);
        last = g;
    }
    if (last != NULL && !option_rows[option].many)
        show_given(o, is, last, a);
    if (last != NULL)
        return;
    out_str(o, STR("// default\n"));
    if (usual(option, a)[0] == '\0')
        out_printf(o, "// %s:\n", option_rows[option].setting);
    else
        put(o, option, str_of(usual(option, a)));
}

int config_show(struct configs *c)
{
    const struct arguments *args = c->args;
    if (args->names_len > 1) {
        say("--show-config takes one file or folder");
        return STATUS_CANNOT;
    }
    const struct configured *is = config_of_run(c);
    struct out o;
    out_open(&o, c->arena, 1);
    out_str(&o, STR("// Settings for "));
    escape_terminal(&o, str_of(args->names_len > 0 ? args->names[0] : "the current folder"));
    if (is->config == NULL)
        out_str(&o, STR(": there is no irp.conf here or above.\n"));
    else
        out_str(&o, STR(", from ")), escape_terminal(&o, is->config->name), out_str(&o, STR(".\n"));
    for (unsigned i = 0; i < OPTIONS; i++)
        if (option_rows[i].setting != NULL && option_taken(args, (enum option)i))
            show_option(&o, is, (enum option)i, c->arena);
    return finish(&o, "the settings", STATUS_FINE);
}
