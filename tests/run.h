/* run.h - the parts of the one test runner (run.c): commands run and looked at, and what came of it.
 *
 * The runner shares no code with what it tests, and frees nothing: it lives for seconds. Each job runs in a worker process, which
 * logs its failures and counts; the parent prints them.
 */
#ifndef IRP_TESTS_RUN_H
#define IRP_TESTS_RUN_H

#include <stdbool.h>
#include <stddef.h>

/* ---- text (run_text.c): a growing string, always ended by NUL */

struct text { char *at; size_t len, room; };
void  text_add(struct text *t, const char *bytes, size_t len);
void  text_printf(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *format(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The whole file, NUL after it; NULL when it cannot be read. *len may be NULL. */
char *file_text(const char *name, size_t *len);
bool  file_put(const char *name, const char *bytes, size_t len);   /* folders on the way are made */
bool  file_exists(const char *name);
/* The text as its lines, cut in place; a last line without an end counts, nothing after the last end does not. */
struct lines { char **at; size_t len; };
struct lines lines_of(char *text);
/* Without blanks at both ends, cut in place. */
char *trim(char *s);
bool  ends_with(const char *s, const char *end);

/* ---- commands (run_command.c) */

#define COMMAND_SECONDS 120
enum { STATUS_TIMED_OUT = 1000, STATUS_SIGNAL = 128, STATUS_SANITIZER = 99 };

struct ran {
    struct text out, err;      /* err is empty when run together */
    int status;                /* exit status; STATUS_SIGNAL + n; STATUS_TIMED_OUT */
};
/* Runs argv (ended by NULL) in `folder`, its input empty; together: errors go where output goes. */
struct ran command(const char *folder, bool together, const char *const *argv);
/* irp with `before`, the words of `args` (blanks part them) and `file`; any may be NULL. */
struct ran irp(const char *folder, const char *before, const char *args, const char *file);
/* A new folder below the worker's own, removed at its end. */
char *new_folder(void);
void  copy_folder(const char *from, const char *to);

/* ---- results */

void pass(void);
void passed_over(void);        /* counted and printed, neither passed nor failed */
void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A multi-line text under a failure, each line after "    ". */
void show(const char *what, const char *text);

/* ---- what to test */

struct setting {
    const char *root;          /* the repository */
    const char *irp;           /* the program */
    bool        write;         /* golden files are written instead of compared */
    unsigned    samples;       /* allocations to fail in each command; all when it makes no more */
};
extern struct setting set;
#define TODAY_ARGS "--today 2026-10-01"

/* Jobs: each takes a file's name relative to the root. */
void case_job(const char *file);        /* tests/cases, .irp: expectations beside the lines, golden files (run_case.c) */
void session_job(const char *file);     /* tests/cases, .session: transcripts (run_session.c) */
void document_job(const char *file);    /* README.md and others: their blocks (run_document.c) */
void why_job(const char *file);         /* .irp: every finding has a derivation (run_why.c) */
void engine_job(const char *file);      /* .irp: three engines, one meaning; images repeat (run_engine.c) */
void fault_job(const char *file);       /* .irp: every allocation fails once (fault/run_fault.c) */

/* Runs the transcript in `lines` [from, to) of `file`, in `folder`: a pass or a failure for each command. */
void transcript(const char *file, struct lines lines, size_t from, size_t to, const char *folder);

/* The findings of `irp check --format json`: false (and a failure logged) when the output is not what it should be. */
struct found { const char *severity, *code, *name, *sentence; int line; };
struct founds { struct found *at; size_t len; };
bool findings_of(const char *where, const struct ran *r, struct founds *f);

#endif
