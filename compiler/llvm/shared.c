/* shared.c - kernels as a shared object, without a linker: the flat code of elf.c, a table of dynamic symbols, and the debug information.
 *
 * The flat code needs no relocation, so that three segments do: headers and symbols (read), code (read and run), the dynamic table (which the
 * loader writes to). Debug sections are not loaded; the addresses in them are settled here.
 */
#include "codegen.h"
#include <elf.h>

#define PAGE UINT64_C(4096)

enum section { NO_SECTION, DYNSYM, DYNSTR, HASH, TEXT, DYNAMIC, LOADED /* and from here on debug sections, then .shstrtab */ };

struct part { const char *name; struct str bytes; uint64_t at; Elf64_Shdr head; };

struct shared {
    struct arena *arena;
    struct str    object;              /* as elf_flatten leaves it */
    Elf64_Ehdr    from;
    VEC(struct part) parts;            /* sections, by enum section */
    uint32_t      symbols;
    const char   *why;
};

static uint64_t up_to(uint64_t at, uint64_t align) { return (at + align - 1) / align * align; }

static struct part *add_part(struct shared *s, const char *name, struct str bytes, Elf64_Shdr head)
{
    struct part *p = vec_push(s->arena, &s->parts);
    head.sh_size = bytes.len;
    *p = (struct part){name, bytes, 0, head};
    return p;
}

/* ---------------------------------------------------------------- symbols */

/* Symbols, their names, and a hash table of one bucket chain: there are few, and the loader asks for one at a time. */
static void add_symbols(struct shared *s, const struct flat *flat, uint32_t kernels, struct str prefix)
{
    struct out names;
    VEC(Elf64_Sym) symbols = {NULL, 0, 0};
    out_memory(&names, s->arena);
    out_char(&names, '\0');
    *vec_push(s->arena, &symbols) = (Elf64_Sym){0};
    for (uint32_t i = 0; i < kernels; i++) {
        if (flat->entry[i] == NATIVE_NONE)
            continue;
        *vec_push(s->arena, &symbols) = (Elf64_Sym){.st_name = (Elf64_Word)names.len, .st_info = ELF64_ST_INFO(STB_GLOBAL, STT_FUNC),
                                                    .st_shndx = TEXT, .st_value = flat->entry[i]};
        out_printf(&names, STR_FMT "k%u", STR_ARG(prefix), i);
        out_char(&names, '\0');
    }
    s->symbols = symbols.len;
    uint32_t *hash = arena_many(s->arena, symbols.len + (size_t)3, uint32_t);
    hash[0] = 1, hash[1] = symbols.len, hash[2] = symbols.len > 1 ? 1 : 0;
    for (uint32_t i = 0; i < symbols.len; i++)
        hash[3 + i] = i > 0 && i + 1 < symbols.len ? i + 1 : 0;
    add_part(s, ".dynsym", (struct str){(char *)symbols.at, symbols.len * sizeof *symbols.at},
             (Elf64_Shdr){.sh_type = SHT_DYNSYM, .sh_flags = SHF_ALLOC, .sh_link = DYNSTR, .sh_info = 1, .sh_addralign = 8, .sh_entsize = sizeof(Elf64_Sym)});
    add_part(s, ".dynstr", out_text(&names), (Elf64_Shdr){.sh_type = SHT_STRTAB, .sh_flags = SHF_ALLOC, .sh_addralign = 1});
    add_part(s, ".hash", (struct str){(char *)hash, (symbols.len + (size_t)3) * sizeof *hash},
             (Elf64_Shdr){.sh_type = SHT_HASH, .sh_flags = SHF_ALLOC, .sh_link = DYNSYM, .sh_addralign = 8, .sh_entsize = 4});
}

/* ---------------------------------------------------------------- debug sections */

/* The section headers of the object were checked by elf_flatten; offsets of what is not loaded were not. */
static Elf64_Shdr section_of(const struct shared *s, uint32_t i)
{
    Elf64_Shdr h;
    memcpy(&h, s->object.at + s->from.e_shoff + i * sizeof h, sizeof h);
    return h;
}

static bool bytes_of(struct shared *s, const Elf64_Shdr *h, struct str *bytes)
{
    if (h->sh_offset > s->object.len || h->sh_size > s->object.len - h->sh_offset) {
        s->why = "a section lies outside the object";
        return false;
    }
    *bytes = (struct str){s->object.at + h->sh_offset, (size_t)h->sh_size};
    return true;
}

static bool is_debug(struct shared *s, const Elf64_Shdr *h, const char **name)
{
    Elf64_Shdr names = section_of(s, s->from.e_shstrndx);
    struct str bytes;
    if (h->sh_type != SHT_PROGBITS || (h->sh_flags & SHF_ALLOC) != 0 || !bytes_of(s, &names, &bytes) || h->sh_name >= bytes.len ||
        !memchr(bytes.at + h->sh_name, 0, bytes.len - h->sh_name))
        return false;
    *name = bytes.at + h->sh_name;
    return strncmp(*name, ".debug_", 7) == 0;
}

/* In debug sections only absolute values occur: an address of code, or an offset in another debug section. */
static bool settle(struct shared *s, char *section, uint64_t len, struct str relocations, struct str symbols, uint64_t text_at)
{
    for (size_t i = 0; i + sizeof(Elf64_Rela) <= relocations.len; i += sizeof(Elf64_Rela)) {
        Elf64_Rela r;
        Elf64_Sym sym = {0};
        memcpy(&r, relocations.at + i, sizeof r);
        uint64_t number = ELF64_R_SYM(r.r_info), type = ELF64_R_TYPE(r.r_info);
        bool eight = type == (s->from.e_machine == EM_AARCH64 ? R_AARCH64_ABS64 : R_X86_64_64);
        bool four = type == (s->from.e_machine == EM_AARCH64 ? R_AARCH64_ABS32 : R_X86_64_32);
        if ((!eight && !four) || r.r_offset > len || (eight ? 8u : 4u) > len - r.r_offset || number >= symbols.len / sizeof sym) {
            s->why = "its debug information is not of a form that is known here";
            return false;
        }
        memcpy(&sym, symbols.at + number * sizeof sym, sizeof sym);
        uint64_t value = sym.st_value + (uint64_t)r.r_addend;
        if (sym.st_shndx < s->from.e_shnum && (section_of(s, sym.st_shndx).sh_flags & SHF_ALLOC) != 0)
            value += section_of(s, sym.st_shndx).sh_addr + text_at;
        memcpy(section + r.r_offset, &value, eight ? 8 : 4);      /* little-endian, as the object */
    }
    return true;
}

static bool settle_section(struct shared *s, uint32_t section, char *bytes, uint64_t len, uint64_t text_at)
{
    for (uint32_t i = 0; i < s->from.e_shnum; i++) {
        Elf64_Shdr h = section_of(s, i), table;
        struct str relocations, symbols;
        if (h.sh_type != SHT_RELA || h.sh_info != section || h.sh_link >= s->from.e_shnum)
            continue;
        table = section_of(s, h.sh_link);
        if (!bytes_of(s, &h, &relocations) || !bytes_of(s, &table, &symbols) || !settle(s, bytes, len, relocations, symbols, text_at))
            return false;
    }
    return true;
}

static bool add_debug(struct shared *s, uint64_t text_at)
{
    for (uint32_t i = 1; i < s->from.e_shnum; i++) {
        Elf64_Shdr h = section_of(s, i);
        const char *name;
        struct str from;
        if (!is_debug(s, &h, &name))
            continue;
        if (!bytes_of(s, &h, &from))
            return false;
        struct str copy = str_keep(s->arena, from);
        if (!settle_section(s, i, (char *)(uintptr_t)copy.at, copy.len, text_at))
            return false;
        add_part(s, name, copy, (Elf64_Shdr){.sh_type = SHT_PROGBITS, .sh_flags = h.sh_flags & (SHF_MERGE | SHF_STRINGS), .sh_addralign = 1,
                                             .sh_entsize = h.sh_entsize});
    }
    return true;
}

/* ---------------------------------------------------------------- the file */

static void add_names(struct shared *s)
{
    struct out names;
    out_memory(&names, s->arena);
    struct part *own = add_part(s, ".shstrtab", STR(""), (Elf64_Shdr){.sh_type = SHT_STRTAB, .sh_addralign = 1});
    out_char(&names, '\0');
    for (uint32_t i = 1; i < s->parts.len; i++) {
        s->parts.at[i].head.sh_name = (Elf64_Word)names.len;
        out_str(&names, str_of(s->parts.at[i].name));
        out_char(&names, '\0');
    }
    own->bytes = out_text(&names);
    own->head.sh_size = own->bytes.len;
}

/* What is loaded lies in the file as in memory, at the same offsets. */
static uint64_t lay_out(struct shared *s, uint32_t first, uint32_t end, uint64_t at)
{
    for (uint32_t i = first; i < end; i++) {
        struct part *p = &s->parts.at[i];
        at = up_to(at, p->head.sh_addralign);
        p->at = p->head.sh_offset = at;
        p->head.sh_addr = (p->head.sh_flags & SHF_ALLOC) != 0 ? at : 0;
        at += p->bytes.len;
    }
    return at;
}

static void fill_dynamic(const struct shared *s, Elf64_Dyn *d)
{
    const struct part *p = s->parts.at;
    const Elf64_Dyn rows[] = {
        {DT_HASH, {p[HASH].at}}, {DT_SYMTAB, {p[DYNSYM].at}}, {DT_STRTAB, {p[DYNSTR].at}}, {DT_STRSZ, {p[DYNSTR].bytes.len}},
        {DT_SYMENT, {sizeof(Elf64_Sym)}}, {DT_NULL, {0}}};
    memcpy(d, rows, sizeof rows);
}
#define DYNAMIC_ROWS 6u

static void settle_symbols(const struct shared *s)
{
    Elf64_Sym *symbols = (Elf64_Sym *)(uintptr_t)s->parts.at[DYNSYM].bytes.at;
    for (uint32_t i = 1; i < s->symbols; i++)
        symbols[i].st_value += s->parts.at[TEXT].at;
}

static Elf64_Phdr segment(uint32_t type, uint32_t flags, uint64_t at, uint64_t bytes, uint64_t align)
{
    return (Elf64_Phdr){.p_type = type, .p_flags = flags, .p_offset = at, .p_vaddr = at, .p_paddr = at, .p_filesz = bytes, .p_memsz = bytes, .p_align = align};
}

#define SEGMENTS 5u

static struct str write_file(const struct shared *s, uint64_t end)
{
    const struct part *p = s->parts.at;
    uint64_t headers_at = up_to(end, 8), len = headers_at + s->parts.len * sizeof(Elf64_Shdr);
    char *file = arena_zero(s->arena, len);
    Elf64_Ehdr head = s->from;
    head.e_type = ET_DYN;
    head.e_phoff = sizeof head, head.e_phentsize = sizeof(Elf64_Phdr), head.e_phnum = SEGMENTS;
    head.e_shoff = headers_at, head.e_shnum = (Elf64_Half)s->parts.len, head.e_shstrndx = (Elf64_Half)(s->parts.len - 1);
    memcpy(file, &head, sizeof head);
    const Elf64_Phdr segments[SEGMENTS] = {
        segment(PT_LOAD, PF_R, 0, p[HASH].at + p[HASH].bytes.len, PAGE),
        segment(PT_LOAD, PF_R | PF_X, p[TEXT].at, p[TEXT].bytes.len, PAGE),
        segment(PT_LOAD, PF_R | PF_W, p[DYNAMIC].at, p[DYNAMIC].bytes.len, PAGE),
        segment(PT_DYNAMIC, PF_R | PF_W, p[DYNAMIC].at, p[DYNAMIC].bytes.len, 8),
        segment(PT_GNU_STACK, PF_R | PF_W, 0, 0, 16),
    };
    memcpy(file + sizeof head, segments, sizeof segments);
    for (uint32_t i = 1; i < s->parts.len; i++)
        if (p[i].bytes.len > 0)
            memcpy(file + p[i].at, p[i].bytes.at, p[i].bytes.len);
    for (uint32_t i = 0; i < s->parts.len; i++)
        memcpy(file + headers_at + i * sizeof p[i].head, &p[i].head, sizeof p[i].head);
    return (struct str){file, (size_t)len};
}

bool elf_shared(const struct flat *flat, uint32_t kernels, struct str prefix, struct arena *a, struct str *shared, const char **why)
{
    struct shared s = {.arena = a, .object = flat->object};
    memcpy(&s.from, flat->object.at, sizeof s.from);
    Elf64_Dyn *dynamic = arena_zero(a, DYNAMIC_ROWS * sizeof *dynamic);
    add_part(&s, "", STR(""), (Elf64_Shdr){0})->head.sh_addralign = 1;
    add_symbols(&s, flat, kernels, prefix);
    add_part(&s, ".text", flat->code, (Elf64_Shdr){.sh_type = SHT_PROGBITS, .sh_flags = SHF_ALLOC | SHF_EXECINSTR, .sh_addralign = PAGE});
    add_part(&s, ".dynamic", (struct str){(char *)dynamic, DYNAMIC_ROWS * sizeof *dynamic},
             (Elf64_Shdr){.sh_type = SHT_DYNAMIC, .sh_flags = SHF_ALLOC | SHF_WRITE, .sh_link = DYNSTR, .sh_addralign = PAGE, .sh_entsize = sizeof *dynamic});
    uint64_t end = lay_out(&s, DYNSYM, LOADED, sizeof(Elf64_Ehdr) + SEGMENTS * sizeof(Elf64_Phdr));
    bool fine = add_debug(&s, s.parts.at[TEXT].at);
    *why = s.why;
    if (!fine)
        return false;
    add_names(&s);
    end = lay_out(&s, LOADED, s.parts.len, end);
    settle_symbols(&s);
    fill_dynamic(&s, dynamic);
    s.parts.at[NO_SECTION].head = (Elf64_Shdr){0};
    *shared = write_file(&s, end);
    return true;
}
