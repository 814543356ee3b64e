/* checker.h - checking plan after plan, and saying what was found: what `irp check` and every checker that irp makes have in common.
 *
 * Findings go to `out`, the closing line to `say` ("2 errors, 5 warnings and 1 note in 1 file."; "No problems in 2 files."). The status is a
 * program's: 0 nothing to report, 1 an error (or, when strict, a warning) was found.
 */
#ifndef IRP_CHECKER_H
#define IRP_CHECKER_H

#include "joined.h"
#include "report/report.h"
#include "report/sieve.h"
#include "rule/match.h"
#include "rule/native.h"

/* The rows of report/formats.def. */
enum checker_format {
#define FORMAT(ID, name, about) CHECKER_##ID,
#include "report/formats.def"
#undef FORMAT
    CHECKER_FORMATS
};
/* The format of that name: false when there is none. */
bool checker_format(struct str name, enum checker_format *format);

struct checker_options {
    int32_t today;
    enum checker_format format;
    bool    strict, quiet, plain;  /* plain: of a summary, see progress_look */
    bool    mends;                 /* there is a --fix: the closing line says what it could do */
    enum grid_format tables;       /* of a summary */
    struct str by;                 /* of a summary, see summary_options */
    struct look look;
    struct sieve sieve;            /* which findings are shown */
};
#define PROBLEMS_USUAL 20u         /* look.most of a run that nobody asked for another */

struct checker {
    struct checker_options options;
    struct out   *say;
    struct arena *arena;
    bool     failed;               /* an error, or where warnings count one of them */
    uint64_t mendable[FIX_PLACEHOLDER + 1];    /* by how its fix may be used */
    struct findings findings;
    struct match_cache matches;    /* of the rules of all plans */
};

void checker_open(struct checker *c, const struct checker_options *options, struct out *out, struct out *say, struct arena *a);
/* Runs the program over the image and writes the findings of both. `native` NULL: the evaluator. What the run needs is let go. */
void checker_plan(struct checker *c, const struct image *img, const struct program *p, const struct native *native);
/* The same for a text with returns behind it: the findings in the returns stand under their own file's name. */
void checker_joined(struct checker *c, const struct image *img, const struct program *p, const struct native *native, const struct joined *j);
/* The findings of a list that are shown, in `a` with the lists that they borrow from. */
void checker_sieved(const struct checker *c, const struct finding_list *all, struct arena *a, struct finding_list *shown);
/* Writes findings that somebody else has: of a file that could not become an image. What allowances hide is among them, marked. */
void checker_list(struct checker *c, const struct finding_list *all);
/* The closing line, and the status. */
int  checker_close(struct checker *c);

/* A summary as the options ask for it: `columns` and `color` of look. */
struct summary *checker_summary(const struct checker_options *options, struct out *out, struct arena *a);

#endif
