/* str.h - a piece of text: where it starts and how many bytes. Not owned, not ended by NUL, UTF-8 unless said.
 *
 * Texts of a plan are pieces of its source and live as long as it does.
 * Names are compared as authors mean them: case, runs of blanks and quotation marks do not count (str_same_name).
 */
#ifndef IRP_BASE_STR_H
#define IRP_BASE_STR_H

#include "mem.h"
#include <string.h>

struct str { const char *at; size_t len; };

#define STR(lit)   ((struct str){"" lit "", sizeof(lit) - 1})
#define STR_FMT    "%.*s"
#define STR_ARG(s) ((int)(s).len), (s).at

static inline struct str str_of(const char *c) { return (struct str){c, c ? strlen(c) : 0}; }
static inline bool str_eq(struct str a, struct str b) { return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0); }
static inline struct str str_from(struct str s, size_t at) { return (struct str){s.at + at, s.len - at}; }
static inline struct str str_upto(struct str s, size_t len) { return (struct str){s.at, len}; }

/* White space: a value may go on over several lines. */
static inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
static inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
static inline char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* The bytes of the white space at the start: of a blank, a tab, a line end, or a blank of word processors (no-break, thin, full-width); 0: none. */
size_t str_blank(struct str s);
/* Without white space at both ends. */
struct str str_trim(struct str s);
/* Equal but for the case of ASCII letters. */
bool str_eq_fold(struct str a, struct str b);
/* s starts with `head`, whatever the case of ASCII letters. */
bool str_starts_fold(struct str s, struct str head);
/* Takes the text before the first `sep` off *rest and returns it; all of it (and *rest empty) when there is none. */
struct str str_cut(struct str *rest, char sep);
/* The first place of `what` in s (bytes), or s.len. Linear (memmem). */
size_t str_find(struct str s, struct str what);
/* Takes the next word (letters, digits, and bytes >= 0x80, ' and -) off *rest, skipping blanks before it; empty at the end
 * or when the next character is of no word. */
struct str str_word(struct str *rest);
/* The same name: equal when letters' ASCII case, runs of white space and quotation marks (' " and U+2018 U+2019 U+201C U+201D)
 * are put aside. */
bool str_same_name(struct str a, struct str b);
/* A hash that str_same_name keeps: equal names, equal hashes. */
uint64_t str_name_hash(struct str s, uint64_t seed);
uint64_t str_hash(struct str s, uint64_t seed);
/* The same text word for word: white space runs count as one blank; case and everything else counts. */
bool str_same_text(struct str a, struct str b);
uint64_t str_text_hash(struct str s, uint64_t seed);
/* The least number of letters to put in, leave out, change or swap (neighbours) to make b of a, case and accents aside, and letters that only look
 * alike (Damerau-Levenshtein, optimal string alignment); at most `most` + 1. Texts over 64 bytes: most + 1. */
unsigned str_distance(struct str a, struct str b, unsigned most);
/* The text as a sentence quotes it: beyond QUOTED_BYTES_MOST it is cut before a letter, and "…" put behind. */
#define QUOTED_BYTES_MOST 400u
struct str str_quoted(struct arena *a, struct str s);
/* Copies s into the arena; one NUL follows it, not counted. */
struct str str_keep(struct arena *a, struct str s);
/* printf into the arena; one NUL follows the text, not counted. */
struct str str_printf(struct arena *a, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
