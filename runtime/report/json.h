/* json.h - writing JSON: indented by two blanks (or all on one line), keys in the order they are written, every text through escape_json.
 *
 * `key` is NULL for the elements of an array and for the outermost value.
 */
#ifndef IRP_REPORT_JSON_H
#define IRP_REPORT_JSON_H

#include "../base/out.h"

struct json {
    struct out *out;
    uint32_t    depth;
    bool        first;        /* nothing was written yet within the innermost bracket */
    bool        flat;         /* all on one line */
};

void json_open(struct json *j, const char *key, char bracket);    /* '{' or '[' */
void json_close(struct json *j, char bracket);                    /* '}' or ']' */
void json_text(struct json *j, const char *key, struct str s);
void json_whole(struct json *j, const char *key, int64_t n);
/* Millionths: 12, 4.5, 0.333333. */
void json_number(struct json *j, const char *key, int64_t number);
void json_none(struct json *j, const char *key);
/* 2026-10-01, as a text. */
void json_day(struct json *j, const char *key, int32_t day);

#endif
