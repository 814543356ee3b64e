/* unit_image.c - plan images: made, written, opened; and every damage refused. Bundles and digests, which carry them. */
#include "unit.h"
#include "../../runtime/image/bundle.h"
#include "../../runtime/image/digest.h"
#include "../../runtime/image/layout.h"
#include "../../runtime/rule/program.h"

static const char SOURCE[] = "# Action plan: HMP Example\n\n## Concern 2\n\n### Action 2.4\n\nOwner: Governor\nDeadline: July 2026\n\nText \xc3\xa9.\n";
#define AT(text) ((uint32_t)(strstr(SOURCE, (text)) - SOURCE))

/* A plan, a concern, an action with an owner, a deadline, a status and a level; two findings. `m` may be NULL. */
struct sample {
    struct image_maker  maker;
    struct table_maker *plan, *concern, *action, *owner, *owners, *update;
    struct finding      findings[2];
    struct related      related;
    struct edit         edits[2];
};

static void heading(struct table_maker *t, int32_t up_table, const char *line, uint32_t item)
{
    *(uint32_t *)image_make_column(t, "", "item", ELEMENT_U32) = item;
    *(int32_t *)image_make_column(t, "", "up table", ELEMENT_I32) = up_table;
    *(int32_t *)image_make_column(t, "", "up", ELEMENT_I32) = up_table < 0 ? -1 : 0;
    *(int32_t *)image_make_column(t, "", "document table", ELEMENT_I32) = 0;
    *(int32_t *)image_make_column(t, "", "document", ELEMENT_I32) = 0;
    *(uint32_t *)image_make_column(t, "", "at", ELEMENT_U32) = AT(line);
    *(uint32_t *)image_make_column(t, "", "length", ELEMENT_U32) = (uint32_t)strlen(line);
}

static void make_scale(struct sample *s)
{
    struct table_maker *scale = image_make_table(&s->maker, "scale", "Scale", "scales", 1);
    struct table_maker *level = image_make_table(&s->maker, "level", "Level", "levels", 2);
    *(int32_t *)image_make_column(scale, "", "levels", ELEMENT_I32) = 2;
    static const char *const NAMES[2] = {"Poor", "Good"};
    for (int i = 0; i < 2; i++) {
        ((uint32_t *)image_make_column(level, "", "name at", ELEMENT_U32))[i] = image_make_name(&s->maker, str_of(NAMES[i]));
        ((uint32_t *)image_make_column(level, "", "name length", ELEMENT_U32))[i] = 4;
        ((int32_t *)image_make_column(level, "", "rank", ELEMENT_I32))[i] = i;
    }
}

static void make_action(struct sample *s)
{
    s->action = image_make_table(&s->maker, "action", "Action", "actions", 1);
    heading(s->action, 1, "### Action 2.4", 2);
    *(uint32_t *)image_make_column(s->action, "", "number at", ELEMENT_U32) = AT("2.4");
    *(uint32_t *)image_make_column(s->action, "", "number length", ELEMENT_U32) = 3;
    *(uint8_t *)image_make_column(s->action, "Deadline", "given", ELEMENT_U8) = GIVEN_YES;
    *(int32_t *)image_make_column(s->action, "Deadline", "first", ELEMENT_I32) = 20635;
    *(int32_t *)image_make_column(s->action, "Deadline", "last", ELEMENT_I32) = 20665;
    *(uint8_t *)image_make_column(s->action, "Deadline", "form", ELEMENT_U8) = DATE_MONTH;
    *(uint8_t *)image_make_column(s->action, "Status", "given", ELEMENT_U8) = GIVEN_YES;
    *(uint8_t *)image_make_column(s->action, "Status", "code", ELEMENT_U8) = STATUS_COMPLETED;
    *(uint8_t *)image_make_column(s->action, "Status", "percent", ELEMENT_U8) = NO_PERCENT;
    *(int32_t *)image_make_column(s->action, "Status", "row", ELEMENT_I32) = -1;
    s->owners = image_make_table(&s->maker, "action.Owner", "Owner", "owners", 1);
    *(int32_t *)image_make_column(s->owners, "", "up", ELEMENT_I32) = 0;
    *(uint8_t *)image_make_column(s->owners, "", "given", ELEMENT_U8) = GIVEN_YES;
    *(int32_t *)image_make_column(s->owners, "", "row", ELEMENT_I32) = 0;
}

static void make_sample(struct sample *s)
{
    memset(s, 0, sizeof *s);
    image_make(&s->maker, &unit_arena, STR("plans/a.irp"), str_of(SOURCE));
    s->plan = image_make_table(&s->maker, "plan", "Action plan", "action plans", 1);
    heading(s->plan, -1, "# Action plan: HMP Example", 0);
    s->concern = image_make_table(&s->maker, "concern", "Concern", "concerns", 1);
    heading(s->concern, 0, "## Concern 2", 1);
    make_action(s);
    s->owner = image_make_table(&s->maker, "owner", "Owner", "owners", 1);
    heading(s->owner, 0, "Governor", 0);
    s->update = image_make_table(&s->maker, "update", "Update", "updates", 0);
    make_scale(s);
    s->related = (struct related){{AT("## C"), 12}, STR("the concern is here")};
    s->findings[0] = (struct finding){.place = {2, 6}, .severity = SEVERITY_WARNING, .code = STR("IRP104"), .name = STR("some-name"),
                                      .sentence = STR("Something stands here"), .help = STR("Mend it"), .why = STR("It matters"),
                                      .caret = STR("here"), .related = &s->related, .related_len = 1, .fix = FIX_SAFE, .edits = s->edits, .edits_len = 2};
    s->edits[0] = (struct edit){{3, 1}, STR("x")};
    s->edits[1] = (struct edit){{4, 0}, STR("y")};
    s->findings[1] = (struct finding){.place = {9, 0}, .severity = SEVERITY_NOTE, .name = STR("other"), .sentence = STR("Something stands here")};
    s->maker.image.findings = s->findings;
    s->maker.image.findings_len = 2;
}

static struct str sample_bytes(struct sample *s) { return image_bytes(image_made(&s->maker), &unit_arena); }

static bool opens(struct str bytes)
{
    const struct image *img;
    return !failed(image_open(bytes, &unit_arena, &img));
}

/* ---------------------------------------------------------------- round trip */

static void check_reading(const struct image *img)
{
    const struct table *action = image_table(img, "action"), *level = image_table(img, "level");
    CHECK_STR(img->source_name, "plans/a.irp");
    CHECK_STR(img->source, SOURCE);
    CHECK(action && level && image_table_number(img, "concern") == 1 && image_table_number(img, "nothing") == -1);
    CHECK_STR(action->word, "Action");
    CHECK_STR(action->plural, "actions");
    CHECK_STR(image_number(img, action, 0), "2.4");
    CHECK_STR(image_number(img, action, 1), "");
    CHECK_STR(image_row_text(img, action, 0, "", ""), "### Action 2.4");
    CHECK_STR(image_row_text(img, action, 0, "", "title"), "");
    CHECK(table_i32(action, "Deadline", "last")[0] == 20665 && table_u8(action, "Deadline", "form")[0] == DATE_MONTH);
    CHECK(!table_i64(action, "Deadline", "number") && !table_column(action, "", "doubt"));
    CHECK_STR(image_level_name(img, 0), "Poor");
    CHECK_STR(image_level_name(img, 1), "Good");
    CHECK_STR(image_level_name(img, 2), "");
    CHECK_STR(image_level_name(img, -1), "");
    for (uint32_t i = 1; i < IMAGE_ROW_PAD; i++)
        CHECK(table_i32(action, "Deadline", "last")[i] == 0);
}

static void check_findings(const struct image *img)
{
    CHECK(img->findings_len == 2);
    const struct finding *f = img->findings;
    CHECK(f[0].place.at == 2 && f[0].place.length == 6 && f[0].severity == SEVERITY_WARNING && f[0].fix == FIX_SAFE && f[0].edits_len == 2 && f[0].edits[0].place.at == 3);
    CHECK_STR(f[0].code, "IRP104");
    CHECK_STR(f[0].name, "some-name");
    CHECK_STR(f[0].sentence, "Something stands here");
    CHECK_STR(f[0].help, "Mend it");
    CHECK_STR(f[0].why, "It matters");
    CHECK_STR(f[0].caret, "here");
    CHECK_STR(f[0].edits[0].text, "x");
    CHECK_STR(f[0].edits[1].text, "y");
    CHECK(f[0].related_len == 1 && f[0].related[0].place.length == 12);
    CHECK_STR(f[0].related[0].text, "the concern is here");
    CHECK(f[1].severity == SEVERITY_NOTE && f[1].related_len == 0 && f[1].code.len == 0);
}

static void round_trip(void)
{
    struct sample s;
    const struct image *img;
    make_sample(&s);
    struct str bytes = sample_bytes(&s);
    CHECK(bytes.len % PACK_ALIGN == 0 && (uintptr_t)bytes.at % PACK_ALIGN == 0);
    if (!CHECK(!failed(image_open(bytes, &unit_arena, &img))))
        return;
    check_reading(image_made(&s.maker));
    check_reading(img);
    check_findings(img);
    for (uint32_t i = 0; i < img->tables_len; i++)
        for (uint32_t k = 0; k < img->tables[i].columns_len; k++)
            CHECK((uintptr_t)img->tables[i].columns[k].data % PACK_ALIGN == 0);
    CHECK(str_eq(image_bytes(img, &unit_arena), bytes));
    make_sample(&s);
    CHECK(str_eq(sample_bytes(&s), bytes));
}

static void empty_image(void)
{
    struct image_maker m;
    const struct image *img;
    image_make(&m, &unit_arena, STR(""), STR(""));
    struct str bytes = image_bytes(image_made(&m), &unit_arena);
    CHECK(!failed(image_open(bytes, &unit_arena, &img)) && img->tables_len == 0 && img->findings_len == 0);
}

/* ---------------------------------------------------------------- damage */

static void every_change_is_seen(void)
{
    struct sample s;
    make_sample(&s);
    struct str bytes = sample_bytes(&s);
    char *copy = pack_room(&unit_arena, bytes.len + 64);
    unsigned opened = 0;
    for (size_t i = 0; i < bytes.len; i++)
        for (unsigned bit = 0; bit < 8; bit += 3) {
            memcpy(copy, bytes.at, bytes.len);
            copy[i] = (char)(copy[i] ^ (1 << bit));
            opened += opens((struct str){copy, bytes.len});
        }
    CHECK(opened == 0);
    memcpy(copy, bytes.at, bytes.len);
    for (size_t len = 0; len < bytes.len + 64; len++)
        opened += len != bytes.len && opens((struct str){copy, len});
    CHECK(opened == 0 && opens((struct str){copy, bytes.len}));
    CHECK(!opens((struct str){copy + 1, bytes.len - 1}));
}

/* Anything may stand under a checksum that is right: then the image is refused, or reading it touches nothing outside. */
static void every_number_is_verified(void)
{
    struct sample s;
    make_sample(&s);
    struct str bytes = sample_bytes(&s);
    unsigned opened = 0, refused = 0;
    for (unsigned round = 0; round < 6000; round++) {
        struct arena a;
        const struct image *img;
        arena_open(&a, &unit_mem);
        struct pack p = {.at = pack_room(&a, bytes.len), .bytes = bytes.len};
        memcpy(p.at, bytes.at, bytes.len);
        for (unsigned n = 1 + (unsigned)(unit_random() % 3); n > 0; n--) {
            size_t at = round < bytes.len / 4 ? round * 4 : (size_t)(unit_random() % bytes.len);
            p.at[at] = (char)(unit_random() % 3 ? unit_random() : (uint64_t)(unsigned char)p.at[at] ^ 0xff);
        }
        if (failed(image_open(pack_made(&p), &a, &img)))
            refused++;
        else {
            static const struct str no_text = {"", 0};
            const struct program none = {.strings = &no_text, .strings_len = 1};
            struct finding_list list;
            struct finding f;
            void *part[CALL_SLOTS_MOST];
            opened++;
            run_findings(run_program(&none, img, 20727, NULL, &a), &list);
            for (uint32_t i = 0; i < list.len; i++)
                list.fill(list.of, i, &a, &f);
            for (int d = 0; d < DERIVEDS; d++)
                derive(img, (enum derived_code)d, 20727, &a, part);
            CHECK(str_eq(image_bytes(img, &a), image_bytes(img, &a)));
        }
        arena_close(&a);
    }
    CHECK(opened > 100 && refused > 100);
}

static void wrong_i32(struct table_maker *t, const char *label, const char *part, int32_t value)
{
    *(int32_t *)image_make_column(t, label, part, ELEMENT_I32) = value;
}
static void wrong_u32(struct table_maker *t, const char *label, const char *part, uint32_t value)
{
    *(uint32_t *)image_make_column(t, label, part, ELEMENT_U32) = value;
}
static void wrong_u8(struct table_maker *t, const char *label, const char *part, uint8_t value)
{
    *(uint8_t *)image_make_column(t, label, part, ELEMENT_U8) = value;
}

#define REFUSED(change)                      \
    do {                                     \
        struct sample s;                     \
        make_sample(&s);                     \
        change;                              \
        CHECK(!opens(sample_bytes(&s)));     \
    } while (0)

static void wrong_values(void)
{
    REFUSED(wrong_i32(s.action, "", "up table", 99));
    REFUSED(wrong_i32(s.action, "", "up table", -2));
    REFUSED(wrong_i32(s.action, "", "up", 1));
    REFUSED(wrong_i32(s.action, "", "up table", 2));            /* in itself */
    REFUSED(wrong_i32(s.plan, "", "up table", 1); wrong_i32(s.plan, "", "up", 0));   /* round and round */
    REFUSED(wrong_i32(s.action, "", "document", 7));
    REFUSED(wrong_i32(s.owners, "", "up", 1));
    REFUSED(wrong_i32(s.owners, "", "up", -1));
    REFUSED(wrong_i32(s.owners, "", "row", 1));                  /* there is a level 1, and no owner */
    REFUSED(wrong_u32(s.action, "", "at", sizeof SOURCE));
    REFUSED(wrong_u32(s.action, "", "length", UINT32_MAX));
    REFUSED(wrong_u32(s.action, "", "at", AT("\xc3\xa9") + 1));   /* within a character */
    REFUSED(wrong_i32(s.action, "Deadline", "last", INT32_MAX));
    REFUSED(wrong_u8(s.action, "Deadline", "form", 77));
    REFUSED(wrong_u8(s.action, "Deadline", "given", 3));
    REFUSED(wrong_u8(s.action, "Status", "code", 7));
    REFUSED(wrong_u8(s.action, "Status", "percent", 101));
    REFUSED(wrong_i32(s.action, "Status", "row", 1));
    REFUSED(wrong_i32(s.action, "Judgement", "row", 2));
    REFUSED(wrong_u8(s.action, "", "doubt", 2));
    REFUSED(wrong_i32(s.action, "", "level", 2));
    REFUSED(((int32_t *)image_make_column(s.action, "Deadline", "last", ELEMENT_I32))[1] = 1);   /* padding */
    REFUSED(s.findings[0].place.at = sizeof SOURCE);
    REFUSED(s.edits[0].place.length = sizeof SOURCE);
    REFUSED(s.edits[0].place.length = 2);                        /* over the next */
    REFUSED(s.findings[0].edits_len = 0);
    REFUSED(s.findings[0].fix = FIX_NONE);
    REFUSED(s.related.place.at = sizeof SOURCE);
    REFUSED(s.findings[0].sentence = STR("\xff"));
    REFUSED(s.maker.image.source = STR("\xc3"));
}

static void other_version(void)
{
    struct sample s;
    const struct image *img;
    make_sample(&s);
    struct str bytes = sample_bytes(&s);
    struct pack p = {.at = pack_room(&unit_arena, bytes.len), .bytes = bytes.len};
    memcpy(p.at, bytes.at, bytes.len);
    p.at[4]++;
    CHECK(image_open(pack_made(&p), &unit_arena, &img).code == ERR_VERSION);
}

/* ---------------------------------------------------------------- bundles and digests */

static struct str joined(const struct str *parts, uint32_t len)
{
    size_t bytes = 0, at = 0;
    for (uint32_t i = 0; i < len; i++)
        bytes += parts[i].len;
    char *room = arena_alloc(&unit_arena, bytes + BUNDLE_ALIGN), *whole = room + (BUNDLE_ALIGN - (uintptr_t)room % BUNDLE_ALIGN);
    for (uint32_t i = 0; i < len; i++) {
        if (parts[i].len > 0)
            memcpy(whole + at, parts[i].at, parts[i].len);
        at += parts[i].len;
    }
    return (struct str){whole, bytes};
}

static void bundles(void)
{
    const struct str blocks[3] = {STR("one"), STR(""), STR("three")};
    const struct bundle_plan plans[2] = {{0, 1, BUNDLE_NONE}, {2, 1, 0}};
    const struct bundle_fact facts[1] = {{STR("irp"), STR("0.1.0")}};
    const struct bundle b = {blocks, 3, plans, 2, facts, 1};
    struct bundle back;
    uint32_t len;
    struct str *parts = bundle_parts(&b, STR("stub"), &unit_arena, &len), whole = joined(parts, len);
    CHECK(!failed(bundle_open(whole, &unit_arena, &back)) && back.blocks_len == 3 && back.plans_len == 2 && back.facts_len == 1);
    CHECK(str_eq(back.blocks[0], blocks[0]) && str_eq(back.blocks[2], blocks[2]) && back.plans[1].image == 2 && back.plans[0].native == BUNDLE_NONE);
    CHECK((uintptr_t)back.blocks[2].at % BUNDLE_ALIGN == 0 && str_eq(back.facts[0].value, facts[0].value));
    CHECK(bundle_open(STR("a stub and nothing else, but not so short that it could not be one with something"), &unit_arena, &back).code == ERR_NOT_FOUND);
    unsigned opened = 0;
    for (size_t cut = 1; cut < 700; cut++)
        opened += !failed(bundle_open(str_upto(whole, whole.len - cut), &unit_arena, &back));
    CHECK(opened == 0);
    for (size_t at = whole.len - 440; at < whole.len - 32; at++) {
        char *c = (char *)(uintptr_t)(whole.at + at);
        *c = (char)(*c ^ 4);
        opened += !failed(bundle_open(whole, &unit_arena, &back));
        *c = (char)(*c ^ 4);
    }
    CHECK(opened == 0);
}

static void digests(void)
{
    char million[1000];
    memset(million, 'a', sizeof million);
    struct out o;
    out_memory(&o, &unit_arena);
    for (int i = 0; i < 1000; i++)
        out_str(&o, (struct str){million, sizeof million});
    CHECK_STR(digest_text(STR(""), &unit_arena), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK_STR(digest_base64(STR(""), &unit_arena), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    CHECK_STR(digest_base64(STR("abc"), &unit_arena), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    CHECK_STR(digest_text(STR("abc"), &unit_arena), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK_STR(digest_text(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), &unit_arena),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK_STR(digest_text(out_text(&o), &unit_arena), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

int main(void)
{
    UNIT_BEGIN();
    round_trip();
    empty_image();
    every_change_is_seen();
    every_number_is_verified();
    wrong_values();
    other_version();
    bundles();
    digests();
    return unit_end();
}
