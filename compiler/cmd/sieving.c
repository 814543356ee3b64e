/* The words of --select, --ignore and --severity. See sieving.h. */
#include "sieving.h"

/* ---- mistakes: of the command line, or of a line of irp.conf */

/* "There is no rule" goes on after a colon; IRP203 stays. */
static char first_small(struct str s) { return s.len > 1 && s.at[1] >= 'a' && s.at[1] <= 'z' ? lower(s.at[0]) : s.at[0]; }

static void tell(struct sieving *s, const struct option_given *from, struct str sentence, struct str help)
{
    s->mistakes++;
    if (from->config != NULL)
        config_mistake(from->config, from->setting->place, sentence, help, s->arena);
    else
        say("--%s: %c" STR_FMT "%s" STR_FMT, option_rows[from->option].name, first_small(sentence), STR_ARG(str_from(sentence, 1)), help.len > 0 ? "; " : "",
            STR_ARG(help));
}

/* ---- words that are known */

static bool is_severities(struct str word)
{
    for (unsigned v = SEVERITY_ERROR; v <= SEVERITY_NOTE; v++) {
        struct finding f = {.severity = (enum severity)v};
        if (sieve_word_means(word, &f))
            return true;
    }
    return false;
}

static struct finding as_finding(enum diag d, char *name)
{
    diag_name(d, name);
    return (struct finding){.code = str_of(diag_rows[d].code), .name = str_of(name), .severity = diag_rows[d].severity};
}

/* What a word means of the messages of irp itself: nothing, only mistakes of form, or others too. */
enum meant { MEANS_NONE, MEANS_FORM, MEANS_OTHERS };

static enum meant meant_of_messages(struct str word)
{
    enum meant meant = MEANS_NONE;
    for (unsigned d = 0; d < DIAGS; d++) {
        char name[DIAG_NAME_MOST];
        struct finding f = as_finding((enum diag)d, name);
        if (!sieve_word_means(word, &f))
            continue;
        if (f.severity != SEVERITY_ERROR)
            return MEANS_OTHERS;
        meant = MEANS_FORM;
    }
    return meant;
}

static bool is_rule_of(const struct program *p, struct str word)
{
    for (uint32_t i = 0; i < p->rules_len; i++)
        if (str_same_name(p->strings[p->rules[i].name], word))
            return true;
    return false;
}

static bool meets(void *of, const struct program *p) { return is_rule_of(p, *(const struct str *)of); }

/* Whether the word means anything that irp knows without the files. False after a message too: mistakes of form cannot be ignored. */
static void check_word(struct sieving *s, const struct option_given *from, struct str word)
{
    enum meant meant = is_severities(word) ? MEANS_OTHERS : meant_of_messages(word);
    if (meant == MEANS_FORM && from->option != OPT_SELECT) {
        tell(s, from, str_printf(s->arena, STR_FMT " cannot be %s: %s", STR_ARG(word), from->option == OPT_IGNORE ? "ignored" : "made less grave",
                                 "a mistake in how a file is written keeps rules from looking"), STR(""));
        return;
    }
    if (meant == MEANS_NONE && !pipe_linked_programs(meets, &word, s->arena))
        *vec_push(s->arena, &s->doubtful) = (struct doubtful){*from, word};
}

void sieving_meet(struct sieving *s, const struct program *p)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < s->doubtful.len; i++)
        if (!is_rule_of(p, s->doubtful.at[i].word))
            s->doubtful.at[kept++] = s->doubtful.at[i];
    s->doubtful.len = kept;
}

/* ---- words that nobody knows */

struct near { struct str wanted, name; unsigned least; struct arena *arena; };

static void nearer(struct near *n, struct str name)
{
    unsigned d = str_distance(n->wanted, name, n->least - 1);
    if (d < n->least)
        n->least = d, n->name = str_keep(n->arena, name);
}

static bool near_rules(void *of, const struct program *p)
{
    for (uint32_t i = 0; i < p->rules_len; i++)
        nearer(of, p->strings[p->rules[i].name]);
    return false;
}

static struct str near_name(struct str word, struct arena *a)
{
    struct near n = {word, {"", 0}, near_enough(word.len) + 1, a};
    for (unsigned d = 0; d < DIAGS; d++) {
        char name[DIAG_NAME_MOST];
        diag_name((enum diag)d, name);
        nearer(&n, str_of(name));
    }
    pipe_linked_programs(near_rules, &n, a);
    return n.name;
}

void sieving_tell(struct sieving *s)
{
    for (uint32_t i = 0; i < s->doubtful.len; i++) {
        const struct doubtful *d = &s->doubtful.at[i];
        struct str near = near_name(d->word, s->arena);
        if (near.len == 0 && d->from.config != NULL)
            continue;
        tell(s, &d->from, str_printf(s->arena, "There is no rule or message \"" STR_FMT "\"" STR_FMT, STR_ARG(d->word),
                                     STR_ARG(near.len > 0 ? str_printf(s->arena, "; the nearest is \"" STR_FMT "\"", STR_ARG(near)) : STR(""))),
             STR("irp explain lists them"));
    }
}

/* ---- the sieve */

static struct str words_of(struct str value, struct str *rest)
{
    *rest = value;
    return str_trim(str_cut(rest, ','));
}

static void add_words(struct sieving *s, const struct arguments *args, enum option o, struct sieve_words *words)
{
    struct strs list = option_list(args, o, s->arena);
    *words = (struct sieve_words){list.at, list.len};
    for (uint32_t i = 0; i < args->all_len; i++)
        for (struct str rest = args->all[i].option == o ? args->all[i].value : STR(""); rest.len > 0;) {
            struct str word = words_of(rest, &rest);
            if (word.len > 0)
                check_word(s, &args->all[i], word);
        }
}

static bool severity_named(struct str word, struct sieve_severity *severity)
{
    severity->off = str_eq_fold(word, STR("off"));
    for (unsigned v = SEVERITY_ERROR; v <= SEVERITY_NOTE; v++)
        if (str_eq_fold(word, str_of(severity_word((enum severity)v)))) {
            severity->severity = (enum severity)v;
            return true;
        }
    return severity->off;
}

static void add_severities(struct sieving *s, const struct arguments *args, struct sieve *sieve)
{
    VEC(struct sieve_severity) all = {NULL, 0, 0};
    for (uint32_t i = 0; i < args->all_len; i++)
        for (struct str rest = args->all[i].option == OPT_SEVERITY ? args->all[i].value : STR(""); rest.len > 0;) {
            struct str level = words_of(rest, &rest), word = str_trim(str_cut(&level, '='));
            struct sieve_severity one = {.word = word};
            if (word.len == 0 || !severity_named(str_trim(level), &one)) {
                tell(s, &args->all[i], STR("Severity must be a name, an equals sign, and error, warning, note or off"), STR("for example: missing-evidence = warning"));
                continue;
            }
            check_word(s, &args->all[i], word);
            *vec_push(s->arena, &all) = one;
        }
    sieve->severities = all.at, sieve->severities_len = all.len;
}

void sieving_take(struct sieving *s, const struct arguments *args, struct sieve *sieve)
{
    add_words(s, args, OPT_SELECT, &sieve->select);
    add_words(s, args, OPT_IGNORE, &sieve->ignore);
    add_severities(s, args, sieve);
}
