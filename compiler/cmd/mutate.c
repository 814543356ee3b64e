/* irp mutate: change each rule a little, one change at a time, and list the changes that no test notices. */
#include "trials.h"
#include "../trial/mutate.h"
#include "../../runtime/report/json.h"
#include "../../runtime/report/spots.h"

struct mutating { struct trial trial; struct mutation mutation; struct out out; };

static void show_text(struct mutating *m, struct look look)
{
    const struct mutation *n = &m->mutation;
    bool any = false;
    for (uint32_t i = 0; i < m->trial.files.len; i++) {
        struct arena scratch;
        arena_open(&scratch, m->trial.arena->mem);
        struct finding_list list = mutation_findings(n, m->trial.files.at[i], &scratch);
        findings_alone(&findings_text, &m->out, &list, look, &scratch);
        any = any || list.len > 0;
        arena_close(&scratch);
    }
    if (any)
        out_char(&m->out, '\n');
    out_printf(&m->out, "%u change%s: %u noticed, %u explained, %u not noticed. The typing rules refuse %u more.\n",
               n->noticed + n->explained + n->survived, n->noticed + n->explained + n->survived == 1 ? "" : "s", n->noticed, n->explained, n->survived, n->refused);
}

static void json_findings(struct mutating *m, struct json *j, const struct trial_file *f)
{
    struct arena scratch;
    struct spots spots;
    arena_open(&scratch, m->trial.arena->mem);
    spots_open(&spots, f->text, &scratch);
    struct finding_list list = mutation_findings(&m->mutation, f, &scratch);
    for (uint32_t i = 0; i < list.len; i++) {
        struct finding one;
        list.fill(list.of, i, &scratch, &one);
        struct spot at = spots_at(&spots, one.place.at);
        json_open(j, NULL, '{');
        json_text(j, "file", str_of(f->name));
        json_text(j, "rule", one.name);
        json_whole(j, "line", at.line);
        json_whole(j, "column", at.column);
        json_text(j, "sentence", one.sentence);
        json_close(j, '}');
    }
    arena_close(&scratch);
}

static void show_json(struct mutating *m)
{
    struct json j = {.out = &m->out, .first = true};
    json_open(&j, NULL, '{');
    json_whole(&j, "version", 1);
    json_open(&j, "findings", '[');
    for (uint32_t i = 0; i < m->trial.files.len; i++)
        json_findings(m, &j, m->trial.files.at[i]);
    json_close(&j, ']');
    json_open(&j, "totals", '{');
    json_whole(&j, "noticed", m->mutation.noticed);
    json_whole(&j, "explained", m->mutation.explained);
    json_whole(&j, "not_noticed", m->mutation.survived);
    json_whole(&j, "refused", m->mutation.refused);
    json_close(&j, '}');
    json_close(&j, '}');
    out_char(&m->out, '\n');
}

/* Changes are judged by tests that pass. */
static bool tests_pass(struct trial *t)
{
    uint32_t failed = 0;
    for (uint32_t i = 0; i < t->files.len; i++)
        failed += t->files.at[i]->failed;
    if (failed > 0)
        say("%u test%s; irp test says which. What tests notice is known only when all pass", failed, failed == 1 ? " fails" : "s fail");
    return trials_rest_on_sound(t) && failed == 0;
}

int cmd_mutate(const struct arguments *args, struct arena *a)
{
    struct checker_options options;
    struct mutating m = {.out = {0}};
    int status = STATUS_FINE;
    if (!asked_options(args, &options))
        return STATUS_CANNOT;
    trials_open(&m.trial, args, a, &status);
    if (status != STATUS_FINE)
        return status;
    trial_run(&m.trial);
    if (!tests_pass(&m.trial))
        return STATUS_FOUND;
    mutation_make(&m.mutation, &m.trial);
    out_open(&m.out, a, 1);
    if (options.format == CHECKER_JSON)
        show_json(&m);
    else
        show_text(&m, options.look);
    return finish(&m.out, "the changes", m.mutation.findings.len > 0 ? STATUS_FOUND : STATUS_FINE);
}
