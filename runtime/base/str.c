#include "letters.h"
#include "utf8.h"
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The blanks of word processors, where an author sees a blank: U+00A0, U+2000 to U+200A, U+202F, U+205F, U+3000. */
static size_t wide_blank(const unsigned char *at, size_t len)
{
    if (len >= 2 && at[0] == 0xC2 && at[1] == 0xA0)
        return 2;
    if (len < 3 || (at[0] != 0xE2 && at[0] != 0xE3))
        return 0;
    if (at[0] == 0xE3)
        return at[1] == 0x80 && at[2] == 0x80 ? 3 : 0;
    return (at[1] == 0x80 && (at[2] <= 0x8A || at[2] == 0xAF)) || (at[1] == 0x81 && at[2] == 0x9F) ? 3 : 0;
}

size_t str_blank(struct str s)
{
    if (s.len == 0 || is_space(s.at[0]))
        return s.len > 0;
    return (unsigned char)s.at[0] < 0x80 ? 0 : wide_blank((const unsigned char *)s.at, s.len);
}

/* The same for the blank at the end. */
static size_t blank_last(struct str s)
{
    if (s.len == 0 || is_space(s.at[s.len - 1]))
        return s.len > 0;
    if ((unsigned char)s.at[s.len - 1] < 0x80)
        return 0;
    const unsigned char *end = (const unsigned char *)s.at + s.len;
    return s.len >= 2 && wide_blank(end - 2, 2) == 2 ? 2 : s.len >= 3 && wide_blank(end - 3, 3) == 3 ? 3 : 0;
}

struct str str_trim(struct str s)
{
    size_t n;
    while ((n = str_blank(s)) > 0)
        s = str_from(s, n);
    while ((n = blank_last(s)) > 0)
        s.len -= n;
    return s;
}

bool str_eq_fold(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    }
    return true;
}

bool str_starts_fold(struct str s, struct str head)
{
    return s.len >= head.len && str_eq_fold(str_upto(s, head.len), head);
}

struct str str_cut(struct str *rest, char sep)
{
    const char *found = rest->len > 0 ? memchr(rest->at, sep, rest->len) : NULL;
    struct str before = *rest;

    if (found) {
        before.len = (size_t)(found - rest->at);
        *rest = str_from(*rest, before.len + 1);
    } else if (rest->len > 0) {
        *rest = str_from(*rest, rest->len);
    }
    return before;
}

/* ---- finding */

/* The greatest suffix of `what` under < or under > of bytes, and its period: one half of a critical factorization. */
static size_t greatest_suffix(struct str what, bool flip, size_t *period)
{
    size_t suffix = 0, at = 1, same = 0, p = 1;    /* suffix: where it starts; at + same: the byte compared */

    while (at + same < what.len) {
        unsigned char a = (unsigned char)what.at[at + same], b = (unsigned char)what.at[suffix + same];
        if (a == b) {
            if (same + 1 == p) {
                at += p;
                same = 0;
            } else {
                same++;
            }
        } else if (flip ? a > b : a < b) {
            at += same + 1;
            same = 0;
            p = at - suffix;
        } else {
            suffix = at++;
            same = 0;
            p = 1;
        }
    }
    *period = p;
    return suffix;
}

/* Two-way string matching (Crochemore and Perrin 1991): linear whatever the texts, and no memory. */
static size_t find_two_way(struct str s, struct str what)
{
    size_t period, other_period;
    size_t cut = greatest_suffix(what, false, &period), other = greatest_suffix(what, true, &other_period);
    size_t at = 0, known = 0;      /* known: bytes at the start of `what` that are seen to match already */
    bool periodic;

    if (other > cut) {
        cut = other;
        period = other_period;
    }
    periodic = period + cut <= what.len && memcmp(what.at, what.at + period, cut) == 0;
    if (!periodic)
        period = (cut > what.len - cut ? cut : what.len - cut) + 1;
    while (what.len <= s.len - at) {
        size_t i = cut > known ? cut : known;
        while (i < what.len && what.at[i] == s.at[at + i])
            i++;
        if (i < what.len) {
            at += i - cut + 1;
            known = 0;
            continue;
        }
        i = cut;
        while (i > known && what.at[i - 1] == s.at[at + i - 1])
            i--;
        if (i <= known)
            return at;
        at += period;
        known = periodic ? what.len - period : 0;
    }
    return s.len;
}

size_t str_find(struct str s, struct str what)
{
    size_t at = 0, effort = 0;

    if (what.len == 0)
        return 0;
    /* From first byte to first byte; when that turns out to be common (aaaa in aaab), two-way matching does the rest. */
    while (s.len - at >= what.len) {
        const char *first = memchr(s.at + at, what.at[0], s.len - at - what.len + 1);
        if (!first)
            return s.len;
        at = (size_t)(first - s.at);
        if (memcmp(first, what.at, what.len) == 0)
            return at;
        at++;
        effort += 16 + (what.len < 64 ? 0 : what.len / 4);
        if (effort > 4096 + 4 * at) {
            size_t found = find_two_way(str_from(s, at), what);
            return at + found;
        }
    }
    return s.len;
}

/* ---- words and names */

static bool of_word(char c)
{
    return is_letter(c) || is_digit(c) || (unsigned char)c >= 0x80 || c == '\'' || c == '-';
}

struct str str_word(struct str *rest)
{
    size_t len = 0;

    while (rest->len > 0 && is_blank(rest->at[0]))
        *rest = str_from(*rest, 1);
    while (len < rest->len && of_word(rest->at[len]))
        len++;
    struct str word = str_upto(*rest, len);
    if (len > 0)
        *rest = str_from(*rest, len);
    return word;
}

/* Reads a text as its canonical form, byte by byte: white space runs as one blank, none at the ends; for names also lower case
 * and no quotation marks. */
struct canon {
    const unsigned char *at, *end;
    bool name, started;
};

static struct canon canon_of(struct str s, bool name)
{
    const unsigned char *at = (const unsigned char *)s.at;
    return (struct canon){at, s.len == 0 ? at : at + s.len, name, false};
}

/* The bytes that white space takes at the place; 0: there is none. A no-break space (Word puts them) is one. */
static unsigned space_at(const struct canon *c)
{
    if (is_space((char)*c->at))
        return 1;
    return *c->at == 0xC2 && c->end - c->at >= 2 && c->at[1] == 0xA0 ? 2 : 0;
}

/* The same for a quotation mark: ' " and U+2018 U+2019 U+201C U+201D. */
static unsigned quote_at(const struct canon *c)
{
    if (*c->at == '\'' || *c->at == '"')
        return 1;
    if (*c->at != 0xE2 || c->end - c->at < 3 || c->at[1] != 0x80)
        return 0;
    return c->at[2] == 0x98 || c->at[2] == 0x99 || c->at[2] == 0x9C || c->at[2] == 0x9D ? 3 : 0;
}

/* A byte that begins neither white space nor a quotation mark, as nearly all do: its own canonical form but for its case. */
static inline bool is_plain(unsigned char c)
{
    return c > ' ' && c != '\'' && c != '"' && c != 0xC2 && c != 0xE2;
}

/* The next byte, or -1 at the end. */
static int canon_next(struct canon *c)
{
    bool space = false;

    while (c->at < c->end) {
        unsigned n = space_at(c);
        if (n > 0)
            space = true;
        else if (!c->name || (n = quote_at(c)) == 0)
            break;
        c->at += n;
    }
    if (c->at == c->end)
        return -1;
    if (space && c->started)
        return ' ';              /* what follows is no space: the next call gives it */
    c->started = true;
    return c->name ? (unsigned char)lower((char)*c->at++) : *c->at++;
}

static bool same_canon(struct str a, struct str b, bool name)
{
    struct canon x = canon_of(a, name), y = canon_of(b, name);

    for (;;) {
        int c = canon_next(&x);
        if (c != canon_next(&y))
            return false;
        if (c < 0)
            return true;
    }
}

#define CANON_BLOCK 256u                 /* bytes that are hashed at once */

/* Eight bytes of which 0x80 marks those that are c. */
static uint64_t bytes_that_are(uint64_t eight, unsigned char c)
{
    const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f), x = eight ^ (UINT64_C(0x0101010101010101) * c);
    return ~(((x & low) + low) | x | low);
}

/* The text is its own canonical form, as nearly all prose is: no control characters, no no-break space, no two blanks in a row, none at the ends.
 * Eight bytes a step: this looks at every byte of every action. */
static bool is_canonical(struct str s)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones << 7;
    bool blank = true;                   /* the byte before is a blank, or there is none */
    size_t i = 0;
    for (; i + 8 <= s.len; i += 8) {
        uint64_t eight;
        memcpy(&eight, s.at + i, 8);
        uint64_t blanks = bytes_that_are(eight, ' ');
        if (((eight - ones * ' ') & ~eight & highs) != 0 || bytes_that_are(eight, 0xC2) != 0 || (blanks & (blanks >> 8)) != 0 || (blank && s.at[i] == ' '))
            return false;
        blank = s.at[i + 7] == ' ';
    }
    for (; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c < ' ' || c == 0xC2 || (blank && c == ' '))
            return false;
        blank = c == ' ';
    }
    return !blank;
}

static uint64_t hash_blocks(struct str s, uint64_t seed)
{
    for (; s.len >= CANON_BLOCK; s = str_from(s, CANON_BLOCK))
        seed = str_hash(str_upto(s, CANON_BLOCK), seed);
    return str_hash(s, seed);
}

static uint64_t hash_canon(struct str s, uint64_t seed, bool name)
{
    struct canon c = canon_of(s, name);
    char block[CANON_BLOCK];

    for (;;) {
        size_t len = 0;
        while (len < sizeof block) {
            const unsigned char *at = c.at;      /* a run of plain bytes at once, for speed */
            size_t most = (size_t)(c.end - at) < sizeof block - len ? (size_t)(c.end - at) : sizeof block - len, n = 0;
            for (; n < most && is_plain(at[n]); n++)
                block[len + n] = name ? lower((char)at[n]) : (char)at[n];
            if (n > 0) {
                len += n;
                c.at += n;
                c.started = true;
                continue;
            }
            int byte = canon_next(&c);
            if (byte < 0)
                return str_hash((struct str){block, len}, seed);
            block[len++] = (char)(unsigned char)byte;
        }
        seed = str_hash((struct str){block, len}, seed);
    }
}

bool str_same_name(struct str a, struct str b)
{
    return str_eq(a, b) || same_canon(a, b, true);
}

uint64_t str_name_hash(struct str s, uint64_t seed)
{
    return hash_canon(s, seed, true);
}

bool str_same_text(struct str a, struct str b)
{
    return str_eq(a, b) || same_canon(a, b, false);
}

uint64_t str_text_hash(struct str s, uint64_t seed)
{
    return is_canonical(s) ? hash_blocks(s, seed) : hash_canon(s, seed, false);
}

/* ---- hashing: multiply 64 by 64 bits and fold the halves, 16 bytes a step (the idea of wyhash by Wang Yi) */

__extension__ typedef unsigned __int128 wide;

static inline uint64_t mix(uint64_t a, uint64_t b)
{
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t load8(const char *p)
{
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return w;
}

static inline uint64_t load4(const char *p)
{
    uint32_t w;
    memcpy(&w, p, sizeof w);
    return w;
}

uint64_t str_hash(struct str s, uint64_t seed)
{
    /* Both factors depend on the seed, so that no text makes one of them 0 by design. */
    uint64_t key = mix(seed ^ 0x9E3779B97F4A7C15u, 0xD6E8FEB86659FD93u), state = seed ^ 0xA0761D6478BD642Fu;
    uint64_t a = 0, b = 0;
    const char *p = s.at;
    size_t len = s.len;

    if (len > 16) {
        uint64_t other = state;
        for (; len > 32; len -= 32, p += 32) {
            state = mix(load8(p) ^ key, load8(p + 8) ^ state);
            other = mix(load8(p + 16) ^ ~key, load8(p + 24) ^ other);
        }
        state ^= other;
        if (len > 16) {
            state = mix(load8(p) ^ key, load8(p + 8) ^ state);
            len -= 16, p += 16;
        }
        a = load8(p + len - 16);           /* overlaps what was read before */
        b = load8(p + len - 8);
    } else if (len >= 8) {
        a = load8(p);
        b = load8(p + len - 8);
    } else if (len >= 4) {
        a = load4(p);
        b = load4(p + len - 4);
    } else if (len > 0) {
        a = (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[len / 2] << 8 | (unsigned char)p[len - 1];
    }
    return mix(mix(a ^ key, b ^ state) ^ key, (uint64_t)s.len ^ 0xE7037ED1A0B428DBu);
}

/* ---- nearness */

#define DISTANCE_BYTES 64

/* A text as letters, small and without accents; what looks like a letter of a to z counts as one. */
static unsigned letters_of(struct str s, uint32_t letters[DISTANCE_BYTES])
{
    unsigned n = 0;

    for (size_t i = 0; i < s.len; n++) {
        unsigned bytes = 1;
        uint32_t letter = (unsigned char)s.at[i];
        bool whole = letter >= 0xC2 && s.len - i >= (letter < 0xE0 ? 2u : letter < 0xF0 ? 3u : 4u);   /* an argument may be no UTF-8 */
        if (whole) {
            letter = utf8_read(str_from(s, i), &bytes);
            char plain = letter_plain(letter);
            letter = plain != '\0' ? (unsigned char)plain : letter;
        }
        letters[n] = letter < 0x80 ? (unsigned char)lower((char)letter) : letter;
        i += bytes;
    }
    return n;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned str_distance(struct str a, struct str b, unsigned most)
{
    uint32_t x[DISTANCE_BYTES], y[DISTANCE_BYTES];
    unsigned rows[3][DISTANCE_BYTES + 1];
    unsigned *before = rows[0], *last = rows[1], *now = rows[2];

    if (most == UINT_MAX)
        most--;
    if (a.len > DISTANCE_BYTES || b.len > DISTANCE_BYTES)
        return most + 1;
    unsigned xn = letters_of(a, x), yn = letters_of(b, y);
    if ((xn > yn ? xn - yn : yn - xn) > most)
        return most + 1;
    for (unsigned j = 0; j <= yn; j++)
        last[j] = j;
    for (unsigned i = 1; i <= xn; i++) {
        unsigned row_least = now[0] = i;
        for (unsigned j = 1; j <= yn; j++) {
            unsigned d = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (x[i - 1] != y[j - 1]));
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                d = least(d, before[j - 2] + 1);
            now[j] = d;
            row_least = least(row_least, d);
        }
        /* Then the row before has none under `most`, so that a swap leads to none either. */
        if (row_least > most)
            return most + 1;
        unsigned *free_row = before;
        before = last;
        last = now;
        now = free_row;
    }
    return least(last[yn], most + 1);
}

/* ---- into an arena */

struct str str_keep(struct arena *a, struct str s)
{
    char *copy = arena_alloc(a, s.len + 1);

    if (s.len > 0)
        memcpy(copy, s.at, s.len);
    copy[s.len] = '\0';
    return (struct str){copy, s.len};
}

struct str str_quoted(struct arena *a, struct str s)
{
    size_t len = QUOTED_BYTES_MOST;
    if (s.len <= len)
        return s;
    while (len > 0 && ((unsigned char)s.at[len] & 0xC0) == 0x80)
        len--;
    return str_printf(a, STR_FMT "…", (int)len, s.at);
}

struct str str_printf(struct arena *a, const char *format, ...)
{
    char small[256];
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (n < 0)
        mem_fail(a->mem, (struct err){ERR_LIMIT, 0});     /* over INT_MAX bytes */
    if ((size_t)n < sizeof small)
        return str_keep(a, (struct str){small, (size_t)n});
    char *text = arena_alloc(a, (size_t)n + 1);
    va_start(args, format);
    vsnprintf(text, (size_t)n + 1, format, args);
    va_end(args);
    return (struct str){text, (size_t)n};
}
