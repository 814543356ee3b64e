/* run_text.c - strings, lines and files for the runner. */
#include "run.h"
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void text_add(struct text *t, const char *bytes, size_t len)
{
    if (t->len + len + 1 > t->room) {
        t->room = 2 * (t->len + len) + 256;
        t->at = realloc(t->at, t->room);
        if (!t->at)
            abort();
    }
    if (len > 0)
        memcpy(t->at + t->len, bytes, len);
    t->len += len;
    t->at[t->len] = '\0';
}

__attribute__((format(printf, 2, 0)))
static void text_vprintf(struct text *t, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    char *made = malloc((size_t)len + 1);
    if (len < 0 || !made)
        abort();
    vsnprintf(made, (size_t)len + 1, format, again);
    va_end(again);
    text_add(t, made, (size_t)len);
    free(made);
}

void text_printf(struct text *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    text_vprintf(t, format, args);
    va_end(args);
}

char *format(const char *format, ...)
{
    struct text t = {0};
    va_list args;
    va_start(args, format);
    text_vprintf(&t, format, args);
    va_end(args);
    return t.at;
}

char *file_text(const char *name, size_t *len)
{
    FILE *f = fopen(name, "rb");
    if (!f)
        return NULL;
    struct text t = {0};
    text_add(&t, "", 0);
    char block[1 << 16];
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
        text_add(&t, block, n);
    bool read = !ferror(f);
    fclose(f);
    if (len)
        *len = t.len;
    return read ? t.at : NULL;
}

bool file_put(const char *name, const char *bytes, size_t len)
{
    char *folder = format("%s", name);
    for (char *slash = folder; (slash = strchr(slash + 1, '/'));) {
        *slash = '\0';
        if (mkdir(folder, 0777) != 0 && errno != EEXIST)
            return false;
        *slash = '/';
    }
    FILE *f = fopen(name, "wb");
    if (!f)
        return false;
    bool wrote = fwrite(bytes, 1, len, f) == len;
    return fclose(f) == 0 && wrote;
}

bool file_exists(const char *name) { return access(name, F_OK) == 0; }

struct lines lines_of(char *text)
{
    struct lines lines = {0};
    size_t room = 0;
    while (*text) {
        if (lines.len == room) {
            room = 2 * room + 64;
            lines.at = realloc(lines.at, room * sizeof *lines.at);
            if (!lines.at)
                abort();
        }
        lines.at[lines.len++] = text;
        char *end = strchr(text, '\n');
        if (!end)
            break;
        *end = '\0';
        text = end + 1;
    }
    return lines;
}

char *trim(char *s)
{
    s += strspn(s, " \t\r");
    size_t len = strlen(s);
    while (len > 0 && strchr(" \t\r\n", s[len - 1]))
        len--;
    s[len] = '\0';
    return s;
}

bool ends_with(const char *s, const char *end)
{
    size_t len = strlen(s), end_len = strlen(end);
    return len >= end_len && strcmp(s + len - end_len, end) == 0;
}
