/* allow.h - allowances ("Allow: RULE until DATE because ..."): which findings they hide on the day asked about, and what is said of those that have
 * ended or that hide nothing. Between findings.c and allow.c; linear in findings and allowances.
 *
 * A finding belongs to the item that its rule looked at; one of the front end, to the item in whose lines it stands. The allowance nearest to it
 * hides it: on its own item, else on the item around, and so on outwards. Of several on one item for one rule, the one that lasts longest counts.
 */
#ifndef IRP_RULE_ALLOW_H
#define IRP_RULE_ALLOW_H

#include "engine.h"

struct allowance {
    uint32_t     table, row;             /* the item that it stands on, in the image */
    struct str   rule, because;
    struct place place;
    int32_t      last;                   /* the last day on which it hides anything */
    bool         used;
};

/* After the findings are in order: marks those that are hidden, and puts in those about allowances themselves. */
void allow_findings(struct run *r);
/* A finding about an allowance (a failure of ALLOWANCE_RULE): its place, severity, code and name; then its words. */
void allow_brief(const struct run *r, const struct allowance *w, struct finding *f);
void allow_words(const struct run *r, const struct allowance *w, struct arena *a, struct finding *f);
/* Marks a finding as hidden. */
void allow_mark(const struct allowance *w, struct finding *f);

#endif
