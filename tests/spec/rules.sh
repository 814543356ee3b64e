#!/bin/sh
# Each typing rule of SPEC.md (T-1 and so on) has a case that it refuses, with each of its messages: below tests/cases a comment "// T-n"
# opens a part of a file, up to the next such comment, and the messages expected in the parts of a rule are those of its row, all of them.
cd "$(dirname "$0")/../.." || exit 2
find tests/cases -name '*.irp' -exec grep -lE '^// T-[0-9]+' {} + | LC_ALL=C sort | xargs awk '
    FILENAME ~ /diags\.def$/ {                                             # which code is which name
        if (match($0, /"IRP[0-9]+"/)) { code = substr($0, RSTART + 1, RLENGTH - 2); name = substr($0, 6, index($0, ",") - 6); gsub("_", "-", name); code_of[tolower(name)] = code }
        next
    }
    FILENAME == "SPEC.md" {
        if ($0 ~ /^\| T-[0-9]+ \|/) { rows++; rule = $2; said[rule] = 1; line = $0; while (match(line, /IRP[0-9]+/)) { wanted[rule " " substr(line, RSTART, RLENGTH)] = 1; line = substr(line, RSTART + RLENGTH) } }
        next
    }
    FNR == 1 { rule = "" }
    /^\/\/ T-[0-9]+/ { rule = $2; sub(/[^0-9]*$/, "", rule); named[rule] = FILENAME }
    /^\/\/\^ error / && rule != "" { name = $3; sub(/:$/, "", name); met[rule " " code_of[name]] = FILENAME }
    END {
        if (rows == 0) { print "SPEC.md has no typing rules"; bad = 1 }
        for (r in said)  if (!(r in named)) { print r " of SPEC.md has no case"; bad = 1 }
        for (r in named) if (!(r in said))  { print named[r] ": SPEC.md has no rule " r; bad = 1 }
        for (w in wanted) if (!(w in met))  { print w ": no case has this message of the rule"; bad = 1 }
        for (m in met) if (!(m in wanted))  { print met[m] ": " m ": the row of the rule does not name this message"; bad = 1 }
        exit bad
    }' lang/source/diags.def SPEC.md
