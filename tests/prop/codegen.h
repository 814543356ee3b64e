/* codegen.h - machine code for a program, for tests of engines: irp-codegen is run on files of a folder that is taken away again. */
#ifndef IRP_TESTS_CODEGEN_H
#define IRP_TESTS_CODEGEN_H

#include "../unit/unit.h"
#include "../../runtime/rule/native.h"
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

struct codegen {
    char path[4096];                               /* irp-codegen */
    char folder[64], program[80], code[80];
};

/* `path` NULL: two folders up from the program that `self` names. */
static void codegen_open(struct codegen *c, const char *path, const char *self)
{
    const char *slash = strrchr(self, '/');
    if (path)
        snprintf(c->path, sizeof c->path, "%s", path);
    else
        snprintf(c->path, sizeof c->path, "%.*s../../irp-codegen", slash ? (int)(slash - self + 1) : 0, self);
    snprintf(c->folder, sizeof c->folder, "/tmp/irp-engines-XXXXXX");
    if (!mkdtemp(c->folder))
        BUG("there is no room for temporary files");
    snprintf(c->program, sizeof c->program, "%s/program", c->folder);
    snprintf(c->code, sizeof c->code, "%s/code", c->folder);
}

static void codegen_close(const struct codegen *c)
{
    unlink(c->program);
    unlink(c->code);
    rmdir(c->folder);
}

static void codegen_write(const char *name, struct str bytes)
{
    FILE *f = fopen(name, "wb");
    if (!f || fwrite(bytes.at, 1, bytes.len, f) != bytes.len || fclose(f) != 0)
        BUG("a temporary file cannot be written");
}

static struct str codegen_read(const char *name, struct arena *a)
{
    FILE *f = fopen(name, "rb");
    if (!f)
        BUG("a temporary file cannot be read");
    size_t room = (size_t)8 << 20, len;
    char *at = arena_alloc(a, room);
    len = fread(at, 1, room, f);
    fclose(f);
    return (struct str){at, len};
}

static bool codegen_run(const struct codegen *c, const char *target)
{
    pid_t child = fork();
    if (child == 0) {
        int from = open(c->program, O_RDONLY), to = open(c->code, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (from < 0 || to < 0 || dup2(from, 0) < 0 || dup2(to, 1) < 0)
            _exit(3);
        execl(c->path, c->path, "--target", target, (char *)NULL);
        _exit(3);
    }
    int status = -1;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The program's code for the target, mapped to run; NULL after a failed check. */
static const struct native *codegen_native(const struct codegen *c, const struct program *p, const char *target, struct arena *a)
{
    const struct native *n = NULL;
    codegen_write(c->program, program_bytes(p, a));
    if (CHECK(codegen_run(c, target)))
        CHECK(!failed(native_open(codegen_read(c->code, a), program_hash(p, a), -1, 0, a, &n)));
    return n;
}

#endif
