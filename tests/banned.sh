#!/bin/sh
# What the sources may not say. A row of the table: a pattern (awk), the files that may all the same, and why not.
# Comments, strings and characters are taken out first, except for rows that start with "all:", which look at every line.
# The last line is "N passed, N failed": a pass for each row that nothing breaks. Run from anywhere.
cd "$(dirname "$0")/.." || exit 2

# pattern  |  may (a pattern of file names; - none)  |  why
table='
(strcpy|strcat|strncpy|strncat|stpcpy)[(]  |  -  |  they know no end: use struct str
v?sprintf[(]                          |  -  |  it knows no end: use out_printf or str_printf
(gets|scanf|fscanf|sscanf)[(]         |  -  |  input is read whole (file_read) and parsed with bounds
strtok(_r)?[(]                        |  -  |  it writes into its input: use str_cut
ato(i|l|ll|f)[(]                      |  ^compiler/cmd/  |  they hide errors and overflow: use number_parse
alloca[(]                             |  -  |  a stack that input can size
(system|popen)[(]                     |  -  |  no shell sees a name of a user
(setlocale|localeconv|nl_langinfo)[(] |  -  |  the same bytes everywhere
s?rand(om)?(_r)?[(]                   |  -  |  the same bytes everywhere; seeds and temporary names come from getrandom
(malloc|calloc|realloc|free|strdup|strndup|asprintf|getline)[(]  |  ^runtime/base/(mem|gen_width)[.]c|^compiler/llvm/  |  memory comes from arenas, which the tests make fail (LLVM has memory of its own)
(time|clock|clock_gettime|gettimeofday|localtime|localtime_r|gmtime|gmtime_r|mktime|strftime)[(]  |  ^compiler/cmd/|^runtime/(start|host|base/map)[.]c  |  the day asked about is an argument (map.c: a seed, when there is no entropy)
getenv[(]                             |  ^compiler/(cmd|llvm|first)/|^runtime/(start|host)[.]c  |  the environment is read by programs, not by parts of them
(_|quick_|_E)?exit[(]                 |  ^compiler/(cmd|llvm|first)/|^runtime/start[.]c  |  only a program ends itself
abort[(]                              |  ^runtime/base/err[.]c  |  a defect is BUG()
(printf|fprintf|vprintf|vfprintf|puts|fputs|putchar|perror)[(]  |  ^compiler/(cmd|llvm|office|first)/|^runtime/(start|wasm/wasm)[.]c|^runtime/base/(err|gen_width)[.]c  |  nothing prints below the commands: output goes through struct out
(float|double|strtod|strtof)          |  -  |  no binary floating point in anything a plan states
(tmpnam|tempnam|mktemp)[(]            |  -  |  names that can be guessed: use file_write
longjmp[(]                            |  ^runtime/(base/mem[.]c|wasm/)  |  recovery is mem_fail alone
all:(TO[D]O|FIX[M]E|XX[X]|HAC[K]|WI[P])($|[^A-Za-z0-9])  |  -  |  work that is not finished
all:([Nn]ot|[Uu]n) ?(yet )?implemen[t]ed  |  -  |  work that is not finished
'

find runtime lang compiler tests examples Makefile SPEC.md README.md -type f 2>/dev/null | LC_ALL=C sort |
awk -v table="$table" '
# The line without comments, strings and characters; in_comment lives from line to line.
function bare(s,   out, c, two) {
    out = ""
    while (s != "") {
        two = substr(s, 1, 2)
        if (in_comment) {
            if ((c = index(s, "*/")) == 0) return out
            s = substr(s, c + 2); in_comment = 0; out = out " "
        } else if (two == "/*") { in_comment = 1; s = substr(s, 3) }
        else if (two == "//") return out
        else if (match(s, /^"([^"\\]|\\.)*"/) || match(s, /^\047([^\047\\]|\\.)+\047/)) { s = substr(s, RLENGTH + 1); out = out "0" }
        else if (match(s, /^[^"\047\/]+/)) { out = out substr(s, 1, RLENGTH); s = substr(s, RLENGTH + 1) }
        else { out = out substr(s, 1, 1); s = substr(s, 2) }
    }
    return out
}
BEGIN {
    n = split(table, lines, "\n")
    for (i = 1; i <= n; i++) {
        # a pattern may hold a bar; the columns have blanks about theirs
        if (split(lines[i], f, / +[|] +/) != 3) continue
        rows++; all[rows] = sub(/^all:/, "", f[1])
        pattern[rows] = all[rows] ? "(^|[^A-Za-z0-9\\\\])" f[1] : "(^|[^A-Za-z0-9_>.])" f[1] (f[1] ~ /\]$/ ? "" : "($|[^A-Za-z0-9_])")
        may[rows] = f[2] == "-" ? "^$" : f[2]; why[rows] = f[3]
    }
}
{
    file = $0; line = 0; in_comment = 0
    code = file ~ /^(runtime|lang|compiler)\/.*[.]([chly]|def)$/
    text = file !~ /^tests\/(banned[.]sh|fuzz\/corpus)/
    if (!code && !text) next
    while ((getline s < file) > 0) {
        line++
        b = code ? bare(s) : ""
        for (r = 1; r <= rows; r++)
            if ((all[r] ? text && s ~ pattern[r] : b != "" && b ~ pattern[r]) && file !~ may[r]) {
                printf "%s:%d: %s\n    %s\n", file, line, why[r], s; broken[r] = 1
            }
    }
    close(file)
}
END {
    for (r = 1; r <= rows; r++) if (broken[r]) failed++; else passed++
    printf "%d passed, %d failed\n", passed, failed; exit failed > 0 || passed == 0
}'
