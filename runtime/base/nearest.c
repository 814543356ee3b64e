/* Near names. See nearest.h. */
#include "nearest.h"

#define NEAR_WORDS 8u                    /* of a name whose words are looked at one by one */

unsigned near_enough(size_t letters)
{
    return letters < 3 ? 0 : letters < 6 ? 1 : letters < 9 ? 2 : 3;
}

struct nearest nearest_open(struct str word)
{
    return (struct nearest){word, {"", 0}, near_enough(word.len) + 1};
}

/* The words of a name; commas and hyphens part them too. *len: NEAR_WORDS + 1 where there are more. */
static void words_of_name(struct str name, struct str *words, unsigned *len)
{
    *len = 0;
    for (size_t at = 0; at < name.len;) {
        size_t end = at;
        while (end < name.len && !is_blank(name.at[end]) && name.at[end] != ',' && name.at[end] != '-')
            end++;
        if (end > at && *len < NEAR_WORDS)
            words[(*len)++] = (struct str){name.at + at, end - at};
        else if (end > at)
            *len = NEAR_WORDS + 1;
        at = end + 1;
        if (*len > NEAR_WORDS)
            return;
    }
}

/* Slips between words one by one: `most` + 1 where one of them is another word. Words behind the last of `x` are one slip, and two where others are
 * not as they should be. */
static unsigned slips_by_word(const struct str *x, unsigned xn, const struct str *y, unsigned yn, unsigned most)
{
    unsigned slips = 0;
    for (unsigned i = 0; i < xn && slips <= most; i++) {
        unsigned may = near_enough(x[i].len > y[i].len ? x[i].len : y[i].len), d = str_distance(x[i], y[i], may);
        slips = d > may ? most + 1 : slips + d;
    }
    return slips + (yn == xn ? 0 : slips > 0 ? 2 : 1);
}

/* The same words in another order. */
static bool turned(const struct str *x, unsigned xn, const struct str *y, unsigned yn)
{
    unsigned taken = 0;
    for (unsigned i = 0; i < xn && xn == yn; i++)
        for (unsigned k = 0; k < yn; k++)
            if ((taken >> k & 1) == 0 && str_distance(x[i], y[k], 0) == 0) {
                taken |= 1u << k;
                break;
            }
    return xn == yn && xn > 1 && taken == (1u << xn) - 1;
}

static unsigned slips(struct str word, struct str candidate, unsigned most)
{
    struct str x[NEAR_WORDS], y[NEAR_WORDS];
    unsigned   xn, yn, whole = str_distance(word, candidate, most);
    words_of_name(word, x, &xn);
    words_of_name(candidate, y, &yn);
    if (xn > NEAR_WORDS || yn > NEAR_WORDS || xn == 0)
        return whole;
    if (most > 0 && turned(x, xn, y, yn))
        return whole < 1 ? whole : 1;
    if (xn <= yn && word.len > 3 && xn * 3 >= yn) {
        unsigned by_word = slips_by_word(x, xn, y, yn, most);
        return xn == yn || by_word < whole ? by_word : whole;
    }
    return whole;
}

bool nearest_try(struct nearest *n, struct str candidate)
{
    unsigned d = n->least == 0 ? 0 : slips(n->word, candidate, n->least - 1);
    if (d >= n->least)
        return false;
    n->least = d;
    n->best = candidate;
    return true;
}
