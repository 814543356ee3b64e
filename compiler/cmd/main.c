/* main of irp: the command line read, the command run, memory given back. */
#include "cmd.h"
#include "../../runtime/host.h"
#include <signal.h>
#include <stdio.h>

static int run(int argc, char **argv, struct arena *a)
{
    struct arguments args;
    if (!arguments_read(&args, argc, argv, a))
        return STATUS_CANNOT;
    if (args.given[OPT_VERSION]) {
        struct out o;
        out_open(&o, a, 1);
        out_str(&o, STR("irp " IRP_VERSION "\n"));
        return finish(&o, "the version", STATUS_FINE);
    }
    if (args.given[OPT_HELP] && args.command != CMD_HELP) {
        struct out o;
        out_open(&o, a, 1);
        help_print(&o, &args);
        return finish(&o, "the help", STATUS_FINE);
    }
    return command_rows[args.command].run(&args, a);
}

int main(int argc, char **argv)
{
    static struct mem mem;
    static struct arena arena;
    signal(SIGPIPE, SIG_IGN);
    host_faults();
    mem_open(&mem);
    if (setjmp(mem.recover)) {
        fprintf(stderr, "irp: cannot go on: %s\n", err_text(mem.why.code));
        mem_close(&mem);
        return STATUS_CANNOT;
    }
    arena_open(&arena, &mem);
    int status = run(argc, argv, &arena);
    mem_close(&mem);
    return status;
}
