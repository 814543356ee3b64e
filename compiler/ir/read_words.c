/* The words of the text form: names, numbers with their letters, texts in quotes. See reader.h. */
#include "reader.h"
#include "../../runtime/base/utf8.h"

bool reader_refuse(struct reader *r, const char *why)
{
    r->why = r->why != NULL ? r->why : why;
    return false;
}

/* ---------------------------------------------------------------- words */

void reader_skip_blanks(struct reader *r)
{
    while (r->line.len > 0 && is_blank(r->line.at[0]))
        r->line = str_from(r->line, 1);
}

/* The next word: up to a blank. Empty at the line's end. */
struct str reader_word(struct reader *r)
{
    size_t len = 0;
    reader_skip_blanks(r);
    while (len < r->line.len && !is_blank(r->line.at[len]))
        len++;
    struct str w = str_upto(r->line, len);
    r->line = str_from(r->line, len);
    return w;
}

bool reader_literal(struct reader *r, const char *wanted, const char *why)
{
    return str_eq(reader_word(r), str_of(wanted)) || reader_refuse(r, why);
}

bool reader_number(struct str digits, int64_t *n)
{
    bool negative = digits.len > 0 && digits.at[0] == '-';
    uint64_t size = 0, most = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    digits = str_from(digits, negative);
    if (digits.len == 0 || digits.len > 19)
        return false;
    for (size_t i = 0; i < digits.len; i++) {
        if (!is_digit(digits.at[i]))
            return false;
        size = size * 10 + (uint64_t)(digits.at[i] - '0');
    }
    *n = negative ? (int64_t)(0 - size) : (int64_t)size;
    return size <= most;
}

/* A number behind a letter: s12, k3, r0, M5. A letter of 0: the bare number. */
bool reader_numbered(struct reader *r, char letter, uint32_t *n)
{
    struct str w = reader_word(r);
    int64_t    value;
    if (letter != 0 && (w.len == 0 || w.at[0] != letter))
        return reader_refuse(r, "a number with its letter was looked for here, such as s12");
    if (!reader_number(str_from(w, letter != 0), &value) || value < 0 || value >= UINT32_MAX)
        return reader_refuse(r, "a number was looked for here");
    *n = (uint32_t)value;
    return true;
}

/* ---------------------------------------------------------------- texts in quotes */

static int hex_digit(char c)
{
    return is_digit(c) ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

static bool four_digits(struct str s, uint32_t *c)
{
    *c = 0;
    for (size_t i = 0; i < 4; i++) {
        if (i >= s.len || hex_digit(s.at[i]) < 0)
            return false;
        *c = *c << 4 | (uint32_t)hex_digit(s.at[i]);
    }
    return true;
}

/* \uXXXX, or two of them: the letter's bytes; how many characters of s were taken, or 0. */
static size_t hex_letter(struct str s, char *to, size_t *len)
{
    uint32_t c, low;
    if (!four_digits(s, &c))
        return 0;
    size_t taken = 4;
    if (c >= 0xD800 && c < 0xDC00) {
        if (s.len < 10 || s.at[4] != '\\' || s.at[5] != 'u' || !four_digits(str_from(s, 6), &low) || low < 0xDC00 || low > 0xDFFF)
            return 0;
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        taken = 10;
    }
    if (c == 0 || (c >= 0xD800 && c <= 0xDFFF))
        return 0;
    *len += utf8_write(to + *len, c);
    return taken;
}

/* What stands behind a backslash; how many characters of s were taken, or 0. */
static size_t escaped(struct str s, char *to, size_t *len)
{
    static const char LETTERS[] = "\"\\/bfnrt", MEANT[] = "\"\\/\b\f\n\r\t";
    const char *letter = s.len > 0 && s.at[0] != '\0' ? strchr(LETTERS, s.at[0]) : NULL;
    if (letter != NULL) {
        to[(*len)++] = MEANT[letter - LETTERS];
        return 1;
    }
    size_t taken = s.len > 0 && s.at[0] == 'u' ? hex_letter(str_from(s, 1), to, len) : 0;
    return taken > 0 ? taken + 1 : 0;
}

bool reader_quoted(struct reader *r, struct str *text)
{
    reader_skip_blanks(r);
    char  *to = arena_alloc(r->arena, r->line.len + 1);
    size_t len = 0, i = 1;
    if (r->line.len == 0 || r->line.at[0] != '"')
        return reader_refuse(r, "a text in quotes was looked for here");
    while (i < r->line.len && r->line.at[i] != '"') {
        if (r->line.at[i] != '\\') {
            to[len++] = r->line.at[i++];
            continue;
        }
        size_t taken = escaped(str_from(r->line, i + 1), to, &len);
        if (taken == 0)
            return reader_refuse(r, "what follows the backslash is no sign of this form");
        i += 1 + taken;
    }
    if (i >= r->line.len)
        return reader_refuse(r, "a quotation mark is not closed");
    r->line = str_from(r->line, i + 1);
    *text = (struct str){to, len};
    return true;
}

bool reader_quoted_string(struct reader *r, uint32_t *string)
{
    struct str text;
    if (!reader_quoted(r, &text))
        return false;
    *string = build_string(&r->build, text);
    return true;
}

bool reader_quoted_table(struct reader *r, uint32_t *table)
{
    struct str name;
    if (!reader_quoted(r, &name))
        return false;
    *table = build_table(&r->build, str_keep(r->arena, name).at);
    return true;
}
