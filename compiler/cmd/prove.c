/* irp prove: rules of a standard that no plan can meet together, that are never asked or never fail, and defines and maps that leave something out. */
#include "cmd.h"
#include "../prove/prove.h"

static bool open_standard(struct session *s, const char *name, struct arena *a)
{
    session_open(s, a);
    s->reads_files = true;
    struct err e = pipe_hold(s, str_of(name));
    if (failed(e))
        cannot("prove", name, e);
    return !failed(e);
}

int cmd_prove(const struct arguments *args, struct arena *a)
{
    struct checker_options options;
    struct session session;
    if (!asked_options(args, &options))
        return STATUS_CANNOT;
    if (args->names_len != 1) {
        say("irp prove takes one standard, by its name or its file: irp prove hmpps");
        return STATUS_CANNOT;
    }
    if (!open_standard(&session, args->names[0], a))
        return STATUS_CANNOT;
    const struct proof *p = prove(&session, a);
    if (p->refused.len > 0) {
        say(STR_FMT, STR_ARG(p->refused));
        return STATUS_CANNOT;
    }
    struct out out;
    out_open(&out, a, 1);
    if (options.format == CHECKER_JSON)
        proof_json(&out, p, a);
    else
        proof_text(&out, p, a);
    return finish(&out, "the proof", p->finds.len > 0 ? STATUS_FOUND : STATUS_FINE);
}
