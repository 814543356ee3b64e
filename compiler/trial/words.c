/* Words of expressions. See words.h. */
#include "words.h"
#include "../../runtime/report/text.h"

/* How many parentheses are closed before they are opened, and opened and not closed; those within quotes are text. */
static void count_open(struct str s, unsigned *closing, unsigned *opening)
{
    bool quoted = false;
    *closing = *opening = 0;
    for (size_t i = 0; i < s.len; i++) {
        quoted = quoted != (s.at[i] == '"');
        if (quoted)
            continue;
        if (s.at[i] == '(')
            ++*opening;
        else if (s.at[i] == ')')
            *opening > 0 ? --*opening : ++*closing;
    }
}

struct place whole_place(struct str source, struct place p)
{
    unsigned closing, opening;
    uint32_t from = p.at, to = p.at + p.length;
    count_open((struct str){source.at + p.at, p.length}, &closing, &opening);
    for (uint32_t at = from; closing > 0 && at > 0 && (source.at[at - 1] == '(' || is_blank(source.at[at - 1])); at--)
        if (source.at[at - 1] == '(')
            from = at - 1, closing--;
    for (uint32_t at = to; opening > 0 && at < source.len && (source.at[at] == ')' || is_blank(source.at[at])); at++)
        if (source.at[at] == ')')
            to = at + 1, opening--;
    return (struct place){from, to - from};
}

struct str words_at(struct str source, struct place p, struct arena *a)
{
    struct place whole = whole_place(source, p);
    return text_one_line(a, (struct str){source.at + whole.at, whole.length});
}
