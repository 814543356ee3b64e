/* forms.c - the rule tables as data. See forms.h. */
#include "forms.h"
#include "exact.h"
#include <stddef.h>

static const struct op_form OP_FORMS[OPS] = {
#define OP(id, result, a, b, use) {#id, #result[0], #a[0], #b[0], #use[0]},
#include "ops.def"
#undef OP
};

const struct op_form *op_form(uint32_t code) { return &OP_FORMS[code]; }

int64_t op_result(enum op_code code, int64_t a, int64_t b)
{
    switch (code) {
    case OP_AND:    return a & b;
    case OP_OR:     return a | b;
    case OP_NOT:    return a ^ 1;
    case OP_LT_W: case OP_LT_N: return a < b;
    case OP_LE_W: case OP_LE_N: return a <= b;
    case OP_EQ_W: case OP_EQ_N: return a == b;
    case OP_ADD_W:  return whole_add((int32_t)a, (int32_t)b);
    case OP_SUB_W:  return whole_sub((int32_t)a, (int32_t)b);
    case OP_PICK_W: case OP_PICK_N: return a ? b : 0;
    case OP_WIDEN:  return a * NUMBER_ONE;
    case OP_ADD_N:  return exact_add(a, b);
    case OP_SUB_N:  return exact_sub(a, b);
    case OP_MUL_N:  return exact_mul(a, b);
    case OP_DIV_N:  return exact_div(a, b);
    case OP_LOAD_M: case OP_LOAD_B: case OP_LOAD_W: case OP_LOAD_N: case OP_TRUTH: case OP_WHOLE: case OP_NUMBER: case OP_TODAY: case OPS: break;
    }
    BUG("an operation without operands");
}

static const struct call_form CALL_FORMS[CALLS] = {
#define CALL(id, in, out, imm, about) {#id, in, out, imm},
#include "calls.def"
#undef CALL
};

#define CALL(id, in, out, imm, about) _Static_assert(sizeof(in) / 2 <= CALL_SLOTS_MOST && sizeof(out) / 2 <= CALL_SLOTS_MOST, "slots of " #id);
#include "calls.def"
#undef CALL

const struct call_form *call_form(uint32_t code) { return &CALL_FORMS[code]; }

#define OUT_TRUTH  "B"
#define OUT_WHOLE  "I"
#define OUT_MONTH  "I"
#define OUT_DATE   "BIIB"
#define OUT_LEVEL  "BI"
#define OUT_STATUS "BB"
#define OUT_TEXT   "BWW"
#define OUT_PERCENT "BN"

static const struct derived_form DERIVED_FORMS[DERIVEDS] = {
#define DERIVED(table, property, type, fn, means, about) {#table, property, OUT_##type},
#include "derived.def"
#undef DERIVED
};

const struct derived_form *derived_form(uint32_t code) { return &DERIVED_FORMS[code]; }

static const struct function_form FUNCTION_FORMS[FUNCTIONS] = {
#define FUNCTION(fn, name, arguments, result, about) {name, arguments, result},
#include "functions.def"
#undef FUNCTION
};

const struct function_form *function_form(uint32_t code) { return &FUNCTION_FORMS[code]; }

const char *argument_parts(char letter)
{
    switch (letter) {
    case 'T': return "WW";      /* at, length */
    case 'D': return "II";      /* first, last */
    case 'W': return "I";
    case 'N': return "N";
    case 'M': return "B";
    case 'C': return "";
    default:  BUG("no such type of argument in functions.def");
    }
}

const char *result_parts(char letter) { return letter == 'D' ? "IIB" : argument_parts(letter); }

uint32_t call_ins(const struct step *s)
{
    const struct call_form *form = call_form(s->what);
    uint32_t ins = (uint32_t)strlen(form->in) / 2;
    for (const char *a = form->imm == 'f' ? function_form(function_of(s))->arguments : ""; *a; a++)
        ins += (uint32_t)strlen(argument_parts(*a));
    return ins;
}

uint32_t call_outs(const struct step *s)
{
    const struct call_form *form = call_form(s->what);
    if (form->imm == 'd')
        return (uint32_t)strlen(derived_form((uint32_t)s->imm)->out);
    if (form->imm == 'f')
        return (uint32_t)strlen(result_parts(function_form(function_of(s))->result));
    return (uint32_t)strlen(form->out) / 2;
}

static const struct hole_form HOLE_FORMS[HOLE_TYPES] = {
#define HOLE(ID, word, values, about) {word, values},
#include "holes.def"
#undef HOLE
};

const struct hole_form *hole_form(uint32_t type) { return &HOLE_FORMS[type]; }

const struct field_form rule_fields[RULE_FIELDS] = {
#define FIELD(record, field, use) [offsetof(struct record, field) / sizeof(uint32_t)] = {#field, USE_##use},
#include "fields.def"
#undef FIELD
};

enum {
#define FIELD(record, field, use) FIELD_OF_##record##_##field,
#include "fields.def"
#undef FIELD
    FIELDS_ALL
};
_Static_assert(FIELDS_ALL == RULE_FIELDS, "every word of a rule has a row in fields.def");

const char *element_word(enum element e)
{
    switch (e) {
    case ELEMENT_U8:  return "u8";
    case ELEMENT_I32: return "i32";
    case ELEMENT_U32: return "u32";
    case ELEMENT_I64: return "i64";
    }
    BUG("no such element");
}

uint32_t kernel_inputs(const struct program *p, const struct kernel *k, uint32_t *seen, uint32_t *input, uint32_t *slots)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < k->ops; i++) {
        const struct op *op = &p->ops[k->first_op + i];
        if (op_form(op->code)->use != 'S')
            continue;
        if (seen[op->a] == 0) {
            slots[count++] = op->a;
            seen[op->a] = count;
        }
        input[i] = seen[op->a] - 1;
    }
    for (uint32_t i = 0; i < count; i++)
        seen[slots[i]] = 0;
    return count;
}
