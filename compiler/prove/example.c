/* Examples: a document in the language with an item that has the chosen values. What cannot be written is left out; whether the example shows what it
 * should is seen when it is checked. */
#include "formula.h"
#include "../../runtime/value/number.h"

#define SIDES_MOST    5u                  /* dates that are put in order */

struct line { enum kind of; enum label label; struct str text; };
struct example {
    const struct formulas *f;
    const struct search   *s;
    const struct held     *held;
    struct arena *arena;
    VEC(struct line) lines;
    uint64_t within, without;             /* kinds that must stand round the item, and that must not */
    uint64_t modifiers[KINDS];            /* of each kind: the word before its heading, as a place, 0 none */
    bool superseded;                      /* by action 9, which has to be there */
    VEC(struct line) children;            /* `label` is not looked at: items of the kind `of`, in the item */
};

static bool is_chosen(const struct example *x, uint32_t v) { return x->s->chosen[v] != NOT_CHOSEN; }

static void add_line(struct example *x, enum kind of, enum label l, struct str text)
{
    for (uint32_t i = 0; i < x->lines.len; i++)
        if (x->lines.at[i].label == l && label_rows[l].many != MANY)
            return;
    *vec_push(x->arena, &x->lines) = (struct line){of, l, text};
}

static struct str day_text(struct example *x, int32_t day)
{
    struct out o;
    out_memory(&o, x->arena);
    date_print(&o, date_of_day(day));
    return out_text(&o);
}

/* Something that the label may hold. */
static struct str sample(struct example *x, enum label l)
{
    switch ((int)label_rows[l].type) {
    case TYPE_NAME:     return STR("Governor");
    case TYPE_DATE: case TYPE_RANGE: case TYPE_DEADLINE: return day_text(x, EXAMPLE_DAY);
    case TYPE_REVISION: return STR("1 December 2026, agreed 1 September 2026, because the work took longer");
    case TYPE_STATUS:   return STR("In progress");
    case TYPE_RESPONSE: return STR("Agreed");
    case TYPE_NUMBER:   return STR("1");
    case TYPE_PERCENT:  return STR("50%");
    case TYPE_YESNO:    return STR("Yes");
    case TYPE_CHOICE:   return choice_word(l, 0) != NULL ? str_of(choice_word(l, 0)) : STR("Yes");
    default:            return STR("as the minutes show");
    }
}

/* ---- one value after another */

static enum label label_of(const struct datum *v)
{
    if (v->of >= KINDS)
        return LABEL_NONE;
    if (v->label != LABEL_NONE)
        return v->label;
    return label_find(v->of, str_eq(v->words, STR("effective deadline")) ? STR("Deadline") : str_eq(v->words, STR("status")) ? STR("Status") : v->words);
}

static void put_truth(struct example *x, const struct datum *v, bool yes)
{
    unsigned m = v->of < KINDS ? modifier_find(v->of, v->words) : 0;
    if (m != 0 && yes)
        x->modifiers[v->of] = m;
}

static void put_given(struct example *x, const struct datum *v, bool is_given)
{
    enum label l = label_of(v);
    bool       plural;
    enum kind  k = kind_named(v->words, &plural);
    if (l != LABEL_NONE && is_given)
        add_line(x, v->of, l, sample(x, l));
    else if (l == LABEL_NONE && k < KINDS && is_given)
        x->within |= UINT64_C(1) << k;
    else if (l == LABEL_NONE && k < KINDS)
        x->without |= UINT64_C(1) << k;
    else if (str_eq(v->words, STR("completion date")) && is_given)
        add_line(x, v->of, label_find(v->of, STR("Status")), STR("Completed 12 May 2026"));
}

static void put_words(struct example *x, const struct datum *v, uint32_t option)
{
    enum label l = label_of(v);
    if (l == LABEL_NONE || option == 0)
        return;
    struct str words = option <= v->options.len ? v->options.at[option - 1] : STR("something else");
    if (str_eq(words, STR("Withdrawn")))
        words = STR("Withdrawn because the wing has closed");
    if (str_eq(words, STR("Superseded"))) {
        words = STR("Superseded by action 9");
        x->superseded = true;
    }
    add_line(x, v->of, l, words);
}

/* A number in the region; whole where there is one. */
static int64_t number_in(const struct datum *v, uint32_t region)
{
    uint32_t r = region - 1, n = v->constants.len;
    int64_t  at = v->constants.at[r / 2 < n ? r / 2 : n - 1];
    if (r % 2 == 1)
        return at;
    if (r == 0)
        return at - NUMBER_ONE < 0 && v->counted ? 0 : at - NUMBER_ONE;
    int64_t before = v->constants.at[r / 2 - 1];
    return r == 2 * n ? before + NUMBER_ONE : at - before > NUMBER_ONE ? before + NUMBER_ONE : before + (at - before) / 2;
}

static void put_number(struct example *x, const struct datum *v, uint32_t region)
{
    enum label l = label_of(v);
    if (region == 0)
        return;
    int64_t number = number_in(v, region);
    bool    plural;
    struct str rest = v->words;
    if (l != LABEL_NONE && label_rows[l].many == MANY) {
        for (int64_t i = 0; i < number / NUMBER_ONE && i < 20; i++)
            add_line(x, v->of, l, sample(x, l));
    } else if (l != LABEL_NONE) {
        struct out o;
        out_memory(&o, x->arena);
        number_print(&o, v->hole == HOLE_PERCENT ? number * 100 : number, false);
        add_line(x, v->of, l, v->hole == HOLE_PERCENT ? str_printf(x->arena, STR_FMT "%%", STR_ARG(out_text(&o))) : out_text(&o));
    } else if (str_starts_fold(rest, STR("count of "))) {
        enum kind k = kind_named(str_from(rest, 9), &plural);
        for (int64_t i = 0; k < KINDS && i < number / NUMBER_ONE && i < 20; i++)
            *vec_push(x->arena, &x->children) = (struct line){k, LABEL_NONE, STR("")};
    }
}

/* ---- dates in an order */

struct ordering { struct example *x; uint32_t side[SIDES_MOST]; int32_t day[SIDES_MOST]; uint32_t len; };

static bool order_is(uint8_t chosen, int32_t a, int32_t first, int32_t last)
{
    switch (chosen) {
    case ORDER_BEFORE: return a < first;
    case ORDER_EQUAL:  return a == first && a == last;
    case ORDER_AFTER:  return a > last;
    default:           return a >= first && a <= last && first != last;
    }
}

static int32_t side_day(const struct ordering *o, uint32_t side)
{
    for (uint32_t i = 0; i < o->len; i++)
        if (o->side[i] == side)
            return o->day[i];
    return EXAMPLE_DAY;
}

static bool in_order(const struct ordering *o)
{
    const struct example *x = o->x;
    for (uint32_t v = 0; v < x->f->values.len; v++) {
        const struct datum *value = &x->f->values.at[v];
        if (value->domain != DOMAIN_ORDER || !is_chosen(x, v) || value->left == UINT32_MAX)
            continue;
        int32_t first = value->right != UINT32_MAX ? side_day(o, value->right) : value->day[0] == INT32_MAX ? EXAMPLE_DAY : value->day[0];
        int32_t last = value->right != UINT32_MAX ? first : value->day[1] == INT32_MAX ? EXAMPLE_DAY : value->day[1];
        if (!order_is(x->s->chosen[v], side_day(o, value->left), first, last))
            return false;
    }
    return true;
}

static void add_side(struct ordering *o, uint32_t side)
{
    for (uint32_t i = 0; i < o->len; i++)
        if (o->side[i] == side)
            return;
    if (side != UINT32_MAX && o->len < SIDES_MOST)
        o->side[o->len++] = side;
}

static bool try_days(struct ordering *o, uint32_t at, const int32_t *days, uint32_t days_len)
{
    if (at == o->len)
        return in_order(o);
    for (uint32_t i = 0; i < days_len; i++) {
        o->day[at] = days[i];
        if (try_days(o, at + 1, days, days_len))
            return true;
    }
    return false;
}

static void put_dates(struct example *x)
{
    struct ordering o = {.x = x};
    VEC(int32_t) days = {NULL, 0, 0};
    if (x->held->dated)
        *vec_push(x->arena, &days) = x->held->day;
    for (int32_t d = -60; d <= 60; d += 30)
        *vec_push(x->arena, &days) = EXAMPLE_DAY + d;
    for (uint32_t v = 0; v < x->f->values.len; v++) {
        const struct datum *value = &x->f->values.at[v];
        if (value->domain != DOMAIN_ORDER || !is_chosen(x, v))
            continue;
        add_side(&o, value->left);
        add_side(&o, value->right);
        if (value->right == UINT32_MAX && value->day[0] != INT32_MAX && days.len < 12) {
            *vec_push(x->arena, &days) = value->day[0] - 1;
            *vec_push(x->arena, &days) = value->day[0];
            *vec_push(x->arena, &days) = value->day[1] + 1;
        }
    }
    if (!try_days(&o, 0, days.at, days.len))
        return;
    for (uint32_t i = 0; i < o.len; i++) {
        const struct datum *value = &x->f->values.at[o.side[i]];
        enum label l = label_of(value);
        if (l != LABEL_NONE && (!is_chosen(x, o.side[i]) || x->s->chosen[o.side[i]] == 1))
            add_line(x, value->of, l, day_text(x, o.day[i]));
    }
}

/* ---- the document */

static bool path_to(const struct example *x, enum kind k, enum kind *path, uint32_t *len, uint64_t needed)
{
    path[(*len)++] = k;
    if (kind_is_document(k) && (needed & ~(UINT64_C(1) << k)) == 0)
        return kind_is_held(k);
    for (unsigned p = 0; p < KINDS && *len < 6; p++)
        if (kind_may_stand_in(k, (enum kind)p) && (x->without >> p & 1) == 0 && path_to(x, (enum kind)p, path, len, needed & ~(UINT64_C(1) << k)))
            return true;
    (*len)--;
    return false;
}

static void put_heading(struct out *o, struct example *x, enum kind k, uint32_t marks, const char *number)
{
    const struct kind_row *row = &kind_rows[k];
    out_repeat(o, '#', marks);
    const char *modifier = modifier_word(k, (unsigned)x->modifiers[k]);
    out_printf(o, " %s%s%s", modifier, modifier[0] != '\0' ? " " : "", row->word);
    if (row->number == NUMBER_DATE)
        out_str(o, STR(" 1 September 2026"));
    else if (row->number != NUMBER_NONE)
        out_printf(o, " %s", number);
    if (row->title == TITLE_MUST || row->title == TITLE_NAME)
        out_printf(o, ": %s", kind_is_document(k) ? "HMP Example" : "Governor");
    if (k == KIND_RETURN)
        out_printf(o, ", " STR_FMT, STR_ARG(x->held->dated ? day_text(x, x->held->day) : STR("1 September 2026")));
    out_str(o, STR("\n\n"));
}

static void put_labels(struct out *o, const struct example *x, enum kind k)
{
    size_t before = o->len;
    for (unsigned l = kind_rows[k].first_label; l < kind_labels_end(k); l++)
        for (uint32_t i = 0; i < x->lines.len; i++)
            if (x->lines.at[i].label == (enum label)l)
                out_printf(o, "%s: " STR_FMT "\n", label_rows[l].word, STR_ARG(x->lines.at[i].text));
    if (o->len > before)
        out_char(o, '\n');
}

static void put_values(struct example *x)
{
    for (uint32_t v = 0; v < x->f->values.len; v++) {
        const struct datum *value = &x->f->values.at[v];
        if (!is_chosen(x, v))
            continue;
        if (value->domain == DOMAIN_TRUTH)
            put_truth(x, value, x->s->chosen[v] == 1);
        else if (value->domain == DOMAIN_GIVEN)
            put_given(x, value, x->s->chosen[v] == 1);
        else if (value->domain == DOMAIN_WORDS)
            put_words(x, value, x->s->chosen[v]);
        else if (value->domain == DOMAIN_NUMBER)
            put_number(x, value, x->s->chosen[v]);
    }
}

/* The day that decides which version a document is held to; written for each kind that it may turn out to be. */
static void put_version_day(struct example *x)
{
    for (unsigned k = 0; x->held->dated && k < KINDS; k++) {
        enum label l = kind_is_document((enum kind)k) ? label_find((enum kind)k, STR("Inspection")) : LABEL_NONE;
        if (l != LABEL_NONE)
            add_line(x, (enum kind)k, l, day_text(x, x->held->day));
    }
}

static struct str written(struct example *x, enum kind k)
{
    enum kind path[8];
    uint32_t  len = 0;
    struct out o;
    if (!path_to(x, k, path, &len, x->within))
        return STR("");
    out_memory(&o, x->arena);
    for (uint32_t i = len, marks = 1; i-- > 0; marks++) {
        put_heading(&o, x, path[i], marks, i + 1 == len ? "" : i == 0 && len > 2 ? "1.1" : "1");
        if (i + 1 == len)
            out_printf(&o, "Standard: " STR_FMT "\n", STR_ARG(x->held->standard));
        put_labels(&o, x, path[i]);
        if (i + 1 == len && out_text(&o).at[o.len - 2] != '\n')
            out_char(&o, '\n');
        if (i == 0 && !kind_is_document(path[i]))
            out_str(&o, STR("Some words.\n\n"));
    }
    for (uint32_t i = 0; i < x->children.len; i++) {
        put_heading(&o, x, x->children.at[i].of, len + 1, str_printf(x->arena, "1.%u", i + 1).at);
        out_printf(&o, "Some words, for the %s time.\n\n", i == 0 ? "first" : "next");
    }
    if (x->superseded)
        out_str(&o, STR("## Action 9\n\nStatus: In progress\n\nSome other words.\n"));
    return str_trim(out_text(&o));
}

struct str example_of(const struct formulas *f, const struct search *s, const struct held *held, struct arena *a)
{
    struct example x = {.f = f, .s = s, .held = held, .arena = a};
    put_dates(&x);
    put_version_day(&x);
    put_values(&x);
    return written(&x, f->kind);
}

struct str example_judged(enum kind k, struct str by, struct str level, const struct held *held, struct arena *a)
{
    struct example x = {.held = held, .arena = a, .without = UINT64_C(1) << KIND_PLAN};      /* who judges writes reviews */
    put_version_day(&x);
    if (by.len > 0)
        add_line(&x, k, label_find(k, STR("By")), by);
    add_line(&x, k, label_find(k, STR("Judgement")), level);
    return written(&x, k);
}
