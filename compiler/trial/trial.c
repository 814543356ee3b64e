/* Files of tests, compiled and run. See trial.h. */
#include "expect.h"
#include <stdlib.h>

void trial_open(struct trial *t, struct arena *a)
{
    *t = (struct trial){.arena = a};
    session_open(&t->session, a);
    t->session.reads_files = true;
}

struct trial_file *trial_add(struct trial *t, const char *name, struct str text)
{
    struct trial_file *f = arena_new(t->arena, struct trial_file);
    struct diag_sink   sink = {.arena = t->arena};   /* mistakes are told when the file is compiled as one of tests */
    const struct tree *tree = tree_parse(str_of(name), text, &sink, t->arena);
    *f = (struct trial_file){.name = name, .text = text};
    if (tree->kind_count[KIND_STANDARD] > 0) {
        f->given = tree;
        *vec_push(t->arena, &t->session.given) = tree;
    }
    *vec_push(t->arena, &t->files) = f;
    return f;
}

/* ---- what the tests of a file are */

static bool is_test(const struct item *item)
{
    return kind_is_held((enum kind)item->kind) && item->parent == NO_ITEM;
}

static bool label_is(const struct label_line *line, const char *id) { return line->label < LABELS && strcmp(label_rows[line->label].id, id) == 0; }

/* The day of a test. One that does not read as a day is a mistake of the file; one of several days is told here. */
static int32_t test_day(struct trial *t, struct trial_file *f, uint32_t document)
{
    const struct tree *tree = f->unit.tree;
    const struct item *item = &tree->items[document];
    for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++) {
        struct date_read read = date_parse(tree_text(tree, tree->labels[l].value));
        if (!label_is(&tree->labels[l], "AS_OF") || read.fault != DATE_FINE)
            continue;
        if (read.date.first != read.date.last)
            *vec_push(t->arena, &f->failures) = (struct finding){
                .place = tree->labels[l].value, .severity = SEVERITY_ERROR, .name = STR("as-of-not-a-day"), .sentence = STR("As of must be a day"),
                .help = STR("For example: As of: 1 October 2026")};
        return read.date.first;
    }
    return TRIAL_DAY;
}

static void add_expected(struct trial *t, struct trial_file *f, uint32_t test)
{
    const struct tree *tree = f->unit.tree;
    for (uint32_t i = f->tests.at[test].document; i < f->tests.at[test].end; i++) {
        const struct item *item = &tree->items[i];
        for (uint32_t l = item->first_label; l < item->first_label + item->labels; l++)
            if (label_is(&tree->labels[l], "EXPECT") && tree->labels[l].value.length > 0)
                *vec_push(t->arena, &f->expected) = (struct expectation){i, test, tree_text(tree, tree->labels[l].value), tree->labels[l].place, false};
    }
}

static void add_day(struct trial *t, struct trial_file *f, int32_t day)
{
    for (uint32_t i = 0; i < f->days.len; i++)
        if (f->days.at[i] == day)
            return;
    *vec_push(t->arena, &f->days) = day;
}

static void find_tests(struct trial *t, struct trial_file *f)
{
    const struct tree *tree = f->unit.tree;
    for (uint32_t i = 0, end; i < tree->items_len; i = end) {
        end = i + 1;
        while (end < tree->items_len && tree->items[end].document == i)
            end++;
        if (!is_test(&tree->items[i]))
            continue;
        uint32_t before = f->failures.len;
        int32_t  day = test_day(t, f, i);
        *vec_push(t->arena, &f->tests) = (struct test){i, end, tree_text(tree, tree->items[i].title), day, -1, f->failures.len - before};
        add_expected(t, f, f->tests.len - 1);
        add_day(t, f, day);
    }
    if (f->days.len == 0)
        add_day(t, f, TRIAL_DAY);        /* for the mistakes of the file */
}

/* The numbers of the standards that the tests are held to, from the image. */
static void number_tests(struct trial_file *f)
{
    for (uint32_t i = 0; i < f->unit.image->tables_len; i++) {
        const struct table *table = &f->unit.image->tables[i];
        const int32_t      *number = table_i32(table, "", "standard");
        const uint32_t     *at = table_u32(table, "", "at");
        for (uint32_t row = 0; number != NULL && at != NULL && row < table->rows; row++) {
            struct test *test = trial_test_at(f, at[row]);
            if (test != NULL)
                test->number = number[row];
        }
    }
}

struct test *trial_test_at(const struct trial_file *f, uint32_t place)
{
    const struct item *items = f->unit.tree->items;
    uint32_t low = 0, high = f->tests.len;
    while (low < high) {                 /* the last test whose heading is not behind the place */
        uint32_t middle = low + (high - low) / 2;
        if (items[f->tests.at[middle].document].place.at <= place)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return NULL;
    struct test *test = &f->tests.at[low - 1];
    bool         inside = test->end == f->unit.tree->items_len || place < items[test->end].place.at;
    return inside ? test : NULL;
}

/* ---- running */

static int by_text(struct str a, struct str b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    int    order = least > 0 ? memcmp(a.at, b.at, least) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static int by_place(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    if (x->place.at != y->place.at)
        return x->place.at < y->place.at ? -1 : 1;
    int order = by_text(x->name, y->name);
    return order != 0 ? order : by_text(x->sentence, y->sentence);
}

void trial_sort(struct finding *at, uint32_t len)
{
    if (len > 1)
        qsort(at, len, sizeof *at, by_place);
}

static void fill_failure(const void *of, uint32_t i, struct arena *a, struct finding *f)
{
    (void)a;
    *f = ((const struct trial_file *)of)->failures.at[i];
}

struct finding_list trial_failures(const struct trial_file *f)
{
    return (struct finding_list){.source_name = str_of(f->name), .source = f->text, .len = f->failures.len, .errors = f->failures.len, .fill = fill_failure, .of = f};
}

static void run_file(struct trial *t, struct trial_file *f)
{
    const struct program *p = unit_program(&f->unit);
    bool outside = false;
    for (uint32_t d = 0; d < f->days.len; d++)
        outside = expect_compare(t, f, run_program(p, f->unit.image, f->days.at[d], NULL, t->arena), d) || outside;
    expect_missing(t, f, p);
    for (uint32_t i = 0; i < f->tests.len; i++)
        f->failed += f->tests.at[i].failures > 0;
    f->passed = f->tests.len - f->failed;
    f->failed += outside;
    trial_sort(f->failures.at, f->failures.len);
}

void trial_run(struct trial *t)
{
    for (uint32_t i = 0; i < t->files.len; i++) {
        struct trial_file *f = t->files.at[i];
        pipe_compile(&t->session, str_of(f->name), f->text, t->arena, &f->unit);
        find_tests(t, f);
        number_tests(f);
        run_file(t, f);
    }
}
