/* due_show.c - what is due by a day as text, CSV, Markdown and JSON. See due.h. */
#include "due.h"
#include "text_table.h"
#include "text.h"
#include "../base/escape.h"

static const struct { const char *word, *title, *one, *many; } NEEDS[DUE_NEEDS] = {
    [DUE_LATE]     = {"late", "Late already", "late", "late"},
    [DUE_BY]       = {"due", "Due", "due", "due"},
    [DUE_FIRST]    = {"needed first", "Needed first", "needed first", "needed first"},
    [DUE_EVIDENCE] = {"evidence", "Completed without evidence", "completed without evidence", "completed without evidence"},
};

static uint32_t count_of(const struct due *d, enum due_need need)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->entries.len; i++)
        n += d->entries.at[i].need == need;
    return n;
}

/* ---- for people */

static void need_grid(struct grid *g, const struct due *d, enum due_need need, struct arena *a)
{
    grid_open(g, a, STR(""));
    grid_column(g, STR("item"), str_of(NEEDS[need].title), HOLE_TEXT);
    if (need == DUE_LATE || need == DUE_BY)
        grid_column(g, STR("days"), need == DUE_LATE ? STR("Days late") : STR("Days left"), HOLE_WHOLE);
    grid_column(g, STR("deadline"), STR("Deadline"), HOLE_TEXT);
    grid_column(g, STR("owner"), STR("Owner"), HOLE_TEXT);
    if (need == DUE_FIRST)
        grid_column(g, STR("because"), STR("Because"), HOLE_TEXT);
    for (uint32_t i = 0; i < d->entries.len; i++) {
        const struct due_entry *e = &d->entries.at[i];
        if (e->need != need)
            continue;
        promise_named_add(g, &e->what, d->documents > 1);
        if (need == DUE_LATE || need == DUE_BY)
            grid_whole(g, e->days < 0 ? -(int64_t)e->days : e->days);
        grid_words(g, promise_deadline(&e->what, a));
        grid_words(g, e->what.owner.len > 0 ? e->what.owner : STR("No owner"));
        if (need == DUE_FIRST)
            grid_words(g, e->because);
    }
}

static void totals(struct out *o, const struct due *d, struct arena *a)
{
    struct str words[DUE_NEEDS + 1];
    uint32_t len = 0;
    for (unsigned n = 0; n < DUE_NEEDS; n++)
        if (count_of(d, (enum due_need)n) > 0)
            words[len++] = str_printf(a, "%u %s", count_of(d, (enum due_need)n), NEEDS[n].one);
    if (d->circles.len > 0)
        words[len++] = str_printf(a, "%u %s", d->circles.len, d->circles.len == 1 ? "circle" : "circles");
    out_str(o, STR("By "));
    date_print(o, date_of_day(d->by));
    out_str(o, STR(", as things stand on "));
    date_print(o, date_of_day(d->today));
    out_str(o, len == 0 ? STR(": nothing is due.\n") : STR(": "));
    for (uint32_t i = 0; i < len; i++) {
        out_str(o, words[i]);
        out_str(o, i + 1 == len ? STR(".\n") : i + 2 == len ? STR(" and ") : STR(", "));
    }
}

static void circles(struct out *o, const struct due *d, bool markdown, struct progress_look look)
{
    if (d->circles.len == 0)
        return;
    out_str(o, STR("\n"));
    if (!markdown)
        bold_on(o, look);
    out_str(o, markdown ? STR("**Waiting for one another**\n\n") : STR("Waiting for one another\n"));
    if (!markdown)
        bold_off(o, look);
    for (uint32_t i = 0; i < d->circles.len; i++) {
        const struct due_circle *c = &d->circles.at[i];
        out_str(o, markdown ? STR("- ") : STR(""));
        if (d->documents > 1) {
            markdown ? markdown_text(o, c->document) : escape_terminal(o, c->document);
            out_str(o, STR(": "));
        }
        markdown ? markdown_text(o, c->words) : escape_terminal(o, c->words);
        out_str(o, STR(".\n"));
    }
}

static void show_people(struct out *o, const struct due *d, bool markdown, struct progress_look look, struct arena *a)
{
    totals(o, d, a);
    for (unsigned n = 0; n < DUE_NEEDS; n++) {
        struct grid g;
        if (count_of(d, (enum due_need)n) == 0)
            continue;
        need_grid(&g, d, (enum due_need)n, a);
        out_char(o, '\n');
        if (markdown)
            grid_markdown(o, &g, a);
        else
            grid_text(o, &g, look, a);
    }
    circles(o, d, markdown, look);
}

/* ---- for programs */

static void show_csv(struct out *o, const struct due *d, bool plain, struct arena *a)
{
    struct grid g;
    grid_open(&g, a, STR(""));
    grid_column(&g, STR("need"), STR(""), HOLE_TEXT);
    grid_column(&g, STR("because"), STR(""), HOLE_TEXT);
    promise_columns_add(&g);
    for (uint32_t i = 0; i < d->entries.len; i++) {
        grid_words(&g, str_of(NEEDS[d->entries.at[i].need].word));
        grid_words(&g, d->entries.at[i].because);
        promise_row_add(&g, &d->entries.at[i].what);
    }
    for (uint32_t i = 0; i < d->circles.len; i++) {
        const struct due_circle *c = &d->circles.at[i];
        grid_words(&g, STR("circle"));
        grid_words(&g, c->words);
        promise_place_add(&g, c->file, c->line, c->document);
    }
    grid_csv(o, &g, false, plain, a);
}

static void show_json(struct out *o, const struct due *d)
{
    struct json j = {.out = o, .first = true};
    json_open(&j, NULL, '{');
    json_day(&j, "today", d->today);
    json_day(&j, "by", d->by);
    json_open(&j, "items", '[');
    for (uint32_t i = 0; i < d->entries.len; i++) {
        json_open(&j, NULL, '{');
        json_text(&j, "need", str_of(NEEDS[d->entries.at[i].need].word));
        json_text(&j, "because", d->entries.at[i].because);
        promise_json(&j, &d->entries.at[i].what);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_open(&j, "circles", '[');
    for (uint32_t i = 0; i < d->circles.len; i++) {
        json_open(&j, NULL, '{');
        json_text(&j, "file", d->circles.at[i].file);
        json_whole(&j, "line", d->circles.at[i].line);
        json_text(&j, "document", d->circles.at[i].document);
        json_text(&j, "because", d->circles.at[i].words);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_close(&j, '}');
    out_char(o, '\n');
}

void due_show(struct out *o, const struct due *d, enum grid_format format, struct progress_look look, struct arena *scratch)
{
    switch (format) {
    case GRID_TEXT:     show_people(o, d, false, look, scratch); break;
    case GRID_MARKDOWN: show_people(o, d, true, look, scratch); break;
    case GRID_CSV:      show_csv(o, d, look.plain, scratch); break;
    case GRID_JSON:     show_json(o, d); break;
    }
}
