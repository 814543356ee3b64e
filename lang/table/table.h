/* table.h - the language's tables as C: kinds, labels, types and words, all from the .def files of this folder.
 *
 * Everything that has to know what irp's language holds (the parser's recovery, the checks, the formatter's order, messages,
 * did-you-mean, image columns, SPEC.md's reference) asks here. Nothing is listed twice.
 */
#ifndef IRP_LANG_TABLE_H
#define IRP_LANG_TABLE_H

#include "../../runtime/base/nearest.h"

enum kind {
#define KIND(ID, ...) KIND_##ID,
#define LABEL(...)
#define MODIFIER(...)
#include "kinds.def"
#undef KIND
#undef LABEL
#undef MODIFIER
    KINDS, KIND_NONE = KINDS,
#define GROUP(ID, ...) KIND_##ID,
#include "groups.def"
#undef GROUP
    KINDS_AND_GROUPS
};

enum type {
#define TYPE(ID, name, accepts) TYPE_##ID,
#include "types.def"
#undef TYPE
    TYPES
};

/* A kind's labels follow one another: LABELS_OF_<KIND> is the number of its first. */
enum label {
#define KIND(ID, ...) LABELS_OF_##ID, LABELS_BACK_##ID = LABELS_OF_##ID - 1,
#define LABEL(KIND, ID, ...) LABEL_##KIND##_##ID,
#define MODIFIER(...)
#include "kinds.def"
#undef KIND
#undef LABEL
#undef MODIFIER
    LABELS, LABEL_NONE = LABELS
};

enum number_rule { NUMBER_NONE, NUMBER_MAY, NUMBER_MUST, NUMBER_DATE };
enum title_rule  { TITLE_NONE, TITLE_MAY, TITLE_MUST, TITLE_LEVEL, TITLE_NAME };
enum many        { ONE, MUST, MANY };
enum space {
    SPACE_NONE, SPACE_DOCUMENT, SPACE_NAME, SPACE_CONCERN, SPACE_RECOMMENDATION, SPACE_THEME, SPACE_ACTION, SPACE_PARAGRAPH,
    SPACE_TERM, SPACE_PROGRESS, SPACE_STEP, SPACE_SCALE, SPACE_LEVEL, SPACE_RULE, SPACE_METRIC, SPACE_TABLE, SPACE_CALENDAR, SPACE_DEFINE, SPACE_MAP,
    SPACE_BLOCK, SPACE_OUTCOME
};

/* The word of a row, case aside. The first letters tell most apart before anything is measured. */
static inline bool word_is(struct str word, const char *row)
{
    return word.len > 0 && lower(word.at[0]) == lower(row[0]) && str_eq_fold(word, str_of(row));
}

#define IN(ID) (UINT64_C(1) << KIND_##ID)

struct kind_row {
    const char      *name;        /* "plan": in rules, and of the image's table */
    const char      *word, *plural;
    enum number_rule number;
    enum title_rule  title;
    enum space       space;
    uint64_t         parents;     /* mask of IN(); 0: a document */
    const char      *about;
    unsigned         first_label;
};
struct label_row {
    enum kind   kind;
    const char *id, *word;
    enum type   type;
    enum many   many;
    const char *about;
};
struct type_row { const char *name, *accepts; };
struct modifier_row { enum kind kind; const char *word; };

extern const struct kind_row     kind_rows[KINDS_AND_GROUPS];   /* that of KIND_NONE is empty */
extern const struct label_row    label_rows[LABELS];
extern const struct type_row     type_rows[TYPES];
extern const struct modifier_row modifier_rows[];
extern const unsigned            modifier_rows_len;

/* The number after a kind's last label. */
static inline unsigned kind_labels_end(enum kind k) { return k + 1 < KINDS ? kind_rows[k + 1].first_label : LABELS; }
/* An area, a month or the estate: no kind of item, and known to metrics and tables alone. */
static inline bool kind_is_group(enum kind k) { return k > KIND_NONE; }
static inline bool kind_is_document(enum kind k) { return kind_rows[k].parents == 0; }
/* A document that is held to a standard: one that says how standards check or houses print is not. */
static inline bool kind_is_held(enum kind k) { return k < KINDS && kind_is_document(k) && k != KIND_STANDARD && k != KIND_STYLE; }
static inline bool kind_may_stand_in(enum kind k, enum kind parent) { return (kind_rows[k].parents >> parent & 1) != 0; }

/* The kind's label of that word (case aside), or LABEL_NONE. */
enum label label_find(enum kind k, struct str word);
/* The kind's label whose word is nearest (at most a third of its letters away); LABEL_NONE when none is near. */
enum label label_near(enum kind k, struct str word);
/* The kind's labels that other tools call by the word (words.def), one a call: *from starts at 0. LABEL_NONE after the last. */
enum label label_synonym(enum kind k, struct str word, unsigned *from);
/* Some kind has a label of that word, or other tools call one so. */
bool label_meant(struct str word);
/* Some kind has a label of that word. */
bool label_known(struct str word);
/* The place of a modifier among its kind's, from 1; 0 when the kind has no such modifier. */
unsigned modifier_find(enum kind k, struct str word);
/* A modifier's word, from 1 on; "" for 0. */
const char *modifier_word(enum kind k, unsigned place);
/* The first kind with that heading word that may be what `mask` (a mask of kinds) allows; KIND_NONE. */
enum kind kind_find(struct str word, uint64_t mask);
/* The kind (of those in mask) whose word is nearest; KIND_NONE when none is near. */
enum kind kind_near(struct str word, uint64_t mask);
/* A kind by its name in rules, singular or plural: "action", "actions", "good practice"; KIND_NONE. *plural says which. */
enum kind kind_named(struct str name, bool *plural);
/* The same as references may have it: "para", "rec" too. */
enum kind kind_short(struct str name);
/* The kind (of those in mask) that other documents call by the word (words.def); KIND_NONE. */
enum kind kind_called(struct str word, uint64_t mask);
/* A group by its name, singular or plural: "area", "months"; KIND_NONE. */
enum kind group_named(struct str name);

/* Choices of CHOICE labels, words.def. The place of `word` from 0, or -1; choice_word gives NULL past the end. */
int choice_find(enum label l, struct str word);
const char *choice_word(enum label l, unsigned place);

#endif
