/* layout_review.c - a review of progress as it is published: its parts in order, and how they are numbered. See review.h. */
#include "review.h"

/* ---- sections */

void review_section(struct review *v, const char *number, struct str title)
{
    struct maker *m = v->h.m;
    struct str    anchor = anchor_of(m, "", str_of(number));
    *vec_push(v->h.arena, &v->sections) = (struct contents_entry){str_of(number), title, anchor};
    make_heading(m, 2, str_printf(v->h.arena, "%s " STR_FMT, number, STR_ARG(title)), anchor);
}

void review_section_end(struct review *v, uint32_t before)
{
    if (v->h.m->blocks.len != before + 1)
        return;
    make_take_back(v->h.m, before);
    v->sections.len--;
}

/* ---- numbered paragraphs */

static unsigned whole(struct str *rest)
{
    unsigned n = 0;
    struct str part = str_cut(rest, '.');
    for (size_t i = 0; i < part.len && i < 6; i++)
        n = is_digit(part.at[i]) ? n * 10 + (unsigned)(part.at[i] - '0') : 0;
    return n;
}

void review_number(const struct review *v, uint32_t item, unsigned *section, unsigned *k)
{
    struct str number = rows_number(v->h.rows, item);
    *section = whole(&number);
    *k = whole(&number);
}

struct str paragraph_number(const struct review *v, unsigned section, unsigned k) { return str_printf(v->h.arena, "%u.%u", section, k); }

uint32_t review_own_paragraph(struct review *v, unsigned section, unsigned k)
{
    const struct rows *r = v->h.rows;
    for (uint32_t i = rows_child(r, v->h.item, v->h.item, KIND_PARAGRAPH); i != NO_ITEM; i = rows_child(r, v->h.item, i, KIND_PARAGRAPH)) {
        unsigned s, n;
        review_number(v, i, &s, &n);
        if (s == section && n == k && rows_prose(r, i).len > 0) {
            v->printed.at[i - v->h.item] = true;
            return i;
        }
    }
    return NO_ITEM;
}

void review_paragraph(struct review *v, uint32_t item)
{
    struct str number = clean_words(v->h.arena, rows_number(v->h.rows, item));
    v->printed.at[item - v->h.item] = true;
    if (rows_prose(v->h.rows, item).len > 0)
        make_prose(v->h.m, number, rows_prose(v->h.rows, item), anchor_of(v->h.m, "paragraph", number));
}

bool review_formula(struct review *v, unsigned section, unsigned k, struct str sentence)
{
    uint32_t   own = review_own_paragraph(v, section, k);
    struct str number = paragraph_number(v, section, k);
    if (own != NO_ITEM)
        review_paragraph(v, own);
    else if (sentence.len > 0)
        make_paragraph(v->h.m, number, runs_of(v->h.arena, clean_words(v->h.arena, sentence)), anchor_of(v->h.m, "paragraph", number));
    return own != NO_ITEM || sentence.len > 0;
}

/* ---- the whole */

/* A number to which no paragraph stands (a finding of the file) is printed, and leads nowhere. */
static void settle_references(struct review *v)
{
    for (uint32_t i = 0; i < v->references.len; i++)
        for (uint32_t k = 0; k < v->references.at[i].all.len; k++) {
            struct run *r = &v->references.at[i].all.at[k];
            if (r->kind == RUN_REFERENCE && !anchor_taken(v->h.m, r->target))
                *r = (struct run){.kind = RUN_PLAIN, .text = r->text};
        }
}

void layout_review(struct maker *m, const struct subject *s, uint32_t len)
{
    struct review v = {.h = house_open(m, s), .progress = s->progress, .contents = NO_ITEM};
    (void)len;
    v.row = v.h.rows->row[s->item];
    for (uint32_t i = s->item; i < v.h.rows->end[s->item]; i++)
        *vec_push(v.h.arena, &v.printed) = false;
    review_front(&v);
    review_summary(&v);
    review_key_findings(&v);
    review_items(&v);
    review_judgements(&v);
    review_appendices(&v);
    review_imprint(&v);
    settle_references(&v);
    if (v.contents != NO_ITEM)
        m->blocks.at[v.contents].contents = (struct contents_block){v.sections.at, v.sections.len};
}
