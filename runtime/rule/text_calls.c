/* text_calls.c - the calls of calls.def that look into texts. Runs of blanks and line ends count as one blank in all of them: how an author broke the
 * lines says nothing.
 */
#include "engine.h"
#include "match.h"

/* A text of each row, squeezed into one buffer that all rows use. */
struct texts { struct run *run; const int32_t *at, *length; char *room; struct arena work; };

/* Into *t: an open arena is known by where it stands. */
static void texts_open(struct texts *t, struct run *r, const struct step *s)
{
    *t = (struct texts){.run = r, .at = r->slot[s->in[0]], .length = r->slot[s->in[1]]};
    uint32_t most = 0;
    for (uint32_t i = 0; i < slot_rows(r, s->in[0]); i++)
        if ((uint32_t)t->length[i] > most)
            most = (uint32_t)t->length[i];
    most = most > r->image->source.len ? (uint32_t)r->image->source.len : most;
    arena_open(&t->work, r->arena->mem);
    t->room = arena_alloc(&t->work, most + (size_t)1);
}

static struct str squeezed(struct texts *t, uint32_t row)
{
    struct str text = str_trim(run_text(t->run, t->at, t->length, row));
    size_t     len = 0;
    for (size_t i = 0; i < text.len; i++)
        if (!is_blank(text.at[i]))
            t->room[len++] = text.at[i];
        else if (t->room[len - 1] != ' ')                /* a trimmed text starts with no blank */
            t->room[len++] = ' ';
    return (struct str){t->room, len};
}

/* Patterns see a run of blanks as one by themselves. */
void call_MATCHES(struct run *r, const struct step *s)
{
    const int32_t *at = r->slot[s->in[0]], *length = r->slot[s->in[1]];
    struct match_mistake mistake;
    struct arena   work;
    arena_open(&work, r->arena->mem);
    struct match  *m = match_kept(r->matches, r->program->strings[s->imm], &work, &mistake);
    uint8_t       *out = run_make(r, s->out[0]);
    for (uint32_t i = 0; i < slot_rows(r, s->in[0]); i++)
        out[i] = m != NULL && match_found(m, str_trim(run_text(r, at, length, i)));
    arena_close(&work);
}

void call_TEXT_IS(struct run *r, const struct step *s)
{
    struct texts t;
    texts_open(&t, r, s);
    struct str words = r->program->strings[s->imm];
    uint8_t *out = run_make(r, s->out[0]);
    for (uint32_t i = 0; i < slot_rows(r, s->in[0]); i++)
        out[i] = str_eq_fold(squeezed(&t, i), words);
    arena_close(&t.work);
}

/* Both sides in small letters, and then a linear search. */
void call_CONTAINS(struct run *r, const struct step *s)
{
    struct texts t;
    texts_open(&t, r, s);
    struct str words = r->program->strings[s->imm];
    char *small = arena_alloc(&t.work, words.len + 1);
    uint8_t *out = run_make(r, s->out[0]);
    for (size_t i = 0; i < words.len; i++)
        small[i] = lower(words.at[i]);
    for (uint32_t i = 0; i < slot_rows(r, s->in[0]); i++) {
        struct str text = squeezed(&t, i);
        for (size_t k = 0; k < text.len; k++)
            t.room[k] = lower(text.at[k]);
        out[i] = words.len == 0 || str_find(text, (struct str){small, words.len}) < text.len;
    }
    arena_close(&t.work);
}
