/* wasm_object.c - the data of a checker for WebAssembly as a relocatable object that wasm-ld links: the bundle, its length, and where the code of
 * each program is. (Tool conventions of WebAssembly: Linking.md.) What runtime/wasm/wasm.c declares is defined here.
 *
 * Numbers are LEB128; those whose place or size has to be known beforehand are padded to five bytes.
 */
#include "wasm.h"
#include "../../runtime/image/bundle.h"

enum { SECTION_CUSTOM = 0, SECTION_IMPORT = 2, SECTION_DATA = 11 };
enum { LINKING_VERSION = 2, LINKING_SEGMENTS = 5, LINKING_SYMBOLS = 8, SYMBOL_DATA = 1, SYMBOL_UNDEFINED = 0x10, RELOCATION_ADDRESS = 5 };
enum { SEGMENT_BUNDLE, SEGMENT_BYTES, SEGMENT_CODES, SEGMENTS };

static void put_number(struct out *o, uint64_t n)
{
    for (; n > 127; n >>= 7)
        out_char(o, (char)(unsigned char)(n | 128));
    out_char(o, (char)n);
}

static void put_padded(struct out *o, uint32_t n)
{
    for (unsigned i = 0; i < 4; i++, n >>= 7)
        out_char(o, (char)(unsigned char)(n | 128));
    out_char(o, (char)n);
}

static void put_word(struct out *o, uint32_t n) { out_str(o, (struct str){(const char *)&n, sizeof n}); }   /* both sides are little-endian */

static void put_name(struct out *o, struct str name)
{
    put_number(o, name.len);
    out_str(o, name);
}

static void put_part(struct out *o, unsigned kind, const struct out *body)
{
    out_char(o, (char)kind);
    put_number(o, body->len);
    out_str(o, (struct str){body->at, body->len});
}

/* Objects import the memory that they will lie in. */
static void put_import(struct out *o, struct arena *a)
{
    struct out body;
    out_memory(&body, a);
    put_number(&body, 1);
    put_name(&body, STR("env"));
    put_name(&body, STR("__linear_memory"));
    out_str(&body, (struct str){"\2\0\1", 3});                /* a memory of at least one page */
    put_part(o, SECTION_IMPORT, &body);
}

/* An active segment at `at`: what is before its bytes. */
static void open_segment(struct out *o, uint32_t at, uint32_t bytes)
{
    out_char(o, '\0');
    out_char(o, '\x41');                                      /* i32.const */
    put_padded(o, at);
    out_char(o, '\x0b');                                      /* end */
    put_padded(o, bytes);
}

static void put_symbol(struct out *o, struct str name, unsigned segment, uint32_t bytes)
{
    put_number(o, SYMBOL_DATA);
    put_number(o, 0);
    put_name(o, name);
    put_number(o, segment);
    put_number(o, 0);
    put_number(o, bytes);
}

static void put_linking(struct out *o, const struct wasm_data *d, struct arena *a)
{
    static const struct { const char *segment, *symbol; unsigned align; } NAMES[SEGMENTS] = {
        [SEGMENT_BUNDLE] = {".rodata.irp_bundle", "irp_bundle", 12},
        [SEGMENT_BYTES]  = {".rodata.irp_bundle_bytes", "irp_bundle_bytes", 2},
        [SEGMENT_CODES]  = {".rodata.irp_codes", "irp_codes", 2}};
    const uint32_t bytes[SEGMENTS] = {d->bundle_bytes, 4, (d->codes + 1) * 4};
    struct out body, segments, symbols;
    out_memory(&body, a);
    out_memory(&segments, a);
    out_memory(&symbols, a);
    put_number(&segments, SEGMENTS);
    put_number(&symbols, SEGMENTS + d->codes);
    for (unsigned i = 0; i < SEGMENTS; i++) {
        put_name(&segments, str_of(NAMES[i].segment));
        put_number(&segments, NAMES[i].align);
        put_number(&segments, 0);
        put_symbol(&symbols, str_of(NAMES[i].symbol), i, bytes[i]);
    }
    for (uint32_t i = 0; i < d->codes; i++) {
        put_number(&symbols, SYMBOL_DATA);
        put_number(&symbols, SYMBOL_UNDEFINED);
        put_name(&symbols, str_printf(a, WASM_PREFIX "code", i));
    }
    put_name(&body, STR("linking"));
    put_number(&body, LINKING_VERSION);
    put_part(&body, LINKING_SEGMENTS, &segments);
    put_part(&body, LINKING_SYMBOLS, &symbols);
    put_part(o, SECTION_CUSTOM, &body);
}

/* `at`: of the first of the addresses, within the data section. */
static void put_relocations(struct out *o, uint32_t at, uint32_t codes, struct arena *a)
{
    struct out body;
    out_memory(&body, a);
    put_name(&body, STR("reloc.DATA"));
    put_number(&body, 1);                                     /* the object's second section */
    put_number(&body, codes);
    for (uint32_t i = 0; i < codes; i++) {
        put_number(&body, RELOCATION_ADDRESS);
        put_number(&body, at + i * 4);
        put_number(&body, SEGMENTS + i);
        put_number(&body, 0);
    }
    put_part(o, SECTION_CUSTOM, &body);
}

/* The bundle's parts are not copied: they come between what is before and what is after them. */
uint32_t wasm_object(const struct wasm_data *d, struct arena *a, struct str **parts)
{
    struct out head, data, tail;
    out_memory(&head, a);
    out_memory(&data, a);
    out_memory(&tail, a);
    uint32_t first = (d->bundle_bytes + 3) & ~UINT32_C(3), codes_bytes = (d->codes + 1) * 4;
    open_segment(&tail, first, 4);
    put_word(&tail, d->bundle_bytes);
    open_segment(&tail, first + 4, codes_bytes);
    uint32_t codes_in_tail = (uint32_t)tail.len;
    for (uint32_t i = 0; i <= d->codes; i++)
        put_word(&tail, 0);
    put_number(&data, SEGMENTS);
    open_segment(&data, 0, d->bundle_bytes);
    uint32_t section = (uint32_t)(data.len + d->bundle_bytes + tail.len), codes_at = (uint32_t)data.len + d->bundle_bytes + codes_in_tail;
    out_str(&head, (struct str){"\0asm\1\0\0\0", 8});
    put_import(&head, a);
    out_char(&head, SECTION_DATA);
    put_number(&head, section);
    out_str(&head, (struct str){data.at, data.len});
    put_linking(&tail, d, a);
    put_relocations(&tail, codes_at, d->codes, a);
    *parts = arena_many(a, d->parts_len + (size_t)2, struct str);
    (*parts)[0] = (struct str){head.at, head.len};
    for (uint32_t i = 0; i < d->parts_len; i++)
        (*parts)[1 + i] = d->parts[i];
    (*parts)[1 + d->parts_len] = (struct str){tail.at, tail.len};
    return d->parts_len + 2;
}
