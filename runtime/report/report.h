/* report.h - what comes out: findings and progress, in the formats of formats.def.
 *
 * Writers and renderers read a finding_list or a progress, and write; they decide nothing.
 */
#ifndef IRP_REPORT_REPORT_H
#define IRP_REPORT_REPORT_H

#include "finding.h"
#include "../image/image.h"

/* How findings are shown as text. */
struct look {
    bool     color;           /* ANSI colours */
    uint32_t columns;         /* of the terminal; long source lines are cut round the span to fit; 0: 100 */
    uint32_t most;            /* findings shown in a run; 0: all. The rest are counted in a last line */
};

/* ---- findings: a row of formats.def is a name and a writer */

/* Findings on their way out: opened once, then a list a file, then closed. */
struct findings {
    const struct findings_writer *writer;
    struct out   *out;
    struct arena *arena;      /* of what the writer keeps until the end */
    int32_t       today;
    bool          strict;     /* warnings count as errors do */
    struct look   look;
    uint64_t      errors, warnings, notes;       /* of those that are not hidden */
    uint64_t      allowed, ignored, baselined;
    uint32_t      files;      /* that were written */
    uint64_t      written;    /* findings, of those files */
    void         *own;        /* the writer's */
};

struct findings_writer {
    void (*open)(struct findings *w);     /* NULL: nothing stands before the first file, or after the last */
    void (*file)(struct findings *w, const struct finding_list *list, struct arena *scratch);
    void (*close)(struct findings *w);
    bool fingerprints;        /* it shows those of the findings */
    enum { HIDDEN_WHEN_ASKED, HIDDEN_NEVER, HIDDEN_ALWAYS } hidden;   /* whether it shows what allowances and a baseline hide, marked */
};

/* FORMAT(ID, name, about) of formats.def, in order. */
struct findings_format { const char *name, *about; const struct findings_writer *writer; };
extern const struct findings_format findings_formats[];   /* FINDINGS_FORMATS */
extern const char findings_barred[];      /* "|text|json|..." */
#define FORMAT_WORDS (findings_barred + 1)
#define FORMAT(ID, name, about) extern const struct findings_writer findings_##name;
#include "formats.def"
#undef FORMAT

enum {
    FINDINGS_FORMATS = 0
#define FORMAT(ID, name, about) + 1
#include "formats.def"
#undef FORMAT
};

void findings_open(struct findings *w);
void findings_file(struct findings *w, const struct finding_list *list);
void findings_close(struct findings *w);
/* One list alone, as of the day 0. */
void findings_alone(const struct findings_writer *writer, struct out *o, const struct finding_list *list, struct look look, struct arena *a);

/* For writers: each finding from `first` on, before `end`. Scratch is let go every few: memory does not grow with their number. */
typedef void findings_show(void *to, const struct finding *f, uint32_t i, struct arena *scratch);
void findings_each(const struct finding_list *list, uint32_t first, uint32_t end, struct mem *mem, findings_show *show, void *to);
/* The file's name as other programs know it: without "./" before it. */
struct str findings_path(struct str name);

/* ---- progress */

/* due: open, not late, and the effective deadline's last day lies in the calendar month of the day asked about.
 * undated: open, without a deadline. So actions = completed + open + those withdrawn or superseded, and open = late + due + undated + later. */
struct tally { uint32_t actions, completed, open, late, due, undated; };
static inline uint32_t tally_later(struct tally t) { return t.open - t.late - t.due - t.undated; }
static inline uint32_t tally_closed(struct tally t) { return t.actions - t.completed - t.open; }

struct progress_group {
    struct str key;           /* "2", "Governor", "Safety", "2026-10"; empty for what has none */
    struct str title;         /* what a reader sees: "Priority concern 2", "October 2026", "No owner" */
    struct str text;          /* by concern: its title, or else its prose, as in the source; else empty */
    struct tally tally;
    int32_t  late_days;       /* of the latest action: days past its effective deadline; 0: none late */
};

/* An action that is late. */
struct late_action { struct str name, text; int32_t days; };   /* "2.4"; its title, or else its prose */
#define LATEST_MOST 5u

struct judgement_level { struct str name; uint32_t count; };
struct judgement_tally {
    struct str inspectorate, scale;
    struct str noun, nouns;   /* "recommendation", "recommendations" */
    uint32_t n;               /* items followed up */
    uint32_t not_judged;
    uint32_t levels_len;
    const struct judgement_level *levels;   /* best first */
};

/* What one document says of its progress on a day. */
struct progress {
    struct str document;      /* "plan", "review", "response", "return": the table's name */
    struct str title;         /* the establishment */
    uint32_t   item;          /* its number among the items of its file */
    int32_t    today;
    uint32_t   concerns, recommendations, themes, findings, practices, steps, points;
    uint32_t   entries;       /* actions that a periodic return reports on */
    struct str first_finding, last_finding;   /* the least and the greatest number among findings and judgements: "3.1", "3.75" */
    struct tally total;
    struct tally step_total;  /* of a response's steps */
    uint32_t   steps_no_owner, steps_no_deadline, steps_no_link;
    uint32_t   completed_no_date;           /* completed actions of which nothing says when */
    /* By concern: in the order of the document; an action in a recommendation or theme without a concern goes under that.
     * By owner: most actions first, then by name. By month of the effective deadline: in time order, those without a deadline last.
     * By area: in the order of the document, those without one last. Each but by owner adds up to the total. */
    const struct progress_group *by_concern, *by_owner, *by_month, *by_area;
    uint32_t   by_concern_len, by_owner_len, by_month_len, by_area_len;
    const struct late_action *latest;       /* the latest first, at most LATEST_MOST */
    uint32_t   latest_len;
    const struct judgement_tally *judgements;
    uint32_t   judgements_len;
    const struct str *sentences;            /* the published ones, to the character: outputs.md O-7 to O-12 */
    uint32_t   sentences_len;
    struct str slipped_most;  /* the action with the longest slip: its number, or empty */
    int32_t    slip_days;
};

/* One for each document of the image that is not a standard, in order. Texts are pieces of the image, or live in the arena. */
struct progress_list { const struct progress *at; uint32_t len; };
struct progress_list progress_of(const struct image *img, int32_t today, struct arena *a);

/* How progress is shown as text. */
struct progress_look {
    uint32_t columns;         /* of the terminal: one column of a table is shortened to fit; 0: 100 */
    bool     color;           /* bold headings */
    bool     plain;           /* for scripts: nothing shortened, cells of tables parted by tabs */
    bool     markdown;        /* the same as Markdown: nothing shortened, no colours */
};

/* ---- summaries */

/* What tables are written as: see grid.h. */
enum grid_format { GRID_TEXT, GRID_CSV, GRID_MARKDOWN, GRID_JSON };
/* text, csv, json or md. False: none of these. */
bool grid_format_of(struct str word, enum grid_format *format);

struct program;
struct summary_options {
    int32_t today;
    enum grid_format format;  /* JSON: one object for all images; CSV: one table; else a part for each document, or the estate where there are many */
    struct str by;            /* a table of figures, such as "owner": only those for its rows, over all images; empty: everything */
    struct progress_look look;
};
/* Any number of images, with the programs whose metrics and tables are shown (NULL: none). What a summary needs of an image is taken at once: it may be
 * let go then. What goes over all images is written last. */
struct summary *summary_open(const struct summary_options *options, struct out *o, struct arena *a);
void summary_add(struct summary *s, const struct image *img, const struct program *p);
void summary_close(struct summary *s);

#endif
