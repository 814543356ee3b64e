/* open.c - image_open: everything in a block is verified once; after that its numbers are trusted everywhere.
 *
 * Whoever reads an image relies on: columns are as long as their table; a part has its one element; texts lie in the source (or the names)
 * between characters; days, codes, tables and rows are in range (a row may be 0 where the label is not given); walking
 * from item to the item around it ends.
 */
#include "layout.h"
#include "../base/utf8.h"

struct reader {
    struct arena *arena;
    struct str    section[IMAGE_SECTIONS];
    struct image *img;
};

static bool is_text(struct str s) { return utf8_check(s) == s.len; }

/* ---------------------------------------------------------------- the frame */

static bool open_columns(struct reader *r, struct table *t, uint32_t columns, uint32_t first, uint64_t *data)
{
    const struct image_column_entry *entries = (const void *)r->section[SECTION_COLUMNS].at;
    struct column *made = arena_many(r->arena, columns, struct column);
    for (uint32_t i = 0; i < columns; i++) {
        const struct image_column_entry *e = &entries[first + i];
        struct column *c = &made[i];
        if (!pool_get(r->section[SECTION_TEXTS], e->label, &c->label) || !pool_get(r->section[SECTION_TEXTS], e->part, &c->part))
            return false;
        const struct part_form *form = image_part(c->part);
        if (!form || e->element != (uint32_t)form->element || e->zero != 0)
            return false;
        c->element = form->element;
        uint64_t bytes = (uint64_t)image_padded(t->rows) * element_bytes(c->element);
        if (*data > r->section[SECTION_DATA].len || bytes > r->section[SECTION_DATA].len - *data)
            return false;
        c->data = r->section[SECTION_DATA].at + *data;
        *data += bytes;
    }
    t->columns = made;
    t->columns_len = columns;
    return true;
}

static bool open_tables(struct reader *r)
{
    struct str section = r->section[SECTION_TABLES];
    const struct image_table_entry *entries = (const void *)section.at;
    uint64_t count = section.len / sizeof *entries, columns = r->section[SECTION_COLUMNS].len / sizeof(struct image_column_entry);
    if (count > IMAGE_TABLES_MOST || count * sizeof *entries != section.len ||
        columns * sizeof(struct image_column_entry) != r->section[SECTION_COLUMNS].len)
        return false;
    struct table *tables = arena_many(r->arena, count, struct table);
    uint64_t first = 0, data = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct image_table_entry *e = &entries[i];
        struct table *t = &tables[i];
        struct str texts = r->section[SECTION_TEXTS];
        t->rows = e->rows;
        if (!pool_get(texts, e->name, &t->name) || !pool_get(texts, e->word, &t->word) || !pool_get(texts, e->plural, &t->plural))
            return false;
        if (e->rows > INT32_MAX - IMAGE_ROW_PAD || e->columns > IMAGE_COLUMNS_MOST || e->columns > columns - first)
            return false;
        if (!open_columns(r, t, e->columns, (uint32_t)first, &data))
            return false;
        first += e->columns;
    }
    r->img->tables = tables;
    r->img->tables_len = (uint32_t)count;
    return first == columns && data == r->section[SECTION_DATA].len;
}

/* ---------------------------------------------------------------- findings */

static bool place_within(const struct image *img, struct place p) { return text_within(img->source, p.at, p.length); }

/* What several findings have of: places with texts, each finding a run of them. */
struct beside { const struct related *related; const struct edit *edits; uint64_t related_len, edits_len; };

static bool run_within(uint32_t first, uint32_t len, uint64_t all) { return first <= all && len <= all - first; }

/* Whoever mends the text takes them one after another. */
static bool edits_follow(const struct edit *edits, uint32_t len)
{
    for (uint32_t i = 1; i < len; i++)
        if (edits[i].place.at < edits[i - 1].place.at + edits[i - 1].place.length)
            return false;
    return true;
}

static bool open_finding(struct reader *r, const struct image_finding_entry *e, const struct beside *all, struct finding *f)
{
    struct str texts = r->section[SECTION_TEXTS];
    if (e->severity > SEVERITY_NOTE || e->fix > FIX_PLACEHOLDER || !place_within(r->img, e->place) || (e->fix == FIX_NONE) != (e->edits == 0))
        return false;
    if (!run_within(e->first_related, e->related, all->related_len) || !run_within(e->first_edit, e->edits, all->edits_len) ||
        !edits_follow(all->edits + e->first_edit, e->edits))
        return false;
    *f = (struct finding){.place = e->place};
    f->severity = (enum severity)e->severity;
    f->fix = (enum fix_safety)e->fix;
    f->related = e->related ? all->related + e->first_related : NULL;
    f->related_len = e->related;
    f->edits = e->edits ? all->edits + e->first_edit : NULL;
    f->edits_len = e->edits;
    return pool_get(texts, e->code, &f->code) && pool_get(texts, e->name, &f->name) && pool_get(texts, e->sentence, &f->sentence) &&
           pool_get(texts, e->caret, &f->caret) && pool_get(texts, e->help, &f->help) && pool_get(texts, e->why, &f->why);
}

static struct related *open_related(struct reader *r, uint64_t *count)
{
    struct str section = r->section[SECTION_RELATED];
    const struct image_related_entry *entries = (const void *)section.at;
    *count = section.len / sizeof *entries;
    if (*count * sizeof *entries != section.len)
        return NULL;
    struct related *made = arena_many(r->arena, *count + 1, struct related);
    for (uint64_t i = 0; i < *count; i++) {
        made[i].place = entries[i].place;
        if (!place_within(r->img, made[i].place) || !pool_get(r->section[SECTION_TEXTS], entries[i].text, &made[i].text))
            return NULL;
    }
    return made;
}

static struct edit *open_edits(struct reader *r, uint64_t *count)
{
    struct str section = r->section[SECTION_EDITS];
    const struct image_related_entry *entries = (const void *)section.at;
    *count = section.len / sizeof *entries;
    if (*count * sizeof *entries != section.len)
        return NULL;
    struct edit *made = arena_many(r->arena, *count + 1, struct edit);
    for (uint64_t i = 0; i < *count; i++) {
        made[i].place = entries[i].place;
        if (!place_within(r->img, made[i].place) || !pool_get(r->section[SECTION_TEXTS], entries[i].text, &made[i].text))
            return NULL;
    }
    return made;
}

static bool open_findings(struct reader *r)
{
    struct str section = r->section[SECTION_FINDINGS];
    const struct image_finding_entry *entries = (const void *)section.at;
    uint64_t count = section.len / sizeof *entries;
    struct beside all;
    all.related = open_related(r, &all.related_len);
    all.edits = open_edits(r, &all.edits_len);
    if (all.related == NULL || all.edits == NULL || count > UINT32_MAX || count * sizeof *entries != section.len)
        return false;
    struct finding *made = arena_many(r->arena, count, struct finding);
    for (uint64_t i = 0; i < count; i++)
        if (!open_finding(r, &entries[i], &all, &made[i]))
            return false;
    r->img->findings = made;
    r->img->findings_len = (uint32_t)count;
    return true;
}

/* ---------------------------------------------------------------- numbers */

struct check { const struct image *img; const struct table *table; const struct column *column; };

/* The column of the same label with another part; its array, or NULL. */
static const void *beside(const struct check *c, struct str part)
{
    for (uint32_t i = 0; i < c->table->columns_len; i++)
        if (str_eq(c->table->columns[i].part, part) && str_eq(c->table->columns[i].label, c->column->label))
            return c->table->columns[i].data;
    return NULL;
}

/* "because at" with "length" gives "because length"; "up" with " table" gives "up table". */
static const void *beside_named(const struct check *c, size_t keep, const char *end)
{
    char part[64];
    size_t tail = strlen(end);
    if (keep + tail > sizeof part)
        return NULL;
    memcpy(part, c->column->part.at, keep);
    memcpy(part + keep, end, tail);
    return beside(c, (struct str){part, keep + tail});
}

static bool texts_fine(const struct check *c)
{
    bool of_standard = str_eq(c->table->name, STR("scale")) || str_eq(c->table->name, STR("level"));
    struct str text = of_standard ? c->img->names : c->img->source;
    const uint32_t *at = c->column->data, *length = beside_named(c, c->column->part.len - 2, "length");
    for (uint32_t i = 0; i < c->table->rows; i++)
        if (!text_within(text, at[i], length ? length[i] : 0))
            return false;
    return true;
}

static bool within(const struct check *c, int64_t least, int64_t most)
{
    bool fine = true;
    if (c->column->element == ELEMENT_U8) {
        const uint8_t *v = c->column->data;
        for (uint32_t i = 0; i < c->table->rows; i++)
            fine &= v[i] <= most;
    } else {
        const int32_t *v = c->column->data;
        for (uint32_t i = 0; i < c->table->rows; i++)
            fine &= (v[i] >= least) & (v[i] <= most);
    }
    return fine;
}

static bool forms_fine(const struct check *c, uint8_t most, uint8_t also)
{
    const uint8_t *v = c->column->data;
    bool fine = true;
    for (uint32_t i = 0; i < c->table->rows; i++)
        fine &= (v[i] <= most) | (v[i] == also);
    return fine;
}

static int64_t rows_named(const struct image *img, const char *table)
{
    const struct table *t = image_table(img, table);
    return t ? (int64_t)t->rows : 0;
}

/* What a code may be shows in the parts beside it; the codes of other types are small numbers that readers compare. */
static bool codes_fine(const struct check *c)
{
    if (beside(c, STR("percent")))
        return within(c, 0, STATUS_SUPERSEDED);
    return !beside(c, STR("respondent at")) || within(c, 0, RESPONSE_NOT_APPLICABLE);
}

/* A row of a table that stands beside it: "up" and "up table", "row" and "table". */
static bool pairs_fine(const struct check *c, const int32_t *tables)
{
    const int32_t *row = c->column->data;
    const uint8_t *given = beside(c, STR("given"));
    for (uint32_t i = 0; i < c->table->rows; i++) {
        if (given && given[i] != GIVEN_YES && (row[i] == 0 || row[i] == -1))
            continue;
        if (row[i] < -1 || (row[i] >= 0 && (tables[i] < 0 || (uint32_t)row[i] >= c->img->tables[tables[i]].rows)))
            return false;
    }
    return true;
}

/* The label that a column is of: a list's ("action.Owner") stands in the name of its table. */
static struct str label_of(const struct check *c)
{
    size_t dot = str_find(c->table->name, STR("."));
    return c->column->label.len > 0 || dot == c->table->name.len ? c->column->label : str_from(c->table->name, dot + 1);
}

/* Rows of a table that the label decides: owners, levels, or for a status the action that took over. */
static bool rows_fine(const struct check *c)
{
    struct str label = label_of(c);
    int64_t most = rows_named(c->img, "owner"), levels = rows_named(c->img, "level");
    if (beside(c, STR("percent")))
        most = rows_named(c->img, "action");
    else if (str_eq(label, STR("Judgement")))
        most = levels;
    else if (!str_eq(label, STR("Owner")) && levels > most)
        most = levels;
    const int32_t *row = c->column->data;
    const uint8_t *given = beside(c, STR("given"));
    for (uint32_t i = 0; i < c->table->rows; i++) {
        if (given && given[i] != GIVEN_YES && row[i] == 0)
            continue;
        if (row[i] < -1 || row[i] >= most)
            return false;
    }
    return true;
}

/* The table of a list ("action.Owner") has the rows of its items in "up". */
static const struct table *table_of_list(const struct image *img, struct str name)
{
    struct str item = str_cut(&name, '.');
    for (uint32_t i = 0; i < img->tables_len; i++)
        if (str_eq(img->tables[i].name, item))
            return &img->tables[i];
    return NULL;
}

static bool up_fine(const struct check *c)
{
    const int32_t *tables = beside_named(c, c->column->part.len, " table");
    if (tables)
        return pairs_fine(c, tables);
    const struct table *items = table_of_list(c->img, c->table->name);
    return within(c, str_find(c->table->name, STR(".")) < c->table->name.len ? 0 : -1, items ? (int64_t)items->rows - 1 : -1);
}

static bool row_column_fine(const struct check *c)
{
    if (!str_eq(c->column->part, STR("row")))
        return up_fine(c);
    const int32_t *tables = beside(c, STR("table"));
    return tables ? pairs_fine(c, tables) : rows_fine(c);
}

static bool levels_fine(const struct check *c)
{
    const int32_t *count = c->column->data, *first = beside(c, STR("first level"));
    int64_t most = rows_named(c->img, "level");
    for (uint32_t i = 0; i < c->table->rows; i++)
        if (count[i] < 0 || (int64_t)(first ? first[i] : 0) + count[i] > most)
            return false;
    return true;
}

static bool column_fine(const struct check *c)
{
    switch (image_part(c->column->part)->rule) {
    case PART_ANY: case PART_LENGTH: return true;
    case PART_AT:       return texts_fine(c);
    case PART_DAY:      return within(c, IMAGE_DAY_LEAST, IMAGE_DAY_MOST);
    case PART_FORM:     return forms_fine(c, DATE_DAYS, NO_DATE);
    case PART_PERCENT:  return forms_fine(c, 100, NO_PERCENT);
    case PART_GIVEN:    return within(c, 0, GIVEN_DOUBT);
    case PART_TRUTH:    return within(c, 0, 1);
    case PART_CODE:     return codes_fine(c);
    case PART_TABLE:    return within(c, -1, (int64_t)c->img->tables_len - 1);
    case PART_ROW:      return row_column_fine(c);
    case PART_LEVEL:    return within(c, -1, rows_named(c->img, "level") - 1);
    case PART_SCALE:    return within(c, -1, rows_named(c->img, "scale") - 1);
    case PART_NOT_LESS: return within(c, -1, INT32_MAX);
    case PART_LEVELS:   return levels_fine(c);
    }
    return false;
}

static bool padding_fine(const struct check *c)
{
    size_t size = element_bytes(c->column->element);
    const char *at = c->column->data;
    for (size_t i = c->table->rows * size; i < image_padded(c->table->rows) * size; i++)
        if (at[i] != 0)
            return false;
    return true;
}

/* Tables are verified before rows: pairs_fine reads the column beside it, which may be later. */
static bool columns_fine(const struct image *img, bool of_tables)
{
    for (uint32_t i = 0; i < img->tables_len; i++)
        for (uint32_t k = 0; k < img->tables[i].columns_len; k++) {
            struct check c = {img, &img->tables[i], &img->tables[i].columns[k]};
            bool is_table = image_part(c.column->part)->rule == PART_TABLE;
            if (is_table == of_tables && !(padding_fine(&c) && column_fine(&c)))
                return false;
        }
    return true;
}

struct around { const int32_t *table, *row; };

/* A walk upwards from every row ends at a document. */
static bool rises(const struct around *all, int32_t table, int32_t row)
{
    for (unsigned step = 0; step < IMAGE_UP_MOST; step++) {
        const struct around *at = &all[table];
        if (!at->table || !at->row || at->table[row] < 0 || at->row[row] < 0)
            return true;
        int32_t next = at->row[row];
        table = at->table[row];
        row = next;
    }
    return false;
}

static bool items_rise(const struct image *img, struct arena *a)
{
    struct around *all = arena_many(a, img->tables_len, struct around);
    for (uint32_t i = 0; i < img->tables_len; i++)
        all[i] = (struct around){table_i32(&img->tables[i], "", "up table"), table_i32(&img->tables[i], "", "up")};
    for (uint32_t i = 0; i < img->tables_len; i++)
        for (uint32_t k = 0; k < img->tables[i].rows; k++)
            if (!rises(all, (int32_t)i, (int32_t)k))
                return false;
    return true;
}

struct err image_open(struct str bytes, struct arena *a, const struct image **img)
{
    struct reader r = {.arena = a};
    struct err err = pack_open(bytes, IMAGE_MAGIC, IMAGE_VERSION, r.section, IMAGE_SECTIONS);
    if (failed(err))
        return err;
    for (uint32_t i = SECTION_SOURCE_NAME; i <= SECTION_TEXTS; i++)
        if (r.section[i].len > UINT32_MAX || (i != SECTION_SOURCE_NAME && !is_text(r.section[i])))
            return (struct err){ERR_DAMAGED, 0};
    r.img = arena_new(a, struct image);
    r.img->source_name = r.section[SECTION_SOURCE_NAME];
    r.img->source = r.section[SECTION_SOURCE];
    r.img->names = r.section[SECTION_NAMES];
    if (!open_tables(&r) || !open_findings(&r) || !columns_fine(r.img, true) || !columns_fine(r.img, false) || !items_rise(r.img, a))
        return (struct err){ERR_DAMAGED, 0};
    *img = r.img;
    return OK;
}
