/* docx.h - between the files of the DOCX writer: docx.c (the package, its pages), docx_blocks.c (blocks as XML), docx_parts.c (styles and the other parts). */
#ifndef IRP_COMPILER_OFFICE_DOCX_H
#define IRP_COMPILER_OFFICE_DOCX_H

#include "office.h"
#include "xml.h"

#define UPRIGHT_WIDTH   9638u             /* of the text, in twentieths of a point: A4 with margins of 20 mm */
#define LANDSCAPE_WIDTH 14570u

struct docx {
    struct office *of;
    struct out     body;                  /* word/document.xml within w:body */
    bool           landscape;
    bool           letter;                /* the document at hand: its title is a subject, and it is of its own date */
    uint32_t       others;                /* documents that are no letters */
    bool           after_table;           /* nothing was written behind a table yet */
    uint32_t       bookmarks;
};

#define W_NAMESPACES \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" " \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

/* Reads a block and writes it. */
void docx_block(struct docx *d);
/* Two tables with nothing between them would be one: a narrow paragraph, unless the section ends there. */
void docx_after_table(struct docx *d);
/* The page set-up at the end of a section. */
void docx_section(struct docx *d);

/* A part of the package that is always the same, or has the title and the day in it. */
struct docx_part { const char *name; struct str (*make)(const struct docx *d); };
extern const struct docx_part docx_parts[];
extern const unsigned         docx_parts_len;

#endif
