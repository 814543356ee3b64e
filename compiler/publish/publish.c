/* publish.c - layouts and formats by name, and documents made. See publish.h. */
#include "make.h"
#include "../../runtime/report/figures.h"

#define OVER_EACH false
#define OVER_ALL  true
const struct layout_row layout_rows[LAYOUTS] = {
#define LAYOUT(ID, name, kinds, over, about) {#name, about, kinds, over, layout_##name},
#include "layouts.def"
#undef LAYOUT
};
const struct publish_format_row publish_format_rows[PUBLISH_FORMATS] = {
#define FORMAT(ID, name, ending, from, binary, about) {#name, ending, about, from, binary, write_##name},
#include "formats.def"
#undef FORMAT
};

enum publish_format publish_format_named(struct str name)
{
    unsigned f = 0;
    while (f < PUBLISH_FORMATS && !str_eq(name, str_of(publish_format_rows[f].name)))
        f++;
    return (enum publish_format)f;
}

enum publish_format publish_format_of_file(struct str file)
{
    for (unsigned f = 0; f < PUBLISH_FORMATS; f++) {
        struct str ending = str_of(publish_format_rows[f].ending);
        if (file.len > ending.len && str_eq_fold(str_from(file, file.len - ending.len), ending))
            return (enum publish_format)f;
    }
    return PUBLISH_FORMATS;
}

enum layout layout_named(struct str name)
{
    unsigned l = 0;
    while (l < LAYOUTS && !str_eq(name, str_of(layout_rows[l].name)))
        l++;
    return (enum layout)l;
}

enum layout layout_of_kind(enum kind k)
{
    unsigned l = 0;
    while (l < LAYOUTS && layout_rows[l].kinds != UINT64_C(1) << k)
        l++;
    return (enum layout)l;
}

/* ---- documents */

static void put_figure(struct out *o, enum hole_type type, int64_t number)
{
    const struct figure f = {.type = type, .given = true, .number = number};
    out_str(o, figure_text(&f, true, o->arena));
}

void publish_number(struct out *o, int64_t number) { put_figure(o, HOLE_NUMBER, number); }
void publish_percent(struct out *o, int64_t share) { put_figure(o, HOLE_PERCENT, share); }

static void make_document(struct publication *p, struct document *to, const struct layout_row *layout, const struct subject *s, uint32_t len, struct str prefix)
{
    struct maker *m = arena_new(p->arena, struct maker);
    *m = (struct maker){.arena = p->arena, .publication = p, .document = to, .prefix = prefix};
    map_open(&m->anchors, p->arena, 0);
    *to = (struct document){.layout = str_of(layout->name), .today = p->today};
    if (len == 1)
        to->source = s->file->name;
    layout->make(m, s, len);
}

void publish_make(struct publication *p)
{
    bool             all = p->subjects_len > 0 && p->subjects[0].layout->over_all;
    uint32_t         len = all ? 1 : p->subjects_len;
    struct document *made = arena_many(p->arena, len, struct document);
    for (uint32_t i = 0; i < len; i++) {
        struct str prefix = len > 1 ? str_printf(p->arena, "document-%u-", i + 1) : STR("");
        make_document(p, &made[i], p->subjects[i].layout, &p->subjects[i], all ? p->subjects_len : 1, prefix);
    }
    p->documents = (struct documents){made, len};
}
