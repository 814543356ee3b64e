/* Expressions from text: raw tokens are joined into names, dates and durations, reserved words are told from others, and the grammar
 * makes the tree. The whole text is scanned first, so that joining is a look at the next token, not a pattern that backs up. */
#include "expr_tokens.h"
#include "expr_parse.h"
#include "../../runtime/value/number.h"

/* Words of the language, and pairs of words that are one token. */
static const struct { const char *first, *second; int code; enum expr_kind leaf; } reserved[] = {
    {"count", "of", COUNT_OF, 0}, {"sum", "of", SUM_OF, 0}, {"share", "of", SHARE_OF, 0}, {"is", "not", IS_NOT, 0},
    {"at", "least", AT_LEAST, 0}, {"one", "of", ONE_OF, 0}, {"unique", "among", UNIQUE, 0}, {"the", "other", LEAF, EXPR_THE_OTHER},
    {"when", "", WHEN, 0}, {"where", "", WHERE, 0}, {"has", "", HAS, 0}, {"or", "", OR, 0}, {"and", "", AND, 0}, {"not", "", NOT, 0}, {"is", "", IS, 0},
    {"given", "", GIVEN, 0}, {"missing", "", MISSING, 0}, {"in", "", IN, 0}, {"to", "", TO, 0}, {"contains", "", CONTAINS, 0},
    {"matches", "", MATCHES, 0}, {"within", "", WITHIN, 0}, {"of", "", OF, 0}, {"earliest", "", EARLIEST, 0}, {"latest", "", LATEST, 0},
    {"lowest", "", LOWEST, 0}, {"highest", "", HIGHEST, 0}, {"every", "", EVERY, 0}, {"some", "", SOME, 0}, {"no", "", NO, 0},
    {"today", "", LEAF, EXPR_TODAY}, {"true", "", LEAF, EXPR_TRUE}, {"false", "", LEAF, EXPR_FALSE},
};
static const struct { const char *word; enum expr_unit unit; } units[] = {
    {"day", UNIT_DAY}, {"days", UNIT_DAY}, {"week", UNIT_WEEK}, {"weeks", UNIT_WEEK},
    {"month", UNIT_MONTH}, {"months", UNIT_MONTH}, {"year", UNIT_YEAR}, {"years", UNIT_YEAR},
};

static struct str token_text(const struct expr_parse *p, const struct expr_token *t) { return (struct str){p->source.at + t->at, t->end - t->at}; }
static bool is_word(const struct expr_parse *p, const struct expr_token *t, const char *word)
{
    return t->code == NAME && lower(p->source.at[t->at]) == word[0] && str_eq_fold(token_text(p, t), str_of(word));
}

struct expr *expr_node(struct expr_parse *p, enum expr_kind kind, const struct expr *a, const struct expr *b, const struct expr *c)
{
    struct expr *e = arena_new(p->arena, struct expr);
    const struct expr *parts[3] = {a, b, c};
    uint32_t start = UINT32_MAX, end = 0;
    e->kind = kind, e->a = a, e->b = b, e->c = c;
    for (int i = 0; i < 3; i++)
        if (parts[i] != NULL) {
            struct place at = parts[i]->outer.length > 0 ? parts[i]->outer : parts[i]->place;
            start = at.at < start ? at.at : start;
            end = at.at + at.length > end ? at.at + at.length : end;
            e->depth = parts[i]->depth + 1 > e->depth ? parts[i]->depth + 1 : e->depth;
        }
    e->place = (struct place){start, end - start};
    p->deep = p->deep || e->depth > EXPRESSION_DEPTH_MOST;
    return e;
}

struct expr *expr_prefix(struct expr_parse *p, enum expr_kind kind, const struct expr *word, const struct expr *a)
{
    struct expr *e = expr_node(p, kind, a, NULL, NULL);
    e->place.length += e->place.at - word->place.at;
    e->place.at = word->place.at;
    return e;
}

struct expr *expr_within_parentheses(struct expr_parse *p, const struct expr *e, const struct expr *open, const struct expr *close)
{
    struct expr *same = arena_new(p->arena, struct expr);
    *same = *e;
    same->outer = (struct place){open->place.at, close->place.at + close->place.length - open->place.at};
    return same;
}

struct expr *expr_call(struct expr_parse *p, const struct expr *name, const struct expr *arguments, const struct expr *close)
{
    struct expr *e = expr_node(p, EXPR_CALL, name, arguments, NULL);
    e->place.length = close->place.at + 1 - e->place.at;
    return e;
}

struct expr *expr_suffix(struct expr_parse *p, enum expr_kind kind, const struct expr *a, const struct expr *word)
{
    struct expr *e = expr_node(p, kind, a, NULL, NULL);
    e->place.length = word->place.at + word->place.length - e->place.at;
    return e;
}

struct expr *expr_within(struct expr_parse *p, const struct expr *a, const struct expr *of)
{
    return of->kind == EXPR_OF ? expr_node(p, EXPR_WITHIN, a, of->a, of->b) : expr_node(p, EXPR_WITHIN, a, of, NULL);
}

static struct expr *leaf(struct expr_parse *p, enum expr_kind kind, const struct expr_token *t)
{
    struct expr *e = arena_new(p->arena, struct expr);
    e->kind = kind;
    e->place = (struct place){t->at, t->end - t->at};
    e->text = token_text(p, t);
    return e;
}

/* A reserved word or pair at raw token i: its row, or -1. *used: how many raw tokens it takes. */
static int find_reserved(const struct expr_parse *p, const struct expr_token *raw, uint32_t i, uint32_t len, uint32_t *used)
{
    for (size_t r = 0; r < ARRAY_LEN(reserved); r++) {
        bool pair = reserved[r].second[0] != '\0';
        if (is_word(p, &raw[i], reserved[r].first) && (!pair || (i + 1 < len && is_word(p, &raw[i + 1], reserved[r].second)))) {
            *used = pair ? 2 : 1;
            return (int)r;
        }
    }
    return -1;
}

/* A date that starts at raw token i: 15 June 2026, June 2026, 2026-06-15. The tokens it takes, or 0. */
static uint32_t date_at(const struct expr_parse *p, const struct expr_token *raw, uint32_t i, uint32_t len, struct date *d)
{
    for (uint32_t n = 3; n > 0; n--) {
        if (i + n > len)
            continue;
        struct str text = {p->source.at + raw[i].at, raw[i + n - 1].end - raw[i].at};
        bool numbered = raw[i + n - 1].code == NUMBER, named = raw[i].code == NAME || (n == 3 && raw[i + 1].code == NAME);
        bool preposition = is_word(p, &raw[i], "in") || is_word(p, &raw[i], "by");     /* a label's date may start so, a rule's may not: deadline is in June 2026 to July 2026 */
        if (!numbered || preposition || !(n == 1 ? memchr(text.at, '-', text.len) != NULL : named))
            continue;                    /* nothing like a date: not worth a closer look */
        struct date_read read = date_parse(text);
        if (read.fault == DATE_FINE && (read.date.form == DATE_DAY || read.date.form == DATE_MONTH)) {
            *d = read.date;
            return n;
        }
    }
    return 0;
}

/* "12 months", "25 working days" at raw token i. The tokens it takes, or 0. */
static uint32_t duration_at(const struct expr_parse *p, const struct expr_token *raw, uint32_t i, uint32_t len, int64_t *count, enum expr_unit *unit)
{
    int64_t  number;
    uint32_t word = i + 1;
    if (raw[i].code != NUMBER || !number_parse(token_text(p, &raw[i]), &number) || number % NUMBER_ONE != 0)
        return 0;
    bool working = word + 1 < len && is_word(p, &raw[word], "working");
    word += working;
    for (size_t u = 0; word < len && u < ARRAY_LEN(units); u++)
        if (is_word(p, &raw[word], units[u].word) && (!working || units[u].unit == UNIT_DAY)) {
            *count = number / NUMBER_ONE;
            *unit = working ? UNIT_WORKING_DAY : units[u].unit;
            return word - i + 1;
        }
    return 0;
}

/* The words of a name with one blank between them, whatever stands there. */
static struct str one_blank(struct str name, struct arena *a)
{
    char  *to = arena_alloc(a, name.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < name.len; i++)
        if (!is_blank(name.at[i]))
            to[len++] = name.at[i];
        else if (len > 0 && to[len - 1] != ' ')
            to[len++] = ' ';
    return (struct str){to, len};
}

static void add_token(struct expr_parse *p, int code, uint32_t at, uint32_t end, struct expr *e)
{
    if (e != NULL) {
        e->place = (struct place){at, end - at};
        e->text = e->kind == EXPR_TEXT ? (struct str){p->source.at + at + 1, end - at - 2} : (struct str){p->source.at + at, end - at};
        e->quoted = e->text;
        if (e->kind == EXPR_NAME || e->kind == EXPR_TEXT)
            e->text = one_blank(e->text, p->arena);
    }
    *vec_push(p->arena, &p->tokens) = (struct expr_token){code, at, end, e};
}

/* Words in a row up to the next reserved one: a name. */
static uint32_t name_at(const struct expr_parse *p, const struct expr_token *raw, uint32_t i, uint32_t len)
{
    uint32_t n = 0, used;
    while (i + n < len && raw[i + n].code == NAME && find_reserved(p, raw, i + n, len, &used) < 0)
        n++;
    return n;
}

static uint32_t join_number(struct expr_parse *p, const struct expr_token *raw, uint32_t i)
{
    struct expr *e = leaf(p, EXPR_NUMBER, &raw[i]);
    struct str   text = e->text;
    bool         fine = text.at[text.len - 1] == '%' ? percent_parse(text, &e->number) : number_parse(text, &e->number);
    add_token(p, fine ? NUMBER : STRANGE, raw[i].at, raw[i].end, fine ? e : NULL);
    return 1;
}

/* Joins the raw tokens at i; returns how many were taken. */
static uint32_t join(struct expr_parse *p, const struct expr_token *raw, uint32_t i, uint32_t len)
{
    uint32_t    n, used = 0;
    struct date d = {0, 0, DATE_DAY};
    struct expr *e;
    if ((n = date_at(p, raw, i, len, &d)) > 0) {
        e = leaf(p, EXPR_DATE, &raw[i]);
        e->date = d;
        add_token(p, DATE, raw[i].at, raw[i + n - 1].end, e);
        return n;
    }
    e = leaf(p, EXPR_DURATION, &raw[i]);
    if ((n = duration_at(p, raw, i, len, &e->number, &e->unit)) > 0) {
        add_token(p, DURATION, raw[i].at, raw[i + n - 1].end, e);
        return n;
    }
    if (raw[i].code == NUMBER)
        return join_number(p, raw, i);
    int r = find_reserved(p, raw, i, len, &used);
    if (r >= 0) {
        add_token(p, reserved[r].code, raw[i].at, raw[i + used - 1].end, leaf(p, reserved[r].code == LEAF ? reserved[r].leaf : EXPR_NAME, &raw[i]));
        return used;
    }
    if ((n = name_at(p, raw, i, len)) > 0) {
        add_token(p, NAME, raw[i].at, raw[i + n - 1].end, leaf(p, EXPR_NAME, &raw[i]));
        return n;
    }
    if (raw[i].code == TEXT)
        add_token(p, TEXT, raw[i].at, raw[i].end, leaf(p, EXPR_TEXT, &raw[i]));
    else                                 /* a sign; where a parenthesis closes is where a call ends */
        *vec_push(p->arena, &p->tokens) = (struct expr_token){raw[i].code, raw[i].at, raw[i].end, leaf(p, EXPR_NAME, &raw[i])};
    return 1;
}

static void scan_all(struct expr_parse *p)
{
    void *scanner;
    VEC(struct expr_token) raw = {0};
    if (expr_yylex_init_extra(p, &scanner) != 0)
        mem_fail(p->arena->mem, (struct err){ERR_MEMORY, 0});
    expr_yy_scan_bytes(p->source.at + p->whole.at, (int)p->whole.length, scanner);
    for (int code; (code = expr_scan(scanner)) != 0;) {
        uint32_t end = p->whole.at + p->column;
        *vec_push(p->arena, &raw) = (struct expr_token){code, end - p->token_bytes, end, NULL};
    }
    expr_yylex_destroy(scanner);
    for (uint32_t i = 0; i < raw.len;)
        i += join(p, raw.at, i, raw.len);
    uint32_t end = p->whole.at + p->whole.length;
    add_token(p, 0, end > 0 ? end - 1 : 0, end, NULL);
}

int expr_yylex(EXPR_YYSTYPE *value, struct expr_parse *p);
int expr_yylex(EXPR_YYSTYPE *value, struct expr_parse *p)
{
    const struct expr_token *t = &p->tokens.at[p->next < p->tokens.len ? p->next++ : p->tokens.len - 1];
    value->expr = t->leaf;
    return t->code;
}

const struct expr *expr_parse(struct str source, struct place at, struct diag_sink *sink, struct arena *a)
{
    struct expr_parse p = {.arena = a, .sink = sink, .source = source, .whole = at};
    if (at.length > EXPRESSION_BYTES_MOST) {
        diag1(sink, DIAG_EXPRESSION_TOO_LONG, at, str_printf(a, "%u", EXPRESSION_BYTES_MOST));
        return NULL;
    }
    scan_all(&p);
    bool fine = expr_yyparse(&p) == 0 && !p.failed;
    if (p.deep) {
        diag1(sink, DIAG_EXPRESSION_TOO_DEEP, at, str_printf(a, "%u", EXPRESSION_DEPTH_MOST));
        return NULL;
    }
    return fine ? p.result : NULL;
}
