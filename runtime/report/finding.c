/* finding.c - the words for how much a finding matters: one list, in the order of enum severity. */
#include "finding.h"

const char *severity_word(enum severity s)
{
    static const char *const words[] = {
        [SEVERITY_ERROR]   = "error",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_NOTE]    = "note",
    };

    return words[s];
}

const char *fix_word(enum fix_safety s)
{
    static const char *const words[] = {[FIX_NONE] = "", [FIX_SAFE] = "safe", [FIX_UNSAFE] = "unsafe", [FIX_PLACEHOLDER] = "placeholder"};
    return words[s];
}
