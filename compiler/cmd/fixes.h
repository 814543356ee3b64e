/* fixes.h - irp check --fix, --unsafe-fixes and --diff: files mended before they are checked. */
#ifndef IRP_COMPILER_FIXES_H
#define IRP_COMPILER_FIXES_H

#include "cmd.h"

struct fixing {
    const struct arguments *args;
    struct session         *session;
    struct checker         *checker;     /* which findings are shown, and so mended */
    struct out             *out;         /* takes a diff, and what becomes of standard input */
    uint32_t                files, mended, problems;   /* mended: files */
    bool                    cannot;      /* a file could not be written */
};

bool fixes_asked(const struct arguments *args);
/* Mends the text of a file, and writes it where the arguments say. *text becomes what the file holds now. */
void fix_file(struct fixing *f, const char *name, struct str *text, struct arena *a);
/* What was done, on standard error; the status of a run that only asks (--diff). */
void fixes_said(const struct fixing *f, struct out *say);
int  fixes_status(const struct fixing *f);

#endif
