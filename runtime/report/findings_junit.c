/* findings_junit.c - findings as JUnit XML, which nearly every CI service shows: a suite for each file, a test for each finding.
 *
 * An error is a test that failed; so is a warning when warnings count as errors, else it is a test that was left out, and so is a note: then what
 * failed agrees with the status. A file without findings is one test that passed.
 */
#include "report.h"
#include "spots.h"
#include "text.h"
#include "../base/escape.h"
#include "../value/date.h"

struct junit_file { struct out *out; struct spots spots; struct str name; bool strict; };

static void put_attribute(struct out *o, const char *key, struct str value)
{
    out_printf(o, " %s=\"", key);
    escape_xml(o, value);
    out_char(o, '"');
}

static void put_case(const struct junit_file *g, struct str name)
{
    out_str(g->out, STR("    <testcase"));
    put_attribute(g->out, "classname", g->name);
    put_attribute(g->out, "name", name);
    out_str(g->out, STR(" time=\"0\""));
}

static struct str name_of(const struct finding *f, struct arena *a)
{
    return str_printf(a, STR_FMT "%s" STR_FMT ": " STR_FMT, STR_ARG(f->code), f->code.len > 0 ? " " : "", STR_ARG(f->name),
                      STR_ARG(text_one_line(a, f->sentence)));
}

static void put_words(struct out *o, const char *word, struct str said, struct arena *scratch)
{
    if (said.len == 0)
        return;
    out_printf(o, "\n%s: ", word);
    escape_xml(o, text_one_line(scratch, said));
}

static void put_body(struct junit_file *g, const struct finding *f, struct arena *scratch)
{
    struct spot from = spots_at(&g->spots, f->place.at);

    escape_xml(g->out, g->name);
    out_printf(g->out, ":%u:%u: %s: ", from.line, from.column, severity_word(f->severity));
    escape_xml(g->out, text_one_line(scratch, f->sentence));
    put_words(g->out, "help", f->help, scratch);
    put_words(g->out, "why", f->why, scratch);
}

static void show_junit(void *to, const struct finding *f, uint32_t i, struct arena *scratch)
{
    struct junit_file *g = to;
    bool fails = f->severity == SEVERITY_ERROR || (g->strict && f->severity == SEVERITY_WARNING);

    (void)i;
    put_case(g, name_of(f, scratch));
    out_printf(g->out, ">\n      <%s", fails ? "failure" : "skipped");
    if (fails) {
        put_attribute(g->out, "message", text_one_line(scratch, f->sentence));
        put_attribute(g->out, "type", str_of(severity_word(f->severity)));
    }
    out_char(g->out, '>');
    put_body(g, f, scratch);
    out_printf(g->out, "</%s>\n    </testcase>\n", fails ? "failure" : "skipped");
}

static void open_junit(struct findings *w)
{
    out_str(w->out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"irp\">\n"));
}

static void open_suite(const struct findings *w, const struct junit_file *g, const struct finding_list *list)
{
    uint32_t failures = list->errors + (w->strict ? list->warnings : 0);

    out_str(w->out, STR("  <testsuite"));
    put_attribute(w->out, "name", g->name);
    out_printf(w->out, " id=\"%u\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\" time=\"0\" timestamp=\"", w->files,
               list->len > 0 ? list->len : 1, failures, list->len - failures);
    date_print_iso(w->out, w->today);
    out_str(w->out, STR("T00:00:00\">\n"));
}

/* On one line: a name may hold a line end, which the body of a test would keep and an attribute would not. */
static struct str shown_name(struct str name, struct arena *a)
{
    struct out o;

    out_memory(&o, a);
    escape_terminal(&o, findings_path(name));
    return out_text(&o);
}

static void file_junit(struct findings *w, const struct finding_list *list, struct arena *scratch)
{
    struct junit_file g = {.out = w->out, .name = shown_name(list->source_name, scratch), .strict = w->strict};

    spots_open(&g.spots, list->source, scratch);
    open_suite(w, &g, list);
    if (list->len == 0) {
        put_case(&g, STR("No problems"));
        out_str(w->out, STR("/>\n"));
    }
    findings_each(list, 0, list->len, scratch->mem, show_junit, &g);
    out_str(w->out, STR("  </testsuite>\n"));
}

static void close_junit(struct findings *w) { out_str(w->out, STR("</testsuites>\n")); }

const struct findings_writer findings_junit = {.open = open_junit, .file = file_junit, .close = close_junit, .hidden = HIDDEN_NEVER};
