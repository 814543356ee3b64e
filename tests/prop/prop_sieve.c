/* prop_sieve.c - no finding is lost: of plans with allowances wherever they may stand, what is shown and what is allowed together are the findings
 * of the same plan without them, and each is hidden by the allowance that SPEC.md says, found here the long way. Then random sieves over these:
 * shown, allowed, ignored and in the baseline are all that there were, and what is shown keeps its order.
 *
 *   prop_sieve [PLANS]
 */
#include "../unit/unit.h"
#include "../../compiler/pipe/pipe.h"
#include "../../runtime/report/sieve.h"

#define TODAY      20727     /* 1 October 2026 */
#define ITEMS_MOST_HERE 40u
#define LINES_MOST 160u

static const char *const RULES[] = {"missing-owner", "missing-deadline", "label-below-text", "IRP112"};
static const struct { const char *words; int32_t last; } DAYS[] = {
    {"30 September 2026", TODAY - 1}, {"1 October 2026", TODAY}, {"October 2026", TODAY + 30}, {"2030", TODAY + 1552}, {"2020", TODAY - 2101}};

/* ---------------------------------------------------------------- plans */

struct made_item { uint32_t parent, at; };
struct made_allowance { uint32_t item, at, rule, day; };
struct made {
    struct out text;
    struct made_item items[ITEMS_MOST_HERE];
    struct made_allowance allowances[LINES_MOST];
    uint32_t items_len, allowances_len;
};

static bool one_in(unsigned n) { return unit_random() % n == 0; }

static void put_allowances(struct made *m, uint32_t item)
{
    while (one_in(2) && m->allowances_len < LINES_MOST) {
        uint32_t rule = (uint32_t)(unit_random() % ARRAY_LEN(RULES)), day = (uint32_t)(unit_random() % ARRAY_LEN(DAYS));
        m->allowances[m->allowances_len++] = (struct made_allowance){item, (uint32_t)m->text.len, rule, day};
        out_printf(&m->text, "Allow: %s until %s because it is\n", RULES[rule], DAYS[day].words);
    }
}

static uint32_t put_item(struct made *m, uint32_t parent, const char *heading)
{
    m->items[m->items_len] = (struct made_item){parent, (uint32_t)m->text.len};
    out_str(&m->text, str_of(heading));
    put_allowances(m, m->items_len);
    return m->items_len++;
}

static void make_plan(struct made *m, struct arena *a)
{
    *m = (struct made){.items_len = 0};
    out_memory(&m->text, a);
    uint32_t plan = put_item(m, UINT32_MAX, "# Action plan: HMP Example\n\nReport published: 18 May 2026\n");
    for (unsigned c = 1; c < 4; c++) {
        uint32_t concern = put_item(m, plan, str_printf(a, "\n## Key concern %u\n\n", c).at);
        out_str(&m->text, STR("\nToo few visits took place.\n"));
        for (unsigned i = 1; i < 5; i++) {
            put_item(m, concern, str_printf(a, "\n### Action %u.%u\n\n", c, i).at);
            out_str(&m->text, one_in(2) ? STR("Owner: Governor\n") : STR(""));
            out_str(&m->text, one_in(2) ? STR("Deadline: December 2026\n") : STR(""));
            out_printf(&m->text, "\nVisits %u of %u will restart.\n", i, c);
            out_str(&m->text, one_in(3) ? STR("\nMeasure: visits\n") : STR(""));
        }
    }
}

/* Each allowance a remark of the same length. */
static struct str without(const struct made *m, struct arena *a)
{
    char *text = arena_alloc(a, m->text.len);
    memcpy(text, m->text.at, m->text.len);
    for (uint32_t i = 0; i < m->allowances_len; i++)
        memcpy(text + m->allowances[i].at, "//", 2);
    return (struct str){text, m->text.len};
}

/* ---------------------------------------------------------------- the long way */

static bool names(const char *rule, const struct finding *f) { return str_eq(str_of(rule), f->name) || str_eq(str_of(rule), f->code); }

/* The allowance that hides a finding, or UINT32_MAX: the nearest item that has one, and of its the one that lasts longest. A name comes before a code. */
static uint32_t hides(const struct made *m, const struct finding *f)
{
    uint32_t item = UINT32_MAX;
    for (uint32_t i = 0; i < m->items_len; i++)
        if (m->items[i].at <= f->place.at)
            item = i;
    for (unsigned by_code = 0; by_code < 2; by_code++)
        for (uint32_t at = item; at != UINT32_MAX; at = m->items[at].parent) {
            uint32_t best = UINT32_MAX;
            for (uint32_t i = 0; i < m->allowances_len; i++) {
                const struct made_allowance *w = &m->allowances[i];
                bool code = str_eq(str_of(RULES[w->rule]), f->code);
                if (w->item == at && names(RULES[w->rule], f) && code == (by_code == 1) && DAYS[w->day].last >= TODAY &&
                    (best == UINT32_MAX || DAYS[w->day].last > DAYS[m->allowances[best].day].last))
                    best = i;
            }
            if (best != UINT32_MAX)
                return best;
        }
    return UINT32_MAX;
}

/* ---------------------------------------------------------------- allowances */

static bool is_about_allowances(const struct finding *f) { return str_eq(f->code, STR("IRP332")) || str_eq(f->code, STR("IRP333")); }

static bool same(const struct finding *x, const struct finding *y)
{
    return x->place.at == y->place.at && str_eq(x->name, y->name) && x->severity == y->severity && str_eq(x->sentence, y->sentence);
}

static struct finding at(const struct finding_list *list, uint32_t i, struct arena *a)
{
    struct finding f = {0};
    list->fill(list->of, i, a, &f);
    return f;
}

/* Whether what is said of allowances is right: of the ended ones all, of the others those that hide nothing. */
static bool told_rightly(const struct made *m, const bool *used, const struct finding_list *all, struct arena *a)
{
    uint32_t told = 0, wanted = 0, about = 0;
    for (uint32_t i = 0; i < m->allowances_len; i++)
        wanted += DAYS[m->allowances[i].day].last < TODAY || !used[i];
    for (uint32_t k = 0; k < all->len; k++) {
        struct finding f = at(all, k, a);
        about += is_about_allowances(&f);
        for (uint32_t i = 0; is_about_allowances(&f) && i < m->allowances_len; i++)
            if (m->allowances[i].at == f.place.at)
                told += DAYS[m->allowances[i].day].last < TODAY ? str_eq(f.code, STR("IRP332")) : !used[i] && str_eq(f.code, STR("IRP333"));
    }
    return told == wanted && about == wanted;
}

static bool hidden_rightly(const struct made *m, const struct finding_list *all, const struct finding_list *plain, struct arena *a)
{
    bool used[LINES_MOST] = {false}, fine = true;
    uint32_t next = 0, allowed = 0;
    for (uint32_t i = 0; i < all->len; i++) {
        struct finding f = at(all, i, a);
        if (is_about_allowances(&f))
            continue;
        uint32_t by = hides(m, &f);
        struct finding was = next < plain->len ? at(plain, next, a) : (struct finding){0};
        fine &= same(&f, &was) && (f.hidden == HIDDEN_ALLOWED) == (by != UINT32_MAX);
        if (by != UINT32_MAX) {
            fine &= f.hidden_place.at == m->allowances[by].at && f.hidden_until == DAYS[m->allowances[by].day].last;
            used[by] = true;
            allowed++;
        }
        next++;
    }
    return fine && next == plain->len && allowed == all->allowed && told_rightly(m, used, all, a);
}

/* ---------------------------------------------------------------- sieves */

static struct str file_name(void *of, struct str name, struct arena *a) { (void)of, (void)a; return name; }

static void random_words(struct sieve_words *w, struct arena *a)
{
    static const char *const WORDS[] = {"missing-owner", "missing-deadline", "IRP112", "IRP3", "errors", "warnings", "notes", "allowance-idle"};
    struct str *words = arena_many(a, 3, struct str);
    w->at = words, w->len = one_in(2) ? 0 : (uint32_t)(unit_random() % 3);
    for (uint32_t i = 0; i < w->len; i++)
        words[i] = str_of(WORDS[unit_random() % ARRAY_LEN(WORDS)]);
}

static void random_baseline(struct baseline *b, const struct finding_list *all, struct arena *a)
{
    baseline_open(b, a);
    for (uint32_t i = 0; i < all->len; i++)
        if (one_in(3))
            baseline_add(b, (struct baseline_entry){all->source_name, at(all, i, a).fingerprint, STR("x"), false});
}

static bool sieved_rightly(const struct finding_list *all, struct arena *a)
{
    struct finding_list printed, shown;
    struct sieve_severity severity = {STR("missing-owner"), one_in(4), SEVERITY_NOTE};
    struct baseline baseline;
    struct sieve s = {.severities = &severity, .severities_len = one_in(2), .file_of = file_name, .show_hidden = one_in(2)};
    fingerprints_list(all, a, &printed);
    random_words(&s.select, a);
    random_words(&s.ignore, a);
    random_baseline(&baseline, &printed, a);
    s.baseline = one_in(2) ? &baseline : NULL;
    sieve_list(&s, &printed, a, &shown);
    uint32_t counted = shown.errors + shown.warnings + shown.notes, next = 0, hidden = 0;
    bool fine = counted + shown.allowed + shown.ignored + shown.baselined == all->len;
    for (uint32_t i = 0; i < shown.len; i++) {           /* a part of what there was, in its order */
        struct finding f = at(&shown, i, a);
        hidden += f.hidden != HIDDEN_NOT;
        while (next < all->len && !(at(all, next, a).place.at == f.place.at && str_eq(at(all, next, a).name, f.name)))
            next++;
        fine &= next++ < all->len;
    }
    return fine && shown.len == counted + hidden && hidden == (s.show_hidden ? shown.allowed + shown.baselined : 0);
}

/* ---------------------------------------------------------------- the whole */

static void findings(struct session *session, struct str text, struct arena *a, struct finding_list *all)
{
    struct unit *u = arena_new(a, struct unit);
    pipe_compile(session, STR("plan.irp"), text, a, u);
    run_findings_all(run_program(unit_program(u), u->image, TODAY, NULL, a), all);
}

static void test_plan(struct session *session)
{
    struct arena work;
    arena_open(&work, &unit_mem);
    struct made *m = arena_new(&work, struct made);
    struct finding_list all, plain;
    make_plan(m, &work);
    findings(session, out_text(&m->text), &work, &all);
    findings(session, without(m, &work), &work, &plain);
    if (!CHECK(hidden_rightly(m, &all, &plain, &work)))
        printf(STR_FMT "\n", STR_ARG(out_text(&m->text)));
    for (unsigned i = 0; i < 10; i++)
        CHECK(sieved_rightly(&all, &work));
    arena_close(&work);
}

int main(int argc, char **argv)
{
    struct session session;
    UNIT_BEGIN();
    session_open(&session, &unit_arena);
    for (unsigned long i = argc > 1 ? strtoul(argv[1], NULL, 10) : 300; i > 0; i--)
        test_plan(&session);
    return unit_end();
}
