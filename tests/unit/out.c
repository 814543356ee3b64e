#include "../../runtime/base/out.h"
#include "unit.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void memory(void)
{
    struct out o;

    out_memory(&o, &unit_arena);
    CHECK(out_text(&o).len == 0 && out_text(&o).at != NULL);
    out_str(&o, STR("one"));
    out_char(&o, ' ');
    out_repeat(&o, '=', 3);
    out_printf(&o, " %s %d ", "two", 3);
    out_int(&o, 0);
    out_char(&o, ' ');
    out_int(&o, INT64_MIN);
    out_char(&o, ' ');
    out_int(&o, INT64_MAX);
    out_flush(&o);
    CHECK_STR(out_text(&o), "one === two 3 0 -9223372036854775808 9223372036854775807");
    CHECK(!failed(out_close(&o)));

    out_memory(&o, &unit_arena);
    for (int i = 0; i < 100000; i++) {
        out_int(&o, i % 10);
        if (i % 1000 == 0)
            out_printf(&o, "%5000d", 7);
        if (i % 10000 == 0)
            out_repeat(&o, 'x', 100000);
    }
    struct str text = out_text(&o);
    CHECK(text.len == 100000 + 100 * 5000 + 10 * 100000);
    CHECK(text.at[0] == '0' && text.at[5000] == '7' && text.at[5001] == 'x' && text.at[text.len - 1] == '9');
    out_str(&o, (struct str){NULL, 0});
    CHECK(out_text(&o).len == text.len);
}

/* What a child writes into a pipe with small, large and formatted pieces comes out whole, and the signals do not matter. */
static void piped(void)
{
    int ends[2];
    struct out o;
    static char seen[400000];
    static char big[100000];

    memset(big, 'B', sizeof big);
    if (!CHECK(pipe(ends) == 0))
        return;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        fcntl(ends[1], F_SETFL, O_NONBLOCK);
        out_open(&o, &unit_arena, ends[1]);
        out_str(&o, STR("start "));
        out_str(&o, (struct str){big, sizeof big});
        out_printf(&o, " %60000d ", 1);
        out_str(&o, (struct str){big, sizeof big});
        out_str(&o, STR(" end"));
        exit(failed(out_close(&o)) || o.closed);
    }
    close(ends[1]);
    size_t len = 0;
    ssize_t n;
    while ((n = read(ends[0], seen + len, 3001)) > 0)
        len += (size_t)n;
    close(ends[0]);
    int status;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK(len == 6 + sizeof big + 60002 + sizeof big + 4);
    CHECK(memcmp(seen, "start B", 7) == 0 && memcmp(seen + len - 5, "B end", 5) == 0);
}

static void failing(void)
{
    int ends[2];
    struct out o;

    signal(SIGPIPE, SIG_IGN);
    if (!CHECK(pipe(ends) == 0))
        return;
    close(ends[0]);
    out_open(&o, &unit_arena, ends[1]);
    out_str(&o, STR("nobody reads this"));
    CHECK(!o.closed);
    CHECK(!failed(out_close(&o)));
    CHECK(o.closed);
    out_repeat(&o, 'x', 1000000);
    CHECK(!failed(out_close(&o)));
    close(ends[1]);

    int full = open("/dev/full", O_WRONLY);
    if (full >= 0) {
        out_open(&o, &unit_arena, full);
        out_str(&o, STR("no room"));
        struct err e = out_close(&o);
        CHECK(e.code == ERR_WRITE && e.system == ENOSPC && !o.closed);
        out_str(&o, STR("more"));
        e = out_close(&o);
        CHECK(e.code == ERR_WRITE && e.system == ENOSPC);
        close(full);
    }

    out_open(&o, &unit_arena, 987);       /* closed standard output */
    out_char(&o, 'x');
    struct err e = out_close(&o);
    CHECK(e.code == ERR_WRITE && e.system == EBADF);
}

int main(void)
{
    UNIT_BEGIN();
    memory();
    piped();
    failing();
    return unit_end();
}
