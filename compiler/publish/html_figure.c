/* html_figure.c - figures as HTML: a square for each thing, in a row for each part, and beside them the table of the same numbers.
 *
 * A row stands beside its own name, so colour says nothing that words do not. Where squares would be too many to count, rows are bars.
 */
#include "html.h"
#include "../../runtime/base/escape.h"
#include "../../runtime/value/number.h"

#define SQUARES_MOST 120u                /* of a figure; beyond, bars */
#define COLOURS      4u                  /* of html.css: part-1 and on; further parts have the last */

/* What a reader who does not see the squares is told: the sentence, or each part with its number. */
static void spoken(struct html *h, const struct figure_block *f)
{
    out_str(h->out, STR(" aria-label=\""));
    escape_xml(h->out, f->message);
    for (uint32_t i = 0; i < f->parts_len; i++) {
        if (i > 0 || f->message.len > 0)
            out_str(h->out, i > 0 ? STR(", ") : STR(" "));
        escape_xml(h->out, f->parts[i].name);
        out_str(h->out, STR(": "));
        count_print(h->out, f->parts[i].count);
    }
    out_char(h->out, '"');
}

static unsigned colour_of(uint32_t part) { return part < COLOURS ? part + 1 : COLOURS; }

static void squares(struct html *h, uint32_t part, uint32_t count)
{
    out_printf(h->out, "<span class=\"squares part-%u\">", colour_of(part));
    for (uint32_t i = 0; i < count; i++)
        out_str(h->out, STR("<i></i>"));
    out_str(h->out, STR("</span>"));
}

/* The length as a share of the longest, in tenths of a per cent. The style sheet cannot know it, and attributes of style are not allowed. */
static void bar(struct html *h, uint32_t part, uint32_t count, uint32_t most)
{
    uint64_t tenths = most > 0 ? ((uint64_t)count * 1000 + most / 2) / most : 0;

    out_printf(h->out, "<svg class=\"bar part-%u\" width=\"100%%\" height=\"16\" aria-hidden=\"true\"><rect width=\"%u.%u%%\" height=\"16\"/></svg>",
               colour_of(part), (unsigned)(tenths / 10), (unsigned)(tenths % 10));
}

static uint32_t most_of(const struct figure_block *f)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < f->parts_len; i++)
        if (f->parts[i].count > most)
            most = f->parts[i].count;
    return most;
}

static void chart(struct html *h, const struct figure_block *f)
{
    uint32_t most = most_of(f);

    out_str(h->out, STR("<div class=\"chart\" role=\"img\""));
    spoken(h, f);
    out_str(h->out, STR(">\n"));
    for (uint32_t i = 0; i < f->parts_len; i++) {
        out_str(h->out, STR("<div class=\"part\"><span class=\"part-name\">"));
        escape_xml(h->out, f->parts[i].name);
        out_str(h->out, STR(" <b>"));
        count_print(h->out, f->parts[i].count);
        out_str(h->out, STR("</b></span>"));
        if (f->total <= SQUARES_MOST)
            squares(h, i, f->parts[i].count);
        else
            bar(h, i, f->parts[i].count, most);
        out_str(h->out, STR("</div>\n"));
    }
    out_str(h->out, STR("</div>\n"));
}

void html_figure(struct html *h, const struct figure_block *f, struct str anchor)
{
    struct str heading = h->heading;

    h->heading = html_id(h);             /* the caption names the table, unless that has one of its own */
    out_str(h->out, STR("<figure"));
    html_attribute(h, "id", anchor);
    out_str(h->out, STR(">\n<figcaption"));
    html_attribute(h, "id", h->heading);
    out_char(h->out, '>');
    escape_xml(h->out, f->caption);
    out_str(h->out, STR("</figcaption>\n<div class=\"beside\">\n"));
    chart(h, f);
    html_table(h, &f->table, (struct str){0});
    h->heading = heading;
    out_str(h->out, STR("</div>\n"));
    if (f->note.len > 0) {
        out_str(h->out, STR("<p class=\"note\">"));
        html_runs(h, f->note);
        out_str(h->out, STR("</p>\n"));
    }
    out_str(h->out, STR("</figure>\n"));
}
