/* irp summary: compile each file, and print how far its plans have got. A file's memory is given back before the next. */
#include "cmd.h"

static void take(void *of, const struct unit *u) { summary_add(of, u->image, u->program); }

int cmd_summary(const struct arguments *args, struct arena *a)
{
    struct checker_options options;
    enum grid_format format;
    struct session   session;
    struct out       out;
    bool any = false;
    int  status = STATUS_FINE;
    if (!asked_options(args, &options) || !asked_table_format(args, &format))
        return STATUS_CANNOT;
    struct names files = files_named(args, a, &status);
    if (!session_start(&session, args, a))
        return STATUS_CANNOT;
    out_open(&out, a, 1);
    options.format = format == GRID_JSON ? CHECKER_JSON : CHECKER_TEXT;
    struct summary *summary = checker_summary(&options, &out, a);
    int read = units_each(&session, args, files, (struct unit_taker){take, summary}, a, &any);
    if (any)
        summary_close(summary);
    return finish(&out, "the summary", read == STATUS_FINE ? status : read);
}
