/* digest.h - SHA-256 of a text: what provenance shows, and what sha256sum says of the same file; what fingerprints of findings are made of;
 * what a content security policy names a text by. */
#ifndef IRP_IMAGE_DIGEST_H
#define IRP_IMAGE_DIGEST_H

#include "../base/str.h"

#define DIGEST_BYTES 32u

void digest_bytes(struct str of, unsigned char bytes[DIGEST_BYTES]);
/* 64 hexadecimal digits, in the arena. */
struct str digest_text(struct str of, struct arena *a);
/* The same as base64 (RFC 4648): 44 characters, the last of them "=". */
struct str digest_base64(struct str of, struct arena *a);

#endif
