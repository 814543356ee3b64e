/* run.c - the one test runner: finds cases by scanning, runs them beside one another, prints what failed as it is, and ends with
 * "N passed, N failed".
 *
 *     build/tests/run [--irp PROGRAM] [--only cases|sessions|documents|why|engines|faults] [--engines off] [--samples N] [--jobs N] [--write] [PART-OF-A-NAME]...
 *
 * Kinds of case are the rows of the table below; each says in its own file how it is written.
 */
#include "run.h"
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct kind {
    const char *name, *where, *suffix;     /* `where`: a folder to scan, or a file */
    void      (*job)(const char *file);
} KINDS[] = {
    {"cases",     "tests/cases",    ".irp",     case_job},
    {"sessions",  "tests/cases",    ".session", session_job},
    {"documents", "README.md",      ".md",      document_job},
    {"documents", "SPEC.md",        ".md",      document_job},
    {"documents", "lang/README.md", ".md",      document_job},
    {"documents", "lang/standards/README.md", ".md", document_job},
    {"why",       "examples",       ".irp",     why_job},
    {"why",       "tests/cases",    ".irp",     why_job},
    {"engines",   "examples",       ".irp",     engine_job},
    {"engines",   "tests/cases",    ".irp",     engine_job},
    {"faults",    "examples",       ".irp",     fault_job},      /* only when asked for: they need a debug build */
};
enum { KINDS_LEN = sizeof KINDS / sizeof KINDS[0] };

struct setting set = {.samples = 300};

/* ---- results: a worker's log and counts, handed to the parent through files */

struct counts { unsigned passed, failed, passed_over; };
static struct counts counts;
static struct text log_text;

void pass(void) { counts.passed++; }
void passed_over(void) { counts.passed_over++; }

void fail(const char *format, ...)
{
    char line[8192];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    counts.failed++;
    text_printf(&log_text, "FAIL %s\n", line);
}

void show(const char *what, const char *text)
{
    text_printf(&log_text, "  %s:\n", what);
    struct lines l = lines_of(format("%s", text));
    for (size_t i = 0; i < l.len && i < 60; i++)
        text_printf(&log_text, "    %s\n", l.at[i]);
    if (l.len > 60)
        text_printf(&log_text, "    ... %zu lines more\n", l.len - 60);
}

/* ---- what there is */

struct job { const struct kind *kind; char *file; };
static struct job *jobs;
static size_t jobs_len;

static void add_job(const struct kind *kind, char *file, char *const *parts, size_t parts_len)
{
    bool chosen = parts_len == 0;
    for (size_t i = 0; i < parts_len; i++)
        chosen |= strstr(file, parts[i]) != NULL;
    if (!chosen)
        return;
    jobs = realloc(jobs, (jobs_len + 1) * sizeof *jobs);
    if (!jobs)
        abort();
    jobs[jobs_len++] = (struct job){kind, file};
}

static void scan(const struct kind *kind, const char *name, char *const *parts, size_t parts_len)
{
    struct stat st;
    if (stat(name, &st) != 0)
        return;
    if (!S_ISDIR(st.st_mode)) {
        if (ends_with(name, kind->suffix))
            add_job(kind, format("%s", name), parts, parts_len);
        return;
    }
    struct dirent **entries;
    int n = scandir(name, &entries, NULL, alphasort);
    for (int i = 0; i < n; i++)
        if (entries[i]->d_name[0] != '.')
            scan(kind, format("%s/%s", name, entries[i]->d_name), parts, parts_len);
}

/* ---- workers: number w of n takes every n-th job */

static void work(size_t w, size_t n, const char *folder)
{
    char *own = format("%s/%zu", folder, w);
    if (mkdir(own, 0777) != 0)
        abort();
    setenv("IRP_RUN_FOLDER", own, 1);
    for (size_t i = w; i < jobs_len; i += n)
        jobs[i].kind->job(jobs[i].file);
    if (!file_put(format("%s/log", own), log_text.at, log_text.len) || !file_put(format("%s/counts", own), (char *)&counts, sizeof counts))
        abort();
}

static struct counts gather(const char *own)
{
    struct counts *c;
    size_t len;
    char *log = file_text(format("%s/log", own), NULL);
    if (log)
        fputs(log, stdout);
    c = (void *)file_text(format("%s/counts", own), &len);
    if (c && len == sizeof *c)
        return *c;
    printf("FAIL a worker of the runner died\n");
    return (struct counts){0, 1, 0};
}

static struct counts run_all(size_t workers)
{
    char *folder = format("%s/irp-run-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    if (!mkdtemp(folder))
        abort();
    fflush(stdout);
    for (size_t w = 0; w < workers; w++) {
        pid_t child = fork();
        if (child == 0) {
            work(w, workers, folder);
            _exit(0);
        }
        if (child < 0)
            abort();
    }
    while (wait(NULL) > 0 || errno == EINTR)
        continue;
    struct counts all = {0};
    for (size_t w = 0; w < workers; w++) {
        struct counts c = gather(format("%s/%zu", folder, w));
        all.passed += c.passed, all.failed += c.failed, all.passed_over += c.passed_over;
    }
    const char *argv[] = {"rm", "-rf", folder, NULL};
    command(NULL, true, argv);
    return all;
}

/* ---- */

static void environment(void)
{
    char *bin = format("%s", set.irp);
    *strrchr(bin, '/') = '\0';
    setenv("PATH", format("%s:%s", bin, getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin"), 1);
    setenv("ROOT", set.root, 1);
    setenv("EXAMPLES", format("%s/examples", set.root), 1);
    setenv("TERM", "dumb", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    /* a sanitizer's finding is never taken for "found something" */
    setenv("ASAN_OPTIONS", format("exitcode=%d:detect_leaks=1", STATUS_SANITIZER), 1);
    setenv("LSAN_OPTIONS", format("exitcode=%d", STATUS_SANITIZER), 1);
    setenv("UBSAN_OPTIONS", format("exitcode=%d:print_stacktrace=1", STATUS_SANITIZER), 1);
    const char *off[] = {"NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS", "SOURCE_DATE_EPOCH", "IRP_FAIL_AT", "LANG"};
    for (size_t i = 0; i < sizeof off / sizeof off[0]; i++)
        unsetenv(off[i]);
}

static int usage(void)
{
    fputs("run [--irp PROGRAM] [--only KIND] [--engines off] [--samples N] [--jobs N] [--write] [PART-OF-A-NAME]...\n", stderr);
    return 2;
}

int main(int argc, char **argv)
{
    const char *program = "build/irp", *only = NULL;
    bool engines = true;
    long workers = sysconf(_SC_NPROCESSORS_ONLN);
    int i = 1;
    for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
        if (strcmp(argv[i], "--write") == 0)
            set.write = true;
        else if (i + 1 == argc)
            return usage();
        else if (strcmp(argv[i], "--irp") == 0)
            program = argv[++i];
        else if (strcmp(argv[i], "--only") == 0)
            only = argv[++i];
        else if (strcmp(argv[i], "--engines") == 0)
            engines = strcmp(argv[++i], "off") != 0;
        else if (strcmp(argv[i], "--samples") == 0)
            set.samples = (unsigned)atol(argv[++i]);
        else if (strcmp(argv[i], "--jobs") == 0)
            workers = atol(argv[++i]);
        else
            return usage();
    }
    if (set.samples < 2)
        set.samples = 2;
    set.irp = realpath(program, NULL);
    set.root = realpath(".", NULL);
    if (!set.irp || !file_exists("tests/run.c")) {
        fprintf(stderr, "run: start it in the root of the repository, with %s built\n", program);
        return 2;
    }
    environment();
    for (int k = 0; k < KINDS_LEN; k++)
        if ((only ? strcmp(only, KINDS[k].name) == 0 : KINDS[k].job != fault_job) && (engines || KINDS[k].job != engine_job))
            scan(&KINDS[k], KINDS[k].where, argv + i, (size_t)(argc - i));

    struct counts all = run_all(workers < 1 ? 1 : (size_t)workers);
    if (all.passed_over)
        printf("passed over: %u fragments in documents\n", all.passed_over);
    printf("%u passed, %u failed\n", all.passed, all.failed);
    return all.failed > 0 || all.passed == 0;
}
