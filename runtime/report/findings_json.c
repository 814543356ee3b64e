/* findings_json.c - findings as one JSON object: the files, each with its findings, and the totals; and as lines, an object a finding. Keys stand in
 * one order, and all are always there, so that a reader needs no second way for a missing one. Columns are code points and count from 1.
 */
#include "report.h"
#include "fingerprint.h"
#include "json.h"
#include "spots.h"
#include "text.h"

#define JSON_VERSION 1

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

static void json_saw(struct json *j, const struct finding *f, struct arena *scratch)
{
    json_open(j, "saw", '[');
    for (uint32_t i = 0; i < f->seen_len; i++) {
        json_open(j, NULL, '{');
        json_text(j, "name", f->seen[i].name);
        if (f->seen[i].value.len > 0)
            json_text(j, "value", text_one_line(scratch, f->seen[i].value));
        else
            json_none(j, "value");
        json_close(j, '}');
    }
    json_close(j, ']');
}

/* What a finding says, within its object. */
static void json_finding(struct json *j, struct spots *l, const struct finding *f, struct arena *scratch)
{
    json_text(j, "severity", str_of(severity_word(f->severity)));
    json_text(j, "code", f->code);
    json_text(j, "name", f->name);
    json_text(j, "sentence", text_one_line(scratch, f->sentence));
    json_place(j, l, f->place);
    json_text(j, "help", text_one_line(scratch, f->help));
    json_text(j, "why", text_one_line(scratch, f->why));
    json_saw(j, f, scratch);
    json_related(j, l, f, scratch);
    json_fix(j, l, f);
    json_hidden(j, f, scratch);
    json_text(j, "fingerprint", fingerprint_text(f->fingerprint, scratch));
}

/* ---------------------------------------------------------------- one object */

struct json_file { struct json json; struct spots spots; struct str name; };

static void show_json(void *to, const struct finding *f, uint32_t i, struct arena *scratch)
{
    struct json_file *file = to;

    (void)i;
    json_open(&file->json, NULL, '{');
    json_finding(&file->json, &file->spots, f, scratch);
    json_close(&file->json, '}');
}

static void open_json(struct findings *w)
{
    struct json j = {.out = w->out, .first = true};

    json_open(&j, NULL, '{');
    json_whole(&j, "version", JSON_VERSION);
    json_day(&j, "today", w->today);
    json_open(&j, "files", '[');
}

/* Within the outermost object and its array of files. */
#define FILES_DEPTH 2u

static void file_json(struct findings *w, const struct finding_list *list, struct arena *scratch)
{
    struct json_file file = {.json = {.out = w->out, .depth = FILES_DEPTH, .first = w->files == 0}};

    spots_open(&file.spots, list->source, scratch);
    json_open(&file.json, NULL, '{');
    json_text(&file.json, "file", list->source_name);
    json_open(&file.json, "findings", '[');
    findings_each(list, 0, list->len, scratch->mem, show_json, &file);
    json_close(&file.json, ']');
    json_close(&file.json, '}');
}

static void close_json(struct findings *w)
{
    struct json j = {.out = w->out, .depth = FILES_DEPTH, .first = w->files == 0};

    json_close(&j, ']');
    json_open(&j, "totals", '{');
    json_whole(&j, "files", w->files);
    json_whole(&j, "errors", (int64_t)w->errors);
    json_whole(&j, "warnings", (int64_t)w->warnings);
    json_whole(&j, "notes", (int64_t)w->notes);
    json_whole(&j, "allowed", (int64_t)w->allowed);
    json_whole(&j, "ignored", (int64_t)w->ignored);
    json_whole(&j, "baseline", (int64_t)w->baselined);
    json_close(&j, '}');
    json_close(&j, '}');
    out_char(w->out, '\n');
}

const struct findings_writer findings_json = {.open = open_json, .file = file_json, .close = close_json, .fingerprints = true};

/* ---------------------------------------------------------------- lines */

static void show_line(void *to, const struct finding *f, uint32_t i, struct arena *scratch)
{
    struct json_file *file = to;
    struct json j = {.out = file->json.out, .first = true, .flat = true};

    (void)i;
    json_open(&j, NULL, '{');
    json_text(&j, "file", file->name);
    json_finding(&j, &file->spots, f, scratch);
    json_close(&j, '}');
    out_char(j.out, '\n');
}

static void file_lines(struct findings *w, const struct finding_list *list, struct arena *scratch)
{
    struct json_file file = {.json = {.out = w->out}, .name = list->source_name};

    spots_open(&file.spots, list->source, scratch);
    findings_each(list, 0, list->len, scratch->mem, show_line, &file);
}

const struct findings_writer findings_jsonl = {.file = file_lines, .fingerprints = true};
