/* cmd.h - what the commands share: their tables, their arguments, and how they say what could not be done. */
#ifndef IRP_COMPILER_CMD_H
#define IRP_COMPILER_CMD_H

#include "../pipe/pipe.h"
#include "../tool/tool.h"
#include "../../runtime/base/nearest.h"
#include "../../runtime/checker.h"
#include "../../runtime/report/grid.h"

#define STATUS_FINE   0
#define STATUS_FOUND  1                  /* something was found */
#define STATUS_CANNOT 2                  /* it could not be done */

enum command {
#define COMMAND(ID, ...) CMD_##ID,
#include "commands.def"
#undef COMMAND
    COMMANDS
};
enum option {
#define OPTION(ID, ...) OPT_##ID,
#include "options.def"
#undef OPTION
    OPTIONS
};

struct config;
struct configs;
struct setting;
/* An option as it was given: on the command line (config and setting NULL), or by a line of irp.conf. */
struct option_given { enum option option; struct str value; const struct config *config; const struct setting *setting; };

struct arguments {
    enum command command;
    bool         given[OPTIONS];
    struct str   value[OPTIONS];         /* of options that take one: the last */
    struct option_given *all;            /* each time one was given */
    uint32_t     all_len;
    struct configs *configs;             /* of the folders that are worked on; NULL: irp.conf was not looked for */
    const char **names;                  /* the rest, in order */
    uint32_t     names_len;
};

struct command_row { const char *name, *arguments, *about, *examples, *more; int (*run)(const struct arguments *, struct arena *); };
struct option_row  { char letter; const char *name, *value; uint32_t commands; const char *about, *setting; bool many; const char *alone; };
extern const struct command_row command_rows[COMMANDS];
extern const struct option_row  option_rows[OPTIONS];

#define COMMAND(ID, name, ...) int cmd_##name(const struct arguments *args, struct arena *a);
#include "commands.def"
#undef COMMAND

/* The arguments of a command line; false after a message. */
bool arguments_read(struct arguments *args, int argc, char **argv, struct arena *a);
bool option_taken(const struct arguments *args, enum option o);  /* by the command */
/* A value in small letters with strokes ("auto|always|never") is a choice among them; "NAME|FILE" is none. */
bool option_is_choice(const char *value);
/* The value is the name of a file: irp.conf means it from its own folder. */
bool option_names_file(enum option o, struct str value);
/* All that an option was given, lists taken apart at their commas. */
struct strs { struct str *at; uint32_t len; };
struct strs option_list(const struct arguments *args, enum option o, struct arena *a);
void help_print(struct out *o, const struct arguments *args);   /* of the command, or of irp for CMD_HELP with no name */
void manual_print(struct out *o);                                     /* irp(1) */

/* "irp: cannot WHAT NAME: why", on standard error. */
void cannot(const char *what, const char *name, struct err why);
/* What pipe_read refused: a text that is not UTF-8 with its line and byte (`text`, `at`). */
void cannot_read(const char *what, const char *name, struct err why, struct str text, size_t at);
/* The text of a file or of standard input. False after a message: "irp: cannot WHAT NAME: why". */
bool read_source(const char *what, const char *name, struct arena *a, struct str *text);
/* Closes the output; the status, or STATUS_CANNOT after a message that `what` cannot be written. */
int finish(struct out *o, const char *what, int status);
/* Text of a user's on standard error, control characters shown and not sent. */
void put_shown(const char *text);
/* "irp: ...", on standard error, shown likewise. */
void say(const char *format, ...) PRINTF_LIKE(1, 2);

/* --today, or the system's day. False after a message. */
bool asked_day(const struct arguments *args, int32_t *today);
/* The whole number that an option was given. False after a message. */
bool asked_number(const struct arguments *args, enum option o, uint32_t *number);
/* A date that an option was given: of a month, say, the days from its first to its last. False after a message. */
bool asked_date(const struct arguments *args, enum option o, struct date *date);
/* The value is one of the words that the option's row shows ("auto|always|never"). False after a message. */
bool asked_word(const struct arguments *args, enum option o);
/* The format of a table. False after a message. */
bool asked_table_format(const struct arguments *args, enum grid_format *format);
/* The options of a check or a summary. False after a message. */
bool asked_options(const struct arguments *args, struct checker_options *options);

/* The files that the arguments mean: folders are walked, tests of standards left out; none: the current folder. What cannot be read is said, and *status set. */
struct names { const char **at; uint32_t len; };
struct names files_named(const struct arguments *args, struct arena *a, int *status);
/* The same with tests of standards: files whose names end with TESTS_END, which folders hold beside their plans and standards. */
struct names files_and_tests(const struct arguments *args, struct arena *a, int *status);
#define TESTS_END ".tests.irp"
bool is_tests(const char *name);

/* output.c: -o names a file; otherwise the result goes to standard output. */
bool output_is_file(const struct arguments *args);
/* False after a message: -o names one of `files`, or another file that the command reads (a standard, returns, irp.conf). `what`: "the report". */
bool output_spares_sources(const struct arguments *args, const struct session *s, struct names files, const char *what);

/* Compiles file after file, gives each to `take`, and lets it go; says which have mistakes. Nothing else of a file is kept. */
struct unit_taker { void (*take)(void *of, const struct unit *u); void *of; };
/* The status; *any: a file was read. */
int units_each(struct session *s, const struct arguments *args, struct names files, struct unit_taker to, struct arena *a, bool *any);

/* A session for the arguments' --standard, reading standards from files. False after a message. */
bool session_start(struct session *s, const struct arguments *args, struct arena *a);
/* The files of standards that the session read and that are none of `checked`: those with findings, compiled for them. */
struct units { struct unit *at; uint32_t len; };
struct units standards_read(struct session *s, struct names checked, struct arena *a);

/* engine.c: machine code for a program, made by irp-codegen in a process of its own. `emit`: native, llvm-ir, asm, obj or shared; target: host, or a level
 * of its vectors (baseline, avx2, avx512), or wasm32; debug: with the lines of the standard, for debuggers. */
struct engine_wish { const char *emit, *target; bool debug; const char *prefix; /* of the names of functions; NULL: none */ };
MUST_USE struct err engine_compile(const struct program *p, struct engine_wish wish, struct arena *a, struct str *code);
/* The same, mapped to run here; NULL after a note that the evaluator runs the rules instead. Kept for the next file of the same program. */
struct engine { uint64_t hash; const struct native *native; bool tried, debug; };
const struct native *engine_native(struct engine *e, const struct program *p, struct arena *a);
/* debugger.c: tells a debugger that may be there about machine code that was made for it. */
void debugger_tell(const struct native *n, struct arena *a);
/* --engine native: somebody wants machine code, whether it pays or not, and may look at it with a debugger. */
bool engine_asked(const struct arguments *args);
/* The machine code that --engine means for a unit: NULL for the evaluator; what was linked into irp with a standard, where that is enough; what LLVM
 * makes, where it was asked for or pays. */
const struct native *engine_for(struct engine *e, const struct arguments *args, const struct unit *u, struct arena *a);

#endif
