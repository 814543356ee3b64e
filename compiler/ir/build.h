/* build.h - a program under construction: strings, slots, steps and kernels, each made once and shared.
 *
 * Two rules that look at the same column, or count the same items, share the step that does it (steps are found by what they do); two
 * operations of one kernel that are the same are one. Message steps are shared with the check's, and otherwise belong to their rule.
 */
#ifndef IRP_COMPILER_BUILD_H
#define IRP_COMPILER_BUILD_H

#include "../../runtime/base/map.h"
#include "../../runtime/rule/program.h"

/* A register that was made a slot, so that calls can take it: the same operations again give the same slot. */
struct spill { uint32_t kernel, slot, message_from; };   /* message_from: of the rule in whose message it stands, or: */
#define NO_MESSAGE UINT32_MAX             /* in the check */
#define SPILL_METRICS (UINT32_MAX - 1)       /* among the steps of metrics */

struct build {
    struct arena *arena;
    VEC(struct str)    strings;
    VEC(uint32_t)      tables;
    VEC(struct slot)   slots;
    VEC(struct step)   steps, message_steps;
    VEC(struct kernel) kernels;
    VEC(struct op)     ops;
    VEC(struct sink)   sinks;
    VEC(struct rule)   rules;
    VEC(struct hole)   holes;
    VEC(uint32_t)      reads;
    VEC(struct step)   metric_steps;
    VEC(struct metric) metrics;
    VEC(struct view)   views;
    VEC(struct given_standard) standards;
    VEC(struct given_scale)    scales;
    VEC(uint32_t)      held_scales, levels, kinds;
    VEC(int32_t)       days;
    VEC(struct spill)  spills;
    struct map         string_map, spread_map, step_map, spill_map, metric_map;
    bool               metric;           /* steps go to metric_steps */
    bool               message;          /* steps go to message_steps */
    uint32_t           message_from;     /* the current rule's first message step */
    uint64_t           work;             /* operations, steps, slots and holes made so far: what limits are held against */
    uint32_t           origin;           /* the current rule, counted from 1: operations made now carry it; 0: none */
};

/* A kernel under construction. */
struct kernel_build {
    struct build *build;
    uint32_t      table;
    VEC(struct op)   ops;
    VEC(struct sink) sinks;
    struct map    map;
};

void     build_open(struct build *b, struct arena *a);
uint32_t build_string(struct build *b, struct str s);
uint32_t build_table(struct build *b, const char *name);
/* The step's output slots: made (of these elements, over these tables), or those of the same step made before. `s` without `out`. */
void     build_step(struct build *b, struct step s, unsigned outs, const enum element *element, const uint32_t *table, uint32_t *out);
/* A column of the image, as a slot. */
uint32_t build_load(struct build *b, uint32_t table, const char *label, const char *part, enum element element);
/* The finished program. Its arrays are the build's. */
/* unread.c: leaves out steps and loads whose values nobody reads. The last thing before build_program: steps are not found any more. */
void build_drop_unread(struct build *b);
struct program *build_program(struct build *b, struct str name);

void     kernel_open(struct kernel_build *k, struct build *b, uint32_t table);
/* The register of an operation. */
uint32_t kernel_op(struct kernel_build *k, enum op_code code, uint32_t a, uint32_t b_, int64_t value);
/* Marks every register that the marked ones (not 0) need, themselves below `end`. */
void     kernel_needs(const struct kernel_build *k, uint32_t *marked, uint32_t end);
void     kernel_sink(struct kernel_build *k, enum sink_kind kind, uint32_t reg, uint32_t target);
/* Moves the kernel into the program; its number. */
uint32_t kernel_close(struct kernel_build *k);
/* Closes the kernel after sinking the register into a new slot, with the step that runs it; the slot. */
uint32_t kernel_to_slot(struct kernel_build *k, uint32_t reg, enum element element);
/* The register as a slot, the kernel left open: what it needs is worked out in a kernel of its own, once. A column that is only loaded is its own slot. */
uint32_t kernel_spill(const struct kernel_build *k, uint32_t reg, enum element element);

#endif
