/* layout_plan.c - an action plan as it is published: its title block, and the table of concerns, actions, owners and dates (design: outputs O-1, O-2). */
#include "make.h"

enum { COLUMN_NUMBER, COLUMN_CONCERN, COLUMN_ACTION, COLUMN_OWNER, COLUMN_DATE, PLAN_COLUMNS };
static const struct table_column plan_columns[PLAN_COLUMNS] = {
    [COLUMN_NUMBER]  = {{"Number", 6}, ALIGN_TEXT, 1},
    [COLUMN_CONCERN] = {{"Concern", 7}, ALIGN_TEXT, 6},
    [COLUMN_ACTION]  = {{"Response actions", 16}, ALIGN_TEXT, 6},
    [COLUMN_OWNER]   = {{"Responsible owner", 17}, ALIGN_TEXT, 2},
    [COLUMN_DATE]    = {{"Target date", 11}, ALIGN_TEXT, 2},
};

struct plan {
    struct maker      *m;
    const struct rows *rows;
    uint32_t           item;
    struct table_draft table;
};

/* ---- title block */

static struct str dated(struct plan *p, enum label l, const char *before)
{
    struct date d;
    if (!rows_date(p->rows, p->item, l, &d))
        return STR("");
    return str_printf(p->m->arena, "%s" STR_FMT, before, STR_ARG(date_words(p->m->arena, d)));
}

static void title_block(struct plan *p)
{
    struct maker *m = p->m;
    struct str    masthead[] = {STR("HM Prison &"), STR("Probation Service")};
    struct str    name = clean_words(m->arena, rows_title(p->rows, p->item));
    make_lines(m, LINES_MASTHEAD, masthead, ARRAY_LEN(masthead));
    m->document->establishment = name;
    m->document->title = str_printf(m->arena, "Action Plan: " STR_FMT, STR_ARG(name));
    make_heading(m, 1, m->document->title, anchor_of(m, "plan", STR("")));
    make_text(m, dated(p, LABEL_PLAN_PLAN_SUBMITTED, "Action Plan Submitted: "));
    make_text(m, dated(p, LABEL_PLAN_INSPECTION, "A Response to the HMIP Inspection: "));
    make_text(m, dated(p, LABEL_PLAN_REPORT_PUBLISHED, "Report Published: "));
}

/* ---- the table */

static struct cell owner_cell(struct plan *p, uint32_t action)
{
    VEC(struct block) owners = {NULL, 0, 0};
    struct str owner;
    for (uint32_t line = 0; rows_texts(p->rows, action, LABEL_ACTION_OWNER, &line, &owner);)
        *vec_push(p->m->arena, &owners) = (struct block){.kind = BLOCK_PARAGRAPH, .paragraph = {.text = runs_of(p->m->arena, clean_words(p->m->arena, owner))}};
    return owners.len == 0 ? cell_missing() : (struct cell){.kind = CELL_BLOCKS, .blocks = {owners.at, owners.len}};
}

static struct cell date_cell(struct plan *p, uint32_t action)
{
    static const char *const words[] = {
#define S(id, words) words,
        STATUS_TABLE(S)
#undef S
    };
    enum status_code status = rows_status(p->rows, action);
    struct date      due;
    if (status == STATUS_COMPLETED || status == STATUS_WITHDRAWN || status == STATUS_SUPERSEDED)
        return cell_text(p->m->arena, str_of(words[status]));
    return rows_effective(p->rows, action, &due) ? cell_date(due) : cell_missing();
}

static void action_row(struct plan *p, struct cell number, struct cell concern, uint32_t action)
{
    const struct cell cells[PLAN_COLUMNS] = {
        [COLUMN_NUMBER] = number, [COLUMN_CONCERN] = concern, [COLUMN_ACTION] = cell_prose(p->m->arena, rows_prose(p->rows, action)),
        [COLUMN_OWNER] = owner_cell(p, action), [COLUMN_DATE] = date_cell(p, action),
    };
    table_add(&p->table, ROW_ITEM, cells, anchor_of(p->m, "action", rows_number(p->rows, action)));
}

static void concern_rows(struct plan *p, uint32_t concern)
{
    struct cell number = cell_text(p->m->arena, clean_words(p->m->arena, rows_number(p->rows, concern)));
    struct cell text = cell_prose(p->m->arena, rows_prose(p->rows, concern));
    bool        any = false;
    for (uint32_t a = rows_next(p->rows, concern, concern, KIND_ACTION); a != NO_ITEM; a = rows_next(p->rows, concern, a, KIND_ACTION)) {
        action_row(p, any ? cell_again() : number, any ? cell_again() : text, a);
        any = true;
    }
}

static void group_rows(struct plan *p, unsigned modifier, const char *title)
{
    struct cell group = cell_text(p->m->arena, str_of(title));
    bool        any = false;
    for (uint32_t c = rows_child(p->rows, p->item, p->item, KIND_CONCERN); c != NO_ITEM; c = rows_child(p->rows, p->item, c, KIND_CONCERN)) {
        if (rows_item(p->rows, c)->modifier != modifier)
            continue;
        if (!any && title[0] != '\0')
            table_add(&p->table, ROW_GROUP, &group, STR(""));
        any = true;
        concern_rows(p, c);
    }
}

void layout_plan(struct maker *m, const struct subject *s, uint32_t len)
{
    (void)len;
    struct plan p = {.m = m, .rows = s->file->rows, .item = s->item};
    title_block(&p);
    table_begin(&p.table, m, (struct runs){NULL, 0}, plan_columns, PLAN_COLUMNS);
    group_rows(&p, 1, "Priority concerns");
    group_rows(&p, 2, "Key concerns");
    make_table(&p.table, anchor_of(m, "actions", STR("")));
}
