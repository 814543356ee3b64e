/* Changes of rules, tried against the tests. See mutate.h.
 *
 * A changed rule is compiled alone (for a changed define: the rules that may use it), without messages, and run over the images that the tests are
 * compiled to already: so a change costs what one rule costs, and hundreds take well under a second.
 */
#include "mutate.h"
#include "mutant.h"
#include "words.h"
#include "../../runtime/report/text.h"

/* A rule or a define whose changes are tried. */
struct target {
    struct mutation         *mutation;
    const struct trial_file *file;
    uint32_t    item;
    struct str  name;
    bool        is_define;
    VEC(struct place) survivors;         /* explanations that a survivor met, by their labels' values */
    VEC(struct reader *) readers;
    /* What is changed now: */
    struct place line;                   /* of the line's expression as it was read */
    const struct expr *instead;          /* NULL: the line is left out */
    bool         changing;
};

/* A file with the rule's standard in it, or with tests that are held to it, and what the rule as it stands finds there. */
struct reader {
    const struct trial_file *file;
    VEC(struct found) found;
};
struct found { uint32_t rule, row; int32_t day; };

/* ---- lowering one rule */

/* A rule alone; for a define, all rules, since any may use it. */
static bool is_target(void *of, const struct standard_source *s, uint32_t item)
{
    const struct target *t = of;
    return t->is_define || (s->tree->source.at == t->file->text.at && item == t->item);
}

static const struct expr *put_instead(void *of, struct str source, const struct expr *e)
{
    const struct target *t = of;
    bool here = t->changing && source.at == t->file->text.at && e->place.at == t->line.at && e->place.length == t->line.length;
    return here ? t->instead : e;
}

/* The rule's findings in the tests of a file, in order. False when the typing rules refuse the rule as it now is. */
static bool find(struct target *t, const struct trial_file *f, struct reader *into, struct arena *a)
{
    struct rules_hooks hooks = {.of = t, .silent = true, .wanted = is_target, .written = put_instead};
    uint32_t           mistakes;
    const struct program *p = pipe_rules(f->unit.set, &hooks, a, &mistakes);
    for (uint32_t d = 0; mistakes == 0 && d < f->days.len; d++) {
        const struct run   *r = run_program(p, f->unit.image, f->days.at[d], NULL, a);
        struct finding_list list;
        run_findings(r, &list);
        for (uint32_t i = 0; i < list.len; i++) {
            struct run_key     key = run_key(r, i);
            const struct test *test = key.rule == UINT32_MAX ? NULL : trial_test_at(f, key.place);
            if (test != NULL && test->day == f->days.at[d])
                *vec_push(a, &into->found) = (struct found){key.rule, key.row, test->day};
        }
    }
    return mistakes == 0;
}

static bool same_found(const struct reader *x, const struct reader *y)
{
    if (x->found.len != y->found.len)
        return false;
    for (uint32_t i = 0; i < x->found.len; i++) {
        struct found a = x->found.at[i], b = y->found.at[i];
        if (a.rule != b.rule || a.row != b.row || a.day != b.day)
            return false;
    }
    return true;
}

static bool holds_standard(const struct trial_file *f, const struct target *t)
{
    uint32_t document = t->file->given->items[t->item].document;
    for (uint32_t i = 0; f->unit.set != NULL && i < f->unit.set->sources_len; i++)
        if (f->unit.set->sources[i].tree->source.at == t->file->text.at && f->unit.set->sources[i].document == document)
            return true;
    return false;
}

/* Files with tests; where there is none, one without says what the typing rules refuse. */
static void open_readers(struct target *t, bool tests, struct arena *a)
{
    const struct trial *trial = t->mutation->trial;
    for (uint32_t i = 0; i < trial->files.len && (tests || t->readers.len == 0); i++) {
        const struct trial_file *f = trial->files.at[i];
        if ((f->tests.len > 0) != tests || !holds_standard(f, t))
            continue;
        struct reader *r = arena_new(a, struct reader);
        r->file = f;
        if (find(t, f, r, a))
            *vec_push(a, &t->readers) = r;
    }
}

/* ---- judging a change */

enum verdict { NOTICED, REFUSED, SURVIVED };

static enum verdict judge(struct target *t)
{
    enum verdict verdict = SURVIVED;
    struct arena work;
    arena_open(&work, t->mutation->trial->arena->mem);
    t->changing = true;
    for (uint32_t i = 0; i < t->readers.len && verdict == SURVIVED; i++) {
        struct reader now = {.file = t->readers.at[i]->file};
        if (!find(t, now.file, &now, &work))
            verdict = REFUSED;
        else if (!same_found(&now, t->readers.at[i]))
            verdict = NOTICED;
    }
    t->changing = false;
    arena_close(&work);
    return verdict;
}

static void add_finding(struct target *t, struct finding f)
{
    f.severity = SEVERITY_ERROR;
    f.name = t->name;
    *vec_push(t->mutation->trial->arena, &t->mutation->findings) = (struct mutation_finding){t->file, f};
}

/* The explanations of a rule: labels `Survives`. */
static bool next_explanation(const struct target *t, uint32_t *at, struct place *value)
{
    const struct tree *tree = t->file->given;
    const struct item *item = &tree->items[t->item];
    for (uint32_t l = item->first_label + *at; l < item->first_label + item->labels; l++)
        if (strcmp(label_rows[tree->labels[l].label].id, "SURVIVES") == 0) {
            *at = l - item->first_label + 1;
            *value = tree->labels[l].value;
            return true;
        }
    return false;
}

/* The change that an explanation is of. False when it gives no reason. */
static bool read_explanation(const struct target *t, struct place value, struct str *words)
{
    struct str all = text_one_line(t->mutation->trial->arena, tree_text(t->file->given, value));
    *words = str_upto(all, str_find(all, STR(" because ")));
    return words->len < all.len;
}

static bool is_explained(struct target *t, struct str words)
{
    uint32_t     at = 0;
    struct place value;
    while (next_explanation(t, &at, &value)) {
        struct str reads;
        if (!read_explanation(t, value, &reads) || !str_same_name(reads, words))
            continue;
        *vec_push(t->mutation->trial->arena, &t->survivors) = value;
        return true;
    }
    return false;
}

/* `words`: the change as messages and explanations say it. */
static void count(struct target *t, enum verdict verdict, struct place place, struct str words)
{
    struct arena *a = t->mutation->trial->arena;
    t->mutation->refused += verdict == REFUSED;
    t->mutation->noticed += verdict == NOTICED;
    if (verdict != SURVIVED)
        return;
    if (is_explained(t, words)) {
        t->mutation->explained++;
        return;
    }
    t->mutation->survived++;
    add_finding(t, (struct finding){
        .place = place, .sentence = str_printf(a, "No test notices that " STR_FMT, STR_ARG(words)),
        .help = str_printf(a, "Add a test that tells the difference, or say on the rule why there is none: Survives: " STR_FMT " because ...", STR_ARG(words))});
}

/* Explanations that no survivor met say something that is not so. */
static void check_explanations(struct target *t)
{
    uint32_t     at = 0;
    struct place value;
    while (next_explanation(t, &at, &value)) {
        struct str words;
        bool       met = !read_explanation(t, value, &words);
        if (met)
            add_finding(t, (struct finding){.place = value, .sentence = STR("Survives must say why"), .help = STR("Put \"because\" and the reason behind the change.")});
        for (uint32_t i = 0; i < t->survivors.len && !met; i++)
            met = t->survivors.at[i].at == value.at;
        if (!met)
            add_finding(t, (struct finding){.place = value, .sentence = STR("No change that survives reads like this"), .help = STR("Take the line out: the tests notice the change, or it is not made.")});
    }
}

/* ---- the changes of a rule */

/* Left out, the rule finds nothing: noticed wherever it finds something. */
static void try_without_rule(struct target *t)
{
    bool found = false;
    for (uint32_t i = 0; i < t->readers.len; i++)
        found = found || t->readers.at[i]->found.len > 0;
    count(t, found ? NOTICED : SURVIVED, t->file->given->items[t->item].place, STR("the rule is left out"));
}

/* Answering a line that asks whether something is given is leaving the line, or the rule, out: tried already. */
static void try_line(struct target *t, const struct label_line *line, uint32_t *tried)
{
    struct diag_sink   sink = {.arena = t->mutation->trial->arena};
    struct arena      *a = t->mutation->trial->arena;
    struct str         source = t->file->text;
    const struct expr *e = line->value.length == 0 ? NULL : expr_parse(source, line->value, &sink, a);
    struct mutant      m;
    if (e == NULL)
        return;
    t->line = e->place;
    t->instead = NULL;
    if (line->label != LABEL_RULE_REQUIRE)          /* of a define: a case */
        count(t, judge(t), line->value, str_printf(a, "\"" STR_FMT "\" is left out", STR_ARG(words_at(source, line->place, a))));
    bool given = e->kind == EXPR_GIVEN && !t->is_define, missing = e->kind == EXPR_MISSING && line->label == LABEL_RULE_WHEN;
    for (uint32_t n = given || missing; mutant_make(&m, source, e, n, a); n++) {
        if (++*tried > RULE_MUTANTS_MOST)
            return;
        t->mutation->tried++;
        t->instead = m.e;
        count(t, judge(t), m.place, m.after.len == 0 ? str_printf(a, "\"" STR_FMT "\" is left out", STR_ARG(m.before))
                                                    : str_printf(a, "\"" STR_FMT "\" becomes \"" STR_FMT "\"", STR_ARG(m.before), STR_ARG(m.after)));
    }
}

static void try_rule(struct mutation *m, const struct trial_file *f, uint32_t item)
{
    struct target t = {.mutation = m, .file = f, .item = item, .name = tree_text(f->given, f->given->items[item].title),
                       .is_define = f->given->items[item].kind == KIND_DEFINE};
    uint32_t      tried = 0;
    const struct item *rule = &f->given->items[item];
    if (m->tried >= MUTANTS_MOST) {
        if (!m->full)
            add_finding(&t, (struct finding){.place = rule->place, .sentence = str_printf(m->trial->arena, "More than %u changes are not tried at once: this rule and those behind it are left out", MUTANTS_MOST),
                                             .help = STR("Name fewer standards at a time.")});
        m->full = true;
        return;
    }
    m->tried++;                          /* the rule left out */
    open_readers(&t, true, m->trial->arena);
    open_readers(&t, false, m->trial->arena);
    if (!t.is_define)
        try_without_rule(&t);
    for (uint32_t l = rule->first_label; l < rule->first_label + rule->labels; l++) {
        const struct label_line *line = &f->given->labels[l];
        if (line->label == LABEL_RULE_WHEN || line->label == LABEL_RULE_REQUIRE || line->label == LABEL_DEFINE_GIVES)
            try_line(&t, line, &tried);
    }
    if (tried > RULE_MUTANTS_MOST)
        add_finding(&t, (struct finding){.place = rule->place, .sentence = str_printf(m->trial->arena, "This rule has more than %u changes to try: the rest are left out", RULE_MUTANTS_MOST),
                                         .help = STR("Divide the rule in two.")});
    check_explanations(&t);
}

void mutation_make(struct mutation *m, struct trial *t)
{
    *m = (struct mutation){.trial = t};
    for (uint32_t i = 0; i < t->files.len; i++) {
        const struct trial_file *f = t->files.at[i];
        for (uint32_t k = 0; f->given != NULL && k < f->given->items_len; k++)
            if ((f->given->items[k].kind == KIND_RULE || f->given->items[k].kind == KIND_DEFINE) && (f->given->items[k].flags & ITEM_DOUBT) == 0)
                try_rule(m, f, k);
    }
}

/* ---- findings */

struct some { VEC(struct finding) list; };

static void fill(const void *of, uint32_t i, struct arena *a, struct finding *f)
{
    (void)a;
    *f = ((const struct some *)of)->list.at[i];
}

struct finding_list mutation_findings(const struct mutation *m, const struct trial_file *f, struct arena *a)
{
    struct some *some = arena_new(a, struct some);
    for (uint32_t i = 0; i < m->findings.len; i++)
        if (m->findings.at[i].file == f)
            *vec_push(a, &some->list) = m->findings.at[i].finding;
    trial_sort(some->list.at, some->list.len);
    return (struct finding_list){.source_name = str_of(f->name), .source = f->text, .len = some->list.len, .errors = some->list.len, .fill = fill, .of = some};
}
