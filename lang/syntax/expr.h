/* expr.h - the rule language's expressions as a tree: shapes only. Names are not resolved and types are not known here.
 *
 * One nonterminal serves every expression (SPEC.md, Grammar), so `where` and `has` are operators like any other, and what may stand
 * on their left is said by the typing rules (compiler/lower/rules). The words in a row that are not reserved are one name.
 */
#ifndef IRP_LANG_EXPR_H
#define IRP_LANG_EXPR_H

#include "../../runtime/value/date.h"
#include "../source/diag.h"

#define EXPRESSION_BYTES_MOST 65536u
#define EXPRESSION_DEPTH_MOST 256u

enum expr_kind {
    EXPR_NAME,       /* text */
    EXPR_TEXT,       /* text: what stands between the quotes */
    EXPR_NUMBER,     /* number: millionths */
    EXPR_DATE,       /* date */
    EXPR_DURATION,   /* number: how many (not millionths); unit */
    EXPR_TODAY, EXPR_THE_OTHER, EXPR_TRUE, EXPR_FALSE,
    EXPR_NOT, EXPR_AND, EXPR_OR,                                            /* a, b */
    EXPR_EQ, EXPR_NE, EXPR_LT, EXPR_LE, EXPR_GT, EXPR_GE,                   /* a, b */
    EXPR_IS, EXPR_IS_NOT,                                                   /* a, b */
    EXPR_GIVEN, EXPR_MISSING,                                               /* a */
    EXPR_IN,                                                                /* a in b to c */
    EXPR_ONE_OF,                                                            /* a; b: a list of EXPR_LIST */
    EXPR_LIST,                                                              /* a: an element; b: the list before it, or NULL */
    EXPR_AT_LEAST, EXPR_CONTAINS, EXPR_MATCHES, EXPR_UNIQUE,                /* a, b */
    EXPR_WITHIN,                                                            /* a within b (a length of time) of c; c NULL: not said */
    EXPR_ADD, EXPR_SUB, EXPR_MUL, EXPR_DIV,                                 /* a, b */
    EXPR_MINUS,                                                             /* a */
    EXPR_OF, EXPR_WHERE, EXPR_HAS,                                          /* a, b */
    EXPR_COUNT, EXPR_SUM, EXPR_SHARE, EXPR_EARLIEST, EXPR_LATEST, EXPR_LOWEST, EXPR_HIGHEST,   /* a: what is counted */
    EXPR_EVERY, EXPR_SOME, EXPR_NO,                                         /* a: a kind */
    EXPR_CALL,                                                              /* a: a name; b: the arguments, an EXPR_LIST */
    EXPR_WHEN                                                               /* a when b: the whole of what a define gives */
};

enum expr_unit { UNIT_DAY, UNIT_WORKING_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR };

struct expr {
    enum expr_kind kind;
    uint32_t       depth;
    struct place   place;        /* in the source */
    struct place   outer;        /* with the parentheses round it; length 0: there are none */
    const struct expr *a, *b, *c;
    struct str     text;
    struct str     quoted;       /* EXPR_TEXT: as it stands, blanks and all */
    int64_t        number;
    enum expr_unit unit;
    struct date    date;
};

/* Parses the text at `at` of the source (a label's value; line ends are blanks). NULL after a message. */
const struct expr *expr_parse(struct str source, struct place at, struct diag_sink *sink, struct arena *a);
/* The words of a node as they stand in the source. */
static inline struct str expr_words(struct str source, const struct expr *e) { return (struct str){source.at + e->place.at, e->place.length}; }

#endif
