/* message.c - sentences: a rule's message kernel runs over one row, and each hole prints the values it finds.
 *
 * Message steps run once a rule, when its first finding is filled in; a step whose slots are there is passed over.
 */
#include "message.h"
#include "metric.h"
#include "../value/number.h"

struct message {
    bool       *ran;        /* of a rule */
    int64_t    *regs;       /* of the largest message kernel */
    int64_t    *values;     /* of the rule with the most */
    struct out *text;
    struct run *run;        /* steps fill its slots */
};

void message_open(struct run *r)
{
    const struct program *p = r->program;
    uint32_t regs = 0, values = 0;
    for (uint32_t i = 0; i < p->rules_len; i++) {
        const struct rule *rule = &p->rules[i];
        if (rule->hole_values > values)
            values = rule->hole_values;
        if (rule->message_kernel != UINT32_MAX && p->kernels[rule->message_kernel].ops > regs)
            regs = p->kernels[rule->message_kernel].ops;
    }
    r->message = arena_new(r->arena, struct message);
    r->message->ran = arena_zero(r->arena, p->rules_len);
    r->message->regs = arena_many(r->arena, regs, int64_t);
    r->message->values = arena_many(r->arena, values, int64_t);
    r->message->text = arena_new(r->arena, struct out);
    out_memory(r->message->text, r->arena);
    r->message->run = r;
}

/* ---------------------------------------------------------------- steps */

static bool slots_there(const struct run *r, const struct step *s)
{
    const struct program *p = r->program;
    if (s->kind == STEP_LOAD)
        return r->slot[s->out[0]] != NULL;
    if (s->kind == STEP_CALL) {
        for (uint32_t i = 0; i < call_outs(s); i++)
            if (!r->slot[s->out[i]])
                return false;
        return true;
    }
    const struct kernel *k = &p->kernels[s->what];
    for (uint32_t i = 0; i < k->sinks; i++)
        if (!r->slot[p->sinks[k->first_sink + i].target])
            return false;
    return true;
}

void message_steps(const struct run *r, uint32_t number)
{
    struct message *m = r->message;
    const struct rule *rule = &r->program->rules[number];
    if (m->ran[number])
        return;
    m->ran[number] = true;
    for (uint32_t i = 0; i < rule->steps; i++) {
        const struct step *s = &r->program->message_steps[rule->first_step + i];
        if (!slots_there(r, s))
            run_step(m->run, s);
    }
}

/* ---------------------------------------------------------------- holes */

/* In a sentence every run of white space is one blank. */
static void print_words(struct out *o, struct str s)
{
    bool blank = false;
    s = str_trim(s);
    for (size_t i = 0; i < s.len; i++) {
        bool white = is_blank(s.at[i]) || s.at[i] == '\n' || s.at[i] == '\r';
        if (white && blank)
            continue;
        out_char(o, white ? ' ' : s.at[i]);
        blank = white;
    }
}

static bool form_of_date(int64_t form) { return form >= 0 && form <= DATE_DAYS; }

static int32_t day_within(int64_t day)
{
    return day < IMAGE_DAY_LEAST ? IMAGE_DAY_LEAST : day > IMAGE_DAY_MOST ? IMAGE_DAY_MOST : (int32_t)day;
}

static void print_date(struct out *o, const int64_t *value)
{
    if (form_of_date(value[2]))
        date_print(o, (struct date){day_within(value[0]), day_within(value[1]), (enum date_form)value[2]});
}

static void print_status(struct out *o, const int64_t *value)
{
    static const char *const WORDS[] = {
#define S(id, words) words,
        STATUS_TABLE(S)
#undef S
    };
    int64_t code = value[0] >= 0 && value[0] < (int64_t)ARRAY_LEN(WORDS) ? value[0] : STATUS_NONE;
    out_str(o, str_of(WORDS[code]));
    if (code == STATUS_IN_PROGRESS && value[1] >= 0 && value[1] <= 100)
        out_printf(o, " %d%%", (int)value[1]);
    if (code != STATUS_NONE && form_of_date(value[4])) {
        out_char(o, ' ');
        print_date(o, value + 2);
    }
}

static void print_text(struct out *o, const struct image *img, const int64_t *value)
{
    uint64_t at = (uint32_t)value[0], length = (uint32_t)value[1];
    if (at + length > img->source.len)
        return;
    bool cut = length > QUOTED_BYTES_MOST;
    for (length = cut ? QUOTED_BYTES_MOST : length; cut && length > 0 && ((unsigned char)img->source.at[at + length] & 0xC0) == 0x80;)
        length--;                        /* before a letter, not within it */
    print_words(o, (struct str){img->source.at + at, (size_t)length});
    out_str(o, cut ? STR("…") : STR(""));
}

static void print_percent(struct out *o, int64_t share)
{
    int64_t most = INT64_MAX / 100;
    number_print(o, share > most ? INT64_MAX : share < -most ? INT64_MIN : share * 100, true);
    out_char(o, '%');
}

static void print_month(struct out *o, int64_t month)
{
    if (month >= YEAR_LEAST * 12 && month < (YEAR_MOST + 1) * 12)
        date_print(o, date_of_month((int32_t)(month / 12), (int32_t)(month % 12) + 1));
}

void hole_print(struct out *o, const struct image *img, const struct hole *h, const int64_t *values)
{
    const int64_t *value = values + h->first_value;
    switch ((enum hole_type)h->type) {
    case HOLE_LITERAL: case HOLE_TYPES: break;
    case HOLE_WHOLE:   number_print(o, (int32_t)value[0] * NUMBER_ONE, true); break;
    case HOLE_WORDS:   count_print_words(o, value[0]); break;
    case HOLE_NUMBER:  number_print(o, value[0], true); break;
    case HOLE_PERCENT: print_percent(o, value[0]); break;
    case HOLE_DATE:    print_date(o, value); break;
    case HOLE_TEXT:    print_text(o, img, value); break;
    case HOLE_STATUS:  print_status(o, value); break;
    case HOLE_LEVEL:   out_str(o, image_level_name(img, (int32_t)value[0])); break;
    case HOLE_MONTH:   print_month(o, value[0]); break;
    }
}

static void print_hole(struct out *o, const struct run *r, const struct hole *h, const int64_t *values)
{
    if (h->type == HOLE_LITERAL || (h->given != HOLE_ALWAYS && values[h->given] == 0))
        out_str(o, r->program->strings[h->text]);
    else
        hole_print(o, r->image, h, values);
}

static int64_t as_file(char file, int64_t value) { return file == 'W' ? (int32_t)value : value; }

static void find_values(const struct run *r, const struct rule *rule, uint32_t row)
{
    const struct program *p = r->program;
    struct message *m = r->message;
    memset(m->values, 0, rule->hole_values * sizeof *m->values);
    if (rule->message_kernel == UINT32_MAX)
        return;
    const struct kernel *k = &p->kernels[rule->message_kernel];
    eval_row(r, k, row, m->regs);
    for (uint32_t i = 0; i < k->sinks; i++) {
        const struct sink *s = &p->sinks[k->first_sink + i];
        m->values[s->target] = as_file(op_form(p->ops[k->first_op + s->reg].code)->result, m->regs[s->reg]);
    }
}

struct str message_sentence(const struct run *r, uint32_t number, uint32_t row, struct arena *a)
{
    const struct program *p = r->program;
    const struct rule *rule = &p->rules[number];
    struct out *o = r->message->text;
    message_steps(r, number);
    find_values(r, rule, row);
    o->len = 0;
    for (uint32_t i = 0; i < rule->holes - rule->seen; i++)
        print_hole(o, r, &p->holes[rule->first_hole + i], r->message->values);
    if (rule->holes > rule->seen && p->holes[rule->first_hole].type == HOLE_WORDS && o->len > 0 && o->at[0] >= 'a' && o->at[0] <= 'z')
        o->at[0] = (char)(o->at[0] - 32);     /* a number in words opens the sentence */
    return str_keep(a, out_text(o));
}

/* One value: empty where it is missing. */
static struct str seen_value(const struct run *r, const struct hole *h, struct arena *a)
{
    struct out *o = r->message->text;
    o->len = 0;
    bool given = h->given == HOLE_ALWAYS || r->message->values[h->given] != 0;
    if (given && !(h->type == HOLE_STATUS && r->message->values[h->first_value] == STATUS_NONE))
        hole_print(o, r->image, h, r->message->values);
    return str_keep(a, out_text(o));
}

void message_seen(const struct run *r, uint32_t number, uint32_t row, struct arena *a, struct finding *f)
{
    const struct program *p = r->program;
    const struct rule *rule = &p->rules[number];
    const struct hole *holes = &p->holes[rule->first_hole + rule->holes - rule->seen];
    struct seen *seen = arena_many(a, rule->seen / 2, struct seen);
    if (rule->seen == 0)
        return;
    message_steps(r, number);
    find_values(r, rule, row);
    for (uint32_t i = 0; i < rule->seen / 2; i++)
        seen[i] = (struct seen){p->strings[holes[2 * i].text], seen_value(r, &holes[2 * i + 1], a)};
    f->seen = seen;
    f->seen_len = rule->seen / 2;
}

const int64_t *run_values(const struct run *r, uint32_t rule, uint32_t row)
{
    message_steps(r, rule);
    find_values(r, &r->program->rules[rule], row);
    return r->message->values;
}

struct str run_sentence(const struct run *r, uint32_t rule, uint32_t row, struct arena *a) { return message_sentence(r, rule, row, a); }
