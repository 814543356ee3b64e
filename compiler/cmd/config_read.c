/* A file irp.conf into settings, by the scanner of lines that plans have. See config.h. */
#include "config.h"
#include "../../lang/syntax/lines.h"
#include "../../lang/table/table.h"
#include "../../runtime/base/file.h"
#include "../../runtime/base/utf8.h"
#include "../../runtime/report/report.h"
#include "../../runtime/report/text.h"

#define MISTAKES_SHOWN 20u
#define FED_BYTES      ((size_t)64 << 10)

struct reader {
    struct config *config;
    struct arena  *arena;
    VEC(struct setting) settings;
    VEC(struct finding) mistakes;
    bool       given[OPTIONS];
    uint32_t   line, counted;            /* the line of byte `counted` */
    struct str word, value;              /* the label at hand, which may go on; word empty: none */
};

static void fill(const void *of, uint32_t i, struct arena *a, struct finding *f)
{
    const struct finding *all = of;
    (void)a;
    *f = all[i];
}

static void brief(const void *of, uint32_t i, struct finding *f) { fill(of, i, NULL, f); }

static void tell(const struct config *c, const struct finding *all, uint32_t len, struct arena *a)
{
    struct finding_list list = {.source_name = c->name, .source = c->text, .len = len, .errors = len, .fill = fill, .brief = brief, .of = all};
    struct out o;
    out_open(&o, a, 2);
    findings_alone(&findings_text, &o, &list, (struct look){.most = MISTAKES_SHOWN}, a);
    (void)failed(out_close(&o));         /* where messages go */
}

void config_mistake(const struct config *c, struct place at, struct str sentence, struct str help, struct arena *a)
{
    struct finding f = {.place = at, .severity = SEVERITY_ERROR, .sentence = sentence, .help = help};
    tell(c, &f, 1, a);
}

static void mistake(struct reader *r, struct place at, struct str sentence, struct str help)
{
    *vec_push(r->arena, &r->mistakes) = (struct finding){.place = at, .severity = SEVERITY_ERROR, .sentence = sentence, .help = help};
}

/* ---- values */

/* The word of a choice, as its option has it; empty: it is none. */
static struct str word_among(const char *choice, struct str value)
{
    struct str words = str_of(choice);
    while (words.len > 0) {
        struct str word = str_cut(&words, '|');
        if (str_eq_fold(word, value))
            return word;
    }
    return STR("");
}

static bool is_number(struct str s)
{
    bool digits = s.len > 0 && s.len <= 9;
    for (size_t i = 0; i < s.len && digits; i++)
        digits = is_digit(s.at[i]);
    return digits;
}

/* What the option accepts, for the message that refuses a value; empty: it is fine. */
static struct str refused(struct reader *r, enum option o, struct str value)
{
    const char *accepts = option_rows[o].value;
    if (accepts == NULL)
        return str_eq_fold(value, STR("yes")) || str_eq_fold(value, STR("no")) ? STR("") : STR("Yes or No");
    if (option_is_choice(accepts) && word_among(accepts, value).len == 0)
        return str_printf(r->arena, "one of %s", accepts);
    if (strcmp(accepts, "NUMBER") == 0 && !is_number(value))
        return STR("a whole number");
    return value.len == 0 ? str_of(accepts) : STR("");
}

static struct str as_option(struct reader *r, enum option o, struct str value)
{
    if (option_rows[o].value != NULL && option_is_choice(option_rows[o].value))
        return word_among(option_rows[o].value, value);
    if (!option_names_file(o, value) || value.at[0] == '/')
        return str_keep(r->arena, value);
    return str_printf(r->arena, STR_FMT "/" STR_FMT, STR_ARG(r->config->folder), STR_ARG(value));
}

/* ---- lines */

static enum option setting_named(struct str word)
{
    unsigned o = 0;
    while (o < OPTIONS && (option_rows[o].setting == NULL || !str_same_name(word, str_of(option_rows[o].setting))))
        o++;
    return (enum option)o;
}

static struct str near_setting(struct reader *r, struct str word)
{
    unsigned least = near_enough(word.len) + 1, near = OPTIONS;
    for (unsigned o = 0; o < OPTIONS; o++) {
        unsigned d = option_rows[o].setting == NULL ? least : str_distance(word, str_of(option_rows[o].setting), least - 1);
        if (d < least)
            least = d, near = o;
    }
    return near == OPTIONS ? STR("") : str_printf(r->arena, "; the nearest is \"%s\"", option_rows[near].setting);
}

static struct str all_settings(struct reader *r)
{
    struct str list = {"", 0};
    for (unsigned o = 0; o < OPTIONS; o++)
        if (option_rows[o].setting != NULL)
            list = str_printf(r->arena, STR_FMT "%s%s", STR_ARG(list), list.len > 0 ? ", " : "", option_rows[o].setting);
    return str_printf(r->arena, "The settings are: " STR_FMT ".", STR_ARG(list));
}

static struct place place_of(const struct reader *r, struct str s) { return (struct place){(uint32_t)(s.at - r->config->text.at), (uint32_t)s.len}; }

/* Labels come in order, so that each byte is looked at once. */
static uint32_t line_of(struct reader *r, uint32_t at)
{
    for (; r->counted < at; r->counted++)
        r->line += r->config->text.at[r->counted] == '\n';
    return r->line;
}

/* The label that was at hand has ended. */
static void end_label(struct reader *r)
{
    struct str word = r->word, written = r->value, value = text_one_line(r->arena, written);
    if (word.len == 0)
        return;
    r->word = STR("");
    enum option o = setting_named(word);
    if (o == OPTIONS) {
        mistake(r, place_of(r, word), str_printf(r->arena, "There is no setting \"" STR_FMT "\"" STR_FMT, STR_ARG(word), STR_ARG(near_setting(r, word))), all_settings(r));
        return;
    }
    struct str accepts = refused(r, o, value);
    if (accepts.len > 0)
        mistake(r, written.len > 0 ? place_of(r, written) : place_of(r, word), str_printf(r->arena, "%s must be " STR_FMT, option_rows[o].setting, STR_ARG(accepts)), STR(""));
    else if (!option_rows[o].many && r->given[o])
        mistake(r, place_of(r, word), str_printf(r->arena, "%s stands twice in this file", option_rows[o].setting), STR("Take one of the two lines out."));
    else
        *vec_push(r->arena, &r->settings) = (struct setting){o, as_option(r, o, value), value, place_of(r, written), line_of(r, place_of(r, word).at)};
    r->given[o] = true;
}

/* The text that a line of the scanner stands for, and what of it is the value. */
static void take_line(struct reader *r, char mark, struct str line)
{
    size_t colon = str_find(line, STR(":"));
    if (mark == FED_MORE && r->word.len > 0) {
        r->value = str_trim((struct str){r->value.at, (size_t)(line.at + line.len - r->value.at)});
        return;
    }
    end_label(r);
    if (mark == FED_LABEL)
        r->word = str_trim(str_upto(line, colon)), r->value = str_trim(str_from(line, colon + 1));
    else if (mark != FED_COMMENT)
        mistake(r, place_of(r, str_upto(line, str_find(line, STR("\n")))), STR("This line is no setting"),
                STR("A setting is a line such as \"Strict: Yes\"; a remark starts with //."));
}

static void take_lines(struct reader *r)
{
    struct lines lines;
    char        *fed = arena_alloc(r->arena, FED_BYTES);
    lines_open(&lines, r->config->text, r->arena);
    for (size_t len; (len = lines_feed(&lines, fed, FED_BYTES)) > 0;) {
        struct str rest = {fed, len};
        for (uint32_t i = 0; i < lines.fed_len; i++) {
            struct fed at = lines.fed[(lines.fed_first + i) % FED_LINES];
            struct str line = str_cut(&rest, '\n');
            take_line(r, line.len > 0 ? line.at[0] : '\0', str_from(str_upto(r->config->text, at.end), at.at));
        }
        lines.fed_first = (lines.fed_first + lines.fed_len) % FED_LINES;
        lines.fed_len = 0;
    }
    end_label(r);
}

const struct config *config_read(struct str real, struct str shown, struct arena *a)
{
    struct config *c = arena_new(a, struct config);
    struct reader  r = {.config = c, .arena = a, .line = 1};
    size_t         slash = real.len;
    while (slash > 0 && real.at[slash - 1] != '/')
        slash--;
    *c = (struct config){.name = shown, .folder = str_keep(a, str_upto(real, slash > 1 ? slash - 1 : slash))};
    struct err e = file_read(a, real.at, CONFIG_BYTES_MOST, &c->text);
    size_t     at = failed(e) ? 0 : utf8_check(c->text);
    c->bad = failed(e) || at < c->text.len;
    if (failed(e))
        cannot("read", str_keep(a, shown).at, e);
    else if (c->bad)
        cannot_read("read", str_keep(a, shown).at, (struct err){ERR_NOT_TEXT, 0}, c->text, at);
    if (c->bad)
        return c;
    take_lines(&r);
    if (r.mistakes.len > 0)
        tell(c, r.mistakes.at, r.mistakes.len, a);
    c->bad = r.mistakes.len > 0;
    c->settings = r.settings.at, c->settings_len = r.settings.len;
    return c;
}
