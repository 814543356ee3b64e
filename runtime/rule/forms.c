/* forms.c - the rule tables as data. See forms.h. */
#include "forms.h"
#include <stddef.h>

static const struct op_form OP_FORMS[OPS] = {
#define OP(id, result, a, b, use) {#id, #result[0], #a[0], #b[0], #use[0]},
#include "ops.def"
#undef OP
};

const struct op_form *op_form(uint32_t code) { return &OP_FORMS[code]; }

static const struct call_form CALL_FORMS[CALLS] = {
    [CALL_LINK]       = {"LINK",       "",         "Is",   't'},
    [CALL_LINK_LIST]  = {"LINK_LIST",  "",         "Is",   '-'},
    [CALL_LINK_OWNER] = {"LINK_OWNER", "",         "Is",   '-'},
    [CALL_ROW]        = {"ROW",        "",         "Is",   '-'},
    [CALL_SPREAD_W]   = {"SPREAD_W",   "IfW*",     "If",   '-'},
    [CALL_SPREAD_B]   = {"SPREAD_B",   "IfB*",     "Bf",   '-'},
    [CALL_SPREAD_N]   = {"SPREAD_N",   "IfN*",     "Nf",   '-'},
    [CALL_COUNT_BY]   = {"COUNT_BY",   "IfBf",     "Ii",   't'},
    [CALL_SUM_BY]     = {"SUM_BY",     "IfBfNf",   "Ni",   't'},
    [CALL_LEAST_BY]   = {"LEAST_BY",   "IfBfWf",   "IiBi", 't'},
    [CALL_MOST_BY]    = {"MOST_BY",    "IfBfWf",   "IiBi", 't'},
    [CALL_SAME_TEXT]  = {"SAME_TEXT",  "WfWfBfWf", "BfIf", '-'},
    [CALL_SAME_VALUE] = {"SAME_VALUE", "WfBfWf",   "BfIf", '-'},
    [CALL_MODE_BY]    = {"MODE_BY",    "IfBfWf",   "IiIi", 't'},
    [CALL_MONTH]      = {"MONTH",      "Wf",       "If",   '-'},
    [CALL_ADD_MONTHS] = {"ADD_MONTHS", "WfWf",     "If",   '-'},
    [CALL_MOVE_MONTHS] = {"MOVE_MONTHS", "WfWfWf", "IfIf",  '-'},
    [CALL_CONTAINS]   = {"CONTAINS",   "WfWf",     "Bf",   'x'},
    [CALL_DERIVED]    = {"DERIVED",    "",         "",     'd'},
};

/* The forms above have as many slots as calls.def says. */
#define CALL(id, in, out, about) \
    _Static_assert((in) <= (int)CALL_SLOTS_MOST && (out) <= (int)CALL_SLOTS_MOST, "slots of a call");
#include "calls.def"
#undef CALL

const struct call_form *call_form(uint32_t code) { return &CALL_FORMS[code]; }

#define OUT_TRUTH  "B"
#define OUT_WHOLE  "I"
#define OUT_MONTH  "I"
#define OUT_DATE   "BIIB"
#define OUT_LEVEL  "BI"
#define OUT_STATUS "BB"
#define OUT_TEXT   "BII"
#define OUT_PERCENT "BN"

static const struct derived_form DERIVED_FORMS[DERIVEDS] = {
#define DERIVED(table, property, type, fn, means, about) {#table, property, OUT_##type},
#include "derived.def"
#undef DERIVED
};

const struct derived_form *derived_form(uint32_t code) { return &DERIVED_FORMS[code]; }

uint32_t call_outs(const struct step *s)
{
    const struct call_form *form = call_form(s->what);
    return (uint32_t)(form->imm == 'd' ? strlen(derived_form((uint32_t)s->imm)->out) : strlen(form->out) / 2);
}

static const struct hole_form HOLE_FORMS[HOLE_TYPES] = {
#define HOLE(ID, word, values, about) {word, values},
#include "holes.def"
#undef HOLE
};

const struct hole_form *hole_form(uint32_t type) { return &HOLE_FORMS[type]; }

const struct field_form rule_fields[RULE_FIELDS] = {
#define FIELD(record, field, use) [offsetof(struct record, field) / sizeof(uint32_t)] = {#field, FIELD_##use},
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
