/* given.c - what standards give to documents, as a program carries it: verified, and as text. */
#include "forms.h"
#include "../base/escape.h"

/* ---------------------------------------------------------------- verification */

static bool within(uint32_t first, uint32_t count, uint32_t len) { return first <= len && count <= len - first; }

static bool below(const uint32_t *at, uint32_t len, uint32_t end)
{
    bool fine = true;
    for (uint32_t i = 0; i < len; i++)
        fine &= at[i] < end;
    return fine;
}

static bool standard_fine(const struct program *p, const struct given_standard *s)
{
    if (s->name >= p->strings_len || !within(s->first_applies, s->applies, p->kinds_len) ||
        !within(s->first_scale, s->scales, p->held_scales_len) || !within(s->first_day, s->days, p->days_len))
        return false;
    for (uint32_t i = 1; i < s->days; i++)
        if (p->days[s->first_day + i] <= p->days[s->first_day + i - 1])
            return false;
    return true;
}

bool given_verify(const struct program *p)
{
    for (uint32_t i = 0; i < p->standards_len; i++)
        if (!standard_fine(p, &p->standards[i]))
            return false;
    for (uint32_t i = 0; i < p->scales_len; i++) {
        const struct given_scale *s = &p->scales[i];
        if (s->name >= p->strings_len || s->by >= p->strings_len || !within(s->first_kind, s->kinds, p->kinds_len) ||
            !within(s->first_level, s->levels, p->levels_len))
            return false;
    }
    return below(p->held_scales, p->held_scales_len, p->scales_len) && below(p->levels, p->levels_len, p->strings_len) &&
           below(p->kinds, p->kinds_len, p->strings_len);
}

/* ---------------------------------------------------------------- text */

static void print_word(struct out *o, const char *word, const struct program *p, uint32_t string)
{
    out_printf(o, "%s \"", word);
    escape_json(o, p->strings[string]);
    out_char(o, '"');
}

static void print_words(struct out *o, const char *word, const struct program *p, const uint32_t *strings, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++) {
        print_word(o, word, p, strings[i]);
        out_char(o, '\n');
    }
}

static void print_standard(struct out *o, const struct program *p, uint32_t number)
{
    const struct given_standard *s = &p->standards[number];
    out_printf(o, "standard t%u", number);
    print_word(o, "", p, s->name);
    out_char(o, '\n');
    if (s->from != INT32_MIN)
        out_printf(o, "  from %d\n", s->from);
    if (s->to != INT32_MAX)
        out_printf(o, "  to %d\n", s->to);
    print_words(o, "  applies", p, p->kinds + s->first_applies, s->applies);
    for (uint32_t i = 0; i < s->scales; i++)
        out_printf(o, "  scale c%u\n", p->held_scales[s->first_scale + i]);
    for (uint32_t i = 0; i < s->days; i++)
        out_printf(o, "  day %d\n", p->days[s->first_day + i]);
}

static void print_scale(struct out *o, const struct program *p, uint32_t number)
{
    const struct given_scale *s = &p->scales[number];
    out_printf(o, "scale c%u", number);
    print_word(o, "", p, s->name);
    print_word(o, " by", p, s->by);
    out_char(o, '\n');
    print_words(o, "  judges", p, p->kinds + s->first_kind, s->kinds);
    print_words(o, "  level", p, p->levels + s->first_level, s->levels);
}

void given_print(struct out *o, const struct program *p)
{
    for (uint32_t i = 0; i < p->standards_len; i++)
        print_standard(o, p, i);
    for (uint32_t i = 0; i < p->scales_len; i++)
        print_scale(o, p, i);
}
