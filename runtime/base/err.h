/* err.h - the ways in which the environment can fail, as a value that has to be looked at.
 *
 * A mistake in a plan is a finding (runtime/report/finding.h). A defect of ours is BUG().
 * Everything else that can go wrong (files, full disks, damaged images, LLVM) is a struct err, turned into text
 * only by the commands. Memory is the one exception: see mem.h.
 */
#ifndef IRP_BASE_ERR_H
#define IRP_BASE_ERR_H

#include "attr.h"
#include <stdbool.h>

/* ERR(ID, text): text finishes "irp: cannot ... NAME: " */
#define ERR_TABLE(ERR)                                             \
    ERR(OPEN,         "it cannot be opened")                       \
    ERR(READ,         "it cannot be read")                         \
    ERR(WRITE,        "it cannot be written")                      \
    ERR(CHANGED,      "it was changed while irp worked on it; nothing was written") \
    ERR(NOT_FOUND,    "there is no such file or folder")           \
    ERR(IS_FOLDER,    "it is a folder, and a file was meant")      \
    ERR(NOT_A_FILE,   "it is not an ordinary file")                \
    ERR(TOO_LARGE,    "it is larger than irp reads")               \
    ERR(NOT_TEXT,     "it is not UTF-8 text")                      \
    ERR(EMPTY,        "it is empty")                               \
    ERR(NO_STANDARD,  "it holds no standard")                      \
    ERR(NO_PLANS,     "there is no .irp file below this folder")   \
    ERR(NO_FRONT,     "this program cannot read plans")            \
    ERR(DAMAGED,      "it is damaged: its contents do not add up") \
    ERR(VERSION,      "another version of irp made it")            \
    ERR(NO_ENGINE,    "native code cannot be made on this machine") \
    ERR(ENGINE,       "LLVM could not compile the rules")          \
    ERR(NO_TOOL,      "irp-office, which makes such files, is not beside irp, or cannot be started") \
    ERR(TOOL,         "irp-office could not make it") \
    ERR(LIMIT,        "a limit of irp was reached")                \
    ERR(MEMORY,       "there is not enough memory")

enum err_code {
    ERR_NONE,
#define ERR(id, text) ERR_##id,
    ERR_TABLE(ERR)
#undef ERR
};

struct err {
    enum err_code code;
    int           system;  /* errno, or 0 */
};

#define OK ((struct err){ERR_NONE, 0})

static inline bool failed(struct err e) { return e.code != ERR_NONE; }

/* The code's sentence from the table above; "no error" for ERR_NONE. Static. */
const char *err_text(enum err_code code);

/* A defect of ours, never reachable from input: prints the place and stops the process. */
#define BUG(why) bug(__FILE__, __LINE__, (why))
NO_RETURN void bug(const char *file, int line, const char *why);

#endif
