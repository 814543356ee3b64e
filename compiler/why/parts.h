/* parts.h - what the files of compiler/why share: an expression taken apart, and the context in which that happens. Private to compiler/why. */
#ifndef IRP_COMPILER_PARTS_H
#define IRP_COMPILER_PARTS_H

#include "why.h"

#define MEANS_DEPTH_MOST 8u               /* properties that rest on one another */

enum part_kind {
    PART_VALUE,                           /* a name: read from the file, or worked out by irp */
    PART_ALL, PART_ANY,                   /* and, or: the parts are its conditions */
    PART_COMPARED,                        /* `left` and `right` are its sides */
    PART_COUNTED,                         /* an aggregate */
    PART_CASES,                           /* a define: the parts are its cases, each a condition (NULL: none) and a value */
    PART_OTHER                            /* explained by its parts, whatever it is */
};

struct part {
    enum part_kind kind;
    const struct expr *e;
    struct str     source, words;
    enum kind      of;                    /* of the row that it is asked of */
    struct traced  value;
    VEC(struct part *) parts;
    /* PART_VALUE */
    struct str     name;                  /* of the property */
    const char    *about;                 /* what irp works out, where no expression says it */
    bool           expanded;              /* the parts say what it means: they are asked of the item whose property it is */
    /* PART_COMPARED */
    struct traced  left, right;
    /* PART_COUNTED */
    enum kind      inner;
    struct traced  collected;             /* how many there are: its item is the one that collects them */
    struct traced  where, has, each;      /* of a member; form TRACED_NOTHING: none. `each`: the value that an extreme is taken of */
};

struct asking {
    const struct question *q;
    struct arena        *arena;
    const struct tree   *tree;
    const struct image  *image;
    struct run          *checked;         /* of the file's own rules */
    struct trace        *trace;
    const struct program *program;        /* of the trace, once it is closed */
    const struct run    *run;             /* of that */
    struct diag_sink    *sink;            /* mistakes of what is asked */
    unsigned             depth;           /* of properties taken apart */
    VEC(struct shown { struct str words; enum kind of; uint32_t row; }) seen;   /* values shown in the derivation so far */
};

/* parts.c: the expression of `source`, asked of a kind. A part without a value (form TRACED_NOTHING) has its mistake in the sink. */
struct part *part_of(struct asking *k, struct str source, const struct expr *e, const struct expr *other_of, enum kind of);

/* reasons.c */
struct reason *reason_of(struct asking *k, const struct part *p, uint32_t row);
void           reasons_under(struct asking *k, const struct part *p, uint32_t row, struct reason *r);
bool           part_holds(struct asking *k, const struct part *p, uint32_t row);
bool           value_is_given(struct asking *k, const struct traced *v, uint32_t row);
/* The row of the item whose value it is: the asked row itself, or the one that the value's path leads to; NO_ROW: none. */
uint32_t       item_row(struct asking *k, const struct traced *v, uint32_t row);
struct str     value_words(struct asking *k, const struct traced *v, uint32_t row);

/* places.c */
#define NO_ROW UINT32_MAX
uint32_t item_at(const struct asking *k, enum kind kind, uint32_t row);                  /* the tree's item, or NO_ITEM */
uint32_t row_at(const struct asking *k, uint32_t item);                                  /* its row in its kind's table */
struct str item_words(const struct asking *k, enum kind kind, uint32_t row);             /* "action 2.1" */
/* The row of the item of that kind around a row (of an owner: whether it is one of the row's owners); NO_ROW. */
uint32_t row_around(const struct asking *k, enum kind kind, uint32_t row, enum kind around);
bool     collects_row(const struct asking *k, enum kind inner, uint32_t row, enum kind by, uint32_t by_row);
/* Adds the lines that a label's values, or a property without an expression, are read from. */
void places_of_label(const struct asking *k, uint32_t item, enum label l, struct reason *r);
void places_of_property(const struct asking *k, enum kind kind, uint32_t row, struct str property, struct reason *r);

/* What is asked, taken apart for one kind of item. */
struct asked {
    const struct standard_source *standard;
    const struct item *item;             /* the rule or metric in its standard; NULL: an expression as it was typed */
    enum kind  kind;
    VEC(struct part *) when;
    struct part *require;                /* or the figure */
    uint32_t   rule;                     /* of the file's program; UINT32_MAX: none */
    struct str name;
    uint32_t   claim, value;             /* the item that a claim stands under, or NO_ITEM; which of its claims */
    struct place place;                  /* of the claim */
};

/* rule.c */
void add_derivation(struct asking *k, struct answer *a, struct derivation *d);
void note(struct asking *k, struct answer *a, struct str text);
uint32_t   rows_of(const struct asking *k, enum kind kind);
/* The number of the standard that the document of a row is held to. */
int32_t    held_to(const struct asking *k, enum kind kind, uint32_t row);
struct str standard_name(const struct asking *k, int32_t number);
struct derivation *rule_of_item(struct asking *k, const struct asked *x, uint32_t row);
struct derivation *figure_of_item(struct asking *k, const struct asked *x, uint32_t row);
void rule_of_all(struct asking *k, const struct asked *x, struct answer *a);
void claim_derived(struct asking *k, const struct asked *x, struct answer *a);

/* The rule fails there, whether that is shown or allowed. */
bool is_failure(enum run_outcome outcome);
/* Why a finding is not shown: the line that allows it. */
struct reason *hidden_reason(struct asking *k, const struct finding *f);

/* message.c */
void why_message(struct asking *k, enum diag d, struct answer *a);

#endif
