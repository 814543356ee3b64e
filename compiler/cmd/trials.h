/* trials.h - what irp test and irp mutate share: the files that they are asked about. */
#ifndef IRP_COMPILER_CMD_TRIALS_H
#define IRP_COMPILER_CMD_TRIALS_H

#include "cmd.h"
#include "../trial/trial.h"

/* Opens a trial of the standards and tests that the arguments name: NAME.irp and NAME.tests.irp belong together, whichever is named. What cannot be
 * read is said, and *status set. */
void trials_open(struct trial *t, const struct arguments *args, struct arena *a, int *status);

/* After trial_run: whether the standards that stand in other files, which nobody named, are without mistakes. False after a message. */
bool trials_rest_on_sound(struct trial *t);

#endif
