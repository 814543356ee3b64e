/* match.c - patterns: each sign, what is refused, and random patterns against a naive matcher that works on sets of ends. */
#include "unit.h"
#include "../../runtime/base/out.h"
#include "../../runtime/rule/match.h"

static struct match *compiled(const char *pattern)
{
    struct match_mistake mistake = {0};
    return match_compile(str_of(pattern), &unit_arena, &mistake);
}

static bool found(const char *pattern, const char *text)
{
    struct match *m = compiled(pattern);
    return CHECK(m != NULL) && match_found(m, str_of(text));
}

static bool refused(const char *pattern, const char *why, size_t at)
{
    struct match_mistake mistake = {99, "?"};
    return !match_compile(str_of(pattern), &unit_arena, &mistake) && mistake.at == at && strstr(mistake.why, why) && (why[0] != '\0' || mistake.why[0] == '\0');
}

static bool too_large(const char *pattern)
{
    struct match_mistake mistake = {0, "?"};
    return !match_compile(str_of(pattern), &unit_arena, &mistake) && mistake.why[0] == '\0';
}

static void signs(void)
{
    CHECK(found("review", "We will REVIEW it") && !found("review", "revue") && found("", "") && found("", "x"));
    CHECK(found("^a", "abc") && !found("^b", "abc") && found("c$", "abc") && !found("b$", "abc") && found("^$", "") && !found("^$", " "));
    CHECK(found("\\bas\\b", "as soon") && found("\\bas\\b", "such as") && !found("\\bas\\b", "was") && !found("\\bas\\b", "ask"));
    CHECK(found("a.c", "xabcx") && found("a.c", "a\nc") && found("a\\.c", "a.c") && !found("a\\.c", "abc"));
    CHECK(found("[a-c]x", "Bx") && !found("[a-c]x", "dx") && found("[^a-c]x", "dx") && !found("[^a-c]x", "bx") && found("[]a]", "]") && found("[a-]", "-"));
    CHECK(found("\\d{2}", "a12") && !found("\\d{2}", "1a2") && found("\\w+\\s\\w+", "one two") && !found("\\w+\\s\\w+", "one-two"));
    CHECK(found("^a{2,3}$", "aaa") && !found("^a{2,3}$", "a") && !found("^a{2,3}$", "aaaa") && found("^a{2,}$", "aaaaa") && found("^a{0}$", ""));
    CHECK(found("^(ab|cd)+$", "abcdab") && !found("^(ab|cd)+$", "abc") && found("^(a?b)*$", "abbab") && found("x|", "y"));
    CHECK(found("^.$", "\xc3\xa9") && found("caf\xc3\xa9", "CAF\xc3\xa9") && found("[x\xc3\xa9]", "\xc3\xa9") && !found("[x\xc3\xa9]", "\xc3\xa8") && found("[^a]", "\xc3\xa9"));
    CHECK(found("[\\\\a]b", "\\b") && found("[\\]]", "]") && found("(^a|b)*c", "abc") && !found("^(b^a)", "ba"));
}

static void mistakes(void)
{
    CHECK(refused("a(b", "( is not closed", 3) && refused("a)b", ") closes nothing", 1) && refused("*a", "repeated", 0) && refused("a**", "repeated", 2));
    CHECK(refused("[ab", "[ is not closed", 3) && refused("a\\q", "backslash", 2) && refused("a\\", "backslash", 2) && refused("a{", "numbers", 2));
    CHECK(refused("a{3,2}", "numbers", 6) && refused("[z-a]", "range", 4) && refused("[^\xc3\xa9]", "ASCII", 5));
    CHECK(too_large("a{300}") && too_large("(a{100}){3}"));
    struct out o;
    out_memory(&o, &unit_arena);
    for (unsigned i = 0; i < 70; i++)
        out_char(&o, '(');
    struct match_mistake mistake = {0};
    CHECK(match_compile(out_text(&o), &unit_arena, &mistake) == NULL && mistake.why[0] == '\0');
    CHECK(compiled("((((((()){256}){256}){256}){256}){256}){256}") == NULL);
}

/* ---- a naive matcher: from a set of starts to the set of ends, as bits */

static uint64_t state = 88172645463325252u;
static uint32_t below(uint32_t n)
{
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return (uint32_t)((state * UINT64_C(0x2545f4914f6cdd1d) >> 32) % n);
}

struct part { enum { CHAR, ANY, SET, START, END, EDGE, ROW, EITHER, TIMES } kind; char c; unsigned least, most; const struct part *a, *b; };

static struct part *new_part(struct part p)
{
    struct part *made = arena_new(&unit_arena, struct part);
    *made = p;
    return made;
}

static const struct part *random_part(unsigned depth)
{
    unsigned kind = below(depth == 0 ? 6 : 10);
    if (kind < 2)
        return new_part((struct part){.kind = CHAR, .c = "ab "[below(3)]});
    if (kind < 6)
        return new_part((struct part){.kind = (unsigned[]){ANY, SET, below(2) ? START : END, EDGE}[kind - 2]});
    const struct part *a = random_part(depth - 1);
    if (kind == 9) {
        unsigned least = below(3), most = below(3) == 0 ? 1000 : least + below(3);
        return new_part((struct part){.kind = TIMES, .a = a, .least = least, .most = most});
    }
    const struct part *b = random_part(depth - 1);
    return new_part((struct part){.kind = kind == 8 ? EITHER : ROW, .a = a, .b = b});
}

static void write_part(struct out *o, const struct part *p)
{
    switch (p->kind) {
    case CHAR:   out_char(o, p->c); return;
    case ANY:    out_char(o, '.'); return;
    case SET:    out_str(o, STR("[^b]")); return;
    case START:  out_char(o, '^'); return;
    case END:    out_char(o, '$'); return;
    case EDGE:   out_str(o, STR("\\b")); return;
    case ROW:    write_part(o, p->a); write_part(o, p->b); return;
    case EITHER: out_char(o, '('); write_part(o, p->a); out_char(o, '|'); write_part(o, p->b); out_char(o, ')'); return;
    case TIMES:
        out_char(o, '(');
        write_part(o, p->a);
        if (p->most == 1000)
            out_printf(o, "){%u,}", p->least);
        else
            out_printf(o, "){%u,%u}", p->least, p->most);
        return;
    }
}

static bool edge(struct str text, size_t at)
{
    bool before = at > 0 && is_letter(text.at[at - 1]), after = at < text.len && is_letter(text.at[at]);
    return before != after;
}

static uint64_t ends_of(const struct part *p, struct str text, uint64_t starts)
{
    uint64_t ends = 0;
    if (p->kind == ROW)
        return ends_of(p->b, text, ends_of(p->a, text, starts));
    if (p->kind == EITHER)
        return ends_of(p->a, text, starts) | ends_of(p->b, text, starts);
    if (p->kind == TIMES) {
        for (unsigned i = 0; i <= p->most && starts != 0 && i <= p->least + text.len + 1; i++) {
            ends |= i >= p->least ? starts : 0;
            starts = ends_of(p->a, text, starts);
        }
        return ends;
    }
    for (size_t i = 0; i <= text.len; i++) {
        char c = i < text.len ? text.at[i] : '\n';
        bool reads = p->kind == CHAR ? lower(c) == p->c : p->kind == ANY ? i < text.len : p->kind == SET ? i < text.len && lower(c) != 'b' : false;
        bool stays = p->kind == START ? i == 0 : p->kind == END ? i == text.len : p->kind == EDGE && edge(text, i);
        if ((starts >> i & 1) != 0)
            ends |= (reads ? UINT64_C(2) << i : 0) | (stays ? UINT64_C(1) << i : 0);
    }
    return ends;
}

/* Runs of blanks as one, as the automaton sees them. */
static struct str squeezed(struct str text, char *room)
{
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++)
        if (!is_blank(text.at[i]) || i == 0 || !is_blank(text.at[i - 1]))
            room[len++] = is_blank(text.at[i]) ? ' ' : text.at[i];
    return (struct str){room, len};
}

static void random_patterns(void)
{
    unsigned hits = 0, large = 0;
    for (unsigned i = 0; i < 4000; i++) {
        const struct part *p = random_part(4);
        struct out o;
        char letters[20], room[20];
        out_memory(&o, &unit_arena);
        write_part(&o, p);
        struct match_mistake mistake = {0};
        struct match *m = match_compile(out_text(&o), &unit_arena, &mistake);
        large += m == NULL;
        CHECK(m != NULL || mistake.why[0] == '\0');
        for (unsigned t = 0; m != NULL && t < 20; t++) {
            struct str text = {letters, below(ARRAY_LEN(letters))};
            for (size_t k = 0; k < text.len; k++)
                letters[k] = "abAB \n"[below(6)];
            struct str seen = squeezed(text, room);
            bool is = ends_of(p, seen, (UINT64_C(2) << seen.len) - 1) != 0;
            hits += is;
            if (!CHECK(match_found(m, text) == is)) {
                printf("    " STR_FMT " in \"" STR_FMT "\"\n", STR_ARG(out_text(&o)), STR_ARG(text));
                return;
            }
        }
    }
    CHECK(hits > 4000 && hits < 76000 && large < 1000);
}

/* More states than are kept: what the automaton reads does not depend on what it forgot. */
static void many_states(void)
{
    struct match *m = compiled("a.{8}b");
    unsigned hits = 0;
    for (unsigned i = 0; i < 300; i++) {
        char text[300];
        for (size_t k = 0; k < sizeof text; k++)
            text[k] = "aacd"[below(4)];
        size_t b = 9 + below(sizeof text - 9);
        text[b] = 'b';
        bool is = text[b - 9] == 'a';
        hits += is;
        CHECK(match_found(m, (struct str){text, sizeof text}) == is);
    }
    CHECK(hits > 50 && hits < 250);
}

/* What would take a backtracking matcher longer than there is time. */
static void linear(void)
{
    struct out o;
    out_memory(&o, &unit_arena);
    for (unsigned i = 0; i < 20000; i++)
        out_char(&o, 'a');
    CHECK(!match_found(compiled("^((a|a)*|(a*)*)*b$"), out_text(&o)));
}

/* A cache gives the automaton that it gave before, keeps its own copy of the words, and is full at some time. */
static void kept(void)
{
    struct match_mistake mistake;
    struct match_cache   cache = {.arena = &unit_arena};
    char                 pattern[] = "\\bwill ";
    struct match        *first = match_kept(&cache, str_of(pattern), &unit_arena, &mistake);
    CHECK(first != NULL && match_found(first, STR("They will go")));
    pattern[2] = 'h';
    struct match *second = match_kept(&cache, str_of(pattern), &unit_arena, &mistake);
    CHECK(second != first && !match_found(second, STR("They will go")) && match_found(second, STR("on the hill top")));
    CHECK(match_kept(&cache, STR("\\bwill "), &unit_arena, &mistake) == first);
    CHECK(match_kept(&cache, STR("("), &unit_arena, &mistake) == NULL && cache.len == 2);
    for (char c = 'a'; c <= 'z'; c++)
        for (char d = 'a'; d <= 'c'; d++) {
            char two[] = {c, d, '\0'};
            CHECK(match_found(match_kept(&cache, str_of(two), &unit_arena, &mistake), str_of(two)));
        }
    CHECK(cache.len == MATCH_KEPT);
    CHECK(match_found(match_kept(NULL, STR("a"), &unit_arena, &mistake), STR("a")));
}

int main(void)
{
    UNIT_BEGIN();
    signs();
    mistakes();
    random_patterns();
    many_states();
    linear();
    kept();
    return unit_end();
}
