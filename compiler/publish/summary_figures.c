/* summary_figures.c - the metrics and tables that standards declare: worked out by runtime/report, here only set out. */
#include "summary.h"
#include "../../runtime/report/text.h"

/* ---- cells */

static struct cell figure_cell(struct survey *s, const struct figure *f)
{
    if (!f->given)
        return cell_missing();
    if (f->is_day)
        return cell_date((struct date){(int32_t)f->number, (int32_t)f->number, DATE_DAY});
    switch (f->type) {
    case HOLE_WHOLE: case HOLE_WORDS: case HOLE_NUMBER: return (struct cell){.kind = CELL_NUMBER, .number = f->number};
    case HOLE_PERCENT: return (struct cell){.kind = CELL_PERCENT, .number = f->number};
    case HOLE_DATE: case HOLE_MONTH: case HOLE_STATUS: case HOLE_LEVEL: case HOLE_LITERAL: case HOLE_TEXT: case HOLE_TYPES: break;
    }
    return cell_text(s->arena, clean_words(s->arena, f->text));
}

static enum align align_of(const struct metric_form *column)
{
    enum hole_type t = (enum hole_type)column->hole.type;
    return t == HOLE_WHOLE || t == HOLE_WORDS || t == HOLE_NUMBER || t == HOLE_PERCENT ? ALIGN_NUMBER : ALIGN_TEXT;
}

static bool is_shown(const struct survey *s, const struct figure_row *r) { return s->item == NULL || r->item == *s->item; }

/* ---- tables */

/* A single row for what has no area or no month is none. */
static bool is_worth_a_table(const struct survey *s, const struct figure_view *v)
{
    for (uint32_t i = 0; i < v->rows.len; i++)
        if (is_shown(s, &v->rows.at[i]) && (v->rows.at[i].key.len > 0 || v->of < ROWS_AREAS || v->of == ROWS_ESTATE))
            return true;
    return false;
}

static const struct table_column *columns_of(struct survey *s, const struct figure_view *v)
{
    struct table_column *columns = arena_many(s->arena, v->columns_len + (size_t)1, struct table_column);
    columns[0] = (struct table_column){survey_capital(s, v->table), ALIGN_TEXT, 2};
    for (uint32_t c = 0; c < v->columns_len; c++)
        columns[c + 1] = (struct table_column){clean_words(s->arena, v->columns[c].name), align_of(&v->columns[c]), 1};
    return columns;
}

static void draw(struct survey *s, const struct figure_view *v, struct table_draft *t)
{
    struct cell *cells = arena_many(s->arena, v->columns_len + (size_t)1, struct cell);
    struct runs caption = runs_printf(s->arena, STR_FMT " (standard " STR_FMT ")", STR_ARG(clean_words(s->arena, v->title)), STR_ARG(clean_words(s->arena, v->declared)));

    table_begin(t, s->m, caption, columns_of(s, v), v->columns_len + 1);
    t->block.row_heads = true;
    for (uint32_t i = 0; i < v->rows.len; i++) {
        const struct figure_row *r = &v->rows.at[i];
        if (!is_shown(s, r))
            continue;
        cells[0] = survey_named(s, r->title, text_opening(s->arena, r->more, OPENING_BYTES));
        for (uint32_t c = 0; c < v->columns_len; c++)
            cells[c + 1] = figure_cell(s, &r->figures[c]);
        table_add(t, ROW_ITEM, cells, STR(""));
    }
}

/* ---- what irp's own tables say already: the same rows in the same order, and for each column one of the same title with the same numbers */

static struct str first_words(const struct cell *c)
{
    bool any = c->kind == CELL_BLOCKS && c->blocks.len > 0 && c->blocks.at[0].paragraph.text.len > 0;
    return any ? c->blocks.at[0].paragraph.text.at[0].text : STR("");
}

static uint32_t column_titled(const struct table_block *t, struct str title)
{
    uint32_t c = 0;
    while (c < t->columns_len && !str_eq(t->columns[c].title, title))
        c++;
    return c;
}

static bool same_number(const struct cell *ours, const struct cell *theirs)
{
    return ours->kind == CELL_WHOLE && theirs->kind == CELL_NUMBER && ours->number * NUMBER_ONE == theirs->number;
}

static bool same_rows(const struct table_block *ours, const struct table_draft *theirs)
{
    bool same = ours->rows_len >= theirs->rows.len;
    for (uint32_t r = 0; same && r < theirs->rows.len; r++)
        same = ours->rows[r].use == ROW_ITEM && str_eq(first_words(&ours->rows[r].cells[0]), first_words(&theirs->rows.at[r].cells[0]));
    for (uint32_t c = 1; same && c < theirs->block.columns_len; c++) {
        uint32_t of = column_titled(ours, theirs->block.columns[c].title);
        same = of < ours->columns_len;
        for (uint32_t r = 0; same && r < theirs->rows.len; r++)
            same = same_number(&ours->rows[r].cells[of], &theirs->rows.at[r].cells[c]);
    }
    return same;
}

static bool is_said(const struct survey *s, const struct table_draft *t)
{
    bool said = false;
    for (uint32_t i = 0; !said && i < s->counted.len; i++)
        said = same_rows(&s->counted.at[i], t);
    return said;
}

void survey_tables(struct survey *s)
{
    bool any = false;
    for (uint32_t i = 0; i < s->figures.len; i++) {
        const struct figure_view *v = &s->figures.at[i];
        struct table_draft t;
        if (v->title.len == 0 || !is_worth_a_table(s, v))
            continue;
        draw(s, v, &t);
        if (is_said(s, &t))
            continue;
        if (!any)
            survey_section(s, STR("Tables of the standards"), "tables");
        any = true;
        make_table(&t, STR(""));
    }
}

/* ---- metrics: of the document, or of the estate */

void survey_metrics(struct survey *s)
{
    static const struct table_column columns[] = {COLUMN_WORDS("Figure", 2), COLUMN_WORDS("Standard", 2), COLUMN_NUMBERS("Value")};
    enum rows_of wanted = s->several ? ROWS_ESTATE : ROWS_DOCUMENTS;
    struct table_draft t;
    bool any = false;

    table_begin(&t, s->m, runs_of(s->arena, STR("What the standards measure")), columns, ARRAY_LEN(columns));
    t.block.row_heads = true;
    for (uint32_t i = 0; i < s->figures.len; i++) {
        const struct figure_view *v = &s->figures.at[i];
        for (uint32_t r = 0; r < v->rows.len && v->of == wanted && v->title.len == 0; r++)
            for (uint32_t c = 0; is_shown(s, &v->rows.at[r]) && c < v->columns_len; c++) {
                any = true;
                table_add(&t, ROW_ITEM, (struct cell[]){cell_text(s->arena, survey_capital(s, v->columns[c].name)),
                                                        cell_text(s->arena, clean_words(s->arena, v->declared)), figure_cell(s, &v->rows.at[r].figures[c])}, STR(""));
            }
    }
    if (any)
        survey_section(s, STR("Figures of the standards"), "figures");
    make_table(&t, STR(""));
}
