/* run_why.c - every finding has a derivation: for each name that irp check finds in a file, irp why ends with 0 and gives as many derivations as there
 * are findings of that name, each finding's sentence in one of them. (That the values of a derivation agree with the finding is held in irp why itself,
 * which works both out and stops where they part.)
 */
#include "run.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* The arguments of a case that irp why takes too. */
static char *shared_arguments(const char *args)
{
    struct text kept = {0};
    text_add(&kept, "", 0);
    char *words = format("%s", args);
    for (char *w = strtok(words, " "); w; w = strtok(NULL, " "))
        if (strcmp(w, "--today") == 0 || strcmp(w, "--standard") == 0)
            text_printf(&kept, "%s %s ", w, strtok(NULL, " "));
    return kept.at;
}

/* What is found; a claim that holds is derived too. */
static size_t messages(json_t *derivations)
{
    size_t i, n = 0;
    json_t *d;
    json_array_foreach(derivations, i, d)
        n += json_object_get(d, "message") != NULL;
    return n;
}

static bool says(json_t *derivations, const char *sentence)
{
    size_t i;
    json_t *d;
    json_array_foreach(derivations, i, d) {
        const char *message = json_string_value(json_object_get(d, "message"));
        if (message && strstr(message, sentence))
            return true;
    }
    return false;
}

static bool derived(const char *file, const char *args, const struct founds *found, size_t first)
{
    const char *name = found->at[first].name;
    struct ran r = irp(NULL, format("why --format json --max-problems 1000000 %s%s", args, name), NULL, file);
    json_t *all = r.status == 0 ? json_loadb(r.out.at, r.out.len, JSON_REJECT_DUPLICATES, NULL) : NULL, *list = json_object_get(all, "derivations");
    if (!list) {
        fail("%s: irp why %s ended with status %d", file, name, r.status);
        show("it said", r.err.at);
        return false;
    }
    size_t findings = 0;
    bool good = true;
    for (size_t i = first; i < found->len; i++) {
        if (strcmp(found->at[i].name, name) != 0)
            continue;
        findings++;
        if (!says(list, found->at[i].sentence)) {
            fail("%s: irp why %s does not say: %s", file, name, found->at[i].sentence);
            good = false;
        }
    }
    if (messages(list) == findings)
        return good;
    fail("%s: irp why %s gives %zu derivations of %zu findings", file, name, messages(list), findings);
    return false;
}

void why_job(const char *file)
{
    char *text = file_text(file, NULL);
    if (!text) {
        fail("%s: it cannot be read", file);
        return;
    }
    struct lines lines = lines_of(text);
    const char *own = lines.len && strncmp(lines.at[0], "//!", 3) == 0 ? trim(lines.at[0] + 3) : TODAY_ARGS, *args = shared_arguments(own);
    struct ran r = irp(NULL, format("check --show-hidden --format json %s", args), NULL, file);
    struct founds found;
    if (!findings_of(file, &r, &found))
        return;
    bool good = true;
    for (size_t i = 0; i < found.len; i++) {
        size_t first = 0;
        while (strcmp(found.at[first].name, found.at[i].name) != 0)
            first++;
        if (first == i)
            good &= derived(file, args, &found, i);
    }
    if (good)
        pass();
}
