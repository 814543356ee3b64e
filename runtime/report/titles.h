/* titles.h - active titles: "13 of 30 actions are late". See titles.def. */
#ifndef IRP_REPORT_TITLES_H
#define IRP_REPORT_TITLES_H

#include "../base/out.h"

enum title {
#define TITLE(ID, ...) TITLE_##ID,
#include "titles.def"
#undef TITLE
    TITLES
};

/* What `count` of `all` things come to; count <= all. */
void       title_print(struct out *o, enum title t, uint64_t count, uint64_t all);
struct str title_text(struct arena *a, enum title t, uint64_t count, uint64_t all);

#endif
