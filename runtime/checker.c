/* checker.c - plans in, findings and a closing line out. See checker.h. */
#include "checker.h"

bool checker_format(struct str name, enum checker_format *format)
{
    for (unsigned i = 0; i < CHECKER_FORMATS; i++)
        if (str_eq(name, str_of(findings_formats[i].name))) {
            *format = (enum checker_format)i;
            return true;
        }
    return false;
}

void checker_open(struct checker *c, const struct checker_options *options, struct out *out, struct out *say, struct arena *a)
{
    const struct findings_writer *writer = findings_formats[options->format].writer;
    *c = (struct checker){.options = *options, .say = say, .arena = a};
    if (writer->hidden != HIDDEN_WHEN_ASKED)
        c->options.sieve.show_hidden = writer->hidden == HIDDEN_ALWAYS;
    c->findings = (struct findings){.writer = writer, .out = out, .arena = a, .today = options->today, .strict = options->strict, .look = options->look};
    c->matches.arena = a;
    findings_open(&c->findings);
}

static void count_list(struct checker *c, const struct finding_list *list)
{
    c->failed = c->failed || list->errors > 0 || (c->options.strict && list->warnings > 0);
    for (uint32_t i = 0; c->options.mends && i < list->len; i++) {
        struct finding f;
        list->brief(list->of, i, &f);
        c->mendable[f.hidden == HIDDEN_NOT ? f.fix : FIX_NONE]++;
    }
}

void checker_sieved(const struct checker *c, const struct finding_list *all, struct arena *a, struct finding_list *shown)
{
    bool wanted = c->options.sieve.baseline || c->findings.writer->fingerprints;
    struct finding_list *printed = arena_new(a, struct finding_list);
    if (wanted)
        fingerprints_list(all, a, printed);
    sieve_list(&c->options.sieve, wanted ? printed : all, a, shown);
}

void checker_list(struct checker *c, const struct finding_list *all)
{
    struct arena work;
    struct finding_list list;
    arena_open(&work, c->arena->mem);
    checker_sieved(c, all, &work, &list);
    findings_file(&c->findings, &list);
    count_list(c, &list);
    arena_close(&work);
}

void checker_plan(struct checker *c, const struct image *img, const struct program *p, const struct native *native)
{
    struct arena work;
    struct finding_list list;
    arena_open(&work, c->arena->mem);
    run_findings_all(run_again(p, img, c->options.today, native, &c->matches, &work), &list);
    checker_list(c, &list);
    arena_close(&work);
}

void checker_joined(struct checker *c, const struct image *img, const struct program *p, const struct native *native, const struct joined *j)
{
    struct arena work;
    struct finding_list all, own, returns;
    if (j->len == 0) {
        checker_plan(c, img, p, native);
        return;
    }
    arena_open(&work, c->arena->mem);
    run_findings_all(run_again(p, img, c->options.today, native, &c->matches, &work), &all);
    joined_split(j, &all, &work, &own, &returns);
    if (j->own > 0)
        checker_list(c, &own);
    if (returns.len > 0)
        checker_list(c, &returns);
    arena_close(&work);
}

/* ---------------------------------------------------------------- the closing line */

static void say_count(struct out *o, uint64_t n, const char *one)
{
    out_printf(o, "%llu %s%s", (unsigned long long)n, one, n == 1 ? "" : "s");
}

/* "2 errors, 5 warnings and 1 note"; what there is none of is left out. */
static void say_counts(struct out *o, const struct findings *c)
{
    const struct { uint64_t n; const char *one; } counts[] = {{c->errors, "error"}, {c->warnings, "warning"}, {c->notes, "note"}};
    unsigned left = 0;
    for (unsigned i = 0; i < ARRAY_LEN(counts); i++)
        left += counts[i].n > 0;
    for (unsigned i = 0; i < ARRAY_LEN(counts); i++) {
        if (counts[i].n == 0)
            continue;
        say_count(o, counts[i].n, counts[i].one);
        left--;
        out_str(o, left == 0 ? STR("") : left == 1 ? STR(" and ") : STR(", "));
    }
}

static void say_end(struct out *o, const struct findings *c)
{
    if (c->errors + c->warnings + c->notes == 0)
        out_str(o, STR("No problems"));
    say_counts(o, c);
    out_str(o, STR(" in "));
    say_count(o, c->files, "file");
    if (c->allowed > 0)
        out_printf(o, "; %llu allowed", (unsigned long long)c->allowed);
    if (c->baselined > 0)
        out_printf(o, "; %llu in the baseline", (unsigned long long)c->baselined);
    out_str(o, STR(".\n"));
}

/* "4 can be mended with --fix (2 more with --unsafe-fixes)." */
static void say_mendable(struct out *o, const struct checker *c)
{
    unsigned long long safe = c->mendable[FIX_SAFE], unsafe = c->mendable[FIX_UNSAFE];
    if (safe > 0)
        out_printf(o, unsafe > 0 ? "%llu can be mended with --fix (%llu more with --unsafe-fixes).\n" : "%llu can be mended with --fix.\n", safe, unsafe);
    else if (unsafe > 0)
        out_printf(o, "%llu can be mended with --unsafe-fixes.\n", unsafe);
}

int checker_close(struct checker *c)
{
    findings_close(&c->findings);
    if (!c->options.quiet) {
        say_end(c->say, &c->findings);
        say_mendable(c->say, c);
    }
    return c->failed ? 1 : 0;
}

/* ---------------------------------------------------------------- progress */

struct summary *checker_summary(const struct checker_options *options, struct out *out, struct arena *a)
{
    struct summary_options asked = {options->today, options->tables, options->by,
                                    {.columns = options->look.columns, .color = options->look.color, .plain = options->plain}};
    return summary_open(&asked, out, a);
}
