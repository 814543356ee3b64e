/* irp due: what must be true by a day, and what stands in its way. */
#include "cmd.h"
#include "names_near.h"
#include "../../runtime/report/due.h"

struct dueing { struct due due; struct known_names owners; };

static void take(void *of, const struct unit *u)
{
    struct dueing  *d = of;
    known_owners(&d->owners, u->image);
    due_add(&d->due, u->image);
}

int cmd_due(const struct arguments *args, struct arena *a)
{
    struct checker_options options;
    enum grid_format format;
    struct session   session;
    struct date      by;
    struct dueing    d;
    struct out       out;
    bool any = false;
    int  status = STATUS_FINE;
    if (!asked_options(args, &options) || !asked_table_format(args, &format))
        return STATUS_CANNOT;
    if (!args->given[OPT_DUE_BY]) {
        say("irp due needs a day: irp due --by \"31 December 2026\" plan.irp");
        return STATUS_CANNOT;
    }
    if (!asked_date(args, OPT_DUE_BY, &by))
        return STATUS_CANNOT;
    struct names files = files_named(args, a, &status);
    if (!session_start(&session, args, a))
        return STATUS_CANNOT;
    due_open(&d.due, options.today, by.last, args->value[OPT_OWNER], a);
    known_open(&d.owners, a);
    int read = units_each(&session, args, files, (struct unit_taker){take, &d}, a, &any);
    status = read == STATUS_FINE ? status : read;
    if (args->given[OPT_OWNER] && any && !known_or_said(&d.owners, "owner", args->value[OPT_OWNER]))
        return STATUS_CANNOT;
    if (!any)
        return status;
    due_close(&d.due);
    out_open(&out, a, 1);
    due_show(&out, &d.due, format, (struct progress_look){.columns = options.look.columns, .color = options.look.color, .plain = options.plain}, a);
    return finish(&out, "the list", status);
}
