/* number.h - exact decimals: a whole count of millionths in 64 bits. No binary floating point in anything a plan states.
 *
 * Range: -9,223,372,036,854 to 9,223,372,036,854 with six places. An operation that leaves the range, and a division by zero,
 * gives NUMBER_NONE's fault to the caller; the rule language says what then (SPEC.md, Numbers).
 */
#ifndef IRP_VALUE_NUMBER_H
#define IRP_VALUE_NUMBER_H

#include "../base/out.h"

#define NUMBER_ONE ((int64_t)1000000)
#define NUMBER_PLACES 6

/* 12, 4.5, 1,100 (groups of three), -3; at most 6 places. False when it is none of these or out of range. */
bool number_parse(struct str text, int64_t *number);
/* "60%", "60 %", "60 per cent" gives 0.6 in millionths; 0 to 100 only. */
bool percent_parse(struct str text, int64_t *number);
/* Without trailing zeros: 12, 4.5. Thousands are grouped with commas from 10,000 on when `grouped`. */
void number_print(struct out *o, int64_t number, bool grouped);

/* A count of things, as reports write one: 950, 1,100, 15,000. */
void count_print(struct out *o, uint64_t n);
/* 1 to 9 in words, 10 and above in digits (outputs.md N-1); 0 is "0": tallies write "none of the". */
void count_print_words(struct out *o, int64_t n);

#endif
