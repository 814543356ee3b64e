/* Folders watched by inotify. See watcher.h. */
#define _GNU_SOURCE         /* ppoll */
#include "watcher.h"
#include "config.h"
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#define EVENTS (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_ONLYDIR)

static volatile sig_atomic_t ended;
static void end(int signal_number) { (void)signal_number, ended = 1; }

/* A signal that is ignored stays so: nohup, and shells for what they start in the background. */
static void catch(int signal_number)
{
    struct sigaction was, now = {.sa_handler = end};
    sigaction(signal_number, NULL, &was);
    if (was.sa_handler != SIG_IGN)
        sigaction(signal_number, &now, NULL);
}

bool watcher_open(struct watcher *w, struct arena *a)
{
    sigset_t signals;
    *w = (struct watcher){.arena = a, .fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    if (w->fd < 0) {
        say("cannot watch files: %s", strerror(errno));
        return false;
    }
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, &w->usual);         /* let in while waiting alone, so that none is missed */
    sigdelset(&w->usual, SIGINT);
    sigdelset(&w->usual, SIGTERM);
    catch(SIGINT);
    catch(SIGTERM);
    return true;
}

void watcher_close(struct watcher *w) { close(w->fd); }

/* ---- folders */

/* Whether it was not watched before. */
static bool watch_folder(struct watcher *w, struct str real)
{
    int number = inotify_add_watch(w->fd, real.at, EVENTS);
    if (number < 0) {
        if (!w->full && errno == ENOSPC)
            say("cannot watch every folder: the system allows no more (fs.inotify.max_user_watches)");
        w->full = w->full || errno == ENOSPC;
        return false;
    }
    while (w->folders.len <= (uint32_t)number)
        *vec_push(w->arena, &w->folders) = STR("");
    bool is_new = !str_eq(w->folders.at[number], real);
    if (is_new)
        w->folders.at[number] = str_keep(w->arena, real);
    w->watched += is_new;
    return is_new;
}

static struct str real_name(struct watcher *w, const char *name)
{
    char real[PATH_MAX];
    return str_keep(w->arena, str_of(realpath(name, real) == NULL ? "" : real));
}

static struct str up_from(struct str folder)
{
    size_t end_at = folder.len;
    while (end_at > 0 && folder.at[end_at - 1] != '/')
        end_at--;
    return str_upto(folder, end_at > 1 ? end_at - 1 : end_at);
}

static bool is_folder(struct str name)
{
    struct stat is;
    return lstat(name.at, &is) == 0 && S_ISDIR(is.st_mode);
}

static struct str below(struct watcher *w, struct str folder, const char *name)
{
    return str_printf(w->arena, STR_FMT "%s%s", STR_ARG(folder), folder.len > 1 ? "/" : "", name);
}

/* The folder and all below it; hidden ones are never looked into, nor are links. */
static void watch_tree(struct watcher *w, struct str real)
{
    VEC(struct str) left = {NULL, 0, 0};
    *vec_push(w->arena, &left) = real;
    for (uint32_t i = 0; i < left.len && i < WATCH_FOLDERS_MOST; i++) {
        watch_folder(w, left.at[i]);
        DIR *open = opendir(left.at[i].at);
        for (struct dirent *entry; open != NULL && (entry = readdir(open)) != NULL;) {
            struct str name = entry->d_name[0] != '.' && (entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN) ? below(w, left.at[i], entry->d_name) : STR("");
            if (name.len > 0 && is_folder(name))
                *vec_push(w->arena, &left) = name;
        }
        if (open != NULL)
            closedir(open);
    }
}

/* The folder, those above it up to the one with .git, and the folder standards/ in each. */
static void watch_above(struct watcher *w, struct str folder)
{
    for (unsigned i = 0; i < CONFIG_UP_MOST && folder.len > 0; i++) {
        struct str standards = below(w, folder, "standards");
        watch_folder(w, folder);
        if (is_folder(standards))
            watch_folder(w, standards);
        if (folder.len == 1 || access(below(w, folder, ".git").at, F_OK) == 0)
            break;
        folder = str_keep(w->arena, up_from(folder));
    }
}

static struct str folder_name(struct watcher *w, const char *name)
{
    const char *slash = strrchr(name, '/');
    struct str  folder = slash == NULL ? STR(".") : str_upto(str_of(name), slash == name ? 1 : (size_t)(slash - name));
    return real_name(w, str_keep(w->arena, folder).at);
}

void watcher_name(struct watcher *w, const char *name)
{
    struct str real = real_name(w, name);
    if (real.len > 0 && is_folder(real))
        watch_tree(w, real), watch_above(w, real);
    else
        watch_above(w, folder_name(w, name));
    if (real.len > 0 && !str_eq(up_from(real), folder_name(w, name)))
        watch_folder(w, str_keep(w->arena, up_from(real)));      /* a link: what it leads to may change */
}

void watcher_file(struct watcher *w, const char *name)
{
    struct str folder = folder_name(w, name);
    const char *slash = strrchr(name, '/');
    if (folder.len == 0)
        return;
    watch_folder(w, folder);
    *vec_push(w->arena, &w->others) = below(w, folder, slash == NULL ? name : slash + 1);
}

/* ---- news */

static bool is_among(const struct watcher *w, struct str real)
{
    for (uint32_t i = 0; i < w->others.len; i++)
        if (str_eq(w->others.at[i], real))
            return true;
    return false;
}

/* A file that has just been made is still being written; what has another name already, or is a link, is whole. */
static bool is_whole(struct str real)
{
    struct stat is;
    return lstat(real.at, &is) == 0 && (S_ISLNK(is.st_mode) || is.st_nlink > 1);
}

static enum watch_news news_of(struct watcher *w, const struct inotify_event *e, bool (*same)(void *of, struct str real), void *of)
{
    struct str name = e->len > 0 ? str_of(e->name) : STR("");
    bool       known = e->wd >= 0 && (uint32_t)e->wd < w->folders.len;
    if ((e->mask & IN_Q_OVERFLOW) != 0)
        return WATCH_OTHERS;
    if (known && (e->mask & IN_IGNORED) != 0)
        w->folders.at[e->wd] = STR("");
    if (!known || name.len == 0)
        return WATCH_NOTHING;
    if ((e->mask & IN_ISDIR) != 0)
        return name.at[0] == '.' && !str_eq(name, STR(".git")) ? WATCH_NOTHING : WATCH_OTHERS;
    struct str real = below(w, w->folders.at[e->wd], e->name);
    bool plan = name.at[0] != '.' && name.len > 4 && str_eq(str_from(name, name.len - 4), STR(".irp"));
    if (!(plan || str_eq(name, STR(CONFIG_NAME)) || is_among(w, real)) || ((e->mask & IN_CREATE) != 0 && !is_whole(real)))
        return WATCH_NOTHING;
    return (e->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0 && same(of, real) ? WATCH_TEXTS : WATCH_OTHERS;
}

/* Takes what has come; the gravest of it, WATCH_NOTHING for nothing. */
static enum watch_news take(struct watcher *w, bool (*same)(void *of, struct str real), void *of)
{
    _Alignas(struct inotify_event) char room[16384];
    enum watch_news news = WATCH_NOTHING;
    for (ssize_t n; (n = read(w->fd, room, sizeof room)) > 0;)
        for (ssize_t at = 0; at < n;) {
            const struct inotify_event *e = (const void *)(room + at);
            enum watch_news one = news_of(w, e, same, of);
            news = one > news ? one : news;
            at += (ssize_t)(sizeof *e + e->len);
        }
    return news;
}

enum watch_news watcher_wait(struct watcher *w, bool (*same)(void *of, struct str real), void *of)
{
    static const struct timespec quiet = {0, WATCH_QUIET_MS * 1000000};
    struct pollfd   ready = {w->fd, POLLIN, 0};
    enum watch_news news = WATCH_NOTHING;
    for (unsigned waits = 0; !ended;) {
        int got = ppoll(&ready, 1, news == WATCH_NOTHING ? NULL : &quiet, &w->usual);
        if (got < 0 && errno != EINTR)
            return WATCH_NOTHING;
        if (got == 0 || waits * WATCH_QUIET_MS > WATCH_PATIENCE_MS)
            return news;
        enum watch_news more = got > 0 ? take(w, same, of) : WATCH_NOTHING;
        news = more > news ? more : news;
        waits += news != WATCH_NOTHING;
    }
    return WATCH_NOTHING;
}
