/* progress_json.c - progress as one JSON object: the totals and groups of all documents together, and the same for each.
 *
 * The documents come first, each written as soon as it is there. What they come to together is worked out by totals.c.
 */
#include "summary.h"
#include "model.h"
#include "totals.h"

/* The elements of an array of the object, written as they come and put in their place at the end. */
struct piece { struct json json; struct out out; };

enum list_kind { LIST_CONCERN, LIST_OWNER, LIST_MONTH, LIST_AREA, LISTS };

struct progress_json {
    struct json     json;                 /* within the array of documents, once the first image has come */
    struct arena   *arena;
    struct estate  *estate;               /* which takes the same documents */
    bool            begun;
    struct piece    concerns, judgements, sentences;
};

/* ---- groups */

/* A list of groups of a progress: what it is called, and where it lies. */
static const struct list_words { const char *list, *key; } list_words[LISTS] = {
    [LIST_CONCERN] = {"by_concern", "concern"},
    [LIST_OWNER]   = {"by_owner", "owner"},
    [LIST_MONTH]   = {"by_month", "month"},
    [LIST_AREA]    = {"by_area", "area"},
};

struct list { const struct progress_group *at; uint32_t len; };

static struct list list_of(const struct progress *p, enum list_kind kind)
{
    const struct list lists[LISTS] = {
        [LIST_CONCERN] = {p->by_concern, p->by_concern_len}, [LIST_OWNER] = {p->by_owner, p->by_owner_len},
        [LIST_MONTH] = {p->by_month, p->by_month_len},       [LIST_AREA] = {p->by_area, p->by_area_len},
    };

    return lists[kind];
}

static void json_tally(struct json *j, const struct tally *t)
{
    json_whole(j, "actions", t->actions);
    json_whole(j, "completed", t->completed);
    json_whole(j, "open", t->open);
    json_whole(j, "late", t->late);
    json_whole(j, "due", t->due);
    json_whole(j, "later", tally_later(*t));
    json_whole(j, "without_deadline", t->undated);
    json_whole(j, "withdrawn_or_superseded", tally_closed(*t));
}

/* `document`: the title of the document that a concern is of; NULL within the document. */
static void json_group(struct json *j, enum list_kind kind, const struct progress_group *g, const struct str *document)
{
    json_open(j, NULL, '{');
    if (document)
        json_text(j, "document", *document);
    json_text(j, list_words[kind].key, g->key);
    json_text(j, "title", g->title);
    json_tally(j, &g->tally);
    json_whole(j, "days_late", g->late_days);
    json_close(j, '}');
}

static void json_list(struct json *j, enum list_kind kind, struct list l)
{
    json_open(j, list_words[kind].list, '[');
    for (uint32_t i = 0; i < l.len; i++)
        json_group(j, kind, &l.at[i], NULL);
    json_close(j, ']');
}

/* ---- the other parts */

static void json_totals(struct json *j, const struct progress *p)
{
    json_open(j, "totals", '{');
    json_whole(j, "concerns", p->concerns);
    json_tally(j, &p->total);
    json_whole(j, "recommendations", p->recommendations);
    json_whole(j, "themes", p->themes);
    json_whole(j, "findings", p->findings);
    json_whole(j, "good_practices", p->practices);
    json_whole(j, "steps", p->steps);
    json_whole(j, "points_of_progress", p->points);
    json_close(j, '}');
}

static void json_judgement(struct json *j, const struct judgement_tally *t)
{
    json_open(j, NULL, '{');
    json_text(j, "inspectorate", t->inspectorate);
    json_text(j, "scale", t->scale);
    json_text(j, "items", t->nouns);
    json_whole(j, "n", t->n);
    json_whole(j, "not_judged", t->not_judged);
    json_open(j, "levels", '[');
    for (uint32_t i = 0; i < t->levels_len; i++) {
        json_open(j, NULL, '{');
        json_text(j, "level", t->levels[i].name);
        json_whole(j, "count", t->levels[i].count);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
}

static void json_judgements(struct json *j, const struct progress *p)
{
    for (uint32_t t = 0; t < p->judgements_len; t++)
        json_judgement(j, &p->judgements[t]);
}

static void json_sentences(struct json *j, const struct progress *p)
{
    for (uint32_t s = 0; s < p->sentences_len; s++)
        json_text(j, NULL, p->sentences[s]);
}

static void json_document(struct json *j, const struct progress *p, const struct figure_views *figures, struct str file)
{
    json_open(j, NULL, '{');
    json_text(j, "file", file);
    json_text(j, "kind", p->document);
    json_text(j, "title", p->title);
    json_totals(j, p);
    json_whole(j, "completed_without_date", p->completed_no_date);
    json_whole(j, "steps_without_owner", p->steps_no_owner);
    json_whole(j, "steps_without_deadline", p->steps_no_deadline);
    json_whole(j, "steps_without_link", p->steps_no_link);
    for (uint32_t k = 0; k < LISTS; k++)
        json_list(j, (enum list_kind)k, list_of(p, (enum list_kind)k));
    json_open(j, "judgements", '[');
    json_judgements(j, p);
    json_close(j, ']');
    json_open(j, "sentences", '[');
    json_sentences(j, p);
    json_close(j, ']');
    figures_json(j, figures, &p->item);
    json_close(j, '}');
}

/* ---- document after document */

#define WITHIN_ARRAY 2u                   /* how deep the elements of the object's arrays stand */

static void piece_open(struct piece *p, struct arena *a)
{
    out_memory(&p->out, a);
    p->json = (struct json){.out = &p->out, .depth = WITHIN_ARRAY, .first = true};
}

static void piece_put(const struct piece *p, struct json *j, const char *key)
{
    json_open(j, key, '[');
    out_str(j->out, out_text(&p->out));
    j->first = p->json.first;
    json_close(j, ']');
}

struct progress_json *progress_json_open(struct out *o, struct estate *e, struct arena *a)
{
    struct progress_json *j = arena_new(a, struct progress_json);
    struct piece *pieces[] = {&j->concerns, &j->judgements, &j->sentences};
    *j = (struct progress_json){.json = {.out = o, .first = true}, .arena = a, .estate = e};
    for (size_t i = 0; i < ARRAY_LEN(pieces); i++)
        piece_open(pieces[i], a);
    return j;
}

/* The documents come first, so that each is written when it is there, and none is kept. */
void progress_json_begin(struct progress_json *j)
{
    if (j->begun)
        return;
    j->begun = true;
    json_open(&j->json, NULL, '{');
    json_day(&j->json, "today", j->estate->today);
    json_open(&j->json, "documents", '[');
}

void progress_json_add(struct progress_json *j, const struct progress *p, const struct figure_views *figures, struct str file)
{
    for (uint32_t g = 0; g < p->by_concern_len; g++)
        json_group(&j->concerns.json, LIST_CONCERN, &p->by_concern[g], &p->title);
    json_judgements(&j->judgements.json, p);
    json_sentences(&j->sentences.json, p);
    json_document(&j->json, p, figures, file);
}

static void json_latest(struct json *j, const struct estate *e)
{
    json_open(j, "most_late", '[');
    for (uint32_t i = 0; i < e->latest_len; i++) {
        json_open(j, NULL, '{');
        json_text(j, "document", e->latest[i].document);
        json_text(j, "action", e->latest[i].action.name);
        json_text(j, "text", e->latest[i].action.text);
        json_whole(j, "days_late", e->latest[i].action.days);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void json_year(struct json *j, const char *key, int32_t year)
{
    if (year == 0)
        json_none(j, key);
    else
        json_whole(j, key, year);
}

static void json_member(struct json *j, const struct recurring_member *m)
{
    json_open(j, NULL, '{');
    json_text(j, "file", m->file);
    json_whole(j, "line", m->line);
    json_text(j, "document", m->document);
    json_year(j, "year", m->year);
    json_text(j, "concern", m->name);
    json_text(j, "area", m->area);
    json_text(j, "text", m->text);
    json_text(j, "same_title", m->same_title ? STR("Yes") : STR("No"));
    json_number(j, "likeness", m->likeness);
    json_close(j, '}');
}

static void json_recurring(struct json *j, const struct estate *e)
{
    struct recurring_list list = recurring_made(e->recurring);

    json_open(j, "recurring_concerns", '[');
    for (uint32_t i = 0; i < list.len; i++) {
        json_open(j, NULL, '{');
        json_whole(j, "documents", list.at[i].documents);
        json_whole(j, "establishments", list.at[i].establishments);
        json_year(j, "first_year", list.at[i].first_year);
        json_year(j, "last_year", list.at[i].last_year);
        json_open(j, "concerns", '[');
        for (uint32_t m = 0; m < list.at[i].members_len; m++)
            json_member(j, &list.at[i].members[m]);
        json_close(j, ']');
        json_close(j, '}');
    }
    json_close(j, ']');
}

void progress_json_close(struct progress_json *of, const struct figure_views *all)
{
    struct json *j = &of->json;
    const struct progress *totals = progress_totals_made(of->estate->totals);
    progress_json_begin(of);
    json_close(j, ']');
    json_totals(j, totals);
    piece_put(&of->concerns, j, list_words[LIST_CONCERN].list);
    for (uint32_t k = LIST_OWNER; k < LISTS; k++)
        json_list(j, (enum list_kind)k, list_of(totals, (enum list_kind)k));
    json_latest(j, of->estate);
    json_recurring(j, of->estate);
    piece_put(&of->judgements, j, "judgements");
    piece_put(&of->sentences, j, "sentences");
    figures_json(j, all, NULL);
    json_close(j, '}');
    out_char(j->out, '\n');
}
