/* unit_mend.c - every row of fixes.def: its text has the finding with that fix, the fix makes of it what the row says, and mending again changes nothing.
 * And every example of diags.def, mended: what could be mended is gone, and the second run changes nothing. */
#include "unit.h"
#include "../../compiler/mend/mend.h"
#include "../../lang/format/fix.h"

#define TODAY 20700

static void find(void *of, const struct unit *u, struct arena *a, struct finding_list *list)
{
    (void)of;
    run_findings(run_program(unit_program(u), u->image, TODAY, NULL, a), list);
}

static struct mended mend(struct str text, bool unsafe, struct arena *a)
{
    struct session s;
    session_open(&s, a);
    s.linked = true;
    struct mending m = {.session = &s, .name = STR("x.irp"), .text = text, .unsafe = unsafe, .find = find};
    return mend_text(&m, a);
}

static const struct image *compiled(struct str text, struct arena *a)
{
    struct session s;
    struct unit    u;
    session_open(&s, a);
    s.linked = true;
    pipe_compile(&s, STR("x.irp"), text, a, &u);
    return u.image;
}

/* The finding whose fix makes `after` of the text; NULL: there is none. */
static const struct finding *fixed(struct str text, const struct mend_row *row, struct arena *a)
{
    const struct image *img = compiled(text, a);
    const bool          yes = true;
    for (uint32_t i = 0; i < img->findings_len; i++) {
        const struct finding *f = &img->findings[i];
        struct fix            fix = {f->edits, f->edits_len};
        if (str_eq(f->code, str_of(diag_rows[row->diag].code)) && f->fix == row->safety &&
            str_eq(edits_made(text, fixes_edits(&fix, &yes, 1, a), a), str_of(row->after)))
            return f;
    }
    return NULL;
}

static bool has_code(struct str text, enum diag d, struct arena *a)
{
    const struct image *img = compiled(text, a);
    for (uint32_t i = 0; i < img->findings_len; i++)
        if (str_eq(img->findings[i].code, str_of(diag_rows[d].code)))
            return true;
    return false;
}

static void one_fix(const struct mend_row *row)
{
    struct arena a;
    arena_open(&a, &unit_mem);
    struct str before = str_of(row->before), after = str_of(row->after);
    bool       fine = CHECK(fixed(before, row, &a) != NULL);
    struct mended safe = mend(before, false, &a), all = mend(before, true, &a), again = mend(all.text, true, &a);
    fine &= CHECK(str_eq(safe.text, row->safety == FIX_SAFE ? after : before));
    fine &= CHECK(str_eq(all.text, row->safety == FIX_PLACEHOLDER ? before : after));
    fine &= CHECK(again.count == 0 && str_eq(again.text, all.text));
    fine &= CHECK(row->safety == FIX_PLACEHOLDER ? str_find(after, STR("...")) < after.len : !has_code(all.text, row->diag, &a));
    if (!fine) {
        printf("MEND_%s:\n%s--- safe\n" STR_FMT "--- all\n" STR_FMT "--- should\n%s", row->id, row->before, STR_ARG(safe.text), STR_ARG(all.text), row->after);
        const struct image *img = compiled(before, &a);
        for (uint32_t i = 0; i < img->findings_len; i++)
            printf(STR_FMT " " STR_FMT " (%s, %u)\n", STR_ARG(img->findings[i].code), STR_ARG(img->findings[i].sentence), fix_word(img->findings[i].fix), img->findings[i].edits_len);
        for (uint32_t i = 0; i < all.back_len; i++)
            printf("back: " STR_FMT "\n", STR_ARG(all.back[i].why));
    }
    arena_close(&a);
}

static void one_example(enum diag d)
{
    struct arena a;
    arena_open(&a, &unit_mem);
    struct str    text = str_of(diag_rows[d].bad);
    struct mended all = mend(text, true, &a), again = mend(all.text, true, &a);
    const struct image *was = compiled(text, &a);
    bool          mendable = false;
    for (uint32_t i = 0; i < was->findings_len; i++)
        if (str_eq(was->findings[i].code, str_of(diag_rows[d].code)))
            mendable = mendable || was->findings[i].fix == FIX_SAFE || was->findings[i].fix == FIX_UNSAFE;
    if (!CHECK(!all.more && again.count == 0 && str_eq(again.text, all.text)) || !CHECK(!mendable || !has_code(all.text, d, &a)))
        printf("%s: " STR_FMT "becomes\n" STR_FMT, diag_rows[d].code, STR_ARG(text), STR_ARG(all.text));
    arena_close(&a);
}

/* ---------------------------------------------------------------- which fixes go together */

#define AT(at, length, text) {{{at, length}, {"" text, sizeof text - 1}}}

static void chosen_together(void)
{
    static const struct edit whole[] = AT(2, 4, "x"), within[] = AT(3, 1, "y"), behind[] = AT(6, 0, "z"), again[] = AT(6, 0, "z"), before[] = AT(6, 2, "w");
    static const struct edit moved[] = {{{0, 0}, {"b", 1}}, {{8, 1}, {"", 0}}}, crossing[] = {{{0, 0}, {"c", 1}}, {{8, 2}, {"", 0}}};
    const struct fix fixes[] = {{whole, 1}, {within, 1}, {behind, 1}, {again, 1}, {before, 1}, {moved, 2}, {crossing, 2}, {NULL, 0}};
    bool             chosen[ARRAY_LEN(fixes)];
    fixes_choose(fixes, ARRAY_LEN(fixes), chosen, &unit_arena);
    const bool should[] = {true, false, true, false, true, true, false, false};
    for (size_t i = 0; i < ARRAY_LEN(fixes); i++)
        CHECK(chosen[i] == should[i]);
    CHECK_STR(edits_made(STR("0123456789"), fixes_edits(fixes, chosen, ARRAY_LEN(fixes), &unit_arena), &unit_arena), "b01xzw9");
}

/* ---------------------------------------------------------------- what still says the same */

static const struct tree *parsed(struct str text)
{
    struct diag_sink *sink = arena_new(&unit_arena, struct diag_sink);
    sink->arena = &unit_arena;
    return tree_parse(STR("x.irp"), text, sink, &unit_arena);
}

/* Whether `to` in the place of `what` leaves the rest of the text as it was. */
static bool leaves(const char *what, const char *to, bool safe)
{
    struct str  text = STR("# Action plan: X\n\n// a comment\n\n## Action 1\n\nOwner: Governor\nDeadline: July 2026\n\nOne.\nTwo.\n\n## Action 2\n\nOwner: Governor\n\nThree.\n");
    struct edit edit = {{(uint32_t)str_find(text, str_of(what)), (uint32_t)strlen(what)}, str_of(to)};
    struct edits edits = {&edit, 1};
    return tree_same_beside(parsed(text), parsed(edits_made(text, edits, &unit_arena)), edits, safe, &unit_arena);
}

static void still_the_same(void)
{
    CHECK(leaves("July", "August", true));                        /* the value that was mended is not compared */
    CHECK(leaves("Deadline", "deadline", true));
    CHECK(!leaves("\nDeadline: July 2026", "", true) && leaves("\nDeadline: July 2026", "", false));
    CHECK(!leaves("Deadline: July 2026", "Measure: July 2026", true));
    CHECK(!leaves("Two.\n", "Two.\nOwner: Head of Safety\n", true));
    CHECK(!leaves("Deadline:", "Some words of", true));           /* a label becomes text */
    CHECK(!leaves("Governor\n", "Governor\n\n## Action 3\n\n", false));
    CHECK(!leaves("## Action 2", "Action two", false));
    CHECK(!leaves("\n// a comment", "", true) && leaves("\n// a comment", "", false));
    CHECK(!leaves("One.", "One.\n// new", true));
    CHECK(!leaves("Action 1", "Concern 1", false));               /* what stands below it would stand elsewhere, or be of another kind */
}

int main(void)
{
    UNIT_BEGIN();
    chosen_together();
    still_the_same();
    for (unsigned m = 0; m < MENDS; m++)
        one_fix(&mend_rows[m]);
    for (unsigned d = 0; d < DIAGS; d++)
        if (diag_rows[d].bad[0] != '\0')
            one_example((enum diag)d);
    return unit_end();
}
