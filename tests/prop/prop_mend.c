/* prop_mend.c - fixes, on generated and on damaged files: mending again changes nothing, nothing is lost, and nothing new is wrong.
 *
 *   prop_mend [FILES [SEED]]
 *
 * A file is a generated plan with mistakes of the kinds that irp mends, and then damaged as those of prop_format are.
 */
#include "../unit/unit.h"
#include "random_rules.h"
#include "../../compiler/mend/mend.h"
#include "../../lang/format/diff.h"
#include <stdlib.h>

#ifdef __SANITIZE_ADDRESS__
#define FILES 250ul
#else
#define FILES 2000ul
#endif
#define LINES_OF_A_FIX 4u                /* that a fix changes at most, in these files */

static const char *const PIECES[] = {"\n", "// a comment\n", "Ownr: Governor\n", "Owner Governor\n", "Deadline: 30/07/2026\n", "Status: Completed - 12 May 2026\n", "Status: Complete\n",
                                     "\nEvidence: minutes\n", "Due date: July 2026.\n", "\nAction 1.7\n\n", "## Acton 3\n", "Owner: Govenor\n", "Deadline: July 2026\nDeadline: July 2026\n", "Measure:\n",
                                     "  goes on\n", "#", "\n\n", "\t", "\r\n", "Status: Late\n", "#### Update\n", "Visits will restart.\n", "Deadline: 15 Jume 2026\n", "Status: In progress 40\n",
                                     "Lead: Governor.\n", "\nRevised deadline: September 2026, agreed 3 July 2026, because of staff\n\n", "# Update: X, 31 August 2026\n", "Depends on: action 1.1.\n"};

static struct str damaged(struct str text, struct arena *a)
{
    size_t at = random_below((uint32_t)text.len + 1), cut = random_below(40);
    while (at > 0 && random_below(4) > 0 && text.at[at - 1] != '\n')      /* mostly whole lines are put in */
        at--;
    struct str head = str_upto(text, at), tail = str_from(text, at);
    cut = cut > tail.len ? tail.len : cut;
    switch (random_below(8)) {
    case 0:  return str_printf(a, STR_FMT STR_FMT, STR_ARG(head), STR_ARG(str_from(tail, cut)));
    case 1:  return str_printf(a, STR_FMT STR_FMT STR_FMT, STR_ARG(head), STR_ARG(str_upto(tail, cut)), STR_ARG(tail));
    default: return str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(head), RANDOM_OF(PIECES), STR_ARG(tail));
    }
}

static struct str with_returns(struct str text, struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    while (text.len > 0) {
        struct str line = str_cut(&text, '\n');
        line.len -= line.len > 0 && line.at[line.len - 1] == '\r';
        out_str(&o, line);
        out_str(&o, STR("\r\n"));
    }
    return out_text(&o);
}

/* ---------------------------------------------------------------- what must hold */

static void find(void *of, const struct unit *u, struct arena *a, struct finding_list *list)
{
    (void)of;
    run_findings(run_program(unit_program(u), u->image, 20700, NULL, a), list);
}

static struct mended mend(struct str text, bool unsafe, struct arena *a)
{
    struct session s;
    session_open(&s, a);
    struct mending m = {.session = &s, .name = STR("x.irp"), .text = text, .unsafe = unsafe, .find = find};
    return mend_text(&m, a);
}

static int by_text(const void *x, const void *y)
{
    const struct str *a = x, *b = y;
    size_t len = a->len < b->len ? a->len : b->len;
    int    order = len > 0 ? memcmp(a->at, b->at, len) : 0;
    return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

struct sorted_lines { struct str *at; uint32_t len; };

static struct sorted_lines lines_of(struct str text, struct arena *a)
{
    VEC(struct str) lines = {NULL, 0, 0};
    while (text.len > 0) {
        struct str line = str_trim(str_cut(&text, '\n'));
        if (line.len > 0)
            *vec_push(a, &lines) = line;
    }
    if (lines.len > 1)
        qsort(lines.at, lines.len, sizeof *lines.at, by_text);
    return (struct sorted_lines){lines.at, lines.len};
}

/* How many lines of x are not in y. */
static uint32_t lines_lost(struct str x, struct str y, struct arena *a)
{
    struct sorted_lines was = lines_of(x, a), is = lines_of(y, a);
    uint32_t lost = 0, k = 0;
    for (uint32_t i = 0; i < was.len; i++) {
        while (k < is.len && by_text(&is.at[k], &was.at[i]) < 0)
            k++;
        bool there = k < is.len && by_text(&is.at[k], &was.at[i]) == 0;
        lost += !there;
        k += there;
    }
    return lost;
}

/* Whether each code stands in the findings of y at most as often as in those of x. */
static bool no_more_wrong(struct str x, struct str y, struct arena *a)
{
    uint32_t       count[2][DIAGS] = {{0}};
    struct session s;
    session_open(&s, a);
    for (unsigned i = 0; i < 2; i++) {
        struct unit u;
        pipe_compile(&s, STR("x.irp"), i == 0 ? x : y, a, &u);
        for (uint32_t f = 0; f < u.image->findings_len; f++)
            count[i][diag_find(u.image->findings[f].code)]++;
    }
    for (unsigned d = 0; d < DIAGS; d++)
        if (count[1][d] > count[0][d])
            return false;
    return true;
}

static bool all_returns(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '\n' && (i == 0 || text.at[i - 1] != '\r'))
            return false;
    return true;
}

static unsigned long fixes_made;

static void one_way(struct str text, bool unsafe, struct arena *a)
{
    struct mended once = mend(text, unsafe, a), twice = mend(once.text, unsafe, a);
    bool fine = CHECK(!once.more && twice.count == 0 && str_eq(twice.text, once.text));
    fine &= CHECK(once.count > 0 || str_eq(once.text, text));
    fine &= CHECK(lines_lost(text, once.text, a) <= once.count * LINES_OF_A_FIX);
    fine &= CHECK(!all_returns(text) || all_returns(once.text));
    fine &= CHECK(unsafe || no_more_wrong(text, once.text, a));
    fixes_made += once.count;
    if (!fine) {
        struct out o;
        out_memory(&o, a);
        diff_print(&o, STR("x.irp"), text, once.text, a);
        diff_print(&o, STR("again"), once.text, twice.text, a);
        printf("%u fixes, then %u, %s\n%.*s\n", once.count, twice.count, unsafe ? "unsafe" : "safe", (int)(o.len > 4000 ? 4000 : o.len), o.at);
    }
}

static void one_file(void)
{
    struct arena a;
    struct out   o;
    arena_open(&a, &unit_mem);
    out_memory(&o, &a);
    random_plan(&o, random_below(12));
    if (random_below(5) == 0)
        random_standard(&o, &a, 1 + random_below(3));
    struct str text = out_text(&o);
    for (uint32_t n = random_below(12); n > 0; n--)
        text = damaged(text, &a);
    if (random_below(4) == 0)
        text = with_returns(text, &a);
    one_way(text, false, &a);
    one_way(text, true, &a);
    arena_close(&a);
}

int main(int argc, char **argv)
{
    unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : FILES;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    UNIT_BEGIN();
    for (unsigned long i = 0; i < count && unit_failed < 5; i++) {
        unsigned long failed_before = unit_failed;
        random_start(seed + i);
        one_file();
        if (unit_failed != failed_before)
            printf("seed %llu\n", (unsigned long long)(seed + i));
    }
    CHECK(count < FILES || fixes_made > count);        /* the files do hold what can be mended */
    return unit_end();
}
