/* Proofs as text and as JSON. */
#include "prove.h"
#include "../../runtime/base/escape.h"
#include "../../runtime/report/json.h"
#include "../../runtime/report/spots.h"

static const struct { const char *name, *sentence, *open; } claims[] = {
    [CLAIM_OPPOSITES]      = {"opposites", "demand opposites: where both are asked, nothing meets both", "may demand opposites: no example found"},
    [CLAIM_NEVER_ASKED]    = {"never-asked", "can never be asked: no values meet its When", "may never be asked"},
    [CLAIM_NEVER_FAILS]    = {"never-fails", "can never fail: whatever meets its When meets its Require", "may never fail"},
    [CLAIM_CASE_LEFT_OUT]  = {"case-left-out", "leaves a case out", "may leave a case out: no example found"},
    [CLAIM_LEVEL_LEFT_OUT] = {"level-left-out", "leaves a level out", "may leave a level out: no example found"},
    [CLAIM_OPEN]           = {"open", "was not decided: the search came to its limit", "was not decided: the search came to its limit"},
};

static struct str item_title(const struct find *f, unsigned i) { return tree_text(f->standard[i]->tree, f->item[i]->title); }

static uint32_t line_of(const struct find *f, unsigned i, struct arena *a)
{
    struct spots spots;
    spots_open(&spots, f->standard[i]->tree->source, a);
    return spots_at(&spots, f->item[i]->place.at).line;
}

static void put_lines(struct out *o, struct str text, unsigned indent)
{
    while (text.len > 0) {
        struct str line = str_cut(&text, '\n');
        out_repeat(o, ' ', line.len > 0 ? indent : 0);
        escape_terminal(o, line);
        out_char(o, '\n');
    }
}

static void put_item(struct out *o, const struct find *f, unsigned i, struct arena *a)
{
    static const char *const words[] = {"When", "Require", "Gives", "From"};
    const struct tree *t = f->standard[i]->tree;
    out_str(o, STR("  "));
    escape_terminal(o, item_title(f, i));
    out_str(o, STR(" ("));
    escape_terminal(o, t->source_name);
    out_printf(o, ":%u)\n", line_of(f, i, a));
    for (uint32_t l = f->item[i]->first_label; l < f->item[i]->first_label + f->item[i]->labels; l++)
        for (size_t w = 0; w < ARRAY_LEN(words); w++)
            if (strcmp(label_rows[t->labels[l].label].word, words[w]) == 0)
                put_lines(o, str_printf(a, "%s: " STR_FMT, words[w], STR_ARG(tree_text(t, t->labels[l].value))), 4);
}

static void put_find(struct out *o, const struct find *f, struct arena *a)
{
    escape_terminal(o, item_title(f, 0));
    if (f->item[1] != NULL) {
        out_str(o, STR(" and "));
        escape_terminal(o, item_title(f, 1));
    }
    out_printf(o, ", for each %s", kind_rows[f->kind].name);
    if (f->version.len > 0)
        out_str(o, STR(", in "));
    escape_terminal(o, f->version);
    out_printf(o, ": %s", f->confirmed ? claims[f->claim].sentence : claims[f->claim].open);
    if (f->level.len > 0)
        out_str(o, STR(": "));
    escape_terminal(o, f->level);
    out_char(o, '\n');
    put_item(o, f, 0, a);
    if (f->item[1] != NULL)
        put_item(o, f, 1, a);
    if (f->plan.len == 0)
        return;
    out_str(o, STR("  Shown by:\n"));
    put_lines(o, f->plan, 4);
    out_str(o, f->claim == CLAIM_OPPOSITES ? STR("  irp says, whatever is changed of what they require:\n") : STR("  There:\n"));
    put_lines(o, f->shown, 4);
}

static void put_count(struct out *o, uint32_t n, const char *what, const char *after) { out_printf(o, "%u %s%s%s", n, what, n == 1 ? "" : "s", after); }

static void put_total(struct out *o, const struct proof *p)
{
    put_count(o, p->finds.len + p->more, "find", ": ");
    put_count(o, p->rules, "rule", ", ");
    put_count(o, p->pairs, "pair", p->maps > 0 ? ", " : " and ");
    put_count(o, p->defines, "define", p->maps > 0 ? " and " : "");
    if (p->maps > 0)
        put_count(o, p->maps, "map", "");
    out_str(o, STR(" looked at"));
    for (uint32_t i = 0; i < p->versions.len; i++) {
        out_str(o, i == 0 ? STR(", in ") : STR(" and "));
        escape_terminal(o, p->versions.at[i]);
    }
    out_str(o, STR(".\n"));
}

void proof_text(struct out *o, const struct proof *p, struct arena *a)
{
    for (uint32_t i = 0; i < p->finds.len; i++) {
        put_find(o, &p->finds.at[i], a);
        out_char(o, '\n');
    }
    if (p->more > 0)
        out_printf(o, "and %u more\n\n", p->more);
    put_total(o, p);
    if (p->left > 0)
        out_printf(o, "%u question%s not asked: the standard is larger than irp proves.\n", p->left, p->left == 1 ? " was" : "s were");
    if (p->free.len == 0)
        return;
    out_str(o, STR("Assumed free:\n"));
    for (uint32_t i = 0; i < p->free.len; i++)
        put_lines(o, p->free.at[i], 2);
}

/* ---- JSON */

static void json_item(struct json *j, const struct find *f, unsigned i, struct arena *a)
{
    const struct tree *t = f->standard[i]->tree;
    json_open(j, NULL, '{');
    json_text(j, "name", item_title(f, i));
    json_text(j, "file", t->source_name);
    json_whole(j, "line", line_of(f, i, a));
    json_open(j, "labels", '[');
    for (uint32_t l = f->item[i]->first_label; l < f->item[i]->first_label + f->item[i]->labels; l++)
        if (label_rows[t->labels[l].label].type == TYPE_EXPRESSION || t->labels[l].label == LABEL_MAP_FROM)
            json_text(j, NULL, str_printf(a, "%s: " STR_FMT, label_rows[t->labels[l].label].word, STR_ARG(tree_text(t, t->labels[l].value))));
    json_close(j, ']');
    json_close(j, '}');
}

static void json_find(struct json *j, const struct find *f, struct arena *a)
{
    json_open(j, NULL, '{');
    json_text(j, "claim", str_of(claims[f->claim].name));
    json_text(j, "shown", f->confirmed ? STR("yes") : STR("no"));
    json_text(j, "for each", str_of(kind_rows[f->kind].name));
    if (f->version.len > 0)
        json_text(j, "version", f->version);
    if (f->level.len > 0)
        json_text(j, "level", f->level);
    json_open(j, "items", '[');
    for (unsigned i = 0; i < 2 && f->item[i] != NULL; i++)
        json_item(j, f, i, a);
    json_close(j, ']');
    if (f->plan.len > 0) {
        json_text(j, "plan", f->plan);
        json_text(j, "says", f->shown);
    }
    json_close(j, '}');
}

void proof_json(struct out *o, const struct proof *p, struct arena *a)
{
    struct json j = {.out = o, .first = true};
    json_open(&j, NULL, '{');
    json_open(&j, "finds", '[');
    for (uint32_t i = 0; i < p->finds.len; i++)
        json_find(&j, &p->finds.at[i], a);
    json_close(&j, ']');
    json_whole(&j, "more", p->more);
    json_whole(&j, "rules", p->rules);
    json_whole(&j, "pairs", p->pairs);
    json_whole(&j, "defines", p->defines);
    json_whole(&j, "maps", p->maps);
    json_open(&j, "versions", '[');
    for (uint32_t i = 0; i < p->versions.len; i++)
        json_text(&j, NULL, p->versions.at[i]);
    json_close(&j, ']');
    json_whole(&j, "not asked", p->left);
    json_open(&j, "assumed free", '[');
    for (uint32_t i = 0; i < p->free.len; i++)
        json_text(&j, NULL, p->free.at[i]);
    json_close(&j, ']');
    json_close(&j, '}');
    out_char(o, '\n');
}
