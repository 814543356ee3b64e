/* Derivations: a rule, a figure or a claim asked of one item, and a rule asked of all. */
#include "parts.h"

static struct str day_words(const struct asking *k)
{
    struct out o;
    out_memory(&o, k->arena);
    date_print(&o, date_of_day(k->q->today));
    return out_text(&o);
}

static struct str capital(struct str s, struct arena *a)
{
    char *to = arena_alloc(a, s.len + 1);
    memcpy(to, s.at, s.len);
    if (s.len > 0 && to[0] >= 'a' && to[0] <= 'z')
        to[0] = (char)(to[0] - 32);
    return (struct str){to, s.len};
}

/* ---- one item */

void add_derivation(struct asking *k, struct answer *a, struct derivation *d)
{
    if (a->derivations.len < k->q->most)
        *vec_push(k->arena, &a->derivations) = d;
    else
        a->more++;
}

static struct derivation *derivation_of(struct asking *k, enum kind kind, uint32_t row)
{
    struct derivation *d = arena_new(k->arena, struct derivation);
    uint32_t item = item_at(k, kind, row);
    k->seen.len = 0;
    d->item = item_words(k, kind, row);
    if (item != NO_ITEM)
        d->place = k->tree->items[item].place;
    return d;
}

static struct reason *labelled(struct asking *k, const char *label, struct reason *r)
{
    r->words = str_printf(k->arena, "%s: " STR_FMT, label, STR_ARG(r->words));
    return r;
}

/* Whether the rule is asked of the row, and whether it meets what is required: worked out from its parts alone. */
static bool whens_hold(struct asking *k, const struct asked *x, uint32_t row)
{
    for (uint32_t i = 0; i < x->when.len; i++)
        if (!part_holds(k, x->when.at[i], row))
            return false;
    return true;
}

struct str standard_name(const struct asking *k, int32_t number)
{
    const struct standard_set *set = k->q->unit->set;
    for (uint32_t i = 0; set != NULL && i < set->sources_len; i++)       /* the one that was named comes before those that it uses */
        if (set->sources[i].number == number)
            return tree_text(set->sources[i].tree, set->sources[i].tree->items[set->sources[i].document].title);
    return STR("no standard");
}

int32_t held_to(const struct asking *k, enum kind kind, uint32_t row)
{
    for (unsigned d = 0; d < KINDS; d++) {
        uint32_t around = kind_is_document((enum kind)d) ? row_around(k, kind, row, (enum kind)d) : NO_ROW;
        const struct table *t = around != NO_ROW ? image_table(k->image, kind_rows[d].name) : NULL;
        const int32_t      *standard = t != NULL ? table_i32(t, "", "standard") : NULL;
        if (standard != NULL)
            return standard[around];
    }
    return 0;
}

static struct reason *not_asked(struct asking *k, struct derivation *d, struct str why_not)
{
    struct reason *r = arena_new(k->arena, struct reason);
    r->words = STR("Not asked");
    r->value = why_not;
    *vec_push(k->arena, &d->reasons) = r;
    return r;
}

/* With the finding of the front end that leaves the item in doubt. */
static void in_doubt(struct asking *k, struct derivation *d, uint32_t item)
{
    const struct tree *t = k->tree;
    uint32_t from = item == NO_ITEM ? 0 : t->items[item].place.at, to = item == NO_ITEM || item + 1 == t->items_len ? (uint32_t)t->source.len : t->items[item + 1].place.at;
    for (uint32_t i = 0; i < k->image->findings_len; i++) {
        const struct finding *f = &k->image->findings[i];
        if (f->place.at < from || f->place.at >= to)
            continue;
        struct reason *r = not_asked(k, d, str_printf(k->arena, "what it reads is in doubt because of " STR_FMT ": " STR_FMT, STR_ARG(f->code), STR_ARG(f->sentence)));
        *vec_push(k->arena, &r->places) = f->place;
        return;
    }
    not_asked(k, d, STR("a mistake in it was reported"));
}

bool is_failure(enum run_outcome outcome) { return outcome == RUN_FAILED || outcome == RUN_ALLOWED; }

struct reason *hidden_reason(struct asking *k, const struct finding *f)
{
    struct reason *r = arena_new(k->arena, struct reason);
    struct out     o;
    out_memory(&o, k->arena);
    out_str(&o, STR("allowed until "));
    date_print(&o, date_of_day(f->hidden_until));
    r->words = STR("Not shown");
    out_str(&o, STR(" because "));
    out_str(&o, on_one_line(f->hidden_because, k->arena));
    r->value = out_text(&o);
    *vec_push(k->arena, &r->places) = f->hidden_place;
    return r;
}

/* The derivation is a second way to the same answer: it agrees with the check, or one of them is wrong. */
static void agree(bool fails, enum run_outcome outcome)
{
    if (outcome != RUN_ELSEWHERE && outcome != RUN_DOUBT && fails != is_failure(outcome))
        BUG("a derivation and the check differ");
}

struct derivation *rule_of_item(struct asking *k, const struct asked *x, uint32_t row)
{
    enum run_outcome   outcome = run_outcome(k->checked, x->rule, row);
    struct derivation *d = derivation_of(k, x->kind, row);
    bool asked = whens_hold(k, x, row), fails = asked && !part_holds(k, x->require, row);
    agree(fails, outcome);
    d->outcome = outcome == RUN_ELSEWHERE || outcome == RUN_DOUBT || !asked ? "not asked" : fails ? "fails" : "meets";
    const char *verb = strcmp(d->outcome, "not asked") == 0 ? "is not asked about" : d->outcome;
    d->sentence = str_printf(k->arena, STR_FMT " %s " STR_FMT " on " STR_FMT, STR_ARG(capital(d->item, k->arena)), verb, STR_ARG(x->name), STR_ARG(day_words(k)));
    if (outcome == RUN_ELSEWHERE)
        not_asked(k, d, str_printf(k->arena, "the document is held to " STR_FMT, STR_ARG(standard_name(k, held_to(k, x->kind, row)))));
    else if (outcome == RUN_DOUBT)
        in_doubt(k, d, item_at(k, x->kind, row));
    for (uint32_t i = 0; outcome != RUN_ELSEWHERE && i < x->when.len; i++) {
        *vec_push(k->arena, &d->reasons) = labelled(k, "When", reason_of(k, x->when.at[i], row));
        if (!part_holds(k, x->when.at[i], row))
            return d;
    }
    if (outcome != RUN_ELSEWHERE)
        *vec_push(k->arena, &d->reasons) = labelled(k, "Require", reason_of(k, x->require, row));
    if (outcome == RUN_ALLOWED) {
        struct finding f;
        run_found(k->checked, x->rule, row, &f);
        *vec_push(k->arena, &d->reasons) = hidden_reason(k, &f);
    }
    if (is_failure(outcome))
        d->message = str_printf(k->arena, "%s: " STR_FMT, severity_word((enum severity)k->q->unit->program->rules[x->rule].severity),
                                STR_ARG(run_sentence(k->checked, x->rule, row, k->arena)));
    return d;
}

/* Action 2.1 is not late on 1 October 2026: a condition with a name is said in words. */
struct derivation *figure_of_item(struct asking *k, const struct asked *x, uint32_t row)
{
    struct derivation *d = derivation_of(k, x->kind, row);
    struct str item = capital(d->item, k->arena), day = day_words(k), value = value_words(k, &x->require->value, row);
    if (x->item != NULL)
        d->sentence = str_printf(k->arena, STR_FMT " of " STR_FMT " on " STR_FMT, STR_ARG(capital(x->name, k->arena)), STR_ARG(d->item), STR_ARG(day));
    else if (x->require->kind == PART_VALUE && x->require->value.form == TRACED_TRUTH)
        d->sentence = str_printf(k->arena, STR_FMT " is %s" STR_FMT " on " STR_FMT, STR_ARG(item), str_eq(value, STR("yes")) ? "" : "not ", STR_ARG(x->require->words), STR_ARG(day));
    else
        d->sentence = str_printf(k->arena, STR_FMT ", on " STR_FMT, STR_ARG(item), STR_ARG(day));
    for (uint32_t i = 0; i < x->when.len; i++) {
        *vec_push(k->arena, &d->reasons) = labelled(k, "When", reason_of(k, x->when.at[i], row));
        if (!part_holds(k, x->when.at[i], row))
            return d;
    }
    *vec_push(k->arena, &d->reasons) = reason_of(k, x->require, row);
    return d;
}

/* ---- all items of a kind */

uint32_t rows_of(const struct asking *k, enum kind kind)
{
    const struct table *t = image_table(k->image, kind_rows[kind].name);
    return t != NULL ? t->rows : 0;
}

void note(struct asking *k, struct answer *a, struct str text) { *vec_push(k->arena, &a->notes) = text; }

static const char *items_word(enum kind k, uint32_t n) { return n == 1 ? kind_rows[k].name : kind_rows[k].plural; }

/* How many items are left after each When, and what became of them. */
void rule_of_all(struct asking *k, const struct asked *x, struct answer *a)
{
    uint32_t  here = 0, doubt = 0, fail = 0, allowed = 0, rows = rows_of(k, x->kind);
    uint32_t *left = arena_zero(k->arena, (x->when.len + 1) * sizeof *left);
    for (uint32_t row = 0; row < rows; row++) {
        enum run_outcome outcome = run_outcome(k->checked, x->rule, row);
        bool asked = whens_hold(k, x, row);
        agree(asked && !part_holds(k, x->require, row), outcome);
        here += outcome != RUN_ELSEWHERE;
        doubt += outcome == RUN_DOUBT;
        fail += is_failure(outcome);
        allowed += outcome == RUN_ALLOWED;
        for (uint32_t i = 0; outcome != RUN_ELSEWHERE && i < x->when.len && part_holds(k, x->when.at[i], row); i++)
            left[i]++;
        if (is_failure(outcome))
            add_derivation(k, a, a->derivations.len < k->q->most ? rule_of_item(k, x, row) : NULL);
    }
    note(k, a, str_printf(k->arena, "For each %s: %u %s of documents held to " STR_FMT, kind_rows[x->kind].name, here, items_word(x->kind, here),
                          STR_ARG(standard_name(k, x->standard->number))));
    for (uint32_t i = 0; i < x->when.len; i++)
        note(k, a, str_printf(k->arena, "When " STR_FMT ": %u of them", STR_ARG(x->when.at[i]->words), left[i]));
    if (doubt > 0)
        note(k, a, str_printf(k->arena, "In doubt, because a mistake was reported there: %u", doubt));
    note(k, a, str_printf(k->arena, "Require " STR_FMT ": %u fail%s", STR_ARG(x->require->words), fail, fail == 1 ? "s" : ""));
    if (allowed > 0)
        note(k, a, str_printf(k->arena, "Allowed for a time, and not shown: %u of them", allowed));
}

/* ---- claims */

/* The sentence of the finding that a claim gives; empty: none, since it holds or is in doubt. */
static struct str claim_message(struct asking *k, const struct asked *x, uint32_t row)
{
    const struct program *p = k->q->unit->program;
    for (uint32_t i = 0; p != NULL && i < p->rules_len; i++) {
        const struct rule *r = &p->rules[i];
        bool here = str_eq(p->strings[r->name], x->name) && r->place_value == x->value && str_eq(p->strings[p->tables[r->table]], str_of(kind_rows[x->kind].name));
        if (here && is_failure(run_outcome(k->checked, i, row)))
            return str_printf(k->arena, "%s: " STR_FMT, severity_word((enum severity)r->severity), STR_ARG(run_sentence(k->checked, i, row, k->arena)));
    }
    return STR("");
}

void claim_derived(struct asking *k, const struct asked *x, struct answer *a)
{
    uint32_t row = row_at(k, x->claim);
    struct derivation *d = derivation_of(k, x->kind, row);
    bool holds = part_holds(k, x->require, row);
    d->place = x->place;
    d->outcome = holds ? "meets" : "fails";
    d->sentence = str_printf(k->arena, "Claim \"" STR_FMT "\" %s on " STR_FMT, STR_ARG(x->require->words), holds ? "holds" : "does not hold", STR_ARG(day_words(k)));
    d->message = claim_message(k, x, row);
    *vec_push(k->arena, &d->reasons) = reason_of(k, x->require, row);
    add_derivation(k, a, d);
}
