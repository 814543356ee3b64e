/* Diagnostics, built from the rows of diags.def. */
#include "diag.h"

const struct diag_row diag_rows[DIAGS] = {
#ifdef IRP_SMALL   /* built checkers explain nothing: what irp explain shows is left out */
#define DIAG(ID, code, severity, sentence, caret, help, about, bad, good) {#ID, code, SEVERITY_##severity, sentence, caret, help, "", "", ""},
#else
#define DIAG(ID, code, severity, sentence, caret, help, about, bad, good) {#ID, code, SEVERITY_##severity, sentence, caret, help, about, bad, good},
#endif
#include "diags.def"
#undef DIAG
};

const struct mend_row mend_rows[MENDS] = {
#ifdef IRP_SMALL
#define FIX(ID, diag, safety, about, before, after) {#ID, DIAG_##diag, FIX_##safety, "", "", ""},
#else
#define FIX(ID, diag, safety, about, before, after) {#ID, DIAG_##diag, FIX_##safety, about, before, after},
#endif
#include "fixes.def"
#undef FIX
};

void diag_name(enum diag d, char *name)
{
    const char *id = diag_rows[d].id;
    size_t      i = 0;
    for (; id[i] != '\0' && i + 1 < DIAG_NAME_MOST; i++)
        name[i] = id[i] == '_' ? '-' : lower(id[i]);
    name[i] = '\0';
}

enum diag diag_find(struct str code_or_name)
{
    for (unsigned d = 0; d < DIAGS; d++) {
        char name[DIAG_NAME_MOST];
        diag_name((enum diag)d, name);
        if (str_eq_fold(code_or_name, str_of(diag_rows[d].code)) || str_eq_fold(code_or_name, str_of(name)))
            return (enum diag)d;
    }
    return DIAGS;
}

bool diag_may_be_allowed(enum diag d)
{
    return diag_rows[d].severity != SEVERITY_ERROR && d != DIAG_ALLOWANCE_ENDED && d != DIAG_ALLOWANCE_IDLE;
}

/* A row's text with {0} to {3} filled in. */
static struct str filled(struct arena *a, const char *text, const struct str *with)
{
    struct out o;
    out_memory(&o, a);
    for (; *text != '\0'; text++) {
        if (text[0] == '{' && text[1] >= '0' && text[1] <= '3' && text[2] == '}') {
            out_str(&o, with[text[1] - '0']);
            text += 2;
        } else {
            out_char(&o, *text);
        }
    }
    return out_text(&o);
}

struct finding *diag_emit(struct diag_sink *s, enum diag d, struct place at, struct str a, struct str b, struct str c, struct str e)
{
    const struct diag_row *row = &diag_rows[d];
    const struct str       with[4] = {str_quoted(s->arena, a), str_quoted(s->arena, b), str_quoted(s->arena, c), str_quoted(s->arena, e)};
    char                   name[DIAG_NAME_MOST];
    diag_name(d, name);
    struct finding *f = vec_push(s->arena, &s->findings);
    *f = (struct finding){
        .place = at, .severity = row->severity, .code = str_of(row->code), .name = str_keep(s->arena, str_of(name)),
        .sentence = filled(s->arena, row->sentence, with), .caret = filled(s->arena, row->caret, with),
        .help = filled(s->arena, row->help, with),
    };
    if (row->severity == SEVERITY_ERROR)
        s->errors++;
    return f;
}

void diag_related(struct diag_sink *s, struct finding *f, struct place at, struct str text)
{
    struct related *r = arena_many(s->arena, f->related_len + 1, struct related);
    if (f->related_len > 0)
        memcpy(r, f->related, f->related_len * sizeof *r);
    r[f->related_len++] = (struct related){at, text};
    f->related = r;
}

void diag_fix(struct diag_sink *s, struct finding *f, enum mend m, struct place at, struct str text)
{
    const struct edit *last = f->edits_len > 0 ? &f->edits[f->edits_len - 1] : NULL;
    if (f->code.at != diag_rows[mend_rows[m].diag].code || (last != NULL && at.at < last->place.at + last->place.length))
        BUG("a fix stands on another message, or its edits are out of order");
    struct edit *edits = arena_many(s->arena, f->edits_len + (size_t)1, struct edit);
    if (f->edits_len > 0)
        memcpy(edits, f->edits, f->edits_len * sizeof *edits);
    edits[f->edits_len++] = (struct edit){at, str_keep(s->arena, text)};
    f->edits = edits;
    f->fix = mend_rows[m].safety;
}
