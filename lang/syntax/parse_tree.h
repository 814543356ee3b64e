/* parse_tree.h - what the scanner, the grammar and the tree builder share. Private to lang/syntax. */
#ifndef IRP_LANG_PARSE_TREE_H
#define IRP_LANG_PARSE_TREE_H

#include "../tree/tree.h"
#include "lines.h"

struct span { uint32_t at, end; };       /* bytes of the source */

/* A heading as the grammar reads it. at == end: not there. `rest`: the number, or an update's date; `title`: the colon before it. */
struct heading { struct span mark, words, rest, title, line; };

#define DEPTH_MOST 8                     /* open items: kinds.def nests five deep */

struct parse {
    struct arena *arena;                 /* of the tree */
    struct arena  work;                  /* of the lines fed and of flex: let go with the parse */
    struct diag_sink  *sink;
    struct tree  *tree;
    struct lines  lines;
    uint32_t      column, column_was;    /* within the fed line: of the next and of the last token */
    VEC(struct item)       items;
    VEC(struct label_line) labels;
    VEC(struct place)      comments;
    uint32_t open[DEPTH_MOST], depth;    /* items around the place reached */
    uint64_t reachable;                  /* the kinds that may stand somewhere in the current document */
    bool     text_seen;                  /* the current item has text already */
    bool     label_last;                 /* the last line was a label that was taken (what indented lines go on) */
    uint32_t label_end;                  /* where the last label line ended; to see that lines follow one another */
    bool     homeless;                   /* text before the first document was reported */
    bool     full;                       /* ITEMS_MOST was reported */
};

/* ---- made by flex and bison */
int tree_yylex_init_extra(struct parse *p, void **scanner);
int tree_yylex_destroy(void *scanner);
int tree_yyparse(void *scanner, struct parse *p);

/* ---- the scanner's: places of tokens */
struct span parse_span(const struct parse *p);         /* of the token just matched */
struct span parse_marked_span(const struct parse *p);  /* of the words behind a mark */
struct span parse_line_span(const struct parse *p);    /* of the whole source line or run */
void        parse_next_line(struct parse *p);

/* ---- the grammar's: the builder */
void parse_heading(struct parse *p, struct heading h, bool bare);
void parse_heading_not_read(struct parse *p, struct span mark, struct span line, bool too_long);
/* words: of the label; the value is what follows its colon (or a blank, when `bare`) on the source line that ends at `end`. */
void parse_label(struct parse *p, struct span words, bool bare);
void parse_more(struct parse *p, struct span line);
void parse_prose(struct parse *p, struct span run);
void parse_comment(struct parse *p, struct span line);

#endif
