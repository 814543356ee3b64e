/* match.c - patterns as automata. See match.h.
 *
 * The places of a pattern are numbered; a fragment of it has the places that it may start and end with, and what may be empty. What stands between two
 * characters (^, $, \b) are conditions: sets of them are numbers below CONDITIONS, and every set of places is kept once for each set of conditions
 * that leads to it. A boundary in the text meets some conditions; sets for the fewer conditions hold there too (`merge`).
 *
 * Sets of places that a text led to are kept as states, with the moves made from them: a step of an automaton that was made before is one look-up.
 * When there are too many, all are let go; so time stays linear, and what is kept small.
 */
#include "match.h"
#include "../base/utf8.h"

enum { AT_START = 1, AT_END = 2, AT_EDGE = 4, CONDITIONS = 8 };
#define WORDS (MATCH_PLACES_MOST / 64)

struct places { uint64_t word[WORDS]; };
struct follow { struct places after[CONDITIONS]; };      /* the places that may read what comes after one */

/* What was read last. START is where nothing was. */
enum before { START, WORD, BLANK, OTHER };
/* Moves are numbers of states; none leads back to the first, so 0 is a move that was not made yet. */
enum { FIRST = 0, UNKNOWN = 0, STATES = 160, DEAD = 254, FOUND = 255 };
struct state { struct places here; enum before before; };

struct match {
    struct arena *arena;
    uint32_t      places;
    struct places first[CONDITIONS], last[CONDITIONS];
    struct places ascii[128];             /* that read the character */
    struct places beyond;                 /* that read any character beyond ASCII */
    uint32_t      point[MATCH_PLACES_MOST];       /* that one beyond ASCII; 0: none */
    struct places points;                 /* those that have one */
    bool          empty[CONDITIONS];      /* a match of nothing, where a boundary meets the conditions */
    VEC(struct follow) follow;            /* of a place */
    bool          anchored;               /* a match starts at the start of the text or nowhere */
    uint32_t      states;
    struct state  state[STATES];
    uint8_t       move[STATES][256];      /* of a state, by the next byte */
};

struct fragment { bool empty[CONDITIONS]; struct places first[CONDITIONS], last[CONDITIONS]; };

struct pattern {
    struct str     text;
    size_t         at;
    uint32_t       parts, depth;
    struct match  *m;
    struct match_mistake *mistake;
    bool           failed;
};

static void add(struct places *to, const struct places *more)
{
    for (unsigned w = 0; w < WORDS; w++)
        to->word[w] |= more->word[w];
}

static bool none(const struct places *p)
{
    uint64_t any = 0;
    for (unsigned w = 0; w < WORDS; w++)
        any |= p->word[w];
    return any == 0;
}

static void put(struct places *p, uint32_t place) { p->word[place / 64] |= UINT64_C(1) << place % 64; }

static void refuse(struct pattern *p, const char *why)
{
    if (!p->failed)
        *p->mistake = (struct match_mistake){p->at, why};
    p->failed = true;
}

/* ---------------------------------------------------------------- fragments */

static struct fragment nothing(void) { return (struct fragment){.empty = {true}}; }

static uint32_t new_place(struct pattern *p)
{
    if (p->m->places == MATCH_PLACES_MOST) {
        refuse(p, "");
        return 0;
    }
    *vec_push(p->m->arena, &p->m->follow) = (struct follow){.after = {{{0}}}};
    return p->m->places++;
}

static struct fragment one_place(uint32_t place)
{
    struct fragment f = {.empty = {false}};
    put(&f.first[0], place);
    put(&f.last[0], place);
    return f;
}

/* What ends in `from` may go on with what `to` starts with. */
static void join(struct match *m, const struct fragment *from, const struct fragment *to)
{
    for (unsigned d = 0; d < CONDITIONS; d++)
        for (unsigned c = 0; c < CONDITIONS && !none(&to->first[d]); c++)
            for (unsigned w = 0; w < WORDS; w++)
                for (uint64_t rest = from->last[c].word[w]; rest != 0; rest &= rest - 1)
                    add(&m->follow.at[w * 64 + (unsigned)__builtin_ctzll(rest)].after[c | d], &to->first[d]);
}

static struct fragment in_a_row(struct match *m, const struct fragment *a, const struct fragment *b)
{
    struct fragment f = *a;
    join(m, a, b);
    memset(f.empty, 0, sizeof f.empty);
    memcpy(f.last, b->last, sizeof f.last);
    for (unsigned c = 0; c < CONDITIONS; c++)
        for (unsigned d = 0; d < CONDITIONS && (a->empty[c] || b->empty[c]); d++) {
            if (a->empty[c])
                add(&f.first[c | d], &b->first[d]);
            if (b->empty[c])
                add(&f.last[c | d], &a->last[d]);
            f.empty[c | d] = f.empty[c | d] || (a->empty[c] && b->empty[d]);
        }
    return f;
}

static struct fragment either(const struct fragment *a, const struct fragment *b)
{
    struct fragment f = *a;
    for (unsigned c = 0; c < CONDITIONS; c++) {
        add(&f.first[c], &b->first[c]);
        add(&f.last[c], &b->last[c]);
        f.empty[c] = f.empty[c] || b->empty[c];
    }
    return f;
}

/* ---------------------------------------------------------------- characters */

/* The character at *at, which moves on behind it. A text whose end was cut within one (in a damaged image) ends with a sign of its own. */
static uint32_t char_at(struct str text, size_t *at)
{
    unsigned char lead = (unsigned char)text.at[*at];
    unsigned      len = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead < 0x80)
        return (unsigned char)text.at[(*at)++];
    if (*at + len > text.len) {
        *at = text.len;
        return 0xFFFD;
    }
    uint32_t c = utf8_read(str_from(text, *at), &len);
    *at += len;
    return c;
}

struct set { uint64_t ascii[2]; bool beyond; uint32_t point[16]; unsigned points; };

static void set_ascii(struct set *s, uint32_t c) { s->ascii[c / 64] |= UINT64_C(1) << c % 64; }

static void set_char(struct set *s, uint32_t c)
{
    if (c >= 128) {
        if (s->points < ARRAY_LEN(s->point))
            s->point[s->points++] = c;
        return;
    }
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    set_ascii(s, c);
    if (letter)
        set_ascii(s, c ^ 32);
}

static bool is_word(uint32_t c) { return c < 128 && (is_letter((char)c) || is_digit((char)c) || c == '_'); }

/* What a letter after a backslash stands for; false: itself. */
static bool set_named(struct set *s, char letter)
{
    if (letter != 'd' && letter != 'w' && letter != 's')
        return false;
    for (uint32_t c = 0; c < 128; c++)
        if (letter == 'd' ? is_digit((char)c) : letter == 'w' ? is_word(c) : c == ' ' || (c >= '\t' && c <= '\r'))
            set_ascii(s, c);
    return true;
}

static struct fragment places_of(struct pattern *p, const struct set *s)
{
    uint32_t place = new_place(p);
    struct fragment f = one_place(place);
    for (unsigned half = 0; half < 2; half++)
        for (uint64_t rest = s->ascii[half]; rest != 0; rest &= rest - 1)
            put(&p->m->ascii[half * 64 + (unsigned)__builtin_ctzll(rest)], place);
    if (s->beyond)
        put(&p->m->beyond, place);
    for (unsigned i = 0; i < s->points && !p->failed; i++) {
        uint32_t beyond = new_place(p);
        struct fragment one = one_place(beyond);
        p->m->point[beyond] = s->point[i];
        put(&p->m->points, beyond);
        f = either(&f, &one);
    }
    return f;
}

static bool more(const struct pattern *p) { return p->at < p->text.len && !p->failed; }
static bool next_is(const struct pattern *p, char c) { return more(p) && p->text.at[p->at] == c; }

static bool take(struct pattern *p, char c)
{
    bool is = next_is(p, c);
    p->at += is;
    return is;
}

static uint32_t take_char(struct pattern *p)
{
    return p->at < p->text.len ? char_at(p->text, &p->at) : 0;
}

/* After a backslash: a sign that stands for itself. */
static uint32_t escaped(struct pattern *p)
{
    if (!more(p) || is_letter(p->text.at[p->at]) || is_digit(p->text.at[p->at])) {
        refuse(p, "after a backslash stands d, w, s, b or a sign");
        return 0;
    }
    return take_char(p);
}

static void set_range(struct pattern *p, struct set *s, uint32_t from)
{
    p->at++;                              /* the hyphen */
    uint32_t to = take(p, '\\') ? escaped(p) : take_char(p);
    if (from >= 128 || to >= 128 || to < from)
        refuse(p, "a range goes from one ASCII character to a later one");
    for (uint32_t c = from; c <= to && !p->failed; c++)
        set_char(s, c);
}

static struct fragment read_set(struct pattern *p)
{
    struct set s = {.beyond = false};
    bool negated = take(p, '^'), first = true;
    for (; more(p) && (first || !next_is(p, ']')); first = false) {
        bool backslash = take(p, '\\');
        if (backslash && more(p) && set_named(&s, p->text.at[p->at])) {
            p->at++;
            continue;
        }
        uint32_t c = backslash ? escaped(p) : take_char(p);
        bool     range = next_is(p, '-') && p->at + 1 < p->text.len && p->text.at[p->at + 1] != ']';
        if (range)
            set_range(p, &s, c);
        else
            set_char(&s, c);
    }
    if (!take(p, ']'))
        refuse(p, "a [ is not closed");
    if (negated && s.points > 0)
        refuse(p, "after [^ stand ASCII characters alone");
    if (s.points == ARRAY_LEN(s.point))
        refuse(p, "too many characters beyond ASCII stand in one [ ]");
    for (unsigned half = 0; negated && half < 2; half++)
        s.ascii[half] = ~s.ascii[half];
    s.beyond = negated;
    return places_of(p, &s);
}

/* ---------------------------------------------------------------- reading */

static struct fragment read_either(struct pattern *p);

static struct fragment condition(unsigned c)
{
    struct fragment f = {.empty = {false}};
    f.empty[c] = true;
    return f;
}

static struct fragment read_group(struct pattern *p)
{
    struct fragment f = nothing();
    if (++p->depth > MATCH_DEPTH_MOST)
        refuse(p, "");
    else
        f = read_either(p);
    p->depth--;
    if (!take(p, ')'))
        refuse(p, "a ( is not closed");
    return f;
}

static struct fragment read_atom(struct pattern *p)
{
    struct set s = {.beyond = false};
    if (++p->parts > MATCH_PARTS_MOST)
        refuse(p, "");
    if (take(p, '('))
        return read_group(p);
    if (take(p, '['))
        return read_set(p);
    if (take(p, '^') || take(p, '$'))
        return condition(p->text.at[p->at - 1] == '^' ? AT_START : AT_END);
    if (take(p, '.')) {
        s.ascii[0] = s.ascii[1] = UINT64_MAX;
        s.beyond = true;
        return places_of(p, &s);
    }
    bool backslash = take(p, '\\');
    if (backslash && take(p, 'b'))
        return condition(AT_EDGE);
    if (backslash && more(p) && set_named(&s, p->text.at[p->at]))
        p->at++;
    else if (!backslash && (next_is(p, '*') || next_is(p, '+') || next_is(p, '?') || next_is(p, '{')))
        refuse(p, "nothing stands here that could be repeated");
    else
        set_char(&s, backslash ? escaped(p) : take_char(p));
    struct fragment f = {.empty = {false}};
    return p->failed ? f : places_of(p, &s);
}

static uint32_t read_count(struct pattern *p)
{
    uint32_t n = 0;
    if (!more(p) || !is_digit(p->text.at[p->at]))
        refuse(p, "in { } stand one or two numbers, such as {2} or {2,5}");
    while (more(p) && is_digit(p->text.at[p->at]) && n <= MATCH_REPEAT_MOST)
        n = n * 10 + (uint32_t)(p->text.at[p->at++] - '0');
    if (n > MATCH_REPEAT_MOST)
        refuse(p, "");
    return n;
}

#define NO_END UINT32_MAX
struct times { uint32_t least, most; };

/* What follows a part: how often it may stand. */
static bool read_times(struct pattern *p, struct times *t)
{
    if (take(p, '*'))
        *t = (struct times){0, NO_END};
    else if (take(p, '+'))
        *t = (struct times){1, NO_END};
    else if (take(p, '?'))
        *t = (struct times){0, 1};
    else if (take(p, '{')) {
        t->least = t->most = read_count(p);
        if (take(p, ','))
            t->most = next_is(p, '}') ? NO_END : read_count(p);
        if (!take(p, '}') || t->most < t->least)
            refuse(p, "in { } stand one or two numbers, such as {2} or {2,5}");
    } else
        return false;
    return true;
}

static struct fragment optional(struct fragment f)
{
    f.empty[0] = true;
    return f;
}

static struct fragment again(struct match *m, struct fragment f)
{
    join(m, &f, &f);
    return f;
}

/* The part that starts at `from`, read once more. */
static struct fragment copy_of(struct pattern *p, size_t from)
{
    size_t after = p->at;
    p->at = from;
    struct fragment f = read_atom(p);
    if (!p->failed)
        p->at = after;
    return f;
}

/* x{2,4} is x x (x (x)?)?; each x has places of its own. `f` is the first, which was read. */
static struct fragment repeated(struct pattern *p, size_t from, struct fragment f, struct times t)
{
    struct fragment all = nothing();
    if (t.most == 0)
        return all;
    uint32_t copies = t.most == NO_END ? (t.least > 0 ? t.least : 1) : t.most;
    for (uint32_t i = 0; i < copies && !p->failed; i++) {
        struct fragment one = i == 0 ? f : copy_of(p, from);
        if (t.most == NO_END && i + 1 == copies)
            one = again(p->m, one);
        if (i >= t.least)
            one = optional(one);
        all = in_a_row(p->m, &all, &one);
    }
    return all;
}

static struct fragment read_row(struct pattern *p)
{
    struct fragment row = nothing();
    while (more(p) && !next_is(p, '|') && !next_is(p, ')')) {
        size_t          from = p->at;
        struct fragment f = read_atom(p);
        struct times    t;
        if (!p->failed && read_times(p, &t) && !p->failed)
            f = repeated(p, from, f, t);
        if (!p->failed && (next_is(p, '*') || next_is(p, '+') || next_is(p, '?') || next_is(p, '{')))
            refuse(p, "nothing stands here that could be repeated");
        if (!p->failed)
            row = in_a_row(p->m, &row, &f);
    }
    return row;
}

static struct fragment read_either(struct pattern *p)
{
    struct fragment f = read_row(p);
    while (take(p, '|')) {
        struct fragment other = read_row(p);
        f = either(&f, &other);
    }
    return f;
}

/* ---------------------------------------------------------------- states */

static void add_state(struct match *m, const struct places *here, enum before before)
{
    m->state[m->states] = (struct state){*here, before};
    memset(m->move[m->states++], UNKNOWN, sizeof *m->move);
}

static uint32_t state_of(struct match *m, const struct places *here, enum before before)
{
    for (uint32_t i = 0; i < m->states; i++)
        if (m->state[i].before == before && m->state[i].here.word[0] == here->word[0] && memcmp(&m->state[i].here, here, sizeof *here) == 0)
            return i;
    add_state(m, here, before);
    return m->states - 1;
}

/* Room for one more: all but the first state and this one are let go. */
static uint32_t keep_one(struct match *m, uint32_t at)
{
    struct state s = m->state[at];
    m->states = 0;
    add_state(m, &m->state[FIRST].here, START);
    return state_of(m, &s.here, s.before);
}

/* ---------------------------------------------------------------- the automaton */

/* A boundary that meets some conditions also lets through what needs fewer of them. */
static void merge(struct places sets[CONDITIONS])
{
    for (unsigned c = CONDITIONS; c-- > 0;)
        for (unsigned fewer = 0; fewer < c; fewer++)
            if ((fewer & c) == fewer)
                add(&sets[c], &sets[fewer]);
}

struct match *match_compile(struct str pattern, struct arena *a, struct match_mistake *mistake)
{
    struct match *m = arena_alloc(a, sizeof *m);
    memset(m, 0, offsetof(struct match, state));
    m->arena = a;
    struct pattern  p = {.text = pattern, .m = m, .mistake = mistake};
    struct fragment whole = read_either(&p);
    if (more(&p))
        refuse(&p, "a ) closes nothing");
    if (p.failed)
        return NULL;
    memcpy(m->first, whole.first, sizeof m->first);
    memcpy(m->last, whole.last, sizeof m->last);
    merge(m->first);
    merge(m->last);
    for (uint32_t i = 0; i < m->places; i++)
        merge(m->follow.at[i].after);
    for (unsigned c = 0; c < CONDITIONS; c++)
        for (unsigned fewer = 0; fewer <= c; fewer++)
            m->empty[c] = m->empty[c] || (whole.empty[fewer] && (fewer & c) == fewer);
    m->anchored = none(&m->first[AT_END | AT_EDGE]) && !m->empty[AT_END | AT_EDGE];
    add_state(m, &(struct places){{0}}, START);
    return m;
}

struct match *match_kept(struct match_cache *cache, struct str pattern, struct arena *a, struct match_mistake *mistake)
{
    for (uint32_t i = 0; cache && i < cache->len; i++)
        if (str_eq(cache->kept[i].pattern, pattern))
            return cache->kept[i].match;
    if (!cache || cache->len == MATCH_KEPT)
        return match_compile(pattern, a, mistake);
    struct match *m = match_compile(pattern, cache->arena, mistake);
    if (m)
        cache->kept[cache->len++] = (struct kept_match){str_keep(cache->arena, pattern), m};
    return m;
}

/* ---------------------------------------------------------------- finding */

static struct places readers(const struct match *m, uint32_t c)
{
    if (c < 128)
        return m->ascii[c];
    struct places p = m->beyond;
    for (uint32_t i = 0; i < m->places; i++)
        if (m->point[i] == c)
            put(&p, i);
    return p;
}

/* Where the automaton may go on from, at a boundary that meets these conditions: a match may start anywhere. */
static struct places onward(const struct match *m, const struct places *here, unsigned conditions)
{
    struct places next = m->first[conditions];
    for (unsigned w = 0; w < WORDS; w++)
        for (uint64_t rest = here->word[w]; rest != 0; rest &= rest - 1)
            add(&next, &m->follow.at[w * 64 + (unsigned)__builtin_ctzll(rest)].after[conditions]);
    return next;
}

static bool ends(const struct match *m, const struct places *here, unsigned conditions)
{
    uint64_t both = 0;
    for (unsigned w = 0; w < WORDS; w++)
        both |= here->word[w] & m->last[conditions].word[w];
    return both != 0 || m->empty[conditions];
}

static unsigned conditions_at(enum before before, bool word)
{
    return (before == START ? AT_START : 0) | ((before == WORD) != word ? AT_EDGE : 0);
}

/* Where the character leads: what follows a blank and is one too is the same blank. */
static uint32_t move(struct match *m, uint32_t from, uint32_t c)
{
    const struct state *s = &m->state[from];
    bool     blank = c < 128 && is_blank((char)c), word = is_word(c);
    unsigned conditions = conditions_at(s->before, word);
    if (blank && s->before == BLANK)
        return from;
    if (ends(m, &s->here, conditions))
        return FOUND;
    struct places next = onward(m, &s->here, conditions), read = readers(m, blank ? ' ' : c);
    for (unsigned w = 0; w < WORDS; w++)
        next.word[w] &= read.word[w];
    return m->anchored && none(&next) ? DEAD : state_of(m, &next, blank ? BLANK : word ? WORD : OTHER);
}

/* A move that no look-up gave: made, and kept where one byte is the character. */
static uint32_t new_move(struct match *m, uint32_t from, struct str text, size_t *at)
{
    if (m->states == STATES)
        from = keep_one(m, from);
    uint32_t c = char_at(text, at), to = move(m, from, c);
    if (c < 128)
        m->move[from][c] = (uint8_t)to;
    return to;
}

bool match_found(struct match *m, struct str text)
{
    uint32_t now = FIRST;
    for (size_t at = 0; at < text.len;) {
        uint32_t to = m->move[now][(unsigned char)text.at[at]];
        if (LIKELY(to - 1 < DEAD - 1)) {  /* neither unknown nor an end */
            now = to;
            at++;
            continue;
        }
        if (to == UNKNOWN)
            to = new_move(m, now, text, &at);
        if (to >= DEAD)
            return to == FOUND;
        now = to;
    }
    const struct state *s = &m->state[now];
    return ends(m, &s->here, conditions_at(s->before, false) | AT_END);
}
