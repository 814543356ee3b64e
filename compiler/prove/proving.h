/* proving.h - the questions of one proof, and examples held against the check. Private to compiler/prove. */
#ifndef IRP_COMPILER_PROVING_H
#define IRP_COMPILER_PROVING_H

#include "formula.h"

struct rule_formula {
    const struct standard_source *standard;
    const struct item *item;
    const struct formula *asked, *require;
    uint8_t *rests;                       /* on which values Require rests */
};

struct proving {
    struct session *session;
    struct held     held;                 /* what examples are */
    struct arena   *arena;
    struct proof   *proof;
    struct str      version;              /* in words; empty: there is one alone */
    const struct standard_set *set;
    struct formulas f;
    VEC(struct rule_formula) rules;
    struct arena   *work;                 /* of one question */
    uint32_t        steps;                /* of it */
    uint64_t        steps_before;         /* of those before */
};

/* ---- finds */

struct place next_label(const struct tree *t, const struct item *item, const char *word, uint32_t *from);
uint64_t     kinds_of(const struct standard_source *s, const struct item *item, struct str *bound);
struct find  find_of(const struct proving *p, enum claim claim, const struct rule_formula *a, const struct rule_formula *b);
void         add_find(struct proving *p, struct find f);
void         note_free(struct proving *p);

/* ---- questions */

/* False: the work that a standard may be is done. */
bool question_open(struct proving *p, struct arena *work);
void question_close(struct proving *p);

/* ---- examples, checked */

struct checked { struct unit u; struct run *run; uint32_t row; bool fine; };
struct checked check_example(const struct proving *p, struct str text, enum kind k);
/* Expressions of a standard, asked of the first item of an example. */
struct inquiry { struct trace *trace; struct diag_sink quiet; };
struct inquiry inquire(const struct proving *p, const struct checked *c, const struct rule_formula *r);

/* ---- cases.c: defines that leave a case out, and maps that leave a level out */

void prove_cases(struct proving *p);

#endif
