/* Readers of the plain types: texts, numbers, words of a list, levels, references. Dates are in dates.c, statuses in status.c, allowances in allowances.c. */
#include "values.h"
#include "readers.h"
#include "../../runtime/base/letters.h"
#include "../../runtime/value/number.h"

struct place value_place(const struct reading *r, struct str s)
{
    return (struct place){(uint32_t)(s.at - r->tree->source.at), (uint32_t)s.len};
}

void value_set_place(const struct reading *r, struct value *v, enum field at, struct str s)
{
    v->field[at] = s.len == 0 ? 0 : s.at - r->tree->source.at;
    v->field[at + 1] = (int64_t)s.len;
}

struct str value_near(struct reading *r, struct str near)
{
    return near.len == 0 ? STR("") : str_printf(r->arena, "; the nearest is \"" STR_FMT "\"", STR_ARG(near));
}

static bool read_text(struct reading *r, struct str text, struct value *v)
{
    value_set_place(r, v, FIELD_AT, text);
    return true;
}

static bool read_number(struct reading *r, struct str text, struct value *v)
{
    if (number_parse(text, &v->field[FIELD_NUMBER]))
        return true;
    diag1(r->sink, DIAG_NUMBER_NOT_READ, r->place, str_of(r->what));
    return false;
}

static bool read_percent(struct reading *r, struct str text, struct value *v)
{
    if (percent_parse(text, &v->field[FIELD_NUMBER]))
        return true;
    diag1(r->sink, DIAG_PERCENT_NOT_READ, r->place, str_of(r->what));
    return false;
}

static bool read_yes_no(struct reading *r, struct str text, struct value *v)
{
    bool yes = str_eq_fold(text, STR("yes")), no = str_eq_fold(text, STR("no"));
    v->field[FIELD_CODE] = yes;
    if (!yes && !no)
        diag1(r->sink, DIAG_YES_OR_NO, r->place, str_of(r->what));
    return yes || no;
}

static bool read_choice(struct reading *r, enum label l, struct str text, struct value *v)
{
    int place = choice_find(l, text);
    if (place >= 0) {
        v->field[FIELD_CODE] = place;
        return true;
    }
    struct str list = {"", 0};
    for (unsigned i = 0; choice_word(l, i) != NULL; i++)
        list = str_printf(r->arena, STR_FMT "%s%s", STR_ARG(list), i > 0 ? ", " : "", choice_word(l, i));
    diag2(r->sink, DIAG_CHOICE_UNKNOWN, r->place, str_of(r->what), list);
    return false;
}

static const char *const nobodies[] = {
#define NOBODY(word) word,
#include "../../lang/table/words.def"
};

/* "As above", "TBC": a document that declares no owners would take it for one. */
static bool names_nobody(struct str text)
{
    for (size_t i = 0; i < ARRAY_LEN(nobodies); i++)
        if (word_is(text, nobodies[i]))
            return true;
    return false;
}

static bool read_name(struct reading *r, struct str text, struct value *v)
{
    struct str near;
    if (names_nobody(text)) {
        diag2(r->sink, DIAG_NAME_OF_NOBODY, r->place, str_of(r->what), text);
        return false;
    }
    v->field[FIELD_ROW] = scope_owner(r->scope, text, r->place, &near);
    if (v->field[FIELD_ROW] >= 0)
        return true;
    struct arena   *a = r->arena;
    struct str      joined = near.len > 0 ? STR("") : scope_owner_joined(r->scope, text);
    struct finding *f = diag3(r->sink, DIAG_UNKNOWN_OWNER, r->place, text, value_near(r, near),
                              joined.len > 0 ? str_printf(a, "One owner stands on a line; repeat the label for the next: Owner: " STR_FMT, STR_ARG(joined)) :
                              near.len > 0 ? str_printf(a, "Write " STR_FMT ", or declare the owner: ## Owner: " STR_FMT, STR_ARG(near), STR_ARG(text))
                                           : str_printf(a, "Declare the owner with a heading of its own: ## Owner: " STR_FMT, STR_ARG(text)));
    if (near.len > 0)
        diag_fix(r->sink, f, MEND_OWNER_NEAR, r->place, near);
    return false;
}

/* ---- levels */

/* The inspectorate that judges the item: its own By, or the By of the item that a judgement is on; empty when neither says. */
static struct str inspectorate_of(const struct reading *r, uint32_t i, struct place *at)
{
    const struct tree *t = r->tree;
    for (; i != NO_ITEM; i = t->items[i].kind == KIND_JUDGEMENT ? t->items[i].parent : NO_ITEM) {
        const struct item *item = &t->items[i];
        for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++)
            if (str_eq_fold(str_of(label_rows[t->labels[l].label].word), STR("By")) && t->labels[l].value.length > 0) {
                *at = t->labels[l].value;
                return tree_text(t, *at);
            }
    }
    return STR("");
}

static struct str inspectorates_list(const struct scales *s, struct arena *a)
{
    struct str list = {"", 0};
    for (uint32_t i = 0; i < s->scales.len; i++)
        list = str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(list), i > 0 ? ", " : "", STR_ARG(s->scales.at[i].by));
    return list;
}

bool value_read_level(struct reading *r, struct str text, struct value *v)
{
    const struct tree *t = r->tree;
    struct place       by_at = r->place;
    struct str         by = inspectorate_of(r, r->item, &by_at);
    uint32_t           judged = t->items[r->item].kind == KIND_JUDGEMENT ? t->items[r->item].parent : r->item;
    uint32_t           scale = scales_find(r->scales, by, (enum kind)t->items[judged].kind);
    v->field[FIELD_ROW] = -1;
    if (r->scales->standards.len == 0)   /* held to no standard: that was said */
        return false;
    if (scale == NO_SCALE) {
        diag3(r->sink, DIAG_INSPECTORATE_UNKNOWN, by_at, by, r->scales->standards, inspectorates_list(r->scales, r->arena));
        return false;
    }
    struct str near;
    v->field[FIELD_ROW] = scales_level(r->scales, scale, text, &near);
    if (v->field[FIELD_ROW] >= 0)
        return true;
    struct finding *f = diag4(r->sink, DIAG_LEVEL_UNKNOWN, r->place, text, r->scales->scales.at[scale].by, value_near(r, near),
                              scales_list(r->scales, scale, r->arena));
    if (near.len > 0)
        diag_fix(r->sink, f, MEND_LEVEL_NEAR, r->place, near);
    return false;
}

/* ---- references */

/* What to write for a reference that lacks its kind ("(1.42)", "2.3") or names several. */
static struct str reference_help(struct reading *r, struct str text, struct str number)
{
    const enum kind may[] = {KIND_ACTION, KIND_RECOMMENDATION, KIND_CONCERN, KIND_FINDING};
    if (str_find(text, STR(" and ")) < text.len || str_find(text, STR(",")) < text.len)
        return str_printf(r->arena, "One reference stands on a line; repeat the label for the next.");
    struct str bare = number;
    while (bare.len > 0 && bare.at[bare.len - 1] == '.')
        bare.len--;
    for (size_t i = 0; bare.len > 0 && i < ARRAY_LEN(may); i++)
        if (scope_find(r->scope, kind_rows[may[i]].space, bare) != NO_ITEM)
            return str_printf(r->arena, "Write: " STR_FMT " " STR_FMT, STR_ARG(kind_word_lower(may[i], r->arena)), STR_ARG(bare));
    return STR("");
}

static struct str number_within(struct str text)
{
    size_t end = text.len;
    while (end > 0 && !is_digit(text.at[end - 1]))
        end--;
    size_t at = end;
    while (at > 0 && (is_digit(text.at[at - 1]) || text.at[at - 1] == '.'))
        at--;
    return (struct str){text.at + at, end - at};
}

bool value_read_reference(struct reading *r, struct str text, struct value *v)
{
    struct arena *a = r->arena;
    if (text.len > 1 && text.at[text.len - 1] == '.')
        text.len--;                      /* the end of a sentence */
    size_t        at = text.len;
    while (at > 0 && (is_digit(text.at[at - 1]) || text.at[at - 1] == '.' || text.at[at - 1] == '?'))
        at--;
    struct str number = str_from(text, at), word = str_trim(str_upto(text, at));
    enum kind  k = kind_short(word);
    r->target = NO_ITEM;
    if (number.len == 0 || k == KIND_NONE || kind_rows[k].space == SPACE_NONE) {
        const char *like = strstr(r->what, "See") ? "paragraph 3.8" : "action 2.1";
        diag3(r->sink, DIAG_REFERENCE_NOT_READ, r->place, str_of(r->what), str_of(like), reference_help(r, text, number_within(text)));
        return false;
    }
    r->target = scope_find(r->scope, kind_rows[k].space, number);
    if (r->target == NO_ITEM) {
        struct str near = scope_near_number(r->scope, kind_rows[k].space, number);
        word = kind_word_lower(k, a);
        diag3(r->sink, DIAG_REFERENCE_UNKNOWN, r->place, word, number,
              near.len > 0 ? str_printf(a, "The nearest is " STR_FMT " " STR_FMT ".", STR_ARG(word), STR_ARG(near)) : STR(""));
        return false;
    }
    if (r->target == r->item) {
        diag1(r->sink, DIAG_REFERENCE_ITSELF, r->place, item_name(r->tree, r->item, true, a));
        r->target = NO_ITEM;
        return false;
    }
    v->field[FIELD_ROW] = r->scope->item_row[r->target];
    return true;
}

static bool read_standard(struct reading *r, struct str text, struct value *v) { return read_text(r, text, v); }   /* resolved by compiler/pipe */

/* ---- responses */

/* The rest of a text after the word "because" (a comma may stand before it); false when the text goes on otherwise. Empty is fine. */
bool value_because(struct str rest, struct str *because)
{
    rest = str_trim(rest);
    if (rest.len > 0 && (rest.at[0] == ',' || rest.at[0] == ';'))
        rest = str_trim(str_from(rest, 1));
    *because = rest;
    if (rest.len == 0)
        return true;
    struct str after = rest, word = str_word(&after);
    *because = str_trim(after);
    return str_eq_fold(word, STR("because")) && because->len > 0;
}

static const char *const response_words[] = {
#define R(ID, word) word,
    RESPONSE_TABLE(R)
#undef R
};
static const struct { const char *word, *response; } other_responses[] = {
#define RESPONSE_WORD(word, response) {word, response},
#include "../../lang/table/words.def"
};

/* The longest word of other trackers that the text starts with, or the nearest of the responses; *len: how much of the text that stands for. */
static struct str near_response(struct str text, size_t *len)
{
    struct str near = {"", 0};
    size_t     longest = 0;
    for (size_t i = 0; i < ARRAY_LEN(other_responses); i++) {
        struct str word = str_of(other_responses[i].word);
        if (word.len > longest && str_starts_fold(text, word) && (text.len == word.len || !is_letter(text.at[word.len])))
            longest = word.len, near = str_of(other_responses[i].response);
    }
    struct nearest n = nearest_open(text);
    for (size_t i = 0; i < ARRAY_LEN(response_words); i++)
        nearest_try(&n, str_of(response_words[i]));
    for (size_t i = 0; i < ARRAY_LEN(other_responses); i++)
        if (nearest_try(&n, str_of(other_responses[i].word)))
            n.best = str_of(other_responses[i].response);
    *len = longest > 0 ? longest : text.len;
    return near.len > 0 ? near : n.best;
}

static bool read_response(struct reading *r, struct str text, struct value *v)
{
    static const struct { const char *word; enum response_code code; } words[] = {
#define R(ID, word) {word, RESPONSE_##ID},
        RESPONSE_TABLE(R)
#undef R
    };
    size_t     colon = str_find(text, STR(":"));
    struct str respondent = colon < text.len ? str_trim(str_upto(text, colon)) : STR("");
    struct str rest = colon < text.len ? str_trim(str_from(text, colon + 1)) : text;
    if (rest.len > 1 && rest.at[rest.len - 1] == '.' && str_find(rest, STR(" because ")) == rest.len)
        rest.len--;                      /* the end of a sentence */
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_starts_fold(rest, str_of(words[i].word))) {
            struct str because, after = str_from(rest, strlen(words[i].word));
            if (!value_because(after, &because))
                break;
            v->field[FIELD_CODE] = words[i].code;
            value_set_place(r, v, FIELD_RESPONDENT_AT, respondent);
            value_set_place(r, v, FIELD_BECAUSE_AT, because);
            return true;
        }
    size_t          len;
    struct str      near = near_response(rest, &len);
    struct finding *f = diag1(r->sink, DIAG_RESPONSE_UNKNOWN, r->place, value_near(r, near));
    if (near.len > 0)
        diag_fix(r->sink, f, MEND_RESPONSE_NEAR, value_place(r, str_upto(rest, len)), near);
    return false;
}

/* ---- standards */

/* "action a": the kind, and the name that it is given. The name is what follows the longest run of words that is a kind. */
static enum kind kind_with_name(struct str piece, struct str *bound)
{
    bool plural;
    for (size_t at = piece.len; at > 0; at--) {
        enum kind k = is_blank(piece.at[at - 1]) ? kind_named(str_trim(str_upto(piece, at - 1)), &plural) : KIND_NONE;
        struct str name = str_trim(str_from(piece, at));
        if (k == KIND_NONE || name.len == 0)
            continue;
        if (kind_named(name, &plural) != KIND_NONE)
            return KIND_NONE;
        *bound = name;
        return k;
    }
    return KIND_NONE;
}

static uint64_t mask_of(struct str text, bool groups, struct str *bound, struct str *unknown)
{
    uint64_t mask = 0;
    while (text.len > 0) {
        struct str part = str_cut(&text, ',');
        for (struct str piece; part.len > 0;) {
            size_t or_at = str_find(part, STR(" or ")), and_at = str_find(part, STR(" and ")), at = or_at < and_at ? or_at : and_at;
            size_t skip = at == part.len ? 0 : at == or_at ? 4 : 5;
            piece = str_trim(str_upto(part, at));
            part = str_from(part, at + skip);
            bool      plural;
            enum kind k = kind_named(piece, &plural);
            if (k == KIND_NONE && groups)
                k = group_named(piece);
            if (k == KIND_NONE && bound != NULL)
                k = kind_with_name(piece, bound);
            if (k == KIND_NONE) {
                if (unknown != NULL)
                    *unknown = piece;
                return 0;
            }
            mask |= UINT64_C(1) << k;
        }
    }
    return mask;
}

uint64_t kinds_mask(struct str text, struct str *unknown) { return mask_of(text, false, NULL, unknown); }
uint64_t kinds_mask_bound(struct str text, struct str *unknown, struct str *bound) { return mask_of(text, false, bound, unknown); }
uint64_t rows_mask(struct str text, struct str *unknown) { return mask_of(text, true, NULL, unknown); }

static bool read_kinds(struct reading *r, enum label l, struct str text, struct value *v)
{
    struct str unknown = {"", 0}, name;
    bool       named = l == LABEL_RULE_FOR_EACH || l == LABEL_DEFINE_FOR_EACH;
    bool       groups = l == LABEL_METRIC_FOR_EACH || l == LABEL_TABLE_ROWS;
    if (mask_of(text, groups, named ? &name : NULL, &unknown) != 0)
        return read_text(r, text, v);
    enum kind  near = kind_near(unknown, UINT64_MAX);
    struct str more = group_named(unknown) != KIND_NONE ? STR("; areas, months, statuses and the estate are for metrics and tables alone")
                                                        : value_near(r, near == KIND_NONE ? STR("") : kind_word_lower(near, r->arena));
    struct finding *f = diag3(r->sink, DIAG_KINDS_NOT_READ, r->place, str_of(r->what), unknown, more);
    if (near != KIND_NONE && unknown.len > 0 && group_named(unknown) == KIND_NONE)
        diag_fix(r->sink, f, MEND_KIND_NEAR, value_place(r, unknown), kind_word_lower(near, r->arena));
    return false;
}

static bool read_levels(struct reading *r, struct str text, struct value *v)
{
    unsigned   levels = 0;
    struct str rest = text;
    while (rest.len > 0) {
        if (str_trim(str_cut(&rest, '<')).len == 0)
            levels = 0, rest = STR("");
        else
            levels++;
    }
    if (levels >= 2)
        return read_text(r, text, v);
    diag0(r->sink, DIAG_LEVELS_NOT_READ, r->place);
    return false;
}

/* A letter that only looks like another, where irp has to know the words. */
static bool disguised(struct reading *r, struct str text)
{
    enum looks looks;
    struct str odd = plain_odd(text, &looks);
    if (odd.len == 0)
        return false;
    diag2(r->sink, DIAG_LETTERS_DISGUISED, r->place, text, plain_fault(odd, r->arena));
    return true;
}

/* A value without the comment behind it, which is reported. */
static struct str without_comment(struct reading *r, struct str text)
{
    size_t at = str_find(text, STR(" //"));
    if (at == text.len)
        return text;
    struct str comment = str_trim(str_from(text, at));
    diag2(r->sink, DIAG_COMMENT_BEHIND, value_place(r, comment), str_printf(r->arena, "\"%s:\"", r->what), comment);
    return str_trim(str_upto(text, at));
}

static bool read_value(struct reading *r, enum label l, struct str text, struct value *v)
{
    enum type type = label_rows[l].type;
    bool      words = type == TYPE_TEXT || type == TYPE_EXPRESSION || type == TYPE_MESSAGE || type == TYPE_LEVELS;
    *v = (struct value){{0}};
    if (!words && disguised(r, text))
        return false;
    if (!words)
        text = without_comment(r, text);
    switch (type) {
    case TYPE_TEXT:       return read_text(r, text, v);
    case TYPE_NAME:       return read_name(r, text, v);
    case TYPE_DATE:       return value_read_date(r, text, v);
    case TYPE_RANGE:      return value_read_range(r, text, v);
    case TYPE_DEADLINE:   return value_read_deadline(r, text, v);
    case TYPE_REVISION:   return value_read_revision(r, text, v);
    case TYPE_STATUS:     return value_read_status(r, text, v);
    case TYPE_LEVEL:      return value_read_level(r, text, v);
    case TYPE_REFERENCE:  return value_read_reference(r, text, v);
    case TYPE_RESPONSE:   return read_response(r, text, v);
    case TYPE_NUMBER:     return read_number(r, text, v);
    case TYPE_PERCENT:    return read_percent(r, text, v);
    case TYPE_YESNO:      return read_yes_no(r, text, v);
    case TYPE_CHOICE:     return read_choice(r, l, text, v);
    case TYPE_ALLOWANCE:  return value_read_allowance(r, text, v);
    case TYPE_STANDARD:   return read_standard(r, text, v);
    case TYPE_LEVELS:     return read_levels(r, text, v);
    case TYPE_KINDS:      return read_kinds(r, l, text, v);
    case TYPE_EXPRESSION: return read_text(r, text, v);    /* compiled by compiler/lower */
    case TYPE_MESSAGE:    return read_text(r, text, v);
    case TYPES:           break;
    }
    BUG("a label without a type");
}

bool value_read(struct reading *r, enum label l, struct str text, struct value *v)
{
    uint32_t before = r->sink->findings.len;
    bool     fine = read_value(r, l, text, v);
    for (uint32_t i = before; i < r->sink->findings.len; i++)
        value_fix(r, &r->sink->findings.at[i]);
    return fine;
}
