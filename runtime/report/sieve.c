/* sieve.c - see sieve.h. What is decided of a name is decided once a list, however many findings have it. */
#include "sieve.h"

/* ---------------------------------------------------------------- words */

#define CODE_START STR("IRP")

static bool starts_code(struct str word, struct str code)
{
    bool digits = word.len >= CODE_START.len && word.len <= code.len && str_starts_fold(word, CODE_START);
    for (size_t i = CODE_START.len; digits && i < word.len; i++)
        digits = is_digit(word.at[i]);
    return digits && str_starts_fold(code, word);
}

static bool is_severity(struct str word, enum severity s)
{
    struct str one = str_of(severity_word(s));
    return word.len == one.len + 1 && lower(word.at[one.len]) == 's' && str_starts_fold(word, one);
}

bool sieve_word_means(struct str word, const struct finding *f)
{
    return str_same_name(word, f->name) || (f->code.len > 0 && starts_code(word, f->code)) || is_severity(word, f->severity);
}

static bool any_means(struct sieve_words words, const struct finding *f)
{
    for (uint32_t i = 0; i < words.len; i++)
        if (sieve_word_means(words.at[i], f))
            return true;
    return false;
}

/* ---------------------------------------------------------------- what becomes of a name */

struct decided { struct str code, name; enum severity was, severity; bool dropped; };

struct kept { uint32_t number; enum severity severity; enum hidden hidden; };

struct sieving {
    const struct sieve *sieve;
    struct str file;                     /* as the baseline calls it */
    const struct finding_list *all;
    VEC(struct decided) decided;
    struct map map;
    VEC(struct kept) kept;
};

static struct decided decide(const struct sieve *s, const struct finding *f)
{
    struct decided d = {f->code, f->name, f->severity, f->severity, false};
    if (f->code.len > 0 && f->severity == SEVERITY_ERROR)
        return d;
    d.dropped = (s->select.len > 0 && !any_means(s->select, f)) || any_means(s->ignore, f);
    uint32_t last = s->severities_len;
    while (last > 0 && !sieve_word_means(s->severities[last - 1].word, f))
        last--;
    if (last > 0 && !d.dropped)
        d.severity = s->severities[last - 1].severity, d.dropped = s->severities[last - 1].off;
    return d;
}

static const struct decided *decision(struct sieving *w, const struct finding *f, struct arena *a)
{
    uint64_t hash = str_hash(f->name, (uint64_t)f->severity);
    for (struct map_walk walk = map_find(&w->map, hash); map_next(&walk);) {
        const struct decided *d = &w->decided.at[walk.value];
        if (d->was == f->severity && str_eq(d->name, f->name) && str_eq(d->code, f->code))
            return d;
    }
    map_add(&w->map, hash, w->decided.len);
    struct decided *d = vec_push(a, &w->decided);
    *d = decide(w->sieve, f);
    return d;
}

/* ---------------------------------------------------------------- baselines */

void baseline_open(struct baseline *b, struct arena *a)
{
    *b = (struct baseline){.arena = a, .seed = map_seed()};
    map_open(&b->map, a, 0);
    map_open(&b->files, a, 0);
}

static uint64_t hash_of(const struct baseline *b, struct fingerprint print)
{
    return str_hash((struct str){(const char *)print.bytes, sizeof print.bytes}, b->seed);
}

void baseline_add(struct baseline *b, struct baseline_entry e)
{
    map_add(&b->map, hash_of(b, e.print), b->entries.len);
    *vec_push(b->arena, &b->entries) = e;
}

struct baseline_entry *baseline_find(const struct baseline *b, struct str file, struct fingerprint print)
{
    for (struct map_walk walk = map_find(&b->map, hash_of(b, print)); map_next(&walk);) {
        struct baseline_entry *e = &b->entries.at[walk.value];
        if (fingerprint_same(e->print, print) && str_eq(e->file, file))
            return e;
    }
    return NULL;
}

static const struct str *find_checked(const struct baseline *b, struct str file)
{
    for (struct map_walk walk = map_find(&b->files, str_hash(file, b->seed)); map_next(&walk);)
        if (str_eq(b->checked.at[walk.value], file))
            return &b->checked.at[walk.value];
    return NULL;
}

bool baseline_checked(const struct baseline *b, struct str file) { return find_checked(b, file) != NULL; }

/* Notes that the file is checked; its name as the baseline keeps it. */
static struct str baseline_check(struct baseline *b, struct str file)
{
    const struct str *kept = find_checked(b, file);
    if (kept)
        return *kept;
    map_add(&b->files, str_hash(file, b->seed), b->checked.len);
    return *vec_push(b->arena, &b->checked) = str_keep(b->arena, file);
}

/* ---------------------------------------------------------------- the list */

static void count(struct finding_list *list, enum severity severity)
{
    list->errors += severity == SEVERITY_ERROR;
    list->warnings += severity == SEVERITY_WARNING;
    list->notes += severity == SEVERITY_NOTE;
}

static bool in_baseline(struct sieving *w, const struct finding *f)
{
    struct baseline       *b = w->sieve->baseline;
    struct baseline_entry *entry = baseline_find(b, w->file, f->fingerprint);
    if (entry)
        entry->seen = true;
    else if (b->takes)
        baseline_add(b, (struct baseline_entry){w->file, f->fingerprint, str_keep(b->arena, f->code.len > 0 ? f->code : f->name), true});
    return entry || b->takes;
}

static void take(struct sieving *w, uint32_t i, struct finding_list *list, struct arena *a)
{
    struct finding f = {0};
    w->all->brief(w->all->of, i, &f);
    const struct decided *d = decision(w, &f, a);
    enum hidden hidden = f.hidden;
    if (hidden != HIDDEN_ALLOWED && d->dropped) {
        list->ignored++;
        return;
    }
    if (w->sieve->baseline && hidden == HIDDEN_NOT && in_baseline(w, &f))
        hidden = HIDDEN_BASELINE;
    list->allowed += hidden == HIDDEN_ALLOWED;
    list->baselined += hidden == HIDDEN_BASELINE;
    if (hidden == HIDDEN_NOT)
        count(list, d->severity);
    if (hidden == HIDDEN_NOT || w->sieve->show_hidden)
        *vec_push(a, &w->kept) = (struct kept){i, d->severity, hidden};
}

static void mark(const struct kept *k, struct finding *f)
{
    f->severity = k->severity;
    f->hidden = k->hidden;
}

static void brief(const void *of, uint32_t i, struct finding *f)
{
    const struct sieving *w = of;
    w->all->brief(w->all->of, w->kept.at[i].number, f);
    mark(&w->kept.at[i], f);
}

static void fill(const void *of, uint32_t i, struct arena *a, struct finding *f)
{
    const struct sieving *w = of;
    w->all->fill(w->all->of, w->kept.at[i].number, a, f);
    mark(&w->kept.at[i], f);
}

void sieve_list(const struct sieve *s, const struct finding_list *all, struct arena *a, struct finding_list *list)
{
    bool all_pass = s->select.len == 0 && s->ignore.len == 0 && s->severities_len == 0 && !s->baseline;
    *list = *all;
    if (all_pass && (all->allowed == 0 || s->show_hidden))
        return;
    struct sieving *w = arena_new(a, struct sieving);
    *w = (struct sieving){.sieve = s, .all = all};
    map_open(&w->map, a, 0);
    if (s->baseline)
        w->file = baseline_check(s->baseline, s->file_of(s->of, all->source_name, a));
    *list = (struct finding_list){.source_name = all->source_name, .source = all->source, .fill = fill, .brief = brief, .of = w};
    for (uint32_t i = 0; i < all->len; i++)
        take(w, i, list, a);
    list->len = w->kept.len;
}
