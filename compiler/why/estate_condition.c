/* Conditions about an estate. See estate_condition.h. */
#include "estate_condition.h"
#include "../lower/trace.h"
#include "../../lang/syntax/expr.h"
#include "../../runtime/report/figures_made.h"
#include "../../runtime/report/grouped.h"
#include "../../runtime/value/number.h"

enum { CONDITION, LEFT, FIGURES };            /* of the program: the condition, and what stands on the left of its comparison */

struct estate_condition {
    struct str    text, left;                 /* left: as it was written */
    struct arena *arena;
    uint32_t      figures;                    /* 0: no file has come */
    struct metric_form form[FIGURES];
    int64_t      *parts[FIGURES];
};

struct estate_condition *estate_condition_open(struct str text, struct arena *a)
{
    struct estate_condition *c = arena_new(a, struct estate_condition);
    *c = (struct estate_condition){.text = str_keep(a, text), .arena = a};
    return c;
}

/* The first file says how it is worked out. */
static void take_forms(struct estate_condition *c, const struct metric_form *forms, uint32_t len)
{
    c->figures = len;
    for (uint32_t i = 0; i < len; i++) {
        c->form[i] = metric_keep(&forms[i], c->arena);
        c->parts[i] = arena_zero(c->arena, forms[i].parts_len * sizeof(int64_t) + 1);
    }
}

static bool same_forms(const struct estate_condition *c, const struct metric_form *forms, uint32_t len)
{
    bool same = c->figures == len;
    for (uint32_t i = 0; same && i < len; i++)
        same = metric_same(&c->form[i], &forms[i]);
    return same;
}

static void add_parts(struct estate_condition *c, const struct program *p, const struct metric_form *forms, const struct image *img, int32_t today, struct arena *work)
{
    struct run *r = metrics_run(p, image_grouped(img, p, today, work), today, work);
    for (uint32_t i = 0; i < c->figures; i++) {
        int64_t *parts = arena_zero(work, forms[i].parts_len * sizeof *parts + 1);
        for (uint32_t row = 0; row < metrics_rows(r, &p->views[0]); row++) {
            metric_gather(r, &forms[i], row, parts);
            metric_put_together(&c->form[i], c->parts[i], parts);
        }
    }
}

bool estate_condition_add(struct estate_condition *c, const struct unit *u, int32_t today, struct diag_sink *sink)
{
    static const struct vocabulary no_words;
    struct arena work;
    arena_open(&work, c->arena->mem);
    struct trace *t = u->set != NULL ? trace_open(u->set->sources, u->set->sources_len, &u->set->words, &work) : trace_open(NULL, 0, &no_words, &work);
    if (u->set != NULL && u->set->sources_len > 0)
        trace_stand(t, &u->set->sources[0], STR(""), KIND_NONE);
    trace_strictly(t);
    const struct expr    *e = expr_parse(c->text, (struct place){0, (uint32_t)c->text.len}, sink, &work);
    struct estate_traced  traced = e == NULL ? (struct estate_traced){.figures = 0} : trace_estate(t, c->text, e, sink);
    bool fine = traced.figures > 0;
    if (fine) {
        const struct program     *p = trace_program(t);
        const struct metric_form *forms = metric_forms(p, &work);
        if (c->figures == 0) {
            take_forms(c, forms, traced.figures);
            c->left = str_keep(c->arena, traced.left);
        }
        fine = same_forms(c, forms, traced.figures);
        if (fine)
            add_parts(c, p, forms, u->image, today, &work);
    }
    arena_close(&work);
    return fine;
}

/* The values of a figure; those of its hole come first. */
static const int64_t *values_of(const struct estate_condition *c, uint32_t i, int32_t today)
{
    int64_t *regs = arena_many(c->arena, c->form[i].ops_len, int64_t), *values = arena_many(c->arena, c->form[i].values, int64_t);
    metric_values(&c->form[i], today, c->parts[i], regs, values);
    return values;
}

bool estate_condition_holds(struct estate_condition *c, int32_t today, struct str *left)
{
    static const struct image nothing;
    *left = STR("");
    if (c->figures == 0)
        return false;
    if (c->figures > LEFT) {
        const struct metric_form *form = &c->form[LEFT];
        const int64_t *values = values_of(c, LEFT, today);
        struct out o;
        out_memory(&o, c->arena);
        out_str(&o, c->left);
        out_str(&o, STR(" is "));
        if (form->hole.given != HOLE_ALWAYS && values[form->hole.given] == 0)
            out_str(&o, STR("missing"));
        else
            hole_print(&o, &nothing, &form->hole, values + form->hole.first_value);
        *left = out_text(&o);
    }
    return values_of(c, CONDITION, today)[0] != 0;
}
