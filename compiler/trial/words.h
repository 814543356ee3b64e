/* words.h - parts of a rule in words, as messages about it show them. Private to compiler/trial. */
#ifndef IRP_COMPILER_TRIAL_WORDS_H
#define IRP_COMPILER_TRIAL_WORDS_H

#include "../../lang/source/diag.h"

/* The place of an expression with the parentheses that belong to it: "(count of actions) > 0" starts, as a tree, behind its first one. */
struct place whole_place(struct str source, struct place p);
/* The words of a place on one line. */
struct str words_at(struct str source, struct place p, struct arena *a);

#endif
