/* prop_means.c - a property of derived.def that says what it means is that: for every item of the examples and of generated plans, and for several days,
 * the property and its expression have one value.
 *
 * The test is a standard in the language: a rule for each row, which fails where the two part.
 *
 *   prop_means [COUNT]      generated plans, 300 when left out; started in the root of the repository
 */
#include "../unit/unit.h"
#include "../../compiler/pipe/pipe.h"
#include "../../runtime/base/file.h"
#include <stdlib.h>

enum derived_type { TRUTH, WHOLE, MONTH, DATE, LEVEL, STATUS, TEXT, PERCENT };
static const struct { const char *table, *property; enum derived_type type; const char *means; } rows[] = {
#define DERIVED(table, property, type, fn, means, about) {#table, property, type, means},
#include "../../runtime/rule/derived.def"
#undef DERIVED
};

static uint32_t below(uint32_t n) { return (uint32_t)(unit_random() >> 32) % n; }

/* ---------------------------------------------------------------- the standard */

static void put_rule(struct out *o, const char *table, const char *name, const char *property, enum derived_type type, const char *means)
{
    out_printf(o, "\n## Rule: %s\n\nFor each: %s\nRequire: ", name, table);
    if (type == TRUTH)
        out_printf(o, "(%s and (%s)) or (not %s and not (%s))", property, means, property, means);
    else
        out_printf(o, "%s = (%s)", property, means);
    out_str(o, STR("\nOtherwise: error \"They part\"\n"));
}

/* `wrong`: with a rule that fails where something is open and not late, for a test of the test. */
static struct str standard_text(bool wrong)
{
    struct out o;
    out_memory(&o, &unit_arena);
    out_str(&o, STR("\n# Standard: meanings\n\nUse: progress\n"));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (rows[i].means[0] != '\0' && CHECK(rows[i].type == TRUTH || rows[i].type == WHOLE))
            put_rule(&o, rows[i].table, str_printf(&unit_arena, "means-%zu", i).at, rows[i].property, rows[i].type, rows[i].means);
    if (wrong)
        put_rule(&o, "action", "wrong", "late", TRUTH, "open");
    return out_text(&o);
}

/* The findings of the plan held to the standard; *items: how many items have such a property. */
static uint32_t parted(struct str plan, bool wrong, int32_t today, uint32_t *items)
{
    struct arena work;
    struct session s;
    struct unit u;
    struct finding_list list;
    arena_open(&work, &unit_mem);
    struct str standard = standard_text(wrong);
    struct str source = str_printf(&work, STR_FMT STR_FMT, STR_ARG(plan), STR_ARG(standard));
    session_open(&s, &work);
    s.standard = STR("meanings");
    pipe_compile(&s, STR("plan.irp"), source, &work, &u);
    uint32_t mistakes = u.image->findings_len;
    run_findings(run_program(u.program, u.image, today, NULL, &work), &list);
    for (size_t i = 0; i < ARRAY_LEN(rows) && items; i++) {
        const struct table *t = rows[i].means[0] != '\0' ? image_table(u.image, rows[i].table) : NULL;
        *items += t ? t->rows : 0;
    }
    uint32_t found = list.len - mistakes;
    arena_close(&work);
    return found;
}

/* ---------------------------------------------------------------- generated plans */

static const char *const MONTHS[] = {"June", "August", "September", "October", "December"};

static void put_date(struct out *o, bool day)
{
    if (day || below(2) == 0)
        out_printf(o, "%u ", below(30) + 1);
    out_printf(o, "%s 2026", MONTHS[below(ARRAY_LEN(MONTHS))]);
}

/* `words`: how many of the words may be written. */
static void put_status(struct out *o, uint32_t words)
{
    static const char *const STATUSES[] = {"Not started", "In progress 40%", "Completed", "Completed 12 May 2026", "Ongoing", "Withdrawn because it closed", "Superseded by action 1"};
    if (below(4) > 0)
        out_printf(o, "Status: %s\n", STATUSES[below(words)]);
}

static void put_update(struct out *o, uint32_t statuses)
{
    out_str(o, STR("\n### Update "));
    put_date(o, true);
    out_str(o, STR("\n"));
    put_status(o, statuses);
    out_str(o, STR("\nSome words.\n"));
}

/* An action, recommendation or step, with revised deadlines and updates. */
static void put_item(struct out *o, const char *kind, uint32_t number)
{
    uint32_t statuses = number > 1 && strcmp(kind, "Step") != 0 ? 7 : 6;    /* the last names action 1 */
    out_printf(o, "\n## %s %u\n\n", kind, number);
    put_status(o, statuses);
    if (below(4) > 0) {
        out_str(o, STR("Deadline: "));
        put_date(o, false);
        out_char(o, '\n');
    }
    for (uint32_t i = below(3); i > 0; i--) {
        out_str(o, STR("Revised deadline: "));
        put_date(o, false);
        out_str(o, STR(", agreed 3 May 2026, because it rained\n"));
    }
    out_str(o, STR("\nIt will be done.\n"));
    for (uint32_t i = below(3); i > 0; i--)
        put_update(o, statuses);
}

static struct str generated(struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    out_str(&o, STR("# Action plan: HMP Example\n"));
    for (uint32_t i = 1 + below(12), n = 1; i > 0; i--, n++)
        put_item(&o, n == 1 || below(3) > 0 ? "Action" : "Recommendation", n);
    out_str(&o, STR("\n# Response: HMP Example\n"));
    for (uint32_t i = below(6), n = 1; i > 0; i--, n++)
        put_item(&o, "Step", n);
    return out_text(&o);
}

/* ---------------------------------------------------------------- tests */

static void test_days(struct str plan, const char *what)
{
    static const struct civil DAYS[] = {{2026, 8, 31}, {2026, 9, 1}, {2026, 10, 1}, {2023, 3, 1}};
    uint32_t items = 0;
    for (size_t i = 0; i < ARRAY_LEN(DAYS); i++)
        if (!CHECK(parted(plan, false, day_of(DAYS[i]), &items) == 0))
            printf("    in %s, on day %zu:\n" STR_FMT "\n", what, i, STR_ARG(plan));
}

static void test_examples(void)
{
    struct str *names;
    uint32_t count, read = 0;
    if (!CHECK(!failed(file_find(&unit_arena, "examples", ".irp", &names, &count))))
        return;
    for (uint32_t i = 0; i < count; i++) {
        struct str text;
        size_t at;
        if (CHECK(!failed(pipe_read(&unit_arena, names[i].at, &text, &at))))
            test_days(text, names[i].at);
        read++;
    }
    CHECK(read > 0);
}

static void test_generated(unsigned long count)
{
    uint32_t items = 0;
    for (unsigned long i = 0; i < count; i++) {
        struct arena work;
        arena_open(&work, &unit_mem);
        struct str plan = generated(&work);
        test_days(plan, "a generated plan");
        parted(plan, false, 0, &items);
        arena_close(&work);
    }
    CHECK(items > 10 * count);
}

/* A property that means something else is found. */
static void test_wrong(void)
{
    struct str plan = STR("# Action plan: HMP Example\n\n## Action 1\n\nDeadline: December 2026\n\nIt will be done.\n");
    CHECK(parted(plan, true, day_of((struct civil){2026, 10, 1}), NULL) == 1);
    CHECK(parted(plan, true, day_of((struct civil){2027, 1, 1}), NULL) == 0);
}

int main(int argc, char **argv)
{
    UNIT_BEGIN();
    test_wrong();
    test_examples();
    test_generated(argc > 1 ? strtoul(argv[1], NULL, 10) : 300);
    return unit_end();
}
