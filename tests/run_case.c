/* run_case.c - a plan of tests/cases, with what must be found beside the line that causes it, and golden files.
 *
 *     ### Action 2.4
 *     //^ error missing-owner: Enter an owner
 *
 * means: on the nearest line above that is not such a comment, an error named missing-owner whose sentence holds these words (which may be
 * left out). What is found and not expected, and what is expected and not found, are failures. A first line "//! --today 2026-07-31"
 * gives arguments in the place of TODAY_ARGS.
 *
 * Golden files, named by stage, stand beside the plan: plan.text, plan.json, plan.summary, plan.summary.json (the table below). A plan
 * with a golden file and no expectations is compared with the golden file alone. `run --write` writes those that exist anew.
 */
#include "run.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct { const char *suffix, *command; } STAGES[] = {
    {".text",         "check --color=never"},
    {".json",         "check --format json"},
    {".summary",      "summary --color=never"},
    {".summary.json", "summary --format json"},
};
enum { STAGES_LEN = sizeof STAGES / sizeof STAGES[0] };

/* ---- what was found */

static const char *string_of(const json_t *object, const char *key)
{
    const char *s = json_string_value(json_object_get(object, key));
    return s ? s : "";
}

bool findings_of(const char *where, const struct ran *r, struct founds *f)
{
    *f = (struct founds){0};
    if (r->status != 0 && r->status != 1) {
        fail("%s: irp check ended with status %d", where, r->status);
        show("it said", r->err.at);
        return false;
    }
    json_error_t error;
    json_t *all = json_loadb(r->out.at, r->out.len, JSON_REJECT_DUPLICATES, &error);
    if (!all) {
        fail("%s: irp check --format json wrote no JSON: %s (line %d)", where, error.text, error.line);
        show("it wrote", r->out.at);
        return false;
    }
    json_t *files = json_object_get(all, "files"), *file;
    size_t i, j;
    bool errors = false;
    json_array_foreach(files, i, file) {
        json_t *findings = json_object_get(file, "findings"), *finding;
        f->at = realloc(f->at, (f->len + json_array_size(findings) + 1) * sizeof *f->at);
        if (!f->at)
            abort();
        json_array_foreach(findings, j, finding) {
            f->at[f->len++] = (struct found){string_of(finding, "severity"), string_of(finding, "code"), string_of(finding, "name"),
                                             string_of(finding, "sentence"), (int)json_integer_value(json_object_get(finding, "line"))};
            errors |= strcmp(string_of(finding, "severity"), "error") == 0 && json_is_null(json_object_get(finding, "hidden"));
        }
    }
    if (!json_is_array(files) || json_integer_value(json_object_get(all, "version")) != 1) {
        fail("%s: the JSON has no version 1 or no files", where);
        return false;
    }
    if (errors != (r->status == 1)) {
        fail("%s: irp check ended with status %d %s an error", where, r->status, errors ? "and found" : "without");
        return false;
    }
    return true;
}

/* ---- what must be found */

struct expected { int at, line; char *severity, *name, *part; bool met; };

static struct expected *expectations(const char *file, struct lines lines, size_t *len)
{
    struct expected *all = calloc(lines.len + 1, sizeof *all);
    int line = 0;
    *len = 0;
    for (size_t i = 0; all && i < lines.len; i++) {
        if (strncmp(lines.at[i], "//^", 3) != 0) {
            line = (int)i + 1;
            continue;
        }
        char *part = trim(lines.at[i] + 3), *severity = strsep(&part, " "), *name = strsep(&part, ":");
        if (!name || (strcmp(severity, "error") && strcmp(severity, "warning") && strcmp(severity, "note")))
            fail("%s:%zu: an expectation is written //^ error name: words, or with warning or note", file, i + 1);
        else
            all[(*len)++] = (struct expected){(int)i + 1, line, severity, trim(name), part ? trim(part) : NULL, false};
    }
    return all;
}

static bool meets(const struct found *f, const struct expected *e)
{
    return !e->met && f->line == e->line && !strcmp(f->severity, e->severity) && !strcmp(f->name, e->name)
        && (!e->part || strstr(f->sentence, e->part));
}

static bool compare_findings(const char *file, const struct founds *found, struct expected *expected, size_t len)
{
    bool same = true;
    for (size_t i = 0; i < found->len; i++) {
        const struct found *f = &found->at[i];
        size_t e = 0;
        while (e < len && !meets(f, &expected[e]))
            e++;
        if (e < len)
            expected[e].met = true;
        else {
            fail("%s:%d: not expected: %s %s: %s", file, f->line, f->severity, f->name, f->sentence);
            same = false;
        }
    }
    for (size_t e = 0; e < len; e++)
        if (!expected[e].met) {
            fail("%s:%d: not found on line %d: %s %s%s%s", file, expected[e].at, expected[e].line, expected[e].severity,
                 expected[e].name, expected[e].part ? ": " : "", expected[e].part ? expected[e].part : "");
            same = false;
        }
    return same;
}

/* ---- golden files */

static void golden(const char *golden_file, const char *stage, const char *args, const char *folder, const char *name)
{
    struct ran r = irp(folder, stage, args, name);
    if (r.status >= STATUS_SANITIZER || r.status == 2) {
        fail("%s: irp %s ended with status %d", golden_file, stage, r.status);
        show("it said", r.err.at);
    } else if (set.write) {
        if (!file_put(golden_file, r.out.at, r.out.len))
            fail("%s: it cannot be written", golden_file);
    } else {
        char *should = file_text(golden_file, NULL);
        if (should && strcmp(should, r.out.at) == 0)
            pass();
        else {
            fail("%s: irp %s gives something else (run --write takes it over)", golden_file, stage);
            const char *argv[] = {"diff", "-u", golden_file, "-", NULL};
            char *is = format("%s/is", new_folder());
            file_put(is, r.out.at, r.out.len);
            argv[3] = is;
            show("the difference", command(NULL, true, argv).out.at);
        }
    }
}

void case_job(const char *file)
{
    char *text = file_text(file, NULL);
    if (!text) {
        fail("%s: it cannot be read", file);
        return;
    }
    struct lines lines = lines_of(text);
    const char *args = lines.len && strncmp(lines.at[0], "//!", 3) == 0 ? trim(lines.at[0] + 3) : TODAY_ARGS;

    char *stem = format("%s", file), *folder = format("%s", file);
    stem[strlen(stem) - strlen(".irp")] = '\0';
    *strrchr(folder, '/') = '\0';
    bool any_golden = false;
    for (int i = 0; i < STAGES_LEN; i++) {
        char *beside = format("%s%s", stem, STAGES[i].suffix);
        if (file_exists(beside)) {
            any_golden = true;
            golden(beside, STAGES[i].command, args, folder, strrchr(file, '/') + 1);
        }
    }

    size_t len;
    struct expected *expected = expectations(file, lines, &len);
    if (any_golden && len == 0)
        return;
    struct ran r = irp(NULL, "check --format json", args, file);
    struct founds found;
    if (findings_of(file, &r, &found) && compare_findings(file, &found, expected, len))
        pass();
}
