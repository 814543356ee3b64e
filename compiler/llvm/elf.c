/* elf.c - from the object that LLVM made to one position-independent piece of code, without a linker.
 *
 * The object is not trusted: every offset is checked. What a kernel can need is its code and read-only constants, tied by relative addresses;
 * anything else (data that is written, an undefined symbol, an absolute address) is refused with a reason.
 */
#include "codegen.h"
#include <elf.h>

#define SECTIONS_MOST 4096u
#define FLAT_MOST     ((uint64_t)64 << 20)

struct object {
    struct str     bytes;
    Elf64_Ehdr     head;
    Elf64_Shdr    *sections;
    uint32_t       sections_len;
    uint64_t      *where;               /* of a section in the flat code; NOWHERE when left out */
    struct str     symbols, names;
    char          *code;
    uint64_t       len;
    const char    *why;
};
#define NOWHERE UINT64_MAX

static bool refuse(struct object *o, const char *why)
{
    o->why = why;
    return false;
}

static bool within(struct str s, uint64_t at, uint64_t len) { return at <= s.len && len <= s.len - at; }

static bool section_bytes(struct object *o, const Elf64_Shdr *s, struct str *bytes)
{
    if (!within(o->bytes, s->sh_offset, s->sh_size))
        return refuse(o, "a section lies outside the object");
    *bytes = (struct str){o->bytes.at + s->sh_offset, (size_t)s->sh_size};
    return true;
}

static bool open_object(struct object *o, struct arena *a)
{
    if (o->bytes.len < sizeof o->head)
        return refuse(o, "it is no object");
    memcpy(&o->head, o->bytes.at, sizeof o->head);
    const Elf64_Ehdr *h = &o->head;
    if (memcmp(h->e_ident, ELFMAG, SELFMAG) != 0 || h->e_ident[EI_CLASS] != ELFCLASS64 || h->e_ident[EI_DATA] != ELFDATA2LSB ||
        h->e_type != ET_REL || h->e_shentsize != sizeof(Elf64_Shdr))
        return refuse(o, "it is no 64-bit object");
    if (h->e_shnum == 0 || h->e_shnum > SECTIONS_MOST || !within(o->bytes, h->e_shoff, h->e_shnum * sizeof(Elf64_Shdr)))
        return refuse(o, "its sections are too many");
    o->sections_len = h->e_shnum;
    o->sections = arena_many(a, o->sections_len, Elf64_Shdr);
    memcpy(o->sections, o->bytes.at + h->e_shoff, o->sections_len * sizeof *o->sections);
    return true;
}

static struct str name_at(struct str names, uint64_t at)
{
    if (at >= names.len)
        return STR("");
    const char *end = memchr(names.at + at, 0, names.len - (size_t)at);
    return end ? (struct str){names.at + at, (size_t)(end - (names.at + at))} : STR("");
}

static bool open_symbols(struct object *o)
{
    for (uint32_t i = 0; i < o->sections_len; i++) {
        const Elf64_Shdr *s = &o->sections[i];
        if (s->sh_type != SHT_SYMTAB)
            continue;
        if (s->sh_link >= o->sections_len)
            return refuse(o, "its symbols have no names");
        return section_bytes(o, s, &o->symbols) && section_bytes(o, &o->sections[s->sh_link], &o->names);
    }
    return refuse(o, "it has no symbols");
}

/* ---------------------------------------------------------------- layout */

static bool left_out(const struct object *o, const Elf64_Shdr *s)
{
    struct str names = {NULL, 0};
    if (o->head.e_shstrndx < o->sections_len) {
        const Elf64_Shdr *n = &o->sections[o->head.e_shstrndx];
        if (within(o->bytes, n->sh_offset, n->sh_size))
            names = (struct str){o->bytes.at + n->sh_offset, (size_t)n->sh_size};
    }
    return (s->sh_flags & SHF_ALLOC) == 0 || s->sh_size == 0 || s->sh_type == SHT_NOTE || s->sh_type == SHT_X86_64_UNWIND ||
           str_eq(name_at(names, s->sh_name), STR(".eh_frame"));
}

static bool place_section(struct object *o, uint32_t i)
{
    const Elf64_Shdr *s = &o->sections[i];
    uint64_t align = s->sh_addralign > 0 ? s->sh_addralign : 1;
    if (s->sh_type != SHT_PROGBITS || (s->sh_flags & (SHF_WRITE | SHF_TLS)) != 0)
        return refuse(o, "it holds data that is written");
    if (align > NATIVE_ALIGN || (align & (align - 1)) != 0)
        return refuse(o, "a section is aligned strangely");
    o->len = (o->len + align - 1) / align * align;
    o->where[i] = o->len;
    o->len += s->sh_size;
    return o->len <= FLAT_MOST || refuse(o, "its code is too large");
}

/* Code first, then constants; within each, the object's order. */
static bool place_sections(struct object *o, struct arena *a)
{
    o->where = arena_many(a, o->sections_len, uint64_t);
    for (uint32_t i = 0; i < o->sections_len; i++)
        o->where[i] = NOWHERE;
    for (unsigned pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < o->sections_len; i++) {
            bool code = (o->sections[i].sh_flags & SHF_EXECINSTR) != 0;
            if (code == (pass == 0) && !left_out(o, &o->sections[i]) && !place_section(o, i))
                return false;
        }
    o->code = arena_zero(a, (size_t)o->len + 1);
    for (uint32_t i = 0; i < o->sections_len; i++) {
        struct str bytes;
        if (o->where[i] == NOWHERE)
            continue;
        if (!section_bytes(o, &o->sections[i], &bytes))
            return false;
        memcpy(o->code + o->where[i], bytes.at, bytes.len);
    }
    return true;
}

/* ---------------------------------------------------------------- relocations */

static bool symbol_at(struct object *o, uint64_t number, Elf64_Sym *sym, uint64_t *value)
{
    if (number >= o->symbols.len / sizeof *sym)
        return refuse(o, "a symbol is missing");
    memcpy(sym, o->symbols.at + number * sizeof *sym, sizeof *sym);
    if (sym->st_shndx == SHN_UNDEF || sym->st_shndx >= o->sections_len)
        return refuse(o, "its code calls or reads what is not in it");
    if (o->where[sym->st_shndx] == NOWHERE || sym->st_value > o->sections[sym->st_shndx].sh_size)
        return refuse(o, "its code reads a section that is left out");
    *value = o->where[sym->st_shndx] + sym->st_value;
    return true;
}

static bool write_relative(struct object *o, uint64_t at, int64_t value, unsigned bytes)
{
    if (at > o->len || bytes > o->len - at)
        return refuse(o, "a relocation lies outside the code");
    if (bytes == 4 && (value < INT32_MIN || value > INT32_MAX))
        return refuse(o, "a relative address is too far away");
    memcpy(o->code + at, &value, bytes);      /* little-endian, as the object */
    return true;
}

static bool relocate_x86_64(struct object *o, uint32_t type, uint64_t at, int64_t relative)
{
    switch (type) {
    case R_X86_64_NONE: return true;
    case R_X86_64_PC32: case R_X86_64_PLT32: return write_relative(o, at, relative, 4);
    case R_X86_64_PC64: return write_relative(o, at, relative, 8);
    default: return refuse(o, "its code is not position-independent");
    }
}

/* Bits of an instruction, with the bits that it has there replaced. */
static bool write_bits(struct object *o, uint64_t at, uint32_t mask, uint32_t bits)
{
    uint32_t word;
    if (o->len < 4 || at > o->len - 4)
        return refuse(o, "a relocation lies outside the code");
    memcpy(&word, o->code + at, 4);
    word = (word & ~mask) | (bits & mask);
    memcpy(o->code + at, &word, 4);
    return true;
}

/* The block starts at a page, so that pages and offsets within them are those of the flat code. `value` is the target within it. */
static bool relocate_aarch64(struct object *o, uint32_t type, uint64_t at, int64_t value)
{
    int64_t relative = value - (int64_t)at, pages = (value >> 12) - ((int64_t)at >> 12);
    uint32_t low = (uint32_t)value & 0xfff;
    switch (type) {
    case R_AARCH64_NONE: return true;
    case R_AARCH64_PREL32: return write_relative(o, at, relative, 4);
    case R_AARCH64_PREL64: return write_relative(o, at, relative, 8);
    case R_AARCH64_CALL26: case R_AARCH64_JUMP26:
        return (relative >= -(INT64_C(1) << 27) && relative < INT64_C(1) << 27) ? write_bits(o, at, 0x03ffffff, (uint32_t)(relative >> 2))
                                                                                : refuse(o, "a relative address is too far away");
    case R_AARCH64_ADR_PREL_PG_HI21:
        return write_bits(o, at, 0x60ffffe0, ((uint32_t)pages & 3) << 29 | ((uint32_t)(pages >> 2) & 0x7ffff) << 5);
    case R_AARCH64_ADD_ABS_LO12_NC: case R_AARCH64_LDST8_ABS_LO12_NC: return write_bits(o, at, 0xfff << 10, low << 10);
    case R_AARCH64_LDST16_ABS_LO12_NC:  return write_bits(o, at, 0xfff << 10, low >> 1 << 10);
    case R_AARCH64_LDST32_ABS_LO12_NC:  return write_bits(o, at, 0xfff << 10, low >> 2 << 10);
    case R_AARCH64_LDST64_ABS_LO12_NC:  return write_bits(o, at, 0xfff << 10, low >> 3 << 10);
    case R_AARCH64_LDST128_ABS_LO12_NC: return write_bits(o, at, 0xfff << 10, low >> 4 << 10);
    default: return refuse(o, "its code is not position-independent");
    }
}

static bool relocate(struct object *o, uint32_t section, const Elf64_Rela *r)
{
    Elf64_Sym sym;
    uint64_t target;
    if (r->r_offset > o->sections[section].sh_size || !symbol_at(o, ELF64_R_SYM(r->r_info), &sym, &target))
        return o->why ? false : refuse(o, "a relocation lies outside its section");
    uint64_t at = o->where[section] + r->r_offset;
    int64_t value = (int64_t)(target + (uint64_t)r->r_addend);
    uint32_t type = (uint32_t)ELF64_R_TYPE(r->r_info);
    if (o->head.e_machine == EM_X86_64)
        return relocate_x86_64(o, type, at, value - (int64_t)at);
    if (o->head.e_machine == EM_AARCH64)
        return relocate_aarch64(o, type, at, value);
    return refuse(o, "it is for a machine that irp does not know");
}

static bool relocate_section(struct object *o, const Elf64_Shdr *s)
{
    struct str bytes;
    if (s->sh_info >= o->sections_len || o->where[s->sh_info] == NOWHERE)
        return true;                          /* of a section that is left out */
    if (s->sh_type == SHT_REL)
        return refuse(o, "its relocations have no addends");
    if (!section_bytes(o, s, &bytes))
        return false;
    for (size_t i = 0; i + sizeof(Elf64_Rela) <= bytes.len; i += sizeof(Elf64_Rela)) {
        Elf64_Rela r;
        memcpy(&r, bytes.at + i, sizeof r);
        if (!relocate(o, s->sh_info, &r))
            return false;
    }
    return true;
}

static bool relocate_all(struct object *o)
{
    for (uint32_t i = 0; i < o->sections_len; i++)
        if ((o->sections[i].sh_type == SHT_RELA || o->sections[i].sh_type == SHT_REL) && !relocate_section(o, &o->sections[i]))
            return false;
    return true;
}

/* ---------------------------------------------------------------- kernels */

/* "k12" is kernel 12, after the prefix. */
static bool kernel_number(struct str name, struct str prefix, uint32_t kernels, uint32_t *number)
{
    uint64_t n = 0;
    if (name.len < prefix.len || !str_eq(str_upto(name, prefix.len), prefix))
        return false;
    name = str_from(name, prefix.len);
    if (name.len < 2 || name.len > 11 || name.at[0] != 'k')
        return false;
    for (size_t i = 1; i < name.len; i++) {
        if (!is_digit(name.at[i]))
            return false;
        n = n * 10 + (uint64_t)(name.at[i] - '0');
    }
    *number = (uint32_t)n;
    return n < kernels;
}

static bool find_kernels(struct object *o, uint32_t kernels, struct str prefix, uint32_t *entry)
{
    for (uint32_t i = 0; i < kernels; i++)
        entry[i] = NATIVE_NONE;
    for (uint64_t i = 0; i < o->symbols.len / sizeof(Elf64_Sym); i++) {
        Elf64_Sym sym;
        uint64_t value;
        uint32_t number;
        memcpy(&sym, o->symbols.at + i * sizeof sym, sizeof sym);
        if (ELF64_ST_TYPE(sym.st_info) != STT_FUNC || !kernel_number(name_at(o->names, sym.st_name), prefix, kernels, &number))
            continue;
        if (!symbol_at(o, i, &sym, &value))
            return false;
        entry[number] = (uint32_t)value;
    }
    return true;
}

/* The object with its section headers saying where its pieces are now. */
static struct str placed_object(const struct object *o, struct arena *a)
{
    char *copy = arena_alloc(a, o->bytes.len);
    memcpy(copy, o->bytes.at, o->bytes.len);
    for (uint32_t i = 0; i < o->sections_len; i++) {
        Elf64_Shdr s = o->sections[i];
        s.sh_addr = o->where[i] == NOWHERE ? 0 : o->where[i];
        s.sh_flags &= o->where[i] == NOWHERE ? ~(uint64_t)SHF_ALLOC : ~UINT64_C(0);
        memcpy(copy + o->head.e_shoff + i * sizeof s, &s, sizeof s);
    }
    return (struct str){copy, o->bytes.len};
}

bool elf_flatten(struct str object, uint32_t kernels, struct str prefix, struct arena *a, struct flat *flat)
{
    struct object o = {.bytes = object};
    flat->entry = arena_many(a, kernels, uint32_t);
    bool fine = open_object(&o, a) && open_symbols(&o) && place_sections(&o, a) && relocate_all(&o) && find_kernels(&o, kernels, prefix, flat->entry);
    flat->object = fine ? placed_object(&o, a) : (struct str){NULL, 0};
    flat->code = (struct str){o.code, (size_t)o.len};
    flat->why = o.why;
    return fine;
}
