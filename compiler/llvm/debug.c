/* debug.c - what debuggers need: which line of a standard each instruction came from, as LLVM's debug information (DWARF 4).
 *
 * A kernel is a function whose instructions belong to many rules, perhaps of several files: its scope is the file of its first rule, and
 * each other file is a scope within it. Instructions that belong to no rule (the loop itself) have line 0.
 */
#include "emit.h"
#include <llvm-c/DebugInfo.h>

#define DWARF_VERSION 4u

struct debug {
    LLVMDIBuilderRef builder;
    LLVMMetadataRef *file;              /* of a string of the program; NULL until it is asked for */
    LLVMMetadataRef *scope;             /* the same: within the current kernel */
    LLVMMetadataRef  function, type;
};

static LLVMMetadataRef file_of(const struct emitter *e, uint32_t string)
{
    struct debug *d = e->debug;
    struct str name = e->p->strings[string].len > 0 ? e->p->strings[string] : STR("rules");   /* of operations that say no rule */
    if (!d->file[string])
        d->file[string] = LLVMDIBuilderCreateFile(d->builder, name.at, name.len, "", 0);
    return d->file[string];
}

static void add_flag(const struct emitter *e, const char *name, uint32_t value)
{
    LLVMMetadataRef number = LLVMValueAsMetadata(LLVMConstInt(e->i32, value, 0));
    LLVMAddModuleFlag(e->module, LLVMModuleFlagBehaviorWarning, name, strlen(name), number);
}

void debug_open(struct emitter *e, struct arena *a)
{
    static const char MADE_BY[] = "irp " IRP_VERSION;
    struct debug *d = arena_new(a, struct debug);
    uint32_t first = e->p->rules_len > 0 ? e->p->rules[0].file : 0;
    *d = (struct debug){.builder = LLVMCreateDIBuilder(e->module)};
    d->file = arena_zero(a, e->p->strings_len * sizeof *d->file);
    d->scope = arena_zero(a, e->p->strings_len * sizeof *d->scope);
    e->debug = d;
    add_flag(e, "Debug Info Version", LLVMDebugMetadataVersion());
    add_flag(e, "Dwarf Version", DWARF_VERSION);
    LLVMDIBuilderCreateCompileUnit(d->builder, LLVMDWARFSourceLanguageC99, file_of(e, first), MADE_BY, sizeof MADE_BY - 1, 1, "", 0, 0, "", 0,
                                   LLVMDWARFEmissionFull, 0, 0, 0, "", 0, "", 0);
    LLVMMetadataRef nothing = NULL;
    d->type = LLVMDIBuilderCreateSubroutineType(d->builder, file_of(e, first), &nothing, 1, LLVMDIFlagZero);
}

/* The first rule that one of the kernel's operations came from; NULL: none of them came from a rule. */
static const struct rule *first_rule(const struct emitter *e)
{
    for (uint32_t i = 0; i < e->kernel->ops; i++) {
        uint32_t origin = e->p->ops[e->kernel->first_op + i].origin;
        if (origin > 0)
            return &e->p->rules[origin - 1];
    }
    return NULL;
}

void debug_kernel(struct emitter *e, const char *name)
{
    struct debug *d = e->debug;
    if (!d)
        return;
    const struct rule *first = first_rule(e);
    uint32_t file = first ? first->file : 0, line = first ? first->line : 0;
    d->function = LLVMDIBuilderCreateFunction(d->builder, file_of(e, file), name, strlen(name), name, strlen(name), file_of(e, file), line, d->type,
                                              0, 1, line, LLVMDIFlagZero, 1);
    LLVMSetSubprogram(e->function, d->function);
    memset(d->scope, 0, e->p->strings_len * sizeof *d->scope);
    d->scope[file] = d->function;
    debug_origin(e, 0);
}

void debug_origin(const struct emitter *e, uint32_t origin)
{
    struct debug *d = e->debug;
    if (!d)
        return;
    const struct rule *rule = origin > 0 ? &e->p->rules[origin - 1] : NULL;
    LLVMMetadataRef scope = d->function;
    if (rule && !d->scope[rule->file])
        d->scope[rule->file] = LLVMDIBuilderCreateLexicalBlockFile(d->builder, d->function, file_of(e, rule->file), 0);
    if (rule)
        scope = d->scope[rule->file];
    LLVMSetCurrentDebugLocation2(e->builder, LLVMDIBuilderCreateDebugLocation(e->context, rule ? rule->line : 0, 0, scope, NULL));
}

void debug_close(struct emitter *e)
{
    if (!e->debug)
        return;
    LLVMDIBuilderFinalize(e->debug->builder);
    LLVMDisposeDIBuilder(e->debug->builder);
}
