/* The command line: words into a command, its options and its names, all from the tables. A mistyped word names the near one and runs nothing. */
#include "cmd.h"
#include "../publish/words.h"
#include "../../runtime/host.h"

#define EVERY UINT32_MAX
#define ON(ID) (UINT32_C(1) << CMD_##ID)

const struct command_row command_rows[COMMANDS] = {
#define COMMAND(ID, name, arguments, about, examples, more) {#name, arguments, about, examples, more, cmd_##name},
#include "commands.def"
#undef COMMAND
};
const struct option_row option_rows[OPTIONS] = {
#define OPTION(ID, letter, name, value, commands, ...) ROW(letter, name, value, commands, __VA_ARGS__, NULL, false, NULL, 0)
#define ROW(letter, name, value, commands, about, setting, many, alone, ...) {letter, name, value, commands, about, setting, many, alone},
#include "options.def"
#undef ROW
#undef OPTION
};

static enum command command_named(struct str word)
{
    for (unsigned c = 0; c < COMMANDS; c++)
        if (str_eq(word, str_of(command_rows[c].name)))
            return (enum command)c;
    return COMMANDS;
}

static enum command command_wanted(const char *word)
{
    enum command c = command_named(str_of(word));
    if (c != COMMANDS)
        return c;
    unsigned       near = COMMANDS;
    struct nearest n = nearest_open(str_of(word));
    for (unsigned i = 0; i < COMMANDS; i++)
        if (nearest_try(&n, str_of(command_rows[i].name)))
            near = i;
    if (near != COMMANDS)
        say("there is no command \"%s\"; the nearest is \"%s\"", word, command_rows[near].name);
    else
        say("there is no command \"%s\"; irp help lists them", word);
    return COMMANDS;
}

bool option_taken(const struct arguments *args, enum option o)
{
    return option_rows[o].commands == EVERY || (option_rows[o].commands >> args->command & 1) != 0;
}

static bool takes(const struct arguments *args, unsigned o) { return option_taken(args, (enum option)o); }

bool option_is_choice(const char *value)
{
    bool strokes = false;
    for (const char *p = value; p && *p; p++) {
        if (*p >= 'A' && *p <= 'Z')
            return false;
        strokes |= *p == '|';
    }
    return strokes;
}

bool option_names_file(enum option o, struct str value)
{
    bool named = str_find(value, STR("/")) < value.len || (value.len > 4 && str_eq(str_from(value, value.len - 4), STR(".irp")));
    return o == OPT_UPDATES || o == OPT_BASELINE || (o == OPT_STANDARD && named);
}

struct strs option_list(const struct arguments *args, enum option o, struct arena *a)
{
    VEC(struct str) list = {NULL, 0, 0};
    for (uint32_t i = 0; i < args->all_len; i++)
        for (struct str rest = args->all[i].option == o ? args->all[i].value : STR(""); rest.len > 0;) {
            struct str word = str_trim(str_cut(&rest, ','));
            if (word.len > 0)
                *vec_push(a, &list) = word;
        }
    return (struct strs){list.at, list.len};
}

static unsigned option_named(const struct arguments *args, struct str name)
{
    for (unsigned o = 0; o < OPTIONS; o++)
        if (takes(args, o) && str_eq(name, str_of(option_rows[o].name)))
            return o;
    return OPTIONS;
}

static void unknown_option(const struct arguments *args, const char *word, struct str name)
{
    unsigned least = 3, near = OPTIONS;
    for (unsigned o = 0; o < OPTIONS; o++) {
        unsigned d = takes(args, o) ? str_distance(name, str_of(option_rows[o].name), least - 1) : least;
        if (d < least)
            least = d, near = o;
    }
    const char *command = command_rows[args->command].name;
    if (args->command == CMD_HELP)
        say("irp has no option %s; irp help lists them", word);
    else if (near != OPTIONS)
        say("irp %s has no option %s; the nearest is --%s", command, word, option_rows[near].name);
    else
        say("irp %s has no option %s; irp help %s lists them", command, word, command);
}

static bool is_among(struct str word, struct str words)
{
    while (words.len > 0)
        if (str_eq(str_cut(&words, '|'), word))
            return true;
    return false;
}

/* The option of a word that starts with "-", and what is joined to it: a value behind "=", or behind a letter. OPTIONS: there is none. */
static unsigned option_of(const struct arguments *args, struct str word, struct str *name, struct str *value, bool *joined)
{
    if (word.at[1] == '-') {
        *value = str_from(word, 2);
        *joined = str_find(*value, STR("=")) < value->len;
        *name = str_cut(value, '=');
        return option_named(args, *name);
    }
    unsigned o = 0;
    while (o < OPTIONS && !(takes(args, o) && option_rows[o].letter != 0 && option_rows[o].letter == word.at[1]))
        o++;
    *name = str_from(word, 1);
    *value = str_from(word, 2 < word.len ? 2 : word.len);
    *joined = o != OPTIONS && option_rows[o].value != NULL && word.len > 2;
    return *joined || word.len <= 2 ? o : OPTIONS;
}

/* One word that starts with "-": how many words were taken, or 0 after a message. */
static int take_option(struct arguments *args, char **argv)
{
    struct str name, value;
    bool       joined;
    unsigned   o = option_of(args, str_of(argv[0]), &name, &value, &joined);
    if (o == OPTIONS) {
        unknown_option(args, argv[0], name);
        return 0;
    }
    const struct option_row *row = &option_rows[o];
    const char *next = joined || row->value == NULL ? NULL : argv[1];
    if (next != NULL && row->alone != NULL && !is_among(str_of(next), str_of(row->value)))
        next = NULL;
    if (joined && row->value == NULL)
        say("--%s takes no value", row->name);
    else if (row->value != NULL && !joined && next == NULL && row->alone == NULL)
        say("--%s needs a value: %s", row->name, row->value);
    else {
        args->given[o] = true;
        if (row->value != NULL && !joined)
            value = str_of(next != NULL ? next : row->alone);
        if (row->value != NULL)
            args->value[o] = value;
        args->all[args->all_len++] = (struct option_given){.option = (enum option)o, .value = row->value != NULL ? value : STR("")};
        return next != NULL ? 2 : 1;
    }
    return 0;
}

bool arguments_read(struct arguments *args, int argc, char **argv, struct arena *a)
{
    *args = (struct arguments){.command = CMD_HELP};
    args->names = arena_many(a, (size_t)argc + 1, const char *);
    args->all = arena_many(a, (size_t)argc + 1, struct option_given);
    int at = 1;
    if (argc < 2) {
        say("say what to do: irp check FILE, or irp help");
        return false;
    }
    if (argv[1][0] != '-') {
        args->command = command_wanted(argv[1]);
        at = 2;
    }
    if (args->command == COMMANDS)
        return false;
    for (bool options = true; at < argc;) {
        bool option = options && argv[at][0] == '-' && argv[at][1] != '\0';
        if (option && strcmp(argv[at], "--") == 0) {
            options = false;
            at++;
            continue;
        }
        int taken = option ? take_option(args, argv + at) : 1;
        if (taken == 0)
            return false;
        if (!option)
            args->names[args->names_len++] = argv[at];
        at += taken;
    }
    return true;
}

/* ---- what several commands ask */

bool asked_day(const struct arguments *args, int32_t *today)
{
    if (!args->given[OPT_TODAY]) {
        *today = host_day();
        return true;
    }
    struct date_read read = date_parse(args->value[OPT_TODAY]);
    if (read.fault == DATE_FINE && read.date.first == read.date.last) {
        *today = read.date.first;
        return true;
    }
    say("--today must be a day, like 1 October 2026 or 2026-10-01");
    return false;
}

bool asked_number(const struct arguments *args, enum option o, uint32_t *number)
{
    struct str text = args->value[o];
    uint64_t   n = 0;
    if (text.len == 0) {
        say("--%s must be a whole number", option_rows[o].name);
        return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (!is_digit(text.at[i]) || n > UINT32_MAX / 10) {
            say("--%s must be a whole number", option_rows[o].name);
            return false;
        }
        n = n * 10 + (uint64_t)(text.at[i] - '0');
    }
    *number = (uint32_t)n;
    return true;
}

bool asked_date(const struct arguments *args, enum option o, struct date *date)
{
    struct date_read read = date_parse(args->value[o]);
    *date = read.date;
    if (read.fault == DATE_FINE)
        return true;
    say("--%s must be a date, like 31 December 2026, 2026-12-31 or December 2026", option_rows[o].name);
    return false;
}

/* The value is one of the words that the option's row shows ("auto|always|never"). False after a message. */
bool asked_word(const struct arguments *args, enum option o)
{
    if (!args->given[o] || is_among(args->value[o], str_of(option_rows[o].value)))
        return true;
    say("--%s must be one of %s", option_rows[o].name, option_rows[o].value);
    return false;
}

bool asked_table_format(const struct arguments *args, enum grid_format *format)
{
    *format = GRID_TEXT;
    return asked_word(args, OPT_FORMAT_TABLES) && (!args->given[OPT_FORMAT_TABLES] || grid_format_of(args->value[OPT_FORMAT_TABLES], format));
}

/* --format: of findings, or of another answer. False after a message. */
static bool asked_format(const struct arguments *args, enum checker_format *format)
{
    static const enum option rows[] = {OPT_FORMAT, OPT_FORMAT_ANSWER};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (!asked_word(args, rows[i]) || (args->given[rows[i]] && !checker_format(args->value[rows[i]], format)))
            return false;
    return true;
}

bool asked_options(const struct arguments *args, struct checker_options *options)
{
    *options = (struct checker_options){.strict = args->given[OPT_STRICT], .quiet = args->given[OPT_QUIET], .plain = args->given[OPT_PLAIN],
                                        .sieve.show_hidden = args->given[OPT_SHOW_HIDDEN]};
    if (!asked_day(args, &options->today) || !asked_format(args, &options->format) || !asked_word(args, OPT_COLOR) || !asked_word(args, OPT_ENGINE) ||
        !asked_word(args, OPT_BY))
        return false;
    if (args->given[OPT_MAX] && !asked_number(args, OPT_MAX, &options->look.most))
        return false;
    options->by = args->value[OPT_BY];
    options->look.color = host_color(args->value[OPT_COLOR], 1);
    options->look.columns = host_columns(1);
    return true;
}
