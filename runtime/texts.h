/* texts.h - what is asked of a built checker, what it holds, and plans that come to it as text. Private to start.c and texts.c. */
#ifndef IRP_TEXTS_H
#define IRP_TEXTS_H

#include "checker.h"
#include "image/bundle.h"
#include "self.h"

#define STATUS_CANNOT 2

enum wanted { WANT_CHECK, WANT_SUMMARY, WANT_PROVENANCE, WANT_HELP, WANT_VERSION };

struct request {
    enum wanted wanted;
    struct checker_options options;
    bool        evaluate;           /* --engine eval */
    struct str  color;
    const char *name;               /* of the program, for messages */
    VEC(const char *) files;        /* named to be checked */
};

struct opened {
    struct self   self;
    struct bundle bundle;
    const struct program **programs;       /* of a block; NULL: not opened yet */
    const struct native  **natives;
    const struct image   **images;         /* of a plan */
};

/* A checker that holds a standard, and no plans of its own. */
static inline bool is_standard(const struct opened *o) { return o->bundle.plans_len == 1 && o->bundle.plans[0].image == BUNDLE_NONE; }
/* NULL: the evaluator. */
static inline const struct native *opened_native(const struct opened *o, uint32_t plan)
{
    uint32_t block = o->bundle.plans[plan].native;
    return block == BUNDLE_NONE ? NULL : o->natives[block];
}

/* The files that were named, held to the standard: their findings, or how far they have got. The status; what could not be read is said on standard error. */
int texts_check(const struct opened *o, const struct request *r, struct out *out, struct out *say, struct arena *a);
int texts_sum(const struct opened *o, const struct request *r, struct out *out, struct arena *a);
/* The plans that were built in, with the returns that were named. */
int returns_check(const struct opened *o, const struct request *r, struct out *out, struct out *say, struct arena *a);
int returns_sum(const struct opened *o, const struct request *r, struct out *out, struct arena *a);

#endif
