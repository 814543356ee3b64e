/* Mistakes of questions. See question.h. */
#include "question.h"
#include "../../runtime/host.h"

static void fill(const void *of, uint32_t i, struct arena *a, struct finding *f)
{
    const struct diag_sink *sink = of;
    (void)a;
    *f = sink->findings.at[i];
}

int question_refused(struct str question, const struct diag_sink *sink, const struct checker_options *options, struct arena *a)
{
    struct out  out;
    struct look look = options->look;
    struct finding_list list = {.source_name = STR("<question>"), .source = question, .len = sink->findings.len > 0, .errors = sink->errors, .fill = fill, .of = sink};
    if (list.len == 0) {
        say("there is no plan, review or letter that can be asked");
        return STATUS_CANNOT;
    }
    out_open(&out, a, 2);
    look.color = host_color(STR("auto"), 2);
    findings_alone(&findings_text, &out, &list, look, a);
    return finish(&out, "the mistakes", STATUS_CANNOT);
}
