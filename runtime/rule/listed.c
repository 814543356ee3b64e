/* listed.c - properties of derived.def that look at each value of a label that may be repeated: revised deadlines, responses, addressees, owners.
 *
 * Values in doubt are passed over. The values of one item follow one another, in the order of the document.
 */
#include "derived.h"
#include "../base/map.h"

bool open_values(const struct place_of_table *t, struct str label, struct values *v)
{
    const struct table *list = list_of(t->img, t->table, label);
    *v = (struct values){.img = t->img, .list = list, .label = label, .items = t->table->rows};
    if (!list)
        return false;
    v->up = table_i32(list, "", "up");
    v->given = value_column(list, label, "given");
    return v->up && v->given;
}

bool value_counts(const struct values *v, uint32_t row)
{
    return v->given[row] == GIVEN_YES && v->up[row] >= 0 && (uint32_t)v->up[row] < v->items;
}

struct str value_text(const struct values *v, uint32_t row, const char *what)
{
    struct str text = image_row_text(v->img, v->list, row, "", what);
    return text.len > 0 ? text : image_row_text(v->img, v->list, row, v->label.at, what);
}

void put_text(const struct place_of_table *t, struct text_parts *to, uint32_t row, struct str text)
{
    to->given[row] = 1;
    to->at[row] = (uint32_t)(text.at - t->img->source.at);
    to->length[row] = (uint32_t)text.len;
}

struct text_parts open_texts(const struct place_of_table *t, void **part)
{
    struct text_parts to = {room_for(t, 1), room_for(t, 4), room_for(t, 4)};
    part[0] = to.given;
    part[1] = to.at;
    part[2] = to.length;
    return to;
}

/* ---------------------------------------------------------------- revised deadlines */

struct revisions { struct values all; const int32_t *first, *last, *agreed; const uint8_t *form, *agreed_form; };

static bool open_revisions(const struct place_of_table *t, struct revisions *r)
{
    struct str label = STR("Revised deadline");
    if (!open_values(t, label, &r->all))
        return false;
    const struct table *list = r->all.list;
    r->first = value_column(list, label, "first");
    r->last = value_column(list, label, "last");
    r->form = value_column(list, label, "form");
    r->agreed = value_column(list, label, "agreed first");
    r->agreed_form = value_column(list, label, "agreed form");
    return r->first && r->last && r->form && r->agreed && r->agreed_form;
}

void derive_unexplained(const struct place_of_table *t, void **part)
{
    int32_t *count = part[0] = room_for(t, 4);
    struct revisions r;
    for (uint32_t i = 0; open_revisions(t, &r) && i < r.all.list->rows; i++)
        if (value_counts(&r.all, i) && value_text(&r.all, i, "because").len == 0)
            count[r.all.up[i]]++;
}

void derive_undated(const struct place_of_table *t, void **part)
{
    int32_t *count = part[0] = room_for(t, 4);
    struct revisions r;
    for (uint32_t i = 0; open_revisions(t, &r) && i < r.all.list->rows; i++)
        if (value_counts(&r.all, i) && r.agreed_form[i] == NO_DATE)
            count[r.all.up[i]]++;
}

/* A new date is agreed before the old one has passed. */
void derive_afterwards(const struct place_of_table *t, void **part)
{
    int32_t *count = part[0] = room_for(t, 4);
    struct revisions r;
    if (!open_revisions(t, &r))
        return;
    struct dates now = first_deadlines(t);
    for (uint32_t i = 0; i < r.all.list->rows; i++) {
        if (!value_counts(&r.all, i))
            continue;
        uint32_t item = (uint32_t)r.all.up[i];
        count[item] += now.given[item] && r.agreed_form[i] != NO_DATE && r.agreed[i] > now.last[item];
        if (r.form[i] != NO_DATE) {
            now.given[item] = 1;
            now.last[item] = r.last[i];
        }
    }
}

/* ---------------------------------------------------------------- responses */

static void count_responses(const struct place_of_table *t, int32_t *count, enum response_code which, bool unexplained)
{
    struct values v;
    if (!open_values(t, STR("Response"), &v))
        return;
    const uint8_t *code = value_column(v.list, v.label, "code");
    for (uint32_t i = 0; code && i < v.list->rows; i++)
        if (value_counts(&v, i) && code[i] == which && !(unexplained && value_text(&v, i, "because").len > 0))
            count[v.up[i]]++;
}

static void responses_without_reason(const struct place_of_table *t, void **part, enum response_code which)
{
    part[0] = room_for(t, 4);
    count_responses(t, part[0], which, true);
}

void derive_bare_refusals(const struct place_of_table *t, void **part)   { responses_without_reason(t, part, RESPONSE_NOT_AGREED); }
void derive_bare_parts(const struct place_of_table *t, void **part)      { responses_without_reason(t, part, RESPONSE_PARTLY); }
void derive_bare_principles(const struct place_of_table *t, void **part) { responses_without_reason(t, part, RESPONSE_IN_PRINCIPLE); }

void derive_accepted(const struct place_of_table *t, void **part)
{
    int32_t *count = room_for(t, 4);
    uint8_t *yes = part[0] = room_for(t, 1);
    count_responses(t, count, RESPONSE_AGREED, false);
    count_responses(t, count, RESPONSE_PARTLY, false);
    count_responses(t, count, RESPONSE_IN_PRINCIPLE, false);
    for (uint32_t i = 0; i < t->table->rows; i++)
        yes[i] = count[i] > 0;
}

/* Respondents by item and name, so that a recommendation with very many stays linear. */
struct respondents { struct map map; struct values all; };

static uint64_t respondent_hash(int32_t item, struct str who) { return str_name_hash(who, map_seed() + (uint32_t)item); }

static bool answered(const struct respondents *r, int32_t item, struct str who)
{
    for (struct map_walk w = map_find(&r->map, respondent_hash(item, who)); map_next(&w);)
        if (r->all.up[w.value] == item && str_same_name(value_text(&r->all, w.value, "respondent"), who))
            return true;
    return false;
}

/* All respondents, each once; `twice` (may be NULL): the items in which one stands again. */
static void meet_respondents(const struct place_of_table *t, struct respondents *r, uint8_t *twice)
{
    map_open(&r->map, t->arena, 0);
    if (!open_values(t, STR("Response"), &r->all))
        return;
    for (uint32_t i = 0; i < r->all.list->rows; i++) {
        if (r->all.given[i] == GIVEN_NOT || r->all.up[i] < 0 || (uint32_t)r->all.up[i] >= r->all.items)
            continue;
        struct str who = value_text(&r->all, i, "respondent");
        if (!answered(r, r->all.up[i], who))
            map_add(&r->map, respondent_hash(r->all.up[i], who), i);
        else if (twice)
            twice[r->all.up[i]] = 1;
    }
}

void derive_silent(const struct place_of_table *t, void **part)
{
    struct text_parts to = open_texts(t, part);
    struct values asked;
    struct respondents r;
    if (!open_values(t, STR("Addressed to"), &asked))
        return;
    meet_respondents(t, &r, NULL);
    for (uint32_t i = 0; i < asked.list->rows; i++) {
        struct str who = value_text(&asked, i, "");
        if (value_counts(&asked, i) && !to.given[asked.up[i]] && !answered(&r, asked.up[i], who))
            put_text(t, &to, (uint32_t)asked.up[i], who);
    }
}

void derive_answered_twice(const struct place_of_table *t, void **part)
{
    struct respondents r;
    part[0] = room_for(t, 1);
    meet_respondents(t, &r, part[0]);
}

/* ---------------------------------------------------------------- owners */

bool open_owners(const struct place_of_table *t, struct owners *o)
{
    const struct table *names = image_table(t->img, "owner");
    if (!names || !open_values(t, STR("Owner"), &o->all))
        return false;
    *o = (struct owners){.all = o->all, .names = names, .row = value_column(o->all.list, o->all.label, "row")};
    uint32_t *first = arena_many(t->arena, t->table->rows, uint32_t);
    for (uint32_t i = 0; i < t->table->rows; i++)
        first[i] = o->all.list->rows;
    for (uint32_t i = o->all.list->rows; i-- > 0;)
        if (value_counts(&o->all, i))
            first[o->all.up[i]] = i;
    o->first = first;
    return o->row != NULL;
}

bool owned_by(const struct owners *o, uint32_t item, struct str who, bool (*same)(struct str owner, struct str who))
{
    for (uint32_t i = o->first[item]; i < o->all.list->rows && o->all.up[i] == (int32_t)item; i++)
        if (o->row[i] >= 0 && same(image_row_text(o->all.img, o->names, (uint32_t)o->row[i], "", "title"), who))
            return true;
    return false;
}
