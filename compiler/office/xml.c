#include "xml.h"
#include <stdarg.h>

void xml_put(struct out *o, const char *format, ...)
{
    struct str rest = str_of(format);
    va_list    list;
    va_start(list, format);
    while (rest.len > 0) {
        size_t upto = str_find(rest, STR("%"));
        out_str(o, str_upto(rest, upto));
        rest = str_from(rest, upto);
        if (rest.len < 2)
            break;
        switch (rest.at[1]) {
        case 'T': escape_xml(o, va_arg(list, struct str)); break;
        case 'S': out_str(o, str_of(va_arg(list, const char *))); break;
        case 'u': out_int(o, va_arg(list, unsigned)); break;
        case 'd': out_int(o, va_arg(list, int)); break;
        default: BUG("a format of XML has %T, %S, %u and %d alone");
        }
        rest = str_from(rest, 2);
    }
    va_end(list);
}
