/* The words of an expression as they stand in its source, on one line. A tree knows where its names, numbers and tests stand; the parentheses round
 * them are found again in the source. */
#include "trace.h"

struct str on_one_line(struct str s, struct arena *a)
{
    char  *to = arena_alloc(a, s.len + 1);
    size_t len = 0;
    s = str_trim(s);
    for (size_t i = 0; i < s.len; i++)
        if (!is_blank(s.at[i]))
            to[len++] = s.at[i];
        else if (to[len - 1] != ' ')         /* what is trimmed starts with no blank */
            to[len++] = ' ';
    return (struct str){to, len};
}

/* How many parentheses are opened in the text and not closed (negative: the other way round), outside quotes. */
static int unclosed(struct str s, int *least)
{
    int  depth = 0;
    bool quoted = false;
    *least = 0;
    for (size_t i = 0; i < s.len; i++) {
        quoted = quoted != (s.at[i] == '"');
        depth += quoted ? 0 : s.at[i] == '(' ? 1 : s.at[i] == ')' ? -1 : 0;
        *least = depth < *least ? depth : *least;
    }
    return depth;
}

struct str words_of(struct str source, const struct expr *e, struct arena *a)
{
    struct place p = e->place;
    int least, depth = unclosed((struct str){source.at + p.at, p.length}, &least);
    uint32_t from = p.at, to = p.at + p.length;
    for (; least < 0 && from > 0 && (is_blank(source.at[from - 1]) || source.at[from - 1] == '('); from--) {
        least += source.at[from - 1] == '(';
        depth += source.at[from - 1] == '(';
    }
    for (; depth > 0 && to < source.len && (is_blank(source.at[to]) || source.at[to] == ')'); to++)
        depth -= source.at[to] == ')';
    return on_one_line((struct str){source.at + from, to - from}, a);
}
