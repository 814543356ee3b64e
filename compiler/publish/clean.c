/* clean.c - what authors wrote, as the words and blocks of a document. See make.h. */
#include "make.h"
#include "../../runtime/base/utf8.h"
#include <stdio.h>

#define PICTURES   0x2400u               /* the Unicode pictures of controls 0 to 31 */
#define PICTURE_OF_DELETE 0x2421u
#define REPLACEMENT 0xFFFDu

/* ---- one line */

/* XML 1.0 has no controls but tab and line ends, and neither U+FFFE nor U+FFFF; C1 controls do things in terminals. */
static uint32_t shown(uint32_t c)
{
    if (c < 0x20)
        return PICTURES + c;
    if (c == 0x7F)
        return PICTURE_OF_DELETE;
    return (c >= 0x80 && c < 0xA0) || c == 0xFFFE || c == 0xFFFF ? REPLACEMENT : c;
}

static bool is_plain(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        bool blank = c == ' ' && (i == 0 || i + 1 == s.len || s.at[i - 1] == ' ');
        if (c < ' ' || c >= 0x7F || blank)
            return false;
    }
    return true;
}

struct str clean_words(struct arena *a, struct str text)
{
    if (is_plain(text))
        return text;
    struct out o;
    bool       gap = false;
    out_memory(&o, a);
    for (size_t i = 0; i < text.len;) {
        unsigned len;
        uint32_t c = utf8_read(str_from(text, i), &len);
        i += len;
        if (is_blank((char)c) && c < 0x80) {
            gap = o.len > 0;
            continue;
        }
        if (gap)
            out_char(&o, ' ');
        gap = false;
        char     bytes[4];
        uint32_t picture = shown(c);
        if (picture == c)
            out_str(&o, (struct str){text.at + i - len, len});
        else
            out_str(&o, (struct str){bytes, utf8_write(bytes, picture)});
    }
    return out_text(&o);
}

/* ---- runs */

void run_add(struct arena *a, struct run_list *to, enum run_kind kind, struct str text)
{
    if (text.len > 0)
        *vec_push(a, &to->all) = (struct run){.kind = kind, .text = text};
}

struct runs run_listed(const struct run_list *list) { return (struct runs){list->all.at, list->all.len}; }

static struct runs one_run(struct arena *a, struct run r)
{
    struct run *at = arena_new(a, struct run);
    *at = r;
    return (struct runs){at, r.text.len > 0 ? 1 : 0};
}

struct runs runs_of(struct arena *a, struct str text) { return one_run(a, (struct run){.kind = RUN_PLAIN, .text = text}); }
struct runs runs_strong(struct arena *a, struct str text) { return one_run(a, (struct run){.kind = RUN_STRONG, .text = text}); }

struct runs runs_date(struct arena *a, struct date d)
{
    return one_run(a, (struct run){.kind = RUN_DATE, .text = date_words(a, d), .date = d});
}

struct str str_formatted(struct arena *a, const char *format, va_list list)
{
    va_list again;
    va_copy(again, list);
    size_t len = (size_t)vsnprintf(NULL, 0, format, list);
    char  *at = arena_many(a, len + 1, char);
    vsnprintf(at, len + 1, format, again);
    va_end(again);
    return (struct str){at, len};
}

struct runs runs_printf(struct arena *a, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    struct str text = str_formatted(a, format, list);
    va_end(list);
    return runs_of(a, text);
}

struct str date_words(struct arena *a, struct date d)
{
    struct out o;
    out_memory(&o, a);
    date_print(&o, d);
    return out_text(&o);
}

/* ---- prose */

struct prose {
    struct arena *arena;
    VEC(struct block) blocks;
    VEC(struct runs) items;              /* of the list that is being read */
    struct out    words;                 /* of the paragraph or the item that is being read */
    bool          in_item;
};

static bool is_comment(struct str line) { return line.len >= 2 && line.at[0] == '/' && line.at[1] == '/'; }
static bool is_bullet(struct str line) { return line.len > 2 && line.at[0] == '-' && is_blank(line.at[1]); }

/* A stroke before a word and a colon says that the line is text and no label. */
static struct str without_stroke(struct str line)
{
    size_t colon = str_find(line, STR(":"));
    bool   stroke = line.len > 1 && line.at[0] == '\\' && is_letter(line.at[1]) && colon < line.len && colon <= LABEL_BYTES_MOST;
    return str_from(line, stroke ? 1 : 0);
}

static void end_words(struct prose *p)
{
    struct str text = str_keep(p->arena, clean_words(p->arena, out_text(&p->words)));
    p->words.len = 0;
    if (text.len > 0 && p->in_item)
        *vec_push(p->arena, &p->items) = runs_of(p->arena, text);
    else if (text.len > 0)
        *vec_push(p->arena, &p->blocks) = (struct block){.kind = BLOCK_PARAGRAPH, .paragraph = {.text = runs_of(p->arena, text)}};
    p->in_item = false;
}

static void end_list(struct prose *p)
{
    if (p->items.len > 0)
        *vec_push(p->arena, &p->blocks) = (struct block){.kind = BLOCK_LIST, .list = {p->items.at, p->items.len}};
    p->items.at = NULL;
    p->items.len = p->items.room = 0;
}

static void read_line(struct prose *p, struct str line)
{
    if (line.len == 0 || is_bullet(line)) {
        end_words(p);
        p->in_item = line.len > 0;
        line = str_from(line, line.len > 0 ? 2 : 0);
    } else if (p->words.len == 0 && !p->in_item) {
        end_list(p);                     /* a paragraph after a list */
    }
    out_str(&p->words, without_stroke(line));
    if (line.len > 0)
        out_char(&p->words, '\n');
}

struct blocks prose_blocks(struct arena *a, struct str prose)
{
    struct prose p = {.arena = a};
    out_memory(&p.words, a);
    while (prose.len > 0) {
        struct str line = str_cut(&prose, '\n');
        if (!is_comment(line))
            read_line(&p, str_trim(line));
    }
    end_words(&p);
    end_list(&p);
    return (struct blocks){p.blocks.at, p.blocks.len};
}
