/* native.c - which machine code can run here, and what belongs to it. native_map.c maps it. */
#include "native.h"
#include "../image/pack.h"

uint64_t native_features(void)
{
    uint64_t features = 0;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma"))
        features |= NATIVE_NEEDS_AVX2;
    if (features && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        features |= NATIVE_NEEDS_AVX512;
#endif
    return features;
}

uint64_t native_checksum(struct str block)
{
    struct native_header head;
    memcpy(&head, block.at, sizeof head);
    uint64_t entries = pack_checksum((struct str){block.at + sizeof head, head.kernels * (size_t)4}, head.kernels);
    uint64_t code = pack_checksum((struct str){block.at + native_code_at(head.kernels), (size_t)head.code_bytes}, entries);
    return head.object_bytes == 0 ? code : pack_checksum((struct str){block.at + native_object_at(&head), (size_t)head.object_bytes}, code);
}

/* A level has the features of those below it, so that more is better. */
const struct native *native_linked(const struct native_code *const *codes, unsigned len, uint64_t hash, struct arena *a)
{
    const struct native_code *best = NULL;
    for (unsigned i = 0; i < len; i++)
        if (codes[i]->program_hash == hash && (codes[i]->features & ~native_features()) == 0 && (!best || codes[i]->features > best->features))
            best = codes[i];
    if (!best)
        return NULL;
    struct native *n = arena_new(a, struct native);
    *n = (struct native){.kernels = best->kernels, .kernel = best->kernel};
    return n;
}
