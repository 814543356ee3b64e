/* run_command.c - commands, with a time limit and both outputs taken; folders to run them in. */
#include "run.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void become(const char *folder, const char *const *argv, int out, int err)
{
    int empty = open("/dev/null", O_RDONLY);
    setpgid(0, 0);
    if (dup2(empty, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 || (folder && chdir(folder) != 0))
        _exit(126);
    char **words = NULL;                        /* exec wants them without const */
    size_t n = 0;
    while (argv[n])
        n++;
    words = calloc(n + 1, sizeof *words);
    for (size_t i = 0; words && i < n; i++)
        words[i] = strdup(argv[i]);
    if (words)
        execvp(words[0], words);
    _exit(127);
}

struct ran command(const char *folder, bool together, const char *const *argv)
{
    struct ran ran = {0};
    text_add(&ran.out, "", 0);
    text_add(&ran.err, "", 0);
    int out[2], err[2];
    if (pipe(out) != 0 || pipe(err) != 0)
        abort();
    for (int i = 0; i < 2; i++) {
        fcntl(out[i], F_SETFD, FD_CLOEXEC);
        fcntl(err[i], F_SETFD, FD_CLOEXEC);
    }
    pid_t child = fork();
    if (child == 0)
        become(folder, argv, out[1], together ? out[1] : err[1]);
    if (child < 0)
        abort();
    close(out[1]);
    close(err[1]);

    struct pollfd from[2] = {{out[0], POLLIN, 0}, {err[0], POLLIN, 0}};
    struct text *to[2] = {&ran.out, &ran.err};
    bool timed_out = false;
    for (long until = now_ms() + COMMAND_SECONDS * 1000L; from[0].fd >= 0 || from[1].fd >= 0;) {
        long left = until - now_ms();
        if (left <= 0 || (poll(from, 2, (int)left) == 0)) {
            kill(-child, SIGKILL);
            timed_out = true;
            break;
        }
        for (int i = 0; i < 2; i++)
            if (from[i].fd >= 0 && from[i].revents) {
                char block[1 << 16];
                ssize_t n = read(from[i].fd, block, sizeof block);
                if (n > 0)
                    text_add(to[i], block, (size_t)n);
                else if (n == 0 || errno != EINTR)
                    from[i].fd = -1;
            }
    }
    close(out[0]);
    close(err[0]);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    ran.status = timed_out ? STATUS_TIMED_OUT : WIFSIGNALED(status) ? STATUS_SIGNAL + WTERMSIG(status) : WEXITSTATUS(status);
    return ran;
}

struct ran irp(const char *folder, const char *before, const char *args, const char *file)
{
    const char *argv[32] = {set.irp};
    size_t n = 1;
    const char *parts[2] = {before, args};
    for (int i = 0; i < 2; i++) {
        char *words = format("%s", parts[i] ? parts[i] : "");
        for (char *w = strtok(words, " "); w && n < 30; w = strtok(NULL, " "))
            argv[n++] = w;
    }
    argv[n] = file;
    return command(folder, false, argv);
}

char *new_folder(void)
{
    static unsigned made;
    char *name = format("%s/%u", getenv("IRP_RUN_FOLDER"), ++made);
    if (!file_put(format("%s/x", name), "", 0) || remove(format("%s/x", name)) != 0)
        abort();
    return name;
}

void copy_folder(const char *from, const char *to)
{
    const char *argv[] = {"cp", "-R", format("%s/.", from), to, NULL};
    struct ran r = command(NULL, true, argv);
    if (r.status != 0)
        fail("%s: the folder cannot be copied: %s", from, r.out.at);
}
