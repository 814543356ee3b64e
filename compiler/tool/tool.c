#define _DEFAULT_SOURCE
#include "tool.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef IRP_LIBEXEC
#define IRP_LIBEXEC "../libexec/irp"      /* from the folder of irp */
#endif

extern char **environ;

const char *tool_beside(const char *name, struct arena *a)
{
    static const char *const folders[] = {"", IRP_LIBEXEC "/"};
    char    self[4096];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self);
    while (len > 0 && self[len - 1] != '/')
        len--;
    for (size_t i = 0; len > 0 && i < ARRAY_LEN(folders); i++) {
        struct str path = str_printf(a, "%.*s%s%s", (int)len, self, folders[i], name);
        if (access(path.at, R_OK) == 0)
            return path.at;
    }
    return NULL;
}

struct talk { int to, from; struct str send; size_t sent, most; struct out answer; bool broken; };

static void send_some(struct talk *t)
{
    ssize_t n = write(t->to, t->send.at + t->sent, t->send.len - t->sent);
    if (n > 0)
        t->sent += (size_t)n;
    if (t->sent == t->send.len || (n < 0 && errno != EINTR && errno != EAGAIN)) {
        close(t->to);
        t->to = -1;
    }
}

static void receive_some(struct talk *t)
{
    char    piece[65536];
    ssize_t n = read(t->from, piece, sizeof piece);
    if (n > 0 && t->answer.len + (size_t)n <= t->most)
        out_str(&t->answer, (struct str){piece, (size_t)n});
    else if (!(n < 0 && (errno == EINTR || errno == EAGAIN))) {
        t->broken = n != 0;
        close(t->from);
        t->from = -1;
    }
}

/* Writes and reads at once, so that neither side waits for the other for ever. */
static void converse(struct talk *t)
{
    while (t->from >= 0) {
        struct pollfd fds[2] = {{t->from, POLLIN, 0}, {t->to, POLLOUT, 0}};
        if (poll(fds, t->to >= 0 ? 2 : 1, -1) < 0 && errno != EINTR)
            return;
        if (t->to >= 0 && (fds[1].revents & (POLLOUT | POLLERR | POLLHUP)) != 0)
            send_some(t);
        if ((fds[0].revents & (POLLIN | POLLERR | POLLHUP)) != 0)
            receive_some(t);
    }
}

/* A pipe whose ends are none of the three standard files, which whoever started irp may have closed: they are the tool's in a moment. */
static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    for (int i = 0; i < 2; i++)
        if (ends[i] <= STDERR_FILENO) {
            int low = ends[i];
            ends[i] = fcntl(low, F_DUPFD, STDERR_FILENO + 1);
            close(low);
        }
    if (ends[0] >= 0 && ends[1] >= 0)
        return true;
    close(ends[0]), close(ends[1]);
    return false;
}

static bool start(const char *const *words, struct talk *t, pid_t *pid)
{
    int in[2], out[2];
    if (!open_pipe(in))
        return false;
    if (!open_pipe(out)) {
        close(in[0]), close(in[1]);
        return false;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    for (int i = 0; i < 2; i++) {
        posix_spawn_file_actions_addclose(&actions, in[i]);
        posix_spawn_file_actions_addclose(&actions, out[i]);
    }
    bool fine = posix_spawn(pid, words[0], &actions, NULL, (char *const *)(uintptr_t)words, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]), close(out[1]);
    t->to = in[1], t->from = out[0];
    if (!fine)
        close(t->to), close(t->from);
    return fine;
}

struct err tool_ask(const char *const *words, struct str send, size_t most, struct arena *a, struct str *answer)
{
    struct talk t = {.to = -1, .from = -1, .send = send, .most = most};
    pid_t       pid;
    int         status;
    out_memory(&t.answer, a);
    if (!start(words, &t, &pid))
        return (struct err){ERR_NO_TOOL, 0};
    converse(&t);
    if (t.to >= 0)
        close(t.to);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    *answer = out_text(&t.answer);
    return !t.broken && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? OK : (struct err){ERR_TOOL, 0};
}
