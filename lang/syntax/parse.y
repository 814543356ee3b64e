/* The grammar of headed text: shapes, not kinds. A file is lines; every line is legal; every heading and every label is a place to
 * start again, so a mistake never reaches further than its own line. What a heading's words mean is for the builder (build.c). */
%require "3.8"
%define api.pure full
%define api.prefix {tree_yy}
%define parse.error custom
%define parse.lac full
%expect 0
%param {void *scanner}
%parse-param {struct parse *p}

%code requires {
#include "../../lang/syntax/parse_tree.h"
}
%union {
    struct span    span;
    struct heading heading;
}
%{
int tree_yylex(TREE_YYSTYPE *value, void *scanner);
static void tree_yyerror(void *scanner, struct parse *p, const char *why);
%}

%token <span> HASHES "number signs" BARE LONG WORD "a word" NUMBER "a number" COLON ":" EOL "the end of the line" OTHER
%token <span> LABEL "a label" BARE_LABEL MORE PROSE "text" COMMENT "a comment"
%type <span> words rest extra piece title
%type <heading> heading

%%
file: %empty
    | file line
    ;
line: HASHES heading              { $heading.mark = $HASHES; parse_heading(p, $heading, false); }
    | BARE heading                { $heading.mark = $BARE; parse_heading(p, $heading, true); }
    | HASHES error EOL            { parse_heading_not_read(p, $HASHES, $EOL, false); }
    | BARE error EOL              { parse_heading_not_read(p, $BARE, $EOL, false); }
    | LONG                        { parse_heading_not_read(p, $LONG, $LONG, true); }
    | LABEL                       { parse_label(p, $LABEL, false); }
    | BARE_LABEL                  { parse_label(p, $BARE_LABEL, true); }
    | MORE                        { parse_more(p, $MORE); }
    | PROSE                       { parse_prose(p, $PROSE); }
    | COMMENT                     { parse_comment(p, $COMMENT); }
    ;
heading: words rest title EOL {
          $$ = (struct heading){.words = $words, .rest = $rest, .title = $title, .line = $EOL};
      }
    ;
words: WORD
    | words WORD                  { $$ = (struct span){$1.at, $WORD.end}; }
    ;
rest: %empty                      { $$ = (struct span){0, 0}; }
    | NUMBER
    | NUMBER extra                { $$ = (struct span){$NUMBER.at, $extra.end}; }
    ;
extra: piece
    | extra piece                 { $$ = (struct span){$1.at, $piece.end}; }
    ;
piece: WORD | NUMBER | OTHER
    ;
title: %empty                     { $$ = (struct span){0, 0}; }
    | COLON                       /* where it stands: the title follows it on the source line */
    ;
%%
/* The sentence is the action's (parse_heading_not_read): it says what a heading looks like, whatever came instead. */
static int yyreport_syntax_error(const yypcontext_t *context, void *scanner, struct parse *p)
{
    (void)context, (void)scanner, (void)p;
    return 0;
}

/* Called when the parser's stack is full, which lines cannot bring about: the grammar is left-recursive. */
static void tree_yyerror(void *scanner, struct parse *p, const char *why)
{
    (void)scanner, (void)p, (void)why;
    BUG("the parser's stack is full");
}
