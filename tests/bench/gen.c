/* gen.c - estates for the bench: plans that look like plans, as many actions as asked for, the same bytes every time.
 *
 *     gen ACTIONS [--plan N] [--bytes N] [--wrong N] [--rules N] [--files FOLDER]
 *     gen MISTAKES --faulty labels|rules|line
 *
 *   --plan N         actions in a plan, five to a concern (40); 0: all in one plan, under one concern
 *   --bytes N        bytes of an action, heading and labels included, about (350)
 *   --wrong N        one action in N has a deadline that is no date (0: none)
 *   --rules N        a standard of N rules about actions, which no action breaks, to which every plan is held (0: hmpps)
 *   --files FOLDER   a file for each plan there, instead of everything to standard output
 *   --faulty KIND    a plan of nothing but mistakes: a label that is none on every line, a rule that fails for every action, or one mistake in one line
 *                    of as many words
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const OWNERS[] = {"Governor", "Deputy Governor", "Head of Safety", "Head of Operations", "Head of Residence",
                                     "Head of Education, Skills and Work", "Head of Healthcare", "Head of Reducing Reoffending"};
static const char *const WORDS[] = {"leaders", "will", "review", "the", "weekly", "figures", "with", "staff", "and", "prisoners", "to", "make",
                                    "sure", "that", "each", "wing", "records", "what", "was", "done", "for", "new", "arrivals", "so", "gaps",
                                    "are", "seen", "early", "then", "closed", "at", "monthly", "meeting", "where", "managers", "check", "progress"};
static const char *const MONTHS[] = {"August", "September", "October", "November", "December"};
enum { OWNERS_LEN = sizeof OWNERS / sizeof OWNERS[0], WORDS_LEN = sizeof WORDS / sizeof WORDS[0], MONTHS_LEN = sizeof MONTHS / sizeof MONTHS[0] };

static uint64_t state = 1;
static unsigned pick(unsigned of)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % of;
}

static void prose(FILE *f, unsigned long number, long bytes)
{
    bytes -= fprintf(f, "For task %lu", number);
    while (bytes > 1) {
        const char *w = WORDS[pick(WORDS_LEN)];
        bytes -= fprintf(f, " %s", w);
    }
    fputs(".\n", f);
}

struct size { unsigned long plan, bytes, wrong, rules; };

/* Columns read, dates and numbers compared, properties that are worked out: in turn, with other numbers each time. */
static void standard(FILE *f, unsigned long rules)
{
    fprintf(f, "# Standard: bench\n\nApplies to: plan\n");
    for (unsigned long i = 0; i < rules; i++) {
        fprintf(f, "\n## Rule: bench-%lu\n\nFor each: action\n", i + 1);
        switch (i % 5) {
        case 0: fprintf(f, "When: deadline is given and report published is given\nRequire: deadline >= report published or last number > %lu\n", 10000000 + i); break;
        case 1: fprintf(f, "When: open\nRequire: deadline is given and last number < %lu\n", 10000000 + i); break;
        case 2: fprintf(f, "When: completed\nRequire: completion date is given or last number > %lu\n", 10000000 + i); break;
        case 3: fprintf(f, "Require: owner is given and (first number + %lu) > %lu\n", i, i); break;
        case 4: fprintf(f, "When: late\nRequire: deadline is given or measure is given or last number = %lu\n", 20000000 + i); break;
        }
        fprintf(f, "Otherwise: warning \"Action {number} breaks rule %lu\"\n", i + 1);
    }
    fputc('\n', f);
}

static void action(FILE *f, unsigned long concern, unsigned long n, unsigned long number, const struct size *s)
{
    long used = fprintf(f, "\n### Action %lu.%lu\n\nOwner: %s\n", concern, n, OWNERS[pick(OWNERS_LEN)]);
    if (s->wrong && number % s->wrong == 0)
        used += fprintf(f, "Deadline: 31 June 2026\n");
    else if (pick(4) == 0)
        used += fprintf(f, "Status: Completed %u September 2026\nEvidence: minutes of %u September 2026\n", pick(30) + 1, pick(30) + 1);
    else
        used += fprintf(f, "Deadline: %s 2026\n", MONTHS[pick(MONTHS_LEN)]);
    used += fprintf(f, "Measure: at least %u cases each month\n\n", pick(90) + 10);
    prose(f, number, (long)s->bytes - used - 3);
}

static void plan(FILE *f, unsigned long number, unsigned long first, unsigned long actions, const struct size *s)
{
    fprintf(f, "# Action plan: HMP Number %lu\n\nStandard: %s\nInspection: 2 February 2026 to 12 February 2026\n"
               "Report published: 18 May 2026\nPlan submitted: 15 June 2026\n", number, s->rules ? "bench" : "hmpps");
    for (int i = 0; i < OWNERS_LEN; i++)
        fprintf(f, "\n## Owner: %s\n", OWNERS[i]);
    unsigned long each = s->plan ? 5 : actions;
    for (unsigned long done = 0, concern = 1; done < actions; concern++) {
        fprintf(f, "\n## %s concern %lu\n\nArea: Safety\n\nConcern %lu of this plan is told in one sentence.\n", concern <= 4 ? "Priority" : "Key", concern, concern);
        for (unsigned long n = 1; n <= each && done < actions; n++, done++)
            action(f, concern, n, first + done + 1, s);
    }
    fputc('\n', f);
}

/* What a check finds in it is what `kind` says, and nothing else. */
static int faulty(FILE *f, const char *kind, unsigned long mistakes)
{
    bool labels = strcmp(kind, "labels") == 0, line = strcmp(kind, "line") == 0;
    fputs("# Action plan: HMP Example\n\nStandard: bench\n\n## Owner: Governor\n", f);
    fputs(labels ? "\n### Action 1\n\n" : line ? "\n### Action 1\n\nOwner: Governess" : "", f);
    for (unsigned long i = 0; i < mistakes; i++)
        if (labels)
            fputs("Ownre: Governor\n", f);
        else if (line)
            fprintf(f, " %s", WORDS[pick(WORDS_LEN)]);
        else
            fprintf(f, "\n### Action %lu\n\nTask %lu.\n", i + 1, i + 1);
    fputs("\n\n# Standard: bench\n\nApplies to: plan\n\n## Rule: missing-owner\n\nFor each: action\nRequire: owner is given\n"
          "Otherwise: error \"Enter an owner for action {number}\"\n", f);
    return fflush(f) != 0;
}

static FILE *opened(const char *folder, unsigned long number)
{
    char name[4096];
    snprintf(name, sizeof name, "%s/%02lu", folder, number % 100);
    if (mkdir(name, 0777) != 0 && errno != EEXIST)
        return NULL;
    snprintf(name, sizeof name, "%s/%02lu/plan%lu.irp", folder, number % 100, number);
    return fopen(name, "wb");
}

int main(int argc, char **argv)
{
    struct size s = {40, 350, 0, 0};
    const char *folder = NULL;
    unsigned long actions = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    for (int i = 2; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--plan") == 0)
            s.plan = strtoul(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--bytes") == 0)
            s.bytes = strtoul(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--wrong") == 0)
            s.wrong = strtoul(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--rules") == 0)
            s.rules = strtoul(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--files") == 0)
            folder = argv[i + 1];
        else if (strcmp(argv[i], "--faulty") == 0)
            return faulty(stdout, argv[i + 1], actions);
        else
            actions = 0;
    }
    if (actions == 0) {
        fputs("gen ACTIONS [--plan N] [--bytes N] [--wrong N] [--rules N] [--files FOLDER]\ngen MISTAKES --faulty labels|rules|line\n", stderr);
        return 2;
    }
    if (folder && mkdir(folder, 0777) != 0 && errno != EEXIST) {
        perror(folder);
        return 2;
    }
    unsigned long each = s.plan ? s.plan : actions;
    for (unsigned long done = 0, number = 1; done < actions; number++) {
        unsigned long some = actions - done < each ? actions - done : each;
        FILE *f = folder ? opened(folder, number) : stdout;
        if (!f) {
            perror(folder);
            return 2;
        }
        if (s.rules && (folder || number == 1))
            standard(f, s.rules);
        plan(f, number, done, some, &s);
        if (ferror(f) || (folder && fclose(f) != 0)) {
            perror("gen");
            return 2;
        }
        done += some;
    }
    return fflush(stdout) != 0;
}
