/* findings.c - from failing rows to findings: put in order with the front end's, counted, and filled in one by one when they are shown.
 *
 * A million failing rows are a million keys of twelve bytes, sorted by radix; a sentence is made only for a finding that someone looks at.
 */
#include "allow.h"
#include "message.h"
#include "offer.h"
#include <stdlib.h>

/* ---------------------------------------------------------------- order */

struct named { enum severity severity; struct str name; uint32_t rule; };

static int compare_strings(struct str a, struct str b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    int order = least > 0 ? memcmp(a.at, b.at, least) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static int compare_named(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    if (x->severity != y->severity)
        return x->severity < y->severity ? -1 : 1;
    int order = compare_strings(x->name, y->name);
    return order != 0 ? order : (x->rule > y->rule) - (x->rule < y->rule);
}

/* Rules by severity, then by name: the place of each. */
static uint32_t *rule_ranks(const struct run *r, struct arena *work)
{
    const struct program *p = r->program;
    struct named *all = arena_many(work, p->rules_len, struct named);
    uint32_t *rank = arena_many(work, p->rules_len, uint32_t);
    for (uint32_t i = 0; i < p->rules_len; i++)
        all[i] = (struct named){(enum severity)p->rules[i].severity, p->strings[p->rules[i].name], i};
    if (p->rules_len > 0)
        qsort(all, p->rules_len, sizeof *all, compare_named);
    for (uint32_t i = 0; i < p->rules_len; i++)
        rank[all[i].rule] = i;
    return rank;
}

/* One stable pass by a byte of the place, or of the rule's rank. Passes that change nothing are left out. */
static bool sort_pass(const struct failure *from, struct failure *to, uint32_t count, const uint32_t *rank, unsigned shift)
{
    uint32_t starts[257] = {0};
#define BYTE_OF(f) ((((rank) ? rank[(f).rule] : (f).place) >> shift) & 255)
    for (uint32_t i = 0; i < count; i++)
        starts[BYTE_OF(from[i]) + 1]++;
    if (starts[BYTE_OF(from[0]) + 1] == count)
        return false;
    for (unsigned i = 0; i < 256; i++)
        starts[i + 1] += starts[i];
    for (uint32_t i = 0; i < count; i++)
        to[starts[BYTE_OF(from[i])]++] = from[i];
#undef BYTE_OF
    return true;
}

/* Rows of one rule were found in order; sorting by rank and then by place keeps that within equal ones. */
static void sort_failures(struct run *r, struct arena *work)
{
    uint32_t count = r->failures.len;
    if (count < 2)
        return;
    const uint32_t *rank = rule_ranks(r, work);
    struct failure *from = r->failures.at, *to = arena_many(work, count, struct failure);
    for (unsigned pass = 0; pass < 8; pass++) {
        if (!sort_pass(from, to, count, pass < 4 ? rank : NULL, pass % 4 * 8))
            continue;
        struct failure *other = from;
        from = to;
        to = other;
    }
    if (from != r->failures.at)
        memcpy(r->failures.at, from, count * sizeof *from);
}

static int compare_findings(const struct finding *x, const struct finding *y)
{
    if (x->place.at != y->place.at)
        return x->place.at < y->place.at ? -1 : 1;
    if (x->severity != y->severity)
        return x->severity < y->severity ? -1 : 1;
    return compare_strings(x->name, y->name);
}

static int compare_front(const void *a, const void *b)
{
    const struct finding *const *x = a, *const *y = b;
    int order = compare_findings(*x, *y);
    return order != 0 ? order : (*x > *y) - (*x < *y);
}

static const struct finding **front_sorted(const struct run *r, struct arena *work)
{
    uint32_t count = r->image->findings_len;
    const struct finding **front = arena_array(work, count, sizeof *front);
    bool sorted = true;
    for (uint32_t i = 0; i < count; i++) {
        front[i] = &r->image->findings[i];
        sorted &= i == 0 || compare_findings(front[i - 1], front[i]) <= 0;
    }
    if (!sorted)
        qsort(front, count, sizeof *front, compare_front);
    return front;
}

/* Both are in order: they are merged from the end, where there is room. */
static void merge_front(struct run *r, const struct finding **front)
{
    uint32_t left = r->failures.len, more = r->image->findings_len;
    for (uint32_t i = 0; i < more; i++)
        *vec_push(r->arena, &r->failures) = (struct failure){0, NO_RULE, 0};
    struct failure *all = r->failures.at;
    for (uint32_t to = r->failures.len; more > 0; to--) {
        struct failure last = {front[more - 1]->place.at, NO_RULE, (uint32_t)(front[more - 1] - r->image->findings)};
        if (left > 0 && failures_in_order(r, last, all[left - 1]))
            all[to - 1] = all[left - 1], left--;
        else
            all[to - 1] = last, more--;
    }
}

/* ---------------------------------------------------------------- one finding */

static struct place heading_place(const struct watch *w, uint32_t row)
{
    return (struct place){w->heading_at ? w->heading_at[row] : 0, w->heading_length ? w->heading_length[row] : 0};
}

static uint32_t length_at(const struct watch *w, uint32_t row)
{
    int32_t label = watch_label_row(w, row);
    return label >= 0 ? w->label_length[label] : heading_place(w, row).length;
}

static void fill_related(const struct run *r, const struct rule *rule, uint32_t row, struct arena *a, struct finding *f)
{
    if (rule->other_slot == UINT32_MAX)
        return;
    const int32_t *other = r->slot[rule->other_slot];
    if (!other || other[row] < 0 || (uint32_t)other[row] >= r->tables[rule->table].rows)
        return;
    struct related *related = arena_new(a, struct related);
    related->place = heading_place(&r->watch[rule - r->program->rules], (uint32_t)other[row]);
    related->text = r->program->strings[rule->other_text];
    f->related = related;
    f->related_len = 1;
}

/* Of the front end: as it was found. Else its place, severity, code and name, and how its fix may be used, without its words. */
static void brief(const struct run *r, struct failure key, struct finding *f)
{
    if (key.rule == NO_RULE) {
        *f = r->image->findings[key.row];
        return;
    }
    if (key.rule == ALLOWANCE_RULE) {
        allow_brief(r, &r->allowances[key.row], f);
        return;
    }
    const struct rule *rule = &r->program->rules[key.rule];
    *f = (struct finding){.place = {key.place, length_at(&r->watch[key.rule], key.row)}, .severity = (enum severity)rule->severity,
                          .name = r->program->strings[rule->name], .fix = offer_safety(r, key.rule, key.row)};
}

static void words(const struct run *r, struct failure key, struct arena *a, struct finding *f)
{
    if (key.rule == NO_RULE)
        return;
    if (key.rule == ALLOWANCE_RULE) {
        allow_words(r, &r->allowances[key.row], a, f);
        return;
    }
    const struct rule *rule = &r->program->rules[key.rule];
    f->caret = r->program->strings[rule->caret], f->help = r->program->strings[rule->help], f->why = r->program->strings[rule->why];
    f->sentence = message_sentence(r, key.rule, key.row, a);
    message_seen(r, key.rule, key.row, a, f);
    fill_related(r, rule, key.row, a, f);
    offer_fill(r, key.rule, key.row, a, f);
}

static uint32_t shown_at(const struct run *r, uint32_t i) { return r->shown ? r->shown[i] : i; }

static void brief_at(const struct run *r, uint32_t failure, struct finding *f)
{
    brief(r, r->failures.at[failure], f);
    if (r->hidden_by && r->hidden_by[failure] > 0)
        allow_mark(&r->allowances[r->hidden_by[failure] - 1], f);
}

static void fill_at(const struct run *r, uint32_t failure, struct arena *a, struct finding *f)
{
    brief_at(r, failure, f);
    words(r, r->failures.at[failure], a, f);
}

static void brief_shown(const void *of, uint32_t i, struct finding *f) { brief_at(of, shown_at(of, i), f); }
static void fill_shown(const void *of, uint32_t i, struct arena *a, struct finding *f) { fill_at(of, shown_at(of, i), a, f); }
static void brief_any(const void *of, uint32_t i, struct finding *f) { brief_at(of, i, f); }
static void fill_any(const void *of, uint32_t i, struct arena *a, struct finding *f) { fill_at(of, i, a, f); }

void run_found(struct run *r, uint32_t rule, uint32_t row, struct finding *f)
{
    uint32_t i = failure_at(r, rule, row);
    if (i == r->failures.len)
        BUG("a finding is asked for that there is none of");
    brief_at(r, i, f);
}

struct run_key run_key(const struct run *r, uint32_t i) 
{
    struct failure f = r->failures.at[shown_at(r, i)];
    return (struct run_key){f.rule == ALLOWANCE_RULE ? NO_RULE : f.rule, f.row, f.place};
}

const void *run_slot(const struct run *r, uint32_t slot, uint32_t *rows)
{
    *rows = slot_rows(r, slot);
    return r->slot[slot];
}

static uint32_t shown_len(const struct run *r) { return r->shown ? r->shown_len : r->failures.len; }

void run_findings(const struct run *r, struct finding_list *list)
{
    *list = (struct finding_list){
        .source_name = r->image->source_name, .source = r->image->source, .len = shown_len(r),
        .errors = r->errors, .warnings = r->warnings, .notes = r->notes, .allowed = r->failures.len - shown_len(r),
        .fill = fill_shown, .brief = brief_shown, .of = r,
    };
}

void run_findings_all(const struct run *r, struct finding_list *list)
{
    run_findings(r, list);
    list->len = r->failures.len;
    list->fill = fill_any;
    list->brief = brief_any;
}

/* ---------------------------------------------------------------- order and count */

bool failures_in_order(const struct run *r, struct failure x, struct failure y)
{
    struct finding one, two;
    brief(r, x, &one);
    brief(r, y, &two);
    return compare_findings(&one, &two) <= 0;
}

static void count_severity(struct run *r, enum severity s)
{
    switch (s) {
    case SEVERITY_ERROR:   r->errors++; break;
    case SEVERITY_WARNING: r->warnings++; break;
    case SEVERITY_NOTE:    r->notes++; break;
    }
}

static enum severity severity_of(const struct run *r, struct failure f)
{
    if (f.rule != NO_RULE && f.rule != ALLOWANCE_RULE)
        return (enum severity)r->program->rules[f.rule].severity;
    struct finding found;
    brief(r, f, &found);
    return found.severity;
}

void run_order(struct run *r)
{
    struct arena work;
    arena_open(&work, r->arena->mem);
    sort_failures(r, &work);
    if (r->image->findings_len > 0)
        merge_front(r, front_sorted(r, &work));
    arena_close(&work);
    allow_findings(r);
    for (uint32_t i = 0; i < shown_len(r); i++)
        count_severity(r, severity_of(r, r->failures.at[shown_at(r, i)]));
    message_open(r);
}
