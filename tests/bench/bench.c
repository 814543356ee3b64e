/* bench.c - how long whole commands take, as ratios: every figure is measured in turns with what it is compared with (an empty
 * program, cat, a loop that sums the bytes), so that what else the machine does falls on all alike. Nothing here passes or fails.
 *
 *     build/bench/bench [--most ACTIONS] [--only estates|files|errors|formats|rules|build|checker] [IRP]      in the root; tables on standard output
 *
 * Wall times are medians, CPU time (user and system) beside them; memory is the largest resident size.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FOLDER "build/bench"
#define WORDS_MOST 12
#define ROUNDS_MOST 201
#define RACERS_MOST 8

/* ---------------------------------------------------------------- one run */

struct cost { double wall_ms, cpu_ms; long resident_kb; int status; };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double ms_of(struct timeval t) { return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3; }

static struct cost run_once(char *const *argv)
{
    struct cost c = {0};
    double start = now_ms();
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_RDWR);
        if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0)
            _exit(126);
        execv(argv[0], argv);
        _exit(127);
    }
    struct rusage use;
    int status = 0;
    while (child > 0 && wait4(child, &status, 0, &use) < 0 && errno == EINTR)
        continue;
    c.wall_ms = now_ms() - start;
    c.cpu_ms = ms_of(use.ru_utime) + ms_of(use.ru_stime);
    c.resident_kb = use.ru_maxrss;
    c.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return c;
}

/* ---------------------------------------------------------------- races */

struct racer {
    char        line[4200];               /* words parted by blanks */
    struct cost median;                   /* of each figure by itself */
};

__attribute__((format(printf, 2, 3)))
static void enter(struct racer *r, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(r->line, sizeof r->line, format, args);
    va_end(args);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *at, int n)
{
    qsort(at, (size_t)n, sizeof *at, by_size);
    return n % 2 ? at[n / 2] : (at[n / 2 - 1] + at[n / 2]) / 2;
}

static void race(struct racer *racers, int len, int rounds)
{
    static double wall[RACERS_MOST][ROUNDS_MOST], cpu[RACERS_MOST][ROUNDS_MOST];
    char words[RACERS_MOST][4200], *argv[RACERS_MOST][WORDS_MOST + 1] = {0};
    for (int r = 0; r < len; r++) {
        snprintf(words[r], sizeof words[r], "%s", racers[r].line);
        int n = 0;
        for (char *w = strtok(words[r], " "); w && n < WORDS_MOST; w = strtok(NULL, " "))
            argv[r][n++] = w;
        struct cost warm = run_once(argv[r]);
        if (warm.status > 1)
            printf("(!) %s ended with status %d\n", racers[r].line, warm.status);
        racers[r].median.status = warm.status;
    }
    for (int i = 0; i < rounds; i++)
        for (int k = 0; k < len; k++) {
            int r = (k + i) % len;        /* each goes first as often as the others */
            struct cost c = run_once(argv[r]);
            wall[r][i] = c.wall_ms;
            cpu[r][i] = c.cpu_ms;
            if (c.resident_kb > racers[r].median.resident_kb)
                racers[r].median.resident_kb = c.resident_kb;
        }
    for (int r = 0; r < len; r++) {
        racers[r].median.wall_ms = median(wall[r], rounds);
        racers[r].median.cpu_ms = median(cpu[r], rounds);
    }
}

static int rounds_for(unsigned long actions) { return actions <= 1000 ? 101 : actions <= 10000 ? 31 : actions <= 100000 ? 9 : 3; }

/* ---------------------------------------------------------------- estates */

static const char *irp = "build/irp";
static unsigned long most = 1000000;

static bool shell(const char *line)
{
    fflush(stdout);
    return system(line) == 0;
}

/* The file (or folder) of an estate, made when it is not there. */
static const char *estate(const char *name, const char *args)
{
    static char path[2][4096];
    static int turn;
    char *at = path[turn ^= 1], line[8192];
    struct stat st, gen;
    snprintf(at, sizeof path[0], FOLDER "/%s", name);
    bool folder = strstr(args, "--files") != NULL;
    if (stat(at, &st) != 0 || stat(FOLDER "/gen", &gen) != 0 || st.st_mtime < gen.st_mtime) {
        if (folder)
            snprintf(line, sizeof line, "rm -rf %s && " FOLDER "/gen %s %s", at, args, at);
        else
            snprintf(line, sizeof line, FOLDER "/gen %s > %s", args, at);
        if (!shell(line))
            printf("(!) %s failed\n", line);
    }
    return at;
}

static double megabytes(const char *file)
{
    struct stat st;
    return stat(file, &st) == 0 ? (double)st.st_size / 1e6 : 0;
}

struct row { double actions, check_ms; };

static void slope(struct row a, struct row b)
{
    printf("slope from %.0f to %.0f: time grows with size to the power %.2f\n", a.actions, b.actions,
           log(b.check_ms / a.check_ms) / log(b.actions / a.actions));
}

static struct row estate_row(unsigned long actions, const char *name, const char *args)
{
    const char *file = estate(name, args);
    struct racer r[5];
    memset(r, 0, sizeof r);
    enter(&r[0], FOLDER "/empty");
    enter(&r[1], "/bin/cat %s", file);
    enter(&r[2], FOLDER "/sum %s", file);
    enter(&r[3], "%s check --today 2026-10-01 %s", irp, file);
    enter(&r[4], "%s summary --today 2026-10-01 %s", irp, file);
    race(r, 5, rounds_for(actions));
    double mb = megabytes(file), check = r[3].median.wall_ms;
    printf("| %lu | %.2f | %.2f | %.2f | %.2f | **%.2f** | %.2f | %.1f | %.1f | %.2f | %.0f | %.2f |\n", actions, mb, r[0].median.wall_ms,
           r[1].median.wall_ms, r[2].median.wall_ms, check, r[3].median.cpu_ms, check / r[0].median.wall_ms, check / r[2].median.wall_ms,
           mb / check, (double)r[3].median.resident_kb / 1024 - mb, r[4].median.wall_ms);
    fflush(stdout);
    return (struct row){(double)actions, check};
}

static void estate_head(const char *what)
{
    printf("\n### %s\n\n| actions | MB | empty ms | cat ms | sum ms | check ms | check CPU ms | x empty | x sum | GB/s | MB beside file | summary ms |\n"
           "|---|---|---|---|---|---|---|---|---|---|---|---|\n", what);
}

static void estates(void)
{
    static const unsigned long sizes[] = {40, 100, 1000, 10000, 100000, 1000000};
    struct row first = {0}, last = {0};
    char name[64], args[64];
    estate_head("One file of plans of 40 actions, 350 bytes an action");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0] && sizes[i] <= most; i++) {
        snprintf(name, sizeof name, "plans-%lu.irp", sizes[i]);
        snprintf(args, sizeof args, "%lu", sizes[i]);
        last = estate_row(sizes[i], name, args);
        if (sizes[i] == 10000)
            first = last;
    }
    if (last.actions > first.actions && first.actions > 0)
        slope(first, last);
    unsigned long large = most < 100000 ? most : 100000;
    estate_head("One plan, one concern");
    snprintf(name, sizeof name, "one-%lu.irp", large / 10);
    snprintf(args, sizeof args, "%lu --plan 0", large / 10);
    first = estate_row(large / 10, name, args);
    snprintf(name, sizeof name, "one-%lu.irp", large);
    snprintf(args, sizeof args, "%lu --plan 0", large);
    last = estate_row(large, name, args);
    slope(first, last);
}

static void files(void)
{
    unsigned long actions = most;
    char name[64], args[64];
    struct racer r[4];
    memset(r, 0, sizeof r);
    snprintf(name, sizeof name, "files-%lu", actions);
    snprintf(args, sizeof args, "%lu --files", actions);
    const char *folder = estate(name, args);
    enter(&r[0], "/usr/bin/find %s -name *.irp -size +1", folder);
    enter(&r[1], "/bin/grep -rc x %s", folder);
    enter(&r[2], "%s check --today 2026-10-01 %s", irp, folder);
    enter(&r[3], "%s summary --today 2026-10-01 %s", irp, folder);
    race(r, 4, rounds_for(actions));
    printf("\n### %lu files of 40 actions\n\n| find ms | grep -c ms | check ms | check CPU ms | x grep | resident MB | summary ms |\n|---|---|---|---|---|---|---|\n", actions / 40);
    printf("| %.1f | %.1f | **%.1f** | %.1f | %.1f | %.0f | %.1f |\n", r[0].median.wall_ms, r[1].median.wall_ms, r[2].median.wall_ms,
           r[2].median.cpu_ms, r[2].median.wall_ms / r[1].median.wall_ms, (double)r[2].median.resident_kb / 1024, r[3].median.wall_ms);
}

static void errors(void)
{
    static const unsigned long sizes[] = {10000, 100000, 1000000};
    struct row first = {0}, last = {0};
    printf("\n### A mistake in every action, one file\n\n| errors | MB | sum ms | check ms | check CPU ms | check as JSON ms | all as text ms | x sum | resident MB |\n"
           "|---|---|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < 3 && sizes[i] <= most; i++) {
        char name[64], args[64];
        struct racer r[4];
        memset(r, 0, sizeof r);
        snprintf(name, sizeof name, "wrong-%lu.irp", sizes[i]);
        snprintf(args, sizeof args, "%lu --wrong 1", sizes[i]);
        const char *file = estate(name, args);
        enter(&r[0], FOLDER "/sum %s", file);
        enter(&r[1], "%s check --today 2026-10-01 %s", irp, file);
        enter(&r[2], "%s check --format json --today 2026-10-01 %s", irp, file);
        enter(&r[3], "%s check --max-problems 0 --today 2026-10-01 %s", irp, file);
        race(r, 4, sizes[i] > 100000 ? 1 : 3);
        printf("| %lu | %.1f | %.2f | **%.1f** | %.1f | %.1f | %.1f | %.1f | %.0f |\n", sizes[i], megabytes(file), r[0].median.wall_ms,
               r[1].median.wall_ms, r[1].median.cpu_ms, r[2].median.wall_ms, r[3].median.wall_ms, r[1].median.wall_ms / r[0].median.wall_ms,
               (double)r[1].median.resident_kb / 1024);
        fflush(stdout);
        last = (struct row){(double)sizes[i], r[1].median.wall_ms};
        if (i == 0)
            first = last;
    }
    if (last.actions > first.actions)
        slope(first, last);
}

/* CPU time a mistake in each format: what grows downwards is not linear. */
static void formats(void)
{
    static const char *const kinds[] = {"labels", "rules", "line"}, *const names[] = {"text", "json", "jsonl", "sarif", "github", "gitlab", "junit"};
    enum { FORMATS = sizeof names / sizeof names[0] };
    printf("\n### Files of nothing but mistakes (one line: of words), ns each in each format (text shows 20)\n\n| mistakes | number |");
    for (int f = 0; f < FORMATS; f++)
        printf(" %s |", names[f]);
    printf(" resident bytes each, text | sarif |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (int k = 0; k < 3; k++)
        for (unsigned long n = 1000; n <= most && n <= 1000000; n *= 10) {
            char name[64], args[64];
            struct racer r[FORMATS];
            memset(r, 0, sizeof r);
            snprintf(name, sizeof name, "faulty-%s-%lu.irp", kinds[k], n);
            snprintf(args, sizeof args, "%lu --faulty %s", n, kinds[k]);
            const char *file = estate(name, args);
            for (int f = 0; f < FORMATS; f++)
                enter(&r[f], "%s check --format %s --today 2026-10-01 %s", irp, names[f], file);
            race(r, FORMATS, n > 100000 ? 1 : 3);
            printf("| %s | %lu |", kinds[k], n);
            for (int f = 0; f < FORMATS; f++)
                printf(" %.0f |", r[f].median.cpu_ms * 1e6 / (double)n);
            printf(" %.0f | %.0f |\n", (double)r[0].median.resident_kb * 1024 / (double)n, (double)r[3].median.resident_kb * 1024 / (double)n);
            fflush(stdout);
        }
}

/* ---------------------------------------------------------------- rules */

/* CPU time. A process for each row: what malloc kept from the row before must not count. */
static void rules(void)
{
    printf("\n### Rules alone: one evaluation is one rule asked about one action\n\n"
           "| actions | rules | evaluator ms | G a second | native ms | G a second | C by hand ms | G a second | compiling ms | pays from M actions |\n"
           "|---|---|---|---|---|---|---|---|---|---|\n");
    for (unsigned long n = 10; n <= 1000; n = n == 10 ? 50 : n * 20)
        for (unsigned long actions = 10000; actions <= most && actions * n <= 50000000; actions *= 10) {
            char name[64], args[64], line[8192];
            snprintf(name, sizeof name, "rules-%lu-%lu.irp", n, actions);
            snprintf(args, sizeof args, "%lu --bytes 120 --rules %lu", actions, n);
            snprintf(line, sizeof line, FOLDER "/rules build/irp-codegen %s", estate(name, args));
            if (!shell(line))
                printf("(!) %s failed\n", line);
        }
}

/* ---------------------------------------------------------------- build and what it makes */

static void builds(void)
{
    static const unsigned long counts[] = {10, 50, 1000};
    printf("\n### irp build, one plan of 40 actions\n\n| rules | check ms | build ms | build CPU ms | checker KB |\n|---|---|---|---|---|\n");
    for (int i = 0; i < 3; i++) {
        char name[64], args[64];
        struct racer r[2];
        struct stat st;
        memset(r, 0, sizeof r);
        snprintf(name, sizeof name, "build-%lu.irp", counts[i]);
        snprintf(args, sizeof args, "40 --rules %lu", counts[i]);
        const char *file = estate(name, args);
        enter(&r[0], "%s check --today 2026-10-01 %s", irp, file);
        enter(&r[1], "%s build -o " FOLDER "/built %s", irp, file);
        race(r, 2, 9);
        printf("| %lu | %.2f | **%.1f** | %.1f | %.0f |\n", counts[i], r[0].median.wall_ms, r[1].median.wall_ms, r[1].median.cpu_ms,
               stat(FOLDER "/built", &st) == 0 ? (double)st.st_size / 1e3 : 0);
    }
}

static void checker(void)
{
    const char *plan = "examples/aylesbury-2026/plan.irp";
    struct racer r[4];
    struct stat st;
    memset(r, 0, sizeof r);
    enter(&r[0], "%s build -o " FOLDER "/checker %s", irp, plan);
    if (!shell(r[0].line))
        return;
    enter(&r[0], FOLDER "/empty");
    enter(&r[1], FOLDER "/checker --today 2026-10-01");
    enter(&r[2], "%s check --today 2026-10-01 %s", irp, plan);
    enter(&r[3], "%s help", irp);
    race(r, 4, ROUNDS_MOST);
    printf("\n### A built checker (%s)\n\n| program | KB | ms | ms over an empty program | resident MB |\n|---|---|---|---|---|\n", plan);
    static const char *const names[] = {"an empty program, static", "the checker", "irp check", "irp help"};
    static const char *const paths[] = {FOLDER "/empty", FOLDER "/checker", NULL, NULL};
    for (int i = 0; i < 4; i++)
        printf("| %s | %.0f | %.2f | %.2f | %.1f |\n", names[i], stat(paths[i] ? paths[i] : irp, &st) == 0 ? (double)st.st_size / 1e3 : 0,
               r[i].median.wall_ms, r[i].median.wall_ms - r[0].median.wall_ms, (double)r[i].median.resident_kb / 1024);
    if (stat("build/obj/release-stub/irp-stub", &st) == 0)
        printf("\nThe checker without plan and rules: %.0f KB\n", (double)st.st_size / 1e3);
}

/* ---------------------------------------------------------------- */

static const struct part { const char *name; void (*measure)(void); } PARTS[] = {
    {"estates", estates}, {"files", files}, {"errors", errors}, {"formats", formats}, {"rules", rules}, {"build", builds}, {"checker", checker},
};

static void machine(void)
{
    shell("printf 'irp bench: %s, ' \"$(date -u +%Y-%m-%d)\"; uname -srm; grep -m 1 'model name' /proc/cpuinfo; nproc; build/irp --version");
}

int main(int argc, char **argv)
{
    const char *only = NULL;
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--most") == 0 && i + 1 < argc)
            most = strtoul(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--only") == 0 && i + 1 < argc)
            only = argv[++i];
        else
            irp = argv[i];
    machine();
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++)
        if ((!only || strcmp(only, PARTS[i].name) == 0))
            PARTS[i].measure();
    return 0;
}
