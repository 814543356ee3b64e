/* mend.h - mending a file: the fixes of its findings are made, round after round, until there is none left that may be made.
 *
 * A round makes the safe fixes that do not overlap; where there is none, and unsafe ones are asked for, those. Then the text is compiled again. A fix
 * is kept only when the text still says the same beside it (tree_same_beside) and when no finding of the front end comes that was not there; an unsafe one
 * may bring to light what its own line hid. A fix that fails this is taken back. What is in no edit stays byte for byte.
 *
 * Mending what is mended changes nothing.
 */
#ifndef IRP_COMPILER_MEND_H
#define IRP_COMPILER_MEND_H

#include "../pipe/pipe.h"

#define MEND_ROUNDS_MOST 100u            /* of a file: then what is left waits for the next run */
#define MEND_TRIES_MOST  1000u           /* compilations of a file, to find the fixes that have to be taken back: as many, while they come to no more than */
#define MEND_BYTES_MOST  ((uint64_t)1 << 28)    /* ... these bytes; or else */
#define MEND_TRIES_LEAST 64u             /* ... so many: enough for two among a million */

struct mending {
    struct session *session;
    struct str      name, text;
    bool            unsafe;              /* unsafe fixes too */
    /* The findings of a compiled text that are to be mended; they live in the arena. */
    void          (*find)(void *of, const struct unit *u, struct arena *a, struct finding_list *list);
    void           *of;
};

/* A fix that was taken back: the finding's place and sentence, and why, as a sentence. */
struct taken_back { uint32_t line; struct str sentence, why; };

struct mended {
    struct str text;                     /* in the arena; that which was given, when nothing was mended */
    uint32_t   count;                    /* fixes made */
    bool       more;                     /* a bound was reached: there may be more to be mended */
    const struct taken_back *back;
    uint32_t   back_len;
};

struct mended mend_text(const struct mending *m, struct arena *a);

#endif
