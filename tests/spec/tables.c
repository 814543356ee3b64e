/* tables.c - the reference tables of SPEC.md, made from the tables that irp itself is made from.
 *
 *   tables NAME     prints one table as Markdown; started in the root of the repository
 *   tables          prints the names of all of them
 *
 * tests/spec/update.sh puts them between the marks of SPEC.md. One row in `tables` below and one function make a table.
 */
#include "../../compiler/publish/words.h"
#include "../../lang/source/diag.h"
#include "../../lang/standards/standards.h"
#include "../../lang/tree/tree.h"
#include "../../runtime/base/file.h"
#include "../../runtime/image/image.h"
#include "../../runtime/report/report.h"
#include "../../runtime/rule/program.h"
#include "../../compiler/office/stream.h"

static struct arena arena;
static struct out   out;

/* ---------------------------------------------------------------- cells */

/* A row: cells are parted by bars, so a bar within one is escaped; line ends become blanks; what is not code is no HTML. */
static void cell(struct str s)
{
    bool is_code = false;
    out_str(&out, STR("| "));
    for (size_t i = 0; i < s.len; i++) {
        is_code = is_code != (s.at[i] == '`');
        if (s.at[i] == '|')
            out_str(&out, STR("\\|"));
        else if (!is_code && (s.at[i] == '<' || s.at[i] == '>'))
            out_str(&out, s.at[i] == '<' ? STR("&lt;") : STR("&gt;"));
        else
            out_char(&out, s.at[i] == '\n' || s.at[i] == '\r' ? ' ' : s.at[i]);
    }
    out_char(&out, ' ');
}
static void words(const char *s) { cell(str_of(s)); }
/* A name as code; nothing for an empty one. */
static void code(struct str s) { cell(s.len == 0 ? s : str_printf(&arena, "`" STR_FMT "`", STR_ARG(s))); }
static void end(void) { out_str(&out, STR("|\n")); }

/* The heading row: cells parted by bars. */
static void head(const char *titles)
{
    unsigned columns = 0;
    for (struct str rest = str_of(titles); rest.len > 0; columns++)
        cell(str_trim(str_cut(&rest, '|')));
    end();
    for (unsigned i = 0; i < columns; i++)
        out_str(&out, STR("| --- "));
    end();
}

/* ---------------------------------------------------------------- the language */

/* The heading's word; with the kind's name where two kinds have the same word. */
static struct str kind_word(enum kind k)
{
    for (unsigned other = 0; other < KINDS; other++)
        if (other != (unsigned)k && strcmp(kind_rows[other].word, kind_rows[k].word) == 0)
            return str_printf(&arena, "%s (%s)", kind_rows[k].word, kind_rows[k].name);
    return str_of(kind_rows[k].word);
}

static void put_kinds_of(uint64_t mask, const char *none)
{
    struct str list = {"", 0};
    for (unsigned k = 0; k < KINDS; k++)
        if ((mask >> k & 1) != 0)
            list = str_printf(&arena, STR_FMT "%s" STR_FMT, STR_ARG(list), list.len > 0 ? ", " : "", STR_ARG(kind_word((enum kind)k)));
    cell(list.len > 0 ? list : str_of(none));
}

static void table_kinds(void)
{
    static const char *const numbers[] = {[NUMBER_NONE] = "none", [NUMBER_MAY] = "may", [NUMBER_MUST] = "must", [NUMBER_DATE] = "a date"};
    static const char *const titles[] = {[TITLE_NONE] = "none", [TITLE_MAY] = "may", [TITLE_MUST] = "must", [TITLE_LEVEL] = "its level", [TITLE_NAME] = "its name"};
    head("Heading | Stands in | Number | Title | In rules | What it is");
    for (unsigned k = 0; k < KINDS; k++) {
        const struct kind_row *row = &kind_rows[k];
        cell(kind_word((enum kind)k));
        put_kinds_of(row->parents, "a file");
        words(numbers[row->number]);
        words(titles[row->title]);
        cell(str_printf(&arena, "`%s`, `%s`", row->name, row->plural));
        words(row->about);
        end();
    }
}

static void table_modifiers(void)
{
    head("Heading | Words that may stand before it");
    for (unsigned k = 0; k < KINDS; k++) {
        struct str list = {"", 0};
        for (unsigned m = 0; m < modifier_rows_len; m++)
            if (modifier_rows[m].kind == (enum kind)k)
                list = str_printf(&arena, STR_FMT "%s%s", STR_ARG(list), list.len > 0 ? ", " : "", modifier_rows[m].word);
        if (list.len == 0)
            continue;
        words(kind_rows[k].word);
        cell(list);
        end();
    }
}

static const char *type_word(enum type t) { return t == TYPE_RANGE ? "date or range" : type_rows[t].name; }

static void table_labels(void)
{
    static const char *const many[] = {[ONE] = "once at most", [MUST] = "once, and must", [MANY] = "any number"};
    head("Heading | Label | Holds | May stand | What it says");
    for (unsigned l = 0; l < LABELS; l++) {
        const struct label_row *row = &label_rows[l];
        if (strcmp(row->word, "Allow") == 0 && row->kind != KIND_PLAN)
            continue;                    /* said once, below the table */
        cell(kind_word(row->kind));
        code(str_printf(&arena, "%s:", row->word));
        words(type_word(row->type));
        words(many[row->many]);
        words(row->about);
        end();
    }
    struct str list = {"", 0};
    for (unsigned l = 0; l < LABELS; l++)
        if (strcmp(label_rows[l].word, "Allow") == 0 && label_rows[l].kind != KIND_PLAN)
            list = str_printf(&arena, STR_FMT "%s" STR_FMT, STR_ARG(list), list.len > 0 ? ", " : "", STR_ARG(kind_word(label_rows[l].kind)));
    out_printf(&out, "\n`Allow:` may stand in the same way under: " STR_FMT ".\n", STR_ARG(list));
}

static void table_types(void)
{
    head("Type | Accepts");
    for (unsigned t = 0; t < TYPES; t++) {
        words(type_word((enum type)t));
        words(type_rows[t].accepts);
        end();
    }
}

static void table_synonyms(void)
{
    static const struct { const char *before, *word, *meant, *behind; } rows[] = {
#define SYNONYM(word, label)         {"", word, label, ":"},
#define HEADING_WORD(word, heading)  {"# ", word, heading, ""},
#define STATUS_WORD(word, status)    {"Status: ", word, status, ""},
#define RESPONSE_WORD(word, response) {"Response: ", word, response, ""},
#include "../../lang/table/words.def"
    };
    head("An author writes | irp offers");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        code(str_printf(&arena, "%s%s%s", rows[i].before, rows[i].word, rows[i].behind));
        code(str_printf(&arena, "%s%s%s", rows[i].before, rows[i].meant, rows[i].behind));
        end();
    }
}

static void table_statuses(void)
{
    static const struct { const char *word, *after, *counts; } rows[] = {
        [STATUS_NONE] = {"", "", ""},
        [STATUS_NOT_STARTED] = {"Not started", "nothing", "open"},
        [STATUS_IN_PROGRESS] = {"In progress", "a share from 0% to 100%, if wanted: `In progress 40%`", "open"},
        [STATUS_COMPLETED] = {"Completed", "a date, if wanted: `Completed 12 May 2026`", "completed"},
        [STATUS_ONGOING] = {"Ongoing", "nothing", "open"},
        [STATUS_WITHDRAWN] = {"Withdrawn", "a reason, which must stand: `Withdrawn because the wing has closed`", "neither"},
        [STATUS_SUPERSEDED] = {"Superseded", "the action in its place, which must stand: `Superseded by action 2.1`", "neither"},
    };
    static const char *const names[] = {
#define S(ID, words) words,
        STATUS_TABLE(S)
#undef S
    };
    static const char *const computed[] = {
#define COMPUTED(word) word,
#include "../../lang/table/words.def"
    };
    head("Status | What follows | Counts as");
    for (size_t i = STATUS_NONE + 1; i < ARRAY_LEN(names); i++) {
        if (i >= ARRAY_LEN(rows) || strcmp(names[i], rows[i].word) != 0)
            BUG("a status has no row in tests/spec/tables.c");
        code(str_of(names[i]));
        words(rows[i].after);
        words(rows[i].counts);
        end();
    }
    struct str list = {"", 0};
    for (size_t i = 0; i < ARRAY_LEN(computed); i++)
        list = str_printf(&arena, STR_FMT "%s`%s`", STR_ARG(list), i > 0 ? ", " : "", computed[i]);
    out_printf(&out, "\nWorked out, and refused when typed: " STR_FMT ".\n", STR_ARG(list));
}

/* ---------------------------------------------------------------- rules */

static void table_properties(void)
{
    enum { TRUTH, WHOLE, MONTH, DATE, LEVEL, STATUS, TEXT, PERCENT };
    static const char *const types[] = {[TEXT] = "text", [PERCENT] = "percentage", [TRUTH] = "condition", [WHOLE] = "number", [MONTH] = "month", [DATE] = "date", [LEVEL] = "judgement", [STATUS] = "status"};
    static const struct { const char *table, *property; unsigned type; const char *means, *about; } rows[] = {
#define DERIVED(table, property, type, fn, means, about) {#table, property, type, means, about},
#include "../../runtime/rule/derived.def"
#undef DERIVED
    };
    bool done[ARRAY_LEN(rows)] = {false};
    head("Property | Of | Type | What it is | As an expression");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct str of = {"", 0};
        for (size_t j = i; j < ARRAY_LEN(rows); j++) {
            bool same = strcmp(rows[i].property, rows[j].property) == 0 && (strcmp(rows[i].about, rows[j].about) == 0 || strcmp(rows[j].about, "The same.") == 0);
            if (done[j] || !same)
                continue;
            done[j] = true;
            of = str_printf(&arena, STR_FMT "%s%s", STR_ARG(of), of.len > 0 ? ", " : "", rows[j].table);
        }
        if (of.len == 0)
            continue;
        code(str_of(rows[i].property));
        cell(of);
        words(types[rows[i].type]);
        words(rows[i].about);
        code(str_of(rows[i].means));
        end();
    }
}

static const char *function_type(char letter)
{
    switch (letter) {
    case 'T': return "text";
    case 'D': return "date";
    case 'W': return "whole number";
    case 'N': return "number";
    case 'M': return "condition";
    default:  BUG("no such type in functions.def");
    }
}

static void table_functions(void)
{
    static const struct { const char *name, *arguments; char result; const char *about; } rows[] = {
#define FUNCTION(fn, name, arguments, result, about) {name, arguments, result, about},
#include "../../runtime/rule/functions.def"
#undef FUNCTION
    };
    head("Function | Gives | What it is");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct str list = {"", 0};
        for (const char *a = rows[i].arguments; *a && *a != 'C'; a++)
            list = str_printf(&arena, STR_FMT "%s%s", STR_ARG(list), list.len > 0 ? ", " : "", function_type(*a));
        code(str_printf(&arena, "%s(" STR_FMT ")", rows[i].name, STR_ARG(list)));
        words(function_type(rows[i].result));
        words(rows[i].about);
        end();
    }
}

static void table_prose(void)
{
    enum { ROLE_OF, ROLE_END, ROLE_ALONE, ARTICLE, DOES, VAGUE_VERB, VAGUE_DONE, BETWEEN, VAGUE_TIME, LISTS };
    static const char *const about[LISTS] = {
        [ROLE_OF] = "open the name of a role, before \"of\"", [ROLE_END] = "end the name of a role", [ROLE_ALONE] = "are a role alone",
        [ARTICLE] = "stand before a name and belong to none", [DOES] = "give a role something to do, after it",
        [VAGUE_VERB] = "promise work and no result", [VAGUE_DONE] = "the same, after \"will be\"",
        [BETWEEN] = "may stand between \"will\" and its verb", [VAGUE_TIME] = "sound like a timescale",
    };
    static const struct { unsigned list; const char *words; } rows[] = {
#define PHRASE(list, words) {list, words},
#include "../../runtime/rule/prose.def"
#undef PHRASE
    };
    head("Words that | Are");
    for (unsigned l = 0; l < LISTS; l++) {
        struct str all = {"", 0};
        for (size_t i = 0; i < ARRAY_LEN(rows); i++)
            if (rows[i].list == l)
                all = str_printf(&arena, STR_FMT "%s%s", STR_ARG(all), all.len > 0 ? ", " : "", rows[i].words);
        words(about[l]);
        cell(all);
        end();
    }
}

static struct str label_value(const struct tree *t, const struct item *item, enum label l)
{
    for (uint32_t i = item->first_label; i < item->first_label + item->labels; i++)
        if (t->labels[i].label == l)
            return tree_text(t, t->labels[i].value);
    return STR("");
}

static const struct tree *standard_tree(unsigned i)
{
    struct diag_sink sink = {.arena = &arena};
    return tree_parse(str_of(standard_texts[i].name), (struct str){standard_texts[i].text, standard_texts[i].length}, &sink, &arena);
}

/* The cell of an item's standard: its name, with its last day when it has one, which tells the versions apart. */
static void standard_cell(unsigned s, const struct tree *t, const struct item *item)
{
    struct str to = label_value(t, &t->items[item->document], LABEL_STANDARD_VALID_TO);
    words(to.len == 0 ? standard_texts[s].name : str_printf(&arena, "%s to " STR_FMT, standard_texts[s].name, STR_ARG(to)).at);
}

static void table_rules(void)
{
    head("Standard | Rule | For each | Otherwise");
    for (unsigned s = 0; s < standard_texts_len; s++) {
        const struct tree *t = standard_tree(s);
        for (uint32_t i = 0; i < t->items_len; i++) {
            if (t->items[i].kind != KIND_RULE)
                continue;
            standard_cell(s, t, &t->items[i]);
            code(tree_text(t, t->items[i].title));
            cell(label_value(t, &t->items[i], LABEL_RULE_FOR_EACH));
            cell(label_value(t, &t->items[i], LABEL_RULE_OTHERWISE));
            end();
        }
    }
}

static void table_scales(void)
{
    head("Standard | Scale | By | For each | Levels, worst first");
    for (unsigned s = 0; s < standard_texts_len; s++) {
        const struct tree *t = standard_tree(s);
        for (uint32_t i = 0; i < t->items_len; i++) {
            if (t->items[i].kind != KIND_SCALE)
                continue;
            standard_cell(s, t, &t->items[i]);
            cell(tree_text(t, t->items[i].title));
            cell(label_value(t, &t->items[i], LABEL_SCALE_BY));
            cell(label_value(t, &t->items[i], LABEL_SCALE_FOR_EACH));
            cell(label_value(t, &t->items[i], LABEL_SCALE_LEVELS));
            end();
        }
    }
}

/* The operators of lang/syntax/expr_parse.y, as its lines %left, %right, %nonassoc and %precedence order them: those that bind least first. */
static void table_precedence(void)
{
    struct str grammar, rest, line;
    if (failed(file_read(&arena, "lang/syntax/expr_parse.y", (size_t)1 << 20, &grammar)))
        BUG("lang/syntax/expr_parse.y cannot be read: start tables in the root of the repository");
    head("Binds | Operators | Several in a row");
    unsigned level = 0;
    for (rest = grammar; rest.len > 0;) {
        line = str_cut(&rest, '\n');
        struct str word = str_cut(&line, ' '), list = {"", 0};
        bool left = str_eq(word, STR("%left")), right = str_eq(word, STR("%right")), alone = str_eq(word, STR("%nonassoc"));
        if (!left && !right && !alone && !str_eq(word, STR("%precedence")))
            continue;
        while (line.len > 0) {
            struct str name = str_trim(str_cut(&line, ' ')), alias = name;
            size_t     at = str_find(grammar, str_printf(&arena, " " STR_FMT " \"", STR_ARG(name)));
            if (at < grammar.len) {
                alias = str_from(grammar, at + name.len + 3);
                alias = str_upto(alias, str_find(alias, STR("\"")));
            } else if (name.len == 3 && name.at[0] == '\'') {
                alias = (struct str){name.at + 1, 1};
            } else if (str_eq(name, STR("MINUS"))) {
                alias = STR("- (before a number)");
            }
            if (!str_eq(alias, STR(",")))
                list = str_printf(&arena, STR_FMT "%s`" STR_FMT "`", STR_ARG(list), list.len > 0 ? " " : "", STR_ARG(alias));
        }
        if (list.len == 0)
            continue;                    /* the comma of a list is no operator */
        cell(level++ == 0 ? STR("least") : str_printf(&arena, "%u", level));
        cell(list);
        words(left ? "from the left" : right ? "from the right" : alone ? "not allowed: put one in parentheses" : "");
        end();
    }
}

/* ---------------------------------------------------------------- messages */

static void table_messages(void)
{
    head("Code | Name | Severity | Says");
    for (unsigned d = 0; d < DIAGS; d++) {
        char       name[DIAG_NAME_MOST];
        struct str says = {"", 0};
        diag_name((enum diag)d, name);
        for (struct str rest = str_of(diag_rows[d].sentence); rest.len > 0;) {
            size_t hole = str_find(rest, STR("{"));
            says = str_printf(&arena, STR_FMT STR_FMT "%s", STR_ARG(says), STR_ARG(str_upto(rest, hole)), hole < rest.len ? "…" : "");
            rest = str_from(rest, hole + 3 < rest.len ? hole + 3 : rest.len);
        }
        words(diag_rows[d].code);
        code(str_of(name));
        words(severity_word(diag_rows[d].severity));
        cell(says);
        end();
    }
}

/* ---------------------------------------------------------------- commands */

enum command {
#define COMMAND(ID, ...) CMD_##ID,
#include "../../compiler/cmd/commands.def"
#undef COMMAND
    COMMANDS
};
static const struct { const char *name, *arguments, *about; } commands[COMMANDS] = {
#define COMMAND(ID, name, arguments, about, examples, more) {#name, arguments, about},
#include "../../compiler/cmd/commands.def"
#undef COMMAND
};

static void table_commands(void)
{
    head("Command | What it does");
    for (unsigned c = 0; c < COMMANDS; c++) {
        code(str_printf(&arena, "irp %s [OPTION]... %s", commands[c].name, commands[c].arguments));
        words(commands[c].about);
        end();
    }
}

static void table_environment(void)
{
    head("Variable | Effect");
#define ENVIRONMENT(names, about) code(STR(names)), words(about), end();
#include "../../compiler/cmd/environment.def"
#undef ENVIRONMENT
}
static void table_options(void)
{
#define EVERY UINT32_MAX
#define ON(ID) (UINT32_C(1) << CMD_##ID)
    static const struct { char letter; const char *name, *value; uint32_t commands; const char *about; } rows[] = {
#define OPTION(ID, letter, name, value, commands, ...) ROW(letter, name, value, commands, __VA_ARGS__, 0)
#define ROW(letter, name, value, commands, about, ...) {letter, name, value, commands, about},
#include "../../compiler/cmd/options.def"
#undef ROW
#undef OPTION
    };
#undef ON
    head("Option | Commands | What it does");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct str on = {"", 0}, letter = rows[i].letter != 0 ? str_printf(&arena, "-%c, ", rows[i].letter) : STR("");
        for (unsigned c = 0; c < COMMANDS && rows[i].commands != EVERY; c++)
            if ((rows[i].commands >> c & 1) != 0)
                on = str_printf(&arena, STR_FMT "%s%s", STR_ARG(on), on.len > 0 ? ", " : "", commands[c].name);
        code(str_printf(&arena, STR_FMT "--%s%s%s", STR_ARG(letter), rows[i].name, rows[i].value ? " " : "", rows[i].value ? rows[i].value : ""));
        cell(rows[i].commands == EVERY ? STR("all") : on);
        words(rows[i].about);
        end();
    }
#undef EVERY
}

static void table_settings(void)
{
    static const struct { const char *name, *value, *setting; bool many; } rows[] = {
#define OPTION(ID, letter, name, value, commands, ...) ROW(name, value, __VA_ARGS__, NULL, false, 0)
#define ROW(name, value, about, setting, many, ...) {name, value, setting, many},
#include "../../compiler/cmd/options.def"
#undef ROW
#undef OPTION
    };
    head("Setting | Option | Value | May stand");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (rows[i].setting == NULL)
            continue;
        code(str_of(rows[i].setting));
        code(str_printf(&arena, "--%s", rows[i].name));
        code(str_of(rows[i].value ? rows[i].value : "Yes|No"));
        words(rows[i].many ? "several times" : "once");
        end();
    }
}

static void table_groups(void)
{
    head("Group | What it holds");
    for (unsigned k = KIND_NONE + 1; k < KINDS_AND_GROUPS; k++) {
        code(str_of(kind_rows[k].name));
        words(kind_rows[k].about);
        end();
    }
}

/* The other titles of a column of returns. */
static void returns_words(const char *column)
{
    static const struct { const char *column, *word; } rows[] = {
#define COLUMN(ID, word, label, about)
#define COLUMN_WORD(ID, word) {#ID, word},
#include "../../lang/table/returns.def"
#undef COLUMN
#undef COLUMN_WORD
    };
    struct out o;
    out_memory(&o, &arena);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (strcmp(rows[i].column, column) == 0)
            out_printf(&o, "%s%s", o.len == 0 ? "" : ", ", rows[i].word);
    words(out_text(&o).len == 0 ? "-" : str_keep(&arena, out_text(&o)).at);
}

static void table_returns(void)
{
    static const struct { const char *id, *word, *about; } rows[] = {
#define COLUMN(ID, word, label, about) {#ID, word, about},
#define COLUMN_WORD(ID, word)
#include "../../lang/table/returns.def"
#undef COLUMN
#undef COLUMN_WORD
    };
    head("Column | Also called | What it holds");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        words(rows[i].word);
        returns_words(rows[i].id);
        words(rows[i].about);
        end();
    }
}

static void table_formats(void)
{
    static const struct { const char *name, *about; } rows[] = {
#define FORMAT(ID, name, about) {#name, about},
#include "../../runtime/report/formats.def"
#undef FORMAT
    };
    head("Format | What it is");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        code(str_of(rows[i].name));
        words(rows[i].about);
        end();
    }
}

/* ---------------------------------------------------------------- reports */

static void table_layouts(void)
{
    static const struct { const char *name, *about; uint64_t kinds; } rows[] = {
#define OVER_EACH
#define OVER_ALL
#define LAYOUT(ID, name, kinds, over, about) {#name, about, kinds},
#include "../../compiler/publish/layouts.def"
#undef LAYOUT
    };
    head("Layout | Made of | What it is");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct str of = {"", 0};
        for (unsigned k = 0; k < KINDS; k++)
            if ((rows[i].kinds >> k & 1) != 0)
                of = str_printf(&arena, STR_FMT "%s%s", STR_ARG(of), of.len > 0 ? ", " : "", kind_rows[k].plural);
        code(str_of(rows[i].name));
        cell(of);
        words(rows[i].about);
        end();
    }
}

static void table_written(void)
{
    static const struct { const char *name, *ending, *about; } rows[] = {
#define FORMAT(ID, name, ending, from, binary, about) {#name, ending, about},
#include "../../compiler/publish/formats.def"
#undef FORMAT
    };
    head("Format | Names end with | What it is");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        code(str_of(rows[i].name));
        code(str_of(rows[i].ending));
        words(rows[i].about);
        end();
    }
}

/* The choices of a label of a house style, and else what its type accepts. */
static struct str settings_taken(unsigned l)
{
    struct str list = {"", 0};
    if (label_rows[l].type == TYPE_YESNO)
        return STR("Yes, No");
    for (unsigned c = 0; choice_word((enum label)l, c) != NULL; c++)
        list = str_printf(&arena, STR_FMT "%s%s", STR_ARG(list), c > 0 ? ", " : "", choice_word((enum label)l, c));
    return list.len > 0 ? list : str_of(type_rows[label_rows[l].type].accepts);
}

static void table_choices(void)
{
    head("Setting | Takes | What it decides");
    for (unsigned l = kind_rows[KIND_STYLE].first_label; l < kind_labels_end(KIND_STYLE); l++) {
        code(str_of(label_rows[l].word));
        cell(settings_taken(l));
        words(label_rows[l].about);
        end();
    }
}

static void table_blocks(void)
{
    static const struct { const char *name, *about; } rows[] = {
#define STANDING(ID, name, about) {name, about},
#include "../../lang/table/styles.def"
    };
    head("Block | Where it is printed");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        code(str_of(rows[i].name));
        words(rows[i].about);
        end();
    }
}

static void table_placeholders(void)
{
    static const struct { const char *name, *about; } rows[] = {
#define PLACEHOLDER(ID, name, about) {name, about},
#include "../../lang/table/styles.def"
    };
    head("Name | What is filled in");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        code(str_printf(&arena, "{%s}", rows[i].name));
        words(rows[i].about);
        end();
    }
}

/* ---------------------------------------------------------------- the image */

static void table_cells(void)
{
    static const struct { enum type type; const char *part, *element; } rows[] = {
#define CELL(type, part, element) {TYPE_##type, part, #element},
#include "../../runtime/image/cells.def"
#undef CELL
    };
    head("Type | Parts");
    for (unsigned t = 0; t < TYPES; t++) {
        struct str parts = {"", 0};
        for (size_t i = 0; i < ARRAY_LEN(rows); i++)
            if (rows[i].type == (enum type)t)
                parts = str_printf(&arena, STR_FMT "%s%s %s", STR_ARG(parts), parts.len > 0 ? ", " : "", rows[i].part, rows[i].element);
        words(type_word((enum type)t));
        cell(parts);
        end();
    }
}

/* ---------------------------------------------------------------- limits */

/* The value of the constant is read from the file that defines it. */
static const struct { const char *constant, *file, *unit, *about, *effect; } limits[] = {
    {"SOURCE_BYTES_MOST", "lang/tree/tree.h", "bytes", "a file, or what comes on standard input", "Refused: it is larger than irp reads. Status 2."},
    {"ITEMS_MOST", "lang/tree/tree.h", "", "headings in a file", "IRP001; the rest of the file is passed over."},
    {"HEADING_BYTES_MOST", "lang/tree/tree.h", "bytes", "a heading up to its colon", "IRP002"},
    {"LABEL_BYTES_MOST", "lang/tree/tree.h", "bytes", "the word of a label", "A longer one is no label: the line is text."},
    {"BARE_HEADING_MOST", "lang/syntax/lines.c", "bytes", "a line that may be a heading without its mark", "A longer one is text."},
    {"BARE_LABEL_MOST", "lang/syntax/lines.c", "bytes", "a line that may be a label without its colon", "A longer one is text."},
    {"DEPTH_MOST", "lang/syntax/parse_tree.h", "", "items within one another", "Never reached: the kinds nest five deep."},
    {"EXPRESSION_BYTES_MOST", "lang/syntax/expr.h", "bytes", "an expression of a rule", "IRP408"},
    {"RULE_MUTANTS_MOST", "compiler/trial/mutate.h", "", "changes of one rule that irp mutate tries", "A finding; the rest are not tried."},
    {"MUTANTS_MOST", "compiler/trial/mutate.h", "", "changes of all rules that irp mutate tries", "A finding; the rest are not tried."},
    {"WATCHED_MOST", "compiler/lower/watch.c", "", "conditions that irp test --coverage watches in one file, once for each kind of item", "Those behind are not counted."},
    {"WATCHED_OPS_MOST", "compiler/lower/watch.c", "operations", "the part of a loop over a kind of item whose conditions irp test --coverage watches", "Conditions behind it are not counted."},
    {"EXPRESSION_DEPTH_MOST", "lang/syntax/expr.h", "", "an expression's depth", "IRP406"},
    {"DEFINE_PARAMETERS_MOST", "compiler/lower/lowering.h", "", "parameters of a define", "IRP410"},
    {"DEFINE_USES_MOST", "compiler/lower/lowering.h", "", "uses of defines in one rule, with those that they use", "IRP414"},
    {"DURATION_MOST", "compiler/lower/lowering.h", "", "days, weeks, months or years of a length of time", "IRP407"},
    {"MATCH_PLACES_MOST", "runtime/rule/match.h", "", "characters and sets of a pattern, repetitions written out", "IRP417"},
    {"MATCH_PARTS_MOST", "runtime/rule/match.h", "", "parts of a pattern, repetitions written out", "IRP417"},
    {"MATCH_DEPTH_MOST", "runtime/rule/match.h", "", "groups of a pattern within one another", "IRP417"},
    {"MATCH_REPEAT_MOST", "runtime/rule/match.h", "", "repetitions in { } of a pattern", "IRP417"},
    {"YEAR_LEAST", "runtime/value/date.h", "", "the first year of a date", "IRP205, or IRP212 where it is worked out"},
    {"YEAR_MOST", "runtime/value/date.h", "", "the last year of a date", "IRP205, or IRP212 where it is worked out"},
    {"NUMBER_PLACES", "runtime/value/number.h", "", "decimal places of a number", "IRP224"},
    {"STANDARDS_MOST", "compiler/pipe/standards.c", "", "versions of standards that a file is held to, with those that they use", "IRP005"},
    {"STYLES_MOST", "compiler/pipe/styles.h", "", "house styles that one is made of, with those it uses", "Those after it are passed over."},
    {"NEAR_STYLES_MOST", "compiler/pipe/styles.h", "", "house styles of a file among which a name is looked for, to offer a near one", "The message offers none of them."},
    {"PLACEHOLDER_BYTES_MOST", "compiler/pipe/styles.h", "bytes", "a name in braces in a block of a house style", "What is longer is no name, and is printed as it stands."},
    {"COPIES_SAID_MOST", "compiler/cmd/copies.h", "", "documents that are said to stand in two files", "The rest are counted."},
    {"FOLDERS_MOST", "compiler/pipe/files.c", "", "folders above a file in which irp.conf or .git is looked for", "Those further up are not looked into."},
    {"PROGRAM_RULES_MOST", "runtime/rule/program.h", "", "rules that a file is held to", "IRP004"},
    {"RULE_WORK_MOST", "compiler/lower/lowering.h", "", "operations, steps, columns and holes that one rule may come to", "IRP409"},
    {"PROGRAM_WORK_MOST", "compiler/lower/rules.c", "", "the same, of all rules that a file is held to", "IRP004"},
    {"PROGRAM_METRICS_MOST", "runtime/rule/program.h", "", "figures of the metrics and tables that a file is held to", "IRP007"},
    {"RECURRING_WORDS_MOST", "runtime/report/recurring.h", "", "words of a concern that are compared with those of others", "Those behind are not looked at."},
    {"WORKLOAD_MONTHS_MOST", "runtime/report/workload.h", "", "months of irp summary --by workload", "What falls due behind them is put together."},
    {"GRID_COLUMNS_MOST", "runtime/report/grid.h", "", "columns of a question to irp eval", "Refused, with a message. Status 2."},
    {"TABLE_FIGURES_MOST", "runtime/rule/program.h", "", "columns of a table of a standard", "IRP234"},
    {"DIFF_CHANGES_MOST", "lang/format/diff.h", "", "changed lines for which the shortest diff is looked for", "What differs is shown as one change."},
    {"LABELS_SORTED_MOST", "lang/format/format.c", "", "labels of an item that `irp fmt` puts in order", "The labels of an item with more stay in its order."},
    {"QUOTED_BYTES_MOST", "runtime/base/str.h", "bytes", "a text that a message quotes", "Cut there, with an ellipsis behind."},
    {"HOLIDAYS_MOST", "compiler/check/scales.h", "days", "days off of the calendars of a standard, with those it uses", "Those after it are passed over."},
    {"NEAR_PLANS_MOST", "compiler/lower/plan.c", "", "plans of a file among which the name of a periodic return is looked for, to offer a near one", "The message offers none."},
    {"NEAR_COMPARISONS_MOST", "compiler/names/scope.h", "", "comparisons of spellings in a document, to offer near names", "Messages after it offer none."},
    {"WORDS_NEAR_MOST", "compiler/cmd/sieving.h", "", "words of --select, --ignore and --severity that nobody knows and for which a near one is looked for", "Messages after it offer none."},
    {"WATCH_FOLDERS_MOST", "compiler/cmd/watcher.h", "", "folders below each name that irp check --watch watches", "Those after it are not watched."},
    {"CONFIG_BYTES_MOST", "compiler/cmd/config.h", "", "an irp.conf", "Refused: it is larger than irp reads. Status 2."},
    {"CONFIG_UP_MOST", "compiler/cmd/config.h", "", "folders, a file's own and those above, in which irp.conf is looked for", "Those further up are not looked into."},
    {"BASELINE_BYTES_MOST", "compiler/cmd/baseline.h", "", "a baseline", "Refused: it is larger than irp reads. Status 2."},
    {"RULE_NEAR_MOST", "compiler/check/rule_names.h", "", "allowances in a file whose rule nobody knows and for which a near name is looked for", "Messages after it offer none."},
    {"PROGRAM_OPS_MOST", "runtime/rule/program.h", "", "operations of all rules", "A program with more is refused as damaged when it is opened."},
    {"KERNEL_OPS_MOST", "runtime/rule/program.h", "", "operations of one loop over a kind of item", "likewise"},
    {"FINAL_OPS_MOST", "compiler/lower/rules.c", "", "operations after which the rules of a kind go on in a loop of their own", "None that can be seen."},
    {"HOLE_VALUES_MOST", "runtime/rule/program.h", "", "values in the message of one rule", "IRP409"},
    {"ROLES_MOST", "runtime/rule/derived.h", "", "roles in the text of an action that may be `role named`", "Those after it are passed over."},
    {"ROLE_WORDS_MOST", "runtime/rule/derived.h", "", "words in the name of such a role", "It is cut there."},
    {"IMAGE_BYTES_MOST", "runtime/image/image.h", "bytes", "a plan image", "A larger one is refused as damaged when it is opened."},
    {"IMAGE_TABLES_MOST", "runtime/image/layout.h", "", "tables of an image", "likewise"},
    {"IMAGE_COLUMNS_MOST", "runtime/image/layout.h", "", "columns of a table", "likewise"},
    {"IMAGE_UP_MOST", "runtime/image/layout.h", "", "items round an item in an image", "likewise"},
    {"BUNDLE_BLOCKS_MOST", "runtime/image/bundle.h", "", "blocks of a built checker", "likewise"},
    {"NATIVE_KERNELS_MOST", "runtime/rule/native.h", "", "loops in a block of machine code", "likewise"},
    {"NATIVE_PAYS_ROWS", "compiler/cmd/engine.c", "rows", "from about here on `--engine auto` makes machine code of a user's own rules", "None on the findings."},
    {"CODE_BYTES_MOST", "compiler/cmd/engine.c", "bytes", "what irp-codegen may answer", "The evaluator runs the rules; a note says so."},
    {"OFFICE_INPUT_MOST", "compiler/office/stream.h", "bytes", "what irp tells irp-office", "irp-office says so, and nothing is written. Status 2."},
    {"OFFICE_MEMORY_MOST", "compiler/office/stream.h", "bytes", "memory of irp-office", "likewise"},
    {"OFFICE_SECONDS_MOST", "compiler/office/stream.h", "seconds", "CPU time of irp-office", "likewise"},
    {"SHEET_ROWS_MOST", "compiler/office/stream.h", "rows", "a sheet of an XLSX or ODS file, below its titles", "likewise; CSV has no such limit"},
    {"CELL_TEXT_MOST", "compiler/office/stream.h", "UTF-16 units", "a text in a cell of an XLSX file", "Cut there, with a note in the cell and a message; CSV and ODS have all of it."},
    {"WASM_BYTES_MOST", "compiler/cmd/wasm.h", "bytes", "images and programs of a checker for WebAssembly", "It is not built: these plans are too large. Status 2."},
    {"CODEGEN_INPUT_MOST", "compiler/llvm/codegen.h", "bytes", "what irp-codegen may be given", "likewise"},
    {"CODEGEN_MEMORY_MOST", "compiler/llvm/codegen.h", "bytes", "memory of irp-codegen", "likewise"},
    {"CODEGEN_SECONDS_MOST", "compiler/llvm/codegen.h", "seconds", "CPU time of irp-codegen", "likewise"},
    {"CODEGEN_SINK_MOST", "compiler/llvm/codegen.h", "", "operations of one rule as machine code", "The evaluator runs that rule's loop."},
    {"CODEGEN_OPS_MOST", "compiler/llvm/codegen.h", "", "operations of all rules as machine code", "The evaluator runs the loops after it."},
    {"PROBLEMS_USUAL", "runtime/checker.h", "", "findings that a run shows as text without `--max-problems`", "The rest are counted."},
    {"WHY_ITEMS_MOST", "compiler/why/why.h", "", "derivations that `irp why` shows without `--max-problems`", "The rest are counted."},
    {"WHY_MEMBERS_MOST", "compiler/why/why.h", "", "items of an aggregate that `irp why` names", "likewise"},
    {"WHY_PLACES_MOST", "compiler/why/why.h", "", "lines of one value that `irp why` shows", "likewise"},
    {"WHY_TEXT_BYTES", "compiler/why/why.h", "bytes", "a text that `irp why` shows as a value", "Cut there, with an ellipsis behind."},
    {"MEANS_DEPTH_MOST", "compiler/why/parts.h", "", "properties that rest on one another, as `irp why` takes them apart", "Those after it are not taken apart."},
    {"MEND_ROUNDS_MOST", "compiler/mend/mend.h", "", "rounds in which `irp check --fix` mends a file", "What is left waits for the next run; that is said."},
    {"MEND_TRIES_MOST", "compiler/mend/mend.h", "", "times that it compiles a file to find the fixes that have to be taken back", "likewise"},
    {"MEND_BYTES_MOST", "compiler/mend/mend.h", "", "bytes that these come to, from the 65th on", "likewise"},
    {"SLOT_LABELS_MOST", "lang/format/fix_lines.h", "", "labels of an item that are looked at for the place of a line that a fix puts in", "The line stands behind the last."},
    {"SLOT_BYTES_MOST", "lang/format/fix_lines.h", "bytes", "between a label and the end of its line, for a line that goes below it", "The finding has no fix."},
    {"PROVE_STEPS_MOST", "compiler/prove/prove.h", "", "looks at a part of a condition, in one question of `irp prove`", "The question is listed as not decided."},
    {"PROVE_WORK_MOST", "compiler/prove/prove.h", "", "the same, for a whole standard", "The questions after it are counted as not asked."},
    {"PROVE_RULES_MOST", "compiler/prove/prove.h", "", "rules of one kind that `irp prove` compares", "likewise"},
    {"PROVE_VALUES_MOST", "compiler/prove/prove.h", "", "values that the rules of one kind rest on", "likewise"},
    {"PROVE_DOMAIN_MOST", "compiler/prove/prove.h", "", "cases that `irp prove` tells apart of one value", "The rest are one case."},
    {"PROVE_EXAMPLES_MOST", "compiler/prove/prove.h", "", "documents that are tried for a find", "The rest are not tried."},
    {"PROVE_FINDS_MOST", "compiler/prove/prove.h", "", "finds that are shown", "The rest are counted."},
    {"RELATED_MOST", "runtime/report/findings_text.c", "", "other places shown with a finding as text", "The rest are counted."},
    {"LATEST_MOST", "runtime/report/report.h", "", "actions listed as most late in a summary", "The rest are left out of that list."},
    {"LISTED_MOST", "compiler/publish/summary.h", "", "late, coming or slipped actions that the layout summary lists one by one", "The rest are counted."},
    {"PLACES_LISTED_MOST", "compiler/publish/summary_recurring.c", "", "places of one recurring concern that the layout summary lists", "The rest are counted."},
    {"FINDINGS_LISTED_MOST", "compiler/publish/summary.h", "", "findings of one rule that the layout summary lists", "The rest are counted."},
    {"SQUARES_MOST", "compiler/publish/html_figure.c", "", "things that a figure in HTML shows as a square each", "Beyond, each part is a bar."},
    {"OWNERS_MOST", "runtime/report/text_table.h", "", "owners shown in a summary on a terminal", "The rest are counted; `--plain` and JSON show all."},
};

/* The number of "#define NAME 160u", "((size_t)1 << 30)", "INT64_C(5)": the digits, and a shift where there is one. */
static uint64_t constant_value(const char *file, const char *constant)
{
    struct str text;
    if (failed(file_read(&arena, file, (size_t)1 << 20, &text)))
        BUG("a file of the limits cannot be read: start tables in the root of the repository");
    struct str define = str_printf(&arena, "#define %s ", constant);
    size_t     at = str_find(text, define);
    if (at == text.len)
        BUG("a limit of tests/spec/tables.c is not defined where it says");
    struct str line = str_from(text, at + define.len), number;
    line = str_upto(line, str_find(line, STR("\n")));
    line = str_upto(line, str_find(line, STR("/*")));
    size_t cast = str_find(line, STR("_t)"));
    if (cast < line.len)
        line = str_from(line, cast + 3);
    uint64_t value = 0, shift = 0;
    for (number = line; number.len > 0 && !is_digit(number.at[0]); number = str_from(number, 1))
        ;
    for (; number.len > 0 && is_digit(number.at[0]); number = str_from(number, 1))
        value = value * 10 + (uint64_t)(number.at[0] - '0');
    size_t by = str_find(number, STR("<<"));
    for (number = str_from(number, by); number.len > 0; number = str_from(number, 1))
        if (is_digit(number.at[0]))
            shift = shift * 10 + (uint64_t)(number.at[0] - '0');
    return value << shift;
}

static void table_fixes(void)
{
    head("Message | Fix | What it does");
    for (unsigned d = 0; d < DIAGS; d++)
        for (unsigned m = 0; m < MENDS; m++)
            if (mend_rows[m].diag == d) {
                char name[DIAG_NAME_MOST];
                diag_name((enum diag)d, name);
                cell(str_printf(&arena, "%s `%s`", diag_rows[d].code, name));
                words(fix_word(mend_rows[m].safety));
                words(mend_rows[m].about);
                end();
            }
}

static void table_limits(void)
{
    head("Constant | Value | Of what | Beyond it");
    for (size_t i = 0; i < ARRAY_LEN(limits); i++) {
        uint64_t   value = constant_value(limits[i].file, limits[i].constant);
        bool       year = strncmp(limits[i].constant, "YEAR", 4) == 0;
        struct out text;
        out_memory(&text, &arena);
        if (value % ((uint64_t)1 << 30) == 0)
            out_printf(&text, "%u GiB", (unsigned)(value >> 30));
        else if (value % ((uint64_t)1 << 20) == 0)
            out_printf(&text, "%u MiB", (unsigned)(value >> 20));
        else {
            struct str digits = str_printf(&arena, "%llu", (unsigned long long)value);
            for (size_t d = 0; d < digits.len; d++)
                out_printf(&text, "%s%c", d > 0 && (digits.len - d) % 3 == 0 && !year ? "," : "", digits.at[d]);
            out_printf(&text, "%s%s", limits[i].unit[0] != '\0' ? " " : "", limits[i].unit);
        }
        code(str_of(limits[i].constant));
        cell(out_text(&text));
        words(limits[i].about);
        words(limits[i].effect);
        end();
    }
}

/* ---------------------------------------------------------------- reports as tables */

static void table_sheets(void)
{
    static const struct { const char *name, *about; } ROWS[] = {
#define SHEET(ID, name, rows, kinds, documents, main, about) {name, about},
#define COLUMN(...)
#include "../../compiler/publish/sheets.def"
#undef SHEET
#undef COLUMN
    };
    head("Sheet | What has a row each");
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        words(ROWS[i].name);
        words(ROWS[i].about);
        end();
    }
}

static void table_columns(void)
{
    enum { SHEETS_START = -1,
#define SHEET(ID, ...) SHEET_##ID,
#define COLUMN(...)
#include "../../compiler/publish/sheets.def"
#undef SHEET
#undef COLUMN
    };
    static const char *const NAMES[] = {
#define SHEET(ID, name, ...) name,
#define COLUMN(...)
#include "../../compiler/publish/sheets.def"
#undef SHEET
#undef COLUMN
    };
    static const char *const TYPE_WORDS[] = {
#define V(id, word) word,
        DATUM_TABLE(V)
#undef V
    };
    static const struct { int sheet; const char *title; enum datum_type type; const char *use, *about; } COLUMNS[] = {
#define SHEET(...)
#define COLUMN(SHEET, title, type, width, use, fn, what, about) {SHEET_##SHEET, title, DATUM_##type, #use, about},
#include "../../compiler/publish/sheets.def"
#undef SHEET
#undef COLUMN
    };
    head("Sheet | Column | Type | What it holds");
    for (size_t i = 0; i < ARRAY_LEN(COLUMNS); i++) {
        words(i == 0 || COLUMNS[i].sheet != COLUMNS[i - 1].sheet ? NAMES[COLUMNS[i].sheet] : "");
        words(COLUMNS[i].title);
        words(TYPE_WORDS[COLUMNS[i].type]);
        cell(str_printf(&arena, "%s%s", COLUMNS[i].about, strcmp(COLUMNS[i].use, "SEVERAL") == 0 ? " Only in a report of several documents." : ""));
        end();
    }
}

/* ---------------------------------------------------------------- */

static const struct { const char *name; void (*print)(void); } tables[] = {
    {"kinds", table_kinds}, {"modifiers", table_modifiers}, {"labels", table_labels}, {"types", table_types}, {"synonyms", table_synonyms},
    {"statuses", table_statuses}, {"properties", table_properties}, {"prose", table_prose}, {"functions", table_functions}, {"rules", table_rules}, {"scales", table_scales},
    {"precedence", table_precedence}, {"messages", table_messages}, {"commands", table_commands}, {"options", table_options}, {"settings", table_settings}, {"environment", table_environment},
    {"formats", table_formats}, {"groups", table_groups}, {"returns", table_returns}, {"cells", table_cells}, {"limits", table_limits},
    {"fixes", table_fixes}, {"sheets", table_sheets}, {"columns", table_columns},
    {"layouts", table_layouts}, {"written", table_written}, {"choices", table_choices}, {"blocks", table_blocks},
    {"placeholders", table_placeholders},
};

static bool print_wanted(int argc, char **argv)
{
    bool found = argc < 2;
    out_open(&out, &arena, 1);
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        if (argc < 2)
            out_printf(&out, "%s\n", tables[i].name);
        else if (strcmp(argv[1], tables[i].name) == 0) {
            tables[i].print();
            found = true;
        }
    }
    return !failed(out_close(&out)) && found;
}

int main(int argc, char **argv)
{
    static struct mem mem;
    mem_open(&mem);
    if (setjmp(mem.recover))
        return 2;
    arena_open(&arena, &mem);
    bool fine = print_wanted(argc, argv);
    mem_close(&mem);
    return fine ? 0 : 2;
}
