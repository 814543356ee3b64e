/* Expressions as messages of their own. See trace.h. */
#include "lowering.h"
#include "trace.h"

struct trace { struct lowering_rules low; struct standard_source *standards; struct bound_name bound; const struct expr *known; struct str known_source; };

/* Mistakes of standards were reported when the file was compiled: here they are heard by nobody. */
struct trace *trace_open(const struct standard_source *standards, uint32_t len, const struct vocabulary *words, struct arena *a)
{
    struct trace     *t = arena_new(a, struct trace);
    struct diag_sink *unheard = arena_new(a, struct diag_sink);
    unheard->arena = a;
    t->standards = arena_many(a, len, struct standard_source);
    for (uint32_t i = 0; i < len; i++) {
        t->standards[i] = standards[i];
        t->standards[i].sink = unheard;
    }
    lowering_open(&t->low, t->standards, len, words, a);
    t->low.traced = true;
    t->low.scales = vocabulary_of(words, -1);
    *vec_push(a, &t->low.build.slots) = (struct slot){build_table(&t->low.build, kind_rows[KIND_PLAN].name), ELEMENT_U8};
    return t;
}

void trace_stand(struct trace *t, const struct standard_source *s, struct str bound, enum kind k)
{
    for (uint32_t i = 0; i < t->low.standards_len; i++)
        if (t->standards[i].tree == s->tree && t->standards[i].document == s->document && t->standards[i].number == s->number)
            lowering_stand(&t->low, &t->standards[i]);
    t->bound = (struct bound_name){bound, k};
}

void trace_strictly(struct trace *t) { t->low.traced = false; }

void trace_known(struct trace *t, struct str source, const struct expr *e)
{
    t->known = e;
    t->known_source = source;
}

const struct expr *trace_reading(struct trace *t, const struct expr *e) { return count_compared(e, t->low.arena); }

const struct expr *trace_condition(struct trace *t, const struct expr *e) { return condition_compared(e, t->low.arena); }

/* A message under construction. */
struct tracing { struct env env; struct kernel_build k; struct rule_notes notes; struct rule rule; };

/* What was said to hold, without a second message about it. */
static void take_known(struct tracing *g, struct trace *t)
{
    struct diag_sink  quiet = {.arena = t->low.arena}, *sink = g->env.sink;
    const struct str  source = g->env.source;
    if (t->known == NULL)
        return;
    g->env.sink = &quiet;
    g->env.source = t->known_source;
    if (lower_truth(&g->env, t->known) != NO_REG)
        know(&g->env, t->known, true);
    g->env.sink = sink;
    g->env.source = source;
}

static void tracing_open(struct tracing *g, struct trace *t, struct str source, enum kind k, struct diag_sink *sink)
{
    struct build *b = &t->low.build;
    *g = (struct tracing){.notes = {.other_slot = UINT32_MAX}, .rule = {.other_slot = UINT32_MAX, .first_step = b->message_steps.len, .first_hole = b->holes.len}};
    g->env = (struct env){.low = &t->low, .sink = sink, .source = source, .kind = k, .table = build_table(b, kind_rows[k].name), .lenient = true};
    g->env.shared = kinds_shared(&g->env);
    g->env.bound = t->bound;
    t->low.define_uses = 0;
    t->low.work_from = b->work;            /* each expression may be as large as a rule */
    t->low.too_large = false;
    b->message = true;
    b->message_from = g->rule.first_step;
    kernel_open(&g->k, b, g->env.table);
    g->env.k = &g->k;
    g->env.notes = &g->notes;
    g->rule.table = g->env.table;
    take_known(g, t);
}

static uint32_t add_value(struct tracing *g, uint32_t reg)
{
    kernel_sink(&g->k, SINK_HOLE, reg, g->rule.hole_values);
    return g->rule.hole_values++;
}

static uint32_t tracing_close(struct tracing *g, struct trace *t)
{
    struct build *b = &t->low.build;
    g->rule.steps = b->message_steps.len - g->rule.first_step;
    g->rule.message_kernel = g->k.sinks.len > 0 ? kernel_close(&g->k) : UINT32_MAX;
    b->message = false;
    *vec_push(t->low.arena, &b->rules) = g->rule;
    return b->rules.len - 1;
}

static uint32_t row_value(struct tracing *g, struct path p)
{
    return p.link == OWN ? TRACED_NOWHERE : add_value(g, op(&g->env, OP_LOAD_W, p.link, 0));
}

/* The form, with its values added from 0 on. */
static enum traced_form add_form(struct tracing *g, const struct operand *o, enum hole_type *hole)
{
    unsigned values;
    if (operand_hole(o, hole, &values)) {
        for (unsigned i = 0; i < values; i++)
            add_value(g, o->r[i]);
        *vec_push(g->env.low->arena, &g->env.low->build.holes) = (struct hole){*hole, 0, 0, HOLE_ALWAYS};
        g->rule.holes = 1;
        return TRACED_PRINTED;
    }
    if (o->type == VALUE_ITEM)
        return TRACED_ITEM;
    if (o->type != VALUE_TRUTH && o->type != VALUE_CODE && o->type != VALUE_LIST)
        return TRACED_NOTHING;
    add_value(g, o->r[0]);
    return o->type == VALUE_TRUTH ? TRACED_TRUTH : o->type == VALUE_CODE ? TRACED_CODE : TRACED_LIST;
}

/* An operand that is no item's has a path of zeros: trace_open keeps slot 0 from being anybody's link. */
static bool has_item(const struct operand *o) { return o->item.link != 0; }

static struct traced traced_of(struct tracing *g, struct trace *t, const struct operand *o)
{
    struct traced v = {.given = TRACED_NOWHERE, .row = TRACED_NOWHERE, .other = TRACED_NOWHERE, .kind = KIND_NONE, .label = o->label};
    v.form = o->type == VALUE_BAD ? TRACED_NOTHING : add_form(g, o, &v.hole);
    if (v.form == TRACED_NOTHING) {
        t->low.build.message = false;
        return v;
    }
    if (o->given != NO_REG)
        v.given = add_value(g, o->given);
    if (has_item(o)) {
        v.kind = o->item.kind;
        v.row = row_value(g, o->item);
    }
    if (g->notes.other_slot != UINT32_MAX)
        v.other = add_value(g, op(&g->env, OP_LOAD_W, g->notes.other_slot, 0));
    v.rule = tracing_close(g, t);
    return v;
}

struct traced trace_value(struct trace *t, struct str source, const struct expr *e, const struct expr *other_of, enum kind k, struct diag_sink *sink)
{
    struct tracing g;
    tracing_open(&g, t, source, k, sink);
    if (other_of != NULL)
        lower_expr(&g.env, other_of);
    struct operand o = lower_expr(&g.env, e);
    return traced_of(&g, t, &o);
}

struct traced trace_truth(struct trace *t, struct str source, const struct expr *e, enum kind k, struct diag_sink *sink)
{
    struct tracing g;
    tracing_open(&g, t, source, k, sink);
    struct operand o = lower_expr(&g.env, e);
    if (o.type != VALUE_TRUTH && o.type != VALUE_BAD)
        o = type_mistake(&g.env, e, "A condition", "something that holds or does not hold", &o);
    return traced_of(&g, t, &o);
}

struct estate_traced trace_estate(struct trace *t, struct str source, const struct expr *e, struct diag_sink *sink)
{
    struct diag_sink     quiet = {.arena = t->low.arena};
    struct estate_traced traced = {.figures = 0};
    e = trace_condition(t, e);
    estate_view_open(&t->low);
    if (!estate_figure(&t->low, source, e, true, sink))
        return traced;
    traced.figures = 1;
    if (e->kind >= EXPR_EQ && e->kind <= EXPR_GE && estate_figure(&t->low, source, e->a, false, &quiet)) {
        traced.figures = 2;
        traced.left = words_of(source, e->a, t->low.arena);
    }
    estate_view_close(&t->low);
    return traced;
}

bool trace_cases(struct trace *t, struct str name, struct traced_cases *cases)
{
    struct env           env = {.low = &t->low};
    const struct define *d = define_named(&env, name);
    if (d == NULL || d->broken || d->parameters_len > 0)
        return false;
    *cases = (struct traced_cases){d->standard->tree->source, d->gives.at, d->gives.len};
    return true;
}

const struct program *trace_program(struct trace *t)
{
    give_words(&t->low.build, t->low.words, t->standards, t->low.standards_len);
    struct program *p = build_program(&t->low.build, STR("why"));
    if (!program_verify(p, t->low.arena))
        BUG("a program was made that is not safe to run");
    return p;
}
