/* irp build: plans and their rules as a program of their own, or a stage of making it. */
#include "wasm.h"
#include "../ir/read.h"
#include "../../runtime/base/file.h"
#include "../../runtime/image/bundle.h"
#include "../../runtime/image/digest.h"

/* runtime/start.c and what it needs, embedded by the Makefile: without and with the front end. */
extern const char irp_stub[], irp_front[], irp_stubs_end[];

struct building {
    const struct arguments *args;
    struct arena  *arena;
    struct session session;
    VEC(struct unit)               units;
    VEC(struct str)                blocks;
    VEC(struct bundle_plan)        plans;
    VEC(struct bundle_fact)        facts;
    const char    *target;
    bool           wasm;
    VEC(struct str)                objects;          /* of the programs, for WebAssembly */
    VEC(const struct program *)    programs;
    VEC(struct bundle_plan)        program_blocks;   /* program and native of each of `programs` */
};

/* ---- compiling */

/* Findings of a plan that is not built are shown as irp check shows them. */
static int refuse(const struct building *b)
{
    struct checker_options options = {.quiet = b->args->given[OPT_QUIET]};
    struct checker c;
    struct out     out, say_out;
    out_open(&out, b->arena, 1);
    out_open(&say_out, b->arena, 2);
    checker_open(&c, &options, &out, &say_out, b->arena);
    for (uint32_t i = 0; i < b->units.len; i++)
        checker_plan(&c, b->units.at[i].image, unit_program(&(struct unit){0}), NULL);
    checker_close(&c);
    if (failed(out_close(&out)) || failed(out_close(&say_out)))
        return STATUS_CANNOT;
    say("nothing was built: the mistakes above come first");
    return STATUS_FOUND;
}

static int compile_all(struct building *b)
{
    uint32_t errors = 0;
    for (uint32_t i = 0; i < b->args->names_len; i++) {
        const char *name = b->args->names[i];
        struct str  text;
        if (!read_source("build", name, b->arena, &text))
            return STATUS_CANNOT;
        struct unit *u = vec_push(b->arena, &b->units);
        pipe_compile(&b->session, str_of(name), text, b->arena, u);
        errors += u->errors;
        if (u->only_standards && u->errors == 0) {
            say("%s holds no plan, review, letter or return to build", name);
            return STATUS_CANNOT;
        }
    }
    struct units standards = standards_read(&b->session, (struct names){b->args->names, b->args->names_len}, b->arena);
    for (uint32_t i = 0; i < standards.len; i++)
        if (standards.at[i].errors > 0) {
            *vec_push(b->arena, &b->units) = standards.at[i];
            errors += standards.at[i].errors;
        }
    return errors > 0 ? refuse(b) : STATUS_FINE;
}

/* ---- writing */

static int write_result(const struct building *b, const struct str *parts, size_t count, enum file_mode mode)
{
    if (!output_is_file(b->args)) {
        struct out o;
        out_open(&o, b->arena, 1);
        for (size_t i = 0; i < count; i++)
            out_str(&o, parts[i]);
        return finish(&o, "the result", STATUS_FINE);
    }
    if (!output_spares_sources(b->args, &b->session, (struct names){b->args->names, b->args->names_len}, "the result"))
        return STATUS_CANNOT;
    struct err e = file_write(b->arena, b->args->value[OPT_OUTPUT].at, parts, count, mode);
    if (failed(e))
        cannot("write", b->args->value[OPT_OUTPUT].at, e);
    return failed(e) ? STATUS_CANNOT : STATUS_FINE;
}

/* ---- stages */

static int emit_image(struct building *b, const struct unit *u)
{
    struct str bytes = image_bytes(u->image, b->arena);
    return write_result(b, &bytes, 1, FILE_PLAIN);
}

static int emit_rules(struct building *b, const struct unit *u)
{
    struct out o;
    out_memory(&o, b->arena);
    program_print(&o, unit_program(u));
    struct str text = out_text(&o);
    return write_result(b, &text, 1, FILE_PLAIN);
}

static int emit_code(struct building *b, const struct unit *u, const char *kind)
{
    struct str code;
    struct err e = engine_compile(unit_program(u), (struct engine_wish){kind, b->target, true, NULL}, b->arena, &code);
    if (failed(e)) {
        cannot("compile", "the rules", e);
        return STATUS_CANNOT;
    }
    return write_result(b, &code, 1, FILE_PLAIN);
}

static int emit_llvm_ir(struct building *b, const struct unit *u) { return emit_code(b, u, "llvm-ir"); }
static int emit_asm(struct building *b, const struct unit *u) { return emit_code(b, u, "asm"); }
static int emit_obj(struct building *b, const struct unit *u) { return emit_code(b, u, "obj"); }
static int emit_shared(struct building *b, const struct unit *u) { return emit_code(b, u, "shared"); }

static const struct stage { const char *name; int (*emit)(struct building *, const struct unit *); bool of_plan; } stages[] = {
    {"image", emit_image, true}, {"rules", emit_rules, false}, {"llvm-ir", emit_llvm_ir, false}, {"asm", emit_asm, false}, {"obj", emit_obj, false},
    {"shared", emit_shared, false},
};

/* A program in its text form stands in for the file whose rules it was. */
static bool is_rules_text(const char *name)
{
    size_t len = strlen(name);
    return len > 6 && strcmp(name + len - 6, ".rules") == 0;
}

static int read_rules(struct building *b, const char *name)
{
    struct ir_mistake mistake;
    struct str text;
    size_t     at;
    struct err e = pipe_read(b->arena, name, &text, &at);
    if (failed(e)) {
        cannot("build", name, e);
        return STATUS_CANNOT;
    }
    struct unit *u = vec_push(b->arena, &b->units);
    *u = (struct unit){.program = program_read(text, b->arena, &mistake)};
    if (u->program == NULL)
        say("%s:%u: %s", name, mistake.line, mistake.why);
    return u->program == NULL ? STATUS_FOUND : STATUS_FINE;
}

static int compile_one(struct building *b, const struct stage *stage)
{
    const char *name = b->args->names[0];
    if (!is_rules_text(name))
        return compile_all(b);
    if (stage->of_plan) {
        say("%s holds rules alone: they have no %s", name, stage->name);
        return STATUS_CANNOT;
    }
    return read_rules(b, name);
}

/* The unit of --standard, without a plan: its program has all versions of it. */
static int compile_standard(struct building *b)
{
    struct str name = b->session.standard;
    const struct standard_set *set = pipe_alone(&b->session, name);
    struct units standards = standards_read(&b->session, (struct names){NULL, 0}, b->arena);
    uint32_t errors = 0;
    for (uint32_t i = 0; i < standards.len; i++) {
        *vec_push(b->arena, &b->units) = standards.at[i];
        errors += standards.at[i].errors;
    }
    if (errors > 0)
        return refuse(b);
    if (set == NULL) {
        say("there is no standard \"" STR_FMT "\"", STR_ARG(name));
        return STATUS_CANNOT;
    }
    b->units.len = 0;
    *vec_push(b->arena, &b->units) = (struct unit){.program = set->program, .set = set};
    return STATUS_FINE;
}

static int build_stage(struct building *b)
{
    struct str stage = b->args->value[OPT_EMIT];
    for (size_t i = 0; i < ARRAY_LEN(stages); i++)
        if (str_eq(stage, str_of(stages[i].name))) {
            if (b->args->names_len > 1) {
                say("--emit takes one file at a time");
                return STATUS_CANNOT;
            }
            if (b->args->names_len == 0 && stages[i].of_plan) {
                say("a standard alone has no %s", stages[i].name);
                return STATUS_CANNOT;
            }
            int status = b->args->names_len == 0 ? compile_standard(b) : compile_one(b, &stages[i]);
            return status != STATUS_FINE ? status : stages[i].emit(b, &b->units.at[0]);
        }
    say("--emit must be one of %s", option_rows[OPT_EMIT].value);
    return STATUS_CANNOT;
}

/* ---- the checker */

static uint32_t add_block(struct building *b, struct str bytes)
{
    *vec_push(b->arena, &b->blocks) = bytes;
    return b->blocks.len - 1;
}

/* Code for WebAssembly is linked in, and its block says only that there is some. */
static uint32_t add_code(struct building *b, struct str code)
{
    if (!b->wasm)
        return add_block(b, code);
    *vec_push(b->arena, &b->objects) = code;
    return add_block(b, STR("wasm32"));
}

static void add_fact(struct building *b, const char *what, struct str name, struct str of)
{
    *vec_push(b->arena, &b->facts) = (struct bundle_fact){
        str_printf(b->arena, "%s" STR_FMT, what, STR_ARG(name)),
        digest_text(of, b->arena)};
}

/* The blocks of a program and of its machine code, made once for all plans that are held to the same standards. */
static struct bundle_plan program_blocks(struct building *b, const struct program *p, struct str name)
{
    for (uint32_t i = 0; i < b->programs.len; i++)
        if (b->programs.at[i] == p)
            return b->program_blocks.at[i];
    struct str         code, bytes = program_bytes(p, b->arena);
    struct bundle_plan made = {.program = add_block(b, bytes), .native = BUNDLE_NONE};
    struct engine_wish wish = {"native", b->target, false, NULL};
    if (b->wasm)
        wish = (struct engine_wish){"obj", b->target, false, str_printf(b->arena, WASM_PREFIX, b->objects.len).at};
    struct err e = engine_compile(p, wish, b->arena, &code);
    if (failed(e))
        say("%s: the checker runs its rules by the evaluator instead", err_text(e.code));
    else
        made.native = add_code(b, code);
    add_fact(b, "standard ", name, bytes);
    *vec_push(b->arena, &b->programs) = p;
    *vec_push(b->arena, &b->program_blocks) = made;
    return made;
}

static int write_program(struct building *b, const struct bundle *bundle)
{
    uint32_t    parts_len;
    struct str  plain = {irp_stub, (size_t)(irp_front - irp_stub)}, front = {irp_front, (size_t)(irp_stubs_end - irp_front)};
    struct str *parts = bundle_parts(bundle, b->args->names_len == 0 || b->args->given[OPT_RETURNS] ? front : plain, b->arena, &parts_len);
    return write_result(b, parts, parts_len, FILE_PROGRAM);
}

static int write_module(struct building *b, const struct bundle *bundle)
{
    struct wasm_data data = {.codes = b->objects.len};
    struct str       module;
    uint64_t         bytes = 0;
    data.parts = bundle_parts(bundle, STR(""), b->arena, &data.parts_len);
    for (uint32_t i = 0; i < data.parts_len; i++)
        bytes += data.parts[i].len;
    data.bundle_bytes = bytes > UINT32_MAX ? UINT32_MAX : (uint32_t)bytes;
    return wasm_link(&data, b->objects.at, b->arena, &module) ? write_result(b, &module, 1, FILE_PLAIN) : STATUS_CANNOT;
}

static int write_bundle(struct building *b)
{
    struct bundle bundle = {b->blocks.at, b->blocks.len, b->plans.at, b->plans.len, b->facts.at, b->facts.len};
    return b->wasm ? write_module(b, &bundle) : write_program(b, &bundle);
}

static int build_checker(struct building *b)
{
    int status = compile_all(b);
    if (status != STATUS_FINE)
        return status;
    for (uint32_t i = 0; i < b->units.len; i++) {
        const struct unit *u = &b->units.at[i];
        struct bundle_plan plan = program_blocks(b, unit_program(u), unit_program(u)->name);
        plan.image = add_block(b, image_bytes(u->image, b->arena));
        add_fact(b, "plan ", u->image->source_name, u->image->source);
        *vec_push(b->arena, &b->plans) = plan;
    }
    return write_bundle(b);
}

/* ---- a standard alone */

static int build_standard(struct building *b)
{
    int status = compile_standard(b);
    if (status != STATUS_FINE)
        return status;
    if (b->wasm) {
        say("a standard alone reads plans as text, which a module for WebAssembly cannot");
        return STATUS_CANNOT;
    }
    struct bundle_plan plan = program_blocks(b, b->units.at[0].program, b->session.standard);
    plan.image = BUNDLE_NONE;
    *vec_push(b->arena, &b->plans) = plan;
    return write_bundle(b);
}

static bool target_known(const char *target)
{
    for (struct str rest = str_of(option_rows[OPT_TARGET].value); rest.len > 0;)
        if (str_eq(str_cut(&rest, '|'), str_of(target)))
            return true;
    say("--target must be one of %s", option_rows[OPT_TARGET].value);
    return false;
}

int cmd_build(const struct arguments *args, struct arena *a)
{
    struct building b = {.args = args, .arena = a, .target = args->given[OPT_TARGET] ? args->value[OPT_TARGET].at : "baseline"};
    b.wasm = strcmp(b.target, "wasm32") == 0;
    if (args->names_len == 0 && !args->given[OPT_STANDARD]) {
        say("say which plans to build: irp build FILE... -o CHECKER; or a standard alone: irp build --standard NAME -o CHECKER");
        return STATUS_CANNOT;
    }
    if (!target_known(b.target) || !session_start(&b.session, args, a))
        return STATUS_CANNOT;
    if (args->given[OPT_EMIT])
        return build_stage(&b);
    if (!args->given[OPT_OUTPUT]) {
        say("say where the checker goes: irp build FILE... -o CHECKER");
        return STATUS_CANNOT;
    }
    *vec_push(a, &b.facts) = (struct bundle_fact){STR("irp"), STR(IRP_VERSION)};
    return args->names_len == 0 ? build_standard(&b) : build_checker(&b);
}
