/* hand.h - the rules of gen's standard as an engineer would write them in C, knowing them: the loops that a compiler of rules is measured against.
 *
 * The same columns of the same image, the same five shapes of rule, in blocks that stay in the cache. What is derived is worked out first, once.
 */
#include "../../runtime/image/image.h"
#include "../../runtime/value/number.h"

#define HAND_BLOCK 4096u

struct hand {
    uint32_t rows;
    const uint8_t *given, *completed_given;
    const int32_t *first, *number_first, *number_last;
    uint8_t *report_given, *open, *completed, *late, *owners, *measures;
    int32_t *report;
};

static void hand_count(const struct image *img, const char *list, uint8_t *any)
{
    const struct table *t = image_table(img, list);
    const int32_t *up = t ? table_i32(t, "", "up") : NULL;
    const uint8_t *given = t ? table_u8(t, "", "given") : NULL;
    for (uint32_t i = 0; up && given && i < t->rows; i++)
        if (up[i] >= 0 && given[i] == GIVEN_YES)
            any[up[i]] = 1;
}

/* The plan of each action, by its concern or itself, and when its report came out. */
static void hand_reports(const struct image *img, const struct table *actions, struct hand *h)
{
    const struct table *plan = image_table(img, "plan"), *concern = image_table(img, "concern");
    const int32_t *up = table_i32(actions, "", "up"), *table = table_i32(actions, "", "up table"), *day = table_i32(plan, "Report published", "first");
    const int32_t *concern_up = concern ? table_i32(concern, "", "up") : NULL;
    const uint8_t *given = table_u8(plan, "Report published", "given");
    for (uint32_t i = 0; day && given && i < h->rows; i++) {
        int32_t at = up[i];
        if (concern && &img->tables[table[i]] == concern)
            at = concern_up[at];
        h->report[i] = day[at];
        h->report_given[i] = given[at] == GIVEN_YES;
    }
}

static void hand_statuses(const struct table *actions, int32_t today, struct hand *h)
{
    const uint8_t *given = table_u8(actions, "Status", "given"), *code = table_u8(actions, "Status", "code");
    const int32_t *last = table_i32(actions, "Deadline", "last");
    for (uint32_t i = 0; i < h->rows; i++) {
        uint8_t is = given && code && given[i] == GIVEN_YES ? code[i] : STATUS_NONE;
        h->completed[i] = is == STATUS_COMPLETED;
        h->open[i] = is != STATUS_COMPLETED && is != STATUS_WITHDRAWN && is != STATUS_SUPERSEDED;
        h->late[i] = h->open[i] && h->given[i] == GIVEN_YES && last[i] < today;
    }
}

/* A rule over rows [from, to): how many fail. */
static uint64_t hand_rule(const struct hand *h, uint32_t rule, uint32_t from, uint32_t to)
{
    const int32_t n = (int32_t)rule;
    uint32_t fails = 0;
#define EACH(condition) for (uint32_t i = from; i < to; i++) fails += (condition)
    switch (rule % 5) {
    case 0: EACH((h->given[i] == GIVEN_YES) & h->report_given[i] & (h->first[i] < h->report[i]) & (h->number_last[i] <= 10000000 + n)); break;
    case 1: EACH(h->open[i] & ((h->given[i] != GIVEN_YES) | (h->number_last[i] >= 10000000 + n))); break;
    case 2: EACH(h->completed[i] & (h->completed_given[i] != GIVEN_YES) & (h->number_last[i] <= 10000000 + n)); break;
    case 3: EACH((h->owners[i] == 0) | (h->number_first[i] * NUMBER_ONE + n * NUMBER_ONE <= n * NUMBER_ONE)); break;
    case 4: EACH(h->late[i] & (h->given[i] != GIVEN_YES) & (h->measures[i] == 0) & (h->number_last[i] != 20000000 + n)); break;
    }
#undef EACH
    return fails;
}

static uint64_t hand_check(const struct image *img, uint32_t rules, int32_t today, struct arena *a)
{
    const struct table *t = image_table(img, "action");
    struct hand h = {.rows = t->rows, .given = table_u8(t, "Deadline", "given"), .first = table_i32(t, "Deadline", "first"),
                     .number_first = table_i32(t, "", "number first"), .number_last = table_i32(t, "", "number last"),
                     .completed_given = table_u8(t, "Status", "given")};
    uint8_t **truths[] = {&h.report_given, &h.open, &h.completed, &h.late, &h.owners, &h.measures};
    for (unsigned i = 0; i < ARRAY_LEN(truths); i++)
        *truths[i] = arena_column(a, h.rows);
    h.report = arena_column(a, h.rows * sizeof *h.report);
    hand_reports(img, t, &h);
    hand_statuses(t, today, &h);
    hand_count(img, "action.Owner", h.owners);
    hand_count(img, "action.Measure", h.measures);
    uint64_t fails = 0;
    for (uint32_t from = 0; from < h.rows; from += HAND_BLOCK)
        for (uint32_t rule = 0; rule < rules; rule++)
            fails += hand_rule(&h, rule, from, h.rows - from < HAND_BLOCK ? h.rows : from + HAND_BLOCK);
    return fails;
}
