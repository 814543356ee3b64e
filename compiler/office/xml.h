/* xml.h - what the parts of ODF and OOXML files are written with. */
#ifndef IRP_COMPILER_OFFICE_XML_H
#define IRP_COMPILER_OFFICE_XML_H

#include "../../runtime/base/escape.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* A format of ours in which %T is a text of a user's, escaped; %S a text of ours; %u an unsigned number; %d a number. Nothing else. */
void xml_put(struct out *o, const char *format, ...);

#endif
