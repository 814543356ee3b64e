/* Metrics and tables of standards: for each kind of row a view of figures, each with its kernel. A check runs none of it.
 *
 * What is for each owner, area, month, status or the estate is put together over files: such a figure rests on counts, sums and extremes alone, and the kernel
 * works it out of them (runtime/rule/metric.h).
 */
#include "lowering.h"
#include "../../runtime/rule/metric.h"

/* What a figure measures: an expression, and the lines of the metric (NULL: a column's own) that say where it is asked. */
struct measure { const struct standard_source *from; const struct item *metric; struct place at; };

static const char only_sums[] = "What is for each owner, area, month, status or estate is put together over files: it may use counts, shares, sums and extremes of what belongs to "
                                "it, such as count of actions where late, and nothing else.";

static bool is_merged(enum kind k) { return k == KIND_OWNER || kind_is_group(k); }

/* Notes what the calls of the metric steps give, as far as they have come. */
static void note_sums(struct lowering_rules *low)
{
    const struct build *b = &low->build;
    while (low->summed.len < b->slots.len)
        *vec_push(low->arena, &low->summed) = 0;
    for (; low->steps_noted < b->metric_steps.len; low->steps_noted++) {
        const struct step *s = &b->metric_steps.at[low->steps_noted];
        for (uint32_t i = 0; s->kind == STEP_CALL && metric_way(s->what, i) != WAY_NONE; i++)
            low->summed.at[s->out[i]] = 1;
    }
}

static bool rests_on_sums(struct env *env, const struct kernel_build *k, const struct expr *e)
{
    note_sums(env->low);
    for (uint32_t i = 0; i < k->ops.len; i++)
        if (op_loads(k->ops.at[i].code) && (k->ops.at[i].a >= env->low->summed.len || !env->low->summed.at[k->ops.at[i].a])) {
            not_here(env, e, only_sums);
            return false;
        }
    return true;
}

/* The conditions of a metric as one truth, known from here on. False after a message; *asked NO_REG: it has none. */
static bool lower_asked(struct env *env, const struct measure *m, uint32_t *asked)
{
    uint32_t from = m->metric == NULL ? 0 : m->metric->first_label;
    *asked = NO_REG;
    for (struct place p; m->metric != NULL && (p = label_value(m->from->tree, m->metric, LABEL_METRIC_WHEN, &from)).length > 0;) {
        const struct expr *when = expr_parse(env->source, p, env->sink, env->low->arena);
        uint32_t           reg = when == NULL ? NO_REG : lower_truth(env, when);
        if (reg == NO_REG)
            return false;
        know(env, when, true);
        *asked = *asked == NO_REG ? reg : and_(env, *asked, reg);
    }
    return true;
}

static bool lower_figure(struct lowering_rules *low, const struct measure *m, enum kind k, struct str name)
{
    struct build       *b = &low->build;
    struct kernel_build kernel;
    struct env          env = {.low = low, .sink = m->from->sink, .source = m->from->tree->source, .k = &kernel, .kind = k, .table = build_table(b, kind_rows[k].name)};
    env.shared = kinds_shared(&env);
    struct metric       figure = {.name = build_string(b, name), .hole = b->holes.len};
    struct hole         hole = {.given = HOLE_ALWAYS};
    enum hole_type      type;
    unsigned            values;
    uint32_t            asked;
    struct operand      o;
    kernel_open(&kernel, b, env.table);
    work_begin(low);
    const struct expr *e = expr_parse(env.source, m->at, env.sink, low->arena);
    bool fine = e != NULL && lower_asked(&env, m, &asked) && lower_printed(&env, e, "A figure", &o, &type, &values);
    if (!work_end(low, env.sink, m->at) || !fine)
        return false;
    o = given_with(&env, o, asked);
    if (is_merged(k) && !rests_on_sums(&env, &kernel, e))
        return false;
    for (unsigned i = 0; i < values; i++)
        kernel_sink(&kernel, SINK_HOLE, o.r[i], figure.values++);
    if (o.given != NO_REG) {
        hole.text = build_string(b, STR("-"));
        hole.given = figure.values++;
        kernel_sink(&kernel, SINK_HOLE, o.given, hole.given);
    }
    hole.type = type;
    figure.kernel = kernel_close(&kernel);
    *vec_push(low->arena, &b->holes) = hole;
    *vec_push(low->arena, &b->metrics) = figure;
    return true;
}

static bool room_for_figure(struct lowering_rules *low, const struct standard_source *s, struct place at)
{
    if (low->build.metrics.len < PROGRAM_METRICS_MOST)
        return true;
    if (!low->figures_full)
        diag1(s->sink, DIAG_TOO_MANY_FIGURES, at, str_printf(low->arena, "%u", PROGRAM_METRICS_MOST));
    low->figures_full = true;
    return false;
}

/* ---- views */

/* A standard whose metrics and tables are lowered. `origin`: a hash of its text: views of two files are put together when their standards read the same. */
struct declaring { struct lowering_rules *low; const struct standard_source *s; uint32_t end, origin[2]; };

static uint32_t standard_end(const struct standard_source *s)
{
    uint32_t end = s->document + 1;
    while (end < s->tree->items_len && s->tree->items[end].document == s->document)
        end++;
    return end;
}

static struct declaring declaring_of(struct lowering_rules *low, const struct standard_source *s)
{
    const struct tree *t = s->tree;
    struct declaring d = {.low = low, .s = s, .end = standard_end(s)};
    size_t   at = t->items[s->document].place.at, to = d.end < t->items_len ? t->items[d.end].place.at : t->source.len;
    uint64_t hash = str_hash(str_trim((struct str){t->source.at + at, to - at}), 0);
    d.origin[0] = (uint32_t)(hash & INT32_MAX), d.origin[1] = (uint32_t)(hash >> 32 & INT32_MAX);
    return d;
}

static struct view view_open(const struct declaring *d, enum kind k, struct str title)
{
    struct build *b = &d->low->build;
    return (struct view){.title = title.len == 0 ? 0 : build_string(b, title), .declared = build_string(b, tree_text(d->s->tree, d->s->tree->items[d->s->document].title)),
                         .standard = (uint32_t)d->s->number, .table = build_table(b, kind_rows[k].name),
                         .origin = {d->origin[0], d->origin[1]}, .first_metric = b->metrics.len};
}

static void view_close(const struct declaring *d, struct view v)
{
    v.metrics = d->low->build.metrics.len - v.first_metric;
    if (v.metrics > 0)
        *vec_push(d->low->arena, &d->low->build.views) = v;
}

static struct place only_value(const struct tree *t, const struct item *item, enum label l)
{
    uint32_t from = item->first_label;
    return label_value(t, item, l, &from);
}

static uint64_t kinds_of(const struct tree *t, const struct item *item, enum label l) { return rows_mask(tree_text(t, only_value(t, item, l)), NULL); }

static bool is_whole(const struct item *item, enum kind k) { return item->kind == k && (item->flags & ITEM_DOUBT) == 0; }

/* All metrics of the standard for one kind of row. A metric with a mistake is left out for the kinds after it. */
static void lower_metrics(const struct declaring *d, enum kind k, uint8_t *mistaken)
{
    struct view v = view_open(d, k, STR(""));
    for (uint32_t i = d->s->document + 1; i < d->end; i++) {
        const struct item *item = &d->s->tree->items[i];
        if (!is_whole(item, KIND_METRIC) || mistaken[i - d->s->document] || (kinds_of(d->s->tree, item, LABEL_METRIC_FOR_EACH) >> k & 1) == 0)
            continue;
        struct measure m = {d->s, item, only_value(d->s->tree, item, LABEL_METRIC_MEASURE)};
        if (m.at.length > 0 && room_for_figure(d->low, d->s, item->place))
            mistaken[i - d->s->document] = !lower_figure(d->low, &m, k, tree_text(d->s->tree, item->title));
    }
    view_close(d, v);
}

/* ---- tables */

static bool is_gap(char c) { return is_blank(c) || c == '\n' || c == '\r'; }

static struct place trimmed(struct str source, uint32_t from, uint32_t to)
{
    while (from < to && is_gap(source.at[from]))
        from++;
    while (to > from && is_gap(source.at[to - 1]))
        to--;
    return (struct place){from, to - from};
}

/* The byte behind a text in quotes that starts at `at`; `end` when it is not closed. */
static uint32_t behind_text(struct str source, uint32_t at, uint32_t end)
{
    for (at++; at < end; at++)
        if (source.at[at] == '"')
            return at + 1;
    return end;
}

/* as "TITLE" at this byte: the place between the quotes. */
static bool title_here(struct str source, uint32_t at, uint32_t end, struct place *title)
{
    uint32_t quote = at + 2;
    if (end - at < 4 || lower(source.at[at]) != 'a' || lower(source.at[at + 1]) != 's')
        return false;
    while (quote < end && is_gap(source.at[quote]))
        quote++;
    if (quote == end || source.at[quote] != '"')
        return false;
    uint32_t behind = behind_text(source, quote, end);
    *title = (struct place){quote + 1, behind - quote - 2};
    return source.at[behind - 1] == '"' && behind > quote + 2;
}

struct figure_column { struct place at, title; };

/* EXPRESSION as "TITLE", and then a comma or the end. Takes it from `rest`. */
static bool next_column(struct str source, struct place *rest, struct figure_column *c)
{
    uint32_t end = rest->at + rest->length;
    for (uint32_t i = rest->at; i < end;) {
        bool starts = i > rest->at && (is_gap(source.at[i - 1]) || source.at[i - 1] == ')' || source.at[i - 1] == '"');
        if (!starts || !title_here(source, i, end, &c->title)) {
            i = source.at[i] == '"' ? behind_text(source, i, end) : i + 1;
            continue;
        }
        c->at = trimmed(source, rest->at, i);
        struct place more = trimmed(source, c->title.at + c->title.length + 1, end);
        bool comma = more.length > 1 && source.at[more.at] == ',';
        *rest = comma ? trimmed(source, more.at + 1, end) : more;
        return c->at.length > 0 && (comma || more.length == 0);
    }
    return false;
}

/* The metric of that name of one standard. */
static const struct metric_found *metric_of(const struct lowering_rules *low, const struct standard_source *s, struct str name)
{
    for (struct map_walk w = map_find(&low->metric_names, str_name_hash(name, 0)); map_next(&w);) {
        const struct metric_found *f = &low->metrics.at[w.value];
        if (f->from == s && str_same_name(tree_text(s->tree, f->item->title), name))
            return f;
    }
    return NULL;
}

void metrics_find(struct lowering_rules *low)
{
    map_open(&low->metric_names, low->arena, 0);
    for (uint32_t n = 0; n < low->standards_len; n++) {
        const struct standard_source *s = &low->standards[n];
        for (uint32_t i = s->document + 1, end = standard_end(s); i < end; i++) {
            const struct item *item = &s->tree->items[i];
            struct str         name = tree_text(s->tree, item->title);
            if (!is_whole(item, KIND_METRIC) || metric_of(low, s, name) != NULL)
                continue;
            map_add(&low->metric_names, str_name_hash(name, 0), low->metrics.len);
            *vec_push(low->arena, &low->metrics) = (struct metric_found){s, item};
        }
    }
}

/* The metric of that name: the standard's own, or one of those that it uses. */
static bool metric_named(const struct declaring *d, struct str name, struct measure *m)
{
    const struct lowering_rules *low = d->low;
    const struct metric_found   *f = metric_of(low, d->s, name);
    for (uint32_t n = 0; n < low->standards_len && f == NULL; n++)
        if (low->standards[n].number == d->s->number)
            f = metric_of(low, &low->standards[n], name);
    if (f != NULL)
        *m = (struct measure){f->from, f->item, only_value(f->from->tree, f->item, LABEL_METRIC_MEASURE)};
    return f != NULL && m->at.length > 0;
}

/* A column is a metric by its name, or an expression. */
static bool lower_column(const struct declaring *d, enum kind k, const struct figure_column *c)
{
    struct measure m = {d->s, NULL, c->at};
    struct str     words = tree_text(d->s->tree, c->at);
    if (metric_named(d, words, &m) && (kinds_of(m.from->tree, m.metric, LABEL_METRIC_FOR_EACH) >> k & 1) == 0) {
        diag2(d->s->sink, DIAG_EXPRESSION_NOT_HERE, c->at, str_printf(d->low->arena, "\"" STR_FMT "\"", STR_ARG(words)),
              str_printf(d->low->arena, "Its metric is not for each %s: name the rows in its \"For each:\" line.", kind_rows[k].name));
        return false;
    }
    return lower_figure(d->low, &m, k, tree_text(d->s->tree, c->title));
}

/* The columns of a table, for one kind of row. False after a message: it is not looked at for other kinds. */
static bool lower_columns(const struct declaring *d, const struct item *item, enum kind k)
{
    struct place rest = only_value(d->s->tree, item, LABEL_TABLE_COLUMNS);
    uint32_t     len = 0;
    for (struct figure_column c; rest.length > 0; len++) {
        struct place here = rest;
        if (!next_column(d->s->tree->source, &rest, &c)) {
            diag0(d->s->sink, DIAG_COLUMN_NOT_READ, here);
            return false;
        }
        if (len == TABLE_FIGURES_MOST) {
            diag1(d->s->sink, DIAG_TOO_MANY_COLUMNS, here, str_printf(d->low->arena, "%u", TABLE_FIGURES_MOST));
            return false;
        }
        if (!room_for_figure(d->low, d->s, item->place) || !lower_column(d, k, &c))
            return false;
    }
    return true;
}

static void lower_table(const struct declaring *d, const struct item *item)
{
    uint64_t kinds = kinds_of(d->s->tree, item, LABEL_TABLE_ROWS);
    bool     fine = true;
    for (unsigned k = 0; k < KINDS_AND_GROUPS && fine; k++) {
        if ((kinds >> k & 1) == 0)
            continue;
        struct view v = view_open(d, (enum kind)k, tree_text(d->s->tree, item->title));
        fine = lower_columns(d, item, (enum kind)k);
        if (fine)
            view_close(d, v);
        else
            d->low->build.metrics.len = v.first_metric;
    }
}

void metrics_lower(struct lowering_rules *low, const struct standard_source *s)
{
    struct declaring d = declaring_of(low, s);
    uint8_t         *mistaken = arena_zero(low->arena, d.end - s->document);
    uint64_t         kinds = 0;
    for (uint32_t i = s->document + 1; i < d.end; i++)
        if (is_whole(&s->tree->items[i], KIND_METRIC))
            kinds |= kinds_of(s->tree, &s->tree->items[i], LABEL_METRIC_FOR_EACH);
    low->build.metric = true;
    for (unsigned k = 0; k < KINDS_AND_GROUPS; k++)
        if ((kinds >> k & 1) != 0)
            lower_metrics(&d, (enum kind)k, mistaken);
    for (uint32_t i = s->document + 1; i < d.end; i++)
        if (is_whole(&s->tree->items[i], KIND_TABLE))
            lower_table(&d, &s->tree->items[i]);
    low->build.metric = false;
}

/* ---- conditions about an estate */

void estate_view_open(struct lowering_rules *low)
{
    low->build.metric = true;
    work_begin(low);
}

bool estate_figure(struct lowering_rules *low, struct str source, const struct expr *e, bool condition, struct diag_sink *sink)
{
    struct build       *b = &low->build;
    struct kernel_build kernel;
    struct env          env = {.low = low, .sink = sink, .source = source, .k = &kernel, .kind = KIND_ESTATE, .table = build_table(b, kind_rows[KIND_ESTATE].name)};
    struct metric       figure = {.name = 0, .hole = b->holes.len};
    struct hole         hole = {.given = HOLE_ALWAYS, .type = HOLE_WHOLE};
    enum hole_type      type = HOLE_WHOLE;
    unsigned            values = 1;
    struct operand      o = {.given = NO_REG};
    env.shared = kinds_shared(&env);
    kernel_open(&kernel, b, env.table);
    if (condition)
        o.r[0] = lower_truth(&env, e);
    bool fine = condition ? o.r[0] != NO_REG : lower_printed(&env, e, "A figure", &o, &type, &values);
    if (!work_end(low, sink, e->place) || !fine || !rests_on_sums(&env, &kernel, e))
        return false;
    for (unsigned i = 0; i < values; i++)
        kernel_sink(&kernel, SINK_HOLE, o.r[i], figure.values++);
    if (o.given != NO_REG) {
        hole.given = figure.values++;
        kernel_sink(&kernel, SINK_HOLE, o.given, hole.given);
    }
    hole.type = type;
    figure.kernel = kernel_close(&kernel);
    *vec_push(low->arena, &b->holes) = hole;
    *vec_push(low->arena, &b->metrics) = figure;
    return true;
}

void estate_view_close(struct lowering_rules *low)
{
    struct build *b = &low->build;
    *vec_push(low->arena, &b->views) = (struct view){.table = build_table(b, kind_rows[KIND_ESTATE].name), .metrics = b->metrics.len};
    b->metric = false;
}
