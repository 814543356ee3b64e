/* examples.h - for each rule of the standards that irp ships, a file that gives its finding and one that does not (lang/examples/NAME.irp, embedded by
 * the build): what irp explain shows.
 *
 * Each stands below a comment that names the rule and the sort: "// missing-owner: bad", "// missing-owner: good". They are checked as of 1 October 2026.
 */
#ifndef IRP_LANG_EXAMPLES_H
#define IRP_LANG_EXAMPLES_H

#include "../standards/standards.h"

/* In order of the standards' names. */
extern const struct standard_text example_texts[];
extern const unsigned example_texts_len;

#endif
