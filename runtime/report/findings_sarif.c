/* findings_sarif.c - findings as SARIF 2.1.0 (OASIS), with what GitHub code scanning asks for.
 *
 * The tool stands behind the results: its rules are those that found something, and are known when all results are written. What is kept of a run is
 * one entry a rule, whatever the number of findings.
 */
#include "report.h"
#include "fingerprint.h"
#include "json.h"
#include "spots.h"
#include "text.h"
#include "../base/map.h"

#define RESULTS_DEPTH 4u      /* of what stands in the log, its runs, the run, its results */

struct sarif_rule { struct str id, name, help, why; enum severity severity; };
struct sarif { struct map by_id; VEC(struct sarif_rule) rules; };
struct sarif_file { struct json json; struct spots spots; struct str uri; struct sarif *log; struct arena *arena; };

/* ---------------------------------------------------------------- texts */

/* A message's text: { and } are written twice (they stand for placeholders), and "](" is no end of a link. */
static struct str message_text(struct str s, struct arena *a)
{
    struct out o;

    out_memory(&o, a);
    s = text_one_line(a, s);
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '{' || s.at[i] == '}')
            out_char(&o, s.at[i]);
        if (s.at[i] == ']' && i + 1 < s.len && s.at[i + 1] == '(')
            out_char(&o, '\\');
        out_char(&o, s.at[i]);
    }
    return out_text(&o);
}

static void put_message(struct json *j, const char *key, struct str text, struct arena *a)
{
    json_open(j, key, '{');
    json_text(j, "text", message_text(text, a));
    json_close(j, '}');
}

/* A file's name as a URI reference: all but letters, digits, - . _ ~ and / by percent (RFC 3986). */
static struct str uri_of(struct str name, struct arena *a)
{
    struct out o;

    out_memory(&o, a);
    if (name.len > 0 && name.at[0] == '/')
        out_str(&o, STR("file://"));
    for (size_t i = 0; i < name.len; i++)
        if (is_letter(name.at[i]) || is_digit(name.at[i]) || (name.at[i] != '\0' && strchr("-._~/", name.at[i])))
            out_char(&o, name.at[i]);
        else
            out_printf(&o, "%%%02X", (unsigned)(unsigned char)name.at[i]);
    return out_text(&o);
}

/* ---------------------------------------------------------------- rules */

static uint32_t rule_index(struct sarif_file *s, const struct finding *f)
{
    struct sarif *log = s->log;
    struct str    id = f->code.len > 0 ? f->code : f->name;
    uint64_t      hash = str_hash(id, map_seed());

    for (struct map_walk w = map_find(&log->by_id, hash); map_next(&w);)
        if (str_eq(log->rules.at[w.value].id, id))
            return w.value;
    struct arena *a = s->arena;
    bool coded = f->code.len > 0;          /* what helps with a mistake of form is another thing each time */
    map_add(&log->by_id, hash, log->rules.len);
    *vec_push(a, &log->rules) = (struct sarif_rule){str_keep(a, id), str_keep(a, f->name), coded ? STR("") : str_keep(a, f->help),
                                                    coded ? STR("") : str_keep(a, f->why), f->severity};
    return log->rules.len - 1;
}

/* missing-owner: "Missing owner". */
static struct str rule_title(struct str name, struct arena *a)
{
    struct str title = str_keep(a, name);
    char      *at = arena_array(a, name.len, 1);

    for (size_t i = 0; i < title.len; i++)
        at[i] = title.at[i] == '-' ? ' ' : title.at[i];
    if (title.len > 0 && at[0] >= 'a' && at[0] <= 'z')
        at[0] = (char)(at[0] - 32);
    return (struct str){at, title.len};
}

static void put_rule(struct json *j, const struct sarif_rule *r, struct arena *a)
{
    struct str title = rule_title(r->name, a);

    json_open(j, NULL, '{');
    json_text(j, "id", r->id);
    json_text(j, "name", r->name);
    put_message(j, "shortDescription", title, a);
    put_message(j, "fullDescription", r->why.len > 0 ? r->why : title, a);
    put_message(j, "help", str_printf(a, STR_FMT "%sirp explain " STR_FMT " says more.", STR_ARG(r->help), r->help.len > 0 ? " " : "", STR_ARG(r->id)), a);
    json_open(j, "defaultConfiguration", '{');
    json_text(j, "level", str_of(severity_word(r->severity)));
    json_close(j, '}');
    json_close(j, '}');
}

/* ---------------------------------------------------------------- results */

static void put_region(struct json *j, const char *key, struct spots *spots, struct place place)
{
    struct spot from = spots_at(spots, place.at), to = spots_at(spots, (size_t)place.at + place.length);

    json_open(j, key, '{');
    json_whole(j, "startLine", from.line);
    json_whole(j, "startColumn", from.column);
    json_whole(j, "endLine", to.line);
    json_whole(j, "endColumn", to.column);
    json_close(j, '}');
}

static void put_artifact(struct json *j, struct str uri)
{
    json_open(j, "artifactLocation", '{');
    json_text(j, "uri", uri);
    json_close(j, '}');
}

static void put_physical(struct sarif_file *s, struct place place)
{
    json_open(&s->json, "physicalLocation", '{');
    put_artifact(&s->json, s->uri);
    put_region(&s->json, "region", &s->spots, place);
    json_close(&s->json, '}');
}

static void put_locations(struct sarif_file *s, const struct finding *f, struct arena *a)
{
    struct json *j = &s->json;

    json_open(j, "locations", '[');
    json_open(j, NULL, '{');
    put_physical(s, f->place);
    json_close(j, '}');
    json_close(j, ']');
    if (f->related_len == 0)
        return;
    json_open(j, "relatedLocations", '[');
    for (uint32_t i = 0; i < f->related_len; i++) {
        json_open(j, NULL, '{');
        json_whole(j, "id", i + 1);
        put_physical(s, f->related[i].place);
        put_message(j, "message", f->related[i].text, a);
        json_close(j, '}');
    }
    json_close(j, ']');
}

/* GitHub knows a result again by this name; other readers by any. */
static void put_fingerprint(struct json *j, struct fingerprint f, struct arena *a)
{
    json_open(j, "partialFingerprints", '{');
    json_text(j, "primaryLocationLineHash", fingerprint_text(f, a));
    json_close(j, '}');
}

/* What hides it, as the plan or the baseline says. */
static void put_suppression(struct json *j, const struct finding *f, struct arena *a)
{
    if (f->hidden == HIDDEN_NOT)
        return;
    json_open(j, "suppressions", '[');
    json_open(j, NULL, '{');
    json_text(j, "kind", f->hidden == HIDDEN_ALLOWED ? STR("inSource") : STR("external"));
    json_text(j, "status", STR("accepted"));
    if (f->hidden == HIDDEN_ALLOWED)
        json_text(j, "justification", text_one_line(a, f->hidden_because));
    json_close(j, '}');
    json_close(j, ']');
}

/* Of fixes those that a reader may apply: a placeholder has to be filled in first. */
static void put_fix(struct sarif_file *s, const struct finding *f, struct arena *a)
{
    struct json *j = &s->json;

    if (f->fix == FIX_NONE || f->fix == FIX_PLACEHOLDER)
        return;
    json_open(j, "fixes", '[');
    json_open(j, NULL, '{');
    if (f->help.len > 0)
        put_message(j, "description", f->help, a);
    json_open(j, "artifactChanges", '[');
    json_open(j, NULL, '{');
    put_artifact(j, s->uri);
    json_open(j, "replacements", '[');
    for (uint32_t i = 0; i < f->edits_len; i++) {
        json_open(j, NULL, '{');
        put_region(j, "deletedRegion", &s->spots, f->edits[i].place);
        json_open(j, "insertedContent", '{');
        json_text(j, "text", f->edits[i].text);
        json_close(j, '}');
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
    json_close(j, ']');
    json_close(j, '}');
    json_close(j, ']');
}

static void show_sarif(void *to, const struct finding *f, uint32_t i, struct arena *scratch)
{
    struct sarif_file *s = to;
    struct json *j = &s->json;

    (void)i;
    json_open(j, NULL, '{');
    json_text(j, "ruleId", f->code.len > 0 ? f->code : f->name);
    json_whole(j, "ruleIndex", rule_index(s, f));
    json_text(j, "level", str_of(severity_word(f->severity)));
    put_message(j, "message", f->sentence, scratch);
    put_locations(s, f, scratch);
    put_fingerprint(j, f->fingerprint, scratch);
    put_suppression(j, f, scratch);
    put_fix(s, f, scratch);
    json_close(j, '}');
}

/* ---------------------------------------------------------------- the log */

static void open_sarif(struct findings *w)
{
    struct json   j = {.out = w->out, .first = true};
    struct sarif *log = arena_new(w->arena, struct sarif);

    map_open(&log->by_id, w->arena, 0);
    w->own = log;
    json_open(&j, NULL, '{');
    json_text(&j, "$schema", STR("https://json.schemastore.org/sarif-2.1.0.json"));
    json_text(&j, "version", STR("2.1.0"));
    json_open(&j, "runs", '[');
    json_open(&j, NULL, '{');
    json_text(&j, "columnKind", STR("unicodeCodePoints"));
    json_open(&j, "results", '[');
}

static void file_sarif(struct findings *w, const struct finding_list *list, struct arena *scratch)
{
    struct sarif_file s = {.json = {.out = w->out, .depth = RESULTS_DEPTH, .first = w->written == 0},
                           .uri = uri_of(findings_path(list->source_name), scratch), .log = w->own, .arena = w->arena};

    spots_open(&s.spots, list->source, scratch);
    findings_each(list, 0, list->len, scratch->mem, show_sarif, &s);
}

static void close_sarif(struct findings *w)
{
    struct json   j = {.out = w->out, .depth = RESULTS_DEPTH, .first = w->written == 0};
    const struct sarif *log = w->own;

    json_close(&j, ']');
    json_open(&j, "tool", '{');
    json_open(&j, "driver", '{');
    json_text(&j, "name", STR("irp"));
    json_text(&j, "version", STR(IRP_VERSION));
    json_open(&j, "rules", '[');
    for (uint32_t i = 0; i < log->rules.len; i++)
        put_rule(&j, &log->rules.at[i], w->arena);
    json_close(&j, ']');
    for (unsigned depth = RESULTS_DEPTH + 1; depth > 0; depth--)       /* driver, tool, run, runs, log */
        json_close(&j, depth == 2 ? ']' : '}');
    out_char(w->out, '\n');
}

const struct findings_writer findings_sarif = {.open = open_sarif, .file = file_sarif, .close = close_sarif, .fingerprints = true,
                                               .hidden = HIDDEN_ALWAYS};
