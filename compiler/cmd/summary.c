/* irp summary: compile each file, and print how far its plans have got. A file's memory is given back before the next. */
#include "cmd.h"
#include "question.h"
#include "../why/estate_condition.h"
#include "../why/query.h"

struct summarising {
    struct summary  *summary;
    struct arena    *arena;
    struct str       condition;           /* --fail-if; empty: none */
    struct diag_sink sink;                /* why it could not be asked of a file */
    struct estate_condition *estate;      /* it is one about all documents together; NULL: about each */
    bool             asked, holds;        /* of some document */
    bool             mixed;               /* of the estate: files read it differently */
    int32_t          today;
};

/* --fail-if: which document meets the condition, and by what. */
static void ask(struct summarising *s, const struct unit *u)
{
    struct arena work;
    arena_open(&work, s->arena->mem);
    struct diag_sink sink = {.arena = s->sink.findings.len > 0 ? &work : s->arena};
    struct condition_rows rows = condition_ask(s->condition, u, s->today, &sink, &work);
    for (uint32_t i = 0; i < rows.len; i++) {
        const struct condition_row *row = &rows.at[i];
        if (row->holds)
            say(STR_FMT ", " STR_FMT ": " STR_FMT "%s" STR_FMT, STR_ARG(u->image->source_name), STR_ARG(row->document), STR_ARG(s->condition), row->left.len > 0 ? "; " : "",
                STR_ARG(row->left));
        s->holds |= row->holds;
    }
    s->asked |= rows.len > 0;
    if (rows.len == 0 && s->sink.findings.len == 0)
        s->sink = sink;
    arena_close(&work);
}

/* The same of all documents together. */
static void ask_estate(struct summarising *s, const struct unit *u)
{
    bool before = s->sink.findings.len > 0;
    if (u->only_standards || before)
        return;
    bool fine = estate_condition_add(s->estate, u, s->today, &s->sink);
    s->mixed |= !fine && s->sink.findings.len == 0;
    s->asked |= fine;
}

static void close_estate(struct summarising *s)
{
    struct str left;
    s->holds = estate_condition_holds(s->estate, s->today, &left);
    if (s->holds)
        say("all documents: " STR_FMT "%s" STR_FMT, STR_ARG(s->condition), left.len > 0 ? "; " : "", STR_ARG(left));
}

/* "estate: CONDITION" is about all documents together. */
static void open_condition(struct summarising *s)
{
    static const struct str ESTATE = {"estate:", 7};
    if (!str_starts_fold(s->condition, ESTATE))
        return;
    s->condition = str_trim(str_from(s->condition, ESTATE.len));
    s->estate = estate_condition_open(s->condition, s->arena);
}

static int close_condition(struct summarising *s, const struct checker_options *options)
{
    if (s->mixed) {
        say("the condition cannot be asked of these files together: their standards read it differently");
        return STATUS_CANNOT;
    }
    if (!s->asked || (s->estate != NULL && s->sink.findings.len > 0))
        return question_refused(s->condition, &s->sink, options, s->arena);
    if (s->estate != NULL)
        close_estate(s);
    return s->holds ? STATUS_FOUND : STATUS_FINE;
}

static void take(void *of, const struct unit *u)
{
    struct summarising *s = of;
    if (s->estate != NULL)
        ask_estate(s, u);
    else if (s->condition.len > 0)
        ask(s, u);
    summary_add(s->summary, u->image, u->program);
}

int cmd_summary(const struct arguments *args, struct arena *a)
{
    struct checker_options options;
    enum grid_format format;
    struct session   session;
    struct out       out;
    bool any = false;
    int  status = STATUS_FINE;
    if (!asked_options(args, &options) || !asked_table_format(args, &format))
        return STATUS_CANNOT;
    struct summarising s = {.arena = a, .today = options.today, .sink = {.arena = a}, .condition = str_trim(args->value[OPT_FAIL_IF])};
    open_condition(&s);
    if (args->given[OPT_FAIL_IF] && s.condition.len == 0) {
        say("--fail-if needs a condition, such as: share of actions where late > 20%%");
        return STATUS_CANNOT;
    }
    struct names files = files_named(args, a, &status);
    if (!session_start(&session, args, a))
        return STATUS_CANNOT;
    session.linked = s.condition.len == 0;   /* a condition may use what standards declare, as it is written */
    out_open(&out, a, 1);
    options.tables = format;
    s.summary = checker_summary(&options, &out, a);
    int read = units_each(&session, args, files, (struct unit_taker){take, &s}, a, &any);
    status = read == STATUS_FINE ? status : read;
    if (any)
        summary_close(s.summary);
    int found = any && s.condition.len > 0 ? close_condition(&s, &options) : STATUS_FINE;
    return finish(&out, "the summary", status == STATUS_FINE || found == STATUS_CANNOT ? found : status);
}
