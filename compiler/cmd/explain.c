/* irp explain: what every word means that irp says or reads, offline, from the tables and the standards that come with irp. */
#include "explain.h"

#define PAGE_COLUMNS 100u

void explain_heading(struct explaining *x, const char *what, struct str name)
{
    if (x->any)
        out_char(x->o, '\n');
    x->any = true;
    out_printf(x->o, "%s: ", what);
    out_str(x->o, name);
    out_char(x->o, '\n');
}

void explain_paragraph(struct explaining *x, const char *before, struct str text)
{
    if (text.len == 0)
        return;
    out_printf(x->o, "\n%s", before);
    out_str(x->o, text);
    out_char(x->o, '\n');
}

static void indented(struct explaining *x, const char *title, struct str text)
{
    if (text.len > 0)
        out_printf(x->o, "\n%s:\n\n", title);
    while (text.len > 0) {
        struct str line = str_cut(&text, '\n');
        out_str(x->o, line.len > 0 ? STR("    ") : STR(""));
        out_str(x->o, line);
        out_char(x->o, '\n');
    }
}

void explain_examples(struct explaining *x, struct str bad, struct str good)
{
    indented(x, "Gives it", bad);
    indented(x, "Does not", good);
}

/* ---- lists */

void explain_names_open(struct explaining *x, const char *title)
{
    out_printf(x->o, "\n%s:", title);
    x->column = PAGE_COLUMNS;
    x->first = true;
}

void explain_name(struct explaining *x, struct str name)
{
    if (!x->first)
        out_char(x->o, ',');
    if (x->column + name.len + 2 > PAGE_COLUMNS) {
        out_str(x->o, STR("\n  "));
        x->column = 2;
    } else {
        out_char(x->o, ' ');
        x->column++;
    }
    out_str(x->o, name);
    x->column += (unsigned)name.len + 1;
    x->first = false;
}

void explain_names_close(struct explaining *x) { out_char(x->o, '\n'); }

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
            explain_paragraph(x, "Mended by ", str_printf(x->arena, "%s: %s", by[mend_rows[m].safety], mend_rows[m].about));
}

static void explain_message(struct explaining *x, enum diag d)
{
    const struct diag_row *row = &diag_rows[d];
    char name[DIAG_NAME_MOST];
    diag_name(d, name);
    explain_heading(x, severity_word(row->severity), str_printf(x->arena, "%s %s", row->code, name));
    explain_paragraph(x, "Says: ", without_holes(x, str_of(row->sentence)));
    explain_paragraph(x, "", str_of(row->about));
    explain_fixes(x, d);
    explain_examples(x, str_of(row->bad), str_of(row->good));
}

/* ---- the whole */

static void list_all(struct explaining *x)
{
    out_str(x->o, STR("irp explain WORD says more about each of these.\n\nMessages:\n"));
    for (unsigned d = 0; d < DIAGS; d++) {
        char name[DIAG_NAME_MOST];
        diag_name((enum diag)d, name);
        out_printf(x->o, "  %s %s\n", diag_rows[d].code, name);
    }
    explain_list_declared(x);
    explain_list_words(x);
}

static int example(const struct arguments *args, struct explaining *x)
{
    enum diag  d = diag_find(x->word);
    bool       bad = str_eq(args->value[OPT_EXAMPLE], STR("bad")), good = str_eq(args->value[OPT_EXAMPLE], STR("good"));
    struct str text = d != DIAGS ? str_of(bad ? diag_rows[d].bad : diag_rows[d].good) : explain_rule_example(x, x->word, bad);
    if (!(bad || good) || (d == DIAGS && text.len == 0)) {
        say("--example takes bad or good, and the code of a message or the name of a rule");
        return STATUS_CANNOT;
    }
    out_str(x->o, text);
    return STATUS_FINE;
}

/* The near word among all that can be explained; empty when none is near. */
static struct str near_word(struct explaining *x)
{
    struct nearest n = nearest_open(x->word);
    explain_near_words(&n);
    for (unsigned d = 0; d < DIAGS; d++) {
        char name[DIAG_NAME_MOST];
        diag_name((enum diag)d, name);
        nearest_try(&n, str_keep(x->arena, str_of(name)));
    }
    explain_near_declared(x, &n);
    return n.best;
}

static int explain(struct explaining *x)
{
    enum diag d = diag_find(x->word);
    if (d != DIAGS)
        explain_message(x, d);
    explain_declared(x);
    explain_words(x);
    if (x->any)
        return STATUS_FINE;
    struct str near = near_word(x);
    if (near.len > 0)
        say("there is nothing called \"" STR_FMT "\" to explain; the nearest is \"" STR_FMT "\"; irp explain lists what there is", STR_ARG(x->word), STR_ARG(near));
    else
        say("there is nothing called \"" STR_FMT "\" to explain; irp explain lists what there is", STR_ARG(x->word));
    return STATUS_CANNOT;
}

int cmd_explain(const struct arguments *args, struct arena *a)
{
    struct out        o;
    struct explaining x = {.o = &o, .arena = a};
    int               status = STATUS_FINE;
    x.word = STR("");
    for (uint32_t i = 0; i < args->names_len; i++)
        x.word = str_printf(a, STR_FMT "%s%s", STR_ARG(x.word), i > 0 ? " " : "", args->names[i]);
    out_open(&o, a, 1);
    session_open(&x.session, a);
    if (args->given[OPT_EXAMPLE])
        status = example(args, &x);
    else if (x.word.len == 0)
        list_all(&x);
    else
        status = explain(&x);
    return finish(&o, "the explanation", status);
}
