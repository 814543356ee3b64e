/* calls.c - the functions of calls.def: whole columns in, whole columns out. Every engine calls these between kernels.
 *
 * Each is linear in its rows (MODE_BY sorts by radix; SAME_TEXT and SAME_VALUE hash with the process's seed). Links out of range and rows of
 * absent tables read as 0.
 */
#include "engine.h"
#include "exact.h"
#include "../base/map.h"

static const int32_t *words(const struct run *r, uint32_t slot) { return r->slot[slot]; }
static const uint8_t *truths(const struct run *r, uint32_t slot) { return r->slot[slot]; }
static const int64_t *numbers(const struct run *r, uint32_t slot) { return r->slot[slot]; }

static bool linked(int32_t link, uint32_t rows) { return link >= 0 && (uint32_t)link < rows; }

/* ---------------------------------------------------------------- links */

static void call_LINK(struct run *r, const struct step *s) { link_rows(r, s); }
static void call_LINK_LIST(struct run *r, const struct step *s) { link_list_rows(r, s); }

/* An action that names an owner twice is one action of that owner: its lines follow one another, so the last item that named an owner tells. */
static void call_LINK_OWNER(struct run *r, const struct step *s)
{
    int32_t *out = run_make(r, s->out[0]);
    const struct bound *t = &r->tables[s->table];
    const struct table *owners = image_table(r->image, "owner");
    const int32_t *up = t->table ? table_i32(t->table, "", "up") : NULL, *owner = t->table ? table_i32(t->table, "", "row") : NULL;
    const uint8_t *given = t->table ? table_u8(t->table, "", "given") : NULL;
    uint32_t rows = owners ? owners->rows : 0;
    struct arena work;
    arena_open(&work, r->arena->mem);
    int32_t *named_by = arena_many(&work, rows, int32_t);
    for (uint32_t i = 0; i < rows; i++)
        named_by[i] = -1;
    for (uint32_t i = 0; i < t->rows; i++) {
        bool names = up && owner && given && given[i] == GIVEN_YES && linked(owner[i], rows) && named_by[owner[i]] != up[i];
        out[i] = names ? owner[i] : -1;
        if (names)
            named_by[owner[i]] = up[i];
    }
    arena_close(&work);
}

static void call_ROW(struct run *r, const struct step *s)
{
    int32_t *out = run_make(r, s->out[0]);
    for (uint32_t i = 0; i < r->tables[s->table].rows; i++)
        out[i] = (int32_t)i;
}

/* One template for the three widths: each row's linked value, 0 where it is linked to nothing. */
#define SPREAD(id, type)                                                             \
    static void call_SPREAD_##id(struct run *r, const struct step *s)                \
    {                                                                                \
        const int32_t *link = words(r, s->in[0]);                                    \
        const type    *from = r->slot[s->in[1]];                                     \
        uint32_t rows = slot_rows(r, s->in[0]), there = slot_rows(r, s->in[1]);      \
        type *out = run_make(r, s->out[0]);                                          \
        for (uint32_t i = 0; i < rows; i++)                                          \
            out[i] = linked(link[i], there) ? from[link[i]] : 0;                     \
    }
SPREAD(W, int32_t)
SPREAD(B, uint8_t)
SPREAD(N, int64_t)
#undef SPREAD

/* ---------------------------------------------------------------- groups */

/* What the *_BY calls share: rows that hold and are linked to a row of table `imm`. */
struct members { const int32_t *link; const uint8_t *hold; uint32_t rows, groups; };

static struct members members_of(const struct run *r, const struct step *s)
{
    return (struct members){words(r, s->in[0]), truths(r, s->in[1]), slot_rows(r, s->in[0]), r->tables[s->imm].rows};
}

static bool member(const struct members *m, uint32_t row) { return m->hold[row] && linked(m->link[row], m->groups); }

static void call_COUNT_BY(struct run *r, const struct step *s)
{
    struct members m = members_of(r, s);
    int32_t *out = run_make(r, s->out[0]);
    for (uint32_t i = 0; i < m.rows; i++)
        if (member(&m, i))
            out[m.link[i]]++;
}

static void call_SUM_BY(struct run *r, const struct step *s)
{
    struct members m = members_of(r, s);
    const int64_t *value = numbers(r, s->in[2]);
    int64_t *out = run_make(r, s->out[0]);
    for (uint32_t i = 0; i < m.rows; i++)
        if (member(&m, i))
            out[m.link[i]] = exact_add(out[m.link[i]], value[i]);
}

static void extreme_by(struct run *r, const struct step *s, bool most)
{
    struct members m = members_of(r, s);
    const int32_t *value = words(r, s->in[2]);
    int32_t *out = run_make(r, s->out[0]);
    uint8_t *any = run_make(r, s->out[1]);
    for (uint32_t i = 0; i < m.rows; i++) {
        if (!member(&m, i))
            continue;
        int32_t at = m.link[i];
        if (!any[at] || (most ? value[i] > out[at] : value[i] < out[at]))
            out[at] = value[i];
        any[at] = 1;
    }
}

static void call_LEAST_BY(struct run *r, const struct step *s) { extreme_by(r, s, false); }
static void call_MOST_BY(struct run *r, const struct step *s) { extreme_by(r, s, true); }

uint64_t *radix_sort(uint64_t *keys, uint64_t *room, size_t count)
{
    for (unsigned shift = 0; shift < 64; shift += 8) {
        size_t starts[257] = {0};
        for (size_t i = 0; i < count; i++)
            starts[((keys[i] >> shift) & 255) + 1]++;
        if (count > 0 && starts[((keys[0] >> shift) & 255) + 1] == count)
            continue;
        for (unsigned i = 0; i < 256; i++)
            starts[i + 1] += starts[i];
        for (size_t i = 0; i < count; i++)
            room[starts[(keys[i] >> shift) & 255]++] = keys[i];
        uint64_t *other = keys;
        keys = room;
        room = other;
    }
    return keys;
}

#define SIGN UINT32_C(0x80000000)   /* so that negative values sort before positive ones */

static void call_MODE_BY(struct run *r, const struct step *s)
{
    struct members m = members_of(r, s);
    const int32_t *value = words(r, s->in[2]);
    int32_t *out = run_make(r, s->out[0]), *times = run_make(r, s->out[1]);
    struct arena work;
    arena_open(&work, r->arena->mem);
    uint64_t *keys = arena_many(&work, m.rows, uint64_t), *room = arena_many(&work, m.rows, uint64_t);
    size_t count = 0;
    for (uint32_t i = 0; i < m.rows; i++)
        if (member(&m, i))
            keys[count++] = (uint64_t)(uint32_t)m.link[i] << 32 | ((uint32_t)value[i] ^ SIGN);
    keys = radix_sort(keys, room, count);
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i; next < count && keys[next] == keys[i];)
            next++;
        uint32_t at = (uint32_t)(keys[i] >> 32);
        if ((int64_t)(next - i) > times[at]) {
            times[at] = (int32_t)(next - i);
            out[at] = (int32_t)((uint32_t)keys[i] ^ SIGN);
        }
    }
    arena_close(&work);
}

/* ---------------------------------------------------------------- the same */

/* Rows met so far: a class of equal rows is known by its first, and has its latest. */
struct classes {
    struct map map;
    int32_t   *latest;      /* of a class, at its first row */
    uint8_t   *same;
    int32_t   *other;
};

static void join_class(struct classes *c, uint32_t first, uint32_t row)
{
    int32_t before = c->latest[first];
    c->same[row] = 1;
    c->other[row] = before;
    if (!c->same[before])
        c->other[before] = (int32_t)row;      /* it had no earlier one */
    c->same[before] = 1;
    c->latest[first] = (int32_t)row;
}

static void open_class(struct classes *c, uint64_t hash, uint32_t row)
{
    c->latest[row] = (int32_t)row;
    map_add(&c->map, hash, row);
}

static void classes_open(struct classes *c, struct run *r, const struct step *s, struct arena *work, uint32_t rows)
{
    c->same = run_make(r, s->out[0]);
    c->other = run_make(r, s->out[1]);
    memset(c->other, 255, rows * sizeof *c->other);
    c->latest = arena_many(work, rows, int32_t);
    map_open(&c->map, work, 0);
}

static uint64_t mixed(uint64_t a, uint64_t b)
{
    uint64_t h = (a ^ (b + UINT64_C(0x9e3779b97f4a7c15))) * UINT64_C(0xd6e8feb86659fd93);
    h = (h ^ (h >> 32)) * UINT64_C(0xd6e8feb86659fd93);
    return h ^ (h >> 32);
}

/* A text without the comment lines that stand in it: they are no part of what it says. Copied only where there are any. */
static struct str without_comments(struct str text, struct arena *a)
{
    if (str_find(text, STR("\n//")) == text.len)
        return text;
    char  *kept = arena_alloc(a, text.len + 1);
    size_t len = 0;
    while (text.len > 0) {
        struct str line = str_cut(&text, '\n');
        if (line.len >= 2 && line.at[0] == '/' && line.at[1] == '/')
            continue;
        memcpy(kept + len, line.at, line.len);
        len += line.len;
        kept[len++] = '\n';
    }
    return (struct str){kept, len};
}

struct str run_text(const struct run *r, const int32_t *at, const int32_t *length, uint32_t row)
{
    uint64_t from = (uint32_t)at[row], len = (uint32_t)length[row];
    struct str source = r->image->source;
    return from + len <= source.len ? without_comments((struct str){source.at + from, (size_t)len}, r->arena) : STR("");
}

static void call_SAME_TEXT(struct run *r, const struct step *s)
{
    const int32_t *at = words(r, s->in[0]), *length = words(r, s->in[1]), *group = words(r, s->in[3]);
    const uint8_t *counts = truths(r, s->in[2]);
    uint32_t rows = slot_rows(r, s->in[0]);
    struct arena work;
    struct classes c;
    arena_open(&work, r->arena->mem);
    classes_open(&c, r, s, &work, rows);
    for (uint32_t i = 0; i < rows; i++) {
        if (!counts[i])
            continue;
        struct str text = run_text(r, at, length, i);
        uint64_t hash = mixed(str_text_hash(text, map_seed()), (uint32_t)group[i]);
        bool found = false;
        for (struct map_walk w = map_find(&c.map, hash); !found && map_next(&w);)
            if (group[w.value] == group[i] && str_same_text(run_text(r, at, length, w.value), text)) {
                join_class(&c, w.value, i);
                found = true;
            }
        if (!found)
            open_class(&c, hash, i);
    }
    arena_close(&work);
}

/* Equal keys of one group. The last two slots read: which rows count, and the group. */
static void same_keys(struct run *r, const struct step *s, const uint64_t *key, unsigned slots, struct arena *work)
{
    const uint8_t *counts = truths(r, s->in[slots]);
    const int32_t *group = words(r, s->in[slots + 1]);
    uint32_t rows = slot_rows(r, s->in[0]);
    struct classes c;
    classes_open(&c, r, s, work, rows);
    for (uint32_t i = 0; i < rows; i++) {
        if (!counts[i])
            continue;
        uint64_t hash = mixed(mixed(key[i], map_seed()), (uint32_t)group[i]);
        bool found = false;
        for (struct map_walk w = map_find(&c.map, hash); !found && map_next(&w);)
            if (group[w.value] == group[i] && key[w.value] == key[i]) {
                join_class(&c, w.value, i);
                found = true;
            }
        if (!found)
            open_class(&c, hash, i);
    }
}

/* One template: a row's key from the columns that it is made of. */
#define SAME(id, slots, type, expression)                                                        \
    static void call_SAME_##id(struct run *r, const struct step *s)                              \
    {                                                                                            \
        const type *x = r->slot[s->in[0]], *y = r->slot[s->in[(slots) - 1]];                     \
        uint32_t rows = slot_rows(r, s->in[0]);                                                  \
        struct arena work;                                                                       \
        arena_open(&work, r->arena->mem);                                                        \
        uint64_t *key = arena_many(&work, rows, uint64_t);                                       \
        for (uint32_t i = 0; i < rows; i++)                                                      \
            key[i] = (expression);                                                               \
        (void)y;                                                                                 \
        same_keys(r, s, key, slots, &work);                                                      \
        arena_close(&work);                                                                      \
    }
SAME(VALUE,  1, int32_t, (uint32_t)x[i])
SAME(NUMBER, 1, int64_t, (uint64_t)x[i])
SAME(DATE,   2, int32_t, (uint64_t)(uint32_t)x[i] << 32 | (uint32_t)y[i])
#undef SAME

/* ---------------------------------------------------------------- days */

static void call_MONTH(struct run *r, const struct step *s)
{
    const int32_t *day = words(r, s->in[0]);
    uint32_t rows = slot_rows(r, s->in[0]);
    int32_t *out = run_make(r, s->out[0]);
    for (uint32_t i = 0; i < rows; i++) {
        struct civil c = civil_of(run_day(day[i]));
        out[i] = c.year * 12 + c.month - 1;
    }
}

/* Past the ends of the calendar the sum stays at the end. */
static int32_t months_later(int32_t day, int32_t months)
{
    int32_t later;
    bool rounded;
    if (day_add_months(run_day(day), months, &later, &rounded))
        return later;
    return months < 0 ? IMAGE_DAY_LEAST : day_of((struct civil){YEAR_MOST, 12, 31});
}

static void call_ADD_MONTHS(struct run *r, const struct step *s)
{
    const int32_t *day = words(r, s->in[0]), *months = words(r, s->in[1]);
    uint32_t rows = slot_rows(r, s->in[0]);
    int32_t *out = run_make(r, s->out[0]);
    for (uint32_t i = 0; i < rows; i++)
        out[i] = months_later(day[i], months[i]);
}

/* The last day moves as the day after it does, so that a month stays a month; at the ends of the calendar it is not before the first. */
static void call_MOVE_MONTHS(struct run *r, const struct step *s)
{
    const int32_t *first = words(r, s->in[0]), *last = words(r, s->in[1]), *months = words(r, s->in[2]);
    uint32_t rows = slot_rows(r, s->in[0]);
    int32_t *to_first = run_make(r, s->out[0]), *to_last = run_make(r, s->out[1]);
    for (uint32_t i = 0; i < rows; i++) {
        to_first[i] = months_later(first[i], months[i]);
        int32_t after = first[i] == last[i] ? to_first[i] : months_later(whole_add(last[i], 1), months[i]) - 1;
        to_last[i] = after < to_first[i] ? to_first[i] : after;
    }
}

/* Past the ends of the calendar the day stays at the end. */
static int32_t working_later(int32_t day, int32_t days, const int32_t *holidays, uint32_t count)
{
    int32_t from = run_day(day), to = from;
    bool    there = days >= 0 ? day_add_working(from, days, holidays, count, &to) : day_take_working(from, -(int64_t)days, holidays, count, &to);
    return there ? to : days < 0 ? IMAGE_DAY_LEAST : day_of((struct civil){YEAR_MOST, 12, 31});
}

static void call_MOVE_WORKING(struct run *r, const struct step *s)
{
    const int32_t *first = words(r, s->in[0]), *last = words(r, s->in[1]), *days = words(r, s->in[2]);
    const struct given_standard *standard = &r->program->standards[s->imm];
    const int32_t *holidays = program_holidays(r->program, standard);
    uint32_t rows = slot_rows(r, s->in[0]);
    int32_t *to_first = run_make(r, s->out[0]), *to_last = run_make(r, s->out[1]);
    for (uint32_t i = 0; i < rows; i++) {
        to_first[i] = working_later(first[i], days[i], holidays, standard->days);
        to_last[i] = first[i] == last[i] ? to_first[i] : working_later(last[i], days[i], holidays, standard->days);
    }
}

/* ---------------------------------------------------------------- derived */

static void fill_derived(struct run *r, const struct step *s, void *const *part)
{
    const char *out = derived_form((uint32_t)s->imm)->out;
    for (uint32_t i = 0; out[i]; i++)
        r->slot[s->out[i]] = part[i];
    for (uint32_t i = 0; out[i]; i++)
        if (!part[i])
            (void)run_make(r, s->out[i]);     /* no such table: no rows */
}

/* The check's first step that works out the property. */
static const struct step *step_of(const struct program *p, enum derived_code what)
{
    for (uint32_t i = 0; i < p->steps_len; i++)
        if (p->steps[i].kind == STEP_CALL && p->steps[i].what == CALL_DERIVED && p->steps[i].imm == (int64_t)what)
            return &p->steps[i];
    return NULL;
}

static void fill_shared(struct run *r, const enum derived_code *shared)
{
    const struct step *step[DERIVED_TOGETHER];
    void    *part[DERIVED_TOGETHER][CALL_SLOTS_MOST];
    unsigned wanted = 0;
    for (unsigned k = 0; k < DERIVED_TOGETHER; k++)
        if ((step[k] = shared[k] != DERIVEDS ? step_of(r->program, shared[k]) : NULL))
            wanted |= 1u << k;
    derive_shared(r->image, shared, r->today, r->arena, part, wanted);
    for (unsigned k = 0; k < DERIVED_TOGETHER; k++)
        if (step[k])
            fill_derived(r, step[k], part[k]);
}

/* A property that rests on the same reading as others is worked out with them, at the first of their steps. */
static void call_DERIVED(struct run *r, const struct step *s)
{
    enum derived_code what = (enum derived_code)s->imm;
    const enum derived_code *shared = derived_shared(what);
    if (shared && step_of(r->program, what) == s) {
        if (!r->slot[s->out[0]])
            fill_shared(r, shared);
        return;
    }
    void *part[CALL_SLOTS_MOST];
    derive(r->image, what, r->today, r->arena, part);
    fill_derived(r, s, part);
}

void run_call(struct run *r, const struct step *s)
{
    static void (*const RUN[CALLS])(struct run *, const struct step *) = {
#define CALL(id, in, out, imm, about) [CALL_##id] = call_##id,
#include "calls.def"
#undef CALL
    };
    RUN[s->what](r, s);
}
