#include "utf8.h"

#include "width.inc"     /* struct width_range, width_zero, width_two: made by gen_width.c */

#define EACH_BYTE(b) (UINT64_MAX / 255 * (b))

static inline uint64_t load8(const char *p)
{
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return w;
}

/* The high bit of some byte is set when a byte is not ASCII (its own) or is NUL (the borrow of the subtraction). */
static inline uint64_t suspect(uint64_t w)
{
    return w | (w - EACH_BYTE(1));
}

/* The bytes of the code point at s: 0 when it is none. Table 3-7 of the Unicode Standard, "Well-Formed UTF-8 Byte Sequences". */
static unsigned point_bytes(struct str s)
{
    unsigned char first = (unsigned char)s.at[0], low = 0x80, high = 0xBF;
    unsigned bytes;

    if (first == 0)
        return 0;
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first > 0xF4)
        return 0;
    bytes = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (s.len < bytes)
        return 0;
    if (first == 0xE0)
        low = 0xA0;          /* overlong below */
    else if (first == 0xED)
        high = 0x9F;         /* surrogates above */
    else if (first == 0xF0)
        low = 0x90;          /* overlong below */
    else if (first == 0xF4)
        high = 0x8F;         /* beyond U+10FFFF above */
    unsigned char second = (unsigned char)s.at[1];
    if (second < low || second > high)
        return 0;
    for (unsigned i = 2; i < bytes; i++) {
        if (((unsigned char)s.at[i] & 0xC0) != 0x80)
            return 0;
    }
    return bytes;
}

size_t utf8_check(struct str s)
{
    size_t at = 0;

    while (at < s.len) {
        const char *p = s.at + at;
        size_t left = s.len - at;
        while (left >= 32) {
            uint64_t any = suspect(load8(p)) | suspect(load8(p + 8)) | suspect(load8(p + 16)) | suspect(load8(p + 24));
            if (any & EACH_BYTE(0x80))
                break;
            p += 32, left -= 32;
        }
        while (left >= 8 && !(suspect(load8(p)) & EACH_BYTE(0x80)))
            p += 8, left -= 8;
        at = s.len - left;
        /* Up to the end of the eight bytes that were refused, a code point at a time. */
        size_t stop = left < 8 ? s.len : at + 8;
        while (at < stop) {
            unsigned bytes = point_bytes(str_from(s, at));
            if (bytes == 0)
                return at;
            at += bytes;
        }
    }
    return s.len;
}

uint32_t utf8_read(struct str s, unsigned *len)
{
    const unsigned char *p = (const unsigned char *)s.at;

    if (p[0] < 0x80) {
        *len = 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *len = 2;
        return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    }
    if (p[0] < 0xF0) {
        *len = 3;
        return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    *len = 4;
    return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

static bool in_table(const struct width_range *table, size_t len, uint32_t c)
{
    size_t low = 0, high = len;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (c > table[mid].last)
            low = mid + 1;
        else
            high = mid;
    }
    return low < len && c >= table[low].first;
}

unsigned utf8_width(uint32_t c)
{
    if (c >= 0x20 && c < 0x7F)
        return 1;
    if (in_table(width_zero, ARRAY_LEN(width_zero), c))
        return 0;
    return in_table(width_two, ARRAY_LEN(width_two), c) ? 2 : 1;
}

size_t utf8_columns(struct str s)
{
    size_t columns = 0;

    while (s.len > 0) {
        unsigned len;
        uint32_t c = utf8_read(s, &len);
        columns += c == '\t' ? 1 : utf8_width(c);
        s = str_from(s, len);
    }
    return columns;
}

size_t utf8_points(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return n;
}

size_t utf8_units16(struct str s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        n += ((c & 0xC0) != 0x80) + (size_t)(c >= 0xF0);     /* beyond U+FFFF: two */
    }
    return n;
}

bool utf8_is_hidden(uint32_t c)
{
    if (c < 0x7F)
        return c < 0x20;
    if (c < 0xA0)
        return true;
    return c == 0x061C || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || c == 0x2060 ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
}

unsigned utf8_write(char *to, uint32_t c)
{
    unsigned bytes = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

    for (unsigned i = bytes - 1; i > 0; i--) {
        to[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    to[0] = (char)(bytes == 1 ? c : (0xF00u >> bytes & 0xF0) | c);   /* C0, E0, F0: as many ones as bytes */
    return bytes;
}
