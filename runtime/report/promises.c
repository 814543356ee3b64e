/* promises.c - actions, steps and recommendations one by one. See promises.h.
 *
 * One pass over each of the three tables and its lists; what stands around an item is found by its rows' links, never by searching.
 */
#include "promises.h"
#include "spots.h"
#include "text.h"
#include "../image/layout.h"
#include <stdlib.h>

#define TEXT_BYTES 400u               /* of an item's prose: more than a line shows */

/* What is worked out for a kind, and the names of its tables. */
struct promise_codes {
    const char *table, *word, *owners, *evidence;
    enum derived_code status, completed, open, late, effective, slip, progress;
};
#define CODES(T) .table = #T, .owners = #T ".Owner", .evidence = #T ".Evidence", .status = DERIVED_##T##_status, .completed = DERIVED_##T##_completed, \
    .open = DERIVED_##T##_open, .late = DERIVED_##T##_late, .effective = DERIVED_##T##_effective, .slip = DERIVED_##T##_slip, .progress = DERIVED_##T##_progress
static const struct promise_codes KINDS[PROMISE_KINDS] = {
    [PROMISE_ACTION]         = {CODES(action), .word = "Action"},
    [PROMISE_STEP]           = {CODES(step), .word = "Step"},
    [PROMISE_RECOMMENDATION] = {CODES(recommendation), .word = "Recommendation"},
};

const char *promise_word(enum promise_kind k) { return KINDS[k].word; }

/* ---- columns */

struct deadline_columns { const uint8_t *given, *form; const int32_t *first, *last; };

struct promise_columns {
    const struct table *table;
    int32_t         number;           /* of the table in the image */
    const uint8_t  *status_given, *status, *completed, *open, *late, *has_progress;
    const int64_t  *progress;
    const int32_t  *slip;
    struct deadline_columns effective, first;
    struct texts    title, prose, key;
    const uint32_t *at;
    const uint8_t  *evidenced;
    const struct str **owners;        /* by row; NULL: none */
    uint32_t       *owners_len;
};

struct lister {
    const struct image *img;
    struct arena *arena, *scratch;
    int32_t       today;
    struct spots  spots;
    const int32_t *up_table[IMAGE_TABLES_MOST], *up[IMAGE_TABLES_MOST];
    struct texts  area[IMAGE_TABLES_MOST];
    struct texts  owner_name;
    uint32_t      owners;
};

static void lister_open(struct lister *l)
{
    for (uint32_t i = 0; i < l->img->tables_len; i++) {
        const struct table *t = &l->img->tables[i];
        l->up_table[i] = table_i32(t, "", "up table");
        l->up[i] = table_i32(t, "", "up");
        l->area[i] = texts_of(l->img, t, "Area", "at", "length");
    }
    const struct table *owner = image_table(l->img, "owner");
    if (owner) {
        l->owners = owner->rows;
        l->owner_name = texts_of(l->img, owner, "", "title at", "title length");
    }
    spots_open(&l->spots, l->img->source, l->scratch);
}

/* The owners of each row: the list's rows stand in the order of their items. */
static void owners_open(const struct lister *l, struct promise_columns *c, const char *name)
{
    const struct table *list = image_table(l->img, name);
    const int32_t *up = list ? table_i32(list, "", "up") : NULL, *row = list ? table_i32(list, "", "row") : NULL;
    c->owners = arena_zero(l->scratch, (c->table->rows + (size_t)1) * sizeof *c->owners);
    c->owners_len = arena_zero(l->scratch, (c->table->rows + (size_t)1) * sizeof *c->owners_len);
    if (list && !row)
        row = table_i32(list, "Owner", "row");
    struct str *names = arena_many(l->arena, list ? list->rows : 0, struct str);
    for (uint32_t i = 0; up && row && i < list->rows; i++) {
        if (up[i] < 0 || (uint32_t)up[i] >= c->table->rows || row[i] < 0 || (uint32_t)row[i] >= l->owners)
            continue;
        names[i] = str_trim(texts_row(&l->owner_name, (uint32_t)row[i]));
        if (c->owners_len[up[i]]++ == 0)
            c->owners[up[i]] = &names[i];
    }
}

/* Evidence of an update or of a return's entry counts for what it reports on. */
static void evidence_reported(const struct lister *l, const char *reports, const char *list, const char *table, const char *row, int32_t number,
                              uint32_t rows, uint8_t *evidenced)
{
    const struct table *t = image_table(l->img, reports);
    const int32_t *up_table = t ? table_i32(t, "", table) : NULL, *up = t ? table_i32(t, "", row) : NULL;
    const uint8_t *listed = t ? rows_listed(l->img, list, t->rows, l->scratch) : NULL;
    for (uint32_t i = 0; up_table && up && i < t->rows; i++)
        if (listed[i] && up_table[i] == number && up[i] >= 0 && (uint32_t)up[i] < rows)
            evidenced[up[i]] = 1;
}

static const uint8_t *evidence_of(const struct lister *l, const struct promise_columns *c, const char *list)
{
    const uint8_t *own = rows_listed(l->img, list, c->table->rows, l->scratch);
    uint8_t *evidenced = arena_zero(l->scratch, c->table->rows + (size_t)1);
    memcpy(evidenced, own, c->table->rows);
    evidence_reported(l, "update", "update.Evidence", "up table", "up", c->number, c->table->rows, evidenced);
    evidence_reported(l, "entry", "entry.Evidence", "reported table", "reported", c->number, c->table->rows, evidenced);
    return evidenced;
}

static void *derived(const struct lister *l, enum derived_code code, unsigned part)
{
    void *parts[CALL_SLOTS_MOST] = {0};
    derive(l->img, code, l->today, l->scratch, parts);
    return parts[part];
}

static void columns_open(const struct lister *l, const struct promise_codes *k, struct promise_columns *c)
{
    const struct table *t = c->table;
    void *status[CALL_SLOTS_MOST] = {0}, *progress[CALL_SLOTS_MOST] = {0}, *date[CALL_SLOTS_MOST] = {0};
    derive(l->img, k->status, l->today, l->scratch, status);
    derive(l->img, k->progress, l->today, l->scratch, progress);
    derive(l->img, k->effective, l->today, l->scratch, date);
    c->number = image_table_number(l->img, k->table);
    c->status_given = status[0], c->status = status[1];
    c->has_progress = progress[0], c->progress = progress[1];
    c->effective = (struct deadline_columns){date[0], date[3], date[1], date[2]};
    c->first = (struct deadline_columns){table_u8(t, "Deadline", "given"), table_u8(t, "Deadline", "form"), table_i32(t, "Deadline", "first"),
                                         table_i32(t, "Deadline", "last")};
    c->completed = derived(l, k->completed, 0);
    c->open = derived(l, k->open, 0);
    c->late = derived(l, k->late, 0);
    c->slip = derived(l, k->slip, 0);
    c->key = texts_of(l->img, t, "", "number at", "number length");
    c->title = texts_of(l->img, t, "", "title at", "title length");
    c->prose = texts_of(l->img, t, "", "text at", "text length");
    c->at = table_u32(t, "", "at");
    c->evidenced = evidence_of(l, c, k->evidence);
    owners_open(l, c, k->owners);
}

/* ---- what stands around */

struct around { int32_t table; uint32_t row; };

/* One step up; false at a document. Levels of headings bound the steps. */
static bool step_up(const struct lister *l, struct around *at)
{
    int32_t table = l->up_table[at->table] ? l->up_table[at->table][at->row] : -1, row = l->up[at->table] ? l->up[at->table][at->row] : -1;
    if (table < 0 || row < 0)
        return false;
    *at = (struct around){table, (uint32_t)row};
    return true;
}

/* The concern around an item, or else the outermost recommendation or theme. */
static struct str concern_of(const struct lister *l, struct around at)
{
    static const char *const HOMES[] = {"concern", "recommendation", "theme"};
    struct str words = {"", 0};
    for (unsigned up = 0; up < IMAGE_UP_MOST && step_up(l, &at); up++)
        for (size_t i = 0; i < ARRAY_LEN(HOMES); i++) {
            const struct table *t = &l->img->tables[at.table];
            if (!str_eq(t->name, str_of(HOMES[i])))
                continue;
            words = heading_words(image_row_text(l->img, t, at.row, "", ""));
            if (i == 0)
                return words;
        }
    return words;
}

static struct str area_of(const struct lister *l, struct around at)
{
    struct str area = str_trim(texts_row(&l->area[at.table], at.row));
    for (unsigned up = 0; area.len == 0 && up < IMAGE_UP_MOST && step_up(l, &at); up++)
        area = str_trim(texts_row(&l->area[at.table], at.row));
    return area;
}

static void document_of(const struct lister *l, struct around at, struct promise *p)
{
    for (unsigned up = 0; up < IMAGE_UP_MOST && step_up(l, &at); up++)
        continue;
    const struct table *t = &l->img->tables[at.table];
    p->document = str_trim(image_row_text(l->img, t, at.row, "", "title"));
    p->document_item = u32_row(table_u32(t, "", "item"), at.row);
}

/* ---- rows */

static bool date_row(const struct deadline_columns *c, uint32_t row, struct date *d)
{
    uint8_t form = c->form ? c->form[row] : DATE_DAY;
    if (u8_row(c->given, row) != GIVEN_YES || form == NO_DATE || !c->first || !c->last)
        return false;
    *d = (struct date){c->first[row], c->last[row], (enum date_form)form};
    return true;
}

static struct str owners_joined(const struct promise *p, struct arena *a)
{
    struct out o;
    if (p->owners_len <= 1)
        return p->owners_len == 0 ? STR("") : p->owners[0];
    out_memory(&o, a);
    for (uint32_t i = 0; i < p->owners_len; i++) {
        out_str(&o, i == 0 ? STR("") : STR("; "));
        out_str(&o, p->owners[i]);
    }
    return out_text(&o);
}

static void fill(struct lister *l, const struct promise_columns *c, enum promise_kind kind, uint32_t row, struct promise *p)
{
    *p = (struct promise){.kind = kind, .row = row, .file = l->img->source_name, .number = texts_row(&c->key, row), .owners = c->owners[row], .owners_len = c->owners_len[row]};
    p->at = u32_row(c->at, row);
    p->line = spots_at(&l->spots, p->at).line;
    struct str title = str_trim(texts_row(&c->title, row));
    p->text = title.len > 0 ? text_one_line(l->arena, title) : text_opening(l->arena, texts_row(&c->prose, row), TEXT_BYTES);
    struct around at = {c->number, row};
    p->concern = concern_of(l, at);
    p->area = area_of(l, at);
    document_of(l, at, p);
    p->owner = owners_joined(p, l->arena);
    p->status = u8_row(c->status_given, row) ? u8_row(c->status, row) : STATUS_NONE;
    p->has_progress = u8_row(c->has_progress, row) != 0;
    p->progress = p->has_progress && c->progress ? c->progress[row] : 0;
    p->dated = date_row(&c->effective, row, &p->deadline);
    p->first_dated = date_row(&c->first, row, &p->first_deadline);
    p->state = deed_state_of(u8_row(c->completed, row), u8_row(c->open, row), u8_row(c->late, row), p->dated, p->dated && p->deadline.last <= month_end(l->today));
    p->days_late = (p->state & DEED_LATE) && p->dated && l->today > p->deadline.last ? l->today - p->deadline.last : 0;
    p->slip = c->slip ? c->slip[row] : 0;
    p->evidenced = c->evidenced[row] != 0;
}

static bool is_promised(const struct promise_columns *c, enum promise_kind kind, uint32_t row)
{
    return kind != PROMISE_RECOMMENDATION || c->owners_len[row] > 0 || u8_row(c->effective.given, row) || u8_row(c->status_given, row);
}

static int by_place(const void *x, const void *y)
{
    const struct promise *a = x, *b = y;
    return (a->at > b->at) - (a->at < b->at);
}

struct promises promises_of(const struct image *img, int32_t today, struct arena *a)
{
    struct arena scratch;
    arena_open(&scratch, a->mem);
    struct lister *l = arena_new(&scratch, struct lister);
    VEC(struct promise) all = {NULL, 0, 0};
    *l = (struct lister){.img = img, .arena = a, .scratch = &scratch, .today = today};
    lister_open(l);
    for (unsigned k = 0; k < PROMISE_KINDS; k++) {
        struct promise_columns c = {.table = image_table(img, KINDS[k].table)};
        if (!c.table || c.table->rows == 0)
            continue;
        columns_open(l, &KINDS[k], &c);
        for (uint32_t row = 0; row < c.table->rows; row++)
            if (is_promised(&c, (enum promise_kind)k, row))
                fill(l, &c, (enum promise_kind)k, row, vec_push(a, &all));
    }
    if (all.len > 1)
        qsort(all.at, all.len, sizeof *all.at, by_place);
    arena_close(&scratch);
    return (struct promises){all.at, all.len};
}

/* ---- a promise by itself */

struct promise promise_kept(const struct promise *p, struct arena *a)
{
    struct promise kept = *p;
    struct str *owners = arena_many(a, p->owners_len, struct str);
    for (uint32_t i = 0; i < p->owners_len; i++)
        owners[i] = str_keep(a, p->owners[i]);
    kept.owners = owners;
    struct str *texts[] = {&kept.file, &kept.document, &kept.number, &kept.text, &kept.concern, &kept.area, &kept.owner};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        *texts[i] = str_keep(a, *texts[i]);
    return kept;
}

struct str promise_name(const struct promise *p, struct arena *a)
{
    return p->number.len == 0 ? str_of(KINDS[p->kind].word) : str_printf(a, "%s " STR_FMT, KINDS[p->kind].word, STR_ARG(p->number));
}

void promise_named_add(struct grid *g, const struct promise *p, bool several)
{
    struct str name = promise_name(p, g->arena);
    if (several)
        name = str_printf(g->arena, STR_FMT ", %c" STR_FMT, STR_ARG(p->document), lower(name.at[0]), STR_ARG(str_from(name, 1)));
    grid_named(g, name, p->text);
}

struct str status_words(uint8_t status)
{
    static const char *const WORDS[] = {
#define S(id, words) words,
        STATUS_TABLE(S)
#undef S
    };
    return str_of(WORDS[status < ARRAY_LEN(WORDS) ? status : STATUS_NONE]);
}

struct str promise_deadline(const struct promise *p, struct arena *a)
{
    struct out o;
    if (!p->dated)
        return STR("");
    out_memory(&o, a);
    date_print(&o, p->deadline);
    return out_text(&o);
}

int promise_by_deadline(const void *x, const void *y)
{
    const struct promise *a = x, *b = y;
    if (a->dated != b->dated)
        return a->dated ? -1 : 1;
    return a->dated ? (a->deadline.last > b->deadline.last) - (a->deadline.last < b->deadline.last) : 0;
}

static void json_date(struct json *j, const char *key, const char *words, bool dated, struct date d, struct arena *a)
{
    struct out o;
    if (!dated) {
        json_none(j, key);
        json_none(j, words);
        return;
    }
    out_memory(&o, a);
    date_print(&o, d);
    json_day(j, key, d.last);
    json_text(j, words, out_text(&o));
}

void promise_json(struct json *j, const struct promise *p)
{
    struct arena work;
    arena_open(&work, j->out->arena->mem);
    json_text(j, "file", p->file);
    json_whole(j, "line", p->line);
    json_text(j, "document", p->document);
    json_text(j, "kind", str_of(KINDS[p->kind].table));
    json_text(j, "number", p->number);
    json_text(j, "text", p->text);
    json_text(j, "concern", p->concern);
    json_text(j, "area", p->area);
    json_open(j, "owners", '[');
    for (uint32_t i = 0; i < p->owners_len; i++)
        json_text(j, NULL, p->owners[i]);
    json_close(j, ']');
    if (p->status == STATUS_NONE)
        json_none(j, "status");
    else
        json_text(j, "status", status_words(p->status));
    if (p->has_progress)
        json_number(j, "progress", p->progress);
    else
        json_none(j, "progress");
    json_date(j, "deadline", "deadline_words", p->dated, p->deadline, &work);
    json_date(j, "first_deadline", "first_deadline_words", p->first_dated, p->first_deadline, &work);
    json_whole(j, "days_late", p->days_late);
    json_whole(j, "slip_days", p->slip);
    json_text(j, "evidence", p->evidenced ? STR("Yes") : STR("No"));
    arena_close(&work);
}

/* ---- as cells */

static const struct { const char *key; enum hole_type type; } COLUMNS[] = {
    {"file", HOLE_TEXT}, {"line", HOLE_WHOLE}, {"document", HOLE_TEXT}, {"kind", HOLE_TEXT}, {"number", HOLE_TEXT}, {"text", HOLE_TEXT},
    {"concern", HOLE_TEXT}, {"area", HOLE_TEXT}, {"owners", HOLE_TEXT}, {"status", HOLE_TEXT}, {"progress", HOLE_PERCENT},
    {"deadline", HOLE_DATE}, {"deadline_words", HOLE_TEXT}, {"first_deadline", HOLE_DATE}, {"first_deadline_words", HOLE_TEXT},
    {"days_late", HOLE_WHOLE}, {"slip_days", HOLE_WHOLE}, {"evidence", HOLE_TEXT},
};
#define PLACE_COLUMNS 3u              /* file, line and document stand first */

void promise_columns_add(struct grid *g)
{
    for (size_t i = 0; i < ARRAY_LEN(COLUMNS); i++)
        grid_column(g, str_of(COLUMNS[i].key), str_of(COLUMNS[i].key), COLUMNS[i].type);
}

static void place_cells(struct grid *g, struct str file, uint32_t line, struct str document)
{
    grid_words(g, file);
    grid_whole(g, line);
    grid_words(g, document);
}

void promise_place_add(struct grid *g, struct str file, uint32_t line, struct str document)
{
    place_cells(g, file, line, document);
    for (size_t i = PLACE_COLUMNS; i < ARRAY_LEN(COLUMNS); i++)
        grid_none(g);
}

static void date_cells(struct grid *g, bool dated, struct date d)
{
    struct out o;
    if (!dated) {
        grid_none(g);
        grid_none(g);
        return;
    }
    out_memory(&o, g->arena);
    date_print(&o, d);
    grid_day(g, d.last);
    grid_words(g, out_text(&o));
}

void promise_row_add(struct grid *g, const struct promise *p)
{
    place_cells(g, p->file, p->line, p->document);
    grid_words(g, str_of(KINDS[p->kind].table));
    grid_words(g, p->number);
    grid_words(g, p->text);
    grid_words(g, p->concern);
    grid_words(g, p->area);
    grid_words(g, p->owner);
    grid_words(g, p->status == STATUS_NONE ? STR("") : status_words(p->status));
    if (p->has_progress)
        grid_share(g, p->progress);
    else
        grid_none(g);
    date_cells(g, p->dated, p->deadline);
    date_cells(g, p->first_dated, p->first_deadline);
    grid_whole(g, p->days_late);
    grid_whole(g, p->slip);
    grid_words(g, p->evidenced ? STR("Yes") : STR("No"));
}
