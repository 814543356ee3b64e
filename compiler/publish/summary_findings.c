/* summary_findings.c - what the rules found, rule by rule: how often, why it matters, and where.
 *
 * The findings are those of irp check, without what a plan allows. A rule that found nothing is listed too, with its explanation: readers see what
 * a plan was held to, and not only where it fell short.
 */
#include "summary.h"
#include "../../runtime/report/spots.h"
#include "../../runtime/rule/native.h"
#include <stdlib.h>

/* Where something was found. */
struct found { struct str sentence, file; uint32_t line; };

struct asked {
    struct str    name, code, why, help;
    enum severity severity;
    uint32_t      count;
    VEC(struct found) found;             /* the first FINDINGS_LISTED_MOST */
};

struct gathering {
    struct survey *s;
    struct map     names;
    VEC(struct asked) all;
    VEC(const struct program *) programs;
    uint32_t       counts[SEVERITY_NOTE + 1];
};

/* ---- gathering */

static struct asked *asked_of(struct gathering *g, struct str name, enum severity severity)
{
    uint64_t hash = str_hash(name, map_seed());
    for (struct map_walk w = map_find(&g->names, hash); map_next(&w);)
        if (str_eq(g->all.at[w.value].name, name))
            return &g->all.at[w.value];
    map_add(&g->names, hash, g->all.len);
    struct asked *made = vec_push(g->s->arena, &g->all);
    *made = (struct asked){.name = str_keep(g->s->arena, name), .severity = severity};
    return made;
}

/* A message of irp's own explains itself in the table of messages. */
static struct str explanation(const struct finding *f)
{
    enum diag d = f->code.len > 0 ? diag_find(f->code) : DIAGS;
    return f->why.len > 0 || d == DIAGS ? f->why : str_of(diag_rows[d].about);
}

static void gather_finding(struct gathering *g, const struct finding *f, struct str file, struct spots *spots)
{
    struct asked *a = asked_of(g, f->name, f->severity);
    if (a->count++ == 0) {
        a->code = str_keep(g->s->arena, f->code);
        a->why = str_keep(g->s->arena, explanation(f));
        a->help = str_keep(g->s->arena, f->help);
        a->severity = f->severity;
    }
    g->counts[f->severity]++;
    if (a->found.len < FINDINGS_LISTED_MOST)
        *vec_push(g->s->arena, &a->found) = (struct found){str_keep(g->s->arena, f->sentence), file, spots_at(spots, f->place.at).line};
}

/* The rules that were asked, with what they found or without. */
static void gather_rules(struct gathering *g, const struct program *p)
{
    for (uint32_t i = 0; i < g->programs.len; i++)
        if (g->programs.at[i] == p)
            return;
    *vec_push(g->s->arena, &g->programs) = p;
    for (uint32_t r = 0; r < p->rules_len; r++) {
        struct asked *a = asked_of(g, p->strings[p->rules[r].name], (enum severity)p->rules[r].severity);
        if (a->why.len == 0)
            a->why = p->strings[p->rules[r].why];
    }
}

/* What the run needs is let go with each file. */
static void gather_file(struct gathering *g, const struct publish_file *file)
{
    const struct program *p = unit_program(file->unit);
    struct finding_list list;
    struct spots spots;
    struct arena work;

    arena_open(&work, g->s->arena->mem);
    spots_open(&spots, file->unit->image->source, &work);
    run_findings(run_program(p, file->unit->image, g->s->m->publication->today, NULL, &work), &list);
    for (uint32_t i = 0; i < list.len; i++) {
        struct finding f;
        list.fill(list.of, i, &work, &f);
        gather_finding(g, &f, file->name, &spots);
    }
    gather_rules(g, p);
    arena_close(&work);
}

/* Those that found something first; errors before warnings; then by how much they found, and by name. */
static int compare_asked(const void *x, const void *y)
{
    const struct asked *a = x, *b = y;
    size_t least = a->name.len < b->name.len ? a->name.len : b->name.len;
    int order = (a->count == 0) - (b->count == 0);
    if (order == 0)
        order = (a->severity > b->severity) - (a->severity < b->severity);
    if (order == 0)
        order = (a->count < b->count) - (a->count > b->count);
    if (order == 0)
        order = memcmp(a->name.at, b->name.at, least);
    return order != 0 ? order : (a->name.len > b->name.len) - (a->name.len < b->name.len);
}

/* ---- words */

/* "2 errors, 33 warnings and 1 note", as the last line of irp check. */
static struct str counts_words(const struct gathering *g)
{
    unsigned left = 0;
    struct out o;
    out_memory(&o, g->s->arena);
    for (unsigned i = 0; i <= SEVERITY_NOTE; i++)
        left += g->counts[i] > 0;
    if (left == 0)
        return STR("none");
    for (unsigned i = 0; i <= SEVERITY_NOTE; i++) {
        if (g->counts[i] == 0)
            continue;
        count_print(&o, g->counts[i]);
        out_printf(&o, " %s%s", severity_word((enum severity)i), g->counts[i] == 1 ? "" : "s");
        left--;
        out_str(&o, left == 0 ? STR("") : left == 1 ? STR(" and ") : STR(", "));
    }
    return out_text(&o);
}

static struct str capital_word(const struct survey *s, enum severity severity)
{
    const char *word = severity_word(severity);
    return str_printf(s->arena, "%c%s", word[0] - 32, word + 1);
}

static struct str rule_anchor(const struct survey *s, const struct asked *a) { return anchor_of(s->m, "rule", a->name); }

/* ---- parts */

static struct cell rule_link(struct survey *s, const struct asked *a)
{
    struct run *run = arena_new(s->arena, struct run);
    struct block *b = arena_new(s->arena, struct block);
    *run = (struct run){.kind = RUN_REFERENCE, .text = a->name, .target = rule_anchor(s, a)};
    *b = (struct block){.kind = BLOCK_PARAGRAPH, .paragraph = {.text = {run, 1}}};
    return (struct cell){.kind = CELL_BLOCKS, .blocks = {b, 1}};
}

static void table_of_rules(struct gathering *g, uint32_t found)
{
    static const struct table_column columns[] = {COLUMN_WORDS("Rule", 2), COLUMN_WORDS("Severity", 2), COLUMN_NUMBERS("Findings")};
    struct survey *s = g->s;
    struct table_draft t;

    table_begin(&t, s->m, runs_of(s->arena, STR("Findings by rule")), columns, ARRAY_LEN(columns));
    t.block.row_heads = true;
    for (uint32_t i = 0; i < found; i++) {
        const struct asked *a = &g->all.at[i];
        table_add(&t, ROW_ITEM, (struct cell[]){rule_link(s, a), cell_text(s->arena, capital_word(s, a->severity)), cell_whole(a->count)}, STR(""));
    }
    if (found > 0)
        table_add(&t, ROW_TOTAL, (struct cell[]){cell_text(s->arena, STR("All")), cell_text(s->arena, STR("")),
                                                 cell_whole((int64_t)g->counts[0] + g->counts[1] + g->counts[2])}, STR(""));
    make_table(&t, STR(""));
}

/* "Warning: deadlines-bunched", "Error: unknown-owner (IRP301)" */
static struct str rule_title(struct survey *s, const struct asked *a)
{
    struct str severity = capital_word(s, a->severity);
    if (a->code.len > 0)
        return str_printf(s->arena, STR_FMT ": " STR_FMT " (" STR_FMT ")", STR_ARG(severity), STR_ARG(a->name), STR_ARG(a->code));
    return str_printf(s->arena, STR_FMT ": " STR_FMT, STR_ARG(severity), STR_ARG(a->name));
}

/* The file, where there is more than one. */
static struct str place_words(struct survey *s, const struct found *f)
{
    return s->m->publication->files_len > 1 ? str_printf(s->arena, STR_FMT ", ", STR_ARG(clean_words(s->arena, f->file))) : STR("");
}

static void one_rule(struct survey *s, const struct asked *a)
{
    struct runs *items = arena_many(s->arena, a->found.len, struct runs);

    make_heading(s->m, 3, rule_title(s, a), rule_anchor(s, a));
    make_text(s->m, clean_words(s->arena, a->why));
    if (a->count == 1 && a->help.len > 0)
        make_text(s->m, str_printf(s->arena, "What to do: " STR_FMT, STR_ARG(clean_words(s->arena, a->help))));
    for (uint32_t i = 0; i < a->found.len; i++) {
        const struct found *f = &a->found.at[i];
        items[i] = runs_printf(s->arena, STR_FMT " (" STR_FMT "line %u)", STR_ARG(clean_words(s->arena, f->sentence)), STR_ARG(place_words(s, f)), f->line);
    }
    make_list(s->m, items, a->found.len);
    survey_more(s, a->count - a->found.len);
}

static void rules_kept(struct gathering *g, uint32_t from)
{
    static const struct table_column columns[] = {COLUMN_WORDS("Rule", 2), COLUMN_WORDS("What it asks, and by what authority", 6)};
    struct survey *s = g->s;
    struct table_draft t;

    if (from == g->all.len)
        return;
    make_heading(s->m, 3, STR("Rules without findings"), anchor_of(s->m, "rules-kept", STR("")));
    table_begin(&t, s->m, runs_of(s->arena, STR("What else the documents were held to")), columns, ARRAY_LEN(columns));
    t.block.row_heads = true;
    for (uint32_t i = from; i < g->all.len; i++)
        table_add(&t, ROW_ITEM, (struct cell[]){cell_text(s->arena, g->all.at[i].name), cell_text(s->arena, clean_words(s->arena, g->all.at[i].why))},
                  rule_anchor(s, &g->all.at[i]));
    make_table(&t, STR(""));
}

void survey_findings(struct survey *s)
{
    struct gathering g = {.s = s};
    uint32_t found = 0;

    map_open(&g.names, s->arena, 0);
    for (uint32_t i = 0; i < s->len; i++)
        if (i == 0 || s->subjects[i].file != s->subjects[i - 1].file)
            gather_file(&g, s->subjects[i].file);
    if (g.all.len == 0)
        return;
    qsort(g.all.at, g.all.len, sizeof *g.all.at, compare_asked);
    while (found < g.all.len && g.all.at[found].count > 0)
        found++;
    survey_section(s, str_printf(s->arena, "Findings: " STR_FMT, STR_ARG(counts_words(&g))), "findings");
    make_text(s->m, str_printf(s->arena, STR_FMT ".", STR_ARG(title_text(s->arena, TITLE_RULES_BROKEN, found, g.all.len))));
    table_of_rules(&g, found);
    for (uint32_t i = 0; i < found; i++)
        one_rule(s, &g.all.at[i]);
    rules_kept(&g, found);
}
