/* The reader of allowances: "missing-evidence until 31 December 2026 because the audit is booked". What they hide is found by runtime/rule/allow.c. */
#include "readers.h"

/* The place of " until ", or the text's end. */
static size_t until_at(struct str text)
{
    static const struct str UNTIL = {" until ", 7};
    size_t at = 0;
    while (at < text.len && !str_starts_fold(str_from(text, at), UNTIL))
        at++;
    return at;
}

/* Whether findings of that name may be allowed. False after a message. */
static bool may_be_allowed(struct reading *r, struct str rule)
{
    enum diag d = diag_find(rule);
    if (d != DIAGS && diag_may_be_allowed(d))
        return true;
    if (d != DIAGS) {
        bool form = diag_rows[d].severity == SEVERITY_ERROR;
        diag2(r->sink, DIAG_CANNOT_BE_ALLOWED, value_place(r, rule), rule, form ? STR("it is a mistake in how the file is written") : STR("it is about allowances themselves"));
        return false;
    }
    if (rule_names_has(r->rules, r->held, rule))
        return true;
    struct str      near = rule_names_near(r->rules, r->held, rule);
    struct finding *f = diag3(r->sink, DIAG_RULE_UNKNOWN, value_place(r, rule), rule, r->scales->standards, value_near(r, near));
    if (near.len > 0)
        diag_fix(r->sink, f, MEND_RULE_NEAR, value_place(r, rule), near);
    return false;
}

bool value_read_allowance(struct reading *r, struct str text, struct value *v)
{
    size_t     at = until_at(text);
    struct str rule = str_trim(str_upto(text, at)), rest = at < text.len ? str_trim(str_from(text, at + 7)) : STR(""), because;
    struct date_read read = date_parse_prefix(rest);
    if (rule.len == 0 || rest.len == 0 || read.fault != DATE_FINE || !value_because(str_from(rest, read.used), &because) || because.len == 0) {
        diag1(r->sink, DIAG_ALLOWANCE_NOT_READ, r->place, str_of(r->what));
        return false;
    }
    value_set_place(r, v, FIELD_RULE_AT, rule);
    value_set_place(r, v, FIELD_BECAUSE_AT, because);
    value_set_date(v, FIELD_FIRST, read.date);
    return may_be_allowed(r, rule);
}
