/* nofront.c - front.h for checkers without the front end: of plans alone, and for WebAssembly. They read no text. */
#include "front.h"

bool front_here(void) { return false; }

struct err front_read(struct arena *a, const char *name, struct str *text, size_t *at)
{
    (void)a, (void)name, (void)text, (void)at;
    return (struct err){ERR_NO_FRONT, 0};
}

struct err front_image(struct str name, struct str text, const struct program *p, struct arena *a, const struct image **img)
{
    (void)name, (void)text, (void)p, (void)a, (void)img;
    return (struct err){ERR_NO_FRONT, 0};
}

struct err front_returns(struct str name, struct str text, struct arena *a, struct front_returns **f)
{
    (void)name, (void)text, (void)a, (void)f;
    return (struct err){ERR_NO_FRONT, 0};
}

void front_join(struct front_returns *f, const struct image *was, const struct program *p, struct arena *a, const struct image **img, struct joined *j)
{
    (void)f, (void)p, (void)a;
    *img = was, *j = (struct joined){.len = 0};
}

bool front_left(struct front_returns *f, const struct program *p, struct arena *a, const struct image **img, struct joined *j)
{
    (void)f, (void)p, (void)a, (void)img, (void)j;
    return false;
}

bool front_mistakes(const struct front_returns *f, struct finding_list *list)
{
    (void)f, (void)list;
    return false;
}
