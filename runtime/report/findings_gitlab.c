/* findings_gitlab.c - findings as a Code Quality report, which GitLab shows in merge requests: an array with an object for each.
 *
 * GitLab tells findings apart by their fingerprints alone, and wants each once in a report. So the file's name goes into it: a folder may hold two
 * copies of a plan.
 */
#include "report.h"
#include "fingerprint.h"
#include "json.h"
#include "spots.h"
#include "text.h"

struct gitlab_file { struct json json; struct spots spots; struct str name; };

static const char *grade(enum severity s)
{
    static const char *const grades[] = {[SEVERITY_ERROR] = "major", [SEVERITY_WARNING] = "minor", [SEVERITY_NOTE] = "info"};

    return grades[s];
}

static void put_location(struct gitlab_file *g, struct place place)
{
    struct json *j = &g->json;

    json_open(j, "location", '{');
    json_text(j, "path", g->name);
    json_open(j, "lines", '{');
    json_whole(j, "begin", spots_at(&g->spots, place.at).line);
    json_whole(j, "end", spots_at(&g->spots, (size_t)place.at + place.length).line);
    json_close(j, '}');
    json_close(j, '}');
}

static void show_gitlab(void *to, const struct finding *f, uint32_t i, struct arena *scratch)
{
    struct gitlab_file *g = to;
    struct json *j = &g->json;

    (void)i;
    json_open(j, NULL, '{');
    json_text(j, "description", text_one_line(scratch, f->sentence));
    json_text(j, "check_name", f->name);
    json_text(j, "fingerprint", fingerprint_text(fingerprint_in(f->fingerprint, g->name, scratch), scratch));
    json_text(j, "severity", str_of(grade(f->severity)));
    put_location(g, f->place);
    json_close(j, '}');
}

static void open_gitlab(struct findings *w)
{
    struct json j = {.out = w->out, .first = true};

    json_open(&j, NULL, '[');
}

static void file_gitlab(struct findings *w, const struct finding_list *list, struct arena *scratch)
{
    struct gitlab_file g = {.json = {.out = w->out, .depth = 1, .first = w->written == 0}, .name = findings_path(list->source_name)};

    spots_open(&g.spots, list->source, scratch);
    findings_each(list, 0, list->len, scratch->mem, show_gitlab, &g);
}

static void close_gitlab(struct findings *w)
{
    struct json j = {.out = w->out, .depth = 1, .first = w->written == 0};

    json_close(&j, ']');
    out_char(w->out, '\n');
}

const struct findings_writer findings_gitlab = {.open = open_gitlab, .file = file_gitlab, .close = close_gitlab, .fingerprints = true, .hidden = HIDDEN_NEVER};
