/* irp summary: compile each file, and print how far its plans have got. */
#include "cmd.h"

int cmd_summary(const struct arguments *args, struct arena *a)
{
    struct checker_options options;
    if (!asked_options(args, &options))
        return STATUS_CANNOT;
    int          status = STATUS_FINE;
    struct names files = files_named(args, a, &status);
    VEC(const struct image *) images = {NULL, 0, 0};
    struct session session;
    if (!session_start(&session, args, a))
        return STATUS_CANNOT;
    for (uint32_t i = 0; i < files.len; i++) {
        struct str text;
        size_t     at;
        struct unit u;
        struct err  e = pipe_read(a, files.at[i], &text, &at);
        if (failed(e)) {
            if (e.code == ERR_NOT_TEXT)
                cannot_text(files.at[i], text, at);
            else
                cannot("read", files.at[i], e);
            status = STATUS_CANNOT;
            continue;
        }
        pipe_compile(&session, str_of(files.at[i]), text, a, &u);
        if (u.errors > 0 && !args->given[OPT_QUIET])
            say("%s has %u mistake%s; irp check shows %s. The figures count what is in doubt as not given.", files.at[i], u.errors,
                u.errors == 1 ? "" : "s", u.errors == 1 ? "it" : "them");
        *vec_push(a, &images) = u.image;
    }
    struct out out;
    out_open(&out, a, 1);
    if (images.len > 0)
        checker_summary(images.at, images.len, &options, &out, a);
    return finish(&out, "the summary", status);
}
