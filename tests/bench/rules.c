/* rules.c - rule evaluations a second, of the evaluator and of machine code, without the front end.
 *
 *     build/bench/rules CODEGEN FILE      a file from gen, with --rules: one row of the bench's table
 *
 * One evaluation is one rule asked about one action. Times are of run_program as a whole: binding, links, derived properties, kernels,
 * in an arena that is made new each time.
 */
#include "../../compiler/pipe/pipe.h"
#include "../../runtime/base/file.h"
#include "../../runtime/rule/native.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TODAY  20727
#define ROUNDS 15

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_ms(const struct unit *u, const struct native *native, struct mem *mem)
{
    double ms[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        struct arena a;
        arena_open(&a, mem);
        double start = now_ms();
        run_program(u->program, u->image, TODAY, native, &a);
        ms[i] = now_ms() - start;
        arena_close(&a);
    }
    qsort(ms, ROUNDS, sizeof *ms, by_size);
    return ms[ROUNDS / 2];
}

static bool run_codegen(const char *codegen, const char *in, const char *out)
{
    pid_t child = fork();
    if (child == 0) {
        int from = open(in, O_RDONLY), to = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (from >= 0 && to >= 0 && dup2(from, 0) >= 0 && dup2(to, 1) >= 0)
            execl(codegen, codegen, "--target", "host", (char *)NULL);
        _exit(127);
    }
    int status = -1;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static const struct native *compiled(const struct program *p, const char *codegen, struct arena *a, double *ms)
{
    static const char in[] = "build/bench/rules.program", out[] = "build/bench/rules.code";
    const struct native *n = NULL;
    struct str bytes = program_bytes(p, a), code;
    if (failed(file_write(a, in, &bytes, 1, FILE_PLAIN)))
        return NULL;
    double start = now_ms();
    bool good = run_codegen(codegen, in, out);
    *ms = now_ms() - start;
    if (!good || failed(file_read(a, out, (size_t)1 << 30, &code)))
        return NULL;
    /* as a block of its own: native_open wants it where pages start */
    char *at = arena_alloc(a, code.len + NATIVE_ALIGN);
    at += (NATIVE_ALIGN - (uintptr_t)at % NATIVE_ALIGN) % NATIVE_ALIGN;
    memcpy(at, code.at, code.len);
    return failed(native_open((struct str){at, code.len}, program_hash(p, a), -1, 0, a, &n)) ? NULL : n;
}

static void row(const char *codegen, const char *file)
{
    struct mem mem;
    struct arena a;
    struct session session;
    struct unit u;
    struct str text;
    size_t at;
    mem_open(&mem);
    if (setjmp(mem.recover) != 0) {
        printf("(!) %s: %s\n", file, err_text(mem.why.code));
        mem_close(&mem);
        return;
    }
    arena_open(&a, &mem);
    session_open(&session, &a);
    if (failed(pipe_read(&a, file, &text, &at))) {
        printf("(!) %s cannot be read\n", file);
        mem_close(&mem);
        return;
    }
    pipe_compile(&session, str_of(file), text, &a, &u);
    const struct table *actions = image_table(u.image, "action");
    if (!u.program || u.errors > 0 || !actions)
        printf("(!) %s: %u errors, the first: " STR_FMT "\n", file, u.errors, STR_ARG(u.image->findings_len ? u.image->findings[0].sentence : STR("none")));
    else {
        double compile_ms = 0, evaluations = (double)actions->rows * u.program->rules_len;
        const struct native *native = compiled(u.program, codegen, &a, &compile_ms);
        double eval = median_ms(&u, NULL, &mem), code = native ? median_ms(&u, native, &mem) : 0;
        printf("| %u | %u | %.2f | %.2f | %.2f | %.2f | %.0f |\n", actions->rows, u.program->rules_len, eval, evaluations / eval / 1e6, code,
               native ? evaluations / code / 1e6 : 0.0, compile_ms);
    }
    fflush(stdout);
    mem_close(&mem);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    row(argv[1], argv[2]);
    return 0;
}
