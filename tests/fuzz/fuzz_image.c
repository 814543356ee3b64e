/* fuzz_image.c - plan images from anyone: opened, and when they open, read by everything that reads images.
 *
 * A block's frame (sizes that add up, a checksum) would turn away nearly every mutation, so the frame is made anew about the input:
 * the sizes that it states, its bytes as far as they go. Corpus: images of the examples.
 */
#include "fuzz.h"
#include "../../runtime/report/fingerprint.h"
#include "../../runtime/image/layout.h"
#include "../../runtime/report/report.h"
#include "../../runtime/report/grouped.h"
#include "../../runtime/rule/program.h"

#define SECTION_BYTES_MOST ((uint64_t)1 << 20)
#define HEADER_BYTES       64u
#define TODAY              20727              /* 1 October 2026 */

static struct str framed(struct arena *a, struct str input)
{
    uint64_t sizes[IMAGE_SECTIONS] = {0};
    for (uint32_t i = 0; i < IMAGE_SECTIONS && HEADER_BYTES + 16 * i + 16 <= input.len; i++) {
        memcpy(&sizes[i], input.at + HEADER_BYTES + 16 * i + 8, sizeof sizes[i]);
        sizes[i] %= SECTION_BYTES_MOST;
    }
    struct pack pack;
    pack_make(&pack, a, IMAGE_MAGIC, IMAGE_VERSION, sizes, IMAGE_SECTIONS);
    uint64_t from = pack.where[0];
    if (input.len > from)
        memcpy(pack.at + from, input.at + from, (size_t)(input.len < pack.bytes ? input.len - from : pack.bytes - from));
    return pack_made(&pack);
}

static void read_all(const struct image *img, struct arena *a)
{
    struct out out;
    out_memory(&out, a);
    for (int json = 0; json < 2; json++) {
        struct summary *s = summary_open(&(struct summary_options){.today = TODAY, .format = json > 0 ? GRID_JSON : GRID_TEXT, .look.columns = 80}, &out, a);
        summary_add(s, img, NULL);
        summary_close(s);
    }
    static const struct str groups[] = {{"", 0}, {"area", 4}, {"month", 5}, {"estate", 6}, {"owner", 5}, {"status", 6}};
    static const uint32_t group_tables[] = {1, 2, 3, 4, 5};
    const struct program names_groups = {.strings = groups, .strings_len = 6, .tables = group_tables, .tables_len = 5};
    (void)image_grouped(img, &names_groups, TODAY, a);

    static const struct str no_text = {"", 0};
    const struct program none = {.strings = &no_text, .strings_len = 1};
    struct finding_list list, printed;
    run_findings(run_program(&none, img, TODAY, NULL, a), &list);
    fingerprints_list(&list, a, &printed);
    for (unsigned i = 0; i < FINDINGS_FORMATS; i++)
        findings_alone(findings_formats[i].writer, &out, &printed, (struct look){.columns = 80}, a);

    for (int d = 0; d < DERIVEDS; d++) {
        void *part[CALL_SLOTS_MOST];
        derive(img, (enum derived_code)d, TODAY, a, part);
    }
    if (!str_eq(image_bytes(img, a), image_bytes(img, a)))
        BUG("an image has two forms");
}

void fuzz_one(struct arena *a, struct str input)
{
    const struct image *img;
    if (!failed(image_open(framed(a, input), a, &img)))
        read_all(img, a);
}
