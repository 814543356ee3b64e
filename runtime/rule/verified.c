/* verified.c - who checked that an item was done: whether one of its own owners did. */
#include "derived.h"

struct texts { struct str source; const uint8_t *given; const uint32_t *at, *length; };

static struct texts texts_of(const struct image *img, const struct table *t, const char *label, const char *at, const char *length)
{
    return (struct texts){img->source, table_u8(t, label, "given"), table_u32(t, label, at), table_u32(t, label, length)};
}

/* Empty where there is none. */
static struct str text_of(const struct texts *x, uint32_t row)
{
    if (!x->at || !x->length || (x->given && x->given[row] != GIVEN_YES))
        return STR("");
    return (struct str){x->source.at + x->at[row], x->length[row]};
}

/* Names are compared as owners are everywhere: case, runs of blanks and quotation marks aside. */
void derive_by_owner(const struct place_of_table *t, void **part)
{
    uint8_t *own = part[0] = room_for(t, 1);
    const struct table *owners = image_table(t->img, "owner"), *list = list_of(t->img, t->table, STR("Owner"));
    const struct texts verifier = texts_of(t->img, t->table, "Verified by", "at", "length");
    if (!owners || !list || !verifier.at)
        return;
    const struct texts name = texts_of(t->img, owners, "", "title at", "title length");
    const int32_t *up = table_i32(list, "", "up"), *owner = value_column(list, STR("Owner"), "row");
    const uint8_t *given = value_column(list, STR("Owner"), "given");
    for (uint32_t i = 0; up && owner && i < list->rows; i++) {
        if (up[i] < 0 || owner[i] < 0 || (given && given[i] != GIVEN_YES))
            continue;
        struct str who = text_of(&verifier, (uint32_t)up[i]);
        own[up[i]] |= who.len > 0 && str_same_name(who, text_of(&name, (uint32_t)owner[i]));
    }
}
