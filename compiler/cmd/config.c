/* Which irp.conf holds for a file, and the arguments as they hold under it. See config.h. */
#define _XOPEN_SOURCE 700   /* realpath */
#include "config.h"
#include <fnmatch.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

static struct str real_name(struct arena *a, const char *name)
{
    char real[PATH_MAX];
    return str_keep(a, str_of(realpath(name, real) == NULL ? "" : real));
}

static struct str up_from(struct str folder)
{
    size_t end = folder.len;
    while (end > 0 && folder.at[end - 1] != '/')
        end--;
    return str_upto(folder, end > 1 ? end - 1 : end);
}

static bool holds(struct str folder, const char *name, struct arena *a, struct str *path)
{
    struct stat is;
    *path = str_printf(a, STR_FMT "%s%s", STR_ARG(folder), folder.len > 1 ? "/" : "", name);
    return lstat(path->at, &is) == 0;    /* a link that leads nowhere is there too, and cannot be read */
}

/* From the current folder, where it lies below that. */
static struct str shown(struct str real, struct arena *a)
{
    struct str here = real_name(a, ".");
    bool below = here.len > 1 && real.len > here.len && memcmp(real.at, here.at, here.len) == 0 && real.at[here.len] == '/';
    return below ? str_keep(a, str_from(real, here.len + 1)) : real;
}

/* ---- the arguments under a configuration */

static bool applies(const struct configs *c, enum option o)
{
    bool alone = c->args->command == CMD_BUILD && o == OPT_STANDARD && c->args->names_len == 0;   /* a checker of a standard alone is asked for by name */
    return option_taken(c->args, o) && !c->args->given[o] && !alone;
}

static struct configured *add_configured(struct configs *c, const struct config *config)
{
    struct configured *made = arena_new(c->arena, struct configured);
    struct arguments  *args = &made->args;
    *args = *c->args;
    args->configs = c;
    made->config = config;
    made->number = c->configured.len;
    *vec_push(c->arena, &c->configured) = made;
    if (config == NULL)
        return made;
    c->mistakes += config->bad;
    args->all = arena_many(c->arena, c->args->all_len + (size_t)config->settings_len, struct option_given);
    memcpy(args->all, c->args->all, c->args->all_len * sizeof *args->all);
    for (uint32_t i = 0; i < config->settings_len; i++) {
        const struct setting *s = &config->settings[i];
        if (!applies(c, s->option))
            continue;
        args->given[s->option] = option_rows[s->option].value != NULL || str_eq_fold(s->value, STR("yes"));
        args->value[s->option] = s->value;
        args->all[args->all_len++] = (struct option_given){s->option, s->value, config, s};
    }
    return made;
}

/* ---- folders */

static struct configured *find_folder(const struct configs *c, const struct map *map, struct str name)
{
    for (struct map_walk w = map_find(map, str_hash(name, map_seed())); map_next(&w);)
        if (str_eq(c->folders.at[w.value].name, name))
            return c->folders.at[w.value].configured;
    return NULL;
}

static void keep_folder(struct configs *c, struct map *map, struct str name, struct configured *configured)
{
    map_add(map, str_hash(name, map_seed()), c->folders.len);
    *vec_push(c->arena, &c->folders) = (struct config_folder){name, configured};
}

/* Of a folder by its real name: its own, or that of the nearest above, up to the one with .git. Each folder on the way is looked into once. */
static struct configured *of_real(struct configs *c, struct str folder)
{
    struct str passed[CONFIG_UP_MOST], at = folder, path;
    uint32_t   len = 0;
    struct configured *found = NULL;
    while (found == NULL && len < CONFIG_UP_MOST && at.len > 0 && (found = find_folder(c, &c->real, at)) == NULL) {
        passed[len++] = at;
        if (holds(at, CONFIG_NAME, c->arena, &path))
            found = add_configured(c, config_read(path, shown(path, c->arena), c->arena));
        else if (at.len == 1 || holds(at, ".git", c->arena, &path))
            found = c->configured.at[0];
        at = up_from(at);
    }
    if (found == NULL)
        found = c->configured.at[0];
    for (uint32_t i = 0; i < len; i++)
        keep_folder(c, &c->real, passed[i], found);
    return found;
}

static struct str folder_of(const char *name, bool folder)
{
    struct str at = str_of(name);
    if (folder)
        return at;
    while (at.len > 0 && at.at[at.len - 1] != '/')
        at.len--;
    return at.len == 0 || strcmp(name, "-") == 0 ? STR(".") : str_upto(at, at.len > 1 ? at.len - 1 : 1);
}

struct configured *config_for(struct configs *c, const char *name, bool folder)
{
    struct str         at = folder_of(name, folder);
    struct configured *found = c->all_files != NULL ? c->all_files : find_folder(c, &c->named, at);
    if (found != NULL)
        return found;
    struct str kept = str_keep(c->arena, at);
    found = of_real(c, real_name(c->arena, kept.at));
    keep_folder(c, &c->named, kept, found);
    return found;
}

struct configured *config_of_run(struct configs *c)
{
    struct stat is;
    for (uint32_t i = 0; i < c->args->names_len; i++)
        if (strcmp(c->args->names[i], "-") == 0 || stat(c->args->names[i], &is) == 0)
            return config_for(c, c->args->names[i], strcmp(c->args->names[i], "-") != 0 && S_ISDIR(is.st_mode));
    return config_for(c, ".", true);
}

bool configs_open(struct configs *c, const struct arguments *args, struct arena *a)
{
    *c = (struct configs){.arena = a, .args = args};
    map_open(&c->named, a, 0);
    map_open(&c->real, a, 0);
    struct configured *none = add_configured(c, NULL);
    if (!args->given[OPT_CONFIG])
        return true;
    struct str name = args->value[OPT_CONFIG], real = name.len == 0 ? name : real_name(a, str_keep(a, name).at);
    if (name.len > 0 && real.len == 0) {
        cannot("read", str_keep(a, name).at, (struct err){ERR_NOT_FOUND, 0});
        return false;
    }
    c->all_files = name.len == 0 ? none : add_configured(c, config_read(real, name, a));
    return true;
}

/* ---- what is left out */

/* A name without a stroke means files and folders of that name wherever they are; one with a stroke, a way from the folder of irp.conf. Parts of the
 * way that end by `walked` were named by whoever asked. */
static bool leaves_out(struct str pattern, struct str below, size_t walked, struct arena *a)
{
    bool        way = str_find(pattern, STR("/")) < pattern.len;
    const char *p = str_keep(a, str_trim(pattern)).at;
    for (size_t end = 0, start = 0; end <= below.len; end++) {
        if (end < below.len && below.at[end] != '/')
            continue;
        struct str piece = way ? str_upto(below, end) : str_from(str_upto(below, end), start);
        if (end > walked && fnmatch(p, str_keep(a, piece).at, FNM_PATHNAME) == 0)
            return true;
        start = end + 1;
    }
    return false;
}

bool config_excludes(struct configs *c, const char *folder, const char *name)
{
    const struct configured *is = config_for(c, name, false);
    struct arena work;
    bool         out = false;
    if (!is->args.given[OPT_EXCLUDE])
        return false;
    arena_open(&work, c->arena->mem);
    struct str from = is->config != NULL && !c->args->given[OPT_EXCLUDE] ? is->config->folder : real_name(&work, "."), real = real_name(&work, name);
    bool       within = from.len == 1 || (real.len > from.len && memcmp(real.at, from.at, from.len) == 0 && real.at[from.len] == '/');
    struct strs patterns = option_list(&is->args, OPT_EXCLUDE, &work);
    size_t      skipped = from.len > 1 ? from.len + 1 : 1, named = real_name(&work, folder).len;
    for (uint32_t i = 0; i < patterns.len && within && !out; i++)
        out = leaves_out(patterns.at[i], str_from(real, skipped), named > skipped ? named - skipped : 0, &work);
    arena_close(&work);
    return out;
}
