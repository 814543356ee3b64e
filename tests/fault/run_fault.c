/* run_fault.c - memory runs out: each allocation of a command fails once, and the command ends with a message and status 2, without a
 * leak, a crash or half a file. A kind of the runner (run.c), for programs built with IRP_FAULT (MODE=debug), which read IRP_FAIL_AT.
 */
#include "../run.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct form { const char *command, *more; bool makes_file; } FORMS[] = {
    {"check --color=never", TODAY_ARGS, false},
    {"check --format json", TODAY_ARGS, false},
    {"summary --color=never", TODAY_ARGS, false},
    {"summary --format json", TODAY_ARGS, false},
    {"test --coverage", "", false},          /* of files with standards in them */
    {"mutate", "", false},
    {"build --emit=image", "", true},
    {"build", "", true},
};
enum { FORMS_LEN = sizeof FORMS / sizeof FORMS[0] };

#define ALLOCATIONS_MOST 50000000u

struct fault { const char *file, *target; const struct form *form; struct ran usual; };

static struct ran run_failing_at(const struct fault *f, unsigned n)
{
    setenv("IRP_FAIL_AT", format("%u", n), 1);
    if (f->target)
        remove(f->target);
    struct ran r = irp(NULL, f->form->command, f->target ? format("-o %s", f->target) : f->form->more, f->file);
    unsetenv("IRP_FAIL_AT");
    return r;
}

static bool as_usual(const struct fault *f, const struct ran *r)
{
    return r->status == f->usual.status && strcmp(r->out.at, f->usual.out.at) == 0;
}

/* The number of allocations: the greatest n whose failure shows. */
static unsigned allocations(const struct fault *f)
{
    unsigned low = 0, high = 1;
    for (;; low = high, high *= 2) {
        struct ran r = run_failing_at(f, high);
        if (as_usual(f, &r) || high > ALLOCATIONS_MOST)
            break;
    }
    while (high - low > 1) {
        unsigned middle = low + (high - low) / 2;
        struct ran r = run_failing_at(f, middle);
        if (as_usual(f, &r))
            high = middle;
        else
            low = middle;
    }
    return low;
}

static void one(const struct fault *f, unsigned n)
{
    struct ran r = run_failing_at(f, n);
    const char *wrong = NULL;
    if (r.status != 2)
        wrong = format("it ended with status %d", r.status);
    else if (r.err.len == 0)
        wrong = "it said nothing";
    else if (f->target && file_exists(f->target))
        wrong = "a file was left";
    /* native code is made by another program, which may fail while the build goes on without it */
    if (wrong && f->target && r.status == f->usual.status && file_exists(f->target))
        wrong = NULL;
    if (!wrong) {
        pass();
        return;
    }
    fail("IRP_FAIL_AT=%u irp %s %s: %s", n, f->form->command, f->file, wrong);
    show("it said", r.err.at);
}

void fault_job(const char *file)
{
    for (int i = 0; i < FORMS_LEN; i++) {
        struct fault f = {.file = file, .form = &FORMS[i]};
        if (f.form->makes_file)
            f.target = format("%s/made", new_folder());
        f.usual = run_failing_at(&f, 0);
        if (f.usual.status >= STATUS_SANITIZER) {
            fail("irp %s %s ended with status %d", f.form->command, file, f.usual.status);
            show("it said", f.usual.err.at);
            continue;
        }
        if (f.usual.status == 2 || (f.target && f.usual.status == 1))
            continue;                              /* not a plan that is built */
        unsigned count = allocations(&f);
        if (count == 0) {
            fail("irp %s %s: no allocation can be made to fail: is the program built with IRP_FAULT?", f.form->command, file);
            continue;
        }
        for (unsigned k = 0, last = 0; k < set.samples; k++) {
            unsigned n = count <= set.samples ? k + 1 : 1 + (unsigned)((unsigned long long)k * (count - 1) / (set.samples - 1));
            if (n > count || n == last)
                continue;
            one(&f, n);
            last = n;
        }
    }
}
