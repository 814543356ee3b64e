/* nofront.c - front.h for checkers without the front end: of plans alone, and for WebAssembly. They read no text. */
#include "front.h"

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
