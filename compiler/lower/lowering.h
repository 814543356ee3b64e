/* lowering.h - what the files that lower rules share: the typed operand, the environment of an expression. Private to compiler/lower.
 *
 * Typing rules (SPEC.md, Types): every operand has one type; a value that may be missing carries the register that says whether it is
 * given and the fact that would narrow it; and what is used without that fact is refused (need_given).
 */
#ifndef IRP_COMPILER_LOWERING_H
#define IRP_COMPILER_LOWERING_H

#include "../ir/build.h"
#include "../../lang/syntax/expr.h"
#include "rules.h"

#define NO_REG UINT32_MAX
#define OWN    UINT32_MAX                 /* a path's link: the row itself */

enum value_type {
    VALUE_BAD,                            /* a mistake was reported: silent from here on */
    VALUE_TRUTH,                          /* M */
    VALUE_WHOLE,                          /* W */
    VALUE_NUMBER,                         /* N */
    VALUE_PERCENT,                        /* N */
    VALUE_MONTH,                          /* W: year times 12 plus month minus 1 */
    VALUE_DATE,                           /* W first, W last, W form */
    VALUE_TEXT,                           /* W at, W length: of the source */
    VALUE_STATUS,                         /* W code, W percent, W first, W last, W form */
    VALUE_LEVEL,                          /* W row */
    VALUE_CODE,                           /* W: a choice or a yes-or-no of `label` */
    VALUE_LIST,                           /* W how many: a label that may be repeated */
    VALUE_ITEM,                           /* an item: kind and link */
    VALUE_DURATION,                       /* in the expression */
    VALUE_LITERAL                         /* a text in quotes, or words that are no name: in the expression */
};

/* How an item is reached: it is the row's own or around it; it is what the rule calls the other; a label of some item names it. */
enum via { VIA_ROW, VIA_OTHER, VIA_REFERENCE };
struct path { enum kind kind; uint32_t link; enum via via; };  /* link: a slot of rows over the environment's table, or OWN */

struct argument;

struct operand {
    enum value_type type;
    uint32_t    r[5];
    uint32_t    given;                    /* M; NO_REG: always there */
    uint64_t    fact;                     /* what "is given" makes known; 0: nothing */
    enum label  label;                    /* of VALUE_CODE; what a missing value is called */
    struct path item;                     /* of VALUE_ITEM; whose value it is */
    bool        named;                    /* a property that `e` names */
    uint32_t    scale;                    /* of VALUE_LEVEL that a map gave: 1 and its scale; 0: that of its item's kind */
    enum expr_unit unit;                  /* of VALUE_DURATION: UNIT_DAY, UNIT_WORKING_DAY or UNIT_MONTH */
    const struct argument *argument;      /* of a define, that it was given as; NULL: none */
    const struct expr *e;
};

/* A define of a standard. */
#define DEFINE_PARAMETERS_MOST 8u
#define DEFINE_USES_MOST       1000u      /* of one rule, with those that they use */
struct define {
    const struct standard_source *standard;
    const struct item *item;
    struct str  name, bound, parameters[DEFINE_PARAMETERS_MOST];
    unsigned    parameters_len;
    uint64_t    kinds;                    /* 0: every kind */
    VEC(const struct expr *) gives;
    bool        broken;                   /* a mistake was reported: it is not expanded */
    bool        open;                     /* being expanded */
};

/* `For each: action a`: the name of the row's item. */
struct bound_name { struct str name; enum kind kind; };

/* A value that a define was given, and where: source, sink and what is bound there. */
struct argument {
    struct str         name;
    const struct expr *e;
    struct operand     o;
    struct str         source;
    struct diag_sink  *sink;
    const struct frame *frame;
    struct bound_name  bound;
    uint64_t           shared;
};
/* One use of a define. */
struct frame {
    struct argument arguments[DEFINE_PARAMETERS_MOST];
    unsigned        len;
    uint32_t        number;               /* from 1: facts of one use are none of another */
    const struct kernel_build *k;         /* where the arguments are at hand */
};
struct metric_found { const struct standard_source *from; const struct item *item; };

struct lowering_rules {
    struct build    build;
    struct arena   *arena;
    const struct vocabulary *words;
    const struct scales *scales;          /* of the standard whose rules are lowered */
    const struct rules_hooks *hooks;      /* NULL: none */
    uint32_t        watched;              /* conditions (watch.c) */
    struct kernel_build final[KINDS];     /* the rules of each kind, checked in one loop */
    bool            final_open[KINDS];
    bool            traced;               /* trace.c: nothing has to be known to be given */
    bool            full;                 /* a limit of the program was reported */
    uint64_t        work_from;            /* build.work when the current rule began */
    bool            too_large;            /* it has come to RULE_WORK_MOST: its expressions are bad, silently */
    bool            figures_full;         /* PROGRAM_METRICS_MOST was */
    const struct standard_source *standards; uint32_t standards_len;
    const struct standard_source *now;    /* whose rules are lowered; NULL: none */
    uint64_t        documents;            /* the kinds of document that it is for */
    VEC(struct define) defines;
    uint32_t        define_uses, frames;  /* of the current rule; of all */
    struct define  *outer;                /* that took the place of one of `now`, or of what it uses, last; NULL: none */
    VEC(uint8_t)    summed;               /* of a slot: it can be put together over files (metrics.c), as far as steps_noted */
    uint32_t        steps_noted;
    VEC(struct metric_found) metrics;     /* of all standards, by name (metrics_find) */
    struct map      metric_names;
    struct { const struct tree *tree; uint32_t at, line; } counted;   /* lines of a tree, as far as a rule was placed */
};

struct reach { bool narrowed; uint32_t reg; };    /* the rows where a condition is asked; not narrowed: all */

/* Where an expression stands. */
struct env {
    struct lowering_rules *low;
    struct diag_sink           *sink;
    struct str             source;
    struct kernel_build   *k;
    enum kind              kind;          /* of the row */
    uint32_t               table;
    bool                   lenient;       /* in a message, and in what an aggregate takes: what is missing is carried along, and prints as such or is left out */
    VEC(uint64_t)          facts;
    uint64_t               shared;        /* the kinds of item that the row and the row that this was asked for have in common */
    struct bound_name      bound;
    const struct frame    *frame;         /* the define that is expanded; NULL: none */
    struct reach           reach;         /* watch.c */
    struct rule_notes     *notes;         /* what the rule reads; NULL in the condition of an aggregate */
};

/* What lowering finds out about a rule on the way. */
struct rule_notes {
    uint32_t place_label;                 /* string: the first label of its own item whose value it looks at; 0: none */
    bool     requiring;                   /* in Require: place_label is taken */
    uint32_t other_slot;                  /* from `is unique among` */
    VEC(uint32_t) reads;                  /* labels of its own item, as strings */
};

struct operand lower_expr(struct env *env, const struct expr *e);
/* Around the lowering of a rule, a claim or a metric: one that makes more than RULE_WORK_MOST operations, steps, slots and holes is given up, with one message
 * at its place. work_end: whether it was within the limit. */
#define RULE_WORK_MOST 10000u
void work_begin(struct lowering_rules *low);
bool work_end(struct lowering_rules *low, struct diag_sink *sink, struct place at);
/* `where` reaches as far right as it can, but a condition is no number: "count of themes where judgement is Good = 3" compares the count. Gives
 * that reading, or the expression itself. */
const struct expr *count_compared(const struct expr *e, struct arena *a);
/* The same of what can only be a condition, such as share of actions where late > 20%: a count is none, so the comparison is of that. */
const struct expr *condition_compared(const struct expr *e, struct arena *a);
/* A truth register; NO_REG after a message. */
uint32_t lower_truth(struct env *env, const struct expr *e);
/* What holds when the expression is true (or false) is known from here on. */
void know(struct env *env, const struct expr *e, bool when);
/* Refuses a value that may be missing. False after a message. */
bool need_given(struct env *env, const struct operand *o);
bool is_known(const struct env *env, uint64_t fact);
/* Whether two values are both given, for what is worked out from them: in a message alone, where what is missing prints as such. */
uint32_t both_given(struct env *env, const struct operand *a, const struct operand *b);
/* Whether the value is given: NO_REG where that is certain. */
static inline uint32_t doubt_of(const struct env *env, const struct operand *o) { return o->given != NO_REG && is_known(env, o->fact) ? NO_REG : o->given; }
/* The operand, given only where `given` holds too (NO_REG: as it is). */
struct operand given_with(struct env *env, struct operand o, uint32_t given);
/* A message that the type is not what is needed. */
struct operand type_mistake(struct env *env, const struct expr *e, const char *needs_what, const char *wanted, const struct operand *got);

static inline struct operand bad(const struct expr *e) { return (struct operand){.type = VALUE_BAD, .given = NO_REG, .e = e}; }
static inline struct operand truth_of(const struct expr *e, uint32_t reg)
{
    return (struct operand){.type = VALUE_TRUTH, .r = {reg}, .given = NO_REG, .label = LABEL_NONE, .e = e};
}
const char *type_name(const struct operand *o);                                           /* "a date" */
/* A message that this cannot stand here, and why. */
struct operand not_here(struct env *env, const struct expr *e, const char *why);

/* rules.c: what messages and figures have in common */
/* How a message prints a value, and how many registers that takes; false: not at all. */
bool operand_hole(const struct operand *o, enum hole_type *type, unsigned *values);
struct place label_value(const struct tree *t, const struct item *item, enum label l, uint32_t *from);   /* the item's next value of the label, from label line *from on */
/* An expression whose value is printed by `who`: an item as its number or name. False after a message. */
bool lower_printed(struct env *env, const struct expr *e, const char *who, struct operand *o, enum hole_type *type, unsigned *values);

/* metrics.c: the metrics and tables of a standard */
void metrics_find(struct lowering_rules *low);           /* before the first: the metrics of all standards, by name */
void metrics_lower(struct lowering_rules *low, const struct standard_source *s);

/* watch.c: both do nothing unless conditions are watched. */
/* From here on conditions are asked only where `reg` holds (or, with `when` false, where it does not). Gives what was before, to be put back. */
struct reach reach_narrow(struct env *env, uint32_t reg, bool when);
void watch_condition(struct env *env, const struct expr *e, uint32_t reg);
/* The end of a kernel that values were only taken out of: when conditions in it are watched it is run for them. */
void watch_close(struct env *env);

/* given.c: what standards give besides rules. */
void give_words(struct build *b, const struct vocabulary *words, const struct standard_source *standards, uint32_t len);
/* The kinds of document that a standard is for (Applies to). */
uint64_t standard_documents(const struct standard_source *s);

/* compare.c */
struct operand lower_compare(struct env *env, const struct expr *e);
struct operand lower_is(struct env *env, const struct expr *e);
struct operand lower_one_of(struct env *env, const struct expr *e);
struct operand lower_in(struct env *env, const struct expr *e);
struct operand lower_at_least(struct env *env, const struct expr *e);
/* o is WORDS. A value that is not given is none of them. NO_REG after a message. */
uint32_t is_words(struct env *env, const struct operand *o, const struct expr *e);
/* Both operands' types agree and their values are there; false after a message. `sign` names the comparison in it. */
bool comparable(struct env *env, const struct operand *a, const struct operand *b, const char *sign);
uint32_t less(struct env *env, const struct operand *a, const struct operand *b);
uint32_t between(struct env *env, const struct operand *a, const struct operand *low, const struct operand *high);
bool is_number(const struct operand *o);
uint32_t as_number(struct env *env, const struct operand *o);                             /* in millionths */
uint32_t numbers(struct env *env, enum op_code code, const struct operand *a, const struct operand *b);

/* arithmetic.c */
#define DURATION_MOST 100000              /* of any unit */
struct operand lower_duration(struct env *env, const struct expr *e);
struct operand lower_arithmetic(struct env *env, const struct expr *e);
struct operand lower_within(struct env *env, const struct expr *e);

/* texts.c */
struct operand lower_contains(struct env *env, const struct expr *e);
struct operand lower_matches(struct env *env, const struct expr *e);
uint32_t text_is_words(struct env *env, const struct operand *o, struct str words);
/* The expression, or the text in quotes that a parameter of that name was given. */
const struct expr *literal_expr(const struct env *env, const struct expr *e);

/* maps.c */
uint32_t level_scale(const struct env *env, const struct operand *o);                     /* of a judgement; NO_SCALE: of any */
uint32_t in_scale(struct env *env, const struct operand *o);                              /* M: its level is of that scale: an item may say By */
bool lower_map(struct env *env, const struct expr *e, struct operand *result);            /* false: there is no map of that name */

/* The standard whose holidays count: that of the rule. */
static inline int64_t holidays_of(const struct env *env) { return env->low->now == NULL ? 0 : env->low->now->number; }

/* functions.c: NAME(ARGUMENT, ...) */
struct operand lower_call(struct env *env, const struct expr *e);
bool call_passes_on(struct env *env, const struct expr *e);                               /* a function or a map: missing when an argument is; a define may not be */

bool is_function(struct str name);

/* rules.c: before expressions of a standard are lowered, one at a time or all. */
void lowering_open(struct lowering_rules *low, const struct standard_source *standards, uint32_t len, const struct vocabulary *words, struct arena *a);
void lowering_stand(struct lowering_rules *low, const struct standard_source *s);         /* one of those that it was opened with */

/* defines.c */
void defines_collect(struct lowering_rules *low);
/* What they give, as the hooks would have it. */
void defines_rewrite(struct lowering_rules *low);
void defines_check(struct lowering_rules *low, const struct standard_source *s);
/* After something of the standard was lowered (`used_in`): what did not fit because a define stands in for another is told at that define. */
void defines_fit(struct lowering_rules *low, const struct item *used_in, uint32_t errors);
struct define *define_named(const struct env *env, struct str name);                     /* NULL: none */
bool define_is_for(const struct define *d, enum kind k);
struct operand lower_define(struct env *env, const struct expr *e, struct define *d, const struct expr *arguments);
const struct argument *argument_named(const struct env *env, struct str name);                 /* NULL: none */
struct operand argument_operand(struct env *env, const struct expr *e, const struct argument *a);
/* The register files of a value's parts, a letter each; NULL: such a value has no parts. */
const char *operand_parts(const struct operand *o);

/* env.c: where expressions stand */
/* The environment of the rows that one collects: what is known and named stays so where it belongs to an item that both have in common. */
void env_within(struct env *inner, struct env *env, struct kernel_build *k, enum kind kind, struct path by);
uint64_t kinds_shared(const struct env *env);                                             /* the row's own kind and those around it */
struct path path_to(struct env *env, enum kind k);                                        /* the row's own item, or the one around it */
bool may_be_absent(const struct env *env, struct path p);                                 /* no item may be there */
/* The expression, worked out on the item's own table and spread over the rows. */
struct operand lower_at(struct env *env, struct path p, const struct expr *e);
/* What "is given" makes known of a property; of a value that a hash tells from others. */
uint64_t fact_of(struct path p, uint64_t id);
uint64_t fact_of_value(const struct env *env, struct path p, uint64_t hash);
#define FACT_ITEM UINT16_MAX              /* that the item is there */

/* names.c: properties of items */
bool kind_has_name(enum kind k, struct str name);
struct operand name_operand(struct env *env, const struct expr *e);                       /* in the item, then in the items around it */
struct operand property_of(struct env *env, const struct expr *e, struct path item);      /* X of Y */
struct operand item_operand(struct env *env, const struct expr *e, enum kind k);          /* the item of that kind around the row */
/* The kinds that may stand around one: those it may stand in directly, in the order of kinds.def (documents first), then those around them.
 * Documents of other standards are left out. Returns how many. */
unsigned kinds_around(const struct env *env, enum kind k, enum kind *around);
uint32_t link_to(struct env *env, enum kind k);                                           /* slot: the row of the item around each row */
uint32_t spread_load(struct env *env, struct path p, uint32_t slot, enum element element); /* the register of a slot over the path's table */

/* collect.c: which items an item or a group collects, and the pass that adds them up */
struct collection { enum kind inner; struct path by; bool fine; };                        /* items of a kind, collected by the items `by` */
/* An owner collects what names it, a group what belongs to it: what does not stand in them. */
bool collects(struct env *env, enum kind holder, enum kind inner);
/* One of the calls COUNT_BY, SUM_BY, LEAST_BY, MOST_BY over the collection's items that hold (`mask`), whose environment is `inner`. `values`: a
 * slot, or NO_REG. Gives the slots over the table of the collecting items. */
void collect_by(struct env *inner, const struct collection *c, enum call_code call, uint32_t mask, uint32_t values, unsigned outs, const enum element *element,
                uint32_t *out);

/* aggregates.c */
struct operand lower_aggregate(struct env *env, const struct expr *aggregate, const struct expr *where);
struct operand lower_quantified(struct env *env, const struct expr *left, const struct expr *has);
struct operand lower_unique(struct env *env, const struct expr *e, const struct expr *where);   /* unique.c; where: NULL without */

/* A register as a slot over the environment's rows, for a call. */
static inline uint32_t reg_to_slot(struct env *env, uint32_t reg, enum element element) { return kernel_spill(env->k, reg, element); }

static inline uint32_t op(struct env *env, enum op_code code, uint32_t a, uint32_t b) { return kernel_op(env->k, code, a, b, 0); }
static inline uint32_t whole(struct env *env, int64_t value) { return kernel_op(env->k, OP_WHOLE, 0, 0, value); }
static inline uint32_t not_(struct env *env, uint32_t a) { return op(env, OP_NOT, a, 0); }
static inline uint32_t and_(struct env *env, uint32_t a, uint32_t b) { return op(env, OP_AND, a, b); }

/* metrics.c: a condition, or a value that can be printed, as a figure of the estate. False after a message. They stand in one view. */
void estate_view_open(struct lowering_rules *low);
bool estate_figure(struct lowering_rules *low, struct str source, const struct expr *e, bool condition, struct diag_sink *sink);
void estate_view_close(struct lowering_rules *low);

#endif
