/* Questions in the rule language. See query.h. */
#include "query.h"
#include "parts.h"
#include "../../runtime/value/number.h"

/* ---- taking a question apart */

static struct place trimmed(struct str text, size_t from, size_t to)
{
    while (from < to && is_blank(text.at[from]))
        from++;
    while (to > from && is_blank(text.at[to - 1]))
        to--;
    return (struct place){(uint32_t)from, (uint32_t)(to - from)};
}

/* The first of these signs outside quotes and parentheses; `to` when there is none. */
static size_t next_sign(struct str text, size_t from, size_t to, char sign)
{
    unsigned depth = 0;
    bool     quoted = false;
    for (size_t i = from; i < to; i++) {
        char c = text.at[i];
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == '(')
            depth++;
        else if (!quoted && c == ')')
            depth -= depth > 0;
        else if (!quoted && depth == 0 && c == sign)
            return i;
    }
    return to;
}

/* Where the word starts, on its own and outside quotes; `to` when it is not there. */
static size_t next_word(struct str text, size_t from, size_t to, struct str word)
{
    bool quoted = false;
    for (size_t i = from; i + word.len <= to; i++) {
        quoted ^= text.at[i] == '"';
        bool starts = i == from || is_blank(text.at[i - 1]), ends = i + word.len == to || is_blank(text.at[i + word.len]);
        if (!quoted && starts && ends && str_eq_fold((struct str){text.at + i, word.len}, word))
            return i;
    }
    return to;
}

/* EXPRESSION, or EXPRESSION as "TITLE". */
static bool read_column(struct query *q, size_t from, size_t to)
{
    struct place at = trimmed(q->text, from, to);
    size_t       end = at.at + at.length, as = end;
    struct query_column c = {.at = at};
    if (at.length == 0) {
        diag1(&q->sink, DIAG_EXPRESSION_NOT_READ, ((struct place){(uint32_t)(from > 0 ? from - 1 : 0), 1}), STR("no column"));
        return false;
    }
    for (size_t i = at.at; (i = next_word(q->text, i, end, STR("as"))) < end; i += 2)
        as = i;
    struct place title = trimmed(q->text, as < end ? as + 2 : end, end);
    if (title.length > 2 && q->text.at[title.at] == '"' && q->text.at[end - 1] == '"') {
        c.at = trimmed(q->text, at.at, as);
        c.title = str_keep(q->arena, (struct str){q->text.at + title.at + 1, title.length - 2});
    }
    c.e = expr_parse(q->text, c.at, &q->sink, q->arena);
    if (c.e != NULL && c.title.len == 0)
        c.title = str_keep(q->arena, words_of(q->text, c.e, q->arena));
    if (c.e != NULL)
        *vec_push(q->arena, &q->columns) = c;
    return c.e != NULL;
}

static bool read_columns(struct query *q, size_t from)
{
    bool fine = true;
    for (size_t at = from; fine && at <= q->text.len;) {
        size_t comma = next_sign(q->text, at, q->text.len, ',');
        fine = read_column(q, at, comma);
        at = comma + 1;
    }
    if (fine && q->columns.len + 2 > GRID_COLUMNS_MOST) {
        diag1(&q->sink, DIAG_TOO_MANY_COLUMNS, trimmed(q->text, from, q->text.len), str_printf(q->arena, "%u", GRID_COLUMNS_MOST - 2));
        return false;
    }
    return fine;
}

static struct str near_kind(struct str word, struct arena *a)
{
    unsigned    least = near_enough(word.len) + 1;
    const char *near = NULL;
    for (unsigned k = 0; k < KINDS; k++) {
        unsigned d = least > 0 ? str_distance(word, str_of(kind_rows[k].name), least - 1) : 0;
        if (d < least)
            least = d, near = kind_rows[k].name;
    }
    return near == NULL ? STR("") : str_printf(a, "; the nearest is \"%s\"", near);
}

/* "each KIND where CONDITION: COLUMNS", from behind "each". */
static bool read_each(struct query *q, size_t from)
{
    size_t colon = next_sign(q->text, from, q->text.len, ':'), where = next_word(q->text, from, colon, STR("where"));
    struct place kind = trimmed(q->text, from, where);
    bool   plural;
    q->each = kind_named((struct str){q->text.at + kind.at, kind.length}, &plural);
    if (q->each == KIND_NONE) {
        struct str word = {q->text.at + kind.at, kind.length};
        diag3(&q->sink, DIAG_KINDS_NOT_READ, kind, STR("\"each\""), word, near_kind(word, q->arena));
        return false;
    }
    if (where < colon) {
        struct place at = trimmed(q->text, where + 5, colon);
        q->where = at.length == 0 ? NULL : expr_parse(q->text, at, &q->sink, q->arena);
        if (q->where == NULL && q->sink.findings.len == 0)
            diag1(&q->sink, DIAG_EXPRESSION_NOT_READ, ((struct place){(uint32_t)where, 5}), STR("where"));
        if (q->where == NULL)
            return false;
    }
    return colon == q->text.len || read_columns(q, colon + 1);
}

bool query_read(struct query *q, struct str text, struct arena *a)
{
    *q = (struct query){.arena = a, .text = str_keep(a, text), .each = KIND_NONE, .sink = {.arena = a}};
    struct place whole = trimmed(q->text, 0, text.len);
    bool each = whole.length > 5 && next_word(q->text, whole.at, whole.at + whole.length, STR("each")) == whole.at;
    if (each)
        return read_each(q, whole.at + 4);
    return read_column(q, 0, text.len);
}

/* ---- asking */

static struct asking asking_of(const struct question *question, struct diag_sink *sink, struct arena *a)
{
    static const struct vocabulary no_words;
    const struct standard_set *set = question->unit->set;
    struct asking k = {.q = question, .arena = a, .tree = question->unit->tree, .image = question->unit->image, .sink = sink};
    k.trace = set != NULL ? trace_open(set->sources, set->sources_len, &set->words, a) : trace_open(NULL, 0, &no_words, a);
    if (set != NULL && set->sources_len > 0)
        trace_stand(k.trace, &set->sources[0], STR(""), KIND_NONE);
    trace_strictly(k.trace);
    return k;
}

static void run_asked(struct asking *k)
{
    k->program = trace_program(k->trace);
    k->run = run_program(k->program, k->image, k->q->today, NULL, k->arena);
}

/* The values of a label that may be repeated, as they are written. */
static struct str values_written(struct asking *k, const struct traced *v, uint32_t row)
{
    uint32_t   at = item_row(k, v, row), item = at == NO_ROW ? NO_ITEM : item_at(k, v->kind, at);
    struct out o;
    bool       any = false;
    out_memory(&o, k->arena);
    for (uint32_t i = item == NO_ITEM ? 0 : k->tree->items[item].first_label; item != NO_ITEM && i < k->tree->items[item].first_label + k->tree->items[item].labels; i++)
        if (k->tree->labels[i].label == v->label) {
            out_str(&o, any ? STR("; ") : STR(""));
            out_str(&o, on_one_line(tree_text(k->tree, k->tree->labels[i].value), k->arena));
            any = true;
        }
    return out_text(&o);
}

static struct figure text_figure(struct str text, enum hole_type type) { return (struct figure){.type = type, .given = text.len > 0, .text = text}; }

static struct figure figure_of(struct asking *k, const struct traced *v, uint32_t row)
{
    if (v->form == TRACED_LIST)
        return text_figure(values_written(k, v, row), HOLE_TEXT);
    if (!value_is_given(k, v, row))
        return (struct figure){.type = HOLE_TEXT};
    if (v->form != TRACED_PRINTED)
        return text_figure(value_words(k, v, row), HOLE_TEXT);
    const int64_t *value = run_values(k->run, v->rule, row);
    if (v->hole == HOLE_WHOLE || v->hole == HOLE_WORDS)
        return (struct figure){.type = HOLE_WHOLE, .given = true, .number = value[0] * NUMBER_ONE};
    if (v->hole == HOLE_NUMBER || v->hole == HOLE_PERCENT)
        return (struct figure){.type = v->hole, .given = true, .number = value[0]};
    bool    day = v->hole == HOLE_DATE && value[0] == value[1];
    int64_t number = day ? value[0] : 0;
    struct figure f = text_figure(run_sentence(k->run, v->rule, row, k->arena), v->hole);
    f.is_day = day && f.given;
    f.number = number;
    return f;
}

static enum hole_type type_of(const struct traced *v) { return v->form == TRACED_PRINTED ? v->hole : HOLE_TEXT; }

/* The grid's columns, when the first file is asked. */
static void open_grid(struct query *q, const struct traced *v)
{
    if (q->grid.columns > 0)
        return;
    grid_open(&q->grid, q->arena, STR(""));
    grid_column(&q->grid, STR("file"), STR("File"), HOLE_TEXT);
    grid_column(&q->grid, STR("document"), STR("Document"), HOLE_TEXT);
    for (uint32_t c = 0; c < q->columns.len; c++)
        grid_column(&q->grid, q->columns.at[c].title, q->columns.at[c].title, type_of(&v[c]));
    if (q->columns.len == 0) {
        grid_column(&q->grid, STR("item"), STR("Item"), HOLE_TEXT);
        grid_column(&q->grid, STR("line"), STR("Line"), HOLE_WHOLE);
    }
}

static struct figure kept(struct query *q, struct figure f)
{
    f.text = str_keep(q->arena, f.text);
    return f;
}

static uint32_t line_of(const struct asking *k, uint32_t item)
{
    uint32_t line = 1;
    struct str text = str_upto(k->tree->source, k->tree->items[item].place.at);
    for (size_t at; (at = str_find(text, STR("\n"))) < text.len; text = str_from(text, at + 1))
        line++;
    return line;
}

/* The title of a row's document. An owner that is declared nowhere has one and is no item. */
static struct str document_of(const struct asking *k, enum kind kind, uint32_t row)
{
    const struct table *t = image_table(k->image, kind_rows[kind].name);
    const int32_t *table = table_i32(t, "", "document table"), *document = table_i32(t, "", "document");
    if (table == NULL || document == NULL || table[row] < 0 || document[row] < 0)
        return STR("");
    return image_row_text(k->image, &k->image->tables[table[row]], (uint32_t)document[row], "", "title");
}

static void add_row(struct query *q, struct asking *k, enum kind kind, uint32_t row, const struct traced *v)
{
    uint32_t item = item_at(k, kind, row);
    grid_words(&q->grid, str_keep(q->arena, k->image->source_name));
    grid_words(&q->grid, str_keep(q->arena, str_trim(document_of(k, kind, row))));
    for (uint32_t c = 0; c < q->columns.len; c++)
        grid_figure(&q->grid, kept(q, figure_of(k, &v[c], row)));
    if (q->columns.len > 0)
        return;
    grid_words(&q->grid, str_keep(q->arena, item_words(k, kind, row)));
    if (item == NO_ITEM)
        grid_none(&q->grid);
    else
        grid_whole(&q->grid, line_of(k, item));
}

/* The columns, lowered for a kind: false after a mistake. */
static bool trace_columns(struct query *q, struct asking *k, enum kind kind, struct traced *v)
{
    for (uint32_t c = 0; c < q->columns.len; c++) {
        v[c] = trace_value(k->trace, q->text, q->columns.at[c].e, NULL, kind, k->sink);
        if (v[c].form == TRACED_NOTHING)
            return false;
    }
    return true;
}

static bool is_figure_kind(enum kind k) { return kind_is_document(k) && k != KIND_STANDARD; }

static void ask_each(struct query *q, struct asking *k, struct arena *a)
{
    struct traced *v = arena_many(a, q->columns.len + (size_t)1, struct traced), where = {.form = TRACED_NOTHING};
    if (q->where != NULL) {
        where = trace_truth(k->trace, q->text, q->where, q->each, k->sink);
        trace_known(k->trace, q->text, q->where);
    }
    if ((q->where != NULL && where.form == TRACED_NOTHING) || !trace_columns(q, k, q->each, v))
        return;
    q->answered = true;
    run_asked(k);
    open_grid(q, v);
    for (uint32_t row = 0, rows = rows_of(k, q->each); row < rows; row++)
        if (q->where == NULL || run_values(k->run, where.rule, row)[0] != 0)
            add_row(q, k, q->each, row, v);
}

static void ask_documents(struct query *q, struct asking *k)
{
    struct traced v[KINDS];
    bool any = false;
    for (unsigned kind = 0; kind < KINDS; kind++) {
        v[kind].form = TRACED_NOTHING;
        if (is_figure_kind((enum kind)kind) && rows_of(k, (enum kind)kind) > 0 && trace_columns(q, k, (enum kind)kind, &v[kind])) {
            open_grid(q, &v[kind]);
            any = true;
        }
    }
    if (!any)
        return;
    q->answered = true;
    run_asked(k);
    for (unsigned kind = 0; kind < KINDS; kind++)
        for (uint32_t row = 0; v[kind].form != TRACED_NOTHING && row < rows_of(k, (enum kind)kind); row++)
            add_row(q, k, (enum kind)kind, row, &v[kind]);
}

void query_ask(struct query *q, const struct unit *u, int32_t today)
{
    struct arena work;
    arena_open(&work, q->arena->mem);
    struct diag_sink quiet = {.arena = q->sink.findings.len > 0 ? &work : q->arena};
    struct question  question = {.unit = u, .today = today, .arena = &work};
    struct asking    k = asking_of(&question, &quiet, &work);
    for (unsigned kind = 0; kind < KINDS; kind++)
        q->documents += is_figure_kind((enum kind)kind) ? rows_of(&k, (enum kind)kind) : 0;
    bool before = q->answered;
    q->answered = false;
    if (q->each == KIND_NONE)
        ask_documents(q, &k);
    else
        ask_each(q, &k, &work);
    if (!q->answered && q->sink.findings.len == 0)
        q->sink = quiet;
    q->answered |= before;
    arena_close(&work);
}

/* ---- conditions */

static bool is_comparison(enum expr_kind e) { return e >= EXPR_EQ && e <= EXPR_GE; }

/* The sides are told when the left one has a value of its own. */
static struct str left_words(struct asking *k, struct str text, const struct expr *e, const struct traced *left, uint32_t row)
{
    if (left->form == TRACED_NOTHING)
        return STR("");
    return str_printf(k->arena, STR_FMT " is " STR_FMT, STR_ARG(words_of(text, e->a, k->arena)), STR_ARG(value_words(k, left, row)));
}

struct condition_rows condition_ask(struct str text, const struct unit *u, int32_t today, struct diag_sink *sink, struct arena *a)
{
    struct question question = {.unit = u, .today = today, .arena = a};
    struct diag_sink quiet = {.arena = a};
    struct asking    k = asking_of(&question, sink, a);
    struct traced    holds[KINDS], left[KINDS];
    VEC(struct condition_row) rows = {NULL, 0, 0};
    const struct expr *e = expr_parse(text, (struct place){0, (uint32_t)text.len}, sink, a);
    e = e == NULL ? NULL : trace_condition(k.trace, e);
    for (unsigned kind = 0; e != NULL && kind < KINDS; kind++) {
        bool asked = is_figure_kind((enum kind)kind) && rows_of(&k, (enum kind)kind) > 0;
        holds[kind] = asked ? trace_truth(k.trace, text, e, (enum kind)kind, sink) : (struct traced){.form = TRACED_NOTHING};
        left[kind] = asked && is_comparison(e->kind) ? trace_value(k.trace, text, e->a, NULL, (enum kind)kind, &quiet) : (struct traced){.form = TRACED_NOTHING};
    }
    if (e == NULL)
        return (struct condition_rows){NULL, 0};
    run_asked(&k);
    for (unsigned kind = 0; kind < KINDS; kind++)
        for (uint32_t row = 0; holds[kind].form != TRACED_NOTHING && row < rows_of(&k, (enum kind)kind); row++) {
            bool does = run_values(k.run, holds[kind].rule, row)[0] != 0;
            uint32_t item = item_at(&k, (enum kind)kind, row);
            *vec_push(a, &rows) = (struct condition_row){item == NO_ITEM ? STR("") : tree_text(k.tree, k.tree->items[item].title), does,
                                                         does ? left_words(&k, text, e, &left[kind], row) : STR("")};
        }
    return (struct condition_rows){rows.at, rows.len};
}
