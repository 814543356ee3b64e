/* Where values stand in the file: rows to items and their names, and the lines that a value was read from. */
#include "parts.h"

uint32_t item_at(const struct asking *k, enum kind kind, uint32_t row)
{
    const struct table *t = kind < KINDS ? image_table(k->image, kind_rows[kind].name) : NULL;
    const uint32_t     *item = t != NULL && row < t->rows ? table_u32(t, "", "item") : NULL;
    bool fine = item != NULL && item[row] < k->tree->items_len && k->tree->items[item[row]].kind == kind;
    return fine ? item[row] : NO_ITEM;       /* an owner that is declared nowhere is a row and no item */
}

uint32_t row_at(const struct asking *k, uint32_t item)
{
    uint32_t row = 0;
    for (uint32_t i = 0; i < item; i++)
        row += k->tree->items[i].kind == k->tree->items[item].kind;
    return row;
}

static struct str row_text(const struct asking *k, enum kind kind, uint32_t row, const char *what)
{
    const struct table *t = image_table(k->image, kind_rows[kind].name);
    return t != NULL && row < t->rows ? image_row_text(k->image, t, row, "", what) : STR("");
}

struct str item_words(const struct asking *k, enum kind kind, uint32_t row)
{
    struct arena *a = k->arena;
    uint32_t      item = item_at(k, kind, row);
    struct str    title = row_text(k, kind, row, "title");
    if (kind == KIND_OWNER)
        return str_printf(a, "owner \"" STR_FMT "\"", STR_ARG(title));
    if (item == NO_ITEM)
        return kind_word_lower(kind, a);
    const struct item *it = &k->tree->items[item];
    if (kind == KIND_UPDATE && it->rest.length > 0)
        return str_printf(a, "the update of " STR_FMT, STR_ARG(tree_text(k->tree, it->rest)));
    if (it->number.length == 0 && title.len > 0)
        return str_printf(a, STR_FMT " \"" STR_FMT "\"", STR_ARG(kind_word_lower(kind, a)), STR_ARG(str_quoted(a, title)));
    return it->number.length == 0 ? kind_with_article(kind, a) : item_name(k->tree, item, false, a);
}

/* ---- items around */

static enum kind kind_of_table(const struct asking *k, int32_t number)
{
    for (unsigned i = 0; number >= 0 && (uint32_t)number < k->image->tables_len && i < KINDS; i++)
        if (str_eq(k->image->tables[number].name, str_of(kind_rows[i].name)))
            return (enum kind)i;
    return KIND_NONE;
}

uint32_t row_around(const struct asking *k, enum kind kind, uint32_t row, enum kind around)
{
    for (unsigned up = 0; kind != KIND_NONE && up < KINDS; up++) {
        if (kind == around)
            return row;
        const struct table *t = image_table(k->image, kind_rows[kind].name);
        const int32_t *up_table = t != NULL ? table_i32(t, "", "up table") : NULL, *up_row = t != NULL ? table_i32(t, "", "up") : NULL;
        if (up_table == NULL || up_row == NULL || row >= t->rows || up_row[row] < 0)
            return NO_ROW;
        uint32_t next = (uint32_t)up_row[row];
        kind = kind_of_table(k, up_table[row]);
        row = next;
    }
    return NO_ROW;
}

/* One of the values of the item's Owner labels is this owner. */
static bool names_owner(const struct asking *k, enum kind kind, uint32_t row, uint32_t owner)
{
    const struct table *list = image_table(k->image, str_printf(k->arena, "%s.Owner", kind_rows[kind].name).at);
    const int32_t      *up = list != NULL ? table_i32(list, "", "up") : NULL, *value = list != NULL ? table_i32(list, "", "row") : NULL;
    for (uint32_t i = 0; up != NULL && value != NULL && i < list->rows; i++)
        if (up[i] == (int32_t)row && value[i] == (int32_t)owner)
            return true;
    return false;
}

bool collects_row(const struct asking *k, enum kind inner, uint32_t row, enum kind by, uint32_t by_row)
{
    if (by == KIND_OWNER && inner != KIND_OWNER)
        return names_owner(k, inner, row, by_row);
    return row_around(k, inner, row, by) == by_row;
}

/* ---- lines */

static void add_place(const struct asking *k, struct reason *r, struct place p)
{
    if (r->places.len == WHY_PLACES_MOST)
        r->places_more++;
    else
        *vec_push(k->arena, &r->places) = p;
}

void places_of_label(const struct asking *k, uint32_t item, enum label l, struct reason *r)
{
    const struct tree *t = k->tree;
    for (uint32_t i = t->items[item].first_label; i < t->items[item].first_label + t->items[item].labels; i++)
        if (t->labels[i].label == l)
            add_place(k, r, t->labels[i].place);
}

static bool has_label(const struct asking *k, uint32_t item, const char *word, bool last, struct place *at)
{
    const struct tree *t = k->tree;
    enum label l = label_find((enum kind)t->items[item].kind, str_of(word));
    bool found = false;
    for (uint32_t i = t->items[item].first_label; i < t->items[item].first_label + t->items[item].labels && (last || !found); i++)
        if (t->labels[i].label == l && l != LABEL_NONE) {
            *at = t->labels[i].place;
            found = true;
        }
    return found;
}

/* The update that gives the current status: as derived.c finds it, by day, and then by place. NO_ITEM: the Status label does. */
static uint32_t update_with_status(const struct asking *k, enum kind kind, uint32_t row)
{
    const struct table *u = image_table(k->image, "update");
    const int32_t *first = u != NULL ? table_i32(u, "", "date first") : NULL, *last = u != NULL ? table_i32(u, "", "date last") : NULL;
    const uint8_t *form = u != NULL ? table_u8(u, "", "date form") : NULL, *given = u != NULL ? table_u8(u, "Status", "given") : NULL;
    uint32_t best = NO_ITEM;
    int32_t  day = INT32_MIN;
    for (uint32_t i = 0; given != NULL && first != NULL && last != NULL && i < u->rows; i++) {
        bool counts = given[i] == GIVEN_YES && !(form != NULL && form[i] == NO_DATE) && first[i] <= k->q->today && last[i] >= day;
        if (!counts || row_around(k, KIND_UPDATE, i, kind) != row)
            continue;
        day = last[i];
        best = item_at(k, KIND_UPDATE, i);
    }
    return best;
}

static void places_of_status(const struct asking *k, enum kind kind, uint32_t row, uint32_t item, struct reason *r)
{
    uint32_t     update = update_with_status(k, kind, row);
    struct place p;
    if (update != NO_ITEM)
        add_place(k, r, k->tree->items[update].place);
    if (has_label(k, update != NO_ITEM ? update : item, "Status", false, &p))
        add_place(k, r, p);
}

static void places_of_effective(const struct asking *k, enum kind kind, uint32_t row, uint32_t item, struct reason *r)
{
    struct place p;
    (void)kind, (void)row;
    if (has_label(k, item, "Revised deadline", true, &p) || has_label(k, item, "Deadline", false, &p))
        add_place(k, r, p);
}

static void places_of_slip(const struct asking *k, enum kind kind, uint32_t row, uint32_t item, struct reason *r)
{
    struct place p;
    places_of_effective(k, kind, row, item, r);
    if (has_label(k, item, "Revised deadline", true, &p) && has_label(k, item, "Deadline", false, &p))
        add_place(k, r, p);
}

static void places_of_judgements(const struct asking *k, enum kind kind, uint32_t row, uint32_t item, struct reason *r)
{
    struct place p;
    (void)kind, (void)row;
    for (uint32_t i = item + 1; i < k->tree->items_len && k->tree->items[i].document == k->tree->items[item].document; i++)
        if (k->tree->items[i].kind == KIND_JUDGEMENT && k->tree->items[i].parent == item)
            add_place(k, r, k->tree->items[i].place);
    if (has_label(k, item, "Judgement", false, &p))
        add_place(k, r, p);
}

/* The first of them gives the level. */
static void places_of_judgement(const struct asking *k, enum kind kind, uint32_t row, uint32_t item, struct reason *r)
{
    places_of_judgements(k, kind, row, item, r);
    r->places.len = r->places.len > 0 ? 1 : 0;
    r->places_more = 0;
}

void places_of_property(const struct asking *k, enum kind kind, uint32_t row, struct str property, struct reason *r)
{
    static const struct { const char *property; void (*find)(const struct asking *, enum kind, uint32_t, uint32_t, struct reason *); const char *none; } rows[] = {
        {"status",             places_of_status,    "there is no Status line"},
        {"current status",     places_of_status,    "there is no Status line"},
        {"effective deadline", places_of_effective, "there is no Deadline line"},
        {"slip",               places_of_slip,      "there is no Deadline line"},
        {"judgement",          places_of_judgement, "nothing judges it"},
        {"times judged",       places_of_judgements, "nothing judges it"},
    };
    uint32_t item = item_at(k, kind, row);
    for (size_t i = 0; item != NO_ITEM && i < ARRAY_LEN(rows); i++) {
        if (!word_is(property, rows[i].property))
            continue;
        rows[i].find(k, kind, row, item, r);
        if (r->places.len == 0)
            r->because = str_of(rows[i].none);
    }
}
