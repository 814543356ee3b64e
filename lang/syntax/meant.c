/* What a heading was probably meant to be, when its words are no kind's or it cannot be read as it stands. The reader is told, and what stands
 * below is read as meant, so that one mistake stays one. */
#include "parse_tree.h"

#define MEANT_WORDS_MOST 16u             /* words of a heading before its title that are looked at */

struct meaning meaning_among(struct str words, uint64_t mask)
{
    struct meaning m = {kind_find(words, mask), 0};
    if (m.kind != KIND_NONE)
        return m;
    struct str rest = words, first = str_cut(&rest, ' ');
    rest = str_trim(rest);
    enum kind k = kind_find(rest, mask);
    if (k != KIND_NONE && (m.modifier = modifier_find(k, first)) != 0)
        m.kind = k;
    return m;
}

struct str meaning_words(struct meaning m, struct arena *a)
{
    if (m.modifier == 0)
        return str_of(kind_rows[m.kind].word);
    return str_printf(a, "%s " STR_FMT, modifier_word(m.kind, m.modifier), STR_ARG(kind_word_lower(m.kind, a)));
}

/* ---- words that are no kind's */

static bool fits(enum kind k, uint64_t mask, bool numbered)
{
    return (mask >> k & 1) != 0 && !(numbered && kind_rows[k].number == NUMBER_NONE);
}

static struct meaning by_distance(struct str words, uint64_t mask, bool numbered, struct arena *a)
{
    struct meaning best = {KIND_NONE, 0};
    struct nearest n = nearest_open(words);
    for (unsigned k = 0; k < KINDS; k++)
        if (fits((enum kind)k, mask, numbered) && nearest_try(&n, str_of(kind_rows[k].word)))
            best = (struct meaning){(enum kind)k, 0};
    for (unsigned i = 0; i < modifier_rows_len; i++) {
        enum kind k = modifier_rows[i].kind;
        struct meaning m = {k, modifier_find(k, str_of(modifier_rows[i].word))};
        if (fits(k, mask, numbered) && nearest_try(&n, meaning_words(m, a)))
            best = m;
    }
    return best;
}

/* "for HMP Example", "- HMP Example" without the little word or the dash. */
static struct str without_joint(struct str left)
{
    static const char *const joints[] = {"for", "of", "at", "-"};
    struct str rest = left, word = str_cut(&rest, ' ');
    for (size_t i = 0; i < ARRAY_LEN(joints); i++)
        if (str_eq_fold(word, str_of(joints[i])))
            return str_trim(rest);
    return left;
}

/* The words start or end with a kind's: "Action point", "Owner Governor", "Action plan for HMP Example", "HMP Example action plan". */
static struct meaning by_part(struct str words, uint64_t mask, bool numbered, struct str *left)
{
    for (size_t at = words.len; at > 0; at--) {
        struct meaning m = words.at[at - 1] == ' ' ? meaning_among(str_trim(str_upto(words, at)), mask) : (struct meaning){KIND_NONE, 0};
        enum title_rule rule = m.kind == KIND_NONE ? TITLE_NONE : kind_rows[m.kind].title;
        if (m.kind != KIND_NONE && fits(m.kind, mask, numbered) && (numbered || rule == TITLE_MUST || rule == TITLE_NAME)) {
            *left = without_joint(str_trim(str_from(words, at)));
            return m;
        }
    }
    for (size_t at = 0; at < words.len && !numbered; at++) {
        struct meaning m = words.at[at] == ' ' ? meaning_among(str_trim(str_from(words, at)), mask) : (struct meaning){KIND_NONE, 0};
        if (m.kind != KIND_NONE && kind_is_document(m.kind)) {
            *left = str_upto(words, at);
            return m;
        }
    }
    return (struct meaning){KIND_NONE, 0};
}

struct meaning meaning_near(struct str words, uint64_t mask, bool numbered, struct str *left, struct arena *a)
{
    *left = STR("");
    struct meaning m = {kind_called(words, mask), 0};
    if (m.kind != KIND_NONE && fits(m.kind, mask, numbered))
        return m;
    m = by_distance(words, mask, numbered, a);
    return m.kind != KIND_NONE ? m : by_part(words, mask, numbered, left);
}

/* ---- headings that are not read */

struct piece { size_t at, end; bool number; };      /* of the plain text */

/* The words and numbers of a heading up to its colon. */
static unsigned pieces_of(const struct plain *p, size_t end, struct piece *at)
{
    unsigned n = 0;
    for (size_t i = 0; i < end && n < MEANT_WORDS_MOST;) {
        size_t start = i;
        bool   number = is_digit(p->text[i]);
        while (i < end && (number ? is_digit(p->text[i]) || (p->text[i] == '.' && i + 1 < end && is_digit(p->text[i + 1])) : is_letter(p->text[i])))
            i++;
        if (i > start)
            at[n++] = (struct piece){start, i, number};
        else
            i++;
    }
    return n;
}

static bool is_number_word(struct str word)
{
    return str_eq_fold(word, STR("no")) || str_eq_fold(word, STR("nr")) || str_eq_fold(word, STR("number"));
}

/* The longest run of words that is a kind's: from *first to before *after. */
static struct meaning kind_within(const struct plain *p, const struct piece *at, unsigned n, uint64_t mask, unsigned *first, unsigned *after)
{
    for (unsigned len = n; len > 0; len--)
        for (unsigned i = 0; i + len <= n; i++) {
            struct str     words = {p->text + at[i].at, at[i + len - 1].end - at[i].at};
            struct meaning m = at[i].number ? (struct meaning){KIND_NONE, 0} : meaning_among(words, mask);
            if (m.kind != KIND_NONE) {
                *first = i, *after = i + len;
                return m;
            }
        }
    return (struct meaning){KIND_NONE, 0};
}

static bool is_joint(char c) { return is_blank(c) || c == '-' || c == '*' || c == '_' || c == '.' || c == ',' || c == '(' || c == ')' || c == '#'; }

/* Where the title starts, without the dash and the signs in front of it. */
static size_t title_start(struct str line, size_t at)
{
    for (size_t n; at < line.len; at += n) {
        struct str rest = str_from(line, at);
        bool       dash = rest.len >= 3 && (str_eq(str_upto(rest, 3), STR("\xE2\x80\x93")) || str_eq(str_upto(rest, 3), STR("\xE2\x80\x94")));
        n = str_blank(rest) > 0 ? str_blank(rest) : dash ? 3 : is_joint(rest.at[0]) ? 1 : 0;
        if (n == 0)
            break;
    }
    return at;
}

bool heading_meant(struct str line, uint64_t mask, struct meant *m)
{
    struct plain p;
    struct piece at[MEANT_WORDS_MOST];
    plain_read(line, &p);
    size_t   colon = str_find(plain_text(&p), STR(":"));
    unsigned n = pieces_of(&p, colon, at), first = 0, after = 0, last = 0, numbers = 0, strangers = 0;
    *m = (struct meant){.meaning = kind_within(&p, at, n, mask, &first, &after), .odd = p.odd};
    if (m->meaning.kind == KIND_NONE)
        return false;
    m->words = (struct span){p.at[at[first].at], p.at[at[after - 1].end]};
    last = after;
    for (unsigned i = 0; i < n; i++) {
        struct str word = {p.text + at[i].at, at[i].end - at[i].at};
        if (i >= first && i < after)
            continue;
        if (at[i].number && numbers++ == 0) {
            m->number = (struct span){p.at[at[i].at], p.at[at[i].end]};
            last = i + 1 > last ? i + 1 : last;
        } else if (i < last || !is_number_word(word)) {
            strangers += i < last;
        } else {
            last = i + 1;
        }
    }
    size_t title = title_start(line, colon < p.len ? p.at[colon] + 1u : p.at[at[last - 1].end]);
    m->title = (struct span){(uint32_t)title, (uint32_t)line.len};
    m->plainly = m->odd.len == 0 && !(m->number.end != 0 && m->number.at < m->words.at) && memchr(line.at, '(', title) == NULL;
    return strangers == 0 && numbers < 2 && !(m->number.end != 0 && kind_rows[m->meaning.kind].number == NUMBER_NONE);
}
