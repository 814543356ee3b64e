/* A part asked of one item: its value, the parts that decide it there, and the lines of the file behind it. */
#include "parts.h"
#include "../../runtime/value/number.h"

/* ---- values */

bool value_is_given(struct asking *k, const struct traced *v, uint32_t row)
{
    return v->given == TRACED_NOWHERE || run_values(k->run, v->rule, row)[v->given] != 0;
}

/* The row of the item whose value it is: the asked row itself, or the one that the value's path leads to. */
uint32_t item_row(struct asking *k, const struct traced *v, uint32_t row)
{
    if (v->row == TRACED_NOWHERE)
        return row;
    int64_t at = run_values(k->run, v->rule, row)[v->row];
    return at < 0 ? NO_ROW : (uint32_t)at;
}

static struct str code_word(const struct traced *v, int64_t code)
{
    if (v->label == LABEL_NONE)
        return STR("");
    if (label_rows[v->label].type == TYPE_YESNO)
        return code == 1 ? STR("Yes") : STR("No");
    const char *word = code >= 0 && code < 256 ? choice_word(v->label, (unsigned)code) : NULL;
    return word == NULL ? STR("") : str_of(word);
}

/* A text is cut before a letter, not within it. */
static struct str shortened(struct str s, struct arena *a)
{
    if (s.len <= WHY_TEXT_BYTES)
        return s;
    size_t len = WHY_TEXT_BYTES;
    while (len > 0 && ((unsigned char)s.at[len] & 0xC0) == 0x80)
        len--;
    return str_printf(a, STR_FMT "…", STR_ARG(str_trim(str_upto(s, len))));
}

struct str value_words(struct asking *k, const struct traced *v, uint32_t row)
{
    if (v->form == TRACED_NOTHING)
        return STR("");
    if (!value_is_given(k, v, row))
        return v->form == TRACED_PRINTED && v->hole == HOLE_STATUS ? STR("no status") : STR("none");
    int64_t first = v->form == TRACED_ITEM ? 0 : run_values(k->run, v->rule, row)[0];
    switch (v->form) {
    case TRACED_NOTHING: break;
    case TRACED_TRUTH:   return first != 0 ? STR("yes") : STR("no");
    case TRACED_PRINTED: {
        struct str text = run_sentence(k->run, v->rule, row, k->arena);
        return v->hole == HOLE_TEXT ? shortened(text, k->arena) : text;
    }
    case TRACED_CODE:    return code_word(v, first);
    case TRACED_LIST:    return str_printf(k->arena, "%lld", (long long)first);
    case TRACED_ITEM: {
        uint32_t at = item_row(k, v, row);
        return at == NO_ROW ? STR("none") : item_words(k, v->kind, at);
    }
    }
    return STR("");
}

bool part_holds(struct asking *k, const struct part *p, uint32_t row)
{
    return p->value.form == TRACED_TRUTH && value_is_given(k, &p->value, row) && run_values(k->run, p->value.rule, row)[0] != 0;
}

/* ---- comparisons: because A is not before B */

static const struct { enum expr_kind kind; const char *dates[2], *others[2]; bool left_last, right_last; } comparisons[] = {
    {EXPR_LT, {"is not before", "is before"}, {"is at least", "is less than"}, true, false},
    {EXPR_GE, {"is before", "is not before"}, {"is less than", "is at least"}, true, false},
    {EXPR_AT_LEAST, {"is before", "is not before"}, {"is less than", "is at least"}, true, false},
    {EXPR_GT, {"is not after", "is after"}, {"is at most", "is more than"}, false, true},
    {EXPR_LE, {"is after", "is not after"}, {"is more than", "is at most"}, false, true},
    {EXPR_EQ, {"is not", "is"}, {"is not", "is"}, false, false},
    {EXPR_IS, {"is not", "is"}, {"is not", "is"}, false, false},
    {EXPR_NE, {"is", "is not"}, {"is", "is not"}, false, false},
    {EXPR_IS_NOT, {"is", "is not"}, {"is", "is not"}, false, false},
};

/* A side as the comparison sees it: of a date that is no day, its first day or its last. */
static struct str side_text(struct asking *k, const struct traced *v, uint32_t row, bool ordered, bool last)
{
    if (v->hole != HOLE_DATE || v->form != TRACED_PRINTED || !ordered)
        return value_words(k, v, row);
    const int64_t *value = run_values(k->run, v->rule, row);
    struct out     o;
    out_memory(&o, k->arena);
    date_print(&o, date_of_day((int32_t)value[last ? 1 : 0]));
    return out_text(&o);
}

static void compare_sides(struct asking *k, const struct part *p, uint32_t row, struct reason *r)
{
    bool holds = part_holds(k, p, row);
    if (p->right.form == TRACED_NOTHING || p->left.form == TRACED_NOTHING || !value_is_given(k, &p->left, row) || !value_is_given(k, &p->right, row))
        return;
    for (size_t i = 0; i < ARRAY_LEN(comparisons); i++) {
        if (comparisons[i].kind != p->e->kind)
            continue;
        bool dates = p->left.form == TRACED_PRINTED && p->left.hole == HOLE_DATE, equal = comparisons[i].kind == EXPR_EQ || comparisons[i].kind == EXPR_NE ||
                     comparisons[i].kind == EXPR_IS || comparisons[i].kind == EXPR_IS_NOT;
        if (equal && comparisons[i].others[holds][2] == '\0')
            return;                                    /* that 8 is 8 needs no saying */
        struct str left = side_text(k, &p->left, row, !equal, comparisons[i].left_last), right = side_text(k, &p->right, row, !equal, comparisons[i].right_last);
        const char *is = dates ? comparisons[i].dates[holds] : comparisons[i].others[holds];
        r->because = str_printf(k->arena, "because " STR_FMT " %s " STR_FMT, STR_ARG(left), is, STR_ARG(right));
    }
}

/* ---- members of an aggregate */

struct members { struct asking *k; const struct part *p; struct reason *r; uint32_t by_row, all, counted; const char *result; uint32_t row; };

static bool truth_at(struct asking *k, const struct traced *v, uint32_t row)
{
    return v->form == TRACED_NOTHING || (value_is_given(k, v, row) && run_values(k->run, v->rule, row)[0] != 0);
}

/* The member is one that the value rests on: it counts, it fails what every one must have, or the extreme is its. */
static bool is_shown(const struct members *m, uint32_t row, bool holds)
{
    const struct part *p = m->p;
    struct asking     *k = m->k;
    const struct expr *e = p->e->kind == EXPR_HAS || p->e->kind == EXPR_WHERE ? p->e->a : p->e;
    if (e->kind == EXPR_WHERE)
        e = e->a;
    if (e->kind == EXPR_EVERY)
        return !holds;
    if (p->each.form == TRACED_NOTHING)
        return holds;
    if (!holds || !value_is_given(k, &p->each, row))
        return false;
    if (e->kind == EXPR_SUM)
        return true;
    int64_t mine[2] = {run_values(k->run, p->each.rule, row)[0], p->each.hole == HOLE_DATE ? run_values(k->run, p->each.rule, row)[1] : 0};
    const int64_t *best = run_values(k->run, p->value.rule, m->row);
    return mine[p->each.hole == HOLE_DATE && e->kind == EXPR_LATEST ? 1 : 0] == best[0];
}

static void meet_member(struct members *m, uint32_t row)
{
    struct asking *k = m->k;
    if (!collects_row(k, m->p->inner, row, m->p->collected.kind, m->by_row))
        return;
    bool where = truth_at(k, &m->p->where, row), holds = where && truth_at(k, &m->p->has, row);
    m->all += where || m->p->has.form == TRACED_NOTHING;
    if ((!where && m->p->has.form != TRACED_NOTHING) || !is_shown(m, row, holds))
        return;
    m->counted++;
    if (m->r->members.len < WHY_MEMBERS_MOST)
        *vec_push(k->arena, &m->r->members) = item_words(k, m->p->inner, row);
    else
        m->r->members_more++;
}

static void name_members(struct asking *k, const struct part *p, uint32_t row, struct reason *r)
{
    const struct expr *e = p->e->kind == EXPR_HAS || p->e->kind == EXPR_WHERE ? p->e->a : p->e;
    const struct table *t = image_table(k->image, kind_rows[p->inner].name);
    struct members m = {.k = k, .p = p, .r = r, .by_row = item_row(k, &p->collected, row), .row = row};
    bool plain = p->where.form == TRACED_NOTHING && p->has.form == TRACED_NOTHING && p->each.form == TRACED_NOTHING;
    if (e->kind == EXPR_WHERE)
        e = e->a;
    for (uint32_t i = 0; t != NULL && m.by_row != NO_ROW && i < t->rows; i++)
        meet_member(&m, i);
    struct str items = str_of(m.all == 1 ? kind_rows[p->inner].name : kind_rows[p->inner].plural);
    if (!plain)
        r->because = str_printf(k->arena, "of %u " STR_FMT, m.all, STR_ARG(items));
    else
        r->members.len = 0, r->members_more = 0;      /* all of them: no need to say which */
    r->what = e->kind == EXPR_EVERY ? STR("not so") : e->kind == EXPR_SOME || e->kind == EXPR_NO ? STR("so") : e->kind == EXPR_COUNT || e->kind == EXPR_SHARE ? STR("counted") : STR("from");
}

/* ---- parts under a part */

static bool was_seen(struct asking *k, const struct part *p, uint32_t row)
{
    for (uint32_t i = 0; i < k->seen.len; i++)
        if (k->seen.at[i].row == row && k->seen.at[i].of == p->of && str_eq_fold(k->seen.at[i].words, p->words))
            return true;
    *vec_push(k->arena, &k->seen) = (struct shown){p->words, p->of, row};
    return false;
}

static void add_reason(struct asking *k, struct reason *to, struct reason *r) { *vec_push(k->arena, &to->reasons) = r; }

/* Of conditions joined by "and" those up to the first that does not hold, of "or" those up to the first that does: nothing after it matters. */
static void deciding(struct asking *k, const struct part *p, uint32_t row, struct reason *r)
{
    bool ends = p->kind == PART_ANY;
    for (uint32_t i = 0; i < p->parts.len; i++) {
        const struct part *c = p->parts.at[i];
        bool value_alone = c->e->kind == EXPR_GIVEN || c->e->kind == EXPR_MISSING;
        if (value_alone)
            reasons_under(k, c, row, r);              /* "deadline: none" says that it is not given */
        else
            add_reason(k, r, reason_of(k, c, row));
        if (part_holds(k, c, row) == ends)
            return;
    }
}

/* The conditions of a define's cases, up to the first that holds, and the value of that case. */
static void deciding_case(struct asking *k, const struct part *p, uint32_t row, struct reason *r)
{
    for (uint32_t i = 0; i + 1 < p->parts.len; i += 2) {
        const struct part *when = p->parts.at[i], *value = p->parts.at[i + 1];
        if (when != NULL)
            add_reason(k, r, reason_of(k, when, row));
        if (when != NULL && !part_holds(k, when, row))
            continue;
        struct reason *last = reason_of(k, value, row);
        if (!str_eq(last->words, last->value))         /* 2 is 2 */
            add_reason(k, r, last);
        return;
    }
}

void reasons_under(struct asking *k, const struct part *p, uint32_t row, struct reason *r)
{
    if (p->kind == PART_CASES) {
        deciding_case(k, p, row, r);
        return;
    }
    if (p->kind == PART_ALL || p->kind == PART_ANY) {
        deciding(k, p, row, r);
        return;
    }
    if (p->expanded) {
        uint32_t at = item_row(k, &p->value, row);
        if (at != NO_ROW)
            reasons_under(k, p->parts.at[0], at, r);
        return;
    }
    for (uint32_t i = 0; i < p->parts.len; i++)
        if (!was_seen(k, p->parts.at[i], row))
            add_reason(k, r, reason_of(k, p->parts.at[i], row));
}

/* ---- where a value stands */

static void heading_of(struct asking *k, uint32_t item, struct reason *r)
{
    *vec_push(k->arena, &r->places) = k->tree->items[item].place;
}

static void place_label(struct asking *k, uint32_t item, enum label l, struct reason *r)
{
    places_of_label(k, item, l, r);
    if (r->places.len == 0)
        r->because = str_printf(k->arena, "there is no %s line", label_rows[l].word);
}

static void place_value(struct asking *k, const struct part *p, uint32_t row, struct reason *r)
{
    uint32_t at = p->value.kind == KIND_NONE ? NO_ROW : item_row(k, &p->value, row), item = at == NO_ROW ? NO_ITEM : item_at(k, p->value.kind, at);
    if (p->value.kind != KIND_NONE && at == NO_ROW) {
        r->because = str_printf(k->arena, "there is no %s around it", kind_rows[p->value.kind].name);
        return;
    }
    places_of_property(k, p->value.kind, at, p->name, r);
    if (item == NO_ITEM || r->places.len > 0 || r->because.len > 0 || p->expanded)
        return;
    if (p->about != NULL)
        r->about = str_of(p->about);
    else if (p->value.label != LABEL_NONE && p->value.form != TRACED_ITEM)
        place_label(k, item, p->value.label, r);
    else
        heading_of(k, item, r);
}

static void name_other(struct asking *k, const struct part *p, uint32_t row, struct reason *r)
{
    int64_t other = p->value.other == TRACED_NOWHERE ? -1 : run_values(k->run, p->value.rule, row)[p->value.other];
    uint32_t item = other < 0 ? NO_ITEM : item_at(k, p->of, (uint32_t)other);
    if (item == NO_ITEM || p->e->kind != EXPR_UNIQUE)
        return;
    r->because = str_printf(k->arena, "the same stands in " STR_FMT, STR_ARG(item_words(k, p->of, (uint32_t)other)));
    heading_of(k, item, r);
}

struct reason *reason_of(struct asking *k, const struct part *p, uint32_t row)
{
    struct reason *r = arena_new(k->arena, struct reason);
    r->words = p->words;
    r->value = value_words(k, &p->value, row);
    if (p->kind == PART_VALUE)
        place_value(k, p, row, r);
    else if (p->kind == PART_COUNTED)
        name_members(k, p, row, r);
    name_other(k, p, row, r);
    was_seen(k, p, row);
    reasons_under(k, p, row, r);
    if (p->kind == PART_COMPARED)
        compare_sides(k, p, row, r);
    return r;
}
