/* styles.h - the house styles that irp ships, written in the language itself and embedded by the build (build/gen/styles.c). */
#ifndef IRP_LANG_STYLES_H
#define IRP_LANG_STYLES_H

#include "../standards/standards.h"

/* In order of name, as standards.h says of standards. */
extern const struct standard_text style_texts[];
extern const unsigned style_texts_len;

#endif
