/* explain.h - what the files of irp explain share: the answer as it is written. Private to compiler/cmd. */
#ifndef IRP_COMPILER_EXPLAIN_H
#define IRP_COMPILER_EXPLAIN_H

#include "cmd.h"
#include "../../runtime/base/nearest.h"
#include "../../lang/examples/examples.h"

struct explaining {
    struct out    *o;
    struct arena  *arena;
    struct session session;
    struct str     word;                 /* what is asked about */
    bool           any;                  /* something was said about it */
    bool           first;                /* of a list of names: none stands yet */
    unsigned       column;               /* of its line, so far */
};

/* A new piece of the answer: a blank line parts it from the one before. */
void explain_heading(struct explaining *x, const char *what, struct str name);
/* A paragraph of the piece, after a blank line; nothing when it is empty. */
void explain_paragraph(struct explaining *x, const char *before, struct str text);
/* "Gives it:" and "Does not:", each with its example set in; an empty one is left out. */
void explain_examples(struct explaining *x, struct str bad, struct str good);
/* Names one after another with commas, within the width of a page. */
void explain_names_open(struct explaining *x, const char *title);
void explain_name(struct explaining *x, struct str name);
void explain_names_close(struct explaining *x);

/* explain_standards.c: what the standards that come with irp declare. */
/* All that they call by the word, the version of a standard that is in force latest first. */
void explain_declared(struct explaining *x);
/* The example of a rule; empty: there is no such rule. */
struct str explain_rule_example(struct explaining *x, struct str rule, bool bad);
/* The names of what they declare of each kind, standard by standard. */
void explain_list_declared(struct explaining *x);
void explain_near_declared(struct explaining *x, struct nearest *n);

/* explain_language.c: headings, labels, statuses and other words of the language, properties and functions of rules, commands and options. */
void explain_words(struct explaining *x);
void explain_list_words(struct explaining *x);
void explain_near_words(struct nearest *n);

#endif
