/* rule_names.h - the names of the rules that the documents of a file are held to, for the lines that name one. Listed when the first line asks. */
#ifndef IRP_COMPILER_RULE_NAMES_H
#define IRP_COMPILER_RULE_NAMES_H

#include "scales.h"
#include "../../runtime/base/map.h"

#define RULE_NEAR_MOST 1000u             /* names in a file that no rule has and for which a near one is looked for */

struct rule_names {
    const struct vocabulary *words;
    struct arena *arena;
    struct map    map;                   /* rules of the program, by standard and name */
    uint64_t      seed;
    bool          listed;
    uint32_t      looked;                /* of RULE_NEAR_MOST */
};

void rule_names_open(struct rule_names *n, const struct vocabulary *words, struct arena *a);
/* Whether the standard of that number has a rule of that name, or may have: of one with mistakes nobody knows. */
bool rule_names_has(struct rule_names *n, int32_t number, struct str name);
/* The nearest name of a rule of that standard, or of a warning or a note of the front end; empty: none is near. */
struct str rule_names_near(struct rule_names *n, int32_t number, struct str name);

#endif
