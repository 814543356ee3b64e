/* The files of a trial: standards, and the tests beside them. */
#include "trials.h"
#include "../../runtime/base/file.h"

#define PLAIN_END ".irp"

/* A standard's file and the one of its tests, found from either name. */
struct pair { const char *plain, *tests; bool named; };

static const char *without(const char *name, const char *end, struct arena *a)
{
    size_t len = strlen(name), cut = strlen(end);
    return str_keep(a, (struct str){name, len > cut ? len - cut : len}).at;
}

static struct pair pair_of(const char *name, struct arena *a)
{
    struct str  s = str_of(name);
    bool        plain = s.len > sizeof PLAIN_END - 1 && str_eq(str_from(s, s.len - (sizeof PLAIN_END - 1)), STR(PLAIN_END));
    const char *stem = is_tests(name) ? without(name, TESTS_END, a) : without(name, PLAIN_END, a);
    if (!plain)
        return (struct pair){name, NULL, false};      /* standard input, or a file of another kind */
    return (struct pair){str_printf(a, "%s%s", stem, PLAIN_END).at, str_printf(a, "%s%s", stem, TESTS_END).at, false};
}

struct pairs { VEC(struct pair) list; };

static void add_pair(struct pairs *p, const char *name, bool named, struct arena *a)
{
    struct pair new = pair_of(name, a);
    for (uint32_t i = 0; i < p->list.len; i++)
        if (strcmp(p->list.at[i].plain, new.plain) == 0)
            return;
    new.named = named;
    *vec_push(a, &p->list) = new;
}

/* Reads a file of a pair. One that nobody named may be missing. */
static struct trial_file *add_file(struct trial *t, const char *name, bool must, int *status)
{
    struct str text;
    size_t     at;
    if (name == NULL)
        return NULL;
    struct err e = pipe_read(t->arena, name, &text, &at);
    if (!failed(e))
        return trial_add(t, strcmp(name, "-") == 0 ? "<standard input>" : name, text);
    if (e.code == ERR_NOT_FOUND && !must)
        return NULL;
    cannot_read("test", name, e, text, at);
    *status = STATUS_CANNOT;
    return NULL;
}

static bool is_named(const struct arguments *args, const char *name)
{
    for (uint32_t i = 0; i < args->names_len; i++)
        if (strcmp(args->names[i], name) == 0)
            return true;
    return false;
}

static void open_pair(struct trial *t, const struct arguments *args, struct pair pair, int *status)
{
    uint32_t before = t->files.len;
    int      wrong = STATUS_FINE;
    struct trial_file *tests = add_file(t, pair.tests, is_named(args, pair.tests != NULL ? pair.tests : ""), &wrong);
    struct trial_file *plain = add_file(t, pair.plain, is_named(args, pair.plain), &wrong);
    if (wrong != STATUS_FINE) {
        *status = wrong;
        return;
    }
    if (tests != NULL || plain == NULL || plain->given != NULL)
        return;
    t->files.len = before;               /* a plan, which nothing is said about here */
    if (pair.named) {
        say("cannot test %s: it holds no standard, and there are no tests beside it", pair.plain);
        *status = STATUS_CANNOT;
    }
}

void trials_open(struct trial *t, const struct arguments *args, struct arena *a, int *status)
{
    struct pairs pairs = {{NULL, 0, 0}};
    struct names files = files_and_tests(args, a, status);
    trial_open(t, a);
    for (uint32_t i = 0; i < files.len; i++)
        add_pair(&pairs, files.at[i], is_named(args, files.at[i]), a);
    for (uint32_t i = 0; i < pairs.list.len; i++)
        open_pair(t, args, pairs.list.at[i], status);
}

bool trials_rest_on_sound(struct trial *t)
{
    const char **names = arena_many(t->arena, t->files.len, const char *);
    bool         sound = true;
    for (uint32_t i = 0; i < t->files.len; i++)
        names[i] = t->files.at[i]->name;
    struct units others = standards_read(&t->session, (struct names){names, t->files.len}, t->arena);
    for (uint32_t i = 0; i < others.len; i++)
        if (others.at[i].errors > 0) {
            say("%s, which these tests rest on, has mistakes; irp check shows them", str_keep(t->arena, others.at[i].image->source_name).at);
            sound = false;
        }
    return sound;
}
