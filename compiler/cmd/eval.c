/* irp eval: a question in the rule language, asked of each file. */
#include "cmd.h"
#include "question.h"
#include "../why/query.h"

struct evaluating { struct query query; int32_t today; };

static void take(void *of, const struct unit *u)
{
    struct evaluating *e = of;
    query_ask(&e->query, u, e->today);
}

/* Without the file, and without the document where there is but one: for people. */
static struct grid for_people(const struct query *q, struct arena *a)
{
    struct grid shown;
    uint32_t    first = q->documents > 1 ? 1 : 2;
    grid_open(&shown, a, STR(""));
    for (uint32_t c = first; c < q->grid.columns; c++)
        grid_column(&shown, q->grid.column[c].key, q->grid.column[c].title, q->grid.column[c].type);
    for (uint32_t i = 0; i < q->grid.cells.len; i++)
        if (i % q->grid.columns >= first)
            grid_figure(&shown, q->grid.cells.at[i]);
    return shown;
}

static void show(struct out *o, const struct query *q, enum grid_format format, struct progress_look look, int32_t today, struct arena *a)
{
    struct grid shown = for_people(q, a);
    struct json j = {.out = o, .first = true};
    switch (format) {
    case GRID_TEXT:     grid_text(o, &shown, look, a); break;
    case GRID_MARKDOWN: grid_markdown(o, &shown, a); break;
    case GRID_CSV:      grid_csv(o, &q->grid, false, look.plain, a); break;
    case GRID_JSON:
        json_open(&j, NULL, '{');
        json_day(&j, "today", today);
        json_text(&j, "question", q->text);
        grid_json(&j, "rows", &q->grid);
        json_close(&j, '}');
        out_char(o, '\n');
        break;
    }
}

int cmd_eval(const struct arguments *args, struct arena *a)
{
    struct checker_options options;
    enum grid_format  format;
    struct session    session;
    struct evaluating e;
    struct out        out;
    struct arguments  files_of = *args;
    bool any = false;
    int  status = STATUS_FINE;
    if (!asked_options(args, &options) || !asked_table_format(args, &format))
        return STATUS_CANNOT;
    if (args->names_len == 0 || str_trim(str_of(args->names[0])).len == 0) {
        say("irp eval takes a question and files: irp eval 'count of actions where late' plan.irp");
        return STATUS_CANNOT;
    }
    e.today = options.today;
    if (!query_read(&e.query, str_of(args->names[0]), a))
        return question_refused(e.query.text, &e.query.sink, &options, a);
    files_of.names++;
    files_of.names_len--;
    struct names files = files_named(&files_of, a, &status);
    if (!session_start(&session, args, a))
        return STATUS_CANNOT;
    session.linked = false;                  /* questions may use what standards declare, as it is written */
    int read = units_each(&session, args, files, (struct unit_taker){take, &e}, a, &any);
    status = read == STATUS_FINE ? status : read;
    if (any && (!e.query.answered || (e.query.each != KIND_NONE && e.query.sink.findings.len > 0)))
        return question_refused(e.query.text, &e.query.sink, &options, a);
    if (!e.query.answered)
        return status;
    out_open(&out, a, 1);
    show(&out, &e.query, format, (struct progress_look){.columns = options.look.columns, .color = options.look.color, .plain = options.plain}, e.today, a);
    return finish(&out, "the answer", status);
}
