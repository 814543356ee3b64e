/* reported.c - properties of derived.def that rest on what was reported: in updates below an item, and in the entries of periodic returns.
 *
 * A report counts when its day is known and has come. Of two reports the later is that of the later day (the last day of each), then the later in the
 * document, those of returns after updates.
 */
#include "derived.h"

/* The last two reports of each item that say something: their days and what they say. */
struct said { int32_t day; int64_t value; };
struct last_two { struct said *last, *before; };

static struct last_two room_for_two(const struct place_of_table *t)
{
    struct last_two two = {arena_many(t->arena, t->table->rows, struct said), arena_many(t->arena, t->table->rows, struct said)};
    for (uint32_t i = 0; i < t->table->rows; i++)
        two.last[i] = two.before[i] = (struct said){INT32_MIN, 0};
    return two;
}

static void take_said(const struct last_two *two, uint32_t item, struct said now)
{
    if (now.day >= two->last[item].day) {
        two->before[item] = two->last[item];
        two->last[item] = now;
    } else if (now.day >= two->before[item].day) {
        two->before[item] = now;
    }
}

/* What a report says: the code of its status, or its share; only where it says it. */
typedef bool says(const struct table *reports, uint32_t row, int64_t *value);

static bool says_status(const struct table *reports, uint32_t row, int64_t *value)
{
    const uint8_t *given = table_u8(reports, "Status", "given"), *code = table_u8(reports, "Status", "code");
    *value = code ? code[row] : STATUS_NONE;
    return given && given[row] == GIVEN_YES;
}

static bool says_progress(const struct table *reports, uint32_t row, int64_t *value)
{
    const uint8_t *given = table_u8(reports, "Progress", "given");
    const int64_t *number = table_i64(reports, "Progress", "number");
    *value = number ? number[row] : 0;
    return given && number && given[row] == GIVEN_YES;
}

static bool says_anything(const struct table *reports, uint32_t row, int64_t *value)
{
    (void)reports, (void)row;
    *value = 0;
    return true;
}

/* Calls for each report that counts, in the order of the tables. */
struct report_seen { uint32_t item; int32_t first, last; };
static bool report_at(const struct place_of_table *t, const struct update_days *d, uint32_t row, struct report_seen *seen)
{
    *seen = (struct report_seen){(uint32_t)d->up[row], d->first ? d->first[row] : 0, d->last ? d->last[row] : 0};
    return d->up_table[row] == t->number && d->up[row] >= 0 && seen->item < t->table->rows && !(d->form && d->form[row] == NO_DATE) && seen->first <= t->today;
}

static struct last_two last_two_of(const struct place_of_table *t, says *what)
{
    struct last_two two = room_for_two(t);
    for (size_t k = 0; k < REPORT_TABLES; k++) {
        const struct table *reports = image_table(t->img, report_tables[k]);
        struct update_days  days;
        struct report_seen  seen;
        struct said         now;
        if (!reports || !open_update_days(reports, &days))
            continue;
        for (uint32_t i = 0; i < reports->rows; i++)
            if (report_at(t, &days, i, &seen) && what(reports, i, &now.value)) {
                now.day = seen.last;
                take_said(&two, seen.item, now);
            }
    }
    return two;
}

void derive_reported_before(const struct place_of_table *t, void **part)
{
    struct last_two two = last_two_of(t, says_status);
    uint8_t *given = part[0] = room_for(t, 1), *code = part[1] = room_for(t, 1);
    for (uint32_t i = 0; i < t->table->rows; i++) {
        given[i] = two.before[i].day != INT32_MIN;
        code[i] = given[i] ? (uint8_t)two.before[i].value : STATUS_NONE;
    }
}

void derive_progress_before(const struct place_of_table *t, void **part)
{
    struct last_two two = last_two_of(t, says_progress);
    uint8_t *given = part[0] = room_for(t, 1);
    int64_t *share = part[1] = room_for(t, 8);
    for (uint32_t i = 0; i < t->table->rows; i++) {
        given[i] = two.before[i].day != INT32_MIN;
        share[i] = given[i] ? two.before[i].value : 0;
    }
}

void derive_latest_report(const struct place_of_table *t, void **part)
{
    struct last_two two = last_two_of(t, says_anything);
    struct dates to = {part[0] = room_for(t, 1), part[1] = room_for(t, 4), part[2] = room_for(t, 4), part[3] = room_for(t, 1)};
    for (uint32_t i = 0; i < t->table->rows; i++) {
        to.given[i] = two.last[i].day != INT32_MIN;
        to.first[i] = to.last[i] = to.given[i] ? two.last[i].day : 0;
        to.form[i] = to.given[i] ? DATE_DAY : NO_DATE;
    }
}

/* ---- what shows it */

static void mark_listed(const struct place_of_table *t, const char *list_name, const uint32_t rows, uint8_t *listed)
{
    const struct table *list = image_table(t->img, list_name);
    const int32_t *up = list ? table_i32(list, "", "up") : NULL;
    const uint8_t *given = list ? table_u8(list, "", "given") : NULL;
    for (uint32_t i = 0; up && i < list->rows; i++)
        if (up[i] >= 0 && (uint32_t)up[i] < rows && !(given && given[i] == GIVEN_NOT))
            listed[up[i]] = 1;
}

void derive_evidenced(const struct place_of_table *t, void **part)
{
    uint8_t *evidenced = part[0] = room_for(t, 1);
    mark_listed(t, str_printf(t->arena, STR_FMT ".Evidence", STR_ARG(t->table->name)).at, t->table->rows, evidenced);
    for (size_t k = 0; k < REPORT_TABLES; k++) {
        const struct table *reports = image_table(t->img, report_tables[k]);
        struct update_days  days;
        if (!reports || !open_update_days(reports, &days))
            continue;
        uint8_t *listed = arena_zero(t->arena, reports->rows + (size_t)1);
        mark_listed(t, str_printf(t->arena, "%s.Evidence", report_tables[k]).at, reports->rows, listed);
        for (uint32_t i = 0; i < reports->rows; i++)
            if (listed[i] && days.up_table[i] == t->number && days.up[i] >= 0 && (uint32_t)days.up[i] < t->table->rows)
                evidenced[days.up[i]] = 1;
    }
}

/* ---- returns of a plan */

/* Entries name actions, and those stand in plans. */
void derive_latest_return(const struct place_of_table *t, void **part)
{
    const struct table *entries = image_table(t->img, "entry"), *actions = image_table(t->img, "action");
    const int32_t *plan_table = actions ? table_i32(actions, "", "document table") : NULL, *plan = actions ? table_i32(actions, "", "document") : NULL;
    const int32_t number = image_table_number(t->img, "action");
    struct dates to = {part[0] = room_for(t, 1), part[1] = room_for(t, 4), part[2] = room_for(t, 4), part[3] = room_for(t, 1)};
    struct update_days days;
    memset(to.form, NO_DATE, t->table->rows);
    if (!entries || !plan_table || !plan || !open_update_days(entries, &days))
        return;
    for (uint32_t i = 0; i < entries->rows; i++) {
        int32_t action = days.up[i], first = days.first ? days.first[i] : 0, last = days.last ? days.last[i] : 0;
        bool counts = days.up_table[i] == number && action >= 0 && !(days.form && days.form[i] == NO_DATE) && first <= t->today;
        if (!counts || plan_table[action] != t->number || plan[action] < 0)
            continue;
        uint32_t row = (uint32_t)plan[action];
        if (to.given[row] && to.last[row] >= last)
            continue;
        to.given[row] = 1;
        to.first[row] = first, to.last[row] = last;
        to.form[row] = days.form ? days.form[i] : DATE_DAY;
    }
}
