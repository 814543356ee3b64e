/* Answers as text, each step on a line under what it explains, and as JSON. */
#include "parts.h"
#include "../../runtime/base/escape.h"
#include "../../runtime/report/json.h"
#include "../../runtime/report/spots.h"

struct showing { struct out *o; const struct question *q; struct spots spots; };

static struct str line_text(const struct showing *s, struct place p)
{
    size_t start = p.at, end = p.at + p.length;      /* the whole line, whatever part of it is meant */
    struct str source = s->q->unit->tree->source;
    while (start > 0 && source.at[start - 1] != '\n')
        start--;
    while (end < source.len && source.at[end] != '\n')
        end++;
    struct str text = {source.at + start, end - start};
    text = str_trim(str_upto(text, str_find(text, STR("\n"))));
    while (text.len > 0 && text.at[0] == '#')
        text = str_from(text, 1);
    return str_trim(text);
}

static void put(struct showing *s, struct str text) { escape_terminal(s->o, text); }

/* A text in one line. */
static void put_line(struct showing *s, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        size_t from = i;
        while (i < text.len && text.at[i] != '\n' && text.at[i] != '\r')
            i++;
        put(s, (struct str){text.at + from, i - from});
        if (i < text.len && from < i)
            out_char(s->o, ' ');
    }
}

/* ---- text */

static void put_places(struct showing *s, const struct reason *r)
{
    for (uint32_t i = 0; i < r->places.len; i++) {
        out_printf(s->o, "%sline %u: ", i == 0 ? " (" : "; ", spots_at(&s->spots, r->places.at[i].at).line);
        put_line(s, line_text(s, r->places.at[i]));
    }
    if (r->places_more > 0)
        out_printf(s->o, "; and %u more", r->places_more);
    if (r->places.len > 0)
        out_char(s->o, ')');
}

static void put_indent(struct showing *s, unsigned depth) { out_repeat(s->o, ' ', (size_t)depth * 2); }

static void put_members(struct showing *s, const struct reason *r, unsigned depth)
{
    if (r->members.len == 0)
        return;
    put_indent(s, depth);
    put(s, r->what);
    out_str(s->o, STR(": "));
    for (uint32_t i = 0; i < r->members.len; i++) {
        out_str(s->o, i == 0 ? STR("") : i + 1 == r->members.len && r->members_more == 0 ? STR(" and ") : STR(", "));
        put_line(s, r->members.at[i]);
    }
    if (r->members_more > 0)
        out_printf(s->o, " and %u more", r->members_more);
    out_char(s->o, '\n');
}

static void put_reason(struct showing *s, const struct reason *r, unsigned depth)
{
    put_indent(s, depth);
    put_line(s, r->words);
    if (r->value.len > 0) {
        out_str(s->o, STR(": "));
        put_line(s, r->value);
    }
    if (r->because.len > 0) {
        out_str(s->o, STR(", "));
        put_line(s, r->because);
    }
    if (r->about.len > 0) {
        out_str(s->o, STR(" ("));
        put_line(s, r->about);
        out_char(s->o, ')');
    }
    put_places(s, r);
    out_char(s->o, '\n');
    put_members(s, r, depth + 1);
    for (uint32_t i = 0; i < r->reasons.len; i++)
        put_reason(s, r->reasons.at[i], depth + 1);
}

static void put_derivation(struct showing *s, const struct derivation *d)
{
    put_line(s, d->sentence);
    if (d->place.length > 0) {
        out_str(s->o, STR(" ("));
        put(s, s->q->unit->tree->source_name);
        out_printf(s->o, ":%u)", spots_at(&s->spots, d->place.at).line);
    }
    out_char(s->o, '\n');
    for (uint32_t i = 0; i < d->reasons.len; i++)
        put_reason(s, d->reasons.at[i], 1);
    if (d->message.len > 0 && !str_eq(d->message, d->sentence)) {
        put_indent(s, 1);
        put_line(s, d->message);
        out_char(s->o, '\n');
    }
}

static struct showing showing_of(struct out *o, const struct question *q)
{
    struct showing s = {.o = o, .q = q};
    spots_open(&s.spots, q->unit->tree->source, q->arena);
    return s;
}

void why_text(struct out *o, const struct answer *a, const struct question *q)
{
    struct showing s = showing_of(o, q);
    for (uint32_t i = 0; i < a->notes.len; i++) {
        put_line(&s, a->notes.at[i]);
        out_char(o, '\n');
    }
    for (uint32_t i = 0; i < a->derivations.len; i++) {
        if (i > 0 || a->notes.len > 0)
            out_char(o, '\n');
        put_derivation(&s, a->derivations.at[i]);
    }
    if (a->more > 0)
        out_printf(o, "\nand %u more\n", a->more);
}

/* ---- JSON */

static void json_place(struct json *j, struct showing *s, const char *key, struct place p)
{
    json_open(j, key, '{');
    json_whole(j, "line", spots_at(&s->spots, p.at).line);
    json_text(j, "text", line_text(s, p));
    json_close(j, '}');
}

static void json_some(struct json *j, const char *key, struct str text)
{
    if (text.len > 0)
        json_text(j, key, text);
}

static void json_reasons(struct json *j, struct showing *s, struct reason *const *at, uint32_t len);

static void json_reason(struct json *j, struct showing *s, const struct reason *r)
{
    json_open(j, NULL, '{');
    json_text(j, "words", r->words);
    json_some(j, "value", r->value);
    json_some(j, "because", r->because);
    json_some(j, "about", r->about);
    if (r->places.len > 0) {
        json_open(j, "places", '[');
        for (uint32_t i = 0; i < r->places.len; i++)
            json_place(j, s, NULL, r->places.at[i]);
        json_close(j, ']');
        json_whole(j, "places more", r->places_more);
    }
    if (r->members.len > 0) {
        json_open(j, "members", '[');
        for (uint32_t i = 0; i < r->members.len; i++)
            json_text(j, NULL, r->members.at[i]);
        json_close(j, ']');
        json_whole(j, "members more", r->members_more);
    }
    json_reasons(j, s, r->reasons.at, r->reasons.len);
    json_close(j, '}');
}

static void json_reasons(struct json *j, struct showing *s, struct reason *const *at, uint32_t len)
{
    if (len == 0)
        return;
    json_open(j, "reasons", '[');
    for (uint32_t i = 0; i < len; i++)
        json_reason(j, s, at[i]);
    json_close(j, ']');
}

static void json_derivation(struct json *j, struct showing *s, const struct derivation *d)
{
    json_open(j, NULL, '{');
    json_text(j, "sentence", d->sentence);
    json_some(j, "item", d->item);
    if (d->place.length > 0)
        json_place(j, s, "place", d->place);
    if (d->outcome != NULL)
        json_text(j, "outcome", str_of(d->outcome));
    json_some(j, "message", d->message);
    json_reasons(j, s, d->reasons.at, d->reasons.len);
    json_close(j, '}');
}

void why_json(struct out *o, const struct answer *a, const struct question *q)
{
    struct showing s = showing_of(o, q);
    struct json    j = {.out = o, .first = true};
    json_open(&j, NULL, '{');
    json_text(&j, "file", q->unit->tree->source_name);
    json_text(&j, "question", q->what);
    json_day(&j, "today", q->today);
    json_open(&j, "notes", '[');
    for (uint32_t i = 0; i < a->notes.len; i++)
        json_text(&j, NULL, a->notes.at[i]);
    json_close(&j, ']');
    json_open(&j, "derivations", '[');
    for (uint32_t i = 0; i < a->derivations.len; i++)
        json_derivation(&j, &s, a->derivations.at[i]);
    json_close(&j, ']');
    json_whole(&j, "more", a->more);
    json_close(&j, '}');
    out_char(o, '\n');
}
