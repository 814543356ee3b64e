/* prop_rules.c - engines agree on generated rules: well-typed rules and plans (random_rules.h) go through the whole compiler, and their findings,
 * with every sentence, are the same from the evaluator at each level of the machine's vectors and from machine code.
 *
 *   prop_rules [STANDARDS [SEED [CODEGEN]]]
 *
 * A standard of RULES rules is compiled once and asked of PLANS plans: that many pairs of a rule and a plan.
 */
#include "codegen.h"
#include "random_rules.h"
#include "../../compiler/pipe/pipe.h"
#include "../../runtime/rule/engine.h"
#include <malloc.h>
#include <stdlib.h>

#define TODAY 20727          /* 1 October 2026 */
#define RULES 100u
#define PLANS 100u
#ifdef __SANITIZE_ADDRESS__
#define STANDARDS 1ul        /* ten times as slow */
#else
#define STANDARDS 10ul       /* 100,000 pairs of a rule and a plan */
#endif

static void show(const char *what, struct str text) { printf("---- %s\n" STR_FMT "\n", what, STR_ARG(text)); }

/* The findings of the front end: a generated rule that does not compile is a defect of the generator or of the typing rules. */
static bool no_mistakes(const struct unit *u, struct str source)
{
    bool fine = u->errors == 0;
    for (uint32_t i = 0; i < u->image->findings_len && !fine; i++)
        if (u->image->findings[i].severity == SEVERITY_ERROR) {
            const struct finding *f = &u->image->findings[i];
            show("mistake", f->sentence);
            show("at", (struct str){source.at + f->place.at, f->place.length});
            break;
        }
    return CHECK(fine);
}

static bool same_finding(const struct finding *x, const struct finding *y)
{
    return x->place.at == y->place.at && x->place.length == y->place.length && x->severity == y->severity && str_eq(x->name, y->name) && str_eq(x->sentence, y->sentence);
}

static bool same_findings(const struct run *x, const struct run *y, struct arena *a)
{
    struct finding_list one, two;
    run_findings(x, &one);
    run_findings(y, &two);
    bool same = one.len == two.len && one.errors == two.errors && one.warnings == two.warnings && one.notes == two.notes;
    for (uint32_t i = 0; same && i < one.len; i++) {
        struct finding f, g;
        one.fill(one.of, i, a, &f);
        two.fill(two.of, i, a, &g);
        same = same_finding(&f, &g);
        if (!same) {
            show("one", f.sentence);
            show("two", g.sentence);
        }
    }
    return same;
}

static const char *const TARGETS[] = {"host", "baseline"};

struct set {                                       /* one standard: its machine code is unmapped with its memory */
    struct mem   mem;
    struct arena arena;
    struct str   standard;
    uint64_t     hash;
    const struct native *native[ARRAY_LEN(TARGETS)];
};

static uint64_t pairs, findings;

static void one_plan(struct set *set, const struct codegen *codegen, uint32_t number)
{
    struct arena a;
    struct out source;
    struct session session;
    struct unit u;
    arena_open(&a, &unit_mem);
    out_memory(&source, &a);
    out_str(&source, set->standard);       /* first, so that its lines are the same in every file */
    random_plan(&source, random_below(60));
    session_open(&session, &a);
    pipe_compile(&session, STR("random.irp"), out_text(&source), &a, &u);
    if (no_mistakes(&u, out_text(&source)) && CHECK(u.program != NULL)) {
        uint64_t hash = program_hash(u.program, &a);
        for (unsigned t = 0; number == 0 && t < ARRAY_LEN(TARGETS); t++)
            set->native[t] = codegen_native(codegen, u.program, TARGETS[t], &set->arena);
        set->hash = number == 0 ? hash : set->hash;
        CHECK(set->hash == hash && u.program->rules_len == RULES);
        struct run *plain = run_program(u.program, u.image, TODAY, NULL, &a);
        for (unsigned level = 0; level < LANE_LEVELS; level++)
            if (lanes_of(level))
                CHECK(same_findings(plain, run_with(u.program, u.image, TODAY, NULL, lanes_of(level), &a), &a));
        for (unsigned t = 0; t < ARRAY_LEN(TARGETS); t++)
            if (CHECK(set->native[t] != NULL))
                CHECK(same_findings(plain, run_program(u.program, u.image, TODAY, set->native[t], &a), &a));
        pairs += u.program->rules_len;
        findings += plain->failures.len;
    }
    arena_close(&a);
}

static void one_standard(const struct codegen *codegen)
{
    static struct set set;
    set = (struct set){.hash = 0};
    struct out text;
    mem_open(&set.mem);
    if (setjmp(set.mem.recover))
        BUG("no memory");
    arena_open(&set.arena, &set.mem);
    out_memory(&text, &set.arena);
    random_standard(&text, &set.arena, RULES);
    set.standard = out_text(&text);
    unsigned long failed_before = unit_failed;
    for (uint32_t i = 0; i < PLANS && unit_failed == failed_before; i++)
        one_plan(&set, codegen, i);
    mem_close(&set.mem);
}

int main(int argc, char **argv)
{
    unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : STANDARDS;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    struct codegen codegen;
    UNIT_BEGIN();
    mallopt(M_TRIM_THRESHOLD, 256 << 20);          /* memory that is used again and again is not given back in between */
    mallopt(M_MMAP_THRESHOLD, 256 << 20);
    codegen_open(&codegen, argc > 3 ? argv[3] : NULL, argv[0]);
    for (unsigned long i = 0; i < count; i++) {
        unsigned long failed_before = unit_failed;
        random_start(seed + i);
        one_standard(&codegen);
        if (unit_failed != failed_before)
            printf("seed %llu\n", (unsigned long long)(seed + i));
    }
    codegen_close(&codegen);
    printf("%llu pairs of a rule and a plan, %llu findings\n", (unsigned long long)pairs, (unsigned long long)findings);
    return unit_end();
}
