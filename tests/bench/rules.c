/* rules.c - rule evaluations a second, of the evaluator, of machine code and of loops written by hand, without the front end.
 *
 *     build/bench/rules CODEGEN FILE      a file from gen, with --rules: one row of the bench's table
 *
 * One evaluation is one rule asked about one action. Times are CPU time of run_program as a whole: binding, links, derived properties, kernels,
 * in an arena that is made new each time. The last columns are what compiler/cmd/engine.c decides by.
 */
#include "hand.h"
#include "../../compiler/pipe/pipe.h"
#include "../../runtime/base/file.h"
#include "../../runtime/rule/native.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TODAY  20727
#define ROUNDS 15

static double now_ms(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

enum engine { BY_EVALUATOR, BY_MACHINE_CODE, BY_HAND };

/* CPU time, the median; *failing: rows that broke a rule, which all three must agree on. */
static double median_ms(const struct unit *u, enum engine engine, const struct native *native, struct mem *mem, uint64_t *failing)
{
    double ms[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        struct arena a;
        struct finding_list list;
        arena_open(&a, mem);
        double start = now_ms(CLOCK_THREAD_CPUTIME_ID);
        if (engine == BY_HAND)
            *failing = hand_check(u->image, u->program->rules_len, TODAY, &a);
        else {
            run_findings(run_program(u->program, u->image, TODAY, engine == BY_MACHINE_CODE ? native : NULL, &a), &list);
            *failing = list.errors + list.warnings + list.notes;
        }
        ms[i] = now_ms(CLOCK_THREAD_CPUTIME_ID) - start;
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

static double cpu_ms(const struct rusage *r)
{
    return (double)(r->ru_utime.tv_sec + r->ru_stime.tv_sec) * 1e3 + (double)(r->ru_utime.tv_usec + r->ru_stime.tv_usec) / 1e3;
}

static const struct native *compiled(const struct program *p, const char *codegen, struct arena *a, double *ms)
{
    static const char in[] = "build/bench/rules.program", out[] = "build/bench/rules.code";
    const struct native *n = NULL;
    struct str bytes = program_bytes(p, a), code;
    if (failed(file_write(a, in, &bytes, 1, FILE_PLAIN)))
        return NULL;
    struct rusage before, after;
    getrusage(RUSAGE_CHILDREN, &before);
    bool good = run_codegen(codegen, in, out);
    getrusage(RUSAGE_CHILDREN, &after);
    *ms = cpu_ms(&after) - cpu_ms(&before);
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
        uint64_t failing[3];
        const struct native *native = compiled(u.program, codegen, &a, &compile_ms);
        double eval = median_ms(&u, BY_EVALUATOR, NULL, &mem, &failing[0]), hand = median_ms(&u, BY_HAND, NULL, &mem, &failing[1]);
        double code = median_ms(&u, BY_MACHINE_CODE, native, &mem, &failing[2]);
        if (!native || failing[0] != failing[1] || failing[0] != failing[2])
            printf("(!) %s: no machine code, or the three do not agree\n", file);
        printf("| %u | %u | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f | %.1f |\n", actions->rows, u.program->rules_len, eval, evaluations / eval / 1e6,
               code, evaluations / code / 1e6, hand, evaluations / hand / 1e6, compile_ms, eval > code ? compile_ms * actions->rows / (eval - code) / 1e6 : 0.0);
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
