/* irp list: actions, steps and recommendations, one a row. */
#include "names_near.h"
#include "../../runtime/report/promises.h"
#include <stdlib.h>

/* A status that was asked for: one that authors type, or what is worked out of it. */
struct asked_status { bool given, open, none; uint8_t code; };

struct listing {
    const struct arguments *args;
    struct arena *arena;
    int32_t       today;
    struct asked_status status;
    bool          before_given, within_given;
    int32_t       before, within_end;
    struct known_names owners, areas, concerns, documents;
    uint32_t      document_count;
    VEC(struct promise) rows;
};

/* ---- what was asked for */

static bool near_status(struct str word)
{
    unsigned    least = near_enough(word.len) + 1;
    struct str  near = {"", 0}, rows[STATUS_SUPERSEDED + 2];
    for (unsigned i = 0; i <= STATUS_SUPERSEDED; i++)
        rows[i] = i == STATUS_NONE ? STR("none") : status_words((uint8_t)i);
    rows[STATUS_SUPERSEDED + 1] = STR("open");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        unsigned d = least > 0 ? str_distance(word, rows[i], least - 1) : 0;
        if (d < least)
            least = d, near = rows[i];
    }
    if (str_eq_fold(word, STR("late")) || str_eq_fold(word, STR("overdue")))
        say("late is no status, it is worked out: irp list --late");
    else if (near.len > 0)
        say("there is no status \"" STR_FMT "\"; the nearest is \"" STR_FMT "\"", STR_ARG(word), STR_ARG(near));
    else
        say("there is no status \"" STR_FMT "\"; --status takes %s", STR_ARG(word), "Not started, In progress, Completed, Ongoing, Withdrawn, Superseded, none or open");
    return false;
}

static bool take_status(struct listing *l)
{
    struct str word = str_trim(l->args->value[OPT_STATUS]);
    l->status.given = l->args->given[OPT_STATUS];
    if (!l->status.given)
        return true;
    l->status.open = str_eq_fold(word, STR("open"));
    l->status.none = str_eq_fold(word, STR("none")) || str_eq_fold(word, status_words(STATUS_NONE));
    for (unsigned i = STATUS_NONE + 1; i <= STATUS_SUPERSEDED; i++)
        if (str_same_name(word, status_words((uint8_t)i)))
            l->status.code = (uint8_t)i;
    return l->status.open || l->status.none || l->status.code != STATUS_NONE || near_status(word);
}

static bool take_days(struct listing *l)
{
    struct date before = {0, 0, DATE_DAY};
    uint32_t    days = 0;
    l->before_given = l->args->given[OPT_DUE_BEFORE];
    l->within_given = l->args->given[OPT_WITHIN];
    if (l->before_given && !asked_date(l->args, OPT_DUE_BEFORE, &before))
        return false;
    if (l->within_given && !asked_number(l->args, OPT_WITHIN, &days))
        return false;
    l->before = before.first;
    if (!day_add(l->today, days, &l->within_end))
        l->within_end = INT32_MAX;
    return true;
}

/* ---- rows */

static bool owned_by(const struct promise *p, struct str who)
{
    for (uint32_t i = 0; i < p->owners_len; i++)
        if (str_same_name(p->owners[i], who))
            return true;
    return false;
}

/* "Priority concern 2", "concern 2" or "2". */
static bool concern_is(struct str concern, struct str asked)
{
    if (str_same_name(concern, asked))
        return true;
    size_t at = concern.len;
    while (at > 0 && !is_blank(concern.at[at - 1]))
        at--;
    struct str number = str_from(concern, at);
    return number.len > 0 && (str_eq(number, asked) || str_same_name(asked, (struct str){"", 0}) ||
                              (str_starts_fold(asked, STR("concern ")) && str_eq(number, str_trim(str_from(asked, 8)))));
}

static bool status_fits(const struct listing *l, const struct promise *p)
{
    return !l->status.given || (l->status.open ? (p->state & DEED_OPEN) != 0 : p->status == (l->status.none ? STATUS_NONE : l->status.code));
}

static bool days_fit(const struct listing *l, const struct promise *p)
{
    bool open = (p->state & DEED_OPEN) != 0 && p->dated;
    if (l->args->given[OPT_LATE] && !(p->state & DEED_LATE))
        return false;
    if (l->before_given && !(open && p->deadline.last < l->before))
        return false;
    return !l->within_given || (open && p->deadline.last >= l->today && p->deadline.last <= l->within_end);
}

static bool is_wanted(const struct listing *l, const struct promise *p)
{
    const struct arguments *args = l->args;
    return status_fits(l, p) && days_fit(l, p) && (!args->given[OPT_OWNER] || owned_by(p, args->value[OPT_OWNER])) &&
           (!args->given[OPT_AREA] || str_same_name(p->area, args->value[OPT_AREA])) &&
           (!args->given[OPT_CONCERN] || concern_is(p->concern, str_trim(args->value[OPT_CONCERN]))) &&
           (!args->given[OPT_DOCUMENT] || str_same_name(p->document, args->value[OPT_DOCUMENT])) &&
           (!args->given[OPT_KIND] || str_eq_fold(str_of(promise_word(p->kind)), args->value[OPT_KIND]));
}

static void take(void *of, const struct unit *u)
{
    struct listing *l = of;
    struct arena    work;
    arena_open(&work, l->arena->mem);
    struct promises all = promises_of(u->image, l->today, &work);
    known_owners(&l->owners, u->image);
    for (uint32_t i = 0; i < all.len; i++) {
        const struct promise *p = &all.at[i];
        l->document_count += i == 0 || p->document_item != all.at[i - 1].document_item;
        known_add(&l->areas, p->area);
        known_add(&l->concerns, p->concern);
        known_add(&l->documents, p->document);
        if (is_wanted(l, p))
            *vec_push(l->arena, &l->rows) = promise_kept(p, l->arena);
    }
    arena_close(&work);
}

/* Nothing of the name that was asked for: said with what is near. */
static bool names_known(const struct listing *l)
{
    const struct arguments *args = l->args;
    bool any_concern = !args->given[OPT_CONCERN];
    for (uint32_t i = 0; !any_concern && i < l->concerns.names.len; i++)
        any_concern = concern_is(l->concerns.names.at[i], str_trim(args->value[OPT_CONCERN]));
    return (!args->given[OPT_OWNER] || known_or_said(&l->owners, "owner", args->value[OPT_OWNER])) &&
           (!args->given[OPT_AREA] || known_or_said(&l->areas, "area", args->value[OPT_AREA])) &&
           (any_concern || known_or_said(&l->concerns, "concern", args->value[OPT_CONCERN])) &&
           (!args->given[OPT_DOCUMENT] || known_or_said(&l->documents, "document", args->value[OPT_DOCUMENT]));
}

/* ---- what is shown */

/* In the order of files and of their items, which a sort by deadlines alone would not keep. */
struct listed { struct promise promise; uint32_t order; };

static int by_deadline(const void *x, const void *y)
{
    const struct listed *a = x, *b = y;
    int order = promise_by_deadline(&a->promise, &b->promise);
    return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

static void sort_rows(struct listing *l)
{
    struct listed *all = arena_many(l->arena, l->rows.len, struct listed);
    for (uint32_t i = 0; i < l->rows.len; i++)
        all[i] = (struct listed){l->rows.at[i], i};
    if (l->rows.len > 1)
        qsort(all, l->rows.len, sizeof *all, by_deadline);
    for (uint32_t i = 0; i < l->rows.len; i++)
        l->rows.at[i] = all[i].promise;
}

static struct str status_shown(const struct listing *l, const struct promise *p)
{
    if (p->status != STATUS_IN_PROGRESS || !p->has_progress)
        return p->status == STATUS_NONE ? STR("") : status_words(p->status);
    return str_printf(l->arena, STR_FMT " %d%%", STR_ARG(status_words(p->status)), (int)(p->progress / 10000));
}

static void people_grid(const struct listing *l, struct grid *g)
{
    grid_open(g, l->arena, STR(""));
    grid_column(g, STR("item"), STR("Item"), HOLE_TEXT);
    grid_column(g, STR("deadline"), STR("Deadline"), HOLE_TEXT);
    grid_column(g, STR("days_late"), STR("Days late"), HOLE_WHOLE);
    grid_column(g, STR("status"), STR("Status"), HOLE_TEXT);
    grid_column(g, STR("owner"), STR("Owner"), HOLE_TEXT);
    for (uint32_t i = 0; i < l->rows.len; i++) {
        const struct promise *p = &l->rows.at[i];
        promise_named_add(g, p, l->document_count > 1);
        grid_words(g, promise_deadline(p, l->arena));
        if (p->days_late > 0)
            grid_whole(g, p->days_late);
        else
            grid_none(g);
        grid_words(g, status_shown(l, p));
        grid_words(g, p->owner);
    }
}

static void show_json(struct out *o, const struct listing *l)
{
    struct json j = {.out = o, .first = true};
    json_open(&j, NULL, '{');
    json_day(&j, "today", l->today);
    json_open(&j, "items", '[');
    for (uint32_t i = 0; i < l->rows.len; i++) {
        json_open(&j, NULL, '{');
        promise_json(&j, &l->rows.at[i]);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    json_close(&j, '}');
    out_char(o, '\n');
}

static void show(struct out *o, const struct listing *l, enum grid_format format, struct progress_look look)
{
    struct grid g;
    if (format == GRID_JSON) {
        show_json(o, l);
    } else if (format == GRID_CSV) {
        grid_open(&g, l->arena, STR(""));
        promise_columns_add(&g);
        for (uint32_t i = 0; i < l->rows.len; i++)
            promise_row_add(&g, &l->rows.at[i]);
        grid_csv(o, &g, false, look.plain, l->arena);
    } else if (l->rows.len > 0) {
        people_grid(l, &g);
        if (format == GRID_MARKDOWN)
            grid_markdown(o, &g, l->arena);
        else
            grid_text(o, &g, look, l->arena);
    }
}

int cmd_list(const struct arguments *args, struct arena *a)
{
    struct checker_options options;
    enum grid_format format;
    struct session   session;
    struct out       out;
    bool any = false;
    int  status = STATUS_FINE;
    if (!asked_options(args, &options) || !asked_table_format(args, &format) || !asked_word(args, OPT_KIND))
        return STATUS_CANNOT;
    struct listing l = {.args = args, .arena = a, .today = options.today};
    if (!take_status(&l) || !take_days(&l))
        return STATUS_CANNOT;
    struct names files = files_named(args, a, &status);
    if (!session_start(&session, args, a))
        return STATUS_CANNOT;
    known_open(&l.owners, a);
    known_open(&l.areas, a);
    known_open(&l.concerns, a);
    known_open(&l.documents, a);
    int read = units_each(&session, args, files, (struct unit_taker){take, &l}, a, &any);
    status = read == STATUS_FINE ? status : read;
    if (any && !names_known(&l))
        return STATUS_CANNOT;
    if (!any)
        return status;
    sort_rows(&l);
    out_open(&out, a, 1);
    show(&out, &l, format, (struct progress_look){.columns = options.look.columns, .color = options.look.color, .plain = options.plain});
    if (l.rows.len == 0 && format == GRID_TEXT && !args->given[OPT_QUIET])
        say("nothing fits");
    return finish(&out, "the list", status);
}
