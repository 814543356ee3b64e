/* The reader of statuses: what an author may type, and what irp works out instead. */
#include "readers.h"
#include "../../runtime/value/number.h"

static const struct { enum status_code code; const char *word; } status_words[] = {
    {STATUS_NOT_STARTED, "Not started"}, {STATUS_IN_PROGRESS, "In progress"}, {STATUS_COMPLETED, "Completed"},
    {STATUS_ONGOING, "Ongoing"}, {STATUS_WITHDRAWN, "Withdrawn"}, {STATUS_SUPERSEDED, "Superseded"},
};
static const char *const computed_words[] = {
#define COMPUTED(word) word,
#include "../../lang/table/words.def"
};

static struct str status_list(struct arena *a)
{
    struct str list = {"", 0};
    for (size_t i = 0; i < ARRAY_LEN(status_words); i++)
        list = str_printf(a, STR_FMT "%s%s", STR_ARG(list), i == 0 ? "" : i + 1 < ARRAY_LEN(status_words) ? ", " : " or ", status_words[i].word);
    return list;
}

static const struct { const char *word, *status; } other_words[] = {
#define STATUS_WORD(word, status) {word, status},
#include "../../lang/table/words.def"
};

struct str status_meant(struct str word)
{
    for (size_t i = 0; i < ARRAY_LEN(status_words); i++)
        if (word_is(word, status_words[i].word))
            return str_of(status_words[i].word);
    for (size_t i = 0; i < ARRAY_LEN(other_words); i++)
        if (word_is(word, other_words[i].word))
            return str_of(other_words[i].status);
    return STR("");
}

static struct str near_status(struct str text)
{
    struct str     near = status_meant(text);
    struct nearest n = nearest_open(text);
    for (size_t i = 0; near.len == 0 && i < ARRAY_LEN(status_words); i++)
        if (str_starts_fold(text, str_of(status_words[i].word)))
            near = str_of(status_words[i].word);
    for (size_t i = 0; i < ARRAY_LEN(status_words); i++)
        nearest_try(&n, str_of(status_words[i].word));
    for (size_t i = 0; i < ARRAY_LEN(other_words); i++)
        if (nearest_try(&n, str_of(other_words[i].word)))
            n.best = str_of(other_words[i].status);
    return near.len > 0 ? near : n.best;
}

/* "Amber", "RAG: amber": the colour, or empty. */
static struct str traffic_light(struct str text)
{
    struct str last = text;
    for (struct str rest = text, word; (word = str_word(&rest)).len > 0 || rest.len > 0;) {
        if (word.len > 0)
            last = word;
        else
            rest = str_from(rest, 1);
    }
    bool alone = last.len == text.len || str_starts_fold(text, STR("RAG"));
    for (unsigned i = 0; alone && choice_word(LABEL_ACTION_TRAFFIC_LIGHT, i) != NULL; i++)
        if (word_is(last, choice_word(LABEL_ACTION_TRAFFIC_LIGHT, i)))
            return str_of(choice_word(LABEL_ACTION_TRAFFIC_LIGHT, i));
    return STR("");
}

static bool unknown_status(struct reading *r, struct str text)
{
    struct arena *a = r->arena;
    int64_t       share;
    for (size_t i = 0; i < ARRAY_LEN(computed_words); i++)
        if (str_eq_fold(text, str_of(computed_words[i]))) {
            diag2(r->sink, DIAG_STATUS_COMPUTED, r->place, text, status_list(a));
            return false;
        }
    struct str light = r->tree->items[r->item].kind == KIND_ACTION ? traffic_light(text) : STR(""), near = light.len > 0 ? STR("") : near_status(text), help = {"", 0};
    if (light.len > 0)
        help = str_printf(a, "A traffic light has a line of its own: Traffic light: " STR_FMT, STR_ARG(light));
    else if (percent_parse(text, &share))
        help = str_printf(a, "Write: In progress " STR_FMT, STR_ARG(text));
    struct finding *f = diag3(r->sink, DIAG_STATUS_UNKNOWN, r->place, status_list(a), value_near(r, near), help);
    if (near.len > 0)
        diag_fix(r->sink, f, MEND_STATUS_NEAR, r->place, near);
    return false;
}

/* What follows a status: behind a comma, a colon or a dash, or in brackets. */
static struct str behind(struct str rest)
{
    rest = str_trim(rest);
    bool dash = rest.len >= 3 && (str_eq(str_upto(rest, 3), STR("\xE2\x80\x93")) || str_eq(str_upto(rest, 3), STR("\xE2\x80\x94")));
    if (rest.len > 0 && (dash || strchr(",:-", rest.at[0]) != NULL))
        rest = str_trim(str_from(rest, dash ? 3 : 1));
    if (rest.len > 2 && rest.at[0] == '(' && rest.at[rest.len - 1] == ')')
        rest = str_trim((struct str){rest.at + 1, rest.len - 2});
    return rest;
}

/* What may follow each status, one function each. `rest` is trimmed. */

static bool in_progress(struct reading *r, struct str rest, struct value *v)
{
    unsigned percent = 0;
    size_t   i = 0;
    if (rest.len == 0)
        return true;
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
        if (rest.len == 1 && rest.at[0] == '.')
            rest = STR("");              /* the end of a sentence */
        v->field[FIELD_CODE] = status_words[i].code;
        switch (status_words[i].code) {
        case STATUS_IN_PROGRESS: return in_progress(r, behind(rest), v);
        case STATUS_COMPLETED:   return completed(r, behind(rest), v);
        case STATUS_WITHDRAWN:   return withdrawn(r, rest, v);
        case STATUS_SUPERSEDED:  return superseded(r, rest, v);
        case STATUS_NONE:
        case STATUS_NOT_STARTED:
        case STATUS_ONGOING:     return rest.len == 0 || unknown_status(r, text);
        }
    }
    return unknown_status(r, text);
}
