/* rows.c - items and their values. See rows.h. */
#include "rows.h"
#include "../../runtime/rule/program.h"

/* ---- opening */

static void derive_deeds(struct rows *r, enum kind k, enum derived_code effective, enum derived_code status)
{
    void *date[CALL_SLOTS_MOST] = {0}, *now[CALL_SLOTS_MOST] = {0};
    if (r->tree->kind_count[k] == 0)
        return;
    derive(r->img, effective, r->today, r->arena, date);
    derive(r->img, status, r->today, r->arena, now);
    r->deeds[k] = (struct deed_columns){.dated = date[0], .first = date[1], .last = date[2], .form = date[3], .status = now[1]};
}

static void derive_levels(struct rows *r, enum kind k, enum derived_code judgement)
{
    void *part[CALL_SLOTS_MOST] = {0};
    if (r->tree->kind_count[k] == 0)
        return;
    derive(r->img, judgement, r->today, r->arena, part);
    r->levels[k] = (struct level_columns){part[0], part[1]};
}

/* Items below one another follow one another: an item ends where the next one begins that does not stand below it. */
static void number_items(struct rows *r)
{
    const struct tree *t = r->tree;
    uint32_t *row = arena_many(r->arena, t->items_len, uint32_t), *end = arena_many(r->arena, t->items_len, uint32_t);
    uint32_t  count[KINDS + 1] = {0};
    for (uint32_t i = 0; i < t->items_len; i++) {
        row[i] = count[t->items[i].kind]++;
        end[i] = i + 1;
    }
    for (uint32_t i = t->items_len; i-- > 0;) {
        uint32_t up = t->items[i].parent;
        if (up != NO_ITEM && up < i && end[i] > end[up])
            end[up] = end[i];
    }
    r->row = row, r->end = end;
}

const struct rows *rows_open(const struct tree *t, const struct image *img, int32_t today, struct arena *a)
{
    struct rows *r = arena_new(a, struct rows);
    *r = (struct rows){.tree = t, .img = img, .today = today, .arena = a};
    number_items(r);
    derive_deeds(r, KIND_ACTION, DERIVED_action_effective, DERIVED_action_status);
    derive_deeds(r, KIND_STEP, DERIVED_step_effective, DERIVED_step_status);
    derive_deeds(r, KIND_RECOMMENDATION, DERIVED_recommendation_effective, DERIVED_recommendation_status);
    derive_levels(r, KIND_CONCERN, DERIVED_concern_judgement);
    derive_levels(r, KIND_RECOMMENDATION, DERIVED_recommendation_judgement);
    derive_levels(r, KIND_THEME, DERIVED_theme_judgement);
    return r;
}

/* ---- items */

uint32_t rows_next(const struct rows *r, uint32_t within, uint32_t item, enum kind k)
{
    for (uint32_t i = item + 1; i < r->end[within]; i++)
        if (rows_item(r, i)->kind == k)
            return i;
    return NO_ITEM;
}

uint32_t rows_child(const struct rows *r, uint32_t within, uint32_t item, enum kind k)
{
    for (uint32_t i = item == within ? within + 1 : r->end[item]; i < r->end[within]; i = r->end[i])
        if (rows_item(r, i)->kind == k)
            return i;
    return NO_ITEM;
}

uint32_t rows_count(const struct rows *r, uint32_t within, enum kind k)
{
    uint32_t n = 0;
    for (uint32_t i = within + 1; i < r->end[within]; i++)
        n += rows_item(r, i)->kind == k;
    return n;
}

/* ---- labels */

bool rows_texts(const struct rows *r, uint32_t item, enum label l, uint32_t *line, struct str *text)
{
    const struct item *of = rows_item(r, item);
    for (; *line < of->labels; (*line)++) {
        const struct label_line *at = &r->tree->labels[of->first_label + *line];
        if (at->label != l || at->value.length == 0)
            continue;
        *text = tree_text(r->tree, at->value);
        (*line)++;
        return true;
    }
    return false;
}

struct str rows_text(const struct rows *r, uint32_t item, enum label l)
{
    struct str text = {"", 0};
    uint32_t   line = 0;
    rows_texts(r, item, l, &line, &text);
    return text;
}

/* The table of the item's kind, when the label was given there without a mistake. */
static const struct table *table_given(const struct rows *r, uint32_t item, enum label l)
{
    const struct table *t = image_table(r->img, kind_rows[rows_item(r, item)->kind].name);
    const uint8_t *given = t == NULL ? NULL : table_u8(t, label_rows[l].word, "given");
    return given != NULL && given[r->row[item]] == GIVEN_YES ? t : NULL;
}

bool rows_date(const struct rows *r, uint32_t item, enum label l, struct date *d)
{
    const struct table *t = table_given(r, item, l);
    if (t == NULL)
        return false;
    const char    *word = label_rows[l].word;
    const uint8_t *form = table_u8(t, word, "form");
    const int32_t *first = table_i32(t, word, "first"), *last = table_i32(t, word, "last");
    uint32_t       row = r->row[item];
    *d = (struct date){first ? first[row] : 0, last ? last[row] : 0, (enum date_form)(form ? form[row] : 0)};
    return !form || form[row] != NO_DATE;
}

bool rows_choice(const struct rows *r, uint32_t item, enum label l, unsigned *code)
{
    const struct table *t = table_given(r, item, l);
    if (t == NULL)
        return false;
    const uint8_t *codes = table_u8(t, label_rows[l].word, "code");
    *code = codes ? codes[r->row[item]] : 0;
    return true;
}

bool rows_whole(const struct rows *r, uint32_t item, enum label l, int64_t *n)
{
    const struct table *t = table_given(r, item, l);
    if (t == NULL)
        return false;
    const int64_t *numbers = table_i64(t, label_rows[l].word, "number");
    int64_t        number = numbers ? numbers[r->row[item]] : 0;
    *n = number / NUMBER_ONE;
    return number % NUMBER_ONE == 0;
}

/* ---- what is worked out */

bool rows_effective(const struct rows *r, uint32_t item, struct date *d)
{
    const struct deed_columns *c = &r->deeds[rows_item(r, item)->kind];
    uint32_t row = r->row[item];
    if (!c->dated || !c->dated[row])
        return false;
    *d = (struct date){c->first[row], c->last[row], (enum date_form)c->form[row]};
    return true;
}

enum status_code rows_status(const struct rows *r, uint32_t item)
{
    const struct deed_columns *c = &r->deeds[rows_item(r, item)->kind];
    return c->status ? (enum status_code)c->status[r->row[item]] : STATUS_NONE;
}

int32_t rows_level(const struct rows *r, uint32_t item)
{
    const struct level_columns *c = &r->levels[rows_item(r, item)->kind];
    uint32_t row = r->row[item];
    return c->given && c->given[row] ? c->level[row] : -1;
}
