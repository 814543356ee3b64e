/* offer.c - what a rule offers to write where it fails: a label's line put in among those of the item, written anew, or taken out. */
#include "offer.h"

struct bytes { uint32_t at, end; };      /* end 0: nothing */

static struct bytes place_in(const struct table *t, struct str label, uint32_t row)
{
    const uint8_t  *given = value_column(t, label, "given");
    const uint32_t *at = value_column(t, label, "place at"), *length = value_column(t, label, "place length");
    bool            there = at != NULL && length != NULL && (given == NULL || given[row] != GIVEN_NOT);
    return there ? (struct bytes){at[row], at[row] + length[row]} : (struct bytes){0, 0};
}

/* The last value of the row in a list: values follow one another as their items do. */
static struct bytes last_in_list(const struct table *list, struct str label, uint32_t row)
{
    const int32_t *up = table_i32(list, "", "up");
    uint32_t       low = 0, high = up == NULL ? 0 : list->rows;      /* the first value behind those of the row */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (up[middle] <= (int32_t)row)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && up[low - 1] == (int32_t)row ? place_in(list, label, low - 1) : (struct bytes){0, 0};
}

/* Where the label stands, or the last of those that may repeat. */
static struct bytes label_lines(const struct run *r, const struct table *t, uint32_t string, uint32_t row)
{
    struct str          label = r->program->strings[string];
    const struct table *list = list_of(r->image, t, label);
    return list != NULL ? last_in_list(list, label, row) : place_in(t, label, row);
}

static bool repeats(const struct run *r, const struct table *t, uint32_t string) { return list_of(r->image, t, r->program->strings[string]) != NULL; }

/* Where a new line goes: behind the last of the labels that stand before it, or else behind the heading; never below the text. */
static uint32_t slot_at(const struct run *r, const struct rule *rule, const struct table *t, uint32_t row)
{
    const uint32_t *at = table_u32(t, "", "at"), *length = table_u32(t, "", "length"), *text_at = table_u32(t, "", "text at"), *text_length = table_u32(t, "", "text length");
    uint32_t        slot = at != NULL && length != NULL ? at[row] + length[row] : 0;
    uint32_t        most = text_at != NULL && text_length != NULL && text_length[row] > 0 ? text_at[row] : UINT32_MAX;
    for (uint32_t i = 0; i < rule->befores; i++) {
        struct bytes b = label_lines(r, t, r->program->reads[rule->first_before + i], row);
        slot = b.end > slot && b.end <= most ? b.end : slot;
    }
    return slot;
}

static struct edit edit_of(struct bytes b, struct str text) { return (struct edit){{b.at, b.end - b.at}, text}; }

/* The lines with the line end before them. */
static struct bytes with_line_end(struct str source, struct bytes b)
{
    while (b.at > 0 && (source.at[b.at - 1] == ' ' || source.at[b.at - 1] == '\t'))
        b.at--;
    b.at -= b.at > 0 && source.at[b.at - 1] == '\n';
    b.at -= b.at > 0 && source.at[b.at - 1] == '\r';
    return b;
}

static struct edit new_line(const struct run *r, const struct rule *rule, const struct table *t, uint32_t row, struct arena *a)
{
    struct str source = r->image->source;
    uint32_t   slot = slot_at(r, rule, t, row);
    bool       returns = slot < source.len && source.at[slot] == '\r';
    return (struct edit){{slot, 0}, str_printf(a, "%s" STR_FMT, returns ? "\r\n" : "\n", STR_ARG(r->program->strings[rule->offer_text]))};
}

enum fix_safety offer_safety(const struct run *r, uint32_t number, uint32_t row)
{
    const struct rule  *rule = &r->program->rules[number];
    const struct table *t = r->tables[rule->table].table;
    if (rule->offer_label == 0 || t == NULL)
        return FIX_NONE;
    if (rule->offer_text == 0)
        return label_lines(r, t, rule->offer_label, row).end > 0 ? FIX_UNSAFE : FIX_NONE;
    struct str text = r->program->strings[rule->offer_text];
    return str_find(text, OFFER_DOTS) < text.len ? FIX_PLACEHOLDER : FIX_UNSAFE;
}

void offer_fill(const struct run *r, uint32_t number, uint32_t row, struct arena *a, struct finding *f)
{
    const struct rule  *rule = &r->program->rules[number];
    const struct table *t = r->tables[rule->table].table;
    struct edit        *edit = arena_new(a, struct edit);
    f->fix = offer_safety(r, number, row);
    if (f->fix == FIX_NONE)
        return;
    struct bytes there = label_lines(r, t, rule->offer_label, row);
    if (rule->offer_text == 0)
        *edit = edit_of(with_line_end(r->image->source, there), STR(""));
    else if (there.end > 0 && !repeats(r, t, rule->offer_label))
        *edit = edit_of(there, r->program->strings[rule->offer_text]);
    else
        *edit = new_line(r, rule, t, row, a);
    f->edits = edit, f->edits_len = 1;
}
