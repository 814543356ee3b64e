/* expect.h - what a run found against what the tests expect. Private to compiler/trial. */
#ifndef IRP_COMPILER_TRIAL_EXPECT_H
#define IRP_COMPILER_TRIAL_EXPECT_H

#include "trial.h"

/* Compares the findings of the tests of one of the file's days (its place in `days`) with what they expect: what is not expected becomes a failure.
 * Mistakes outside of tests are taken over as they are, with the first day; true when there is one. */
bool expect_compare(struct trial *t, struct trial_file *f, const struct run *r, uint32_t day);
/* After all days: what was expected and not found. */
void expect_missing(struct trial *t, struct trial_file *f, const struct program *p);

#endif
