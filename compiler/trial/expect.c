/* Findings and expectations, held against each other both ways: one line `Expect` for one finding on its item. */
#include "expect.h"

/* The item that a place belongs to: the last whose heading is not behind it. A name that is used as an owner and never declared has its finding where it
 * is first used, so the item is the one that uses it. */
static uint32_t item_at(const struct tree *tree, uint32_t place)
{
    uint32_t low = 0, high = tree->items_len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (tree->items[middle].place.at <= place)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? NO_ITEM : low - 1;
}

static bool names(struct str expected, const struct finding *found)
{
    return str_same_name(expected, found->name) || (found->code.len > 0 && str_same_name(expected, found->code));
}

/* Takes the first expectation of the item that names the finding. */
static bool take(struct trial_file *f, uint32_t item, const struct finding *found)
{
    uint32_t low = 0, high = f->expected.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (f->expected.at[middle].item < item)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < f->expected.len && f->expected.at[low].item == item; low++)
        if (!f->expected.at[low].met && names(f->expected.at[low].name, found))
            return f->expected.at[low].met = true;
    return false;
}

static void not_expected(struct trial *t, struct trial_file *f, struct test *test, const struct finding *found)
{
    struct finding *failure = vec_push(t->arena, &f->failures);
    *failure = *found;
    failure->severity = SEVERITY_ERROR;
    failure->sentence = str_printf(t->arena, "Test \"" STR_FMT "\" does not expect " STR_FMT " here: " STR_FMT, STR_ARG(str_quoted(t->arena, test->name)),
                                   STR_ARG(found->name), STR_ARG(found->sentence));
    failure->help = str_printf(t->arena, "If the finding is right, add the line \"Expect: " STR_FMT "\" below the heading.", STR_ARG(found->name));
    failure->why = STR("");
    failure->fix = FIX_NONE;
    test->failures++;
}

bool expect_compare(struct trial *t, struct trial_file *f, const struct run *r, uint32_t day)
{
    struct finding_list list;
    bool outside = false;
    run_findings(r, &list);
    for (uint32_t i = 0; i < list.len; i++) {
        struct test *test = trial_test_at(f, run_key(r, i).place);
        if (test != NULL ? test->day != f->days.at[day] : day > 0)
            continue;
        struct finding found = {0};
        list.fill(list.of, i, t->arena, &found);
        if (test == NULL) {
            *vec_push(t->arena, &f->failures) = found;
            outside = outside || found.severity == SEVERITY_ERROR;
        } else if (!take(f, item_at(f->unit.tree, found.place.at), &found)) {
            not_expected(t, f, test, &found);
        }
    }
    return outside;
}

/* ---- expected and not found */

struct near { struct str wanted, name; unsigned least; };

static void nearer(struct near *n, struct str name)
{
    unsigned d = str_distance(n->wanted, name, n->least - 1);
    if (d < n->least)
        n->least = d, n->name = name;
}

/* A rule of that name is under test, though it may have a mistake of its own. */
static bool is_under_test(const struct trial *t, struct str name)
{
    for (uint32_t g = 0; g < t->session.given.len; g++) {
        const struct tree *tree = t->session.given.at[g];
        for (uint32_t i = 0; i < tree->items_len; i++)
            if (tree->items[i].kind == KIND_RULE && str_same_name(tree_text(tree, tree->items[i].title), name))
                return true;
    }
    return false;
}

#define HELPED_MOST 100u                 /* expectations whose names are looked for among all rules: each costs as much as there are rules */

/* What to do: a name that no rule has is more often a slip of the pen than a rule that is wrong. */
static struct str help_for(struct trial *t, const struct program *p, struct str name)
{
    struct near n = {name, {"", 0}, near_enough(name.len) + 1};
    if (t->helped++ >= HELPED_MOST || diag_find(name) != DIAGS || is_under_test(t, name))
        return STR("");
    for (uint32_t i = 0; i < p->rules_len; i++) {
        struct str rule = p->strings[p->rules[i].name];
        if (str_same_name(rule, name))
            return STR("");
        nearer(&n, rule);
    }
    return n.name.len == 0 ? str_printf(t->arena, "The standard has no rule \"" STR_FMT "\".", STR_ARG(str_quoted(t->arena, name)))
                           : str_printf(t->arena, "The standard has no rule \"" STR_FMT "\"; the nearest is \"" STR_FMT "\".", STR_ARG(str_quoted(t->arena, name)), STR_ARG(n.name));
}

void expect_missing(struct trial *t, struct trial_file *f, const struct program *p)
{
    for (uint32_t i = 0; i < f->expected.len; i++) {
        const struct expectation *e = &f->expected.at[i];
        struct test *test = &f->tests.at[e->test];
        if (e->met)
            continue;
        test->failures++;
        *vec_push(t->arena, &f->failures) = (struct finding){
            .place = e->place, .severity = SEVERITY_ERROR, .name = str_keep(t->arena, str_quoted(t->arena, e->name)),
            .sentence = str_printf(t->arena, "Test \"" STR_FMT "\" expects " STR_FMT " here, and it is not found", STR_ARG(str_quoted(t->arena, test->name)),
                                   STR_ARG(str_quoted(t->arena, e->name))),
            .help = help_for(t, p, e->name)};
    }
}
