/* wasm.h - checkers for WebAssembly: the stub, the bundle and the kernels of its programs, linked by wasm-ld. */
#ifndef IRP_COMPILER_WASM_H
#define IRP_COMPILER_WASM_H

#include "cmd.h"

#define WASM_PREFIX     "p%u_"                   /* of the functions of program %u */
#define WASM_BYTES_MOST ((uint64_t)1 << 30)      /* of a bundle */

struct wasm_data {
    const struct str *parts;  uint32_t parts_len, bundle_bytes;
    uint32_t          codes;                     /* programs that have machine code, numbered from 0 */
};
/* The object with the data, as parts for file_write; how many. */
uint32_t wasm_object(const struct wasm_data *d, struct arena *a, struct str **parts);

/* Links the data with the objects of its programs (one each). False after a message. */
bool wasm_link(const struct wasm_data *d, const struct str *objects, struct arena *a, struct str *module);

#endif
