/* sheets.c - rows for the sheets of sheets.def: which things have one, in which order. What stands in them is sheet_columns.c. */
#include "sheets.h"
#include "make.h"
#include "../../runtime/report/spots.h"

/* What rules find in a file: its documents take theirs one after another. */
struct sheet_findings { struct finding_list list; struct spots spots; uint32_t next; };

struct sheet_maker {
    const struct publication *publication;
    const struct sheet_sink  *sink;
    struct sheet_file        *files;
    bool                      several;    /* documents */
    enum sheet_id             sheet;
    const struct sheet_column *columns[SHEET_COLUMNS_MOST];
    uint32_t                  columns_len;
    bool                      begun;
    struct sheet_line         line;
};

static sheet_rows rows_items, rows_concerns, rows_owners, rows_areas, rows_months, rows_levels, rows_problems, rows_documents;

const struct sheet_row sheet_rows_of[SHEETS] = {
#define SHEET(ID, name, rows, kinds, documents, main, about) {name, about, rows_##rows, kinds, documents, main},
#define COLUMN(...)
#include "sheets.def"
#undef SHEET
#undef COLUMN
};

enum sheet_id sheet_named(struct str name)
{
    unsigned s = 0;
    while (s < SHEETS && !str_eq_fold(name, str_of(sheet_rows_of[s].name)))
        s++;
    return (enum sheet_id)s;
}

/* ---- rows */

static void begin(struct sheet_maker *m)
{
    if (!m->begun)
        m->sink->begin(m->sink->of, m->sheet, m->columns, m->columns_len);
    m->begun = true;
}

/* The line as it stands becomes a row. */
static void put_row(struct sheet_maker *m)
{
    struct datum values[SHEET_COLUMNS_MOST];
    struct arena work;
    arena_open(&work, m->publication->arena->mem);
    begin(m);
    m->line.work = &work;
    for (uint32_t i = 0; i < m->columns_len; i++) {
        values[i] = m->columns[i]->fn(&m->line, m->columns[i]->what);
        if (values[i].type != DATUM_MISSING && values[i].type != m->columns[i]->type)
            BUG("a column gives another type than sheets.def says");
    }
    m->sink->row(m->sink->of, m->sheet, values, m->columns_len);
    arena_close(&work);
}

enum kind promise_item(enum promise_kind k)
{
    static const enum kind ITEMS[PROMISE_KINDS] = {[PROMISE_ACTION] = KIND_ACTION, [PROMISE_STEP] = KIND_STEP, [PROMISE_RECOMMENDATION] = KIND_RECOMMENDATION};
    return ITEMS[k];
}

static const struct promise *promise_of(const struct sheet_file *f, uint32_t item)
{
    const struct rows *r = f->file->rows;
    for (unsigned k = 0; k < PROMISE_KINDS; k++)
        if (rows_item(r, item)->kind == promise_item((enum promise_kind)k))
            return f->promise[k][r->row[item]];
    return NULL;
}

static void rows_items(struct sheet_maker *m, const struct subject *s)
{
    const struct rows *r = s->file->rows;
    for (uint32_t item = s->item; item < r->end[s->item]; item++)
        if (sheet_rows_of[m->sheet].kinds >> rows_item(r, item)->kind & 1) {
            m->line.item = item;
            m->line.promise = promise_of(m->line.file, item);
            put_row(m);
        }
}

static void rows_groups(struct sheet_maker *m, const struct progress_group *groups, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++) {
        m->line.group = &groups[i];
        put_row(m);
    }
}

static void rows_concerns(struct sheet_maker *m, const struct subject *s) { rows_groups(m, s->progress->by_concern, s->progress->by_concern_len); }
static void rows_owners(struct sheet_maker *m, const struct subject *s) { rows_groups(m, s->progress->by_owner, s->progress->by_owner_len); }
static void rows_areas(struct sheet_maker *m, const struct subject *s) { rows_groups(m, s->progress->by_area, s->progress->by_area_len); }
static void rows_months(struct sheet_maker *m, const struct subject *s) { rows_groups(m, s->progress->by_month, s->progress->by_month_len); }

/* A level that nothing was given has a row too; what has no level, only where there is such. */
static void rows_levels(struct sheet_maker *m, const struct subject *s)
{
    for (uint32_t t = 0; t < s->progress->judgements_len; t++) {
        m->line.judged = &s->progress->judgements[t];
        for (uint32_t l = 0; l < m->line.judged->levels_len + (m->line.judged->not_judged > 0); l++) {
            m->line.level = l;
            put_row(m);
        }
    }
}

static struct sheet_findings *findings_of(struct sheet_maker *m, const struct subject *s)
{
    struct arena          *a = m->publication->arena;
    struct sheet_file     *file = &m->files[s->file - m->publication->files];
    const struct unit     *u = s->file->unit;
    if (file->findings)
        return file->findings;
    file->findings = arena_new(a, struct sheet_findings);
    spots_open(&file->findings->spots, u->image->source, a);
    run_findings(run_program(unit_program(u), u->image, m->publication->today, NULL, a), &file->findings->list);
    return file->findings;
}

/* Findings stand in the order of their places: those before the document that comes next are this one's, or of one that is not published. */
static void rows_problems(struct sheet_maker *m, const struct subject *s)
{
    struct sheet_findings *all = findings_of(m, s);
    const struct rows     *r = s->file->rows;
    uint32_t end = r->end[s->item] < r->tree->items_len ? rows_item(r, r->end[s->item])->place.at : UINT32_MAX;
    for (; all->next < all->list.len; all->next++) {
        struct finding f;
        struct arena   a;
        arena_open(&a, m->publication->arena->mem);
        all->list.fill(all->list.of, all->next, &a, &f);
        if (f.place.at < end && (s->item == 0 || f.place.at >= rows_item(r, s->item)->place.at)) {
            m->line.problem = &f;
            m->line.source_line = spots_at(&all->spots, f.place.at).line;
            put_row(m);
        }
        arena_close(&a);
        if (f.place.at >= end)
            return;
    }
}

static void rows_documents(struct sheet_maker *m, const struct subject *s)
{
    (void)s;
    put_row(m);
}

static void tally_sum(struct tally *to, const struct tally *t)
{
    to->actions += t->actions, to->completed += t->completed, to->open += t->open;
    to->late += t->late, to->due += t->due, to->undated += t->undated;
}

/* Under the documents, what they come to together. */
static void put_sum(struct sheet_maker *m)
{
    struct progress sum = {.today = m->publication->today};
    for (uint32_t i = 0; i < m->publication->subjects_len; i++) {
        const struct progress *p = m->publication->subjects[i].progress;
        tally_sum(&sum.total, &p->total);
        sum.concerns += p->concerns, sum.recommendations += p->recommendations, sum.themes += p->themes, sum.findings += p->findings;
        sum.practices += p->practices, sum.steps += p->steps, sum.points += p->points;
    }
    m->line = (struct sheet_line){.progress = &sum, .today = m->publication->today};
    put_row(m);
}

/* ---- sheets */

static void columns_open(struct sheet_maker *m)
{
    m->columns_len = 0;
    for (unsigned c = 0; c < sheet_columns_len; c++)
        if (sheet_columns[c].sheet == m->sheet && (m->several || sheet_columns[c].use != COLUMN_SEVERAL))
            m->columns[m->columns_len++] = &sheet_columns[c];
}

static void make_sheet(struct sheet_maker *m, enum sheet_id sheet, bool empty_too)
{
    const struct publication *p = m->publication;
    m->sheet = sheet;
    m->begun = false;
    columns_open(m);
    if (empty_too)
        begin(m);
    for (uint32_t i = 0; i < p->subjects_len; i++) {
        const struct subject *s = &p->subjects[i];
        m->line = (struct sheet_line){.file = &m->files[s->file - p->files], .subject = s, .item = s->item, .progress = s->progress, .today = p->today};
        if (sheet_rows_of[sheet].documents >> s->kind & 1)
            sheet_rows_of[sheet].rows(m, s);
    }
    if (sheet == SHEET_TOTALS && m->several)
        put_sum(m);
}

static enum sheet_id main_sheet(const struct publication *p)
{
    unsigned s = 0;
    if (p->sheet.len > 0)
        return sheet_named(p->sheet);
    while (s + 1 < SHEETS && (sheet_rows_of[s].main >> p->subjects[0].kind & 1) == 0)
        s++;
    return (enum sheet_id)s;
}

/* ---- files */

static void date_completed(struct sheet_file *f, const char *reports, const char *table_part, const char *row_part, int32_t today)
{
    const struct image *img = f->file->unit->image;
    const struct table *t = image_table(img, reports);
    const int32_t *up_table = t ? table_i32(t, "", table_part) : NULL, *up = t ? table_i32(t, "", row_part) : NULL;
    const int32_t *first = t ? table_i32(t, "", "date first") : NULL, *last = t ? table_i32(t, "", "date last") : NULL;
    const uint8_t *form = t ? table_u8(t, "", "date form") : NULL, *code = t ? table_u8(t, "Status", "code") : NULL;
    if (!up_table || !up || !first || !last || !code)
        return;
    for (uint32_t r = 0; r < t->rows; r++) {
        struct date d = {first[r], last[r], (enum date_form)u8_row(form, r)};
        if (code[r] != STATUS_COMPLETED || up[r] < 0 || d.first > today || (unsigned)d.form == NO_DATE)
            continue;
        for (unsigned k = 0; k < PROMISE_KINDS; k++) {
            struct date *at = up_table[r] == image_table_number(img, kind_rows[promise_item((enum promise_kind)k)].name) ? &f->completed[k][up[r]] : NULL;
            if (at && ((unsigned)at->form == NO_DATE || d.last < at->last))
                *at = d;
        }
    }
}

static void file_open(struct sheet_file *f, const struct publish_file *file, const struct publication *p)
{
    struct promises all = promises_of(file->unit->image, p->today, p->arena);
    *f = (struct sheet_file){.file = file};
    for (unsigned k = 0; k < PROMISE_KINDS; k++) {
        uint32_t rows = file->unit->tree->kind_count[promise_item((enum promise_kind)k)];
        f->promise[k] = arena_zero(p->arena, rows * sizeof *f->promise[k]);
        f->completed[k] = arena_many(p->arena, rows, struct date);
        for (uint32_t r = 0; r < rows; r++)
            f->completed[k][r] = (struct date){0, 0, (enum date_form)NO_DATE};
    }
    for (uint32_t i = 0; i < all.len; i++)
        f->promise[all.at[i].kind][all.at[i].row] = &all.at[i];
    date_completed(f, "update", "up table", "up", p->today);
    date_completed(f, "entry", "reported table", "reported", p->today);
}

static void maker_open(struct sheet_maker *m, const struct publication *p, const struct sheet_sink *sink)
{
    *m = (struct sheet_maker){.publication = p, .sink = sink, .several = p->subjects_len > 1};
    m->files = arena_many(p->arena, p->files_len, struct sheet_file);
    for (uint32_t f = 0; f < p->files_len; f++)
        file_open(&m->files[f], &p->files[f], p);
}

void sheet_make_main(const struct publication *p, const struct sheet_sink *sink)
{
    struct sheet_maker m;
    maker_open(&m, p, sink);
    make_sheet(&m, main_sheet(p), true);
}

void sheet_make_all(const struct publication *p, const struct sheet_sink *sink)
{
    enum sheet_id      first = main_sheet(p);
    struct sheet_maker m;
    maker_open(&m, p, sink);
    make_sheet(&m, first, true);
    for (unsigned s = 0; s < SHEETS && p->sheet.len == 0; s++)
        if (s != (unsigned)first)
            make_sheet(&m, (enum sheet_id)s, false);
}

struct str sheets_title(const struct publication *p, struct arena *a)
{
    const struct subject *s = &p->subjects[0];
    struct str title = clean_words(a, rows_title(s->file->rows, s->item));
    return p->subjects_len == 1 ? str_printf(a, "%s: " STR_FMT, kind_rows[s->kind].word, STR_ARG(title)) : str_printf(a, "%u documents", p->subjects_len);
}
