/* publish.h - documents for readers: files in, a layout makes blocks of them (or sheets), a format writes them.
 *
 *   layout    what is said: a row of layouts.def and a function layout_<name> that makes blocks with make.h
 *   format    how it is written: a row of formats.def and a function write_<name>
 *   style     the words and choices of a house: a document of the language (style.h)
 *
 * Nothing here prints, asks for the day or ends the program.
 */
#ifndef IRP_PUBLISH_PUBLISH_H
#define IRP_PUBLISH_PUBLISH_H

#include "document.h"
#include "rows.h"
#include "../../runtime/report/report.h"

/* ---- what is published */

/* A compiled file. */
struct publish_file {
    struct str name;                     /* as it was given */
    const struct unit *unit;
    const struct rows *rows;             /* rows.h: the image's row of each item of the tree */
    struct progress_list progress;       /* of its documents, in order */
};

struct style;
struct layout_row;
/* One document of a file. */
struct subject {
    const struct publish_file *file;
    uint32_t   item;                     /* the document's, in the tree */
    enum kind  kind;
    const struct progress *progress;
    const struct layout_row *layout;
    const struct style *style;           /* never NULL */
};

struct publication {
    struct arena *arena;
    int32_t today;
    const struct publish_file *files; uint32_t files_len;
    const struct subject *subjects;   uint32_t subjects_len;         /* in the order of the files */
    const struct tree *scales;           /* the standard that says what the levels of the scales mean; NULL: none does */
    struct documents documents;          /* none for formats of sheets */
    struct str sheet;                    /* --sheet: the one that is wanted; empty: as the format has it */
    bool       plain;                    /* --plain: for programs, nothing guarded */
};

/* ---- layouts */

enum layout {
#define LAYOUT(ID, ...) LAYOUT_##ID,
#include "layouts.def"
#undef LAYOUT
    LAYOUTS
};
struct maker;
struct layout_row {
    const char *name, *about;
    uint64_t    kinds;                   /* mask of IN(KIND): what it can be made of */
    bool        over_all;                /* one document over all subjects; else one for each */
    void      (*make)(struct maker *m, const struct subject *subjects, uint32_t len);      /* len 1 unless over_all */
};
extern const struct layout_row layout_rows[LAYOUTS];
#define LAYOUT(ID, name, ...) void layout_##name(struct maker *m, const struct subject *subjects, uint32_t len);
#include "layouts.def"
#undef LAYOUT

/* ---- formats */

enum publish_format {
#define FORMAT(ID, ...) PUBLISH_##ID,
#include "formats.def"
#undef FORMAT
    PUBLISH_FORMATS
};
enum publish_from { FROM_DOCUMENTS, FROM_SHEETS };
struct publish_format_row {
    const char *name, *ending, *about;   /* the ending of a file's name: ".html" */
    enum publish_from from;
    bool        binary;                  /* not for terminals */
    struct err (*write)(const struct publication *p, struct out *o);
};
extern const struct publish_format_row publish_format_rows[PUBLISH_FORMATS];
#define FORMAT(ID, name, ...) struct err write_##name(const struct publication *p, struct out *o);
#include "formats.def"
#undef FORMAT

/* By name, and by the ending of a file's name; PUBLISH_FORMATS, LAYOUTS: there is none. */
enum publish_format publish_format_named(struct str name);
enum publish_format publish_format_of_file(struct str file);
enum layout layout_named(struct str name);
/* The layout that a kind of document has when nobody says; LAYOUTS: it is not published. */
enum layout layout_of_kind(enum kind k);

/* ---- publishing */

/* Numbers and shares (millionths) as formats print them, and as irp summary does: "4.5", "12,345", "43%". */
void publish_number(struct out *o, int64_t number);
void publish_percent(struct out *o, int64_t share);

/* Makes the documents of the subjects. With a layout over all, one document; else one for each subject that the layout can be made of. */
void publish_make(struct publication *p);

#endif
