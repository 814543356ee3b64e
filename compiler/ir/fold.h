/* fold.h - what an operation comes to before it is made: a constant, a register that is there already, or itself with its operands in one order.
 *
 * The arithmetic is that of the engines (op_result, runtime/rule/forms.h): what is worked out here is what they would have worked out. TODAY is no constant.
 */
#ifndef IRP_COMPILER_FOLD_H
#define IRP_COMPILER_FOLD_H

#include "build.h"

struct folded {
    bool      made;              /* `reg` holds the value already; else `op` is to be made */
    uint32_t  reg;
    struct op op;
};

/* `op` reads registers of the kernel. */
struct folded fold(const struct kernel_build *k, struct op op);

#endif
