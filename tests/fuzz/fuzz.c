/* fuzz.c - what libFuzzer calls: each input in memory of its own. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mem mem;
    struct arena arena;
    mem_open(&mem);
    if (setjmp(mem.recover) == 0) {
        arena_open(&arena, &mem);
        fuzz_one(&arena, str_keep(&arena, (struct str){(const char *)data, size}));
    }
    mem_close(&mem);
    return 0;
}
