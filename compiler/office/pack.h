/* pack.h - an archive in memory, by libzip: parts in the order in which they are added, each with the same fixed time. */
#ifndef IRP_COMPILER_OFFICE_PACK_H
#define IRP_COMPILER_OFFICE_PACK_H

#include "office.h"

struct pack;
/* NULL: there is no room for one. */
struct pack *pack_open(struct arena *a);
/* `text` must stand until the archive is closed. `stored`: not compressed, as the first part of an ODF file has to be. */
void pack_add(struct pack *p, const char *name, struct str text, bool stored);
/* The archive's bytes; false when it could not be made. */
bool pack_close(struct pack *p, struct str *file);

#endif
