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
/* The phrases of a list: [first, end). What their first words begin with: for each first letter, the bits of the second ones (second_bit). */
struct phrases { uint32_t first, end, seconds[26]; };
struct words { VEC(struct word) all; struct arena arena; struct phrases lists[LISTS]; };

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

static void add_word(struct words *w, struct str text)
{
    char c = text.at[0];
    *vec_push(&w->arena, &w->all) = (struct word){
        .text = text, .first = lower(c), .second = text.len > 1 ? lower(text.at[1]) : '\0', .capital = c >= 'A' && c <= 'Z'};
}

/* 16 characters at once, as every processor that irp is built for compares them; comparisons give 0 or all bits. */
typedef unsigned char sixteen __attribute__((vector_size(16)));

/* All bits for each character that stands in words (of_word). */
static inline void mark_block(const char *at, unsigned char is_in[64])
{
    for (unsigned k = 0; k < 64; k += sizeof(sixteen)) {
        sixteen c;
        memcpy(&c, at + k, sizeof c);
        sixteen marks = (sixteen)((c | 32) - 'a' < 26) | (sixteen)(c - '0' < 10) | (sixteen)(c >= 0x80) | (sixteen)(c == '\'') | (sixteen)(c == '-');
        memcpy(is_in + k, &marks, sizeof marks);
    }
}

/* The 64 marks as bits: eight are gathered by one multiplication. */
static inline uint64_t mark_bits(const unsigned char is_in[64])
{
    uint64_t bits = 0;
    for (unsigned k = 0; k < 8; k++) {
        uint64_t eight = 0;
        for (unsigned i = 0; i < 8; i++)
            eight |= (uint64_t)is_in[k * 8 + i] << i * 8;
        bits |= ((eight & UINT64_C(0x0101010101010101)) * UINT64_C(0x0102040810204080) >> 56) << k * 8;
    }
    return bits;
}

/* A bit for each of the 64 characters from `at` on, set in words. */
static inline uint64_t words_in(struct str text, size_t at)
{
    char          rest[64] = {0};
    unsigned char is_in[64];
    bool          whole = text.len - at >= 64;
    if (!whole)
        memcpy(rest, text.at + at, text.len - at);
    mark_block(whole ? text.at + at : rest, is_in);
    return mark_bits(is_in);
}

/* The word [start, end) is taken, and what follows it read: gives where the next word starts. A "-" alone is the mark of a list, and no word. A blank
 * alone, as between most words, parts nothing. */
static inline size_t take_word(struct words *w, struct str text, size_t start, size_t end)
{
    struct word nowhere = {0};
    if (end - start > 1 || text.at[start] != '-')
        add_word(w, (struct str){text.at + start, end - start});
    if (end + 1 < text.len && text.at[end] == ' ' && of_word(text.at[end + 1]))
        return end + 1;
    return read_marks(text, end, w->all.len > 0 ? &w->all.at[w->all.len - 1] : &nowhere);
}

/* Where words start and end is read off the bits, 64 at once: how long a word is nobody can foretell, the processor neither. What starts elsewhere than
 * where a word may start stands in a comment. */
static void read_words(struct words *w, struct str text)
{
    struct word none = {0};
    size_t      next = read_marks(text, 0, &none), start = 0;
    uint64_t    before = 0;               /* 1: a word reached the end of the last 64 */
    w->all.len = 0;
    for (size_t at = 0; at < text.len; at += 64) {
        uint64_t bits = words_in(text, at), edges = bits ^ (bits << 1 | before);
        before = bits >> 63;
        for (; edges != 0; edges &= edges - 1) {
            size_t here = at + (size_t)__builtin_ctzll(edges);
            if ((bits >> (here - at) & 1) != 0)
                start = here;
            else if (start == next)
                next = take_word(w, text, start, here);
        }
    }
    if (before != 0 && start == next && text.len > 0)
        (void)take_word(w, text, start, text.len);
}

/* What is no small letter, as where a word is one letter, has a bit in common. */
static inline uint32_t second_bit(char c) { return UINT32_C(1) << (c >= 'a' && c <= 'z' ? c - 'a' : 26); }

static void open_words(struct words *w, struct mem *mem)
{
    *w = (struct words){.all = {0}};
    arena_open(&w->arena, mem);
    for (size_t i = 0; i < ARRAY_LEN(PHRASES); i++) {
        struct phrases *l = &w->lists[PHRASES[i].list];
        struct str      words = PHRASES[i].words;
        if (l->end == 0)
            l->first = (uint32_t)i;
        l->end = (uint32_t)i + 1;
        l->seconds[words.at[0] - 'a'] |= second_bit(words.len > 1 ? words.at[1] : '\0');
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

static uint32_t phrase_of(const struct words *w, enum list list, uint32_t i)
{
    for (uint32_t p = w->lists[list].first; p < w->lists[list].end; p++) {
        uint32_t found = PHRASES[p].words.at[0] == w->all.at[i].first ? phrase_words(w, PHRASES[p].words, i) : 0;
        if (found > 0)
            return found;
    }
    return 0;
}

/* How many words of the text, from i on, are a phrase of the list; 0: none. Most words are turned away by their first two letters. */
static inline uint32_t phrase_at(const struct words *w, enum list list, uint32_t i)
{
    unsigned letter = i < w->all.len ? (unsigned)(unsigned char)w->all.at[i].first - 'a' : UINT32_MAX;
    return letter < 26 && (w->lists[list].seconds[letter] & second_bit(w->all.at[i].second)) != 0 ? phrase_of(w, list, i) : 0;
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

/* What is asked of each text, which is read once for all. */
struct question { struct str (*find)(struct finder *, uint32_t row); struct text_parts to; bool asked; };

static void find_in_texts(struct finder *f, struct question *questions, size_t len)
{
    const struct place_of_table *t = f->t;
    const uint32_t *at = table_u32(t->table, "", "text at"), *length = table_u32(t->table, "", "text length");
    open_words(&f->words, t->arena->mem);
    for (uint32_t i = 0; at && length && i < t->table->rows; i++) {
        read_words(&f->words, piece_of(t->img->source, at[i], length[i]));
        for (size_t q = 0; q < len; q++) {
            struct str found = questions[q].asked ? questions[q].find(f, i) : STR("");
            if (found.len > 0)
                put_text(t, &questions[q].to, i, found);
        }
    }
    arena_close(&f->words.arena);
}

void derive_prose(const struct place_of_table *t, void **role, void **verb, void **time)
{
    struct finder   f = {.t = t};
    struct question questions[] = {{.find = role_of}, {.find = vague_verb}, {.find = vague_time}};
    void          **parts[] = {role, verb, time};
    for (size_t q = 0; q < ARRAY_LEN(questions); q++)
        if ((questions[q].asked = parts[q] != NULL))
            questions[q].to = open_texts(t, parts[q]);
    if (role) {
        f.helpers.any = open_values(t, STR("Supported by"), &f.helpers.all);
        questions[0].asked = open_owners(t, &f.owners);       /* nobody owns anything: that is said elsewhere */
    }
    find_in_texts(&f, questions, ARRAY_LEN(questions));
}

void derive_role(const struct place_of_table *t, void **part) { derive_prose(t, part, NULL, NULL); }
void derive_vague_verb(const struct place_of_table *t, void **part) { derive_prose(t, NULL, part, NULL); }
void derive_vague_time(const struct place_of_table *t, void **part) { derive_prose(t, NULL, NULL, part); }
