/* Dates in values, in the one form. See value_form.h. A type of value says where in it dates may stand. */
#include "value_form.h"
#include "../../runtime/image/image.h"
#include "../../runtime/value/date.h"

static struct str printed(struct date d, struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    date_print(&o, d);
    return out_text(&o);
}

static bool same_date(struct date_read r, struct date d)
{
    return r.fault == DATE_FINE && r.date.first == d.first && r.date.last == d.last && r.date.form == d.form;
}

/* What is printed must read back as the same date: "by July 2026" and "winter 2026" keep what they say. */
struct str form_of_date(struct str text, struct arena *a)
{
    struct date_read r = date_parse(text);
    if (r.fault != DATE_FINE)
        return text;
    struct str form = printed(r.date, a);
    return same_date(date_parse(form), r.date) ? form : text;
}

static struct str form_of_range(struct str text, struct arena *a)
{
    struct date_read r = date_parse_range(text);
    if (r.fault != DATE_FINE)
        return text;
    struct str form = printed(r.date, a);
    return same_date(date_parse_range(form), r.date) ? form : text;
}

/* A word or more, and then a date: "Completed 2026-05-12", "agreed 2026-07-03". */
static struct str form_after(struct str head, struct str text, struct arena *a)
{
    if (text.len <= head.len || !str_starts_fold(text, head) || !is_blank(text.at[head.len]))
        return text;
    struct str date = str_trim(str_from(text, head.len)), form = form_of_date(date, a);
    return form.at == date.at ? text : str_printf(a, STR_FMT " " STR_FMT, STR_ARG(str_upto(text, head.len)), STR_ARG(form));
}

/* DATE, agreed DATE, because REASON: the parts before the reason, between commas. */
static struct str form_of_revision(struct str text, struct arena *a)
{
    struct str left = {"", 0}, rest = text;
    while (rest.len > 0) {
        struct str tail = rest, part = str_trim(str_cut(&rest, ','));
        if (str_starts_fold(part, STR("because"))) {
            part = str_trim(tail);
            rest = STR("");
        }
        struct str form = form_after(STR("agreed"), form_of_date(part, a), a);
        left = str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(left), left.len > 0 ? ", " : "", STR_ARG(form));
    }
    return left.len == 0 ? text : left;
}

/* The status in the words of the table, and a date behind it. */
static struct str form_of_status(struct str text, struct arena *a)
{
    static const char *const WORDS[] = {
#define S(id, words) words,
        STATUS_TABLE(S)
#undef S
    };
    for (size_t i = 1; i < ARRAY_LEN(WORDS); i++) {
        struct str head = str_of(WORDS[i]);
        bool whole = str_starts_fold(text, head) && (text.len == head.len || is_blank(text.at[head.len]));
        if (whole)
            return form_after(head, str_printf(a, STR_FMT STR_FMT, STR_ARG(head), STR_ARG(str_from(text, head.len))), a);
    }
    return text;
}

struct str form_of_value(enum label l, struct str text, struct arena *a)
{
    switch (label_rows[l].type) {
    case TYPE_DATE:
    case TYPE_DEADLINE: return form_of_date(text, a);
    case TYPE_RANGE:    return form_of_range(text, a);
    case TYPE_REVISION: return form_of_revision(text, a);
    case TYPE_STATUS:   return form_of_status(text, a);
    case TYPE_TEXT: case TYPE_NAME: case TYPE_LEVEL: case TYPE_REFERENCE: case TYPE_RESPONSE: case TYPE_NUMBER: case TYPE_PERCENT: case TYPE_YESNO:
    case TYPE_CHOICE: case TYPE_ALLOWANCE: case TYPE_STANDARD: case TYPE_LEVELS: case TYPE_KINDS: case TYPE_EXPRESSION: case TYPE_MESSAGE: case TYPES:
        break;
    }
    return text;
}
