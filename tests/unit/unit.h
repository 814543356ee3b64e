/* unit.h - what each unit test includes: it counts checks, and names those that fail.
 *
 * int main(void) { UNIT_BEGIN(); CHECK(1 + 1 == 2); CHECK_STR(str_trim(STR(" a ")), "a"); return unit_end(); }
 *
 * UNIT_BEGIN opens unit_mem and unit_arena; a test that needs neither may leave it out. The last line printed is
 * "N passed, N failed", and the status 1 when any failed or none ran.
 */
#ifndef IRP_TESTS_UNIT_H
#define IRP_TESTS_UNIT_H

#include "../../runtime/base/str.h"
#include <stdio.h>
#include <stdlib.h>

static unsigned long unit_passed, unit_failed;
UNUSED static struct mem   unit_mem;
UNUSED static struct arena unit_arena;

/* Memory that runs out ends the test: a cleanup is called before the jump to a recovery point, which is not needed so. */
UNUSED static struct cleanup unit_cleanup;
UNUSED static NO_RETURN void unit_left(void *unused)
{
    (void)unused;
    printf("left for: %s\n%lu passed, %lu failed\n", err_text(unit_mem.why.code), unit_passed, unit_failed + 1);
    exit(1);
}

#define UNIT_BEGIN() unit_begin()
UNUSED static void unit_begin(void)
{
    mem_open(&unit_mem);
    mem_on_close(&unit_mem, &unit_cleanup, unit_left, NULL);
    arena_open(&unit_arena, &unit_mem);
}

#define CHECK(cond) unit_check((cond), __FILE__, __LINE__, #cond)
/* got: a struct str; want: a string */
#define CHECK_STR(got, want) unit_check_str((got), (want), __FILE__, __LINE__, #got)

UNUSED static bool unit_check(bool good, const char *file, int line, const char *what)
{
    if (good)
        unit_passed++;
    else if (++unit_failed <= 50)
        printf("%s:%d: failed: %s\n", file, line, what);
    return good;
}

UNUSED static bool unit_check_str(struct str got, const char *want, const char *file, int line, const char *what)
{
    if (str_eq(got, str_of(want)))
        return unit_check(true, file, line, what);
    unit_check(false, file, line, what);
    if (unit_failed <= 50)
        printf("    got  \"" STR_FMT "\"\n    want \"%s\"\n", STR_ARG(got), want);
    return false;
}

UNUSED static int unit_end(void)
{
    mem_forget(&unit_mem, &unit_cleanup);
    mem_close(&unit_mem);
    printf("%lu passed, %lu failed\n", unit_passed, unit_failed);
    return unit_failed > 0 || unit_passed == 0;
}

/* Numbers for generated cases: the same on every run (xorshift, Marsaglia 2003). */
UNUSED static uint64_t unit_random(void)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

#endif
