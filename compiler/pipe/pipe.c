/* The pipeline. It reads as the list of its stages. */
#include "pipe.h"
#include "standards.h"
#include "styles.h"

void session_open(struct session *s, struct arena *a) { *s = (struct session){.arena = a}; }

static bool has_documents(const struct tree *t)
{
    for (unsigned k = 0; k < KINDS; k++)
        if (kind_is_held((enum kind)k) && t->kind_count[k] > 0)
            return true;
    return false;
}

static void compile_tree(struct session *s, struct diag_sink *sink, struct arena *a, struct unit *u)
{
    static const struct vocabulary no_words;
    int32_t *held = arena_many(a, u->tree->items_len + 1, int32_t);
    const struct standard_set *set = standards_for(s, u->tree, held, sink, a);
    styles_check(s, u->tree, sink, a);
    u->image = unit_image(u->tree, set != NULL ? &set->words : &no_words, held, sink, a);
    u->set = set;
    u->program = set != NULL ? set->program : NULL;
    u->errors = sink->errors;
    u->only_standards = !has_documents(u->tree);
}

void pipe_compile(struct session *s, struct str name, struct str source, struct arena *a, struct unit *u)
{
    struct diag_sink sink = {.arena = a};
    struct str       text;
    *u = (struct unit){.tree = tree_parse(name, source, &sink, a)};
    if (updates_join(&s->updates, u->tree, a, &text, &u->joined)) {
        sink = (struct diag_sink){.arena = a};       /* both are read again, as one text */
        u->tree = tree_parse(name, text, &sink, a);
    }
    compile_tree(s, &sink, a, u);
}

bool pipe_left(struct session *s, struct arena *a, struct unit *u)
{
    struct diag_sink sink = {.arena = a};
    struct str       text;
    *u = (struct unit){.tree = NULL};
    if (!updates_left(&s->updates, a, &text, &u->joined))
        return false;
    u->tree = tree_parse(s->updates.name, text, &sink, a);
    updates_lost(u->tree, &sink);
    compile_tree(s, &sink, a, u);
    return true;
}

const struct program *unit_program(const struct unit *u)
{
    static const struct str strings[1];
    static const struct program nothing = {.strings = strings, .strings_len = 1};
    return u->program != NULL ? u->program : &nothing;
}
