/* bundle.h - a checker: the stub (runtime/start.c), and after it the plans that it checks, the rules and their machine code, in one file.
 *
 *   the stub | blocks, each at a multiple of 4096 | the directory (a pack block), likewise | the trailer, the file's last 64 bytes
 *
 * Programs and machine code are shared between plans. A bundle knows blocks and what they are for; images, programs and machine code are
 * verified by whoever opens them.
 */
#ifndef IRP_IMAGE_BUNDLE_H
#define IRP_IMAGE_BUNDLE_H

#include "../base/str.h"

#define BUNDLE_ALIGN   4096u
#define BUNDLE_VERSION 1u
#define BUNDLE_NONE    UINT32_MAX
#define BUNDLE_BLOCKS_MOST 1000000u

/* Numbers of blocks. `image` BUNDLE_NONE: a standard alone, for plans that come as text; `native` BUNDLE_NONE: the evaluator. */
struct bundle_plan { uint32_t image, program, native; };
/* A line of what --provenance prints: {"irp", "0.1.0"}, {"plan plans/a.irp", its digest}, {"standard hmpps", its digest}. */
struct bundle_fact { struct str what, value; };

struct bundle {
    const struct str         *blocks; uint32_t blocks_len;
    const struct bundle_plan *plans;  uint32_t plans_len;
    const struct bundle_fact *facts;  uint32_t facts_len;
};

/* The parts of the file, in order, for file_write. Same bundle, same bytes. */
struct str *bundle_parts(const struct bundle *b, struct str stub, struct arena *a, uint32_t *parts_len);

/* Reads a whole file that is mapped or in memory (aligned to 4096). Blocks are pieces of it. ERR_DAMAGED, ERR_VERSION; ERR_NOT_FOUND: the file is
 * a stub and no more. */
MUST_USE struct err bundle_open(struct str file, struct arena *a, struct bundle *b);

#endif
