/* review_back.c - the appendices and the imprint of a review (design: outputs O-15 to O-17). */
#include "review.h"
#include <stdlib.h>

/* ---- the scales */

/* What a level means, from the standards: the prose of the level below the scale of that name. Empty: no standard says. */
static struct str level_meaning(const struct tree *t, struct str scale, struct str level)
{
    for (uint32_t i = 0; t != NULL && i < t->items_len; i++) {
        const struct item *item = &t->items[i];
        if (item->kind == KIND_LEVEL && item->parent != NO_ITEM && str_same_name(tree_text(t, item->title), level) &&
            str_same_name(tree_text(t, t->items[item->parent].title), scale))
            return tree_text(t, item->text);
    }
    return STR("");
}

/* A scale's levels, worst first, each with what it means. */
static void scale(struct review *v, const struct judgement_tally *j)
{
    struct runs *levels = arena_many(v->h.arena, j->levels_len, struct runs);
    bool         we = str_same_name(j->inspectorate, HMI_PRISONS);
    struct out   count;
    if (j->levels_len == 0)
        return;
    out_memory(&count, v->h.arena);
    count_print_words(&count, j->levels_len);
    for (uint32_t i = 0; i < j->levels_len; i++) {
        struct str      name = j->levels[j->levels_len - 1 - i].name, own = level_meaning(v->h.rows->tree, j->scale, name);
        struct str      means = clean_words(v->h.arena, own.len > 0 ? own : level_meaning(v->h.m->publication->scales, j->scale, name));
        struct run_list line = {{NULL, 0, 0}};
        run_add(v->h.arena, &line, RUN_STRONG, clean_words(v->h.arena, name));
        run_add(v->h.arena, &line, RUN_PLAIN, means.len > 0 ? str_printf(v->h.arena, ": " STR_FMT, STR_ARG(means)) : STR(""));
        levels[i] = run_listed(&line);
    }
    make_said(v->h.m, "Each " STR_FMT " followed up by " STR_FMT "%s is given one of " STR_FMT " progress judgements%s", STR_ARG(j->noun),
              STR_ARG(clean_words(v->h.arena, j->inspectorate)), we ? " during an IRP" : "", STR_ARG(out_text(&count)), we ? ":" : ".");
    make_list(v->h.m, levels, j->levels_len);
}

/* ---- appendix I */

static void methodology(struct review *v)
{
    uint32_t before = v->h.m->blocks.len;
    make_heading(v->h.m, 3, STR("IRP methodology"), anchor_of(v->h.m, "methodology", STR("")));
    house_block(&v->h, "methodology", STR(""), STR(""));
    for (uint32_t i = 0; i < v->progress->judgements_len; i++)
        scale(v, &v->progress->judgements[i]);
    if (v->h.m->blocks.len == before + 1)
        make_take_back(v->h.m, before);
}

static void team(struct review *v)
{
    struct str_list roles = house_labels(&v->h, v->h.item, LABEL_REVIEW_TEAM);
    if (roles.all.len == 0)
        return;
    make_heading(v->h.m, 3, STR("Inspection team"), anchor_of(v->h.m, "team", STR("")));
    make_text(v->h.m, STR("This independent review of progress was carried out by:"));
    make_lines(v->h.m, LINES_PEOPLE, roles.all.at, roles.all.len);
}

/* ---- appendix II */

struct term { struct str name; uint32_t item; };

static int by_name(const void *x, const void *y)
{
    const struct term *a = x, *b = y;
    for (size_t i = 0; i < a->name.len && i < b->name.len; i++) {
        unsigned char p = (unsigned char)lower(a->name.at[i]), q = (unsigned char)lower(b->name.at[i]);
        if (p != q)
            return p < q ? -1 : 1;
    }
    if (a->name.len != b->name.len)
        return a->name.len < b->name.len ? -1 : 1;
    return a->item < b->item ? -1 : 1;
}

static void glossary(struct review *v)
{
    const struct rows *r = v->h.rows;
    VEC(struct term)   terms = {NULL, 0, 0};
    for (uint32_t i = rows_child(r, v->h.item, v->h.item, KIND_TERM); i != NO_ITEM; i = rows_child(r, v->h.item, i, KIND_TERM))
        *vec_push(v->h.arena, &terms) = (struct term){house_title(&v->h, i), i};
    if (terms.len == 0)
        return;
    qsort(terms.at, terms.len, sizeof *terms.at, by_name);
    review_section(v, "Appendix II", STR("Glossary"));
    house_block(&v->h, "glossary", STR(""), STR(""));
    for (uint32_t i = 0; i < terms.len; i++) {
        make_heading(v->h.m, 3, terms.at[i].name, anchor_of(v->h.m, "term", terms.at[i].name));
        make_prose(v->h.m, STR(""), rows_prose(r, terms.at[i].item), STR(""));
    }
}

void review_appendices(struct review *v)
{
    uint32_t before = v->h.m->blocks.len;
    review_section(v, "Appendix I", STR("About this report"));
    house_block(&v->h, "about this report", STR(""), STR(""));
    methodology(v);
    team(v);
    review_section_end(v, before);
    glossary(v);
}

/* ---- imprint */

void review_imprint(struct review *v)
{
    struct date published;
    uint32_t    before;
    if (rows_date(v->h.rows, v->h.item, LABEL_REVIEW_PUBLISHED, &published)) {
        struct str line = str_printf(v->h.arena, "Crown copyright %d", civil_of(published.last).year);
        make_lines(v->h.m, LINES_IMPRINT, &line, 1);
    }
    house_block(&v->h, "licence", STR(""), STR(""));
    house_block(&v->h, "enquiries", STR(""), STR(""));
    before = v->h.m->blocks.len;
    make_text(v->h.m, STR("Printed and published by:"));
    if (!house_block(&v->h, "publisher", STR(""), STR("")))
        make_take_back(v->h.m, before);
    house_block(&v->h, "images", STR(""), STR(""));
}
