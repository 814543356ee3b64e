/* texts.c - plans that come as text to a checker that holds a standard alone. See texts.h. */
#include "texts.h"
#include "base/escape.h"
#include "base/file.h"
#include "front.h"

static void cannot_read(const struct request *r, const char *name, struct err why, int *status)
{
    char       room[1024];
    struct out o = {.fd = 2, .at = room, .room = sizeof room};
    out_printf(&o, "%s: cannot check ", r->name);
    escape_terminal(&o, str_of(strcmp(name, "-") == 0 ? "standard input" : name));
    out_printf(&o, ": %s\n", err_text(why.code));
    out_flush(&o);
    *status = STATUS_CANNOT;
}

static bool is_tests(struct str name) { return name.len > 10 && str_eq(str_from(name, name.len - 10), STR(".tests.irp")); }

/* The files that the names mean: folders are walked, tests of standards left out; none: the current folder. */
struct name_list { VEC(const char *) at; };
static struct name_list names_meant(const struct request *r, struct arena *a, int *status)
{
    static const char *const here[] = {"."};
    struct name_list list = {{NULL, 0, 0}};
    const char *const *names = r->files.len > 0 ? r->files.at : here;
    for (uint32_t i = 0; i < (r->files.len > 0 ? r->files.len : 1); i++) {
        struct str *found;
        uint32_t    count = 0, kept = 0;
        struct err  e = strcmp(names[i], "-") == 0 ? (struct err){ERR_NOT_A_FILE, 0} : file_find(a, names[i], ".irp", &found, &count);
        if (failed(e))                   /* no folder: it is read as a file, and what is wrong with it is said then */
            *vec_push(a, &list.at) = names[i];
        for (uint32_t f = 0; f < count; f++)
            if (!is_tests(found[f]))
                kept++, *vec_push(a, &list.at) = found[f].at;
        if (!failed(e) && kept == 0)
            cannot_read(r, names[i], (struct err){ERR_NO_PLANS, 0}, status);
    }
    return list;
}

/* The image of a file, held to the standard; NULL after a message. */
static const struct image *read_plan(const struct opened *o, const struct request *r, const char *name, struct arena *a, int *status)
{
    struct str text;
    size_t     at;
    const struct image *img;
    struct err err = front_read(a, name, &text, &at);
    if (!failed(err))
        err = front_image(strcmp(name, "-") == 0 ? STR("<standard input>") : str_of(name), text, o->programs[o->bundle.plans[0].program], a, &img);
    if (!failed(err))
        return img;
    cannot_read(r, name, err, status);
    return NULL;
}

int texts_check(const struct opened *o, const struct request *r, struct out *out, struct out *say, struct arena *a)
{
    int              status = 0;
    struct name_list names = names_meant(r, a, &status);
    struct checker   c;
    checker_open(&c, &r->options, out, say, a);
    for (uint32_t i = 0; i < names.at.len; i++) {
        struct arena work;
        arena_open(&work, a->mem);
        const struct image *img = read_plan(o, r, names.at.at[i], &work, &status);
        if (img)
            checker_plan(&c, img, o->programs[o->bundle.plans[0].program], opened_native(o, 0));
        arena_close(&work);
    }
    c.options.quiet |= c.findings.files == 0;
    int found = checker_close(&c);
    return status ? status : found;
}

int texts_sum(const struct opened *o, const struct request *r, struct out *out, struct arena *a)
{
    int              status = 0;
    struct name_list names = names_meant(r, a, &status);
    struct summary  *s = checker_summary(&r->options, out, a);
    bool             any = false;
    for (uint32_t i = 0; i < names.at.len; i++) {
        struct arena work;
        arena_open(&work, a->mem);
        const struct image *img = read_plan(o, r, names.at.at[i], &work, &status);
        if (img)
            summary_add(s, img, o->programs[o->bundle.plans[0].program]);
        any |= img != NULL;
        arena_close(&work);
    }
    if (any)
        summary_close(s);
    return status;
}

/* ---------------------------------------------------------------- returns */

static struct front_returns *read_returns(const struct request *r, struct arena *a, int *status)
{
    struct str text;
    size_t     at;
    struct front_returns *f;
    const char *name = r->files.at[0];
    struct err err = front_read(a, name, &text, &at);
    if (!failed(err))
        err = front_returns(strcmp(name, "-") == 0 ? STR("<standard input>") : str_of(name), text, a, &f);
    if (!failed(err))
        return f;
    cannot_read(r, name, err, status);
    return NULL;
}

static const struct program *program_of(const struct opened *o, uint32_t plan) { return o->programs[o->bundle.plans[plan].program]; }

int returns_check(const struct opened *o, const struct request *r, struct out *out, struct out *say, struct arena *a)
{
    int                   status = 0;
    struct front_returns *f = read_returns(r, a, &status);
    struct checker        c;
    struct joined         j;
    const struct image   *img;
    if (!f)
        return status;
    checker_open(&c, &r->options, out, say, a);
    for (uint32_t i = 0; i < o->bundle.plans_len; i++) {
        struct arena work;
        arena_open(&work, a->mem);
        front_join(f, o->images[i], program_of(o, i), &work, &img, &j);
        checker_joined(&c, img, program_of(o, i), opened_native(o, i), &j);
        arena_close(&work);
    }
    struct finding_list mistakes;
    if (front_mistakes(f, &mistakes))
        checker_list(&c, &mistakes);
    if (front_left(f, program_of(o, 0), a, &img, &j))
        checker_joined(&c, img, program_of(o, 0), NULL, &j);
    return checker_close(&c);
}

int returns_sum(const struct opened *o, const struct request *r, struct out *out, struct arena *a)
{
    int                   status = 0;
    struct front_returns *f = read_returns(r, a, &status);
    if (!f)
        return status;
    struct summary *s = checker_summary(&r->options, out, a);
    for (uint32_t i = 0; i < o->bundle.plans_len; i++) {
        const struct image *img;
        struct joined       j;
        front_join(f, o->images[i], program_of(o, i), a, &img, &j);
        summary_add(s, img, program_of(o, i));
    }
    summary_close(s);
    return status;
}
