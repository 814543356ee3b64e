/* match.h - patterns of the rule language: X matches "PATTERN".
 *
 *   a        the character itself; case does not count for ASCII letters
 *   .        any character
 *   [a-z_]   one of these; [^...] any other. Within: ranges of ASCII characters, \d \w \s, a backslash before a sign
 *   \d \w \s a digit; a letter of a-z, a digit or _; a blank, tab or line end. A backslash before any other sign: that sign
 *   x* x+ x? x{3} x{2,5} x{2,}   repeated
 *   x|y (x)  either; a group
 *   ^ $ \b   the start of the text, its end, the edge of a word
 *
 * A pattern holds where it is found anywhere in the text. It becomes an automaton whose states are the places of the pattern that read a character
 * (Glushkov's), at most MATCH_PLACES_MOST of them, kept as sets of bits: time is linear in the text, whatever the pattern. A run of blanks and line
 * ends in the text is one blank to it: how an author broke the lines says nothing.
 */
#ifndef IRP_RULE_MATCH_H
#define IRP_RULE_MATCH_H

#include "../base/str.h"

#define MATCH_PLACES_MOST 256u            /* of one pattern that read a character, repetitions written out */
#define MATCH_PARTS_MOST  4096u           /* of one pattern, repetitions written out */
#define MATCH_DEPTH_MOST  64u             /* groups within one another */
#define MATCH_REPEAT_MOST 256u            /* in {m,n} */
#define MATCH_KEPT        32u             /* automata that a cache holds */

struct match;
/* What is wrong with a pattern: where, and why ("" when it is too large). */
struct match_mistake { size_t at; const char *why; };

/* NULL: *mistake says why not. The automaton lives in the arena; it keeps what it finds out while it is used. */
struct match *match_compile(struct str pattern, struct arena *a, struct match_mistake *mistake);
/* Automata that are kept from one plan to the next, with what they found out: the same patterns are asked of each. They live in the cache's arena. */
struct kept_match { struct str pattern; struct match *match; };
struct match_cache { struct arena *arena; struct kept_match kept[MATCH_KEPT]; uint32_t len; };
/* match_compile, into the cache while it has room, or found there. `cache` NULL: into `a`. */
struct match *match_kept(struct match_cache *cache, struct str pattern, struct arena *a, struct match_mistake *mistake);
/* `text` is UTF-8. */
bool match_found(struct match *m, struct str text);

#endif
