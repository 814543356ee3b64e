/* irp test: hold the tests of standards against what they expect, and say which rules and conditions they saw. */
#include "trials.h"
#include "../trial/cover.h"
#include "../../runtime/report/json.h"
#include "../../runtime/report/spots.h"
#include "../../runtime/report/text_table.h"

#define COLUMNS_USUAL 100u               /* where no terminal says how many it has */

struct testing {
    const struct arguments *args;
    struct trial trial;
    struct cover cover;
    bool         covers;                 /* --coverage */
    uint32_t     least;                  /* --min */
    struct out   out;
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

static void show_table(struct testing *t, struct progress_look look, struct arena *scratch)
{
    static const struct str titles[] = {{"Rule", 4}, {"Fired", 5}, {"Conditions", 10}, {"Seen both ways", 14}};
    struct text_table table;
    text_table_open(&table, scratch, titles, ARRAY_LEN(titles));
    for (uint32_t i = 0; i < t->cover.parts.len; i++) {
        const struct covered *part = &t->cover.parts.at[i];
        text_table_words(&table, part->name, STR(""));
        text_table_words(&table, part->fired ? STR("yes") : part->is_rule ? STR("no") : STR(""), STR(""));
        text_table_number(&table, part->conditions);
        text_table_number(&table, part->seen);
    }
    text_table_print(&t->out, &table, look);
}

static void show_cover(struct testing *t, struct look look)
{
    struct arena scratch;
    arena_open(&scratch, t->trial.arena->mem);
    for (uint32_t i = 0; i < t->trial.files.len; i++) {
        struct finding_list gaps = cover_gaps(&t->cover, t->trial.files.at[i], &scratch);
        findings_alone(&findings_text, &t->out, &gaps, look, &scratch);
        if (gaps.len > 0)
            out_char(&t->out, '\n');
    }
    if (t->cover.parts.len > 0) {
        show_table(t, (struct progress_look){.columns = look.columns > 0 ? look.columns : COLUMNS_USUAL, .color = look.color}, &scratch);
        out_char(&t->out, '\n');
    }
    out_printf(&t->out, "Rules fired: %u of %u (%u%%). Conditions seen both ways: %u of %u (%u%%).\n", t->cover.fired, t->cover.rules,
               cover_percent(t->cover.fired, t->cover.rules), t->cover.both, t->cover.conditions.len, cover_percent(t->cover.both, t->cover.conditions.len));
    arena_close(&scratch);
}

static void show_text(struct testing *t, struct look look)
{
    bool any = false;
    for (uint32_t i = 0; i < t->trial.files.len; i++) {
        struct finding_list list = trial_failures(t->trial.files.at[i]);
        struct arena scratch;
        arena_open(&scratch, t->trial.arena->mem);
        findings_alone(&findings_text, &t->out, &list, look, &scratch);
        any = any || list.len > 0;
        arena_close(&scratch);
    }
    if (any && t->covers)
        out_char(&t->out, '\n');
    if (t->covers)
        show_cover(t, look);
    if (t->trial.files.len > 0)
        out_printf(&t->out, "%u passed, %u failed\n", t->passed, t->failed);
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

static void json_cover_totals(struct testing *t, struct json *j)
{
    json_open(j, "totals", '{');
    json_whole(j, "rules", t->cover.rules);
    json_whole(j, "fired", t->cover.fired);
    json_whole(j, "conditions", t->cover.conditions.len);
    json_whole(j, "seen", t->cover.both);
    json_close(j, '}');
}

static void json_part(struct json *j, struct spots *spots, const struct covered *part, const struct finding_list *gaps)
{
    const struct item *item = &part->file->given->items[part->item];
    json_open(j, NULL, '{');
    json_text(j, "file", str_of(part->file->name));
    json_text(j, "name", part->name);
    json_place(j, spots, item->place);
    json_text(j, "fired", part->fired ? STR("yes") : STR("no"));
    json_whole(j, "conditions", part->conditions);
    json_whole(j, "seen", part->seen);
    json_open(j, "gaps", '[');
    for (uint32_t i = 0; i < gaps->len; i++) {
        struct finding gap;
        gaps->fill(gaps->of, i, NULL, &gap);
        if (gap.place.at < item->place.at || gap.place.at >= part->end)
            continue;
        json_open(j, NULL, '{');
        json_place(j, spots, gap.place);
        json_text(j, "sentence", gap.sentence);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
}

static void json_cover(struct testing *t, struct json *j)
{
    json_open(j, "coverage", '{');
    json_open(j, "rules", '[');
    for (uint32_t i = 0; i < t->trial.files.len; i++) {
        struct arena scratch;
        struct spots spots;
        arena_open(&scratch, t->trial.arena->mem);
        spots_open(&spots, t->trial.files.at[i]->text, &scratch);
        struct finding_list gaps = cover_gaps(&t->cover, t->trial.files.at[i], &scratch);
        for (uint32_t p = t->cover.first[i]; p < t->cover.first[i + 1]; p++)
            json_part(j, &spots, &t->cover.parts.at[p], &gaps);
        arena_close(&scratch);
    }
    json_close(j, ']');
    json_cover_totals(t, j);
    json_close(j, '}');
}

static void show_json(struct testing *t)
{
    struct json j = {.out = &t->out, .first = true};
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
    if (t->covers)
        json_cover(t, &j);
    json_open(&j, "totals", '{');
    json_whole(&j, "passed", t->passed);
    json_whole(&j, "failed", t->failed);
    json_close(&j, '}');
    json_close(&j, '}');
    out_char(&t->out, '\n');
}

/* ---- the command */

static bool asked_least(struct testing *t)
{
    t->covers = t->args->given[OPT_COVERAGE] || t->args->given[OPT_MIN];
    if (!t->args->given[OPT_MIN])
        return true;
    if (!asked_number(t->args, OPT_MIN, &t->least))
        return false;
    if (t->least > 100)
        say("--min must be a number from 0 to 100");
    return t->least <= 100;
}

/* False after a message. */
static bool covers_enough(const struct testing *t, const char *what, uint32_t some, uint32_t all)
{
    if (cover_percent(some, all) >= t->least)
        return true;
    say("%s: %u of %u is %u%%, and --min asks for %u%%", what, some, all, cover_percent(some, all), t->least);
    return false;
}

static int run_tests(struct testing *t)
{
    trial_run(&t->trial);
    count(t);
    bool sound = trials_rest_on_sound(&t->trial);
    if (t->covers)
        cover_make(&t->cover, &t->trial);
    if (t->passed + t->failed > 0 || t->covers)
        return t->failed > 0 || !sound ? STATUS_FOUND : STATUS_FINE;
    say("there is nothing to test: a test is a plan, a review, a letter or a return in NAME%s, beside the standard NAME.irp", TESTS_END);
    return STATUS_CANNOT;
}

int cmd_test(const struct arguments *args, struct arena *a)
{
    struct checker_options options;
    struct testing t = {.args = args};
    int status = STATUS_FINE;
    if (!asked_options(args, &options) || !asked_least(&t))
        return STATUS_CANNOT;
    trials_open(&t.trial, args, a, &status);
    int found = status == STATUS_FINE || t.trial.files.len > 0 ? run_tests(&t) : STATUS_CANNOT;
    out_open(&t.out, a, 1);
    if (options.format == CHECKER_JSON)
        show_json(&t);
    else
        show_text(&t, options.look);
    found = finish(&t.out, "the results", found);
    if (t.covers) {
        bool rules = covers_enough(&t, "rules fired", t.cover.fired, t.cover.rules);
        bool conditions = covers_enough(&t, "conditions seen both ways", t.cover.both, t.cover.conditions.len);
        found = found == STATUS_FINE && !(rules && conditions) ? STATUS_FOUND : found;
    }
    return status != STATUS_FINE ? status : found;
}
