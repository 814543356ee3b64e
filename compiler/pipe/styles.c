/* styles.c - house styles found and read. See styles.h. */
#include "styles.h"
#include "files.h"
#include "../../lang/styles/styles.h"

/* The style of a kind of document that is held to its usual standard; of others, plain. */
static const struct { enum kind kind; enum label label, standard; const char *held, *usual; } documents[] = {
    {KIND_PLAN, LABEL_PLAN_HOUSE_STYLE, LABEL_PLAN_STANDARD, "hmpps", "hmpps-plan"},
    {KIND_REVIEW, LABEL_REVIEW_HOUSE_STYLE, LABEL_REVIEW_STANDARD, "hmip", "hmip-2023"},
    {KIND_RESPONSE, LABEL_RESPONSE_HOUSE_STYLE, LABEL_RESPONSE_STANDARD, "hmpps", "hmpps-letter"},
};
static const char *const standing_names[] = {
#define STANDING(ID, name, about) name,
#include "../../lang/table/styles.def"
};
static const char *const placeholder_names[] = {
#define PLACEHOLDER(ID, name, about) name,
#include "../../lang/table/styles.def"
};

/* ---- finding */

/* Of two with one name, the first. */
static uint32_t style_in(const struct tree *t, struct str name)
{
    for (uint32_t i = 0; t->kind_count[KIND_STYLE] > 0 && i < t->items_len; i++)
        if (t->items[i].kind == KIND_STYLE && str_same_name(tree_text(t, t->items[i].title), name))
            return i;
    return NO_ITEM;
}

static uint32_t style_indexed(const struct style_index *x, struct str name)
{
    for (struct map_walk w = map_find(&x->names, str_name_hash(name, 0)); map_next(&w);)
        if (str_same_name(tree_text(x->tree, x->tree->items[w.value].title), name))
            return w.value;
    return NO_ITEM;
}

void style_index_open(struct style_index *x, const struct tree *t, struct arena *a)
{
    *x = (struct style_index){.tree = t};
    map_open(&x->names, a, t->kind_count[KIND_STYLE]);
    for (uint32_t i = 0; t->kind_count[KIND_STYLE] > 0 && i < t->items_len; i++)
        if (t->items[i].kind == KIND_STYLE && style_indexed(x, tree_text(t, t->items[i].title)) == NO_ITEM)
            map_add(&x->names, str_name_hash(tree_text(t, t->items[i].title), 0), i);
}

static const struct tree *shipped_style(struct session *s, struct str name)
{
    if (s->styles == NULL)
        s->styles = arena_zero(s->arena, style_texts_len * sizeof *s->styles);
    for (unsigned i = 0; i < style_texts_len; i++) {
        if (!str_same_name(name, str_of(style_texts[i].name)))
            continue;
        struct diag_sink sink = {.arena = s->arena};
        if (s->styles[i] == NULL)
            s->styles[i] = tree_parse(str_printf(s->arena, "%s.irp", style_texts[i].name), (struct str){style_texts[i].text, style_texts[i].length}, &sink, s->arena);
        return s->styles[i];
    }
    return NULL;
}

/* The file that a tree was read from, with links followed where it is known. */
static struct str file_of(const struct session *s, const struct tree *t)
{
    for (uint32_t i = 0; i < s->files.len; i++)
        if (s->files.at[i]->tree == t)
            return s->files.at[i]->real;
    return t->source_name;
}

/* `own`: the style of that name in the tree that names it. */
static struct style_source source_beyond(struct session *s, const struct tree *by, uint32_t own, struct str name)
{
    if (own != NO_ITEM)
        return (struct style_source){by, own};
    const struct tree *t = shipped_style(s, name);
    if (t == NULL) {
        const struct standard_file *f = standard_file(s, file_of(s, by), name);
        t = f == NULL ? NULL : f->tree;
    }
    return t == NULL ? (struct style_source){NULL, NO_ITEM} : (struct style_source){t, style_in(t, name)};
}

static bool holds(const struct style *s, struct style_source from)
{
    for (uint32_t i = 0; i < s->len; i++)
        if (s->from[i].tree == from.tree && s->from[i].item == from.item)
            return true;
    return false;
}

/* The value of the next line of that label, from *line on. */
static bool next_value(struct style_source from, enum label l, uint32_t *line, struct place *value)
{
    const struct item *item = &from.tree->items[from.item];
    while (*line < item->labels) {
        const struct label_line *at = &from.tree->labels[item->first_label + (*line)++];
        *value = at->value;
        if (at->label == l && at->value.length > 0)
            return true;
    }
    return false;
}

/* Each style is read once: one that uses itself, by whatever way, ends there. */
const struct style *style_find(struct session *s, const struct style_index *by, struct str name, struct arena *a)
{
    struct style_source first = source_beyond(s, by->tree, style_indexed(by, name), name);
    if (first.item == NO_ITEM)
        return NULL;
    struct style *made = arena_new(a, struct style);
    made->name = tree_text(first.tree, first.tree->items[first.item].title);
    made->from[made->len++] = first;
    for (uint32_t i = 0; i < made->len; i++) {
        struct place value;
        for (uint32_t line = 0; next_value(made->from[i], LABEL_STYLE_USE, &line, &value);) {
            const struct tree  *t = made->from[i].tree;
            struct str          use = tree_text(t, value);
            struct style_source used = source_beyond(s, t, style_in(t, use), use);
            if (used.item != NO_ITEM && made->len < STYLES_MOST && !holds(made, used))
                made->from[made->len++] = used;
        }
    }
    return made;
}

static struct str value_of(const struct tree *t, uint32_t document, enum label l)
{
    struct place value;
    uint32_t     line = 0;
    return next_value((struct style_source){t, document}, l, &line, &value) ? tree_text(t, value) : STR("");
}

struct str style_usual(const struct tree *t, uint32_t document)
{
    for (size_t d = 0; d < ARRAY_LEN(documents); d++) {
        if (documents[d].kind != (enum kind)t->items[document].kind)
            continue;
        struct str standard = value_of(t, document, documents[d].standard);
        return standard.len == 0 || str_same_name(standard, str_of(documents[d].held)) ? str_of(documents[d].usual) : STR("plain");
    }
    return STR("plain");
}

struct str style_name(const struct tree *t, uint32_t document)
{
    for (size_t d = 0; d < ARRAY_LEN(documents); d++)
        if (documents[d].kind == (enum kind)t->items[document].kind && value_of(t, document, documents[d].label).len > 0)
            return value_of(t, document, documents[d].label);
    return style_usual(t, document);
}

/* ---- messages */

static void nearer(struct str *best, unsigned *least, struct str name, struct str one)
{
    unsigned d = str_distance(name, one, *least);
    if (d < *least)
        *least = d, *best = one;
}

static struct str nearest_style(const struct tree *by, struct str name)
{
    struct str best = {"", 0};
    unsigned   least = near_enough(name.len) + 1;
    for (unsigned i = 0; i < style_texts_len; i++)
        nearer(&best, &least, name, str_of(style_texts[i].name));
    uint32_t own = by == NULL || by->kind_count[KIND_STYLE] > NEAR_STYLES_MOST ? 0 : by->items_len;
    for (uint32_t i = 0; i < own; i++)
        if (by->items[i].kind == KIND_STYLE)
            nearer(&best, &least, name, tree_text(by, by->items[i].title));
    return best;
}

struct str style_near(const struct tree *by, struct str name, struct arena *a)
{
    struct str best = nearest_style(by, name);
    return best.len == 0 ? best : str_printf(a, "; the nearest is \"" STR_FMT "\"", STR_ARG(best));
}

struct str styles_shipped(struct arena *a)
{
    struct str list = {"", 0};
    for (unsigned i = 0; i < style_texts_len; i++)
        list = str_printf(a, STR_FMT "%s%s", STR_ARG(list), i > 0 ? ", " : "", style_texts[i].name);
    return list;
}

static struct str list_of(const char *const *names, size_t len, struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    for (size_t i = 0; i < len; i++)
        out_printf(&o, "%s%s", i > 0 ? ", " : "", names[i]);
    return out_text(&o);
}

/* ---- checking */

static void check_name(struct session *s, const struct style_index *x, struct place at, struct diag_sink *sink, struct arena *a)
{
    struct str name = tree_text(x->tree, at);
    if (source_beyond(s, x->tree, style_indexed(x, name), name).item != NO_ITEM)
        return;
    struct finding *f = diag3(sink, DIAG_UNKNOWN_STYLE, at, str_quoted(a, name), style_near(x->tree, name, a), styles_shipped(a));
    struct str      near = nearest_style(x->tree, name);
    if (near.len > 0)
        diag_fix(sink, f, MEND_STYLE_NEAR, at, near);
}

static bool is_named(const char *const *names, size_t len, struct str name)
{
    for (size_t i = 0; i < len; i++)
        if (str_same_name(name, str_of(names[i])))
            return true;
    return false;
}

size_t placeholder_end(struct str prose, size_t open)
{
    if (prose.at[open] != '{')
        return 0;
    for (size_t end = open + 1; end < prose.len && end - open <= PLACEHOLDER_BYTES_MOST; end++) {
        if (prose.at[end] == '}')
            return end;
        if (prose.at[end] == '{' || prose.at[end] == '\n')
            return 0;
    }
    return 0;
}

static void check_block(const struct tree *t, uint32_t i, struct diag_sink *sink, struct arena *a)
{
    const struct item *item = &t->items[i];
    struct str         name = tree_text(t, item->title), prose = tree_text(t, item->text);
    if (name.len > 0 && !is_named(standing_names, ARRAY_LEN(standing_names), name))
        diag2(sink, DIAG_UNKNOWN_BLOCK, item->title, str_quoted(a, name), list_of(standing_names, ARRAY_LEN(standing_names), a));
    for (size_t open = 0; open < prose.len; open++) {
        size_t end = placeholder_end(prose, open);
        if (end == 0)
            continue;
        struct str hole = str_trim((struct str){prose.at + open + 1, end - open - 1});
        if (!is_named(placeholder_names, ARRAY_LEN(placeholder_names), hole))
            diag2(sink, DIAG_UNKNOWN_PLACEHOLDER, ((struct place){item->text.at + (uint32_t)open, (uint32_t)(end - open + 1)}), str_quoted(a, hole),
                  list_of(placeholder_names, ARRAY_LEN(placeholder_names), a));
        open = end;
    }
}

void styles_check(struct session *s, const struct tree *t, struct diag_sink *sink, struct arena *a)
{
    struct style_index x;
    style_index_open(&x, t, a);
    for (uint32_t l = 0; l < t->labels_len; l++) {
        const struct label_line *line = &t->labels[l];
        bool named = line->label == LABEL_STYLE_USE;
        for (size_t d = 0; d < ARRAY_LEN(documents); d++)
            named = named || line->label == documents[d].label;
        if (named && line->value.length > 0)
            check_name(s, &x, line->value, sink, a);
    }
    for (uint32_t i = 0; t->kind_count[KIND_STYLE] > 0 && i < t->items_len; i++) {
        struct str name = tree_text(t, t->items[i].title);
        if (t->items[i].kind == KIND_BLOCK)
            check_block(t, i, sink, a);
        else if (t->items[i].kind == KIND_STYLE && name.len > 0 && style_indexed(&x, name) != i)
            diag1(sink, DIAG_STYLE_TWICE, t->items[i].place, str_quoted(a, name));
    }
}

/* ---- what a style holds */

struct str style_text(const struct style *s, enum label l)
{
    for (uint32_t i = 0; i < s->len; i++) {
        struct place value;
        uint32_t     line = 0;
        if (next_value(s->from[i], l, &line, &value))
            return tree_text(s->from[i].tree, value);
    }
    return STR("");
}

unsigned style_choice(const struct style *s, enum label l)
{
    int at = choice_find(l, style_text(s, l));
    return at < 0 ? 0 : (unsigned)at;
}

bool style_yes(const struct style *s, enum label l) { return str_eq_fold(style_text(s, l), STR("Yes")); }

struct str style_block(const struct style *s, struct str name)
{
    for (uint32_t i = 0; i < s->len; i++) {
        const struct tree *t = s->from[i].tree;
        for (uint32_t k = s->from[i].item + 1; k < t->items_len && t->items[k].document == s->from[i].item; k++)
            if (t->items[k].kind == KIND_BLOCK && str_same_name(tree_text(t, t->items[k].title), name))
                return tree_text(t, t->items[k].text);
    }
    return STR("");
}
