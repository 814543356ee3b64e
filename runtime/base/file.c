#include "file.h"
#include "map.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIPE_ROOM  ((size_t)64 << 10)     /* the first block for an input whose size is not known */
#define STEP_MOST  ((size_t)1 << 30)      /* bytes of one read or write */
#define LINKS_MOST 40                     /* symbolic links in a row; the kernel's own limit */
#define TRIES_MOST 100                    /* temporary names that are all taken */

static struct err system_err(enum err_code code)
{
    return (struct err){code, errno};
}

static struct err open_err(void)
{
    int why = errno;
    return (struct err){why == ENOENT || why == ENOTDIR ? ERR_NOT_FOUND : why == EISDIR ? ERR_IS_FOLDER : ERR_OPEN, why};
}

static struct err kind_err(mode_t mode)
{
    return S_ISREG(mode) ? OK : (struct err){S_ISDIR(mode) ? ERR_IS_FOLDER : ERR_NOT_A_FILE, 0};
}

/* A copy that ends with NUL, for system calls. */
static char *name_of(struct arena *a, struct str head, struct str tail)
{
    char *name = arena_alloc(a, head.len + tail.len + 1);

    memcpy(name, head.at, head.len);
    memcpy(name + head.len, tail.at, tail.len);
    name[head.len + tail.len] = '\0';
    return name;
}

/* A descriptor as a resource: released when memory runs out, or by hand. */
struct held_fd { int fd; struct cleanup cleanup; };

static void release_fd(void *of)
{
    close(*(const int *)of);
}

/* ---- reading */

/* Reads to the end. `room` bytes are expected to do, with one over for the NUL. */
static struct err read_all(struct arena *a, int fd, size_t room, size_t most, struct str *text)
{
    char *at = arena_alloc(a, room);
    size_t len = 0;

    for (;;) {
        if (len == room) {
            size_t more = room < SIZE_MAX / 2 ? room * 2 : SIZE_MAX;
            at = arena_grow(a, at, room, more);
            room = more;
        }
        ssize_t n = read(fd, at + len, room - len < STEP_MOST ? room - len : STEP_MOST);
        if (n > 0) {
            len += (size_t)n;
            if (len > most)
                return (struct err){ERR_TOO_LARGE, 0};
        } else if (n == 0) {
            at[len] = '\0';
            *text = (struct str){at, len};
            return OK;
        } else if (errno == EAGAIN) {     /* a standard input that somebody else made non-blocking */
            struct pollfd wait = {.fd = fd, .events = POLLIN};
            poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return system_err(errno == EISDIR ? ERR_IS_FOLDER : ERR_READ);
        }
    }
}

struct err file_read(struct arena *a, const char *name, size_t most, struct str *text)
{
    struct held_fd held;
    struct stat st;
    struct err e;

    if (strcmp(name, "-") == 0)
        return read_all(a, STDIN_FILENO, PIPE_ROOM, most, text);
    /* Looked at before it is opened, because to open a device can do something; and after, because it may be another by then. */
    if (stat(name, &st) != 0)
        return open_err();
    if (failed(e = kind_err(st.st_mode)) && e.code != ERR_IS_FOLDER)   /* a folder is opened: it may be one that may not be */
        return e;
    held.fd = open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (held.fd < 0)
        return open_err();
    mem_on_close(a->mem, &held.cleanup, release_fd, &held.fd);
    if (fstat(held.fd, &st) != 0)
        e = system_err(ERR_READ);
    else if (!failed(e = kind_err(st.st_mode)) && (uintmax_t)st.st_size > most)
        e = (struct err){ERR_TOO_LARGE, 0};
    if (!failed(e))
        e = read_all(a, held.fd, (size_t)st.st_size + 1, most, text);
    mem_forget(a->mem, &held.cleanup);
    close(held.fd);
    return e;
}

/* ---- writing */

/* The folder part of a name, with its last slash; empty for a name without. */
static struct str folder_of(const char *name)
{
    const char *slash = strrchr(name, '/');
    return (struct str){name, slash ? (size_t)(slash - name) + 1 : 0};
}

/* Follows symbolic links from the name to what is no link, or to where nothing is yet. */
static struct err resolve(struct arena *a, const char **name)
{
    struct stat st;

    for (int i = 0; i < LINKS_MOST; i++) {
        if (lstat(*name, &st) != 0)
            return errno == ENOENT && **name ? OK : open_err();
        if (!S_ISLNK(st.st_mode))
            return OK;
        size_t room = 4096;
        char *target = arena_alloc(a, room);
        ssize_t n = readlink(*name, target, room);
        if (n < 0)
            return system_err(ERR_OPEN);
        if ((size_t)n == room)
            return (struct err){ERR_OPEN, ENAMETOOLONG};
        struct str to = {target, (size_t)n};
        *name = name_of(a, n > 0 && target[0] == '/' ? STR("") : folder_of(*name), to);
    }
    return (struct err){ERR_OPEN, ELOOP};
}

/* The temporary file, until it is renamed. */
struct temporary { const char *name; int fd; struct cleanup cleanup; };

static void release_temporary(void *of)
{
    const struct temporary *t = of;

    if (t->fd >= 0)
        close(t->fd);
    unlink(t->name);
}

static struct err temporary_open(struct temporary *t, struct arena *a, struct str folder, mode_t mode)
{
    for (int i = 0; i < TRIES_MOST; i++) {
        char base[32];
        int n = snprintf(base, sizeof base, ".irp-%016llx", (unsigned long long)map_random());
        t->name = name_of(a, folder, (struct str){base, (size_t)n});
        t->fd = open(t->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (t->fd >= 0) {
            mem_on_close(a->mem, &t->cleanup, release_temporary, t);
            return OK;
        }
        if (errno != EEXIST)
            return open_err();
    }
    return system_err(ERR_OPEN);
}

/* Gives the new file the owner, group and mode of the one that it will replace. Where ownership cannot be given, nobody gets more
 * than before: no set-id bits, and for another group what all others may. */
static struct err keep_mode(int fd, const struct stat *was, enum file_mode want)
{
    mode_t mode = was->st_mode & 07777;
    struct stat now;

    if (want == FILE_PROGRAM)
        mode |= (mode & 0444) >> 2;
    if (fstat(fd, &now) != 0)
        return system_err(ERR_WRITE);
    if (now.st_uid != was->st_uid || now.st_gid != was->st_gid) {
        if (fchown(fd, was->st_uid, was->st_gid) != 0) {
            mode &= 01777;
            if (now.st_gid != was->st_gid && fchown(fd, (uid_t)-1, was->st_gid) != 0)
                mode = (mode & ~(mode_t)0070) | (mode & 0007) << 3;
        }
    }
    return fchmod(fd, mode) == 0 ? OK : system_err(ERR_WRITE);
}

static struct err write_all(int fd, struct str s)
{
    while (s.len > 0) {
        ssize_t n = write(fd, s.at, s.len < STEP_MOST ? s.len : STEP_MOST);
        if (n >= 0)
            s = str_from(s, (size_t)n);
        else if (errno != EINTR)
            return system_err(ERR_WRITE);
    }
    return OK;
}

/* EINVAL and the like: the file system cannot sync, which is no failure. */
static bool sync_failed(int fd)
{
    int result;

    do
        result = fsync(fd);
    while (result != 0 && errno == EINTR);
    return result != 0 && errno != EINVAL && errno != ENOSYS && errno != ENOTSUP && errno != EROFS;
}

static void sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return;                /* the folder may be written but not read; the rename stands all the same */
    fsync(fd);
    close(fd);
}

static struct err fill(struct temporary *t, const struct str *parts, size_t count)
{
    struct err e = OK;

    for (size_t i = 0; i < count && !failed(e); i++)
        e = write_all(t->fd, parts[i]);
    if (!failed(e) && sync_failed(t->fd))
        e = system_err(ERR_WRITE);
    if (close(t->fd) != 0 && errno != EINTR && !failed(e))
        e = system_err(ERR_WRITE);
    t->fd = -1;
    return e;
}

struct err file_write(struct arena *a, const char *name, const struct str *parts, size_t count, enum file_mode mode)
{
    struct temporary t = {.fd = -1};
    struct stat was;
    struct err e = OK;
    bool exists;

    /* Through links first as the kernel follows them: those of /dev/stdout to a pipe cannot be followed by name. */
    if (stat(name, &was) == 0)
        e = kind_err(was.st_mode);
    if (!failed(e))
        e = resolve(a, &name);
    if (failed(e))
        return e;
    exists = stat(name, &was) == 0;
    if (!exists && errno != ENOENT)
        return open_err();
    if (exists && failed(e = kind_err(was.st_mode)))
        return e;
    if (!exists && name[strlen(name) - 1] == '/')
        return (struct err){ERR_IS_FOLDER, 0};
    /* A rename does not ask whether the file may be written. */
    if (exists && access(name, W_OK) != 0)
        return system_err(ERR_OPEN);
    /* The mode of a new file is cut by the umask in open; that of an old one is set before its contents are there to be read. */
    struct str folder = folder_of(name);
    const char *folder_name = folder.len == 0 ? "." : name_of(a, folder, STR(""));
    e = temporary_open(&t, a, folder, exists ? 0600 : mode == FILE_PROGRAM ? 0777 : 0666);
    if (failed(e))
        return e;
    if (exists)
        e = keep_mode(t.fd, &was, mode);
    if (!failed(e))
        e = fill(&t, parts, count);
    if (!failed(e) && rename(t.name, name) != 0)
        e = system_err(ERR_WRITE);
    mem_forget(a->mem, &t.cleanup);
    if (failed(e))
        release_temporary(&t);
    else
        sync_folder(folder_name);
    return e;
}

struct err file_replace(struct arena *a, const char *name, struct str was, struct str text)
{
    struct str now;
    struct err e = file_read(a, name, was.len, &now);
    if (e.code == ERR_TOO_LARGE || (!failed(e) && !str_eq(now, was)))
        e = (struct err){ERR_CHANGED, 0};
    return failed(e) ? e : file_write(a, name, &text, 1, FILE_PLAIN);
}

/* ---- finding */

struct found { VEC(struct str) files, folders; };

struct held_folder { DIR *dir; struct cleanup cleanup; };

static void release_folder(void *of)
{
    const struct held_folder *h = of;
    closedir(h->dir);
}

static bool ends_with(const char *name, struct str suffix)
{
    size_t len = strlen(name);
    return len > suffix.len && memcmp(name + len - suffix.len, suffix.at, suffix.len) == 0;
}

static struct str joined(struct arena *a, struct str folder, const char *name)
{
    struct str base = str_of(name);

    if (str_eq(folder, STR(".")))
        folder = STR("");
    if (folder.len > 0 && folder.at[folder.len - 1] != '/') {
        char *at = arena_alloc(a, folder.len + 1 + base.len + 1);
        memcpy(at, folder.at, folder.len);
        at[folder.len] = '/';
        memcpy(at + folder.len + 1, base.at, base.len + 1);
        return (struct str){at, folder.len + 1 + base.len};
    }
    return (struct str){name_of(a, folder, base), folder.len + base.len};
}

/* Adds the files of one folder, and its folders as work to do. */
static struct err look_into(struct arena *a, struct str folder, struct str suffix, struct found *found)
{
    struct held_folder held = {.dir = opendir(folder.at)};
    const struct dirent *entry;
    struct stat st;

    if (!held.dir)
        return open_err();
    mem_on_close(a->mem, &held.cleanup, release_folder, &held);
    while (errno = 0, entry = readdir(held.dir)) {
        if (entry->d_name[0] == '.' || fstatat(dirfd(held.dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
            continue;          /* hidden, or gone since it was listed */
        if (S_ISDIR(st.st_mode))
            *vec_push(a, &found->folders) = joined(a, folder, entry->d_name);
        else if (S_ISREG(st.st_mode) && ends_with(entry->d_name, suffix))
            *vec_push(a, &found->files) = joined(a, folder, entry->d_name);
    }
    struct err e = errno == 0 ? OK : system_err(ERR_READ);
    mem_forget(a->mem, &held.cleanup);
    closedir(held.dir);
    return e;
}

static int by_name(const void *x, const void *y)
{
    const struct str *a = x, *b = y;
    return strcmp(a->at, b->at);
}

struct err file_find(struct arena *a, const char *folder, const char *suffix, struct str **names, uint32_t *count)
{
    struct found found = {0};

    *vec_push(a, &found.folders) = (struct str){name_of(a, str_of(folder), STR("")), strlen(folder)};
    for (uint32_t i = 0; i < found.folders.len; i++) {
        struct err e = look_into(a, found.folders.at[i], str_of(suffix), &found);
        if (failed(e) && i == 0)
            return e;
        if (failed(e) && e.code != ERR_NOT_FOUND)                  /* it may be gone since it was listed */
            *vec_push(a, &found.files) = found.folders.at[i];
    }
    if (found.files.len > 0)
        qsort(found.files.at, found.files.len, sizeof *found.files.at, by_name);
    *names = found.files.at;
    *count = found.files.len;
    return OK;
}
