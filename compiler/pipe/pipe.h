/* pipe.h - the compiler as one function: a source in, a plan image and the program of its standards out.
 *
 * No globals, no clock, no printing and no exit in here or below: the command line, the language server and the tests call the same.
 * A session keeps what several files share (compiled standards); everything else of a file lives in the arena that the caller gives.
 */
#ifndef IRP_COMPILER_PIPE_H
#define IRP_COMPILER_PIPE_H

#include "../lower/rules.h"
#include "unit.h"
#include "updates.h"
#include <sys/types.h>

struct standard_set {                    /* the standards that the documents of a file are held to, compiled together */
    struct str           key;            /* which ones, in the order of their numbers */
    const struct program *program;
    struct vocabulary    words;
    const struct standard_source *sources;   /* what it was compiled from; none: it was linked in, compiled */
    uint32_t             sources_len;
    const struct native *native;         /* machine code that was linked in with it; NULL: none */
};
struct shelf;

/* A file of standards that a document or another standard named. */
struct standard_file {
    struct str  name, real;              /* for readers; with every link followed */
    dev_t       device;
    ino_t       number;
    struct err  why;                     /* it could not be read */
    struct str  text;
    const struct tree *tree;
};
struct looked { struct str folder, name; const struct standard_file *file; };   /* NULL: there is none */

struct session {
    struct arena *arena;                 /* lives as long as the session */
    struct str    standard;              /* --standard: held to instead of what the documents say; empty: as they say */
    bool          reads_files;           /* standards may stand in files of their own */
    bool          linked;                /* standards that come with irp need not be compiled again: sets may have no sources */
    const struct standard_set **linked_sets;   /* of each compiled standard: NULL until it is asked for */
    struct updates updates;              /* --updates: returns for the plans that are compiled */
    VEC(struct standard_file *) files;   /* those that were read, in that order */
    struct map    looked;                /* where they were looked for: `looks` by folder and name */
    VEC(struct looked) looks;
    const struct tree **styles;          /* of each house style that comes with irp: NULL until it is asked for */
    const struct tree **shipped;         /* of each standard that comes with irp: NULL until it is asked for */
    VEC(const struct shelf *) shelves;   /* the standards of each tree, by name and day */
    VEC(struct standard_set *) sets;
    VEC(const struct tree *) given;      /* files whose standards win over those that come with irp: the ones under test */
};

void session_open(struct session *s, struct arena *a);
/* --standard: the name of a standard, or a file (its name holds a stroke, or ends with .irp) whose first standard it means. ERR_NO_STANDARD: it holds
 * none; and those of pipe_read. */
MUST_USE struct err pipe_hold(struct session *s, struct str value);
bool standard_file_is(const struct standard_file *f, const char *name);

/* A compiled file. */
struct unit {
    const struct tree    *tree;
    const struct image   *image;         /* with the front end's findings */
    const struct program *program;       /* NULL: a file without plans, reviews, letters or returns */
    const struct standard_set *set;      /* of the program, or NULL */
    struct joined         joined;        /* returns of --updates stand behind the text; len 0: none */
    uint32_t              errors;        /* of the front end */
    bool                  only_standards;
};

/* Compiles a source: checked UTF-8 of at most SOURCE_BYTES_MOST bytes (file_text gives one), which must outlive the unit. Mistakes are findings of the
 * image; a unit is always complete. `name` is kept. */
void pipe_compile(struct session *s, struct str name, struct str source, struct arena *a, struct unit *u);

/* The program of a unit; one that asks nothing when it has none. */
const struct program *unit_program(const struct unit *u);

/* The returns of --updates that were for none of the plans compiled: false when there are none. Each is told so. */
bool pipe_left(struct session *s, struct arena *a, struct unit *u);

/* The rules of a set compiled anew, with hooks, and without claims. *mistakes: how many errors that gave; rules with errors are not in the program. */
const struct program *pipe_rules(const struct standard_set *set, const struct rules_hooks *hooks, struct arena *a, uint32_t *mistakes);

/* A standard on the days on which it and what it uses stay the same. */
struct standard_version {
    int32_t from, to;
    bool    latest;                      /* what a document without a day is held to */
    struct str days;                     /* "from 3 May 2022" */
    const struct standard_set *set;
};
struct standard_versions { struct standard_version *at; uint32_t len; };
/* A standard alone: all its versions in one program, numbered in the order of their days; the last is what a document without a day is held to. NULL:
 * there is no such standard. Mistakes are not told. */
const struct standard_set *pipe_alone(struct session *s, struct str name);
/* All versions of a standard by which documents may be held to it, compiled. None: there is no such standard. Mistakes are not told. */
struct standard_versions pipe_versions(struct session *s, struct str name);

/* Asks of each program that was linked in with irp, until one answers true: whether one did. */
bool pipe_linked_programs(bool (*ask)(void *of, const struct program *p), void *of, struct arena *a);
/* A standard that comes with irp, as a tree with all its versions; NULL when there is none of that name. Kept by the session. */
const struct tree *pipe_shipped(struct session *s, struct str name);
/* A standard of that tree (item): its name, with its days when it has several versions. */
struct str pipe_version_name(struct session *s, const struct tree *shipped, uint32_t document, struct arena *a);

#endif
