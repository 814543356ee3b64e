/* parse_tree.h - what the scanner, the grammar and the tree builder share. Private to lang/syntax. */
#ifndef IRP_LANG_PARSE_TREE_H
#define IRP_LANG_PARSE_TREE_H

#include "../../runtime/base/letters.h"
#include "../tree/tree.h"
#include "lines.h"

struct span { uint32_t at, end; };       /* bytes of the source */

/* A heading as the grammar reads it. at == end: not there. `rest`: the number, or an update's date; `title`: the colon before it.
 * `named`: a title that no colon stands before. */
struct heading { struct span mark, words, rest, title, line; struct place named; };

/* What the words of a heading say. */
struct meaning { enum kind kind; unsigned modifier; };

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

/* ---- meant.c: what headings were meant to be */
struct meaning meaning_among(struct str words, uint64_t mask);
/* "Key concern" */
struct str meaning_words(struct meaning m, struct arena *a);
/* The kind that words which are no kind's are near to, among those in mask; when `numbered`, one that has a number. *left: words that go into the title. */
struct meaning meaning_near(struct str words, uint64_t mask, bool numbered, struct str *left, struct arena *a);
/* A heading's line (behind its number signs) that the grammar refused: its kind, its number and its title, as bytes of the line. */
struct meant {
    struct meaning meaning;
    struct span    words, number, title;
    struct str     odd;                  /* a letter that only looks like another */
    bool           plainly;              /* signs aside it is as it should be: kind, number, title */
};
bool heading_meant(struct str line, uint64_t mask, struct meant *m);

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
/* The fix of what stands in no document. */
void offer_document(struct parse *p, struct finding *f);

/* ---- texts and places of the source */
static inline struct str text_of(const struct parse *p, struct span s) { return (struct str){p->tree->source.at + s.at, s.end - s.at}; }
static inline struct str text_at(const struct parse *p, struct place at) { return (struct str){p->tree->source.at + at.at, at.length}; }
static inline struct place place_of(struct span s) { return (struct place){s.at, s.end - s.at}; }
/* The place of a trimmed text of the source. */
static inline struct place place_of_text(const struct parse *p, struct str s)
{
    return (struct place){s.len == 0 ? 0 : (uint32_t)(s.at - p->tree->source.at), (uint32_t)s.len};
}
static inline struct item *item_at(struct parse *p, uint32_t i) { return &p->items.at[i]; }
static inline uint32_t     current(const struct parse *p) { return p->depth == 0 ? NO_ITEM : p->open[p->depth - 1]; }

/* ---- build.c, for labels.c */
uint64_t   documents_mask(void);
/* Between the two places there are line ends and comments alone, and no blank line. */
bool       follows(const struct parse *p, uint32_t end, uint32_t next);
/* Without a dash in front. */
struct str without_dash(struct str s);
/* Opens the item of a heading whose words are known. `bare`: its mark was forgotten; `reported`: something about it was said. */
void       place_heading(struct parse *p, const struct heading *h, struct meaning m, bool bare, bool reported);

#endif
