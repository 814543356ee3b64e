/* findings_github.c - findings as workflow commands, which GitHub Actions reads from a step's output and shows beside the lines of the file.
 *
 *     ::error file=plans/aylesbury.irp,line=18,col=1,endLine=18,endColumn=15,title=IRP301 missing-owner::Enter an owner for action 2.4
 *
 * %, line ends, and in properties : and , are escaped as GitHub's own toolkit does it. All other text has been through escape_terminal: nothing of
 * a plan can end its line or start another command.
 */
#include "report.h"
#include "spots.h"
#include "text.h"
#include "../base/escape.h"

struct github_file { struct out *out; struct spots spots; struct str name; };

static void put_escaped(struct out *o, struct str s, bool property, struct arena *scratch)
{
    struct out shown;

    out_memory(&shown, scratch);
    escape_terminal(&shown, s);
    s = out_text(&shown);
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == '%' || (property && (s.at[i] == ':' || s.at[i] == ',')))
            out_printf(o, "%%%02X", (unsigned)(unsigned char)s.at[i]);
        else
            out_char(o, s.at[i]);
}

/* GitHub takes columns only of what starts and ends on one line. */
static void put_place(struct github_file *g, struct place place)
{
    struct spot from = spots_at(&g->spots, place.at), to = spots_at(&g->spots, (size_t)place.at + place.length);

    out_printf(g->out, ",line=%u", from.line);
    if (from.line == to.line)
        out_printf(g->out, ",col=%u", from.column);
    out_printf(g->out, ",endLine=%u", to.line);
    if (from.line == to.line)
        out_printf(g->out, ",endColumn=%u", to.column);
}

static void show_github(void *to, const struct finding *f, uint32_t i, struct arena *scratch)
{
    static const char *const commands[] = {[SEVERITY_ERROR] = "error", [SEVERITY_WARNING] = "warning", [SEVERITY_NOTE] = "notice"};
    struct github_file *g = to;

    (void)i;
    out_printf(g->out, "::%s file=", commands[f->severity]);
    put_escaped(g->out, g->name, true, scratch);
    put_place(g, f->place);
    out_str(g->out, STR(",title="));
    put_escaped(g->out, f->code, true, scratch);
    if (f->code.len > 0)
        out_char(g->out, ' ');
    put_escaped(g->out, f->name, true, scratch);
    out_str(g->out, STR("::"));
    put_escaped(g->out, text_one_line(scratch, f->sentence), false, scratch);
    if (f->help.len > 0) {
        out_str(g->out, STR("%0A"));
        put_escaped(g->out, text_one_line(scratch, f->help), false, scratch);
    }
    out_char(g->out, '\n');
}

static void file_github(struct findings *w, const struct finding_list *list, struct arena *scratch)
{
    struct github_file g = {.out = w->out, .name = findings_path(list->source_name)};

    spots_open(&g.spots, list->source, scratch);
    findings_each(list, 0, list->len, scratch->mem, show_github, &g);
}

const struct findings_writer findings_github = {.file = file_github, .hidden = HIDDEN_NEVER};
