/* estate.c - see estate.h. */
#include "estate.h"
#include "text.h"
#include "text_table.h"
#include "totals.h"

void estate_open(struct estate *e, int32_t today, struct arena *a)
{
    *e = (struct estate){.arena = a, .today = today, .totals = progress_totals_open(today, a), .recurring = recurring_open(a)};
}

void estate_add_image(struct estate *e, const struct image *img) { recurring_add(e->recurring, img); }

static void take_late(struct estate *e, struct str document, const struct late_action *l)
{
    uint32_t at = e->latest_len;
    if (at == LATEST_MOST && e->latest[at - 1].action.days >= l->days)
        return;
    if (at < LATEST_MOST)
        e->latest_len++;
    else
        at--;
    for (; at > 0 && e->latest[at - 1].action.days < l->days; at--)
        e->latest[at] = e->latest[at - 1];
    e->latest[at] = (struct estate_late){document, {str_keep(e->arena, l->name), text_opening(e->arena, l->text, OPENING_BYTES), l->days}};
}

void estate_add(struct estate *e, const struct progress *p, struct str file)
{
    struct estate_document d = {.file = str_keep(e->arena, file), .kind = p->document, .title = str_keep(e->arena, str_trim(p->title)), .counts = {.total = p->total}};
    d.kind = str_keep(e->arena, p->document);
    d.counts.concerns = p->concerns;
    d.counts.recommendations = p->recommendations;
    d.counts.themes = p->themes;
    d.counts.findings = p->findings;
    d.counts.practices = p->practices;
    d.counts.steps = p->steps;
    d.counts.points = p->points;
    d.days_late = p->latest_len > 0 ? p->latest[0].days : 0;
    *vec_push(e->arena, &e->documents) = d;
    for (uint32_t i = 0; i < p->latest_len; i++)
        take_late(e, d.title, &p->latest[i]);
    progress_totals_add(e->totals, p);
}
