/* json.c - JSON with stable bytes. */
#include "json.h"
#include "../base/escape.h"
#include "../value/date.h"
#include "../value/number.h"

#define INDENT 2u

static void new_line(struct json *j)
{
    if (j->flat)
        return;
    out_char(j->out, '\n');
    out_repeat(j->out, ' ', (size_t)j->depth * INDENT);
}

/* What stands before a value: the comma, the line, the key. Keys are words of ours, or have been through here as texts. */
static void begin(struct json *j, const char *key)
{
    if (!j->first)
        out_str(j->out, j->flat ? STR(", ") : STR(","));
    if (j->depth > 0)
        new_line(j);
    j->first = false;
    if (!key)
        return;
    out_char(j->out, '"');
    escape_json(j->out, str_of(key));
    out_str(j->out, STR("\": "));
}

void json_open(struct json *j, const char *key, char bracket)
{
    begin(j, key);
    out_char(j->out, bracket);
    j->depth++;
    j->first = true;
}

void json_close(struct json *j, char bracket)
{
    j->depth--;
    if (!j->first)
        new_line(j);
    out_char(j->out, bracket);
    j->first = false;
}

void json_text(struct json *j, const char *key, struct str s)
{
    begin(j, key);
    out_char(j->out, '"');
    escape_json(j->out, s);
    out_char(j->out, '"');
}

void json_whole(struct json *j, const char *key, int64_t n)
{
    begin(j, key);
    out_int(j->out, n);
}

void json_number(struct json *j, const char *key, int64_t number)
{
    begin(j, key);
    number_print(j->out, number, false);
}

void json_none(struct json *j, const char *key)
{
    begin(j, key);
    out_str(j->out, STR("null"));
}

void json_day(struct json *j, const char *key, int32_t day)
{
    begin(j, key);
    out_char(j->out, '"');
    date_print_iso(j->out, day);
    out_char(j->out, '"');
}
