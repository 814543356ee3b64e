/* offer.h - what a rule offers to write where it fails (its label Offer), as the fix of its finding. */
#ifndef IRP_RULE_OFFER_H
#define IRP_RULE_OFFER_H

#include "engine.h"

#define OFFER_DOTS STR("...")            /* what is left for the author to fill in */

/* How the fix of a rule's finding at a row may be used, without making it: a placeholder where dots are left, unsafe otherwise. */
enum fix_safety offer_safety(const struct run *r, uint32_t rule, uint32_t row);
/* Gives the finding its fix. Texts are the program's, or in the arena. */
void offer_fill(const struct run *r, uint32_t rule, uint32_t row, struct arena *a, struct finding *f);

#endif
