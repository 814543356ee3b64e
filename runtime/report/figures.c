/* figures.c - the views of a program over an image, row by row. See figures.h. */
#include "figures_made.h"
#include "grouped.h"
#include "../image/layout.h"
#include "model.h"
#include <stdlib.h>

static enum rows_of rows_of_table(struct str table)
{
    static const struct { const char *table; enum rows_of of; } NAMES[] = {
        {"plan", ROWS_DOCUMENTS}, {"review", ROWS_DOCUMENTS}, {"response", ROWS_DOCUMENTS}, {"return", ROWS_DOCUMENTS}, {"standard", ROWS_DOCUMENTS},
        {"owner", ROWS_OWNERS}, {"area", ROWS_AREAS}, {"month", ROWS_MONTHS}, {"status", ROWS_STATUSES}, {"estate", ROWS_ESTATE},
    };
    for (size_t i = 0; i < ARRAY_LEN(NAMES); i++)
        if (str_eq(table, str_of(NAMES[i].table)))
            return NAMES[i].of;
    return ROWS_ITEMS;
}

/* ---- what a row is called */

struct namer {
    const struct image *img;
    const struct table *table;
    enum rows_of   of;
    struct texts   heading, number, title, prose;
    const int32_t *group, *document_table, *document;      /* group: the number of a month or a status */
    struct arena  *arena;
};

static struct namer namer_of(const struct image *img, const struct table *t, enum rows_of of, struct arena *a)
{
    return (struct namer){img, t, of, texts_of(img, t, "", "at", "length"), texts_of(img, t, "", "number at", "number length"),
                          texts_of(img, t, "", "title at", "title length"), texts_of(img, t, "", "text at", "text length"),
                          of == ROWS_MONTHS ? table_i32(t, "", "month") : of == ROWS_STATUSES ? table_i32(t, "", "status") : NULL, table_i32(t, "", "document table"), table_i32(t, "", "document"), a};
}

static uint32_t item_of(const struct namer *n, uint32_t row)
{
    int32_t table = link_row(n->document_table, row), document = link_row(n->document, row);
    if (table < 0 || document < 0)
        return UINT32_MAX;
    return u32_row(table_u32(&n->img->tables[table], "", "item"), (uint32_t)document);
}

static void name_month(const struct namer *n, uint32_t row, struct figure_row *r)
{
    int32_t month = link_row(n->group, row);
    r->title = STR("No deadline");
    r->order = GROUP_LAST;
    if (month < 0)
        return;
    struct out o;
    out_memory(&o, n->arena);
    date_print(&o, date_of_month(month / 12, month % 12 + 1));
    r->title = out_text(&o);
    r->key = str_printf(n->arena, "%04d-%02d", (int)(month / 12), (int)(month % 12) + 1);
    r->order = (uint64_t)month;
}

static void name_status(const struct namer *n, uint32_t row, struct figure_row *r)
{
    static const char *const WORDS[] = {
#define S(id, words) words,
        STATUS_TABLE(S)
#undef S
    };
    int32_t code = link_row(n->group, row);
    bool    known = code > STATUS_NONE && code < (int32_t)ARRAY_LEN(WORDS);
    r->key = known ? str_of(WORDS[code]) : STR("");
    r->title = known ? r->key : STR("No status");
    r->order = known ? (uint64_t)code : GROUP_LAST;
}

static void name_titled(const struct namer *n, uint32_t row, const char *none, struct figure_row *r)
{
    r->key = str_trim(texts_row(&n->title, row));
    r->title = r->key.len > 0 ? r->key : str_of(none);
    r->order = r->key.len > 0 ? row : GROUP_LAST;
}

static struct figure_row named_row(const struct namer *n, uint32_t row)
{
    struct figure_row r = {.item = item_of(n, row), .order = row};
    int32_t table = link_row(n->document_table, row), document = link_row(n->document, row);
    if (table >= 0 && document >= 0)
        r.document = image_row_text(n->img, &n->img->tables[table], (uint32_t)document, "", "title");
    switch (n->of) {
    case ROWS_ITEMS:
        r.key = texts_row(&n->number, row);
        r.title = heading_words(texts_row(&n->heading, row));
        r.more = texts_row(&n->title, row);
        if (r.more.len == 0)
            r.more = texts_row(&n->prose, row);
        break;
    case ROWS_DOCUMENTS: name_titled(n, row, "", &r); break;
    case ROWS_OWNERS:    name_titled(n, row, "No owner", &r); break;
    case ROWS_AREAS:     name_titled(n, row, "No area", &r); break;
    case ROWS_MONTHS:    name_month(n, row, &r); break;
    case ROWS_STATUSES:  name_status(n, row, &r); break;
    case ROWS_ESTATE:    r.title = STR("All"); break;
    }
    return r;
}

/* ---- figures */

static struct figure figure_made(const struct metric_form *form, const struct image *img, const int64_t *values, struct arena *a)
{
    const struct hole *h = &form->hole;
    struct figure f = {(enum hole_type)h->type, h->given == HOLE_ALWAYS || values[h->given] != 0, false, 0, {"", 0}};
    const int64_t *value = values + h->first_value;
    if (!f.given)
        return f;
    if (f.type == HOLE_WHOLE || f.type == HOLE_WORDS)
        f.number = value[0] * NUMBER_ONE;
    else if (f.type == HOLE_NUMBER || f.type == HOLE_PERCENT)
        f.number = value[0];
    else {
        struct out o;
        out_memory(&o, a);
        hole_print(&o, img, h, values);
        f.text = out_text(&o);
        f.is_day = f.type == HOLE_DATE && value[0] == value[1] && value[0] >= IMAGE_DAY_LEAST && value[0] <= IMAGE_DAY_MOST;
        f.number = f.is_day ? value[0] : 0;
    }
    return f;
}

uint32_t parts_len(const struct metric_form *columns, uint32_t len)
{
    uint32_t parts = 0;
    for (uint32_t i = 0; i < len; i++)
        parts += columns[i].parts_len;
    return parts;
}

const struct figure *figures_made(const struct metric_form *columns, uint32_t len, const struct image *img, int32_t today, const int64_t *parts,
                                  struct arena *a)
{
    struct figure *figures = arena_many(a, len, struct figure);
    for (uint32_t i = 0; i < len; i++) {
        struct arena work;
        arena_open(&work, a->mem);
        int64_t *regs = arena_many(&work, columns[i].ops_len, int64_t), *values = arena_many(&work, columns[i].values, int64_t);
        metric_values(&columns[i], today, parts, regs, values);
        figures[i] = figure_made(&columns[i], img, values, a);
        parts += columns[i].parts_len;
        arena_close(&work);
    }
    return figures;
}

/* ---- rows */

static bool is_nothing(const int64_t *parts, uint32_t len)
{
    bool nothing = len > 0;
    for (uint32_t i = 0; i < len; i++)
        nothing = nothing && parts[i] == 0;
    return nothing;
}

static void fill_rows(struct figure_view *v, const struct view *view, struct run *r, const struct image *img, int32_t today, struct arena *a)
{
    const struct table *t = NULL;
    for (uint32_t i = 0; i < img->tables_len; i++)
        if (str_eq(img->tables[i].name, v->table))
            t = &img->tables[i];
    if (!t)
        return;
    struct namer namer = namer_of(img, t, v->of, a);
    uint32_t     len = parts_len(v->columns, v->columns_len);
    for (uint32_t row = 0; row < metrics_rows(r, view); row++) {
        if (!metrics_held(r, view, row))
            continue;
        int64_t *parts = arena_many(a, len, int64_t), *next = parts;
        for (uint32_t c = 0; c < v->columns_len; next += v->columns[c++].parts_len)
            metric_gather(r, &v->columns[c], row, next);
        if (rows_merge(v->of) && v->of != ROWS_ESTATE && is_nothing(parts, len))
            continue;
        struct figure_row *made = vec_push(a, &v->rows);
        *made = named_row(&namer, row);
        made->parts = parts;
        made->figures = figures_made(v->columns, v->columns_len, img, today, parts, a);
    }
}

struct figure_views figures_of(const struct image *img, const struct program *p, int32_t today, struct arena *a)
{
    if (p == NULL || p->views_len == 0)
        return (struct figure_views){NULL, 0};
    const struct metric_form *forms = metric_forms(p, a);
    const struct image       *view_of = image_grouped(img, p, today, a);
    struct run               *r = metrics_run(p, view_of, today, a);
    struct figure_view       *views = arena_many(a, p->views_len, struct figure_view);
    for (uint32_t i = 0; i < p->views_len; i++) {
        const struct view *view = &p->views[i];
        views[i] = (struct figure_view){.title = p->strings[view->title], .declared = p->strings[view->declared], .table = p->strings[p->tables[view->table]],
                                        .origin = {view->origin[0], view->origin[1]}, .columns = forms + view->first_metric, .columns_len = view->metrics};
        views[i].of = rows_of_table(views[i].table);
        fill_rows(&views[i], view, r, view_of, today, a);
        figure_rows_sort(&views[i]);
    }
    return (struct figure_views){views, p->views_len};
}

/* ---- order, words */

static int compare_text(struct str a, struct str b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    int    c = least > 0 ? memcmp(a.at, b.at, least) : 0;
    return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

static int by_order(const void *x, const void *y)
{
    const struct figure_row *a = x, *b = y;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return compare_text(a->title, b->title);
}

static int by_size(const void *x, const void *y)
{
    const struct figure_row *a = x, *b = y;
    int64_t first = a->figures[0].given ? a->figures[0].number : INT64_MIN, second = b->figures[0].given ? b->figures[0].number : INT64_MIN;
    if (first != second)
        return first > second ? -1 : 1;
    return compare_text(a->title, b->title);
}

void figure_rows_sort(struct figure_view *v)
{
    if (v->rows.len > 1 && v->columns_len > 0)
        qsort(v->rows.at, v->rows.len, sizeof *v->rows.at, v->of == ROWS_OWNERS ? by_size : by_order);
}

#define TENTH (NUMBER_ONE / 10)

/* Half away from zero, at the first decimal place. */
static int64_t to_tenths(int64_t n)
{
    int64_t rest = n % TENTH, whole = n - rest;
    bool    up = rest >= TENTH / 2 || rest <= -TENTH / 2;
    if (!up || whole > INT64_MAX - TENTH || whole < INT64_MIN + TENTH)
        return whole;
    return n < 0 ? whole - TENTH : whole + TENTH;
}

struct str figure_text(const struct figure *f, bool grouped, struct arena *a)
{
    struct out o;
    if (!f->given)
        return STR("-");
    if (f->type != HOLE_WHOLE && f->type != HOLE_WORDS && f->type != HOLE_NUMBER && f->type != HOLE_PERCENT)
        return f->text;
    out_memory(&o, a);
    int64_t most = INT64_MAX / 100, share = f->number > most ? most : f->number < -most ? -most : f->number;
    number_print(&o, to_tenths(f->type == HOLE_PERCENT ? share * 100 : f->number), grouped);
    if (f->type == HOLE_PERCENT)
        out_char(&o, '%');
    return out_text(&o);
}
