/* The door to LLVM: irp-codegen, a process of its own that gets a program and gives machine code. It may stay shut: then the evaluator
 * runs the rules, and says so. Nothing here or below links LLVM.
 */
#include "cmd.h"
#include <stdlib.h>

#define CODE_BYTES_MOST ((size_t)256 << 20)

/* Whether machine code pays for a single check, from what tests/bench measures (Zen 4, CPU time; the table "rules" of make bench says it anew). The
 * work of a kernel is its operations times the rows of its table: the evaluator does one in 0.045 ns and machine code in 0.026 ns, so that
 * the 20 ms in which LLVM starts are saved by NATIVE_PAYS_START of work, and the 0.06 ms that an operation takes to compile once it is done for
 * NATIVE_PAYS_ROWS rows. Tables that no rule looks at are no work. */
#define NATIVE_PAYS_START UINT64_C(1000000000)
#define NATIVE_PAYS_ROWS  3000000u

bool engine_asked(const struct arguments *args) { return args->given[OPT_ENGINE] && str_eq(args->value[OPT_ENGINE], STR("native")); }

static uint64_t rows_of(const struct image *img, struct str table)
{
    for (uint32_t i = 0; i < img->tables_len; i++)
        if (str_eq(img->tables[i].name, table))
            return img->tables[i].rows;
    return 0;
}

static bool pays(const struct program *p, const struct image *img)
{
    uint64_t work = 0, ops = 0;
    for (uint32_t i = 0; i < p->steps_len; i++) {
        const struct step *s = &p->steps[i];
        if (s->kind != STEP_KERNEL)
            continue;
        work += rows_of(img, p->strings[p->tables[s->table]]) * p->kernels[s->what].ops;
        ops += p->kernels[s->what].ops;
    }
    return work >= NATIVE_PAYS_START + NATIVE_PAYS_ROWS * ops;
}

static const char *find_codegen(struct arena *a)
{
    const char *asked = getenv("IRP_CODEGEN");
    return asked != NULL && *asked != '\0' ? asked : tool_beside("irp-codegen", a);
}

struct err engine_compile(const struct program *p, struct engine_wish wish, struct arena *a, struct str *code)
{
    const char *codegen = find_codegen(a);
    const char *const words[] = {codegen, "--target", wish.target, "--emit", wish.emit, "--debug", wish.debug ? "yes" : "no",
                                 "--prefix", wish.prefix ? wish.prefix : "", NULL};
    struct err e = codegen ? tool_ask(words, program_bytes(p, a), CODE_BYTES_MOST, a, code) : (struct err){ERR_NO_TOOL, 0};
    return !failed(e) ? OK : (struct err){e.code == ERR_NO_TOOL ? ERR_NO_ENGINE : ERR_ENGINE, 0};
}

const struct native *engine_native(struct engine *e, const struct program *p, struct arena *a)
{
    uint64_t hash = program_hash(p, a);      /* and not its address: the next file's program may lie where the last one lay */
    if (e->tried && e->hash == hash)
        return e->native;
    struct str code;
    e->tried = true, e->hash = hash, e->native = NULL;
    struct err err = engine_compile(p, (struct engine_wish){"native", "host", e->debug, NULL}, a, &code);
    if (!failed(err))
        err = native_open(code, hash, -1, 0, a, &e->native);
    if (failed(err)) {
        say("%s: the evaluator runs them instead", err_text(err.code));
        e->native = NULL;
    } else if (e->debug) {
        debugger_tell(e->native, a);
    }
    return e->native;
}

const struct native *engine_for(struct engine *e, const struct arguments *args, const struct unit *u, struct arena *a)
{
    bool chosen = args->given[OPT_ENGINE] && !str_eq(args->value[OPT_ENGINE], STR("auto"));
    if (!chosen && u->set != NULL && u->set->native != NULL)
        return u->set->native;
    return engine_asked(args) || (!chosen && pays(unit_program(u), u->image)) ? engine_native(e, unit_program(u), a) : NULL;
}
