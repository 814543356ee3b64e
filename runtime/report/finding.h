/* finding.h - a finding: what is wrong, where, and what to do about it; from the front end or from a rule.
 *
 * The sentence is the same in every format. A place is bytes of the source; lines and columns are worked out when it is shown.
 */
#ifndef IRP_REPORT_FINDING_H
#define IRP_REPORT_FINDING_H

#include "../base/out.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };
const char *severity_word(enum severity s);          /* "error", "warning", "note" */

/* How a fix may be used: it changes nothing that the text says; it is a likely reading; it leaves something for the author to fill in. */
enum fix_safety { FIX_NONE, FIX_SAFE, FIX_UNSAFE, FIX_PLACEHOLDER };
const char *fix_word(enum fix_safety s);             /* "safe", "unsafe", "placeholder"; "" for none */

struct place { uint32_t at, length; };
struct edit { struct place place; struct str text; };      /* the bytes of the place become the text; length 0: it is put in there */

struct related { struct place place; struct str text; };   /* "action 3.1 is here" */

/* What names a finding from one run to the next (fingerprint.h); all zeros in a list that has none. */
struct fingerprint { unsigned char bytes[16]; };

/* Why a finding is not shown: an Allow line of the plan, or a baseline that has it. */
enum hidden { HIDDEN_NOT, HIDDEN_ALLOWED, HIDDEN_BASELINE };

/* A value that a rule looked at: "deadline", "30 April 2026"; an empty value: it is missing. */
struct seen { struct str name, value; };

struct finding {
    struct place  place;
    enum severity severity;
    struct str    code;       /* "IRP104", or empty for a rule of a standard */
    struct str    name;       /* "unknown-owner", "missing-owner" */
    struct str    sentence;   /* stands alone; no full stop; starts with a capital */
    struct str    caret;      /* beside the marks under the source line; may be empty */
    struct str    help, why;  /* may be empty */
    const struct seen *seen;  /* what its rule looked at, where the sentence does not say it */
    uint32_t      seen_len;
    const struct related *related;
    uint32_t      related_len;
    enum fix_safety fix;
    const struct edit *edits; /* of the fix, by place; they do not overlap */
    uint32_t      edits_len;
    struct fingerprint fingerprint;
    enum hidden   hidden;
    int32_t       hidden_until;     /* HIDDEN_ALLOWED: the last day (runtime/value/date.h), why, and the line that says so */
    struct str    hidden_because;
    struct place  hidden_place;
};

/* What a format needs to print: a source, and the findings of it one by one in order. */
struct finding_list {
    struct str  source_name, source;
    uint32_t    len;                       /* how many there are */
    uint32_t    errors, warnings, notes;   /* of those that are not hidden */
    uint32_t    allowed, baselined;        /* hidden by allowances and by a baseline: marked, where the list holds them */
    uint32_t    ignored;                   /* left out: not selected, ignored or switched off */
    /* Fills in the i-th (sorted by place, then errors first, then name); texts live in `a` until it is closed. */
    void      (*fill)(const void *of, uint32_t i, struct arena *a, struct finding *f);
    /* The same, but its place, severity, code, name and the safety of its fix alone: without making a sentence. */
    void      (*brief)(const void *of, uint32_t i, struct finding *f);
    const void *of;
};

#endif
