/* diag.h - diagnostics: findings of the front end, built as objects from the rows of diags.def, and emitted into a sink.
 *
 * One mistake gives one message: who emits one marks what it was found in as in doubt, and later stages step round doubt.
 */
#ifndef IRP_LANG_DIAG_H
#define IRP_LANG_DIAG_H

#include "../../runtime/report/finding.h"

enum diag {
#define DIAG(ID, ...) DIAG_##ID,
#include "diags.def"
#undef DIAG
    DIAGS
};

/* What can be done about them: the rows of fixes.def. */
enum mend {
#define FIX(ID, ...) MEND_##ID,
#include "fixes.def"
#undef FIX
    MENDS
};

struct diag_row {
    const char   *id;         /* "DATE_NOT_REAL" */
    const char   *code;
    enum severity severity;
    const char   *sentence, *caret, *help, *about, *bad, *good;
};
extern const struct diag_row diag_rows[DIAGS];
struct mend_row { const char *id; enum diag diag; enum fix_safety safety; const char *about, *before, *after; };
extern const struct mend_row mend_rows[MENDS];

/* The name authors see, "date-not-real", written to `name` (of DIAG_NAME_MOST bytes). */
#define DIAG_NAME_MOST 48
void diag_name(enum diag d, char *name);
/* By code ("IRP201", case aside) or name; DIAGS when there is none. */
enum diag diag_find(struct str code_or_name);
/* Warnings and notes about a plan; what is said of allowances themselves is none of them. */
bool diag_may_be_allowed(enum diag d);

struct diag_sink {
    struct arena *arena;
    VEC(struct finding) findings;
    uint32_t errors;
};

static inline struct str diag_none(void) { return (struct str){"", 0}; }
/* Emits one, with up to four texts for its holes; they are copied. The finding returned may be added to (place, related, fix) until the next is emitted. */
struct finding *diag_emit(struct diag_sink *s, enum diag d, struct place at, struct str a, struct str b, struct str c, struct str e);
#define diag0(s, d, at)          diag_emit(s, d, at, diag_none(), diag_none(), diag_none(), diag_none())
#define diag1(s, d, at, a)       diag_emit(s, d, at, a, diag_none(), diag_none(), diag_none())
#define diag2(s, d, at, a, b)    diag_emit(s, d, at, a, b, diag_none(), diag_none())
#define diag3(s, d, at, a, b, c) diag_emit(s, d, at, a, b, c, diag_none())
#define diag4(s, d, at, a, b, c, e) diag_emit(s, d, at, a, b, c, e)
void diag_related(struct diag_sink *s, struct finding *f, struct place at, struct str text);
/* Adds an edit to the finding's fix; the next one stands behind it in the text. */
void diag_fix(struct diag_sink *s, struct finding *f, enum mend m, struct place at, struct str text);

#endif
