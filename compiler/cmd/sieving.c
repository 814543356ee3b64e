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

static bool has_name(const struct map *map, uint64_t hash, const struct str *names, struct str name)
{
    for (struct map_walk w = map_find(map, hash); map_next(&w);)
        if (str_same_name(names[w.value], name))
            return true;
    return false;
}

static uint64_t hash_of(struct str name) { return str_name_hash(name, map_seed()); }

static bool list_rules(void *of, const struct program *p)
{
    struct sieving *s = of;
    for (uint32_t i = 0; i < p->rules_len; i++) {
        struct str name = p->strings[p->rules[i].name];
        uint64_t   hash = hash_of(name);
        if (has_name(&s->known, hash, s->rules.at, name))
            continue;
        map_add(&s->known, hash, s->rules.len);
        *vec_push(s->arena, &s->rules) = str_keep(s->arena, name);
    }
    return false;
}

static bool is_shipped_rule(struct sieving *s, struct str word)
{
    if (s->rules.len == 0)
        pipe_linked_programs(list_rules, s, s->arena);
    return has_name(&s->known, hash_of(word), s->rules.at, word);
}

void sieving_open(struct sieving *s, struct arena *a)
{
    *s = (struct sieving){.arena = a};
    map_open(&s->known, a, 0);
    map_open(&s->asked, a, 0);
}

/* Whether the word means anything that irp knows without the files. False after a message too: mistakes of form cannot be ignored. */
static void check_word(struct sieving *s, const struct option_given *from, struct str word)
{
    enum meant meant = is_severities(word) ? MEANS_OTHERS : meant_of_messages(word);
    if (meant == MEANS_FORM && from->option != OPT_SELECT) {
        tell(s, from, str_printf(s->arena, STR_FMT " cannot be %s: %s", STR_ARG(word), from->option == OPT_IGNORE ? "ignored" : "made less grave",
                                 "a mistake in how a file is written keeps rules from looking"), STR(""));
        return;
    }
    if (meant == MEANS_NONE && !is_shipped_rule(s, word)) {
        map_add(&s->asked, hash_of(word), s->doubtful.len);
        *vec_push(s->arena, &s->doubtful) = (struct doubtful){*from, word, false};
        s->unknown++;
    }
}

void sieving_meet(struct sieving *s, const struct program *p)
{
    for (uint32_t i = 0; i < p->rules_len; i++) {
        struct str name = p->strings[p->rules[i].name];
        for (struct map_walk w = map_find(&s->asked, hash_of(name)); map_next(&w);) {
            struct doubtful *d = &s->doubtful.at[w.value];
            if (d->known || !str_same_name(d->word, name))
                continue;
            d->known = true;
            s->unknown--;
        }
    }
}

/* ---- words that nobody knows */

struct near { struct str wanted, name; unsigned least; struct arena *arena; };

static void nearer(struct near *n, struct str name)
{
    unsigned d = str_distance(n->wanted, name, n->least - 1);
    if (d < n->least)
        n->least = d, n->name = str_keep(n->arena, name);
}

static struct str near_name(struct sieving *s, struct str word)
{
    struct near n = {word, {"", 0}, near_enough(word.len) + 1, s->arena};
    for (unsigned d = 0; d < DIAGS; d++) {
        char name[DIAG_NAME_MOST];
        diag_name((enum diag)d, name);
        nearer(&n, str_of(name));
    }
    for (uint32_t i = 0; i < s->rules.len; i++)
        nearer(&n, s->rules.at[i]);
    return n.name;
}

void sieving_tell(struct sieving *s)
{
    for (uint32_t i = 0, looked = 0; i < s->doubtful.len; i++) {
        const struct doubtful *d = &s->doubtful.at[i];
        struct str near = !d->known && looked++ < WORDS_NEAR_MOST ? near_name(s, d->word) : STR("");
        if (d->known || (near.len == 0 && d->from.config != NULL))
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

/* Words of the command line are the same for all settings. */
static bool is_new(const struct sieving *s, const struct option_given *g) { return g->config != NULL || !s->again; }

static void add_words(struct sieving *s, const struct arguments *args, enum option o, struct sieve_words *words)
{
    struct strs list = option_list(args, o, s->arena);
    *words = (struct sieve_words){list.at, list.len};
    for (uint32_t i = 0; i < args->all_len; i++)
        for (struct str rest = args->all[i].option == o && is_new(s, &args->all[i]) ? args->all[i].value : STR(""); rest.len > 0;) {
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
                if (is_new(s, &args->all[i]))
                    tell(s, &args->all[i], STR("Severity must be a name, an equals sign, and error, warning, note or off"), STR("for example: missing-evidence = warning"));
                continue;
            }
            if (is_new(s, &args->all[i]))
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
    s->again = true;
}
