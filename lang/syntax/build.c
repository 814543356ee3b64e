/* The builder: from lines to the tree. It knows which kind a heading's words mean and where an item belongs, and how to go on after each
 * mistake so that one mistake gives one message and the items round it stay whole. Labels and texts are in labels.c. */
#include "parse_tree.h"

#define HEADING_HELP "For example: ### Action 2.4: Sampling of case records. A number is whole numbers joined by full stops."

/* ---- the scanner's places */

static const struct fed *fed_now(const struct parse *p) { return &p->lines.fed[p->lines.fed_first]; }

struct span parse_span(const struct parse *p)
{
    uint32_t at = fed_now(p)->at;
    return (struct span){at + p->column_was, at + p->column};
}

struct span parse_marked_span(const struct parse *p)
{
    uint32_t at = fed_now(p)->at;
    return (struct span){at, at + p->column - p->column_was - 2};
}

struct span parse_line_span(const struct parse *p) { return (struct span){fed_now(p)->at, fed_now(p)->end}; }

void parse_next_line(struct parse *p)
{
    p->lines.fed_first = (p->lines.fed_first + 1) % FED_LINES;
    p->lines.fed_len--;
    p->column = 0;
}

bool follows(const struct parse *p, uint32_t end, uint32_t next)
{
    struct str between = {p->tree->source.at + end, next - end}, line = str_cut(&between, '\n');
    if (str_trim(line).len > 0)
        return false;
    while (between.len > 0) {
        size_t end_of_line = str_find(between, STR("\n"));
        if (end_of_line == between.len)
            return str_trim(between).len == 0;           /* the blanks before the word */
        if (!(end_of_line >= 2 && between.at[0] == '/' && between.at[1] == '/'))
            return false;
        between = str_from(between, end_of_line + 1);
    }
    return true;
}

/* ---- where items belong */

static enum kind    document_kind(const struct parse *p) { return p->depth == 0 ? KIND_NONE : (enum kind)p->items.at[p->open[0]].kind; }

uint64_t documents_mask(void)
{
    uint64_t mask = 0;
    for (unsigned k = 0; k < KINDS; k++)
        if (kind_is_document((enum kind)k))
            mask |= UINT64_C(1) << k;
    return mask;
}

/* The kinds that may stand somewhere in a document of kind `d`. */
static uint64_t reachable(enum kind d)
{
    uint64_t mask = d == KIND_NONE ? 0 : UINT64_C(1) << d;
    for (uint64_t was = 0; was != mask;) {
        was = mask;
        for (unsigned k = 0; k < KINDS; k++)
            if ((kind_rows[k].parents & mask) != 0)
                mask |= UINT64_C(1) << k;
    }
    return d == KIND_NONE ? 0 : mask & ~(UINT64_C(1) << d);
}

/* The kind meant, from the kinds of this document first. "# Update: NAME, DATE" is a document; "Update 31 August 2026" an item. */
static struct meaning meaning_of(const struct parse *p, const struct heading *h)
{
    struct str words = text_of(p, h->words);
    uint64_t   here = p->depth == 0 ? 0 : p->reachable, documents = documents_mask();
    bool       titled = h->title.end != 0;
    bool       document_first = h->mark.end - h->mark.at == 1 && titled && h->rest.end == 0;
    struct meaning m = meaning_among(words, document_first ? documents : here);
    if (m.kind == KIND_NONE)
        m = meaning_among(words, document_first ? here : documents);
    if (m.kind == KIND_NONE)
        m = meaning_among(words, UINT64_MAX);
    return m;
}

/* The depth of the nearest open item that may hold the kind; 0 when none may. An item whose number starts with "?" belongs to no concern:
 * the outermost. */
static uint32_t depth_for(const struct parse *p, enum kind k, bool outermost)
{
    uint32_t found = 0;
    for (uint32_t d = p->depth; d > 0; d--) {
        enum kind holder = (enum kind)p->items.at[p->open[d - 1]].kind;
        if (holder != KIND_NONE && kind_may_stand_in(k, holder)) {
            found = d;
            if (!outermost)
                break;
        }
    }
    return found;
}

/* ---- headings */

static struct str kinds_list(uint64_t mask, struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    bool first = true;
    for (unsigned k = 0; k < KINDS; k++)
        if ((mask >> k & 1) != 0) {
            if (!first)
                out_str(&o, STR(", "));
            out_str(&o, kind_with_article((enum kind)k, a));
            first = false;
        }
    return out_text(&o);
}

static struct str headings_list(uint64_t mask, struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    bool first = true;
    for (unsigned k = 0; k < KINDS; k++)
        if ((mask >> k & 1) != 0) {
            out_printf(&o, "%s%s", first ? "" : ", ", kind_rows[k].word);
            first = false;
        }
    return out_text(&o);
}

static struct str hashes_of(const struct parse *p, struct span line)
{
    struct str all = text_of(p, line);
    size_t     n = 0;
    while (n < all.len && all.at[n] == '#')
        n++;
    return str_upto(all, n);
}

/* "# Action plan: HMP Example": the heading as it should stand. */
static struct str heading_words(const struct parse *p, struct span line, struct meaning m, struct str number, struct str title)
{
    struct str words = meaning_words(m, p->arena), hashes = hashes_of(p, line);
    return str_printf(p->arena, STR_FMT " " STR_FMT "%s" STR_FMT "%s" STR_FMT, STR_ARG(hashes), STR_ARG(words), number.len > 0 ? " " : "", STR_ARG(number),
                      title.len > 0 ? ": " : "", STR_ARG(title));
}

/* The heading is understood, and has to be written otherwise. */
static void write_heading(struct parse *p, struct span line, struct str words)
{
    struct finding *f = diag1(p->sink, DIAG_HEADING_NOT_READ, place_of(line), str_printf(p->arena, "Write: " STR_FMT, STR_ARG(words)));
    diag_fix(p->sink, f, MEND_HEADING_WORDS, place_of(line), words);
}

/* "## Key concerns": a heading over several, which each have one of their own. */
static bool is_heading_of_several(struct str words, struct meaning m, const struct heading *h, struct arena *a)
{
    struct str one = m.kind == KIND_NONE ? STR("") : meaning_words(m, a);
    return one.len > 0 && words.len == one.len + 1 && lower(words.at[words.len - 1]) == 's' && h->rest.end == 0 && h->title.end == 0;
}

/* Reports words that are no kind's; gives the near kind, so that the item can be taken as what was meant, and its title where the words held it. */
static struct meaning unknown_heading(struct parse *p, struct heading *h)
{
    struct arena *a = p->arena;
    struct str    words = text_of(p, h->words), left;
    enum kind     d = document_kind(p);
    uint64_t      top = h->mark.end - h->mark.at <= 1 ? documents_mask() : 0, mask = d == KIND_NONE ? documents_mask() : p->reachable | top;
    struct meaning m = meaning_near(words, mask, h->rest.end != 0, &left, a);
    struct str     where = d == KIND_NONE ? STR("this file") : kind_with_article(d, a);
    if (m.kind == KIND_NONE || is_heading_of_several(words, m, h, a)) {
        struct str help = m.kind != KIND_NONE ? str_printf(a, "Give each of them a heading of its own: " STR_FMT, STR_ARG(heading_words(p, h->line, m, STR("1"), STR(""))))
                                              : str_printf(a, "The headings are: " STR_FMT ".", STR_ARG(headings_list(mask, a)));
        diag4(p->sink, DIAG_UNKNOWN_HEADING, place_of(h->words), words, where, STR(""), help);
        return (struct meaning){KIND_NONE, 0};
    }
    struct str meant = meaning_words(m, a), title = left;
    struct str help = str_printf(a, "Write " STR_FMT " in its place.", STR_ARG(meant));
    if (h->title.end == 0 && h->rest.end == 0 && left.len > 0) {
        h->named = place_of_text(p, left);
        help = str_printf(a, "Write: " STR_FMT, STR_ARG(heading_words(p, h->line, m, STR(""), title)));
    }
    struct finding *f = diag4(p->sink, DIAG_UNKNOWN_HEADING, place_of(h->words), words, where, str_printf(a, "; the nearest is \"" STR_FMT "\"", STR_ARG(meant)), help);
    if (h->named.length == 0)
        diag_fix(p->sink, f, MEND_HEADING_NEAR, place_of(h->words), meant);
    return m;
}

/* Opens an item at the depth after `depth` open ones. */
static uint32_t open_item(struct parse *p, const struct heading *h, struct meaning m, uint32_t depth)
{
    uint32_t number = p->items.len;
    if (number >= ITEMS_MOST) {
        if (!p->full)
            diag1(p->sink, DIAG_TOO_MANY_ITEMS, place_of(h->line), str_printf(p->arena, "%u", ITEMS_MOST));
        p->full = true;
        return NO_ITEM;
    }
    p->depth = depth < DEPTH_MOST ? depth : DEPTH_MOST - 1;
    struct item *item = vec_push(p->arena, &p->items);
    *item = (struct item){
        .kind = (uint8_t)m.kind, .modifier = (uint8_t)m.modifier,
        .hashes = (uint8_t)(h->mark.end - h->mark.at > 255 ? 255 : h->mark.end - h->mark.at),
        .parent = p->depth == 0 ? NO_ITEM : p->open[p->depth - 1], .document = p->depth == 0 ? number : p->open[0],
        .place = place_of(h->line), .first_label = p->labels.len,
    };
    if (p->depth == 0)
        p->reachable = reachable(m.kind);
    p->open[p->depth++] = number;
    p->tree->kind_count[m.kind]++;
    p->text_seen = p->label_last = false;
    return number;
}

static void doubt(struct parse *p, uint32_t item)
{
    if (item != NO_ITEM)
        item_at(p, item)->flags |= ITEM_DOUBT;
}

/* Opens an item of no known kind where its number signs put it. What is round it may miss something that stands in it, so that is in doubt. */
static void open_unknown(struct parse *p, const struct heading *h)
{
    uint32_t hashes = 0;
    for (struct str line = text_of(p, h->line); hashes < line.len && line.at[hashes] == '#'; hashes++)
        ;
    uint32_t depth = hashes == 0 || hashes - 1 > p->depth ? p->depth : hashes - 1;
    if (depth > 0)
        doubt(p, p->open[depth - 1]);
    doubt(p, open_item(p, h, (struct meaning){KIND_NONE, 0}, depth));
}

/* Without number signs at the end, as other languages close a heading. */
static struct str without_closing(struct str s)
{
    size_t len = s.len;
    while (len > 0 && s.at[len - 1] == '#')
        len--;
    return len < s.len && (len == 0 || is_blank(s.at[len - 1])) ? str_trim(str_upto(s, len)) : s;
}

/* "Action 2.4 - Sampling" */
struct str without_dash(struct str s)
{
    bool wide = s.len >= 3 && (str_eq(str_upto(s, 3), STR("\xE2\x80\x93")) || str_eq(str_upto(s, 3), STR("\xE2\x80\x94")));
    return wide || (s.len > 0 && s.at[0] == '-') ? str_trim(str_from(s, wide ? 3 : 1)) : s;
}

/* What follows a number without a blank makes it another: 2-4, 2,4, 2.4a. */
static bool is_glued(struct str after)
{
    if (after.len == 0 || str_blank(after) > 0)
        return false;
    return is_letter(after.at[0]) || (unsigned char)after.at[0] >= 0x80 || (after.len > 1 && strchr("-,/", after.at[0]) != NULL && (is_digit(after.at[1]) || is_letter(after.at[1])));
}

/* "2-4", "2,4", "2/4": 2.4; empty: it is something else. */
static struct str with_full_stops(struct str number, struct arena *a)
{
    char *to = arena_alloc(a, number.len);
    for (size_t i = 0; i < number.len; i++) {
        bool digit = is_digit(number.at[i]), sign = i > 0 && i + 1 < number.len && strchr("-,/.", number.at[i]) != NULL && is_digit(number.at[i - 1]);
        if (!digit && !sign)
            return STR("");
        to[i] = digit ? number.at[i] : '.';
    }
    return (struct str){to, number.len};
}

static bool number_fine(struct parse *p, struct item *item, const struct heading *h, struct str rest, size_t n)
{
    struct str after = str_from(rest, n), trimmed = str_trim(after);
    enum kind  k = (enum kind)item->kind;
    if (is_glued(after)) {
        size_t len = n;
        while (len < rest.len && !is_blank(rest.at[len]))
            len++;
        struct place at = {h->rest.at, (uint32_t)len};
        struct finding *f = diag3(p->sink, DIAG_HEADING_NUMBER, at, kind_word_lower(k, p->arena), str_upto(rest, len), str_of(kind_rows[k].word));
        struct str      number = with_full_stops(str_upto(rest, len), p->arena);
        if (number.len > 0)
            diag_fix(p->sink, f, MEND_FULL_STOPS, at, number);
        return false;
    }
    if (trimmed.len > 0 && (is_digit(trimmed.at[0]) || kind_rows[k].title == TITLE_NONE)) {
        diag1(p->sink, DIAG_HEADING_NOT_READ, place_of(h->line), STR(HEADING_HELP));
        return false;
    }
    return true;
}

static struct str within_brackets(struct str s)
{
    size_t close = str_find(s, STR(")"));
    return close + 1 == s.len ? str_trim((struct str){s.at + 1, close - 1}) : s;
}

/* "Action: 2.4": the number stands behind the colon, where the title is. */
static bool take_number_of_title(struct parse *p, struct item *item, const struct heading *h)
{
    enum kind  k = (enum kind)item->kind;
    struct str title = text_at(p, item->title);
    size_t     n = 0;
    while (n < title.len && (is_digit(title.at[n]) || title.at[n] == '.'))
        n++;
    bool number = kind_rows[k].number == NUMBER_MAY || kind_rows[k].number == NUMBER_MUST;
    if (!number || item->number.length > 0 || n == 0 || n < title.len || !is_digit(title.at[0]))
        return false;
    n -= title.at[n - 1] == '.';
    write_heading(p, h->line, heading_words(p, h->line, (struct meaning){k, item->modifier}, str_upto(title, n), STR("")));
    item->number = (struct place){item->title.at, (uint32_t)n};
    item->title = (struct place){0, 0};
    item->flags |= ITEM_RESPELT;
    return true;
}

/* The number of a heading, and the title where no colon stands before it, held against what its kind takes. */
static void take_number(struct parse *p, struct item *item, const struct heading *h)
{
    enum kind    k = (enum kind)item->kind;
    struct str   rest = text_of(p, h->rest), word = kind_word_lower(k, p->arena);
    if (kind_rows[k].number == NUMBER_DATE) {
        item->rest = place_of(h->rest);
        return;
    }
    size_t n = 0;
    while (n < rest.len && (is_digit(rest.at[n]) || rest.at[n] == '.' || rest.at[n] == '?'))
        n++;
    if (!number_fine(p, item, h, rest, n)) {
        item->flags |= ITEM_DOUBT;
        return;
    }
    struct str after = without_closing(without_dash(str_trim(str_from(rest, n))));
    if (n > 0 && rest.at[n - 1] == '.')
        n--;                             /* "2.4. Sampling" */
    if (after.len > 0 && h->title.end == 0)
        item->title = place_of_text(p, after);   /* "Action 2.4 Sampling of records": the colon was forgotten, and nothing is lost */
    if (n > 0 && kind_rows[k].number == NUMBER_NONE) {
        struct finding *f = diag2(p->sink, DIAG_NUMBER_NOT_WANTED, place_of(h->line), str_of(kind_rows[k].word), k == KIND_OWNER ? STR("Governor") : STR("NAME"));
        if (h->title.end != 0)
            diag_fix(p->sink, f, MEND_NUMBER_OUT, (struct place){h->words.end, h->rest.at + (uint32_t)n - h->words.end}, STR(""));
        item->flags |= ITEM_DOUBT;
    } else if (n == 0 && kind_rows[k].number == NUMBER_MUST) {
        struct finding *f = diag2(p->sink, DIAG_NUMBER_MISSING, place_of(h->line), word, str_of(kind_rows[k].word));
        diag_fix(p->sink, f, MEND_NUMBER, (struct place){h->words.end, 0}, STR(" ..."));
        item->flags |= ITEM_DOUBT;
    } else {
        item->number = (struct place){n == 0 ? 0 : h->rest.at, (uint32_t)n};
    }
    if (after.len > 0 && after.at[0] == '(' && h->title.end == 0)
        write_heading(p, h->line, heading_words(p, h->line, (struct meaning){k, item->modifier}, text_at(p, item->number), within_brackets(after)));
}

static void take_title(struct parse *p, struct item *item, const struct heading *h)
{
    if (h->title.end != 0) {
        struct span all = {h->title.end, h->line.end};
        item->title = place_of_text(p, without_closing(str_trim(text_of(p, all))));
    } else if (h->named.length > 0) {
        item->title = h->named;
    }
}

static void check_title(struct parse *p, struct item *item, const struct heading *h)
{
    enum kind       k = (enum kind)item->kind;
    enum title_rule rule = kind_rows[k].title;
    if (item->title.length == 0 && (rule == TITLE_MUST || rule == TITLE_NAME || rule == TITLE_LEVEL) && (item->flags & ITEM_DOUBT) == 0) {
        struct finding *f = diag3(p->sink, DIAG_TITLE_MISSING, place_of(h->line), rule == TITLE_LEVEL ? STR("level") : kind_word_lower(k, p->arena), str_of(kind_rows[k].word),
              k == KIND_OWNER ? STR("Governor") : rule == TITLE_LEVEL ? STR("Reasonable progress") : STR("NAME"));
        diag_fix(p->sink, f, MEND_TITLE, (struct place){h->line.end, 0}, h->title.end != 0 ? STR(" ...") : STR(": ..."));
        item->flags |= ITEM_DOUBT;
    }
}

/* A line with one number sign, straight below a label or in small letters, is somebody's note: said, and passed over. */
static bool is_note(const struct parse *p, const struct heading *h)
{
    char c = p->tree->source.at[h->words.at];
    bool below = p->depth > 0 && p->label_last && follows(p, p->label_end, h->line.at);
    return p->depth > 0 && h->mark.end - h->mark.at == 1 && (below || (c >= 'a' && c <= 'z'));
}

static void note(struct parse *p, struct span line)
{
    struct str words = str_trim(str_from(text_of(p, line), hashes_of(p, line).len));
    struct finding *f = diag1(p->sink, DIAG_COMMENT_SIGN, place_of(line), words);
    diag_fix(p->sink, f, MEND_COMMENT_SIGN, place_of(line), str_printf(p->arena, "// " STR_FMT, STR_ARG(words)));
    *vec_push(p->arena, &p->comments) = place_of(line);
    p->label_end = line.end;
}

/* The heading has no place where it stands: it is not in a document, or nothing open may hold its kind. */
static void report_misplaced(struct parse *p, const struct heading *h, enum kind k)
{
    struct arena *a = p->arena;
    if (p->depth == 0 && !p->homeless)
        offer_document(p, diag0(p->sink, DIAG_NO_DOCUMENT, place_of(h->line)));
    else if (p->depth > 0)
        diag3(p->sink, DIAG_HEADING_OUT_OF_PLACE, place_of(h->line), str_of(kind_rows[k].word), kind_with_article(document_kind(p), a), kinds_list(kind_rows[k].parents, a));
    p->homeless = p->homeless || p->depth == 0;
}

static void report_bare(struct parse *p, const struct heading *h, uint32_t depth)
{
    struct str hashes = str_upto(STR("########"), depth + 1);
    bool       plain = h->line.at == 0 || p->tree->source.at[h->line.at - 1] == '\n';      /* no ** round it */
    struct finding *f = diag2(p->sink, DIAG_HEADING_WITHOUT_MARK, place_of(h->line), hashes, text_of(p, h->line));
    if (plain)
        diag_fix(p->sink, f, MEND_HEADING_MARK, (struct place){h->line.at, 0}, str_printf(p->arena, STR_FMT " ", STR_ARG(hashes)));
}

void place_heading(struct parse *p, const struct heading *h, struct meaning m, bool bare, bool reported)
{
    bool     document = kind_is_document(m.kind), unplaced = text_of(p, h->rest).len > 0 && p->tree->source.at[h->rest.at] == '?';
    uint32_t depth = document ? 0 : depth_for(p, m.kind, unplaced);
    bool     misplaced = !document && depth == 0;
    if (misplaced && p->depth > 0 && item_at(p, current(p))->kind == KIND_NONE) {
        open_unknown(p, h);                  /* it stood in something that nobody knows: said there */
        return;
    }
    if (misplaced) {
        report_misplaced(p, h, m.kind);
        depth = p->depth == 0 ? 0 : 1;
    }
    uint32_t i = open_item(p, h, misplaced ? (struct meaning){KIND_NONE, 0} : m, depth);
    if (i == NO_ITEM)
        return;
    item_at(p, i)->flags |= reported ? ITEM_RESPELT : 0;
    if (misplaced) {
        doubt(p, i);
        return;
    }
    if (bare)
        report_bare(p, h, depth);
    struct item *item = item_at(p, i);
    take_title(p, item, h);
    if (!take_number_of_title(p, item, h))
        take_number(p, item, h);
    check_title(p, item, h);
}

void parse_heading(struct parse *p, struct heading h, bool bare)
{
    struct meaning m = meaning_of(p, &h);
    bool respelt = m.kind == KIND_NONE && !bare;
    if (respelt && is_note(p, &h)) {
        note(p, h.line);
        return;
    }
    if (respelt)
        m = unknown_heading(p, &h);
    if (bare && (m.kind == KIND_NONE || kind_is_document(m.kind) || depth_for(p, m.kind, false) == 0)) {
        parse_prose(p, h.line);              /* "Step 12: ..." where no step may stand is a sentence */
        return;
    }
    if (m.kind == KIND_NONE)
        open_unknown(p, &h);
    else
        place_heading(p, &h, m, bare, respelt);
}

/* A heading that the grammar refused, read as it was meant: said with what to write. False: nobody knows what it was. */
static bool heading_mended(struct parse *p, struct span mark, struct span line)
{
    uint32_t     start = mark.end > line.at ? mark.end : line.at;
    struct span  rest = {start, line.end};
    struct meant m;
    uint64_t     here = p->depth == 0 ? documents_mask() : p->reachable | documents_mask();
    if (!heading_meant(text_of(p, rest), here, &m))
        return false;
    struct heading h = {.mark = mark, .line = line, .words = {start + m.words.at, start + m.words.end}};
    struct str     number = {"", 0}, title = text_of(p, (struct span){start + m.title.at, line.end});
    if (m.number.end != 0) {
        h.rest = (struct span){start + m.number.at, start + m.number.end};
        number = text_of(p, h.rest);
    }
    title = without_closing(str_trim(title));
    while (title.len > 0 && (title.at[title.len - 1] == '*' || title.at[title.len - 1] == '_'))
        title.len--;
    h.named = place_of_text(p, title);
    if (m.odd.len > 0)
        diag2(p->sink, DIAG_LETTERS_DISGUISED, place_of_text(p, m.odd), meaning_words(m.meaning, p->arena), plain_fault(m.odd, p->arena));
    else if (!m.plainly)
        write_heading(p, line, heading_words(p, line, m.meaning, number, title));
    place_heading(p, &h, m.meaning, false, !m.plainly);
    return true;
}

void parse_heading_not_read(struct parse *p, struct span mark, struct span line, bool too_long)
{
    struct heading h = {.line = line, .mark = mark};
    if (!too_long && heading_mended(p, mark, line))
        return;
    if (too_long)
        diag1(p->sink, DIAG_TOO_LONG_HEADING, place_of(line), str_printf(p->arena, "%u", HEADING_BYTES_MOST));
    else
        diag1(p->sink, DIAG_HEADING_NOT_READ, place_of(line), STR(HEADING_HELP));
    open_unknown(p, &h);
}

/* ---- the whole */

const struct tree *tree_parse(struct str source_name, struct str source, struct diag_sink *sink, struct arena *a)
{
    struct tree *t = arena_new(a, struct tree);
    t->source_name = source_name;
    t->source = source;
    struct parse p = {.arena = a, .sink = sink, .tree = t};
    arena_open(&p.work, a->mem);
    lines_open(&p.lines, source, &p.work);
    void *scanner;
    if (tree_yylex_init_extra(&p, &scanner) != 0)
        mem_fail(a->mem, (struct err){ERR_MEMORY, 0});
    if (tree_yyparse(scanner, &p) != 0)
        BUG("the grammar refused a line");
    tree_yylex_destroy(scanner);
    arena_close(&p.work);
    if (p.lines.lone_return != UINT32_MAX) {
        struct place at = {p.lines.lone_return, 1};
        diag0(sink, DIAG_LONE_RETURN, at);
        doubt(&p, p.items.len > 0 ? 0 : NO_ITEM);    /* what the first document lacks may be there all the same */
    }
    t->items = p.items.at, t->items_len = p.items.len;
    t->labels = p.labels.at, t->labels_len = p.labels.len;
    t->comments = p.comments.at, t->comments_len = p.comments.len;
    return t;
}
