#include "err.h"
#include <stdio.h>
#include <stdlib.h>

const char *err_text(enum err_code code)
{
    switch (code) {
    case ERR_NONE: return "no error";
#define ERR(id, text) case ERR_##id: return text;
    ERR_TABLE(ERR)
#undef ERR
    }
    BUG("an error code that is none");
}

void bug(const char *file, int line, const char *why)
{
    fprintf(stderr, "irp: a defect of irp: %s (%s:%d). Report it.\n", why, file, line);
    abort();
}
