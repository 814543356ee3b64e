/* The reader of statuses: what an author may type, and what irp works out instead. */
#include "readers.h"

static const struct { enum status_code code; const char *word; } status_words[] = {
    {STATUS_NOT_STARTED, "Not started"}, {STATUS_IN_PROGRESS, "In progress"}, {STATUS_COMPLETED, "Completed"},
    {STATUS_ONGOING, "Ongoing"}, {STATUS_WITHDRAWN, "Withdrawn"}, {STATUS_SUPERSEDED, "Superseded"},
};
static const char *const computed_words[] = {
#define CHOICE(...)
#define SYNONYM(...)
#define COMPUTED(word) word,
#include "../../lang/table/words.def"
#undef CHOICE
#undef SYNONYM
#undef COMPUTED
};

static struct str status_list(struct arena *a)
{
    struct str list = {"", 0};
    for (size_t i = 0; i < ARRAY_LEN(status_words); i++)
        list = str_printf(a, STR_FMT "%s%s", STR_ARG(list), i == 0 ? "" : i + 1 < ARRAY_LEN(status_words) ? ", " : " or ", status_words[i].word);
    return list;
}

static bool unknown_status(struct reading *r, struct str text)
{
    struct arena *a = r->arena;
    for (size_t i = 0; i < ARRAY_LEN(computed_words); i++)
        if (str_eq_fold(text, str_of(computed_words[i]))) {
            diag2(r->sink, DIAG_STATUS_COMPUTED, r->place, text, status_list(a));
            return false;
        }
    struct str near = {"", 0};
    unsigned   least = near_enough(text.len) + 2;
    for (size_t i = 0; i < ARRAY_LEN(status_words); i++) {
        unsigned d = str_distance(text, str_of(status_words[i].word), least - 1);
        if (d < least) {
            least = d;
            near = str_of(status_words[i].word);
        }
    }
    static const char *const done[] = {"Complete", "Done", "Closed", "Finished", "Implemented", "Achieved", "Delivered"};
    for (size_t i = 0; i < ARRAY_LEN(done); i++)
        if (str_eq_fold(text, str_of(done[i])))
            near = STR("Completed");
    struct finding *f = diag2(r->sink, DIAG_STATUS_UNKNOWN, r->place, status_list(a), value_near(r, near));
    if (near.len > 0)
        diag_fix(r->sink, f, MEND_STATUS_NEAR, r->place, near);
    return false;
}

/* What may follow each status, one function each. `rest` is trimmed. */

static bool in_progress(struct reading *r, struct str rest, struct value *v)
{
    unsigned percent = 0;
    size_t   i = 0;
    if (rest.len == 0)
        return true;
    if (rest.at[0] == ',' || rest.at[0] == ':')
        rest = str_trim(str_from(rest, 1));
    for (; i < rest.len && is_digit(rest.at[i]) && percent <= 100; i++)
        percent = percent * 10 + (unsigned)(rest.at[i] - '0');
    struct str sign = str_trim(str_from(rest, i));
    if (i == 0 || percent > 100 || !(str_eq(sign, STR("%")) || str_eq_fold(sign, STR("per cent")))) {
        diag1(r->sink, DIAG_PERCENT_NOT_READ, value_place(r, rest), STR("What follows \"In progress\""));
        return false;
    }
    v->field[FIELD_PERCENT] = percent;
    return true;
}

static bool completed(struct reading *r, struct str rest, struct value *v)
{
    if (rest.len > 0 && rest.at[0] == ',')
        rest = str_trim(str_from(rest, 1));
    if (str_starts_fold(rest, STR("on ")))
        rest = str_trim(str_from(rest, 3));
    if (rest.len == 0)
        return true;
    struct date_read read = date_parse(rest);
    if (read.fault != DATE_FINE) {
        struct reading inner = *r;
        inner.what = "The date of completion";
        inner.place = value_place(r, rest);
        value_date_fault(&inner, rest, read);
        return false;
    }
    value_set_date(v, FIELD_FIRST, read.date);
    return true;
}

static bool withdrawn(struct reading *r, struct str rest, struct value *v)
{
    struct str because;
    if (!value_because(rest, &because) || because.len == 0) {
        diag1(r->sink, DIAG_STATUS_REASON, r->place, STR("A withdrawn action"));
        return false;
    }
    value_set_place(r, v, FIELD_BECAUSE_AT, because);
    return true;
}

static bool superseded(struct reading *r, struct str rest, struct value *v)
{
    struct reading inner = *r;
    inner.what = "What follows \"Superseded by\"";
    struct str word = str_word(&rest);
    rest = str_trim(rest);
    if (!str_eq_fold(word, STR("by"))) {
        diag2(r->sink, DIAG_REFERENCE_NOT_READ, r->place, str_of(inner.what), STR("action 2.1"));
        return false;
    }
    return value_read_reference(&inner, rest, v);
}

bool value_read_status(struct reading *r, struct str text, struct value *v)
{
    v->field[FIELD_PERCENT] = NO_PERCENT;
    v->field[FIELD_FORM] = NO_DATE;
    v->field[FIELD_ROW] = -1;
    for (size_t i = 0; i < ARRAY_LEN(status_words); i++) {
        struct str word = str_of(status_words[i].word);
        if (!str_starts_fold(text, word) || (text.len > word.len && is_letter(text.at[word.len])))
            continue;
        struct str rest = str_trim(str_from(text, word.len));
        v->field[FIELD_CODE] = status_words[i].code;
        switch (status_words[i].code) {
        case STATUS_IN_PROGRESS: return in_progress(r, rest, v);
        case STATUS_COMPLETED:   return completed(r, rest, v);
        case STATUS_WITHDRAWN:   return withdrawn(r, rest, v);
        case STATUS_SUPERSEDED:  return superseded(r, rest, v);
        case STATUS_NONE:
        case STATUS_NOT_STARTED:
        case STATUS_ONGOING:     return rest.len == 0 || unknown_status(r, text);
        }
    }
    return unknown_status(r, text);
}
