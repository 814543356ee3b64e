/* why.h - derivations: how a finding or a figure came about, and why one did not, as a tree of reasons that a reader can follow line by line.
 *
 * A question is about a compiled file and a day. What it names is taken apart into parts (parts.c): each part is an expression, and is asked for
 * its value through compiler/lower/trace.h. A part is explained by the parts under it: a condition by those that decide it, a comparison by its
 * sides, a property that irp works out by what it means (derived.def), an aggregate by the items that count. reasons.c then looks at one item: it
 * keeps the parts that matter there and says where in the file each value stands.
 *
 * A derivation is worked out apart from the check, and then held against it: where they differ, and no doubt explains it, that is a defect (BUG).
 */
#ifndef IRP_COMPILER_WHY_H
#define IRP_COMPILER_WHY_H

#include "../lower/trace.h"
#include "../pipe/pipe.h"

#define WHY_ITEMS_MOST   20u              /* items whose derivations are shown where nobody says how many; the rest are counted */
#define WHY_MEMBERS_MOST 10u              /* items of an aggregate that are named; likewise */
#define WHY_PLACES_MOST  3u               /* lines of one value that are shown; likewise */
#define WHY_TEXT_BYTES   80u              /* of a text that is shown as a value; a longer one is cut */

/* ---- answers */

/* One line of a derivation, and what explains it. Texts may be empty. */
struct reason {
    struct str words;                     /* what is explained, as it was written */
    struct str value;                     /* yes, 31 October 2026, 3 */
    struct str because;
    struct str about;                     /* what irp works out there, where nothing shows how */
    VEC(struct place) places;             /* lines of the file that it is read from */
    struct str what;                      /* what the members are: "counted" */
    VEC(struct str) members;              /* at most WHY_MEMBERS_MOST */
    uint32_t members_more, places_more;
    VEC(struct reason *) reasons;
};

struct derivation {
    struct str   sentence;                /* Action 2.1 is not late on 1 October 2026 */
    struct str   item;                    /* action 2.1; empty: none */
    struct place place;                   /* in the file; its heading, or where the finding stands */
    const char  *outcome;                 /* of a rule: fails, meets, not asked */
    struct str   message;                 /* of a rule that fails: its finding's; of a message: its own */
    VEC(struct reason *) reasons;
};

struct answer {
    VEC(struct derivation *) derivations;
    uint32_t more;                        /* derivations left out */
    VEC(struct str) notes;                /* sentences before them: how many items a rule is asked of */
    struct str refused, help;             /* why there is none, and what to do: a name that is not known */
};

/* ---- questions */

struct question {
    const struct unit *unit;
    struct session    *session;
    int32_t            today;
    struct str         what;              /* a rule, a metric, a message's code or name, "claim", or an expression */
    struct str         item;              /* empty: none named */
    uint32_t           most;              /* derivations shown; the rest are counted */
    struct arena      *arena;
};
struct answer *why(const struct question *q);

/* show.c */
void why_text(struct out *o, const struct answer *a, const struct question *q);
void why_json(struct out *o, const struct answer *a, const struct question *q);

/* items.c: the items that a name means ("action 2.1", "priority concern 2", "owner Governor", "plan", "action 1 of HMP Example"), and, where it means
 * none, what is near. */
struct items { uint32_t *at, len; };
struct items items_named(const struct tree *t, struct str name, struct arena *a);
struct str   items_near(const struct tree *t, struct str name, struct arena *a);

#endif
