/* irp help --manual: the manual page, irp(1), written from the tables that parse the command line. */
#include "cmd.h"

/* Text for roff: hyphens that are typed stay hyphens, and no line of ours is taken for a request. */
static void roff(struct out *o, const char *text)
{
    bool start = true;
    for (const char *p = text; *p; p++) {
        if (start && (*p == '.' || *p == '\''))
            out_str(o, STR("\\&"));
        start = *p == '\n';
        if (*p == '\\')
            out_str(o, STR("\\e"));
        else if (*p == '-')
            out_str(o, STR("\\-"));
        else
            out_char(o, *p);
    }
}

static void option(struct out *o, const struct option_row *row)
{
    out_str(o, STR(".TP\n"));
    if (row->letter != 0)
        out_printf(o, "\\fB\\-%c\\fR, ", row->letter);
    out_str(o, STR("\\fB\\-\\-"));
    roff(o, row->name);
    out_str(o, STR("\\fR"));
    if (row->value) {
        out_str(o, STR(" \\fI"));
        roff(o, row->value);
        out_str(o, STR("\\fR"));
    }
    out_char(o, '\n');
    roff(o, row->about);
    out_char(o, '\n');
}

/* Lines that stay as they are: examples, and what a command's help says below its options. */
static void lines(struct out *o, const char *text)
{
    if (text[0] == '\0')
        return;
    out_str(o, STR(".PP\n.nf\n"));
    roff(o, text);
    out_str(o, STR(".fi\n"));
}

static void sentences(struct out *o, const char *text)
{
    if (text[0] == '\0')
        return;
    out_str(o, STR(".PP\n"));
    roff(o, text);
}

static void command(struct out *o, enum command c)
{
    const struct command_row *row = &command_rows[c];
    out_printf(o, ".SS irp %s\n", row->name);
    roff(o, row->about);
    out_printf(o, "\n.PP\n\\fBirp %s\\fR [\\fIOPTION\\fR]... ", row->name);
    roff(o, row->arguments);
    out_char(o, '\n');
    lines(o, row->examples);
    for (unsigned i = 0; i < OPTIONS; i++)
        if (option_rows[i].commands != UINT32_MAX && (option_rows[i].commands >> c & 1) != 0)
            option(o, &option_rows[i]);
    sentences(o, row->more);
}

void manual_print(struct out *o)
{
    out_str(o, STR(".\\\" Written by: irp help --manual\n.TH IRP 1 \"\" \"irp " IRP_VERSION "\" \"User Commands\"\n"
                   ".SH NAME\nirp \\- check inspection action plans, and say how far they have got\n"
                   ".SH SYNOPSIS\n\\fBirp\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fINAME\\fR]...\n"
                   ".SH DESCRIPTION\nA plan is a text file that reads like the document that it becomes: headings, labels and prose. irp checks it against the\n"
                   "standard that it is held to, says what is missing, wrong or contradictory, and works out how far the plan has got on any day.\n"
                   ".PP\nFindings and figures go to standard output, what irp says of its own work to standard error.\n.SH COMMANDS\n"));
    for (unsigned c = 0; c < COMMANDS; c++)
        command(o, (enum command)c);
    out_str(o, STR(".SH OPTIONS\nOf every command:\n"));
    for (unsigned i = 0; i < OPTIONS; i++)
        if (option_rows[i].commands == UINT32_MAX)
            option(o, &option_rows[i]);
    out_str(o, STR(".SH \"EXIT STATUS\"\n.TP\n0\nNothing to report. Warnings alone are nothing to report, unless \\-\\-strict is given.\n"
                   ".TP\n1\nSomething was found.\n.TP\n2\nWhat was asked could not be done, or not all of it.\n.SH ENVIRONMENT\n"));
#define ENVIRONMENT(names, about) out_str(o, STR(".TP\n\\fB" names "\\fR\n")), roff(o, about), out_char(o, '\n');
#include "environment.def"
#undef ENVIRONMENT
}
