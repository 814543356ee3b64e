/* functions.c - the functions of functions.def. Each is one loop over the rows; nothing here is ever asked about a missing value. */
#include "functions.h"

static void function_words(const struct columns *c)
{
    int32_t *out = c->out[0];
    for (uint32_t i = 0; i < c->rows; i++) {
        int32_t count = 0;
        for (struct str rest = column_text(c, 0, i); str_word(&rest).len > 0;)
            count++;
        out[i] = count;
    }
}

static void function_month(const struct columns *c)
{
    int32_t *out = c->out[0];
    for (uint32_t i = 0; i < c->rows; i++)
        out[i] = civil_of(column_last(c, 0, i)).month;
}

static void function_year(const struct columns *c)
{
    int32_t *out = c->out[0];
    for (uint32_t i = 0; i < c->rows; i++)
        out[i] = civil_of(column_last(c, 0, i)).year;
}

static void function_working_days_between(const struct columns *c)
{
    int32_t *out = c->out[0];
    for (uint32_t i = 0; i < c->rows; i++)
        out[i] = (int32_t)working_days_between(column_last(c, 0, i), column_last(c, 1, i), c->holidays, c->holidays_len);
}

/* ---------------------------------------------------------------- the door */

void call_FUNCTION(struct run *r, const struct step *s)
{
    static void (*const RUN[FUNCTIONS])(const struct columns *) = {
#define FUNCTION(fn, name, arguments, result, about) function_##fn,
#include "functions.def"
#undef FUNCTION
    };
    const struct function_form *form = function_form(function_of(s));
    struct columns c = {.run = r, .rows = r->tables[s->table].rows};
    for (unsigned a = 0, slot = 0; form->arguments[a]; a++) {
        c.first_slot[a] = slot;
        for (const char *part = argument_parts(form->arguments[a]); *part; part++, slot++)
            c.in[slot] = r->slot[s->in[slot]];
    }
    if (function_holidays(form)) {
        const struct given_standard *standard = &r->program->standards[standard_of_call(s)];
        c.holidays = program_holidays(r->program, standard);
        c.holidays_len = standard->days;
    }
    for (unsigned i = 0; result_parts(form->result)[i]; i++)
        c.out[i] = run_make(r, s->out[i]);
    RUN[function_of(s)](&c);
}
