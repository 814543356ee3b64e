/* The names of one document. */
#include "scope.h"

/* The next integer of a dotted number, or -1 for "?"; huge ones are capped, so that equal spellings stay equal. */
static int32_t next_integer(struct str *rest)
{
    struct str part = str_cut(rest, '.');
    if (part.len == 0 || !is_digit(part.at[0]))
        return -1;
    int64_t n = 0;
    for (size_t i = 0; i < part.len && is_digit(part.at[i]); i++)
        n = n * 10 + (part.at[i] - '0') > INT32_MAX ? INT32_MAX : n * 10 + (part.at[i] - '0');
    return (int32_t)n;
}

void number_ends(struct str number, int32_t *first, int32_t *last)
{
    *first = *last = -1;
    for (bool start = true; number.len > 0; start = false) {
        *last = next_integer(&number);
        if (start)
            *first = *last;
    }
}

bool number_same(struct str a, struct str b)
{
    while (a.len > 0 && b.len > 0)
        if (next_integer(&a) != next_integer(&b))
            return false;
    return a.len == b.len;
}

static uint64_t number_hash(enum space space, struct str n, uint64_t seed)
{
    uint64_t h = seed ^ ((uint64_t)space + 1) * UINT64_C(0x9e3779b97f4a7c15);
    while (n.len > 0) {
        h = (h ^ (uint64_t)(uint32_t)next_integer(&n)) * UINT64_C(0xff51afd7ed558ccd);
        h ^= h >> 32;
    }
    return h;
}

void scope_open(struct scope *s, const struct tree *t, const uint32_t *item_row, struct diag_sink *sink, struct arena *a)
{
    *s = (struct scope){.tree = t, .sink = sink, .arena = a, .item_row = item_row, .seed = map_seed()};
    map_open(&s->numbers, a, 0);
    map_open(&s->names, a, 0);
    map_open(&s->owners, a, 0);
}

static enum space space_of(const struct scope *s, uint32_t i)
{
    return s->tree->items[i].kind == KIND_NONE ? SPACE_NONE : kind_rows[s->tree->items[i].kind].space;
}

uint32_t scope_find(const struct scope *s, enum space space, struct str number)
{
    for (struct map_walk w = map_find(&s->numbers, number_hash(space, number, s->seed)); map_next(&w);)
        if (space_of(s, w.value) == space && number_same(tree_text(s->tree, s->tree->items[w.value].number), number))
            return w.value;
    return NO_ITEM;
}

/* An item of a named kind with that name: names are unique within their parent (levels of two scales may share one). */
static uint32_t find_name(const struct scope *s, uint32_t like, struct str name)
{
    enum space space = space_of(s, like);
    for (struct map_walk w = map_find(&s->names, str_name_hash(name, s->seed + space)); map_next(&w);)
        if (space_of(s, w.value) == space && s->tree->items[w.value].parent == s->tree->items[like].parent &&
            str_same_name(tree_text(s->tree, s->tree->items[w.value].title), name))
            return w.value;
    return NO_ITEM;
}

static void report_same(struct scope *s, uint32_t first, uint32_t again)
{
    if (s->quiet)
        return;
    struct arena   *a = s->arena;
    struct str      name = item_name(s->tree, again, true, a);
    struct finding *f = diag1(s->sink, DIAG_SAME_IDENTITY, s->tree->items[again].place, name);
    diag_related(s->sink, f, s->tree->items[first].place, STR("it stands here first"));
}

static void enter_item(struct scope *s, uint32_t i)
{
    const struct item *item = &s->tree->items[i];
    enum space         space = space_of(s, i);
    if (space == SPACE_NONE || space == SPACE_DOCUMENT || (item->flags & ITEM_DOUBT) != 0)
        return;
    if (item->number.length > 0) {
        struct str number = tree_text(s->tree, item->number);
        uint32_t   first = scope_find(s, space, number);
        if (first != NO_ITEM)
            report_same(s, first, i);
        else
            map_add(&s->numbers, number_hash(space, number, s->seed), i);
    } else if (kind_rows[item->kind].title == TITLE_NAME && item->title.length > 0) {
        struct str name = tree_text(s->tree, item->title);
        uint32_t   first = find_name(s, i, name);
        if (first != NO_ITEM)
            report_same(s, first, i);
        else
            map_add(&s->names, str_name_hash(name, s->seed + space), i);
        if (item->kind == KIND_OWNER)
            *vec_push(s->arena, &s->declared) = i, s->owners_closed = true;
    }
}

void scope_enter(struct scope *s, uint32_t document, uint32_t end)
{
    map_clear(&s->numbers);
    map_clear(&s->names);
    map_clear(&s->owners);
    s->owners_closed = false;
    s->compared = s->declared.len = 0;
    s->document = document;
    s->end = end;
    for (uint32_t i = document + 1; i < end; i++)
        enter_item(s, i);
}

struct str scope_near_number(struct scope *s, enum space space, struct str number)
{
    struct str best = {"", 0};
    unsigned   least = 3;
    for (uint32_t i = s->document; i < s->end; i++) {
        if (space_of(s, i) != space)
            continue;
        if (s->compared++ >= NEAR_COMPARISONS_MOST)
            return best;
        struct str here = tree_text(s->tree, s->tree->items[i].number);
        unsigned   d = str_distance(number, here, least - 1);
        if (here.len > 0 && d < least) {
            least = d;
            best = here;
        }
    }
    return best;
}

static struct str near_owner(struct scope *s, struct str name)
{
    struct nearest n = nearest_open(name);
    for (uint32_t i = 0; i < s->declared.len && s->compared++ < NEAR_COMPARISONS_MOST; i++)
        nearest_try(&n, tree_text(s->tree, s->tree->items[s->declared.at[i]].title));
    return n.best;
}

/* What stands between two names in one value: a comma, a stroke, "and". */
static bool joins(struct str rest)
{
    rest = str_trim(rest);
    return rest.len > 0 && (str_starts_fold(rest, STR("and ")) || strchr(",;&/+", rest.at[0]) != NULL);
}

static bool joined_before(struct str head)
{
    head = str_trim(head);
    bool word = head.len > 4 && str_eq_fold(str_from(head, head.len - 4), STR(" and"));
    return head.len > 0 && (word || strchr(",;&/+", head.at[head.len - 1]) != NULL);
}

struct str scope_owner_joined(struct scope *s, struct str text)
{
    for (uint32_t i = 0; i < s->declared.len && s->compared++ < NEAR_COMPARISONS_MOST; i++) {
        struct str name = tree_text(s->tree, s->tree->items[s->declared.at[i]].title);
        if (text.len <= name.len)
            continue;
        if (str_starts_fold(text, name) && joins(str_from(text, name.len)))
            return name;
        if (str_eq_fold(str_from(text, text.len - name.len), name) && joined_before(str_upto(text, text.len - name.len)))
            return name;
    }
    return STR("");
}

int32_t scope_owner(struct scope *s, struct str name, struct place at, struct str *near)
{
    *near = STR("");
    if (s->owners_closed) {
        for (struct map_walk w = map_find(&s->names, str_name_hash(name, s->seed + SPACE_NAME)); map_next(&w);)
            if (s->tree->items[w.value].kind == KIND_OWNER && str_same_name(tree_text(s->tree, s->tree->items[w.value].title), name))
                return (int32_t)s->item_row[w.value];
        *near = near_owner(s, name);
        return -1;
    }
    uint64_t hash = str_name_hash(name, s->seed);
    uint32_t declared = s->tree->kind_count[KIND_OWNER];
    for (struct map_walk w = map_find(&s->owners, hash); map_next(&w);)
        if (str_same_name(tree_text(s->tree, s->undeclared.at[w.value].place), name))
            return (int32_t)(declared + w.value);
    map_add(&s->owners, hash, s->undeclared.len);
    *vec_push(s->arena, &s->undeclared) = (struct owner_name){at, s->document};
    return (int32_t)(declared + s->undeclared.len - 1);
}
