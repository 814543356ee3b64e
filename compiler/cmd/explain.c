/* irp explain: every message, rule, kind of item, label, status and judgement, offline, from the tables and the standards that come with irp. */
#include "cmd.h"
#include "../pipe/styles.h"
#include "../../runtime/report/text.h"
#include "../../lang/styles/styles.h"

struct explaining { struct out *o; struct arena *arena; struct session session; struct str word; bool any; };

/* A new piece of the answer: a blank line parts it from the one before. */
static void heading(struct explaining *x, const char *what, struct str name)
{
    if (x->any)
        out_char(x->o, '\n');
    x->any = true;
    out_printf(x->o, "%s: ", what);
    out_str(x->o, name);
    out_char(x->o, '\n');
}

static void paragraph(struct explaining *x, const char *before, struct str text)
{
    if (text.len == 0)
        return;
    out_printf(x->o, "\n%s", before);
    out_str(x->o, text);
    out_char(x->o, '\n');
}

static void indented(struct explaining *x, struct str text)
{
    while (text.len > 0) {
        struct str line = str_cut(&text, '\n');
        out_str(x->o, line.len > 0 ? STR("    ") : STR(""));
        out_str(x->o, line);
        out_char(x->o, '\n');
    }
}

/* ---- messages */

/* A sentence with … where something is filled in. */
static struct str without_holes(struct explaining *x, struct str sentence)
{
    struct out o;
    out_memory(&o, x->arena);
    while (sentence.len > 0) {
        size_t open = str_find(sentence, STR("{"));
        out_str(&o, str_upto(sentence, open));
        sentence = str_from(sentence, open);
        if (sentence.len >= 3)
            out_str(&o, STR("…"));
        sentence = str_from(sentence, sentence.len < 3 ? sentence.len : 3);
    }
    return out_text(&o);
}

/* What irp can do about it itself. */
static void explain_fixes(struct explaining *x, enum diag d)
{
    static const char *const by[] = {[FIX_NONE] = "", [FIX_SAFE] = "irp check --fix", [FIX_UNSAFE] = "irp check --unsafe-fixes", [FIX_PLACEHOLDER] = "you, where the three dots stand"};
    for (unsigned m = 0; m < MENDS; m++)
        if (mend_rows[m].diag == d)
            paragraph(x, "Mended by ", str_printf(x->arena, "%s: %s", by[mend_rows[m].safety], mend_rows[m].about));
}

static void explain_message(struct explaining *x, enum diag d)
{
    const struct diag_row *row = &diag_rows[d];
    char name[DIAG_NAME_MOST];
    diag_name(d, name);
    heading(x, severity_word(row->severity), str_printf(x->arena, "%s %s", row->code, name));
    paragraph(x, "Says: ", without_holes(x, str_of(row->sentence)));
    paragraph(x, "", str_of(row->about));
    explain_fixes(x, d);
    if (row->bad[0] != '\0') {
        out_str(x->o, STR("\nGives it:\n\n"));
        indented(x, str_of(row->bad));
    }
    if (row->good[0] != '\0') {
        out_str(x->o, STR("\nDoes not:\n\n"));
        indented(x, str_of(row->good));
    }
}

/* ---- rules and judgements of the standards */

static struct str value_of(const struct tree *t, const struct item *item, const char *word)
{
    for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++)
        if (strcmp(label_rows[t->labels[l].label].word, word) == 0)
            return tree_text(t, t->labels[l].value);
    return STR("");
}

/* What a standard declares by name: rules, metrics and tables. All their labels are shown, in the order of the language's table. */
static bool is_declared(enum kind k) { return k == KIND_RULE || k == KIND_METRIC || k == KIND_TABLE; }

static void explain_declared(struct explaining *x, const struct tree *t, const struct item *item)
{
    struct str standard = pipe_version_name(&x->session, t, item->document, x->arena);
    heading(x, kind_rows[item->kind].word, str_printf(x->arena, STR_FMT " (standard " STR_FMT ")", STR_ARG(tree_text(t, item->title)), STR_ARG(standard)));
    paragraph(x, "", str_trim(tree_text(t, item->text)));
    out_char(x->o, '\n');
    for (unsigned word = kind_rows[item->kind].first_label; word < kind_labels_end((enum kind)item->kind); word++)
        for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++)
            if (t->labels[l].label == word)
                out_printf(x->o, "  %-10s " STR_FMT "\n", label_rows[word].word, STR_ARG(text_one_line(x->arena, tree_text(t, t->labels[l].value))));
}

static void explain_level(struct explaining *x, const struct tree *t, const struct item *item)
{
    const struct item *scale = &t->items[item->parent];
    heading(x, "Judgement", str_printf(x->arena, STR_FMT " (" STR_FMT ")", STR_ARG(tree_text(t, item->title)), STR_ARG(value_of(t, scale, "By"))));
    paragraph(x, "", str_trim(tree_text(t, item->text)));
    paragraph(x, "Scale, worst first: ", value_of(t, scale, "Levels"));
}

/* All that the standards that come with irp call by the word; or, to be listed, all that they declare of a kind. */
static void explain_standards(struct explaining *x, enum kind list)
{
    for (unsigned i = 0; i < standard_texts_len; i++) {
        const struct tree *t = pipe_shipped(&x->session, str_of(standard_texts[i].name));
        for (uint32_t k = 0; k < t->items_len; k++) {
            const struct item *item = &t->items[k];
            struct str         name = tree_text(t, item->title);
            if (list != KIND_NONE && item->kind == list)
                out_printf(x->o, "  " STR_FMT "\n", STR_ARG(name));
            if (list != KIND_NONE || !str_same_name(name, x->word))
                continue;
            if (is_declared((enum kind)item->kind))
                explain_declared(x, t, item);
            else if (item->kind == KIND_LEVEL)
                explain_level(x, t, item);
            else if (item->kind == KIND_STANDARD) {
                heading(x, "Standard", pipe_version_name(&x->session, t, k, x->arena));
                paragraph(x, "", str_trim(tree_text(t, item->text)));
            }
        }
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
    heading(x, "House style", s->name);
    paragraph(x, "", str_trim(tree_text(t, t->items[s->from[0].item].text)));
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
                paragraph(x, str_printf(x->arena, "Block: " STR_FMT "\n\n", STR_ARG(tree_text(s->from[i].tree, block->title))).at, str_trim(tree_text(s->from[i].tree, block->text)));
        }
}

static void explain_styles(struct explaining *x)
{
    for (unsigned i = 0; i < style_texts_len; i++)
        if (str_same_name(x->word, str_of(style_texts[i].name)))
            explain_style(x, shipped_style(x, x->word));
}

/* ---- headings and labels */

static void explain_kind(struct explaining *x, enum kind k)
{
    const struct kind_row *row = &kind_rows[k];
    heading(x, "Heading", str_printf(x->arena, "%s (in rules: %s)", row->word, row->name));
    paragraph(x, "", str_of(row->about));
    if (row->parents != 0) {
        out_str(x->o, STR("\nStands in: "));
        bool first = true;
        for (unsigned p = 0; p < KINDS; p++)
            if ((row->parents >> p & 1) != 0) {
                out_printf(x->o, "%s%s", first ? "" : ", ", kind_rows[p].word);
                first = false;
            }
        out_char(x->o, '\n');
    }
    if (kind_labels_end(k) > row->first_label)
        out_str(x->o, STR("\nLabels:\n"));
    for (unsigned l = row->first_label; l < kind_labels_end(k); l++)
        out_printf(x->o, "  %-30s %s\n", label_rows[l].word, label_rows[l].about);
}

static void explain_label(struct explaining *x, unsigned l)
{
    const struct label_row *row = &label_rows[l];
    heading(x, "Label", str_printf(x->arena, "%s (of %s)", row->word, kind_rows[row->kind].word));
    paragraph(x, "", str_of(row->about));
    paragraph(x, "Holds: ", str_of(type_rows[row->type].accepts));
    paragraph(x, "May stand: ", row->many == MANY ? STR("any number of times") : row->many == MUST ? STR("once, and must") : STR("once"));
}

static void explain_status(struct explaining *x, const char *word, const char *about)
{
    if (!str_same_name(str_of(word), x->word))
        return;
    heading(x, "Status", str_of(word));
    paragraph(x, "", str_of(about));
}

static void explain_setting(struct explaining *x, const struct option_row *row)
{
    heading(x, "Setting", str_printf(x->arena, "%s (of irp.conf; as an option: --%s)", row->setting, row->name));
    paragraph(x, "", str_of(row->about));
    paragraph(x, "Holds: ", str_of(row->value != NULL ? row->value : "Yes or No"));
    paragraph(x, "May stand: ", row->many ? STR("any number of times") : STR("once"));
}

static void explain_words(struct explaining *x)
{
    static const struct { const char *word, *about; } statuses[] = {
        {"Not started", "Nothing has been done yet."}, {"In progress", "Begun; a share may follow: In progress 40%."},
        {"Completed", "Done; the day should follow: Completed 12 May 2026."}, {"Ongoing", "Done again and again; it needs a deadline all the same."},
        {"Withdrawn", "It will not be done; the reason follows: Withdrawn because ..."}, {"Superseded", "Another action takes its place: Superseded by action 2.1."},
        {"Late", "Open, and the last day of its effective deadline has passed on the day asked about. Worked out, never typed."},
    };
    for (size_t i = 0; i < ARRAY_LEN(statuses); i++)
        explain_status(x, statuses[i].word, statuses[i].about);
    for (unsigned k = 0; k < KINDS; k++)
        if (str_eq_fold(x->word, str_of(kind_rows[k].word)) || str_eq_fold(x->word, str_of(kind_rows[k].name)))
            explain_kind(x, (enum kind)k);
    for (unsigned l = 0; l < LABELS; l++)
        if (str_eq_fold(x->word, str_of(label_rows[l].word)))
            explain_label(x, l);
    for (unsigned o = 0; o < OPTIONS; o++)
        if (option_rows[o].setting != NULL && str_eq_fold(x->word, str_of(option_rows[o].setting)))
            explain_setting(x, &option_rows[o]);
}

/* ---- the whole */

static void list_all(struct explaining *x)
{
    out_str(x->o, STR("Messages:\n"));
    for (unsigned d = 0; d < DIAGS; d++) {
        char name[DIAG_NAME_MOST];
        diag_name((enum diag)d, name);
        out_printf(x->o, "  %s %s\n", diag_rows[d].code, name);
    }
    for (unsigned k = 0; k < KINDS; k++)
        if (is_declared((enum kind)k)) {
            out_printf(x->o, "\n%ss of the standards that come with irp:\n", kind_rows[k].word);
            explain_standards(x, (enum kind)k);
        }
    out_str(x->o, STR("\nHouse styles that come with irp:\n"));
    for (unsigned i = 0; i < style_texts_len; i++)
        out_printf(x->o, "  %s\n", style_texts[i].name);
    out_str(x->o, STR("\nSettings of irp.conf:\n"));
    for (unsigned o = 0; o < OPTIONS; o++)
        if (option_rows[o].setting != NULL)
            out_printf(x->o, "  %s\n", option_rows[o].setting);
    out_str(x->o, STR("\nHeadings:\n"));
    for (unsigned k = 0; k < KINDS; k++)
        out_printf(x->o, "  %-18s %s\n", kind_rows[k].word, kind_rows[k].about);
}

static int example(const struct arguments *args, struct explaining *x)
{
    enum diag d = diag_find(x->word);
    bool bad = str_eq(args->value[OPT_EXAMPLE], STR("bad"));
    if (d == DIAGS || !(bad || str_eq(args->value[OPT_EXAMPLE], STR("good")))) {
        say("--example takes bad or good, and the code of a message");
        return STATUS_CANNOT;
    }
    out_str(x->o, str_of(bad ? diag_rows[d].bad : diag_rows[d].good));
    return STATUS_FINE;
}

struct nearest { struct str word, best; unsigned least; };

static void consider(struct nearest *n, struct str candidate)
{
    unsigned d = n->least == 0 ? 0 : str_distance(n->word, candidate, n->least - 1);
    if (d < n->least) {
        n->least = d;
        n->best = candidate;
    }
}

/* The near word among messages, rules, headings and labels; empty when none is near. */
static struct str near_word(struct explaining *x)
{
    struct nearest n = {x->word, {"", 0}, near_enough(x->word.len) + 1};
    for (unsigned l = 0; l < LABELS; l++)
        consider(&n, str_of(label_rows[l].word));
    for (unsigned o = 0; o < OPTIONS; o++)
        if (option_rows[o].setting != NULL)
            consider(&n, str_of(option_rows[o].setting));
    for (unsigned k = 0; k < KINDS; k++)
        consider(&n, str_of(kind_rows[k].word));
    for (unsigned d = 0; d < DIAGS; d++) {
        char name[DIAG_NAME_MOST];
        diag_name((enum diag)d, name);
        consider(&n, str_keep(x->arena, str_of(name)));
    }
    for (unsigned i = 0; i < standard_texts_len; i++) {
        const struct tree *t = pipe_shipped(&x->session, str_of(standard_texts[i].name));
        for (uint32_t k = 0; k < t->items_len; k++)
            if (is_declared((enum kind)t->items[k].kind) || t->items[k].kind == KIND_LEVEL)
                consider(&n, tree_text(t, t->items[k].title));
    }
    for (unsigned i = 0; i < style_texts_len; i++)
        consider(&n, str_of(style_texts[i].name));
    return n.best;
}

int cmd_explain(const struct arguments *args, struct arena *a)
{
    struct out        o;
    struct explaining x = {.o = &o, .arena = a};
    struct str        word = {"", 0};
    int               status = STATUS_FINE;
    for (uint32_t i = 0; i < args->names_len; i++)
        word = str_printf(a, STR_FMT "%s%s", STR_ARG(word), i > 0 ? " " : "", args->names[i]);
    x.word = word;
    out_open(&o, a, 1);
    session_open(&x.session, a);
    if (args->given[OPT_EXAMPLE]) {
        status = example(args, &x);
    } else if (word.len == 0) {
        list_all(&x);
    } else {
        enum diag d = diag_find(word);
        if (d != DIAGS)
            explain_message(&x, d);
        explain_standards(&x, KIND_NONE);
        explain_styles(&x);
        explain_words(&x);
        if (!x.any) {
            struct str near = near_word(&x);
            if (near.len > 0)
                say("there is nothing called \"" STR_FMT "\" to explain; the nearest is \"" STR_FMT "\"; irp explain lists what there is", STR_ARG(word), STR_ARG(near));
            else
                say("there is nothing called \"" STR_FMT "\" to explain; irp explain lists what there is", STR_ARG(word));
            status = STATUS_CANNOT;
        }
    }
    return finish(&o, "the explanation", status);
}
