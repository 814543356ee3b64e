/* names_near.h - names that files hold, so that one which none of them holds can be told with the nearest. */
#ifndef IRP_COMPILER_NAMES_NEAR_H
#define IRP_COMPILER_NAMES_NEAR_H

#include "cmd.h"
#include "../../runtime/base/map.h"

struct known_names { struct arena *arena; struct map map; VEC(struct str) names; };

void known_open(struct known_names *k, struct arena *a);
/* Empty names are passed over; a name that is known already is not kept again. */
void known_add(struct known_names *k, struct str name);
/* Every owner of an image. */
void known_owners(struct known_names *k, const struct image *img);
/* The name is among them. False after a message: there is no WHAT "NAME", and what is near. */
bool known_or_said(const struct known_names *k, const char *what, struct str name);

#endif
