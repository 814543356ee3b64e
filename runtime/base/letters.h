/* letters.h - characters that are not what they look like: letters of other alphabets, full-width forms, blanks of word processors, and what
 * cannot be seen at all.
 *
 * A plan is read by people, who see "Owner" whichever way it is made. So words of headings and labels are known by how they look, and a
 * message says where a letter is another.
 */
#ifndef IRP_BASE_LETTERS_H
#define IRP_BASE_LETTERS_H

#include "str.h"

enum looks {
    LOOKS_ITSELF,
    LOOKS_ALIKE,          /* a letter of another alphabet that looks like one of a to z */
    LOOKS_WIDE,           /* the full-width form of an ASCII character */
    LOOKS_HIDDEN,         /* nothing is seen: soft hyphen, zero-width space, direction mark */
    LOOKS_BLANK,          /* a blank: no-break, thin, full-width */
};
/* How a code point looks; *as: the ASCII character that it is taken for (itself, where it is one; 0 where there is none). */
enum looks letter_looks(uint32_t c, char *as);
/* The letter of a to z that c is with an accent on it, or is taken for; 0 when it is none. */
char letter_plain(uint32_t c);

/* The start of a line as it looks: ASCII characters alone, each with the byte of the line that it came from. */
#define PLAIN_CHARS 160u
struct plain {
    char       text[PLAIN_CHARS];
    uint16_t   at[PLAIN_CHARS + 1];       /* at[len]: where the reading stopped */
    size_t     len;
    struct str odd;                      /* the first character that is not what it looks like, blanks aside; empty: none */
    enum looks looks;                    /* of `odd` */
};
/* It has ASCII characters alone, and reads as it looks. */
static inline bool plain_already(struct str line)
{
    unsigned char all = 0;
    for (size_t i = 0; i < line.len; i++)
        all |= (unsigned char)line.at[i];
    return all < 0x80;
}
/* Reads up to PLAIN_CHARS characters of a line, or up to one that looks like none of ASCII; false: it stopped before the end. */
bool plain_read(struct str line, struct plain *p);
static inline struct str plain_text(const struct plain *p) { return (struct str){p->text, p->len}; }
/* The first character within a word of a to z that is not what it looks like; empty: none. Names in other alphabets have none. */
struct str plain_odd(struct str text, enum looks *looks);
/* "U+043E, which only looks like \"o\"" */
struct str plain_fault(struct str odd, struct arena *a);

#endif
