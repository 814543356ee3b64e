/* layout_letter.c - the letter after a review of progress, as it is sent (design: outputs O-18): roles in the place of names. */
#include "house.h"
#include "../../runtime/report/sentences.h"

struct letter {
    struct house h;
    struct str   nouns, items;           /* what was followed up: "concerns" or "recommendations"; "five concerns"; empty: neither is said */
    int64_t      themes;
    bool         semicolon;              /* lists open with one, and not with a colon */
};

/* ---- who writes to whom */

/* A role, and the lines of an address below it. */
static void address(const struct letter *l, enum label role, enum label lines)
{
    struct str_list rest = house_labels(&l->h, l->h.item, lines);
    struct str     *all = arena_many(l->h.arena, rest.all.len + (size_t)1, struct str);
    all[0] = house_label(&l->h, l->h.item, role);
    for (uint32_t i = 0; i < rest.all.len; i++)
        all[i + 1] = rest.all.at[i];
    make_lines(l->h.m, LINES_ADDRESS, all, rest.all.len + 1);
}

static void opening(const struct letter *l)
{
    struct str  greeting = house_label(&l->h, l->h.item, LABEL_RESPONSE_GREETING), to = house_label(&l->h, l->h.item, LABEL_RESPONSE_TO);
    struct date date;
    house_masthead(&l->h);
    address(l, LABEL_RESPONSE_FROM, LABEL_RESPONSE_FROM_ADDRESS);
    address(l, LABEL_RESPONSE_TO, LABEL_RESPONSE_TO_ADDRESS);
    if (rows_date(l->h.rows, l->h.item, LABEL_RESPONSE_DATE, &date))
        make_text(l->h.m, date_ordinal(l->h.arena, date));
    if (greeting.len == 0 && to.len > 0)
        greeting = str_printf(l->h.arena, "Dear " STR_FMT ",", STR_ARG(to));
    make_text(l->h.m, greeting);
}

/* The days stand on a line of their own below the subject, or after a hyphen. */
static void subject(const struct letter *l)
{
    enum { OWN_LINE, HYPHEN };
    struct str  head = str_printf(l->h.arena, "HMIP report on an independent review of progress at " STR_FMT, STR_ARG(l->h.name)), days = {"", 0};
    const char *stop = style_yes(l->h.style, LABEL_STYLE_SUBJECT_STOP) ? "." : "";
    bool        hyphen = style_choice(l->h.style, LABEL_STYLE_SUBJECT_DATES) == HYPHEN;
    struct date visit;
    if (rows_date(l->h.rows, l->h.item, LABEL_RESPONSE_VISIT, &visit))
        days = str_printf(l->h.arena, STR_FMT "%s", STR_ARG(date_ordinal(l->h.arena, visit)), stop);
    l->h.m->document->title = head;
    if (days.len > 0 && hyphen)
        head = str_printf(l->h.arena, STR_FMT " - " STR_FMT, STR_ARG(head), STR_ARG(days));
    else if (days.len == 0)
        head = str_printf(l->h.arena, STR_FMT "%s", STR_ARG(head), stop);
    make_heading(l->h.m, 1, head, anchor_of(l->h.m, "letter", STR("")));
    if (!hyphen)
        make_lines(l->h.m, LINES_TITLE, &days, 1);
}

/* ---- what was followed up */

static void read_counts(struct letter *l)
{
    bool    key = style_yes(l->h.style, LABEL_STYLE_KEY_RECOMMENDATIONS);
    int64_t n;
    if (rows_whole(l->h.rows, l->h.item, LABEL_RESPONSE_CONCERNS_FOLLOWED_UP, &n) && n > 0) {
        l->nouns = STR("concerns");
        l->items = count_words((uint32_t)n, STR("concern"), l->nouns, l->h.arena);
    } else if (rows_whole(l->h.rows, l->h.item, LABEL_RESPONSE_RECOMMENDATIONS_FOLLOWED_UP, &n) && n > 0) {
        l->nouns = STR("recommendations");
        l->items = count_words((uint32_t)n, key ? STR("key recommendation") : STR("recommendation"), key ? STR("key recommendations") : l->nouns, l->h.arena);
    }
    if (!rows_whole(l->h.rows, l->h.item, LABEL_RESPONSE_THEMES_FOLLOWED_UP, &l->themes))
        l->themes = 0;
}

/* ", whereby you followed up five concerns and five Ofsted themes from your most recent inspection in March 2022" */
static struct str followed_up(const struct letter *l)
{
    enum { IN_MONTH, TOOK_PLACE };
    struct str  themes = {"", 0}, inspection = {"", 0};
    struct date d;
    if (l->themes > 0)
        themes = count_words((uint32_t)l->themes, STR("Ofsted theme"), STR("Ofsted themes"), l->h.arena);
    if (l->items.len == 0 && themes.len == 0)
        return STR("");
    if (rows_date(l->h.rows, l->h.item, LABEL_RESPONSE_INSPECTION, &d))
        inspection = str_printf(l->h.arena, " %s " STR_FMT, style_choice(l->h.style, LABEL_STYLE_INSPECTION_WORDS) == TOOK_PLACE ? "that took place" : "in",
                                STR_ARG(date_month_words(l->h.arena, d)));
    return str_printf(l->h.arena, ", whereby you followed up " STR_FMT "%s" STR_FMT " from your most recent inspection" STR_FMT, STR_ARG(l->items),
                      l->items.len > 0 && themes.len > 0 ? " and " : "", STR_ARG(themes), STR_ARG(inspection));
}

/* ---- the lists */

static void bullets(const struct letter *l, enum kind k)
{
    const struct rows *r = l->h.rows;
    VEC(struct runs)   items = {NULL, 0, 0};
    for (uint32_t i = rows_child(r, l->h.item, l->h.item, k); i != NO_ITEM; i = rows_child(r, l->h.item, i, k)) {
        struct str text = house_prose(&l->h, i);
        if (text.len > 0)
            *vec_push(l->h.arena, &items) = runs_of(l->h.arena, text);
    }
    make_list(l->h.m, items.at, items.len);
}

/* What some of the progress was made across: "some of the concerns and Ofsted themes" */
static struct str across(const struct letter *l)
{
    bool both = l->nouns.len > 0 && l->themes > 0;
    return str_printf(l->h.arena, STR_FMT "%s%s", STR_ARG(l->nouns), both ? " and " : "", l->themes > 0 ? "Ofsted themes" : "");
}

static void progress(const struct letter *l)
{
    enum { SPECIFICALLY, NOTE_THE_FOLLOWING };
    struct str  of = across(l);
    const char *tail = ", and note the following";
    if (rows_count(l->h.rows, l->h.item, KIND_PROGRESS) == 0)
        return;
    if (style_choice(l->h.style, LABEL_STYLE_PROGRESS_OPENS) == SPECIFICALLY)
        tail = str_printf(l->h.arena, "%s, specifically", l->themes > 0 ? house_apostrophe(&l->h, LABEL_STYLE_APOSTROPHE) : "").at;
    make_said(l->h.m, "I am encouraged to note that you have seen good and reasonable progress being made%s" STR_FMT "%s%s",
              of.len > 0 ? " across some of the " : "", STR_ARG(of), tail, l->semicolon ? ";" : ":");
    bullets(l, KIND_PROGRESS);
}

/* "In respect of the three key areas where you found insufficient progress, "; empty where their number is not said. */
static struct str areas(const struct letter *l)
{
    enum { OF_THEMES, KEY_AREAS };
    int64_t n;
    if (!rows_whole(l->h.rows, l->h.item, LABEL_RESPONSE_INSUFFICIENT, &n) || n < 1)
        return STR("");
    bool       key = style_choice(l->h.style, LABEL_STYLE_AREAS_CALLED) == KEY_AREAS;
    struct str count = count_words((uint32_t)n, key ? STR("key area") : STR("area"), key ? STR("key areas") : STR("areas"), l->h.arena);
    return str_printf(l->h.arena, "In respect of the " STR_FMT "%s, ", STR_ARG(count),
                      key ? " where you found insufficient progress" : " of Ofsted themes where insufficient progress was being made");
}

static void steps(const struct letter *l)
{
    if (rows_count(l->h.rows, l->h.item, KIND_STEP) == 0)
        return;
    make_said(l->h.m, STR_FMT "I can confirm that all the IRP findings have been carefully considered and steps will be taken to address them "
              "as appropriate. This will include the following%s", STR_ARG(areas(l)), l->semicolon ? ";" : ":");
    bullets(l, KIND_STEP);
}

/* ---- the end */

static void closing(const struct letter *l)
{
    const char *owner = style_yes(l->h.style, LABEL_STYLE_POSSESSIVE) ? str_printf(l->h.arena, "%ss", house_apostrophe(&l->h, LABEL_STYLE_APOSTROPHE)).at : "";
    if (!style_yes(l->h.style, LABEL_STYLE_CLOSING))
        return;
    if (l->nouns.len > 0)
        make_said(l->h.m, "The Governor with the support of the Prison Group Director will continue to progress the full Action Plan covering "
                  "all the original " STR_FMT ".", STR_ARG(l->nouns));
    make_said(l->h.m, "I remain committed to ensuring continued progress against " STR_FMT "%s agreed Action Plan and I can assure you that through "
              "my operational assurance functions and the support of OSAG we continue to closely monitor progress.", STR_ARG(l->h.name), owner);
    make_said(l->h.m, "Whilst I acknowledge that there is still much work to be carried out at the prison, I am encouraged that progress is being "
              "made and that our monitoring of the prison is in line with your findings.");
}

static void signature(const struct letter *l)
{
    struct str      role = house_label(&l->h, l->h.item, LABEL_RESPONSE_SIGNED_AS), mark = house_text(&l->h, LABEL_STYLE_COPY_MARK, "Copy:");
    struct str_list copies = house_labels(&l->h, l->h.item, LABEL_RESPONSE_COPY);
    if (role.len == 0)
        role = house_label(&l->h, l->h.item, LABEL_RESPONSE_FROM);
    make_lines(l->h.m, LINES_SIGNATURE, &role, 1);
    if (copies.all.len > 0)
        copies.all.at[0] = str_printf(l->h.arena, STR_FMT " " STR_FMT, STR_ARG(mark), STR_ARG(copies.all.at[0]));
    make_lines(l->h.m, LINES_COPIES, copies.all.at, copies.all.len);
}

void layout_letter(struct maker *m, const struct subject *s, uint32_t len)
{
    enum { COLON, SEMICOLON };
    struct letter l = {.h = house_open(m, s)};
    (void)len;
    l.semicolon = style_choice(l.h.style, LABEL_STYLE_LISTS_OPEN) == SEMICOLON;
    read_counts(&l);
    opening(&l);
    subject(&l);
    make_said(m, "Thank you for your Independent Review of Progress report at " STR_FMT STR_FMT ".", STR_ARG(l.h.name), STR_ARG(followed_up(&l)));
    progress(&l);
    steps(&l);
    closing(&l);
    signature(&l);
}
