/* Where -o leads: a file, which must be none that the command works from, or standard output. */
#include "config.h"
#include <sys/stat.h>

bool output_is_file(const struct arguments *args)
{
    return args->given[OPT_OUTPUT] && !str_eq(args->value[OPT_OUTPUT], STR("-"));
}

static bool is(const struct stat *file, const char *name)
{
    struct stat other;
    return stat(name, &other) == 0 && other.st_dev == file->st_dev && other.st_ino == file->st_ino;
}

/* The name under which the command reads that file; NULL: it does not. */
static const char *read_as(const struct stat *file, const struct arguments *args, const struct session *s, struct names files)
{
    const struct configs *configs = args->configs;
    for (uint32_t i = 0; i < files.len; i++)
        if (is(file, files.at[i]))
            return files.at[i];
    for (uint32_t i = 0; i < s->files.len; i++)
        if (standard_file_is(s->files.at[i], args->value[OPT_OUTPUT].at))
            return s->files.at[i]->name.at;
    for (uint32_t i = 0; configs != NULL && i < configs->configured.len; i++) {
        const struct config *c = configs->configured.at[i]->config;
        if (c != NULL && is(file, c->name.at))
            return c->name.at;
    }
    return args->given[OPT_UPDATES] && is(file, args->value[OPT_UPDATES].at) ? args->value[OPT_UPDATES].at : NULL;
}

bool output_spares_sources(const struct arguments *args, const struct session *s, struct names files, const char *what)
{
    struct stat to;
    const char *source = output_is_file(args) && stat(args->value[OPT_OUTPUT].at, &to) == 0 ? read_as(&to, args, s, files) : NULL;
    if (source != NULL)
        say("-o names %s, which %s is made of; say another name", source, what);
    return source == NULL;
}
