/* Tables as text. See csv.h. */
#include "csv.h"

static bool at_line_end(const struct csv *c) { return c->at == c->text.len || c->text.at[c->at] == '\n' || c->text.at[c->at] == '\r'; }

static void pass_line_end(struct csv *c)
{
    if (c->at < c->text.len && c->text.at[c->at] == '\r')
        c->at++;
    if (c->at < c->text.len && c->text.at[c->at] == '\n')
        c->at++;
}

static struct place place_from(const struct csv *c, size_t from) { return (struct place){(uint32_t)from, (uint32_t)(c->at - from)}; }

static struct csv_cell bare_cell(struct csv *c)
{
    size_t from = c->at;
    while (!at_line_end(c) && c->text.at[c->at] != c->delimiter)
        c->at++;
    return (struct csv_cell){{c->text.at + from, c->at - from}, place_from(c, from)};
}

/* What stands between the quotes, a doubled one once. */
static struct str unquoted(struct str s, struct arena *a)
{
    char  *to = arena_alloc(a, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        to[len++] = s.at[i];
        i += s.at[i] == '"' && i + 1 < s.len && s.at[i + 1] == '"';
    }
    return (struct str){to, len};
}

static struct csv_cell quoted_cell(struct csv *c, enum csv_fault *fault, struct place *where, struct arena *a)
{
    size_t from = c->at++, end;
    for (;; c->at++) {
        if (c->at == c->text.len) {
            *fault = CSV_OPEN;
            *where = (struct place){(uint32_t)from, 1};
            return (struct csv_cell){STR(""), place_from(c, from)};
        }
        if (c->text.at[c->at] != '"')
            continue;
        if (c->at + 1 == c->text.len || c->text.at[c->at + 1] != '"')
            break;
        c->at++;
    }
    end = c->at++;
    struct csv_cell cell = {unquoted((struct str){c->text.at + from + 1, end - from - 1}, a), place_from(c, from)};
    if (!at_line_end(c) && c->text.at[c->at] != c->delimiter) {
        struct csv_cell behind = bare_cell(c);
        if (*fault == CSV_FINE)
            *where = behind.place;
        *fault = CSV_BEHIND;
    }
    return cell;
}

bool csv_next(struct csv *c, struct csv_row *row, enum csv_fault *fault, struct place *where, struct arena *a)
{
    row->len = 0;
    *fault = CSV_FINE;
    if (c->at == c->text.len)
        return false;
    for (;; c->at++) {
        bool quoted = c->at < c->text.len && c->text.at[c->at] == '"';
        *vec_push(a, row) = quoted ? quoted_cell(c, fault, where, a) : bare_cell(c);
        if (at_line_end(c))
            break;
    }
    pass_line_end(c);
    return true;
}
