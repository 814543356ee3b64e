/* What the standards that come with irp declare, explained in their own words: rules with examples, metrics, tables, scales and their levels, defines,
 * maps, calendars, and the standards themselves; and the house styles. */
#include "explain.h"
#include "../pipe/styles.h"
#include "../../runtime/report/text.h"
#include "../../lang/styles/styles.h"

static struct str value_of(const struct tree *t, const struct item *item, const char *word)
{
    for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++)
        if (strcmp(label_rows[t->labels[l].label].word, word) == 0)
            return tree_text(t, t->labels[l].value);
    return STR("");
}

/* What a standard declares by name. All their labels are shown, in the order of the language's table. */
static bool is_declared(enum kind k)
{
    return k == KIND_RULE || k == KIND_METRIC || k == KIND_TABLE || k == KIND_SCALE || k == KIND_DEFINE || k == KIND_MAP || k == KIND_CALENDAR;
}

/* The name of what is declared, without the parameters of a define. */
static struct str name_of(const struct tree *t, const struct item *item)
{
    struct str title = tree_text(t, item->title);
    return item->kind == KIND_DEFINE ? str_trim(str_upto(title, str_find(title, STR("(")))) : title;
}

/* ---- examples */

/* What stands below "// RULE: SORT", up to the next such line. */
static struct str example_in(struct str text, struct str rule, bool bad)
{
    while (text.len > 0) {
        struct str line = str_cut(&text, '\n'), sort = line, name = str_cut(&sort, ':');
        if (!str_starts_fold(line, STR("// ")) || !str_eq(str_from(name, 3), rule) || !str_eq(str_trim(sort), bad ? STR("bad") : STR("good")))
            continue;
        struct str found = str_trim(str_upto(text, str_find(text, STR("\n// "))));
        return found.len == 0 ? found : (struct str){found.at, found.len + 1};     /* with its line end */
    }
    return STR("");
}

static struct str example_of(struct str standard, struct str rule, bool bad)
{
    for (unsigned i = 0; i < example_texts_len; i++)
        if (str_eq(standard, str_of(example_texts[i].name)))
            return example_in((struct str){example_texts[i].text, example_texts[i].length}, rule, bad);
    return STR("");
}

/* ---- one by one */

static void explain_item(struct explaining *x, const struct tree *t, const struct item *item, struct str file)
{
    struct str standard = pipe_version_name(&x->session, t, item->document, x->arena);
    explain_heading(x, kind_rows[item->kind].word, str_printf(x->arena, STR_FMT " (standard " STR_FMT ")", STR_ARG(tree_text(t, item->title)), STR_ARG(standard)));
    explain_paragraph(x, "", str_trim(tree_text(t, item->text)));
    if (item->labels > 0)
        out_char(x->o, '\n');
    for (unsigned word = kind_rows[item->kind].first_label; word < kind_labels_end((enum kind)item->kind); word++)
        for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++)
            if (t->labels[l].label == word)
                out_printf(x->o, "  %-10s " STR_FMT "\n", label_rows[word].word, STR_ARG(text_one_line(x->arena, tree_text(t, t->labels[l].value))));
    if (item->kind == KIND_RULE)
        explain_examples(x, example_of(file, tree_text(t, item->title), true), example_of(file, tree_text(t, item->title), false));
}

static void explain_level(struct explaining *x, const struct tree *t, const struct item *item)
{
    const struct item *scale = &t->items[item->parent];
    explain_heading(x, "Judgement", str_printf(x->arena, STR_FMT " (" STR_FMT ")", STR_ARG(tree_text(t, item->title)), STR_ARG(value_of(t, scale, "By"))));
    explain_paragraph(x, "", str_trim(tree_text(t, item->text)));
    explain_paragraph(x, "Scale, worst first: ", value_of(t, scale, "Levels"));
}

/* The rules of the standard, and the standards that it takes over. */
static void explain_standard(struct explaining *x, const struct tree *t, uint32_t document)
{
    explain_heading(x, "Standard", pipe_version_name(&x->session, t, document, x->arena));
    explain_paragraph(x, "", str_trim(tree_text(t, t->items[document].text)));
    const struct item *item = &t->items[document];
    bool rules = false;
    for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++)
        if (t->labels[l].label == LABEL_STANDARD_USE)
            explain_paragraph(x, "Uses the standard ", tree_text(t, t->labels[l].value));
    for (uint32_t k = document + 1; k < t->items_len && t->items[k].document == document; k++) {
        if (t->items[k].kind != KIND_RULE)
            continue;
        if (!rules)
            explain_names_open(x, "Rules of its own");
        explain_name(x, tree_text(t, t->items[k].title));
        rules = true;
    }
    if (rules)
        explain_names_close(x);
}

/* ---- in the order of their versions */

static int32_t first_day(const struct tree *t, uint32_t document)
{
    struct date_read from = date_parse(value_of(t, &t->items[document], "Valid from"));
    return from.fault == DATE_FINE ? from.date.first : INT32_MIN;
}

/* The documents of a standard's file, the one that is in force latest first. */
static uint32_t documents_of(const struct tree *t, uint32_t *at, uint32_t most)
{
    uint32_t len = 0;
    for (uint32_t k = 0; k < t->items_len && len < most; k++) {
        if (t->items[k].parent != NO_ITEM)
            continue;
        uint32_t i = len++;
        for (; i > 0 && first_day(t, at[i - 1]) < first_day(t, k); i--)
            at[i] = at[i - 1];
        at[i] = k;
    }
    return len;
}

#define VERSIONS_SHOWN 64u               /* of one standard */

static void explain_document(struct explaining *x, const struct tree *t, uint32_t document, struct str file)
{
    if (str_same_name(tree_text(t, t->items[document].title), x->word))
        explain_standard(x, t, document);
    for (uint32_t k = document + 1; k < t->items_len && t->items[k].document == document; k++) {
        const struct item *item = &t->items[k];
        if (!str_same_name(name_of(t, item), x->word))
            continue;
        if (is_declared((enum kind)item->kind))
            explain_item(x, t, item, file);
        else if (item->kind == KIND_LEVEL)
            explain_level(x, t, item);
    }
}

/* ---- house styles */

static const struct style *shipped_style(struct explaining *x, struct str name)
{
    struct diag_sink   sink = {.arena = x->arena};
    struct style_index none;
    style_index_open(&none, tree_parse(STR(""), STR(""), &sink, x->arena), x->arena);
    return style_find(&x->session, &none, name, x->arena);
}

/* A style that comes with irp: what it is, every choice that holds in it, wherever it was made, and its blocks. */
static void explain_style(struct explaining *x, const struct style *s)
{
    const struct tree *t = s->from[0].tree;
    explain_heading(x, "House style", s->name);
    explain_paragraph(x, "", str_trim(tree_text(t, t->items[s->from[0].item].text)));
    out_char(x->o, '\n');
    for (unsigned l = kind_rows[KIND_STYLE].first_label; l < kind_labels_end(KIND_STYLE); l++) {
        struct str value = style_text(s, (enum label)l);
        if (value.len > 0)
            out_printf(x->o, "  %-28s " STR_FMT "\n", label_rows[l].word, STR_ARG(value));
    }
    for (uint32_t i = 0; i < s->len; i++)
        for (uint32_t k = s->from[i].item + 1; k < s->from[i].tree->items_len; k++) {
            const struct item *block = &s->from[i].tree->items[k];
            if (block->kind == KIND_BLOCK && str_eq(style_block(s, tree_text(s->from[i].tree, block->title)), tree_text(s->from[i].tree, block->text)))
                explain_paragraph(x, str_printf(x->arena, "Block: " STR_FMT "\n\n", STR_ARG(tree_text(s->from[i].tree, block->title))).at, str_trim(tree_text(s->from[i].tree, block->text)));
        }
}

static void explain_styles(struct explaining *x)
{
    for (unsigned i = 0; i < style_texts_len; i++)
        if (str_same_name(x->word, str_of(style_texts[i].name)))
            explain_style(x, shipped_style(x, x->word));
}

/* ---- all that is called so */

void explain_declared(struct explaining *x)
{
    for (unsigned i = 0; i < standard_texts_len; i++) {
        uint32_t           at[VERSIONS_SHOWN];
        struct str         file = str_of(standard_texts[i].name);
        const struct tree *t = pipe_shipped(&x->session, file);
        for (uint32_t d = 0, len = documents_of(t, at, VERSIONS_SHOWN); d < len; d++)
            explain_document(x, t, at[d], file);
    }
    explain_styles(x);
}

struct str explain_rule_example(struct explaining *x, struct str rule, bool bad)
{
    struct str found = {"", 0};
    (void)x;
    for (unsigned i = 0; i < example_texts_len && found.len == 0; i++)
        found = example_in((struct str){example_texts[i].text, example_texts[i].length}, rule, bad);
    return found;
}

/* ---- all */

/* "Rules of the standard actions: ...": those of one kind in one file, each name once. */
static void list_kind(struct explaining *x, enum kind k, unsigned file)
{
    const struct tree *t = pipe_shipped(&x->session, str_of(standard_texts[file].name));
    bool any = false;
    for (uint32_t i = 0; i < t->items_len; i++) {
        struct str name = name_of(t, &t->items[i]);
        bool       again = t->items[i].kind != k;
        for (uint32_t b = 0; b < i && !again; b++)
            again = t->items[b].kind == k && str_same_name(name_of(t, &t->items[b]), name);
        if (again)
            continue;
        if (!any)
            explain_names_open(x, str_printf(x->arena, "%ss of the standard %s", kind_rows[k].word, standard_texts[file].name).at);
        explain_name(x, name);
        any = true;
    }
    if (any)
        explain_names_close(x);
}

void explain_list_declared(struct explaining *x)
{
    explain_names_open(x, "Standards");
    for (unsigned i = 0; i < standard_texts_len; i++)
        explain_name(x, str_of(standard_texts[i].name));
    explain_names_close(x);
    explain_names_open(x, "House styles");
    for (unsigned i = 0; i < style_texts_len; i++)
        explain_name(x, str_of(style_texts[i].name));
    explain_names_close(x);
    for (unsigned k = 0; k < KINDS; k++)
        for (unsigned i = 0; is_declared((enum kind)k) && i < standard_texts_len; i++)
            list_kind(x, (enum kind)k, i);
}

void explain_near_declared(struct explaining *x, struct nearest *n)
{
    for (unsigned i = 0; i < style_texts_len; i++)
        nearest_try(n, str_of(style_texts[i].name));
    for (unsigned i = 0; i < standard_texts_len; i++) {
        const struct tree *t = pipe_shipped(&x->session, str_of(standard_texts[i].name));
        nearest_try(n, str_of(standard_texts[i].name));
        for (uint32_t k = 0; k < t->items_len; k++)
            if (is_declared((enum kind)t->items[k].kind) || t->items[k].kind == KIND_LEVEL)
                nearest_try(n, name_of(t, &t->items[k]));
    }
}
