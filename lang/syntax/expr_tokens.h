/* expr_tokens.h - what the expression scanner, grammar and builder share. Private to lang/syntax. */
#ifndef IRP_LANG_EXPR_TOKENS_H
#define IRP_LANG_EXPR_TOKENS_H

#include "expr.h"

struct expr_token { int code; uint32_t at, end; const struct expr *leaf; };

struct expr_parse {
    struct arena *arena;
    struct diag_sink  *sink;
    struct str    source;
    struct place  whole;
    uint32_t      column, token_bytes;   /* of the scanner: the end of the last token within the text, and its length */
    VEC(struct expr_token) tokens;       /* all of them: words in a row are joined before the grammar sees them */
    uint32_t      next;
    const struct expr *result;
    bool          failed, deep;
};

/* flex's: the next raw token (0 at the end). */
int expr_yylex_init_extra(struct expr_parse *p, void **scanner);
int expr_yylex_destroy(void *scanner);
int expr_scan(void *scanner);
struct yy_buffer_state *expr_yy_scan_bytes(const char *bytes, int len, void *scanner);
int expr_yyparse(struct expr_parse *p);

/* A node that starts with a word: its place starts there. */
struct expr *expr_prefix(struct expr_parse *p, enum expr_kind kind, const struct expr *word, const struct expr *a);
/* A call: it ends where its parenthesis does. */
struct expr *expr_within_parentheses(struct expr_parse *p, const struct expr *e, const struct expr *open, const struct expr *close);
struct expr *expr_call(struct expr_parse *p, const struct expr *name, const struct expr *arguments, const struct expr *close);
/* A node that ends with a word: its place ends there. */
struct expr *expr_suffix(struct expr_parse *p, enum expr_kind kind, const struct expr *a, const struct expr *word);
/* a within LENGTH of c: what follows within was read as one "of" other. */
struct expr *expr_within(struct expr_parse *p, const struct expr *a, const struct expr *of);
struct expr *expr_node(struct expr_parse *p, enum expr_kind kind, const struct expr *a, const struct expr *b, const struct expr *c);

#endif
