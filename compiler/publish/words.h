/* words.h - the names of formats and layouts with | between them, as options and their help give them. */
#ifndef IRP_PUBLISH_WORDS_H
#define IRP_PUBLISH_WORDS_H

static const char report_formats_barred[] =
#define FORMAT(ID, name, ending, from, binary, about) "|" #name
#include "formats.def"
#undef FORMAT
    ;
static const char report_layouts_barred[] =
#define LAYOUT(ID, name, kinds, over, about) "|" #name
#include "layouts.def"
#undef LAYOUT
    ;
#define REPORT_WORDS (report_formats_barred + 1)
#define LAYOUT_WORDS (report_layouts_barred + 1)

#endif
