/* summary_recurring.c - concerns that come back, in other plans or in other years (runtime/report/recurring.h). */
#include "summary.h"
#include "../../runtime/report/recurring.h"

#define PLACES_LISTED_MOST 12u           /* of one concern */

static struct recurring_list recurring_of(struct survey *s)
{
    struct recurring *r = recurring_open(s->arena);
    for (uint32_t i = 0; i < s->len; i++)
        if (i == 0 || s->subjects[i].file != s->subjects[i - 1].file)
            recurring_add(r, s->subjects[i].file->unit->image);
    return recurring_made(r);
}

/* "HMP Example, Priority concern 2 (2026)" */
static struct runs place_of(struct survey *s, const struct recurring_member *m)
{
    struct str words = str_printf(s->arena, STR_FMT ", " STR_FMT, STR_ARG(clean_words(s->arena, m->document)), STR_ARG(clean_words(s->arena, m->name)));
    if (m->year > 0)
        words = str_printf(s->arena, STR_FMT " (%d)", STR_ARG(words), (int)m->year);
    return runs_of(s->arena, words);
}

static struct cell places_cell(struct survey *s, const struct recurring_concern *c)
{
    uint32_t shown = c->members_len < PLACES_LISTED_MOST ? c->members_len : PLACES_LISTED_MOST;
    struct block *b = arena_many(s->arena, (size_t)shown + 1, struct block);
    for (uint32_t i = 0; i < shown; i++)
        b[i] = (struct block){.kind = BLOCK_PARAGRAPH, .paragraph = {.text = place_of(s, &c->members[i])}};
    if (shown < c->members_len)
        b[shown] = (struct block){.kind = BLOCK_PARAGRAPH, .paragraph = {.text = runs_printf(s->arena, "... and %s more.", survey_count(s, c->members_len - shown))}};
    return (struct cell){.kind = CELL_BLOCKS, .blocks = {b, shown + (shown < c->members_len ? 1 : 0)}};
}

static struct cell years_cell(struct survey *s, const struct recurring_concern *c)
{
    if (c->first_year == 0)
        return cell_missing();
    if (c->first_year == c->last_year)
        return cell_text(s->arena, str_printf(s->arena, "%d", (int)c->first_year));
    return cell_text(s->arena, str_printf(s->arena, "%d to %d", (int)c->first_year, (int)c->last_year));
}

void survey_recurring(struct survey *s)
{
    static const struct table_column columns[] = {COLUMN_WORDS("Concern", 6), COLUMN_NUMBERS("Documents"), COLUMN_WORDS("Years", 1), COLUMN_WORDS("Where", 6)};
    struct recurring_list list = {NULL, 0};
    struct table_draft t;
    uint32_t members = 0;

    if (s->several)
        list = recurring_of(s);
    for (uint32_t i = 0; i < list.len; i++)
        members += list.at[i].members_len;
    if (members == 0 || members > s->all->concerns)
        return;
    survey_section(s, title_text(s->arena, TITLE_CONCERNS_RECUR, members, s->all->concerns), "recurring");
    table_begin(&t, s->m, runs_of(s->arena, STR("Concerns that recur, those of most documents first")), columns, ARRAY_LEN(columns));
    t.block.row_heads = true;
    for (uint32_t i = 0; i < list.len && i < LISTED_MOST; i++) {
        const struct recurring_concern *c = &list.at[i];
        table_add(&t, ROW_ITEM, (struct cell[]){cell_text(s->arena, clean_words(s->arena, c->members[0].text)), cell_whole(c->documents), years_cell(s, c),
                                                places_cell(s, c)}, STR(""));
    }
    make_table(&t, STR(""));
    survey_more(s, list.len > LISTED_MOST ? list.len - LISTED_MOST : 0);
    make_text(s->m, STR("Concerns are taken to be alike when they have one title and one area, or when at least half of the pairs of neighbouring words of both are the same."));
}
