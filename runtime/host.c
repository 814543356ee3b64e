/* What a program asks the machine it runs on. */
#define _DEFAULT_SOURCE
#include "host.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define DAY_SECONDS 86400
#define DAYS_MOST   2932897              /* within the years that a date has */

int32_t host_day(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char       *end = NULL;
    errno = 0;
    long long seconds = epoch ? strtoll(epoch, &end, 10) : 0;
    if (!epoch || end == epoch || *end != '\0' || errno != 0 || seconds < 0)
        seconds = (long long)time(NULL);
    return (int32_t)(seconds / DAY_SECONDS % DAYS_MOST);
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value != '\0';
}

bool host_color(struct str asked, int fd)
{
    if (str_eq(asked, STR("always")) || str_eq(asked, STR("never")))
        return str_eq(asked, STR("always"));
    if (is_set("NO_COLOR"))
        return false;
    const char *terminal = getenv("TERM");
    return is_set("CLICOLOR_FORCE") || is_set("FORCE_COLOR") || (isatty(fd) && terminal && strcmp(terminal, "dumb") != 0);
}

uint32_t host_columns(int fd)
{
    const char *columns = getenv("COLUMNS");
    long        asked = columns ? strtol(columns, NULL, 10) : 0;
    if (asked >= 20 && asked <= 10000)
        return (uint32_t)asked;
#ifdef TIOCGWINSZ
    struct winsize size;
    if (isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0)
        return size.ws_col;
#else
    (void)fd;
#endif
    return 0;
}

void host_faults(void)
{
    const char *at = getenv("IRP_FAIL_AT");
    if (at)
        mem_fail_at(strtoull(at, NULL, 10));
}
