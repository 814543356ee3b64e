/* Periodic returns as a table. See returns_csv.h. */
#include "returns_csv.h"
#include "csv.h"
#include "../../lang/table/table.h"
#include "../../runtime/base/map.h"
#include "../../runtime/value/date.h"

enum return_column {
#define COLUMN(ID, word, label, about) RETURN_COLUMN_##ID,
#define COLUMN_WORD(ID, word)
#include "../../lang/table/returns.def"
#undef COLUMN
#undef COLUMN_WORD
    RETURN_COLUMNS
};
static const struct { const char *word, *label; } columns[RETURN_COLUMNS] = {
#define COLUMN(ID, word, label, about) {word, label},
#define COLUMN_WORD(ID, word)
#include "../../lang/table/returns.def"
#undef COLUMN
#undef COLUMN_WORD
};
static const struct { enum return_column column; const char *word; } titles[] = {
#define COLUMN(ID, word, label, about) {RETURN_COLUMN_##ID, word},
#define COLUMN_WORD(ID, word) {RETURN_COLUMN_##ID, word},
#include "../../lang/table/returns.def"
#undef COLUMN
#undef COLUMN_WORD
};

bool returns_are_csv(struct str name)
{
    struct str end = name.len < 4 ? name : str_from(name, name.len - 4);
    return str_eq_fold(end, STR(".csv")) || str_eq_fold(end, STR(".tsv"));
}

/* A row that was read, and the next of its return. */
struct return_row { struct csv_cell *cells; uint32_t len, next; };
struct return_group { uint32_t first, last; };                 /* rows of one plan and day, in their order */
#define NO_RETURN_ROW UINT32_MAX

struct making {
    struct str        table;
    struct diag_sink *sink;
    struct arena     *arena;
    struct csv        csv;
    enum return_column *column;          /* of each column of the table; RETURN_COLUMNS: of none */
    uint32_t          columns_len;
    int64_t           place[RETURN_COLUMNS];     /* the first column of each; -1: none */
    VEC(struct return_row)   rows;
    VEC(struct return_group) groups;
    struct map        keys;              /* groups by plan and day */
    struct out        out;
    VEC(struct joined_piece) pieces;
};

/* ---- the first row */

static enum return_column column_named(struct str title)
{
    for (size_t i = 0; i < ARRAY_LEN(titles); i++)
        if (str_same_name(title, str_of(titles[i].word)))
            return titles[i].column;
    return RETURN_COLUMNS;
}

static struct str near_title(struct str title, struct arena *a)
{
    unsigned    least = near_enough(title.len) + 1;
    const char *near = NULL;
    for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
        unsigned d = least > 0 ? str_distance(title, str_of(titles[i].word), least - 1) : 0;
        if (d < least)
            least = d, near = titles[i].word;
    }
    return near == NULL ? STR("") : str_printf(a, "; the nearest is \"%s\"", near);
}

static struct str all_titles(struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    for (unsigned i = 0; i < RETURN_COLUMNS; i++)
        out_printf(&o, "%s%s", i == 0 ? "" : i + 1 == RETURN_COLUMNS ? " and " : ", ", columns[i].word);
    return out_text(&o);
}

static struct csv_row first_row(struct making *m, char delimiter)
{
    struct csv      c = m->csv;
    struct csv_row  row = {NULL, 0, 0};
    enum csv_fault  fault;
    struct place    where;
    c.delimiter = delimiter;
    csv_next(&c, &row, &fault, &where, m->arena);
    return row;
}

/* "sep=;" as its first line says what parts the cells; else it is what most columns with a title of ours are parted by. */
static void choose_delimiter(struct making *m)
{
    static const char DELIMITERS[] = {',', ';', '\t'};
    struct str rest = str_from(m->table, m->csv.at);
    if (rest.len > 4 && str_starts_fold(rest, STR("sep="))) {
        m->csv.delimiter = rest.at[4];
        m->csv.at += 5;
        while (m->csv.at < m->table.len && (m->table.at[m->csv.at] == '\r' || m->table.at[m->csv.at] == '\n'))
            m->csv.at++;
        return;
    }
    uint32_t most = 0;
    m->csv.delimiter = ',';
    for (size_t d = 0; d < ARRAY_LEN(DELIMITERS); d++) {
        struct csv_row row = first_row(m, DELIMITERS[d]);
        uint32_t known = 0;
        for (uint32_t i = 0; i < row.len; i++)
            known += column_named(str_trim(row.at[i].text)) != RETURN_COLUMNS;
        if (known > most)
            most = known, m->csv.delimiter = DELIMITERS[d];
    }
}

static void take_title(struct making *m, const struct csv_cell *cell, uint32_t i)
{
    struct str title = str_trim(cell->text);
    enum return_column c = column_named(title);
    m->column[i] = c;
    if (c == RETURN_COLUMNS) {
        if (title.len > 0)
            diag3(m->sink, DIAG_RETURNS_COLUMN_UNKNOWN, cell->place, title, near_title(title, m->arena), all_titles(m->arena));
        return;
    }
    if (m->place[c] < 0)
        m->place[c] = i;
    else if (c != RETURN_COLUMN_EVIDENCE)
        diag1(m->sink, DIAG_RETURNS_COLUMN_TWICE, cell->place, str_of(columns[c].word));
}

/* False: what every row needs has no column. */
static bool read_titles(struct making *m)
{
    static const enum return_column NEEDED[] = {RETURN_COLUMN_PLAN, RETURN_COLUMN_ACTION, RETURN_COLUMN_DATE};
    struct csv_row row = {NULL, 0, 0};
    enum csv_fault fault;
    struct place   where;
    if (!csv_next(&m->csv, &row, &fault, &where, m->arena))
        return false;
    m->columns_len = row.len;
    m->column = arena_many(m->arena, row.len, enum return_column);
    for (unsigned c = 0; c < RETURN_COLUMNS; c++)
        m->place[c] = -1;
    for (uint32_t i = 0; i < row.len; i++)
        take_title(m, &row.at[i], i);
    bool all = true;
    for (size_t i = 0; i < ARRAY_LEN(NEEDED); i++) {
        if (m->place[NEEDED[i]] >= 0)
            continue;
        diag2(m->sink, DIAG_RETURNS_COLUMN_MISSING, row.at[0].place, str_of(columns[NEEDED[i]].word), all_titles(m->arena));
        all = false;
    }
    return all;
}

/* ---- rows */

static struct str cell_text(const struct making *m, const struct return_row *r, enum return_column c)
{
    int64_t at = m->place[c];
    return at < 0 || at >= r->len ? STR("") : str_trim(r->cells[at].text);
}

static struct place cell_place(const struct making *m, const struct return_row *r, enum return_column c)
{
    int64_t at = m->place[c];
    return at >= 0 && at < r->len ? r->cells[at].place : r->cells[0].place;
}

static void add_to_group(struct making *m, uint32_t row)
{
    struct return_row *r = &m->rows.at[row];
    struct str plan = cell_text(m, r, RETURN_COLUMN_PLAN), date = cell_text(m, r, RETURN_COLUMN_DATE);
    uint64_t   hash = str_name_hash(plan, 1) * UINT64_C(0x9E3779B97F4A7C15) + str_name_hash(date, 2);
    for (struct map_walk w = map_find(&m->keys, hash); map_next(&w);) {
        struct return_group *g = &m->groups.at[w.value];
        const struct return_row *first = &m->rows.at[g->first];
        if (!str_same_name(plan, cell_text(m, first, RETURN_COLUMN_PLAN)) || !str_same_name(date, cell_text(m, first, RETURN_COLUMN_DATE)))
            continue;
        m->rows.at[g->last].next = row;
        g->last = row;
        return;
    }
    map_add(&m->keys, hash, m->groups.len);
    *vec_push(m->arena, &m->groups) = (struct return_group){row, row};
}

static bool is_blank_row(const struct csv_row *row)
{
    for (uint32_t i = 0; i < row->len; i++)
        if (str_trim(row->at[i].text).len > 0)
            return false;
    return true;
}

/* Whether the row can be taken; each mistake of its form is told. */
static bool row_is_fine(struct making *m, const struct csv_row *row, enum csv_fault fault, struct place where)
{
    static const enum return_column NEEDED[] = {RETURN_COLUMN_PLAN, RETURN_COLUMN_ACTION, RETURN_COLUMN_DATE};
    struct return_row r = {row->at, row->len, NO_RETURN_ROW};
    bool fine = fault == CSV_FINE;
    if (fault != CSV_FINE)
        diag0(m->sink, fault == CSV_OPEN ? DIAG_RETURNS_QUOTE_OPEN : DIAG_RETURNS_QUOTE_BEHIND, where);
    else if (row->len > m->columns_len) {
        diag2(m->sink, DIAG_RETURNS_CELLS, row->at[m->columns_len].place, str_printf(m->arena, "%u", row->len), str_printf(m->arena, "%u", m->columns_len));
        fine = false;
    }
    for (size_t i = 0; fine && i < ARRAY_LEN(NEEDED); i++)
        if (cell_text(m, &r, NEEDED[i]).len == 0) {
            diag1(m->sink, DIAG_RETURNS_CELL_MISSING, cell_place(m, &r, NEEDED[i]), str_of(columns[NEEDED[i]].word));
            fine = false;
        }
    return fine;
}

static void read_rows(struct making *m)
{
    for (;;) {
        struct csv_row row = {NULL, 0, 0};
        enum csv_fault fault;
        struct place   where = {0, 0};
        if (!csv_next(&m->csv, &row, &fault, &where, m->arena))
            return;
        if ((fault == CSV_FINE && is_blank_row(&row)) || !row_is_fine(m, &row, fault, where))
            continue;
        *vec_push(m->arena, &m->rows) = (struct return_row){row.at, row.len, NO_RETURN_ROW};
        add_to_group(m, m->rows.len - 1);
    }
}

/* ---- documents */

/* What is written from here on stands for this cell. */
static void piece_begin(struct making *m, struct place cell)
{
    *vec_push(m->arena, &m->pieces) = (struct joined_piece){(uint32_t)m->out.len, 0, cell.at, cell.length > 0 ? cell.length : 1};
}

static void piece_end(struct making *m)
{
    struct joined_piece *p = &m->pieces.at[m->pieces.len - 1];
    p->length = (uint32_t)m->out.len - p->at;
}

/* Line ends and what control characters there are become blanks: a cell is one line. */
static void put_line(struct making *m, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        bool control = (unsigned char)s.at[i] < ' ';
        if (!control || (i > 0 && (unsigned char)s.at[i - 1] >= ' '))
            out_char(&m->out, control ? ' ' : s.at[i]);
    }
}

/* The day as irp writes it, where it is one: a comma of its own would part it from the name of the plan. */
static void put_date(struct making *m, struct str s)
{
    struct date_read read = date_parse(s);
    if (read.fault == DATE_FINE) {
        date_print(&m->out, read.date);
        return;
    }
    for (size_t i = 0; i < s.len; i++)
        out_char(&m->out, s.at[i] == ',' || (unsigned char)s.at[i] < ' ' ? ' ' : s.at[i]);
}

static bool is_whole(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_digit(s.at[i]))
            return false;
    return s.len > 0;
}

static void put_label(struct making *m, enum return_column c, const struct csv_cell *cell)
{
    struct str text = str_trim(cell->text);
    if (text.len == 0)
        return;
    piece_begin(m, cell->place);
    out_printf(&m->out, "%s: ", columns[c].label);
    put_line(m, text);
    out_str(&m->out, c == RETURN_COLUMN_PROGRESS && is_whole(text) ? STR("%\n") : STR("\n"));
    piece_end(m);
}

/* What could be read as a heading, a comment or a label stands in quotes: that is text for certain. */
static void put_comment(struct making *m, const struct csv_cell *cell)
{
    struct str text = str_trim(cell->text);
    if (text.len == 0)
        return;
    bool doubtful = is_letter(text.at[0]) ? str_find(text, STR(":")) < text.len : (unsigned char)text.at[0] < 0x80 && !is_digit(text.at[0]);
    piece_begin(m, cell->place);
    out_str(&m->out, doubtful ? STR("\n\"") : STR("\n"));
    put_line(m, text);
    out_str(&m->out, doubtful ? STR("\"\n") : STR("\n"));
    piece_end(m);
}

static void put_entry(struct making *m, const struct return_row *r)
{
    piece_begin(m, cell_place(m, r, RETURN_COLUMN_ACTION));
    struct str number = cell_text(m, r, RETURN_COLUMN_ACTION);
    out_str(&m->out, STR("\n## Action "));
    put_line(m, str_starts_fold(number, STR("action ")) ? str_trim(str_from(number, 7)) : number);
    out_str(&m->out, STR("\n\n"));
    piece_end(m);
    for (unsigned c = 0; c < RETURN_COLUMNS; c++)
        for (uint32_t i = 0; i < r->len && i < m->columns_len; i++)
            if (m->column[i] == c && columns[c].label != NULL)
                put_label(m, (enum return_column)c, &r->cells[i]);
    for (uint32_t i = 0; i < r->len && i < m->columns_len; i++)
        if (m->column[i] == RETURN_COLUMN_COMMENT)
            put_comment(m, &r->cells[i]);
}

static void put_group(struct making *m, const struct return_group *g)
{
    const struct return_row *first = &m->rows.at[g->first];
    piece_begin(m, cell_place(m, first, RETURN_COLUMN_PLAN));
    out_str(&m->out, STR("# Update: "));
    put_line(m, cell_text(m, first, RETURN_COLUMN_PLAN));
    piece_end(m);
    piece_begin(m, cell_place(m, first, RETURN_COLUMN_DATE));
    out_str(&m->out, STR(", "));
    put_date(m, cell_text(m, first, RETURN_COLUMN_DATE));
    out_char(&m->out, '\n');
    piece_end(m);
    for (uint32_t row = g->first; row != NO_RETURN_ROW; row = m->rows.at[row].next)
        put_entry(m, &m->rows.at[row]);
    out_char(&m->out, '\n');
}

struct returns_made returns_from_csv(struct str table, struct diag_sink *sink, struct arena *a)
{
    struct making m = {.table = table, .sink = sink, .arena = a, .csv = {.text = table}};
    if (table.len >= 3 && memcmp(table.at, "\xef\xbb\xbf", 3) == 0)
        m.csv.at = 3;
    map_open(&m.keys, a, 0);
    out_memory(&m.out, a);
    choose_delimiter(&m);
    if (read_titles(&m))
        read_rows(&m);
    for (uint32_t i = 0; i < m.groups.len; i++)
        put_group(&m, &m.groups.at[i]);
    return (struct returns_made){out_text(&m.out), m.pieces.at, m.pieces.len};
}
