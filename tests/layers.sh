#!/bin/sh
# Includes go down only: runtime is the ground floor, lang stands on it, compiler on both. Run from anywhere; the last line is
# "N passed, N failed": a pass for each source file all of whose includes go down.
cd "$(dirname "$0")/.." || exit 2

# What a file is of, and its height: the longest path that starts the file's name counts. A file may include what is not higher.
# finding.h stands low although it lies in report: rules and images carry findings, and a finding knows nothing of formats.
# checker stands high: it runs rules and prints reports, for irp check and for built checkers.
# host is the environment and the clock, for the two programs.
heights='
runtime/base               0
runtime/value              1
runtime/report/finding.h   2
runtime/image              3
runtime/rule               4
runtime/report             5
runtime/checker       6
runtime/host               6
runtime/self               6
runtime/joined             3
runtime/front.h            6
runtime/nofront.c          6
runtime/texts              6
runtime/wasm               7
runtime/start.c            7
lang/table                10
lang/standards            10
lang/examples             10
lang/styles               10
lang/source               11
lang/tree                 12
lang/syntax               13
lang/format               13
compiler/names            20
compiler/check            21
compiler/ir               22
compiler/lower            23
compiler/pipe             25
compiler/why              26
compiler/mend              26
compiler/prove            26
compiler/trial            26
compiler/publish          26
compiler/publish/document.h 2
compiler/tool             20
compiler/cmd              27
compiler/first            27
compiler/alone            26
compiler/llvm              5
compiler/office           3
'
# compiler/llvm is a program of its own, irp-codegen: it reads rule programs and images, and knows neither plans nor grammar.
# compiler/office is another, irp-office: it reads tables of values, and documents as blocks.

# System headers that one place alone may use.
reserved='
llvm-c/     compiler/llvm/              only irp-codegen is linked with LLVM
xlsxwriter.h compiler/office/            only irp-office is linked with it
zip.h       compiler/office/            the same
utf8proc.h  runtime/base/gen_width.c    the tables are generated; nothing that is installed needs the library
jansson.h   tests/                      irp writes JSON with escape_json; only the tests read it
'

find runtime lang compiler \( -name '*.[chly]' -o -name '*.def' \) | LC_ALL=C sort |
awk -v heights="$heights" -v reserved="$reserved" '
function height(name,   at, best, found) {
    found = -1; best = 0
    for (at in rank) if (index(name, at) == 1 && length(at) > best) { best = length(at); found = rank[at] }
    return found
}
function resolve(from, name,   parts, n, i, kept, k, path) {
    sub(/[^\/]*$/, "", from)
    n = split(from name, parts, "/"); k = 0
    for (i = 1; i <= n; i++)
        if (parts[i] == "..") k--
        else if (parts[i] != "." && parts[i] != "") kept[++k] = parts[i]
    path = kept[1]
    for (i = 2; i <= k; i++) path = path "/" kept[i]
    return path
}
function wrong(why) { printf "%s:%d: includes %s: %s\n", file, line, name, why; bad = 1 }
BEGIN {
    n = split(heights, rows, "\n"); for (i = 1; i <= n; i++) if (split(rows[i], f, " ") == 2) rank[f[1]] = f[2]
    n = split(reserved, rows, "\n"); for (i = 1; i <= n; i++) if (split(rows[i], f, " ") > 2) only[f[1]] = f[2]
}
{
    file = $0; line = 0; bad = 0; here = height(file)
    if (here < 0) { printf "%s: tests/layers.sh gives no height for this folder\n", file; bad = 1 }
    while ((getline text < file) > 0) {
        line++
        if (text !~ /^[ \t]*#[ \t]*include[ \t]*["<]/) continue
        name = text; sub(/^[^"<]*["<]/, "", name); sub(/[">].*/, "", name)
        if (text ~ /</ && text !~ /"/) {
            for (at in only) if (index(name, at) == 1 && index(file, only[at]) != 1) wrong("it belongs to " only[at] " alone")
            continue
        }
        if (name !~ /\//) continue                # its own folder, or generated
        there = height(resolve(file, name))
        if (there < 0 || name ~ /^(lang|runtime|compiler)\//) there = height(name)
        if (there < 0) wrong("there is no such folder")
        else if (there > here) wrong("includes go down only")
    }
    close(file)
    if (bad) failed++; else passed++
}
END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 || passed == 0 }'
