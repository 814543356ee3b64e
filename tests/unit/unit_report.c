/* unit_report.c - findings and progress from images made by hand: the Aylesbury plan's figures on three days, the published sentences of
 * two reviews to the character, and the layout of messages.
 */
#include "unit.h"
#include "../../runtime/report/fingerprint.h"
#include "../../runtime/report/report.h"
#include "../../runtime/report/spots.h"
#include "../../runtime/report/text.h"
#include "../../runtime/report/titles.h"
#include "../../runtime/report/totals.h"

static int32_t day(int32_t year, int32_t month, int32_t d)
{
    return day_of((struct civil){year, month, d});
}

/* ---- texts of a source, gathered before its image is made */

struct piece { uint32_t at, length; };

static struct piece put(struct out *o, const char *text)
{
    struct piece p = {(uint32_t)out_text(o).len, (uint32_t)strlen(text)};

    out_str(o, str_of(text));
    out_char(o, '\n');
    return p;
}

/* A piece within another: "2.4" of "### Action 2.4". */
static struct piece within(const struct out *o, struct piece p, const char *part)
{
    struct str line = {out_text(o).at + p.at, p.length};
    size_t at = str_find(line, str_of(part));

    return (struct piece){p.at + (uint32_t)at, (uint32_t)strlen(part)};
}

/* ---- columns */

static void set_i32(struct table_maker *t, const char *label, const char *part, uint32_t row, int32_t n)
{
    ((int32_t *)image_make_column(t, label, part, ELEMENT_I32))[row] = n;
}

static void set_u32(struct table_maker *t, const char *label, const char *part, uint32_t row, uint32_t n)
{
    ((uint32_t *)image_make_column(t, label, part, ELEMENT_U32))[row] = n;
}

static void set_u8(struct table_maker *t, const char *label, const char *part, uint32_t row, uint8_t n)
{
    ((uint8_t *)image_make_column(t, label, part, ELEMENT_U8))[row] = n;
}

static void set_piece(struct table_maker *t, const char *label, const char *at, const char *length, uint32_t row, struct piece p)
{
    set_u32(t, label, at, row, p.at);
    set_u32(t, label, length, row, p.length);
}

/* The columns of an item's heading: its place in the document and what it lies in. */
static void set_item(struct table_maker *t, uint32_t row, uint32_t item, int32_t up_table, int32_t up)
{
    set_u32(t, "", "item", row, item);
    set_i32(t, "", "up table", row, up_table);
    set_i32(t, "", "up", row, up);
}

static void set_date(struct table_maker *t, const char *label, uint32_t row, struct date d)
{
    set_u8(t, label, "given", row, GIVEN_YES);
    set_i32(t, label, "first", row, d.first);
    set_i32(t, label, "last", row, d.last);
    set_u8(t, label, "form", row, (uint8_t)d.form);
}

/* ---- the Aylesbury plan */

enum { PLAN, CONCERN, ACTION, OWNER, OWNERS };   /* tables, in the order in which they are made */

/* 'C': completed; otherwise the month of the deadline, 'J' July, 'A' August, 'S' September, 'O' October, 'D' December, 'P' April 2027. */
static const struct { const char *heading, *title, *actions; } aylesbury[] = {
    {"", "", "S"},
    {"## Priority concern 2", "Self-harm was high and rising, and the case management of people at risk was uneven.", "CCCJS"},
    {"## Priority concern 3", "The curriculum was too narrow.", "OD"},
    {"## Priority concern 4", "Sentence plans came late, and offender management was uneven.", "POCO"},
    {"## Key concern 5", "Key work was not yet consistent.", "OOO"},
    {"## Key concern 6", "Applications were not answered or tracked.", "CSSS"},
    {"## Key concern 7", "There were too few escorts for health care.", "A"},
    {"## Key concern 8", "Some work asked too little of prisoners.", "CS"},
    {"## Key concern 9", "Too many prisoners stayed away from education and work.", "OOSS"},
    {"## Key concern 10", "Learning about extremism was not gone over again.", "CJJJ"},
};
#define ACTIONS 30u

static struct date month_said(char c)
{
    switch (c) {
    case 'J': return date_of_month(2026, 7);
    case 'A': return date_of_month(2026, 8);
    case 'S': return date_of_month(2026, 9);
    case 'O': return date_of_month(2026, 10);
    case 'D': return date_of_month(2026, 12);
    default:  return date_of_month(2027, 4);
    }
}

struct plan_texts { struct piece title, concern[16], number[16], says[16], action[ACTIONS], action_number[ACTIONS], action_says[ACTIONS]; };

static void write_action(struct out *o, struct plan_texts *t, size_t concern, uint32_t k, uint32_t row)
{
    char heading[64], number[32];

    if (concern == 0)
        snprintf(number, sizeof number, "?.%u", k + 1);
    else
        snprintf(number, sizeof number, "%zu.%u", concern + 1, k + 1);
    snprintf(heading, sizeof heading, "### Action %s", number);
    t->action[row] = put(o, heading);
    t->action_number[row] = within(o, t->action[row], number);
    t->action_says[row] = put(o, "What will be done is said here.");
}

static void write_plan(struct out *o, struct plan_texts *t)
{
    uint32_t row = 0;

    t->title = within(o, put(o, "# Action plan: HMP Aylesbury"), "HMP Aylesbury");
    put(o, "Governor");
    for (size_t c = 0; c < ARRAY_LEN(aylesbury); c++) {
        char number[32];
        snprintf(number, sizeof number, "%zu", c + 1);
        t->concern[c] = put(o, aylesbury[c].heading);
        t->number[c] = within(o, t->concern[c], number);
        t->says[c] = put(o, aylesbury[c].title);
        for (uint32_t k = 0; aylesbury[c].actions[k]; k++)
            write_action(o, t, c, k, row++);
    }
}

static void make_action(struct table_maker *action, const struct plan_texts *t, uint32_t row, char said)
{
    set_piece(action, "", "at", "length", row, t->action[row]);
    set_piece(action, "", "number at", "number length", row, t->action_number[row]);
    set_piece(action, "", "text at", "text length", row, t->action_says[row]);
    set_u8(action, "Status", "form", row, NO_DATE);
    if (said == 'C') {
        set_u8(action, "Status", "given", row, GIVEN_YES);
        set_u8(action, "Status", "code", row, STATUS_COMPLETED);
    } else {
        set_date(action, "Deadline", row, month_said(said));
    }
}

static const struct image *make_plan(struct arena *a, struct plan_texts *t, struct str source)
{
    struct image_maker m;
    struct table_maker *plan, *concern, *action, *owner, *owners;
    uint32_t row = 0, item = 1;

    image_make(&m, a, STR("plans/aylesbury.irp"), source);
    plan = image_make_table(&m, "plan", "Action plan", "action plans", 1);
    concern = image_make_table(&m, "concern", "Concern", "concerns", 9);
    action = image_make_table(&m, "action", "Action", "actions", ACTIONS);
    owner = image_make_table(&m, "owner", "Owner", "owners", 1);
    owners = image_make_table(&m, "action.Owner", "Owner", "owners", ACTIONS);
    set_item(plan, 0, 0, -1, -1);
    set_piece(plan, "", "title at", "title length", 0, t->title);
    set_item(owner, 0, 100, PLAN, 0);
    set_piece(owner, "", "title at", "title length", 0, (struct piece){t->title.at + 14, 8});
    for (uint32_t c = 0; c < ARRAY_LEN(aylesbury); c++) {
        if (c > 0) {
            set_item(concern, c - 1, item++, PLAN, 0);
            set_piece(concern, "", "at", "length", c - 1, t->concern[c]);
            set_piece(concern, "", "number at", "number length", c - 1, t->number[c]);
            set_piece(concern, "", "text at", "text length", c - 1, t->says[c]);
        }
        for (uint32_t k = 0; aylesbury[c].actions[k]; k++, row++) {
            set_item(action, row, item++, c == 0 ? PLAN : CONCERN, c == 0 ? 0 : (int32_t)c - 1);
            make_action(action, t, row, aylesbury[c].actions[k]);
            set_i32(owners, "", "up", row, (int32_t)row);
            set_i32(owners, "Owner", "row", row, 0);
        }
    }
    return image_made(&m);
}

static const struct image *aylesbury_image(struct arena *a)
{
    struct out *o = arena_new(a, struct out);
    struct plan_texts t;

    out_memory(o, a);
    write_plan(o, &t);
    return make_plan(a, &t, out_text(o));
}

static struct str summarised(struct arena *a, const struct image *const *images, uint32_t len, struct summary_options options)
{
    struct out *o = arena_new(a, struct out);
    struct summary *s;

    out_memory(o, a);
    s = summary_open(&options, o, a);
    for (uint32_t i = 0; i < len; i++)
        summary_add(s, images[i], NULL);
    summary_close(s);
    return out_text(o);
}

static struct str shown(struct arena *a, const struct image *img, int32_t today, uint32_t columns)
{
    return summarised(a, &img, 1, (struct summary_options){.today = today, .look.columns = columns});
}

static void test_plan_days(struct arena *a)
{
    const struct image *img = aylesbury_image(a);
    const struct progress *p = progress_of(img, day(2026, 10, 1), a).at;

    CHECK(p->total.actions == 30 && p->total.completed == 7 && p->total.late == 13 && p->total.due == 8);
    CHECK(tally_later(p->total) == 2 && tally_closed(p->total) == 0 && p->completed_no_date == 7);
    CHECK_STR(p->title, "HMP Aylesbury");
    CHECK_STR(p->sentences[0], "13 of 30 actions are late.");
    CHECK(p->latest_len == 5 && p->latest[0].days == 62);
    CHECK_STR(p->latest[0].name, "2.4");
    p = progress_of(img, day(2026, 7, 31), a).at;
    CHECK(p->total.late == 0 && p->total.due == 4 && p->latest_len == 0);
    CHECK_STR(p->sentences[0], "None of the 30 actions are late.");
    p = progress_of(img, day(2026, 8, 1), a).at;
    CHECK(p->total.late == 4 && p->total.due == 1);
    p = progress_of(img, day(2027, 5, 1), a).at;
    CHECK(p->total.late == 23 && p->total.due == 0 && tally_later(p->total) == 0);
}

static void test_plan_groups(struct arena *a)
{
    static const uint32_t sizes[] = {1, 5, 2, 4, 3, 4, 1, 2, 4, 4};
    const struct progress *p = progress_of(aylesbury_image(a), day(2026, 10, 1), a).at;

    CHECK(p->by_concern_len == 10 && p->by_owner_len == 1 && p->by_month_len == 7 && p->by_area_len == 1);
    for (uint32_t i = 0; i < p->by_concern_len && i < ARRAY_LEN(sizes); i++)
        CHECK(p->by_concern[i].tally.actions == sizes[i]);
    CHECK_STR(p->by_concern[0].title, "No known concern");
    CHECK_STR(p->by_concern[1].key, "2");
    CHECK_STR(p->by_concern[1].title, "Priority concern 2");
    CHECK(p->by_concern[1].late_days == 62 && p->by_concern[1].tally.completed == 3);
    CHECK_STR(p->by_owner[0].title, "Governor");
    CHECK(p->by_owner[0].tally.actions == 30);
    CHECK_STR(p->by_month[0].key, "2026-07");
    CHECK_STR(p->by_month[3].title, "October 2026");
    CHECK(p->by_month[3].tally.actions == 8 && p->by_month[3].tally.due == 8);
    CHECK_STR(p->by_month[6].title, "No deadline");
    CHECK(p->by_month[6].tally.completed == 7);
    CHECK_STR(p->by_area[0].title, "No area");
}

static void test_plan_text(struct arena *a)
{
    struct str text = shown(a, aylesbury_image(a), day(2026, 10, 1), 80);

    CHECK(str_find(text, STR("HMP Aylesbury, at 1 October 2026\n\n"
                             "30 actions: 7 completed, 13 late, 8 due in October and 2 later.\n"
                             "7 completed actions have no date of completion.\n\n")) == 0);
    CHECK(str_find(text, STR("\nKey concern 7: There were too few…            1          0     1               0\n")) < text.len);
    CHECK(str_find(text, STR("\nGovernor       30          7    13               8\n")) < text.len);
}

static void test_plan_json(struct arena *a)
{
    const struct image *two[] = {aylesbury_image(a), aylesbury_image(a)};
    struct str text = summarised(a, two, 2, (struct summary_options){.today = day(2026, 10, 1), .format = GRID_JSON});

    CHECK(str_find(text, STR("{\n  \"today\": \"2026-10-01\",\n  \"documents\": [\n")) == 0);
    CHECK(str_find(text, STR("  \"totals\": {\n    \"concerns\": 18,\n    \"actions\": 60,\n")) < text.len);
    CHECK(str_find(text, STR("      \"owner\": \"Governor\",\n      \"title\": \"Governor\",\n      \"actions\": 60,\n")) < text.len);
}

/* ---- two reviews */

struct review_said {
    const char *inspection, *basis;       /* as the labels give them */
    struct date inspected;
    bool        listed;
    const char *levels, *themes;          /* of each item: g good, r reasonable, i insufficient, s significant */
    const char *sentences[4];
};

static const char *const level_names[] = {"No meaningful progress", "Insufficient progress", "Reasonable progress", "Good progress",
                                          "Insufficient progress", "Reasonable progress", "Significant progress"};

static int32_t level_row(char c, bool theme)
{
    int32_t rank = c == 'i' ? 1 : c == 'r' ? 2 : 3;

    return theme ? 4 + rank - 1 : rank;
}

static void make_scales(struct image_maker *m)
{
    struct table_maker *scale = image_make_table(m, "scale", "Scale", "scales", 2);
    struct table_maker *level = image_make_table(m, "level", "Level", "levels", ARRAY_LEN(level_names));
    const char *names[] = {"HMI Prisons progress", "Ofsted progress"}, *by[] = {"HMI Prisons", "Ofsted"};

    for (uint32_t s = 0; s < 2; s++) {
        set_u32(scale, "", "name at", s, image_make_name(m, str_of(names[s])));
        set_u32(scale, "", "name length", s, (uint32_t)strlen(names[s]));
        set_u32(scale, "", "by at", s, image_make_name(m, str_of(by[s])));
        set_u32(scale, "", "by length", s, (uint32_t)strlen(by[s]));
        set_i32(scale, "", "first level", s, s == 0 ? 0 : 4);
        set_i32(scale, "", "levels", s, s == 0 ? 4 : 3);
    }
    for (uint32_t l = 0; l < ARRAY_LEN(level_names); l++) {
        set_u32(level, "", "name at", l, image_make_name(m, str_of(level_names[l])));
        set_u32(level, "", "name length", l, (uint32_t)strlen(level_names[l]));
        set_i32(level, "", "scale", l, l < 4 ? 0 : 1);
        set_i32(level, "", "rank", l, (int32_t)(l < 4 ? l : l - 4));
    }
}

/* The first items are judged by a label, the last by a heading within it: table `judgement`. */
static uint32_t make_items(struct table_maker *t, struct table_maker *judgement, const char *levels, bool theme, int32_t number,
                           uint32_t item)
{
    uint32_t len = (uint32_t)strlen(levels);

    for (uint32_t r = 0; r < len; r++) {
        set_item(t, r, item++, 0, 0);
        if (theme || r + 1 < len) {
            set_u8(t, "Judgement", "given", r, GIVEN_YES);
            set_i32(t, "Judgement", "row", r, level_row(levels[r], theme));
            continue;
        }
        set_item(judgement, 0, item++, number, (int32_t)r);
        set_i32(judgement, "", "level", 0, level_row(levels[r], theme));
    }
    return item;
}

static const struct image *review_image(struct arena *a, const struct review_said *said)
{
    struct out *o = arena_new(a, struct out);
    struct piece title, basis;
    struct image_maker m;
    struct table_maker *review, *recommendation, *theme, *judgement, *practice;
    uint32_t item = 1;

    out_memory(o, a);
    title = within(o, put(o, "# Progress review: HMP Example"), "HMP Example");
    basis = put(o, said->basis);
    image_make(&m, a, STR("review.irp"), out_text(o));
    review = image_make_table(&m, "review", "Progress review", "progress reviews", 1);
    recommendation = image_make_table(&m, "recommendation", "Recommendation", "recommendations", (uint32_t)strlen(said->levels));
    theme = image_make_table(&m, "theme", "Theme", "themes", (uint32_t)strlen(said->themes));
    judgement = image_make_table(&m, "judgement", "Judgement", "judgements", 1);
    practice = image_make_table(&m, "practice", "Good practice", "good practices", 1);
    set_item(review, 0, 0, -1, -1);
    set_piece(review, "", "title at", "title length", 0, title);
    set_date(review, "Inspection", 0, said->inspected);
    set_piece(review, "Themes based on", "at", "length", 0, basis);
    if (said->listed) {
        set_u8(review, "Levels with none", "given", 0, GIVEN_YES);
        set_u8(review, "Levels with none", "code", 0, 1);
    }
    item = make_items(recommendation, judgement, said->levels, false, 1, item);
    item = make_items(theme, judgement, said->themes, true, 2, item);
    set_item(practice, 0, item, 0, 0);
    make_scales(&m);
    return image_made(&m);
}

static void test_reviews(struct arena *a)
{
    const struct review_said reviews[] = {
        {.inspected = date_of_month(2021, 8), .levels = "gggrriii", .themes = "rii",
         .basis = "inspection or progress monitoring visit to the\n  prison, whichever was most recent",
         .sentences = {"At this IRP visit, we followed up eight recommendations from our most recent inspection in August 2021 and Ofsted "
                       "followed up three themes based on their latest inspection or progress monitoring visit to the prison, whichever "
                       "was most recent.",
                       "HMI Prisons judged that there was good progress in three recommendations, reasonable progress in two "
                       "recommendations and insufficient progress in three recommendations.",
                       "Ofsted judged that there was reasonable progress in one theme and insufficient progress in two themes.",
                       "Inspectors found one example of notable positive practice during this independent review of progress."}},
        {.inspected = date_of_month(2022, 3), .listed = true, .levels = "grrriii", .themes = "rrrr", .basis = "inspection of the prison",
         .sentences = {"At this IRP visit, we followed up seven recommendations from our most recent inspection in March 2022 and Ofsted "
                       "followed up four themes based on their latest inspection of the prison.",
                       "HMI Prisons judged that there was good progress in one recommendation, reasonable progress in three "
                       "recommendations, insufficient progress in three recommendations and no meaningful progress in none of the "
                       "recommendations.",
                       "Ofsted judged that there was significant progress in none of the themes, reasonable progress in four themes and "
                       "insufficient progress in none of the themes.",
                       "Inspectors found one example of notable positive practice during this independent review of progress."}},
    };

    for (size_t i = 0; i < ARRAY_LEN(reviews); i++) {
        const struct progress *p = progress_of(review_image(a, &reviews[i]), day(2023, 1, 1), a).at;
        CHECK(p->judgements_len == 2 && p->sentences_len == 4);
        for (uint32_t s = 0; s < p->sentences_len && s < 4; s++)
            CHECK_STR(p->sentences[s], reviews[i].sentences[s]);
    }
}

/* ---- a letter, a return, and a review in progress */

static const struct image *letter_image(struct arena *a)
{
    struct out *o = arena_new(a, struct out);
    struct piece title;
    struct image_maker m;
    struct table_maker *t;

    out_memory(o, a);
    title = within(o, put(o, "# Response: HMP Elmley"), "HMP Elmley");
    image_make(&m, a, STR("letter.irp"), out_text(o));
    t = image_make_table(&m, "response", "Response", "responses", 1);
    set_item(t, 0, 0, -1, -1);
    set_piece(t, "", "title at", "title length", 0, title);
    t = image_make_table(&m, "progress", "Progress noted", "points of progress", 2);
    set_item(t, 0, 1, 0, 0);
    set_item(t, 1, 2, 0, 0);
    t = image_make_table(&m, "step", "Step", "steps", 3);
    for (uint32_t i = 0; i < 3; i++)
        set_item(t, i, 3 + i, 0, 0);
    set_date(t, "Deadline", 1, date_of_month(2026, 3));
    t = image_make_table(&m, "step.Owner", "Owner", "owners", 2);
    set_i32(t, "", "up", 0, 2);
    set_i32(t, "", "up", 1, 2);
    t = image_make_table(&m, "return", "Update", "periodic returns", 1);
    set_item(t, 0, 6, -1, -1);
    set_piece(t, "", "title at", "title length", 0, title);
    t = image_make_table(&m, "entry", "Action", "entries", 1);
    set_item(t, 0, 7, 3, 0);
    return image_made(&m);
}

static void test_letter(struct arena *a)
{
    CHECK_STR(shown(a, letter_image(a), day(2026, 10, 1), 80),
              "HMP Elmley, response\n\n"
              "Notes 2 points of progress and promises 3 steps.\n\n"
              "Steps                               Number\n"
              "Promised                                 3\n"
              "Completed                                0\n"
              "Late                                     1\n"
              "Without an owner                         2\n"
              "Without a deadline                       2\n"
              "Without a link to what they answer       3\n"
              "\nUpdate: HMP Elmley\n\n"
              "Reports on 1 action.\n");
}

/* What nobody has judged yet is said in the table, and keeps the sentence about levels from being printed. */
static void test_not_judged(struct arena *a)
{
    struct out *o = arena_new(a, struct out);
    struct image_maker m;
    struct table_maker *t;
    struct progress_list l;

    out_memory(o, a);
    put(o, "# Progress review: HMP Example");
    put(o, "3.9 3.10");
    image_make(&m, a, STR("review.irp"), out_text(o));
    t = image_make_table(&m, "review", "Progress review", "progress reviews", 1);
    set_item(t, 0, 0, -1, -1);
    t = image_make_table(&m, "recommendation", "Recommendation", "recommendations", 2);
    set_item(t, 0, 1, 0, 0);
    set_item(t, 1, 3, 0, 0);
    set_u8(t, "Judgement", "given", 0, GIVEN_YES);
    set_i32(t, "Judgement", "row", 0, 3);
    t = image_make_table(&m, "finding", "Finding", "findings", 2);
    for (uint32_t i = 0; i < 2; i++) {
        set_item(t, i, 2 + 2 * i, 1, (int32_t)i);
        set_i32(t, "", "number first", i, 3);
        set_i32(t, "", "number last", i, i == 0 ? 10 : 9);
        set_piece(t, "", "number at", "number length", i, within(o, (struct piece){0, 40}, i == 0 ? "3.10" : "3.9"));
    }
    make_scales(&m);
    l = progress_of(image_made(&m), day(2026, 10, 1), a);
    CHECK(l.at->judgements_len == 1 && l.at->judgements[0].n == 2 && l.at->judgements[0].not_judged == 1);
    CHECK(l.at->sentences_len == 1 && l.at->findings == 2);
    CHECK_STR(l.at->sentences[0], "At this IRP visit, we followed up two recommendations from our most recent inspection.");
    CHECK_STR(l.at->first_finding, "3.9");
    CHECK_STR(l.at->last_finding, "3.10");
}

/* ---- findings */

struct finding_array { const struct finding *at; };

static void fill_finding(const void *of, uint32_t i, struct arena *a, struct finding *f)
{
    const struct finding_array *all = of;

    (void)a;
    *f = all->at[i];
}

static void brief_finding(const void *of, uint32_t i, struct finding *f) { *f = ((const struct finding_array *)of)->at[i]; }

static struct finding_list list_of(const struct finding_array *all, uint32_t len, struct str source)
{
    return (struct finding_list){.source_name = STR("plans/aylesbury.irp"), .source = source, .len = len, .errors = len, .fill = fill_finding, .brief = brief_finding, .of = all};
}

static struct str printed(struct arena *a, struct str source, const struct finding *f, uint32_t len, struct look look)
{
    struct finding_array all = {f};
    struct finding_list list = list_of(&all, len, source);
    struct out *o = arena_new(a, struct out);

    out_memory(o, a);
    findings_alone(&findings_text, o, &list, look, a);
    return out_text(o);
}

static struct finding finding_at(struct str source, const char *what, const char *caret)
{
    struct finding f = {.severity = SEVERITY_ERROR, .code = STR("IRP301"), .name = STR("missing-owner"),
                        .sentence = STR("Enter an owner for action 2.4"), .caret = str_of(caret)};

    f.place = (struct place){(uint32_t)str_find(source, str_of(what)), (uint32_t)strlen(what)};
    return f;
}

static void test_message(struct arena *a)
{
    struct str source = STR("# Action plan: HMP Aylesbury\n\n\n\n\n\n\n\n\n\n\n### Action 2.4\n\nText.\n");
    struct finding f = finding_at(source, "### Action 2.4", "this action has no \"Owner:\" line");

    f.help = STR("Add an \"Owner:\" line under the heading.");
    f.why = STR("An action plan must show the owner\n  of each action.");
    CHECK_STR(printed(a, source, &f, 1, (struct look){0}),
              "plans/aylesbury.irp:12:1: error: Enter an owner for action 2.4 [IRP301 missing-owner]\n"
              "   |\n"
              "12 | ### Action 2.4\n"
              "   | ^^^^^^^^^^^^^^ this action has no \"Owner:\" line\n"
              "   |\n"
              "   = help: Add an \"Owner:\" line under the heading.\n"
              "   = why:  An action plan must show the owner of each action.\n");
    CHECK_STR(printed(a, source, &f, 0, (struct look){0}), "");
}

static void test_related(struct arena *a)
{
    struct str source = STR("one\ntwo\tand \xE2\x80\xAEmore\r\nthree\nfour\nfive\nsix\n");
    struct finding f = finding_at(source, "and", "again");
    struct related related[3] = {{.text = STR("first")}, {.text = STR("last")}, {.text = STR("beside")}};

    related[0].place = (struct place){(uint32_t)str_find(source, STR("six")), 3};
    related[1].place = (struct place){(uint32_t)str_find(source, STR("four")), 100};
    related[2].place = (struct place){(uint32_t)str_find(source, STR("two")), 3};
    f.code = (struct str){0};
    f.related = related;
    f.related_len = 3;
    CHECK_STR(printed(a, source, &f, 1, (struct look){0}),
              "plans/aylesbury.irp:2:5: error: Enter an owner for action 2.4 [missing-owner]\n"
              "  |\n"
              "2 | two and <U+202E>more\n"
              "  |     ^^^ again\n"
              "  | --- beside\n"
              "3 | three\n"
              "4 | four\n"
              "  | ---- last\n"
              "5 | five\n"
              "6 | six\n"
              "  | --- first\n");
}

static void test_long_lines(struct arena *a)
{
    struct out o;
    struct finding f[3];

    out_memory(&o, a);
    out_repeat(&o, 'a', 5000);
    out_str(&o, STR(" here "));
    out_repeat(&o, 'b', 5000);
    f[0] = f[1] = f[2] = finding_at(out_text(&o), "here", "this");
    CHECK_STR(printed(a, out_text(&o), f, 3, (struct look){.columns = 44, .most = 1}),
              "plans/aylesbury.irp:1:5002: error: Enter an owner for action 2.4 [IRP301 missing-owner]\n"
              "  |\n"
              "1 | …aaaaaaaaaaaaaaaa here bbbbbbbbbbbbbbbb…\n"
              "  |                   ^^^^ this\n"
              "\n... and 2 more; --max-problems 0 shows all of them.\n");
}

static void test_json(struct arena *a)
{
    struct str source = STR("\xEF\xBB\xBF# \xC3\xA9\n## x\n");
    struct finding f = finding_at(source, "\xC3\xA9\n##", "");
    struct finding_array all = {&f};
    struct finding_list list = list_of(&all, 1, source);
    struct findings w = {.writer = &findings_json, .arena = a, .today = day(2026, 10, 1)};
    struct out o;

    struct edit edit = {{0, 0}, STR("\"")};
    f.fix = FIX_SAFE;
    f.edits = &edit, f.edits_len = 1;
    out_memory(&o, a);
    w.out = &o;
    findings_open(&w);
    findings_file(&w, &list);
    findings_close(&w);
    CHECK_STR(out_text(&o),
              "{\n  \"version\": 1,\n  \"today\": \"2026-10-01\",\n  \"files\": [\n    {\n      \"file\": \"plans/aylesbury.irp\",\n"
              "      \"findings\": [\n        {\n          \"severity\": \"error\",\n          \"code\": \"IRP301\",\n"
              "          \"name\": \"missing-owner\",\n          \"sentence\": \"Enter an owner for action 2.4\",\n"
              "          \"line\": 1,\n          \"column\": 3,\n          \"end_line\": 2,\n          \"end_column\": 3,\n"
              "          \"help\": \"\",\n          \"why\": \"\",\n          \"saw\": [],\n          \"related\": [],\n          \"fix\": {\n"
              "            \"safety\": \"safe\",\n            \"edits\": [\n              {\n                \"line\": 1,\n                \"column\": 1,\n"
              "                \"end_line\": 1,\n                \"end_column\": 1,\n                \"text\": \"\\\"\"\n              }\n            ]\n"
              "          },\n          \"hidden\": null,\n          \"fingerprint\": \"00000000000000000000000000000000\"\n        }\n      ]\n    }\n  ],\n"
              "  \"totals\": {\n    \"files\": 1,\n    \"errors\": 1,\n    \"warnings\": 0,\n    \"notes\": 0,\n"
              "    \"allowed\": 0,\n    \"ignored\": 0,\n    \"baseline\": 0\n  }\n}\n");
}

/* ---- many findings on one long line: each format has them all, and works out the last place as it does the first */

#define LINE_BYTES 1000000u
#define ON_LINE    5000u

static void brief_on_line(const void *of, uint32_t i, struct finding *f)
{
    (void)of;
    *f = (struct finding){.place = {(i + 1) * (LINE_BYTES / ON_LINE) - 1, 1}, .name = STR("rule"), .severity = SEVERITY_ERROR};
}

static void fill_on_line(const void *of, uint32_t i, struct arena *a, struct finding *f)
{
    (void)a;
    brief_on_line(of, i, f);
    f->sentence = STR("A sentence");
}

static uint32_t times(struct str text, struct str what)
{
    uint32_t n = 0;
    for (size_t at; (at = str_find(text, what)) < text.len; text = str_from(text, at + what.len))
        n++;
    return n;
}

static void test_one_line(struct arena *a)
{
    struct out line;
    out_memory(&line, a);
    out_repeat(&line, 'x', LINE_BYTES);
    const struct finding_list list = {STR("plan.irp"), out_text(&line), ON_LINE, ON_LINE, 0, 0, 0, 0, 0, fill_on_line, brief_on_line, NULL};
    struct finding_list printed;
    fingerprints_list(&list, a, &printed);
    for (unsigned i = 0; i < FINDINGS_FORMATS; i++) {
        struct arena work;
        struct out   o;
        arena_open(&work, a->mem);
        out_memory(&o, &work);
        findings_alone(findings_formats[i].writer, &o, &printed, (struct look){0}, &work);
        uint32_t sentences = times(out_text(&o), STR("A sentence"));
        CHECK(sentences == (findings_formats[i].writer == &findings_junit ? 3 : 1) * ON_LINE);
        CHECK(findings_formats[i].writer == &findings_gitlab || times(out_text(&o), STR("1000000")) >= 1);
        arena_close(&work);
    }
}

/* Places asked about in any order give what counting from the start gives. */
static void test_spots(struct arena *a)
{
    struct out o;
    struct spots s;
    uint32_t line = 1, column = 1;

    out_memory(&o, a);
    for (int i = 0; i < 3000; i++)
        out_str(&o, i % 97 == 0 ? STR("\n") : STR("\xC3\xA9x"));
    spots_open(&s, out_text(&o), a);
    CHECK(spots_at(&s, out_text(&o).len + 5).line == 32);
    for (size_t at = 0; at < out_text(&o).len; at++) {
        struct spot spot = spots_at(&s, at);
        char c = out_text(&o).at[at];
        if (((unsigned char)c & 0xC0) != 0x80)
            CHECK(spot.line == line && spot.column == column);
        column = c == '\n' ? 1 : column + (((unsigned char)c & 0xC0) != 0x80);
        line += c == '\n';
    }
}

static void test_text(struct arena *a)
{
    CHECK_STR(text_one_line(a, STR("  a\n  b\tc ")), "a b c");
    CHECK_STR(text_opening(a, STR("// no\nOne\n  two.\n\nThree."), 100), "One two.");
    CHECK_STR(text_shortened(a, STR("abcdef"), 4), "abc…");
    CHECK_STR(text_shortened(a, STR("abcd"), 4), "abcd");
    CHECK_STR(text_shortened(a, STR("one two three"), 11), "one two…");
    CHECK_STR(text_shortened(a, STR("\xE6\xBC\xA2\xE6\xBC\xA2\xE6\xBC\xA2"), 4), "\xE6\xBC\xA2…");
}

static void test_titles(struct arena *a)
{
    static const struct { enum title title; uint32_t count, all; const char *text; } titles[] = {
        {TITLE_ACTIONS_LATE, 0, 0, "There are no actions"},
        {TITLE_ACTIONS_LATE, 0, 1, "The only action is not late"},
        {TITLE_ACTIONS_LATE, 1, 1, "The only action is late"},
        {TITLE_ACTIONS_LATE, 0, 12, "None of the 12 actions are late"},
        {TITLE_ACTIONS_LATE, 0, 2, "Neither action is late"},
        {TITLE_ACTIONS_LATE, 1, 2, "1 of 2 actions is late"},
        {TITLE_ACTIONS_LATE, 2, 2, "Both actions are late"},
        {TITLE_ACTIONS_LATE, 1, 30, "1 of 30 actions is late"},
        {TITLE_ACTIONS_LATE, 13, 30, "13 of 30 actions are late"},
        {TITLE_ACTIONS_LATE, 30, 30, "All 30 actions are late"},
        {TITLE_ACTIONS_LATE, 1000, 1234567, "1,000 of 1,234,567 actions are late"},
        {TITLE_COMPLETED_SHOWN, 0, 1, "The only completed action has no evidence"},
        {TITLE_CONCERNS_LATE, 1, 9, "1 of 9 concerns has late actions"},
        {TITLE_STEPS_OWNED, 0, 4, "None of the 4 steps have an owner and a deadline"},
    };

    for (size_t i = 0; i < ARRAY_LEN(titles); i++)
        CHECK_STR(title_text(a, titles[i].title, titles[i].count, titles[i].all), titles[i].text);
    for (unsigned t = 0; t < TITLES; t++)        /* none is left without its words */
        for (uint32_t all = 0; all < 4; all++)
            for (uint32_t count = 0; count <= all; count++) {
                struct str text = title_text(a, (enum title)t, count, all);
                CHECK(text.len > 12 && text.at[text.len - 1] != ' ' && str_find(text, STR("  ")) == text.len);
            }
}

/* Two documents come to one: names are joined, months stand in time, scales stay apart. */
static void test_totals(struct arena *a)
{
    const struct progress_group owners[] = {{.key = STR("Governor"), .title = STR("Governor"), .tally = {2, 1, 1, 1, 0, 0}, .late_days = 3},
                                            {.key = STR("governor "), .title = STR("governor"), .tally = {1, 0, 1, 0, 0, 1}}};
    const struct progress_group months[] = {{.key = STR("2026-10"), .title = STR("October 2026"), .tally = {1, 0, 1, 0, 1, 0}},
                                            {.key = STR("2026-09"), .title = STR("September 2026"), .tally = {1, 0, 1, 1, 0, 0}}};
    const struct judgement_level good[] = {{STR("Good progress"), 2}}, significant[] = {{STR("Significant progress"), 1}};
    const struct judgement_tally judged[] = {{.inspectorate = STR("HMI Prisons"), .noun = STR("recommendation"), .n = 2, .levels_len = 1, .levels = good},
                                             {.inspectorate = STR("HMI Prisons"), .noun = STR("recommendation"), .n = 1, .levels_len = 1, .levels = significant}};
    struct progress_totals *t = progress_totals_open(day(2026, 10, 1), a);
    const struct progress *all;

    for (uint32_t i = 0; i < 3; i++)
        progress_totals_add(t, &(struct progress){.total = owners[i % 2].tally, .by_owner = &owners[i % 2], .by_owner_len = 1, .by_month = &months[i % 2],
                                                  .by_month_len = 1, .judgements = &judged[i % 2], .judgements_len = 1});
    all = progress_totals_made(t);
    CHECK(all->total.actions == 5 && all->total.completed == 2 && all->total.late == 2 && all->total.undated == 1);
    CHECK(all->by_owner_len == 1 && all->by_owner[0].tally.actions == 5 && all->by_owner[0].late_days == 3);
    CHECK(all->by_month_len == 2);
    CHECK_STR(all->by_month[0].key, "2026-09");
    CHECK(all->judgements_len == 2 && all->judgements[0].n == 4 && all->judgements[0].levels[0].count == 4 && all->judgements[1].n == 1);
}

int main(void)
{
    UNIT_BEGIN();
    test_titles(&unit_arena);
    test_totals(&unit_arena);
    test_plan_days(&unit_arena);
    test_plan_groups(&unit_arena);
    test_plan_text(&unit_arena);
    test_plan_json(&unit_arena);
    test_reviews(&unit_arena);
    test_letter(&unit_arena);
    test_not_judged(&unit_arena);
    test_message(&unit_arena);
    test_related(&unit_arena);
    test_long_lines(&unit_arena);
    test_json(&unit_arena);
    test_one_line(&unit_arena);
    test_spots(&unit_arena);
    test_text(&unit_arena);
    return unit_end();
}
