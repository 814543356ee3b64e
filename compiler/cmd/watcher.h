/* watcher.h - waiting until a file changes: by inotify, on folders, so that a file that an editor puts in the place of another is noticed, and one that is
 * new. Nothing is looked at while nothing happens.
 */
#ifndef IRP_COMPILER_WATCHER_H
#define IRP_COMPILER_WATCHER_H

#include "cmd.h"
#include <signal.h>

#define WATCH_QUIET_MS    60             /* so long nothing more must happen before what did is told: a program may write several files */
#define WATCH_PATIENCE_MS 2000           /* but no longer than this */
#define WATCH_FOLDERS_MOST 100000u       /* below the names given */

struct watcher {
    struct arena *arena;
    int           fd;
    VEC(struct str) folders;             /* real names, by the number that inotify gives; empty: none */
    VEC(struct str) others;              /* files, by their real names, that count whatever their names end with */
    uint32_t      watched;
    bool          full;                  /* that was said */
    sigset_t      usual;                 /* signals end the wait, and nothing else */
};

/* False after a message. From here on SIGINT and SIGTERM end watcher_wait. */
bool watcher_open(struct watcher *w, struct arena *a);
void watcher_close(struct watcher *w);
/* A folder with all below it, a file, or a name that is not there yet; and the folders above, up to the one with .git, for irp.conf and standards. */
void watcher_name(struct watcher *w, const char *name);
/* A file of any name. */
void watcher_file(struct watcher *w, const char *name);

enum watch_news {
    WATCH_NOTHING,                       /* a signal ended the wait */
    WATCH_TEXTS,                         /* files for which `same` is true have other words */
    WATCH_OTHERS                         /* other files changed, came or went */
};
/* `same` is asked with a real name. */
enum watch_news watcher_wait(struct watcher *w, bool (*same)(void *of, struct str real), void *of);

#endif
