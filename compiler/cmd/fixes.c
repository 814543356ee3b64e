/* Files mended: read, mended in memory, and written only when nothing else changed them meanwhile. See fixes.h. */
#include "fixes.h"
#include "../mend/mend.h"
#include "../../lang/format/diff.h"
#include "../../runtime/base/file.h"

bool fixes_asked(const struct arguments *args) { return args->given[OPT_FIX] || args->given[OPT_UNSAFE_FIXES] || args->given[OPT_DIFF]; }

/* The findings of the file itself: those of returns that were joined to it stand in another. */
static void find(void *of, const struct unit *u, struct arena *a, struct finding_list *list)
{
    const struct fixing *f = of;
    struct finding_list *all = arena_many(a, 3, struct finding_list);     /* of the text; of the file; of the returns */
    run_findings_all(run_program(unit_program(u), u->image, f->checker->options.today, NULL, a), &all[0]);
    if (u->joined.len > 0)
        joined_split(&u->joined, &all[0], a, &all[1], &all[2]);
    checker_sieved(f->checker, u->joined.len > 0 ? &all[1] : &all[0], a, list);
}

static void say_taken_back(const char *name, const struct mended *m)
{
    for (uint32_t i = 0; i < m->back_len; i++) {
        const struct taken_back *b = &m->back[i];
        say("%s:%u: left as it is: " STR_FMT ". " STR_FMT, name, b->line, STR_ARG(b->sentence), STR_ARG(b->why));
    }
    if (m->more)
        say("%s: there may be more to mend; irp stopped looking", name);
}

static bool write_file(struct fixing *f, const char *name, struct str was, struct str text, struct arena *a)
{
    struct err e = file_replace(a, name, was, text);
    if (failed(e))
        cannot("write", name, e);
    f->cannot = f->cannot || failed(e);
    return !failed(e);
}

void fix_file(struct fixing *f, const char *name, struct str *text, struct arena *a)
{
    bool           piped = strcmp(name, "-") == 0;
    struct str     shown = piped ? STR("<standard input>") : str_of(name);
    struct mending m = {.session = f->session, .name = shown, .text = *text, .unsafe = f->args->given[OPT_UNSAFE_FIXES], .find = find, .of = f};
    struct mended  done = mend_text(&m, a);
    f->files++;
    say_taken_back(shown.at, &done);
    if (f->args->given[OPT_DIFF])
        diff_print(f->out, shown, *text, done.text, a);
    else if (piped)
        out_str(f->out, done.text);
    else if (done.count > 0 && !write_file(f, name, *text, done.text, a))
        return;
    f->problems += done.count;
    f->mended += done.count > 0;
    *text = done.text;
}

void fixes_said(const struct fixing *f, struct out *o)
{
    bool     asks = f->args->given[OPT_DIFF];
    const struct findings *said = &f->checker->findings;
    uint64_t left = said->errors + said->warnings + said->notes;
    if (f->args->given[OPT_QUIET] || f->files == 0)
        return;
    if (f->problems == 0)
        out_str(o, asks ? STR("Nothing to mend") : STR("No problems mended"));
    else
        out_printf(o, "%u problem%s %s in %u file%s", f->problems, f->problems == 1 ? "" : "s", asks ? "would be mended" : "mended", f->mended, f->mended == 1 ? "" : "s");
    if (!asks)
        out_printf(o, ", %llu left", (unsigned long long)left);
    out_str(o, STR(".\n"));
}

int fixes_status(const struct fixing *f) { return f->cannot ? STATUS_CANNOT : f->args->given[OPT_DIFF] && f->problems > 0 ? STATUS_FOUND : STATUS_FINE; }
