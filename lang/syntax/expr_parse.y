/* The grammar of expressions. One nonterminal for all of them, operators by precedence, proved free of conflicts; types come afterwards. */
%require "3.8"
%define api.pure full
%define api.prefix {expr_yy}
%define parse.error custom
%define parse.lac full
%expect 0
%param {struct expr_parse *p}

%code requires {
#include "../../lang/syntax/expr_tokens.h"
}
%union { const struct expr *expr; }
%{
int expr_yylex(EXPR_YYSTYPE *value, struct expr_parse *p);
static void expr_yyerror(struct expr_parse *p, const char *why);
#define NODE(kind, a, b, c) expr_node(p, EXPR_##kind, (a), (b), (c))
%}

%token <expr> NAME "a name" NUMBER "a number" TEXT "a text in quotes" DATE "a date" DURATION "a duration" LEAF "a value"
%token UNCLOSED "a quotation mark that is not closed" STRANGE "a sign"
%token <expr> NOT "not" GIVEN "given" MISSING "missing"
%token WHEN "when" WHERE "where" HAS "has" OR "or" AND "and" IS "is" IS_NOT "is not" IN "in" TO "to"
%token ONE_OF "one of" AT_LEAST "at least" CONTAINS "contains" MATCHES "matches" UNIQUE "unique among" WITHIN "within" OF "of"
%token <expr> COUNT_OF "count of" SUM_OF "sum of" SHARE_OF "share of" EARLIEST "earliest" LATEST "latest" LOWEST "lowest" HIGHEST "highest"
%token <expr> EVERY "every" SOME "some" NO "no"
%token <expr> '(' ')'
%token NE "!=" LE "<=" GE ">="

%left WHERE HAS
%left OR
%left AND
%precedence NOT
%left '=' NE '<' LE '>' GE IS IS_NOT AT_LEAST CONTAINS MATCHES WITHIN
%precedence ','
%left '+' '-'
%left '*' '/'
%precedence MINUS
%right OF COUNT_OF SUM_OF SHARE_OF EARLIEST LATEST LOWEST HIGHEST EVERY SOME NO

%type <expr> expr list

%%
whole: expr                             { p->result = $1; }
    | expr WHEN expr                    { p->result = NODE(WHEN, $1, $3, NULL); }
    ;
expr: NAME | NUMBER | TEXT | DATE | DURATION | LEAF
    | '(' expr ')'                      { $$ = expr_within_parentheses(p, $2, $1, $3); }
    | NAME '(' list ')'                 { $$ = expr_call(p, $1, $3, $4); }
    | TEXT '(' list ')'                 { $$ = expr_call(p, $1, $3, $4); }
    | expr WHERE expr                   { $$ = NODE(WHERE, $1, $3, NULL); }
    | expr HAS expr                     { $$ = NODE(HAS, $1, $3, NULL); }
    | expr OR expr                      { $$ = NODE(OR, $1, $3, NULL); }
    | expr AND expr                     { $$ = NODE(AND, $1, $3, NULL); }
    | NOT expr                          { $$ = expr_prefix(p, EXPR_NOT, $1, $2); }
    | expr '=' expr                     { $$ = NODE(EQ, $1, $3, NULL); }
    | expr NE expr                      { $$ = NODE(NE, $1, $3, NULL); }
    | expr '<' expr                     { $$ = NODE(LT, $1, $3, NULL); }
    | expr LE expr                      { $$ = NODE(LE, $1, $3, NULL); }
    | expr '>' expr                     { $$ = NODE(GT, $1, $3, NULL); }
    | expr GE expr                      { $$ = NODE(GE, $1, $3, NULL); }
    | expr IS expr                      { $$ = NODE(IS, $1, $3, NULL); }
    | expr IS_NOT expr                  { $$ = NODE(IS_NOT, $1, $3, NULL); }
    | expr IS GIVEN                     { $$ = expr_suffix(p, EXPR_GIVEN, $1, $3); }
    | expr IS_NOT GIVEN                 { $$ = expr_suffix(p, EXPR_MISSING, $1, $3); }
    | expr IS MISSING                   { $$ = expr_suffix(p, EXPR_MISSING, $1, $3); }
    | expr IS IN expr TO expr %prec IS  { $$ = NODE(IN, $1, $4, $6); }
    | expr IS ONE_OF list %prec IS      { $$ = NODE(ONE_OF, $1, $4, NULL); }
    | expr IS AT_LEAST expr %prec IS    { $$ = NODE(AT_LEAST, $1, $4, NULL); }
    | expr AT_LEAST expr                { $$ = NODE(AT_LEAST, $1, $3, NULL); }
    | expr IS UNIQUE expr %prec IS      { $$ = NODE(UNIQUE, $1, $4, NULL); }
    | expr CONTAINS expr                { $$ = NODE(CONTAINS, $1, $3, NULL); }
    | expr MATCHES expr                 { $$ = NODE(MATCHES, $1, $3, NULL); }
    | expr WITHIN expr                  { $$ = expr_within(p, $1, $3); }
    | expr IS WITHIN expr %prec WITHIN  { $$ = expr_within(p, $1, $4); }
    | expr '+' expr                     { $$ = NODE(ADD, $1, $3, NULL); }
    | expr '-' expr                     { $$ = NODE(SUB, $1, $3, NULL); }
    | expr '*' expr                     { $$ = NODE(MUL, $1, $3, NULL); }
    | expr '/' expr                     { $$ = NODE(DIV, $1, $3, NULL); }
    | '-' expr %prec MINUS              { $$ = NODE(MINUS, $2, NULL, NULL); }
    | expr OF expr                      { $$ = NODE(OF, $1, $3, NULL); }
    | COUNT_OF expr                     { $$ = expr_prefix(p, EXPR_COUNT, $1, $2); }
    | SUM_OF expr                       { $$ = expr_prefix(p, EXPR_SUM, $1, $2); }
    | SHARE_OF expr                     { $$ = expr_prefix(p, EXPR_SHARE, $1, $2); }
    | EARLIEST expr                     { $$ = expr_prefix(p, EXPR_EARLIEST, $1, $2); }
    | LATEST expr                       { $$ = expr_prefix(p, EXPR_LATEST, $1, $2); }
    | LOWEST expr                       { $$ = expr_prefix(p, EXPR_LOWEST, $1, $2); }
    | HIGHEST expr                      { $$ = expr_prefix(p, EXPR_HIGHEST, $1, $2); }
    | EVERY expr                        { $$ = expr_prefix(p, EXPR_EVERY, $1, $2); }
    | SOME expr                         { $$ = expr_prefix(p, EXPR_SOME, $1, $2); }
    | NO expr                           { $$ = expr_prefix(p, EXPR_NO, $1, $2); }
    ;
list: expr %prec IS                     { $$ = NODE(LIST, $1, NULL, NULL); }
    | list ',' expr %prec IS            { $$ = NODE(LIST, $3, $1, NULL); }
    ;
%%
/* One message: what could not be understood, what could stand there (by LAC, only what really could), and the quotes that were forgotten. */
static int yyreport_syntax_error(const yypcontext_t *context, struct expr_parse *p)
{
    yysymbol_kind_t wanted[6];
    int             n = yypcontext_expected_tokens(context, wanted, 6);
    struct expr_token at = p->tokens.at[p->next - 1];
    struct str      seen = {p->source.at + at.at, at.end - at.at}, list = {"", 0};
    for (int i = 0; i < n; i++)
        list = str_printf(p->arena, STR_FMT "%s%s", STR_ARG(list), i == 0 ? " Here could stand: " : i + 1 < n ? ", " : " or ", yysymbol_name(wanted[i]));
    for (uint32_t i = 0; i + 2 < p->next && i + 2 < p->tokens.len; i++) {
        const struct expr_token *word = &p->tokens.at[i + 1], *after = &p->tokens.at[i + 2];
        bool compared = p->tokens.at[i].code == IS || p->tokens.at[i].code == IS_NOT || p->tokens.at[i].code == '=';
        if (compared && after->code == NAME && p->source.at[word->at] >= 'A' && p->source.at[word->at] <= 'Z')   /* status is In progress */
            list = str_printf(p->arena, " Put quotes round \"%.*s\": a name that holds a word of the rule language needs them.", (int)(after->end - word->at), p->source.at + word->at);
    }
    bool reserved = at.code > UNCLOSED && at.code != NE && at.code != LE && at.code != GE && is_letter(*seen.at);
    struct str help = reserved ? str_printf(p->arena, "\"" STR_FMT "\" is a word of the rule language: a name that holds it is put in quotes, such as status is \"In progress\".%.*s", STR_ARG(seen), (int)list.len, list.at)
                               : str_printf(p->arena, "SPEC.md gives the grammar of expressions." STR_FMT, STR_ARG(list));
    struct place place = {at.at, at.end - at.at};
    diag3(p->sink, DIAG_EXPRESSION_NOT_READ, place, at.code == 0 ? STR("the end") : seen,
          at.code == UNCLOSED ? STR(": a quotation mark is not closed") : STR(""), help);
    p->failed = true;
    return 0;
}

static void expr_yyerror(struct expr_parse *p, const char *why)
{
    (void)why;
    p->deep = true;                      /* the parser's stack is full */
}
