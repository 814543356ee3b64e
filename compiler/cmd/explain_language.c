/* The words of the language, explained from its tables: headings, labels, statuses, responses and choices; the words of other trackers; properties and
 * functions of rules; and the commands and options of irp. */
#include "explain.h"

static bool asked(const struct explaining *x, const char *word) { return str_same_name(str_of(word), x->word); }

/* ---- headings and labels */

static void explain_kind(struct explaining *x, enum kind k)
{
    const struct kind_row *row = &kind_rows[k];
    explain_heading(x, "Heading", str_printf(x->arena, "%s (in rules: %s)", row->word, row->name));
    explain_paragraph(x, "", str_of(row->about));
    if (row->parents != 0) {
        explain_names_open(x, "Stands in");
        for (unsigned p = 0; p < KINDS; p++)
            if ((row->parents >> p & 1) != 0)
                explain_name(x, str_of(kind_rows[p].word));
        explain_names_close(x);
    }
    if (kind_labels_end(k) > row->first_label)
        out_str(x->o, STR("\nLabels:\n"));
    for (unsigned l = row->first_label; l < kind_labels_end(k); l++)
        out_printf(x->o, "  %-30s %s\n", label_rows[l].word, label_rows[l].about);
}

static void explain_label(struct explaining *x, unsigned l)
{
    const struct label_row *row = &label_rows[l];
    explain_heading(x, "Label", str_printf(x->arena, "%s (of %s)", row->word, kind_rows[row->kind].word));
    explain_paragraph(x, "", str_of(row->about));
    explain_paragraph(x, "Holds: ", str_of(type_rows[row->type].accepts));
    explain_paragraph(x, "May stand: ", row->many == MANY ? STR("any number of times") : row->many == MUST ? STR("once, and must") : STR("once"));
}

/* ---- values that are words */

/* A word that stands in values: what it is, and what is said of it. */
static const struct word_row { const char *what, *word, *about; } word_rows[] = {
    {"Status", "Not started", "Nothing has been done yet."},
    {"Status", "In progress", "Begun; a share may follow: In progress 40%."},
    {"Status", "Completed", "Done; the day should follow: Completed 12 May 2026."},
    {"Status", "Ongoing", "Done again and again; it needs a deadline all the same."},
    {"Status", "Withdrawn", "It will not be done; the reason follows: Withdrawn because ..."},
    {"Status", "Superseded", "Another action takes its place: Superseded by action 2.1."},
    {"Status", "Late", "Open, and the last day of its effective deadline has passed on the day asked about. Worked out, never typed."},
    {"Response", "Agreed", "All of the recommendation will be done. A reason may follow, after the word because."},
    {"Response", "Partly agreed", "A part of it will be done; which part, and why not the rest, follows after the word because."},
    {"Response", "Accepted in principle", "Its aim is accepted, and not yet the way; the reason follows after the word because."},
    {"Response", "Not agreed", "It will not be done; the reason follows after the word because."},
    {"Response", "Not applicable", "It is addressed to somebody else."},
    {"Severity of a rule", "error", "The plan is wrong or incomplete; irp check ends with 1."},
    {"Severity of a rule", "warning", "Probably wrong, or weak; with --strict irp check ends with 1."},
    {"Severity of a rule", "note", "Worth knowing."},
#define CHOICE(K, L, word) {"Choice", word, "A word that a label takes: see the label's own explanation."},
#define COMPUTED(word) {"Status", word, "Worked out from the deadline and the day asked about, and never typed."},
#define NOBODY(word) {"No owner", word, "It names nobody: an owner is a job title."},
#include "../../lang/table/words.def"
};

static const struct { const char *where, *word, *meant; } other_words[] = {
#define SYNONYM(word, label)          {"Label", word, label},
#define HEADING_WORD(word, heading)   {"Heading", word, heading},
#define STATUS_WORD(word, status)     {"Status", word, status},
#define RESPONSE_WORD(word, response) {"Response", word, response},
#define SHORT_WORD(word, kind)        {"In references", word, kind},
#include "../../lang/table/words.def"
};

static void explain_values(struct explaining *x)
{
    const char *said = "";               /* the sort that was explained last: what two rows say of one word is said once */
    for (size_t i = 0; i < ARRAY_LEN(word_rows); i++) {
        if (!asked(x, word_rows[i].word) || strcmp(word_rows[i].what, said) == 0)
            continue;
        explain_heading(x, word_rows[i].what, str_of(word_rows[i].word));
        explain_paragraph(x, "", str_of(word_rows[i].about));
        said = word_rows[i].what;
    }
    for (size_t i = 0; i < ARRAY_LEN(other_words); i++)
        if (asked(x, other_words[i].word)) {
            explain_heading(x, other_words[i].where, str_of(other_words[i].word));
            explain_paragraph(x, "A word of other trackers. irp calls it: ", str_of(other_words[i].meant));
        }
}

/* ---- rules */

static const struct { const char *name, *table, *means, *about; } properties[] = {
#define DERIVED(table, property, type, fn, means, about) {property, #table, means, about},
#include "../../runtime/rule/derived.def"
#undef DERIVED
};
static const struct { const char *name, *about; } functions[] = {
#define FUNCTION(fn, name, arguments, result, about) {name, about},
#include "../../runtime/rule/functions.def"
#undef FUNCTION
};

static void explain_properties(struct explaining *x)
{
    for (size_t i = 0; i < ARRAY_LEN(properties); i++) {
        if (!asked(x, properties[i].name))
            continue;
        explain_heading(x, "Property", str_printf(x->arena, "%s (of %s, in rules)", properties[i].name, properties[i].table));
        explain_paragraph(x, "", str_of(properties[i].about));
        explain_paragraph(x, "Means: ", str_of(properties[i].means));
    }
    for (size_t i = 0; i < ARRAY_LEN(functions); i++)
        if (asked(x, functions[i].name)) {
            explain_heading(x, "Function", str_printf(x->arena, "%s(...), in rules", functions[i].name));
            explain_paragraph(x, "", str_of(functions[i].about));
        }
}

/* ---- commands and options */

static bool is_option(struct str word, const char *name)
{
    return word.len > 2 && word.at[0] == '-' && word.at[1] == '-' && str_eq_fold(str_from(word, 2), str_of(name));
}

static void explain_setting(struct explaining *x, const struct option_row *row)
{
    explain_heading(x, "Setting", str_printf(x->arena, "%s (of irp.conf; as an option: --%s)", row->setting, row->name));
    explain_paragraph(x, "", str_of(row->about));
    explain_paragraph(x, "Holds: ", str_of(row->value != NULL ? row->value : "Yes or No"));
    explain_paragraph(x, "May stand: ", row->many ? STR("any number of times") : STR("once"));
}

static void explain_commands(struct explaining *x)
{
    for (unsigned c = 0; c < COMMANDS; c++)
        if (str_eq_fold(x->word, str_of(command_rows[c].name))) {
            explain_heading(x, "Command", str_printf(x->arena, "irp %s %s", command_rows[c].name, command_rows[c].arguments));
            explain_paragraph(x, "", str_of(command_rows[c].about));
        }
    for (unsigned o = 0; o < OPTIONS; o++)
        if (is_option(x->word, option_rows[o].name)) {
            explain_heading(x, "Option", str_printf(x->arena, "--%s%s%s", option_rows[o].name, option_rows[o].value ? " " : "", option_rows[o].value ? option_rows[o].value : ""));
            explain_paragraph(x, "", str_of(option_rows[o].about));
        }
    for (unsigned o = 0; o < OPTIONS; o++)
        if (option_rows[o].setting != NULL && asked(x, option_rows[o].setting))
            explain_setting(x, &option_rows[o]);
}

/* ---- the whole */

void explain_words(struct explaining *x)
{
    explain_values(x);
    for (unsigned k = 0; k < KINDS; k++)
        if (asked(x, kind_rows[k].word) || asked(x, kind_rows[k].name))
            explain_kind(x, (enum kind)k);
    for (unsigned l = 0; l < LABELS; l++)
        if (asked(x, label_rows[l].word))
            explain_label(x, l);
    explain_properties(x);
    explain_commands(x);
}

void explain_list_words(struct explaining *x)
{
    out_str(x->o, STR("\nHeadings:\n"));
    for (unsigned k = 0; k < KINDS; k++)
        out_printf(x->o, "  %-18s %s\n", kind_rows[k].word, kind_rows[k].about);
    explain_names_open(x, "Labels");
    for (unsigned l = 0; l < LABELS; l++) {
        bool again = false;
        for (unsigned b = 0; b < l && !again; b++)
            again = strcmp(label_rows[b].word, label_rows[l].word) == 0;
        if (!again)
            explain_name(x, str_of(label_rows[l].word));
    }
    explain_names_close(x);
    explain_names_open(x, "Settings of irp.conf");
    for (unsigned o = 0; o < OPTIONS; o++)
        if (option_rows[o].setting != NULL)
            explain_name(x, str_of(option_rows[o].setting));
    explain_names_close(x);
}

void explain_near_words(struct nearest *n)
{
    for (unsigned l = 0; l < LABELS; l++)
        nearest_try(n, str_of(label_rows[l].word));
    for (unsigned k = 0; k < KINDS; k++)
        nearest_try(n, str_of(kind_rows[k].word));
    for (size_t i = 0; i < ARRAY_LEN(word_rows); i++)
        nearest_try(n, str_of(word_rows[i].word));
    for (size_t i = 0; i < ARRAY_LEN(properties); i++)
        nearest_try(n, str_of(properties[i].name));
    for (unsigned c = 0; c < COMMANDS; c++)
        nearest_try(n, str_of(command_rows[c].name));
    for (unsigned o = 0; o < OPTIONS; o++)
        if (option_rows[o].setting != NULL)
            nearest_try(n, str_of(option_rows[o].setting));
}
