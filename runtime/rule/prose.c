/* prose.c - properties of derived.def that are read in the text of an action: a role that it gives work to, a verb that promises no result, a
 * timescale that is none. What counts is in prose.def; only words are compared, nothing is understood, so each looks where it is seldom wrong:
 * a role only where the sentence gives it something to do, a verb only where the text has its first "will".
 */
#include "derived.h"

enum list {
    ROLE_OF, ROLE_END, ROLE_ALONE, ARTICLE, DOES, VAGUE_VERB, VAGUE_DONE, BETWEEN, VAGUE_TIME, LISTS
};
/* Those of one list stand together. */
static const struct { enum list list; struct str words; } PHRASES[] = {
#define PHRASE(list, words) {list, {words, sizeof words - 1}},
#include "prose.def"
#undef PHRASE
};

/* A word of the text, and what stands between it and the next. */
struct word { struct str text; char first, second; bool capital, stop, comma, bracket; };      /* the letters small; '\0': one alone */
struct words { VEC(struct word) all; struct arena arena; bool in_word[256]; VEC(uint64_t) bits; struct { uint32_t letters, first, end; } lists[LISTS]; };

/* ---------------------------------------------------------------- words */

static bool of_word(char c) { return is_letter(c) || is_digit(c) || (unsigned char)c >= 0x80 || c == '\'' || c == '-'; }

static bool comment_line(struct str text, size_t at)
{
    bool head = at == 0 || text.at[at - 1] == '\n';
    return head && at + 1 < text.len && text.at[at] == '/' && text.at[at + 1] == '/';
}

/* What stands between two words: the marks that part sentences and clauses. */
static size_t read_marks(struct str text, size_t at, struct word *before)
{
    unsigned line_ends = 0;
    for (; at < text.len && !of_word(text.at[at]); at++) {
        if (comment_line(text, at))
            at += str_find(str_from(text, at), STR("\n"));
        if (at >= text.len)
            break;
        char c = text.at[at];
        line_ends += c == '\n';
        before->stop |= c == '.' || c == '!' || c == '?' || c == ';' || c == ':' || line_ends > 1;
        before->comma |= c == ',' || c == ')';
        before->bracket |= c == '(';
    }
    return at;
}

/* A blank alone, as between most words, parts nothing. */
static inline size_t skip_marks(const struct words *w, struct str text, size_t at, struct word *before)
{
    bool plain = at + 1 < text.len && text.at[at] == ' ' && w->in_word[(unsigned char)text.at[at + 1]];
    return plain ? at + 1 : read_marks(text, at, before);
}

static void add_word(struct words *w, struct str text)
{
    char c = text.at[0];
    *vec_push(&w->arena, &w->all) = (struct word){
        .text = text, .first = lower(c), .second = text.len > 1 ? lower(text.at[1]) : '\0', .capital = c >= 'A' && c <= 'Z'};
}

/* A bit for each character, set in words: where a word ends is looked up, since how long it is nobody can foretell, the processor neither. */
static void mark_words(struct words *w, struct str text)
{
    w->bits.len = 0;
    for (size_t at = 0; at < text.len; at += 64) {
        size_t   len = text.len - at < 64 ? text.len - at : 64;
        uint64_t bits = 0;
        for (size_t k = 0; k < len; k++)
            bits |= (uint64_t)w->in_word[(unsigned char)text.at[at + k]] << k;
        *vec_push(&w->arena, &w->bits) = bits;
    }
}

static size_t word_end(const struct words *w, size_t at, size_t len)
{
    uint64_t outside = ~w->bits.at[at / 64] >> at % 64;
    while (outside == 0 && (at = (at / 64 + 1) * 64) < len)
        outside = ~w->bits.at[at / 64];
    size_t end = at < len ? at + (size_t)__builtin_ctzll(outside) : len;
    return end < len ? end : len;
}

/* A "-" alone is the mark of a list, and no word. */
static void read_words(struct words *w, struct str text)
{
    struct word none = {0};
    w->all.len = 0;
    mark_words(w, text);
    for (size_t at = skip_marks(w, text, 0, &none); at < text.len;) {
        size_t end = word_end(w, at, text.len);
        if (end - at > 1 || text.at[at] != '-')
            add_word(w, (struct str){text.at + at, end - at});
        at = skip_marks(w, text, end, w->all.len > 0 ? &w->all.at[w->all.len - 1] : &none);
    }
}

static void open_words(struct words *w, struct mem *mem)
{
    *w = (struct words){.all = {0}};
    arena_open(&w->arena, mem);
    for (unsigned c = 0; c < ARRAY_LEN(w->in_word); c++)
        w->in_word[c] = of_word((char)c);
    for (size_t i = 0; i < ARRAY_LEN(PHRASES); i++) {
        uint32_t letter = UINT32_C(1) << (PHRASES[i].words.at[0] - 'a');
        if (w->lists[PHRASES[i].list].letters == 0)
            w->lists[PHRASES[i].list].first = (uint32_t)i;
        w->lists[PHRASES[i].list].letters |= letter;
        w->lists[PHRASES[i].list].end = (uint32_t)i + 1;
    }
}

/* The phrase stands at word i: how many words it has; 0: it does not. */
static uint32_t phrase_words(const struct words *w, struct str rest, uint32_t i)
{
    uint32_t k = i;
    while (k < w->all.len && str_eq_fold(w->all.at[k].text, str_cut(&rest, ' ')) && (rest.len == 0 || !w->all.at[k].stop))
        if (k++, rest.len == 0)
            return k - i;
    return 0;
}

/* How many words of the text, from i on, are a phrase of the list; 0: none. Most words are turned away by their first letters. */
static uint32_t phrase_at(const struct words *w, enum list list, uint32_t i)
{
    char c = i < w->all.len ? w->all.at[i].first : '\0';
    if (c < 'a' || c > 'z' || !(w->lists[list].letters >> (c - 'a') & 1))
        return 0;
    for (uint32_t p = w->lists[list].first; p < w->lists[list].end; p++) {
        const char *head = PHRASES[p].words.at;
        bool     likely = head[0] == c && (head[1] == w->all.at[i].second || w->all.at[i].second == '\0');
        uint32_t found = likely ? phrase_words(w, PHRASES[p].words, i) : 0;
        if (found > 0)
            return found;
    }
    return 0;
}

static bool is(const struct words *w, uint32_t i, struct str word)
{
    return i < w->all.len && w->all.at[i].first == word.at[0] && str_eq_fold(w->all.at[i].text, word);
}

static struct str span(const struct words *w, uint32_t first, uint32_t count)
{
    struct str a = w->all.at[first].text, z = w->all.at[first + count - 1].text;
    return (struct str){a.at, (size_t)(z.at + z.len - a.at)};
}

/* ---------------------------------------------------------------- roles */

/* Nothing but blanks between the word before i and i. */
static bool joined(const struct words *w, uint32_t i)
{
    const struct word *b = &w->all.at[i - 1];
    return !b->stop && !b->comma && !b->bracket;
}

/* Words with a capital that end in "Manager" and the like: how many; 0 when it is no role. */
static uint32_t role_by_end(const struct words *w, uint32_t i)
{
    for (uint32_t k = i; k < w->all.len && k < i + ROLE_WORDS_MOST && w->all.at[k].capital && (k == i || joined(w, k)); k++)
        if (phrase_at(w, ROLE_END, k) && (k > i || phrase_at(w, ROLE_ALONE, k)))
            return k + 1 - i;
    return 0;
}

/* The name goes on at k: another word with a capital, or one after "and", "of", "for" or a comma that begins no role of its own. */
static uint32_t role_goes_on(const struct words *w, uint32_t k)
{
    if (k >= w->all.len || w->all.at[k - 1].stop || w->all.at[k - 1].bracket)
        return 0;
    if (w->all.at[k].capital && !phrase_at(w, ARTICLE, k))
        return joined(w, k) || (!role_by_end(w, k) && !phrase_at(w, ROLE_OF, k)) ? 1 : 0;
    bool link = is(w, k, STR("and")) || is(w, k, STR("of")) || is(w, k, STR("for"));
    bool more = link && joined(w, k) && k + 1 < w->all.len && joined(w, k + 1) && w->all.at[k + 1].capital;
    return more && !role_by_end(w, k + 1) && !phrase_at(w, ROLE_OF, k + 1) ? 2 : 0;
}

/* How many words from i on name a role; 0: none. */
static uint32_t role_at(const struct words *w, uint32_t i)
{
    if (!w->all.at[i].capital || phrase_at(w, ARTICLE, i))
        return 0;
    bool of = phrase_at(w, ROLE_OF, i) && is(w, i + 1, STR("of")) && joined(w, i + 1);
    if (!of || i + 2 >= w->all.len || !w->all.at[i + 2].capital || !joined(w, i + 2))
        return role_by_end(w, i);
    uint32_t k = i + 3;
    for (uint32_t more; k < i + ROLE_WORDS_MOST && (more = role_goes_on(w, k)) > 0;)
        k += more;
    return k - i;
}

/* Past a short form in brackets. */
static uint32_t past_brackets(const struct words *w, uint32_t k)
{
    return k < w->all.len && w->all.at[k - 1].bracket ? k + 1 : k;
}

/* The sentence gives the role that ends before k something to do, alone or with those named after it. */
static bool has_work(const struct words *w, uint32_t k)
{
    for (uint32_t roles = 0; roles < ROLES_MOST; roles++) {
        k = past_brackets(w, k);
        if (k >= w->all.len || w->all.at[k - 1].stop)
            return false;
        if (phrase_at(w, DOES, k))
            return true;
        uint32_t next = is(w, k, STR("and")) ? k + 1 : k;
        next += next < w->all.len && phrase_at(w, ARTICLE, next);
        uint32_t role = next < w->all.len && (next > k || w->all.at[k - 1].comma) ? role_at(w, next) : 0;
        if (role == 0)
            return false;
        k = next + role;
    }
    return false;
}

/* The owner is meant: the same name, one of several ("Custodial Managers"), or a name that goes on (with a short form, with a place). */
static bool same_role(struct str owner, struct str role)
{
    struct str one = str_upto(role, role.len - (role.len > 1 && lower(role.at[role.len - 1]) == 's'));
    struct str head = str_upto(owner, owner.len < role.len ? owner.len : role.len);
    return str_same_name(owner, role) || str_same_name(owner, one) ||
           (owner.len > role.len && !of_word(owner.at[role.len]) && str_same_name(head, role));
}

struct helpers { struct values all; bool any; uint32_t at; };

/* Actions are asked in order, so the lines of those before are behind. */
static bool helps(struct helpers *h, uint32_t item, struct str role)
{
    while (h->any && h->at < h->all.list->rows && h->all.up[h->at] < (int32_t)item)
        h->at++;
    for (uint32_t i = h->at; h->any && i < h->all.list->rows && h->all.up[i] == (int32_t)item; i++)
        if (same_role(value_text(&h->all, i, ""), role))
            return true;
    return false;
}

struct finder { const struct place_of_table *t; struct words words; struct owners owners; bool owned; struct helpers helpers; };

static struct str role_of(struct finder *f, uint32_t row)
{
    const struct words *w = &f->words;
    for (uint32_t i = 0, roles = 0, len; i < w->all.len && roles < ROLES_MOST; i += len > 0 ? len : 1) {
        len = role_at(w, i);
        if (len == 0 || !has_work(w, i + len))
            continue;
        struct str role = span(w, i, len);
        roles++;
        if (!owned_by(&f->owners, row, role, same_role) && !helps(&f->helpers, row, role))
            return role;
    }
    return STR("");
}

/* ---------------------------------------------------------------- verbs */

static uint32_t past_between(const struct words *w, uint32_t k)
{
    while (k < w->all.len && phrase_at(w, BETWEEN, k))
        k++;
    return k;
}

/* After "will": a verb that promises no result, or nothing. */
static struct str verb_after(const struct words *w, uint32_t k)
{
    k = past_between(w, k);
    bool passive = is(w, k, STR("be"));
    uint32_t verb = past_between(w, passive ? k + 1 : k), len = phrase_at(w, passive ? VAGUE_DONE : VAGUE_VERB, verb);
    return len > 0 ? span(w, passive ? k : verb, passive ? verb + len - k : len) : STR("");
}

/* A text that begins with the verb, or says with its first "will" what will be done. */
static struct str vague_verb(struct finder *f, uint32_t row)
{
    (void)row;
    const struct words *w = &f->words;
    uint32_t len = phrase_at(w, VAGUE_VERB, 0);
    if (len > 0)
        return span(w, 0, len);
    for (uint32_t i = 0; i < w->all.len; i++)
        if (is(w, i, STR("will")) || is(w, i, STR("shall")))
            return verb_after(w, i + 1);
    return STR("");
}

/* Where a clause ends with the words: "as soon as possible after they arrive" says when. */
static struct str vague_time(struct finder *f, uint32_t row)
{
    (void)row;
    const struct words *w = &f->words;
    for (uint32_t i = 0, len; i < w->all.len; i++) {
        if ((len = phrase_at(w, VAGUE_TIME, i)) == 0)
            continue;
        const struct word *last = &w->all.at[i + len - 1];
        if (last->stop || last->comma || i + len == w->all.len)
            return span(w, i, len);
    }
    return STR("");
}

/* ---------------------------------------------------------------- over all texts */

/* Of a damaged image: nothing. */
static struct str piece_of(struct str source, uint32_t at, uint32_t length)
{
    return (uint64_t)at + length > source.len ? STR("") : (struct str){source.at + at, length};
}

static void find_in_texts(struct finder *f, void **part, struct str (*find)(struct finder *, uint32_t row))
{
    const struct place_of_table *t = f->t;
    struct text_parts to = open_texts(t, part);
    const uint32_t *at = table_u32(t->table, "", "text at"), *length = table_u32(t->table, "", "text length");
    open_words(&f->words, t->arena->mem);
    for (uint32_t i = 0; at && length && i < t->table->rows; i++) {
        read_words(&f->words, piece_of(t->img->source, at[i], length[i]));
        struct str found = find(f, i);
        if (found.len > 0)
            put_text(t, &to, i, found);
    }
    arena_close(&f->words.arena);
}

void derive_role(const struct place_of_table *t, void **part)
{
    struct finder f = {.t = t};
    f.helpers.any = open_values(t, STR("Supported by"), &f.helpers.all);
    if (!open_owners(t, &f.owners)) {
        (void)open_texts(t, part);         /* nobody owns anything: that is said elsewhere */
        return;
    }
    find_in_texts(&f, part, role_of);
}

void derive_vague_verb(const struct place_of_table *t, void **part)
{
    struct finder f = {.t = t};
    find_in_texts(&f, part, vague_verb);
}

void derive_vague_time(const struct place_of_table *t, void **part)
{
    struct finder f = {.t = t};
    find_in_texts(&f, part, vague_time);
}
