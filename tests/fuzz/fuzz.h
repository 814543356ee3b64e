/* fuzz.h - a fuzz target: tests/fuzz/fuzz_NAME.c defines fuzz_one; MODE=fuzz links it with fuzz.c and libFuzzer (tests/fuzz/run.sh). */
#ifndef IRP_TESTS_FUZZ_H
#define IRP_TESTS_FUZZ_H

#include "../../runtime/base/str.h"

/* One input. A finding is a crash, a sanitizer's report, a BUG or a hang. */
void fuzz_one(struct arena *a, struct str input);

#endif
