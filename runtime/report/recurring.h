/* recurring.h - concerns that come back: in another plan, or in another year.
 *
 * Two concerns are alike when they have one title and one area, or when at least RECURRING_LIKENESS of the pairs of neighbouring words that either has are
 * in both (the Jaccard index of word shingles). Candidates are found by MinHash signatures in bands (A. Broder, On the resemblance and containment of
 * documents, 1997; J. Leskovec, A. Rajaraman and J. Ullman, Mining of Massive Datasets, chapter 3) with fixed seeds, and each is then measured exactly: so
 * nothing is said to be alike that is not, and the work grows with the number of concerns. Of pairs just at the threshold about one in eight is missed, of
 * those of 70% one in a thousand.
 *
 * A concern is held against the first that it may be like. What is alike is a group, and a group that stands in several documents recurs.
 */
#ifndef IRP_REPORT_RECURRING_H
#define IRP_REPORT_RECURRING_H

#include "../image/image.h"

#define RECURRING_LIKENESS 500000         /* millionths */
#define RECURRING_WORDS_MOST 400u         /* of a concern's text that are looked at */

struct recurring_member {
    struct str file, document, name, area, text;   /* name: "Priority concern 2"; text: its title, or else the opening of its prose */
    uint32_t   line;
    int32_t    year;                      /* of the inspection, or else of the report or the plan; 0: not known */
    bool       same_title;                /* as the first */
    int64_t    likeness;                  /* to the first: millionths */
};
struct recurring_concern {
    const struct recurring_member *members;        /* in the order in which they came */
    uint32_t members_len, documents, establishments;
    int32_t  first_year, last_year;       /* 0: none is known */
};
struct recurring_list { const struct recurring_concern *at; uint32_t len; };

struct recurring;
struct recurring *recurring_open(struct arena *a);
/* The concerns of an image. What is needed of it is copied. */
void recurring_add(struct recurring *r, const struct image *img);
/* What recurs: in most documents first, then as it came. */
struct recurring_list recurring_made(struct recurring *r);

#endif
