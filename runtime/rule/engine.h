/* engine.h - a program bound to an image while it runs: what run.c, calls.c, eval.c and findings.c share. Not for others.
 *
 * Every array of a slot has image_padded(rows) elements, its padding zero where a call or a kernel's reader could see it, aligned to 64 bytes.
 */
#ifndef IRP_RULE_ENGINE_H
#define IRP_RULE_ENGINE_H

#include "forms.h"
#include "../image/layout.h"

/* A table of the program in the image. */
struct bound {
    const struct table *table;      /* NULL: the image has none */
    int32_t             number;     /* in the image, or -1 */
    uint32_t            rows;       /* 0 when absent */
};

/* For each table of the image, where its rows stand: NULL columns in documents and lists. */
struct parents { const int32_t *table, *row, *document_table, *document, *standard; const uint8_t *doubt; };

#define SEVERAL_STANDARDS (-2)

/* Where a rule failed. `rule` NO_RULE: the row is a finding of the front end; ALLOWANCE_RULE: an allowance that something is said about. */
struct failure { uint32_t place, rule, row; };
#define NO_RULE        UINT32_MAX
#define ALLOWANCE_RULE (UINT32_MAX - 1)

/* What is looked up for a rule when its first row fails. */
struct watch {
    bool            ready;
    bool            elsewhere;      /* no document is held to its standard */
    const int32_t  *held;           /* of a row: the standard that its document is held to; NULL: all to the rule's */
    const uint8_t  *doubt;          /* items that a mistake was reported in; NULL: none */
    const uint8_t **reads;          /* "given" columns of what the rule reads; only those with a doubt in them */
    uint32_t        reads_len;
    const uint32_t *heading_at, *heading_length;                  /* NULL: 0 */
    const uint8_t  *given;          /* of the label that the finding points at; NULL with first_value NULL: the heading */
    const int32_t  *first_value;    /* when it repeats: its first row in the list, or -1 */
    const int32_t  *up;             /* of the list */
    uint32_t        list_rows, place_value;
    const uint32_t *label_at, *label_length;
};

struct lanes;
struct message;
struct allowance;

struct run {
    const struct program *program;
    const struct image   *image;
    const struct native  *native;
    struct arena         *arena;
    int32_t               today;
    struct bound         *tables;
    struct parents       *parents;
    const void          **slot;     /* NULL: not filled yet */
    const int32_t       **held;     /* of a table of the program, made when first asked for */
    int32_t               standard; /* that all documents are held to, or SEVERAL_STANDARDS */
    const int32_t       **first_values;   /* of a list table of the image: the first row of each item, made when first asked for */
    struct watch         *watch;    /* of a rule */
    VEC(struct failure)   failures; /* in the order of findings once the run is over */
    const struct allowance *allowances;   /* of the image, in no order of the file's */
    const struct str     *allowance_names;   /* of the rows of allow.def */
    const uint32_t       *hidden_by;   /* of each failure: 1 + the allowance that hides it, or 0; NULL: none is hidden */
    const uint32_t       *shown;    /* the failures that are not hidden; NULL: all */
    uint32_t              shown_len;
    uint32_t              errors, warnings, notes;   /* of those */
    uint32_t             *seen;     /* for kernel_inputs */
    const struct lanes   *lanes;
    struct match_cache   *matches;  /* NULL: none are kept */
    struct message       *message;  /* findings.c: what sentences need */
};

static inline uint32_t slot_rows(const struct run *r, uint32_t slot) { return r->tables[r->program->slots[slot].table].rows; }

/* A new array for the slot, zeroed. */
void *run_make(struct run *r, uint32_t slot);
/* bind.c */
void  run_bind(struct run *r);
void  run_load(struct run *r, const struct step *s);
/* The column of a label's values: in the item's table, or ("action.Owner") in its list under the label or under none. */
const struct table *list_of(const struct image *img, const struct table *t, struct str label);
const void *value_column(const struct table *t, struct str label, const char *part);
/* For each row of a table, a row of its list, or -1: the first, or the last of those that count (`given`: NULL counts all). */
int32_t *list_rows(const struct table *items, const struct table *list, bool last, const uint8_t *given, struct arena *a);
/* Of each row of a table of the program, the standard that its document is held to. */
const int32_t *run_held(struct run *r, uint32_t table);
struct watch *run_watch(struct run *r, uint32_t rule);
/* The row of the label's value that a finding points at, or -1 for the item's heading. */
int32_t watch_label_row(const struct watch *w, uint32_t row);

/* links.c */
void  link_rows(struct run *r, const struct step *s);
void  link_list_rows(struct run *r, const struct step *s);
/* calls.c */
void  run_call(struct run *r, const struct step *s);
/* A text of the source, its comment lines left out. */
struct str run_text(const struct run *r, const int32_t *at, const int32_t *length, uint32_t row);
/* A day of the calendar: where nothing is given columns hold anything. */
static inline int32_t run_day(int32_t day) { return day < IMAGE_DAY_LEAST ? IMAGE_DAY_LEAST : day > IMAGE_DAY_MOST ? IMAGE_DAY_MOST : day; }
/* text_calls.c */
void  call_MATCHES(struct run *r, const struct step *s);
void  call_TEXT_IS(struct run *r, const struct step *s);
void  call_CONTAINS(struct run *r, const struct step *s);
/* functions.c */
void  call_FUNCTION(struct run *r, const struct step *s);
/* Sorts keys by their bytes, least first; passes in which all keys have the same byte are left out. The keys end in one of the two arrays. */
uint64_t *radix_sort(uint64_t *keys, uint64_t *room, size_t count);

/* One step: message steps run as the check's do. */
void  run_step(struct run *r, const struct step *s);

/* The place of a rule's failure at a row among the failures; how many there are: none. */
uint32_t failure_at(struct run *r, uint32_t rule, uint32_t row);
/* findings.c: orders the failures, merges the front end's, counts. */
void  run_order(struct run *r);
/* Whether x comes before y, or may: by place, then the graver, then by name. */
bool  failures_in_order(const struct run *r, struct failure x, struct failure y);

/* ---- the evaluator */

#define EVAL_ROWS 1024u     /* of a block: the registers of a kernel stay in the cache nearest to the core */

struct eval;
struct eval *eval_prepare(struct run *r, const struct kernel *k, const uint32_t *input, uint32_t inputs);
/* As native_kernel: rows [0, rows) at in[i], sinks in order at out[j]. rows <= EVAL_ROWS, a multiple of IMAGE_ROW_PAD. */
void eval_rows(const struct eval *e, const void *const *in, void *const *out, size_t rows);
/* One row: the value of every register, as 64 bits. */
void eval_row(const struct run *r, const struct kernel *k, uint32_t row, int64_t *regs);
/* The same, with what the loads give, in their order, in the place of a row. */
void eval_loaded(const struct op *ops, uint32_t len, int32_t today, const int64_t *loaded, int64_t *regs);

/* A loop over a column of registers. Operands that are one constant come as `value`: OPERANDS_ROWS, the second, or the first. */
typedef void lane_loop(void *restrict to, const void *a, const void *b, int64_t value, size_t rows);
enum operands { OPERANDS_ROWS, OPERANDS_SECOND, OPERANDS_FIRST, OPERANDS };
struct lanes {
    lane_loop *op[OPS][OPERANDS];
    lane_loop *copy[3], *fill[3];     /* M, W, N */
};
/* The loops for this machine's vectors, and those of each level that it has (NULL: it has not): they differ in speed alone. */
#define LANE_LEVELS 3u
const struct lanes *lanes_here(void);
const struct lanes *lanes_of(unsigned level);
/* A program bound to an image, with no step run yet. */
struct run *run_open(const struct program *p, const struct image *img, int32_t today, const struct native *native, const struct lanes *lanes,
                     struct arena *a);
/* run_program with certain loops. */
struct run *run_with(const struct program *p, const struct image *img, int32_t today, const struct native *native, const struct lanes *lanes,
                     struct arena *a);

#endif
