/* wasm.c - runs wasm-ld: the stub that stands beside irp, the bundle and the kernels become one module. What is linked lies in a folder of its own
 * for as long as that takes.
 */
#define _DEFAULT_SOURCE                  /* mkdtemp */
#include "wasm.h"
#include "../../runtime/base/file.h"
#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* All memory is there from the start: node's WASI loses its view of memory that grows. Pages that nobody touches cost nothing. */
#define PAGE_BYTES     ((uint64_t)64 << 10)
#define STACK_BYTES    ((uint64_t)1 << 20)
#define STUB_BYTES     ((uint64_t)4 << 20)       /* more than the stub and the kernels have data */
#define HEAP_BYTES     ((uint64_t)64 << 20)      /* of a small plan ... */
#define HEAP_FOLD      8u                        /* ... and as many times the bundle's bytes */
#define MEMORY_MOST    (((uint64_t)4 << 30) - PAGE_BYTES)
#define MODULE_BYTES_MOST ((size_t)2 << 30)

extern char **environ;

struct linking {
    struct arena  *arena;
    char           folder[64];
    VEC(char *)    files;                /* in the folder, to be removed */
    VEC(char *)    argv;
    struct cleanup cleanup;
};

static void remove_files(void *of)
{
    struct linking *l = of;
    for (uint32_t i = 0; i < l->files.len; i++)
        unlink(l->files.at[i]);
    if (l->folder[0] != '\0')
        rmdir(l->folder);
    l->files.len = 0;
    l->folder[0] = '\0';
}

static bool make_folder(struct linking *l)
{
    const char *where = getenv("TMPDIR");
    struct str  name = str_printf(l->arena, "%s/irp-XXXXXX", where && *where ? where : "/tmp");
    if (name.len >= sizeof l->folder)
        name = STR("/tmp/irp-XXXXXX");
    memcpy(l->folder, name.at, name.len + 1);
    if (!mkdtemp(l->folder)) {
        cannot("link in", l->folder, (struct err){ERR_OPEN, errno});
        l->folder[0] = '\0';
        return false;
    }
    mem_on_close(l->arena->mem, &l->cleanup, remove_files, l);
    return true;
}

static char *file_within(struct linking *l, const char *name)
{
    struct str path = str_printf(l->arena, "%s/%s", l->folder, name);
    return *vec_push(l->arena, &l->files) = (char *)(uintptr_t)path.at;
}

static void add_argument(struct linking *l, const char *text) { *vec_push(l->arena, &l->argv) = (char *)(uintptr_t)text; }

static bool add_file(struct linking *l, const char *name, const struct str *parts, uint32_t len)
{
    char *path = file_within(l, name);
    add_argument(l, path);
    struct err e = file_write(l->arena, path, parts, len, FILE_PLAIN);
    if (failed(e))
        cannot("write", path, e);
    return !failed(e);
}

static bool add_inputs(struct linking *l, const struct wasm_data *d, const struct str *objects)
{
    struct str *parts;
    uint32_t    len = wasm_object(d, l->arena, &parts);
    if (!add_file(l, "data.o", parts, len))
        return false;
    for (uint32_t i = 0; i < d->codes; i++)
        if (!add_file(l, str_printf(l->arena, "%u.o", i).at, &objects[i], 1))
            return false;
    return true;
}

static bool add_memory(struct linking *l, const struct wasm_data *d)
{
    uint64_t bytes = STACK_BYTES + STUB_BYTES + HEAP_BYTES + (HEAP_FOLD + 1) * (uint64_t)d->bundle_bytes;
    bytes = (bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    if (d->bundle_bytes > WASM_BYTES_MOST) {
        say("these plans are too large for a WebAssembly module");
        return false;
    }
    add_argument(l, str_printf(l->arena, "--initial-memory=%llu", (unsigned long long)(bytes < MEMORY_MOST ? bytes : MEMORY_MOST)).at);
    add_argument(l, "-z");
    add_argument(l, str_printf(l->arena, "stack-size=%llu", (unsigned long long)STACK_BYTES).at);
    add_argument(l, "--stack-first");                         /* so that a stack that is used up ends the program, and is not written over data */
    return true;
}

/* The linker of whichever LLVM is there. False after a message. */
static bool run_linker(struct linking *l)
{
    static const char *const NAMES[] = {"wasm-ld", "wasm-ld-19", "wasm-ld-14"};
    int   status = 0, why = ENOENT;
    pid_t pid;
    *vec_push(l->arena, &l->argv) = NULL;
    for (size_t i = 0; i < ARRAY_LEN(NAMES) && why == ENOENT; i++) {
        l->argv.at[0] = (char *)(uintptr_t)NAMES[i];
        why = posix_spawnp(&pid, NAMES[i], NULL, NULL, l->argv.at, environ);
    }
    if (why != 0) {
        say("a module for WebAssembly needs the linker wasm-ld, and it is not there: Debian has it in the package lld");
        return false;
    }
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        say("wasm-ld could not link the module");
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool wasm_link(const struct wasm_data *d, const struct str *objects, struct arena *a, struct str *module)
{
    struct linking *l = arena_new(a, struct linking);
    const char *stub = tool_beside("irp-wasm.a", a);
    l->arena = a;
    if (!stub) {
        say("this irp was built without its part for WebAssembly: build it again where clang, lld, wasi-libc and libclang-rt-dev-wasm32 are");
        return false;
    }
    add_argument(l, NULL);
    add_argument(l, stub);
    if (!make_folder(l) || !add_inputs(l, d, objects) || !add_memory(l, d))
        return false;
    char *made = file_within(l, "module.wasm");
    add_argument(l, "--gc-sections");
    add_argument(l, "--strip-all");
    add_argument(l, "-o");
    add_argument(l, made);
    if (!run_linker(l))
        return false;
    struct err e = file_read(a, made, MODULE_BYTES_MOST, module);
    if (failed(e))
        cannot("read", made, e);
    return !failed(e);
}
