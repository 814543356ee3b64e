/* figure_totals.c - figures put together over images. See figures.h.
 *
 * A view is known by the standard that declares it, what it is for, and by working in the same way; a row by its key. Documents are not put
 * together: their rows follow one another.
 */
#include "figures_made.h"
#include "model.h"

struct total_view {
    struct figure_view view;              /* copies */
    struct image      *levels;            /* the names of levels, where a column prints one; else NULL */
    uint64_t           levels_hash;
    uint32_t           parts;
    struct map         keys;
};

struct figure_totals {
    struct arena *arena;
    int32_t       today;
    struct str    by;
    VEC(struct total_view *) views;
};

struct figure_totals *figure_totals_open(int32_t today, struct str by, struct arena *a)
{
    struct figure_totals *t = arena_new(a, struct figure_totals);
    *t = (struct figure_totals){.arena = a, .today = today, .by = by};
    return t;
}

/* ---- views */

static bool prints_levels(const struct figure_view *v)
{
    for (uint32_t i = 0; i < v->columns_len; i++)
        if (v->columns[i].hole.type == HOLE_LEVEL)
            return true;
    return false;
}

/* An image of nothing but the names of levels. */
static struct image *levels_kept(const struct image *img, struct arena *a)
{
    struct image       *kept = arena_new(a, struct image);
    const struct table *t = image_table(img, "level");
    static const char *const PARTS[] = {"name at", "name length"};
    *kept = (struct image){.source_name = STR(""), .source = STR(""), .names = str_keep(a, img->names)};
    if (!t)
        return kept;
    struct table  *table = arena_new(a, struct table);
    struct column *columns = arena_many(a, ARRAY_LEN(PARTS), struct column);
    *table = (struct table){.name = STR("level"), .word = STR(""), .plural = STR(""), .rows = t->rows, .columns_len = ARRAY_LEN(PARTS), .columns = columns};
    for (size_t i = 0; i < ARRAY_LEN(PARTS); i++) {
        const uint32_t *from = table_u32(t, "", PARTS[i]);
        uint32_t       *to = arena_zero(a, t->rows * sizeof *to + 1);
        for (uint32_t k = 0; from && k < t->rows; k++)
            to[k] = from[k];
        columns[i] = (struct column){STR(""), str_of(PARTS[i]), ELEMENT_U32, to};
    }
    kept->tables = table;
    kept->tables_len = 1;
    return kept;
}

static bool same_view(const struct total_view *t, const struct figure_view *v, uint64_t levels_hash)
{
    const struct figure_view *to = &t->view;
    bool same = to->origin[0] == v->origin[0] && to->origin[1] == v->origin[1] && to->columns_len == v->columns_len && t->levels_hash == levels_hash &&
                str_eq(to->table, v->table) && str_eq(to->title, v->title) && str_eq(to->declared, v->declared);
    for (uint32_t i = 0; same && i < v->columns_len; i++)
        same = metric_same(&to->columns[i], &v->columns[i]);
    return same;
}

static struct total_view *total_view(struct figure_totals *t, const struct figure_view *v, const struct image *img)
{
    uint64_t hash = prints_levels(v) ? str_hash(img->names, 1) : 0;
    for (uint32_t i = 0; i < t->views.len; i++)
        if (same_view(t->views.at[i], v, hash))
            return t->views.at[i];
    struct total_view  *made = arena_new(t->arena, struct total_view);
    struct metric_form *columns = arena_many(t->arena, v->columns_len, struct metric_form);
    *made = (struct total_view){.view = *v, .levels_hash = hash, .parts = parts_len(v->columns, v->columns_len)};
    made->view.title = str_keep(t->arena, v->title);
    made->view.declared = str_keep(t->arena, v->declared);
    made->view.table = str_keep(t->arena, v->table);
    for (uint32_t i = 0; i < v->columns_len; i++)
        columns[i] = metric_keep(&v->columns[i], t->arena);
    made->view.columns = columns;
    made->view.rows.at = NULL, made->view.rows.len = made->view.rows.room = 0;
    made->levels = prints_levels(v) ? levels_kept(img, t->arena) : NULL;
    map_open(&made->keys, t->arena, 0);
    *vec_push(t->arena, &t->views) = made;
    return made;
}

/* ---- rows */

static const int64_t *parts_kept(const int64_t *parts, uint32_t len, struct arena *a)
{
    int64_t *kept = arena_many(a, len, int64_t);
    memcpy(kept, parts, len * sizeof *kept);
    return kept;
}

static void put_together(const struct total_view *t, const struct figure_row *into, const struct figure_row *from)
{
    int64_t       *to = (int64_t *)(uintptr_t)into->parts;      /* parts_kept made them */
    const int64_t *parts = from->parts;
    for (uint32_t c = 0; c < t->view.columns_len; c++) {
        metric_put_together(&t->view.columns[c], to, parts);
        to += t->view.columns[c].parts_len;
        parts += t->view.columns[c].parts_len;
    }
}

/* The order of areas is that in which they came; months have their own. */
static void add_row(struct figure_totals *t, struct total_view *to, const struct figure_row *row)
{
    uint64_t hash = str_name_hash(row->key, map_seed());
    for (struct map_walk w = map_find(&to->keys, hash); rows_merge(to->view.of) && map_next(&w);)
        if (str_same_name(to->view.rows.at[w.value].key, row->key)) {
            put_together(to, &to->view.rows.at[w.value], row);
            return;
        }
    map_add(&to->keys, hash, to->view.rows.len);
    struct figure_row kept = {.key = str_keep(t->arena, row->key), .title = str_keep(t->arena, row->title), .order = row->order,
                              .parts = parts_kept(row->parts, to->parts, t->arena)};
    if (to->view.of == ROWS_ITEMS)        /* a number means something only within its document */
        kept.title = str_printf(t->arena, STR_FMT ": " STR_FMT, STR_ARG(str_trim(row->document)), STR_ARG(row->title));
    if (to->view.of != ROWS_MONTHS && to->view.of != ROWS_STATUSES && row->order != GROUP_LAST)
        kept.order = to->view.rows.len;
    if (!rows_merge(to->view.of)) {
        struct figure *figures = arena_many(t->arena, to->view.columns_len, struct figure);
        memcpy(figures, row->figures, to->view.columns_len * sizeof *figures);
        for (uint32_t c = 0; c < to->view.columns_len; c++)
            figures[c].text = str_keep(t->arena, figures[c].text);
        kept.figures = figures;
    }
    *vec_push(t->arena, &to->view.rows) = kept;
}

void figure_totals_add(struct figure_totals *t, const struct figure_views *views, const struct image *img)
{
    for (uint32_t i = 0; i < views->len; i++) {
        const struct figure_view *v = &views->at[i];
        bool asked = str_eq(v->table, t->by);
        if (v->of == ROWS_ITEMS && !asked)
            continue;
        struct total_view *to = total_view(t, v, img);
        bool metrics_of_documents = v->of == ROWS_DOCUMENTS && v->title.len == 0 && !asked;     /* known, and no more */
        for (uint32_t r = 0; r < v->rows.len && !metrics_of_documents; r++)
            add_row(t, to, &v->rows.at[r]);
    }
}

struct figure_views figure_totals_made(struct figure_totals *t)
{
    static const struct image nothing;
    struct figure_view *views = arena_many(t->arena, t->views.len, struct figure_view);
    for (uint32_t i = 0; i < t->views.len; i++) {
        struct total_view *v = t->views.at[i];
        for (uint32_t r = 0; rows_merge(v->view.of) && r < v->view.rows.len; r++)
            v->view.rows.at[r].figures = figures_made(v->view.columns, v->view.columns_len, v->levels ? v->levels : &nothing, t->today, v->view.rows.at[r].parts,
                                                      t->arena);
        views[i] = v->view;
        figure_rows_sort(&views[i]);
    }
    return (struct figure_views){views, t->views.len};
}
