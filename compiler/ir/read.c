/* A program from its text form. See read.h. One function a kind of line; a mistake anywhere ends the reading with its line. */
#include "read.h"
#include "reader.h"
#include "../../runtime/rule/forms.h"

/* ---------------------------------------------------------------- slots and steps */

static bool slot_line(struct reader *r)
{
    uint32_t number;
    struct slot slot = {0};
    if (!reader_numbered(r, 's', &number) || (number != r->build.slots.len && !reader_refuse(r, "slots are numbered from s0 on, one after another")))
        return false;
    struct str element = reader_word(r);
    while (slot.element <= ELEMENT_I64 && !str_eq(element, str_of(element_word((enum element)slot.element))))
        if (++slot.element > ELEMENT_I64)
            return reader_refuse(r, "an element is u8, i32, u32 or i64");
    if (!reader_literal(r, "of", "\"of\" and a table follow the element") || !reader_quoted_table(r, &slot.table))
        return false;
    *vec_push(r->arena, &r->build.slots) = slot;
    return true;
}

static bool slots_of(struct reader *r, uint32_t *slots, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!reader_numbered(r, 's', &slots[i]))
            return false;
    return true;
}

static bool load_step(struct reader *r, struct step *s)
{
    s->kind = STEP_LOAD;
    return reader_quoted_table(r, &s->table) && reader_quoted_string(r, &s->what) && reader_quoted_string(r, &s->part) &&
           reader_literal(r, "->", "\"->\" and a slot follow a load") && slots_of(r, s->out, 1);
}

/* A derived property is told by its name and by the table that the call is of, which stands last. */
static bool find_derived(struct reader *r, struct step *s, struct str property)
{
    struct str table = r->build.strings.at[r->build.tables.at[s->table]];
    for (uint32_t d = 0; d < DERIVEDS; d++)
        if (str_eq(property, str_of(derived_form(d)->property)) && str_eq(table, str_of(derived_form(d)->table))) {
            s->imm = (int64_t)d;
            return true;
        }
    return reader_refuse(r, "no table has a property of that name");
}

static bool read_function(struct reader *r, int64_t *imm)
{
    struct str name;
    uint32_t   number = 0, standard = 0;
    if (!reader_quoted(r, &name))
        return false;
    while (number < FUNCTIONS && !str_eq(name, str_of(function_form(number)->name)))
        number++;
    if (number == FUNCTIONS)
        return reader_refuse(r, "there is no function of that name");
    if (function_holidays(function_form(number)) && (!reader_numbered(r, 't', &standard) || standard > INT32_MAX))
        return reader_refuse(r, "the standard whose holidays count follows the function's name");
    *imm = (int64_t)standard << 32 | number;
    return true;
}

static bool call_imm(struct reader *r, struct step *s, char imm, struct str *property)
{
    uint32_t number = 0;
    bool     fine = true;
    switch (imm) {
    case 't': fine = reader_quoted_table(r, &number); break;
    case 'x': fine = reader_quoted_string(r, &number); break;
    case 'd': fine = reader_quoted(r, property); break;
    case 'f': return read_function(r, &s->imm);
    case 'h': fine = reader_numbered(r, 't', &number); break;
    default:  break;
    }
    s->imm = (int64_t)number;
    return fine;
}

/* Slots in a row, as many as stand there. */
static bool slots_here(struct reader *r, uint32_t slots[CALL_SLOTS_MOST], uint32_t *count)
{
    for (reader_skip_blanks(r); r->line.len > 0 && r->line.at[0] == 's' && *count < CALL_SLOTS_MOST; reader_skip_blanks(r))
        if (!reader_numbered(r, 's', &slots[(*count)++]))
            return false;
    return true;
}

/* How many slots a property fills is known only when its table is, and how many a function reads when its name is: they are read as they come. */
static bool call_step(struct reader *r, struct step *s)
{
    struct str name = reader_word(r), property = {"", 0};
    uint32_t   ins = 0, outs = 0;
    s->kind = STEP_CALL;
    while (s->what < CALLS && !str_eq(name, str_of(call_form(s->what)->name)))
        s->what++;
    if (s->what == CALLS)
        return reader_refuse(r, "there is no call of that name");
    const struct call_form *form = call_form(s->what);
    if (!slots_here(r, s->in, &ins) || !call_imm(r, s, form->imm, &property) || !reader_literal(r, "->", "\"->\" and slots follow a call") || !slots_here(r, s->out, &outs))
        return false;
    if (!reader_literal(r, "of", "\"of\" and a table end a call") || !reader_quoted_table(r, &s->table) || (form->imm == 'd' && !find_derived(r, s, property)))
        return false;
    return (ins == call_ins(s) || reader_refuse(r, "the call reads another number of slots")) && (outs == call_outs(s) || reader_refuse(r, "the call fills another number of slots"));
}

/* The kernel may stand below: its table is put in when all is read. */
static bool run_step_line(struct reader *r, struct step *s)
{
    s->kind = STEP_KERNEL;
    return reader_numbered(r, 'k', &s->what);
}

static const struct { const char *word; bool (*read)(struct reader *, struct step *); } step_words[] = {
    {"load", load_step}, {"call", call_step}, {"run", run_step_line}};

static bool is_step(struct str first, struct reader *r, struct step *s, bool *fine)
{
    for (size_t i = 0; i < ARRAY_LEN(step_words); i++)
        if (str_eq(first, str_of(step_words[i].word))) {
            *s = (struct step){0};
            *fine = step_words[i].read(r, s);
            return true;
        }
    return false;
}

static bool only_step(struct reader *r, struct step *s)
{
    bool fine;
    return is_step(reader_word(r), r, s, &fine) ? fine : reader_refuse(r, "a step starts with load, call or run");
}

static bool check_line(struct reader *r)
{
    struct step s;
    if (!only_step(r, &s))
        return false;
    *vec_push(r->arena, &r->build.steps) = s;
    return true;
}

static bool metrics_line(struct reader *r)
{
    struct step s;
    if (!only_step(r, &s))
        return false;
    *vec_push(r->arena, &r->build.metric_steps) = s;
    return true;
}

/* ---------------------------------------------------------------- kernels */

static bool kernel_head(struct reader *r)
{
    uint32_t number;
    struct kernel k = {.first_op = r->build.ops.len, .first_sink = r->build.sinks.len};
    if (!reader_numbered(r, 'k', &number) || (number != r->build.kernels.len && !reader_refuse(r, "kernels are numbered from k0 on, one after another")) ||
        !reader_literal(r, "over", "\"over\" and a table follow the kernel's number") || !reader_quoted_table(r, &k.table))
        return false;
    *vec_push(r->arena, &r->build.kernels) = k;
    return true;
}

static struct kernel *this_kernel(struct reader *r) { return &r->build.kernels.at[r->build.kernels.len - 1]; }

static bool sink_line(struct reader *r, struct str first)
{
    static const struct { const char *word; enum sink_kind kind; char letter; } sinks[] = {{"fails", SINK_RULE, 'r'}, {"fill", SINK_SLOT, 's'}, {"value", SINK_HOLE, 0}};
    for (size_t i = 0; i < ARRAY_LEN(sinks); i++) {
        struct sink s = {.kind = sinks[i].kind};
        if (!str_eq(first, str_of(sinks[i].word)))
            continue;
        if (!reader_numbered(r, sinks[i].letter, &s.target) || !reader_literal(r, "<-", "\"<-\" and a register follow"))
            return false;
        reader_skip_blanks(r);
        if (!reader_numbered(r, r->line.len > 0 ? r->line.at[0] : 'M', &s.reg))
            return false;
        *vec_push(r->arena, &r->build.sinks) = s;
        this_kernel(r)->sinks++;
        return true;
    }
    return reader_refuse(r, "a line of a kernel is an operation, or starts with fails, fill or value");
}

/* "for r3" may end an operation: the rule that asked for it first. */
static bool op_origin(struct reader *r, struct op *op)
{
    reader_skip_blanks(r);
    if (r->line.len == 0)
        return true;
    if (!reader_literal(r, "for", "only \"for\" and a rule may follow an operation") || !reader_numbered(r, 'r', &op->origin))
        return false;
    op->origin++;
    return true;
}

static bool op_line(struct reader *r)
{
    struct op op = {0};
    struct str name;
    if (!reader_literal(r, "=", "\"=\" and an operation follow the register"))
        return false;
    name = reader_word(r);
    while (op.code < OPS && !str_eq(name, str_of(op_form(op.code)->name)))
        op.code++;
    if (op.code == OPS)
        return reader_refuse(r, "there is no operation of that name");
    const struct op_form *form = op_form(op.code);
    if ((form->use == 'S' && !reader_numbered(r, 's', &op.a)) || (form->a != '-' && !reader_numbered(r, form->a, &op.a)) || (form->b != '-' && !reader_numbered(r, form->b, &op.b)))
        return false;
    if (form->use == 'V' && !reader_number(reader_word(r), &op.value))
        return reader_refuse(r, "a whole number was looked for here");
    if (!op_origin(r, &op))
        return false;
    *vec_push(r->arena, &r->build.ops) = op;
    this_kernel(r)->ops++;
    return true;
}

static bool kernel_line(struct reader *r)
{
    struct str first = reader_word(r);
    int64_t    number;
    bool       reg = first.len > 1 && strchr("MWN", first.at[0]) != NULL && reader_number(str_from(first, 1), &number);
    if (!reg)
        return sink_line(r, first);
    return (number == this_kernel(r)->ops || reader_refuse(r, "registers are numbered from 0 on, one after another")) && op_line(r);
}

/* ---------------------------------------------------------------- rules */

static struct rule *this_rule(struct reader *r) { return &r->build.rules.at[r->build.rules.len - 1]; }

static bool rule_head(struct reader *r)
{
    uint32_t number, words[RULE_FIELDS];
    struct rule rule;
    if (!reader_numbered(r, 'r', &number) || (number != r->build.rules.len && !reader_refuse(r, "rules are numbered from r0 on, one after another")))
        return false;
    for (size_t i = 0; i < RULE_FIELDS; i++)
        words[i] = field_default(rule_fields[i].use);
    memcpy(&rule, words, sizeof rule);
    rule.first_read = r->build.reads.len, rule.first_hole = r->build.holes.len, rule.first_step = r->build.message_steps.len;
    *vec_push(r->arena, &r->build.rules) = rule;
    return true;
}

static bool severity_of(struct reader *r, uint32_t *severity)
{
    struct str w = reader_word(r);
    for (*severity = SEVERITY_ERROR; *severity <= SEVERITY_NOTE; ++*severity)
        if (str_eq(w, str_of(severity_word((enum severity)*severity))))
            return true;
    return reader_refuse(r, "a severity is error, warning or note");
}

static bool field_value(struct reader *r, enum field_use use, uint32_t *value)
{
    switch (use) {
    case USE_STRING:   return reader_quoted_string(r, value);
    case USE_TABLE:    return reader_quoted_table(r, value);
    case USE_SEVERITY: return severity_of(r, value);
    case USE_COUNT:    return reader_numbered(r, 0, value);
    case USE_SLOT:     return reader_numbered(r, 's', value);
    case USE_KERNEL:   return reader_numbered(r, 'k', value);
    case USE_RANGE:    break;
    }
    return reader_refuse(r, "this word of a rule follows from the lines below it");
}

static bool hole_line(struct reader *r)
{
    struct str  w = reader_word(r);
    struct hole h = {.given = HOLE_ALWAYS};
    while (h.type < HOLE_TYPES && !str_eq(w, str_of(hole_form(h.type)->word)))
        h.type++;
    if (h.type == HOLE_TYPES)
        return reader_refuse(r, "there is no hole of that name");
    if (h.type != HOLE_LITERAL && !reader_numbered(r, 0, &h.first_value))
        return false;
    reader_skip_blanks(r);
    if (h.type != HOLE_LITERAL && r->line.len > 0 &&
        (!reader_literal(r, "given", "\"given\", a value, \"else\" and a text may end a hole") || !reader_numbered(r, 0, &h.given) || !reader_literal(r, "else", "\"else\" and a text follow")))
        return false;
    if ((h.type == HOLE_LITERAL || h.given != HOLE_ALWAYS) && !reader_quoted_string(r, &h.text))
        return false;
    *vec_push(r->arena, &r->build.holes) = h;
    return true;
}

static bool read_line(struct reader *r)
{
    uint32_t string;
    if (!reader_quoted_string(r, &string))
        return false;
    *vec_push(r->arena, &r->build.reads) = string;
    this_rule(r)->reads++;
    return true;
}

static bool before_line(struct reader *r)
{
    struct rule *rule = this_rule(r);
    uint32_t     string;
    if (!reader_quoted_string(r, &string))
        return false;
    if (rule->befores == 0)
        rule->first_before = r->build.reads.len;
    rule->befores++;
    *vec_push(r->arena, &r->build.reads) = string;
    return true;
}

static bool field_line(struct reader *r, struct str first)
{
    uint32_t words[RULE_FIELDS];
    memcpy(words, this_rule(r), sizeof words);
    for (size_t i = 0; i < RULE_FIELDS; i++)
        if (str_eq(first, str_of(rule_fields[i].name))) {
            bool fine = field_value(r, rule_fields[i].use, &words[i]);
            memcpy(this_rule(r), words, sizeof words);
            return fine;
        }
    return reader_refuse(r, "there is no such line in a rule");
}

static bool rule_line(struct reader *r)
{
    struct str  first = reader_word(r);
    struct step s;
    bool        fine;
    if (str_eq(first, STR("read")))
        return this_rule(r)->befores == 0 ? read_line(r) : reader_refuse(r, "what a rule reads stands above what stands before its offer");
    if (str_eq(first, STR("before")))
        return before_line(r);
    if (str_eq(first, STR("hole"))) {
        this_rule(r)->holes++;
        return hole_line(r);
    }
    if (!is_step(first, r, &s, &fine))
        return field_line(r, first);
    if (fine) {
        *vec_push(r->arena, &r->build.message_steps) = s;
        this_rule(r)->steps++;
    }
    return fine;
}

/* ---------------------------------------------------------------- metrics */

static bool view_head(struct reader *r)
{
    static const char why[] = "of TABLE standard NUMBER by NAME origin NUMBER NUMBER title TEXT follow a view's number";
    uint32_t    number;
    struct view v = {.first_metric = r->build.metrics.len};
    if (!reader_numbered(r, 'v', &number) || (number != r->build.views.len && !reader_refuse(r, "views are numbered from v0 on, one after another")) ||
        !reader_literal(r, "of", why) || !reader_quoted_table(r, &v.table) || !reader_literal(r, "standard", why) || !reader_numbered(r, 0, &v.standard) ||
        !reader_literal(r, "by", why) || !reader_quoted_string(r, &v.declared) || !reader_literal(r, "origin", why) || !reader_numbered(r, 0, &v.origin[0]) ||
        !reader_numbered(r, 0, &v.origin[1]) || !reader_literal(r, "title", why) || !reader_quoted_string(r, &v.title))
        return false;
    *vec_push(r->arena, &r->build.views) = v;
    return true;
}

/* A metric, and then its hole. */
static bool view_line(struct reader *r)
{
    struct str    first = reader_word(r);
    struct metric m = {.hole = r->build.holes.len};
    if (str_eq(first, STR("hole")))
        return hole_line(r);
    if (!str_eq(first, STR("metric")))
        return reader_refuse(r, "a line of a view starts with metric or hole");
    if (!reader_quoted_string(r, &m.name) || !reader_numbered(r, 'k', &m.kernel) || !reader_literal(r, "values", "\"values\" and how many follow the kernel") ||
        !reader_numbered(r, 0, &m.values))
        return false;
    *vec_push(r->arena, &r->build.metrics) = m;
    r->build.views.at[r->build.views.len - 1].metrics++;
    return true;
}

/* ---------------------------------------------------------------- what standards give */

static bool day_number(struct reader *r, int32_t *day)
{
    int64_t value;
    if (!reader_number(reader_word(r), &value) || value < INT32_MIN || value > INT32_MAX)
        return reader_refuse(r, "a day was looked for here, as a number");
    *day = (int32_t)value;
    return true;
}

static bool standard_head(struct reader *r)
{
    uint32_t number;
    struct given_standard s = {.from = INT32_MIN, .to = INT32_MAX, .first_applies = r->build.kinds.len, .first_scale = r->build.held_scales.len, .first_day = r->build.days.len};
    if (!reader_numbered(r, 't', &number) || (number != r->build.standards.len && !reader_refuse(r, "standards are numbered from t0 on, one after another")) || !reader_quoted_string(r, &s.name))
        return false;
    *vec_push(r->arena, &r->build.standards) = s;
    return true;
}

static bool standard_line(struct reader *r)
{
    struct given_standard *s = &r->build.standards.at[r->build.standards.len - 1];
    struct str first = reader_word(r);
    if (str_eq(first, STR("from")))
        return day_number(r, &s->from);
    if (str_eq(first, STR("to")))
        return day_number(r, &s->to);
    if (str_eq(first, STR("applies"))) {
        s->applies++;
        return reader_quoted_string(r, vec_push(r->arena, &r->build.kinds));
    }
    if (str_eq(first, STR("scale"))) {
        s->scales++;
        return reader_numbered(r, 'c', vec_push(r->arena, &r->build.held_scales));
    }
    if (str_eq(first, STR("day"))) {
        s->days++;
        return day_number(r, vec_push(r->arena, &r->build.days));
    }
    return reader_refuse(r, "a line of a standard starts with from, to, applies, scale or day");
}

static bool scale_head(struct reader *r)
{
    uint32_t number;
    struct given_scale s = {.first_kind = r->build.kinds.len, .first_level = r->build.levels.len};
    if (!reader_numbered(r, 'c', &number) || (number != r->build.scales.len && !reader_refuse(r, "scales are numbered from c0 on, one after another")) ||
        !reader_quoted_string(r, &s.name) || !reader_literal(r, "by", "\"by\" and an inspectorate follow the name of a scale") || !reader_quoted_string(r, &s.by))
        return false;
    *vec_push(r->arena, &r->build.scales) = s;
    return true;
}

static bool scale_line(struct reader *r)
{
    struct given_scale *s = &r->build.scales.at[r->build.scales.len - 1];
    struct str first = reader_word(r);
    if (str_eq(first, STR("judges"))) {
        s->kinds++;
        return reader_quoted_string(r, vec_push(r->arena, &r->build.kinds));
    }
    if (str_eq(first, STR("level"))) {
        s->levels++;
        return reader_quoted_string(r, vec_push(r->arena, &r->build.levels));
    }
    return reader_refuse(r, "a line of a scale starts with judges or level");
}

/* ---------------------------------------------------------------- the whole */

/* A line that starts at the margin opens a section. */
static bool head_line(struct reader *r)
{
    struct str first = reader_word(r);
    bool known = true, fine = true;
    if (str_eq(first, STR("program")))
        fine = reader_quoted(r, &r->name);
    else if (str_eq(first, STR("slots")))
        r->section = IN_SLOTS;
    else if (str_eq(first, STR("check")))
        r->section = IN_CHECK;
    else if (str_eq(first, STR("metrics")))
        r->section = IN_METRICS;
    else if (str_eq(first, STR("kernel")))
        r->section = IN_KERNEL, fine = kernel_head(r);
    else if (str_eq(first, STR("rule")))
        r->section = IN_RULE, fine = rule_head(r);
    else if (str_eq(first, STR("view")))
        r->section = IN_VIEW, fine = view_head(r);
    else if (str_eq(first, STR("standard")))
        r->section = IN_STANDARD, fine = standard_head(r);
    else if (str_eq(first, STR("scale")))
        r->section = IN_SCALE, fine = scale_head(r);
    else
        known = false;
    return known ? fine : reader_refuse(r, "a line at the margin starts with program, standard, scale, slots, check, metrics, kernel, rule or view");
}

static bool any_line(struct reader *r)
{
    static bool (*const lines[])(struct reader *) = {[IN_STANDARD] = standard_line, [IN_SCALE] = scale_line, [IN_SLOTS] = slot_line, [IN_CHECK] = check_line,
                                                     [IN_METRICS] = metrics_line, [IN_KERNEL] = kernel_line, [IN_RULE] = rule_line, [IN_VIEW] = view_line};
    bool margin = r->line.len > 0 && !is_blank(r->line.at[0]);
    if (margin && r->line.at[0] == '#')
        return true;
    reader_skip_blanks(r);
    if (r->line.len == 0)
        return true;
    if (!margin && r->section == IN_NOTHING)
        return reader_refuse(r, "a line at the margin must come first: program, standard, scale, slots, check, metrics, kernel, rule or view");
    if (!(margin ? head_line(r) : lines[r->section](r)))
        return false;
    reader_skip_blanks(r);
    return r->line.len == 0 || reader_refuse(r, "there is more on the line than belongs there");
}

/* Steps that run a kernel are over its table. False: there is no such kernel. */
static bool place_steps(const struct reader *r, struct step *steps, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++) {
        if (steps[i].kind == STEP_KERNEL && steps[i].what >= r->build.kernels.len)
            return false;
        if (steps[i].kind == STEP_KERNEL)
            steps[i].table = r->build.kernels.at[steps[i].what].table;
    }
    return true;
}

const struct program *program_read(struct str text, struct arena *a, struct ir_mistake *mistake)
{
    struct reader r = {.arena = a};
    build_open(&r.build, a);
    while (text.len > 0) {
        r.line = str_cut(&text, '\n');
        r.number++;
        if (!any_line(&r)) {
            *mistake = (struct ir_mistake){r.number, r.why};
            return NULL;
        }
    }
    *mistake = (struct ir_mistake){0, "the program is not safe to run: a number leads to nothing, or something is used before it is made"};
    if (!place_steps(&r, r.build.steps.at, r.build.steps.len) || !place_steps(&r, r.build.message_steps.at, r.build.message_steps.len) ||
        !place_steps(&r, r.build.metric_steps.at, r.build.metric_steps.len))
        return NULL;
    const struct program *p = build_program(&r.build, r.name.at != NULL ? r.name : STR(""));
    return program_verify(p, a) ? p : NULL;
}
