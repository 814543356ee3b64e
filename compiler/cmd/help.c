/* irp help: made from the tables that parse the command line. `irp help CMD`, `irp CMD --help` and `irp CMD -h` print the same bytes. */
#include "cmd.h"

static void print_options(struct out *o, enum command c)
{
    out_str(o, STR("\nOptions:\n"));
    for (unsigned i = 0; i < OPTIONS; i++) {
        const struct option_row *row = &option_rows[i];
        if (row->commands != UINT32_MAX && (row->commands >> c & 1) == 0)
            continue;
        char letter[8] = "    ";
        if (row->letter != 0)
            letter[0] = '-', letter[1] = row->letter, letter[2] = ',', letter[3] = ' ';
        out_printf(o, "  %s--%s%s%s\n      %s\n", letter, row->name, row->value ? " " : "", row->value ? row->value : "", row->about);
    }
}

static void print_command(struct out *o, enum command c)
{
    const struct command_row *row = &command_rows[c];
    out_printf(o, "%s\n\n%s\nUsage: irp %s [OPTION]... %s\n", row->about, row->examples, row->name, row->arguments);
    print_options(o, c);
    if (row->more[0] != '\0')
        out_printf(o, "\n%s", row->more);
}

static void print_all(struct out *o)
{
    out_str(o, STR("irp checks inspection action plans that are written as .irp files, and says how far they have got.\n\n"
                   "  irp check plan.irp\n  irp summary plan.irp\n  irp build plan.irp -o checker && ./checker\n\nCommands:\n"));
    for (unsigned c = 0; c < COMMANDS; c++)
        out_printf(o, "  %-11s  %s\n", command_rows[c].name, command_rows[c].about);
    out_str(o, STR("\nirp help COMMAND says more about one. irp explain WORD explains a message, a rule, a heading or a label.\n"));
}

void help_print(struct out *o, const struct arguments *args)
{
    if (args->command == CMD_HELP)
        print_all(o);
    else
        print_command(o, args->command);
}

int cmd_help(const struct arguments *args, struct arena *a)
{
    struct arguments wanted = *args;
    struct out       o;
    if (args->names_len > 0) {
        char            *argv[] = {NULL, (char *)(uintptr_t)args->names[0], NULL};
        if (!arguments_read(&wanted, 2, argv, a))
            return STATUS_CANNOT;
    }
    out_open(&o, a, 1);
    if (args->given[OPT_MANUAL])
        manual_print(&o);
    else if (args->names_len > 0)
        print_command(&o, wanted.command);
    else
        print_all(&o);
    return finish(&o, "the help", STATUS_FINE);
}
