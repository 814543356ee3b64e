/* irp fmt: files in irp's own form. Every text is parsed again after it was formatted, and nothing is written that says something else. */
#include "cmd.h"
#include "../../lang/format/diff.h"
#include "../../lang/format/format.h"
#include "../../runtime/base/escape.h"
#include "../../runtime/base/file.h"

struct formatting {
    const struct arguments *args;
    struct arena *arena;
    struct out    out;
    int           status;
    uint32_t      changed, files;
};

/* The file's text and its form; false after a message. */
static bool format_file(const char *name, struct arena *work, struct str *text, struct str *form)
{
    if (!read_source("format", name, work, text))
        return false;
    struct diag_sink sink = {.arena = work}, again = {.arena = work};
    const struct tree *was = tree_parse(str_of(name), *text, &sink, work);
    *form = format_tree(was, work);
    const struct tree *is = tree_parse(str_of(name), *form, &again, work);
    if (tree_same(was, is, work) && str_eq(format_tree(is, work), *form))
        return true;
    say("%s stays as it is: its form would say something else, which is a defect of irp. Report it, with the file.", name);
    return false;
}

static void take_file(struct formatting *f, const char *name, struct arena *work)
{
    struct str text, form;
    bool       piped = strcmp(name, "-") == 0;
    if (!format_file(name, work, &text, &form)) {
        f->status = STATUS_CANNOT;
        return;
    }
    bool differs = !str_eq(text, form);
    f->files++;
    f->changed += differs;
    if (f->args->given[OPT_DIFF]) {
        diff_print(&f->out, str_of(name), text, form, work);
    } else if (f->args->given[OPT_CHECK]) {
        if (differs) {
            escape_terminal(&f->out, str_of(name));
            out_char(&f->out, '\n');
        }
    } else if (piped) {
        out_str(&f->out, form);
    } else if (differs) {
        struct err e = file_replace(work, name, text, form);
        if (failed(e)) {
            cannot("write", name, e);
            f->status = STATUS_CANNOT;
            f->changed--;
        }
    }
}

int cmd_fmt(const struct arguments *args, struct arena *a)
{
    struct formatting f = {.args = args, .arena = a, .status = STATUS_FINE};
    struct names      files = files_named(args, a, &f.status);
    bool              asks = args->given[OPT_DIFF] || args->given[OPT_CHECK];
    out_open(&f.out, a, 1);
    for (uint32_t i = 0; i < files.len; i++) {
        struct arena work;
        arena_open(&work, a->mem);
        take_file(&f, files.at[i], &work);
        arena_close(&work);
    }
    int status = finish(&f.out, "the result", f.status);
    if (!args->given[OPT_QUIET] && f.files > 0)
        say("%u of %u file%s %s", f.changed, f.files, f.files == 1 ? "" : "s", asks ? "would change" : "changed");
    return status != STATUS_FINE ? status : asks && f.changed > 0 ? STATUS_FOUND : STATUS_FINE;
}
