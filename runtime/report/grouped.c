/* grouped.c - an image with the groups that metrics are for. See grouped.h. */
#include "grouped.h"
#include "model.h"
#include "../image/layout.h"

#define GROUP_TABLES 7u                   /* that a view may have more: area, month, status, estate, owner, and the lists of owners */

/* A row of a group, while they are found. */
struct group { int32_t document_table, document, number; struct str name; };   /* number: of a month or a status; -1: none */

struct grouped {
    const struct image *img;
    struct image       *view;
    struct table       *tables;           /* of the view: those of the image, and then the groups' */
    struct arena       *arena;
    int32_t             today;
    struct map          keys;
    VEC(struct group)   groups;           /* of the group at hand */
};

/* ---- tables of the view */

static struct table *table_of(struct grouped *g, const char *name)
{
    int32_t number = image_table_number(g->img, name);
    return number < 0 ? NULL : &g->tables[number];
}

static void *add_column(struct grouped *g, struct table *t, const char *part, enum element element)
{
    struct column *columns = arena_many(g->arena, t->columns_len + (size_t)1, struct column);
    void          *data = pack_room(g->arena, (uint64_t)image_padded(t->rows) * element_bytes(element));
    for (uint32_t i = 0; i < t->columns_len; i++)
        columns[i] = t->columns[i];
    columns[t->columns_len++] = (struct column){STR(""), str_of(part), element, data};
    t->columns = columns;
    return data;
}

/* Room for more rows: every column is copied, the new rows zero. */
static void add_rows(struct grouped *g, struct table *t, uint32_t more)
{
    struct column *columns = arena_many(g->arena, t->columns_len, struct column);
    for (uint32_t i = 0; i < t->columns_len; i++) {
        unsigned size = element_bytes(t->columns[i].element);
        void    *data = pack_room(g->arena, (uint64_t)image_padded(t->rows + more) * size);
        if (t->rows > 0)
            memcpy(data, t->columns[i].data, (size_t)t->rows * size);
        columns[i] = t->columns[i];
        columns[i].data = data;
    }
    t->columns = columns;
    t->rows += more;
}

/* The view's own columns may be written. */
static int32_t *written(const struct table *t, const char *part) { return (int32_t *)(uintptr_t)table_i32(t, "", part); }

/* ---- groups */

static uint64_t group_hash(const struct group *key)
{
    uint64_t seed = map_seed() + ((uint64_t)(uint32_t)key->document << 32 | (uint32_t)key->number) + ((uint64_t)(uint32_t)key->document_table << 56);
    return str_name_hash(key->name, seed * UINT64_C(0x9E3779B97F4A7C15));
}

static bool group_same(const struct group *a, const struct group *b)
{
    return a->document == b->document && a->document_table == b->document_table && a->number == b->number && str_same_name(a->name, b->name);
}

static int32_t group_row(struct grouped *g, struct group key)
{
    uint64_t hash = group_hash(&key);
    for (struct map_walk w = map_find(&g->keys, hash); map_next(&w);)
        if (group_same(&g->groups.at[w.value], &key))
            return (int32_t)w.value;
    map_add(&g->keys, hash, g->groups.len);
    *vec_push(g->arena, &g->groups) = key;
    return (int32_t)g->groups.len - 1;
}

/* The document that a row belongs to, as the key of a group of it. */
static struct group document_of(const struct table *t, uint32_t row)
{
    return (struct group){link_row(table_i32(t, "", "document table"), row), link_row(table_i32(t, "", "document"), row), -1, {"", 0}};
}

/* The table of the groups that were found, ready for more columns. Nothing when there are none. */
static struct table *close_groups(struct grouped *g, const char *name)
{
    struct table *t = &g->tables[g->view->tables_len];
    if (g->groups.len == 0)
        return NULL;
    g->view->tables_len++;
    *t = (struct table){.name = str_of(name), .word = STR(""), .plural = STR(""), .rows = g->groups.len};
    int32_t *document_table = add_column(g, t, "document table", ELEMENT_I32), *document = add_column(g, t, "document", ELEMENT_I32);
    for (uint32_t i = 0; i < t->rows; i++) {
        document_table[i] = g->groups.at[i].document_table;
        document[i] = g->groups.at[i].document;
    }
    return t;
}

static void open_groups(struct grouped *g)
{
    g->groups.len = 0;
    map_open(&g->keys, g->arena, 0);
}

/* ---- areas */

static struct str own_area(const struct texts *area, uint32_t row)
{
    return str_trim(texts_row(area, row));
}

/* An item's area, or else that of the item around it, which comes before it in AREA_TABLES or has none. */
static void areas_of(struct grouped *g, struct table *t)
{
    const int32_t *up_table = table_i32(t, "", "up table"), *up = table_i32(t, "", "up");
    struct texts   area = texts_of(g->img, t, "Area", "at", "length");
    const int32_t *around[IMAGE_TABLES_MOST];
    for (uint32_t i = 0; i < g->img->tables_len; i++)
        around[i] = table_i32(&g->tables[i], "", "area");
    const int32_t *document_table = table_i32(t, "", "document table"), *document = table_i32(t, "", "document");
    int32_t *link = add_column(g, t, "area", ELEMENT_I32);
    for (uint32_t i = 0; i < t->rows; i++) {
        struct str name = own_area(&area, i);
        bool       inherits = name.len == 0 && link_row(up_table, i) >= 0 && link_row(up, i) >= 0 && around[up_table[i]] != NULL;
        link[i] = inherits ? around[up_table[i]][up[i]]
                           : group_row(g, (struct group){link_row(document_table, i), link_row(document, i), -1, name});
    }
}

static void group_areas(struct grouped *g)
{
    static const char *const AREA_TABLES[] = {"concern", "recommendation", "theme", "action", "finding", "judgement", "update"};
    open_groups(g);
    for (size_t i = 0; i < ARRAY_LEN(AREA_TABLES); i++) {
        struct table *t = table_of(g, AREA_TABLES[i]);
        if (t)
            areas_of(g, t);
    }
    struct table *t = close_groups(g, "area");
    if (!t)
        return;
    uint32_t *at = add_column(g, t, "title at", ELEMENT_U32), *length = add_column(g, t, "title length", ELEMENT_U32);
    for (uint32_t i = 0; i < t->rows; i++) {
        struct str name = g->groups.at[i].name;
        at[i] = name.len > 0 ? (uint32_t)(name.at - g->img->source.at) : 0;
        length[i] = (uint32_t)name.len;
    }
}

/* ---- months */

/* What has no deadline has a row of its own; a recommendation without one is nothing that falls due. */
static void months_of(struct grouped *g, struct table *t, enum derived_code effective, bool undated)
{
    void *date[CALL_SLOTS_MOST] = {0};
    derive(g->img, effective, 0, g->arena, date);
    const uint8_t *given = date[0];
    const int32_t *last = date[2];
    int32_t *link = add_column(g, t, "month", ELEMENT_I32);
    struct group before = {-1, -1, -1, {"", 0}};
    for (uint32_t i = 0; i < t->rows; i++) {
        struct group key = document_of(t, i);
        if (u8_row(given, i)) {
            struct civil c = civil_of(last[i]);
            key.number = c.year * 12 + c.month - 1;
        }
        bool same = i > 0 && link[i - 1] >= 0 && group_same(&before, &key);
        link[i] = key.number < 0 && !undated ? -1 : same ? link[i - 1] : group_row(g, key);
        before = key;
    }
}

static void group_months(struct grouped *g)
{
    static const struct { const char *table; enum derived_code effective; bool undated; } DUE[] = {
        {"action", DERIVED_action_effective, true}, {"step", DERIVED_step_effective, true}, {"recommendation", DERIVED_recommendation_effective, false}};
    open_groups(g);
    for (size_t i = 0; i < ARRAY_LEN(DUE); i++) {
        struct table *t = table_of(g, DUE[i].table);
        if (t)
            months_of(g, t, DUE[i].effective, DUE[i].undated);
    }
    struct table *t = close_groups(g, "month");
    int32_t      *month = t ? add_column(g, t, "month", ELEMENT_I32) : NULL;
    for (uint32_t i = 0; t && i < t->rows; i++)
        month[i] = g->groups.at[i].number;
}

/* ---- statuses */

static void statuses_of(struct grouped *g, struct table *t, enum derived_code status)
{
    void *part[CALL_SLOTS_MOST] = {0};
    derive(g->img, status, g->today, g->arena, part);
    const uint8_t *given = part[0], *code = part[1];
    int32_t *link = add_column(g, t, "status", ELEMENT_I32);
    for (uint32_t i = 0; i < t->rows; i++) {
        struct group key = document_of(t, i);
        key.number = u8_row(given, i) ? u8_row(code, i) : STATUS_NONE;
        link[i] = group_row(g, key);
    }
}

static void group_statuses(struct grouped *g)
{
    static const struct { const char *table; enum derived_code status; } HELD[] = {
        {"action", DERIVED_action_status}, {"step", DERIVED_step_status}, {"recommendation", DERIVED_recommendation_status}};
    open_groups(g);
    for (size_t i = 0; i < ARRAY_LEN(HELD); i++) {
        struct table *t = table_of(g, HELD[i].table);
        if (t)
            statuses_of(g, t, HELD[i].status);
    }
    struct table *t = close_groups(g, "status");
    int32_t      *status = t ? add_column(g, t, "status", ELEMENT_I32) : NULL;
    for (uint32_t i = 0; t && i < t->rows; i++)
        status[i] = g->groups.at[i].number;
}

/* ---- the estate */

/* Every item of a document, and the document itself. Standards are nobody's estate. */
static void group_estate(struct grouped *g)
{
    int32_t standard = image_table_number(g->img, "standard");
    open_groups(g);
    for (uint32_t n = 0; n < g->img->tables_len; n++) {
        struct table *t = &g->tables[n];
        const int32_t *document_table = table_i32(t, "", "document table"), *document = table_i32(t, "", "document");
        int32_t *link = document_table && document ? add_column(g, t, "estate", ELEMENT_I32) : NULL;
        for (uint32_t i = 0; link && i < t->rows; i++) {
            bool same = i > 0 && document_table[i] == document_table[i - 1] && document[i] == document[i - 1];
            bool none = document_table[i] < 0 || document[i] < 0 || document_table[i] == standard;
            link[i] = none ? -1 : same ? link[i - 1] : group_row(g, (struct group){document_table[i], document[i], -1, {"", 0}});
        }
    }
    close_groups(g, "estate");
}

/* ---- what nobody owns */

static bool has_columns(const struct table *t, const char *const *parts, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!table_column(t, "", parts[i]))
            return false;
    return true;
}

/* The table with these columns of row numbers: an empty one where the image has none. NULL when it lacks one. */
static struct table *table_with(struct grouped *g, const char *name, const char *const *parts, size_t len)
{
    struct table *t = table_of(g, name);
    if (t)
        return has_columns(t, parts, len) ? t : NULL;
    t = &g->tables[g->view->tables_len++];
    *t = (struct table){.name = str_of(name), .word = STR(""), .plural = STR("")};
    for (size_t i = 0; i < len; i++)
        (void)add_column(g, t, parts[i], image_part(str_of(parts[i]))->element);
    return t;
}

/* Gives the items of a table that no owner is named in a line in their list, which leads to the row for such items of their document. */
static void list_unowned(struct grouped *g, const struct table *items, const char *name, struct table *list, uint32_t declared)
{
    const uint8_t *listed = rows_listed(g->img, name, items->rows, g->arena);
    uint32_t none = 0, at = list->rows;
    for (uint32_t i = 0; i < items->rows; i++)
        none += !listed[i];
    add_rows(g, list, none);
    int32_t *up = written(list, "up"), *row = written(list, "row");
    uint8_t *given = (uint8_t *)(uintptr_t)table_u8(list, "", "given");
    for (uint32_t i = 0; i < items->rows; i++) {
        if (listed[i])
            continue;
        up[at] = (int32_t)i;
        row[at] = (int32_t)declared + group_row(g, document_of(items, i));
        given[at++] = GIVEN_YES;
    }
}

static void group_unowned(struct grouped *g)
{
    static const struct { const char *items, *list; } OWNED[] = {{"action", "action.Owner"}, {"step", "step.Owner"}};
    static const char *const OWNER_PARTS[] = {"up table", "up", "document table", "document"}, *const LIST_PARTS[] = {"up", "row", "given"};
    struct table *owners = table_with(g, "owner", OWNER_PARTS, ARRAY_LEN(OWNER_PARTS));
    open_groups(g);
    for (size_t i = 0; i < ARRAY_LEN(OWNED) && owners; i++) {
        struct table *items = table_of(g, OWNED[i].items), *list = items ? table_with(g, OWNED[i].list, LIST_PARTS, ARRAY_LEN(LIST_PARTS)) : NULL;
        if (list)
            list_unowned(g, items, OWNED[i].list, list, owners->rows);
    }
    if (!owners || g->groups.len == 0)
        return;
    uint32_t declared = owners->rows;
    add_rows(g, owners, g->groups.len);
    for (uint32_t i = 0; i < g->groups.len; i++) {
        written(owners, "document table")[declared + i] = g->groups.at[i].document_table;
        written(owners, "document")[declared + i] = g->groups.at[i].document;
        written(owners, "up table")[declared + i] = written(owners, "up")[declared + i] = -1;     /* no item of the plan: nothing counts it */
    }
}

/* ---- the whole */

static bool names(const struct program *p, const char *table)
{
    for (uint32_t i = 0; i < p->tables_len; i++)
        if (str_eq(p->strings[p->tables[i]], str_of(table)))
            return true;
    return false;
}

const struct image *image_grouped(const struct image *img, const struct program *p, int32_t today, struct arena *a)
{
    static const struct { const char *table; void (*make)(struct grouped *); } GROUPS[] = {
        {"area", group_areas}, {"month", group_months}, {"status", group_statuses}, {"estate", group_estate}, {"owner", group_unowned}};
    struct grouped g = {.img = img, .arena = a, .today = today, .view = arena_new(a, struct image), .tables = arena_many(a, img->tables_len + GROUP_TABLES, struct table)};
    *g.view = *img;
    for (uint32_t i = 0; i < img->tables_len; i++)
        g.tables[i] = img->tables[i];
    g.view->tables = g.tables;
    for (size_t i = 0; i < ARRAY_LEN(GROUPS); i++)
        if (names(p, GROUPS[i].table))
            GROUPS[i].make(&g);
    return g.view;
}
