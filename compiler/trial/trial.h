/* trial.h - tests of standards, written in the language: documents that say which findings they expect.
 *
 * A test is a document of a standard's file, or of NAME.tests.irp beside NAME.irp. It is held to the standard that it names, on the day of its label
 * `As of` (TRIAL_DAY when it has none, so that a test never changes by itself). Each label `Expect` names a rule that has a finding on its item, or a
 * message of the front end; every finding must be expected, and everything expected be found.
 *
 * Three questions are asked of the same files: do the tests pass (trial_run), what of the rules did they see (cover.h), and which weakenings of the
 * rules would they notice (mutate.h). Nothing here prints, but for cover_print. All of it lives in the trial's arena.
 */
#ifndef IRP_COMPILER_TRIAL_H
#define IRP_COMPILER_TRIAL_H

#include "../pipe/pipe.h"

#define TRIAL_DAY 20454                  /* 1 January 2026 */

/* A document that is a test. */
struct test {
    uint32_t   document, end;            /* its item, and the item behind its last */
    struct str name;                     /* its title */
    int32_t    day;
    int32_t    number;                   /* of the standard that it is held to; -1: none */
    uint32_t   failures;
};

/* A label `Expect`. */
struct expectation {
    uint32_t     item, test;
    struct str   name;
    struct place place;
    bool         met;
};

struct trial_file {
    const char  *name;
    struct str   text;
    const struct tree *given;            /* of the text, among the session's given ones; NULL: it has no standard */
    struct unit  unit;
    VEC(struct test)        tests;
    VEC(struct expectation) expected;    /* in the order of their items */
    VEC(int32_t)            days;        /* those of its tests, each once */
    VEC(struct finding)     failures;    /* what is wrong with its tests, and its own mistakes; sorted by place */
    uint32_t     passed, failed;         /* tests; mistakes outside of tests are one more that failed */
};

struct trial {
    struct arena  *arena;
    struct session session;
    uint32_t       helped;               /* expectations that were not met, so far */
    VEC(struct trial_file *) files;
};

void trial_open(struct trial *t, struct arena *a);
/* Adds a file: checked UTF-8 that outlives the trial. All are added before trial_run. */
struct trial_file *trial_add(struct trial *t, const char *name, struct str text);
/* Compiles every file, runs its tests and compares. */
void trial_run(struct trial *t);

/* The test that a place of the file's text belongs to; NULL: none. */
struct test *trial_test_at(const struct trial_file *f, uint32_t place);
/* The failures as a list that findings are shown from. */
struct finding_list trial_failures(const struct trial_file *f);
/* Findings by place, then by name. */
void trial_sort(struct finding *at, uint32_t len);

#endif
