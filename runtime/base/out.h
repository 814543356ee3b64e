/* out.h - output to a descriptor, or into memory: buffered, its first error kept, nothing printed after it.
 *
 * A closed pipe is quiet (out_close gives OK with out->closed set); a full disk is ERR_WRITE. SIGPIPE must be ignored by main.
 */
#ifndef IRP_BASE_OUT_H
#define IRP_BASE_OUT_H

#include "str.h"

#define OUT_BUFFER_BYTES ((size_t)32 << 10)

struct out {
    struct arena *arena;
    int        fd;            /* -1: into memory */
    char      *at;            /* the buffer */
    size_t     len, room;
    struct err error;
    bool       closed;        /* the reader went away */
};

void out_open(struct out *o, struct arena *a, int fd);
void out_memory(struct out *o, struct arena *a);
struct str out_text(const struct out *o);          /* what a memory output holds */
void out_str(struct out *o, struct str s);
void out_char(struct out *o, char c);
void out_repeat(struct out *o, char c, size_t times);
void out_printf(struct out *o, const char *format, ...) PRINTF_LIKE(2, 3);   /* ASCII formats of ours; a result over 4 KiB is fine */
void out_int(struct out *o, int64_t n);            /* decimal */
void out_flush(struct out *o);
MUST_USE struct err out_close(struct out *o);      /* flushes; the first error */

#endif
