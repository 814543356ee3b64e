/* sheet_columns.c - the columns of sheets.def: what stands in a row, a function each. An empty text is missing. */
#include "sheets.h"
#include "make.h"

static const struct datum missing = {.type = DATUM_MISSING};

static struct datum text_of(struct str s) { return s.len > 0 ? (struct datum){.type = DATUM_TEXT, .text = s} : missing; }
static struct datum whole_of(int64_t n) { return (struct datum){.type = DATUM_WHOLE, .number = n}; }
static struct datum date_of(struct date d) { return (struct datum){.type = DATUM_DATE, .date = d}; }

static const struct rows *rows_of(const struct sheet_line *l) { return l->file->file->rows; }
static enum kind kind_of(const struct sheet_line *l, uint32_t item) { return (enum kind)rows_item(rows_of(l), item)->kind; }

/* ---- the document */

static struct datum column_establishment(const struct sheet_line *l, const char *what)
{
    (void)what;
    return text_of(clean_words(l->work, rows_title(rows_of(l), l->subject->item)));
}

static struct datum column_file(const struct sheet_line *l, const char *what)
{
    (void)what;
    return l->file ? text_of(clean_words(l->work, l->file->file->name)) : missing;
}

static struct datum column_document(const struct sheet_line *l, const char *what)
{
    (void)what;
    if (!l->subject)
        return text_of(STR("All documents"));
    return text_of(str_printf(l->work, "%s: " STR_FMT, kind_rows[l->subject->kind].word, STR_ARG(column_establishment(l, "").text)));
}

static struct datum column_today(const struct sheet_line *l, const char *what)
{
    (void)what;
    return date_of(date_of_day(l->today));
}

/* ---- texts of an item */

/* Paragraphs and points one on a line. */
static void put_blocks(struct out *o, struct blocks blocks)
{
    for (uint32_t i = 0; i < blocks.len; i++) {
        const struct block *b = &blocks.at[i];
        if (i > 0)
            out_char(o, '\n');
        for (uint32_t r = 0; b->kind == BLOCK_PARAGRAPH && r < b->paragraph.text.len; r++)
            out_str(o, b->paragraph.text.at[r].text);
        for (uint32_t p = 0; b->kind == BLOCK_LIST && p < b->list.len; p++) {
            out_str(o, p > 0 ? STR("\n- ") : STR("- "));
            for (uint32_t r = 0; r < b->list.at[p].len; r++)
                out_str(o, b->list.at[p].at[r].text);
        }
    }
}

struct str sheet_words(const struct rows *r, uint32_t item, struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    out_str(&o, clean_words(a, rows_title(r, item)));
    if (o.len > 0 && rows_prose(r, item).len > 0)
        out_char(&o, '\n');
    put_blocks(&o, prose_blocks(a, rows_prose(r, item)));
    return out_text(&o);
}

static struct str words_of(const struct sheet_line *l, uint32_t item) { return sheet_words(rows_of(l), item, l->work); }

static struct datum column_number(const struct sheet_line *l, const char *what)
{
    (void)what;
    return text_of(rows_number(rows_of(l), l->item));
}

static struct datum column_words(const struct sheet_line *l, const char *what)
{
    (void)what;
    return text_of(words_of(l, l->item));
}

/* The words of its heading: "Key recommendation". */
static struct str heading_of(const struct sheet_line *l, uint32_t item)
{
    enum kind k = kind_of(l, item);
    const char *before = modifier_word(k, rows_item(rows_of(l), item)->modifier);
    return before[0] == '\0' ? str_of(kind_rows[k].word) : str_printf(l->work, "%s %c%s", before, lower(kind_rows[k].word[0]), kind_rows[k].word + 1);
}

static struct datum column_kind(const struct sheet_line *l, const char *what)
{
    (void)what;
    return text_of(heading_of(l, l->item));
}

/* The values of a label, one on a line. A kind without the label has none. */
static struct datum column_label(const struct sheet_line *l, const char *what)
{
    enum label label = label_find(kind_of(l, l->item), str_of(what));
    uint32_t   line = 0;
    struct str value;
    struct out o;
    out_memory(&o, l->work);
    while (label != LABEL_NONE && rows_texts(rows_of(l), l->item, label, &line, &value)) {
        if (o.len > 0)
            out_char(&o, '\n');
        out_str(&o, clean_words(l->work, value));
    }
    return text_of(out_text(&o));
}

/* ---- what stands around an item: its concern, or else the recommendation or theme next to it */

static uint32_t around(const struct sheet_line *l)
{
    const struct rows *r = rows_of(l);
    uint32_t found = NO_ITEM;
    for (uint32_t up = rows_item(r, l->item)->parent; up != NO_ITEM; up = rows_item(r, up)->parent) {
        enum kind k = kind_of(l, up);
        if (k == KIND_CONCERN)
            return up;
        if (found == NO_ITEM && (k == KIND_RECOMMENDATION || k == KIND_THEME))
            found = up;
    }
    return found;
}

static struct datum column_around_number(const struct sheet_line *l, const char *what)
{
    uint32_t up = around(l);
    (void)what;
    return up == NO_ITEM ? missing : text_of(rows_number(rows_of(l), up));
}

static struct datum column_around_group(const struct sheet_line *l, const char *what)
{
    uint32_t up = around(l);
    (void)what;
    return up == NO_ITEM ? missing : text_of(str_of(modifier_word(kind_of(l, up), rows_item(rows_of(l), up)->modifier)));
}

static struct datum column_around_words(const struct sheet_line *l, const char *what)
{
    uint32_t up = around(l);
    (void)what;
    return up == NO_ITEM ? missing : text_of(words_of(l, up));
}

/* "Recommendation 1.42": of a paragraph, what it is directly about. */
static struct datum column_around_name(const struct sheet_line *l, const char *what)
{
    uint32_t up = rows_item(rows_of(l), l->item)->parent;
    (void)what;
    if (up == NO_ITEM || up == l->subject->item)
        return missing;
    struct str number = rows_number(rows_of(l), up), title = clean_words(l->work, rows_title(rows_of(l), up));
    return text_of(str_printf(l->work, STR_FMT "%s" STR_FMT "%s" STR_FMT, STR_ARG(heading_of(l, up)), number.len > 0 ? " " : "", STR_ARG(number),
                              title.len > 0 ? ": " : "", STR_ARG(title)));
}

static struct datum column_area(const struct sheet_line *l, const char *what)
{
    (void)what;
    return l->promise ? text_of(clean_words(l->work, l->promise->area)) : missing;
}

/* ---- promises */

static struct datum column_owners(const struct sheet_line *l, const char *what)
{
    (void)what;
    return l->promise ? text_of(clean_words(l->work, l->promise->owner)) : missing;
}

static struct datum column_promised(const struct sheet_line *l, const char *what)
{
    (void)what;
    return l->promise && l->promise->first_dated ? date_of(l->promise->first_deadline) : missing;
}

static struct datum column_effective(const struct sheet_line *l, const char *what)
{
    (void)what;
    return l->promise && l->promise->dated ? date_of(l->promise->deadline) : missing;
}

static struct datum column_last_day(const struct sheet_line *l, const char *what)
{
    (void)what;
    return l->promise && l->promise->dated ? date_of(date_of_day(l->promise->deadline.last)) : missing;
}

static struct datum column_slip(const struct sheet_line *l, const char *what)
{
    (void)what;
    return l->promise && l->promise->dated ? whole_of(l->promise->slip) : missing;
}

static struct datum column_status(const struct sheet_line *l, const char *what)
{
    (void)what;
    return l->promise && l->promise->status != STATUS_NONE ? text_of(status_words(l->promise->status)) : missing;
}

static struct datum column_progress(const struct sheet_line *l, const char *what)
{
    (void)what;
    return l->promise && l->promise->has_progress ? (struct datum){.type = DATUM_PERCENT, .number = l->promise->progress} : missing;
}

/* The words that the totals count: struct tally says which parts make up the whole. */
static struct datum column_position(const struct sheet_line *l, const char *what)
{
    uint8_t state = l->promise ? l->promise->state : 0;
    (void)what;
    return !l->promise ? missing : text_of(
        state & DEED_COMPLETED ? STR("Completed") : !(state & DEED_OPEN) ? STR("Withdrawn or superseded") : state & DEED_LATE ? STR("Late") :
        state & DEED_DUE ? STR("Due this month") : state & DEED_UNDATED ? STR("No deadline") : STR("Later"));
}

static struct datum column_days_late(const struct sheet_line *l, const char *what)
{
    (void)what;
    return l->promise && l->promise->days_late > 0 ? whole_of(l->promise->days_late) : missing;
}

/* What the Status line says, or else the first update that says so. */
static struct datum column_completed_on(const struct sheet_line *l, const char *what)
{
    (void)what;
    if (!l->promise || l->promise->status != STATUS_COMPLETED)
        return missing;
    const struct table *t = image_table(rows_of(l)->img, kind_rows[promise_item(l->promise->kind)].name);
    const uint8_t *code = table_u8(t, "Status", "code"), *form = table_u8(t, "Status", "form");
    const int32_t *first = table_i32(t, "Status", "first"), *last = table_i32(t, "Status", "last");
    uint32_t       row = l->promise->row;
    if (code && form && first && last && code[row] == STATUS_COMPLETED && form[row] != NO_DATE)
        return date_of((struct date){first[row], last[row], (enum date_form)form[row]});
    struct date d = l->file->completed[l->promise->kind][row];
    return (unsigned)d.form == NO_DATE ? missing : date_of(d);
}

/* ---- updates */

static struct datum column_updates(const struct sheet_line *l, const char *what)
{
    uint32_t n = rows_count(rows_of(l), l->item, KIND_UPDATE);
    (void)what;
    return n > 0 ? whole_of(n) : missing;
}

/* The latest by its day that has come; the later in the file, of two of one day. */
static uint32_t last_update(const struct sheet_line *l, struct date *day)
{
    const struct rows  *r = rows_of(l);
    const struct table *t = image_table(r->img, "update");
    const int32_t *first = t ? table_i32(t, "", "date first") : NULL, *last = t ? table_i32(t, "", "date last") : NULL;
    const uint8_t *form = t ? table_u8(t, "", "date form") : NULL;
    uint32_t found = NO_ITEM;
    for (uint32_t u = rows_next(r, l->item, l->item, KIND_UPDATE); first && last && u != NO_ITEM; u = rows_next(r, l->item, u, KIND_UPDATE)) {
        uint32_t row = r->row[u];
        if (u8_row(form, row) == NO_DATE || first[row] > l->today || (found != NO_ITEM && last[row] < day->last))
            continue;
        *day = (struct date){first[row], last[row], (enum date_form)u8_row(form, row)};
        found = u;
    }
    return found;
}

static struct datum column_last_update(const struct sheet_line *l, const char *what)
{
    struct date day;
    (void)what;
    return last_update(l, &day) == NO_ITEM ? missing : date_of(day);
}

static struct datum column_last_words(const struct sheet_line *l, const char *what)
{
    struct date day;
    uint32_t    u = last_update(l, &day);
    (void)what;
    return u == NO_ITEM ? missing : text_of(words_of(l, u));
}

/* ---- judgements */

static struct datum column_judgement(const struct sheet_line *l, const char *what)
{
    int32_t level = rows_level(rows_of(l), l->item);
    (void)what;
    return level < 0 ? missing : text_of(clean_words(l->work, image_level_name(rows_of(l)->img, level)));
}

static struct datum column_judgement_number(const struct sheet_line *l, const char *what)
{
    uint32_t at = rows_next(rows_of(l), l->item, l->item, KIND_JUDGEMENT);
    (void)what;
    return at == NO_ITEM ? missing : text_of(rows_number(rows_of(l), at));
}

/* Whom it names, or else whose scale it was judged on. */
static struct datum column_inspectorate(const struct sheet_line *l, const char *what)
{
    const struct image *img = rows_of(l)->img;
    const struct table *levels = image_table(img, "level"), *scales = image_table(img, "scale");
    int32_t             level = rows_level(rows_of(l), l->item);
    struct datum        named = column_label(l, "By");
    (void)what;
    if (named.type != DATUM_MISSING || level < 0 || !levels || !scales)
        return named;
    const int32_t *scale = table_i32(levels, "", "scale");
    return text_of(clean_words(l->work, image_row_text(img, scales, scale ? (uint32_t)scale[level] : 0, "", "by")));
}

static struct datum column_level_by(const struct sheet_line *l, const char *what)
{
    (void)what;
    return text_of(clean_words(l->work, l->judged->inspectorate));
}

static struct datum column_level_items(const struct sheet_line *l, const char *what)
{
    (void)what;
    return text_of(l->judged->nouns);
}

static struct datum column_level_name(const struct sheet_line *l, const char *what)
{
    (void)what;
    return text_of(l->level < l->judged->levels_len ? clean_words(l->work, l->judged->levels[l->level].name) : STR("Not judged"));
}

static struct datum column_level_count(const struct sheet_line *l, const char *what)
{
    (void)what;
    return whole_of(l->level < l->judged->levels_len ? l->judged->levels[l->level].count : l->judged->not_judged);
}

/* ---- groups and totals */

static struct datum column_group_key(const struct sheet_line *l, const char *what)
{
    (void)what;
    return text_of(clean_words(l->work, l->group->key));
}

static struct datum column_group_title(const struct sheet_line *l, const char *what)
{
    (void)what;
    return text_of(clean_words(l->work, l->group->title));
}

static struct datum column_group_text(const struct sheet_line *l, const char *what)
{
    struct out o;
    (void)what;
    out_memory(&o, l->work);
    put_blocks(&o, prose_blocks(l->work, l->group->text));
    return text_of(out_text(&o));
}

static struct datum column_group_late(const struct sheet_line *l, const char *what)
{
    (void)what;
    return l->group->late_days > 0 ? whole_of(l->group->late_days) : missing;
}

static struct datum column_count(const struct sheet_line *l, const char *what)
{
    struct tally t = l->group ? l->group->tally : l->progress->total;
    const struct { const char *what; uint32_t n; } COUNTS[] = {
        {"actions", t.actions}, {"completed", t.completed}, {"late", t.late}, {"due", t.due}, {"later", tally_later(t)},
        {"undated", t.undated}, {"closed", tally_closed(t)}};
    for (size_t i = 0; i < ARRAY_LEN(COUNTS); i++)
        if (strcmp(COUNTS[i].what, what) == 0)
            return whole_of(COUNTS[i].n);
    BUG("sheets.def counts what no tally has");
}

static struct datum column_total(const struct sheet_line *l, const char *what)
{
    const struct progress *p = l->progress;
    const struct { const char *what; uint32_t n; } TOTALS[] = {
        {"concerns", p->concerns}, {"recommendations", p->recommendations}, {"themes", p->themes}, {"findings", p->findings},
        {"practices", p->practices}, {"steps", p->steps}, {"points", p->points}};
    for (size_t i = 0; i < ARRAY_LEN(TOTALS); i++)
        if (strcmp(TOTALS[i].what, what) == 0)
            return whole_of(TOTALS[i].n);
    BUG("sheets.def counts what no document has");
}

/* ---- problems */

static struct datum column_severity(const struct sheet_line *l, const char *what)
{
    static const char *const WORDS[] = {[SEVERITY_ERROR] = "Error", [SEVERITY_WARNING] = "Warning", [SEVERITY_NOTE] = "Note"};
    (void)what;
    return text_of(str_of(WORDS[l->problem->severity]));
}

static struct datum column_source_line(const struct sheet_line *l, const char *what)
{
    (void)what;
    return whole_of(l->source_line);
}

static struct datum column_problem(const struct sheet_line *l, const char *what)
{
    struct str text = strcmp(what, "rule") == 0 ? l->problem->name : strcmp(what, "sentence") == 0 ? l->problem->sentence :
                      strcmp(what, "help") == 0 ? l->problem->help : l->problem->why;
    return text_of(clean_words(l->work, text));
}

/* ---- the table */

const struct sheet_column sheet_columns[] = {
#define SHEET(...)
#define COLUMN(SHEET, title, type, width, use, fn, what, about) {SHEET_##SHEET, title, DATUM_##type, width, COLUMN_##use, column_##fn, what, about},
#include "sheets.def"
#undef SHEET
#undef COLUMN
};
const unsigned sheet_columns_len = ARRAY_LEN(sheet_columns);
