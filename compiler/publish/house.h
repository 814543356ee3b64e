/* house.h - what layouts share: a document in its house style. Standing blocks with their names filled in, dates as each layout prints them, and texts of
 * labels as words.
 */
#ifndef IRP_PUBLISH_HOUSE_H
#define IRP_PUBLISH_HOUSE_H

#include "make.h"
#include "../pipe/styles.h"

struct house {
    struct maker         *m;
    struct arena         *arena;
    const struct subject *subject;
    const struct rows    *rows;
    uint32_t              item;          /* the document's */
    const struct style   *style;
    struct str            name;          /* of the establishment, as words */
};
struct house house_open(struct maker *m, const struct subject *s);

/* An apostrophe of the house: U+2019, or '. */
const char *house_apostrophe(const struct house *h, enum label setting);
/* HM Prison & Probation Service, on as many lines as the house wants. */
void house_masthead(const struct house *h);
/* The text of a label of the style with its names filled in; `usual` where there is none, or one is not known. */
struct str house_text(const struct house *h, enum label l, const char *usual);

/* A standing block: nothing where the style has none. The first paragraph has the number and the anchor. False: nothing was made. */
bool house_block(const struct house *h, const char *name, struct str number, struct str anchor);

/* A label's text, a title, some prose as words on one line; empty: not given. */
struct str house_label(const struct house *h, uint32_t item, enum label l);
struct str house_title(const struct house *h, uint32_t item);
struct str house_prose(const struct house *h, uint32_t item);
/* All values of a label that may be repeated. */
struct str_list { VEC(struct str) all; };
struct str_list house_labels(const struct house *h, uint32_t item, enum label l);

/* ---- dates */

/* "2 February to 12 February 2026": the year once, the month on both. */
struct str date_range_words(struct arena *a, struct date d);
/* "13–15 February 2023", "28 February – 2 March 2023" */
struct str date_range_short(struct arena *a, struct date d);
/* "13th – 15th February 2023", and "2nd October 2023" for one day. */
struct str date_ordinal(struct arena *a, struct date d);
struct str date_month_words(struct arena *a, struct date d);
/* "2021"; a range over several: as it was given. */
struct str date_year_words(struct arena *a, struct date d);

#endif
