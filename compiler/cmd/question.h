/* question.h - what irp says of a question or a condition with a mistake. */
#ifndef IRP_COMPILER_QUESTION_H
#define IRP_COMPILER_QUESTION_H

#include "cmd.h"

/* The mistakes, with their places in the question, on standard error; STATUS_CANNOT. Without one: that no document could be asked. */
int question_refused(struct str question, const struct diag_sink *sink, const struct checker_options *options, struct arena *a);

#endif
