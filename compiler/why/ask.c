/* Where a question goes: to the rules, metrics and claims of that name, or to the words as an expression; and the answers. */
#include "parts.h"
#include "../../lang/standards/standards.h"

/* ---- what is asked */

static struct place next_label(const struct tree *t, const struct item *item, const char *word, uint32_t *from)
{
    for (uint32_t i = *from; i < item->first_label + item->labels; i++)
        if (strcmp(label_rows[t->labels[i].label].word, word) == 0) {
            *from = i + 1;
            return t->labels[i].value;
        }
    return (struct place){0, 0};
}

static struct place only_label(const struct tree *t, const struct item *item, const char *word)
{
    uint32_t from = item->first_label;
    return next_label(t, item, word, &from);
}

/* NULL after a mistake, which is in the sink. */
static struct part *part_at(struct asking *k, struct str source, struct place at, const struct expr **whole, const struct expr *other_of, enum kind of)
{
    const struct expr *e = at.length == 0 ? NULL : expr_parse(source, at, k->sink, k->arena);
    struct part       *p = e == NULL ? NULL : part_of(k, source, e, other_of, of);
    *whole = e;
    return p == NULL || p->value.form == TRACED_NOTHING ? NULL : p;
}

/* The rule of the file's program that this one became for the kind. */
static uint32_t program_rule(const struct asking *k, const struct asked *x)
{
    const struct program *p = k->q->unit->program;
    for (uint32_t i = 0; p != NULL && i < p->rules_len; i++)
        if (str_same_name(p->strings[p->rules[i].name], x->name) && p->rules[i].standard == (uint32_t)x->standard->number &&
            str_eq(p->strings[p->tables[p->rules[i].table]], str_of(kind_rows[x->kind].name)) && str_eq(p->strings[p->rules[i].file], x->standard->tree->source_name))
            return i;
    return UINT32_MAX;
}

static bool take_whens(struct asking *k, struct asked *x)
{
    const struct tree *t = x->standard->tree;
    const struct expr *e;
    uint32_t from = x->item->first_label;
    for (struct place at; (at = next_label(t, x->item, "When", &from)).length > 0;) {
        struct part *p = part_at(k, t->source, at, &e, NULL, x->kind);
        if (p == NULL)
            return false;
        *vec_push(k->arena, &x->when) = p;
    }
    return true;
}

/* A rule or a metric. False after a mistake. */
static bool take_named_one(struct asking *k, struct asked *x)
{
    const struct tree *t = x->standard->tree;
    const struct expr *e;
    bool is_rule = x->item->kind == KIND_RULE;
    struct str bound = {"", 0};
    kinds_mask_bound(tree_text(t, only_label(t, x->item, "For each")), NULL, &bound);
    trace_stand(k->trace, x->standard, bound, x->kind);
    if (!take_whens(k, x))
        return false;
    x->require = part_at(k, t->source, only_label(t, x->item, is_rule ? "Require" : "Measure"), &e, NULL, x->kind);
    x->rule = is_rule ? program_rule(k, x) : UINT32_MAX;
    return x->require != NULL && (!is_rule || x->rule != UINT32_MAX);
}

static bool is_figure_kind(enum kind k) { return kind_is_held(k); }

/* ---- where the question goes */

struct askeds { VEC(struct asked) at; };

/* Rules and metrics of that name in the standards of the file, once for each kind that they are for. */
static void find_named(struct asking *k, struct askeds *all)
{
    const struct standard_set *set = k->q->unit->set;
    for (uint32_t s = 0; set != NULL && s < set->sources_len; s++) {
        const struct standard_source *from = &set->sources[s];
        for (uint32_t i = from->document + 1; i < from->tree->items_len && from->tree->items[i].document == from->document; i++) {
            const struct item *item = &from->tree->items[i];
            struct str name = tree_text(from->tree, item->title);
            if ((item->kind != KIND_RULE && item->kind != KIND_METRIC) || !str_same_name(name, k->q->what))
                continue;
            struct str bound;
            struct str each = tree_text(from->tree, only_label(from->tree, item, "For each"));
            uint64_t   kinds = item->kind == KIND_METRIC ? rows_mask(each, NULL) : kinds_mask_bound(each, NULL, &bound);
            for (unsigned kind = 0; kind < KINDS; kind++)
                if ((kinds >> kind & 1) != 0 && !kind_is_group((enum kind)kind))
                    *vec_push(k->arena, &all->at) = (struct asked){.standard = from, .item = item, .kind = (enum kind)kind, .name = name, .claim = NO_ITEM};
        }
    }
}

/* The claims of the file, each asked of the item that it stands under. */
static void find_claims(struct asking *k, struct askeds *all)
{
    const struct tree *t = k->tree;
    uint32_t value = 0;
    for (uint32_t l = 0; l < t->labels_len; l++) {
        uint32_t item = t->labels[l].item;
        value = l > 0 && t->labels[l - 1].item == item ? value : 0;
        if (strcmp(label_rows[t->labels[l].label].word, "Claim") != 0)
            continue;
        struct asked x = {.kind = (enum kind)t->items[item].kind, .claim = item, .value = value++, .place = t->labels[l].place,
                          .name = STR("claim"), .rule = UINT32_MAX};
        const struct expr *e;
        x.require = part_at(k, t->source, t->labels[l].value, &e, NULL, x.kind);
        if (x.require != NULL)
            *vec_push(k->arena, &all->at) = x;
    }
}

static void find_expression(struct asking *k, struct askeds *all, struct answer *a)
{
    struct str what = str_keep(k->arena, k->q->what);
    struct items items = items_named(k->tree, k->q->item, k->arena);
    const struct expr *e = expr_parse(what, (struct place){0, (uint32_t)what.len}, k->sink, k->arena);
    for (unsigned kind = 0; e != NULL && kind < KINDS; kind++) {
        bool wanted = k->q->item.len == 0 && is_figure_kind((enum kind)kind) && rows_of(k, (enum kind)kind) > 0;
        for (uint32_t i = 0; k->q->item.len > 0 && i < items.len; i++)
            wanted = wanted || k->tree->items[items.at[i]].kind == kind;
        struct part *p = wanted ? part_of(k, what, e, NULL, (enum kind)kind) : NULL;
        if (p != NULL && p->value.form != TRACED_NOTHING)
            *vec_push(k->arena, &all->at) = (struct asked){.kind = (enum kind)kind, .require = p, .rule = UINT32_MAX, .name = what, .claim = NO_ITEM};
    }
    if (all->at.len > 0)
        return;
    bool said = k->sink->findings.len > 0;
    a->refused = said ? k->sink->findings.at[0].sentence : str_printf(k->arena, "\"" STR_FMT "\" is nothing that has a value", STR_ARG(what));
    a->help = k->q->item.len == 0 ? STR("Asked of each document as a whole. To ask it of an item, name that: irp why late \"action 2.1\" plan.irp")
                                  : said ? k->sink->findings.at[0].help : STR("");
}

/* A metric of that name in the standards of the file, for groups alone: what a group holds is put together from all files of a summary. */
static bool of_groups_alone(struct asking *k, struct answer *a)
{
    const struct standard_set *set = k->q->unit->set;
    for (uint32_t s = 0; set != NULL && s < set->sources_len; s++) {
        const struct tree *t = set->sources[s].tree;
        for (uint32_t i = set->sources[s].document + 1; i < t->items_len && t->items[i].document == set->sources[s].document; i++)
            if (t->items[i].kind == KIND_METRIC && str_same_name(tree_text(t, t->items[i].title), k->q->what)) {
                note(k, a, str_printf(k->arena, STR_FMT " is a figure of groups alone (" STR_FMT "), which irp summary shows", STR_ARG(k->q->what),
                                      STR_ARG(tree_text(t, only_label(t, &t->items[i], "For each")))));
                return true;
            }
    }
    return false;
}

/* A rule of a standard that comes with irp, to which no document of the file is held. */
static bool shipped_elsewhere(struct asking *k, struct answer *a)
{
    for (unsigned s = 0; s < standard_texts_len; s++) {
        const struct tree *t = pipe_shipped(k->q->session, str_of(standard_texts[s].name));
        for (uint32_t i = 0; i < t->items_len; i++)
            if (t->items[i].kind == KIND_RULE && str_same_name(tree_text(t, t->items[i].title), k->q->what)) {
                note(k, a, str_printf(k->arena, STR_FMT " is a rule of standard %s, and no document of this file is held to that", STR_ARG(k->q->what), standard_texts[s].name));
                return true;
            }
    }
    return false;
}

/* ---- answers */

/* A metric of a standard that the row's document is not held to. */
static bool is_elsewhere(const struct asking *k, const struct asked *x, uint32_t row) { return x->item != NULL && held_to(k, x->kind, row) != x->standard->number; }

static void answer_items(struct asking *k, const struct asked *x, struct answer *a)
{
    struct items items = items_named(k->tree, k->q->item, k->arena);
    for (uint32_t i = 0; i < items.len; i++) {
        if (k->tree->items[items.at[i]].kind != x->kind)
            continue;
        uint32_t row = row_at(k, items.at[i]);
        bool elsewhere = x->rule != UINT32_MAX ? run_outcome(k->checked, x->rule, row) == RUN_ELSEWHERE : is_elsewhere(k, x, row);
        if (!elsewhere)
            add_derivation(k, a, x->rule != UINT32_MAX ? rule_of_item(k, x, row) : figure_of_item(k, x, row));
    }
}

static void answer_one(struct asking *k, const struct asked *x, struct answer *a)
{
    if (x->claim != NO_ITEM)
        claim_derived(k, x, a);
    else if (k->q->item.len > 0)
        answer_items(k, x, a);
    else if (x->rule != UINT32_MAX)
        rule_of_all(k, x, a);
    else
        for (uint32_t row = 0, rows = rows_of(k, x->kind); row < rows; row++)
            if (!is_elsewhere(k, x, row))
                add_derivation(k, a, a->derivations.len < k->q->most ? figure_of_item(k, x, row) : NULL);
}

/* Takes what was found by name apart; what has mistakes of its own is left out. */
static void take_named(struct asking *k, struct askeds *all, struct answer *a)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < all->at.len; i++) {
        struct asked *x = &all->at.at[i];
        if (take_named_one(k, x))
            all->at.at[kept++] = *x;
    }
    if (kept == 0 && all->at.len > 0)
        a->refused = str_printf(k->arena, STR_FMT " has a mistake of its own: irp check shows it", STR_ARG(k->q->what));
    all->at.len = kept;
}

static void say_kinds(struct asking *k, const struct askeds *all, struct answer *a)
{
    if (a->derivations.len > 0 || k->q->item.len == 0 || all->at.len == 0)
        return;
    for (uint32_t i = 0; i < all->at.len; i++)
        note(k, a, str_printf(k->arena, STR_FMT " is asked of each %s of documents held to " STR_FMT ", and not of " STR_FMT, STR_ARG(all->at.at[i].name),
                              kind_rows[all->at.at[i].kind].name, STR_ARG(standard_name(k, all->at.at[i].standard->number)), STR_ARG(k->q->item)));
}

/* The name is that of metrics, none of them for the item that was named, and of something that the item has: late of an action. */
static bool is_property_there(struct asking *k, struct askeds *all)
{
    struct answer aside = {.more = 0};
    struct askeds here = {{NULL, 0, 0}};
    struct items  items = items_named(k->tree, k->q->item, k->arena);
    for (uint32_t i = 0; i < all->at.len; i++) {
        if (all->at.at[i].item->kind != KIND_METRIC)
            return false;
        for (uint32_t n = 0; n < items.len; n++)
            if (k->tree->items[items.at[n]].kind == all->at.at[i].kind)
                return false;
    }
    if (k->q->item.len > 0)
        find_expression(k, &here, &aside);
    if (here.at.len > 0)
        *all = here;
    return here.at.len > 0;
}

/* What is no name of a rule or metric for items. False: the answer is there already. */
static bool find_unnamed(struct asking *k, struct askeds *all, struct answer *a)
{
    if (str_eq_fold(k->q->what, STR("claim")))
        find_claims(k, all);
    else if (of_groups_alone(k, a) || shipped_elsewhere(k, a))
        return false;
    else
        find_expression(k, all, a);
    return a->refused.len == 0;
}

static void why_rule(struct asking *k, struct answer *a)
{
    struct askeds all = {{NULL, 0, 0}};
    find_named(k, &all);
    bool property = all.at.len > 0 && is_property_there(k, &all), named = all.at.len > 0 && !property;
    if (named)
        take_named(k, &all, a);
    else if (!property && !find_unnamed(k, &all, a))
        return;
    if (a->refused.len > 0)
        return;
    k->program = trace_program(k->trace);
    k->run = run_program(k->program, k->image, k->q->today, NULL, k->arena);
    for (uint32_t i = 0; i < all.at.len; i++)
        answer_one(k, &all.at.at[i], a);
    if (named)
        say_kinds(k, &all, a);
}

/* An item was named that the file does not have. */
static bool item_unknown(struct asking *k, struct answer *a)
{
    if (k->q->item.len == 0 || items_named(k->tree, k->q->item, k->arena).len > 0)
        return false;
    struct str near = items_near(k->tree, k->q->item, k->arena);
    a->refused = str_printf(k->arena, "There is no \"" STR_FMT "\" in this file" STR_FMT, STR_ARG(k->q->item),
                            STR_ARG(near.len > 0 ? str_printf(k->arena, "; the nearest is " STR_FMT, STR_ARG(near)) : STR("")));
    a->help = STR("An item is named as messages name it: action 2.1, concern 3, owner Governor, plan; or action 2.1 of HMP Example.");
    return true;
}

struct answer *why(const struct question *q)
{
    static const struct vocabulary no_words;
    struct answer   *a = arena_new(q->arena, struct answer);
    struct diag_sink sink = {.arena = q->arena};
    struct asking    k = {.q = q, .arena = q->arena, .tree = q->unit->tree, .image = q->unit->image, .sink = &sink};
    const struct standard_set *set = q->unit->set;
    k.trace = set != NULL ? trace_open(set->sources, set->sources_len, &set->words, q->arena) : trace_open(NULL, 0, &no_words, q->arena);
    if (set != NULL && set->sources_len > 0)
        trace_stand(k.trace, &set->sources[0], STR(""), KIND_NONE);
    k.checked = run_program(unit_program(q->unit), k.image, q->today, NULL, q->arena);
    enum diag d = diag_find(q->what);
    if (item_unknown(&k, a))
        return a;
    if (d != DIAGS)
        why_message(&k, d, a);
    else
        why_rule(&k, a);
    return a;
}
