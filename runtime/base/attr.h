/* attr.h - compiler attributes, in one place, for gcc 12 and clang 14 in strict C17. */
#ifndef IRP_BASE_ATTR_H
#define IRP_BASE_ATTR_H

#define MUST_USE      __attribute__((warn_unused_result))
#define NO_RETURN     __attribute__((noreturn))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#define UNUSED        __attribute__((unused))
#define LIKELY(x)     __builtin_expect(!!(x), 1)
#define UNLIKELY(x)   __builtin_expect(!!(x), 0)
#define ARRAY_LEN(a)  (sizeof(a) / sizeof((a)[0]))

#endif
