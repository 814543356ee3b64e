/* The builder: from lines to the tree. It knows which kind a heading's words mean, where an item belongs, which lines are labels,
 * and how to go on after each mistake so that one mistake gives one message and the items round it stay whole. */
#include "parse_tree.h"
#include "../../runtime/value/date.h"

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

/* ---- texts */

static struct str text_of(const struct parse *p, struct span s) { return (struct str){p->tree->source.at + s.at, s.end - s.at}; }
static struct place place_of(struct span s) { return (struct place){s.at, s.end - s.at}; }

/* The place of a trimmed text of the source. */
static struct place place_of_text(const struct parse *p, struct str s)
{
    return (struct place){s.len == 0 ? 0 : (uint32_t)(s.at - p->tree->source.at), (uint32_t)s.len};
}

/* The end of the source line on which `at` lies, without its line end. */
static uint32_t line_end(const struct parse *p, uint32_t at)
{
    struct str  left = str_from(p->tree->source, at);
    const char *stop = left.len > 0 ? memchr(left.at, '\n', left.len) : NULL;
    size_t      len = stop ? (size_t)(stop - left.at) : left.len;
    if (len > 0 && left.at[len - 1] == '\r')
        len--;
    return at + (uint32_t)len;
}

/* ---- where items belong */

static struct item *item_at(struct parse *p, uint32_t i) { return &p->items.at[i]; }
static uint32_t     current(const struct parse *p) { return p->depth == 0 ? NO_ITEM : p->open[p->depth - 1]; }
static enum kind    document_kind(const struct parse *p) { return p->depth == 0 ? KIND_NONE : (enum kind)p->items.at[p->open[0]].kind; }

static uint64_t documents_mask(void)
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

/* What the words of a heading say. */
struct meaning { enum kind kind; unsigned modifier; };

static struct meaning meaning_among(struct str words, uint64_t mask)
{
    struct meaning m = {kind_find(words, mask), 0};
    if (m.kind != KIND_NONE)
        return m;
    struct str rest = words, first = str_cut(&rest, ' ');
    rest = str_trim(rest);
    enum kind k = kind_find(rest, mask);
    if (k != KIND_NONE && (m.modifier = modifier_find(k, first)) != 0)
        m.kind = k;
    return m;
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

/* Reports words that are no kind's; gives the near kind, so that the item can be taken as what was meant. */
static struct meaning unknown_heading(struct parse *p, const struct heading *h)
{
    struct arena *a = p->arena;
    struct str    words = text_of(p, h->words);
    enum kind     d = document_kind(p);
    uint64_t      mask = d == KIND_NONE ? documents_mask() : p->reachable | documents_mask();
    struct meaning m = {kind_near(words, mask), 0};
    struct str     meant = m.kind == KIND_NONE ? STR("") : str_of(kind_rows[m.kind].word);
    for (unsigned i = 0; m.kind == KIND_NONE && i < modifier_rows_len; i++) {
        enum kind k = modifier_rows[i].kind;
        struct str both = str_printf(a, "%s %s", modifier_rows[i].word, kind_rows[k].word);
        if ((mask >> k & 1) != 0 && (str_distance(words, both, 3) <= near_enough(words.len))) {
            m = (struct meaning){k, modifier_find(k, str_of(modifier_rows[i].word))};
            meant = both;
        }
    }
    struct str where = d == KIND_NONE ? STR("this file") : kind_with_article(d, a);
    if (meant.len > 0)
        diag4(p->sink, DIAG_UNKNOWN_HEADING, place_of(h->words), words, where, str_printf(a, "; the nearest is \"" STR_FMT "\"", STR_ARG(meant)),
              str_printf(a, "Write " STR_FMT " in its place.", STR_ARG(meant)));
    else
        diag4(p->sink, DIAG_UNKNOWN_HEADING, place_of(h->words), words, where, STR(""),
              str_printf(a, "The headings are: " STR_FMT ".", STR_ARG(headings_list(mask, a))));
    if (meant.len > 0)
        diag_fix(p->sink, &p->sink->findings.at[p->sink->findings.len - 1], MEND_HEADING_NEAR, place_of(h->words), meant);
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

/* The number and the title of a heading, held against what its kind takes. */
static void take_number(struct parse *p, uint32_t i, const struct heading *h)
{
    struct item *item = item_at(p, i);
    enum kind    k = (enum kind)item->kind;
    struct str   rest = text_of(p, h->rest), word = kind_word_lower(k, p->arena);
    if (kind_rows[k].number == NUMBER_DATE) {
        item->rest = place_of(h->rest);
        return;
    }
    size_t n = 0;
    while (n < rest.len && (is_digit(rest.at[n]) || rest.at[n] == '.' || rest.at[n] == '?'))
        n++;
    struct str after = str_trim(str_from(rest, n));
    if (after.len > 0 && (after.at[0] == '(' || is_digit(after.at[0]) || kind_rows[k].title == TITLE_NONE)) {
        diag0(p->sink, DIAG_HEADING_NOT_READ, place_of(h->line));
        item->flags |= ITEM_DOUBT;
        return;
    }
    if (after.len > 0 && h->title.end == 0)
        item->title = place_of_text(p, after);   /* "Action 2.4 Sampling of records": the colon was forgotten, and nothing is lost */
    if (n > 0 && kind_rows[k].number == NUMBER_NONE) {
        diag2(p->sink, DIAG_NUMBER_NOT_WANTED, place_of(h->line), str_of(kind_rows[k].word), k == KIND_OWNER ? STR("Governor") : STR("NAME"));
        item->flags |= ITEM_DOUBT;
    } else if (n == 0 && kind_rows[k].number == NUMBER_MUST) {
        diag2(p->sink, DIAG_NUMBER_MISSING, place_of(h->line), word, str_of(kind_rows[k].word));
        item->flags |= ITEM_DOUBT;
    } else {
        item->number = (struct place){n == 0 ? 0 : h->rest.at, (uint32_t)n};
    }
}

static void take_title(struct parse *p, uint32_t i, const struct heading *h)
{
    struct item *item = item_at(p, i);
    enum kind    k = (enum kind)item->kind;
    if (h->title.end != 0) {
        struct span all = {h->title.end, h->line.end};
        item->title = place_of_text(p, str_trim(text_of(p, all)));
    }
    enum title_rule rule = kind_rows[k].title;
    if (item->title.length == 0 && (rule == TITLE_MUST || rule == TITLE_NAME || rule == TITLE_LEVEL) && (item->flags & ITEM_DOUBT) == 0) {
        diag3(p->sink, DIAG_TITLE_MISSING, place_of(h->line), rule == TITLE_LEVEL ? STR("level") : kind_word_lower(k, p->arena), str_of(kind_rows[k].word),
              k == KIND_OWNER ? STR("Governor") : rule == TITLE_LEVEL ? STR("Reasonable progress") : STR("NAME"));
        item->flags |= ITEM_DOUBT;
    }
}

void parse_heading(struct parse *p, struct heading h, bool bare)
{
    struct arena *a = p->arena;
    struct meaning m = meaning_of(p, &h);
    bool respelt = m.kind == KIND_NONE && !bare;
    if (respelt)
        m = unknown_heading(p, &h);
    if (bare && (m.kind == KIND_NONE || kind_is_document(m.kind) || depth_for(p, m.kind, false) == 0)) {
        parse_prose(p, h.line);              /* "Step 12: ..." where no step may stand is a sentence */
        return;
    }
    if (m.kind == KIND_NONE) {
        open_unknown(p, &h);
        return;
    }
    bool     document = kind_is_document(m.kind), unplaced = text_of(p, h.rest).len > 0 && p->tree->source.at[h.rest.at] == '?';
    uint32_t depth = document ? 0 : depth_for(p, m.kind, unplaced);
    bool     misplaced = !document && depth == 0;
    if (misplaced && p->depth > 0 && item_at(p, current(p))->kind == KIND_NONE) {
        open_unknown(p, &h);                 /* it stood in something that nobody knows: said there */
        return;
    }
    if (misplaced) {
        if (p->depth == 0 && !p->homeless)
            diag0(p->sink, DIAG_NO_DOCUMENT, place_of(h.line));
        else if (p->depth > 0)
            diag3(p->sink, DIAG_HEADING_OUT_OF_PLACE, place_of(h.line), str_printf(a, "%s", kind_rows[m.kind].word),
                  kind_with_article(document_kind(p), a), kinds_list(kind_rows[m.kind].parents, a));
        p->homeless = p->homeless || p->depth == 0;
        depth = p->depth == 0 ? 0 : 1;
    }
    uint32_t i = open_item(p, &h, misplaced ? (struct meaning){KIND_NONE, 0} : m, depth);
    if (i == NO_ITEM)
        return;
    item_at(p, i)->flags |= respelt ? ITEM_RESPELT : 0;
    if (misplaced) {
        doubt(p, i);
        return;
    }
    if (bare) {
        struct str hashes = str_upto(STR("########"), depth + 1);
        struct finding *f = diag2(p->sink, DIAG_HEADING_WITHOUT_MARK, place_of(h.line), hashes, text_of(p, h.line));
        diag_fix(p->sink, f, MEND_HEADING_MARK, (struct place){h.line.at, 0}, str_printf(a, STR_FMT " ", STR_ARG(hashes)));
    }
    take_number(p, i, &h);
    take_title(p, i, &h);
}

void parse_heading_not_read(struct parse *p, struct span mark, struct span line, bool too_long)
{
    struct heading h = {.line = line, .mark = mark};
    if (too_long)
        diag1(p->sink, DIAG_TOO_LONG_HEADING, place_of(line), str_printf(p->arena, "%u", HEADING_BYTES_MOST));
    else
        diag0(p->sink, DIAG_HEADING_NOT_READ, place_of(line));
    open_unknown(p, &h);
}

/* ---- labels and text */

/* Something stands before the first document: said once. */
static bool homeless(struct parse *p, struct span s)
{
    if (p->depth > 0)
        return false;
    if (!p->homeless)
        diag0(p->sink, DIAG_NO_DOCUMENT, place_of(s));
    p->homeless = true;
    return true;
}

static void add_text(struct parse *p, struct span s)
{
    struct item *item = item_at(p, current(p));
    if (item->text.length == 0)
        item->text.at = s.at;
    item->text.length = s.end - item->text.at;
    p->text_seen = true;
    p->label_last = false;
}

/* A label without its colon is believed only where its value reads like one: a short line that is no sentence. */
static bool reads_like_value(enum type type, struct str value)
{
    unsigned words = 0;
    for (struct str rest = value; str_trim(rest).len > 0; words++) {
        rest = str_trim(rest);
        str_cut(&rest, ' ');
    }
    char c = value.len > 0 ? value.at[0] : ' ';
    if (type == TYPE_DATE || type == TYPE_DEADLINE || type == TYPE_RANGE || type == TYPE_REVISION)
        return date_parse_prefix(value).fault != DATE_NOT;
    if (type == TYPE_NAME || type == TYPE_STATUS || type == TYPE_LEVEL || type == TYPE_RESPONSE)
        return words <= 8 && c >= 'A' && c <= 'Z';
    return words <= 8 && ((c >= 'A' && c <= 'Z') || is_digit(c));
}

static struct str labels_list(enum kind k, struct arena *a)
{
    struct out o;
    out_memory(&o, a);
    for (unsigned l = kind_rows[k].first_label; l < kind_labels_end(k); l++)
        out_printf(&o, "%s%s", l == kind_rows[k].first_label ? "" : ", ", label_rows[l].word);
    return out_text(&o);
}

static void add_label(struct parse *p, enum label l, struct span words, struct span value, unsigned flags)
{
    struct str v = str_trim(text_of(p, value));
    *vec_push(p->arena, &p->labels) = (struct label_line){
        .label = (uint16_t)l, .flags = (uint8_t)flags, .item = current(p),
        .place = {words.at, value.end - words.at}, .value = place_of_text(p, v),
    };
    item_at(p, current(p))->labels++;
    p->label_last = true;
    p->label_end = value.end;
}

/* Between the two places there are line ends and comments alone, and no blank line. */
static bool follows(const struct parse *p, uint32_t end, uint32_t next)
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

/* A label's word that its kind does not have. True when the line was dealt with; false when it is text. */
static bool unknown_label(struct parse *p, enum kind k, struct span words, struct span value)
{
    struct arena *a = p->arena;
    struct str    word = text_of(p, words), kind = kind_with_article(k, a);
    enum label    near = label_near(k, word);
    if (p->text_seen)
        return false;
    if (near != LABEL_NONE) {
        struct str meant = str_of(label_rows[near].word);
        struct finding *f = diag4(p->sink, DIAG_UNKNOWN_LABEL, place_of(words), word, kind, str_printf(a, "; the nearest is \"" STR_FMT "\"", STR_ARG(meant)),
                                  str_printf(a, "Write " STR_FMT ": in its place.", STR_ARG(meant)));
        diag_fix(p->sink, f, MEND_LABEL_NEAR, place_of(words), meant);
        add_label(p, near, words, value, LABEL_RESPELT);
        return true;
    }
    bool among_labels = p->label_last && follows(p, p->label_end, words.at);
    if (label_known(word) && !among_labels && text_of(p, value).len > 80)
        return false;
    if (label_known(word))
        diag4(p->sink, DIAG_LABEL_ELSEWHERE, place_of(words), word, kind,
              str_printf(a, "%c" STR_FMT, kind.at[0] - 32, STR_ARG(str_from(kind, 1))), labels_list(k, a));
    else if (among_labels)
        diag4(p->sink, DIAG_UNKNOWN_LABEL, place_of(words), word, kind, STR(""), str_printf(a, "The labels here are: " STR_FMT ".", STR_ARG(labels_list(k, a))));
    else
        return false;
    p->label_last = false;
    p->label_end = value.end;
    return true;
}

void parse_label(struct parse *p, struct span words, bool bare)
{
    uint32_t end = line_end(p, words.end);
    struct span line = {words.at, end}, value = {words.end, end};
    if (homeless(p, line))
        return;
    struct item *item = item_at(p, current(p));
    enum kind    k = (enum kind)item->kind;
    if (k == KIND_NONE) {                /* an item that nobody knows: its lines are swallowed */
        p->label_last = false;
        return;
    }
    enum label l = label_find(k, text_of(p, words));
    if (bare) {
        if (p->text_seen || l == LABEL_NONE || !reads_like_value(label_rows[l].type, str_trim(text_of(p, value)))) {
            add_text(p, line);
            return;
        }
        struct finding *f = diag1(p->sink, DIAG_COLON_MISSING, place_of(line), text_of(p, words));
        diag_fix(p->sink, f, MEND_COLON, (struct place){words.end, 0}, STR(":"));
        add_label(p, l, words, value, 0);
        return;
    }
    value.at = words.end + (uint32_t)str_find(text_of(p, value), STR(":")) + 1;
    if (l != LABEL_NONE)
        add_label(p, l, words, value, p->text_seen ? LABEL_BELOW : 0);
    else if (!unknown_label(p, k, words, value))
        add_text(p, line);
}

void parse_more(struct parse *p, struct span line)
{
    if (p->depth == 0)
        return;
    if (!p->label_last) {
        if (item_at(p, current(p))->kind != KIND_NONE && p->text_seen)
            add_text(p, line);
        return;
    }
    struct label_line *l = &p->labels.at[p->labels.len - 1];
    l->place.length = line.end - l->place.at;
    struct span value = {l->value.length > 0 ? l->value.at : line.at, line.end};
    l->value = place_of_text(p, str_trim(text_of(p, value)));
    p->label_end = line.end;
}

void parse_prose(struct parse *p, struct span run)
{
    if (!homeless(p, run))
        add_text(p, run);
}

void parse_comment(struct parse *p, struct span line) { *vec_push(p->arena, &p->comments) = place_of(line); }

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
