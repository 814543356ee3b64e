/* returns.h - what periodic returns report on: "# Update: HMP Example, 31 August 2026" is for the action plan HMP Example of the same text, and its
 * "## Action 2.4" for that plan's action 2.4.
 */
#ifndef IRP_COMPILER_RETURNS_H
#define IRP_COMPILER_RETURNS_H

#include "../../lang/tree/tree.h"
#include "../../runtime/base/map.h"

struct returns {
    const struct tree *tree;
    struct map plans;                    /* by name: items */
    struct map actions;                  /* by plan and number: items */
};

/* Cheap where the tree has no returns. */
void returns_open(struct returns *r, const struct tree *t, struct arena *a);
/* The name in the title of a return: without its date. */
struct str return_name(const struct tree *t, uint32_t document);
/* The plan that a document is about: for a return the plan of its name (NO_ITEM: there is none in this text), else the document itself. */
uint32_t returns_plan(const struct returns *r, uint32_t document);
/* The action of the plan that an entry reports on, or NO_ITEM. */
uint32_t returns_action(const struct returns *r, uint32_t plan, uint32_t entry);

#endif
