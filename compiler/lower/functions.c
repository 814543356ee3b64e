/* Functions of rules: typed and lowered from their rows of functions.def alone. */
#include "lowering.h"
#include "../../runtime/rule/forms.h"

static uint32_t function_named(struct str name)
{
    for (uint32_t f = 0; f < FUNCTIONS; f++)
        if (word_is(name, function_form(f)->name))
            return f;
    return FUNCTIONS;
}

bool is_function(struct str name) { return function_named(name) != FUNCTIONS; }

static const char *letter_name(char letter)
{
    switch (letter) {
    case 'T': return "a text";
    case 'D': return "a date";
    case 'W': return "a whole number";
    case 'N': return "a number";
    case 'M': return "a condition";
    default:  BUG("no such type of argument in functions.def");
    }
}

static bool fits(const struct operand *o, char letter)
{
    switch (letter) {
    case 'T': return o->type == VALUE_TEXT;
    case 'D': return o->type == VALUE_DATE;
    case 'W': return o->type == VALUE_WHOLE;
    case 'N': return is_number(o);
    case 'M': return o->type == VALUE_TRUTH;
    default:  BUG("no such type of argument in functions.def");
    }
}

static enum element part_element(char part) { return part == 'B' ? ELEMENT_U8 : part == 'N' ? ELEMENT_I64 : ELEMENT_I32; }

/* Arguments are kept last first in the tree. */
static unsigned arguments_of(const struct expr *list, const struct expr *argument[CALL_SLOTS_MOST])
{
    unsigned count = 0;
    for (const struct expr *l = list; l != NULL; l = l->b)
        count++;
    unsigned place = count;
    for (const struct expr *l = list; l != NULL; l = l->b)
        if (--place < CALL_SLOTS_MOST)
            argument[place] = l->a;
    return count;
}

/* The argument's parts as slots of the step. False after a message. */
static bool put_argument(struct env *env, const struct function_form *form, const struct expr *e, char letter, struct step *s, unsigned *slot, uint32_t *given)
{
    struct operand o = letter == 'M' ? truth_of(e, lower_truth(env, e)) : lower_expr(env, e);
    if (letter == 'M' && o.r[0] == NO_REG)
        return false;
    if (!fits(&o, letter)) {
        type_mistake(env, e, form->name, letter_name(letter), &o);
        return false;
    }
    if (!need_given(env, &o))
        return false;
    const char *parts = argument_parts(letter);
    for (unsigned i = 0; parts[i]; i++)
        s->in[(*slot)++] = reg_to_slot(env, letter == 'N' ? as_number(env, &o) : o.r[i], part_element(parts[i]));
    uint32_t doubt = doubt_of(env, &o);
    *given = *given == NO_REG ? doubt : doubt == NO_REG ? *given : and_(env, *given, doubt);
    return true;
}

static struct operand result_of(struct env *env, const struct expr *e, const struct function_form *form, struct step s)
{
    static const enum op_code loads[] = {[ELEMENT_U8] = OP_LOAD_B, [ELEMENT_I32] = OP_LOAD_W, [ELEMENT_I64] = OP_LOAD_N};
    const char  *parts = result_parts(form->result);
    unsigned     outs = (unsigned)strlen(parts);
    enum element elements[CALL_SLOTS_MOST];
    uint32_t     tables[CALL_SLOTS_MOST], out[CALL_SLOTS_MOST];
    for (unsigned i = 0; i < outs; i++)
        elements[i] = part_element(parts[i]), tables[i] = env->table;
    build_step(&env->low->build, s, outs, elements, tables, out);
    struct operand o = {.given = NO_REG, .label = LABEL_NONE, .e = e};
    o.type = form->result == 'M' ? VALUE_TRUTH : form->result == 'W' ? VALUE_WHOLE : form->result == 'N' ? VALUE_NUMBER : VALUE_DATE;
    for (unsigned i = 0; i < outs; i++)
        o.r[i] = op(env, form->result == 'M' ? OP_LOAD_M : loads[elements[i]], out[i], 0);
    return o;
}

static struct operand unknown_function(struct env *env, const struct expr *e)
{
    struct arena *a = env->low->arena;
    struct str    list = {"", 0};
    for (uint32_t f = 0; f < FUNCTIONS; f++)
        list = str_printf(a, STR_FMT "%s%s", STR_ARG(list), f > 0 ? ", " : "", function_form(f)->name);
    diag4(env->sink, DIAG_NAME_UNKNOWN, e->a->place, e->a->text, STR("a rule"), STR(""),
          str_printf(a, "Before parentheses stands the name of a define that has parameters, or of a function: " STR_FMT ".", STR_ARG(list)));
    return bad(e);
}

/* The define that is called, NULL: none, but a function or a map. */
static struct define *define_called(struct env *env, const struct expr *e)
{
    struct define *d = function_named(e->a->text) == FUNCTIONS ? define_named(env, e->a->text) : NULL;
    return d != NULL && define_is_for(d, env->kind) ? d : NULL;
}

bool call_passes_on(struct env *env, const struct expr *e) { return define_called(env, e) == NULL; }

struct operand lower_call(struct env *env, const struct expr *e)
{
    uint32_t       f = function_named(e->a->text);
    struct define *d = define_called(env, e);
    if (d != NULL)
        return lower_define(env, e, d, e->b);
    struct operand mapped;
    if (f == FUNCTIONS)
        return lower_map(env, e, &mapped) ? mapped : unknown_function(env, e);
    const struct function_form *form = function_form(f);
    const struct expr *argument[CALL_SLOTS_MOST];
    unsigned count = arguments_of(e->b, argument), wanted = (unsigned)strcspn(form->arguments, "C"), slot = 0;
    if (count != wanted)
        return not_here(env, e, str_printf(env->low->arena, "%s takes %u argument%s.", form->name, wanted, wanted == 1 ? "" : "s").at);
    struct step s = {.kind = STEP_CALL, .table = env->table, .what = CALL_FUNCTION, .imm = function_holidays(form) ? holidays_of(env) << 32 | f : f};
    uint32_t    given = NO_REG;
    for (unsigned a = 0; a < count; a++)
        if (!put_argument(env, form, argument[a], form->arguments[a], &s, &slot, &given))
            return bad(e);
    struct operand o = result_of(env, e, form, s);
    o.given = given;
    return o;
}
