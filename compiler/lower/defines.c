/* Defines: named expressions of standards, expanded where they are used.
 *
 * A define is lowered anew at each use, in the place of its name: what it names is looked up there, and what is known there is known in it. Its
 * parameters are values of that place, worked out once. A circle is refused, and one rule may use DEFINE_USES_MOST of them, so that defines that use
 * others several times cannot multiply without end.
 */
#include "lowering.h"
#include "../../runtime/rule/forms.h"

/* ---- collecting them */

static struct place label_place(const struct tree *t, const struct item *item, enum label l, uint32_t *from)
{
    for (uint32_t i = *from; i < item->first_label + item->labels; i++)
        if (t->labels[i].label == l) {
            *from = i + 1;
            return t->labels[i].value;
        }
    return (struct place){0, 0};
}

/* NAME, or NAME(PARAMETER, PARAMETER). False: the parentheses are not as they must be. */
static bool read_name(struct define *d, struct str title)
{
    size_t open = str_find(title, STR("("));
    d->name = str_trim(str_upto(title, open));
    if (open == title.len)
        return d->name.len > 0;
    struct str rest = str_from(title, open + 1);
    if (d->name.len == 0 || rest.len == 0 || rest.at[rest.len - 1] != ')')
        return false;
    rest.len--;
    do {
        struct str name = str_trim(str_cut(&rest, ','));
        if (name.len == 0 || d->parameters_len == DEFINE_PARAMETERS_MOST || str_find(name, STR("(")) < name.len || str_find(name, STR(")")) < name.len)
            return false;
        d->parameters[d->parameters_len++] = name;
    } while (rest.len > 0);
    return true;
}

static void read_gives(struct lowering_rules *low, struct define *d)
{
    const struct tree *t = d->standard->tree;
    uint32_t           from = d->item->first_label;
    for (struct place p; (p = label_place(t, d->item, LABEL_DEFINE_GIVES, &from)).length > 0;) {
        const struct expr *e = expr_parse(t->source, p, d->standard->sink, low->arena);
        d->broken = d->broken || e == NULL;
        if (e != NULL)
            *vec_push(low->arena, &d->gives) = e;
    }
    if (d->gives.len == 0 && !d->broken) {
        diag0(d->standard->sink, DIAG_DEFINE_GIVES_NOTHING, d->item->place);
        d->broken = true;
    }
}

/* A kind that already has something of the define's name; KIND_NONE: none of its kinds has. */
static enum kind name_taken(const struct define *d)
{
    for (unsigned k = 0; k < KINDS; k++)
        if ((d->kinds >> k & 1) != 0 && kind_has_name((enum kind)k, d->name))
            return (enum kind)k;
    return KIND_NONE;
}

static void refuse_taken(struct lowering_rules *low, struct define *d)
{
    bool      plural;
    enum kind k = name_taken(d);
    if (k == KIND_NONE && kind_named(d->name, &plural) == KIND_NONE && !is_function(d->name))
        return;
    diag2(d->standard->sink, DIAG_DEFINE_NAME_TAKEN, d->item->place, d->name,
          k == KIND_NONE ? STR("a kind of item or a function") : str_printf(low->arena, "something that " STR_FMT " has", STR_ARG(kind_with_article(k, low->arena))));
    d->broken = true;
}

static void add_define(struct lowering_rules *low, const struct standard_source *s, const struct item *item)
{
    const struct tree *t = s->tree;
    struct define      d = {.standard = s, .item = item};
    uint32_t           from = item->first_label;
    if (!read_name(&d, tree_text(t, item->title))) {
        diag1(s->sink, DIAG_DEFINE_NOT_READ, item->place, str_printf(low->arena, "%u", DEFINE_PARAMETERS_MOST));
        return;
    }
    struct place kinds = label_place(t, item, LABEL_DEFINE_FOR_EACH, &from);
    if (kinds.length > 0)
        d.kinds = kinds_mask_bound(tree_text(t, kinds), NULL, &d.bound);
    refuse_taken(low, &d);
    read_gives(low, &d);
    *vec_push(low->arena, &low->defines) = d;
}

void defines_collect(struct lowering_rules *low)
{
    for (uint32_t i = 0; i < low->standards_len; i++) {
        const struct standard_source *s = &low->standards[i];
        for (uint32_t k = s->document + 1; k < s->tree->items_len && s->tree->items[k].document == s->document; k++)
            if (s->tree->items[k].kind == KIND_DEFINE && (s->tree->items[k].flags & ITEM_DOUBT) == 0 && s->tree->items[k].title.length > 0)
                add_define(low, s, &s->tree->items[k]);
    }
}

void defines_rewrite(struct lowering_rules *low)
{
    for (uint32_t i = 0; i < low->defines.len; i++) {
        struct define *d = &low->defines.at[i];
        uint32_t       kept = 0;
        for (uint32_t g = 0; g < d->gives.len; g++) {
            const struct expr *e = low->hooks->written(low->hooks->of, d->standard->tree->source, d->gives.at[g]);
            if (e != NULL)
                d->gives.at[kept++] = e;
        }
        if (kept == 0 && d->gives.len > 0)
            diag0(d->standard->sink, DIAG_DEFINE_GIVES_NOTHING, d->item->place);
        d->gives.len = kept;
        d->broken = d->broken || kept == 0;
    }
}

/* How far out a standard stands from the one whose rules are lowered: 0 itself, 1 what uses it, ...; -1: it does not use it. */
static int steps_out(const struct lowering_rules *low, const struct standard_source *s)
{
    int steps = 0;
    for (const struct standard_source *at = low->now; at != s; at = &low->standards[at->by], steps++)
        if (at->by == NO_SOURCE)
            return -1;
    return steps;
}

/* The define of the standard itself or of what uses it, the outermost of them: so a standard sets otherwise what it uses. Else the first of the others
 * that are compiled with it. */
struct define *define_named(const struct env *env, struct str name)
{
    struct define *found = NULL;
    int            furthest = -1;
    for (uint32_t i = 0; i < env->low->defines.len && env->low->now != NULL; i++) {
        struct define *d = &env->low->defines.at[i];
        if (d->standard->number != env->low->now->number || !str_eq_fold(d->name, name))
            continue;
        int out = steps_out(env->low, d->standard);
        if (found == NULL || out > furthest)
            found = d, furthest = out;
    }
    return found;
}

/* A define that takes the place of another's is written by somebody who does not see where that is used: what does not fit there is told at the define,
 * once, when the standard's own mistakes go elsewhere. */
void defines_fit(struct lowering_rules *low, const struct item *used_in, uint32_t errors)
{
    struct diag_sink *sink = low->now->sink;
    struct define    *d = low->outer;
    low->outer = NULL;
    if (d == NULL || sink->errors == errors)
        return;
    sink->errors = errors;
    if (!d->broken)
        diag2(d->standard->sink, DIAG_DEFINE_UNFIT, d->item->place, d->name, tree_text(low->now->tree, used_in->title));
    d->broken = true;
}

bool define_is_for(const struct define *d, enum kind k) { return d->kinds == 0 || (d->kinds >> k & 1) != 0; }

/* ---- arguments */

static bool is_constant(const struct expr *e)
{
    return e->kind == EXPR_NUMBER || e->kind == EXPR_DATE || e->kind == EXPR_TODAY || e->kind == EXPR_DURATION || e->kind == EXPR_TRUE || e->kind == EXPR_FALSE;
}

const struct argument *argument_named(const struct env *env, struct str name)
{
    for (unsigned i = 0; env->frame != NULL && i < env->frame->len; i++)
        if (str_eq_fold(env->frame->arguments[i].name, name))
            return &env->frame->arguments[i];
    return NULL;
}

/* Within an aggregate an argument is not at hand: it is looked up again where it is a constant, or belongs to an item around what is counted. */
static struct operand argument_within(struct env *env, const struct expr *e, const struct argument *a)
{
    struct env there = *env;
    there.source = a->source, there.sink = a->sink, there.frame = a->frame, there.bound = a->bound, there.shared &= a->shared;
    const struct argument *handed_on = a->e->kind == EXPR_NAME ? argument_named(&there, a->e->text) : NULL;
    if (handed_on != NULL)
        return argument_operand(&there, a->e, handed_on);
    if (is_constant(a->e) || a->o.type == VALUE_LITERAL)
        return lower_expr(&there, a->e);
    bool shared = a->o.item.via == VIA_ROW && a->o.item.kind < KINDS && (there.shared >> a->o.item.kind & 1) != 0;
    if (shared && a->o.type == VALUE_ITEM)
        return item_operand(&there, a->e, a->o.item.kind);
    const struct expr *name = a->e->kind == EXPR_OF ? a->e->a : a->e;
    if (shared && name->kind == EXPR_NAME && a->o.named)
        return property_of(&there, name, path_to(env, a->o.item.kind));
    return not_here(env, e, "Within an aggregate stands what belongs to the items that are counted, or to an item around them.");
}

const struct expr *literal_expr(const struct env *env, const struct expr *e)
{
    const struct argument *a = e->kind == EXPR_NAME ? argument_named(env, e->text) : NULL;
    return a != NULL && a->o.type == VALUE_LITERAL ? a->o.e : e;
}

struct operand argument_operand(struct env *env, const struct expr *e, const struct argument *a)
{
    struct operand o = env->k == env->frame->k ? a->o : argument_within(env, e, a);
    if (o.argument == NULL)
        o.argument = a;
    if (o.type != VALUE_LITERAL)
        o.e = e;
    return o;
}

static bool take_arguments(struct env *env, struct frame *f, const struct define *d, const struct expr *arguments)
{
    unsigned place = f->len = d->parameters_len;
    for (const struct expr *l = arguments; l != NULL; l = l->b) {     /* last first */
        struct argument *a = &f->arguments[--place];
        *a = (struct argument){.name = d->parameters[place], .e = l->a, .source = env->source, .sink = env->sink, .frame = env->frame,
                               .bound = env->bound, .shared = env->shared};
    }
    for (unsigned i = 0; i < f->len; i++) {
        f->arguments[i].o = lower_expr(env, f->arguments[i].e);
        if (f->arguments[i].o.type == VALUE_BAD)
            return false;
    }
    return true;
}

/* ---- values */

/* The register files of a value's parts: one letter a register. NULL: it has none. */
const char *operand_parts(const struct operand *o)
{
    switch (o->type) {
    case VALUE_TRUTH:    return "M";
    case VALUE_NUMBER:
    case VALUE_PERCENT:  return "N";
    case VALUE_WHOLE: case VALUE_MONTH: case VALUE_LEVEL: case VALUE_CODE: case VALUE_LIST: case VALUE_DURATION:
        return "W";
    case VALUE_DATE:     return "WWW";
    case VALUE_TEXT:     return "WW";
    case VALUE_STATUS:   return "WWWWW";
    case VALUE_BAD: case VALUE_ITEM: case VALUE_LITERAL:
        break;
    }
    return NULL;
}

/* Of a value that was seen to have parts. */
static const char *parts_of(const struct operand *o)
{
    const char *parts = operand_parts(o);
    if (parts == NULL)
        BUG("a case of a define has no parts");
    return parts;
}

/* Both become one type, where they can. */
static bool made_one_type(struct env *env, struct operand *a, struct operand *b)
{
    if (is_number(a) && is_number(b) && a->type != b->type) {
        a->r[0] = as_number(env, a), b->r[0] = as_number(env, b);
        a->type = b->type = VALUE_NUMBER;
    }
    return a->type == b->type && (a->type != VALUE_CODE || a->label == b->label) && (a->type != VALUE_LEVEL || level_scale(env, a) == level_scale(env, b)) &&
           (a->type != VALUE_DURATION || a->unit == b->unit);
}

/* A case of a define: its value, where it is taken. */
static struct operand picked(struct env *env, struct operand v, uint32_t taken)
{
    const char *parts = parts_of(&v);
    for (unsigned i = 0; parts[i]; i++)
        v.r[i] = op(env, parts[i] == 'M' ? OP_AND : parts[i] == 'W' ? OP_PICK_W : OP_PICK_N, taken, v.r[i]);
    v.given = v.given == NO_REG ? taken : and_(env, taken, v.given);
    return v;
}

/* Of two cases at most one is taken: the other is all zeros. */
static struct operand either(struct env *env, struct operand a, const struct operand *b)
{
    const char *parts = parts_of(&a);
    for (unsigned i = 0; parts[i]; i++)
        a.r[i] = op(env, parts[i] == 'M' ? OP_OR : parts[i] == 'W' ? OP_ADD_W : OP_ADD_N, a.r[i], b->r[i]);
    a.given = op(env, OP_OR, a.given, b->given);
    return a;
}

static struct operand lower_value(struct env *env, const struct expr *e)
{
    bool lenient = env->lenient;
    env->lenient = true;
    struct operand o = lower_expr(env, e);
    env->lenient = lenient;
    if (o.type != VALUE_BAD)
        o.given = doubt_of(env, &o);
    if (o.type == VALUE_TRUTH)
        watch_condition(env, e, o.r[0]);
    return o;
}

struct cases { struct operand value; uint32_t taken, before; bool any, all_given; };   /* taken: M, any case so far; before: not that */

static bool add_case(struct env *env, const struct expr *e, struct cases *c, uint32_t when)
{
    uint32_t       taken = c->taken == NO_REG ? when : when == NO_REG ? c->before : and_(env, c->before, when);
    struct operand v = lower_value(env, e);
    if (v.type == VALUE_BAD)
        return false;
    if (operand_parts(&v) == NULL) {
        type_mistake(env, e, "Gives", "a value; where there are several, no item and no text in quotes", &v);
        return false;
    }
    if (c->any && !made_one_type(env, &c->value, &v)) {
        type_mistake(env, e, "Gives", "values of one type", &v);
        return false;
    }
    c->all_given = c->all_given && v.given == NO_REG;
    v = picked(env, v, taken);
    c->value = c->any ? either(env, c->value, &v) : v;
    c->any = true;
    return true;
}

/* The cases in order: the first whose condition holds gives the value. */
static struct operand lower_cases(struct env *env, const struct expr *e, const struct define *d)
{
    struct cases c = {.taken = NO_REG, .before = NO_REG, .all_given = true};
    bool         complete = false;
    for (uint32_t i = 0; i < d->gives.len && !complete; i++) {
        const struct expr *gives = d->gives.at[i], *condition = gives->kind == EXPR_WHEN ? gives->b : NULL;
        uint32_t           when = condition == NULL ? NO_REG : lower_truth(env, condition), known = env->facts.len;
        if (condition != NULL && when == NO_REG)
            return bad(e);
        complete = condition == NULL;
        if (condition != NULL)
            know(env, condition, true);
        if (complete && c.taken == NO_REG)
            return lower_value(env, gives);
        struct reach before = reach_narrow(env, when, true);
        if (!add_case(env, condition == NULL ? gives : gives->a, &c, when))
            return bad(e);
        env->reach = before;
        reach_narrow(env, when, false);
        env->facts.len = known;
        if (condition != NULL) {
            know(env, condition, false);
            c.taken = c.taken == NO_REG ? when : op(env, OP_OR, c.taken, when);
            c.before = not_(env, c.taken);
        }
    }
    if (complete && c.all_given)
        c.value.given = NO_REG;
    return c.value;
}

/* ---- uses */

static uint64_t use_fact(const struct env *env, const struct define *d, const struct expr *e)
{
    uint64_t hash = str_hash(expr_words(env->source, e), (uint64_t)(d - env->low->defines.at));
    return fact_of_value(env, (struct path){env->kind, OWN, VIA_ROW}, hash);
}

static bool may_expand(struct env *env, const struct expr *e, struct define *d)
{
    if (d->broken)
        return false;
    if (d->open) {
        struct finding *f = diag1(env->sink, DIAG_DEFINE_CIRCLE, e->place, d->name);
        if (d->standard->sink == env->sink)
            diag_related(env->sink, f, d->item->place, STR("it is defined here"));
        d->broken = true;
        return false;
    }
    if (env->low->define_uses++ < DEFINE_USES_MOST)
        return true;
    if (env->low->define_uses == DEFINE_USES_MOST + 1)
        diag1(env->sink, DIAG_TOO_MANY_DEFINES, e->place, str_printf(env->low->arena, "%u", DEFINE_USES_MOST));
    return false;
}

struct operand lower_define(struct env *env, const struct expr *e, struct define *d, const struct expr *arguments)
{
    unsigned count = 0;
    for (const struct expr *l = arguments; l != NULL; l = l->b)
        count++;
    if (count != d->parameters_len)
        return not_here(env, e, str_printf(env->low->arena, "\"" STR_FMT "\" takes %u argument%s.", STR_ARG(d->name), d->parameters_len, d->parameters_len == 1 ? "" : "s").at);
    if (!may_expand(env, e, d))
        return bad(e);
    struct frame *frame = arena_new(env->low->arena, struct frame);
    *frame = (struct frame){.k = env->k, .number = ++env->low->frames};
    if (!take_arguments(env, frame, d, arguments))
        return bad(e);
    struct env body = *env;
    body.source = d->standard->tree->source, body.sink = d->standard->sink, body.frame = frame;
    body.bound = (struct bound_name){.name = d->bound, .kind = env->kind};
    body.shared = kinds_shared(&body);
    if (d->standard->sink != env->low->now->sink && steps_out(env->low, d->standard) > 0)
        env->low->outer = d;
    d->open = true;
    struct operand o = lower_cases(&body, e, d);
    d->open = false;
    if (o.type == VALUE_BAD)
        return bad(e);
    o.e = e, o.argument = NULL, o.named = false;
    o.fact = use_fact(env, d, e);
    return o;
}

/* ---- on their own */

/* Defines without parameters are held against the typing rules for each of their kinds, used or not, in a program that nobody runs. */
void defines_check(struct lowering_rules *low, const struct standard_source *s)
{
    struct build kept = low->build;
    build_open(&low->build, low->arena);
    for (uint32_t i = 0; i < low->defines.len; i++) {
        struct define *d = &low->defines.at[i];
        for (unsigned k = 0; k < KINDS && d->standard == s && d->parameters_len == 0 && !d->broken; k++) {
            struct kernel_build kernel;
            struct env env = {.low = low, .sink = s->sink, .source = s->tree->source, .k = &kernel, .kind = (enum kind)k};
            struct expr e = {.kind = EXPR_NAME, .text = d->name, .place = d->item->place};
            if ((d->kinds >> k & 1) == 0)
                continue;
            env.table = build_table(&low->build, kind_rows[k].name);
            env.shared = kinds_shared(&env);
            kernel_open(&kernel, &low->build, env.table);
            low->define_uses = 0;
            uint32_t errors = s->sink->errors;
            work_begin(low);
            d->broken = lower_define(&env, &e, d, NULL).type == VALUE_BAD;
            d->broken = !work_end(low, s->sink, d->item->place) || d->broken;
            defines_fit(low, d->item, errors);
        }
    }
    low->build = kept;
}
