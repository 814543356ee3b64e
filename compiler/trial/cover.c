/* Coverage. See cover.h. */
#include "cover.h"
#include "words.h"

/* A condition as lowered for one kind of item and one standard: the slots that tell where it holds and where it does not. */
struct watched { uint32_t condition, holds, fails; int32_t number; };

/* Lowering of one file's standards, watched. */
struct watching {
    struct cover *cover;
    int32_t  number;                     /* of the standard being lowered */
    uint32_t part;                       /* the item being lowered, among the covered ones; NO_PART: not under test */
    VEC(uint32_t) rules;                 /* of each rule of the program: its part */
    VEC(struct watched) watched;
};
#define NO_PART UINT32_MAX

/* ---- parts */

static void add_parts(struct cover *c, const struct trial_file *f)
{
    for (uint32_t i = 0; f->given != NULL && i < f->given->items_len; i++) {
        const struct item *item = &f->given->items[i];
        bool               rule = item->kind == KIND_RULE;
        if ((rule || item->kind == KIND_DEFINE) && (item->flags & ITEM_DOUBT) == 0)
            *vec_push(c->trial->arena, &c->parts) = (struct covered){
                .file = f, .item = i, .name = tree_text(f->given, item->title), .is_rule = rule,
                .end = i + 1 < f->given->items_len ? f->given->items[i + 1].place.at : (uint32_t)f->text.len};
    }
}

/* The part that a place of a source belongs to. Sources are told by where their text lies: the same file is parsed more than once. */
static uint32_t part_at(const struct cover *c, struct str source, uint32_t place)
{
    uint32_t low = 0, high = 0;
    for (uint32_t i = 0; i < c->trial->files.len && high == 0; i++)
        if (c->trial->files.at[i]->text.at == source.at)
            low = c->first[i], high = c->first[i + 1];
    uint32_t first = low;
    while (low < high) {                 /* the last part whose heading is not behind the place */
        uint32_t              middle = low + (high - low) / 2;
        const struct covered *p = &c->parts.at[middle];
        if (p->file->given->items[p->item].place.at <= place)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == first)
        return NO_PART;
    return place < c->parts.at[low - 1].end ? low - 1 : NO_PART;
}

/* ---- hooks */

static bool wanted(void *of, const struct standard_source *s, uint32_t item)
{
    struct watching *w = of;
    w->number = s->number;
    w->part = part_at(w->cover, s->tree->source, s->tree->items[item].place.at);
    return true;
}

static void made(void *of, uint32_t rule)
{
    struct watching *w = of;
    while (w->rules.len <= rule)
        *vec_push(w->cover->trial->arena, &w->rules) = NO_PART;
    w->rules.at[rule] = w->part;
}

/* The number of a condition: the same place is the same condition, whichever kind of item it is lowered for. */
static uint32_t condition_at(struct cover *c, uint32_t part, struct place place)
{
    uint32_t key[3] = {part, place.at, place.length};
    uint64_t hash = str_hash((struct str){(const char *)key, sizeof key}, 0);
    for (struct map_walk w = map_find(&c->map, hash); map_next(&w);) {
        const struct condition *known = &c->conditions.at[w.value];
        if (known->part == part && known->place.at == place.at && known->place.length == place.length)
            return w.value;
    }
    map_add(&c->map, hash, c->conditions.len);
    *vec_push(c->trial->arena, &c->conditions) = (struct condition){part, place, false, false};
    return c->conditions.len - 1;
}

static void condition(void *of, struct str source, const struct expr *e, uint32_t holds, uint32_t fails)
{
    struct watching *w = of;
    uint32_t         part = part_at(w->cover, source, e->place.at);
    if (part == NO_PART)
        return;
    uint32_t number = condition_at(w->cover, part, e->place);
    *vec_push(w->cover->trial->arena, &w->watched) = (struct watched){number, holds, fails, w->number};
}

/* ---- what a run saw */

static const uint32_t *heading_places(const struct image *img, const struct program *p, uint32_t slot)
{
    struct str name = p->strings[p->tables[p->slots[slot].table]];
    for (uint32_t i = 0; i < img->tables_len; i++)
        if (str_eq(img->tables[i].name, name))
            return table_u32(&img->tables[i], "", "at");
    return NULL;
}

/* Whether a row of the slot is true that belongs to a test of that day, held to that standard. */
static bool seen(const struct trial_file *f, const struct program *p, const struct run *r, uint32_t slot, int32_t day, int32_t number)
{
    uint32_t        rows;
    const uint8_t  *truth = run_slot(r, slot, &rows);
    const uint32_t *at = heading_places(f->unit.image, p, slot);
    for (uint32_t row = 0; truth != NULL && at != NULL && row < rows; row++) {
        const struct test *test = truth[row] != 0 ? trial_test_at(f, at[row]) : NULL;
        if (test != NULL && test->day == day && test->number == number)
            return true;
    }
    return false;
}

static void look_at_day(struct watching *w, const struct trial_file *f, const struct program *p, int32_t day, struct arena *work)
{
    const struct run   *r = run_program(p, f->unit.image, day, NULL, work);
    struct finding_list list;
    run_findings(r, &list);
    for (uint32_t i = 0; i < list.len; i++) {
        struct run_key     key = run_key(r, i);
        const struct test *test = trial_test_at(f, key.place);
        if (key.rule < w->rules.len && w->rules.at[key.rule] != NO_PART && test != NULL && test->day == day)
            w->cover->parts.at[w->rules.at[key.rule]].fired = true;
    }
    for (uint32_t i = 0; i < w->watched.len; i++) {
        const struct watched *one = &w->watched.at[i];
        struct condition     *c = &w->cover->conditions.at[one->condition];
        c->held = c->held || seen(f, p, r, one->holds, day, one->number);
        c->failed = c->failed || seen(f, p, r, one->fails, day, one->number);
    }
}

static void look_at(struct cover *c, const struct trial_file *f)
{
    struct watching    w = {.cover = c};
    struct rules_hooks hooks = {.of = &w, .wanted = wanted, .made = made, .condition = condition};
    uint32_t           mistakes;
    if (f->unit.set == NULL)
        return;
    const struct program *p = pipe_rules(f->unit.set, &hooks, c->trial->arena, &mistakes);
    for (uint32_t d = 0; d < f->days.len; d++) {
        struct arena work;
        arena_open(&work, c->trial->arena->mem);
        look_at_day(&w, f, p, f->days.at[d], &work);
        arena_close(&work);
    }
}

static void add_up(struct cover *c)
{
    for (uint32_t i = 0; i < c->conditions.len; i++) {
        struct covered *part = &c->parts.at[c->conditions.at[i].part];
        bool            both = c->conditions.at[i].held && c->conditions.at[i].failed;
        part->conditions++;
        part->seen += both;
        c->both += both;
    }
    for (uint32_t i = 0; i < c->parts.len; i++) {
        c->rules += c->parts.at[i].is_rule;
        c->fired += c->parts.at[i].fired;
    }
}

void cover_make(struct cover *c, struct trial *t)
{
    *c = (struct cover){.trial = t};
    map_open(&c->map, t->arena, 0);
    c->first = arena_many(t->arena, t->files.len + (size_t)1, uint32_t);
    for (uint32_t i = 0; i < t->files.len; i++) {
        c->first[i] = c->parts.len;
        add_parts(c, t->files.at[i]);
    }
    c->first[t->files.len] = c->parts.len;
    for (uint32_t i = 0; i < t->files.len; i++)
        look_at(c, t->files.at[i]);
    add_up(c);
}

unsigned cover_percent(uint32_t some, uint32_t all) { return all == 0 ? 100 : (unsigned)((uint64_t)some * 100 / all); }

/* ---- gaps */

struct gaps { VEC(struct finding) list; };

static void add_condition_gap(struct gaps *gaps, const struct cover *c, const struct condition *condition, struct arena *a)
{
    const struct covered *part = &c->parts.at[condition->part];
    struct str  words = str_quoted(a, words_at(part->file->text, condition->place, a));
    const char *lacks = condition->held ? "does not hold" : "holds";
    struct str  sentence = condition->held || condition->failed
        ? str_printf(a, "No test has an item where \"" STR_FMT "\" is asked and %s", STR_ARG(words), lacks)
        : str_printf(a, "No test asks \"" STR_FMT "\"", STR_ARG(words));
    *vec_push(a, &gaps->list) = (struct finding){.place = whole_place(part->file->text, condition->place), .severity = SEVERITY_NOTE, .name = part->name, .sentence = sentence};
}

static void fill_gap(const void *of, uint32_t i, struct arena *a, struct finding *f)
{
    (void)a;
    *f = ((const struct gaps *)of)->list.at[i];
}

struct finding_list cover_gaps(const struct cover *c, const struct trial_file *f, struct arena *a)
{
    struct gaps *gaps = arena_new(a, struct gaps);
    for (uint32_t i = 0; i < c->parts.len; i++) {
        const struct covered *part = &c->parts.at[i];
        if (part->file == f && part->is_rule && !part->fired)
            *vec_push(a, &gaps->list) = (struct finding){.place = f->given->items[part->item].place, .severity = SEVERITY_NOTE, .name = part->name,
                                                         .sentence = str_printf(a, "No test makes the rule " STR_FMT " find something", STR_ARG(part->name))};
    }
    for (uint32_t i = 0; i < c->conditions.len; i++)
        if (c->parts.at[c->conditions.at[i].part].file == f && !(c->conditions.at[i].held && c->conditions.at[i].failed))
            add_condition_gap(gaps, c, &c->conditions.at[i], a);
    trial_sort(gaps->list.at, gaps->list.len);
    return (struct finding_list){.source_name = str_of(f->name), .source = f->text, .len = gaps->list.len, .notes = gaps->list.len, .fill = fill_gap, .of = gaps};
}
