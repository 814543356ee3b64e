/* fingerprint.h - what names a finding from one run to the next, so that a service can tell what is new and a baseline can hide what is old.
 *
 * A fingerprint is made of the finding's code (a rule: its name), of the headings around it, of the words of its line, and of how many equal ones
 * stand before it. No line number and no sentence is in it: lines put in above, words changed elsewhere, another day and other findings leave it
 * as it was. SPEC.md, section 9, gives the recipe.
 */
#ifndef IRP_REPORT_FINGERPRINT_H
#define IRP_REPORT_FINGERPRINT_H

#include "finding.h"

#define FINGERPRINT_DIGITS 32u            /* hexadecimal */

/* The findings of `all`, each with its fingerprint. The list borrows from `all`, and its fingerprints live in the arena. Equal findings are numbered in
 * the order of the list, so this comes before any sieve that could hide one of them. Linear for a list that is sorted by place. */
void fingerprints_list(const struct finding_list *all, struct arena *a, struct finding_list *list);
/* The fingerprint together with a name, such as its file's: for readers that take equal ones for one finding. The arena is for work room. */
struct fingerprint fingerprint_in(struct fingerprint f, struct str name, struct arena *a);
/* As hexadecimal digits in lower case, in the arena; and back: false when it is no such text. */
struct str fingerprint_text(struct fingerprint f, struct arena *a);
bool fingerprint_read(struct str digits, struct fingerprint *f);
static inline bool fingerprint_same(struct fingerprint a, struct fingerprint b) { return memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0; }

#endif
