/* run_engine.c - three engines, one meaning: for a plan that the front end takes, the evaluator, native code and a built checker write
 * the same bytes and end with the same status; and an image made twice is the same.
 */
#include "run.h"
#include <stdlib.h>
#include <string.h>

static const char *const FORMS[] = {"check --color=never", "check --color=never --show-hidden", "check --format json", "summary --color=never", "summary --format json"};
static const char *const DAYS[] = {"--today 2026-10-01", "--today 2026-07-31"};
enum { FORMS_LEN = sizeof FORMS / sizeof FORMS[0], DAYS_LEN = sizeof DAYS / sizeof DAYS[0] };

static bool same(const char *file, const char *form, const char *day, const char *other, const struct ran *a, const struct ran *b)
{
    if (a->status < STATUS_SANITIZER && a->status == b->status && a->out.len == b->out.len && memcmp(a->out.at, b->out.at, a->out.len) == 0)
        return true;
    fail("%s: irp %s %s and %s differ (exit status %d and %d)", file, form, day, other, a->status, b->status);
    char *folder = new_folder(), *one = format("%s/irp", folder), *two = format("%s/other", folder);
    file_put(one, a->out.at, a->out.len);
    file_put(two, b->out.at, b->out.len);
    const char *argv[] = {"diff", "-u", one, two, NULL};
    show("the difference", command(NULL, true, argv).out.at);
    show("irp said", a->err.at);
    show("the other said", b->err.at);
    return false;
}

/* The built checker takes what irp takes, without the file and without the word check. */
static struct ran built(const char *checker, const char *form, const char *day)
{
    form += strncmp(form, "check ", 6) == 0 ? 6 : 0;
    const char *argv[16] = {checker};
    size_t n = 1;
    char *words = format("%s %s", form, day);
    for (char *w = strtok(words, " "); w; w = strtok(NULL, " "))
        argv[n++] = w;
    return command(NULL, false, argv);
}

static void images(const char *file, const char *folder)
{
    char *name[2], *bytes[2];
    size_t len[2];
    for (int i = 0; i < 2; i++) {
        name[i] = format("%s/image%d", folder, i);
        struct ran r = irp(NULL, "build --emit=image", format("-o %s", name[i]), file);
        bytes[i] = file_text(name[i], &len[i]);
        if (r.status != 0 || !bytes[i]) {
            fail("%s: irp build --emit=image ended with status %d", file, r.status);
            show("it said", r.err.at);
            return;
        }
    }
    if (len[0] == len[1] && memcmp(bytes[0], bytes[1], len[0]) == 0)
        pass();
    else
        fail("%s: its image is different the second time", file);
}

void engine_job(const char *file)
{
    struct ran r = irp(NULL, "check --format json", DAYS[0], file);
    struct founds found;
    if (!findings_of(file, &r, &found))
        return;
    for (size_t i = 0; i < found.len; i++)
        if (*found.at[i].code && strcmp(found.at[i].severity, "error") == 0)
            return;                                  /* not a plan that is built */

    char *folder = new_folder(), *checker = format("%s/checker", folder);
    struct ran b = irp(NULL, "build", format("-o %s", checker), file);
    if (strstr(b.err.at, "holds no plan"))
        return;                                      /* a standard alone */
    bool have = b.status == 0;
    if (!have) {
        fail("%s: irp build ended with status %d", file, b.status);
        show("it said", b.err.at);
    }
    bool native = true, ahead = true;
    for (int f = 0; f < FORMS_LEN; f++)
        for (int d = 0; d < DAYS_LEN; d++) {
            bool check = strncmp(FORMS[f], "check", 5) == 0;
            struct ran eval = irp(NULL, check ? format("%s --engine=eval", FORMS[f]) : FORMS[f], DAYS[d], file);
            if (check) {
                struct ran n = irp(NULL, format("%s --engine=native", FORMS[f]), DAYS[d], file);
                native &= same(file, FORMS[f], DAYS[d], "--engine=native", &eval, &n);
                if (n.err.len > 0 && strstr(n.err.at, "LLVM")) {
                    fail("%s: native code was not made", file);
                    show("irp said", n.err.at);
                    native = false;
                }
            }
            if (have) {
                struct ran c = built(checker, FORMS[f], DAYS[d]);
                ahead &= same(file, FORMS[f], DAYS[d], "the built checker", &eval, &c);
                if (check) {
                    struct ran e = built(checker, format("%s --engine=eval", FORMS[f]), DAYS[d]);
                    ahead &= same(file, FORMS[f], DAYS[d], "the built checker with --engine=eval", &eval, &e);
                }
            }
        }
    if (native)
        pass();
    if (have && ahead)
        pass();
    images(file, folder);
}
