/* findings_json.c - findings as one JSON object: the files, each with its findings, and the totals. Keys stand in one order, and all
 * are always there, so that a reader needs no second way for a missing one. Columns are code points and count from 1.
 */
#include "report.h"
#include "json.h"
#include "spots.h"
#include "text.h"

#define JSON_VERSION 1
#define FINDINGS_A_SCRATCH 64u

static void json_place(struct json *j, struct spots *l, struct place place)
{
    struct spot from = spots_at(l, place.at), to = spots_at(l, (size_t)place.at + place.length);

    json_whole(j, "line", from.line);
    json_whole(j, "column", from.column);
    json_whole(j, "end_line", to.line);
    json_whole(j, "end_column", to.column);
}

static void json_related(struct json *j, struct spots *l, const struct finding *f, struct arena *scratch)
{
    json_open(j, "related", '[');
    for (uint32_t i = 0; i < f->related_len; i++) {
        struct spot at = spots_at(l, f->related[i].place.at);
        json_open(j, NULL, '{');
        json_whole(j, "line", at.line);
        json_whole(j, "column", at.column);
        json_text(j, "text", text_one_line(scratch, f->related[i].text));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void json_fix(struct json *j, struct spots *l, const struct finding *f)
{
    if (f->fix == FIX_NONE) {
        json_none(j, "fix");
        return;
    }
    json_open(j, "fix", '{');
    json_text(j, "safety", str_of(fix_word(f->fix)));
    json_open(j, "edits", '[');
    for (uint32_t i = 0; i < f->edits_len; i++) {
        json_open(j, NULL, '{');
        json_place(j, l, f->edits[i].place);
        json_text(j, "text", f->edits[i].text);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
}

/* What hides a finding that is shown all the same. */
static void json_hidden(struct json *j, const struct finding *f, struct arena *scratch)
{
    if (f->hidden == HIDDEN_NOT) {
        json_none(j, "hidden");
        return;
    }
    json_open(j, "hidden", '{');
    json_text(j, "by", f->hidden == HIDDEN_ALLOWED ? STR("allowance") : STR("baseline"));
    if (f->hidden == HIDDEN_ALLOWED) {
        json_day(j, "until", f->hidden_until);
        json_text(j, "because", text_one_line(scratch, f->hidden_because));
    }
    json_close(j, '}');
}

static void json_finding(struct json *j, struct spots *l, const struct finding *f, struct arena *scratch)
{
    json_open(j, NULL, '{');
    json_text(j, "severity", str_of(severity_word(f->severity)));
    json_text(j, "code", f->code);
    json_text(j, "name", f->name);
    json_text(j, "sentence", text_one_line(scratch, f->sentence));
    json_place(j, l, f->place);
    json_text(j, "help", text_one_line(scratch, f->help));
    json_text(j, "why", text_one_line(scratch, f->why));
    json_related(j, l, f, scratch);
    json_fix(j, l, f);
    json_hidden(j, f, scratch);
    json_close(j, '}');
}

static void json_some(struct json *j, struct spots *l, const struct finding_list *list, uint32_t from, uint32_t to, struct mem *mem)
{
    struct arena scratch;

    arena_open(&scratch, mem);
    for (uint32_t i = from; i < to; i++) {
        struct finding f = {0};
        list->fill(list->of, i, &scratch, &f);
        json_finding(j, l, &f, &scratch);
    }
    arena_close(&scratch);
}

void findings_json_open(struct json_findings *j, struct out *o, int32_t today)
{
    struct json w = {o, 0, true};

    json_open(&w, NULL, '{');
    json_whole(&w, "version", JSON_VERSION);
    json_day(&w, "today", today);
    json_open(&w, "files", '[');
    *j = (struct json_findings){.out = o, .first = true};
}

/* Within the outermost object and its array of files. */
#define FILES_DEPTH 2u

void findings_json_file(struct json_findings *j, const struct finding_list *list, struct arena *scratch)
{
    struct json w = {j->out, FILES_DEPTH, j->first};
    struct spots spots;

    spots_open(&spots, list->source, scratch);
    json_open(&w, NULL, '{');
    json_text(&w, "file", list->source_name);
    json_open(&w, "findings", '[');
    for (uint32_t i = 0; i < list->len; i += FINDINGS_A_SCRATCH)
        json_some(&w, &spots, list, i, list->len - i < FINDINGS_A_SCRATCH ? list->len : i + FINDINGS_A_SCRATCH, scratch->mem);
    json_close(&w, ']');
    json_close(&w, '}');
    j->first = false;
    j->files++;
    j->errors += list->errors;
    j->warnings += list->warnings;
    j->notes += list->notes;
    j->allowed += list->allowed;
    j->ignored += list->ignored;
    j->baselined += list->baselined;
}

void findings_json_close(struct json_findings *j)
{
    struct json w = {j->out, FILES_DEPTH, j->first};

    json_close(&w, ']');
    json_open(&w, "totals", '{');
    json_whole(&w, "files", j->files);
    json_whole(&w, "errors", j->errors);
    json_whole(&w, "warnings", j->warnings);
    json_whole(&w, "notes", j->notes);
    json_whole(&w, "allowed", j->allowed);
    json_whole(&w, "ignored", j->ignored);
    json_whole(&w, "baseline", j->baselined);
    json_close(&w, '}');
    json_close(&w, '}');
    out_char(j->out, '\n');
}
