/* debugger.c - machine code that runs in this process, told to a debugger by gdb's JIT interface, so that it can stop on a rule.
 *
 * A debugger that is there has a breakpoint in __jit_debug_register_code, and then reads the list that the descriptor begins. Both names
 * are its, not ours. The object is the one that irp-codegen made: its sections say where they lie in the code, which is moved here.
 */
#include "cmd.h"
#include <elf.h>

enum { JIT_NO_ACTION, JIT_REGISTER, JIT_UNREGISTER };

struct jit_code_entry {
    struct jit_code_entry *next, *previous;
    const char *symfile_addr;
    uint64_t    symfile_size;
};
struct jit_descriptor {
    uint32_t version, action_flag;
    struct jit_code_entry *relevant_entry, *first_entry;
};

/* What the debugger looks for: kept whatever the linker and the optimiser think of it. */
struct jit_descriptor __jit_debug_descriptor = {1, JIT_NO_ACTION, NULL, NULL};
void __jit_debug_register_code(void);
__attribute__((noinline)) void __jit_debug_register_code(void) { __asm__ volatile("" ::: "memory"); }

struct told { struct jit_code_entry entry; struct cleanup cleanup; };

static void tell(struct jit_code_entry *entry, uint32_t action)
{
    __jit_debug_descriptor.relevant_entry = entry;
    __jit_debug_descriptor.action_flag = action;
    __jit_debug_register_code();
    __jit_debug_descriptor.action_flag = JIT_NO_ACTION;
}

static void forget(void *of)
{
    struct jit_code_entry *entry = &((struct told *)of)->entry;
    if (entry->previous)
        entry->previous->next = entry->next;
    else
        __jit_debug_descriptor.first_entry = entry->next;
    if (entry->next)
        entry->next->previous = entry->previous;
    tell(entry, JIT_UNREGISTER);
}

/* Adds where the code lies to the addresses of the sections that are loaded. False: it is no object. */
static bool move_sections(char *object, size_t len, uint64_t by)
{
    Elf64_Ehdr head;
    if (len < sizeof head)
        return false;
    memcpy(&head, object, sizeof head);
    if (head.e_shentsize != sizeof(Elf64_Shdr) || head.e_shoff > len || head.e_shnum * sizeof(Elf64_Shdr) > len - head.e_shoff)
        return false;
    for (unsigned i = 0; i < head.e_shnum; i++) {
        Elf64_Shdr s;
        char *at = object + head.e_shoff + i * sizeof s;
        memcpy(&s, at, sizeof s);
        if ((s.sh_flags & SHF_ALLOC) != 0)
            s.sh_addr += by;
        memcpy(at, &s, sizeof s);
    }
    return true;
}

void debugger_tell(const struct native *n, struct arena *a)
{
    struct told *t = arena_new(a, struct told);
    char *object = arena_alloc(a, n->object.len + 1);
    if (n->object.len > 0)
        memcpy(object, n->object.at, n->object.len);
    if (!move_sections(object, n->object.len, (uint64_t)(uintptr_t)n->mapping))
        return;
    t->entry = (struct jit_code_entry){__jit_debug_descriptor.first_entry, NULL, object, n->object.len};
    if (t->entry.next)
        t->entry.next->previous = &t->entry;
    __jit_debug_descriptor.first_entry = &t->entry;
    mem_on_close(a->mem, &t->cleanup, forget, t);
    tell(&t->entry, JIT_REGISTER);
}
