/* irp test: hold the tests of standards against what they expect, and say which rules and conditions they saw. */
#include "trials.h"
#include "../../runtime/report/json.h"
#include "../../runtime/report/spots.h"

struct testing {
    struct trial trial;
    struct out   out;
    bool         json;
    uint32_t     passed, failed;
};

static void count(struct testing *t)
{
    for (uint32_t i = 0; i < t->trial.files.len; i++) {
        t->passed += t->trial.files.at[i]->passed;
        t->failed += t->trial.files.at[i]->failed;
    }
}

/* ---- text */

static void show_text(struct testing *t, struct look look)
{
    for (uint32_t i = 0; i < t->trial.files.len; i++) {
        struct finding_list list = trial_failures(t->trial.files.at[i]);
        struct arena scratch;
        arena_open(&scratch, t->trial.arena->mem);
        findings_text(&t->out, &list, look, &scratch);
        arena_close(&scratch);
    }
}

/* ---- JSON */

static void json_place(struct json *j, struct spots *spots, struct place p)
{
    struct spot at = spots_at(spots, p.at);
    json_whole(j, "line", at.line);
    json_whole(j, "column", at.column);
}

static void json_failures(struct json *j, struct spots *spots, const struct trial_file *f, const struct test *test)
{
    json_open(j, "failures", '[');
    for (uint32_t i = 0; i < f->failures.len; i++) {
        const struct finding *failure = &f->failures.at[i];
        if (trial_test_at(f, failure->place.at) != test)
            continue;
        json_open(j, NULL, '{');
        json_text(j, "code", failure->code);
        json_text(j, "name", failure->name);
        json_text(j, "sentence", failure->sentence);
        json_place(j, spots, failure->place);
        json_text(j, "help", failure->help);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void json_file(struct json *j, const struct trial_file *f, struct arena *scratch)
{
    struct spots spots;
    spots_open(&spots, f->text, scratch);
    json_open(j, NULL, '{');
    json_text(j, "file", str_of(f->name));
    json_open(j, "tests", '[');
    for (uint32_t i = 0; i < f->tests.len; i++) {
        const struct test *test = &f->tests.at[i];
        json_open(j, NULL, '{');
        json_text(j, "name", test->name);
        json_place(j, &spots, f->unit.tree->items[test->document].place);
        json_day(j, "as_of", test->day);
        json_text(j, "result", test->failures == 0 ? STR("passed") : STR("failed"));
        json_failures(j, &spots, f, test);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_failures(j, &spots, f, NULL);
    json_close(j, '}');
}

static void show_json(struct testing *t)
{
    struct json j = {&t->out, 0, true};
    json_open(&j, NULL, '{');
    json_whole(&j, "version", 1);
    json_open(&j, "files", '[');
    for (uint32_t i = 0; i < t->trial.files.len; i++) {
        struct arena scratch;
        arena_open(&scratch, t->trial.arena->mem);
        json_file(&j, t->trial.files.at[i], &scratch);
        arena_close(&scratch);
    }
    json_close(&j, ']');
    json_open(&j, "totals", '{');
    json_whole(&j, "passed", t->passed);
    json_whole(&j, "failed", t->failed);
    json_close(&j, '}');
    json_close(&j, '}');
    out_char(&t->out, '\n');
}

int cmd_test(const struct arguments *args, struct arena *a)
{
    struct checker_options options;
    struct testing t = {.json = false};
    int status = STATUS_FINE;
    if (!asked_options(args, &options))
        return STATUS_CANNOT;
    trials_open(&t.trial, args, a, &status);
    trial_run(&t.trial);
    count(&t);
    if (status == STATUS_FINE && t.passed + t.failed == 0) {
        say("there is nothing to test: a test is a plan, a review, a letter or a return in NAME%s, beside the standard NAME.irp", TESTS_END);
        status = STATUS_CANNOT;
    }
    out_open(&t.out, a, 1);
    if (options.format == CHECKER_JSON) {
        show_json(&t);
    } else {
        show_text(&t, options.look);
        if (t.trial.files.len > 0)
            out_printf(&t.out, "%u passed, %u failed\n", t.passed, t.failed);
    }
    int written = finish(&t.out, "the results", t.failed > 0 ? STATUS_FOUND : STATUS_FINE);
    return status != STATUS_FINE ? status : written;
}
