/* Every sentence that irp can say is held to the rules of its house: messages of the front end, rules of the standards that come with irp, and the
 * tables that help and the reference are made from. The list of words that are never used is here alone. */
#include "unit.h"
#include "../../lang/source/diag.h"
#include "../../lang/standards/standards.h"
#include "../../lang/table/table.h"
#include "../../lang/tree/tree.h"

#define SENTENCE_BYTES_MOST 200u         /* before its holes are filled in */

static const char *const never[] = {"invalid", "valid", "illegal", "forbidden", "please", "sorry", "syntax", "token", "parse", "parser", "unexpected",
                                    "identifier", "eof", "null", "field", "node"};

static bool says(struct str text, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= text.len; i++)
        if (str_eq_fold((struct str){text.at + i, n}, str_of(word)) && (i == 0 || !is_letter(text.at[i - 1])) && (i + n == text.len || !is_letter(text.at[i + n])))
            return true;
    return false;
}

static void wrong(const char *where, struct str text, const char *why)
{
    CHECK(false);
    printf("    %s: %s: \"" STR_FMT "\"\n", where, why, STR_ARG(text));
}

/* Quoted words are those of a plan or of the language, and may be anything: "Valid from:". */
static struct str without_quotes(struct str text)
{
    struct out o;
    bool quoted = false;
    out_memory(&o, &unit_arena);
    for (size_t i = 0; i < text.len; i++) {
        quoted = quoted != (text.at[i] == '"');
        if (!quoted)
            out_char(&o, text.at[i]);
    }
    return out_text(&o);
}

/* Words of labels may stand where the label is meant: Valid from, Identifier. */
static bool is_label(const char *word, struct str text)
{
    if (strcmp(word, "valid") == 0)
        return says(text, "Valid from") || says(text, "Valid to");
    return strcmp(word, "identifier") == 0 && label_known(str_of(word));
}

/* What every text keeps to. */
static void plain_text_fine(const char *where, struct str text)
{
    struct str bare = without_quotes(text);
    for (size_t i = 0; i < ARRAY_LEN(never); i++)
        if (says(bare, never[i]) && !is_label(never[i], bare))
            wrong(where, text, never[i]);
    if (str_find(text, STR("  ")) < text.len)
        wrong(where, text, "two blanks in a row");
    if (str_find(text, STR("\xE2\x80\x94")) < text.len)
        wrong(where, text, "an em dash");
    CHECK(true);
}

static void sentence_fine(const char *where, struct str text)
{
    plain_text_fine(where, text);
    char first = text.len > 0 ? text.at[0] : ' ', last = text.len > 0 ? text.at[text.len - 1] : ' ';
    if (!(first >= 'A' && first <= 'Z') && first != '{' && !is_digit(first) && first != '"')
        wrong(where, text, "it starts with a small letter");
    if (last == '.' && !(text.len > 3 && text.at[text.len - 2] == '.'))
        wrong(where, text, "it ends with a full stop");
    if (text.len > SENTENCE_BYTES_MOST)
        wrong(where, text, "it is long");
}

/* Help is sentences; one that ends with what to write ends with that. */
static void help_fine(const char *where, struct str text)
{
    plain_text_fine(where, text);
    bool shows = str_find(text, STR(": ")) < text.len || str_find(text, STR(":\"")) < text.len;
    char last = text.len > 0 ? text.at[text.len - 1] : '.';
    if (last != '.' && last != '}' && last != '"' && !shows)
        wrong(where, text, "help without a full stop");
}

static void messages(void)
{
    for (unsigned d = 0; d < DIAGS; d++) {
        const struct diag_row *row = &diag_rows[d];
        struct str sentence = str_of(row->sentence), id = str_of(row->id);
        sentence_fine(row->code, sentence);
        plain_text_fine(row->code, str_of(row->caret));
        help_fine(row->code, str_of(row->help));
        plain_text_fine(row->code, str_of(row->about));
        if (row->about[0] == '\0' || row->about[strlen(row->about) - 1] != '.')
            wrong(row->code, str_of(row->about), "what explains it is no sentence");
        bool missing = id.len > 8 && (str_eq(str_from(id, id.len - 8), STR("_MISSING")) || str_eq(str_from(id, id.len - 6), STR("_EMPTY")));
        if (missing && d != DIAG_COLON_MISSING && d != DIAG_ANCHOR_MISSING && d != DIAG_MAY_BE_MISSING && d != DIAG_RETURNS_COLUMN_MISSING && !str_starts_fold(sentence, STR("Enter ")))
            wrong(row->code, sentence, "what is missing is entered");
        bool value = str_starts_fold(str_of(row->code), STR("IRP20")) || str_starts_fold(str_of(row->code), STR("IRP21"));
        if (value && row->severity == SEVERITY_ERROR && d != DIAG_ANCHOR_UNKNOWN && d != DIAG_ANCHOR_MISSING && str_find(sentence, STR(" must ")) == sentence.len)
            wrong(row->code, sentence, "what is wrong must be something else");
    }
}

/* The text of a rule's message: between the quotes. */
static struct str quoted_part(struct str text)
{
    size_t open = str_find(text, STR("\""));
    return open + 2 > text.len ? text : (struct str){text.at + open + 1, text.len - open - 2};
}

static void rules(void)
{
    for (unsigned i = 0; i < standard_texts_len; i++) {
        struct diag_sink   sink = {.arena = &unit_arena};
        const struct tree *t = tree_parse(str_of(standard_texts[i].name), (struct str){standard_texts[i].text, standard_texts[i].length}, &sink, &unit_arena);
        CHECK(sink.findings.len == 0);
        for (uint32_t l = 0; l < t->labels_len; l++) {
            struct str value = tree_text(t, t->labels[l].value), name = tree_text(t, t->items[t->labels[l].item].title);
            const char *where = str_keep(&unit_arena, name).at;
            if (t->labels[l].label == LABEL_RULE_OTHERWISE)
                sentence_fine(where, quoted_part(value));
            if (t->labels[l].label == LABEL_RULE_HELP)
                help_fine(where, value);
        }
        for (uint32_t k = 0; k < t->items_len; k++)
            if (t->items[k].kind == KIND_RULE) {
                struct str prose = str_trim(tree_text(t, t->items[k].text));
                plain_text_fine("a rule's prose", prose);
                CHECK(prose.len > 0 && prose.at[prose.len - 1] == '.');
            }
    }
}

static const char *const tables[] = {
#define FUNCTION(fn, name, arguments, result, about) about,
#include "../../runtime/rule/functions.def"
#undef FUNCTION
#define DERIVED(table, property, type, fn, means, about) about,
#include "../../runtime/rule/derived.def"
#undef DERIVED
#define FIX(ID, DIAG, safety, about, ...) about,
#include "../../lang/source/fixes.def"
#undef FIX
};

static void about_rows(void)
{
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        plain_text_fine("a table", str_of(tables[i]));
        CHECK(tables[i][strlen(tables[i]) - 1] == '.');
    }
    for (unsigned l = 0; l < LABELS; l++) {
        plain_text_fine(label_rows[l].word, str_of(label_rows[l].about));
        CHECK(label_rows[l].about[strlen(label_rows[l].about) - 1] == '.');
    }
    for (unsigned k = 0; k < KINDS; k++) {
        plain_text_fine(kind_rows[k].word, str_of(kind_rows[k].about));
        CHECK(kind_rows[k].about[strlen(kind_rows[k].about) - 1] == '.' || kind_rows[k].about[strlen(kind_rows[k].about) - 1] == '}');
    }
}

int main(void)
{
    UNIT_BEGIN();
    messages();
    rules();
    about_rows();
    return unit_end();
}
