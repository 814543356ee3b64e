/* prove.h - what can be proved of a standard without any plan: rules that no plan can meet together, rules that can never be asked or never fail,
 * defines by cases that leave a case out, and maps that leave a level of one of their scales out.
 *
 * The abstraction. The conditions of the rules for one kind of item become formulas over values with finite domains (predicate abstraction after Graf
 * and Saidi, "Construction of abstract state graphs with PVS", CAV 1997; the regions of numbers are those of Alur and Dill, "A theory of timed
 * automata", 1994, without the clocks): a status, a choice or a level is one of its words or missing; a label is given or missing; a number is at one
 * of the constants that it is compared with, or in a gap between two of them; of two dates only the order is kept; a text is one of the words that it
 * is compared with, or another. What irp works out is put in by what it means (derived.def). Everything else is assumed free: it may hold or not,
 * whatever else holds. So every plan has its abstract counterpart, and what no abstract values meet, no plan meets.
 *
 * The search. Values are chosen one after another, and formulas are judged in three values (yes, no, open) on the way, so that what is decided is
 * not searched (Kleene's strong logic; the pruning of Davis, Logemann and Loveland, 1962). It ends after PROVE_STEPS_MOST looks a question.
 *
 * The other way round a find may owe itself to what was assumed free. So each comes with an example: a plan is written from the abstract values,
 * compiled and checked, and only what it shows there is said to be so; the rest is said to be possible, with no example found.
 */
#ifndef IRP_COMPILER_PROVE_H
#define IRP_COMPILER_PROVE_H

#include "../lower/trace.h"
#include "../pipe/pipe.h"

#define PROVE_STEPS_MOST    1000000u      /* looks at a part of a formula, in one question */
#define PROVE_WORK_MOST     200000000u    /* in all of a standard's; questions after it are not asked */
#define PROVE_DOMAIN_MOST   64u           /* values of one domain; what has more is assumed free */
#define PROVE_VALUES_MOST   2000u         /* values that the rules of one kind rest on; rules after it are not looked at */
#define PROVE_EXAMPLES_MOST 16u           /* plans that are tried for a find */
#define PROVE_RULES_MOST    400u          /* rules of one kind; those after it are not compared in pairs */
#define PROVE_FINDS_MOST    100u          /* finds that are shown; the rest are counted */

enum claim {
    CLAIM_OPPOSITES,                      /* both are asked, and nothing meets both */
    CLAIM_NEVER_ASKED,
    CLAIM_NEVER_FAILS,
    CLAIM_CASE_LEFT_OUT,
    CLAIM_LEVEL_LEFT_OUT,
    CLAIM_OPEN                            /* the search came to its limit */
};

struct find {
    enum claim claim;
    const struct standard_source *standard[2];
    const struct item *item[2];           /* the rules, or the define or map; NULL */
    enum kind  kind;
    struct str version;                   /* "hmpps to 2 May 2022"; empty: there is one alone */
    struct str level;                     /* that a map leaves out, with its scale */
    bool       confirmed;
    struct str plan, shown;               /* the example, and what irp says of it */
};

struct proof {
    VEC(struct find) finds;
    uint32_t   more;
    uint32_t   rules, pairs, defines, maps;   /* how many were looked at, in all versions */
    VEC(struct str) versions;             /* that there are; none: there is one alone */
    uint32_t   left;                      /* questions that were not asked, for a limit */
    VEC(struct str) free;                 /* what was assumed free */
    struct str refused;
};

/* Proves the standard that the session holds documents to (pipe_hold), in all its versions. */
struct proof *prove(struct session *s, struct arena *a);

/* show.c */
void proof_text(struct out *o, const struct proof *p, struct arena *a);
void proof_json(struct out *o, const struct proof *p, struct arena *a);

#endif
