/* make.c - making an image column by column. See image.h: the maker's arrays are the view's. */
#include "layout.h"

void image_make(struct image_maker *m, struct arena *a, struct str source_name, struct str source)
{
    *m = (struct image_maker){.arena = a};
    m->image.source_name = source_name;
    m->image.source = source;
    m->names = arena_new(a, struct out);
    out_memory(m->names, a);
}

struct table_maker *image_make_table(struct image_maker *m, const char *name, const char *word, const char *plural, uint32_t rows)
{
    if (m->tables.len >= IMAGE_TABLES_MOST)
        mem_fail(m->arena->mem, (struct err){ERR_LIMIT, 0});
    struct table_maker *t = arena_new(m->arena, struct table_maker);
    t->arena = m->arena;
    t->table = (struct table){.name = str_of(name), .word = str_of(word), .plural = str_of(plural), .rows = rows};
    *vec_push(m->arena, &m->tables) = t;
    return t;
}

/* The view holds its arrays as const; their maker may still write them. */
static void *writable(const void *data) { return (void *)(uintptr_t)data; }

static bool same_chars(struct str s, const char *c) { return s.at == c || str_eq(s, str_of(c)); }

void *image_make_column(struct table_maker *t, const char *label, const char *part, enum element element)
{
    for (uint32_t i = 0; i < t->columns.len; i++) {
        const struct column *c = &t->columns.at[i];
        if (!same_chars(c->part, part) || !same_chars(c->label, label))
            continue;
        if (c->element != element)
            BUG("a column is made with two elements");
        return writable(c->data);
    }
    const struct part_form *form = image_part(str_of(part));
    if (!form || form->element != element)
        BUG("a column has a part or an element that no column has");
    void *data = pack_room(t->arena, (uint64_t)image_padded(t->table.rows) * element_bytes(element));
    *vec_push(t->arena, &t->columns) = (struct column){str_of(label), str_of(part), element, data};
    return data;
}

uint32_t image_make_name(struct image_maker *m, struct str name)
{
    if (m->names->len + name.len > UINT32_MAX)
        mem_fail(m->arena->mem, (struct err){ERR_LIMIT, 0});
    uint32_t at = (uint32_t)m->names->len;
    out_str(m->names, name);
    return at;
}

const struct image *image_made(struct image_maker *m)
{
    struct table *tables = arena_many(m->arena, m->tables.len, struct table);
    for (uint32_t i = 0; i < m->tables.len; i++) {
        struct table_maker *t = m->tables.at[i];
        t->table.columns = t->columns.at;
        t->table.columns_len = t->columns.len;
        tables[i] = t->table;
    }
    m->image.tables = tables;
    m->image.tables_len = m->tables.len;
    m->image.names = out_text(m->names);
    struct image *img = arena_new(m->arena, struct image);
    *img = m->image;
    return img;
}
