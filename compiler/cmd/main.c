/* main of irp: the command line read, the command run, memory given back. */
#include "config.h"
#include "../../runtime/host.h"
#include <signal.h>
#include <stdio.h>

/* irp.conf is for commands that work on files: the others answer whatever stands in one. */
static bool works_on_files(enum command c)
{
    const char *arguments = command_rows[c].arguments;
    return strstr(arguments, "FILE") != NULL || strstr(arguments, "FOLDER") != NULL;
}

static int run_configured(const struct arguments *args, struct arena *a)
{
    struct configs configs;
    if (!configs_open(&configs, args, a))
        return STATUS_CANNOT;
    const struct configured *of_run = config_of_run(&configs);
    return configs.mistakes > 0 ? STATUS_CANNOT : command_rows[args->command].run(&of_run->args, a);
}

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
    return works_on_files(args.command) ? run_configured(&args, a) : command_rows[args.command].run(&args, a);
}

int main(int argc, char **argv)
{
    static struct mem mem;
    static struct arena arena;
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);            /* a file that may not grow is a failed write, with a message and nothing left behind */
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
