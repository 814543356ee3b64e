/* run_document.c - the blocks of README.md, SPEC.md and the like: what a document shows is run.
 *
 *   ```irp      a plan: irp check finds no error in it. After <!-- expect: missing-owner --> it finds these names, and no error of another.
 *               After <!-- file: plan.irp --> it is also saved, for the console blocks. After <!-- fragment --> it is passed over, and counted.
 *   ```console  a transcript (run_session.c), in one folder for the whole document, with examples/ and build/ in it.
 *
 * Other blocks are not run. Remarks stand on lines of their own right before the block; several may.
 */
#include "run.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct remarks { char *expect, *file; bool fragment; };

/* The value of the remark <!-- key: value --> (or "" for <!-- key -->); NULL when the line is not one. */
static char *remark(const char *line, const char *key)
{
    char *s = trim(format("%s", line));
    size_t len = strlen(s);
    if (strncmp(s, "<!--", 4) != 0 || len < 7 || strcmp(s + len - 3, "-->") != 0)
        return NULL;
    s[len - 3] = '\0';
    s = trim(s + 4);
    if (strncmp(s, key, strlen(key)) != 0)
        return NULL;
    s += strlen(key);
    return *s == ':' ? trim(s + 1) : *s == '\0' ? s : NULL;
}

static bool is_named(const char *names, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = names; (at = strstr(at, name)); at += len)
        if ((at == names || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
            return true;
    return false;
}

static void plan_block(const char *file, size_t line, const char *text, const char *expect)
{
    const char *where = format("%s:%zu", file, line);
    char *name = format("%s/block.irp", new_folder());
    file_put(name, text, strlen(text));
    struct ran r = irp(NULL, "check --format json " TODAY_ARGS, NULL, name);
    struct founds found;
    if (!findings_of(where, &r, &found))
        return;
    bool good = true;
    for (size_t i = 0; i < found.len; i++)
        if (strcmp(found.at[i].severity, "error") == 0 && !is_named(expect, found.at[i].name)) {
            fail("%s: line %d of the block: %s: %s", where, found.at[i].line, found.at[i].name, found.at[i].sentence);
            good = false;
        }
    char *names = format("%s", expect);
    for (char *n = strtok(names, " "); n; n = strtok(NULL, " ")) {
        size_t i = 0;
        while (i < found.len && strcmp(found.at[i].name, n) != 0)
            i++;
        if (i == found.len) {
            fail("%s: the block does not give %s", where, n);
            good = false;
        }
    }
    if (good)
        pass();
}

void document_job(const char *file)
{
    char *text = file_text(file, NULL), *folder = new_folder();
    if (!text) {
        fail("%s: it cannot be read", file);
        return;
    }
    struct lines lines = lines_of(text);
    copy_folder(format("%s/examples", set.root), format("%s/examples", folder));
    char *build = format("%s", set.irp);
    *strrchr(build, '/') = '\0';
    if (symlink(build, format("%s/build", folder)) != 0)
        abort();

    struct remarks about = {0};
    for (size_t i = 0; i < lines.len; i++) {
        char *s;
        if (strncmp(lines.at[i], "```", 3) != 0) {
            if ((s = remark(lines.at[i], "expect")))
                about.expect = s;
            else if ((s = remark(lines.at[i], "file")))
                about.file = s;
            else if (remark(lines.at[i], "fragment"))
                about.fragment = true;
            else if (*trim(format("%s", lines.at[i])) != '\0')
                about = (struct remarks){0};
            continue;
        }
        const char *kind = trim(lines.at[i] + 3);
        size_t from = ++i;
        struct text block = {0};
        text_add(&block, "", 0);
        for (; i < lines.len && strncmp(lines.at[i], "```", 3) != 0; i++)
            text_printf(&block, "%s\n", lines.at[i]);
        if (i == lines.len)
            fail("%s:%zu: the block has no end", file, from);
        if (about.file && !file_put(format("%s/%s", folder, about.file), block.at, block.len))
            fail("%s:%zu: %s cannot be written", file, from, about.file);
        if (strcmp(kind, "console") == 0)
            transcript(file, lines, from, i, folder);
        else if (strcmp(kind, "irp") == 0 && about.fragment)
            passed_over();
        else if (strcmp(kind, "irp") == 0)
            plan_block(file, from, block.at, about.expect ? about.expect : "");
        about = (struct remarks){0};
    }
}
