/* Near names: which of many candidates was meant, and when none was. */
#include "unit.h"
#include "../../runtime/base/nearest.h"

static struct str nearest_of(const char *word, const char *const *candidates, size_t len)
{
    struct nearest n = nearest_open(str_of(word));
    for (size_t i = 0; i < len; i++)
        nearest_try(&n, str_of(candidates[i]));
    return n.best;
}

static void levels(void)
{
    static const char *const hmip[] = {"No meaningful progress", "Insufficient progress", "Reasonable progress", "Good progress"};
    static const struct { const char *word, *meant; } rows[] = {
        {"good", "Good progress"}, {"Reasonable", "Reasonable progress"}, {"No meaningful", "No meaningful progress"}, {"Insufficent", "Insufficient progress"},
        {"Insuficient progres", "Insufficient progress"}, {"Progress, good", "Good progress"}, {"No-meaningful progress", "No meaningful progress"},
        {"Resonable progress", "Reasonable progress"}, {"Gud progress", ""}, {"Some progress", ""}, {"Significant progress", ""}, {"Progress", ""}, {"", ""}, {"x", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        CHECK_STR(nearest_of(rows[i].word, hmip, ARRAY_LEN(hmip)), rows[i].meant);
}

static void owners(void)
{
    static const char *const owners[] = {"Governor", "Deputy Governor", "Head of Safety", "Head of Security", "Head of Education, Skills and Work"};
    static const struct { const char *word, *meant; } rows[] = {
        {"Govenor", "Governor"}, {"Gorvernor", "Governor"}, {"Governer", "Governor"}, {"governor.", "Governor"}, {"G\xC3\xB3vernor", "Governor"},
        {"Head of Saftey", "Head of Safety"}, {"Head of Securtiy", "Head of Security"}, {"Safety, Head of", "Head of Safety"},
        {"Head of Education Skills and Work", "Head of Education, Skills and Work"}, {"Deputy governer", "Deputy Governor"},
        {"Head of Works", ""}, {"Director", ""}, {"Head", "Head of Safety"}, {"Gov", ""}, {"Governor, Head of Safety", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        CHECK_STR(nearest_of(rows[i].word, owners, ARRAY_LEN(owners)), rows[i].meant);
}

/* Names of many words are compared as a whole; the first of two that are equally near is taken. */
static void edges(void)
{
    static const char *const many[] = {"a b c d e f g h i j", "one", "two"};
    static const char *const twins[] = {"abcx", "abcy"};
    CHECK_STR(nearest_of("a b c d e f g h i k", many, ARRAY_LEN(many)), "a b c d e f g h i j");
    CHECK_STR(nearest_of("abcz", twins, ARRAY_LEN(twins)), "abcx");
    CHECK_STR(nearest_of("tow", many, ARRAY_LEN(many)), "two");
    CHECK(near_enough(2) == 0 && near_enough(3) == 1 && near_enough(6) == 2 && near_enough(9) == 3);
}

int main(void)
{
    UNIT_BEGIN();
    levels();
    owners();
    edges();
    return unit_end();
}
