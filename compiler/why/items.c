/* Items by the names that references and messages give them. */
#include "why.h"
#include "../names/scope.h"

/* The rest of `name` after the word of the kind, or of one of its words before; false: it does not start with it. */
static bool after_kind(struct str name, enum kind k, struct str *rest)
{
    const char *words[] = {kind_rows[k].word, kind_rows[k].name};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        struct str word = str_of(words[i]);
        if (str_starts_fold(name, word) && (name.len == word.len || is_blank(name.at[word.len]))) {
            *rest = str_trim(str_from(name, word.len));
            return true;
        }
    }
    for (unsigned m = 1; modifier_word(k, m)[0] != '\0'; m++) {
        struct str word = str_of(modifier_word(k, m));
        if (str_starts_fold(name, word) && name.len > word.len && is_blank(name.at[word.len]))
            return after_kind(str_trim(str_from(name, word.len)), k, rest);
    }
    return false;
}

static struct str unquoted(struct str s)
{
    bool quoted = s.len >= 2 && s.at[0] == '"' && s.at[s.len - 1] == '"';
    return quoted ? (struct str){s.at + 1, s.len - 2} : s;
}

static bool is_number(struct str s)
{
    size_t i = 0;
    while (i < s.len && (is_digit(s.at[i]) || s.at[i] == '.' || s.at[i] == '?'))
        i++;
    return i == s.len;
}

static bool is_called(const struct tree *t, const struct item *item, struct str rest)
{
    if (rest.len == 0)
        return true;
    if (item->number.length > 0 && is_number(rest) && number_same(tree_text(t, item->number), rest))
        return true;
    if (item->title.length > 0 && str_same_name(tree_text(t, item->title), unquoted(rest)))
        return true;
    return item->rest.length > 0 && str_same_name(tree_text(t, item->rest), rest);
}

static bool item_means(const struct tree *t, uint32_t i, struct str name);

/* "A of B": B is an item around the one that A means, or the title of its document. */
static bool means_within(const struct tree *t, uint32_t i, struct str name)
{
    for (size_t at = 0; at + 4 < name.len; at++) {
        struct str here = str_upto(name, at), around = str_trim(str_from(name, at + 4));
        if (!str_starts_fold(str_from(name, at), STR(" of ")) || !item_means(t, i, str_trim(here)))
            continue;
        for (uint32_t up = t->items[i].parent; up != NO_ITEM; up = t->items[up].parent)
            if (str_same_name(tree_text(t, t->items[up].title), unquoted(around)) || item_means(t, up, around))
                return true;
    }
    return false;
}

static bool item_means(const struct tree *t, uint32_t i, struct str name)
{
    struct str rest;
    const struct item *item = &t->items[i];
    if (item->kind == KIND_NONE)
        return false;
    return (after_kind(name, (enum kind)item->kind, &rest) && is_called(t, item, rest)) || means_within(t, i, name);
}

struct items items_named(const struct tree *t, struct str name, struct arena *a)
{
    VEC(uint32_t) found = {NULL, 0, 0};
    for (uint32_t i = 0; i < t->items_len; i++)
        if (item_means(t, i, name))
            *vec_push(a, &found) = i;
    return (struct items){found.at, found.len};
}

struct str items_near(const struct tree *t, struct str name, struct arena *a)
{
    struct str best = {"", 0};
    unsigned   least = near_enough(name.len) + 1;
    for (uint32_t i = 0; i < t->items_len && i < NEAR_COMPARISONS_MOST; i++) {
        struct str here = item_name(t, i, false, a);
        unsigned   d = least > 0 ? str_distance(name, here, least - 1) : 0;
        if (d < least) {
            least = d;
            best = here;
        }
    }
    return best;
}
