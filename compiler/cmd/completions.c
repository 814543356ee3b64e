/* irp completions: what a shell needs to complete irp's command lines, written from the tables that parse them.
 *
 * What may follow is read off the tables' own words: an option's value in small letters with strokes ("auto|always|never") is a choice among them, and
 * one that holds FILE names a file; arguments that hold FILE, FOLDER or STANDARD name .irp files and folders.
 */
#include "cmd.h"
#include "../../lang/standards/standards.h"

static bool command_takes(enum command c, unsigned o)
{
    return option_rows[o].commands == UINT32_MAX || (option_rows[o].commands >> c & 1) != 0;
}

static bool names_files(const char *words) { return strstr(words, "FILE") || strstr(words, "FOLDER") || strstr(words, "STANDARD"); }
static bool names_standards(const char *words) { return strstr(words, "STANDARD") || strstr(words, "NAME|FILE"); }

/* Words of a choice with blanks between them. */
static void put_choice(struct out *o, const char *value)
{
    for (const char *p = value; *p; p++)
        out_char(o, *p == '|' ? ' ' : *p);
}

static void put_standards(struct out *o)
{
    for (unsigned i = 0; i < standard_texts_len; i++)
        out_printf(o, "%s%s", i > 0 ? " " : "", standard_texts[i].name);
}

static void put_commands(struct out *o)
{
    for (unsigned c = 0; c < COMMANDS; c++)
        out_printf(o, "%s%s", c > 0 ? " " : "", command_rows[c].name);
}

/* What an argument of the command may be, but for files: "" when nothing is known. */
static bool put_words(struct out *o, const char *arguments)
{
    if (strstr(arguments, "COMMAND"))
        put_commands(o);
    else if (names_standards(arguments))
        put_standards(o);
    else if (option_is_choice(arguments))
        put_choice(o, arguments);
    else
        return false;
    return true;
}

/* ---------------------------------------------------------------- bash */

static void bash_options(struct out *o, enum command c)
{
    for (unsigned i = 0; i < OPTIONS; i++)
        if (command_takes(c, i)) {
            out_printf(o, " --%s", option_rows[i].name);
            if (option_rows[i].letter != 0)
                out_printf(o, " -%c", option_rows[i].letter);
        }
}

/* A line of the case for what stands before the cursor: check--color). */
static void bash_values(struct out *o, enum command c)
{
    for (unsigned i = 0; i < OPTIONS; i++) {
        const struct option_row *row = &option_rows[i];
        if (!command_takes(c, i) || !row->value)
            continue;
        out_printf(o, "    %s--%s", command_rows[c].name, row->name);
        if (row->letter != 0)
            out_printf(o, "|%s-%c", command_rows[c].name, row->letter);
        out_str(o, STR(") words='"));
        if (option_is_choice(row->value))
            put_choice(o, row->value);
        else if (names_standards(row->value))
            put_standards(o);
        out_printf(o, "'; files=%s; return ;;\n", strstr(row->value, "FILE") ? "any" : "");
    }
}

static void shell_bash(struct out *o)
{
    out_str(o, STR("# bash completion for irp, written by: irp completions bash\n"
                   "# Sets words, options and files (any: all files; irp: .irp files and folders) for the command $1 and the word before, $2.\n"
                   "_irp_follows()\n{\n    words= options= files=\n    case $1$2 in\n"));
    for (unsigned c = 0; c < COMMANDS; c++)
        bash_values(o, (enum command)c);
    out_str(o, STR("    esac\n    case $1 in\n"));
    for (unsigned c = 0; c < COMMANDS; c++) {
        out_printf(o, "    %s) words='", command_rows[c].name);
        (void)put_words(o, command_rows[c].arguments);
        out_printf(o, "'; files=%s; options='", names_files(command_rows[c].arguments) ? "irp" : "");
        bash_options(o, (enum command)c);
        out_str(o, STR("' ;;\n"));
    }
    out_str(o, STR("    *) words='"));
    put_commands(o);
    out_str(o, STR("'; options='"));
    bash_options(o, CMD_HELP);
    out_str(o, STR("' ;;\n    esac\n}\n"
                   "_irp()\n{\n    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words options files\n"
                   "    [ \"$COMP_CWORD\" -gt 1 ] && command=${COMP_WORDS[1]}\n"
                   "    [ \"$word\" = = ] && word=\n"
                   "    [ \"$before\" = = ] && before=${COMP_WORDS[COMP_CWORD-2]}\n"
                   "    _irp_follows \"$command\" \"$before\"\n"
                   "    case $word in -*) words=$options files= ;; esac\n"
                   "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                   "    case $files in\n"
                   "    any) COMPREPLY+=($(compgen -f -- \"$word\")) ;;\n"
                   "    irp) COMPREPLY+=($(compgen -d -- \"$word\") $(compgen -G \"$word*.irp\")) ;;\n"
                   "    esac\n    [ -z \"$files\" ] || compopt -o filenames 2>/dev/null\n}\n"
                   "complete -F _irp irp\n"));
}

/* ---------------------------------------------------------------- zsh */

/* Within '...[here]': brackets and the quote are shown as they are. */
static void zsh_text(struct out *o, const char *text)
{
    for (const char *p = text; *p; p++) {
        if (*p == '\'')
            out_str(o, STR("'\\''"));
        else if (strchr("[]\\:", *p))
            out_printf(o, "\\%c", *p);
        else
            out_char(o, *p);
    }
}

static void zsh_value(struct out *o, const char *value)
{
    out_char(o, ':');
    zsh_text(o, value);
    out_char(o, ':');
    if (option_is_choice(value)) {
        out_char(o, '(');
        put_choice(o, value);
        out_char(o, ')');
    } else if (strcmp(value, "NAME|FILE") == 0) {
        out_str(o, STR("->standards"));
    } else if (strstr(value, "FILE")) {
        out_str(o, STR("_files"));
    }
}

static void zsh_options(struct out *o, enum command c)
{
    for (unsigned i = 0; i < OPTIONS; i++) {
        const struct option_row *row = &option_rows[i];
        if (!command_takes(c, i))
            continue;
        out_str(o, STR(" \\\n        "));
        if (row->letter != 0)
            out_printf(o, "'(-%c --%s)'{-%c%s,--%s%s}'[", row->letter, row->name, row->letter, row->value ? "+" : "", row->name, row->value ? "=" : "");
        else
            out_printf(o, "'--%s%s[", row->name, row->value ? "=" : "");
        zsh_text(o, row->about);
        out_char(o, ']');
        if (row->value)
            zsh_value(o, row->value);
        out_char(o, '\'');
    }
}

static void zsh_arguments(struct out *o, const char *arguments)
{
    struct out words;
    out_memory(&words, o->arena);
    bool some = put_words(&words, arguments), files = names_files(arguments);
    if (some && files)
        out_str(o, STR(" \\\n        '*:name:->names'"));
    else if (some)
        out_printf(o, " \\\n        '*:name:(" STR_FMT ")'", STR_ARG(out_text(&words)));
    else if (files)
        out_str(o, STR(" \\\n        '*:file:_files -g \"*.irp\"'"));
}

static void shell_zsh(struct out *o)
{
    out_str(o, STR("#compdef irp\n# zsh completion for irp, written by: irp completions zsh\n"
                   "_irp()\n{\n    local context state state_descr line\n    typeset -A opt_args\n"
                   "    local -a commands standards\n    standards=("));
    put_standards(o);
    out_str(o, STR(")\n    commands=("));
    for (unsigned c = 0; c < COMMANDS; c++) {
        out_printf(o, "\n        '%s:", command_rows[c].name);
        zsh_text(o, command_rows[c].about);
        out_char(o, '\'');
    }
    out_str(o, STR("\n    )\n    if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n        _describe command commands\n        return\n    fi\n"
                   "    shift words\n    (( CURRENT-- ))\n    case $words[1] in\n"));
    for (unsigned c = 0; c < COMMANDS; c++) {
        out_printf(o, "    %s)\n        _arguments -s", command_rows[c].name);
        zsh_options(o, (enum command)c);
        zsh_arguments(o, command_rows[c].arguments);
        out_str(o, STR(" ;;\n"));
    }
    out_str(o, STR("    esac\n    case $state in\n    standards|names)\n        _alternative \"standards:standard:($standards)\" 'files:file:_files -g \"*.irp\"' ;;\n    esac\n}\n"
                   "if [ \"$funcstack[1]\" = _irp ]; then\n    _irp \"$@\"\nelse\n    compdef _irp irp\nfi\n"));
}

/* ---------------------------------------------------------------- fish */

/* Within '...'. */
static void fish_text(struct out *o, const char *text)
{
    for (const char *p = text; *p; p++) {
        if (*p == '\'' || *p == '\\')
            out_char(o, '\\');
        out_char(o, *p);
    }
}

static void fish_option(struct out *o, const struct option_row *row, struct str when)
{
    out_printf(o, "complete -c irp -n '" STR_FMT "' -l %s", STR_ARG(when), row->name);
    if (row->letter != 0)
        out_printf(o, " -s %c", row->letter);
    if (row->value) {
        out_str(o, strstr(row->value, "FILE") ? STR(" -rF") : STR(" -x"));
        bool choice = option_is_choice(row->value), standards = names_standards(row->value);
        if (choice || standards) {
            out_str(o, STR(" -a '"));
            if (choice)
                put_choice(o, row->value);
            else
                put_standards(o);
            out_char(o, '\'');
        }
    }
    out_str(o, STR(" -d '"));
    fish_text(o, row->about);
    out_str(o, STR("'\n"));
}

static void fish_command(struct out *o, enum command c)
{
    const struct command_row *row = &command_rows[c];
    struct str when = str_printf(o->arena, "__fish_seen_subcommand_from %s", row->name);
    struct out words;
    out_printf(o, "complete -c irp -n __fish_use_subcommand -a %s -d '", row->name);
    fish_text(o, row->about);
    out_str(o, STR("'\n"));
    out_memory(&words, o->arena);
    if (put_words(&words, row->arguments))
        out_printf(o, "complete -c irp -n '" STR_FMT "' -a '" STR_FMT "'\n", STR_ARG(when), STR_ARG(out_text(&words)));
    if (names_files(row->arguments))
        out_printf(o, "complete -c irp -n '" STR_FMT "' -k -a '(__fish_complete_suffix .irp)'\n", STR_ARG(when));
    for (unsigned i = 0; i < OPTIONS; i++)
        if (command_takes(c, i) && option_rows[i].commands != UINT32_MAX)
            fish_option(o, &option_rows[i], when);
}

static void shell_fish(struct out *o)
{
    out_str(o, STR("# fish completion for irp, written by: irp completions fish\ncomplete -c irp -f\n"));
    for (unsigned i = 0; i < OPTIONS; i++)
        if (option_rows[i].commands == UINT32_MAX)
            fish_option(o, &option_rows[i], STR("true"));
    for (unsigned c = 0; c < COMMANDS; c++)
        fish_command(o, (enum command)c);
}

/* ---------------------------------------------------------------- the command */

static const struct { const char *name; void (*write)(struct out *); } shells[] = {
#define SHELL(ID, name, file) {name, shell_##ID},
#include "shells.def"
#undef SHELL
};

int cmd_completions(const struct arguments *args, struct arena *a)
{
    for (size_t i = 0; i < ARRAY_LEN(shells); i++)
        if (args->names_len == 1 && strcmp(args->names[0], shells[i].name) == 0) {
            struct out o;
            out_open(&o, a, 1);
            shells[i].write(&o);
            return finish(&o, "the completions", STATUS_FINE);
        }
    if (args->names_len == 1)
        say("there are no completions for the shell \"%s\"; there are for %s", args->names[0], command_rows[CMD_COMPLETIONS].arguments);
    else
        say("say for which shell: irp completions %s", command_rows[CMD_COMPLETIONS].arguments);
    return STATUS_CANNOT;
}
