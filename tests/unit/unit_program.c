/* unit_program.c - rule programs made by hand: every operation and every call against a plain loop, what the verifier refuses, and the
 * findings that come out: their order, their places, their sentences, and what doubt keeps back.
 */
#include "unit.h"
#include "../prop/program_maker.h"
#include "../../runtime/rule/engine.h"
#include "../../runtime/rule/exact.h"
#include "../../runtime/rule/native.h"

#define TODAY 20727   /* 1 October 2026 */
#define ROWS  200u    /* of the generated tables */

static struct str strs(const char *c) { return str_of(c); }

/* ---------------------------------------------------------------- operations */

static void exact_numbers(void)
{
    static const struct { int64_t a, b, product, quotient; } CASES[] = {
        {3000000, 2000000, 6000000, 1500000},           {1, 500000, 1, 2},                       {1, 499999, 0, 2},
        {-1, 500000, -1, -2},                           {1000000, 3000000, 3000000, 333333},     {2000000, 3000000, 6000000, 666667},
        {-2000000, 3000000, -6000000, -666667},         {5, 0, 0, 0},                            {INT64_MAX, INT64_MAX, INT64_MAX, 1000000},
        {INT64_MIN, INT64_MIN, INT64_MAX, 1000000},     {INT64_MIN, 1000000, INT64_MIN, INT64_MIN}, {INT64_MAX, 1, 9223372036855, INT64_MAX},
        {INT64_MIN, 1, -9223372036855, INT64_MIN},      {INT64_MIN, -1, 9223372036855, INT64_MAX},  {INT64_MAX, -1, -9223372036855, INT64_MIN},
        {0, -5, 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        CHECK(exact_mul(CASES[i].a, CASES[i].b) == CASES[i].product);
        CHECK(exact_div(CASES[i].a, CASES[i].b) == CASES[i].quotient);
    }
    CHECK(exact_add(INT64_MAX, 1) == INT64_MAX && exact_add(INT64_MIN, -1) == INT64_MIN && exact_add(5, -7) == -2);
    CHECK(exact_sub(INT64_MIN, 1) == INT64_MIN && exact_sub(INT64_MAX, -1) == INT64_MAX && exact_sub(5, 7) == -2);
    CHECK(exact_sub(0, INT64_MIN) == INT64_MAX && exact_add(INT64_MAX, INT64_MIN) == -1);
    CHECK(whole_add(INT32_MAX, 1) == INT32_MIN && whole_sub(INT32_MIN, 1) == INT32_MAX);
}

/* A register of the file, of these columns. */
static uint32_t operand_of(struct program_maker *m, char file, uint32_t byte, uint32_t word, uint32_t number)
{
    return file == 'M' ? make_op(m, OP_LOAD_M, byte, 0, 0) : file == 'N' ? make_op(m, OP_LOAD_N, number, 0, 0) : make_op(m, OP_LOAD_W, word, 0, 0);
}

static uint32_t constant_of(struct program_maker *m, char file)
{
    return file == 'M' ? make_op(m, OP_TRUTH, 0, 0, 1) : file == 'N' ? make_op(m, OP_NUMBER, 0, 0, -2500000) : make_op(m, OP_WHOLE, 0, 0, 3);
}

/* One operation over two columns and over a column and a constant, on each level of the machine's vectors, against eval_row. */
static void one_operation(enum op_code code, const struct image *img)
{
    const struct op_form *form = op_form(code);
    struct program_maker m;
    make_open(&m, &unit_arena);
    uint32_t t = make_table(&m, "t"), byte[2], word[2], number[2];
    for (unsigned i = 0; i < 2; i++) {
        byte[i] = make_load(&m, t, i ? "y" : "x", "code", ELEMENT_U8);
        word[i] = make_load(&m, t, i ? "y" : "x", "row", ELEMENT_I32);
        number[i] = make_load(&m, t, i ? "y" : "x", "number", ELEMENT_I64);
    }
    make_kernel(&m, t);
    uint32_t x, y, first, second;
    if (form->use == 'S')
        x = y = first = second = code == OP_LOAD_W ? word[0] : code == OP_LOAD_N ? number[0] : byte[0];
    else {
        char b = form->b == '-' ? form->a : form->b;
        x = operand_of(&m, form->a, byte[0], word[0], number[0]), first = constant_of(&m, form->a);
        y = operand_of(&m, b, byte[1], word[1], number[1]), second = constant_of(&m, b);
    }
    uint32_t results[4] = {make_op(&m, code, x, y, 1), make_op(&m, code, x, second, 1), make_op(&m, code, first, y, 1),
                           make_op(&m, code, first, second, 1)};
    enum element e = form->result == 'M' ? ELEMENT_U8 : form->result == 'W' ? ELEMENT_I32 : ELEMENT_I64;
    for (unsigned i = 0; i < 4; i++)
        make_sink(&m, SINK_SLOT, results[i], make_slot(&m, t, e));
    make_sink(&m, SINK_SLOT, results[0], make_slot(&m, t, e));      /* a register with two sinks */
    make_run(&m, 0);
    struct program p = made_program(&m);
    if (!CHECK(program_verify(&p, &unit_arena)))
        return;
    int64_t *regs = arena_many(&unit_arena, p.ops_len, int64_t);
    for (unsigned level = 0; level < LANE_LEVELS; level++) {
        if (!lanes_of(level))
            continue;
        struct run *r = run_with(&p, img, TODAY, NULL, lanes_of(level), &unit_arena);
        unsigned wrong = 0;
        for (uint32_t row = 0; row < ROWS; row++) {
            eval_row(r, &p.kernels[0], row, regs);
            for (uint32_t i = 0; i < p.sinks_len; i++) {
                const void *slot = r->slot[p.sinks[i].target];
                int64_t got = e == ELEMENT_U8 ? ((const uint8_t *)slot)[row] : e == ELEMENT_I32 ? ((const int32_t *)slot)[row] : ((const int64_t *)slot)[row];
                wrong += got != regs[p.sinks[i].reg];
            }
        }
        if (!CHECK(wrong == 0))
            printf("    %s on level %u\n", form->name, level);
    }
}

static void operations(void)
{
    struct image_maker m;
    image_make(&m, &unit_arena, STR(""), STR(""));
    struct table_maker *t = image_make_table(&m, "t", "T", "ts", ROWS);
    for (unsigned c = 0; c < 2; c++) {
        uint8_t *byte = image_make_column(t, c ? "y" : "x", "code", ELEMENT_U8);
        int32_t *word = image_make_column(t, c ? "y" : "x", "row", ELEMENT_I32);
        int64_t *number = image_make_column(t, c ? "y" : "x", "number", ELEMENT_I64);
        for (uint32_t i = 0; i < ROWS; i++) {
            word[i] = i % 3 ? (int32_t)(unit_random() % 9) - 4 : (int32_t)(uint32_t)unit_random();
            number[i] = i % 3 ? ((int64_t)(unit_random() % 9) - 4) * 1500000 : (int64_t)unit_random();
            byte[i] = (uint8_t)(unit_random() % 4);
        }
    }
    const struct image *img = image_made(&m);
    for (int code = 0; code < OPS; code++)
        one_operation((enum op_code)code, img);
}

/* ---------------------------------------------------------------- calls */

/* Table "a" links to table "b" by ("l", "row"); columns of random values; texts that often repeat. */
struct calling {
    struct image_maker   image;
    struct program_maker m;
    uint32_t a, b, link, hold, word, number, group, at, length, day, months, b_word, b_byte, b_number;
    const int32_t *links, *words, *groups, *days, *counts_of_months, *b_words;
    const uint8_t *holds, *b_bytes;
    const int64_t *numbers, *b_numbers;
    const uint32_t *ats, *lengths;
    uint32_t b_rows;
};

static const char TEXTS[] = "Sampling began. sampling BEGAN. Cases  are sampled. Cases are sampled.";
static const struct { uint32_t at, length; } PIECES[] = {{0, 15}, {16, 15}, {32, 19}, {52, 18}, {0, 8}, {32, 0}};

static void calling_image(struct calling *c)
{
    image_make(&c->image, &unit_arena, STR(""), strs(TEXTS));
    c->b_rows = 23;
    struct table_maker *a = image_make_table(&c->image, "a", "A", "as", ROWS), *b = image_make_table(&c->image, "b", "B", "bs", c->b_rows);
    int32_t *link = image_make_column(a, "l", "row", ELEMENT_I32), *word = image_make_column(a, "w", "row", ELEMENT_I32);
    int32_t *group = image_make_column(a, "g", "row", ELEMENT_I32), *day = image_make_column(a, "d", "first", ELEMENT_I32);
    int32_t *months = image_make_column(a, "m", "row", ELEMENT_I32), *b_word = image_make_column(b, "w", "row", ELEMENT_I32);
    uint8_t *hold = image_make_column(a, "h", "code", ELEMENT_U8), *b_byte = image_make_column(b, "h", "code", ELEMENT_U8);
    int64_t *number = image_make_column(a, "n", "number", ELEMENT_I64), *b_number = image_make_column(b, "n", "number", ELEMENT_I64);
    uint32_t *at = image_make_column(a, "t", "at", ELEMENT_U32), *length = image_make_column(a, "t", "length", ELEMENT_U32);
    for (uint32_t i = 0; i < ROWS; i++) {
        size_t piece = unit_random() % ARRAY_LEN(PIECES);
        link[i] = (int32_t)(unit_random() % (c->b_rows + 2)) - 1;       /* also -1, and one too far */
        word[i] = (int32_t)(unit_random() % 7) - 3;
        group[i] = (int32_t)(unit_random() % 3);
        day[i] = 20000 + (int32_t)(unit_random() % 900);
        months[i] = (int32_t)(unit_random() % 60) - 30;
        hold[i] = unit_random() % 4 != 0;
        number[i] = i % 50 ? (int64_t)(unit_random() % 4000000) - 2000000 : INT64_MAX - 5;
        at[i] = PIECES[piece].at;
        length[i] = PIECES[piece].length;
    }
    for (uint32_t i = 0; i < c->b_rows; i++) {
        b_word[i] = (int32_t)(uint32_t)unit_random();
        b_byte[i] = (uint8_t)unit_random();
        b_number[i] = (int64_t)unit_random();
    }
    c->links = link, c->words = word, c->groups = group, c->days = day, c->counts_of_months = months, c->b_words = b_word;
    c->holds = hold, c->b_bytes = b_byte, c->numbers = number, c->b_numbers = b_number, c->ats = at, c->lengths = length;
}

static void calling_program(struct calling *c)
{
    struct program_maker *m = &c->m;
    make_open(m, &unit_arena);
    c->a = make_table(m, "a");
    c->b = make_table(m, "b");
    c->link = make_load(m, c->a, "l", "row", ELEMENT_I32);
    c->word = make_load(m, c->a, "w", "row", ELEMENT_I32);
    c->group = make_load(m, c->a, "g", "row", ELEMENT_I32);
    c->day = make_load(m, c->a, "d", "first", ELEMENT_I32);
    c->months = make_load(m, c->a, "m", "row", ELEMENT_I32);
    c->hold = make_load(m, c->a, "h", "code", ELEMENT_U8);
    c->number = make_load(m, c->a, "n", "number", ELEMENT_I64);
    c->at = make_load(m, c->a, "t", "at", ELEMENT_U32);
    c->length = make_load(m, c->a, "t", "length", ELEMENT_U32);
    c->b_word = make_load(m, c->b, "w", "row", ELEMENT_I32);
    c->b_byte = make_load(m, c->b, "h", "code", ELEMENT_U8);
    c->b_number = make_load(m, c->b, "n", "number", ELEMENT_I64);
}

/* Adds the call with these inputs and outputs, and runs; the outputs' arrays. */
static const void *called(struct calling *c, enum call_code call, uint32_t table, int64_t imm, const uint32_t in[4], uint32_t out_table,
                          const enum element out[2], unsigned outs, const void **second)
{
    struct program_maker *m = &c->m;
    uint32_t slots[2] = {0, 0};
    for (unsigned i = 0; i < outs; i++)
        slots[i] = make_slot(m, out_table, out[i]);
    struct step *s = make_call(m, call, table, imm);
    memcpy(s->in, in, sizeof s->in);
    memcpy(s->out, slots, sizeof slots);
    struct program p = made_program(m);
    if (!CHECK(program_verify(&p, &unit_arena)))
        BUG("a call of the test is not well formed");
    struct run *r = run_program(&p, image_made(&c->image), TODAY, NULL, &unit_arena);
    if (second)
        *second = r->slot[slots[1]];
    return r->slot[slots[0]];
}

static bool in_group(const struct calling *c, uint32_t i, uint32_t g) { return c->holds[i] && c->links[i] == (int32_t)g; }

static void calls_of_links(struct calling *c)
{
    const enum element w[2] = {ELEMENT_I32, ELEMENT_I32}, b[2] = {ELEMENT_U8, ELEMENT_U8}, n[2] = {ELEMENT_I64, ELEMENT_I64};
    const int32_t *row = called(c, CALL_ROW, c->a, 0, (uint32_t[4]){0}, c->a, w, 1, NULL);
    const int32_t *spread_w = called(c, CALL_SPREAD_W, c->a, 0, (uint32_t[4]){c->link, c->b_word}, c->a, w, 1, NULL);
    const uint8_t *spread_b = called(c, CALL_SPREAD_B, c->a, 0, (uint32_t[4]){c->link, c->b_byte}, c->a, b, 1, NULL);
    const int64_t *spread_n = called(c, CALL_SPREAD_N, c->a, 0, (uint32_t[4]){c->link, c->b_number}, c->a, n, 1, NULL);
    for (uint32_t i = 0; i < ROWS; i++) {
        bool there = c->links[i] >= 0 && (uint32_t)c->links[i] < c->b_rows;
        CHECK(row[i] == (int32_t)i && spread_w[i] == (there ? c->b_words[c->links[i]] : 0));
        CHECK(spread_b[i] == (there ? c->b_bytes[c->links[i]] : 0) && spread_n[i] == (there ? c->b_numbers[c->links[i]] : 0));
    }
    for (uint32_t i = ROWS; i < image_padded(ROWS); i++)
        CHECK(row[i] == 0 && spread_w[i] == 0);
}

static void calls_of_groups(struct calling *c)
{
    const enum element w[2] = {ELEMENT_I32, ELEMENT_I32}, wb[2] = {ELEMENT_I32, ELEMENT_U8}, n[2] = {ELEMENT_I64, ELEMENT_I64};
    const uint32_t in[4] = {c->link, c->hold, c->word}, in_n[4] = {c->link, c->hold, c->number};
    const void *any_least, *any_most, *times;
    const int32_t *count = called(c, CALL_COUNT_BY, c->a, c->b, in, c->b, w, 1, NULL);
    const int64_t *sum = called(c, CALL_SUM_BY, c->a, c->b, in_n, c->b, n, 1, NULL);
    const int32_t *least = called(c, CALL_LEAST_BY, c->a, c->b, in, c->b, wb, 2, &any_least);
    const int32_t *most = called(c, CALL_MOST_BY, c->a, c->b, in, c->b, wb, 2, &any_most);
    const int32_t *mode = called(c, CALL_MODE_BY, c->a, c->b, in, c->b, w, 2, &times);
    for (uint32_t g = 0; g < c->b_rows; g++) {
        int32_t n_rows = 0, low = 0, high = 0, best = 0, best_times = 0;
        int64_t total = 0;
        for (uint32_t i = 0; i < ROWS; i++) {
            if (!in_group(c, i, g))
                continue;
            low = n_rows == 0 || c->words[i] < low ? c->words[i] : low;
            high = n_rows == 0 || c->words[i] > high ? c->words[i] : high;
            total = exact_add(total, c->numbers[i]);
            n_rows++;
        }
        for (int32_t v = -3; v <= 3; v++) {
            int32_t k = 0;
            for (uint32_t i = 0; i < ROWS; i++)
                k += in_group(c, i, g) && c->words[i] == v;
            if (k > best_times)
                best = v, best_times = k;
        }
        CHECK(count[g] == n_rows && sum[g] == total && least[g] == low && most[g] == high);
        CHECK(((const uint8_t *)any_least)[g] == (n_rows > 0) && ((const uint8_t *)any_most)[g] == (n_rows > 0));
        CHECK(mode[g] == best && ((const int32_t *)times)[g] == best_times);
    }
}

static bool same_row(const struct calling *c, uint32_t i, uint32_t k, bool texts)
{
    if (i == k || !c->holds[i] || !c->holds[k] || c->groups[i] != c->groups[k])
        return false;
    struct str x = {TEXTS + c->ats[i], c->lengths[i]}, y = {TEXTS + c->ats[k], c->lengths[k]};
    return texts ? str_same_text(x, y) : c->words[i] == c->words[k];
}

static void calls_of_sameness(struct calling *c)
{
    const enum element bw[2] = {ELEMENT_U8, ELEMENT_I32};
    for (unsigned texts = 0; texts < 2; texts++) {
        const void *other;
        const uint8_t *same = texts ? called(c, CALL_SAME_TEXT, c->a, 0, (uint32_t[4]){c->at, c->length, c->hold, c->group}, c->a, bw, 2, &other)
                                    : called(c, CALL_SAME_VALUE, c->a, 0, (uint32_t[4]){c->word, c->hold, c->group}, c->a, bw, 2, &other);
        for (uint32_t i = 0; i < ROWS; i++) {
            int32_t before = -1, after = -1;
            for (uint32_t k = 0; k < ROWS; k++)
                if (same_row(c, i, k, texts)) {
                    if (k < i)
                        before = (int32_t)k;
                    else if (after < 0)
                        after = (int32_t)k;
                }
            CHECK(same[i] == (before >= 0 || after >= 0) && ((const int32_t *)other)[i] == (before >= 0 ? before : after));
        }
    }
}

static void calls_of_days(struct calling *c)
{
    const enum element w[2] = {ELEMENT_I32, ELEMENT_I32}, b[2] = {ELEMENT_U8, ELEMENT_U8};
    const void *last;
    uint32_t needle = make_string(&c->m, "SAMPL"), absent = make_string(&c->m, "sampling is");
    const int32_t *month = called(c, CALL_MONTH, c->a, 0, (uint32_t[4]){c->day}, c->a, w, 1, NULL);
    const int32_t *later = called(c, CALL_ADD_MONTHS, c->a, 0, (uint32_t[4]){c->day, c->months}, c->a, w, 1, NULL);
    const int32_t *first = called(c, CALL_MOVE_MONTHS, c->a, 0, (uint32_t[4]){c->day, c->day, c->months}, c->a, w, 2, &last);
    const uint8_t *holds = called(c, CALL_CONTAINS, c->a, needle, (uint32_t[4]){c->at, c->length}, c->a, b, 1, NULL);
    const uint8_t *never = called(c, CALL_CONTAINS, c->a, absent, (uint32_t[4]){c->at, c->length}, c->a, b, 1, NULL);
    for (uint32_t i = 0; i < ROWS; i++) {
        struct civil d = civil_of(c->days[i]);
        int32_t day = 0, months = d.year * 12 + d.month - 1 + c->counts_of_months[i];
        int32_t most = days_in_month(months / 12, months % 12 + 1);
        day = day_of((struct civil){months / 12, months % 12 + 1, d.day < most ? d.day : most});
        CHECK(month[i] == d.year * 12 + d.month - 1 && later[i] == day && first[i] == day && ((const int32_t *)last)[i] == day);
        CHECK(holds[i] == (c->lengths[i] > 0) && never[i] == 0);
    }
}

static void calls(void)
{
    struct calling c;
    memset(&c, 0, sizeof c);
    calling_image(&c);
    calling_program(&c);
    calls_of_links(&c);
    calls_of_groups(&c);
    calls_of_sameness(&c);
    calls_of_days(&c);
}

/* ---------------------------------------------------------------- a plan, for links, derived properties and findings */

static const char PLAN[] = "# Action plan: A\n## Concern 1\n### Action 1.1\nOwner: Governor\nDeadline: July 2026\n### Action 1.2\n### Action 1.3\n";
#define PLACE(text) ((uint32_t)(strstr(PLAN, (text)) - PLAN))

struct plan {
    struct image_maker  m;
    struct table_maker *plan, *concern, *action, *owners, *revisions, *update;
};

static void at_line(struct table_maker *t, uint32_t row, const char *line)
{
    ((uint32_t *)image_make_column(t, "", "at", ELEMENT_U32))[row] = PLACE(line);
    ((uint32_t *)image_make_column(t, "", "length", ELEMENT_U32))[row] = (uint32_t)strlen(line);
}

static int32_t *column_i32(struct table_maker *t, const char *label, const char *part) { return image_make_column(t, label, part, ELEMENT_I32); }
static uint32_t *column_u32(struct table_maker *t, const char *label, const char *part) { return image_make_column(t, label, part, ELEMENT_U32); }
static uint8_t *column_u8(struct table_maker *t, const char *label, const char *part) { return image_make_column(t, label, part, ELEMENT_U8); }

static void up_to(struct table_maker *t, uint32_t row, int32_t table, int32_t up)
{
    column_i32(t, "", "up table")[row] = table;
    column_i32(t, "", "up")[row] = up;
    column_i32(t, "", "document table")[row] = 0;
    column_i32(t, "", "document")[row] = 0;
}

static void plan_make(struct plan *p)
{
    static const char *const LINES[] = {"### Action 1.1", "### Action 1.2", "### Action 1.3"};
    image_make(&p->m, &unit_arena, STR("a.irp"), strs(PLAN));
    p->plan = image_make_table(&p->m, "plan", "Action plan", "action plans", 1);
    p->concern = image_make_table(&p->m, "concern", "Concern", "concerns", 1);
    p->action = image_make_table(&p->m, "action", "Action", "actions", 3);
    p->owners = image_make_table(&p->m, "action.Owner", "Owner", "owners", 1);
    p->revisions = image_make_table(&p->m, "action.Revised deadline", "Revised deadline", "revised deadlines", 2);
    p->update = image_make_table(&p->m, "update", "Update", "updates", 3);
    up_to(p->plan, 0, -1, -1);
    up_to(p->concern, 0, 0, 0);
    at_line(p->concern, 0, "## Concern 1");
    for (uint32_t i = 0; i < 3; i++) {
        up_to(p->action, i, i < 2 ? 1 : 0, 0);       /* the third stands in the plan itself */
        at_line(p->action, i, LINES[i]);
        column_u32(p->action, "", "number at")[i] = PLACE(LINES[i]) + 11;
        column_u32(p->action, "", "number length")[i] = 3;
        column_u8(p->action, "Deadline", "given")[i] = i < 2;
        column_i32(p->action, "Deadline", "first")[i] = 20635;
        column_i32(p->action, "Deadline", "last")[i] = 20665;
        column_u8(p->action, "Deadline", "form")[i] = DATE_MONTH;
    }
    column_u32(p->action, "Deadline", "place at")[0] = PLACE("Deadline");
    column_u32(p->action, "Deadline", "place length")[0] = 19;
    column_i32(p->owners, "", "up")[0] = 0;
    column_u8(p->owners, "", "given")[0] = GIVEN_YES;
    column_u32(p->owners, "", "place at")[0] = PLACE("Owner");
    column_u32(p->owners, "", "place length")[0] = 15;
}

static void links(void)
{
    struct plan p;
    struct program_maker m;
    plan_make(&p);
    make_open(&m, &unit_arena);
    uint32_t plan = make_table(&m, "plan"), concern = make_table(&m, "concern"), action = make_table(&m, "action"),
             owner = make_table(&m, "action.Owner"), nothing = make_table(&m, "theme");
    const uint32_t of[4] = {concern, plan, action, nothing};
    for (unsigned i = 0; i < 4; i++) {
        uint32_t slot = make_slot(&m, action, ELEMENT_I32);
        make_call(&m, CALL_LINK, action, of[i])->out[0] = slot;
    }
    uint32_t list = make_slot(&m, owner, ELEMENT_I32), none = make_slot(&m, nothing, ELEMENT_I32);
    make_call(&m, CALL_LINK_LIST, owner, 0)->out[0] = list;
    make_call(&m, CALL_ROW, nothing, 0)->out[0] = none;
    struct program made = made_program(&m);
    if (!CHECK(program_verify(&made, &unit_arena)))
        return;
    struct run *r = run_program(&made, image_made(&p.m), TODAY, NULL, &unit_arena);
    static const int32_t WANT[4][3] = {{0, 0, -1}, {0, 0, 0}, {0, 1, 2}, {-1, -1, -1}};
    for (unsigned i = 0; i < 4; i++)
        CHECK(memcmp(r->slot[i], WANT[i], sizeof WANT[i]) == 0);
    CHECK(*(const int32_t *)r->slot[list] == 0 && r->slot[none] != NULL);
}

/* Every action stands in a concern, every concern in a plan or in nothing: the concern is what the image says, the plan is asked of the concerns. */
static void links_by_parents(void)
{
    static const char *const NAMES[3] = {"plan", "concern", "action"};
    const uint32_t rows[3] = {3, 40, ROWS};
    struct image_maker img;
    struct program_maker m;
    const int32_t *up[3];
    image_make(&img, &unit_arena, STR("parents"), STR(""));
    make_open(&m, &unit_arena);
    for (unsigned t = 0; t < 3; t++) {
        struct table_maker *table = image_make_table(&img, NAMES[t], NAMES[t], NAMES[t], rows[t]);
        int32_t *to = image_make_column(table, "", "up", ELEMENT_I32), *in = image_make_column(table, "", "up table", ELEMENT_I32);
        up[t] = to;
        make_table(&m, NAMES[t]);
        for (uint32_t i = 0; i < rows[t]; i++) {
            bool none = t == 0 || (t == 1 && unit_random() % 4 == 0);
            in[i] = none ? -1 : (int32_t)t - 1;
            to[i] = none ? -1 : (int32_t)(unit_random() % rows[t - 1]);
        }
    }
    uint32_t slot[2] = {make_slot(&m, 2, ELEMENT_I32), make_slot(&m, 2, ELEMENT_I32)};
    for (unsigned t = 0; t < 2; t++)
        make_call(&m, CALL_LINK, 2, t)->out[0] = slot[t];
    struct program made = made_program(&m);
    if (!CHECK(program_verify(&made, &unit_arena)))
        return;
    struct run *r = run_program(&made, image_made(&img), TODAY, NULL, &unit_arena);
    const int32_t *plan = r->slot[slot[0]], *concern = r->slot[slot[1]];
    for (uint32_t i = 0; i < ROWS; i++)
        CHECK(concern[i] == up[2][i] && plan[i] == up[1][up[2][i]]);
}

/* ---------------------------------------------------------------- derived */

static void *derived_part(const struct image *img, enum derived_code what, int32_t today, unsigned part)
{
    void *parts[CALL_SLOTS_MOST];
    derive(img, what, today, &unit_arena, parts);
    return parts[part];
}
#define TRUTHS(what, today) ((const uint8_t *)derived_part(img, what, today, 0))
#define WHOLES(what, today) ((const int32_t *)derived_part(img, what, today, 0))

static void say_status(struct plan *p, uint32_t row, int32_t up, int32_t day, enum status_code code)
{
    up_to(p->update, row, 2, up);
    column_i32(p->update, "", "date first")[row] = day;
    column_i32(p->update, "", "date last")[row] = day;
    column_u8(p->update, "", "date form")[row] = DATE_DAY;
    column_u8(p->update, "Status", "given")[row] = GIVEN_YES;
    column_u8(p->update, "Status", "code")[row] = (uint8_t)code;
}

static void derived_properties(void)
{
    struct plan p;
    plan_make(&p);
    say_status(&p, 0, 0, 20650, STATUS_COMPLETED);
    say_status(&p, 1, 0, 20640, STATUS_IN_PROGRESS);          /* earlier, and later in the document */
    say_status(&p, 2, 1, 20700, STATUS_WITHDRAWN);
    column_u8(p.action, "Status", "given")[1] = GIVEN_YES;
    column_u8(p.action, "Status", "code")[1] = STATUS_ONGOING;
    column_i32(p.revisions, "", "first")[0] = column_i32(p.revisions, "", "last")[0] = 20700;
    column_i32(p.revisions, "", "first")[1] = column_i32(p.revisions, "", "last")[1] = 20690;
    column_i32(p.revisions, "", "up")[0] = column_i32(p.revisions, "", "up")[1] = 1;
    column_u8(p.revisions, "", "given")[0] = column_u8(p.revisions, "", "given")[1] = GIVEN_YES;
    const struct image *img = image_made(&p.m);
    const uint8_t *given = derived_part(img, DERIVED_action_status, TODAY, 0), *code = derived_part(img, DERIVED_action_status, TODAY, 1);
    CHECK(given[0] && given[1] && !given[2] && code[0] == STATUS_COMPLETED && code[1] == STATUS_WITHDRAWN && code[2] == STATUS_NONE);
    code = derived_part(img, DERIVED_action_status, 20645, 1);
    CHECK(code[0] == STATUS_IN_PROGRESS && code[1] == STATUS_ONGOING);
    CHECK(TRUTHS(DERIVED_action_completed, TODAY)[0] && !TRUTHS(DERIVED_action_completed, TODAY)[1]);
    CHECK(!TRUTHS(DERIVED_action_open, TODAY)[0] && TRUTHS(DERIVED_action_open, 20645)[1] && TRUTHS(DERIVED_action_open, TODAY)[2]);
    const int32_t *last = derived_part(img, DERIVED_action_effective, TODAY, 2);
    const uint8_t *form = derived_part(img, DERIVED_action_effective, TODAY, 3);
    CHECK(last[0] == 20665 && last[1] == 20690 && form[0] == DATE_MONTH && form[1] == DATE_DAY && form[2] == NO_DATE);
    CHECK(!TRUTHS(DERIVED_action_late, 20645)[0] && !TRUTHS(DERIVED_action_late, 20690)[1] && TRUTHS(DERIVED_action_late, 20691)[1]);
    CHECK(WHOLES(DERIVED_action_slip, TODAY)[0] == 0 && WHOLES(DERIVED_action_slip, TODAY)[1] == 25 && WHOLES(DERIVED_action_slip, TODAY)[2] == 0);
    CHECK(WHOLES(DERIVED_plan_bunched, 20645)[0] == 2 && WHOLES(DERIVED_plan_busiest, 20645)[0] == 2026 * 12 + 6);
    CHECK(WHOLES(DERIVED_plan_second, 20645)[0] == 2026 * 12 + 7 && WHOLES(DERIVED_plan_second, TODAY)[0] == -1);
    CHECK(derived_part(img, DERIVED_theme_judged, TODAY, 0) == NULL);
}

/* ---------------------------------------------------------------- findings */

static void add_hole(struct program_maker *m, struct rule *r, enum hole_type type, uint32_t first, const char *text, uint32_t given)
{
    uint32_t string = make_string(m, text);
    *vec_push(m->arena, &m->holes) = (struct hole){type, first, string, given};
    r->holes++;
}

/* Rules over action: "b" an error where the row's number is above 0, pointing at the deadline, and "a" a warning everywhere but the last. */
static struct program finding_program(struct program_maker *m)
{
    make_open(m, &unit_arena);
    uint32_t action = make_table(m, "action"), number_at = make_load(m, action, "", "number at", ELEMENT_U32);
    uint32_t number_length = make_load(m, action, "", "number length", ELEMENT_U32), row = make_slot(m, action, ELEMENT_I32);
    uint32_t last = make_load(m, action, "Deadline", "last", ELEMENT_I32);
    make_call(m, CALL_ROW, action, 0)->out[0] = row;
    uint32_t k = make_kernel(m, action), r = make_op(m, OP_LOAD_W, row, 0, 0);
    make_sink(m, SINK_RULE, make_op(m, OP_LE_W, make_op(m, OP_WHOLE, 0, 0, 0), r, 0), 0);
    make_sink(m, SINK_RULE, make_op(m, OP_LT_W, r, make_op(m, OP_WHOLE, 0, 0, 2), 0), 1);
    make_run(m, k);
    uint32_t message = make_kernel(m, action);
    make_sink(m, SINK_HOLE, make_op(m, OP_LOAD_W, number_at, 0, 0), 0);
    make_sink(m, SINK_HOLE, make_op(m, OP_LOAD_W, number_length, 0, 0), 1);
    make_sink(m, SINK_HOLE, make_op(m, OP_LOAD_W, last, 0, 0), 2);
    make_sink(m, SINK_HOLE, make_op(m, OP_LOAD_W, last, 0, 0), 3);
    make_sink(m, SINK_HOLE, make_op(m, OP_WHOLE, 0, 0, DATE_DAY), 4);
    make_sink(m, SINK_HOLE, make_op(m, OP_LT_W, make_op(m, OP_LOAD_W, row, 0, 0), make_op(m, OP_WHOLE, 0, 0, 1), 0), 5);
    struct rule *b = make_rule(m, "b", SEVERITY_ERROR, action);
    b->message_kernel = message, b->hole_values = 6, b->first_hole = 0, b->place_label = make_string(m, "Deadline");
    b->help = make_string(m, "Do it"), b->why = make_string(m, "Because"), b->caret = make_string(m, "here");
    add_hole(m, b, HOLE_LITERAL, 0, "Action ", HOLE_ALWAYS);
    add_hole(m, b, HOLE_TEXT, 0, "", HOLE_ALWAYS);
    add_hole(m, b, HOLE_LITERAL, 0, " is due ", HOLE_ALWAYS);
    add_hole(m, b, HOLE_DATE, 2, "some day", 5);
    struct rule *a = make_rule(m, "a", SEVERITY_WARNING, action);
    a->first_hole = m->holes.len, a->place_label = make_string(m, "Owner"), a->other_slot = row, a->other_text = make_string(m, "itself");
    add_hole(m, a, HOLE_LITERAL, 0, "Said by a", HOLE_ALWAYS);
    return made_program(m);
}

static struct finding filled(const struct finding_list *list, uint32_t i)
{
    struct finding f;
    list->fill(list->of, i, &unit_arena, &f);
    return f;
}

static void findings_in_order(void)
{
    struct plan p;
    struct program_maker m;
    struct finding_list list;
    plan_make(&p);
    struct program made = finding_program(&m);
    const struct finding front[2] = {{.place = {0, 3}, .name = STR("front"), .sentence = STR("First")},
                                            {.place = {PLACE("### Action 1.2"), 1}, .severity = SEVERITY_NOTE, .name = STR("front")}};
    p.m.image.findings = front;
    p.m.image.findings_len = 2;
    if (!CHECK(program_verify(&made, &unit_arena)))
        return;
    run_findings(run_program(&made, image_made(&p.m), TODAY, NULL, &unit_arena), &list);
    CHECK(list.len == 7 && list.errors == 4 && list.warnings == 2 && list.notes == 1);
    static const char *const NAMES[] = {"front", "a", "b", "b", "a", "front", "b"};
    const uint32_t places[] = {0, PLACE("Owner"), PLACE("Deadline"), PLACE("### Action 1.2"), PLACE("### Action 1.2"), PLACE("### Action 1.2"),
                               PLACE("### Action 1.3")};
    for (uint32_t i = 0; i < list.len && i < 7; i++) {
        struct finding f = filled(&list, i);
        CHECK_STR(f.name, NAMES[i]);
        CHECK(f.place.at == places[i]);
    }
    struct finding a = filled(&list, 1), b = filled(&list, 2), other = filled(&list, 6);
    CHECK(a.place.length == 15 && a.related_len == 1 && a.related[0].place.at == PLACE("### Action 1.1"));
    CHECK_STR(a.related[0].text, "itself");
    CHECK_STR(a.sentence, "Said by a");
    CHECK_STR(b.sentence, "Action 1.1 is due 31 July 2026");
    CHECK_STR(b.help, "Do it");
    CHECK_STR(b.why, "Because");
    CHECK_STR(b.caret, "here");
    CHECK(b.place.length == 19 && b.code.len == 0);
    CHECK_STR(other.sentence, "Action 1.3 is due some day");
}

static uint32_t findings_with(void (*change)(struct plan *))
{
    struct plan p;
    struct program_maker m;
    struct finding_list list;
    plan_make(&p);
    change(&p);
    struct program made = finding_program(&m);
    uint32_t *reads = arena_many(&unit_arena, 2, uint32_t);
    reads[0] = made.rules[0].place_label;
    reads[1] = made.rules[1].place_label;
    made.reads = reads, made.reads_len = 2;
    m.rules.at[0].reads = m.rules.at[1].reads = 2;          /* both read Deadline and Owner */
    CHECK(program_verify(&made, &unit_arena));
    run_findings(run_program(&made, image_made(&p.m), TODAY, NULL, &unit_arena), &list);
    return list.len;
}

static void no_change(struct plan *p) { (void)p; }
static void doubt_in_row(struct plan *p) { column_u8(p->action, "", "doubt")[0] = 1; }
static void doubt_in_concern(struct plan *p) { column_u8(p->concern, "", "doubt")[0] = 1; }
static void doubt_in_label(struct plan *p) { column_u8(p->action, "Deadline", "given")[1] = GIVEN_DOUBT; }
static void doubt_in_list(struct plan *p) { column_u8(p->owners, "", "given")[0] = GIVEN_DOUBT; }
static void other_standard(struct plan *p) { column_i32(p->plan, "", "standard")[0] = 1; }

static void doubt_keeps_back(void)
{
    CHECK(findings_with(no_change) == 5);
    CHECK(findings_with(doubt_in_row) == 3);
    CHECK(findings_with(doubt_in_concern) == 5);       /* what stands in it is not silenced */
    CHECK(findings_with(doubt_in_label) == 3);
    CHECK(findings_with(doubt_in_list) == 3);
    CHECK(findings_with(other_standard) == 0);
}

/* One hole over constants. */
static struct str hole_text(enum hole_type type, const int64_t *values, unsigned len, bool numbers)
{
    struct plan p;
    struct program_maker m;
    struct finding_list list;
    plan_make(&p);
    make_open(&m, &unit_arena);
    uint32_t plan = make_table(&m, "plan"), k = make_kernel(&m, plan);
    make_sink(&m, SINK_RULE, make_op(&m, OP_TRUTH, 0, 0, 1), 0);
    make_run(&m, k);
    uint32_t message = make_kernel(&m, plan);
    for (unsigned i = 0; i < len; i++)
        make_sink(&m, SINK_HOLE, make_op(&m, numbers ? OP_NUMBER : OP_WHOLE, 0, 0, values[i]), i);
    struct rule *r = make_rule(&m, "r", SEVERITY_NOTE, plan);
    r->message_kernel = message, r->hole_values = len;
    add_hole(&m, r, HOLE_LITERAL, 0, "", HOLE_ALWAYS);
    add_hole(&m, r, type, 0, "", HOLE_ALWAYS);
    struct program made = made_program(&m);
    if (!CHECK(program_verify(&made, &unit_arena)))
        return STR("");
    run_findings(run_program(&made, image_made(&p.m), TODAY, NULL, &unit_arena), &list);
    return CHECK(list.len == 1) ? filled(&list, 0).sentence : STR("");
}

static void holes(void)
{
#define WANT(type, numbers, text, ...)                                                                                            \
    do {                                                                                                                          \
        const int64_t values[] = {__VA_ARGS__};                                                                                   \
        CHECK_STR(hole_text(type, values, ARRAY_LEN(values), numbers), text);                                                     \
    } while (0)
    WANT(HOLE_WHOLE, false, "12", 12);
    WANT(HOLE_WHOLE, false, "-3", -3);
    WANT(HOLE_WORDS, false, "seven", 7);
    WANT(HOLE_WORDS, false, "11", 11);
    WANT(HOLE_NUMBER, true, "4.5", 4500000);
    WANT(HOLE_PERCENT, true, "60%", 600000);
    WANT(HOLE_DATE, false, "12 May 2026", 20585, 20585, DATE_DAY);
    WANT(HOLE_DATE, false, "July 2026", 20635, 20665, DATE_MONTH);
    WANT(HOLE_DATE, false, "", 20635, 20665, NO_DATE);
    WANT(HOLE_TEXT, false, "Action plan: A", 2, 14);
    WANT(HOLE_TEXT, false, "", 2, 100000);
    WANT(HOLE_STATUS, false, "Completed 12 May 2026", STATUS_COMPLETED, NO_PERCENT, 20585, 20585, DATE_DAY);
    WANT(HOLE_STATUS, false, "Completed", STATUS_COMPLETED, NO_PERCENT, 0, 0, NO_DATE);
    WANT(HOLE_STATUS, false, "In progress 60%", STATUS_IN_PROGRESS, 60, 0, 0, NO_DATE);
    WANT(HOLE_STATUS, false, "Not started", STATUS_NOT_STARTED, NO_PERCENT, 0, 0, NO_DATE);
    WANT(HOLE_STATUS, false, "Ongoing", STATUS_ONGOING, NO_PERCENT, 0, 0, NO_DATE);
    WANT(HOLE_STATUS, false, "no status", STATUS_NONE, NO_PERCENT, 0, 0, NO_DATE);
    WANT(HOLE_STATUS, false, "no status", 99, NO_PERCENT, 0, 0, NO_DATE);
    WANT(HOLE_LEVEL, false, "", 0);
    WANT(HOLE_MONTH, false, "October 2026", 2026 * 12 + 9);
    WANT(HOLE_MONTH, false, "", -1);
#undef WANT
}

/* ---------------------------------------------------------------- bytes and the verifier */

static struct program copy_of(const struct program *p)
{
    struct program copy = *p;
#define COPY(type, field) \
    copy.field = memcpy(arena_many(&unit_arena, p->field##_len, type), p->field, p->field##_len * sizeof(type))
    COPY(struct slot, slots);
    COPY(struct step, steps);
    COPY(struct kernel, kernels);
    COPY(struct op, ops);
    COPY(struct sink, sinks);
    COPY(struct rule, rules);
    COPY(struct hole, holes);
    COPY(uint32_t, tables);
#undef COPY
    return copy;
}

#define AS(type, place) (*(type *)(uintptr_t)&(place))
#define REFUSED(type, place, value)                     \
    do {                                                \
        struct program q = copy_of(&p);                 \
        AS(type, q.place) = (value);                    \
        CHECK(!program_verify(&q, &unit_arena));        \
    } while (0)

static void refused_programs(void)
{
    struct program_maker m;
    struct program p = finding_program(&m);
    CHECK(program_verify(&p, &unit_arena));
    REFUSED(uint32_t, tables[0], 9999);
    REFUSED(uint32_t, slots[0].table, 1);
    REFUSED(uint32_t, slots[0].element, 4);
    REFUSED(uint32_t, slots[0].element, ELEMENT_U8);         /* a column of another element */
    REFUSED(uint32_t, steps[0].kind, 3);
    REFUSED(uint32_t, steps[0].table, 1);
    REFUSED(uint32_t, steps[0].part, 0);                     /* there is no such part */
    REFUSED(uint32_t, steps[0].out[0], 1);                   /* filled twice */
    REFUSED(uint32_t, steps[0].out[0], 99);
    REFUSED(uint32_t, steps[3].what, CALLS);
    REFUSED(uint32_t, steps[3].out[0], 0);
    REFUSED(uint32_t, steps[4].what, 2);
    REFUSED(uint32_t, kernels[0].table, 1);
    REFUSED(uint32_t, kernels[0].first_op, 9999);
    REFUSED(uint32_t, kernels[0].ops, 9999);
    REFUSED(uint32_t, kernels[0].sinks, 9999);
    REFUSED(uint8_t, ops[0].code, OPS);
    REFUSED(uint32_t, ops[0].a, 99);
    REFUSED(uint8_t, ops[0].code, OP_LOAD_B);                /* a slot of another element */
    REFUSED(uint32_t, ops[2].a, 2);                          /* itself */
    REFUSED(uint8_t, ops[2].code, OP_AND);                   /* registers of another file */
    REFUSED(int64_t, ops[1].value, INT64_MAX);
    REFUSED(uint32_t, sinks[0].reg, 99);
    REFUSED(uint32_t, sinks[0].reg, 0);                      /* W where a truth is wanted */
    REFUSED(uint32_t, sinks[0].target, 2);
    REFUSED(uint32_t, sinks[1].target, 0);                   /* a rule with two masks */
    REFUSED(uint32_t, sinks[0].kind, SINK_HOLE);
    REFUSED(uint32_t, sinks[2].kind, SINK_RULE);
    REFUSED(uint32_t, sinks[2].target, 6);
    REFUSED(uint32_t, rules[0].severity, 3);
    REFUSED(uint32_t, rules[0].table, 1);
    REFUSED(uint32_t, rules[0].name, 9999);
    REFUSED(uint32_t, rules[0].holes, 9999);
    REFUSED(uint32_t, rules[0].steps, 1);
    REFUSED(uint32_t, rules[0].message_kernel, 0);
    REFUSED(uint32_t, rules[0].hole_values, 5);
    REFUSED(uint32_t, rules[1].other_slot, 0);               /* not I32 */
    REFUSED(uint32_t, holes[1].type, HOLE_TYPES);
    REFUSED(uint32_t, holes[1].first_value, 5);
    REFUSED(uint32_t, holes[3].given, 6);
}

/* Steps in another order: a slot is read before it is filled. */
static void refused_order(void)
{
    struct program_maker m;
    struct program p = finding_program(&m), q = copy_of(&p);
    AS(struct step, q.steps[3]) = p.steps[4];
    AS(struct step, q.steps[4]) = p.steps[3];
    CHECK(!program_verify(&q, &unit_arena));
}

static void bytes_and_back(void)
{
    struct program_maker m;
    struct program p = finding_program(&m);
    const struct program *back;
    struct str bytes = program_bytes(&p, &unit_arena);
    if (!CHECK(!failed(program_open(bytes, &unit_arena, &back))))
        return;
    CHECK(str_eq(program_bytes(back, &unit_arena), bytes) && program_hash(back, &unit_arena) == program_bytes_hash(bytes));
    struct out one, two;
    out_memory(&one, &unit_arena);
    out_memory(&two, &unit_arena);
    program_print(&one, &p);
    program_print(&two, back);
    CHECK(one.len > 100 && str_eq(out_text(&one), out_text(&two)));
    char *copy = pack_room(&unit_arena, bytes.len);
    unsigned opened = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        memcpy(copy, bytes.at, bytes.len);
        copy[i] = (char)(copy[i] ^ 8);
        opened += !failed(program_open((struct str){copy, bytes.len}, &unit_arena, &back));
        opened += !failed(program_open(str_upto(bytes, i), &unit_arena, &back));
    }
    CHECK(opened == 0);
}

/* Under a checksum that is right, what opens runs without reaching outside. */
static void hostile_programs(void)
{
    struct program_maker m;
    struct program p = finding_program(&m);
    struct plan plan;
    plan_make(&plan);
    const struct image *img = image_made(&plan.m);
    struct str bytes = program_bytes(&p, &unit_arena);
    unsigned opened = 0;
    for (unsigned round = 0; round < 4000; round++) {
        struct arena a;
        const struct program *q;
        arena_open(&a, &unit_mem);
        struct pack pack = {.at = pack_room(&a, bytes.len), .bytes = bytes.len};
        memcpy(pack.at, bytes.at, bytes.len);
        for (unsigned n = 1 + (unsigned)(unit_random() % 3); n > 0; n--)
            pack.at[unit_random() % bytes.len] = (char)(unit_random() % 4 ? unit_random() % 8 : unit_random());
        if (!failed(program_open(pack_made(&pack), &a, &q))) {
            struct finding_list list;
            struct finding f;
            struct out o;
            opened++;
            out_memory(&o, &a);
            program_print(&o, q);
            run_findings(run_program(q, img, TODAY, NULL, &a), &list);
            for (uint32_t i = 0; i < list.len; i++)
                list.fill(list.of, i, &a, &f);
        }
        arena_close(&a);
    }
    CHECK(opened > 100);
}

/* ---------------------------------------------------------------- code that is linked in */

static void no_kernel(const void *const *in, void *const *out, uint64_t rows, int32_t today) { (void)in, (void)out, (void)rows, (void)today; }

static const struct native_code *linked_code(uint64_t hash, uint64_t features, uint32_t kernels)
{
    struct native_code *c = arena_zero(&unit_arena, sizeof *c + kernels * sizeof *c->kernel);
    c->program_hash = hash, c->features = features, c->kernels = kernels;
    c->kernel[kernels - 1] = no_kernel;
    return c;
}

/* The best that can run here, of that program and no other. */
static void linked_codes(void)
{
    uint64_t here = native_features();
    const struct native_code *codes[] = {linked_code(7, 0, 1), linked_code(7, here, 2), linked_code(7, UINT64_MAX, 3), linked_code(8, 0, 4)};
    const struct native *n = native_linked(codes, 4, 7, &unit_arena);
    CHECK(n && n->kernels == (here > 0 ? 2u : 1u) && n->kernel[n->kernels - 1] == no_kernel && n->object.len == 0);
    n = native_linked(codes, 4, 8, &unit_arena);
    CHECK(n && n->kernels == 4 && !n->kernel[0]);
    CHECK(!native_linked(codes + 2, 1, 7, &unit_arena) && !native_linked(codes, 4, 9, &unit_arena) && !native_linked(codes, 0, 7, &unit_arena));
}

int main(void)
{
    UNIT_BEGIN();
    linked_codes();
    exact_numbers();
    operations();
    calls();
    links();
    links_by_parents();
    derived_properties();
    findings_in_order();
    doubt_keeps_back();
    holes();
    refused_programs();
    refused_order();
    bytes_and_back();
    hostile_programs();
    return unit_end();
}
