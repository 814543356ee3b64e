/* What a name in a rule means: a label, a property of the heading or one that the runtime works out; of the item, or of the items around it. */
#include "lowering.h"

/* ---- items around */

unsigned kinds_around(const struct env *env, enum kind k, enum kind *around)
{
    unsigned len = 0, next = 0;
    uint64_t seen = 0, parents = kind_rows[k].parents;
    for (;;) {
        for (unsigned p = 0; p < KINDS; p++) {
            bool other_document = kind_is_document((enum kind)p) && env->low->documents != 0 && (env->low->documents >> p & 1) == 0;
            if ((parents >> p & 1) != 0 && (seen >> p & 1) == 0 && !other_document) {
                seen |= UINT64_C(1) << p;
                around[len++] = (enum kind)p;
            }
        }
        if (next == len)
            return len;
        parents = kind_rows[around[next++]].parents;
    }
}

uint32_t link_to(struct env *env, enum kind k)
{
    uint32_t          slot;
    const enum element element = ELEMENT_I32;
    struct step s = {.kind = STEP_CALL, .table = env->table, .what = CALL_LINK, .imm = build_table(&env->low->build, kind_rows[k].name)};
    build_step(&env->low->build, s, 1, &element, &env->table, &slot);
    return slot;
}

uint32_t spread_load(struct env *env, struct path p, uint32_t slot, enum element element)
{
    if (p.link != OWN) {
        enum element out = element == ELEMENT_U32 ? ELEMENT_I32 : element;
        struct step  s = {.kind = STEP_CALL, .table = env->table, .in = {p.link, slot},
                          .what = element == ELEMENT_U8 ? CALL_SPREAD_B : element == ELEMENT_I64 ? CALL_SPREAD_N : CALL_SPREAD_W};
        build_step(&env->low->build, s, 1, &out, &env->table, &slot);
        element = out;
    }
    switch (element) {
    case ELEMENT_U8:  return op(env, OP_LOAD_B, slot, 0);
    case ELEMENT_I64: return op(env, OP_LOAD_N, slot, 0);
    case ELEMENT_I32:
    case ELEMENT_U32: break;
    }
    return op(env, OP_LOAD_W, slot, 0);
}

static uint32_t load(struct env *env, struct path p, const char *label, const char *part, enum element element)
{
    struct build *b = &env->low->build;
    return spread_load(env, p, build_load(b, build_table(b, kind_rows[p.kind].name), label, part, element), element);
}

/* A W register as a truth: not 0. */
static uint32_t truth(struct env *env, uint32_t w) { return not_(env, op(env, OP_EQ_W, w, whole(env, 0))); }

/* ---- labels */

static void note_read(struct env *env, struct path p, enum label l)
{
    struct rule_notes *n = env->notes;
    if (n == NULL || p.link != OWN)
        return;
    uint32_t word = build_string(&env->low->build, str_of(label_rows[l].word));
    for (uint32_t i = 0; i < n->reads.len; i++)
        if (n->reads.at[i] == word)
            return;
    *vec_push(env->low->arena, &n->reads) = word;
}

/* How many values a label that may be repeated has under each item of the path's kind. */
static uint32_t list_count(struct env *env, struct path p, enum label l)
{
    struct build      *b = &env->low->build;
    struct str         name = str_printf(env->low->arena, "%s.%s", kind_rows[p.kind].name, label_rows[l].word);
    uint32_t           list = build_table(b, name.at), items = build_table(b, kind_rows[p.kind].name), link, count;
    const enum element i32 = ELEMENT_I32;
    struct step        s = {.kind = STEP_CALL, .table = list, .what = CALL_LINK_LIST};
    build_step(b, s, 1, &i32, &list, &link);
    s = (struct step){.kind = STEP_CALL, .table = list, .what = CALL_COUNT_BY, .imm = items, .in = {link, build_load(b, list, "", "given", ELEMENT_U8)}};
    build_step(b, s, 1, &i32, &items, &count);
    return spread_load(env, p, count, ELEMENT_I32);
}

/* The slot of an I32 part over the environment's rows, for links. */
static uint32_t part_slot(struct env *env, struct path p, const char *label, const char *part)
{
    struct build      *b = &env->low->build;
    uint32_t           slot = build_load(b, build_table(b, kind_rows[p.kind].name), label, part, ELEMENT_I32);
    const enum element i32 = ELEMENT_I32;
    if (p.link != OWN) {
        struct step s = {.kind = STEP_CALL, .table = env->table, .what = CALL_SPREAD_W, .in = {p.link, slot}};
        build_step(b, s, 1, &i32, &env->table, &slot);
    }
    return slot;
}

static void load_parts(struct env *env, struct operand *o, struct path p, const char *label, enum type type)
{
    static const char *const date_parts[] = {"first", "last", "form"};
    switch (type) {
    case TYPE_DATE: case TYPE_RANGE: case TYPE_DEADLINE:
        o->type = VALUE_DATE;
        for (int i = 0; i < 3; i++)
            o->r[i] = load(env, p, label, date_parts[i], i < 2 ? ELEMENT_I32 : ELEMENT_U8);
        return;
    case TYPE_STATUS:
        o->type = VALUE_STATUS;
        o->r[0] = load(env, p, label, "code", ELEMENT_U8);
        o->r[1] = load(env, p, label, "percent", ELEMENT_U8);
        for (int i = 0; i < 3; i++)
            o->r[2 + i] = load(env, p, label, date_parts[i], i < 2 ? ELEMENT_I32 : ELEMENT_U8);
        return;
    case TYPE_LEVEL:
        o->type = VALUE_LEVEL;
        o->r[0] = load(env, p, label, "row", ELEMENT_I32);
        return;
    case TYPE_NUMBER:
    case TYPE_PERCENT:
        o->type = type == TYPE_NUMBER ? VALUE_NUMBER : VALUE_PERCENT;
        o->r[0] = load(env, p, label, "number", ELEMENT_I64);
        return;
    case TYPE_CHOICE: case TYPE_YESNO: case TYPE_RESPONSE:
        o->type = VALUE_CODE;
        o->r[0] = load(env, p, label, "code", ELEMENT_U8);
        return;
    case TYPE_NAME:
        o->type = VALUE_ITEM;
        o->item = (struct path){KIND_OWNER, part_slot(env, p, label, "row"), VIA_REFERENCE};
        return;
    case TYPE_TEXT: case TYPE_STANDARD: case TYPE_REFERENCE: case TYPE_REVISION: case TYPE_ALLOWANCE: case TYPE_LEVELS:
    case TYPE_KINDS: case TYPE_EXPRESSION: case TYPE_MESSAGE: case TYPES:
        break;
    }
    o->type = VALUE_TEXT;
    o->r[0] = load(env, p, label, "at", ELEMENT_U32);
    o->r[1] = load(env, p, label, "length", ELEMENT_U32);
}

static struct operand label_operand(struct env *env, const struct expr *e, struct path p, enum label l)
{
    const struct label_row *row = &label_rows[l];
    struct operand o = {.e = e, .label = l, .item = p, .fact = fact_of(p, (unsigned)l)};
    note_read(env, p, l);
    if (row->many == MANY) {
        o.type = VALUE_LIST;
        o.r[0] = list_count(env, p, l);
        o.given = truth(env, o.r[0]);
        return o;
    }
    o.given = truth(env, load(env, p, row->word, "given", ELEMENT_U8));
    load_parts(env, &o, p, row->word, row->type);
    return o;
}

/* ---- what the runtime works out */

struct derived_row { const char *table, *property; enum { DERIVED_TRUTH, DERIVED_WHOLE, DERIVED_MONTH, DERIVED_DATE, DERIVED_LEVEL, DERIVED_STATUS, DERIVED_TEXT, DERIVED_PERCENT } type; };
static const struct derived_row derived_rows[DERIVEDS] = {
#define DERIVED(table, property, type, fn, means, about) {#table, property, DERIVED_##type},
#include "../../runtime/rule/derived.def"
#undef DERIVED
};

static unsigned derived_find(enum kind k, struct str name)
{
    for (unsigned d = 0; d < DERIVEDS; d++)
        if (word_is(name, derived_rows[d].property) && strcmp(derived_rows[d].table, kind_rows[k].name) == 0)
            return d;
    return DERIVEDS;
}

/* The labels that such a property rests on: where one of them is in doubt, so is the property. */
static void note_basis(struct env *env, struct path p)
{
    static const char *const basis[] = {"Status", "Deadline", "Revised deadline", "Judgement"};
    for (size_t i = 0; i < ARRAY_LEN(basis); i++) {
        enum label l = label_find(p.kind, str_of(basis[i]));
        if (l != LABEL_NONE)
            note_read(env, p, l);
    }
}

/* Labels that only some properties rest on. */
static void note_own_basis(struct env *env, struct path p, unsigned d)
{
    static const struct { const char *property, *label; } basis[] = {
        {"role named", "Owner"}, {"verified by owner", "Owner"}, {"verified by owner", "Verified by"}, {"accepted", "Response"},
        {"unexplained refusals", "Response"}, {"unexplained part agreements", "Response"}, {"unexplained acceptances", "Response"},
        {"silent addressee", "Response"}, {"silent addressee", "Addressed to"}, {"answered twice", "Response"},
        {"starts a circle", "Depends on"}, {"awaited action", "Depends on"}, {"awaited deadline", "Depends on"},
    };
    for (size_t i = 0; i < ARRAY_LEN(basis); i++) {
        enum label l = strcmp(basis[i].property, derived_rows[d].property) == 0 ? label_find(p.kind, str_of(basis[i].label)) : LABEL_NONE;
        if (l != LABEL_NONE)
            note_read(env, p, l);
    }
}

static struct operand derived_operand(struct env *env, const struct expr *e, struct path p, unsigned d)
{
    note_basis(env, p);
    note_own_basis(env, p, d);
    static const struct { enum value_type type; unsigned outs; enum element out[4]; } forms[] = {
        [DERIVED_TRUTH] = {VALUE_TRUTH, 1, {ELEMENT_U8}}, [DERIVED_WHOLE] = {VALUE_WHOLE, 1, {ELEMENT_I32}},
        [DERIVED_MONTH] = {VALUE_MONTH, 1, {ELEMENT_I32}},
        [DERIVED_DATE] = {VALUE_DATE, 4, {ELEMENT_U8, ELEMENT_I32, ELEMENT_I32, ELEMENT_U8}},
        [DERIVED_LEVEL] = {VALUE_LEVEL, 2, {ELEMENT_U8, ELEMENT_I32}}, [DERIVED_STATUS] = {VALUE_STATUS, 2, {ELEMENT_U8, ELEMENT_U8}},
        [DERIVED_TEXT] = {VALUE_TEXT, 3, {ELEMENT_U8, ELEMENT_U32, ELEMENT_U32}}, [DERIVED_PERCENT] = {VALUE_PERCENT, 2, {ELEMENT_U8, ELEMENT_I64}},
    };
    struct build *b = &env->low->build;
    uint32_t      table = build_table(b, kind_rows[p.kind].name), tables[4] = {table, table, table, table}, slot[4] = {0};
    unsigned      type = derived_rows[d].type, outs = forms[type].outs;
    struct step   s = {.kind = STEP_CALL, .table = table, .what = CALL_DERIVED, .imm = (int64_t)d};
    build_step(b, s, outs, forms[type].out, tables, slot);
    struct operand o = {.type = forms[type].type, .e = e, .label = LABEL_NONE, .item = p, .given = NO_REG, .fact = fact_of(p, LABELS + d)};
    uint32_t value[4];
    for (unsigned i = 0; i < outs; i++)
        value[i] = spread_load(env, p, slot[i], forms[type].out[i]);
    if (type == DERIVED_TRUTH) {
        o.r[0] = truth(env, value[0]);
    } else if (type == DERIVED_WHOLE || type == DERIVED_MONTH) {
        o.r[0] = value[0];
    } else {
        o.given = truth(env, value[0]);
        memcpy(o.r, value + 1, (outs - 1) * sizeof *value);
    }
    if (type == DERIVED_STATUS) {        /* no share and no date stand with it */
        o.r[1] = whole(env, NO_PERCENT);
        o.r[4] = whole(env, NO_DATE);
        o.r[2] = o.r[3] = whole(env, 0);
    }
    return o;
}

/* An item's status is the current one; what was typed with it (a date, a share) comes from the Status label. */
static struct operand status_operand(struct env *env, const struct expr *e, struct path p)
{
    enum label     l = label_find(p.kind, STR("Status"));
    struct operand o = label_operand(env, e, p, l);
    unsigned       d = derived_find(p.kind, STR("current status"));
    if (d != DERIVEDS) {
        struct operand now = derived_operand(env, e, p, d);
        o.r[0] = now.r[0];
        o.given = now.given;
    }
    return o;
}

/* ---- what the heading gives */

static const struct heading_row {
    const char *name;
    enum { HEADING_TEXT, HEADING_WHOLE, HEADING_DATE, HEADING_LEVEL } type;
    const char *part;                    /* HEADING_TEXT: "<part> at" and "<part> length" */
    enum kind   kind;                    /* KIND_NONE: every kind */
} heading_rows[] = {
    {"number",       HEADING_TEXT,  "number",       KIND_NONE},
    {"title",        HEADING_TEXT,  "title",        KIND_NONE},
    {"name",         HEADING_TEXT,  "title",        KIND_NONE},
    {"text",         HEADING_TEXT,  "text",         KIND_NONE},
    {"first number", HEADING_WHOLE, "number first", KIND_NONE},
    {"last number",  HEADING_WHOLE, "number last",  KIND_NONE},
    {"date",         HEADING_DATE,  "date",         KIND_UPDATE},
    {"date",         HEADING_DATE,  "date",         KIND_RETURN},
    {"level",        HEADING_LEVEL, "level",        KIND_JUDGEMENT},
};

static struct operand heading_operand(struct env *env, const struct expr *e, struct path p, unsigned h)
{
    const struct heading_row *row = &heading_rows[h];
    struct operand o = {.e = e, .label = LABEL_NONE, .item = p, .given = NO_REG, .fact = fact_of(p, LABELS + DERIVEDS + h)};
    const char *at = str_printf(env->low->arena, "%s at", row->part).at, *length = str_printf(env->low->arena, "%s length", row->part).at;
    switch (row->type) {
    case HEADING_TEXT:
        o.type = VALUE_TEXT;
        o.r[0] = load(env, p, "", at, ELEMENT_U32);
        o.r[1] = load(env, p, "", length, ELEMENT_U32);
        o.given = truth(env, o.r[1]);
        break;
    case HEADING_WHOLE:
        o.type = VALUE_WHOLE;
        o.r[0] = load(env, p, "", row->part, ELEMENT_I32);
        break;
    case HEADING_DATE:
        o.type = VALUE_DATE;
        o.r[0] = load(env, p, "", "date first", ELEMENT_I32);
        o.r[1] = load(env, p, "", "date last", ELEMENT_I32);
        o.r[2] = load(env, p, "", "date form", ELEMENT_U8);
        break;
    case HEADING_LEVEL:
        o.type = VALUE_LEVEL;
        o.r[0] = load(env, p, "", "level", ELEMENT_I32);
        break;
    }
    return o;
}

static struct operand modifier_operand(struct env *env, const struct expr *e, struct path p, unsigned place)
{
    uint32_t m = load(env, p, "", "modifier", ELEMENT_U8);
    return (struct operand){.type = VALUE_TRUTH, .r = {op(env, OP_EQ_W, m, whole(env, place))}, .given = NO_REG, .label = LABEL_NONE, .item = p, .e = e};
}

/* A date that stands in a status: the completion date. */
static struct operand completion_operand(struct env *env, const struct expr *e, struct path p)
{
    enum label     l = label_find(p.kind, STR("Status"));
    struct operand s = label_operand(env, e, p, l);
    uint32_t       none = op(env, OP_EQ_W, s.r[4], whole(env, NO_DATE));
    return (struct operand){.type = VALUE_DATE, .r = {s.r[2], s.r[3], s.r[4]}, .given = and_(env, s.given, not_(env, none)),
                            .fact = fact_of(p, LABELS + DERIVEDS + ARRAY_LEN(heading_rows)), .label = l, .item = p, .e = e};
}

/* The name as a property of the path's kind: false when it has none of that name. */
static bool own_property(struct env *env, const struct expr *e, struct path p, struct operand *o)
{
    unsigned   d = derived_find(p.kind, e->text), m = modifier_find(p.kind, e->text);
    enum label l = label_find(p.kind, e->text);
    if (str_eq_fold(e->text, STR("status")) && l != LABEL_NONE)
        return *o = status_operand(env, e, p), true;
    if (str_eq_fold(e->text, STR("completion date")) && label_find(p.kind, STR("Status")) != LABEL_NONE)
        return *o = completion_operand(env, e, p), true;
    if (d != DERIVEDS)
        return *o = derived_operand(env, e, p, d), true;
    if (l != LABEL_NONE)
        return *o = label_operand(env, e, p, l), true;
    if (m != 0)
        return *o = modifier_operand(env, e, p, m), true;
    for (unsigned h = 0; h < ARRAY_LEN(heading_rows); h++)
        if ((heading_rows[h].kind == KIND_NONE || heading_rows[h].kind == p.kind) && word_is(e->text, heading_rows[h].name))
            return *o = heading_operand(env, e, p, h), true;
    return false;
}

/* ---- names */

/* Something of that name that an item inside finds here too: what the heading gives is the item's own alone. */
static bool kind_has_label(enum kind k, struct str name)
{
    return label_find(k, name) != LABEL_NONE || derived_find(k, name) != DERIVEDS || modifier_find(k, name) != 0;
}

bool kind_has_name(enum kind k, struct str name)
{
    bool has = kind_has_label(k, name) || (str_eq_fold(name, STR("completion date")) && label_find(k, STR("Status")) != LABEL_NONE);
    for (unsigned h = 0; h < ARRAY_LEN(heading_rows); h++)
        has = has || ((heading_rows[h].kind == KIND_NONE || heading_rows[h].kind == k) && word_is(name, heading_rows[h].name));
    return has;
}

static uint32_t item_is_there(struct env *env, struct path p)
{
    return not_(env, op(env, OP_LT_W, op(env, OP_LOAD_W, p.link, 0), whole(env, 0)));
}

struct operand item_operand(struct env *env, const struct expr *e, enum kind k)
{
    struct path    p = path_to(env, k);
    struct operand o = {.type = VALUE_ITEM, .given = NO_REG, .label = LABEL_NONE, .item = p, .fact = fact_of(p, FACT_ITEM), .e = e};
    if (may_be_absent(env, p))
        o.given = item_is_there(env, p);
    return o;
}

/* The near name among what the item and those around it have, for a message. */
static struct str near_name(const struct env *env, struct str name, const enum kind *kinds, unsigned len)
{
    struct nearest n = nearest_open(name);
    for (unsigned i = 0; i < len; i++) {
        for (unsigned l = kind_rows[kinds[i]].first_label; l < kind_labels_end(kinds[i]); l++)
            nearest_try(&n, str_of(label_rows[l].word));
        for (unsigned v = 0; v < DERIVEDS; v++)
            if (strcmp(derived_rows[v].table, kind_rows[kinds[i]].name) == 0)
                nearest_try(&n, str_of(derived_rows[v].property));
        if (label_find(kinds[i], STR("Status")) != LABEL_NONE)
            nearest_try(&n, STR("completion date"));
    }
    struct str best = n.best;
    char *low = arena_alloc(env->low->arena, best.len + 1);
    for (size_t i = 0; i < best.len; i++)
        low[i] = lower(best.at[i]);
    return (struct str){low, best.len};
}

static struct operand unknown_name(struct env *env, const struct expr *e, const enum kind *kinds, unsigned len)
{
    struct arena *a = env->low->arena;
    struct str    near = near_name(env, e->text, kinds, len);
    struct finding *f = diag4(env->sink, DIAG_NAME_UNKNOWN, e->place, e->text, kind_with_article(kinds[0], a),
          near.len > 0 ? str_printf(a, "; the nearest is \"" STR_FMT "\"", STR_ARG(near)) : STR(""),
          STR("A name is a label in lower case (report published), a property (late), or a kind of item (concern). SPEC.md lists them."));
    if (near.len > 0 && e->place.length == e->text.len)
        diag_fix(env->sink, f, MEND_NAME_NEAR, e->place, near);
    return (struct operand){.type = VALUE_BAD, .e = e};
}

/* A property or a define of the item: where the item itself may not be there, neither may what it has. */
static bool has_property(struct env *env, const struct expr *e, struct path p, struct operand *o)
{
    struct define *d = define_named(env, e->text);
    if (own_property(env, e, p, o)) {
        o->named = true;
        if (o->given == NO_REG && o->type != VALUE_BAD && may_be_absent(env, p))
            o->given = item_is_there(env, p), o->fact = fact_of(p, FACT_ITEM);
        return true;
    }
    bool own = p.link == OWN && p.via == VIA_ROW;
    if (d == NULL || !define_is_for(d, p.kind) || (!own && d->kinds == 0))
        return false;
    *o = own ? lower_define(env, e, d, NULL) : lower_at(env, p, e);
    return true;
}

struct operand property_of(struct env *env, const struct expr *e, struct path item)
{
    struct operand o;
    if (has_property(env, e, item, &o))
        return o;
    return unknown_name(env, e, &item.kind, 1);
}

static struct operand bound_operand(struct env *env, const struct expr *e)
{
    if ((env->shared >> env->bound.kind & 1) != 0)
        return item_operand(env, e, env->bound.kind);
    return not_here(env, e, "It is no item around those that are counted here: what stands in a condition belongs to them, or to items around them.");
}

struct operand name_operand(struct env *env, const struct expr *e)
{
    enum kind kinds[KINDS + 1];
    unsigned  len = 1 + kinds_around(env, env->kind, kinds + 1);
    bool      plural;
    enum kind named = kind_named(e->text, &plural);
    const struct argument *argument = argument_named(env, e->text);
    struct operand o;
    kinds[0] = env->kind;
    if (argument != NULL)
        return argument_operand(env, e, argument);
    if (env->bound.name.len > 0 && str_eq_fold(env->bound.name, e->text))
        return bound_operand(env, e);
    if (has_property(env, e, (struct path){env->kind, OWN, VIA_ROW}, &o))
        return o;
    for (unsigned i = 0; i < len; i++)
        if (kinds[i] == named && !plural)
            return item_operand(env, e, named);
    for (unsigned i = 1; i < len; i++) {
        const struct define *d = define_named(env, e->text);
        bool defined = d != NULL && d->kinds != 0 && define_is_for(d, kinds[i]);
        if ((defined || kind_has_label(kinds[i], e->text)) && has_property(env, e, path_to(env, kinds[i]), &o))
            return o;
    }
    return unknown_name(env, e, kinds, len);
}
