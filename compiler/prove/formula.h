/* formula.h - conditions as formulas over finite domains, and the search through them. Private to compiler/prove. */
#ifndef IRP_COMPILER_FORMULA_H
#define IRP_COMPILER_FORMULA_H

#include "prove.h"

/* ---- values */

enum domain {
    DOMAIN_TRUTH,                         /* no, yes */
    DOMAIN_GIVEN,                         /* missing, given */
    DOMAIN_WORDS,                         /* missing, then each of `words`, then another (texts) */
    DOMAIN_NUMBER,                        /* missing, then regions of `constants`: below the first, at it, between it and the next, ... above the last */
    DOMAIN_ORDER                          /* of two dates: before, equal, overlapping, after */
};
enum { ORDER_BEFORE, ORDER_EQUAL, ORDER_OVERLAPS, ORDER_AFTER };

struct datum {
    enum domain domain;
    struct str  words;                    /* how the rules call it, in small letters */
    struct str  shown;                    /* and as it is written */
    enum kind   of;                       /* whose value it is */
    enum label  label;                    /* that it is read from, or LABEL_NONE */
    enum hole_type hole;
    bool        may_miss, counted, free, whole;
    VEC(struct str) options;              /* DOMAIN_WORDS */
    VEC(int64_t) constants;               /* DOMAIN_NUMBER: in millionths, sorted by value_close */
    uint32_t    left, right;              /* DOMAIN_ORDER: the dates, as values with DOMAIN_GIVEN; UINT32_MAX: `day` */
    int32_t     day[2];                   /* first and last, of a side that is a constant */
    uint32_t    size;                     /* of the domain */
    uint64_t    possible;                 /* values that anything can have */
};

enum formula_kind { FORMULA_CONSTANT, FORMULA_ATOM, FORMULA_AND, FORMULA_OR, FORMULA_NOT };
struct formula {
    enum formula_kind kind;
    bool     holds;                       /* CONSTANT */
    uint32_t value;                       /* ATOM: one of `mask` */
    uint64_t mask;
    enum expr_kind compared;              /* ATOM of DOMAIN_NUMBER: the mask is made when all constants are known (UINT32_MAX-like EXPR_LIST: made) */
    int64_t  constant;
    const struct formula *a, *b;
};

struct formulas {
    struct arena *arena;
    struct trace *trace;
    enum kind     kind;
    VEC(struct datum) values;
    VEC(struct formula *) numbers;        /* atoms whose masks are still to be made */
    unsigned      depth;
};

/* An expression of `source` as a formula. */
struct formula *formula_of(struct formulas *f, struct str source, const struct expr *e);
struct formula *formula_join(struct formulas *f, enum formula_kind kind, const struct formula *a, const struct formula *b);
/* After the last expression: the regions of numbers. */
void formulas_close(struct formulas *f);

/* ---- the search */

#define NOT_CHOSEN 255u
struct search {
    const struct formulas *f;
    uint8_t  *chosen;                     /* of each value; NOT_CHOSEN */
    uint32_t *steps;                      /* of the question, so far */
};
enum truth { TRUTH_NO, TRUTH_YES, TRUTH_OPEN };
void search_open(struct search *s, const struct formulas *f, uint32_t *steps, struct arena *a);
enum truth formula_truth(struct search *s, const struct formula *f);
/* Chooses values so that the formula holds, those chosen before as they are: TRUTH_YES with the choice, TRUTH_NO, or TRUTH_OPEN past the limit. */
enum truth search_holds(struct search *s, const struct formula *f);
/* The values that a formula rests on, marked in `rests` (one byte a value). */
void formula_rests(const struct formula *f, uint8_t *rests);

/* ---- example.c: documents */

#define EXAMPLE_DAY 20727                 /* 1 October 2026: the day that examples are checked on */

/* What an example is held to, and, where that takes a day, the day of its inspection. */
struct held { struct str standard; bool dated; int32_t day; };

/* A document with an item of the kind that has the chosen values; empty when that cannot be written. */
struct str example_of(const struct formulas *f, const struct search *s, const struct held *held, struct arena *a);
/* A document with an item of the kind that was judged to be at that level, by an inspectorate (empty: nobody is named). */
struct str example_judged(enum kind k, struct str by, struct str level, const struct held *held, struct arena *a);

#endif
