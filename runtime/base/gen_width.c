/* gen_width.c - a program of the build: prints the tables of utf8.c (code points of width 0 and 2) from utf8proc.
 *
 * What Unicode has not given out yet has one column: a terminal draws a box for it.
 */
#include <stdint.h>
#include <stdio.h>
#include <utf8proc.h>

#define POINTS 0x110000

static int width_of(int32_t c)
{
    if (c >= 0xD800 && c <= 0xDFFF)
        return 1;            /* surrogates never stand in UTF-8 */
    return utf8proc_charwidth(c);
}

static void print_table(const char *name, int width)
{
    unsigned on_line = 0;

    printf("static const struct width_range %s[] = {", name);
    for (int32_t c = 0; c < POINTS; c++) {
        int32_t first = c;
        if (width_of(c) != width)
            continue;
        while (c + 1 < POINTS && width_of(c + 1) == width)
            c++;
        printf("%s{0x%04X, 0x%04X},", on_line++ % 6 == 0 ? "\n    " : " ", (unsigned)first, (unsigned)c);
    }
    printf("\n};\n");
}

int main(void)
{
    printf("/* Made by runtime/base/gen_width.c: utf8proc %s, Unicode %s. */\n", utf8proc_version(), utf8proc_unicode_version());
    printf("struct width_range { uint32_t first, last; };\n");
    print_table("width_zero", 0);
    print_table("width_two", 2);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
