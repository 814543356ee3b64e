/* prop_format.c - the formatter, on generated and on damaged files: what comes out says the same, and formatting it again changes nothing.
 *
 *   prop_format [FILES [SEED]]
 *
 * A file is a generated plan with a standard, then damaged: pieces of lines taken out, doubled, moved, and bytes changed.
 */
#include "../unit/unit.h"
#include "random_rules.h"
#include "../../lang/format/diff.h"
#include "../../lang/format/format.h"
#include "../../runtime/base/utf8.h"
#include <stdlib.h>

#ifdef __SANITIZE_ADDRESS__
#define FILES 400ul
#else
#define FILES 4000ul
#endif

static const char *const PIECES[] = {"\n", "\n\n\n", "// a comment\n", "Owner: Governor\n", "Deadline: 2026-06-15\n", "Status: Completed 2026-05-12\n", "  goes on\n", "#", "## ",
                                     "### Action ?.1\n", "Priority Concern 3\n", "Ownr: Governor\n", "\\Owner: literal\n", ": ", "\t", "   \n", "\r\n", "- a bullet\n", "Owner Governor\n",
                                     "Revised deadline: 2026-09-01, agreed 2026-07-03, because of 1, 2 and 3\n", "#### Update 2026-08-31\n", "# Standard: x\n", "Measure:\n"};

/* A piece put in, or some bytes taken out or doubled, at a place of `text`. */
static struct str damaged(struct str text, struct arena *a)
{
    size_t at = random_below((uint32_t)text.len + 1), cut = random_below(40);
    struct str head = str_upto(text, at), tail = str_from(text, at);
    cut = cut > tail.len ? tail.len : cut;
    switch (random_below(3)) {
    case 0:  return str_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(head), RANDOM_OF(PIECES), STR_ARG(tail));
    case 1:  return str_printf(a, STR_FMT STR_FMT, STR_ARG(head), STR_ARG(str_from(tail, cut)));
    default: return str_printf(a, STR_FMT STR_FMT STR_FMT, STR_ARG(head), STR_ARG(str_upto(tail, cut)), STR_ARG(tail));
    }
}

static struct str with_returns(struct str text, struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    while (text.len > 0) {
        out_str(&o, str_cut(&text, '\n'));
        out_str(&o, STR("\r\n"));
    }
    return out_text(&o);
}

static const struct tree *parsed(struct str text, struct arena *a)
{
    struct diag_sink *sink = arena_new(a, struct diag_sink);
    sink->arena = a;
    return tree_parse(STR("x.irp"), text, sink, a);
}

static void one_file(void)
{
    struct arena a;
    struct out   o;
    arena_open(&a, &unit_mem);
    out_memory(&o, &a);
    random_plan(&o, random_below(20));
    if (random_below(3) == 0)
        random_standard(&o, &a, 1 + random_below(3));
    struct str text = out_text(&o);
    for (uint32_t n = random_below(12); n > 0; n--)
        text = damaged(text, &a);
    if (random_below(8) == 0)
        text = with_returns(text, &a);
    const struct tree *was = parsed(text, &a), *is, *again;
    struct str form = format_tree(was, &a);
    is = parsed(form, &a);
    struct str twice = format_tree(is, &a);
    again = parsed(twice, &a);
    bool same = CHECK(tree_same(was, is, &a)), still = CHECK(str_eq(form, twice) && tree_same(is, again, &a));
    if (!same || !still) {
        out_memory(&o, &a);
        diff_print(&o, STR("form"), same ? form : text, same ? twice : form, &a);
        printf("%.*s\n", (int)(o.len > 3000 ? 3000 : o.len), o.at);
    }
    arena_close(&a);
}

/* ---------------------------------------------------------------- diffs */

/* What a patch makes of `before`: the lines of the diff that are not taken out, and those of the file between the hunks. */
static struct str patched(struct str before, struct str diff, struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    uint32_t line = 1;
    str_cut(&diff, '\n'), str_cut(&diff, '\n');
    while (diff.len > 0) {
        struct str text = str_cut(&diff, '\n');
        bool ends = str_starts_fold(diff, STR("\\ No newline"));
        if (text.len > 0 && text.at[0] == '@') {
            uint32_t from = (uint32_t)strtoul(text.at + 4, NULL, 10);
            for (from += strncmp(text.at, "@@ -0", 5) == 0; line < from; line++) {
                out_str(&o, str_cut(&before, '\n'));
                out_char(&o, '\n');
            }
            continue;
        }
        if (text.len > 0 && text.at[0] != '+' && text.at[0] != '\\')
            str_cut(&before, '\n'), line++;
        if (text.len > 0 && (text.at[0] == '+' || text.at[0] == ' ')) {
            out_str(&o, str_from(text, 1));
            out_str(&o, ends ? STR("") : STR("\n"));
        }
    }
    out_str(&o, before);
    return out_text(&o);
}

static void one_diff(void)
{
    struct arena a;
    struct out   text, diff;
    arena_open(&a, &unit_mem);
    out_memory(&text, &a);
    for (uint32_t n = random_below(60); n > 0; n--)
        out_printf(&text, "%c\n", 'a' + (char)random_below(4));
    struct str before = out_text(&text), after = before;
    for (uint32_t n = random_below(10); n > 0; n--) {
        size_t at = random_below((uint32_t)after.len / 2 + 1) * 2ul;
        at = at > after.len ? after.len : at;
        struct str tail = str_from(after, at);
        after = random_below(2) ? str_printf(&a, STR_FMT "%c\n" STR_FMT, STR_ARG(str_upto(after, at)), 'a' + (int)random_below(5), STR_ARG(tail))
                                : str_printf(&a, STR_FMT STR_FMT, STR_ARG(str_upto(after, at)), STR_ARG(str_from(tail, tail.len < 2 ? tail.len : 2)));
    }
    if (random_below(5) == 0 && after.len > 0)
        after.len--;                               /* no line end at the end */
    out_memory(&diff, &a);
    diff_print(&diff, STR("x"), before, after, &a);
    if (!CHECK(str_eq(before, after) ? diff.len == 0 : str_eq(patched(before, out_text(&diff), &a), after)))
        printf("before\n" STR_FMT "after\n" STR_FMT "diff\n" STR_FMT, STR_ARG(before), STR_ARG(after), STR_ARG(out_text(&diff)));
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
        one_diff();
        if (unit_failed != failed_before)
            printf("seed %llu\n", (unsigned long long)(seed + i));
    }
    return unit_end();
}
