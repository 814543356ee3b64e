/* program.h - rules, compiled: what a standard becomes, and what every engine runs.
 *
 * A program knows no plan. It names the tables and columns that it reads; binding it to an image finds them (an absent column
 * reads as zeros, an absent table has no rows). Values move through slots: a slot is a column over the rows of one table,
 * filled by one step. The check steps run in order, once; a rule's message steps run once when the rule has its first finding
 * (a step whose outputs are there already is passed over, so rules share them).
 *
 *   STEP_LOAD    slot <- column of the image
 *   STEP_CALL    slots <- function of calls.def over slots
 *   STEP_KERNEL  straight-line operations (ops.def) over all rows of a table; its sinks write slots, or mark the rows where a rule fails
 *
 * Metrics have steps of their own, which a summary runs and a check never does; they fill and read slots of their own.
 *
 * Engines differ in how they run a kernel and in nothing else.
 *
 * Registers are in single assignment: operation i of a kernel writes register i, and reads earlier ones.
 * All strings are pieces of `strings`. Programs are built by compiler/lower and verified by program_open or program_verify before they run.
 */
#ifndef IRP_RULE_PROGRAM_H
#define IRP_RULE_PROGRAM_H

#include "../image/image.h"
#include "../report/finding.h"

#define PROGRAM_VERSION     5u
#define PROGRAM_RULES_MOST  100000u
#define TABLE_FIGURES_MOST  32u           /* columns of a table */
#define PROGRAM_METRICS_MOST 10000u       /* figures: of metrics for each kind of row, and of columns of tables */
#define PROGRAM_OPS_MOST    4000000u      /* in all kernels */
#define KERNEL_OPS_MOST     20000u
#define HOLE_VALUES_MOST    4096u         /* in the message of one rule */
#define CALL_SLOTS_MOST     4u

enum op_code {
#define OP(id, result, a, b, use) OP_##id,
#include "ops.def"
#undef OP
    OPS
};
enum call_code {
#define CALL(id, in, out, imm, about) CALL_##id,
#include "calls.def"
#undef CALL
    CALLS
};
enum derived_code {
#define DERIVED(table, property, type, fn, means, about) DERIVED_##table##_##fn,
#include "derived.def"
#undef DERIVED
    DERIVEDS
};

enum function_code {
#define FUNCTION(fn, name, arguments, result, about) FUNCTION_##fn,
#include "functions.def"
#undef FUNCTION
    FUNCTIONS
};

struct op {
    uint8_t  code;            /* enum op_code */
    uint8_t  zero[3];
    uint32_t a, b;            /* registers; for SLOT operations a is the slot */
    uint32_t origin;          /* the rule that asked for it first, counted from 1; 0: none. For debuggers: no engine looks at it */
    int64_t  value;           /* for VALUE operations */
};

enum sink_kind { SINK_RULE, SINK_SLOT, SINK_HOLE };
struct sink {
    uint32_t kind;            /* enum sink_kind */
    uint32_t reg;             /* the register; SINK_RULE: M, true where the rule FAILS; SINK_SLOT: M gives U8, W gives I32, N gives I64 */
    uint32_t target;          /* rule, slot, or the place of the value within the rule's hole values */
};

struct kernel { uint32_t table, first_op, ops, first_sink, sinks; };

enum step_kind { STEP_LOAD, STEP_CALL, STEP_KERNEL };
struct step {
    uint32_t kind;            /* enum step_kind */
    uint32_t table;           /* of the program: whose rows */
    uint32_t what;            /* STEP_LOAD: label, a string number; STEP_CALL: enum call_code; STEP_KERNEL: kernel */
    uint32_t part;            /* STEP_LOAD: a string number */
    uint32_t in[CALL_SLOTS_MOST], out[CALL_SLOTS_MOST];
    int64_t  imm;             /* LINK, COUNT_BY ...: a table of the program; CONTAINS: a string number; DERIVED: enum derived_code; FUNCTION: enum function_code */
};

struct slot { uint32_t table, element; };   /* enum element */

enum hole_type {
#define HOLE(ID, word, values, about) HOLE_##ID,
#include "holes.def"
#undef HOLE
    HOLE_TYPES
};
/* A hole whose value may be missing prints `text` instead (a string number) when the value at place `given` of the rule's hole values is 0. */
struct hole { uint32_t type, first_value, text, given; };
#define HOLE_ALWAYS UINT32_MAX            /* `given`: never missing */

struct rule {
    uint32_t name, severity;              /* string number; enum severity */
    uint32_t standard;                    /* the place of its standard among the program's: it looks at documents held to that (image column "standard") */
    uint32_t table;
    uint32_t help, why, caret;            /* string numbers */
    uint32_t place_label;                 /* string number of a label of the table whose line the finding points at when it is given there; 0: the heading */
    uint32_t place_value;                 /* of a label that may repeat: which of its values, from 0 */
    uint32_t first_read, reads;           /* in `reads`: labels (string numbers) of its table: in doubt there, no finding */
    uint32_t other_slot;                  /* I32 rows of the same table: the related place; UINT32_MAX: none */
    uint32_t other_text;                  /* string number: what is said there */
    uint32_t first_hole, holes;
    uint32_t first_step, steps;           /* message steps, in `message_steps` */
    uint32_t message_kernel;              /* its sinks are SINK_HOLE; UINT32_MAX: no values */
    uint32_t hole_values;                 /* how many */
    uint32_t seen;                        /* of the holes, at their end: what the finding shows beside its sentence, each a name and a value */
    uint32_t offer_label;                 /* string number: the label whose line it offers to write; 0: it offers nothing */
    uint32_t offer_text;                  /* string number: the line; 0: it offers to take the label's line out */
    uint32_t first_before, befores;       /* in `reads`: the labels that stand before it */
    uint32_t file, line;                  /* where its heading stands: a string number, a line from 1 (0: nowhere) */
};

/* A figure, for each row of its view's table: its kernel gives the values of one hole. Where rows of a view are put together over several images
 * (view_merges), the kernel loads nothing but what COUNT_BY, SUM_BY, LEAST_BY and MOST_BY of metric_steps give over that table: those are put
 * together, and the kernel works the figure out again. See metric.h. */
struct metric {
    uint32_t name;                        /* string number: of the metric, or the column's title */
    uint32_t kernel;                      /* over the view's table; its sinks are SINK_HOLE */
    uint32_t values;                      /* how many it gives */
    uint32_t hole;                        /* in `holes`: how it prints */
};

/* What is shown side by side: the metrics that a standard declares for one kind of item or group, or a table that it declares. */
struct view {
    uint32_t title;                       /* string number; 0: metrics */
    uint32_t declared;                    /* string number: the name of the standard that declares it */
    uint32_t standard;                    /* as of a rule */
    uint32_t table;
    uint32_t origin[2];                   /* a hash of the text of the standard that declares it, 31 bits each */
    uint32_t first_metric, metrics;
};

/* What standards give to the documents that are held to them, so that a program is all that is needed of them. By their numbers; names are strings. */
struct given_standard {
    uint32_t name;
    int32_t  from, to;                    /* the days on which it is in force: INT32_MIN, INT32_MAX where it has no first or last */
    uint32_t first_applies, applies;      /* in `kinds`: what documents it is for */
    uint32_t first_scale, scales;         /* in `held_scales` */
    uint32_t first_day, days;             /* in `days`: its holidays, sorted, each once */
};
struct given_scale {
    uint32_t name, by;
    uint32_t first_kind, kinds;           /* in `kinds`: what is judged on it when nothing says By */
    uint32_t first_level, levels;         /* in `levels`, worst first: rows of the image's table "level" */
};

struct program {
    struct str           name;            /* of the standard */
    const struct str    *strings;   uint32_t strings_len;     /* string 0 is empty */
    const uint32_t      *tables;    uint32_t tables_len;      /* names: string numbers */
    const struct slot   *slots;     uint32_t slots_len;
    const struct step   *steps;     uint32_t steps_len;       /* the check */
    const struct step   *message_steps; uint32_t message_steps_len;
    const struct kernel *kernels;   uint32_t kernels_len;
    const struct op     *ops;       uint32_t ops_len;
    const struct sink   *sinks;     uint32_t sinks_len;
    const struct rule   *rules;     uint32_t rules_len;
    const struct hole   *holes;     uint32_t holes_len;
    const uint32_t      *reads;     uint32_t reads_len;
    const struct step   *metric_steps; uint32_t metric_steps_len;
    const struct metric *metrics;   uint32_t metrics_len;
    const struct view   *views;     uint32_t views_len;
    const struct given_standard *standards; uint32_t standards_len;
    const struct given_scale    *scales;    uint32_t scales_len;
    const uint32_t      *held_scales; uint32_t held_scales_len;   /* numbers of scales */
    const uint32_t      *levels;    uint32_t levels_len;      /* string numbers */
    const uint32_t      *kinds;     uint32_t kinds_len;       /* string numbers: names of tables */
    const int32_t       *days;      uint32_t days_len;
};

/* The days off of one of the program's standards, sorted: `days` of it. NULL when it has none. */
static inline const int32_t *program_holidays(const struct program *p, const struct given_standard *s) { return s->days == 0 ? NULL : p->days + s->first_day; }

/* Every index in range, every register defined before its use and of the right file, every slot filled before it is read and of the right
 * element, kernels straight. False for a program that would not be safe to run. The arena is for work room. */
bool program_verify(const struct program *p, struct arena *a);
/* As one checksummed block, and back (verified). Same program, same bytes. */
struct str program_bytes(const struct program *p, struct arena *a);
MUST_USE struct err program_open(struct str bytes, struct arena *a, const struct program **p);
/* A block that was verified when it was made and is linked into this program: it is not verified again. */
const struct program *program_linked(struct str bytes, struct arena *a);
/* What standards give, as part of that. */
bool given_verify(const struct program *p);
void given_print(struct out *o, const struct program *p);
/* The program as text, one operation a line: --emit=rules. */
void program_print(struct out *o, const struct program *p);

/* ---- running */

#define RUN_BLOCK_ROWS 4096u              /* rows of a kernel call: a multiple of IMAGE_ROW_PAD */

/* Machine code for the check kernels of one program, made by irp-codegen; runs in this process from pages that are never writable
 * and executable at once. kernel[k] is NULL for kernels that the evaluator keeps (message kernels). Columns: see native.h. */
struct native;

/* Runs the check of `p` over `img` as of the day `today`. `native` NULL: the evaluator. The run lives in the arena. */
struct run *run_program(const struct program *p, const struct image *img, int32_t today, const struct native *native, struct arena *a);
/* The same for plan after plan: what is made of the rules' patterns stays in the cache, which outlives the run. */
struct match_cache;
struct run *run_again(const struct program *p, const struct image *img, int32_t today, const struct native *native, struct match_cache *matches, struct arena *a);
/* The findings of the image's front end and of the run, merged and sorted. Valid as long as the run's arena. */
void run_findings(const struct run *r, struct finding_list *list);
/* The same with those that allowances hide, each marked. */
void run_findings_all(const struct run *r, struct finding_list *list);
/* Of the i-th of the findings that are shown: the rule that it comes from (UINT32_MAX: none, the front end found it) and its row and place, without its words. */
struct run_key { uint32_t rule, row, place; };
struct run_key run_key(const struct run *r, uint32_t i);
/* What the run left in a slot over *rows rows; NULL: no step filled it, or its table is absent. */
const void *run_slot(const struct run *r, uint32_t slot, uint32_t *rows);
/* The values of a rule's message for a row, and the message itself: of any row, whether the rule fails there or not. The values stand until the next. */
const int64_t *run_values(const struct run *r, uint32_t rule, uint32_t row);
struct str run_sentence(const struct run *r, uint32_t rule, uint32_t row, struct arena *a);
/* What became of a rule at a row. */
enum run_outcome {
    RUN_ELSEWHERE,                        /* the document is held to another standard */
    RUN_DOUBT,                            /* what it reads is in doubt: a mistake was reported there */
    RUN_FAILED,
    RUN_ALLOWED,                          /* it failed, and an allowance hides that */
    RUN_QUIET                             /* it is not asked, or what it requires holds */
};
enum run_outcome run_outcome(struct run *r, uint32_t rule, uint32_t row);
/* The finding of a rule that failed at a row, without its words: whether an allowance hides it, until when and why. */
void run_found(struct run *r, uint32_t rule, uint32_t row, struct finding *f);

/* The columns of a derived property: `part` 0 .. by its type (derived.def); made in the arena, padded. NULL parts when the table is absent. */
void derive(const struct image *img, enum derived_code what, int32_t today, struct arena *a, void *part[CALL_SLOTS_MOST]);
/* Properties that rest on one reading of the same texts, DERIVED_TOGETHER of them (DERIVEDS: none there); NULL: `what` stands alone. */
#define DERIVED_TOGETHER 3u
const enum derived_code *derived_shared(enum derived_code what);
/* derive() of those of them whose bits are set in `wanted`, together. */
void derive_shared(const struct image *img, const enum derived_code *shared, int32_t today, struct arena *a, void *part[DERIVED_TOGETHER][CALL_SLOTS_MOST], unsigned wanted);

#endif
