/* read.h - reading the stream: every length is checked, and the first thing that is not as stream.h says makes the whole stream wrong. */
#ifndef IRP_COMPILER_OFFICE_READ_H
#define IRP_COMPILER_OFFICE_READ_H

#include "stream.h"

struct reader {
    struct str    rest;
    struct arena *arena;
    bool          wrong;                  /* once it is, everything reads as 0 and empty */
    uint32_t      records;
};

uint8_t    read_u8(struct reader *r);
uint32_t   read_u32(struct reader *r);
int32_t    read_i32(struct reader *r);
int64_t    read_i64(struct reader *r);
bool       read_truth(struct reader *r);
struct str read_text(struct reader *r);   /* UTF-8; a piece of the stream */
struct date read_date(struct reader *r);
/* A number below `most`; a count of things of which each takes at least a byte, so that what is allocated for it is no more than the stream. */
uint32_t   read_below(struct reader *r, uint32_t most);
uint32_t   read_count(struct reader *r);

/* The head of the stream, and the tag of each record; OFFICE_END also when the stream is wrong. */
void            read_head(struct reader *r);
enum office_tag read_tag(struct reader *r);

struct office_info { struct str title; int32_t today; };
struct office_info read_info(struct reader *r);

/* ---- sheets */

struct sheet_column { struct str title; enum datum_type type; uint32_t width; bool alarm; /* a number above 0 is to be seen at once */ };
struct sheet {
    struct str name;
    const struct sheet_column *columns;
    uint32_t   columns_len, rows;         /* rows so far, without that of titles */
    bool      *filled;                    /* of each column: something stands in it */
};
void read_sheet(struct reader *r, struct sheet *s);
/* The record of a row: which sheet, and its values, as many as that has columns. NULL when the stream is wrong. */
struct sheet *read_row(struct reader *r, struct sheet *sheets, uint32_t len, struct datum *values);

#endif
