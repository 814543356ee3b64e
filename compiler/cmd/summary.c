/* irp summary: compile each file, and print how far its plans have got. A file's memory is given back before the next. */
#include "cmd.h"

struct summarising {
    const struct arguments *args;
    struct session  session;
    struct summary *summary;
    struct arena   *arena;
    bool            any;                 /* a file was read */
    int             status;
};

static void summarise_file(struct summarising *s, const char *name)
{
    struct arena work;
    struct str   text;
    size_t       at;
    arena_open(&work, s->arena->mem);
    struct err e = pipe_read(&work, name, &text, &at);
    if (failed(e)) {
        if (e.code == ERR_NOT_TEXT)
            cannot_text(name, text, at);
        else
            cannot("read", name, e);
        s->status = STATUS_CANNOT;
    } else {
        struct unit u;
        pipe_compile(&s->session, str_of(name), text, &work, &u);
        if (u.errors > 0 && !s->args->given[OPT_QUIET])
            say("%s has %u mistake%s; irp check shows %s. The figures count what is in doubt as not given.", name, u.errors, u.errors == 1 ? "" : "s",
                u.errors == 1 ? "it" : "them");
        summary_add(s->summary, u.image, u.program);
        s->any = true;
    }
    arena_close(&work);
}

int cmd_summary(const struct arguments *args, struct arena *a)
{
    struct checker_options options;
    struct out             out;
    if (!asked_options(args, &options))
        return STATUS_CANNOT;
    struct summarising s = {.args = args, .arena = a, .status = STATUS_FINE};
    struct names       files = files_named(args, a, &s.status);
    if (!session_start(&s.session, args, a))
        return STATUS_CANNOT;
    out_open(&out, a, 1);
    s.summary = checker_summary(&options, &out, a);
    for (uint32_t i = 0; i < files.len; i++)
        summarise_file(&s, files.at[i]);
    if (s.any)
        summary_close(s.summary);
    return finish(&out, "the summary", s.status);
}
