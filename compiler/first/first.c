/* first.c - the first irp: compiles the standards that come with irp, so that irp can be linked with them (compiler/pipe/compiled.h).
 *
 *     irp-first FOLDER [LEVEL...]
 *
 * writes a program FOLDER/sN.program for each row, FOLDER/programs.s, which takes them in, and FOLDER/compiled.c, the table. LEVELs are those
 * of the machine code that the build makes of each program, with the prefix sN_LEVEL_. A file that would not change is left as it is.
 */
#include "../pipe/compiled.h"
#include "../pipe/pipe.h"
#include "../../lang/standards/standards.h"
#include "../../runtime/base/file.h"
#include <stdio.h>

struct first {
    struct arena  arena;
    const char   *folder;
    char        **levels;
    int           levels_len;
    struct out    table, asm_text;
    uint32_t      rows;
};

static void write_changed(struct first *f, const char *name, struct str text)
{
    const char *path = str_printf(&f->arena, "%s/%s", f->folder, name).at;
    struct str  was;
    if (!failed(file_read(&f->arena, path, (size_t)1 << 30, &was)) && str_eq(was, text))
        return;
    struct err e = file_write(&f->arena, path, &text, 1, FILE_PLAIN);
    if (failed(e)) {
        fprintf(stderr, "irp-first: cannot write %s: %s\n", path, err_text(e.code));
        mem_fail(f->arena.mem, e);
    }
}

static void write_day(struct out *o, int32_t day)
{
    if (day == INT32_MIN || day == INT32_MAX)
        out_str(o, day == INT32_MIN ? STR("INT32_MIN, ") : STR("INT32_MAX, "));
    else
        out_printf(o, "%d, ", day);
}

static void write_row(struct first *f, const char *name, const struct standard_version *v)
{
    uint32_t row = f->rows++;
    write_changed(f, str_printf(&f->arena, "s%u.program", row).at, program_bytes(v->set->program, &f->arena));
    out_printf(&f->asm_text, ".balign 64\ns%u_begin:\n.incbin \"s%u.program\"\ns%u_end:\n.globl s%u_begin, s%u_end\n", row, row, row, row, row);
    out_printf(&f->table, "    {\"%s\", ", name);
    write_day(&f->table, v->from);
    write_day(&f->table, v->to);
    out_printf(&f->table, "%d, s%u_begin, s%u_end, ", v->latest, row, row);
    if (f->levels_len > 0)
        out_printf(&f->table, "s%u_codes, %d},\n", row, f->levels_len);
    else
        out_str(&f->table, STR("0, 0},\n"));
}

static void declare_row(struct first *f, struct out *o, uint32_t row)
{
    out_printf(o, "extern const char s%u_begin[], s%u_end[];\n", row, row);
    for (int i = 0; i < f->levels_len; i++)
        out_printf(o, "extern const struct native_code s%u_%s_code;\n", row, f->levels[i]);
    if (f->levels_len > 0)
        out_printf(o, "static const struct native_code *const s%u_codes[] = {", row);
    for (int i = 0; i < f->levels_len; i++)
        out_printf(o, "%s&s%u_%s_code", i > 0 ? ", " : "", row, f->levels[i]);
    out_str(o, f->levels_len > 0 ? STR("};\n") : STR(""));
}

static void write_all(struct first *f)
{
    struct session session;
    session_open(&session, &f->arena);
    out_memory(&f->table, &f->arena);
    out_memory(&f->asm_text, &f->arena);
    out_str(&f->asm_text, STR(".section .rodata\n"));
    for (unsigned i = 0; i < standard_texts_len; i++) {
        struct standard_versions versions = pipe_versions(&session, str_of(standard_texts[i].name));
        for (uint32_t v = 0; v < versions.len; v++)
            write_row(f, standard_texts[i].name, &versions.at[v]);
    }
    out_str(&f->asm_text, STR(".section .note.GNU-stack,\"\",%progbits\n"));
    struct out text;
    out_memory(&text, &f->arena);
    out_str(&text, STR("/* Written by irp-first. */\n#include \"compiler/pipe/compiled.h\"\n"));
    for (uint32_t row = 0; row < f->rows; row++)
        declare_row(f, &text, row);
    out_str(&text, STR("const struct compiled_standard compiled_standards[] = {\n"));
    out_str(&text, out_text(&f->table));
    out_printf(&text, "};\nconst unsigned compiled_standards_len = %u;\n", f->rows);
    write_changed(f, "compiled.c", out_text(&text));
    write_changed(f, "programs.s", out_text(&f->asm_text));
}

int main(int argc, char **argv)
{
    static struct mem mem;
    static struct first f;
    if (argc < 2) {
        fputs("usage: irp-first FOLDER [LEVEL...]\n", stderr);
        return 2;
    }
    mem_open(&mem);
    if (setjmp(mem.recover)) {
        fprintf(stderr, "irp-first: cannot go on: %s\n", err_text(mem.why.code));
        mem_close(&mem);
        return 2;
    }
    arena_open(&f.arena, &mem);
    f.folder = argv[1], f.levels = argv + 2, f.levels_len = argc - 2;
    write_all(&f);
    mem_close(&mem);
    return 0;
}
