/* digest.c - SHA-256 (FIPS 180-4). */
#include "digest.h"

#define BLOCK 64u

static const uint32_t ROUNDS[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t turned(uint32_t x, unsigned by) { return (x >> by) | (x << (32 - by)); }

static uint32_t word_at(const unsigned char *at) { return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3]; }

static void take_block(uint32_t state[8], const unsigned char *block)
{
    uint32_t w[64];
    for (unsigned i = 0; i < 16; i++)
        w[i] = word_at(block + 4 * i);
    for (unsigned i = 16; i < 64; i++) {
        uint32_t before = turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^ (w[i - 15] >> 3);
        uint32_t after = turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16] + before + w[i - 7] + after;
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
    for (unsigned i = 0; i < 64; i++) {
        uint32_t one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i];
        uint32_t two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + one;
        d = c, c = b, b = a, a = one + two;
    }
    const uint32_t last[8] = {a, b, c, d, e, f, g, h};
    for (unsigned i = 0; i < 8; i++)
        state[i] += last[i];
}

/* The last bytes, a one bit, zeros, and the length in bits: one block or two. */
static void take_end(uint32_t state[8], const unsigned char *rest, size_t len, uint64_t all)
{
    unsigned char end[2 * BLOCK] = {0};
    size_t blocks = len + 9 > BLOCK ? 2 : 1;
    if (len > 0)
        memcpy(end, rest, len);
    end[len] = 0x80;
    for (unsigned i = 0; i < 8; i++)
        end[blocks * BLOCK - 1 - i] = (unsigned char)(all * 8 >> (8 * i));
    for (size_t i = 0; i < blocks; i++)
        take_block(state, end + i * BLOCK);
}

void digest_bytes(struct str of, unsigned char bytes[DIGEST_BYTES])
{
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const unsigned char *at = (const void *)of.at;
    size_t left = of.len;
    for (; left >= BLOCK; at += BLOCK, left -= BLOCK)
        take_block(state, at);
    take_end(state, at, left, of.len);
    for (unsigned i = 0; i < DIGEST_BYTES; i++)
        bytes[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
}

struct str digest_text(struct str of, struct arena *a)
{
    static const char DIGITS[] = "0123456789abcdef";
    unsigned char bytes[DIGEST_BYTES];
    digest_bytes(of, bytes);
    char *text = arena_alloc(a, 2 * (size_t)DIGEST_BYTES);
    for (unsigned i = 0; i < DIGEST_BYTES; i++) {
        text[2 * i] = DIGITS[bytes[i] >> 4];
        text[2 * i + 1] = DIGITS[bytes[i] & 15];
    }
    return (struct str){text, 2 * (size_t)DIGEST_BYTES};
}

#define BASE64_BYTES 44u                 /* of 32 bytes: 43 letters of six bits, and a sign that two bytes more would make three */

struct str digest_base64(struct str of, struct arena *a)
{
    static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned char bytes[DIGEST_BYTES + 1];
    char *text = arena_alloc(a, BASE64_BYTES);
    digest_bytes(of, bytes);
    bytes[DIGEST_BYTES] = 0;
    for (unsigned i = 0; i < BASE64_BYTES - 1; i++) {
        unsigned bit = 6 * i, two = (unsigned)bytes[bit / 8] << 8 | bytes[bit / 8 + 1];
        text[i] = LETTERS[two >> (10 - bit % 8) & 63];
    }
    text[BASE64_BYTES - 1] = '=';
    return (struct str){text, BASE64_BYTES};
}
