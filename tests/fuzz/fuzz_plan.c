/* fuzz_plan.c - any bytes as a plan: the whole pipeline, the rules, and every form of output. An image is always made, its findings lie in the
 * source, and what was made opens again.
 */
#include "fuzz.h"
#include "../../runtime/report/fingerprint.h"
#include "../../compiler/pipe/pipe.h"
#include "../../runtime/base/utf8.h"
#include "../../runtime/report/report.h"

#define TODAY 20727                           /* 1 October 2026 */

/* The shipped standards are compiled once for all inputs. */
static struct mem     kept_mem;
static struct arena   kept;
static struct session session;
static struct cleanup kept_end;

/* There is no recovery point for what is kept: cleanups are called before the jump. */
static void kept_lost(void *unused)
{
    (void)unused;
    BUG("memory ran out in the session");
}

static void open_session(void)
{
    static bool open;
    if (open)
        return;
    mem_open(&kept_mem);
    mem_on_close(&kept_mem, &kept_end, kept_lost, NULL);
    arena_open(&kept, &kept_mem);
    session_open(&session, &kept);
    open = true;
}

static void read_back(const struct image *img, struct arena *a)
{
    const struct image *again;
    struct str bytes = image_bytes(img, a);
    if (failed(image_open(bytes, a, &again)))
        BUG("an image that irp made does not open");
    if (!str_eq(bytes, image_bytes(again, a)))
        BUG("an image that was opened gives other bytes");
}

void fuzz_one(struct arena *a, struct str input)
{
    struct unit unit;
    struct out out;
    if (utf8_check(input) != input.len)
        return;
    open_session();
    pipe_compile(&session, STR("plan.irp"), input, a, &unit);
    read_back(unit.image, a);
    if (!unit.program)
        return;
    if (!program_verify(unit.program, a))
        BUG("a program that irp made is not safe to run");
    struct finding_list list, printed;
    run_findings(run_program(unit.program, unit.image, TODAY, NULL, a), &list);
    out_memory(&out, a);
    fingerprints_list(&list, a, &printed);
    for (unsigned i = 0; i < FINDINGS_FORMATS; i++)
        findings_alone(findings_formats[i].writer, &out, &printed, (struct look){.columns = 80, .color = true}, a);
    for (int form = 0; form < 2; form++) {
        struct summary *s = summary_open(&(struct summary_options){.today = TODAY, .format = form > 0 ? GRID_JSON : GRID_TEXT, .look.columns = 80}, &out, a);
        summary_add(s, unit.image, unit.program);
        summary_add(s, unit.image, unit.program);
        summary_close(s);
    }
}
