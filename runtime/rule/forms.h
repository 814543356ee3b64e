/* forms.h - the tables ops.def, calls.def, derived.def and functions.def as data: names, register files, shapes of calls. */
#ifndef IRP_RULE_FORMS_H
#define IRP_RULE_FORMS_H

#include "program.h"

/* Register files as in ops.def: 'M', 'W', 'N', or '-' for none. */
struct op_form { const char *name; char result, a, b; char use; };   /* use: 'S' SLOT, 'V' VALUE, 'N' NONE */
const struct op_form *op_form(uint32_t code);                        /* code < OPS */
/* What an operation on registers gives: of M 0 or 1, of W 32 bits, of N millionths. Not of loads, constants and the day. */
int64_t op_result(enum op_code code, int64_t a, int64_t b);

/* The slots of a call and its `imm`, in the letters of calls.def. */
struct call_form { const char *name, *in, *out; char imm; };
const struct call_form *call_form(uint32_t code);                    /* code < CALLS */

/* How many slots a call step fills. */
uint32_t call_ins(const struct step *s);
uint32_t call_outs(const struct step *s);

/* `out` as above, without the letters of tables. */
struct derived_form { const char *table, *property, *out; };
const struct derived_form *derived_form(uint32_t code);              /* code < DERIVEDS */

/* A rule function, in the letters of functions.def. */
struct function_form { const char *name, *arguments; char result; };
const struct function_form *function_form(uint32_t code);            /* code < FUNCTIONS */
/* A call of a function: its `imm` is the function, and from bit 32 on the standard whose holidays count. */
static inline uint32_t function_of(const struct step *s) { return (uint32_t)(s->imm & UINT32_MAX); }
static inline uint32_t standard_of_call(const struct step *s) { return (uint32_t)(s->imm >> 32); }
static inline bool function_holidays(const struct function_form *f) { return strchr(f->arguments, 'C') != NULL; }
/* The slots of an argument and of a result: the element letters of calls.def, one a slot. */
const char *argument_parts(char letter);
const char *result_parts(char letter);

struct hole_form { const char *word; uint32_t values; };
const struct hole_form *hole_form(uint32_t type);                    /* type < HOLE_TYPES */

/* The words of a record as fields.def has them, in the order of the structure. */
enum field_use { USE_STRING, USE_TABLE, USE_SEVERITY, USE_COUNT, USE_SLOT, USE_KERNEL, USE_RANGE };
struct field_form { const char *name; enum field_use use; };
#define RULE_FIELDS (sizeof(struct rule) / sizeof(uint32_t))
extern const struct field_form rule_fields[RULE_FIELDS];
/* What a field holds when the text form leaves it out. */
static inline uint32_t field_default(enum field_use use) { return use == USE_SLOT || use == USE_KERNEL ? UINT32_MAX : 0; }

const char *element_word(enum element e); /* "u8" */

/* The input slots of a kernel in the order of first use: how many; each register that loads gets its input's place in `input` (as long as the kernel's
 * operations), and `slots` the slots. `seen` has a word for each slot of the program and is 0 before and after. */
uint32_t kernel_inputs(const struct program *p, const struct kernel *k, uint32_t *seen, uint32_t *input, uint32_t *slots);

#endif
