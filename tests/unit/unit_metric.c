/* unit_metric.c - metrics of programs: what the verifier refuses of them, and how rows of several images become one. */
#include "unit.h"
#include "../../compiler/ir/read.h"
#include "../../runtime/rule/metric.h"

/* The earliest and the sum of a column by owner, and how many rows; the figure is their quotient where there is one. */
static const char FINE[] =
    "program \"one\"\n"
    "slots\n"
    "  s0 i64 of \"action\"\n"
    "  s1 i32 of \"action\"\n"
    "  s2 u8 of \"action\"\n"
    "  s3 i64 of \"owner\"\n"
    "  s4 i32 of \"owner\"\n"
    "  s5 i32 of \"owner\"\n"
    "  s6 u8 of \"owner\"\n"
    "  s7 u8 of \"owner\"\n"
    "  s8 u8 of \"action\"\n"
    "check\n"
    "  load \"action\" \"Status\" \"code\" -> s8\n"
    "metrics\n"
    "  load \"action\" \"x\" \"number\" -> s0\n"
    "  load \"action\" \"y\" \"row\" -> s1\n"
    "  load \"action\" \"Owner\" \"given\" -> s2\n"
    "  load \"owner\" \"\" \"declared\" -> s7\n"
    "  call SUM_BY s1 s2 s0 \"owner\" -> s3 of \"action\"\n"
    "  call COUNT_BY s1 s2 \"owner\" -> s4 of \"action\"\n"
    "  call LEAST_BY s1 s2 s1 \"owner\" -> s5 s6 of \"action\"\n"
    "kernel k0 over \"owner\"\n"
    "  N0 = LOAD_N s3\n"
    "  W1 = LOAD_W s4\n"
    "  N2 = WIDEN W1\n"
    "  N3 = DIV_N N0 N2\n"
    "  value 0 <- N3\n"
    "kernel k1 over \"owner\"\n"
    "  W0 = LOAD_W s5\n"
    "  W1 = LOAD_B s6\n"
    "  value 0 <- W0\n"
    "  value 1 <- W1\n"
    "view v0 of \"owner\" standard 0 by \"ours\" origin 1 2 title \"By owner\"\n"
    "  metric \"Mean\" k0 values 1\n"
    "  hole number 0\n"
    "  metric \"Least\" k1 values 2\n"
    "  hole whole 0 given 1 else \"-\"\n";

static const struct program *read_changed(const char *from, const char *to)
{
    struct str text = str_of(FINE);
    size_t at = str_find(text, str_of(from));
    struct ir_mistake m = {0, NULL};
    if (!CHECK(at < text.len))
        return NULL;
    return program_read(str_printf(&unit_arena, STR_FMT "%s" STR_FMT, (int)at, text.at, to, STR_ARG(str_from(text, at + strlen(from)))), &unit_arena, &m);
}

static void refused(void)
{
    static const struct { const char *from, *to, *why; } CHANGES[] = {
        {"W1 = LOAD_W s4",      "W1 = LOAD_B s7",             "a figure that is put together rests on a column of the owner"},
        {"W1 = LOAD_B s6",      "W1 = LOAD_B s7",             "the same, of another figure"},
        {"s1 s2 \"owner\" -> s4", "s1 s8 \"owner\" -> s4",    "a metric reads what the check fills"},
        {"\"given\" -> s2",     "\"given\" -> s8",            "a metric fills what the check fills"},
        {"\"declared\" -> s7",  "\"declared\" -> s6",         "a slot is filled twice"},
        {"over \"owner\"\n  N0", "over \"action\"\n  N0",     "a kernel is over other rows than its view"},
        {"values 1",            "values 0",                   "a kernel gives more than the metric has"},
        {"hole number 0",       "hole date 0",                "a hole prints more than there is"},
        {"\"Mean\" k0",         "\"Mean\" k2",                "a metric has no kernel"},
        {"value 0 <- N3",       "fill s3 <- N3",              "the kernel of a figure fills a slot"},
        {"of \"owner\" standard", "of \"estate\" standard",   "a view is of other rows than its kernels"},
    };
    CHECK(read_changed("title \"By owner\"", "title \"\"") != NULL);
    CHECK(read_changed("of \"owner\" standard", "of \"owner\" standard") != NULL);
    for (size_t i = 0; i < ARRAY_LEN(CHANGES); i++)
        if (!CHECK(read_changed(CHANGES[i].from, CHANGES[i].to) == NULL))
            printf("    not refused: %s\n", CHANGES[i].why);
}

/* A table may have so many columns, metrics more. */
static void many_columns(void)
{
    for (uint32_t title = 0; title < 2; title++)
        for (uint32_t columns = TABLE_FIGURES_MOST; columns <= TABLE_FIGURES_MOST + 1; columns++) {
            struct out o;
            struct ir_mistake m;
            out_memory(&o, &unit_arena);
            out_printf(&o, "program \"many\"\nkernel k0 over \"plan\"\n  W0 = WHOLE 1\n  value 0 <- W0\nview v0 of \"plan\" standard 0 by \"\" origin 0 0 title \"%s\"\n", title ? "t" : "");
            for (uint32_t i = 0; i < columns; i++)
                out_str(&o, STR("  metric \"c\" k0 values 1\n  hole whole 0\n"));
            CHECK((program_read(out_text(&o), &unit_arena, &m) != NULL) == (title == 0 || columns == TABLE_FIGURES_MOST));
        }
}

static int64_t value_of(const struct metric_form *form, const int64_t *parts, int64_t *given)
{
    int64_t regs[8], values[2] = {0, 0};
    metric_values(form, 0, parts, regs, values);
    *given = values[1];
    return values[0];
}

static void put_together(void)
{
    const struct program *p = read_changed("By owner", "By owner");
    if (!CHECK(p != NULL && p->metrics_len == 2 && view_merges(p, &p->views[0])))
        return;
    const struct metric_form *forms = metric_forms(p, &unit_arena);
    struct metric_form kept = metric_keep(&forms[1], &unit_arena);
    int64_t given, mean[2] = {5000000, 1}, other[2] = {1000000, 3}, none[2] = {0, 0};
    CHECK(forms[0].parts_len == 2 && forms[0].parts[0].way == WAY_ADD_NUMBER && forms[0].parts[1].way == WAY_ADD_WHOLE);
    CHECK(metric_same(&forms[1], &kept) && !metric_same(&forms[0], &forms[1]));
    CHECK(value_of(&forms[0], none, &given) == 0);
    metric_put_together(&forms[0], mean, none);
    CHECK(value_of(&forms[0], mean, &given) == 5000000);
    metric_put_together(&forms[0], mean, other);
    CHECK(mean[0] == 6000000 && mean[1] == 4 && value_of(&forms[0], mean, &given) == 1500000);     /* of the sums, no mean of means */

    int64_t least[2] = {0, 0}, nothing[2] = {-9, 0}, seven[2] = {7, 1}, minus[2] = {-3, 1};
    CHECK(kept.parts[0].way == WAY_LEAST && kept.parts[0].flag == 1 && kept.parts[1].way == WAY_EITHER);
    metric_put_together(&kept, least, nothing);
    CHECK(value_of(&kept, least, &given) == 0 && given == 0);
    metric_put_together(&kept, least, seven);
    CHECK(value_of(&kept, least, &given) == 7 && given == 1);      /* 0 was no value */
    metric_put_together(&kept, least, nothing);
    CHECK(value_of(&kept, least, &given) == 7);
    metric_put_together(&kept, least, minus);
    CHECK(value_of(&kept, least, &given) == -3);

    int64_t large[2] = {INT64_MAX, INT32_MAX}, one[2] = {1, 1};
    metric_put_together(&forms[0], large, one);
    CHECK(large[0] == INT64_MAX && large[1] == INT32_MAX);         /* the ends of the range hold */
}

static void bytes_and_back(void)
{
    const struct program *p = read_changed("By owner", "By owner"), *again;
    if (!CHECK(p != NULL && !failed(program_open(program_bytes(p, &unit_arena), &unit_arena, &again))))
        return;
    CHECK(again->views_len == 1 && again->metrics_len == 2 && again->metric_steps_len == 7 && again->views[0].origin[1] == 2);
}

int main(void)
{
    UNIT_BEGIN();
    refused();
    many_columns();
    put_together();
    bytes_and_back();
    return unit_end();
}
