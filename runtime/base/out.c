#include "out.h"
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#define WRITE_MOST ((size_t)1 << 30)      /* bytes of one write(2) */

void out_open(struct out *o, struct arena *a, int fd)
{
    *o = (struct out){.arena = a, .fd = fd, .at = arena_alloc(a, OUT_BUFFER_BYTES), .room = OUT_BUFFER_BYTES, .error = OK};
}

void out_memory(struct out *o, struct arena *a)
{
    *o = (struct out){.arena = a, .fd = -1, .error = OK};
}

struct str out_text(const struct out *o)
{
    return (struct str){o->at ? o->at : "", o->len};
}

static void write_all(struct out *o, const char *at, size_t len)
{
    while (len > 0 && !o->closed && !failed(o->error)) {
        ssize_t n = write(o->fd, at, len < WRITE_MOST ? len : WRITE_MOST);
        if (n >= 0) {
            at += n;
            len -= (size_t)n;
        } else if (errno == EPIPE) {
            o->closed = true;
        } else if (errno == EAGAIN) {     /* a pipe that somebody else made non-blocking */
            struct pollfd wait = {.fd = o->fd, .events = POLLOUT};
            poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            o->error = (struct err){ERR_WRITE, errno};
        }
    }
}

void out_flush(struct out *o)
{
    if (o->fd < 0)
        return;
    write_all(o, o->at, o->len);
    o->len = 0;
}

/* Makes room for `more` bytes at the end. */
static void out_room(struct out *o, size_t more)
{
    size_t room = o->room < 256 ? 256 : o->room;

    if (more <= o->room - o->len)
        return;
    out_flush(o);
    if (more > SIZE_MAX / 2 - o->len)
        mem_fail(o->arena->mem, (struct err){ERR_LIMIT, 0});
    while (room - o->len < more)
        room *= 2;
    if (room > o->room)
        o->at = arena_grow(o->arena, o->at, o->room, room);
    o->room = room;
}

void out_str(struct out *o, struct str s)
{
    if (s.len == 0)
        return;
    if (o->fd >= 0 && s.len >= o->room) {
        out_flush(o);
        write_all(o, s.at, s.len);
        return;
    }
    if (s.len > o->room - o->len)
        out_room(o, s.len);
    memcpy(o->at + o->len, s.at, s.len);
    o->len += s.len;
}

void out_char(struct out *o, char c)
{
    if (o->len == o->room)
        out_room(o, 1);
    o->at[o->len++] = c;
}

void out_repeat(struct out *o, char c, size_t times)
{
    while (times > 0) {
        size_t n = times < 4096 ? times : 4096;
        out_room(o, n);
        memset(o->at + o->len, c, n);
        o->len += n;
        times -= n;
    }
}

void out_printf(struct out *o, const char *format, ...)
{
    va_list args;
    int n;

    out_room(o, 64);
    va_start(args, format);
    n = vsnprintf(o->at + o->len, o->room - o->len, format, args);
    va_end(args);
    if (n < 0) {                          /* over INT_MAX bytes */
        if (!failed(o->error))
            o->error = (struct err){ERR_LIMIT, 0};
        return;
    }
    if ((size_t)n >= o->room - o->len) {
        out_room(o, (size_t)n + 1);
        va_start(args, format);
        vsnprintf(o->at + o->len, o->room - o->len, format, args);
        va_end(args);
    }
    o->len += (size_t)n;
}

void out_int(struct out *o, int64_t n)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (n < 0)
        out_char(o, '-');
    out_str(o, (struct str){digits + at, sizeof digits - at});
}

struct err out_close(struct out *o)
{
    out_flush(o);
    return o->error;
}
