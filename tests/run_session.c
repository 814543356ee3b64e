/* run_session.c - transcripts: what a person types, and what must come.
 *
 *     $ irp check plan.irp
 *     plan.irp:3:1: error: Enter an owner for action 2.4 [missing-owner]
 *     ...
 *     [1]
 *
 * A command (lines after it that start with "> " go on with it) runs in sh, with errors where output goes. What follows is its output:
 * a line of only "..." stands for any lines, blank lines at the end do not count, and a last line [N] is the exit status (0 when
 * it is left out). Lines that start with "//", and all before the first command, are remarks. The commands of one session share a folder,
 * a fresh copy of the session's own. `irp` is on the PATH; EXAMPLES and ROOT name the examples and the repository.
 */
#include "run.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool matches(char *const *is, size_t is_len, char *const *should, size_t should_len)
{
    for (; should_len > 0; is++, is_len--, should++, should_len--) {
        if (strcmp(*should, "...") == 0) {
            for (size_t skip = 0; skip <= is_len; skip++)
                if (matches(is + skip, is_len - skip, should + 1, should_len - 1))
                    return true;
            return false;
        }
        if (is_len == 0 || strcmp(*is, *should) != 0)
            return false;
    }
    return is_len == 0;
}

static bool is_status(const char *line, int *status)
{
    size_t digits = line[0] == '[' ? strspn(line + 1, "0123456789") : 0;
    if (digits == 0 || strcmp(line + 1 + digits, "]") != 0)
        return false;
    *status = atoi(line + 1);
    return true;
}

static void drop_blank_end(struct lines *l)
{
    while (l->len > 0 && l->at[l->len - 1][strspn(l->at[l->len - 1], " \t\r")] == '\0')
        l->len--;
}

static void one(const char *file, size_t line, const char *shell, struct lines should, const char *folder)
{
    int status = 0;
    drop_blank_end(&should);
    if (should.len > 0 && is_status(should.at[should.len - 1], &status))
        should.len--;
    drop_blank_end(&should);
    const char *argv[] = {"sh", "-c", shell, NULL};
    struct ran r = command(folder, true, argv);
    struct lines is = lines_of(format("%s", r.out.at));
    drop_blank_end(&is);
    bool same = matches(is.at, is.len, should.at, should.len);
    if (same && r.status == status) {
        pass();
        return;
    }
    fail("%s:%zu: $ %s", file, line, shell);
    if (r.status != status)
        show(format("exit status is %d and should be %d", r.status, status), "");
    struct text expected = {0};
    text_add(&expected, "", 0);
    for (size_t i = 0; i < should.len; i++)
        text_printf(&expected, "%s\n", should.at[i]);
    if (!same)
        show("should be", expected.at);
    show("is", r.out.at);
}

void transcript(const char *file, struct lines lines, size_t from, size_t to, const char *folder)
{
    for (size_t i = from; i < to;) {
        if (strncmp(lines.at[i], "$ ", 2) != 0) {
            i++;
            continue;
        }
        size_t at = i;
        struct text shell = {0};
        text_printf(&shell, "%s", lines.at[i++] + 2);
        while (i < to && strncmp(lines.at[i], "> ", 2) == 0)
            text_printf(&shell, "\n%s", lines.at[i++] + 2);
        struct lines should = {calloc(to - i + 1, sizeof(char *)), 0};
        if (!should.at)
            abort();
        for (; i < to && strncmp(lines.at[i], "$ ", 2) != 0; i++)
            if (strncmp(lines.at[i], "//", 2) != 0)
                should.at[should.len++] = lines.at[i];
        one(file, at + 1, shell.at, should, folder);
    }
}

void session_job(const char *file)
{
    char *text = file_text(file, NULL), *own = format("%s", file), *folder = new_folder();
    if (!text) {
        fail("%s: it cannot be read", file);
        return;
    }
    *strrchr(own, '/') = '\0';
    copy_folder(own, folder);
    struct lines lines = lines_of(text);
    transcript(file, lines, 0, lines.len, folder);
}
