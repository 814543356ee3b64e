/* layout_plan.c - an action plan as it is published (design: outputs O-1 to O-2).
 *
 * Concerns are answered in five columns: a row an action, in the order of the plan, with its own owner and its own date, never "as above". The concerns
 * stand in two bands, priority concerns first. Recommendations are answered in six: the older form, which says of each whether it is agreed.
 */
#include "house.h"

enum { COLUMN_NUMBER, COLUMN_TEXT, COLUMN_ACTION, COLUMN_OWNER, COLUMN_DATE, CONCERN_COLUMNS, COLUMN_RESPONSE = CONCERN_COLUMNS, ALL_COLUMNS };

/* The columns of each form, by what they hold. */
static const unsigned concern_form[] = {COLUMN_NUMBER, COLUMN_TEXT, COLUMN_ACTION, COLUMN_OWNER, COLUMN_DATE};
static const unsigned recommendation_form[] = {COLUMN_NUMBER, COLUMN_TEXT, COLUMN_RESPONSE, COLUMN_ACTION, COLUMN_OWNER, COLUMN_DATE};

struct plan {
    struct house       h;
    struct table_draft table;
    const unsigned    *form;
    uint32_t           columns;
};

/* ---- title block */

static void dated_line(struct plan *p, enum label l, struct str before)
{
    struct date d;
    if (rows_date(p->h.rows, p->h.item, l, &d))
        make_said(p->h.m, STR_FMT ": " STR_FMT, STR_ARG(before), STR_ARG(date_range_words(p->h.arena, d)));
}

static void title_block(struct plan *p)
{
    struct document *d = p->h.m->document;
    house_masthead(&p->h);
    d->title = str_printf(p->h.arena, "Action Plan: " STR_FMT, STR_ARG(p->h.name));
    make_heading(p->h.m, 1, d->title, anchor_of(p->h.m, "plan", STR("")));
    dated_line(p, LABEL_PLAN_PLAN_SUBMITTED, STR("Action Plan Submitted"));
    dated_line(p, LABEL_PLAN_INSPECTION, house_text(&p->h, LABEL_STYLE_INSPECTION_LINE, "Inspection"));
    dated_line(p, LABEL_PLAN_REPORT_PUBLISHED, STR("Report Published"));
}

static void introduction(struct plan *p)
{
    uint32_t before = p->h.m->blocks.len;
    make_heading(p->h.m, 2, STR("INTRODUCTION"), anchor_of(p->h.m, "introduction", STR("")));
    if (!house_block(&p->h, "introduction", STR(""), STR("")))
        make_take_back(p->h.m, before);
}

/* ---- cells */

/* Which labels say who answers for an item and by when. */
struct promise_labels { enum label owner, deadline, revised; };

static struct promise_labels promise_of(enum kind k)
{
    if (k == KIND_RECOMMENDATION)
        return (struct promise_labels){LABEL_RECOMMENDATION_OWNER, LABEL_RECOMMENDATION_DEADLINE, LABEL_RECOMMENDATION_REVISED_DEADLINE};
    return (struct promise_labels){LABEL_ACTION_OWNER, LABEL_ACTION_DEADLINE, LABEL_ACTION_REVISED_DEADLINE};
}

/* The values of a label, a paragraph each. */
static struct cell listed_cell(struct plan *p, uint32_t item, enum label l)
{
    struct str_list list = house_labels(&p->h, item, l);
    struct block   *made = arena_many(p->h.arena, list.all.len, struct block);
    for (uint32_t i = 0; i < list.all.len; i++)
        made[i] = (struct block){.kind = BLOCK_PARAGRAPH, .paragraph = {.text = runs_of(p->h.arena, list.all.at[i])}};
    return list.all.len == 0 ? cell_missing() : (struct cell){.kind = CELL_BLOCKS, .blocks = {made, list.all.len}};
}

/* The deadline that holds now; where the house marks it, with the first promise behind it. */
static struct cell deadline_cell(struct plan *p, uint32_t item, struct promise_labels labels)
{
    enum { MARKED };
    struct date due, first;
    if (!rows_effective(p->h.rows, item, &due))
        return cell_missing();
    struct cell c = cell_date(due);
    if (rows_text(p->h.rows, item, labels.revised).len > 0 && style_choice(p->h.style, LABEL_STYLE_REVISED_DATES) == MARKED &&
        rows_date(p->h.rows, item, labels.deadline, &first))
        c.note = str_printf(p->h.arena, "revised from " STR_FMT, STR_ARG(date_words(p->h.arena, first)));
    return c;
}

static struct cell date_cell(struct plan *p, uint32_t item, struct promise_labels labels)
{
    static const char *const words[] = {
#define S(id, words) words,
        STATUS_TABLE(S)
#undef S
    };
    enum status_code status = rows_status(p->h.rows, item);
    if (status == STATUS_COMPLETED || status == STATUS_WITHDRAWN || status == STATUS_SUPERSEDED)
        return cell_text(p->h.arena, str_of(words[status]));
    return deadline_cell(p, item, labels);
}

/* ---- rows */

static void add_row(struct plan *p, const struct cell *by_column, struct str anchor)
{
    struct cell cells[ALL_COLUMNS] = {[COLUMN_NUMBER] = cell_missing()};
    for (uint32_t c = 0; c < p->columns; c++)
        cells[c] = by_column[p->form[c]];
    table_add(&p->table, ROW_ITEM, cells, anchor);
}

/* What an item says: its title, which is strong when prose follows, and its prose. */
static struct cell text_cell(struct plan *p, uint32_t item)
{
    struct blocks prose = prose_blocks(p->h.arena, rows_prose(p->h.rows, item));
    struct str    title = house_title(&p->h, item);
    if (title.len == 0)
        return (struct cell){.kind = CELL_BLOCKS, .blocks = prose};
    struct block *all = arena_many(p->h.arena, prose.len + (size_t)1, struct block);
    struct runs   head = prose.len > 0 ? runs_strong(p->h.arena, title) : runs_of(p->h.arena, title);
    all[0] = (struct block){.kind = BLOCK_PARAGRAPH, .paragraph = {.text = head}};
    for (uint32_t i = 0; i < prose.len; i++)
        all[i + 1] = prose.at[i];
    return (struct cell){.kind = CELL_BLOCKS, .blocks = {all, prose.len + 1}};
}

static void action_row(struct plan *p, struct cell *cells, uint32_t action)
{
    struct promise_labels labels = promise_of(KIND_ACTION);
    cells[COLUMN_ACTION] = text_cell(p, action);
    cells[COLUMN_OWNER] = listed_cell(p, action, labels.owner);
    cells[COLUMN_DATE] = date_cell(p, action, labels);
    add_row(p, cells, anchor_of(p->h.m, "action", rows_number(p->h.rows, action)));
}

/* A row for each action below the item; one for an item that nothing answers. */
static void item_rows(struct plan *p, uint32_t item)
{
    const struct rows *r = p->h.rows;
    struct cell        cells[ALL_COLUMNS] = {{.kind = CELL_BLOCKS}};
    bool               recommendation = rows_item(r, item)->kind == KIND_RECOMMENDATION;
    uint32_t           action = rows_next(r, item, item, KIND_ACTION);
    cells[COLUMN_NUMBER] = cell_text(p->h.arena, clean_words(p->h.arena, rows_number(r, item)));
    cells[COLUMN_TEXT] = text_cell(p, item);
    cells[COLUMN_RESPONSE] = recommendation ? listed_cell(p, item, LABEL_RECOMMENDATION_RESPONSE) : cell_missing();
    if (action == NO_ITEM) {
        struct promise_labels labels = promise_of((enum kind)rows_item(r, item)->kind);
        cells[COLUMN_ACTION] = cell_missing();
        cells[COLUMN_OWNER] = recommendation ? listed_cell(p, item, labels.owner) : cell_missing();
        cells[COLUMN_DATE] = recommendation ? date_cell(p, item, labels) : cell_missing();
        add_row(p, cells, anchor_of(p->h.m, kind_rows[rows_item(r, item)->kind].name, rows_number(r, item)));
        return;
    }
    for (; action != NO_ITEM; action = rows_next(r, item, action, KIND_ACTION)) {
        action_row(p, cells, action);
        cells[COLUMN_NUMBER] = cell_again();
        cells[COLUMN_TEXT] = cell_again();
        cells[COLUMN_RESPONSE] = cell_again();
    }
}

/* The items of a kind directly in the plan whose heading has that word before it, under a band with a title. */
static void band(struct plan *p, enum kind k, unsigned modifier, struct str title)
{
    const struct rows *r = p->h.rows;
    struct cell        group = cell_text(p->h.arena, title);
    bool               any = false;
    for (uint32_t i = rows_child(r, p->h.item, p->h.item, k); i != NO_ITEM; i = rows_child(r, p->h.item, i, k)) {
        if (k == KIND_CONCERN && rows_item(r, i)->modifier != modifier)
            continue;
        if (!any && title.len > 0)
            table_add(&p->table, ROW_GROUP, &group, STR(""));
        any = true;
        item_rows(p, i);
    }
}

/* ---- the two forms */

static struct str column_title(const struct plan *p, unsigned column)
{
    static const struct { enum label setting; const char *usual; } titles[ALL_COLUMNS] = {
        [COLUMN_NUMBER] = {LABEL_STYLE_NUMBER_COLUMN, "Number"}, [COLUMN_TEXT] = {LABEL_STYLE_CONCERN_COLUMN, "Concern"},
        [COLUMN_RESPONSE] = {LABEL_STYLE_RESPONSE_COLUMN, "Agreed, partly agreed or not agreed"},
        [COLUMN_ACTION] = {LABEL_STYLE_ACTION_COLUMN, "Response: actions"},
        [COLUMN_OWNER] = {LABEL_STYLE_OWNER_COLUMN, "Responsible owner"}, [COLUMN_DATE] = {LABEL_STYLE_DATE_COLUMN, "Target date"},
    };
    if (column == COLUMN_TEXT && p->form == recommendation_form)
        return house_text(&p->h, LABEL_STYLE_RECOMMENDATION_COLUMN, "Recommendation");
    return house_text(&p->h, titles[column].setting, titles[column].usual);
}

static void open_table(struct plan *p, const unsigned *form, uint32_t len)
{
    static const unsigned wide[ALL_COLUMNS] = {
        [COLUMN_NUMBER] = 1, [COLUMN_TEXT] = 6, [COLUMN_RESPONSE] = 2, [COLUMN_ACTION] = 6, [COLUMN_OWNER] = 2, [COLUMN_DATE] = 2,
    };
    struct table_column *columns = arena_many(p->h.arena, len, struct table_column);
    p->form = form, p->columns = len;
    for (uint32_t c = 0; c < len; c++)
        columns[c] = (struct table_column){column_title(p, form[c]), ALIGN_TEXT, wide[form[c]]};
    table_begin(&p->table, p->h.m, (struct runs){NULL, 0}, columns, len);
    p->table.block.row_heads = true;
}

/* Actions of which no concern is known come first: their number and concern are missing. */
static void unattributed(struct plan *p)
{
    const struct rows *r = p->h.rows;
    for (uint32_t a = rows_child(r, p->h.item, p->h.item, KIND_ACTION); a != NO_ITEM; a = rows_child(r, p->h.item, a, KIND_ACTION)) {
        struct cell cells[ALL_COLUMNS] = {[COLUMN_NUMBER] = cell_missing(), [COLUMN_TEXT] = cell_missing(), [COLUMN_RESPONSE] = cell_missing()};
        action_row(p, cells, a);
    }
}

void layout_plan(struct maker *m, const struct subject *s, uint32_t len)
{
    enum { WITHOUT, PRIORITY, KEY };                      /* the modifiers of concerns, lang/table/kinds.def */
    struct plan p = {.h = house_open(m, s)};
    (void)len;
    title_block(&p);
    introduction(&p);
    open_table(&p, concern_form, ARRAY_LEN(concern_form));
    unattributed(&p);
    band(&p, KIND_CONCERN, PRIORITY, house_text(&p.h, LABEL_STYLE_PRIORITY_GROUP, "Priority concerns"));
    band(&p, KIND_CONCERN, KEY, house_text(&p.h, LABEL_STYLE_KEY_GROUP, "Key concerns"));
    band(&p, KIND_CONCERN, WITHOUT, p.table.rows.len > 0 ? STR("Concerns") : STR(""));
    band(&p, KIND_THEME, WITHOUT, STR("Themes"));
    make_table(&p.table, anchor_of(m, "concerns", STR("")));
    open_table(&p, recommendation_form, ARRAY_LEN(recommendation_form));
    band(&p, KIND_RECOMMENDATION, WITHOUT, STR(""));
    make_table(&p.table, anchor_of(m, "recommendations", STR("")));
}
