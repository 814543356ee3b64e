/* house.c - a document in its house style. See house.h. */
#include "house.h"
#include "../../runtime/report/sentences.h"

struct house house_open(struct maker *m, const struct subject *s)
{
    struct house h = {.m = m, .arena = m->arena, .subject = s, .rows = s->file->rows, .item = s->item, .style = s->style};
    h.name = house_title(&h, s->item);
    m->document->establishment = h.name;
    m->document->style = s->style->name;
    return h;
}

const char *house_apostrophe(const struct house *h, enum label setting)
{
    enum { CURLY, STRAIGHT };
    return style_choice(h->style, setting) == STRAIGHT ? "'" : "\xE2\x80\x99";
}

void house_masthead(const struct house *h)
{
    enum { TWO_LINES, ONE_LINE, LEFT_OUT };
    const struct str two[] = {STR("HM Prison &"), STR("Probation Service")}, one[] = {STR("HM Prison & Probation Service")};
    unsigned         choice = style_choice(h->style, LABEL_STYLE_MASTHEAD);
    if (choice == TWO_LINES)
        make_lines(h->m, LINES_MASTHEAD, two, ARRAY_LEN(two));
    else if (choice == ONE_LINE)
        make_lines(h->m, LINES_MASTHEAD, one, ARRAY_LEN(one));
}

/* ---- words of items */

struct str house_label(const struct house *h, uint32_t item, enum label l) { return clean_words(h->arena, rows_text(h->rows, item, l)); }
struct str house_title(const struct house *h, uint32_t item) { return clean_words(h->arena, rows_title(h->rows, item)); }

/* The paragraphs and items of some prose, one after another. */
struct str house_prose(const struct house *h, uint32_t item)
{
    struct blocks b = prose_blocks(h->arena, rows_prose(h->rows, item));
    struct out    o;
    out_memory(&o, h->arena);
    for (uint32_t i = 0; i < b.len; i++) {
        uint32_t len = b.at[i].kind == BLOCK_LIST ? b.at[i].list.len : 1;
        for (uint32_t k = 0; k < len; k++) {
            struct runs r = b.at[i].kind == BLOCK_LIST ? b.at[i].list.at[k] : b.at[i].paragraph.text;
            if (o.len > 0 && r.len > 0)
                out_char(&o, ' ');
            for (uint32_t t = 0; t < r.len; t++)
                out_str(&o, r.at[t].text);
        }
    }
    return out_text(&o);
}

struct str_list house_labels(const struct house *h, uint32_t item, enum label l)
{
    struct str_list list = {{NULL, 0, 0}};
    struct str      text;
    for (uint32_t line = 0; rows_texts(h->rows, item, l, &line, &text);)
        *vec_push(h->arena, &list.all) = clean_words(h->arena, text);
    return list;
}

/* ---- names that are filled in */

enum placeholder {
#define PLACEHOLDER(ID, name, about) PLACEHOLDER_##ID,
#include "../../lang/table/styles.def"
    PLACEHOLDERS
};
static const char *const placeholder_names[PLACEHOLDERS] = {
#define PLACEHOLDER(ID, name, about) name,
#include "../../lang/table/styles.def"
};

/* Which label of a kind of document holds the date that a name in braces is made of. */
enum dated { DATED_INSPECTION, DATED_VISIT, DATED_REPORT, DATED_PLAN, DATED_PUBLISHED };
static bool date_of_document(const struct house *h, enum dated which, struct date *d)
{
    static const struct { enum dated which; enum kind kind; enum label label; } labels[] = {
        {DATED_INSPECTION, KIND_PLAN, LABEL_PLAN_INSPECTION}, {DATED_INSPECTION, KIND_REVIEW, LABEL_REVIEW_INSPECTION},
        {DATED_INSPECTION, KIND_RESPONSE, LABEL_RESPONSE_INSPECTION}, {DATED_VISIT, KIND_REVIEW, LABEL_REVIEW_VISIT},
        {DATED_VISIT, KIND_RESPONSE, LABEL_RESPONSE_VISIT}, {DATED_REPORT, KIND_PLAN, LABEL_PLAN_REPORT_PUBLISHED},
        {DATED_PLAN, KIND_PLAN, LABEL_PLAN_PLAN_SUBMITTED}, {DATED_PUBLISHED, KIND_REVIEW, LABEL_REVIEW_PUBLISHED},
    };
    for (size_t i = 0; i < ARRAY_LEN(labels); i++)
        if (labels[i].which == which && labels[i].kind == h->subject->kind)
            return rows_date(h->rows, h->item, labels[i].label, d);
    return false;
}

/* As plans call it: that of prisons by its letters. */
static struct str inspectorate(const struct house *h)
{
    struct str by = h->subject->kind == KIND_PLAN ? house_label(h, h->item, LABEL_PLAN_INSPECTED_BY) : STR("");
    bool       prisons = by.len == 0 || str_same_name(by, HMI_PRISONS) || str_same_name(by, STR("HM Inspectorate of Prisons"));
    return prisons ? STR("HMIP") : by;
}

/* What a name stands for; empty: it is not known. */
static struct str filled_in(const struct house *h, enum placeholder p)
{
    typedef struct str printer(struct arena *, struct date);
    static const struct { enum dated which; printer *print; } dates[PLACEHOLDERS] = {
        [PLACEHOLDER_INSPECTION] = {DATED_INSPECTION, date_range_words}, [PLACEHOLDER_INSPECTION_MONTH] = {DATED_INSPECTION, date_month_words},
        [PLACEHOLDER_INSPECTION_YEAR] = {DATED_INSPECTION, date_year_words}, [PLACEHOLDER_VISIT] = {DATED_VISIT, date_range_words},
        [PLACEHOLDER_VISIT_MONTH] = {DATED_VISIT, date_month_words}, [PLACEHOLDER_REPORT_PUBLISHED] = {DATED_REPORT, date_range_words},
        [PLACEHOLDER_PLAN_SUBMITTED] = {DATED_PLAN, date_range_words}, [PLACEHOLDER_PUBLISHED_MONTH] = {DATED_PUBLISHED, date_month_words},
        [PLACEHOLDER_PUBLISHED_YEAR] = {DATED_PUBLISHED, date_year_words},
    };
    struct date d;
    if (p == PLACEHOLDER_ESTABLISHMENT)
        return h->name;
    if (p == PLACEHOLDER_INSPECTORATE)
        return inspectorate(h);
    return date_of_document(h, dates[p].which, &d) ? dates[p].print(h->arena, d) : STR("");
}

static enum placeholder placeholder_named(struct str name)
{
    unsigned p = 0;
    while (p < PLACEHOLDERS && !str_same_name(name, str_of(placeholder_names[p])))
        p++;
    return (enum placeholder)p;
}

/* The text with its names filled in: false when one is not known. What is no name is left as it stands. */
static bool fill_in(const struct house *h, struct str text, struct str *filled)
{
    struct out o;
    out_memory(&o, h->arena);
    for (size_t at = 0; at < text.len;) {
        size_t           end = placeholder_end(text, at);
        enum placeholder p = end > 0 ? placeholder_named(str_trim((struct str){text.at + at + 1, end - at - 1})) : PLACEHOLDERS;
        if (p == PLACEHOLDERS) {
            out_char(&o, text.at[at++]);
            continue;
        }
        struct str value = filled_in(h, p);
        if (value.len == 0)
            return false;
        out_str(&o, value);
        at = end + 1;
    }
    *filled = out_text(&o);
    return true;
}

struct str house_text(const struct house *h, enum label l, const char *usual)
{
    struct str text = clean_words(h->arena, style_text(h->style, l)), filled;
    return text.len > 0 && fill_in(h, text, &filled) ? filled : str_of(usual);
}

/* Prose has one run a paragraph, and one an item of a list. */
static bool fill_runs(const struct house *h, struct runs *r)
{
    struct str filled;
    if (r->len == 0)
        return false;
    if (!fill_in(h, r->at[0].text, &filled))
        return false;
    *r = runs_of(h->arena, filled);
    return true;
}

bool house_block(const struct house *h, const char *name, struct str number, struct str anchor)
{
    struct blocks b = prose_blocks(h->arena, style_block(h->style, str_of(name)));
    bool          made = false;
    for (uint32_t i = 0; i < b.len; i++) {
        bool list = b.at[i].kind == BLOCK_LIST;
        struct runs *kept = arena_many(h->arena, list ? b.at[i].list.len : 1, struct runs);
        uint32_t     len = 0;
        for (uint32_t k = 0; k < (list ? b.at[i].list.len : 1); k++) {
            kept[len] = list ? b.at[i].list.at[k] : b.at[i].paragraph.text;
            len += fill_runs(h, &kept[len]);
        }
        if (len > 0 && list)
            make_list(h->m, kept, len);
        else if (len > 0)
            make_paragraph(h->m, made ? STR("") : number, kept[0], made ? STR("") : anchor);
        made = made || len > 0;
    }
    return made;
}

/* ---- dates */

static struct str month_name(struct arena *a, int32_t month)
{
    struct str words = date_words(a, date_of_month(2000, month));
    return str_upto(words, words.len - 5);
}

static bool is_range(struct date d) { return d.form == DATE_DAYS && d.first != d.last; }

struct str date_range_words(struct arena *a, struct date d)
{
    struct civil from = civil_of(d.first), to = civil_of(d.last);
    if (!is_range(d) || from.year != to.year)
        return date_words(a, d);
    return str_printf(a, "%d " STR_FMT " to %d " STR_FMT " %d", from.day, STR_ARG(month_name(a, from.month)), to.day, STR_ARG(month_name(a, to.month)), to.year);
}

#define EN_DASH "\xE2\x80\x93"

struct str date_range_short(struct arena *a, struct date d)
{
    struct civil from = civil_of(d.first), to = civil_of(d.last);
    struct str   end = str_printf(a, "%d " STR_FMT " %d", to.day, STR_ARG(month_name(a, to.month)), to.year);
    if (!is_range(d) || from.year != to.year)
        return date_words(a, d);
    if (from.month == to.month)
        return str_printf(a, "%d" EN_DASH STR_FMT, from.day, STR_ARG(end));
    return str_printf(a, "%d " STR_FMT " " EN_DASH " " STR_FMT, from.day, STR_ARG(month_name(a, from.month)), STR_ARG(end));
}

static const char *ordinal(int32_t day)
{
    static const char *const ends[] = {"th", "st", "nd", "rd"};
    return day % 10 < 4 && (day < 11 || day > 13) ? ends[day % 10] : ends[0];
}

struct str date_ordinal(struct arena *a, struct date d)
{
    struct civil from = civil_of(d.first), to = civil_of(d.last);
    struct str   end = str_printf(a, "%d%s " STR_FMT " %d", to.day, ordinal(to.day), STR_ARG(month_name(a, to.month)), to.year);
    if (d.first == d.last)
        return end;
    if (!is_range(d) || from.year != to.year)
        return date_words(a, d);
    if (from.month == to.month)
        return str_printf(a, "%d%s " EN_DASH " " STR_FMT, from.day, ordinal(from.day), STR_ARG(end));
    return str_printf(a, "%d%s " STR_FMT " " EN_DASH " " STR_FMT, from.day, ordinal(from.day), STR_ARG(month_name(a, from.month)), STR_ARG(end));
}

struct str date_month_words(struct arena *a, struct date d) { return date_words(a, date_as_month(d)); }

struct str date_year_words(struct arena *a, struct date d)
{
    struct civil from = civil_of(d.first), to = civil_of(d.last);
    return from.year == to.year ? str_printf(a, "%d", from.year) : date_words(a, d);
}
