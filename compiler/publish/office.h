/* office.h - writing the stream of ../office/stream.h. */
#ifndef IRP_PUBLISH_OFFICE_H
#define IRP_PUBLISH_OFFICE_H

#include "../office/stream.h"

struct office_stream { struct out out; uint32_t records; };

/* The head of the stream and its INFO. */
void office_open(struct office_stream *s, struct str title, int32_t today, struct arena *a);
void office_record(struct office_stream *s, enum office_tag tag);
void office_u8(struct office_stream *s, unsigned n);
void office_u32(struct office_stream *s, uint32_t n);
void office_i32(struct office_stream *s, int32_t n);
void office_i64(struct office_stream *s, int64_t n);
void office_text(struct office_stream *s, struct str text);
void office_date(struct office_stream *s, struct date d);
/* Ends the stream; irp-office makes the file of it. ERR_NO_TOOL, ERR_TOOL (it has said why). */
MUST_USE struct err office_ask(struct office_stream *s, const char *format, struct arena *a, struct out *o);

#endif
