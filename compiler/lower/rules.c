/* From rules of standards to a program: one loop a kind of item for all its rules, and for each rule the message it gives. */
#include "lowering.h"
#include "trace.h"

#define PROGRAM_WORK_MOST 3500000u       /* operations, steps, slots and holes of all rules; one rule more fits into a program */
_Static_assert(PROGRAM_WORK_MOST + 2 * KERNEL_OPS_MOST < PROGRAM_OPS_MOST, "room for one rule more");
#define SEEN_MOST 4u                     /* values that a finding shows beside its sentence */
#define FINAL_OPS_MOST 2000u             /* operations of one loop over a kind; more rules get a loop of their own */

struct rule_source {
    const struct standard_source *standard;
    const struct item *item;
};

struct place label_value(const struct tree *t, const struct item *item, enum label l, uint32_t *from)
{
    for (uint32_t i = *from; i < item->first_label + item->labels; i++)
        if (t->labels[i].label == l) {
            *from = i + 1;
            return t->labels[i].value;
        }
    return (struct place){0, 0};
}

static struct place label_place(const struct rule_source *s, enum label l, uint32_t *from) { return label_value(s->standard->tree, s->item, l, from); }

static struct place only_label(const struct rule_source *s, enum label l)
{
    uint32_t from = s->item->first_label;
    return label_place(s, l, &from);
}

/* Line ends and the indents after them are one blank. */
static struct str joined(struct str text, struct arena *a)
{
    char  *to = arena_alloc(a, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool blank = is_blank(text.at[i]) || text.at[i] == '\n' || text.at[i] == '\r';
        if (!blank)
            to[len++] = text.at[i];
        else if (len == 0 || to[len - 1] != ' ')
            to[len++] = ' ';
    }
    return (struct str){to, len};
}

/* Rules come in the order of their source, which is read once. */
static void place_rule(struct lowering_rules *low, struct rule *r, const struct tree *t, uint32_t at)
{
    if (low->counted.tree != t || at < low->counted.at) {
        low->counted.tree = t;
        low->counted.at = 0;
        low->counted.line = 1;
    }
    for (const char *end; (end = memchr(t->source.at + low->counted.at, '\n', at - low->counted.at)) != NULL; low->counted.line++)
        low->counted.at = (uint32_t)(end - t->source.at) + 1;
    r->file = build_string(&low->build, t->source_name);
    r->line = low->counted.line;
}

/* ---- messages */

struct message { struct str text; enum severity severity; uint32_t at; };

/* error "TEXT", warning "TEXT", note "TEXT" */
static bool read_message(const struct rule_source *s, struct message *m)
{
    static const struct { const char *word; enum severity severity; } words[] = {
        {"error", SEVERITY_ERROR}, {"warning", SEVERITY_WARNING}, {"note", SEVERITY_NOTE}};
    struct place p = only_label(s, LABEL_RULE_OTHERWISE);
    struct str   rest = tree_text(s->standard->tree, p), word = str_word(&rest);
    rest = str_trim(rest);
    if (p.length == 0)                   /* that it is not there was said where labels are read */
        return false;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_eq_fold(word, str_of(words[i].word)) && rest.len >= 2 && rest.at[0] == '"' && rest.at[rest.len - 1] == '"') {
            m->severity = words[i].severity;
            m->text = (struct str){rest.at + 1, rest.len - 2};
            m->at = (uint32_t)(m->text.at - s->standard->tree->source.at);
            return true;
        }
    diag0(s->standard->sink, DIAG_MESSAGE_NOT_READ, p);
    return false;
}

static void add_hole(struct build *b, struct rule *r, struct hole h)
{
    *vec_push(b->arena, &b->holes) = h;
    b->work++;
    r->holes++;
}

static void add_literal(struct env *env, struct rule *r, struct str text)
{
    struct str s = joined(text, env->low->arena);
    if (s.len > 0)
        add_hole(&env->low->build, r, (struct hole){HOLE_LITERAL, 0, build_string(&env->low->build, s), HOLE_ALWAYS});
}

static uint32_t add_value(struct env *env, struct rule *r, uint32_t reg)
{
    if (r->hole_values == HOLE_VALUES_MOST) {
        env->low->too_large = true;
        return 0;
    }
    kernel_sink(env->k, SINK_HOLE, reg, r->hole_values);
    return r->hole_values++;
}

/* What a hole prints where the value is missing. */
static struct str missing_words(struct env *env, const struct expr *e)
{
    const struct expr *name = e;
    while (name->kind != EXPR_NAME && name->a != NULL)     /* latest deadline of actions where open: the deadline */
        name = name->kind == EXPR_CALL ? name->b : name->a;
    if (str_eq_fold(name->text, STR("number")))
        return STR("(no number)");
    return str_printf(env->low->arena, "no " STR_FMT, STR_ARG(name->text));
}

bool operand_hole(const struct operand *o, enum hole_type *type, unsigned *values)
{
    switch (o->type) {
    case VALUE_WHOLE:                  *type = HOLE_WHOLE;   *values = 1; return true;
    case VALUE_NUMBER:                 *type = HOLE_NUMBER;  *values = 1; return true;
    case VALUE_PERCENT:                *type = HOLE_PERCENT; *values = 1; return true;
    case VALUE_MONTH:                  *type = HOLE_MONTH;   *values = 1; return true;
    case VALUE_DATE:                   *type = HOLE_DATE;    *values = 3; return true;
    case VALUE_TEXT:                   *type = HOLE_TEXT;    *values = 2; return true;
    case VALUE_STATUS:                 *type = HOLE_STATUS;  *values = 5; return true;
    case VALUE_LEVEL:                  *type = HOLE_LEVEL;   *values = 1; return true;
    case VALUE_BAD: case VALUE_LIST: case VALUE_TRUTH: case VALUE_CODE: case VALUE_ITEM: case VALUE_DURATION: case VALUE_LITERAL:
        break;
    }
    return false;
}

bool lower_printed(struct env *env, const struct expr *e, const char *who, struct operand *o, enum hole_type *type, unsigned *values)
{
    *o = lower_expr(env, e);
    if (o->type == VALUE_ITEM) {
        struct expr name = {.kind = EXPR_NAME, .text = o->item.kind == KIND_OWNER ? STR("name") : STR("number"), .place = e->place};
        *o = given_with(env, property_of(env, &name, o->item), o->given);
    }
    if (o->type == VALUE_BAD)
        return false;
    if (!operand_hole(o, type, values)) {
        type_mistake(env, e, who, "a value that can be printed", o);
        return false;
    }
    return true;
}

static bool lower_hole(struct env *env, struct rule *r, struct place at)
{
    const struct expr *e = expr_parse(env->source, at, env->sink, env->low->arena);
    struct operand     o;
    enum hole_type     type;
    unsigned           values;
    if (e == NULL || !lower_printed(env, e, "A message", &o, &type, &values))
        return false;
    struct hole h = {type, r->hole_values, 0, HOLE_ALWAYS};
    for (unsigned i = 0; i < values; i++)
        add_value(env, r, o.r[i]);
    if (o.given != NO_REG && type != HOLE_STATUS) {
        h.text = build_string(&env->low->build, missing_words(env, e));
        h.given = add_value(env, r, o.given);
    }
    add_hole(&env->low->build, r, h);
    return true;
}

/* ---- what a finding saw */

/* Whether the message prints the expression itself. */
static bool message_says(const struct message *m, struct str words, struct arena *a)
{
    struct str rest = m->text;
    for (size_t open; (open = str_find(rest, STR("{"))) < rest.len;) {
        rest = str_from(rest, open + 1);
        if (str_eq_fold(on_one_line(str_cut(&rest, '}'), a), words))
            return true;
    }
    return false;
}

/* A value that the rule requires something of, to be shown beside its sentence. What cannot be printed, or is no value of its own, is left out. */
static void lower_seen_value(struct env *env, struct rule *r, const struct message *m, const struct expr *e)
{
    struct build    *b = &env->low->build;
    struct diag_sink quiet = {.arena = env->low->arena}, *sink = env->sink;
    struct str       words = words_of(env->source, e, env->low->arena);
    struct operand   o;
    enum hole_type   type;
    unsigned         values;
    if (r->seen == 2 * SEEN_MOST || message_says(m, words, env->low->arena))
        return;
    uint32_t name = build_string(b, words);
    for (uint32_t i = r->holes - r->seen; i < r->holes; i += 2)
        if (b->holes.at[r->first_hole + i].text == name)
            return;
    env->sink = &quiet;
    bool printed = lower_printed(env, e, "", &o, &type, &values) && !str_eq_fold(words, STR("text"));
    env->sink = sink;
    if (!printed)
        return;
    struct hole h = {type, r->hole_values, 0, HOLE_ALWAYS};
    for (unsigned i = 0; i < values; i++)
        add_value(env, r, o.r[i]);
    if (o.given != NO_REG && type != HOLE_STATUS)
        h.given = add_value(env, r, o.given);
    add_hole(b, r, (struct hole){HOLE_LITERAL, 0, name, HOLE_ALWAYS});
    add_hole(b, r, h);
    r->seen += 2;
}

/* The values that what is required compares, in its order. */
static void lower_seen(struct env *env, struct rule *r, const struct message *m, const struct expr *e)
{
    enum expr_kind k = e->kind;
    bool compares = (k >= EXPR_EQ && k <= EXPR_GE) || k == EXPR_AND || k == EXPR_OR || k == EXPR_NOT || k == EXPR_AT_LEAST || k == EXPR_IS || k == EXPR_IS_NOT ||
                    k == EXPR_ONE_OF || k == EXPR_IN || k == EXPR_WITHIN || k == EXPR_ADD || k == EXPR_SUB || k == EXPR_MUL || k == EXPR_DIV || k == EXPR_MINUS;
    bool value = k == EXPR_NAME || k == EXPR_OF || k == EXPR_TODAY || k == EXPR_CALL || (k >= EXPR_COUNT && k <= EXPR_HIGHEST) ||
                 (k == EXPR_WHERE && e->a->kind >= EXPR_COUNT && e->a->kind <= EXPR_HIGHEST);
    const struct expr *parts[3] = {e->a, k == EXPR_ONE_OF ? NULL : e->b, e->c};
    if (value)
        lower_seen_value(env, r, m, e);
    for (int i = 0; compares && i < 3; i++)
        if (parts[i] != NULL)
            lower_seen(env, r, m, parts[i]);
}

/* The message's pieces: text, and what stands in braces; and the values that the rule looked at. */
static bool lower_message(struct env *env, struct rule *r, const struct message *m, const struct expr *require)
{
    struct build *b = &env->low->build;
    struct kernel_build k;
    bool fine = true;
    kernel_open(&k, b, env->table);
    env->k = &k;
    env->lenient = b->message = true;
    b->message_from = r->first_step = b->message_steps.len;
    r->first_hole = b->holes.len;
    for (size_t i = 0; i < m->text.len && fine;) {
        struct str rest = str_from(m->text, i);
        size_t     open = str_find(rest, STR("{")), close = open + str_find(str_from(rest, open), STR("}"));
        add_literal(env, r, str_upto(rest, open));
        if (open < rest.len && close >= rest.len) {
            diag0(env->sink, DIAG_MESSAGE_NOT_READ, ((struct place){m->at, (uint32_t)m->text.len}));
            fine = false;
        } else if (open < rest.len) {
            fine = lower_hole(env, r, (struct place){m->at + (uint32_t)(i + open) + 1, (uint32_t)(close - open) - 1});
        }
        i += open < rest.len ? close + 1 : rest.len;
    }
    if (fine && env->low->hooks == NULL)
        lower_seen(env, r, m, require);
    r->steps = b->message_steps.len - r->first_step;
    r->message_kernel = k.sinks.len > 0 ? kernel_close(&k) : UINT32_MAX;
    b->message = env->lenient = false;
    return fine;
}

/* ---- rules */

static void close_final(struct lowering_rules *low, enum kind k)
{
    struct kernel_build *f = &low->final[k];
    bool asks = low->final_open[k] && f->sinks.len > 0;
    low->final_open[k] = false;
    if (!asks)
        return;
    struct step s = {.kind = STEP_KERNEL, .table = f->table, .what = kernel_close(f)};
    build_step(&low->build, s, 0, NULL, NULL, NULL);
}

/* The loop that checks a kind's rules: a new one when the last has grown long. */
static struct kernel_build *final_kernel(struct lowering_rules *low, enum kind k)
{
    if (low->final_open[k] && low->final[k].ops.len > FINAL_OPS_MOST)
        close_final(low, k);
    if (!low->final_open[k]) {
        kernel_open(&low->final[k], &low->build, build_table(&low->build, kind_rows[k].name));
        low->final_open[k] = true;
    }
    return &low->final[k];
}


/* An expression of a rule. NULL after a message, or (*out) when a hook leaves its line out. */
static const struct expr *read_expr(struct env *env, struct place p, bool *out)
{
    const struct rules_hooks *hooks = env->low->hooks;
    const struct expr *e = expr_parse(env->source, p, env->sink, env->low->arena);
    if (e == NULL || hooks == NULL || hooks->written == NULL)
        return e;
    e = hooks->written(hooks->of, env->source, e);
    *out = e == NULL;
    return e;
}

/* A whole line of a rule: watched as such when its parts are watched one by one. */
static uint32_t lower_line(struct env *env, const struct expr *e)
{
    uint32_t reg = lower_truth(env, e);
    if (e->kind == EXPR_NOT || e->kind == EXPR_AND || e->kind == EXPR_OR)
        watch_condition(env, e, reg);
    return reg;
}

/* When and Require as one truth: where the rule fails. NO_REG after a message. */
static uint32_t lower_fails(struct env *env, const struct rule_source *s, const struct expr **require)
{
    uint32_t asked = NO_REG, from = s->item->first_label;
    for (struct place p; (p = label_place(s, LABEL_RULE_WHEN, &from)).length > 0;) {
        bool               out = false;
        const struct expr *when = read_expr(env, p, &out);
        uint32_t           reg = when == NULL ? NO_REG : lower_line(env, when);
        if (out)
            continue;
        if (reg == NO_REG)
            return NO_REG;
        know(env, when, true);
        reach_narrow(env, reg, true);
        asked = asked == NO_REG ? reg : and_(env, asked, reg);
    }
    struct place p = only_label(s, LABEL_RULE_REQUIRE);
    bool         out = false;
    *require = p.length == 0 ? NULL : read_expr(env, p, &out);
    if (*require == NULL)
        return NO_REG;
    env->notes->requiring = true;
    uint32_t holds = lower_line(env, *require);
    if (holds == NO_REG)
        return NO_REG;
    uint32_t fails = not_(env, holds);
    return asked == NO_REG ? fails : and_(env, asked, fails);
}

/* What stands beside the marks: for a rule that asks for a label, that it is not there. */
static struct str caret_of(const struct env *env, const struct expr *require)
{
    if (require->kind != EXPR_GIVEN || require->a->kind != EXPR_NAME)
        return STR("");
    enum label l = label_find(env->kind, require->a->text);
    if (l == LABEL_NONE)
        return STR("");
    return str_printf(env->low->arena, "this " STR_FMT " has no \"%s:\" line", STR_ARG(kind_word_lower(env->kind, env->low->arena)), label_rows[l].word);
}

/* The label whose line a finding points at: the first that Require looks into (X is given points at the heading, where X is not). */
static uint32_t place_label(struct env *env, const struct expr *e)
{
    const struct expr *parts[3] = {e->a, e->b, e->c};
    if (e->kind == EXPR_GIVEN || e->kind == EXPR_MISSING || e->kind == EXPR_WHERE || e->kind == EXPR_HAS || e->kind == EXPR_OF || e->kind == EXPR_UNIQUE)
        return 0;
    if (e->kind == EXPR_NAME) {
        enum label l = label_find(env->kind, str_eq_fold(e->text, STR("completion date")) ? STR("Status") : e->text);
        return l == LABEL_NONE ? 0 : build_string(&env->low->build, str_of(label_rows[l].word));
    }
    for (int i = 0; i < 3; i++) {
        uint32_t found = parts[i] == NULL ? 0 : place_label(env, parts[i]);
        if (found != 0)
            return found;
    }
    return 0;
}

static struct str why_of(const struct rule_source *s, struct arena *a)
{
    const struct tree *t = s->standard->tree;
    struct str prose = str_trim(joined(tree_text(t, s->item->text), a)), authority = tree_text(t, only_label(s, LABEL_RULE_AUTHORITY));
    if (authority.len == 0)
        return prose;
    return str_printf(a, STR_FMT "%s(" STR_FMT ")", STR_ARG(prose), prose.len > 0 ? " " : "", STR_ARG(joined(authority, a)));
}

/* The name that a rule's For each gives to its item; empty: none. */
static struct str bound_of(const struct rule_source *s)
{
    struct str name = {"", 0};
    kinds_mask_bound(tree_text(s->standard->tree, only_label(s, LABEL_RULE_FOR_EACH)), NULL, &name);
    return name;
}

/* ---- offers */

static bool offer_mistake(const struct env *env, const struct rule_source *s, struct str word)
{
    enum label near = word.len == 0 ? LABEL_NONE : label_near(env->kind, word);
    struct str more = near == LABEL_NONE ? STR("") : str_printf(env->low->arena, "; the nearest is \"%s\"", label_rows[near].word);
    diag2(env->sink, DIAG_OFFER_NOT_READ, only_label(s, LABEL_RULE_OFFER), kind_with_article(env->kind, env->low->arena), more);
    return false;
}

/* The labels that the kind's table has above this one: a new line goes below them. */
static void note_befores(struct build *b, enum label l, struct rule *r)
{
    enum kind k = label_rows[l].kind;
    r->first_before = b->reads.len;
    for (unsigned i = kind_rows[k].first_label; i <= (unsigned)l; i++, r->befores++)
        *vec_push(b->arena, &b->reads) = build_string(b, str_of(label_rows[i].word));
}

/* Offer: LABEL: WORDS, or Offer: remove LABEL. False after a message. */
static bool lower_offer(struct env *env, const struct rule_source *s, struct rule *r)
{
    struct build *b = &env->low->build;
    struct str    text = joined(str_trim(tree_text(s->standard->tree, only_label(s, LABEL_RULE_OFFER))), env->low->arena);
    bool          removes = str_starts_fold(text, STR("remove "));
    struct str    words = removes ? str_from(text, 7) : text, label = str_trim(str_cut(&words, ':'));
    words = str_trim(words);
    if (text.len == 0)
        return true;
    enum label l = label_find(env->kind, label);
    if (l == LABEL_NONE || (removes ? words.len > 0 || label_rows[l].many == MANY : words.len == 0))
        return offer_mistake(env, s, l == LABEL_NONE ? label : STR(""));
    r->offer_label = build_string(b, str_of(label_rows[l].word));
    if (removes)
        return true;
    r->offer_text = build_string(b, str_printf(env->low->arena, "%s: " STR_FMT, label_rows[l].word, STR_ARG(words)));
    note_befores(b, l, r);
    return true;
}

/* ---- one rule */

static void lower_rule(struct lowering_rules *low, const struct rule_source *s, enum kind k)
{
    struct build      *b = &low->build;
    struct rule_notes  notes = {.other_slot = UINT32_MAX};
    struct env         env = {.low = low, .sink = s->standard->sink, .source = s->standard->tree->source, .k = final_kernel(low, k), .kind = k,
                              .table = build_table(b, kind_rows[k].name), .notes = &notes};
    struct arena      *a = low->arena;
    struct message     m;
    const struct expr *require;
    env.shared = kinds_shared(&env);
    env.bound = (struct bound_name){bound_of(s), k};
    low->define_uses = 0;
    if (!read_message(s, &m))
        return;
    uint32_t fails = lower_fails(&env, s, &require);
    if (fails == NO_REG)
        return;
    struct rule r = {.severity = m.severity, .table = env.table, .other_slot = notes.other_slot,
                     .standard = (uint32_t)s->standard->number};
    r.name = build_string(b, tree_text(s->standard->tree, s->item->title));
    r.help = build_string(b, joined(tree_text(s->standard->tree, only_label(s, LABEL_RULE_HELP)), a));
    r.why = build_string(b, why_of(s, a));
    r.caret = build_string(b, caret_of(&env, require));
    r.place_label = place_label(&env, require);
    r.other_text = notes.other_slot == UINT32_MAX ? 0 : build_string(b, STR("the other is here"));
    struct kernel_build *final = env.k;
    r.message_kernel = UINT32_MAX;
    if (!lower_offer(&env, s, &r))
        return;
    if ((low->hooks == NULL || !low->hooks->silent) && !lower_message(&env, &r, &m, require))
        return;
    if (low->too_large)
        return;
    r.first_read = b->reads.len, r.reads = notes.reads.len;      /* what the message prints is looked at too */
    for (uint32_t i = 0; i < notes.reads.len; i++)
        *vec_push(a, &b->reads) = notes.reads.at[i];
    place_rule(low, &r, s->standard->tree, s->item->place.at);
    kernel_sink(final, SINK_RULE, fails, b->rules.len);
    *vec_push(a, &b->rules) = r;
    if (low->hooks != NULL && low->hooks->made != NULL)
        low->hooks->made(low->hooks->of, b->rules.len - 1);
}

static bool room_for_rule(struct lowering_rules *low, struct diag_sink *sink, struct place at)
{
    bool rules = low->build.rules.len < PROGRAM_RULES_MOST, work = low->build.work < PROGRAM_WORK_MOST;
    if (rules && work)
        return true;
    if (!low->full)
        diag2(sink, DIAG_TOO_MANY_RULES, at, str_printf(low->arena, "%u", rules ? PROGRAM_WORK_MOST : PROGRAM_RULES_MOST),
              rules ? STR("operations") : STR("rules"));
    low->full = true;
    return false;
}

void lowering_open(struct lowering_rules *low, const struct standard_source *standards, uint32_t len, const struct vocabulary *words, struct arena *a)
{
    *low = (struct lowering_rules){.arena = a, .words = words, .standards = standards, .standards_len = len};
    build_open(&low->build, a);
    metrics_find(low);
    defines_collect(low);
}

void lowering_stand(struct lowering_rules *low, const struct standard_source *s)
{
    low->now = s;
    low->define_uses = 0;
    low->documents = standard_documents(s);
    low->scales = vocabulary_of(low->words, s->number);
}

static void lower_standard(struct lowering_rules *low, const struct standard_source *s)
{
    const struct tree *t = s->tree;
    lowering_stand(low, s);
    if (low->hooks == NULL)
        defines_check(low, s);
    for (uint32_t i = s->document + 1; i < t->items_len && t->items[i].document == s->document; i++) {
        struct rule_source rule = {s, &t->items[i]};
        uint64_t           kinds = 0;
        if (low->hooks != NULL && low->hooks->wanted != NULL && !low->hooks->wanted(low->hooks->of, s, i))
            continue;
        if (rule.item->kind == KIND_RULE && (rule.item->flags & ITEM_DOUBT) == 0)
            kinds = kinds_mask_bound(tree_text(t, only_label(&rule, LABEL_RULE_FOR_EACH)), NULL, &(struct str){"", 0});
        for (unsigned k = 0; k < KINDS; k++)
            if ((kinds >> k & 1) != 0 && room_for_rule(low, rule.standard->sink, rule.item->place)) {
                uint32_t errors = s->sink->errors;
                low->build.origin = low->build.rules.len + 1;
                work_begin(low);
                lower_rule(low, &rule, (enum kind)k);
                work_end(low, rule.standard->sink, rule.item->place);
                low->build.origin = 0;
                defines_fit(low, rule.item, errors);
            }
    }
    if (low->hooks == NULL)
        metrics_lower(low, s);
}

/* ---- claims */

static bool is_claim(uint16_t label) { return label == LABEL_REVIEW_CLAIM || label == LABEL_PARAGRAPH_CLAIM; }

bool has_claims(const struct tree *t)
{
    if (t->kind_count[KIND_REVIEW] == 0)
        return false;
    for (uint32_t l = 0; l < t->labels_len; l++)
        if (is_claim(t->labels[l].label))
            return true;
    return false;
}

/* The values that part: "Claim "count of themes = 4" does not hold: the data gives 3". */
static void lower_claim_message(struct env *env, struct rule *r, struct str text, const struct expr *e)
{
    struct build       *b = &env->low->build;
    struct kernel_build k;
    struct hole         h;
    bool compared = e->kind >= EXPR_EQ && e->kind <= EXPR_GE;
    b->message = true;
    b->message_from = r->first_step = b->message_steps.len;
    r->first_hole = b->holes.len;
    kernel_open(&k, b, env->table);
    env->k = &k;
    env->lenient = true;
    struct str words = joined(text, env->low->arena);
    add_literal(env, r, str_printf(env->low->arena, "Claim \"" STR_FMT "\" does not hold%s", STR_ARG(words), compared ? ": the data gives " : ""));
    if (compared) {
        struct operand value = lower_expr(env, e->a);
        enum hole_type type;
        unsigned       values;
        if (!operand_hole(&value, &type, &values))
            BUG("a claim compares what cannot be printed");
        h = (struct hole){type, r->hole_values, 0, HOLE_ALWAYS};
        for (unsigned i = 0; i < values; i++)
            add_value(env, r, value.r[i]);
        if (value.given != NO_REG && type != HOLE_STATUS) {
            h.text = build_string(b, STR("nothing"));
            h.given = add_value(env, r, value.given);
        }
        add_hole(b, r, h);
    }
    r->steps = b->message_steps.len - r->first_step;
    r->message_kernel = k.sinks.len > 0 ? kernel_close(&k) : UINT32_MAX;
    b->message = env->lenient = false;
}

/* The row number of each row, as a register: a claim is a rule for one row. */
static uint32_t row_register(struct env *env)
{
    uint32_t           slot;
    const enum element i32 = ELEMENT_I32;
    struct step        s = {.kind = STEP_CALL, .table = env->table, .what = CALL_ROW};
    build_step(&env->low->build, s, 1, &i32, &env->table, &slot);
    return op(env, OP_LOAD_W, slot, 0);
}

static void lower_claim(struct lowering_rules *low, const struct claim_source *c, const struct label_line *line, uint32_t row, uint32_t value)
{
    const struct item *item = &c->tree->items[line->item];
    struct build      *b = &low->build;
    struct rule_notes  notes = {.other_slot = UINT32_MAX};
    struct env         env = {.low = low, .sink = c->sink, .source = c->tree->source, .k = final_kernel(low, (enum kind)item->kind), .kind = (enum kind)item->kind,
                              .table = build_table(b, kind_rows[item->kind].name), .notes = &notes};
    env.shared = kinds_shared(&env);
    const struct expr *e = line->value.length == 0 ? NULL : expr_parse(env.source, line->value, c->sink, low->arena);
    uint32_t           holds = e == NULL ? NO_REG : lower_truth(&env, e);
    if (holds == NO_REG)
        return;
    struct rule r = {.severity = SEVERITY_ERROR, .standard = (uint32_t)c->held[item->document], .table = env.table, .first_read = b->reads.len, .other_slot = UINT32_MAX};
    r.name = build_string(b, STR("claim"));
    r.place_label = build_string(b, STR("Claim"));
    r.place_value = value;
    r.help = build_string(b, STR("Mend the sentence and its claim, or what it counts."));
    r.why = build_string(b, STR("A number that a report prints is the number that its own data gives."));
    uint32_t self = row_register(&env), this = whole(&env, row), here = op(&env, OP_EQ_W, self, this), failing = not_(&env, holds), fails = and_(&env, here, failing);
    struct kernel_build *final = env.k;
    e = count_compared(e, low->arena);
    lower_claim_message(&env, &r, tree_text(c->tree, line->value), e);
    if (low->too_large)
        return;
    place_rule(low, &r, c->tree, line->place.at);
    kernel_sink(final, SINK_RULE, fails, b->rules.len);
    *vec_push(low->arena, &b->rules) = r;
}

static void lower_claims(struct lowering_rules *low, const struct claim_source *c)
{
    const struct tree *t = c->tree;
    uint32_t next[KINDS + 1] = {0};
    low->documents = 0;
    for (uint32_t i = 0; i < t->items_len; i++) {
        const struct item *item = &t->items[i];
        uint32_t           row = next[item->kind]++, value = 0;
        for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++)
            if (is_claim(t->labels[l].label) && c->held[item->document] >= 0 && room_for_rule(low, c->sink, t->labels[l].place)) {
                low->scales = vocabulary_of(low->words, c->held[item->document]);
                low->now = NULL;
                for (uint32_t s = low->standards_len; s-- > 0;)
                    low->now = low->standards[s].number == c->held[item->document] ? &low->standards[s] : low->now;
                low->define_uses = 0;
                low->build.origin = low->build.rules.len + 1;
                work_begin(low);
                lower_claim(low, c, &t->labels[l], row, value++);
                work_end(low, c->sink, t->labels[l].place);
                low->build.origin = 0;
            }
    }
}

const struct program *rules_lower(const struct standard_source *standards, uint32_t len, struct claim_source claims, const struct vocabulary *words, struct str name,
                                  const struct rules_hooks *hooks, struct arena *a)
{
    struct lowering_rules *low = arena_new(a, struct lowering_rules);
    lowering_open(low, standards, len, words, a);
    low->hooks = hooks;
    if (hooks != NULL && hooks->written != NULL)
        defines_rewrite(low);
    for (uint32_t i = 0; i < len; i++)
        lower_standard(low, &standards[i]);
    if (claims.tree != NULL)
        lower_claims(low, &claims);
    for (unsigned k = 0; k < KINDS; k++)
        close_final(low, (enum kind)k);
    give_words(&low->build, words, standards, len);
    if (hooks == NULL)                   /* who watches reads slots that the program does not */
        build_drop_unread(&low->build);
    struct program *p = build_program(&low->build, name);
    if (!program_verify(p, a))
        BUG("a program was made that is not safe to run");
    return p;
}
