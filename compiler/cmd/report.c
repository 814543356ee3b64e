/* irp report: compile each file, make documents of them, and write these in a format. */
#include "copies.h"
#include "cmd.h"
#include "../publish/sheets.h"
#include "../pipe/styles.h"
#include "../../runtime/base/file.h"
#include <unistd.h>

struct reporting {
    const struct arguments *args;
    struct arena   *arena;
    struct session  session;
    enum publish_format format;
    enum layout     layout;              /* LAYOUTS: each document's own */
    struct publication publication;
    struct names    names;
    struct copies   copies;
    VEC(struct publish_file) files;
    VEC(struct subject) subjects;
    int             status;
};

/* ---- what is asked */

static const char *row_words(struct arena *a, bool formats)
{
    struct out o;
    out_memory(&o, a);
    for (unsigned i = 0; i < (formats ? (unsigned)PUBLISH_FORMATS : (unsigned)LAYOUTS); i++)
        out_printf(&o, "%s%s", i > 0 ? ", " : "", formats ? publish_format_rows[i].name : layout_rows[i].name);
    return str_keep(a, out_text(&o)).at;
}

static bool asked_format(struct reporting *r)
{
    const struct arguments *args = r->args;
    r->format = PUBLISH_MD;
    if (args->given[OPT_TO])
        r->format = publish_format_named(args->value[OPT_TO]);
    else if (output_is_file(args))
        r->format = publish_format_of_file(args->value[OPT_OUTPUT]);
    if (r->format == PUBLISH_FORMATS && args->given[OPT_TO])
        say("--to must be one of %s", row_words(r->arena, true));
    else if (r->format == PUBLISH_FORMATS)
        say("the ending of " STR_FMT " does not say which format is meant; give --to, one of %s", STR_ARG(args->value[OPT_OUTPUT]), row_words(r->arena, true));
    else if (publish_format_rows[r->format].binary && !output_is_file(args) && isatty(1))
        say("%s is not for a terminal; say where it goes with -o FILE", publish_format_rows[r->format].name);
    else
        return true;
    return false;
}

static bool asked_layout(struct reporting *r)
{
    r->layout = LAYOUTS;
    if (!r->args->given[OPT_LAYOUT])
        return true;
    r->layout = layout_named(r->args->value[OPT_LAYOUT]);
    if (r->layout != LAYOUTS)
        return true;
    say("--layout must be one of %s", row_words(r->arena, false));
    return false;
}

static bool asked_sheet(struct reporting *r)
{
    struct str name = r->args->value[OPT_SHEET];
    struct out o;
    r->publication.plain = r->args->given[OPT_PLAIN];
    if (!r->args->given[OPT_SHEET])
        return true;
    r->publication.sheet = name;
    if (publish_format_rows[r->format].from != FROM_SHEETS)
        say("--sheet is for tables of values, and %s has none", publish_format_rows[r->format].name);
    else if (sheet_named(name) != SHEETS)
        return true;
    else {
        out_memory(&o, r->arena);
        for (unsigned s = 0; s < SHEETS; s++)
            out_printf(&o, "%s%s", s > 0 ? ", " : "", sheet_rows_of[s].name);
        say("--sheet must be one of " STR_FMT, STR_ARG(out_text(&o)));
    }
    return false;
}

/* ---- files */

/* Mistakes of form are shown as irp check shows them: what is published leaves out what is in doubt. */
static void tell_mistakes(struct reporting *r, const struct unit *u, struct out *o)
{
    struct checker_options options = {.today = r->publication.today, .quiet = true};
    struct checker         c;
    checker_open(&c, &options, o, o, r->arena);
    checker_plan(&c, u->image, unit_program(&(struct unit){0}), NULL);
    checker_close(&c);
}

/* The style of --style; else the document's own; else, where there is none of its name (a finding of the file), that of its kind. NULL after a message. */
static const struct style *style_of(struct reporting *r, const struct style_index *styles, uint32_t document)
{
    bool       asked = r->args->given[OPT_STYLE];
    struct str name = asked ? r->args->value[OPT_STYLE] : style_name(styles->tree, document);
    const struct style *found = style_find(&r->session, styles, name, r->arena);
    if (found == NULL && !asked)
        found = style_find(&r->session, styles, style_usual(styles->tree, document), r->arena);
    if (found == NULL)
        say("there is no house style \"" STR_FMT "\"" STR_FMT "; those that come with irp are: " STR_FMT, STR_ARG(name), STR_ARG(style_near(styles->tree, name, r->arena)),
            STR_ARG(styles_shipped(r->arena)));
    return found;
}

/* False after a message. */
static bool add_subjects(struct reporting *r, const struct publish_file *file)
{
    struct style_index styles;
    style_index_open(&styles, file->unit->tree, r->arena);
    for (uint32_t d = 0; d < file->progress.len; d++) {
        const struct progress *p = &file->progress.at[d];
        enum kind              k = (enum kind)file->unit->tree->items[p->item].kind;
        enum layout            l = r->layout != LAYOUTS ? r->layout : layout_of_kind(k);
        if (l == LAYOUTS || (layout_rows[l].kinds >> k & 1) == 0)
            continue;
        const struct style *style = style_of(r, &styles, p->item);
        if (style == NULL)
            return false;
        *vec_push(r->arena, &r->subjects) = (struct subject){file, p->item, k, p, &layout_rows[l], style};
    }
    return true;
}

static void read_file(struct reporting *r, const char *name)
{
    struct str   text;
    struct unit *u = arena_new(r->arena, struct unit);
    if (!read_source("read", name, r->arena, &text)) {
        r->status = STATUS_CANNOT;
        return;
    }
    struct str shown = str_of(strcmp(name, "-") == 0 ? "<standard input>" : name);
    pipe_compile(&r->session, shown, text, r->arena, u);
    copies_add(&r->copies, u->image);
    if (u->errors > 0) {
        struct out o;
        out_open(&o, r->arena, 2);
        tell_mistakes(r, u, &o);
        r->status = out_close(&o).code != ERR_NONE || r->status == STATUS_CANNOT ? STATUS_CANNOT : STATUS_FOUND;
    }
    *vec_push(r->arena, &r->files) = (struct publish_file){
        shown, u, rows_open(u->tree, u->image, r->publication.today, r->arena), progress_of(u->image, r->publication.today, r->arena)};
}

/* ---- writing */

static int write_file(struct reporting *r)
{
    struct out  o;
    const char *name = r->args->value[OPT_OUTPUT].at;
    out_memory(&o, r->arena);
    struct err e = publish_format_rows[r->format].write(&r->publication, &o);
    struct str text = out_text(&o);
    if (!failed(e))
        e = file_write(r->arena, name, &text, 1, FILE_PLAIN);
    if (!failed(e))
        return r->status;
    cannot("write", name, e);
    return STATUS_CANNOT;
}

static int write_stdout(struct reporting *r)
{
    struct out o;
    out_open(&o, r->arena, 1);
    struct err e = publish_format_rows[r->format].write(&r->publication, &o);
    int        status = finish(&o, "the report", r->status);
    if (failed(e))
        cannot("write", "the report", e);
    return failed(e) ? STATUS_CANNOT : status;
}

static int publish(struct reporting *r)
{
    /* Of several files people want to know how they stand together, unless they ask for something else. */
    if (r->layout == LAYOUTS && r->files.len > 1 && publish_format_rows[r->format].from == FROM_DOCUMENTS)
        r->layout = LAYOUT_SUMMARY;
    r->publication.scales = pipe_shipped(&r->session, STR("progress"));
    r->publication.files = r->files.at, r->publication.files_len = r->files.len;
    for (uint32_t f = 0; f < r->files.len; f++)
        if (!add_subjects(r, &r->files.at[f]))
            return STATUS_CANNOT;
    r->publication.subjects = r->subjects.at, r->publication.subjects_len = r->subjects.len;
    if (r->subjects.len == 0) {
        if (r->status != STATUS_CANNOT)
            say(r->layout == LAYOUTS ? "there is no plan, review or letter to publish" : "there is no document that the layout %s can be made of",
                r->layout == LAYOUTS ? "" : layout_rows[r->layout].name);
        return STATUS_CANNOT;
    }
    if (!output_spares_sources(r->args, &r->session, r->names, "the report"))
        return STATUS_CANNOT;
    if (publish_format_rows[r->format].from == FROM_DOCUMENTS)
        publish_make(&r->publication);
    return output_is_file(r->args) ? write_file(r) : write_stdout(r);
}

int cmd_report(const struct arguments *args, struct arena *a)
{
    struct reporting r = {.args = args, .arena = a, .publication.arena = a, .status = STATUS_FINE};
    if (!asked_day(args, &r.publication.today) || !asked_format(&r) || !asked_layout(&r) || !asked_sheet(&r))
        return STATUS_CANNOT;
    r.names = files_named(args, a, &r.status);
    if (!session_start(&r.session, args, a))
        return STATUS_CANNOT;
    copies_open(&r.copies, args->given[OPT_QUIET], a);
    for (uint32_t i = 0; i < r.names.len; i++)
        read_file(&r, r.names.at[i]);
    copies_close(&r.copies);
    return publish(&r);
}
