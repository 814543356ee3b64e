/* irp why: how a finding or a figure came about, or why there is none. */
#include "cmd.h"
#include "../why/why.h"

static int usage(void)
{
    say("irp why takes a question, an item where it is about one, and a file: irp why late \"action 2.1\" plan.irp");
    return STATUS_CANNOT;
}

static int refused(const struct answer *a)
{
    say(STR_FMT, STR_ARG(a->refused));
    if (a->help.len > 0)
        say(STR_FMT, STR_ARG(a->help));
    return STATUS_CANNOT;
}

int cmd_why(const struct arguments *args, struct arena *a)
{
    struct checker_options options;
    if (!asked_options(args, &options))
        return STATUS_CANNOT;
    if (args->names_len < 2 || args->names_len > 3)
        return usage();
    struct session session;
    struct unit    u;
    struct str     text;
    const char    *name = args->names[args->names_len - 1];
    if (!read_source("read", name, a, &text))
        return STATUS_CANNOT;
    if (!session_start(&session, args, a))
        return STATUS_CANNOT;
    session.linked = false;                  /* rules are taken apart as they are written */
    pipe_compile(&session, str_of(strcmp(name, "-") == 0 ? "<standard input>" : name), text, a, &u);
    struct question q = {.unit = &u, .session = &session, .today = options.today, .what = str_trim(str_of(args->names[0])),
                         .item = str_trim(str_of(args->names_len == 3 ? args->names[1] : "")), .most = options.look.most > 0 ? options.look.most : WHY_ITEMS_MOST,
                         .arena = a};
    struct answer  *answer = why(&q);
    if (answer->refused.len > 0)
        return refused(answer);
    struct out out;
    out_open(&out, a, 1);
    if (options.format == CHECKER_JSON)
        why_json(&out, answer, &q);
    else
        why_text(&out, answer, &q);
    return finish(&out, "the answer", STATUS_FINE);
}
