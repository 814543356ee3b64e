/* versions.h - the standards that one source holds, and which version of one is in force on a day. Private to compiler/pipe.
 *
 * Several standards of one name are versions: each is in force from its `Valid from` to its `Valid to`, both days among them; where one of the
 * labels is left out (or in doubt) there is no end on that side. Two of them should never be in force on one day.
 */
#ifndef IRP_COMPILER_VERSIONS_H
#define IRP_COMPILER_VERSIONS_H

#include "../../lang/tree/tree.h"

struct period { int32_t from, to; };     /* days */
#define PERIOD_ALWAYS ((struct period){INT32_MIN, INT32_MAX})

struct version {
    uint32_t document;                   /* the standard's item */
    struct str name;
    uint64_t hash;                       /* of the name */
    struct period period;
};

/* The standards of a tree, versions of one name side by side in the order of their first days. */
struct shelf {
    const struct tree *tree;
    struct version *at;
    uint32_t        len;
};
void shelf_fill(struct shelf *s, const struct tree *t, struct arena *a);
/* Reports the versions that are in force on one day. */
void shelf_check(const struct shelf *s, struct diag_sink *sink);
/* The versions of a standard: at[*first] and the *count - 1 after it. */
void shelf_find(const struct shelf *s, struct str name, uint32_t *first, uint32_t *count);

/* The day that decides which version a document is held to. */
struct asked_day {
    bool       given;                    /* else the latest version is meant */
    int32_t    day;
    const char *what;                    /* the label that gives it */
};
struct asked_day document_day(const struct tree *t, uint32_t document);

/* Reports that none of the versions, in force in these periods, was in force on that day. */
void report_no_version(struct diag_sink *sink, struct str name, struct place at, struct asked_day day, const struct period *periods, uint32_t len);

/* The version of that name that is in force, or NULL; *lasts: the days around for which the answer is the same. */
const struct version *shelf_version(const struct shelf *s, struct str name, struct asked_day day, struct period *lasts);
/* "hmpps", or, when there are several versions, "hmpps from 3 May 2022", "hmpps to 2 May 2022". */
struct str version_name(const struct shelf *s, const struct version *v, struct arena *a);
struct str day_words(int32_t day, struct arena *a);
/* "from 3 May 2022", "to 2 May 2022", "from 1 April 2019 to 2 May 2022", "at all times". */
struct str period_words(struct period p, struct arena *a);

#endif
