/* image.c - reading a plan image: tables and columns by name, texts of rows. See image.h. */
#include "layout.h"

#define PART_BYTES_MOST 64u   /* of the name of a part */

static const struct part_form PARTS[] = {
    /* of values: the rules that cells.def's names imply stand below, before its rows, and the first match counts */
    {"at", ELEMENT_U32, PART_AT},             {"length", ELEMENT_U32, PART_LENGTH},
    {"because at", ELEMENT_U32, PART_AT},     {"because length", ELEMENT_U32, PART_LENGTH},
    {"respondent at", ELEMENT_U32, PART_AT},  {"respondent length", ELEMENT_U32, PART_LENGTH},
    {"rule at", ELEMENT_U32, PART_AT},        {"rule length", ELEMENT_U32, PART_LENGTH},
    {"place at", ELEMENT_U32, PART_AT},       {"place length", ELEMENT_U32, PART_LENGTH},
    {"first", ELEMENT_I32, PART_DAY},         {"last", ELEMENT_I32, PART_DAY},         {"form", ELEMENT_U8, PART_FORM},
    {"agreed first", ELEMENT_I32, PART_DAY},  {"agreed last", ELEMENT_I32, PART_DAY},  {"agreed form", ELEMENT_U8, PART_FORM},
    {"given", ELEMENT_U8, PART_GIVEN},
    {"code", ELEMENT_U8, PART_CODE},          {"percent", ELEMENT_U8, PART_PERCENT},
    {"table", ELEMENT_I32, PART_TABLE},       {"row", ELEMENT_I32, PART_ROW},
    /* of headings */
    {"item", ELEMENT_U32, PART_ANY},
    {"up table", ELEMENT_I32, PART_TABLE},    {"up", ELEMENT_I32, PART_ROW},
    {"reported table", ELEMENT_I32, PART_TABLE}, {"reported", ELEMENT_I32, PART_ROW},
    {"document table", ELEMENT_I32, PART_TABLE}, {"document", ELEMENT_I32, PART_ROW},
    {"number at", ELEMENT_U32, PART_AT},      {"number length", ELEMENT_U32, PART_LENGTH},
    {"number first", ELEMENT_I32, PART_NOT_LESS}, {"number last", ELEMENT_I32, PART_NOT_LESS},
    {"title at", ELEMENT_U32, PART_AT},       {"title length", ELEMENT_U32, PART_LENGTH},
    {"text at", ELEMENT_U32, PART_AT},        {"text length", ELEMENT_U32, PART_LENGTH},
    {"modifier", ELEMENT_U8, PART_ANY},       {"doubt", ELEMENT_U8, PART_TRUTH},
    {"date first", ELEMENT_I32, PART_DAY},    {"date last", ELEMENT_I32, PART_DAY},    {"date form", ELEMENT_U8, PART_FORM},
    {"level", ELEMENT_I32, PART_LEVEL},       {"declared", ELEMENT_U8, PART_TRUTH},
    {"standard", ELEMENT_I32, PART_NOT_LESS},
    {"inspectorate at", ELEMENT_U32, PART_AT}, {"inspectorate length", ELEMENT_U32, PART_LENGTH},
    /* of the tables scale and level */
    {"name at", ELEMENT_U32, PART_AT},        {"name length", ELEMENT_U32, PART_LENGTH},
    {"by at", ELEMENT_U32, PART_AT},          {"by length", ELEMENT_U32, PART_LENGTH},
    {"first level", ELEMENT_I32, PART_NOT_LESS}, {"levels", ELEMENT_I32, PART_LEVELS},
    {"scale", ELEMENT_I32, PART_SCALE},       {"rank", ELEMENT_I32, PART_NOT_LESS},
    /* of what a summary works with (runtime/rule/grouped.h): the row of an item's group */
    {"area", ELEMENT_I32, PART_NOT_LESS},     {"month", ELEMENT_I32, PART_NOT_LESS},   {"status", ELEMENT_I32, PART_NOT_LESS},
    {"estate", ELEMENT_I32, PART_NOT_LESS},
    /* a type added to cells.def has its parts here without an edit; their numbers are not verified further */
#define CELL(type, part, element) {part, ELEMENT_##element, PART_ANY},
#include "cells.def"
#undef CELL
};

const struct part_form *image_part(struct str part)
{
    for (size_t i = 0; i < ARRAY_LEN(PARTS); i++)
        if (str_eq(str_of(PARTS[i].part), part))
            return &PARTS[i];
    return NULL;
}

unsigned element_bytes(enum element e)
{
    switch (e) {
    case ELEMENT_U8: return 1;
    case ELEMENT_I32: case ELEMENT_U32: return 4;
    case ELEMENT_I64: return 8;
    }
    BUG("no such element");
}

int32_t image_table_number(const struct image *img, const char *name)
{
    struct str wanted = str_of(name);
    for (uint32_t i = 0; i < img->tables_len; i++)
        if (str_eq(img->tables[i].name, wanted))
            return (int32_t)i;
    return -1;
}

const struct table *image_table(const struct image *img, const char *name)
{
    int32_t number = image_table_number(img, name);
    return number < 0 ? NULL : &img->tables[number];
}

static const struct column *column_of(const struct table *t, struct str label, struct str part)
{
    for (uint32_t i = 0; i < t->columns_len; i++)
        if (str_eq(t->columns[i].part, part) && str_eq(t->columns[i].label, label))
            return &t->columns[i];
    return NULL;
}

const struct column *table_column(const struct table *t, const char *label, const char *part)
{
    return column_of(t, str_of(label), str_of(part));
}

static const void *array_of(const struct table *t, const char *label, const char *part, enum element element)
{
    const struct column *c = table_column(t, label, part);
    if (!c)
        return NULL;
    if (c->element != element)
        BUG("a column is read as another element than it has");
    return c->data;
}

const uint8_t  *table_u8 (const struct table *t, const char *label, const char *part) { return array_of(t, label, part, ELEMENT_U8); }
const int32_t  *table_i32(const struct table *t, const char *label, const char *part) { return array_of(t, label, part, ELEMENT_I32); }
const uint32_t *table_u32(const struct table *t, const char *label, const char *part) { return array_of(t, label, part, ELEMENT_U32); }
const int64_t  *table_i64(const struct table *t, const char *label, const char *part) { return array_of(t, label, part, ELEMENT_I64); }

/* The texts of scales and levels come from the standard; all others are pieces of the source. */
static struct str text_of_table(const struct image *img, const struct table *t)
{
    return str_eq(t->name, STR("scale")) || str_eq(t->name, STR("level")) ? img->names : img->source;
}

static const uint32_t *array_named(const struct table *t, const char *label, const char *what, const char *end)
{
    char part[PART_BYTES_MOST];
    size_t len = strlen(what), tail = strlen(end);
    if (len + tail + 2 > sizeof part)
        return NULL;
    memcpy(part, what, len);
    if (len > 0)
        part[len++] = ' ';
    memcpy(part + len, end, tail + 1);
    return table_u32(t, label, part);
}

struct str image_row_text(const struct image *img, const struct table *t, uint32_t row, const char *label, const char *what)
{
    const uint32_t *at = array_named(t, label, what, "at"), *length = array_named(t, label, what, "length");
    struct str text = text_of_table(img, t);
    if (row >= t->rows || !at || !length || length[row] == 0 || (uint64_t)at[row] + length[row] > text.len)
        return STR("");
    return (struct str){text.at + at[row], length[row]};
}

struct str image_number(const struct image *img, const struct table *t, uint32_t row)
{
    return image_row_text(img, t, row, "", "number");
}

struct str image_level_name(const struct image *img, int32_t level)
{
    const struct table *t = image_table(img, "level");
    if (!t || level < 0 || (uint32_t)level >= t->rows)
        return STR("");
    return image_row_text(img, t, (uint32_t)level, "", "name");
}
