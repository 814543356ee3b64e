/* random_rules.h - a generator of well-typed rules, and of plans and reviews for them to look at: texts in irp's own language.
 *
 * Types lead: a condition, a number, a date, a level or a text is asked for, and what may be missing gathers the guards that make it known
 * ("deadline is given and (deadline > today)"). So every rule that comes out must compile without a finding. Same seed, same texts.
 * The standard has defines with and without parameters, and maps; rules may bind a name ("For each: concern c") and use it within aggregates.
 */
#ifndef IRP_TESTS_RANDOM_RULES_H
#define IRP_TESTS_RANDOM_RULES_H

#include "../../runtime/base/out.h"

static uint64_t random_state;

static uint32_t random_below(uint32_t n)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)((random_state * UINT64_C(0x2545f4914f6cdd1d)) >> 32) % n;
}

static void random_start(uint64_t seed)
{
    random_state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
    for (unsigned i = 0; i < 8; i++)
        random_below(2);
}

#define RANDOM_OF(list) ((list)[random_below(ARRAY_LEN(list))])

/* ---------------------------------------------------------------- what names there are */

enum random_type { RANDOM_TRUTH, RANDOM_NUMBER, RANDOM_DATE, RANDOM_LEVEL, RANDOM_TEXT, RANDOM_STATUS, RANDOM_LENGTH, RANDOM_MAPPED };

/* A name in rules for items of a kind; `guard`: it may be missing. */
struct random_name { const char *kind; enum random_type type; bool guard; const char *name; };
static const struct random_name RANDOM_NAMES[] = {
    {"action", RANDOM_TRUTH, false, "late"}, {"action", RANDOM_TRUTH, false, "open"}, {"action", RANDOM_TRUTH, false, "completed"},
    {"action", RANDOM_NUMBER, false, "first number"}, {"action", RANDOM_NUMBER, false, "last number"}, {"action", RANDOM_NUMBER, false, "slip"},
    {"action", RANDOM_NUMBER, false, "count of owner"}, {"action", RANDOM_NUMBER, false, "count of updates"}, {"action", RANDOM_NUMBER, false, "count of evidence"},
    {"action", RANDOM_DATE, true, "deadline"}, {"action", RANDOM_DATE, true, "effective deadline"}, {"action", RANDOM_DATE, true, "completion date"},
    {"action", RANDOM_DATE, true, "report published"}, {"action", RANDOM_DATE, true, "inspection of plan"}, {"action", RANDOM_TEXT, true, "text"},
    {"action", RANDOM_TEXT, true, "title"}, {"action", RANDOM_TEXT, true, "number"}, {"action", RANDOM_STATUS, false, "status"},
    {"concern", RANDOM_TRUTH, false, "priority"}, {"concern", RANDOM_TRUTH, false, "key"}, {"concern", RANDOM_NUMBER, false, "first number"},
    {"concern", RANDOM_TEXT, true, "area"}, {"concern", RANDOM_TEXT, true, "text"}, {"concern", RANDOM_DATE, true, "latest deadline of actions"},
    {"concern", RANDOM_NUMBER, false, "count of recommendations"}, {"concern", RANDOM_NUMBER, false, "sum of slip of actions"},
    {"plan", RANDOM_DATE, true, "report published"}, {"plan", RANDOM_DATE, true, "plan submitted"}, {"plan", RANDOM_DATE, true, "inspection"},
    {"plan", RANDOM_NUMBER, false, "bunched actions"}, {"plan", RANDOM_NUMBER, false, "count of owners"}, {"plan", RANDOM_NUMBER, false, "count of concerns"},
    {"plan", RANDOM_DATE, true, "earliest effective deadline of actions"}, {"plan", RANDOM_TEXT, true, "name"}, {"plan", RANDOM_NUMBER, true, "highest slip of actions"},
    {"owner", RANDOM_TEXT, true, "name"}, {"owner", RANDOM_NUMBER, false, "actions owned"}, {"owner", RANDOM_DATE, true, "report published"},
    {"recommendation", RANDOM_LEVEL, true, "judgement"}, {"recommendation", RANDOM_NUMBER, false, "times judged"}, {"recommendation", RANDOM_NUMBER, false, "slip"},
    {"recommendation", RANDOM_DATE, true, "deadline"}, {"recommendation", RANDOM_TRUTH, false, "late"}, {"recommendation", RANDOM_STATUS, false, "status"},
    {"recommendation", RANDOM_TEXT, true, "text"}, {"recommendation", RANDOM_TEXT, true, "number"}, {"recommendation", RANDOM_NUMBER, false, "last number"},
};

/* What the standard itself gives: defines and maps (random_defines). Defines do not use these, so that none is used within itself. */
static const struct random_name RANDOM_MADE[] = {
    {"action", RANDOM_LENGTH, false, "window"}, {"action", RANDOM_NUMBER, true, "weight"}, {"action", RANDOM_TRUTH, false, "urgent"}, {"action", RANDOM_DATE, true, "grace end"},
    {"action", RANDOM_NUMBER, false, "moved by more than(10)"}, {"concern", RANDOM_NUMBER, false, "moved by more than(0)"}, {"concern", RANDOM_NUMBER, false, "sum of weight of actions"},
    {"plan", RANDOM_DATE, true, "grace end"}, {"plan", RANDOM_NUMBER, false, "count of actions where urgent"}, {"plan", RANDOM_MAPPED, true, "lowest enough(judgement) of recommendations"},
    {"concern", RANDOM_MAPPED, true, "highest best(judgement) of recommendations"}, {"recommendation", RANDOM_MAPPED, true, "enough(judgement)"},
    {"recommendation", RANDOM_MAPPED, true, "best(judgement)"}, {"recommendation", RANDOM_NUMBER, false, "rank(slip)"},
};

/* What is collected in what; `within`: the items stand in it, so that a bound name for it may be used in what is asked of them. */
static const struct { const char *in, *items, *kind; bool within; } RANDOM_HOLDS[] = {
    {"plan", "actions", "action", true}, {"plan", "concerns", "concern", true}, {"plan", "recommendations", "recommendation", true}, {"plan", "owners", "owner", true},
    {"concern", "actions", "action", true}, {"concern", "recommendations", "recommendation", true}, {"action", "actions of plan", "action", false},
    {"owner", "concerns of plan", "concern", false},
};
static const char *const RANDOM_KINDS[] = {"action", "action", "action", "concern", "plan", "owner", "recommendation"};
static const char *const RANDOM_LEVELS[] = {"No meaningful progress", "Insufficient progress", "Reasonable progress", "Good progress"};
static const char *const RANDOM_STATUSES[] = {"Not started", "In progress", "Completed", "Ongoing", "Withdrawn", "Superseded"};
static const char *const RANDOM_WORDS[] = {"visits", "will", "staff", "the", "Governor", "safety", "review", "weekly"};
static const char *const RANDOM_DAYS[] = {"31 January 2026", "1 March 2026", "28 February 2027", "July 2026", "October 2026", "15 June 2026", "February 2028", "31 December 2026"};

static const char *const RANDOM_PATTERNS[] = {"^v", "\\b(will|the)\\b", "st[a-f]{2,3}", "\\w+ \\w+", "[^a-z ]", "(re|over)view.*weekly$", "e{2,}|\\d+%", "visit(s|ing)?"};
static const char *const RANDOM_TEXTS[] = {"visits", "the Governor", "STAFF will", "weekly  review", "1.1", "minutes"};
static const char *const RANDOM_MAPPED_LEVELS[] = {"Too little", "Enough"};

static bool random_is(const char *a, const char *b) { return strcmp(a, b) == 0; }

/* ---------------------------------------------------------------- expressions */

#define RANDOM_GUARDS_MOST 64u
struct random_guards { struct str guard[RANDOM_GUARDS_MOST]; uint32_t len; };

/* bound: the name "it" is bound to an item of this kind: the rule's own, or one around what is counted. plain: without what the standard gives. */
struct random_env { struct arena *arena; const char *kind; struct random_guards *guards; unsigned depth; const char *bound; bool plain; };

static struct str random_truth(struct random_env env);
static struct str random_number(struct random_env env);
static struct str random_date(struct random_env env);

static struct str random_deeper(struct random_env *env, bool *leaf)
{
    *leaf = env->depth == 0 || random_below(3) == 0;
    env->depth -= env->depth > 0;
    return STR("");
}

static struct str random_guarded(struct random_env env, struct str value, bool guard)
{
    if (guard && env.guards->len < RANDOM_GUARDS_MOST)
        env.guards->guard[env.guards->len++] = value;
    return value;
}

/* One of the names of a kind and a type, each as likely; NULL: none. */
static const struct random_name *random_found(const char *kind, enum random_type type, bool plain)
{
    const struct random_name *found = NULL;
    uint32_t seen = 0;
    for (size_t i = 0; i < ARRAY_LEN(RANDOM_NAMES) + (plain ? 0 : ARRAY_LEN(RANDOM_MADE)); i++) {
        const struct random_name *n = i < ARRAY_LEN(RANDOM_NAMES) ? &RANDOM_NAMES[i] : &RANDOM_MADE[i - ARRAY_LEN(RANDOM_NAMES)];
        if (n->type == type && random_is(n->kind, kind) && random_below(++seen) == 0)
            found = n;
    }
    return found;
}

/* A name of the kind and the type, or one with no text when it has none. Now and then it is asked of the item with a name: "deadline of it". */
static struct str random_name_of(struct random_env env, enum random_type type)
{
    bool of_bound = env.bound && random_below(4) == 0;
    const struct random_name *found = random_found(of_bound ? env.bound : env.kind, type, env.plain || of_bound);
    if (of_bound && found && (strstr(found->name, " of ") || (strcmp(found->name, "report published") == 0 && !random_is(env.bound, "plan"))))
        found = NULL;                    /* "of" asks for what the item itself has */
    if (!found || (found->guard && env.guards->len >= RANDOM_GUARDS_MOST))
        return STR("");
    bool one_word = !of_bound && strchr(found->name, ' ') == NULL;
    return random_guarded(env, str_printf(env.arena, "%s%s%s%s", one_word ? "" : "(", found->name, of_bound ? " of it" : "", one_word ? "" : ")"), found->guard);
}

/* Items that may be counted here, and how to ask something of each of them. */
static struct str random_collected(struct random_env env, struct random_env *inner)
{
    uint32_t seen = 0;
    struct str items = {"", 0};
    for (size_t i = 0; i < ARRAY_LEN(RANDOM_HOLDS); i++)
        if (random_is(RANDOM_HOLDS[i].in, env.kind) && random_below(++seen) == 0) {
            items = str_of(RANDOM_HOLDS[i].items);
            *inner = (struct random_env){env.arena, RANDOM_HOLDS[i].kind, NULL, env.depth, RANDOM_HOLDS[i].within ? env.bound : NULL, env.plain};
        }
    return items;
}

static struct str random_counted(struct random_env env)
{
    struct random_env inner = env;
    struct str items = random_collected(env, &inner);
    if (items.len == 0)
        return STR("");
    struct str where = random_truth(inner);
    switch (random_below(3)) {
    case 0:  return str_printf(env.arena, "(count of " STR_FMT " where " STR_FMT ")", STR_ARG(items), STR_ARG(where));
    case 1:  return str_printf(env.arena, "(share of " STR_FMT " where " STR_FMT ")", STR_ARG(items), STR_ARG(where));
    default: return str_printf(env.arena, "(count of " STR_FMT ")", STR_ARG(items));
    }
}

static struct str random_literal(struct random_env env)
{
    switch (random_below(4)) {
    case 0:  return str_printf(env.arena, "%u", random_below(5));
    case 1:  return str_printf(env.arena, "%u.%06u", random_below(1000), random_below(1000000));
    case 2:  return str_printf(env.arena, "%u%%", random_below(101));
    default: return str_printf(env.arena, "%u", random_below(2000000000));
    }
}

/* What a function or a define gives of other values. */
static struct str random_called(struct random_env env)
{
    struct str a;
    switch (random_below(5)) {
    case 0:
        a = random_name_of(env, RANDOM_TEXT);
        return a.len > 0 ? str_printf(env.arena, "words(" STR_FMT ")", STR_ARG(a)) : random_literal(env);
    case 1:
        a = random_date(env);
        return str_printf(env.arena, "month(" STR_FMT ")", STR_ARG(a));
    case 2:
        a = random_date(env);
        return str_printf(env.arena, "year(" STR_FMT ")", STR_ARG(a));
    case 3: {
        a = random_date(env);
        struct str b = random_date(env);
        return str_printf(env.arena, "working days between(" STR_FMT ", " STR_FMT ")", STR_ARG(a), STR_ARG(b));
    }
    default:
        a = random_number(env);
        return str_printf(env.arena, env.plain ? "(- " STR_FMT ")" : "rank(" STR_FMT ")", STR_ARG(a));
    }
}

static struct str random_number(struct random_env env)
{
    bool leaf;
    random_deeper(&env, &leaf);
    if (leaf) {
        struct str name = random_below(3) ? random_name_of(env, RANDOM_NUMBER) : STR("");
        return name.len > 0 ? name : random_literal(env);
    }
    if (random_below(3) == 0) {
        struct str counted = random_counted(env);
        if (counted.len > 0)
            return counted;
    }
    if (random_below(6) == 0) {
        struct str a = random_name_of(env, RANDOM_DATE), b = random_name_of(env, RANDOM_DATE);
        if (a.len > 0 && b.len > 0)
            return str_printf(env.arena, "(" STR_FMT " - " STR_FMT ")", STR_ARG(a), STR_ARG(b));
    }
    if (random_below(5) == 0)
        return random_called(env);
    struct str a = random_number(env);
    if (random_below(8) == 0)
        return str_printf(env.arena, "(- " STR_FMT ")", STR_ARG(a));
    struct str b = random_number(env);
    return str_printf(env.arena, "(" STR_FMT " %c " STR_FMT ")", STR_ARG(a), "+-*/"[random_below(4)], STR_ARG(b));
}

enum random_unit { RANDOM_DAY, RANDOM_MONTH, RANDOM_WORKING_DAY, RANDOM_UNITS };

/* A length of time of a unit: days and weeks, months and years, or working days. */
static struct str random_length(struct random_env env, enum random_unit unit)
{
    static const char *const WORDS[RANDOM_UNITS][2] = {{"days", "weeks"}, {"months", "years"}, {"working days", "working days"}};
    bool leaf;
    random_deeper(&env, &leaf);
    if (leaf || random_below(3)) {
        struct str name = unit == RANDOM_DAY && random_below(2) ? random_name_of(env, RANDOM_LENGTH) : STR("");
        const char *words = WORDS[unit][random_below(2)];
        return name.len > 0 ? name : str_printf(env.arena, "%u %s", random_below(30), words);
    }
    struct str a = random_length(env, unit), b = random_length(env, unit);
    return str_printf(env.arena, "(" STR_FMT " %c " STR_FMT ")", STR_ARG(a), "+-"[random_below(2)], STR_ARG(b));
}

static struct str random_date(struct random_env env)
{
    bool leaf;
    random_deeper(&env, &leaf);
    if (leaf) {
        struct str name = random_below(4) ? random_name_of(env, RANDOM_DATE) : STR("");
        return name.len > 0 ? name : random_below(3) == 0 ? STR("today") : str_of(RANDOM_OF(RANDOM_DAYS));
    }
    bool nearer = !env.plain && random_below(6) == 0;
    struct str d = random_date(env), length = random_length(env, nearer ? RANDOM_DAY : (enum random_unit)random_below(RANDOM_UNITS));
    if (nearer)
        return str_printf(env.arena, "nearer(" STR_FMT ", " STR_FMT ")", STR_ARG(d), STR_ARG(length));
    return str_printf(env.arena, "(" STR_FMT " %c " STR_FMT ")", STR_ARG(d), "+-"[random_below(2)], STR_ARG(length));
}

static const char *const RANDOM_SIGNS[] = {"=", "!=", "<", "<=", ">", ">="};

/* What only dates, only numbers or only lengths of time can be asked. */
static struct str random_of_type(struct random_env env)
{
    enum random_unit unit = (enum random_unit)random_below(RANDOM_UNITS);
    struct str a, b, c;
    switch (random_below(env.plain ? 2 : 3)) {
    case 0:
        a = random_date(env), c = random_length(env, unit), b = random_date(env);
        return str_printf(env.arena, STR_FMT " within " STR_FMT " of " STR_FMT, STR_ARG(a), STR_ARG(c), STR_ARG(b));
    case 1:
        a = random_length(env, unit), b = random_length(env, unit);
        return str_printf(env.arena, STR_FMT " %s " STR_FMT, STR_ARG(a), RANDOM_OF(RANDOM_SIGNS), STR_ARG(b));
    default:
        a = random_number(env), b = random_number(env);
        return str_printf(env.arena, "exceeds(" STR_FMT ", " STR_FMT ")", STR_ARG(a), STR_ARG(b));
    }
}

static struct str random_compared(struct random_env env)
{
    bool dates = random_below(2);
    if (random_below(5) == 0)
        return random_of_type(env);
    struct str a = dates ? random_date(env) : random_number(env), b = dates ? random_date(env) : random_number(env);
    if (random_below(5) == 0) {
        struct str c = dates ? random_date(env) : random_number(env);
        return str_printf(env.arena, STR_FMT " is in " STR_FMT " to " STR_FMT, STR_ARG(a), STR_ARG(b), STR_ARG(c));
    }
    return str_printf(env.arena, STR_FMT " %s " STR_FMT, STR_ARG(a), RANDOM_OF(RANDOM_SIGNS), STR_ARG(b));
}

/* What a text is asked. */
static struct str random_read(struct random_env env, struct str text)
{
    switch (random_below(4)) {
    case 0:  return str_printf(env.arena, STR_FMT " contains \"%s\"", STR_ARG(text), RANDOM_OF(RANDOM_WORDS));
    case 1:  return str_printf(env.arena, STR_FMT " matches \"%s\"", STR_ARG(text), RANDOM_OF(RANDOM_PATTERNS));
    case 2:  return str_printf(env.arena, STR_FMT " is one of \"visits will\", \"%s\"", STR_ARG(text), RANDOM_OF(RANDOM_TEXTS));
    default: return str_printf(env.arena, STR_FMT " is \"%s\"", STR_ARG(text), RANDOM_OF(RANDOM_TEXTS));
    }
}

/* What has words of its own: a level, a status, what a map gives, a text. */
static struct str random_worded(struct random_env env)
{
    struct str name = STR("");
    if (random_below(2) && (name = random_name_of(env, RANDOM_LEVEL)).len > 0)
        return str_printf(env.arena, STR_FMT " %s \"%s\"", STR_ARG(name), random_below(2) ? "is at least" : "is", RANDOM_OF(RANDOM_LEVELS));
    if (random_below(2) && (name = random_name_of(env, RANDOM_STATUS)).len > 0)
        return str_printf(env.arena, STR_FMT " is %s \"%s\"", STR_ARG(name), random_below(3) ? "one of \"Completed\"," : "not", RANDOM_OF(RANDOM_STATUSES));
    if (random_below(2) && (name = random_name_of(env, RANDOM_MAPPED)).len > 0)
        return str_printf(env.arena, STR_FMT " %s \"%s\"", STR_ARG(name), random_below(2) ? "at least" : "is not", RANDOM_OF(RANDOM_MAPPED_LEVELS));
    name = random_name_of(env, RANDOM_TEXT);
    return name.len > 0 ? random_read(env, name) : STR("true");
}

static struct str random_quantified(struct random_env env)
{
    static const char *const WORDS[] = {"every", "some", "no"};
    struct random_env inner = env;
    struct str items = random_collected(env, &inner);
    if (items.len == 0)
        return random_compared(env);
    struct str where = random_truth(inner), has = random_truth(inner);
    if (random_below(2))
        return str_printf(env.arena, "(%s " STR_FMT " where (" STR_FMT ") has " STR_FMT ")", RANDOM_OF(WORDS), STR_ARG(items), STR_ARG(where), STR_ARG(has));
    return str_printf(env.arena, "(%s " STR_FMT " has " STR_FMT ")", RANDOM_OF(WORDS), STR_ARG(items), STR_ARG(has));
}

static struct str random_bare(struct random_env env)
{
    bool leaf;
    random_deeper(&env, &leaf);
    if (leaf) {
        struct str name = random_name_of(env, RANDOM_TRUTH);
        return name.len > 0 ? name : random_below(8) ? random_compared(env) : random_below(2) ? STR("true") : STR("false");
    }
    switch (random_below(6)) {
    case 0:  return random_worded(env);
    case 1:  return random_quantified(env);
    case 2: {
        struct str a = random_truth(env);
        return str_printf(env.arena, "not " STR_FMT, STR_ARG(a));
    }
    case 3: {
        struct str a = random_truth(env), b = random_truth(env);
        return str_printf(env.arena, "(" STR_FMT " %s " STR_FMT ")", STR_ARG(a), random_below(2) ? "and" : "or", STR_ARG(b));
    }
    default: return random_compared(env);
    }
}

/* A condition in parentheses, with the guards of what it looks at before it: "(a is given and b is given and (...))", or what is missing lets it pass. */
static struct str random_truth(struct random_env env)
{
    struct random_guards guards = {.len = 0};
    bool pass = random_below(4) == 0;
    env.guards = &guards;
    struct str all = random_bare(env);
    all = str_printf(env.arena, "(" STR_FMT ")", STR_ARG(all));
    for (uint32_t i = guards.len; i-- > 0;)
        all = str_printf(env.arena, "(" STR_FMT " is %s %s " STR_FMT ")", STR_ARG(guards.guard[i]), pass ? "missing" : "given", pass ? "or" : "and", STR_ARG(all));
    return all;
}

/* ---------------------------------------------------------------- a standard */

/* What a message prints; what is missing is printed as such, but a define that compares it must know that it is given. */
static struct str random_hole(struct random_env env)
{
    static const enum random_type TYPES[] = {RANDOM_NUMBER, RANDOM_DATE, RANDOM_TEXT, RANDOM_STATUS, RANDOM_LEVEL, RANDOM_MAPPED};
    struct random_env plain = env;
    plain.plain = true;
    switch (random_below(8)) {
    case 0:  return random_number(plain);
    case 1:  return random_date(plain);
    default: return random_name_of(env, RANDOM_OF(TYPES));
    }
}

/* X is unique among the items of the rule's kind: true when it is, so that "the other" may be named. */
static bool random_unique(struct out *o, struct random_env env)
{
    static const enum random_type TYPES[] = {RANDOM_TEXT, RANDOM_DATE, RANDOM_NUMBER, RANDOM_STATUS, RANDOM_LEVEL};
    if (random_below(10) != 0 || random_is(env.kind, "plan") || random_is(env.kind, "owner"))
        return false;
    struct random_guards none = {.len = 0};
    struct random_env here = env;
    here.guards = &none, here.bound = NULL;
    struct str value = random_name_of(here, RANDOM_OF(TYPES)), where = random_truth(here);
    if (value.len == 0)
        return false;
    out_printf(o, "Require: " STR_FMT " is unique among ", STR_ARG(value));
    if (random_below(2))
        out_printf(o, "(%ss where " STR_FMT ")\n", env.kind, STR_ARG(where));
    else
        out_printf(o, "%ss\n", env.kind);
    return true;
}

static void random_rule(struct out *o, struct arena *a, uint32_t number)
{
    static const char *const SEVERITIES[] = {"error", "warning", "note"};
    const char *kind = RANDOM_OF(RANDOM_KINDS);
    struct random_guards none = {.len = 0};
    struct random_env env = {a, kind, &none, 4, random_below(3) == 0 ? kind : NULL, false};
    out_printf(o, "\n## Rule: rule-%u\n\nFor each: %s%s\n", number, kind, env.bound ? " it" : "");
    for (uint32_t n = random_below(3); n > 0; n--) {
        struct str when = random_truth(env);
        out_printf(o, "When: " STR_FMT "\n", STR_ARG(when));
    }
    bool unique = random_unique(o, env);
    if (!unique) {
        struct str require = random_truth(env);
        out_printf(o, "Require: " STR_FMT "\n", STR_ARG(require));
    }
    out_printf(o, "Otherwise: %s \"Rule %u%s", RANDOM_OF(SEVERITIES), number, unique ? " and {number of the other}" : "");
    for (uint32_t n = random_below(4); n > 0; n--) {
        struct str hole = random_hole(env);
        if (hole.len > 0)
            out_printf(o, ", {" STR_FMT "}", STR_ARG(hole));
    }
    out_str(o, STR("\"\n"));
}

/* The defines and maps that RANDOM_MADE names. */
static void random_defines(struct out *o, struct arena *a)
{
    struct random_guards none = {.len = 0};
    struct random_env env = {a, "action", &none, 2, NULL, true};
    struct str c[5];
    for (size_t i = 0; i < ARRAY_LEN(c); i++)
        c[i] = random_truth(env);
    out_printf(o, "\n## Define: window\n\nFor each: action\nGives: 10 days when " STR_FMT "\nGives: 3 weeks when " STR_FMT "\nGives: %u days\n",
               STR_ARG(c[0]), STR_ARG(c[1]), random_below(90));
    out_printf(o, "\n## Define: weight\n\nFor each: action\nGives: %u when " STR_FMT "\nGives: slip * 2.5 when " STR_FMT "\n", random_below(9), STR_ARG(c[2]), STR_ARG(c[3]));
    out_printf(o, "\n## Define: urgent\n\nFor each: action\nGives: " STR_FMT "\n", STR_ARG(c[4]));
    out_printf(o, "\n## Define: grace end\n\nFor each: plan\nGives: report published + %u months\n", random_below(40));
    out_printf(o, "\n## Define: moved by more than(n)\n\nFor each: action, concern\nGives: count of actions of plan where slip > n\n");
    out_str(o, STR("\n## Define: nearer(day, length)\n\nGives: day + length when length < 2 weeks\nGives: day - length\n"));
    out_str(o, STR("\n## Define: rank(n)\n\nGives: 1 when n > 10\nGives: n / 2 when n > 5\nGives: 3\n"));
    out_str(o, STR("\n## Define: exceeds(n, m)\n\nGives: rank(n) * 2 > m or n = 0\n"));
    out_str(o, STR("\n## Map: enough\n\nLevels: Too little < Enough\nFrom: HMI Prisons progress: No meaningful progress = Too little, Insufficient progress = Too little, "
                   "Reasonable progress = Enough, Good progress = Enough\n"));
    out_str(o, STR("\n## Map: best\n\nLevels: Too little < Enough\nFrom: HMI Prisons progress: Insufficient progress = Too little, Good progress = Enough\n"));
}

/* A "# Standard: random" with `rules` rules for plans. */
static void random_standard(struct out *o, struct arena *a, uint32_t rules)
{
    out_str(o, STR("# Standard: random\n\nApplies to: plan\nUse: progress\n"));
    random_defines(o, a);
    for (uint32_t i = 0; i < rules; i++)
        random_rule(o, a, i);
}

/* ---------------------------------------------------------------- a plan */

static const char *const RANDOM_OWNERS[] = {"Governor", "Head of Safety", "Head of Education, Skills and Work"};

static void random_label(struct out *o, const char *label, const char *value)
{
    if (random_below(3))
        out_printf(o, "%s: %s\n", label, value);
}

static void random_prose(struct out *o)
{
    if (random_below(6) == 0)
        return;
    out_char(o, '\n');
    for (uint32_t n = 1 + random_below(3); n > 0; n--)
        out_printf(o, "%s ", RANDOM_OF(RANDOM_WORDS));
    out_char(o, '\n');
}

static void random_progress(struct out *o)
{
    random_label(o, "Deadline", RANDOM_OF(RANDOM_DAYS));
    for (uint32_t n = random_below(3); n > 0 && random_below(2); n--)
        out_printf(o, "Revised deadline: %s, agreed 3 July 2026, because of works\n", RANDOM_OF(RANDOM_DAYS));
    switch (random_below(6)) {
    case 0:  out_printf(o, "Status: Completed %u May 2026\n", 1 + random_below(31)); break;
    case 1:  out_printf(o, "Status: In progress %u%%\n", random_below(101)); break;
    case 2:  out_str(o, STR("Status: Withdrawn because the wing has closed\n")); break;
    case 3:  out_str(o, STR("Status: Completed\n")); break;
    case 4:  out_str(o, STR("Status: Not started\n")); break;
    default: break;
    }
    random_label(o, "Evidence", "minutes of a meeting");
}

static void random_action(struct out *o, uint32_t concern, uint32_t number)
{
    out_printf(o, "\n### Action %u.%u\n\n", concern, number);
    for (uint32_t n = random_below(3); n > 0; n--)
        out_printf(o, "Owner: %s\n", RANDOM_OWNERS[n]);
    random_progress(o);
    random_label(o, "Measure", "at least 20 cases a month");
    random_prose(o);
    if (random_below(4) == 0)
        out_printf(o, "\n#### Update %u August 2026\n\nStatus: %s\n", 1 + random_below(31), random_below(2) ? "Completed 1 August 2026" : "Ongoing");
}

static void random_recommendation(struct out *o, uint32_t number)
{
    out_printf(o, "\n### Recommendation 1.%u\n\n", number);
    random_progress(o);
    random_label(o, "Judgement", RANDOM_OF(RANDOM_LEVELS));
    random_prose(o);
}

/* A plan that is held to the standard "random", with about `items` items. */
static void random_plan(struct out *o, uint32_t items)
{
    uint32_t concern = 0, recommendation = 0;
    out_str(o, STR("\n# Action plan: HMP Random\n\nStandard: random\n"));
    random_label(o, "Inspection", "2 February 2026 to 12 February 2026");
    random_label(o, "Report published", RANDOM_OF(RANDOM_DAYS));
    random_label(o, "Plan submitted", RANDOM_OF(RANDOM_DAYS));
    for (size_t i = random_below(2) * ARRAY_LEN(RANDOM_OWNERS); i < ARRAY_LEN(RANDOM_OWNERS); i++)
        out_printf(o, "\n## Owner: %s\n", RANDOM_OWNERS[i]);
    for (uint32_t i = 0, actions = 0; i < items; i++)
        switch (concern == 0 ? 0 : random_below(8)) {
        case 0:
            out_printf(o, "\n## %s %u\n\n", random_below(2) ? "Priority concern" : "Key concern", ++concern);
            random_label(o, "Area", RANDOM_OF(RANDOM_WORDS));
            random_prose(o);
            break;
        case 1:  random_recommendation(o, ++recommendation); break;
        default: random_action(o, concern, ++actions); break;
        }
}

#endif
