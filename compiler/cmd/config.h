/* config.h - irp.conf: settings of a folder, as label lines. Each is an option of options.def with another name.
 *
 * For each file that a command works on, the irp.conf of its folder holds, or else that of the nearest folder above, up to the one with .git; as a
 * whole: files further up add nothing. --config names one file for all. The command line wins over it, option by option. Names of files in it are
 * relative to its folder. What a folder has is found out once.
 */
#ifndef IRP_COMPILER_CONFIG_H
#define IRP_COMPILER_CONFIG_H

#include "cmd.h"
#include "../../runtime/base/map.h"

#define CONFIG_NAME       "irp.conf"
#define CONFIG_BYTES_MOST ((size_t)1 << 20)
#define CONFIG_UP_MOST    64u            /* folders above a file in which irp.conf is looked for */

struct setting {
    enum option option;
    struct str  value;                   /* as the option takes it: names of files joined to the folder */
    struct str  written;                 /* as it stands in the file */
    struct place place;                  /* of that, in the text */
    uint32_t    line;
};
struct config {
    struct str  name, folder;            /* as readers see it; its folder, with every link followed */
    struct str  text;
    const struct setting *settings;
    uint32_t    settings_len;
    bool        bad;                     /* its mistakes were told */
};

/* config_read.c: reads the file. Mistakes are told, with their places (bad). `real` ends with NUL. */
const struct config *config_read(struct str real, struct str shown, struct arena *a);
/* A mistake at a place of it, told likewise. */
void config_mistake(const struct config *c, struct place at, struct str sentence, struct str help, struct arena *a);

/* The arguments as they hold under a configuration. */
struct configured {
    const struct config *config;         /* NULL: none */
    struct arguments     args;
    uint32_t             number;         /* in configs.configured */
};
struct configs {
    struct arena *arena;
    const struct arguments *args;        /* the command line's */
    struct configured *all_files;        /* --config: this one for all; NULL: each has its own */
    struct map    named, real;           /* `folders` by the name of the folder as given, and by its real name */
    VEC(struct config_folder { struct str name; struct configured *configured; }) folders;
    VEC(struct configured *) configured; /* each file once; the first is that of no file */
    uint32_t      mistakes;              /* files that have some */
};
/* False after a message: --config cannot be read. */
bool configs_open(struct configs *c, const struct arguments *args, struct arena *a);
/* What holds for a file ("-": standard input, of the current folder) or for a folder. */
struct configured *config_for(struct configs *c, const char *name, bool folder);
/* What holds for the run: of the first name that is there, or else of the current folder. */
struct configured *config_of_run(struct configs *c);
/* A file that was found below a folder and that its settings leave out; what the folder's own name matches leaves nothing out. */
bool config_excludes(struct configs *c, const char *folder, const char *name);
/* --show-config. The status. */
int config_show(struct configs *c);

#endif
