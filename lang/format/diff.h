/* diff.h - what to change in a text to make another of it, as a unified diff that patch and git apply.
 *
 * Lines are compared; three of context stand round each change. The shortest list of changes is found (E. Myers, "An O(ND) Difference Algorithm and Its
 * Variations", 1986) up to DIFF_CHANGES_MOST changed lines; with more, everything between the first and the last line that differ is one change.
 */
#ifndef IRP_LANG_DIFF_H
#define IRP_LANG_DIFF_H

#include "../../runtime/base/out.h"

#define DIFF_CHANGES_MOST 2000u

/* Nothing when the texts are equal. `name` is shown behind a/ and b/. */
void diff_print(struct out *o, struct str name, struct str before, struct str after, struct arena *a);

#endif
