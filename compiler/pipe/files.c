/* Standards in files of their own. See files.h. */
#define _XOPEN_SOURCE 700   /* realpath */
#include "files.h"
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDERS_MOST 64u                 /* looked into, from a file's own upwards */

/* ---- names of folders, with every link followed */

static struct str real_name(struct arena *a, const char *name)
{
    char real[PATH_MAX];
    return str_keep(a, str_of(realpath(name, real) == NULL ? "" : real));
}

/* "/a/b" of "/a/b/c.irp", "/" of "/c.irp". */
static struct str folder_of(struct str name, struct arena *a)
{
    size_t end = name.len;
    while (end > 0 && name.at[end - 1] != '/')
        end--;
    return end == 0 ? STR(".") : str_keep(a, str_upto(name, end > 1 ? end - 1 : end));
}

static struct str below(struct str folder, const char *name, struct arena *a)
{
    bool slash = folder.len > 0 && folder.at[folder.len - 1] == '/';
    return str_printf(a, STR_FMT "%s%s", STR_ARG(folder), slash ? "" : "/", name);
}

static bool there(struct str name)
{
    struct stat is;
    return stat(name.at, &is) == 0;
}

static bool within(struct str name, struct str folder)
{
    return name.len > folder.len && memcmp(name.at, folder.at, folder.len) == 0 && (folder.len == 1 || name.at[folder.len] == '/');
}

/* The outermost folder that may be looked into. */
static struct str root_of(struct str folder, struct arena *a)
{
    struct str at = folder;
    for (unsigned i = 0; i < FOLDERS_MOST; i++) {
        if (there(below(at, ".git", a)) || there(below(at, "irp.conf", a)))
            return at;
        if (at.len <= 1)
            break;
        at = folder_of(at, a);
    }
    return folder;
}

/* As a reader would name it: from the current folder where it lies below that. */
static struct str shown(struct str real, struct arena *a)
{
    struct str here = real_name(a, ".");
    return here.len > 1 && within(real, here) ? str_keep(a, str_from(real, here.len + 1)) : real;
}

/* ---- reading */

static bool is_file_name(struct str name)
{
    bool fine = name.len > 0 && name.len <= NAME_MAX - 4 && name.at[0] != '.';
    for (size_t i = 0; i < name.len && fine; i++)
        fine = name.at[i] != '/' && name.at[i] != '\0';
    return fine;
}

/* A file that is there is read, and a mistake of reading kept with it; its mistakes of form are found when it is checked (pipe_standard_files). */
static struct standard_file *read_file(struct session *s, struct str real)
{
    for (uint32_t i = 0; i < s->files.len; i++)
        if (str_eq(s->files.at[i]->real, real))
            return s->files.at[i];
    struct standard_file *f = arena_new(s->arena, struct standard_file);
    struct diag_sink      quiet = {.arena = s->arena};
    size_t                at;
    struct stat           is;
    f->real = str_keep(s->arena, real);
    if (stat(f->real.at, &is) == 0)
        f->device = is.st_dev, f->number = is.st_ino;
    f->name = shown(f->real, s->arena);
    f->why = pipe_read(s->arena, f->real.at, &f->text, &at);
    f->tree = tree_parse(f->name, failed(f->why) ? STR("") : f->text, &quiet, s->arena);
    *vec_push(s->arena, &s->files) = f;
    return f;
}

static struct standard_file *look(struct session *s, struct str folder, struct str file, struct str root, struct arena *a)
{
    const char *const places[] = {"", "standards/"};
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        struct str real = real_name(a, below(folder, str_printf(a, "%s" STR_FMT, places[i], STR_ARG(file)).at, a).at);
        if (real.len > 0 && within(real, root))
            return read_file(s, real);
    }
    return NULL;
}

static struct standard_file *search(struct session *s, struct str folder, struct str name)
{
    struct arena work;
    arena_open(&work, s->arena->mem);
    struct str root = root_of(folder, &work), file = str_printf(&work, STR_FMT ".irp", STR_ARG(name)), at = folder;
    struct standard_file *found = look(s, at, file, root, &work);
    while (found == NULL && at.len > root.len) {
        at = folder_of(at, &work);
        found = look(s, at, file, root, &work);
    }
    arena_close(&work);
    return found;
}

const struct standard_file *standard_file(struct session *s, struct str from, struct str name)
{
    if (!s->reads_files || !is_file_name(name))
        return NULL;
    struct arena work;
    arena_open(&work, s->arena->mem);
    struct str folder = real_name(s->arena, folder_of(from, &work).at);
    arena_close(&work);
    uint64_t   hash = str_name_hash(name, str_hash(folder, 0));
    if (s->looked.arena == NULL)
        map_open(&s->looked, s->arena, 0);
    for (struct map_walk w = map_find(&s->looked, hash); map_next(&w);) {
        const struct looked *l = &s->looks.at[w.value];
        if (str_eq(l->folder, folder) && str_eq(l->name, name))
            return l->file;
    }
    struct standard_file *found = folder.len == 0 ? NULL : search(s, folder, name);
    map_add(&s->looked, hash, s->looks.len);
    *vec_push(s->arena, &s->looks) = (struct looked){folder, str_keep(s->arena, name), found};
    return found;
}

bool standard_file_is(const struct standard_file *f, const char *name)
{
    struct stat is;
    return stat(name, &is) == 0 && is.st_dev == f->device && is.st_ino == f->number;
}

/* ---- a file that the command line names */

struct err pipe_hold(struct session *s, struct str value)
{
    bool file = str_find(value, STR("/")) < value.len || (value.len > 4 && str_eq(str_from(value, value.len - 4), STR(".irp")));
    s->standard = value;
    if (value.len == 0 || !file)
        return OK;
    struct str real = real_name(s->arena, str_keep(s->arena, value).at);
    if (real.len == 0)
        return (struct err){ERR_NOT_FOUND, 0};
    struct standard_file *f = read_file(s, real);
    if (failed(f->why))
        return f->why;
    for (uint32_t i = 0; i < f->tree->items_len; i++)
        if (f->tree->items[i].kind == KIND_STANDARD && f->tree->items[i].title.length > 0) {
            s->standard = tree_text(f->tree, f->tree->items[i].title);
            *vec_push(s->arena, &s->given) = f->tree;
            return OK;
        }
    return (struct err){ERR_NO_STANDARD, 0};
}
