/* Letters that look like others. See letters.h. */
#include "letters.h"
#include "utf8.h"

static const struct { uint32_t c; char as; } alikes[] = {
#define ALIKE(c, as) {c, as},
#include "letters.def"
#undef ALIKE
};

/* U+00C0 to U+017F without their accents; a blank: no such letter. */
static const char accented[] =
    "AAAAAAACEEEEIIIIDNOOOOO OUUUUY saaaaaaaceeeeiiiidnooooo ouuuuy y"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

static bool is_hidden(uint32_t c)
{
    return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

enum looks letter_looks(uint32_t c, char *as)
{
    *as = (char)(c < 0x80 ? c : 0);
    if (c < 0x80)
        return LOOKS_ITSELF;
    if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000) {
        *as = ' ';
        return LOOKS_BLANK;
    }
    if (is_hidden(c))
        return LOOKS_HIDDEN;
    if (c >= 0xFF01 && c <= 0xFF5E) {
        *as = (char)(c - 0xFF01 + '!');
        return LOOKS_WIDE;
    }
    for (size_t i = 0; c >= alikes[0].c && i < ARRAY_LEN(alikes) && alikes[i].c <= c; i++)
        if (alikes[i].c == c) {
            *as = alikes[i].as;
            return LOOKS_ALIKE;
        }
    return LOOKS_ITSELF;
}

char letter_plain(uint32_t c)
{
    char as;
    if (c >= 0xC0 && c - 0xC0 < sizeof accented - 1)
        return accented[c - 0xC0] == ' ' ? '\0' : accented[c - 0xC0];
    enum looks looks = letter_looks(c, &as);
    return looks == LOOKS_ALIKE || looks == LOOKS_WIDE ? as : '\0';
}

bool plain_read(struct str line, struct plain *p)
{
    size_t at = 0;
    p->len = 0, p->odd = STR(""), p->looks = LOOKS_ITSELF;
    while (at < line.len && p->len < PLAIN_CHARS) {
        unsigned   bytes;
        char       as;
        uint32_t   c = utf8_read(str_from(line, at), &bytes);
        enum looks looks = letter_looks(c, &as);
        if (as == '\0' && looks != LOOKS_HIDDEN)
            break;
        if (looks != LOOKS_ITSELF && looks != LOOKS_BLANK && p->odd.len == 0)
            p->odd = (struct str){line.at + at, bytes}, p->looks = looks;
        if (as != '\0') {
            p->at[p->len] = (uint16_t)at;
            p->text[p->len++] = as;
        }
        at += bytes;
    }
    p->at[p->len] = (uint16_t)at;
    return at == line.len;
}

struct str plain_odd(struct str text, enum looks *looks)
{
    struct str odd = {"", 0};
    if (plain_already(text))
        return odd;
    bool       plain = false;                /* the word so far has a letter of a to z */
    for (size_t at = 0; at < text.len;) {
        unsigned   bytes;
        char       as;
        uint32_t   c = utf8_read(str_from(text, at), &bytes);
        enum looks here = letter_looks(c, &as);
        bool       within = is_letter(as) || is_digit(as) || here == LOOKS_HIDDEN;
        if (here != LOOKS_ITSELF && here != LOOKS_BLANK && odd.len == 0)
            odd = (struct str){text.at + at, bytes}, *looks = here;
        if (!within && here == LOOKS_ITSELF && odd.len > 0 && !plain)
            odd = STR("");                   /* a word in another alphabet */
        plain = within && (plain || (c < 0x80 && here == LOOKS_ITSELF));
        if (odd.len > 0 && (plain || *looks == LOOKS_WIDE))
            return odd;
        at += bytes;
    }
    return STR("");
}

struct str plain_fault(struct str odd, struct arena *a)
{
    unsigned bytes;
    char     as;
    uint32_t c = utf8_read(odd, &bytes);
    switch (letter_looks(c, &as)) {
    case LOOKS_ALIKE:  return str_printf(a, "U+%04X, which only looks like \"%c\"", (unsigned)c, as);
    case LOOKS_WIDE:   return str_printf(a, "U+%04X, the full-width form of \"%c\"", (unsigned)c, as);
    case LOOKS_HIDDEN: return str_printf(a, "U+%04X, which cannot be seen", (unsigned)c);
    case LOOKS_ITSELF:
    case LOOKS_BLANK:  break;
    }
    return str_printf(a, "U+%04X", (unsigned)c);
}
