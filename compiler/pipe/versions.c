/* Versions of standards. See versions.h. */
#include "versions.h"
#include "../../runtime/value/date.h"
#include <stdlib.h>

/* ---- shelves */

/* Dates of labels are read where plans are lowered, with their mistakes; here one that cannot be read is as if it were not given. */
static bool label_days(const struct tree *t, uint32_t document, enum label l, struct date *d)
{
    const struct item *item = &t->items[document];
    for (uint32_t i = item->first_label; i < item->first_label + item->labels; i++) {
        if (t->labels[i].label != l)
            continue;
        struct date_read read = date_parse_range(tree_text(t, t->labels[i].value));
        *d = read.date;
        return read.fault == DATE_FINE;
    }
    return false;
}

static struct period period_of(const struct tree *t, uint32_t document)
{
    struct period p = PERIOD_ALWAYS;
    struct date   d;
    if (label_days(t, document, LABEL_STANDARD_VALID_FROM, &d))
        p.from = d.first;
    if (label_days(t, document, LABEL_STANDARD_VALID_TO, &d))
        p.to = d.last;
    return p;
}

static int by_name_and_day(const void *a, const void *b)
{
    const struct version *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (x->period.from != y->period.from)
        return x->period.from < y->period.from ? -1 : 1;
    return x->document < y->document ? -1 : 1;
}

void shelf_fill(struct shelf *s, const struct tree *t, struct arena *a)
{
    *s = (struct shelf){.tree = t, .at = arena_many(a, t->kind_count[KIND_STANDARD] + (size_t)1, struct version)};
    for (uint32_t i = 0; i < t->items_len && s->len < t->kind_count[KIND_STANDARD]; i++) {
        struct str name = tree_text(t, t->items[i].title);
        if (t->items[i].kind == KIND_STANDARD && name.len > 0)
            s->at[s->len++] = (struct version){i, name, str_name_hash(name, 0), period_of(t, i)};
    }
    if (s->len > 1)
        qsort(s->at, s->len, sizeof *s->at, by_name_and_day);
}

void shelf_find(const struct shelf *s, struct str name, uint32_t *first, uint32_t *count)
{
    uint64_t hash = str_name_hash(name, 0);
    uint32_t low = 0, high = s->len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->at[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    while (low < s->len && s->at[low].hash == hash && str_same_name(s->at[low].name, name))
        low++;
    *count = low - *first;
}

/* ---- mistakes */

struct str day_words(int32_t day, struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    date_print(&o, date_of_day(day));
    return out_text(&o);
}

struct str period_words(struct period p, struct arena *a)
{
    struct str from = p.from == INT32_MIN ? STR("") : str_printf(a, "from " STR_FMT, STR_ARG(day_words(p.from, a)));
    struct str to = p.to == INT32_MAX ? STR("") : str_printf(a, "to " STR_FMT, STR_ARG(day_words(p.to, a)));
    if (from.len == 0 && to.len == 0)
        return STR("at all times");
    if (p.from == p.to)
        return str_printf(a, "on " STR_FMT, STR_ARG(day_words(p.from, a)));
    return str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(from), from.len > 0 && to.len > 0 ? " " : "", STR_ARG(to));
}

static void report_overlap(const struct shelf *s, const struct version *a, const struct version *b, struct diag_sink *sink)
{
    const struct version *first = a->document < b->document ? a : b, *again = first == a ? b : a;
    struct period both = {b->period.from, a->period.to < b->period.to ? a->period.to : b->period.to};
    struct finding *f = diag2(sink, DIAG_VERSIONS_OVERLAP, s->tree->items[again->document].place, again->name, period_words(both, sink->arena));
    diag_related(sink, f, s->tree->items[first->document].place, STR("the other version is here"));
}

void report_no_version(struct diag_sink *sink, struct str name, struct place at, struct asked_day day, const struct period *periods, uint32_t len)
{
    struct str list = {"", 0};
    for (uint32_t i = 0; i < len; i++)
        list = str_printf(sink->arena, STR_FMT "%s" STR_FMT, STR_ARG(list), i > 0 ? ", and " : "", STR_ARG(period_words(periods[i], sink->arena)));
    diag4(sink, DIAG_NO_VERSION, at, name, day_words(day.day, sink->arena), list, str_of(day.what));
}

void shelf_check(const struct shelf *s, struct diag_sink *sink)
{
    const struct version *longest = NULL;            /* of the versions before, the one that is in force for longest */
    for (uint32_t i = 0; i < s->len; i++) {
        const struct version *v = &s->at[i];
        if (v->period.from > v->period.to) {
            diag1(sink, DIAG_VERSION_NEVER, s->tree->items[v->document].place, v->name);
            continue;
        }
        if (longest != NULL && longest->hash == v->hash && longest->period.to >= v->period.from)
            report_overlap(s, longest, v, sink);
        if (longest == NULL || longest->hash != v->hash || longest->period.to < v->period.to)
            longest = v;
    }
}

/* ---- the version in force */

/* The labels that may decide, the first that is given: a plan answers an inspection, and what held then holds for it. */
static const enum label deciding[] = {
    LABEL_PLAN_INSPECTION, LABEL_REVIEW_INSPECTION, LABEL_RESPONSE_INSPECTION, LABEL_PLAN_REPORT_PUBLISHED, LABEL_PLAN_PLAN_SUBMITTED,
    LABEL_REVIEW_VISIT, LABEL_RESPONSE_VISIT, LABEL_REVIEW_PUBLISHED, LABEL_RESPONSE_DATE,
};

struct asked_day document_day(const struct tree *t, uint32_t document)
{
    struct date d;
    for (size_t i = 0; i < ARRAY_LEN(deciding); i++)
        if (label_rows[deciding[i]].kind == (enum kind)t->items[document].kind && label_days(t, document, deciding[i], &d))
            return (struct asked_day){true, d.first, label_rows[deciding[i]].word};
    if (t->items[document].kind == KIND_RETURN) {    /* "HMP Example, 31 August 2026" */
        struct str name = tree_text(t, t->items[document].title);
        while (name.len > 0) {
            struct str last = str_trim(str_cut(&name, ','));
            struct date_read read = date_parse(last);
            if (name.len == 0 && read.fault == DATE_FINE)
                return (struct asked_day){true, read.date.first, "the heading's date"};
        }
    }
    return (struct asked_day){.given = false};
}

const struct version *shelf_version(const struct shelf *s, struct str name, struct asked_day day, struct period *lasts)
{
    uint32_t first, count;
    shelf_find(s, name, &first, &count);
    *lasts = PERIOD_ALWAYS;
    if (count == 0)
        return NULL;
    const struct version *of = &s->at[first];
    uint32_t low = 0, high = count;                  /* the last that begins by then */
    while (low < high && day.given) {
        uint32_t middle = low + (high - low) / 2;
        if (of[middle].period.from <= day.day)
            low = middle + 1;
        else
            high = middle;
    }
    if (!day.given)
        return &of[count - 1];
    if (low < count)
        lasts->to = of[low].period.from - 1;
    if (low == 0 || of[low - 1].period.to < day.day)
        return NULL;
    lasts->from = of[low - 1].period.from;
    if (of[low - 1].period.to < lasts->to)
        lasts->to = of[low - 1].period.to;
    return &of[low - 1];
}

struct str version_name(const struct shelf *s, const struct version *v, struct arena *a)
{
    uint32_t first, count;
    shelf_find(s, v->name, &first, &count);
    return count < 2 ? v->name : str_printf(a, STR_FMT " " STR_FMT, STR_ARG(v->name), STR_ARG(period_words(v->period, a)));
}
