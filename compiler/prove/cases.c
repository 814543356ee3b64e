/* What leaves something out: defines by cases, and maps of levels. */
#include "proving.h"

/* ---- examples */

/* The words give nothing for the first item of the example. */
static bool gives_nothing(const struct proving *p, const struct checked *c, const struct rule_formula *d, struct str words)
{
    if (!c->fine || c->u.set == NULL)
        return false;
    struct inquiry     q = inquire(p, c, d);
    const struct expr *e = expr_parse(words, (struct place){0, (uint32_t)words.len}, &q.quiet, p->arena);
    if (e == NULL)
        return false;
    struct traced v = trace_value(q.trace, words, e, NULL, p->f.kind, &q.quiet);
    return v.form != TRACED_NOTHING && v.given != TRACED_NOWHERE &&
           run_values(run_program(trace_program(q.trace), c->u.image, EXAMPLE_DAY, NULL, p->arena), v.rule, c->row)[v.given] == 0;
}

/* What the words give nothing for, shown by the example where that is so. */
static void add_left_out(struct proving *p, enum claim claim, const struct rule_formula *d, struct str words, struct str level, struct str example)
{
    struct find    found = find_of(p, claim, d, NULL);
    struct checked c = check_example(p, example, p->f.kind);
    found.level = level;
    found.confirmed = gives_nothing(p, &c, d, words);
    if (found.confirmed) {
        found.plan = example;
        found.shown = str_printf(p->arena, STR_FMT " gives nothing there", STR_ARG(words));
    }
    add_find(p, found);
}

/* ---- defines */

/* The conditions rest on finite values alone, which are all given: what is missing is asked about by who uses the define, and texts never end. */
static const struct formula *all_given(struct proving *p, const struct formula *none)
{
    for (uint32_t v = 0; v < p->f.values.len; v++) {
        struct datum *value = &p->f.values.at[v];
        if (value->free || value->hole == HOLE_TEXT)
            return NULL;
        if (value->domain == DOMAIN_GIVEN || (value->domain == DOMAIN_WORDS && value->hole != HOLE_STATUS) || value->domain == DOMAIN_NUMBER)
            value->possible &= ~UINT64_C(1);
    }
    return none;
}

/* The formula of none of the cases; NULL: there is a rest, or one of them cannot be read. */
static const struct formula *no_case(struct proving *p, const struct standard_source *s, const struct item *item)
{
    struct diag_sink      quiet = {.arena = p->arena};
    const struct formula *none = NULL;
    uint32_t from = item->first_label;
    for (struct place at; (at = next_label(s->tree, item, "Gives", &from)).length > 0;) {
        const struct expr *e = expr_parse(s->tree->source, at, &quiet, p->arena);
        if (e == NULL || e->kind != EXPR_WHEN)
            return NULL;
        const struct formula *not_this = formula_join(&p->f, FORMULA_NOT, formula_of(&p->f, s->tree->source, e->b), NULL);
        none = none == NULL ? not_this : formula_join(&p->f, FORMULA_AND, none, not_this);
    }
    return none;
}

static void ask_define(struct proving *p, const struct standard_source *s, const struct item *item, enum kind k)
{
    struct rule_formula d = {.standard = s, .item = item};
    struct str          name = tree_text(s->tree, item->title);
    struct search       search;
    p->f = (struct formulas){.arena = p->arena, .trace = p->f.trace, .kind = k};
    if (str_find(name, STR("(")) < name.len)
        return;                              /* its parameters have no values of their own */
    const struct formula *none = no_case(p, s, item);
    formulas_close(&p->f);
    note_free(p);
    p->proof->defines++;
    none = none == NULL ? NULL : all_given(p, none);
    search_open(&search, &p->f, &p->steps, p->work);
    if (none != NULL && search_holds(&search, none) == TRUTH_YES)
        add_left_out(p, CLAIM_CASE_LEFT_OUT, &d, name, STR(""), example_of(&p->f, &search, &p->held, p->arena));
}

/* One kind of item shows it. */
static void take_define(struct proving *p, const struct standard_source *s, const struct item *item)
{
    struct str bound;
    uint64_t   kinds = kinds_of(s, item, &bound);
    unsigned   k = 0;
    while (k < KINDS && (kinds >> k & 1) == 0)
        k++;
    if (k == KINDS)
        return;
    trace_stand(p->f.trace, s, bound, (enum kind)k);
    ask_define(p, s, item, (enum kind)k);
}

/* ---- maps */

static const struct scale *scale_of(const struct proving *p, struct str name)
{
    const struct scales *own = vocabulary_of(&p->set->words, 0);
    for (uint32_t i = 0; i < own->scales.len; i++)
        if (str_same_name(own->scales.at[i].name, name))
            return &own->scales.at[i];
    return NULL;
}

/* A line of From of that scale has the level. */
static bool has_level(const struct standard_source *s, const struct item *item, struct str scale, struct str level)
{
    uint32_t from = item->first_label;
    for (struct place at; (at = next_label(s->tree, item, "From", &from)).length > 0;) {
        struct str rest = tree_text(s->tree, at);
        if (!str_same_name(str_trim(str_cut(&rest, ':')), scale))
            continue;
        while (rest.len > 0) {
            struct str piece = str_cut(&rest, ',');
            if (str_same_name(str_trim(str_cut(&piece, '=')), level))
                return true;
        }
    }
    return false;
}

/* Who is judged on the scale: its own kinds, or else whoever may say by whom. */
static enum kind judged_on(const struct scale *scale)
{
    enum kind other = KIND_NONE;
    for (unsigned k = 0; k < KINDS; k++) {
        enum label judged = label_find((enum kind)k, STR("Judgement"));
        if (judged == LABEL_NONE || label_rows[judged].type != TYPE_LEVEL)
            continue;
        if ((scale->kinds >> k & 1) != 0)
            return (enum kind)k;
        if (other == KIND_NONE && label_find((enum kind)k, STR("By")) != LABEL_NONE)
            other = (enum kind)k;
    }
    return other;
}

static void ask_scale(struct proving *p, const struct rule_formula *m, const struct scale *scale)
{
    const struct tree   *t = m->standard->tree;
    const struct scales *own = vocabulary_of(&p->set->words, 0);
    enum kind            k = judged_on(scale);
    struct str           words = str_printf(p->arena, STR_FMT "(judgement)", STR_ARG(tree_text(t, m->item->title)));
    p->f = (struct formulas){.arena = p->arena, .trace = p->f.trace, .kind = k};
    for (uint32_t l = scale->first_level; k != KIND_NONE && l < scale->first_level + scale->levels; l++) {
        struct str level = own->level_names.at[l];
        if (has_level(m->standard, m->item, scale->name, level))
            continue;
        bool own_kind = (scale->kinds >> k & 1) != 0;
        add_left_out(p, CLAIM_LEVEL_LEFT_OUT, m, words, str_printf(p->arena, "\"" STR_FMT "\" of scale " STR_FMT, STR_ARG(level), STR_ARG(scale->name)),
                     example_judged(k, own_kind ? STR("") : scale->by, level, &p->held, p->arena));
    }
}

/* Each scale that the map is from; a scale that it does not name is none of its. */
static void ask_map(struct proving *p, const struct standard_source *s, const struct item *item)
{
    struct rule_formula m = {.standard = s, .item = item};
    VEC(const struct scale *) asked = {NULL, 0, 0};
    uint32_t from = item->first_label;
    p->proof->maps++;
    for (struct place at; (at = next_label(s->tree, item, "From", &from)).length > 0;) {
        struct str          rest = tree_text(s->tree, at);
        const struct scale *scale = scale_of(p, str_trim(str_cut(&rest, ':')));
        bool                known = scale == NULL;
        for (uint32_t i = 0; i < asked.len && !known; i++)
            known = asked.at[i] == scale;
        if (known)
            continue;
        *vec_push(p->arena, &asked) = scale;
        ask_scale(p, &m, scale);
    }
}

/* ---- all of a standard */

void prove_cases(struct proving *p)
{
    struct arena work;
    for (uint32_t i = 0; i < p->set->sources_len; i++) {
        const struct standard_source *s = &p->set->sources[i];
        for (uint32_t n = s->document + 1; s->number == 0 && n < s->tree->items_len && s->tree->items[n].document == s->document; n++) {
            const struct item *item = &s->tree->items[n];
            if ((item->kind != KIND_DEFINE && item->kind != KIND_MAP) || !question_open(p, &work))
                continue;
            if (item->kind == KIND_DEFINE)
                take_define(p, s, item);
            else
                ask_map(p, s, item);
            question_close(p);
        }
    }
}
