/* Fingerprints: what they survive, what they tell apart, and that any number of findings costs no more than their number. */
#include "unit.h"
#include "../../runtime/report/fingerprint.h"

#define MOST 8u

/* Findings, each given by the text that it stands on and its rule. */
struct stood { const char *on, *rule; };
struct given { struct finding at[MOST]; };

static void brief(const void *of, uint32_t i, struct finding *f) { *f = ((const struct given *)of)->at[i]; }
static void fill(const void *of, uint32_t i, struct arena *a, struct finding *f)
{
    (void)a;
    brief(of, i, f);
    f->sentence = STR("A sentence");
}

/* The fingerprint of each, as text. A text that stands several times is found after the finding before. */
static void prints_of(struct str source, const struct stood *all, uint32_t len, struct str *prints)
{
    struct given *g = arena_new(&unit_arena, struct given);
    size_t from = 0;
    for (uint32_t i = 0; i < len; i++) {
        from += str_find(str_from(source, from), str_of(all[i].on));
        CHECK(from < source.len);
        g->at[i] = (struct finding){.place = {(uint32_t)from, 1}, .name = str_of(all[i].rule)};
        from += i + 1 < len && strcmp(all[i].rule, all[i + 1].rule) == 0;
    }
    struct finding_list list = {.source = source, .len = len, .fill = fill, .brief = brief, .of = g}, printed;
    fingerprints_list(&list, &unit_arena, &printed);
    CHECK(printed.len == len);
    for (uint32_t i = 0; i < len; i++) {
        struct finding f, b;
        printed.fill(printed.of, i, &unit_arena, &f);
        printed.brief(printed.of, i, &b);
        CHECK(fingerprint_same(f.fingerprint, b.fingerprint) && f.sentence.len > 0);
        prints[i] = fingerprint_text(f.fingerprint, &unit_arena);
        CHECK(prints[i].len == FINGERPRINT_DIGITS);
    }
}

static struct str print_of(struct str source, const char *on, const char *rule)
{
    struct str print;
    prints_of(source, &(struct stood){on, rule}, 1, &print);
    return print;
}

#define PLAN(before, concern, action, prose) STR("# Action plan: HMP Example\n" before "\n## " concern "\n\n" action "\nOwner: Governer\n" prose "\n")

static void test_survives(void)
{
    struct str was = print_of(PLAN("", "Key concern 1: Visits", "### Action 1.1: Train", "Words."), "Governer", "unknown-owner");
    const struct { const char *what; struct str source; } same[] = {
        {"lines above",            PLAN("Inspection: May 2026\n\n\n## Owner: Head\n", "Key concern 1: Visits", "### Action 1.1: Train", "Words.")},
        {"a byte order mark",      STR("\xEF\xBB\xBF# Action plan: HMP Example\n## Key concern 1\n### Action 1.1\nOwner: Governer\n")},
        {"another item above",     PLAN("", "Key concern 1: Visits\n\n### Action 1.0\nOwner: Nobody", "### Action 1.1: Train", "Words.")},
        {"words elsewhere",        PLAN("", "Key concern 1: Visits", "### Action 1.1: Train", "Quite other words.")},
        {"titles of what has a number", PLAN("", "Key concern 1: Visiting", "### Action 1.1: Train staff", "Words.")},
        {"blanks and case",        PLAN("", "Key Concern  1 : Visits", "### ACTION 1.1: Train", "Words.")},
        {"line ends and indents",  STR("# Action plan: HMP Example\r\n## Key concern 1\r\n### Action 1.1\r\n  Owner:  Governer \r\n")},
    };
    for (size_t i = 0; i < ARRAY_LEN(same); i++)
        if (!CHECK_STR(print_of(same[i].source, "Governer", "unknown-owner"), str_keep(&unit_arena, was).at))
            printf("    %s\n", same[i].what);
}

static void test_tells_apart(void)
{
    struct str all[] = {
        print_of(PLAN("", "Key concern 1", "### Action 1.1", "Words."), "Governer", "unknown-owner"),
        print_of(PLAN("", "Key concern 1", "### Action 1.1", "Words."), "Governer", "another-rule"),
        print_of(PLAN("", "Key concern 1", "### Action 1.1", "Words."), "Words", "unknown-owner"),
        print_of(PLAN("", "Key concern 1", "### Action 1.2", "Words."), "Governer", "unknown-owner"),
        print_of(PLAN("", "Key concern 2", "### Action 1.1", "Words."), "Governer", "unknown-owner"),
        print_of(PLAN("", "Owner: Head",   "### Action 1.1", "Words."), "Governer", "unknown-owner"),
        print_of(PLAN("", "Owner: Chief",  "### Action 1.1", "Words."), "Governer", "unknown-owner"),
        print_of(STR("# Action plan: HMP Other\n## Key concern 1\n### Action 1.1\nOwner: Governer\n"), "Governer", "unknown-owner"),
    };
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        for (size_t k = 0; k < i; k++)
            CHECK(!str_eq(all[i], all[k]));
}

/* Equal findings are numbered; one that is put among others leaves theirs alone. */
static void test_equal(void)
{
    struct str source = PLAN("", "Key concern 1", "### Action 1.1", "Words, words and words.");
    const struct stood all[] = {{"Governer", "unknown-owner"}, {"ords", "long"}, {"ords", "long"}, {"ords", "long"}};
    const struct stood more[] = {{"# Action", "other"}, {"Governer", "unknown-owner"}, {"Words", "other"}, {"ords", "long"}};
    struct str prints[4], others[4];
    prints_of(source, all, 4, prints);
    prints_of(source, more, 4, others);
    for (unsigned i = 0; i < 4; i++)
        for (unsigned k = 0; k < i; k++)
            CHECK(!str_eq(prints[i], prints[k]));
    CHECK(str_eq(prints[0], others[1]) && str_eq(prints[1], others[3]));
}

static void test_text(void)
{
    struct fingerprint f = {{0x01, 0xab, 0xff}}, back;
    struct str digits = fingerprint_text(f, &unit_arena);
    CHECK_STR(digits, "01abff00000000000000000000000000");
    CHECK(fingerprint_read(digits, &back) && fingerprint_same(f, back));
    CHECK(!fingerprint_read(str_upto(digits, 31), &back) && !fingerprint_read(STR(""), &back));
    CHECK(!fingerprint_read(STR("01ABff00000000000000000000000000"), &back));
}

/* ---- many: one line of a hundred thousand findings, and headings each within the one before */

struct many { uint32_t step; };
static void brief_many(const void *of, uint32_t i, struct finding *f)
{
    *f = (struct finding){.place = {i * ((const struct many *)of)->step, 1}, .name = STR("rule")};
}

#define MANY 100000u
static void test_many(void)
{
    struct out o;
    out_memory(&o, &unit_arena);
    out_repeat(&o, 'x', MANY);
    out_char(&o, '\n');
    struct finding_list list = {.source = out_text(&o), .len = MANY, .brief = brief_many, .of = &(struct many){1}}, printed;
    fingerprints_list(&list, &unit_arena, &printed);
    struct finding first, last;
    printed.brief(printed.of, 0, &first);
    printed.brief(printed.of, MANY - 1, &last);
    CHECK(!fingerprint_same(first.fingerprint, last.fingerprint));

    out_memory(&o, &unit_arena);
    for (uint32_t i = 0; i < 600; i++) {
        out_repeat(&o, '#', i + 1);
        out_char(&o, '\n');
    }
    list.source = out_text(&o), list.of = &(struct many){2};
    fingerprints_list(&list, &unit_arena, &printed);
    printed.brief(printed.of, MANY - 1, &last);
    CHECK(last.place.at == 2 * (MANY - 1));
}

int main(void)
{
    UNIT_BEGIN();
    test_survives();
    test_tells_apart();
    test_equal();
    test_text();
    test_many();
    return unit_end();
}
