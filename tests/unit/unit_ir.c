/* unit_ir.c - programs as text: what is printed is read back, and what is not a program is refused with its line. */
#include "unit.h"
#include "../../compiler/ir/read.h"

static const char FINE[] =
    "# one rule over one column\n"
    "program \"one\"\n"
    "standard t0 \"one\"\n"
    "  from -3\n"
    "  applies \"plan\"\n"
    "  scale c0\n"
    "  day 5\n"
    "  day 7\n"
    "scale c0 \"care\" by \"Ofsted\"\n"
    "  judges \"theme\"\n"
    "  level \"Poor\"\n"
    "  level \"Good\"\n"
    "slots\n"
    "  s0 u8 of \"action\"\n"
    "  s1 i32 of \"action\"\n"
    "check\n"
    "  load \"action\" \"Owner\" \"given\" -> s0\n"
    "  call LINK \"plan\" -> s1 of \"action\"\n"
    "  run k0\n"
    "kernel k0 over \"action\"\n"
    "  M0 = LOAD_M s0\n"
    "  M1 = NOT M0\n"
    "  N2 = NUMBER -9223372036854775808\n"
    "  fails r0 <- M1\n"
    "rule r0\n"
    "  name \"missing-owner\"\n"
    "  severity error\n"
    "  table \"action\"\n"
    "  read \"Owner\"\n"
    "  hole literal \"caf\\u00e9 \\\"\\ud83d\\ude00\\\" \\n\"\n";

static struct str printed(const struct program *p)
{
    struct out o;
    out_memory(&o, &unit_arena);
    program_print(&o, p);
    return out_text(&o);
}

static void round_trip(void)
{
    struct ir_mistake m = {0, NULL};
    const struct program *p = program_read(str_of(FINE), &unit_arena, &m), *again;
    if (!CHECK(p != NULL))
        return;
    CHECK(p->slots_len == 2 && p->ops_len == 3 && p->ops[2].value == INT64_MIN && p->rules_len == 1 && p->reads_len == 1 && p->steps_len == 3);
    CHECK_STR(p->strings[p->holes[0].text], "caf\xc3\xa9 \"\xf0\x9f\x98\x80\" \n");
    CHECK(p->standards_len == 1 && p->standards[0].from == -3 && p->standards[0].to == INT32_MAX && p->standards[0].scales == 1 && p->standards[0].applies == 1);
    CHECK(p->days_len == 2 && p->days[1] == 7 && p->scales_len == 1 && p->scales[0].levels == 2 && p->levels_len == 2 && p->kinds_len == 2);
    CHECK_STR(p->strings[p->levels[1]], "Good");
    CHECK(p->rules[0].message_kernel == UINT32_MAX && p->rules[0].other_slot == UINT32_MAX && p->rules[0].help == 0);
    again = program_read(printed(p), &unit_arena, &m);
    if (!CHECK(again != NULL))
        return;
    CHECK(str_eq(printed(p), printed(again)) && str_eq(program_bytes(p, &unit_arena), program_bytes(again, &unit_arena)));
}

/* The text with one piece of it put in another's place. */
static struct str changed(const char *from, const char *to)
{
    struct str text = str_of(FINE);
    size_t at = str_find(text, str_of(from));
    CHECK(at < text.len);
    return str_printf(&unit_arena, STR_FMT "%s" STR_FMT, (int)at, text.at, to, STR_ARG(str_from(text, at + strlen(from))));
}

static void refused_lines(void)
{
    static const struct { const char *from, *to; uint32_t line; } changes[] = {
        {"program", "programme", 2}, {"program \"one\"", "  s0 u8", 2}, {"\"one\"", "one", 2}, {"\"one\"", "\"one", 2}, {"\"one\"", "\"one\" more", 2},
        {"s1 i32", "s2 i32", 15}, {"s1 i32", "s1 i16", 15}, {"s1 i32 of", "s1 i32", 15}, {"s1 i32", "1 i32", 15}, {"-> s0", "s0", 17}, {"load", "lode", 17},
        {"LINK", "LINKS", 18}, {"-> s1 of", "-> s1 s0 of", 18}, {"-> s1 of \"action\"", "-> s1", 18}, {"run k0", "run 0", 19}, {"k0 over", "k1 over", 20},
        {"M1 =", "M2 =", 22}, {"NOT M0", "NOT W0", 22}, {"NOT", "NICHT", 22}, {"-9223372036854775808", "-9223372036854775809", 23},
        {"fails", "falls", 24}, {"<- M1", "M1", 24}, {"r0\n  name", "r7\n  name", 25}, {"name", "names", 26}, {"error", "fatal", 27},
        {"read \"Owner\"", "reads 1", 29}, {"hole literal", "hole litter", 30}, {"\\u00e9", "\\u00g9", 30}, {"\\ud83d", "\\ud83", 30}, {"\\n", "\\q", 30},
        {"t0", "t1", 3}, {"from -3", "since -3", 4}, {"from -3", "from 3000000000", 4}, {"applies", "apply", 5}, {"scale c0\n  day 5", "scale 0\n  day 5", 6},
        {"day 5", "day five", 7}, {"c0 \"care\"", "c1 \"care\"", 9}, {"by \"Ofsted\"", "of \"Ofsted\"", 9}, {"level", "grade", 11},
        {"scale c0\n  day 5", "scale c4\n  day 5", 0}, {"day 7", "day 5", 0}, {"day 7", "day 4", 0},
        {"run k0", "run k9", 0}, {"LOAD_M s0", "LOAD_M s9", 0}, {"LOAD_M s0", "LOAD_N s0", 0}, {"fails r0", "fails r1", 0}, {"of \"action\"\n  s1", "of \"plan\"\n  s1", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
        struct ir_mistake m = {99, NULL};
        bool refused = program_read(changed(changes[i].from, changes[i].to), &unit_arena, &m) == NULL;
        if (!CHECK(refused && m.line == changes[i].line && m.why != NULL))
            printf("    %s -> %s: line %u, not %u: %s\n", changes[i].from, changes[i].to, m.line, changes[i].line, m.why ? m.why : "");
    }
}

static uint64_t state = 7;
static uint32_t drawn(uint32_t below)
{
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)((state >> 33) % below);
}

/* Bytes changed anywhere: it is refused, or it is a program that prints and reads. */
static void hostile(void)
{
    unsigned read = 0;
    for (unsigned round = 0; round < 20000; round++) {
        struct arena a;
        arena_open(&a, &unit_mem);
        struct ir_mistake m = {0, NULL};
        char *text = arena_alloc(&a, sizeof FINE);
        memcpy(text, FINE, sizeof FINE);
        for (uint32_t n = 1 + drawn(3); n > 0; n--)
            text[drawn(sizeof FINE - 1)] = drawn(3) ? FINE[drawn(sizeof FINE - 1)] : (char)(1 + drawn(127));
        const struct program *p = program_read((struct str){text, sizeof FINE - 1}, &a, &m);
        if (p != NULL && ++read < 500)
            CHECK(program_read(printed(p), &a, &m) != NULL);
        arena_close(&a);
    }
    CHECK(read > 100);
}

int main(void)
{
    UNIT_BEGIN();
    round_trip();
    refused_lines();
    hostile();
    return unit_end();
}
