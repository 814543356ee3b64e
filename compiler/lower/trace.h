/* trace.h - values of expressions one by one: for who takes a rule or a figure apart and shows how it came about (compiler/why).
 *
 * Each expression becomes a message of its own, in a program without rules that are checked: run_values gives its value for a row. Nothing has to
 * be known to be given, as in any message: whoever asks looks at `given`.
 */
#ifndef IRP_COMPILER_TRACE_H
#define IRP_COMPILER_TRACE_H

#include "rules.h"
#include "../../lang/syntax/expr.h"

enum traced_form {
    TRACED_NOTHING,                       /* a mistake (in the sink), or words that are no value of their own */
    TRACED_TRUTH,                         /* value 0 */
    TRACED_PRINTED,                       /* as a message prints it; `hole` says what the values are */
    TRACED_CODE,                          /* value 0: of the choice or yes-or-no `label` */
    TRACED_LIST,                          /* value 0: how many values of `label` */
    TRACED_ITEM                           /* the row at `row` */
};
#define TRACED_NOWHERE UINT32_MAX

/* What the values of an expression are. Places count among the values of its message; TRACED_NOWHERE: there is none. */
struct traced {
    enum traced_form form;
    enum hole_type   hole;
    uint32_t         rule;                /* of the program */
    uint32_t         given;               /* nowhere: it is always there */
    uint32_t         row;                 /* the item whose value it is (an aggregate's: that collects); nowhere: the row itself */
    uint32_t         other;               /* of is unique among: the item that is the same */
    enum kind        kind;                /* of that item; KIND_NONE: of none */
    enum label       label;               /* that it is read from, or LABEL_NONE */
};

struct trace;
struct trace *trace_open(const struct standard_source *standards, uint32_t len, const struct vocabulary *words, struct arena *a);
/* Expressions from here on are those of this standard (one of those above), in a rule for each k that calls it `bound` (empty: nothing). */
void trace_stand(struct trace *t, const struct standard_source *s, struct str bound, enum kind k);
/* From here on conditions look at what is known to be given, as those of rules do; a value as a whole may be missing. */
void trace_strictly(struct trace *t);
/* This condition, of an item of the kind that is asked next, holds wherever a value is asked for from here on. */
void trace_known(struct trace *t, struct str source, const struct expr *e);
/* The expression, asked of an item of kind k. `other_of`: what the rule requires, for names of the other; NULL: none. */
struct traced trace_value(struct trace *t, struct str source, const struct expr *e, const struct expr *other_of, enum kind k, struct diag_sink *sink);
/* The same as a condition: TRACED_NOTHING for everything else, after a message. */
struct traced trace_truth(struct trace *t, struct str source, const struct expr *e, enum kind k, struct diag_sink *sink);
/* The reading of `where` that lowering takes: see count_compared. */
const struct expr *trace_reading(struct trace *t, const struct expr *e);
/* The same of what as a whole has to be a condition. */
const struct expr *trace_condition(struct trace *t, const struct expr *e);
/* A condition about all documents together, as figures of the estate (runtime/rule/metric.h): the condition, and, where it is a comparison of something that
 * can be printed, its left side. figures 0: after a message. Nothing else may be asked of the trace. */
struct estate_traced { uint32_t figures; struct str left; };
struct estate_traced trace_estate(struct trace *t, struct str source, const struct expr *e, struct diag_sink *sink);
/* The cases of a define without parameters that the standard has under that name: each is a value, or a value "when" a condition, of `source`. False:
 * there is none. */
struct traced_cases { struct str source; const struct expr *const *at; uint32_t len; };
bool trace_cases(struct trace *t, struct str name, struct traced_cases *cases);
/* What was asked so far, verified. No more after it. */
const struct program *trace_program(struct trace *t);

/* words.c: an expression as it was written, on one line. */
struct str words_of(struct str source, const struct expr *e, struct arena *a);
/* Line ends, indents and runs of blanks are one blank. */
struct str on_one_line(struct str s, struct arena *a);

#endif
