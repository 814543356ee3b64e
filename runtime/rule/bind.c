/* bind.c - a program meets an image: tables and columns are found by name, and what is not there reads as zeros. */
#include "engine.h"

static int32_t table_number(const struct image *img, struct str name)
{
    for (uint32_t i = 0; i < img->tables_len; i++)
        if (str_eq(img->tables[i].name, name))
            return (int32_t)i;
    return -1;
}

/* The standard that all documents are held to: one in most files. The column is the documents' alone. */
static int32_t common_standard(const struct image *img)
{
    bool any = false;
    int32_t one = 0;
    for (uint32_t i = 0; i < img->tables_len; i++) {
        const int32_t *standard = table_i32(&img->tables[i], "", "standard");
        for (uint32_t k = 0; standard && k < img->tables[i].rows; k++) {
            if (any && standard[k] != one)
                return SEVERAL_STANDARDS;
            one = standard[k];
            any = true;
        }
    }
    return one;
}

void run_bind(struct run *r)
{
    const struct program *p = r->program;
    const struct image *img = r->image;
    r->tables = arena_many(r->arena, p->tables_len, struct bound);
    for (uint32_t i = 0; i < p->tables_len; i++) {
        int32_t number = table_number(img, p->strings[p->tables[i]]);
        const struct table *t = number < 0 ? NULL : &img->tables[number];
        r->tables[i] = (struct bound){t, number, t ? t->rows : 0};
    }
    r->parents = arena_many(r->arena, img->tables_len, struct parents);
    for (uint32_t i = 0; i < img->tables_len; i++) {
        const struct table *t = &img->tables[i];
        r->parents[i] = (struct parents){table_i32(t, "", "up table"), table_i32(t, "", "up"), table_i32(t, "", "document table"),
                                         table_i32(t, "", "document"), table_i32(t, "", "standard"), table_u8(t, "", "doubt")};
    }
    r->slot = arena_zero(r->arena, p->slots_len * sizeof *r->slot);
    r->held = arena_zero(r->arena, p->tables_len * sizeof *r->held);
    r->standard = common_standard(img);
    r->first_values = arena_zero(r->arena, img->tables_len * sizeof *r->first_values);
    r->watch = arena_zero(r->arena, p->rules_len * sizeof *r->watch);
    r->seen = arena_zero(r->arena, p->slots_len * sizeof *r->seen);
}

void *run_make(struct run *r, uint32_t slot)
{
    uint64_t padded = image_padded(slot_rows(r, slot));
    void *at = pack_room(r->arena, padded * element_bytes((enum element)r->program->slots[slot].element));
    r->slot[slot] = at;
    return at;
}

static const void *column_data(const struct table *t, struct str label, struct str part)
{
    for (uint32_t i = 0; i < t->columns_len; i++)
        if (str_eq(t->columns[i].part, part) && str_eq(t->columns[i].label, label))
            return t->columns[i].data;
    return NULL;
}

const struct table *list_of(const struct image *img, const struct table *t, struct str label)
{
    for (uint32_t i = 0; i < img->tables_len; i++) {
        struct str rest = img->tables[i].name;
        if (rest.len == t->name.len + 1 + label.len && str_eq(str_cut(&rest, '.'), t->name) && str_eq(rest, label))
            return &img->tables[i];
    }
    return NULL;
}

const void *value_column(const struct table *t, struct str label, const char *part)
{
    const void *own = column_data(t, label, str_of(part));
    return own || str_find(t->name, STR(".")) == t->name.len ? own : column_data(t, STR(""), str_of(part));
}

void run_load(struct run *r, const struct step *s)
{
    const struct program *p = r->program;
    const struct table *t = r->tables[s->table].table;
    uint32_t slot = s->out[0];
    const void *data = t ? column_data(t, p->strings[s->what], p->strings[s->part]) : NULL;
    if (!data)
        data = pack_room(r->arena, (uint64_t)image_padded(slot_rows(r, slot)) * element_bytes((enum element)p->slots[slot].element));
    r->slot[slot] = data;
}

int32_t *list_rows(const struct table *items, const struct table *list, bool last, const uint8_t *given, struct arena *a)
{
    int32_t *row = arena_many(a, items->rows, int32_t);
    for (uint32_t i = 0; i < items->rows; i++)
        row[i] = -1;
    const int32_t *up = table_i32(list, "", "up");
    for (uint32_t i = 0; up && i < list->rows; i++) {
        if (up[i] < 0 || (uint32_t)up[i] >= items->rows || (given && given[i] != GIVEN_YES))
            continue;
        if (last || row[up[i]] < 0)
            row[up[i]] = (int32_t)i;
    }
    return row;
}

/* ---------------------------------------------------------------- what a rule's failing rows are looked at with */

static int32_t standard_of(const struct run *r, const struct parents *p, uint32_t row)
{
    if (p->document_table && p->document && p->document_table[row] >= 0 && p->document[row] >= 0) {
        const int32_t *standard = r->parents[p->document_table[row]].standard;
        return standard ? standard[p->document[row]] : 0;
    }
    return p->standard ? p->standard[row] : 0;
}

const int32_t *run_held(struct run *r, uint32_t table)
{
    const struct bound *t = &r->tables[table];
    if (r->held[table])
        return r->held[table];
    int32_t *held = arena_many(r->arena, t->rows, int32_t);
    for (uint32_t i = 0; i < t->rows; i++)
        held[i] = standard_of(r, &r->parents[t->number], i);
    r->held[table] = held;
    return held;
}

/* The rows of the item's table in which a value of a label that may repeat is in doubt; NULL: none. */
static const uint8_t *list_doubts(struct run *r, const struct table *items, const struct table *list, struct str label)
{
    const uint8_t *given = value_column(list, label, "given");
    const int32_t *up = table_i32(list, "", "up");
    if (!given || !up || !memchr(given, GIVEN_DOUBT, list->rows))
        return NULL;
    uint8_t *doubt = arena_zero(r->arena, items->rows);
    for (uint32_t i = 0; i < list->rows; i++)
        if (given[i] == GIVEN_DOUBT && up[i] >= 0 && (uint32_t)up[i] < items->rows)
            doubt[up[i]] = GIVEN_DOUBT;
    return doubt;
}

static void watch_reads(struct run *r, const struct rule *rule, const struct table *t, struct watch *w)
{
    w->reads = arena_many(r->arena, rule->reads * (size_t)2, const uint8_t *);
    for (uint32_t i = 0; i < rule->reads; i++) {
        struct str label = r->program->strings[r->program->reads[rule->first_read + i]];
        const uint8_t *given = value_column(t, label, "given");
        if (given && memchr(given, GIVEN_DOUBT, t->rows))
            w->reads[w->reads_len++] = given;
        const struct table *list = list_of(r->image, t, label);
        const uint8_t *doubt = list ? list_doubts(r, t, list, label) : NULL;
        if (doubt)
            w->reads[w->reads_len++] = doubt;
    }
}

/* Made once for all rules that point at the label: a review may hold a claim on each of 100,000 lines. */
static const int32_t *first_values(struct run *r, const struct table *t, const struct table *list)
{
    const int32_t **first = &r->first_values[list - r->image->tables];
    if (*first == NULL)
        *first = list_rows(t, list, false, NULL, r->arena);
    return *first;
}

static void watch_place(struct run *r, const struct rule *rule, const struct table *t, struct watch *w)
{
    w->heading_at = table_u32(t, "", "at");
    w->heading_length = table_u32(t, "", "length");
    if (rule->place_label == 0)
        return;
    struct str label = r->program->strings[rule->place_label];
    const struct table *list = list_of(r->image, t, label);
    w->given = column_data(t, label, STR("given"));
    w->label_at = column_data(t, label, STR("place at"));
    w->label_length = column_data(t, label, STR("place length"));
    if (w->label_at || !list)
        return;
    w->label_at = value_column(list, label, "place at");
    w->label_length = value_column(list, label, "place length");
    w->first_value = first_values(r, t, list);
    w->up = table_i32(list, "", "up");
    w->list_rows = list->rows;
    w->place_value = rule->place_value;
}

struct watch *run_watch(struct run *r, uint32_t number)
{
    struct watch *w = &r->watch[number];
    if (w->ready)
        return w;
    const struct rule *rule = &r->program->rules[number];
    const struct table *t = r->tables[rule->table].table;
    w->ready = true;
    w->elsewhere = r->standard != SEVERAL_STANDARDS && r->standard != (int32_t)rule->standard;
    w->held = r->standard == SEVERAL_STANDARDS ? run_held(r, rule->table) : NULL;
    w->doubt = r->parents[r->tables[rule->table].number].doubt;     /* an item in doubt silences what is said of it, and nothing of what stands in it */
    watch_reads(r, rule, t, w);
    watch_place(r, rule, t, w);
    return w;
}

int32_t watch_label_row(const struct watch *w, uint32_t row)
{
    if (!w->label_at || !w->label_length || (w->given && w->given[row] == GIVEN_NOT))
        return -1;
    int32_t at = w->first_value ? w->first_value[row] : (int32_t)row;
    uint64_t wanted = (uint64_t)(uint32_t)at + w->place_value;      /* values of one item follow one another */
    if (w->place_value > 0 && at >= 0 && w->up && wanted < w->list_rows && w->up[wanted] == (int32_t)row)
        at = (int32_t)wanted;
    return at >= 0 && w->label_length[at] > 0 ? at : -1;
}
