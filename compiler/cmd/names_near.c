/* Names that files hold. See names_near.h. */
#include "names_near.h"

void known_open(struct known_names *k, struct arena *a)
{
    *k = (struct known_names){.arena = a};
    map_open(&k->map, a, 0);
}

static bool known(const struct known_names *k, struct str name, uint64_t hash)
{
    for (struct map_walk w = map_find(&k->map, hash); map_next(&w);)
        if (str_same_name(k->names.at[w.value], name))
            return true;
    return false;
}

void known_add(struct known_names *k, struct str name)
{
    uint64_t hash = str_name_hash(name, map_seed());
    if (name.len == 0 || known(k, name, hash))
        return;
    map_add(&k->map, hash, k->names.len);
    *vec_push(k->arena, &k->names) = str_keep(k->arena, name);
}

void known_owners(struct known_names *k, const struct image *img)
{
    const struct table *t = image_table(img, "owner");
    for (uint32_t i = 0; t != NULL && i < t->rows; i++)
        known_add(k, str_trim(image_row_text(img, t, i, "", "title")));
}

bool known_or_said(const struct known_names *k, const char *what, struct str name)
{
    if (known(k, name, str_name_hash(name, map_seed())))
        return true;
    unsigned   least = near_enough(name.len) + 1;
    struct str near = {"", 0};
    for (uint32_t i = 0; i < k->names.len && least > 0; i++) {
        unsigned d = str_distance(name, k->names.at[i], least - 1);
        if (d < least)
            least = d, near = k->names.at[i];
    }
    if (near.len > 0)
        say("there is no %s \"" STR_FMT "\" in these files; the nearest is \"" STR_FMT "\"", what, STR_ARG(name), STR_ARG(near));
    else
        say("there is no %s \"" STR_FMT "\" in these files", what, STR_ARG(name));
    return false;
}
