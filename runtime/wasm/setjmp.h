/* setjmp.h - WebAssembly has no way back out of a call, so that recovery points are never jumped to: wasm.c says what mem_fail had to say, and ends. */
#ifndef IRP_WASM_SETJMP_H
#define IRP_WASM_SETJMP_H

typedef long jmp_buf[1];
#define setjmp(point) ((void)(point), 0)
_Noreturn void longjmp(jmp_buf point, int value);

#endif
