#!/bin/sh
# Static analysis of every source: gcc -fanalyzer, and with --long clang's analyzer (minutes). Each finding is mended, or answered in the
# table below. The last line is "N passed, N failed": a pass for each file in which nothing is left to answer.
#
#     tests/analyze.sh BUILD [--long]
cd "$(dirname "$0")/.." || exit 2
build=${1:-build} long=${2-}

# file  |  words of the finding  |  why it is none
answered='
runtime/base/mem.c  |  leak of  |  the arena owns what arena_grow gives; *at keeps it, copied byte by byte because it is some pointer type
runtime/base/str.c  |  use of uninitialized value  |  the first row is filled for every j <= yn before it is read
runtime/base/file.c  |  Null pointer passed to 2nd parameter  |  a suffix is never NULL: callers pass literals
runtime/image/open.c  |  during its initialization is never read  |  str_cut wants the whole text first
compiler/lower/names.c  |  an uninitialized value  |  every type of derived property has at least one output
compiler/lower/names.c  |  garbage or undefined  |  the same
compiler/lower/rules.c  |  will be a dangling reference  |  env->k is set anew for each message before anything reads it
runtime/report/text_table.c  |  Division by zero  |  a table has at least one column
'

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
flags="-std=c17 -D_POSIX_C_SOURCE=200809L -I$build/gen -Ilang/syntax -isystem $(${LLVM_CONFIG:-llvm-config} --includedir)"
find runtime lang compiler -name '*.c' ! -name 'gen_*' | LC_ALL=C sort >"$work/files"
printf '%s\n' "gcc -fanalyzer -O1" >"$work/analyzers"
[ "$long" = --long ] && printf '%s\n' "clang --analyze --analyzer-output text" >>"$work/analyzers"
while read -r analyzer; do
    xargs -P "$(nproc)" -I{} sh -c "$analyzer $flags -DIRP_VERSION='\"0\"' -c {} -o /dev/null 2>&1 | grep -E ': (warning|error|fatal error):' | sed 's|^<command-line>|{}|'" <"$work/files" >>"$work/found"
done <"$work/analyzers"

awk -v answered="$answered" '
BEGIN {
    n = split(answered, lines, "\n")
    for (i = 1; i <= n; i++) if (split(lines[i], f, / +[|] +/) == 3) { file[++rows] = f[1]; words[rows] = f[2] }
}
FILENAME ~ /files$/ { total++; next }
{
    at = $0; sub(/:.*/, "", at)
    for (r = 1; r <= rows; r++) if (at == file[r] && index($0, words[r])) next
    print; bad[at] = 1
}
END {
    for (at in bad) failed++
    printf "%d passed, %d failed\n", total - failed, failed
    exit failed > 0 || total == 0
}' "$work/files" "$work/found"
