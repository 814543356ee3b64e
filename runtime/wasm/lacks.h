/* lacks.h - what WASI has no functions for, and checkers do without: included before every file of the WebAssembly stub (-include). */
#ifndef IRP_WASM_LACKS_H
#define IRP_WASM_LACKS_H

/* There are no owners and no modes. (No header is included here: each file says first what it wants of them.) */
static inline int fchown(int fd, unsigned owner, unsigned group) { return (void)fd, (void)owner, (void)group, 0; }
static inline int fchmod(int fd, unsigned mode) { return (void)fd, (void)mode, 0; }

#endif
