/* scope.h - the names of one document: its items by kind and number, its owners by name.
 *
 * Identities are scoped by their document, so one small table serves document after document (scope_enter forgets the last).
 * Items that share a numbering (kinds.def, `space`) share identities: paragraph 3.8 is found whether it is a finding or a judgement.
 */
#ifndef IRP_COMPILER_SCOPE_H
#define IRP_COMPILER_SCOPE_H

#include "../../lang/tree/tree.h"
#include "../../runtime/base/map.h"

/* Comparisons of spellings, in one document, to find near names: past this a mistake is told without one. It keeps a file of nothing but mistakes linear. */
#define NEAR_COMPARISONS_MOST 2000000u

struct owner_name {                      /* a name that is used as an owner and declared nowhere */
    struct place place;                  /* its first use */
    uint32_t     document;               /* item */
};

struct scope {
    const struct tree *tree;
    struct diag_sink       *sink;
    struct arena      *arena;
    const uint32_t    *item_row;         /* of each item, in its kind's table */
    uint32_t           document, end;    /* items [document, end) */
    struct map         numbers, names, owners;
    uint64_t           seed;
    bool               owners_closed;    /* this document declares owners */
    VEC(uint32_t)      declared;         /* their items, in its order */
    uint32_t           compared;         /* of NEAR_COMPARISONS_MOST */
    bool               quiet;            /* what stands twice is not reported (again) */
    VEC(struct owner_name) undeclared;   /* of the whole file: owner rows after the declared ones */
};

void scope_open(struct scope *s, const struct tree *t, const uint32_t *item_row, struct diag_sink *sink, struct arena *a);
/* Enters the document that is item `document`; reports items that have one identity (the later one, with the place of the first). */
void scope_enter(struct scope *s, uint32_t document, uint32_t end);
/* The item of that numbering and number in the document, or NO_ITEM. */
uint32_t scope_find(const struct scope *s, enum space space, struct str number);
/* The number of the document's item of that numbering that is nearest in spelling, or empty. */
struct str scope_near_number(struct scope *s, enum space space, struct str number);
/* The row of table owner for a name used at `at`; a new one in a document that declares no owners. -1 when owners are declared and this is
 * none of them: *near is then the nearest declared name, or empty. */
int32_t scope_owner(struct scope *s, struct str name, struct place at, struct str *near);

/* A declared owner whose name starts the text and is followed by "and", a comma or a sign that joins; empty: none. */
struct str scope_owner_joined(struct scope *s, struct str text);

/* The same number: whole numbers joined by dots, leading zeros aside. */
bool number_same(struct str a, struct str b);
/* Its first and last integer (-1: none, or "?"). */
void number_ends(struct str number, int32_t *first, int32_t *last);

#endif
