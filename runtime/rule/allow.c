/* allow.c - allowances applied to the findings of a run. See allow.h. */
#include "allow.h"
#include "../base/map.h"
#include <stdlib.h>

#define LABEL "Allow"

/* ---------------------------------------------------------------- the allowances of an image */

struct allowing {
    struct run   *run;
    struct arena *work;
    VEC(struct allowance) all;
    struct map    here, names;           /* by item and rule, and by rule alone: those that have not ended */
    uint64_t      seed;
    uint8_t      *looked;                /* of a rule of the program: 0 not yet, else 1 + whether an allowance names it */
    const struct heading *headings;      /* of the image, by place; made when a finding of the front end is looked at */
    uint32_t      headings_len;
};

struct heading { uint32_t at, table, row; };

static void read_list(struct allowing *w, uint32_t items, const struct table *list)
{
    const uint8_t  *given = value_column(list, STR(LABEL), "given");
    const uint32_t *at = value_column(list, STR(LABEL), "place at"), *length = value_column(list, STR(LABEL), "place length");
    const int32_t  *up = table_i32(list, "", "up"), *last = value_column(list, STR(LABEL), "last");
    for (uint32_t i = 0; given && at && length && up && last && i < list->rows; i++)
        if (given[i] == GIVEN_YES && up[i] >= 0)
            *vec_push(w->run->arena, &w->all) = (struct allowance){
                .table = items, .row = (uint32_t)up[i], .rule = image_row_text(w->run->image, list, i, "", "rule"),
                .because = image_row_text(w->run->image, list, i, "", "because"), .place = {at[i], length[i]}, .last = last[i]};
}

static void read_allowances(struct allowing *w)
{
    const struct image *img = w->run->image;
    for (uint32_t i = 0; i < img->tables_len; i++) {
        const struct table *list = list_of(img, &img->tables[i], STR(LABEL));
        if (list)
            read_list(w, i, list);
    }
}

static uint64_t hash_here(const struct allowing *w, uint32_t table, uint32_t row, struct str rule)
{
    return str_name_hash(rule, w->seed ^ ((uint64_t)table << 32 | row) * UINT64_C(0x9e3779b97f4a7c15));
}

/* The one on that item for that rule, or UINT32_MAX. */
static uint32_t find_here(const struct allowing *w, uint32_t table, uint32_t row, struct str rule)
{
    for (struct map_walk walk = map_find(&w->here, hash_here(w, table, row, rule)); map_next(&walk);) {
        const struct allowance *one = &w->all.at[walk.value];
        if (one->table == table && one->row == row && str_same_name(one->rule, rule))
            return walk.value;
    }
    return UINT32_MAX;
}

static bool is_named(const struct allowing *w, struct str rule)
{
    for (struct map_walk walk = map_find(&w->names, str_name_hash(rule, w->seed)); map_next(&walk);)
        if (str_same_name(w->all.at[walk.value].rule, rule))
            return true;
    return false;
}

static int longest_first(const void *a, const void *b)
{
    const struct allowance *x = a, *y = b;
    if (x->last != y->last)
        return x->last > y->last ? -1 : 1;
    return (x->place.at > y->place.at) - (x->place.at < y->place.at);
}

/* The longest come first, so that of several for one rule on one item only that one is entered. */
static void enter_allowances(struct allowing *w)
{
    qsort(w->all.at, w->all.len, sizeof *w->all.at, longest_first);
    map_open(&w->here, w->work, w->all.len);
    map_open(&w->names, w->work, 0);
    w->seed = map_seed();
    w->looked = arena_zero(w->work, w->run->program->rules_len);
    for (uint32_t i = 0; i < w->all.len && w->all.at[i].last >= w->run->today; i++) {
        const struct allowance *one = &w->all.at[i];
        if (find_here(w, one->table, one->row, one->rule) == UINT32_MAX)
            map_add(&w->here, hash_here(w, one->table, one->row, one->rule), i);
        if (!is_named(w, one->rule))
            map_add(&w->names, str_name_hash(one->rule, w->seed), i);
    }
}

/* ---------------------------------------------------------------- the item of a finding */

static int by_place(const void *a, const void *b)
{
    const struct heading *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

/* Owners that nobody declared have a row and no heading. */
static void list_headings(struct allowing *w)
{
    const struct image *img = w->run->image;
    VEC(struct heading) all = {NULL, 0, 0};
    for (uint32_t t = 0; t < img->tables_len; t++) {
        const uint32_t *at = table_u32(&img->tables[t], "", "item") ? table_u32(&img->tables[t], "", "at") : NULL;
        const uint8_t  *declared = table_u8(&img->tables[t], "", "declared");
        for (uint32_t i = 0; at && i < img->tables[t].rows; i++)
            if (!declared || declared[i])
                *vec_push(w->work, &all) = (struct heading){at[i], t, i};
    }
    if (all.len > 0)
        qsort(all.at, all.len, sizeof *all.at, by_place);
    w->headings = all.at ? all.at : arena_new(w->work, struct heading);
    w->headings_len = all.len;
}

/* The item in whose lines a place stands: the last whose heading is not behind it. False: it stands before them all. */
static bool item_at(struct allowing *w, uint32_t place, uint32_t *table, uint32_t *row)
{
    if (!w->headings)
        list_headings(w);
    uint32_t low = 0, high = w->headings_len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (w->headings[middle].at <= place)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return false;
    *table = w->headings[low - 1].table, *row = w->headings[low - 1].row;
    return true;
}

/* The allowance for that rule on the item or on the nearest around it. Items stand at most IMAGE_UP_MOST deep in one another. */
static uint32_t find_around(const struct allowing *w, uint32_t table, uint32_t row, struct str rule)
{
    for (unsigned step = 0; step < IMAGE_UP_MOST; step++) {
        uint32_t found = find_here(w, table, row, rule);
        const struct parents *up = &w->run->parents[table];
        if (found != UINT32_MAX || !up->table || !up->row || up->table[row] < 0 || up->row[row] < 0)
            return found;
        uint32_t next = (uint32_t)up->row[row];
        table = (uint32_t)up->table[row];
        row = next;
    }
    return UINT32_MAX;
}

/* ---------------------------------------------------------------- findings */

/* A mistake of form has no allowance; warnings and notes go by their names or codes. */
static uint32_t for_front(struct allowing *w, const struct finding *f)
{
    uint32_t table, row;
    if (f->severity == SEVERITY_ERROR || !(is_named(w, f->name) || is_named(w, f->code)) || !item_at(w, f->place.at, &table, &row))
        return UINT32_MAX;
    uint32_t found = find_around(w, table, row, f->name);
    return found != UINT32_MAX ? found : find_around(w, table, row, f->code);
}

static uint32_t for_rule(struct allowing *w, struct failure f)
{
    const struct run  *r = w->run;
    const struct rule *rule = &r->program->rules[f.rule];
    struct str name = r->program->strings[rule->name];
    if (w->looked[f.rule] == 0)
        w->looked[f.rule] = is_named(w, name) ? 2 : 1;
    if (w->looked[f.rule] == 1)
        return UINT32_MAX;
    const struct bound *t = &r->tables[rule->table];
    const uint8_t *declared = table_u8(t->table, "", "declared");
    uint32_t table = (uint32_t)t->number, row = f.row;
    if (declared && !declared[row] && !item_at(w, f.place, &table, &row))
        return UINT32_MAX;
    return find_around(w, table, row, name);
}

/* Of each failure, 1 + the allowance that hides it. */
static uint32_t *hide(struct allowing *w, uint32_t room)
{
    const struct run *r = w->run;
    uint32_t *by = arena_many(r->arena, room, uint32_t);
    for (uint32_t i = 0; i < r->failures.len; i++) {
        struct failure f = r->failures.at[i];
        uint32_t found = f.rule == NO_RULE ? for_front(w, &r->image->findings[f.row]) : for_rule(w, f);
        by[i] = found + 1;               /* UINT32_MAX: none */
        if (found != UINT32_MAX)
            w->all.at[found].used = true;
    }
    return by;
}

/* ---------------------------------------------------------------- what is said of allowances */

static bool any_errors(const struct image *img)
{
    for (uint32_t i = 0; i < img->findings_len; i++)
        if (img->findings[i].severity == SEVERITY_ERROR)
            return true;
    return false;
}

static int by_line(const void *a, const void *b)
{
    const struct failure *x = a, *y = b;
    return (x->place > y->place) - (x->place < y->place);
}

/* Those that have ended, and those that hide nothing, in the order of the file. */
static struct failure *told(const struct allowing *w, uint32_t *len)
{
    struct failure *all = arena_many(w->work, w->all.len, struct failure);
    bool doubt = any_errors(w->run->image);
    *len = 0;
    for (uint32_t i = 0; i < w->all.len; i++)
        if (w->all.at[i].last < w->run->today || (!w->all.at[i].used && !doubt))
            all[(*len)++] = (struct failure){w->all.at[i].place.at, ALLOWANCE_RULE, i};
    if (*len > 0)
        qsort(all, *len, sizeof *all, by_line);
    return all;
}

/* Puts them among the findings, from the end, where there is room. */
static void merge_told(struct run *r, uint32_t *by, const struct failure *told, uint32_t more)
{
    uint32_t left = r->failures.len;
    for (uint32_t i = 0; i < more; i++)
        *vec_push(r->arena, &r->failures) = told[i];
    struct failure *all = r->failures.at;
    for (uint32_t to = r->failures.len; more > 0; to--) {
        if (left > 0 && failures_in_order(r, told[more - 1], all[left - 1])) {
            left--;
            all[to - 1] = all[left], by[to - 1] = by[left];
        } else {
            all[to - 1] = told[--more], by[to - 1] = 0;
        }
    }
}

static void list_shown(struct run *r, const uint32_t *by)
{
    uint32_t *shown = arena_many(r->arena, r->failures.len, uint32_t);
    r->hidden_by = by, r->shown = shown;
    for (uint32_t i = 0; i < r->failures.len; i++)
        if (by[i] == 0)
            shown[r->shown_len++] = i;
}

/* ---------------------------------------------------------------- their findings */

struct said { enum severity severity; const char *id, *code, *sentence, *help; };
static const struct said said_rows[] = {
#define DIAG(ID, code, severity, sentence, caret, help, about, bad, good) {SEVERITY_##severity, #ID, code, sentence, help},
#include "allow.def"
#undef DIAG
};
enum {
#define DIAG(ID, ...) SAID_##ID,
#include "allow.def"
#undef DIAG
};

static unsigned said_of(const struct run *r, const struct allowance *w) { return w->last < r->today ? SAID_ALLOWANCE_ENDED : SAID_ALLOWANCE_IDLE; }

/* ALLOWANCE_ENDED is allowance-ended to a reader. */
static struct str name_of(const char *id, struct arena *a)
{
    char *name = arena_alloc(a, strlen(id) + 1);
    for (size_t i = 0; i <= strlen(id); i++)
        name[i] = id[i] == '_' ? '-' : lower(id[i]);
    return str_of(name);
}

void allow_brief(const struct run *r, const struct allowance *w, struct finding *f)
{
    const struct said *said = &said_rows[said_of(r, w)];
    *f = (struct finding){.place = w->place, .severity = said->severity, .code = str_of(said->code), .name = r->allowance_names[said_of(r, w)]};
}

void allow_words(const struct run *r, const struct allowance *w, struct arena *a, struct finding *f)
{
    const struct said *said = &said_rows[said_of(r, w)];
    struct out o;
    out_memory(&o, a);
    for (const char *at = said->sentence; *at != '\0'; at++) {
        bool hole = at[0] == '{' && (at[1] == '0' || at[1] == '1') && at[2] == '}';
        if (hole && at[1] == '0')
            out_str(&o, str_quoted(a, w->rule));
        else if (hole)
            date_print(&o, date_of_day(w->last));
        else
            out_char(&o, *at);
        at += hole ? 2 : 0;
    }
    f->sentence = out_text(&o);
    f->help = str_of(said->help);
}

void allow_mark(const struct allowance *w, struct finding *f)
{
    f->hidden = HIDDEN_ALLOWED;
    f->hidden_until = w->last;
    f->hidden_because = w->because;
    f->hidden_place = w->place;
}

/* ---------------------------------------------------------------- the whole */

void allow_findings(struct run *r)
{
    struct arena work;
    arena_open(&work, r->arena->mem);
    struct allowing w = {.run = r, .work = &work};
    read_allowances(&w);
    if (w.all.len > 0) {
        uint32_t more;
        enter_allowances(&w);
        r->allowances = w.all.at;
        struct str *names = arena_many(r->arena, ARRAY_LEN(said_rows), struct str);
        for (size_t i = 0; i < ARRAY_LEN(said_rows); i++)
            names[i] = name_of(said_rows[i].id, r->arena);
        r->allowance_names = names;
        uint32_t *by = hide(&w, r->failures.len + w.all.len);
        const struct failure *all = told(&w, &more);
        merge_told(r, by, all, more);
        list_shown(r, by);
    }
    arena_close(&work);
}
