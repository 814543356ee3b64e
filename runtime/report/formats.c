/* formats.c - the formats of findings as a table, and what their writers share. */
#include "report.h"

#define FINDINGS_A_SCRATCH 64u

const struct findings_format findings_formats[] = {
#define FORMAT(ID, name, about) {#name, about, &findings_##name},
#include "formats.def"
#undef FORMAT
};

const char findings_barred[] =
#define FORMAT(ID, name, about) "|" #name
#include "formats.def"
#undef FORMAT
    ;

void findings_open(struct findings *w)
{
    if (w->writer->open)
        w->writer->open(w);
}

void findings_file(struct findings *w, const struct finding_list *list)
{
    struct arena scratch;

    arena_open(&scratch, w->arena->mem);
    w->writer->file(w, list, &scratch);
    arena_close(&scratch);
    w->files++;
    w->written += list->len;
    w->errors += list->errors;
    w->warnings += list->warnings;
    w->notes += list->notes;
    w->allowed += list->allowed;
    w->ignored += list->ignored;
    w->baselined += list->baselined;
}

void findings_close(struct findings *w)
{
    if (w->writer->close)
        w->writer->close(w);
}

void findings_alone(const struct findings_writer *writer, struct out *o, const struct finding_list *list, struct look look, struct arena *a)
{
    struct findings w = {.writer = writer, .out = o, .arena = a, .look = look};

    findings_open(&w);
    findings_file(&w, list);
    findings_close(&w);
}

static void show_some(const struct finding_list *list, uint32_t first, uint32_t end, struct mem *mem, findings_show *show, void *to)
{
    struct arena scratch;

    arena_open(&scratch, mem);
    for (uint32_t i = first; i < end; i++) {
        struct finding f = {0};
        list->fill(list->of, i, &scratch, &f);
        show(to, &f, i, &scratch);
    }
    arena_close(&scratch);
}

void findings_each(const struct finding_list *list, uint32_t first, uint32_t end, struct mem *mem, findings_show *show, void *to)
{
    for (uint32_t i = first; i < end; i += FINDINGS_A_SCRATCH)
        show_some(list, i, end - i < FINDINGS_A_SCRATCH ? end : i + FINDINGS_A_SCRATCH, mem, show, to);
}

struct str findings_path(struct str name)
{
    while (name.len > 2 && name.at[0] == '.' && name.at[1] == '/') {
        name = str_from(name, 2);
        while (name.len > 1 && name.at[0] == '/')
            name = str_from(name, 1);
    }
    return name;
}
