/* Which standards a file's documents are held to, and those standards compiled: once for all files that are held to the same ones. */
#include "standards.h"
#include "compiled.h"
#include "files.h"
#include "versions.h"
#include "../names/returns.h"
#include "../../lang/standards/standards.h"

/* A document that does not say is held to the standard of its kind. */
static const struct { enum kind kind; const char *standard; } defaults[] = {
    {KIND_PLAN, "hmpps"}, {KIND_REVIEW, "hmip"}, {KIND_RESPONSE, "hmpps"}, {KIND_RETURN, "hmpps"},
};

#define STANDARDS_MOST 64u               /* that one file is held to, with those they use */

/* What was asked before, so that a file of many documents asks for each version once. */
struct answer { struct str name; struct asked_day day; struct period lasts; int32_t number; };

struct gathering {
    struct session *session;
    struct shelf    own;                 /* the file's own standards */
    struct diag_sink *sink;
    struct diag_sink *unheard;           /* of standards that the session was given: who gives them reports their mistakes */
    struct arena   *arena;
    struct standard_source sources[STANDARDS_MOST];
    uint32_t        first[STANDARDS_MOST + 1];   /* of `sources`: those of each number */
    uint32_t        len, numbers;
    uint32_t        user;                /* the source whose uses are being gathered; NO_SOURCE: a document's */
    struct str      names[STANDARDS_MOST];       /* of each number's standard */
    VEC(struct answer) answers;
    bool            full;                /* STANDARDS_MOST was reported */
};

/* ---- where standards are found */

/* The shelf of a tree: made when it is first asked for, kept by the session. */
static const struct shelf *shelf_of(struct session *s, const struct tree *t)
{
    for (uint32_t i = 0; i < s->shelves.len; i++)
        if (s->shelves.at[i]->tree == t)
            return s->shelves.at[i];
    struct shelf *made = arena_new(s->arena, struct shelf);
    shelf_fill(made, t, s->arena);
    *vec_push(s->arena, &s->shelves) = made;
    return made;
}

static const struct tree *parse_shipped(const struct standard_text *text, struct arena *a)
{
    struct diag_sink   sink = {.arena = a};
    const struct tree *t = tree_parse(str_printf(a, "%s.irp", text->name), (struct str){text->text, text->length}, &sink, a);
    if (sink.errors > 0)
        BUG("a standard that comes with irp does not parse");
    return t;
}

static const struct shelf *shipped(struct session *s, struct str name)
{
    if (s->shipped == NULL)
        s->shipped = arena_zero(s->arena, standard_texts_len * sizeof *s->shipped);
    for (unsigned i = 0; i < standard_texts_len; i++)
        if (str_same_name(name, str_of(standard_texts[i].name))) {
            if (s->shipped[i] == NULL)
                s->shipped[i] = parse_shipped(&standard_texts[i], s->arena);
            return shelf_of(s, s->shipped[i]);
        }
    return NULL;
}

const struct tree *pipe_shipped(struct session *s, struct str name)
{
    const struct shelf *found = shipped(s, name);
    return found == NULL ? NULL : found->tree;
}

static struct str name_on(const struct shelf *s, uint32_t document, struct arena *a)
{
    for (uint32_t i = 0; i < s->len; i++)
        if (s->at[i].document == document)
            return version_name(s, &s->at[i], a);
    BUG("a standard is asked for that is not on this shelf");
}

struct str pipe_version_name(struct session *s, const struct tree *tree, uint32_t document, struct arena *a)
{
    return name_on(shipped(s, tree_text(tree, tree->items[document].title)), document, a);
}

static bool holds(const struct shelf *s, struct str name)
{
    uint32_t first, count;
    shelf_find(s, name, &first, &count);
    return count > 0;
}

/* The shelf that holds the name, for whoever names it on the shelf `by`: that one, the file's own, that of a tree that the session was given, a shipped
 * one, or that of a file. NULL: none does. */
static const struct shelf *shelf_with(struct gathering *g, const struct shelf *by, struct str name, const struct standard_file **file)
{
    const struct shelf *s = holds(by, name) ? by : holds(&g->own, name) ? &g->own : NULL;
    struct str          from = by->tree->source_name;
    *file = NULL;
    for (uint32_t i = 0; i < g->session->given.len && s == NULL; i++)
        if (holds(shelf_of(g->session, g->session->given.at[i]), name))
            s = shelf_of(g->session, g->session->given.at[i]);
    if (s == NULL)
        s = shipped(g->session, name);
    if (s != NULL)
        return s;
    for (uint32_t i = 0; i < g->session->files.len; i++)
        if (g->session->files.at[i]->tree == by->tree)
            from = g->session->files.at[i]->real;
    *file = standard_file(g->session, from, name);
    return *file != NULL && holds(shelf_of(g->session, (*file)->tree), name) ? shelf_of(g->session, (*file)->tree) : NULL;
}

/* Who is told of the mistakes of the standards on a shelf. Those of other files are told when they are checked themselves; shipped ones have none. */
static struct diag_sink *heard(const struct gathering *g, const struct shelf *s)
{
    for (unsigned i = 0; i < standard_texts_len && g->session->shipped != NULL; i++)
        if (g->session->shipped[i] == s->tree)
            return NULL;
    return s == &g->own ? g->sink : g->unheard;
}

/* ---- mistakes */

static struct str shipped_list(struct arena *a)
{
    struct str list = {"", 0};
    for (unsigned i = 0; i < standard_texts_len; i++)
        list = str_printf(a, STR_FMT "%s%s", STR_ARG(list), i > 0 ? ", " : "", standard_texts[i].name);
    return list;
}

static void report_unknown(struct gathering *g, struct str name, struct place at, const struct standard_file *file)
{
    if (file != NULL) {
        struct str why = failed(file->why) ? str_of(err_text(file->why.code)) : STR("it holds no standard of that name");
        diag3(g->sink, DIAG_STANDARD_FILE, at, name, file->name, why);
        return;
    }
    struct nearest n = nearest_open(name);
    for (unsigned i = 0; i < standard_texts_len; i++)
        nearest_try(&n, str_of(standard_texts[i].name));
    struct str near = n.best.len > 0 ? str_printf(g->arena, "; the nearest is \"" STR_FMT "\"", STR_ARG(n.best)) : STR("");
    struct finding *f = diag3(g->sink, DIAG_UNKNOWN_STANDARD, at, name, near, shipped_list(g->arena));
    if (n.best.len > 0 && at.length == name.len)
        diag_fix(g->sink, f, MEND_STANDARD_NEAR, at, n.best);
}

static void no_version(struct gathering *g, const struct shelf *s, struct str name, struct place at, struct asked_day day)
{
    uint32_t first, count;
    shelf_find(s, name, &first, &count);
    struct period *periods = arena_many(g->arena, count, struct period);
    for (uint32_t i = 0; i < count; i++)
        periods[i] = s->at[first + i].period;
    report_no_version(g->sink, name, at, day, periods, count);
}

static bool room_for_source(struct gathering *g, struct place at)
{
    if (g->len < STANDARDS_MOST)
        return true;
    if (!g->full)
        diag1(g->sink, DIAG_TOO_MANY_STANDARDS, at, str_printf(g->arena, "%u", STANDARDS_MOST));
    g->full = true;
    return false;
}

/* ---- gathering */

static bool gather_version(struct gathering *g, const struct shelf *s, const struct version *v, struct place at, struct asked_day day, struct period *lasts);

/* Adds the version of a standard that is in force, and those it uses, under the number that is being made. *lasts shrinks to the days on which all
 * of them stay the same. */
static bool gather(struct gathering *g, const struct shelf *by, struct str name, struct place at, struct asked_day day, struct period *lasts)
{
    const struct standard_file *file;
    const struct shelf *s = shelf_with(g, by, name, &file);
    struct period       same;
    if (s == NULL) {
        if (heard(g, by) != g->unheard)
            report_unknown(g, name, at, file);
        return false;
    }
    const struct version *v = shelf_version(s, name, day, &same);
    lasts->from = same.from > lasts->from ? same.from : lasts->from;
    lasts->to = same.to < lasts->to ? same.to : lasts->to;
    if (v == NULL) {
        no_version(g, s, name, at, day);
        return false;
    }
    return gather_version(g, s, v, at, day, lasts);
}

static bool gather_version(struct gathering *g, const struct shelf *s, const struct version *v, struct place at, struct asked_day day, struct period *lasts)
{
    const struct tree *t = s->tree;
    const struct item *item = &t->items[v->document];
    bool               own = s == &g->own;
    for (uint32_t i = g->first[g->numbers]; i < g->len; i++)
        if (g->sources[i].tree == t && g->sources[i].document == v->document)
            return true;                 /* used twice, or in a circle */
    if (!room_for_source(g, at))
        return false;
    uint32_t user = g->user;
    g->user = g->len;
    g->sources[g->len++] = (struct standard_source){t, v->document, (int32_t)g->numbers, heard(g, s), v->period.from, v->period.to, user};
    for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++)
        if (t->labels[l].label == LABEL_STANDARD_USE)
            gather(g, s, tree_text(t, t->labels[l].value), own ? t->labels[l].value : at, day, lasts);
    g->user = user;
    return true;
}

/* Takes what was gathered last as a number of its own, unless an earlier one is the same. */
static int32_t number_gathered(struct gathering *g, struct str name)
{
    const struct standard_source *made = &g->sources[g->first[g->numbers]];
    uint32_t                      count = g->len - g->first[g->numbers];
    for (uint32_t n = 0; n < g->numbers; n++) {
        const struct standard_source *other = &g->sources[g->first[n]];
        bool same = g->first[n + 1] - g->first[n] == count;
        for (uint32_t i = 0; i < count && same; i++)
            same = other[i].tree == made[i].tree && other[i].document == made[i].document;
        if (same) {
            g->len = g->first[g->numbers];
            return (int32_t)n;
        }
    }
    g->names[g->numbers++] = name;
    g->first[g->numbers] = g->len;
    return (int32_t)g->numbers - 1;
}

/* The full name of a gathered standard: with its days when it has several versions. */
static struct str full_name(struct gathering *g, const struct standard_source *s)
{
    return name_on(s->tree == g->own.tree ? &g->own : shelf_of(g->session, s->tree), s->document, g->arena);
}

/* The number of the standard of that name on that day, or -1 after a message. */
static int32_t number_of(struct gathering *g, struct str name, struct place at, struct asked_day day)
{
    for (uint32_t i = 0; i < g->answers.len; i++) {
        const struct answer *a = &g->answers.at[i];
        if (a->day.given == day.given && a->lasts.from <= day.day && day.day <= a->lasts.to && str_same_name(a->name, name))
            return a->number;
    }
    struct period lasts = PERIOD_ALWAYS;
    uint32_t      first = g->len;
    if (!gather(g, &g->own, name, at, day, &lasts)) {
        g->len = first;
        return -1;
    }
    int32_t number = number_gathered(g, full_name(g, &g->sources[first]));
    *vec_push(g->arena, &g->answers) = (struct answer){name, day, lasts, number};
    return number;
}

/* ---- documents */

/* The name of the standard that a document is held to, and where it says so. */
static struct str standard_of(const struct session *s, const struct tree *t, uint32_t document, struct place *at)
{
    static const enum label labels[] = {LABEL_PLAN_STANDARD, LABEL_REVIEW_STANDARD, LABEL_RESPONSE_STANDARD, LABEL_RETURN_STANDARD};
    const struct item *item = &t->items[document];
    struct str name = s->standard;
    *at = item->place;
    for (uint32_t l = item->first_label; l < item->first_label + item->labels && name.len == 0; l++)
        for (size_t i = 0; i < ARRAY_LEN(labels) && name.len == 0; i++)
            if (t->labels[l].label == labels[i] && t->labels[l].value.length > 0) {
                *at = t->labels[l].value;
                name = tree_text(t, *at);
            }
    for (size_t i = 0; i < ARRAY_LEN(defaults) && name.len == 0; i++)
        if (defaults[i].kind == (enum kind)item->kind)
            name = str_of(defaults[i].standard);
    return name;
}

/* The document whose standard holds: a return that names none is held to what its plan is held to. */
static uint32_t held_like(const struct returns *r, uint32_t document)
{
    const struct item *item = &r->tree->items[document];
    for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++)
        if (r->tree->labels[l].label == LABEL_RETURN_STANDARD)
            return document;
    uint32_t plan = returns_plan(r, document);
    return plan == NO_ITEM ? document : plan;
}

static void hold_documents(struct gathering *g, int32_t *held)
{
    const struct tree *t = g->own.tree;
    struct returns returns;
    returns_open(&returns, t, g->arena);
    for (uint32_t i = 0; i < t->items_len; i++) {
        struct place at;
        held[i] = -1;
        if (kind_is_held((enum kind)t->items[i].kind)) {
            uint32_t   about = held_like(&returns, i);
            struct str name = standard_of(g->session, t, about, &at);
            held[i] = number_of(g, name, at, document_day(t, about));
        }
    }
}

/* Standards of the file that nothing is held to are compiled too, for their mistakes: each under a number that no document has. */
static void gather_unused(struct gathering *g)
{
    for (uint32_t i = 0; i < g->own.len; i++) {
        const struct version *v = &g->own.at[i];
        struct period lasts = PERIOD_ALWAYS;
        bool used = false;
        for (uint32_t j = 0; j < g->len && !used; j++)
            used = g->sources[j].tree == g->own.tree && g->sources[j].document == v->document;
        if (!used && gather_version(g, &g->own, v, g->own.tree->items[v->document].place,
                                    (struct asked_day){v->period.from != INT32_MIN, v->period.from, "Valid from"}, &lasts))
            number_gathered(g, version_name(&g->own, v, g->arena));
    }
}

/* ---- compiling */

/* In the standards that were gathered. */
static uint32_t mistakes_told(const struct gathering *g) { return g->sink->errors + g->unheard->errors; }

static struct standard_set *compile(struct gathering *g, struct str key, struct claim_source claims, struct arena *a)
{
    struct standard_set *set = arena_new(a, struct standard_set);
    set->key = str_keep(a, key);
    struct vocabulary    words;
    vocabulary_open(&words, g->numbers, a);
    struct diag_sink *quiet = arena_new(a, struct diag_sink);
    quiet->arena = a;
    for (uint32_t i = 0; i < g->len; i++) {
        struct standard_source *s = &g->sources[i];
        s->sink = s->sink != NULL ? s->sink : quiet;
        vocabulary_add(&words, (uint32_t)s->number, s->tree, s->document, a);
    }
    vocabulary_close(&words);
    struct str name = {"", 0};
    for (uint32_t i = 0; i < g->numbers; i++)
        name = str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(name), i > 0 ? "," : "", STR_ARG(g->names[i]));
    struct standard_source *kept = arena_many(a, g->len, struct standard_source);
    memcpy(kept, g->sources, g->len * sizeof *kept);
    set->sources = kept, set->sources_len = g->len;
    uint32_t mistakes = mistakes_told(g);
    set->program = rules_lower(g->sources, g->len, claims, &words, name, NULL, a);
    vocabulary_read(&set->words, set->program, a);
    set->words.incomplete = mistakes_told(g) > mistakes;
    if (quiet->errors > 0)
        BUG("a standard that comes with irp does not compile");
    return set;
}

const struct program *pipe_rules(const struct standard_set *set, const struct rules_hooks *hooks, struct arena *a, uint32_t *mistakes)
{
    struct standard_source *sources = arena_many(a, set->sources_len, struct standard_source);
    struct diag_sink        sink = {.arena = a};
    memcpy(sources, set->sources, set->sources_len * sizeof *sources);
    for (uint32_t i = 0; i < set->sources_len; i++)
        sources[i].sink = &sink;
    const struct program *p = rules_lower(sources, set->sources_len, (struct claim_source){NULL, NULL, NULL}, &set->words, set->program->name, hooks, a);
    *mistakes = sink.errors;
    return p;
}

/* What tells one set of standards from another in this session: their trees and places within them, by number. */
static struct str key_of(const struct gathering *g)
{
    struct out key;
    out_memory(&key, g->arena);
    for (uint32_t i = 0; i < g->len; i++) {
        out_printf(&key, "%p %u %d,", (const void *)g->sources[i].tree, g->sources[i].document, g->sources[i].number);
    }
    return out_text(&key);
}

/* The set that was gathered, compiled once a session. */
static const struct standard_set *kept_set(struct gathering *g)
{
    struct session *s = g->session;
    struct str      key = key_of(g);
    for (uint32_t i = 0; i < s->sets.len; i++)
        if (str_eq(s->sets.at[i]->key, key))
            return s->sets.at[i];
    struct standard_set *set = compile(g, key, (struct claim_source){NULL, NULL, NULL}, s->arena);
    *vec_push(s->arena, &s->sets) = set;
    return set;
}

static struct gathering *gathering_open(struct session *s, const struct tree *t, struct diag_sink *sink, struct arena *a)
{
    struct gathering *g = arena_new(a, struct gathering);
    g->session = s, g->sink = sink, g->arena = a;
    g->user = NO_SOURCE;
    g->unheard = arena_new(a, struct diag_sink);
    g->unheard->arena = a;
    shelf_fill(&g->own, t, a);
    return g;
}

/* ---- all versions of one */

/* The set for documents of that day; NULL: there is none. *lasts: the days around for which it is the same. */
static const struct standard_set *set_on(struct session *s, struct str name, struct asked_day day, struct period *lasts)
{
    struct diag_sink   quiet = {.arena = s->arena};
    const struct tree *nothing = tree_parse(STR(""), STR(""), &quiet, s->arena);
    struct gathering  *g = gathering_open(s, nothing, &quiet, s->arena);
    *lasts = PERIOD_ALWAYS;
    if (!gather(g, &g->own, name, (struct place){0, 0}, day, lasts))
        return NULL;
    number_gathered(g, full_name(g, &g->sources[0]));
    return kept_set(g);
}

struct standard_versions pipe_versions(struct session *s, struct str name)
{
    VEC(struct standard_version) versions = {NULL, 0, 0};
    struct period                lasts;
    const struct standard_set   *latest = set_on(s, name, (struct asked_day){.given = false}, &lasts);
    bool                         listed = latest == NULL;
    for (int64_t day = INT32_MIN; day <= INT32_MAX && latest != NULL; day = (int64_t)lasts.to + 1) {
        const struct standard_set *set = set_on(s, name, (struct asked_day){true, (int32_t)day, ""}, &lasts);
        if (set != NULL)
            *vec_push(s->arena, &versions) = (struct standard_version){(int32_t)day, lasts.to, set == latest, period_words((struct period){(int32_t)day, lasts.to}, s->arena), set};
        listed = listed || set == latest;
    }
    if (!listed)                                     /* no day has all of the latest versions */
        *vec_push(s->arena, &versions) = (struct standard_version){1, 0, true, STR("without a day"), latest};
    return (struct standard_versions){versions.at, versions.len};
}

/* Takes what was gathered last as a number of its own, in force on those days. */
static void number_interval(struct gathering *g, struct period days)
{
    struct standard_source *top = &g->sources[g->first[g->numbers]];
    top->from = days.from, top->to = days.to;
    g->names[g->numbers] = full_name(g, top);
    g->first[++g->numbers] = g->len;
}

const struct standard_set *pipe_alone(struct session *s, struct str name)
{
    struct standard_versions versions = pipe_versions(s, name);
    struct diag_sink         quiet = {.arena = s->arena};
    struct gathering        *g = gathering_open(s, tree_parse(STR(""), STR(""), &quiet, s->arena), &quiet, s->arena);
    struct period            lasts = PERIOD_ALWAYS;
    for (uint32_t i = 0; i < versions.len; i++) {
        const struct standard_version *v = &versions.at[i];
        if (v->from <= v->to && gather(g, &g->own, name, (struct place){0, 0}, (struct asked_day){true, v->from, ""}, &lasts))
            number_interval(g, (struct period){v->from, v->to});
    }
    bool last = versions.len > 0 && versions.at[versions.len - 1].latest && versions.at[versions.len - 1].from <= versions.at[versions.len - 1].to;
    if (versions.len > 0 && !last && gather(g, &g->own, name, (struct place){0, 0}, (struct asked_day){.given = false}, &lasts))
        number_interval(g, (struct period){1, 0});
    return g->len == 0 || g->full ? NULL : kept_set(g);
}

/* ---- sets that were linked in */

static bool compiled_is(const struct compiled_standard *c, struct str name, struct asked_day day)
{
    return (day.given ? c->from <= day.day && day.day <= c->to : c->latest) && str_same_name(name, str_of(c->name));
}

/* The compiled standard that all documents are held to, or NULL: they are held to several, or to one that was not linked in. */
static const struct compiled_standard *compiled_for(const struct session *s, const struct tree *t, struct arena *a)
{
    const struct compiled_standard *one = NULL;
    struct returns                  returns;
    returns_open(&returns, t, a);
    for (uint32_t i = 0; i < t->items_len; i++) {
        struct place at;
        if (!kind_is_held((enum kind)t->items[i].kind))
            continue;
        uint32_t         about = held_like(&returns, i);
        struct str       name = standard_of(s, t, about, &at);
        struct asked_day day = document_day(t, about);
        const struct compiled_standard *c = one;
        if (c == NULL)
            for (unsigned k = 0; k < compiled_standards_len && c == NULL; k++)
                c = compiled_is(&compiled_standards[k], name, day) ? &compiled_standards[k] : NULL;
        if (c == NULL || !compiled_is(c, name, day))
            return NULL;
        one = c;
    }
    return one;
}

static const struct standard_set *linked_set(struct session *s, const struct compiled_standard *c)
{
    if (s->linked_sets == NULL)
        s->linked_sets = arena_zero(s->arena, compiled_standards_len * sizeof(struct standard_set *));
    const struct standard_set **kept = &s->linked_sets[c - compiled_standards];
    if (*kept == NULL) {
        struct standard_set *made = arena_new(s->arena, struct standard_set);
        made->program = program_linked((struct str){c->program, (size_t)(c->end - c->program)}, s->arena);
        if (c->codes_len > 0)
            made->native = native_linked(c->codes, c->codes_len, c->codes[0]->program_hash, s->arena);
        vocabulary_read(&made->words, made->program, s->arena);
        *kept = made;
    }
    return *kept;
}

bool pipe_linked_programs(bool (*ask)(void *of, const struct program *p), void *of, struct arena *a)
{
    struct arena work;
    bool         answered = false;
    arena_open(&work, a->mem);
    for (unsigned i = 0; i < compiled_standards_len && !answered; i++)
        answered = ask(of, program_linked((struct str){compiled_standards[i].program, (size_t)(compiled_standards[i].end - compiled_standards[i].program)}, &work));
    arena_close(&work);
    return answered;
}

/* ---- the whole */

const struct standard_set *standards_for(struct session *s, const struct tree *t, int32_t *held, struct diag_sink *sink, struct arena *a)
{
    bool claims = has_claims(t), own = t->kind_count[KIND_STANDARD] > 0;
    const struct compiled_standard *c = s->linked && !own && !claims && s->given.len == 0 ? compiled_for(s, t, a) : NULL;
    for (uint32_t i = 0; i < t->items_len && c != NULL; i++)
        held[i] = kind_is_held((enum kind)t->items[i].kind) ? 0 : -1;
    if (c != NULL)
        return linked_set(s, c);
    struct gathering *g = gathering_open(s, t, sink, a);
    shelf_check(&g->own, sink);
    hold_documents(g, held);
    gather_unused(g);
    if (g->len == 0)
        return NULL;
    if (own || claims)
        return compile(g, STR(""), (struct claim_source){claims ? t : NULL, held, sink}, a);
    return kept_set(g);
}
