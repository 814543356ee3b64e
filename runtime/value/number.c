#include "number.h"

/* Takes digits off *s, all or in groups of three with commas, as a count of `unit`s: false when there are none, when they are
 * grouped wrongly or are too many. */
static bool take_whole(struct str *s, int64_t *whole)
{
    size_t group = 0;          /* digits since the last comma, or since the start */
    bool grouped = false;

    *whole = 0;
    for (; s->len > 0; *s = str_from(*s, 1)) {
        char c = s->at[0];
        if (is_digit(c)) {
            if (grouped && group == 3)
                return false;
            group++;
            if (*whole > INT64_MAX / NUMBER_ONE)
                return false;
            *whole = *whole * 10 + (c - '0');
        } else if (c == ',' && (grouped ? group == 3 : group >= 1 && group <= 3)) {
            grouped = true;
            group = 0;
        } else {
            break;
        }
    }
    return grouped ? group == 3 : group > 0;
}

bool number_parse(struct str text, int64_t *number)
{
    struct str s = str_trim(text);
    bool negative = s.len > 0 && s.at[0] == '-';
    int64_t whole, part = 0, unit = NUMBER_ONE;

    if (negative)
        s = str_from(s, 1);
    if (!take_whole(&s, &whole))
        return false;
    if (s.len > 0 && s.at[0] == '.') {
        s = str_from(s, 1);
        if (s.len == 0 || s.len > NUMBER_PLACES)
            return false;
        for (; s.len > 0; s = str_from(s, 1)) {
            if (!is_digit(s.at[0]))
                return false;
            unit /= 10;
            part += (s.at[0] - '0') * unit;
        }
    }
    if (s.len > 0 || whole > (INT64_MAX - part) / NUMBER_ONE)
        return false;
    *number = whole * NUMBER_ONE + part;
    if (negative)
        *number = -*number;
    return true;
}

bool percent_parse(struct str text, int64_t *number)
{
    struct str s = str_trim(text);
    const struct str words = STR("per cent");
    int64_t hundredfold;

    if (s.len > 0 && s.at[s.len - 1] == '%')
        s.len--;
    else if (s.len > words.len && is_blank(s.at[s.len - words.len - 1]) && str_eq_fold(str_from(s, s.len - words.len), words))
        s.len -= words.len;
    else
        return false;
    /* More places than fit once divided are refused, not rounded. */
    if (!number_parse(s, &hundredfold) || hundredfold < 0 || hundredfold > 100 * NUMBER_ONE || hundredfold % 100 != 0)
        return false;
    *number = hundredfold / 100;
    return true;
}

void number_print(struct out *o, int64_t number, bool grouped)
{
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    uint64_t whole = left / (uint64_t)NUMBER_ONE, part = left % (uint64_t)NUMBER_ONE;
    char digits[32];
    size_t at = sizeof digits, places = NUMBER_PLACES;

    if (part > 0) {
        for (; part % 10 == 0; part /= 10)
            places--;
        for (; places > 0; places--, part /= 10)
            digits[--at] = (char)('0' + part % 10);
        digits[--at] = '.';
    }
    grouped = grouped && whole >= 10000;
    for (unsigned n = 0; n == 0 || whole > 0; n++, whole /= 10) {
        if (grouped && n > 0 && n % 3 == 0)
            digits[--at] = ',';
        digits[--at] = (char)('0' + whole % 10);
    }
    if (number < 0)
        out_char(o, '-');
    out_str(o, (struct str){digits + at, sizeof digits - at});
}

void count_print(struct out *o, uint64_t n)
{
    char digits[32];
    size_t at = sizeof digits;

    for (unsigned i = 0; i == 0 || n > 0; i++, n /= 10) {
        if (i > 0 && i % 3 == 0)
            digits[--at] = ',';
        digits[--at] = (char)('0' + n % 10);
    }
    out_str(o, (struct str){digits + at, sizeof digits - at});
}

void count_print_words(struct out *o, int64_t n)
{
    static const char *const words[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};

    if (n >= 1 && n <= 9)
        out_str(o, str_of(words[n - 1]));
    else
        out_int(o, n);
}
