/* sieve.h - which findings are shown, and how gravely: a finding_list over a finding_list.
 *
 * What allowances hide is marked already. Then come, in this order: what was selected and ignored, severities by configuration, the baseline. A mistake
 * of form (a finding with a code that is an error) passes all but the last: rules step round it, so what it hides must be seen.
 */
#ifndef IRP_REPORT_SIEVE_H
#define IRP_REPORT_SIEVE_H

#include "fingerprint.h"
#include "../base/map.h"

/* A word that means findings: a name, a code, the start of codes ("IRP2"), or a severity and an s ("warnings"). */
bool sieve_word_means(struct str word, const struct finding *f);

struct sieve_words { const struct str *at; uint32_t len; };
struct sieve_severity { struct str word; bool off; enum severity severity; };

/* Findings that were there before, by the file that they were found in. */
struct baseline_entry { struct str file; struct fingerprint print; struct str name; bool seen; };
struct baseline {
    struct arena *arena;
    VEC(struct baseline_entry) entries;
    VEC(struct str) checked;             /* files whose findings were held against it */
    struct map    map, files;            /* of entries, of `checked` */
    uint64_t      seed;
    bool          takes;                 /* findings that it does not have are taken in */
};
void baseline_open(struct baseline *b, struct arena *a);
void baseline_add(struct baseline *b, struct baseline_entry e);
/* The entry of that file and fingerprint, or NULL. */
struct baseline_entry *baseline_find(const struct baseline *b, struct str file, struct fingerprint print);
bool baseline_checked(const struct baseline *b, struct str file);

struct sieve {
    struct sieve_words select, ignore;       /* select empty: everything */
    const struct sieve_severity *severities; /* of several that mean a finding the last counts */
    uint32_t severities_len;
    struct baseline *baseline;           /* NULL: none; entries that are met are marked */
    struct str (*file_of)(void *of, struct str name, struct arena *a);   /* how the baseline calls a file */
    void *of;
    bool show_hidden;                    /* the list keeps what allowances and the baseline hide, marked */
};

/* The list borrows from `all` and lives in the arena; linear. `all` holds what allowances hide, marked (run_findings_all). */
void sieve_list(const struct sieve *s, const struct finding_list *all, struct arena *a, struct finding_list *list);

#endif
