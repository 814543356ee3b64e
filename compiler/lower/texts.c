/* What looks into a text: is "words", contains, matches. */
#include "lowering.h"
#include "../../runtime/rule/match.h"

/* A call over the text's rows: a truth. */
static uint32_t ask_text(struct env *env, const struct operand *o, enum call_code call, struct str words)
{
    struct build      *b = &env->low->build;
    const enum element u8 = ELEMENT_U8;
    uint32_t           at = reg_to_slot(env, o->r[0], ELEMENT_I32), length = reg_to_slot(env, o->r[1], ELEMENT_I32), out;
    struct step s = {.kind = STEP_CALL, .table = env->table, .what = call, .in = {at, length}, .imm = build_string(b, words)};
    build_step(b, s, 1, &u8, &env->table, &out);
    return op(env, OP_LOAD_M, out, 0);
}

uint32_t text_is_words(struct env *env, const struct operand *o, struct str words)
{
    uint32_t same = ask_text(env, o, CALL_TEXT_IS, words);
    return o->given == NO_REG ? same : and_(env, o->given, same);
}

/* Left of contains and matches stands a text that is given, right of it a text in quotes. False after a message. */
static bool text_and_words(struct env *env, const struct expr *e, const char *sign, struct operand *a, const struct expr **words)
{
    *a = lower_expr(env, e->a);
    *words = literal_expr(env, e->b);
    if (a->type != VALUE_TEXT) {
        type_mistake(env, e->a, sign, "a text", a);
        return false;
    }
    if ((*words)->kind != EXPR_TEXT) {
        struct operand b = lower_expr(env, e->b);
        type_mistake(env, e->b, sign, "a text in quotes after it", &b);
        return false;
    }
    return need_given(env, a);
}

struct operand lower_contains(struct env *env, const struct expr *e)
{
    struct operand a;
    const struct expr *words;
    if (!text_and_words(env, e, "contains", &a, &words))
        return bad(e);
    return truth_of(e, ask_text(env, &a, CALL_CONTAINS, words->text));
}

/* The pattern is compiled here to see that it can be; each run compiles it once again. */
static bool pattern_fine(struct env *env, const struct expr *e, struct str pattern)
{
    struct match_mistake mistake = {0};
    if (match_compile(pattern, env->low->arena, &mistake) != NULL)
        return true;
    if (mistake.why[0] == '\0')
        diag2(env->sink, DIAG_PATTERN_TOO_LARGE, e->place, str_printf(env->low->arena, "%u", MATCH_PLACES_MOST), str_printf(env->low->arena, "%u", MATCH_DEPTH_MOST));
    else
        diag2(env->sink, DIAG_PATTERN_NOT_READ, e->place,
              mistake.at < pattern.len ? str_printf(env->low->arena, "\"" STR_FMT "\"", STR_ARG(str_from(pattern, mistake.at))) : STR("its end"), str_of(mistake.why));
    return false;
}

struct operand lower_matches(struct env *env, const struct expr *e)
{
    struct operand a;
    const struct expr *words;
    if (!text_and_words(env, e, "matches", &a, &words))
        return bad(e);
    struct str pattern = {words->quoted.at, words->quoted.len};
    if (!pattern_fine(env, e->b, pattern))
        return bad(e);
    return truth_of(e, ask_text(env, &a, CALL_MATCHES, pattern));
}
