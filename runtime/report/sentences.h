/* sentences.h - the sentences that reviews publish, one by one: for summaries, and for reports, which put them into their places.
 *
 * Each is empty where it would say something that is not known, or nothing. Texts live in the arena. Apostrophes are straight.
 */
#ifndef IRP_REPORT_SENTENCES_H
#define IRP_REPORT_SENTENCES_H

#include "report.h"

#define HMI_PRISONS STR("HMI Prisons")

/* Levels with none: the places of the choices in lang/table/words.def. */
enum zero_levels { ZERO_LEFT_OUT, ZERO_LISTED };
/* What the review (its row in table "review") says; false: nothing. */
bool zero_levels_said(const struct image *img, uint32_t row, enum zero_levels *zero);

static inline bool tally_of_themes(const struct judgement_tally *j) { return str_eq(j->noun, STR("theme")); }

/* 2.1: "At this IRP visit, we followed up eight recommendations from ..." */
struct str sentence_followed_up(const struct image *img, uint32_t row, const struct progress *p, struct arena *a);
/* 2.2 and 2.3: "HMI Prisons judged that there was good progress in three recommendations, ..." */
struct str sentence_judged(const struct judgement_tally *j, enum zero_levels zero, struct arena *a);
/* 2.5: "Inspectors found one example of notable positive practice during this independent review of progress." */
struct str sentence_practices(uint32_t practices, struct arena *a);
/* "eight recommendations", "one theme" */
struct str count_words(uint32_t n, struct str noun, struct str nouns, struct arena *a);
/* What the themes are based on, in the words of 2.1 behind "their latest "; empty: it is not said. */
struct str themes_basis(const struct image *img, uint32_t row, struct arena *a);
/* A date as a month, where it lies in one; else as it was given. */
struct date date_as_month(struct date d);

#endif
