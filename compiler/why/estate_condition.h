/* estate_condition.h - a condition about all documents of a run together, such as share of actions where late > 20%: its counts and sums are added over
 * files, and then it is asked, as the figures of an estate are.
 */
#ifndef IRP_COMPILER_ESTATE_CONDITION_H
#define IRP_COMPILER_ESTATE_CONDITION_H

#include "../pipe/pipe.h"

struct estate_condition;
struct estate_condition *estate_condition_open(struct str text, struct arena *a);
/* A file's part in it. Nothing of the file is needed afterwards. False: it has a mistake (the sink says which), or files read it differently. */
bool estate_condition_add(struct estate_condition *c, const struct unit *u, int32_t today, struct diag_sink *sink);
/* Whether it holds; *left: of a comparison, the words and the value of its left side, else empty. */
bool estate_condition_holds(struct estate_condition *c, int32_t today, struct str *left);

#endif
