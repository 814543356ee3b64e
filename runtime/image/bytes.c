/* bytes.c - an image as one block: image_bytes. The sections are those of layout.h; image_open reads them back. */
#include "layout.h"

static uint64_t column_bytes(const struct table *t, enum element e) { return (uint64_t)image_padded(t->rows) * element_bytes(e); }

struct writer {
    const struct image *img;
    struct arena *arena;
    struct pool   texts;
    struct image_table_entry   *tables;
    struct image_column_entry  *columns;
    struct image_finding_entry *findings;
    struct image_related_entry *related, *edits;
    uint32_t columns_len, related_len, edits_len;
    uint64_t data_bytes;
};

static void write_tables(struct writer *w)
{
    const struct image *img = w->img;
    uint64_t columns = 0;
    for (uint32_t i = 0; i < img->tables_len; i++)
        columns += img->tables[i].columns_len;
    w->tables = arena_many(w->arena, img->tables_len, struct image_table_entry);
    w->columns = arena_many(w->arena, columns, struct image_column_entry);
    for (uint32_t i = 0; i < img->tables_len; i++) {
        const struct table *t = &img->tables[i];
        w->tables[i] = (struct image_table_entry){pool_add(&w->texts, t->name), pool_add(&w->texts, t->word),
                                                  pool_add(&w->texts, t->plural), t->rows, t->columns_len};
        for (uint32_t k = 0; k < t->columns_len; k++) {
            const struct column *c = &t->columns[k];
            w->columns[w->columns_len++] = (struct image_column_entry){pool_add(&w->texts, c->label), pool_add(&w->texts, c->part),
                                                                       (uint32_t)c->element, 0};
            w->data_bytes += column_bytes(t, c->element);
        }
    }
}

static struct image_finding_entry finding_entry(struct writer *w, const struct finding *f)
{
    return (struct image_finding_entry){
        .place = f->place, .severity = (uint32_t)f->severity, .fix = (uint32_t)f->fix,
        .first_related = w->related_len, .related = f->related_len, .first_edit = w->edits_len, .edits = f->edits_len,
        .code = pool_add(&w->texts, f->code), .name = pool_add(&w->texts, f->name), .sentence = pool_add(&w->texts, f->sentence),
        .caret = pool_add(&w->texts, f->caret), .help = pool_add(&w->texts, f->help), .why = pool_add(&w->texts, f->why),
    };
}

static void write_findings(struct writer *w)
{
    const struct image *img = w->img;
    uint64_t related = 0, edits = 0;
    for (uint32_t i = 0; i < img->findings_len; i++) {
        related += img->findings[i].related_len;
        edits += img->findings[i].edits_len;
    }
    w->findings = arena_many(w->arena, img->findings_len, struct image_finding_entry);
    w->related = arena_many(w->arena, related, struct image_related_entry);
    w->edits = arena_many(w->arena, edits, struct image_related_entry);
    for (uint32_t i = 0; i < img->findings_len; i++) {
        const struct finding *f = &img->findings[i];
        w->findings[i] = finding_entry(w, f);
        for (uint32_t k = 0; k < f->related_len; k++)
            w->related[w->related_len++] = (struct image_related_entry){f->related[k].place, pool_add(&w->texts, f->related[k].text)};
        for (uint32_t k = 0; k < f->edits_len; k++)
            w->edits[w->edits_len++] = (struct image_related_entry){f->edits[k].place, pool_add(&w->texts, f->edits[k].text)};
    }
}

static void put(struct pack *p, uint32_t section, const void *at, size_t bytes)
{
    if (bytes > 0)
        memcpy(pack_section(p, section), at, bytes);
}

static void put_columns(const struct image *img, char *to)
{
    for (uint32_t i = 0; i < img->tables_len; i++) {
        const struct table *t = &img->tables[i];
        for (uint32_t k = 0; k < t->columns_len; k++) {
            size_t bytes = (size_t)column_bytes(t, t->columns[k].element);
            if (bytes > 0)
                memcpy(to, t->columns[k].data, bytes);
            to += bytes;
        }
    }
}

struct str image_bytes(const struct image *img, struct arena *a)
{
    struct writer w = {.img = img, .arena = a};
    pool_open(&w.texts, a);
    write_tables(&w);
    write_findings(&w);
    const uint64_t sizes[IMAGE_SECTIONS] = {
        [SECTION_SOURCE_NAME] = img->source_name.len, [SECTION_SOURCE] = img->source.len, [SECTION_NAMES] = img->names.len,
        [SECTION_TEXTS] = w.texts.len, [SECTION_TABLES] = img->tables_len * sizeof *w.tables,
        [SECTION_COLUMNS] = w.columns_len * sizeof *w.columns, [SECTION_DATA] = w.data_bytes,
        [SECTION_FINDINGS] = img->findings_len * sizeof *w.findings, [SECTION_RELATED] = w.related_len * sizeof *w.related,
        [SECTION_EDITS] = w.edits_len * sizeof *w.edits,
    };
    struct pack p;
    pack_make(&p, a, IMAGE_MAGIC, IMAGE_VERSION, sizes, IMAGE_SECTIONS);
    put(&p, SECTION_SOURCE_NAME, img->source_name.at, img->source_name.len);
    put(&p, SECTION_SOURCE, img->source.at, img->source.len);
    put(&p, SECTION_NAMES, img->names.at, img->names.len);
    put(&p, SECTION_TEXTS, w.texts.at, w.texts.len);
    put(&p, SECTION_TABLES, w.tables, sizes[SECTION_TABLES]);
    put(&p, SECTION_COLUMNS, w.columns, sizes[SECTION_COLUMNS]);
    put(&p, SECTION_FINDINGS, w.findings, sizes[SECTION_FINDINGS]);
    put(&p, SECTION_RELATED, w.related, sizes[SECTION_RELATED]);
    put(&p, SECTION_EDITS, w.edits, sizes[SECTION_EDITS]);
    put_columns(img, pack_section(&p, SECTION_DATA));
    return pack_made(&p);
}
