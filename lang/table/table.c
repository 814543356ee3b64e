/* The language's tables, spelled out from the .def files, and the ways to look things up in them. */
#include "table.h"

#ifdef IRP_SMALL   /* built checkers explain nothing */
#define ABOUT(text) ""
#else
#define ABOUT(text) text
#endif

const struct kind_row kind_rows[KINDS_AND_GROUPS] = {
#define KIND(ID, name, word, plural, number, title, space, parents, about) \
    {name, word, plural, number, title, space, parents, ABOUT(about), LABELS_OF_##ID},
#define LABEL(...)
#define MODIFIER(...)
#include "kinds.def"
#undef KIND
#undef LABEL
#undef MODIFIER
    [KIND_NONE] = {"", "", "", NUMBER_NONE, TITLE_NONE, SPACE_NONE, 0, "", LABELS},
#define GROUP(ID, name, word, plural, about) [KIND_##ID] = {name, word, plural, NUMBER_NONE, TITLE_NONE, SPACE_NONE, 0, ABOUT(about), LABELS},
#include "groups.def"
#undef GROUP
};

const struct label_row label_rows[LABELS] = {
#define KIND(...)
#define LABEL(K, ID, word, type, many, about) {KIND_##K, #ID, word, TYPE_##type, many, ABOUT(about)},
#define MODIFIER(...)
#include "kinds.def"
#undef KIND
#undef LABEL
#undef MODIFIER
};

const struct type_row type_rows[TYPES] = {
#define TYPE(ID, name, accepts) {name, accepts},
#include "types.def"
#undef TYPE
};

const struct modifier_row modifier_rows[] = {
#define KIND(...)
#define LABEL(...)
#define MODIFIER(K, ID, word) {KIND_##K, word},
#include "kinds.def"
#undef KIND
#undef LABEL
#undef MODIFIER
};
const unsigned modifier_rows_len = ARRAY_LEN(modifier_rows);

static const struct { enum label label; const char *word; } choice_rows[] = {
#define CHOICE(K, L, word) {LABEL_##K##_##L, word},
#include "words.def"
};

static const struct { const char *word, *kind; } short_words[] = {
#define SHORT_WORD(word, kind) {word, kind},
#include "words.def"
};

static const struct { const char *word, *label; } synonym_rows[] = {
#define SYNONYM(word, label) {word, label},
#include "words.def"
};

static const struct { const char *word, *heading; } heading_words[] = {
#define HEADING_WORD(word, heading) {word, heading},
#include "words.def"
};

enum label label_find(enum kind k, struct str word)
{
    for (unsigned l = kind_rows[k].first_label, end = kind_labels_end(k); l < end; l++)
        if (word_is(word, label_rows[l].word))
            return (enum label)l;
    return LABEL_NONE;
}

enum label label_synonym(enum kind k, struct str word, unsigned *from)
{
    while (*from < ARRAY_LEN(synonym_rows)) {
        unsigned i = (*from)++;
        enum label l = word_is(word, synonym_rows[i].word) ? label_find(k, str_of(synonym_rows[i].label)) : LABEL_NONE;
        if (l != LABEL_NONE)
            return l;
    }
    return LABEL_NONE;
}

enum label label_near(enum kind k, struct str word)
{
    enum label     best = LABEL_NONE;
    struct nearest n = nearest_open(word);
    for (unsigned l = kind_rows[k].first_label, end = kind_labels_end(k); l < end; l++)
        if (nearest_try(&n, str_of(label_rows[l].word)))
            best = (enum label)l;
    return best;
}

bool label_known(struct str word)
{
    for (unsigned l = 0; l < LABELS; l++)
        if (word_is(word, label_rows[l].word))
            return true;
    return false;
}

bool label_meant(struct str word)
{
    for (size_t i = 0; i < ARRAY_LEN(synonym_rows); i++)
        if (word_is(word, synonym_rows[i].word))
            return true;
    return label_known(word);
}

unsigned modifier_find(enum kind k, struct str word)
{
    unsigned place = 0;
    for (unsigned i = 0; i < modifier_rows_len; i++)
        if (modifier_rows[i].kind == k && (place++, word_is(word, modifier_rows[i].word)))
            return place;
    return 0;
}

const char *modifier_word(enum kind k, unsigned place)
{
    for (unsigned i = 0; i < modifier_rows_len && place > 0; i++)
        if (modifier_rows[i].kind == k && --place == 0)
            return modifier_rows[i].word;
    return "";
}

enum kind kind_find(struct str word, uint64_t mask)
{
    for (unsigned k = 0; k < KINDS; k++)
        if ((mask >> k & 1) != 0 && word_is(word, kind_rows[k].word))
            return (enum kind)k;
    return KIND_NONE;
}

enum kind kind_near(struct str word, uint64_t mask)
{
    enum kind      best = KIND_NONE;
    struct nearest n = nearest_open(word);
    for (unsigned k = 0; k < KINDS; k++)
        if ((mask >> k & 1) != 0 && nearest_try(&n, str_of(kind_rows[k].word)))
            best = (enum kind)k;
    return best;
}

enum kind kind_named(struct str name, bool *plural)
{
    for (unsigned pass = 0; pass < 3; pass++)
        for (unsigned k = 0; k < KINDS; k++) {
            const char *word = pass == 0 ? kind_rows[k].name : pass == 1 ? kind_rows[k].plural : kind_rows[k].word;
            if (word_is(name, word)) {
                *plural = pass == 1;
                return (enum kind)k;
            }
        }
    return KIND_NONE;
}

enum kind kind_short(struct str name)
{
    bool plural;
    for (size_t i = 0; i < ARRAY_LEN(short_words); i++)
        if (word_is(name, short_words[i].word))
            return kind_named(str_of(short_words[i].kind), &plural);
    return kind_named(name, &plural);
}

enum kind kind_called(struct str word, uint64_t mask)
{
    for (size_t i = 0; i < ARRAY_LEN(heading_words); i++)
        if (word_is(word, heading_words[i].word))
            return kind_find(str_of(heading_words[i].heading), mask);
    return KIND_NONE;
}

enum kind group_named(struct str name)
{
    for (unsigned k = KIND_NONE + 1; k < KINDS_AND_GROUPS; k++)
        if (word_is(name, kind_rows[k].name) || word_is(name, kind_rows[k].plural))
            return (enum kind)k;
    return KIND_NONE;
}

int choice_find(enum label l, struct str word)
{
    int place = 0;
    for (size_t i = 0; i < ARRAY_LEN(choice_rows); i++)
        if (choice_rows[i].label == l) {
            if (str_same_name(word, str_of(choice_rows[i].word)))
                return place;
            place++;
        }
    return -1;
}

const char *choice_word(enum label l, unsigned place)
{
    for (size_t i = 0; i < ARRAY_LEN(choice_rows); i++)
        if (choice_rows[i].label == l && place-- == 0)
            return choice_rows[i].word;
    return NULL;
}
