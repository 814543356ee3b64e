/* The builder's labels, texts and comments: which lines are labels of the item around, and what is meant by those that are none. */
#include "parse_tree.h"
#include "../../runtime/value/date.h"

#define ROW_SIGNS_LEAST 2u               /* bars or tabs of a row of a table */

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

/* A heading of a document in front of everything. */
void offer_document(struct parse *p, struct finding *f)
{
    struct str source = p->tree->source;
    uint32_t   at = source.len >= 3 && memcmp(source.at, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    size_t     end = str_find(source, STR("\n"));
    bool       returns = end > 0 && end < source.len && source.at[end - 1] == '\r';
    diag_fix(p->sink, f, MEND_DOCUMENT, (struct place){at, 0}, returns ? STR("# Action plan: ...\r\n\r\n") : STR("# Action plan: ...\n\n"));
}

/* Something stands before the first document: said once. */
static bool homeless(struct parse *p, struct span s)
{
    if (p->depth > 0)
        return false;
    if (!p->homeless)
        offer_document(p, diag0(p->sink, DIAG_NO_DOCUMENT, place_of(s)));
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

/* "Owner(s)", "Deadline/timescale": without what stands in brackets, and up to a stroke or a sign for "and". */
static struct str plain_label(struct str word)
{
    size_t end = 0;
    while (end < word.len && word.at[end] != '(' && word.at[end] != '/' && word.at[end] != '&')
        end++;
    return str_trim(str_upto(word, end));
}

/* "Deadline (revised)": revised Deadline. */
static struct str turned_label(const struct parse *p, struct str word, struct str bare)
{
    size_t open = str_find(word, STR("(")), close = str_find(word, STR(")"));
    if (close == word.len || open >= close)
        return bare;
    struct str inside = {word.at + open + 1, close - open - 1};
    return str_printf(p->arena, STR_FMT " " STR_FMT, STR_ARG(inside), STR_ARG(bare));
}

/* The label that was probably meant: one that other tools call so, whose values read like this one; or the nearest. */
static enum label label_probable(enum kind k, struct str word, struct str value)
{
    enum label first = LABEL_NONE, l;
    for (unsigned from = 0; (l = label_synonym(k, word, &from)) != LABEL_NONE;) {
        if (reads_like_value(label_rows[l].type, value))
            return l;
        first = first == LABEL_NONE ? l : first;
    }
    return first != LABEL_NONE ? first : label_near(k, word);
}

/* Whether other tools call this label so, and no other of the kind. */
static bool is_synonym(enum kind k, struct str word, enum label meant)
{
    unsigned   from = 0;
    enum label first = label_synonym(k, word, &from), second = label_synonym(k, word, &from);
    return first == meant && second == LABEL_NONE;
}

/* What the item lacks may be in a line that nobody understood. */
static void lost(struct parse *p) { item_at(p, current(p))->flags |= ITEM_LOST; }

/* A label's word that its kind does not have. True when the line was dealt with; false when it is text. */
static bool unknown_label(struct parse *p, enum kind k, struct span words, struct str plain, struct span value)
{
    struct arena *a = p->arena;
    struct str    word = text_of(p, words), kind = kind_with_article(k, a), bare = plain_label(plain);
    if (p->text_seen)
        return false;
    enum label near = label_find(k, turned_label(p, plain, bare));
    if (near == LABEL_NONE)
        near = label_find(k, bare);
    if (near == LABEL_NONE)
        near = label_probable(k, bare, str_trim(text_of(p, value)));
    if (near != LABEL_NONE) {
        struct str meant = str_of(label_rows[near].word);
        struct finding *f = diag4(p->sink, DIAG_UNKNOWN_LABEL, place_of(words), word, kind, str_printf(a, "; the nearest is \"" STR_FMT "\"", STR_ARG(meant)),
                                  str_printf(a, "Write " STR_FMT ": in its place.", STR_ARG(meant)));
        diag_fix(p->sink, f, is_synonym(k, bare, near) ? MEND_LABEL_SYNONYM : MEND_LABEL_NEAR, place_of(words), meant);
        add_label(p, near, words, value, LABEL_RESPELT);
        return true;
    }
    bool among_labels = p->label_last && follows(p, p->label_end, words.at);
    if (label_known(plain) && !among_labels && text_of(p, value).len > 80)
        return false;
    if (label_known(plain))
        diag4(p->sink, DIAG_LABEL_ELSEWHERE, place_of(words), word, kind,
              str_printf(a, "%c" STR_FMT, kind.at[0] - 32, STR_ARG(str_from(kind, 1))), labels_list(k, a));
    else if (among_labels)
        diag4(p->sink, DIAG_UNKNOWN_LABEL, place_of(words), word, kind, STR(""), str_printf(a, "The labels here are: " STR_FMT ".", STR_ARG(labels_list(k, a))));
    else
        return false;
    lost(p);
    p->label_last = false;
    p->label_end = value.end;
    return true;
}

/* The value behind a label: behind its colon, which may be a full-width one; without signs of emphasis, when its word stands in them. */
static struct span value_span(const struct parse *p, struct span words, uint32_t end)
{
    struct span value = {words.end, end};
    struct str  line = text_of(p, value);
    size_t      colon = str_find(line, STR(":")), wide = str_find(line, STR("\xEF\xBC\x9A"));
    value.at += (uint32_t)(wide < colon ? wide + 3 : colon + 1);
    char before = words.at > 0 ? p->tree->source.at[words.at - 1] : '\n';
    if (before != '*' && before != '_')
        return value;
    while (value.at < value.end && p->tree->source.at[value.at] == before)
        value.at++;
    while (value.end > value.at && p->tree->source.at[value.end - 1] == before)
        value.end--;
    return value;
}

/* The value behind a label's word that has no colon: behind the sign that stands in its place. */
static struct span bare_value(const struct parse *p, struct span words, uint32_t end)
{
    struct str v = without_dash(str_trim(text_of(p, (struct span){words.end, end})));
    if (v.len > 0 && (v.at[0] == ';' || v.at[0] == '='))
        v = str_trim(str_from(v, 1));
    return (struct span){end - (uint32_t)v.len, end};
}

static void bare_label(struct parse *p, enum label l, struct span words, uint32_t end)
{
    struct span value = bare_value(p, words, end), line = {words.at, end};
    if (p->text_seen || l == LABEL_NONE || !reads_like_value(label_rows[l].type, str_trim(text_of(p, value)))) {
        add_text(p, line);
        return;
    }
    struct finding *f = diag1(p->sink, DIAG_COLON_MISSING, place_of(line), text_of(p, words));
    bool plain = str_trim(text_of(p, (struct span){words.end, value.at})).len == 0;      /* no sign in its place */
    diag_fix(p->sink, f, MEND_COLON, (struct place){words.end, plain ? 0 : value.at - words.end}, plain ? STR(":") : STR(": "));
    add_label(p, l, words, value, 0);
}

/* As the line that ends there is ended. */
static struct str line_end_text(const struct parse *p, uint32_t end)
{
    return end < p->tree->source.len && p->tree->source.at[end] == '\r' ? STR("\r\n") : STR("\n");
}

/* Another label of the kind within the value of one: "Owner: Governor; Deadline: July 2026". Its words; empty: none. */
static struct span second_label(const struct parse *p, enum kind k, struct span value)
{
    struct str text = text_of(p, value), trimmed = str_trim(text);
    size_t     start = trimmed.len == 0 ? text.len : (size_t)(trimmed.at - text.at);      /* something stands before it */
    for (size_t colon = str_find(text, STR(":")), from = 0; colon < text.len; from = colon + 1, colon = from + str_find(str_from(text, from), STR(":"))) {
        size_t least = colon > LABEL_BYTES_MOST ? colon - LABEL_BYTES_MOST : 0;
        for (size_t at = least <= start ? start + 1 : least; at < colon; at++)
            if ((is_blank(text.at[at - 1]) || strchr(",;|/", text.at[at - 1]) != NULL) && label_find(k, (struct str){text.at + at, colon - at}) != LABEL_NONE)
                return (struct span){value.at + (uint32_t)at, value.at + (uint32_t)colon};
    }
    return (struct span){0, 0};
}

/* Takes a label, and the others that stand on its line: each is told to stand on its own. */
static void take_labels(struct parse *p, enum kind k, enum label l, struct span words, struct span value, unsigned flags)
{
    bool        words_only = label_rows[l].type == TYPE_TEXT || label_rows[l].type == TYPE_EXPRESSION || label_rows[l].type == TYPE_MESSAGE || label_rows[l].type == TYPE_RESPONSE;
    struct span second = words_only || (flags & LABEL_BELOW) != 0 ? (struct span){0, 0} : second_label(p, k, value);
    if (second.end == 0) {
        add_label(p, l, words, value, flags);
        return;
    }
    struct str first = str_trim(text_of(p, (struct span){value.at, second.at}));
    while (first.len > 0 && strchr(",;|/-", first.at[first.len - 1]) != NULL)
        first = str_trim(str_upto(first, first.len - 1));
    struct place own = place_of_text(p, first);
    add_label(p, l, words, first.len == 0 ? (struct span){value.at, value.at} : (struct span){own.at, own.at + own.length}, flags);
    struct finding *f = diag1(p->sink, DIAG_TWO_LABELS, place_of(second), text_of(p, second));
    if (first.len > 0)
        diag_fix(p->sink, f, MEND_LINE_OF_ITS_OWN, (struct place){own.at + own.length, second.at - (own.at + own.length)}, line_end_text(p, value.end));
    take_labels(p, k, label_find(k, text_of(p, second)), second, (struct span){second.end + 1, value.end}, flags);
}

/* "Action plan: HMP Example" without its number sign, in front of everything. */
static bool bare_document(struct parse *p, struct span words, uint32_t end)
{
    struct meaning m = {p->depth == 0 && !p->homeless ? kind_find(text_of(p, words), documents_mask()) : KIND_NONE, 0};
    if (m.kind == KIND_NONE || label_known(text_of(p, words)))      /* Standard, Response: labels too */
        return false;
    struct span    colon = {words.end, end};
    struct heading h = {.mark = {words.at, words.at}, .words = words, .line = {words.at, end}};
    h.title = (struct span){words.end, words.end + (uint32_t)str_find(text_of(p, colon), STR(":")) + 1};
    place_heading(p, &h, m, true, false);
    return true;
}

void parse_label(struct parse *p, struct span words, bool bare)
{
    uint32_t    end = line_end(p, words.end);
    struct span line = {words.at, end};
    if (bare_document(p, words, end) || homeless(p, line))
        return;
    enum kind k = (enum kind)item_at(p, current(p))->kind;
    if (k == KIND_NONE) {                /* an item that nobody knows: its lines are swallowed */
        p->label_last = false;
        return;
    }
    struct plain looks = {.len = 0};
    struct str   word = text_of(p, words);
    if (!plain_already(word))
        plain_read(word, &looks);
    struct str plain = looks.odd.len > 0 ? str_trim(str_keep(p->arena, plain_text(&looks))) : word;
    enum label l = label_find(k, plain);
    if (bare) {
        bare_label(p, l, words, end);
        return;
    }
    struct span value = value_span(p, words, end);
    if (l != LABEL_NONE && looks.odd.len > 0)
        diag_fix(p->sink, diag2(p->sink, DIAG_LETTERS_DISGUISED, place_of(words), str_of(label_rows[l].word), plain_fault(looks.odd, p->arena)),
                 MEND_PLAIN_LETTERS, place_of(words), str_of(label_rows[l].word));
    if (l != LABEL_NONE)
        take_labels(p, k, l, words, value, (p->text_seen ? LABEL_BELOW : 0u) | (looks.odd.len > 0 ? LABEL_RESPELT : 0u));
    else if (!unknown_label(p, k, words, plain, value))
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

/* The first line of what should be labels and text reads like a row of a table, with its cells between bars or tabs. */
static bool is_row(const struct parse *p, struct span run)
{
    struct str line = text_of(p, run), all = str_trim(str_cut(&line, '\n'));
    unsigned   bars = 0, tabs = 0;
    for (size_t i = 0; i < all.len; i++)
        bars += all.at[i] == '|', tabs += all.at[i] == '\t';
    return (all.len > 0 && all.at[0] == '|' && bars >= ROW_SIGNS_LEAST) || tabs >= ROW_SIGNS_LEAST;
}

void parse_prose(struct parse *p, struct span run)
{
    if (homeless(p, run))
        return;
    const struct item *item = item_at(p, current(p));
    bool promises = item->kind != KIND_NONE && item->labels == 0 && label_find((enum kind)item->kind, STR("Deadline")) != LABEL_NONE;
    if (!p->text_seen && (promises || item->kind == KIND_PLAN || item->kind == KIND_CONCERN) && is_row(p, run)) {
        struct place at = {run.at, (uint32_t)str_find(text_of(p, run), STR("\n"))};
        diag0(p->sink, DIAG_ROW_PASTED, at);
        lost(p);
    }
    add_text(p, run);
}

void parse_comment(struct parse *p, struct span line)
{
    struct str text = text_of(p, line);
    *vec_push(p->arena, &p->comments) = place_of(line);
    if (str_starts_fold(text, STR("//")) || p->depth == 0)
        return;
    while (text.len > 0 && strchr("<!-/*", text.at[0]) != NULL)
        text = str_from(text, 1);
    while (text.len > 0 && strchr("->*/", text.at[text.len - 1]) != NULL)
        text.len--;
    struct finding *f = diag1(p->sink, DIAG_COMMENT_SIGN, place_of(line), str_trim(text));
    diag_fix(p->sink, f, MEND_COMMENT_SIGN, place_of(line), str_printf(p->arena, "// " STR_FMT, STR_ARG(str_trim(text))));
}

