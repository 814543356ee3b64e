/* hoist.h - what is the same for all rows in one item is worked out once for that item.
 *
 * "report published + 8 months" in a rule for each action is a value of the plan: every column that it reads was spread over the actions by one link. The operations
 * are made again over the plan's own columns, the call is made there, and its result is spread.
 */
#ifndef IRP_COMPILER_HOIST_H
#define IRP_COMPILER_HOIST_H

#include "build.h"

struct hoisted {
    uint32_t link;                   /* the slot of rows over the kernel's table */
    struct kernel_build kernel;      /* over the linked table: the registers are made in it */
};

/* Whether the registers rest on nothing but columns that one link has spread (at least one), constants and the day. regs become registers of h->kernel. */
bool hoist(const struct kernel_build *k, uint32_t *regs, unsigned len, struct hoisted *h);

#endif
