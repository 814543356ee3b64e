/* review.h - between the files that make the layout of a review: one for each part of the printed document (design: outputs O-3 to O-17). */
#ifndef IRP_PUBLISH_REVIEW_H
#define IRP_PUBLISH_REVIEW_H

#include "house.h"
#include "../../runtime/report/sentences.h"

struct review {
    struct house    h;
    const struct progress *progress;
    uint32_t        row;                 /* the document's, in table "review" */
    uint32_t        contents;            /* the block of contents, to be filled at the end; NO_ITEM: none */
    VEC(struct contents_entry) sections; /* those that were made */
    VEC(struct run_list) references;     /* texts that refer to paragraphs, to be looked at when all are made */
    VEC(bool)       printed;             /* of each item from the document on: a paragraph that a formula's place took */
};

/* A heading of level 2: "Section 2 Key findings". `number` "Section 2" or "Appendix I". It is listed in the contents. */
void review_section(struct review *v, const char *number, struct str title);
/* Gives back a section of which nothing but its heading was made since there were `before` blocks. */
void review_section_end(struct review *v, uint32_t before);
/* "1.6": its section, and its place in it; 0 0: not so numbered. */
void review_number(const struct review *v, uint32_t item, unsigned *section, unsigned *k);
/* The author's paragraph of that number, when it has words; NO_ITEM. It will not be printed elsewhere. */
uint32_t review_own_paragraph(struct review *v, unsigned section, unsigned k);
/* A generated paragraph in its place: the author's own words win; nothing for an empty sentence. False: nothing was made. */
bool review_formula(struct review *v, unsigned section, unsigned k, struct str sentence);
/* An author's paragraph with its number. */
void review_paragraph(struct review *v, uint32_t item);
struct str paragraph_number(const struct review *v, unsigned section, unsigned k);

void review_front(struct review *v);               /* title page, contents */
void review_summary(struct review *v);             /* section 1 */
void review_key_findings(struct review *v);        /* section 2 */
void review_items(struct review *v);               /* section 3 */
void review_judgements(struct review *v);          /* section 4 */
void review_appendices(struct review *v);
void review_imprint(struct review *v);

#endif
