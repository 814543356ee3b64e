/* Which standards a file's documents are held to, and those standards compiled: once for all files that are held to the same ones. */
#include "standards.h"
#include "../../lang/standards/standards.h"

/* A document that does not say is held to the standard of its kind. */
static const struct { enum kind kind; const char *standard; } defaults[] = {
    {KIND_PLAN, "hmpps"}, {KIND_REVIEW, "hmip"}, {KIND_RESPONSE, "hmpps"}, {KIND_RETURN, "hmpps"},
};

#define STANDARDS_MOST 64u               /* that one file is held to, with those they use */

struct gathering {
    struct session *session;
    const struct tree *tree;             /* the file's own standards */
    struct diag_sink *sink;
    struct diag_sink *unheard;           /* of standards that the session was given: who gives them reports their mistakes */
    struct arena   *arena;
    struct standard_source sources[STANDARDS_MOST];
    uint32_t        len, tops;
    bool            full;                /* STANDARDS_MOST was reported */
    bool            own;                 /* one of them stands in the file */
    struct str      key;
};

static struct str label_value(const struct tree *t, const struct item *item, enum label l, struct place *at)
{
    for (uint32_t i = item->first_label; i < item->first_label + item->labels; i++)
        if (t->labels[i].label == l) {
            *at = t->labels[i].value;
            return tree_text(t, *at);
        }
    *at = item->place;
    return STR("");
}

const struct tree *pipe_shipped(struct session *s, struct str name)
{
    for (unsigned i = 0; i < standard_texts_len; i++)
        if (str_same_name(name, str_of(standard_texts[i].name))) {
            struct diag_sink sink = {.arena = s->arena};
            const struct tree *t = tree_parse(str_printf(s->arena, "%s.irp", standard_texts[i].name),
                                              (struct str){standard_texts[i].text, standard_texts[i].length}, &sink, s->arena);
            if (sink.errors > 0)
                BUG("a standard that comes with irp does not parse");
            return t;
        }
    return NULL;
}

static uint32_t own_standard(const struct tree *t, struct str name)
{
    for (uint32_t i = 0; i < t->items_len; i++)
        if (t->items[i].kind == KIND_STANDARD && str_same_name(tree_text(t, t->items[i].title), name))
            return i;
    return NO_ITEM;
}

static struct str shipped_list(struct arena *a)
{
    struct str list = {"", 0};
    for (unsigned i = 0; i < standard_texts_len; i++)
        list = str_printf(a, STR_FMT "%s%s", STR_ARG(list), i > 0 ? ", " : "", standard_texts[i].name);
    return list;
}

static void report_unknown(struct gathering *g, struct str name, struct place at)
{
    struct str near = {"", 0};
    for (unsigned i = 0; i < standard_texts_len; i++)
        if (str_distance(name, str_of(standard_texts[i].name), 2) <= 2)
            near = str_printf(g->arena, "; the nearest is \"%s\"", standard_texts[i].name);
    diag3(g->sink, DIAG_UNKNOWN_STANDARD, at, name, near, shipped_list(g->arena));
}

/* Where a standard stands: in the file itself, in one that the session was given, or among those that come with irp. False: nowhere. */
static bool find_standard(const struct gathering *g, struct str name, struct standard_source *s)
{
    uint32_t own = own_standard(g->tree, name);
    *s = (struct standard_source){.tree = g->tree, .document = own, .sink = g->sink};
    for (uint32_t i = 0; s->document == NO_ITEM && i < g->session->given.len; i++) {
        s->tree = g->session->given.at[i];
        s->document = own_standard(s->tree, name);
        s->sink = g->unheard;
    }
    if (s->document == NO_ITEM)
        *s = (struct standard_source){.tree = pipe_shipped(g->session, name)};
    return s->tree != NULL;
}

/* Adds a standard and those it uses, all under the number of the one that a document named. */
static bool gather(struct gathering *g, struct str name, struct place at, int32_t number)
{
    struct standard_source s;
    if (!find_standard(g, name, &s)) {
        report_unknown(g, name, at);
        return false;
    }
    bool own = s.tree == g->tree;
    for (uint32_t i = 0; i < g->len; i++)
        if (g->sources[i].number == number && g->sources[i].document == s.document && str_eq(g->sources[i].tree->source_name, s.tree->source_name))
            return true;                 /* used twice, or in a circle */
    if (g->len == STANDARDS_MOST && g->full)
        return false;
    if (g->len == STANDARDS_MOST) {
        g->full = true;
        diag1(g->sink, DIAG_TOO_MANY_STANDARDS, at, str_printf(g->arena, "%u", STANDARDS_MOST));
        return false;
    }
    g->own = g->own || own;
    s.number = number;
    g->sources[g->len++] = s;
    const struct item *item = &s.tree->items[s.document];
    for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++)
        if (s.tree->labels[l].label == LABEL_STANDARD_USE)
            gather(g, tree_text(s.tree, s.tree->labels[l].value), own ? s.tree->labels[l].value : at, number);
    return true;
}

/* The name of the standard that a document is held to, and where it says so. */
static struct str standard_of(const struct gathering *g, uint32_t document, struct place *at)
{
    static const enum label labels[] = {LABEL_PLAN_STANDARD, LABEL_REVIEW_STANDARD, LABEL_RESPONSE_STANDARD, LABEL_RETURN_STANDARD};
    const struct item *item = &g->tree->items[document];
    struct str name = g->session->standard;
    *at = item->place;
    for (size_t i = 0; i < ARRAY_LEN(labels) && name.len == 0; i++)
        if (label_rows[labels[i]].kind == (enum kind)item->kind)
            name = label_value(g->tree, item, labels[i], at);
    for (size_t i = 0; i < ARRAY_LEN(defaults) && name.len == 0; i++)
        if (defaults[i].kind == (enum kind)item->kind)
            name = str_of(defaults[i].standard);
    return name;
}

/* The number of a standard among those of the file's documents; a new one is put behind the others. */
static int32_t number_of(struct gathering *g, struct str name)
{
    int32_t number = 0;
    for (struct str keys = g->key; keys.len > 0; number++)
        if (str_same_name(str_cut(&keys, ','), name))
            return number;
    g->key = g->key.len == 0 ? name : str_printf(g->arena, STR_FMT "," STR_FMT, STR_ARG(g->key), STR_ARG(name));
    return number;
}

static bool is_held(enum kind k) { return k != KIND_NONE && k != KIND_STANDARD && kind_is_document(k); }

/* The numbers of all documents, and the names that belong to them as the key. */
static void number_documents(struct gathering *g, int32_t *held)
{
    struct place at;
    for (uint32_t i = 0; i < g->tree->items_len; i++)
        held[i] = is_held((enum kind)g->tree->items[i].kind) ? number_of(g, standard_of(g, i, &at)) : -1;
}

/* Gathers the standard of each number; documents whose standard is not known are held to none. */
static void gather_all(struct gathering *g, int32_t *held)
{
    int32_t next = 0;
    for (uint32_t i = 0; i < g->tree->items_len; i++) {
        struct place at;
        struct str   name = held[i] >= next ? standard_of(g, i, &at) : STR("");
        if (held[i] >= next && gather(g, name, at, held[i]))
            next = held[i] + 1;
        else if (held[i] >= next)
            held[i] = -1;
    }
}

static struct standard_set *compile(struct gathering *g, struct claim_source claims, struct arena *a)
{
    struct standard_set *set = arena_new(a, struct standard_set);
    set->key = str_keep(a, g->key);
    set->scales.standards = set->key;
    struct diag_sink *quiet = arena_new(a, struct diag_sink);
    quiet->arena = a;
    for (uint32_t i = 0; i < g->len; i++) {
        struct standard_source *s = &g->sources[i];
        s->sink = s->sink != NULL ? s->sink : quiet;
        scales_add(&set->scales, s->tree, s->document, a);
    }
    struct standard_source *kept = arena_many(a, g->len, struct standard_source);
    memcpy(kept, g->sources, g->len * sizeof *kept);
    set->sources = kept, set->sources_len = g->len;
    set->program = rules_lower(g->sources, g->len, claims, &set->scales, set->key, NULL, a);
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
    const struct program *p = rules_lower(sources, set->sources_len, (struct claim_source){NULL, NULL, NULL}, &set->scales, set->key, hooks, a);
    *mistakes = sink.errors;
    return p;
}

/* Standards of the file that nothing is held to are compiled too, for their mistakes. */
static void gather_unused(struct gathering *g)
{
    for (uint32_t i = 0; i < g->tree->items_len; i++) {
        const struct item *item = &g->tree->items[i];
        bool used = item->kind != KIND_STANDARD || item->title.length == 0;
        for (uint32_t j = 0; j < g->len && !used; j++)
            used = g->sources[j].tree == g->tree && g->sources[j].document == i;
        if (!used)
            gather(g, tree_text(g->tree, item->title), item->place, INT32_MAX);
    }
}

const struct standard_set *standards_for(struct session *s, const struct tree *t, int32_t *held, struct diag_sink *sink, struct arena *a)
{
    struct gathering *g = arena_new(a, struct gathering);
    uint32_t          before = sink->errors;
    g->session = s, g->tree = t, g->sink = sink, g->arena = a;
    g->unheard = arena_new(a, struct diag_sink);
    g->unheard->arena = a;
    bool claims = has_claims(t);
    number_documents(g, held);
    for (uint32_t i = 0; i < s->sets.len && t->kind_count[KIND_STANDARD] == 0 && !claims; i++)
        if (str_eq(s->sets.at[i]->key, g->key))
            return s->sets.at[i];
    gather_all(g, held);
    if (t->kind_count[KIND_STANDARD] > 0)
        gather_unused(g);
    if (g->len == 0)
        return NULL;
    if (g->own || claims)
        return compile(g, (struct claim_source){claims ? t : NULL, held, sink}, a);
    struct standard_set *set = compile(g, (struct claim_source){NULL, NULL, NULL}, s->arena);
    if (sink->errors == before)
        *vec_push(s->arena, &s->sets) = set;
    return set;
}
