/* The door to LLVM: irp-codegen, a process of its own that gets a program and gives machine code. It may stay shut: then the evaluator
 * runs the rules, and says so. Nothing here or below links LLVM.
 */
#define _DEFAULT_SOURCE
#include "cmd.h"
#include "../../runtime/base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef IRP_LIBEXEC
#define IRP_LIBEXEC "../libexec/irp"      /* from the folder of irp */
#endif
#define CODE_BYTES_MOST ((size_t)256 << 20)

/* Whether machine code pays for a single check, from what tests/bench measures (Zen 4, CPU time; the table "rules" of make bench says it anew). The
 * work of a kernel is its operations times the rows of its table: the evaluator does one in 0.045 ns and machine code in 0.026 ns, so that
 * the 20 ms in which LLVM starts are saved by NATIVE_PAYS_START of work, and the 0.06 ms that an operation takes to compile once it is done for
 * NATIVE_PAYS_ROWS rows. Tables that no rule looks at are no work. */
#define NATIVE_PAYS_START UINT64_C(1000000000)
#define NATIVE_PAYS_ROWS  3000000u

extern char **environ;

bool engine_asked(const struct arguments *args) { return args->given[OPT_ENGINE] && str_eq(args->value[OPT_ENGINE], STR("native")); }

static uint64_t rows_of(const struct image *img, struct str table)
{
    for (uint32_t i = 0; i < img->tables_len; i++)
        if (str_eq(img->tables[i].name, table))
            return img->tables[i].rows;
    return 0;
}

static bool pays(const struct program *p, const struct image *img)
{
    uint64_t work = 0, ops = 0;
    for (uint32_t i = 0; i < p->steps_len; i++) {
        const struct step *s = &p->steps[i];
        if (s->kind != STEP_KERNEL)
            continue;
        work += rows_of(img, p->strings[p->tables[s->table]]) * p->kernels[s->what].ops;
        ops += p->kernels[s->what].ops;
    }
    return work >= NATIVE_PAYS_START + NATIVE_PAYS_ROWS * ops;
}

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

static const char *find_codegen(struct arena *a)
{
    const char *asked = getenv("IRP_CODEGEN");
    return asked != NULL && *asked != '\0' ? asked : tool_beside("irp-codegen", a);
}

struct talk { int to, from; struct str send; size_t sent; struct out answer; bool broken; };

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
    if (n > 0 && t->answer.len + (size_t)n <= CODE_BYTES_MOST)
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

static bool start(const char *codegen, struct engine_wish wish, struct talk *t, pid_t *pid)
{
    int in[2], out[2];
    if (pipe(in) != 0)
        return false;
    if (pipe(out) != 0) {
        close(in[0]), close(in[1]);
        return false;
    }
    const char *const words[] = {codegen, "--target", wish.target, "--emit", wish.emit, "--debug", wish.debug ? "yes" : "no",
                                 "--prefix", wish.prefix ? wish.prefix : "", NULL};
    char *argv[ARRAY_LEN(words)];
    memcpy(argv, words, sizeof argv);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    for (int i = 0; i < 2; i++) {
        posix_spawn_file_actions_addclose(&actions, in[i]);
        posix_spawn_file_actions_addclose(&actions, out[i]);
    }
    bool fine = posix_spawn(pid, codegen, &actions, NULL, argv, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]), close(out[1]);
    t->to = in[1], t->from = out[0];
    if (!fine)
        close(t->to), close(t->from);
    return fine;
}

struct err engine_compile(const struct program *p, struct engine_wish wish, struct arena *a, struct str *code)
{
    const char *codegen = find_codegen(a);
    struct talk t = {.to = -1, .from = -1, .send = program_bytes(p, a)};
    pid_t       pid;
    int         status;
    out_memory(&t.answer, a);
    if (codegen == NULL || !start(codegen, wish, &t, &pid))
        return (struct err){ERR_NO_ENGINE, 0};
    converse(&t);
    if (t.to >= 0)
        close(t.to);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    *code = out_text(&t.answer);
    return !t.broken && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? OK : (struct err){ERR_ENGINE, 0};
}

const struct native *engine_native(struct engine *e, const struct program *p, struct arena *a)
{
    uint64_t hash = program_hash(p, a);      /* and not its address: the next file's program may lie where the last one lay */
    if (e->tried && e->hash == hash)
        return e->native;
    struct str code;
    e->tried = true, e->hash = hash, e->native = NULL;
    struct err err = engine_compile(p, (struct engine_wish){"native", "host", e->debug, NULL}, a, &code);
    if (!failed(err))
        err = native_open(code, hash, -1, 0, a, &e->native);
    if (failed(err)) {
        say("%s: the evaluator runs them instead", err_text(err.code));
        e->native = NULL;
    } else if (e->debug) {
        debugger_tell(e->native, a);
    }
    return e->native;
}

const struct native *engine_for(struct engine *e, const struct arguments *args, const struct unit *u, struct arena *a)
{
    bool chosen = args->given[OPT_ENGINE] && !str_eq(args->value[OPT_ENGINE], STR("auto"));
    if (!chosen && u->set != NULL && u->set->native != NULL)
        return u->set->native;
    return engine_asked(args) || (!chosen && pays(unit_program(u), u->image)) ? engine_native(e, unit_program(u), a) : NULL;
}
