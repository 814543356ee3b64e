/* Proofs: the rules of a standard as formulas, the questions asked of them, and examples held against the check. */
#include "proving.h"

struct place next_label(const struct tree *t, const struct item *item, const char *word, uint32_t *from)
{
    for (uint32_t i = *from; i < item->first_label + item->labels; i++)
        if (strcmp(label_rows[t->labels[i].label].word, word) == 0) {
            *from = i + 1;
            return t->labels[i].value;
        }
    return (struct place){0, 0};
}

uint64_t kinds_of(const struct standard_source *s, const struct item *item, struct str *bound)
{
    uint32_t from = item->first_label;
    *bound = STR("");
    return kinds_mask_bound(tree_text(s->tree, next_label(s->tree, item, "For each", &from)), NULL, bound);
}

/* ---- finds */

void add_find(struct proving *p, struct find f)
{
    if (p->proof->finds.len < PROVE_FINDS_MOST)
        *vec_push(p->arena, &p->proof->finds) = f;
    else
        p->proof->more++;
}

struct find find_of(const struct proving *p, enum claim claim, const struct rule_formula *a, const struct rule_formula *b)
{
    struct find f = {.claim = claim, .kind = p->f.kind, .version = p->version, .standard = {a->standard, b != NULL ? b->standard : NULL}, .item = {a->item, b != NULL ? b->item : NULL}};
    return f;
}

/* ---- examples, checked */

struct checked check_example(const struct proving *p, struct str text, enum kind k)
{
    struct checked c = {.fine = false};
    if (text.len == 0)
        return c;
    pipe_compile(p->session, STR("example.irp"), text, p->arena, &c.u);
    if (c.u.errors > 0 || c.u.program == NULL || c.u.tree->kind_count[k] == 0)
        return c;
    c.run = run_program(c.u.program, c.u.image, EXAMPLE_DAY, NULL, p->arena);
    c.fine = true;
    return c;
}

/* The sentence of the rule's finding on the first item of the kind; empty: it does not fail there. */
static struct str failure_of(const struct proving *p, const struct checked *c, const struct rule_formula *r, enum kind k)
{
    const struct program *program = c->u.program;
    struct str name = tree_text(r->standard->tree, r->item->title);
    for (uint32_t i = 0; i < program->rules_len; i++)
        if (str_same_name(program->strings[program->rules[i].name], name) && str_eq(program->strings[program->tables[program->rules[i].table]], str_of(kind_rows[k].name)) &&
            run_outcome(c->run, i, c->row) == RUN_FAILED)
            return str_printf(p->arena, STR_FMT ": " STR_FMT, STR_ARG(name), STR_ARG(run_sentence(c->run, i, c->row, p->arena)));
    return STR("");
}

struct inquiry inquire(const struct proving *p, const struct checked *c, const struct rule_formula *r)
{
    struct inquiry q = {trace_open(c->u.set->sources, c->u.set->sources_len, &c->u.set->words, p->arena), {.arena = p->arena}};
    struct str     bound;
    kinds_of(r->standard, r->item, &bound);
    for (uint32_t i = 0; i < c->u.set->sources_len; i++)
        if (c->u.set->sources[i].tree == r->standard->tree && c->u.set->sources[i].document == r->standard->document)
            trace_stand(q.trace, &c->u.set->sources[i], bound, p->f.kind);
    return q;
}

/* Every When of the rule holds for the item. */
static bool is_asked(const struct proving *p, const struct checked *c, const struct rule_formula *r)
{
    const struct tree *t = r->standard->tree;
    struct inquiry     q = inquire(p, c, r);
    VEC(struct traced) whens = {NULL, 0, 0};
    uint32_t from = r->item->first_label;
    for (struct place at; (at = next_label(t, r->item, "When", &from)).length > 0;) {
        const struct expr *e = expr_parse(t->source, at, &q.quiet, p->arena);
        if (e != NULL)
            *vec_push(p->arena, &whens) = trace_truth(q.trace, t->source, e, p->f.kind, &q.quiet);
    }
    const struct run *run = run_program(trace_program(q.trace), c->u.image, EXAMPLE_DAY, NULL, p->arena);
    for (uint32_t i = 0; i < whens.len; i++)
        if (whens.at[i].form != TRACED_TRUTH || run_values(run, whens.at[i].rule, c->row)[0] == 0)
            return false;
    return true;
}

/* ---- questions */

/* False: the work that a standard may be is done. */
bool question_open(struct proving *p, struct arena *work)
{
    if (p->steps_before >= PROVE_WORK_MOST) {
        p->proof->left++;
        return false;
    }
    arena_open(work, p->arena->mem);
    p->work = work;
    p->steps = 0;
    return true;
}

void question_close(struct proving *p)
{
    p->steps_before += p->steps;
    arena_close(p->work);
    p->work = NULL;
}

/* ---- about one rule */

static void ask_alone(struct proving *p, const struct rule_formula *r)
{
    struct search s;
    struct formulas *f = &p->f;
    search_open(&s, f, &p->steps, p->work);
    enum truth asked = search_holds(&s, r->asked);
    if (asked == TRUTH_NO) {
        struct find found = find_of(p, CLAIM_NEVER_ASKED, r, NULL);
        found.confirmed = true;
        add_find(p, found);
        return;
    }
    search_open(&s, f, &p->steps, p->work);
    enum truth fails = search_holds(&s, formula_join(f, FORMULA_AND, r->asked, formula_join(f, FORMULA_NOT, r->require, NULL)));
    if (fails == TRUTH_NO) {
        struct find found = find_of(p, CLAIM_NEVER_FAILS, r, NULL);
        found.confirmed = true;
        add_find(p, found);
    } else if (asked == TRUTH_OPEN || fails == TRUTH_OPEN) {
        add_find(p, find_of(p, CLAIM_OPEN, r, NULL));
    }
}

/* ---- about two */

static bool share_a_value(const struct proving *p, const struct rule_formula *a, const struct rule_formula *b, const uint8_t *fixed)
{
    for (uint32_t v = 0; v < p->f.values.len; v++)
        if (a->rests[v] && b->rests[v] && !fixed[v])
            return true;
    return false;
}

/* Something meets the rule where the values of the context are as chosen. */
static enum truth can_be_met(struct proving *p, const struct search *context, const struct formula *require)
{
    struct search s;
    search_open(&s, &p->f, &p->steps, p->work);
    memcpy(s.chosen, context->chosen, p->f.values.len);
    return search_holds(&s, require);
}

/* One choice after another of the values that the requirements rest on: in each example one of the rules fails. */
struct trial { struct proving *p; struct search s; const struct rule_formula *a, *b; const uint8_t *open; uint32_t tried; bool refuted; struct find *found; };

static void try_example(struct trial *t)
{
    struct proving *p = t->p;
    struct str     text = example_of(&p->f, &t->s, &p->held, p->arena);
    struct checked c = check_example(p, text, p->f.kind);
    struct str     first = c.fine ? failure_of(p, &c, t->a, p->f.kind) : STR(""), second = c.fine ? failure_of(p, &c, t->b, p->f.kind) : STR("");
    t->tried++;
    if ((first.len == 0 && second.len == 0) || !is_asked(p, &c, t->a) || !is_asked(p, &c, t->b)) {
        t->refuted = true;
        return;
    }
    struct str here = first.len > 0 ? first : second;
    if (t->found->plan.len == 0)
        t->found->plan = text;
    if (str_find(t->found->shown, here) == t->found->shown.len)
        t->found->shown = str_printf(p->arena, STR_FMT "%s" STR_FMT, STR_ARG(t->found->shown), t->found->shown.len > 0 ? "\n" : "", STR_ARG(here));
}

static void try_from(struct trial *t, uint32_t v)
{
    const struct formulas *f = &t->p->f;
    while (v < f->values.len && (!t->open[v] || t->s.chosen[v] != NOT_CHOSEN))
        v++;
    if (t->refuted || t->tried == PROVE_EXAMPLES_MOST)
        return;
    if (v == f->values.len) {
        try_example(t);
        return;
    }
    for (uint8_t i = 0; i < f->values.at[v].size; i++) {
        if ((f->values.at[v].possible >> i & 1) == 0)
            continue;
        t->s.chosen[v] = i;
        try_from(t, v + 1);
    }
    t->s.chosen[v] = NOT_CHOSEN;
}

static void report_opposites(struct proving *p, const struct search *context, const struct rule_formula *a, const struct rule_formula *b)
{
    struct find  found = find_of(p, CLAIM_OPPOSITES, a, b);
    uint8_t     *open = arena_zero(p->work, p->f.values.len + (size_t)1);
    struct trial t = {.p = p, .a = a, .b = b, .open = open, .found = &found};
    formula_rests(a->require, open);
    formula_rests(b->require, open);
    search_open(&t.s, &p->f, &p->steps, p->work);
    memcpy(t.s.chosen, context->chosen, p->f.values.len);
    try_from(&t, 0);
    found.confirmed = !t.refuted && t.tried > 0;
    if (!found.confirmed)
        found.plan = found.shown = STR("");
    add_find(p, found);
}

/* Chooses the rest of the context, in which both are asked, and asks in each whether something meets both. */
static bool contexts(struct proving *p, struct search *s, const uint8_t *fixed, uint32_t v, const struct formula *asked, const struct rule_formula *a, const struct rule_formula *b)
{
    if (formula_truth(s, asked) == TRUTH_NO || *s->steps >= PROVE_STEPS_MOST)
        return false;
    while (v < p->f.values.len && (!fixed[v] || s->chosen[v] != NOT_CHOSEN))
        v++;
    if (v == p->f.values.len) {
        if (formula_truth(s, asked) != TRUTH_YES || can_be_met(p, s, a->require) != TRUTH_YES || can_be_met(p, s, b->require) != TRUTH_YES)
            return false;
        if (can_be_met(p, s, formula_join(&p->f, FORMULA_AND, a->require, b->require)) != TRUTH_NO)
            return false;
        report_opposites(p, s, a, b);
        return true;
    }
    for (uint8_t i = 0; i < p->f.values.at[v].size; i++) {
        if ((p->f.values.at[v].possible >> i & 1) == 0)
            continue;
        s->chosen[v] = i;
        if (contexts(p, s, fixed, v + 1, asked, a, b))
            return true;
    }
    s->chosen[v] = NOT_CHOSEN;
    return false;
}

static void ask_pair(struct proving *p, const struct rule_formula *a, const struct rule_formula *b)
{
    uint8_t *fixed = arena_zero(p->work, p->f.values.len + (size_t)1);
    formula_rests(a->asked, fixed);
    formula_rests(b->asked, fixed);
    p->proof->pairs++;
    if (!share_a_value(p, a, b, fixed))
        return;
    const struct formula *asked = formula_join(&p->f, FORMULA_AND, a->asked, b->asked);
    struct search s;
    search_open(&s, &p->f, &p->steps, p->work);
    if (search_holds(&s, asked) == TRUTH_NO)
        return;
    search_open(&s, &p->f, &p->steps, p->work);
    /* what meets both whatever the context: no context has to be looked at */
    struct search free_choice;
    search_open(&free_choice, &p->f, &p->steps, p->work);
    const struct formula *both = formula_join(&p->f, FORMULA_AND, a->require, b->require);
    uint8_t *rests = arena_zero(p->work, p->f.values.len + (size_t)1);
    formula_rests(both, rests);
    bool touched = false;
    for (uint32_t v = 0; v < p->f.values.len; v++)
        touched = touched || (rests[v] && fixed[v]);
    if (!touched && search_holds(&free_choice, both) == TRUTH_YES)
        return;
    contexts(p, &s, fixed, 0, asked, a, b);
    if (p->steps >= PROVE_STEPS_MOST)
        add_find(p, find_of(p, CLAIM_OPEN, a, b));
}

/* ---- the standard */

void note_free(struct proving *p)
{
    for (uint32_t v = 0; v < p->f.values.len; v++) {
        const struct datum *value = &p->f.values.at[v];
        bool known = !value->free;
        for (uint32_t i = 0; i < p->proof->free.len && !known; i++)
            known = str_eq_fold(p->proof->free.at[i], value->shown);
        if (!known)
            *vec_push(p->arena, &p->proof->free) = value->shown;
    }
}

static bool take_rule(struct proving *p, const struct standard_source *s, const struct item *item)
{
    struct rule_formula  r = {.standard = s, .item = item};
    struct diag_sink     quiet = {.arena = p->arena};
    const struct formula *asked = NULL;
    uint32_t from = item->first_label;
    for (struct place at; (at = next_label(s->tree, item, "When", &from)).length > 0;) {
        const struct expr *e = expr_parse(s->tree->source, at, &quiet, p->arena);
        if (e == NULL)
            return false;
        const struct formula *when = formula_of(&p->f, s->tree->source, e);
        asked = asked == NULL ? when : formula_join(&p->f, FORMULA_AND, asked, when);
    }
    from = item->first_label;
    struct place       at = next_label(s->tree, item, "Require", &from);
    const struct expr *e = at.length == 0 ? NULL : expr_parse(s->tree->source, at, &quiet, p->arena);
    if (e == NULL)
        return false;
    static const struct formula always = {.kind = FORMULA_CONSTANT, .holds = true};
    r.asked = asked == NULL ? &always : asked;
    r.require = formula_of(&p->f, s->tree->source, e);
    *vec_push(p->arena, &p->rules) = r;
    return true;
}

static void prove_kind(struct proving *p, enum kind k)
{
    p->f = (struct formulas){.arena = p->arena, .trace = p->f.trace, .kind = k};
    p->rules.len = 0;
    struct arena work;
    for (uint32_t i = 0; i < p->set->sources_len; i++) {
        const struct standard_source *s = &p->set->sources[i];
        for (uint32_t n = s->document + 1; s->number == 0 && n < s->tree->items_len && s->tree->items[n].document == s->document; n++) {
            const struct item *item = &s->tree->items[n];
            struct str bound;
            if (item->kind != KIND_RULE || (kinds_of(s, item, &bound) >> k & 1) == 0)
                continue;
            if (p->rules.len == PROVE_RULES_MOST || p->f.values.len > PROVE_VALUES_MOST) {
                p->proof->left++;
                continue;
            }
            trace_stand(p->f.trace, s, bound, k);
            take_rule(p, s, item);
        }
    }
    formulas_close(&p->f);
    note_free(p);
    for (uint32_t i = 0; i < p->rules.len; i++) {
        struct rule_formula *r = &p->rules.at[i];
        r->rests = arena_zero(p->arena, p->f.values.len + (size_t)1);
        formula_rests(r->require, r->rests);
        if (!question_open(p, &work))
            continue;
        ask_alone(p, r);
        p->proof->rules++;
        question_close(p);
    }
    for (uint32_t i = 0; i < p->rules.len; i++)
        for (uint32_t j = i + 1; j < p->rules.len; j++) {
            if (!question_open(p, &work))
                continue;
            ask_pair(p, &p->rules.at[i], &p->rules.at[j]);
            question_close(p);
        }
}

/* ---- versions */

/* A day of the version that examples carry: the day that they are checked on, or the nearest to it. */
static int32_t day_of_version(const struct standard_version *v)
{
    return v->from > EXAMPLE_DAY ? v->from : v->to < EXAMPLE_DAY ? v->to : EXAMPLE_DAY;
}

/* A document without a day is held to the latest version. */
static void prove_version(struct proving *p, const struct standard_version *v, bool only)
{
    const struct standard_source *first = &v->set->sources[0];
    struct str name = tree_text(first->tree, first->tree->items[first->document].title);
    p->set = v->set;
    p->version = only ? STR("") : str_printf(p->arena, STR_FMT " " STR_FMT, STR_ARG(name), STR_ARG(v->days));
    p->held = (struct held){.standard = name, .dated = !v->latest, .day = day_of_version(v)};
    p->f.trace = trace_open(v->set->sources, v->set->sources_len, &v->set->words, p->arena);
    if (!only)
        *vec_push(p->arena, &p->proof->versions) = p->version;
    for (unsigned k = 0; k < KINDS; k++)
        prove_kind(p, (enum kind)k);
    prove_cases(p);
}

struct proof *prove(struct session *s, struct arena *a)
{
    struct proving p = {.session = s, .arena = a, .proof = arena_new(a, struct proof)};
    struct standard_versions versions = pipe_versions(s, s->standard);
    for (uint32_t i = 0; i < versions.len; i++)
        prove_version(&p, &versions.at[i], versions.len == 1);
    if (versions.len == 0)
        p.proof->refused = str_printf(a, "\"" STR_FMT "\" is no standard", STR_ARG(s->standard));
    return p.proof;
}
