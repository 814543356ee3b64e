/* sheets.h - a publication as tables of typed values: what CSV, XLSX and ODS files hold. The sheets and their columns are rows of sheets.def. */
#ifndef IRP_PUBLISH_SHEETS_H
#define IRP_PUBLISH_SHEETS_H

#include "publish.h"
#include "../office/stream.h"
#include "../../runtime/report/finding.h"
#include "../../runtime/report/promises.h"

enum sheet_id {
#define SHEET(ID, ...) SHEET_##ID,
#define COLUMN(...)
#include "sheets.def"
#undef SHEET
#undef COLUMN
    SHEETS
};

/* ---- what columns read */

/* What is looked up for a file once. */
struct sheet_file {
    const struct publish_file *file;
    const struct promise **promise[PROMISE_KINDS];     /* of each row of the kind's table; NULL: it is none */
    struct date           *completed[PROMISE_KINDS];   /* when updates and returns first said so; form NO_DATE: never */
    struct sheet_findings *findings;                   /* of the rules; NULL until they are asked for */
};
/* The kind of item that is promised; its name is that of the image's table. */
enum kind promise_item(enum promise_kind k);
/* A row in the making. What does not belong to its sheet is NULL. */
struct sheet_line {
    const struct sheet_file     *file;
    const struct subject        *subject;              /* NULL: the sum of all */
    uint32_t                     item;
    const struct promise        *promise;
    const struct progress_group *group;
    const struct judgement_tally *judged;
    uint32_t                     level;                /* of judged; levels_len: what has none */
    const struct progress       *progress;             /* of the document, or the sum */
    const struct finding        *problem;
    uint32_t                     source_line;          /* of the problem */
    int32_t                      today;
    struct arena                *work;                 /* texts of the row */
};
typedef struct datum sheet_value(const struct sheet_line *l, const char *what);

enum column_use { COLUMN_ALWAYS, COLUMN_ALARM, COLUMN_SEVERAL };
struct sheet_column {
    enum sheet_id   sheet;
    const char     *title;
    enum datum_type type;
    unsigned        width;
    enum column_use use;
    sheet_value    *fn;
    const char     *what, *about;
};
extern const struct sheet_column sheet_columns[];      /* of all sheets, one after another */
extern const unsigned            sheet_columns_len;

struct sheet_maker;
typedef void sheet_rows(struct sheet_maker *m, const struct subject *s);
struct sheet_row {
    const char *name, *about;
    sheet_rows *rows;
    uint64_t    kinds, documents, main;
};
extern const struct sheet_row sheet_rows_of[SHEETS];

/* By name, case aside; SHEETS: there is none. */
enum sheet_id sheet_named(struct str name);

/* ---- making */

/* Takes a sheet's columns, and then its rows. */
struct sheet_sink {
    void (*begin)(void *of, enum sheet_id sheet, const struct sheet_column *const *columns, uint32_t len);
    void (*row)(void *of, enum sheet_id sheet, const struct datum *values, uint32_t len);
    void  *of;
};
/* One sheet, with or without rows: that which the publication names, or the first document's main one. */
void sheet_make_main(const struct publication *p, const struct sheet_sink *sink);
/* The main sheet, and after it every other that has rows; or that alone which the publication names. */
void sheet_make_all(const struct publication *p, const struct sheet_sink *sink);

/* An item's title and its text, a paragraph or a point a line. */
struct str sheet_words(const struct rows *r, uint32_t item, struct arena *a);
/* "HMP Example", or "4 documents": what the whole is called. */
struct str sheets_title(const struct publication *p, struct arena *a);

#endif
