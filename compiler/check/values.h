/* values.h - from the text of a label to its value: one reader a type of types.def.
 *
 * A reader accepts what SPEC.md lists for its type and refuses everything else with one message that says what would be accepted.
 * It never repairs. A value refused leaves its cell in doubt (GIVEN_DOUBT), and rules step round it.
 */
#ifndef IRP_COMPILER_VALUES_H
#define IRP_COMPILER_VALUES_H

#include "../names/scope.h"
#include "../../runtime/image/image.h"
#include "rule_names.h"
#include "scales.h"

/* FIELD(ID, part): the parts of runtime/image/cells.def as one flat value. */
#define FIELD_TABLE(F) \
    F(FIRST, "first") F(LAST, "last") F(FORM, "form") \
    F(AGREED_FIRST, "agreed first") F(AGREED_LAST, "agreed last") F(AGREED_FORM, "agreed form") \
    F(BECAUSE_AT, "because at") F(BECAUSE_LENGTH, "because length") \
    F(CODE, "code") F(PERCENT, "percent") F(ROW, "row") F(TABLE, "table") F(NUMBER, "number") \
    F(AT, "at") F(LENGTH, "length") \
    F(RESPONDENT_AT, "respondent at") F(RESPONDENT_LENGTH, "respondent length") \
    F(RULE_AT, "rule at") F(RULE_LENGTH, "rule length")
enum field {
#define F(ID, part) FIELD_##ID,
    FIELD_TABLE(F)
#undef F
    FIELDS
};
struct value { int64_t field[FIELDS]; };

struct reading {
    const struct tree *tree;
    struct scope      *scope;
    const struct scales *scales;
    struct rule_names *rules;            /* that allowances may name */
    int32_t            held;             /* the number of the standard that the document is held to; -1: none */
    struct diag_sink       *sink;
    struct arena      *arena;
    uint32_t           item;             /* under which the value stands */
    const char        *what;             /* how messages name the value: the label's word */
    struct place       place;            /* where it stands */
    const struct label_line *line;       /* the label; NULL: a heading */
    uint32_t           target;           /* out, for references: the item referred to */
};

/* Reads the label's value. False after a message; messages have their fixes. */
bool value_read(struct reading *r, enum label l, struct str text, struct value *v);
/* Gives a message of the readers below its fix, where there is one (value_fix.c). */
void value_fix(struct reading *r, struct finding *f);
/* The date of an update's heading; the level of a judgement's. */
bool value_read_date(struct reading *r, struct str text, struct value *v);
bool value_read_level(struct reading *r, struct str text, struct value *v);

/* "action or concern", "action, step": a mask of kinds; on a word that is none, 0 and the word in *unknown (may be NULL). */
uint64_t kinds_mask(struct str text, struct str *unknown);
/* The same, where a kind may be given a name: "action a"; the name in *bound, which is left as it was where there is none. */
uint64_t kinds_mask_bound(struct str text, struct str *unknown, struct str *bound);
/* The same with areas, months and the estate: what metrics and tables may be for. */
uint64_t rows_mask(struct str text, struct str *unknown);

#endif
