/* From a tree to a plan image. Columns are made when the first row needs them; one writer a type part, found once (label_columns),
 * so that a million rows cost no look-ups. Owners come last: names that are used and never declared get rows of their own. */
#include "plan.h"
#include "../../lang/format/fix_lines.h"
#include "../names/returns.h"

struct cell_row { enum type type; const char *part; enum element element; };
static const struct cell_row cell_rows[] = {
#define CELL(type, part, element) {TYPE_##type, part, ELEMENT_##element},
#include "../../runtime/image/cells.def"
#undef CELL
};
static const char *const field_parts[FIELDS] = {
#define F(ID, part) part,
    FIELD_TABLE(F)
#undef F
};

#define NEAR_PLANS_MOST 100u             /* plans of a file among which a near name is looked for */
#define PARTS_MOST 8                     /* of a type in cells.def */

struct writer { void *data; enum element element; enum field field; };

/* A label's columns: in its kind's table, or for a label that may repeat in a table of its own. */
struct label_columns {
    struct table_maker *table;           /* NULL until the label is first met */
    uint8_t  *given;
    uint32_t *place_at, *place_length;
    int32_t  *up;                        /* list tables */
    uint32_t  next;                      /* list tables: the next free row */
    struct writer writers[PARTS_MOST];
    unsigned  writers_len;
};

struct heading_columns {
    struct table_maker *table;
    int32_t   number;                    /* of the table in the image */
    uint32_t *item, *at, *length, *number_at, *number_length, *title_at, *title_length, *text_at, *text_length;
    int32_t  *up_table, *up, *document_table, *document, *number_first, *number_last;
    uint8_t  *modifier, *doubt;
};

struct lowering {
    const struct tree   *tree;
    const struct vocabulary *words;
    struct diag_sink         *sink;
    struct arena        *arena;
    struct image_maker   maker;
    struct scope         scope;
    struct rule_names    rules;
    struct returns       returns;
    uint32_t            *item_row;
    uint32_t            *label_count;    /* lines of each label */
    const int32_t       *held;
    struct heading_columns headings[KINDS];
    struct label_columns   labels[LABELS];
};

/* ---- columns */

static void store(const struct writer *w, uint32_t row, int64_t value)
{
    switch (w->element) {
    case ELEMENT_U8:  ((uint8_t *)w->data)[row] = (uint8_t)value; break;
    case ELEMENT_I32: ((int32_t *)w->data)[row] = (int32_t)value; break;
    case ELEMENT_U32: ((uint32_t *)w->data)[row] = (uint32_t)value; break;
    case ELEMENT_I64: ((int64_t *)w->data)[row] = value; break;
    }
}

static enum field field_of(const char *part)
{
    for (unsigned f = 0; f < FIELDS; f++)
        if (strcmp(field_parts[f], part) == 0)
            return (enum field)f;
    BUG("cells.def has a part that values.h has no field for");
}

static void open_label(struct lowering *low, enum label l)
{
    struct label_columns   *c = &low->labels[l];
    const struct label_row *row = &label_rows[l];
    const char *label = row->many == MANY ? "" : row->word;
    if (row->many == MANY) {
        struct str name = str_printf(low->arena, "%s.%s", kind_rows[row->kind].name, row->word);
        c->table = image_make_table(&low->maker, name.at, row->word, row->word, low->label_count[l]);
        c->up = image_make_column(c->table, "", "up", ELEMENT_I32);
    } else {
        c->table = low->headings[row->kind].table;
    }
    c->given = image_make_column(c->table, label, "given", ELEMENT_U8);
    c->place_at = image_make_column(c->table, label, "place at", ELEMENT_U32);
    c->place_length = image_make_column(c->table, label, "place length", ELEMENT_U32);
    for (size_t i = 0; i < ARRAY_LEN(cell_rows); i++)
        if (cell_rows[i].type == row->type)
            c->writers[c->writers_len++] = (struct writer){
                image_make_column(c->table, label, cell_rows[i].part, cell_rows[i].element), cell_rows[i].element, field_of(cell_rows[i].part)};
}

static void open_heading(struct lowering *low, enum kind k, uint32_t rows)
{
    struct heading_columns *h = &low->headings[k];
    const struct kind_row  *kr = &kind_rows[k];
    struct table_maker     *t = h->table = image_make_table(&low->maker, kr->name, kr->word, kr->plural, rows);
    h->number = (int32_t)low->maker.tables.len - 1;
    h->item = image_make_column(t, "", "item", ELEMENT_U32);
    h->up_table = image_make_column(t, "", "up table", ELEMENT_I32);
    h->up = image_make_column(t, "", "up", ELEMENT_I32);
    h->document_table = image_make_column(t, "", "document table", ELEMENT_I32);
    h->document = image_make_column(t, "", "document", ELEMENT_I32);
    h->at = image_make_column(t, "", "at", ELEMENT_U32);
    h->length = image_make_column(t, "", "length", ELEMENT_U32);
    h->number_at = image_make_column(t, "", "number at", ELEMENT_U32);
    h->number_length = image_make_column(t, "", "number length", ELEMENT_U32);
    h->number_first = image_make_column(t, "", "number first", ELEMENT_I32);
    h->number_last = image_make_column(t, "", "number last", ELEMENT_I32);
    h->title_at = image_make_column(t, "", "title at", ELEMENT_U32);
    h->title_length = image_make_column(t, "", "title length", ELEMENT_U32);
    h->text_at = image_make_column(t, "", "text at", ELEMENT_U32);
    h->text_length = image_make_column(t, "", "text length", ELEMENT_U32);
    h->modifier = image_make_column(t, "", "modifier", ELEMENT_U8);
    h->doubt = image_make_column(t, "", "doubt", ELEMENT_U8);
}

/* ---- values */

static struct reading reading_for(struct lowering *low, uint32_t item, const char *what, struct place place)
{
    uint32_t             document = low->tree->items[item].document;
    int32_t              held = document == NO_ITEM ? -1 : low->held[document];
    const struct scales *scales = vocabulary_of(low->words, held);
    return (struct reading){.tree = low->tree, .scope = &low->scope, .scales = scales, .rules = &low->rules, .held = held, .sink = low->sink, .arena = low->arena,
                            .item = item, .what = what, .place = place, .target = NO_ITEM};
}

static void write_value(struct lowering *low, struct label_columns *c, uint32_t row, const struct reading *r, const struct value *v)
{
    for (unsigned i = 0; i < c->writers_len; i++)
        store(&c->writers[i], row, v->field[c->writers[i].field]);
    if (r->target != NO_ITEM)
        for (unsigned i = 0; i < c->writers_len; i++)
            if (c->writers[i].field == FIELD_TABLE)
                store(&c->writers[i], row, low->headings[low->tree->items[r->target].kind].number);
}

/* What stands behind the colon of a label's lines. */
static struct str first_value(const struct tree *t, struct place lines)
{
    struct str text = tree_text(t, lines);
    str_cut(&text, ':');
    return str_trim(text);
}

static void report_twice(struct lowering *low, const struct label_line *line, struct place first)
{
    enum label l = (enum label)line->label;
    struct str help = label_rows[l].type == TYPE_DEADLINE ? STR("A later promise is a line of its own: Revised deadline: September 2026, agreed 3 July 2026, because ...")
                                                          : STR("Take one of the two lines out.");
    struct finding *f = diag3(low->sink, DIAG_LABEL_TWICE, line->place, str_of(label_rows[l].word), item_name(low->tree, line->item, false, low->arena), help);
    diag_related(low->sink, f, first, STR("it is given here first"));
    if (line->value.length > 0 && fix_whole(low->tree, line) && str_same_text(tree_text(low->tree, line->value), first_value(low->tree, first)))
        diag_fix(low->sink, f, MEND_SAME_TWICE, fix_cut(low->tree, line), STR(""));
}

static void report_empty(struct lowering *low, const struct label_line *line)
{
    enum label  l = (enum label)line->label;
    const char *accepts = label_rows[l].type == TYPE_TEXT ? "some words" : type_rows[label_rows[l].type].accepts;
    struct finding *f = diag2(low->sink, DIAG_LABEL_EMPTY, line->place, str_of(accepts), str_of(label_rows[l].word));
    diag_fix(low->sink, f, MEND_VALUE, (struct place){line->place.at + line->place.length, 0}, STR(" ..."));
}

/* Above the text the label says what it says below it. */
static void move_up(struct lowering *low, const struct label_line *line, struct finding *f)
{
    struct place slot;
    if (!fix_whole(low->tree, line) || !fix_slot(low->tree, line->item, (enum label)line->label, &slot))
        return;
    struct str   text = str_printf(low->arena, STR_FMT STR_FMT, STR_ARG(fix_line_end(low->tree, slot)), STR_ARG(tree_text(low->tree, line->place)));
    diag_fix(low->sink, f, MEND_MOVE_UP, slot, text);
    diag_fix(low->sink, f, MEND_MOVE_UP, fix_cut(low->tree, line), STR(""));
}

/* A label below the text counts as if it stood above it (moving it is safe), but only where it makes sense: else it was text. */
static bool read_below(struct lowering *low, const struct label_line *line, bool first, struct reading *r, struct value *v)
{
    uint32_t findings = low->sink->findings.len, errors = low->sink->errors;
    bool     taken = line->value.length > 0 && value_read(r, (enum label)line->label, tree_text(low->tree, line->value), v);
    if (!taken) {
        low->sink->findings.len = findings;
        low->sink->errors = errors;
    }
    struct finding *f = diag2(low->sink, DIAG_LABEL_BELOW_TEXT, line->place, str_of(label_rows[line->label].word), item_name(low->tree, line->item, false, low->arena));
    if (taken && first)
        move_up(low, line, f);
    return taken && first;
}

static void lower_label(struct lowering *low, const struct label_line *line)
{
    enum label            l = (enum label)line->label;
    struct label_columns *c = &low->labels[l];
    if (c->table == NULL)
        open_label(low, l);
    uint32_t       item_row = low->item_row[line->item], row = c->up != NULL ? c->next++ : item_row;
    struct reading r = reading_for(low, line->item, label_rows[l].word, line->value.length > 0 ? line->value : line->place);
    struct value   v = {{0}};
    r.line = line;
    bool           below = (line->flags & LABEL_BELOW) != 0, first = c->given[row] == GIVEN_NOT, fine;
    if (c->up != NULL)
        c->up[row] = (int32_t)item_row;
    if (!first && !below) {
        report_twice(low, line, (struct place){c->place_at[row], c->place_length[row]});
        return;
    }
    if (below) {
        fine = read_below(low, line, first, &r, &v);
        if (!fine)
            return;                      /* a list row stays "not given": it reads as nothing */
    } else if (line->value.length == 0) {
        report_empty(low, line);
        fine = false;
    } else {
        fine = value_read(&r, l, tree_text(low->tree, line->value), &v);
    }
    c->given[row] = fine ? GIVEN_YES : GIVEN_DOUBT;
    c->place_at[row] = line->place.at;
    c->place_length[row] = line->place.length;
    if (fine)
        write_value(low, c, row, &r, &v);
}

static void report_missing(struct lowering *low, uint32_t i, enum label l)
{
    struct finding *f = diag3(low->sink, DIAG_LABEL_MISSING, low->tree->items[i].place, str_of(label_rows[l].word), item_name(low->tree, i, false, low->arena),
                              str_of(type_rows[label_rows[l].type].accepts));
    struct place    slot;
    if (fix_slot(low->tree, i, l, &slot))
        diag_fix(low->sink, f, MEND_LINE, slot, str_printf(low->arena, STR_FMT "%s: ...", STR_ARG(fix_line_end(low->tree, slot)), label_rows[l].word));
}

static void check_labels_there(struct lowering *low, uint32_t i)
{
    const struct item *item = &low->tree->items[i];
    for (unsigned l = kind_rows[item->kind].first_label; l < kind_labels_end((enum kind)item->kind); l++) {
        if (label_rows[l].many != MUST)
            continue;
        bool there = false;
        for (uint32_t j = item->first_label; j < item->first_label + item->labels; j++)
            there = there || low->tree->labels[j].label == l;
        if (!there)
            report_missing(low, i, (enum label)l);
    }
}

/* ---- headings */

static int32_t table_of(const struct lowering *low, uint32_t item)
{
    return item == NO_ITEM || low->tree->items[item].kind == KIND_NONE ? -1 : low->headings[low->tree->items[item].kind].number;
}

/* The date that a title or a heading ends with: "# Update: HMP Example, 31 August 2026", "#### Update 31 August 2026". */
static void lower_heading_date(struct lowering *low, uint32_t i, struct heading_columns *h, uint32_t row)
{
    const struct item *item = &low->tree->items[i];
    struct place behind = item->kind == KIND_UPDATE && item->rest.length > 0 ? item->rest : item->title;     /* "Update: 31 August 2026" */
    struct str   text = tree_text(low->tree, behind);
    if (item->kind == KIND_RETURN) {
        size_t comma = text.len;
        while (comma > 0 && text.at[comma - 1] != ',')
            comma--;
        text = comma == 0 ? STR("") : str_trim(str_from(text, comma));
    }
    uint8_t *form = image_make_column(h->table, "", "date form", ELEMENT_U8);
    form[row] = NO_DATE;
    if (text.len == 0) {
        struct finding *f = diag0(low->sink, DIAG_UPDATE_DATE_MISSING, item->place);
        diag_fix(low->sink, f, MEND_UPDATE_DATE, (struct place){item->place.at + item->place.length, 0}, item->kind == KIND_RETURN ? STR(", ...") : STR(" ..."));
        h->doubt[row] = 1;
        return;
    }
    struct place   at = {(uint32_t)(text.at - low->tree->source.at), (uint32_t)text.len};
    struct reading r = reading_for(low, i, "The date of an update", at);
    struct value   v = {{0}};
    uint32_t       before = low->sink->findings.len;
    if (!value_read_date(&r, text, &v)) {
        if (low->sink->findings.len > before)
            value_fix(&r, &low->sink->findings.at[before]);
        h->doubt[row] = 1;
        return;
    }
    ((int32_t *)image_make_column(h->table, "", "date first", ELEMENT_I32))[row] = (int32_t)v.field[FIELD_FIRST];
    ((int32_t *)image_make_column(h->table, "", "date last", ELEMENT_I32))[row] = (int32_t)v.field[FIELD_LAST];
    form[row] = (uint8_t)v.field[FIELD_FORM];
}

static void report_no_plan(struct lowering *low, uint32_t i)
{
    struct str name = return_name(low->tree, i), near = {"", 0}, meant = near;
    unsigned   least = near_enough(name.len) + 1;
    for (uint32_t k = 0; k < low->tree->items_len && low->tree->kind_count[KIND_PLAN] <= NEAR_PLANS_MOST; k++) {
        struct str title = low->tree->items[k].kind == KIND_PLAN ? tree_text(low->tree, low->tree->items[k].title) : STR("");
        unsigned   d = title.len > 0 ? str_distance(name, title, least - 1) : least;
        if (d < least)
            least = d, meant = title, near = str_printf(low->arena, "; the nearest is \"" STR_FMT "\"", STR_ARG(title));
    }
    struct finding *f = diag2(low->sink, DIAG_RETURN_UNKNOWN_PLAN, low->tree->items[i].title, name, near);
    if (meant.len > 0)
        diag_fix(low->sink, f, MEND_PLAN_NEAR, (struct place){(uint32_t)(name.at - low->tree->source.at), (uint32_t)name.len}, meant);
}

/* What an entry of a periodic return reports on, and on which day. Its return's heading was lowered before it. */
static void lower_reported(struct lowering *low, uint32_t i, struct heading_columns *h, uint32_t row)
{
    const struct tree *t = low->tree;
    uint32_t document = t->items[i].document, plan = returns_plan(&low->returns, document);
    uint32_t action = plan == NO_ITEM ? NO_ITEM : returns_action(&low->returns, plan, i);
    struct heading_columns *of = &low->headings[KIND_RETURN];
    uint32_t                from = low->item_row[document];
    ((int32_t *)image_make_column(h->table, "", "reported table", ELEMENT_I32))[row] = table_of(low, action);
    ((int32_t *)image_make_column(h->table, "", "reported", ELEMENT_I32))[row] = action == NO_ITEM ? -1 : (int32_t)low->item_row[action];
    ((int32_t *)image_make_column(h->table, "", "date first", ELEMENT_I32))[row] = ((int32_t *)image_make_column(of->table, "", "date first", ELEMENT_I32))[from];
    ((int32_t *)image_make_column(h->table, "", "date last", ELEMENT_I32))[row] = ((int32_t *)image_make_column(of->table, "", "date last", ELEMENT_I32))[from];
    ((uint8_t *)image_make_column(h->table, "", "date form", ELEMENT_U8))[row] = ((uint8_t *)image_make_column(of->table, "", "date form", ELEMENT_U8))[from];
    if (plan != NO_ITEM && action == NO_ITEM && (t->items[i].flags & ITEM_DOUBT) == 0)
        diag2(low->sink, DIAG_RETURN_UNKNOWN_ACTION, t->items[i].place, tree_text(t, t->items[i].number), tree_text(t, t->items[plan].title));
}

static void lower_heading_level(struct lowering *low, uint32_t i, struct heading_columns *h, uint32_t row)
{
    const struct item *item = &low->tree->items[i];
    struct reading     r = reading_for(low, i, "Judgement", item->title);
    struct value       v = {{0}};
    v.field[FIELD_ROW] = -1;
    uint32_t before = low->sink->findings.len;
    if ((item->flags & ITEM_DOUBT) == 0 && !value_read_level(&r, tree_text(low->tree, item->title), &v))
        h->doubt[row] = 1;
    if (low->sink->findings.len > before)
        value_fix(&r, &low->sink->findings.at[before]);
    ((int32_t *)image_make_column(h->table, "", "level", ELEMENT_I32))[row] = (int32_t)v.field[FIELD_ROW];
}

static void lower_heading(struct lowering *low, uint32_t i)
{
    const struct item      *item = &low->tree->items[i];
    struct heading_columns *h = &low->headings[item->kind];
    uint32_t                row = low->item_row[i];
    struct str              number = tree_text(low->tree, item->number);
    h->item[row] = i;
    h->up_table[row] = table_of(low, item->parent);
    h->up[row] = h->up_table[row] < 0 ? -1 : (int32_t)low->item_row[item->parent];
    h->document_table[row] = table_of(low, item->document);
    h->document[row] = h->document_table[row] < 0 ? -1 : (int32_t)low->item_row[item->document];
    h->at[row] = item->place.at, h->length[row] = item->place.length;
    h->number_at[row] = item->number.at, h->number_length[row] = item->number.length;
    h->title_at[row] = item->title.at, h->title_length[row] = item->title.length;
    h->text_at[row] = item->text.at, h->text_length[row] = item->text.length;
    h->modifier[row] = item->modifier;
    h->doubt[row] = (item->flags & (ITEM_DOUBT | ITEM_LOST)) != 0;
    number_ends(number, &h->number_first[row], &h->number_last[row]);
    if (item->kind == KIND_UPDATE || item->kind == KIND_RETURN)
        lower_heading_date(low, i, h, row);
    if (item->kind == KIND_RETURN && low->tree->kind_count[KIND_PLAN] > 0 && returns_plan(&low->returns, i) == NO_ITEM)
        report_no_plan(low, i);
    if (item->kind == KIND_ENTRY)
        lower_reported(low, i, h, row);
    if (item->kind == KIND_JUDGEMENT)
        lower_heading_level(low, i, h, row);
    if (kind_is_document((enum kind)item->kind))
        ((int32_t *)image_make_column(h->table, "", "standard", ELEMENT_I32))[row] = low->held[i];
}

static void lower_item(struct lowering *low, uint32_t i)
{
    const struct item *item = &low->tree->items[i];
    lower_heading(low, i);
    for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++)
        lower_label(low, &low->tree->labels[l]);
    if ((item->flags & (ITEM_DOUBT | ITEM_LOST)) == 0)
        check_labels_there(low, i);
}

/* ---- the whole */

/* The item after the last of the document that item i is. */
static uint32_t document_end(const struct tree *t, uint32_t i)
{
    uint32_t end = i + 1;
    while (end < t->items_len && t->items[end].document == i)
        end++;
    return end;
}

static void lower_documents(struct lowering *low, bool owners)
{
    const struct tree *t = low->tree;
    for (uint32_t d = 0, end; d < t->items_len; d = end) {
        end = document_end(t, d);
        scope_enter(&low->scope, d, end);
        for (uint32_t i = d; i < end; i++)
            if (t->items[i].kind != KIND_NONE && (t->items[i].kind == KIND_OWNER) == owners)
                lower_item(low, i);
    }
}

/* Owners: the declared ones, then the rest, each with the place of its first use. */
static void lower_owners(struct lowering *low)
{
    uint32_t declared = low->tree->kind_count[KIND_OWNER], rows = declared + low->scope.undeclared.len;
    if (rows == 0)
        return;
    open_heading(low, KIND_OWNER, rows);
    struct heading_columns *h = &low->headings[KIND_OWNER];
    uint8_t *flag = image_make_column(h->table, "", "declared", ELEMENT_U8);
    memset(flag, 1, declared);
    if (declared > 0) {
        low->scope.quiet = true;         /* what stands twice was said the first time */
        lower_documents(low, true);
    }
    for (uint32_t u = 0; u < low->scope.undeclared.len; u++) {
        const struct owner_name *name = &low->scope.undeclared.at[u];
        uint32_t row = declared + u;
        h->at[row] = h->title_at[row] = name->place.at;
        h->length[row] = h->title_length[row] = name->place.length;
        h->up_table[row] = h->document_table[row] = table_of(low, name->document);
        h->up[row] = h->document[row] = (int32_t)low->item_row[name->document];
        h->number_first[row] = h->number_last[row] = -1;
    }
}

static void lower_scales(struct lowering *low)
{
    const struct scales *s = &low->words->all;
    if (s->scales.len == 0)
        return;
    struct table_maker *scale = image_make_table(&low->maker, "scale", "Scale", "scales", s->scales.len);
    struct table_maker *level = image_make_table(&low->maker, "level", "Level", "levels", s->level_names.len);
    for (uint32_t i = 0; i < s->scales.len; i++) {
        const struct scale *sc = &s->scales.at[i];
        ((uint32_t *)image_make_column(scale, "", "name at", ELEMENT_U32))[i] = image_make_name(&low->maker, sc->name);
        ((uint32_t *)image_make_column(scale, "", "name length", ELEMENT_U32))[i] = (uint32_t)sc->name.len;
        ((uint32_t *)image_make_column(scale, "", "by at", ELEMENT_U32))[i] = image_make_name(&low->maker, sc->by);
        ((uint32_t *)image_make_column(scale, "", "by length", ELEMENT_U32))[i] = (uint32_t)sc->by.len;
        ((int32_t *)image_make_column(scale, "", "first level", ELEMENT_I32))[i] = (int32_t)sc->first_level;
        ((int32_t *)image_make_column(scale, "", "levels", ELEMENT_I32))[i] = (int32_t)sc->levels;
        for (uint32_t l = sc->first_level; l < sc->first_level + sc->levels; l++) {
            ((uint32_t *)image_make_column(level, "", "name at", ELEMENT_U32))[l] = image_make_name(&low->maker, s->level_names.at[l]);
            ((uint32_t *)image_make_column(level, "", "name length", ELEMENT_U32))[l] = (uint32_t)s->level_names.at[l].len;
            ((int32_t *)image_make_column(level, "", "scale", ELEMENT_I32))[l] = (int32_t)i;
            ((int32_t *)image_make_column(level, "", "rank", ELEMENT_I32))[l] = (int32_t)(l - sc->first_level);
        }
    }
}

const struct image *plan_lower(const struct tree *t, const struct vocabulary *words, const int32_t *held, struct diag_sink *sink, struct arena *a)
{
    struct arena     work;               /* what the image does not need: let go at the end */
    arena_open(&work, a->mem);
    struct lowering *low = arena_new(&work, struct lowering);
    low->tree = t, low->words = words, low->sink = sink, low->arena = a, low->held = held;
    image_make(&low->maker, a, t->source_name, t->source);
    low->item_row = arena_many(&work, t->items_len + 1, uint32_t);
    low->label_count = arena_zero(&work, LABELS * sizeof(uint32_t));
    uint32_t next[KINDS + 1] = {0};
    for (uint32_t i = 0; i < t->items_len; i++)
        low->item_row[i] = next[t->items[i].kind]++;
    for (uint32_t l = 0; l < t->labels_len; l++)
        low->label_count[t->labels[l].label]++;
    for (unsigned k = 0; k < KINDS; k++) {
        low->headings[k].number = -1;
        if (next[k] > 0 && k != KIND_OWNER)
            open_heading(low, (enum kind)k, next[k]);
    }
    scope_open(&low->scope, t, low->item_row, sink, &work);
    rule_names_open(&low->rules, words, &work);
    returns_open(&low->returns, t, &work);
    lower_documents(low, false);
    lower_owners(low);
    lower_scales(low);
    const struct image *image = image_made(&low->maker);
    arena_close(&work);
    return image;
}
