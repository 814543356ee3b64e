/* digest.h - SHA-256 of a text: what provenance shows, and what sha256sum says of the same file. */
#ifndef IRP_IMAGE_DIGEST_H
#define IRP_IMAGE_DIGEST_H

#include "../base/str.h"

/* 64 hexadecimal digits, in the arena. */
struct str digest_text(struct str of, struct arena *a);

#endif
