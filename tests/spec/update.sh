#!/bin/sh
# The reference tables of SPEC.md: what stands between "<!-- table: NAME -->" and "<!-- end -->" is written anew by tests/spec/tables.c.
#
#   tests/spec/update.sh PROGRAM            rewrites SPEC.md
#   tests/spec/update.sh --check PROGRAM    compares, shows what differs, and ends with 1 when something does
#
# PROGRAM is the built tables (build/tests/spec/tables, when it is left out). A constant that is named a limit (..._MOST in a header) must
# stand in the limits of tables.c or in the list below of those that nobody who uses irp can meet. The typing rules are compared with
# their cases by rules.sh.
cd "$(dirname "$0")/../.." || exit 2
check=no
[ "${1-}" = --check ] && { check=yes; shift; }
tables=${1:-build/tests/spec/tables}
[ -x "$tables" ] || { echo "update.sh: $tables is not built" >&2; exit 2; }

within='DIAG_NAME_MOST FED_LINE_MOST PACK_SECTIONS_MOST ARENA_CHUNK_MOST TABLE_COLUMNS_MOST CALL_SLOTS_MOST CODEGEN_SINKS_MOST
CODEGEN_LOOP_MOST IMAGE_DAY_MOST SHEETS_MOST SHEET_COLUMNS_MOST COLUMN_WIDTH_MOST SHEET_NAME_MOST ROW_LINES_MOST'
failed=no
for constant in $(grep -rhoE '^#define [A-Z_]+_MOST\b' --include='*.h' lang runtime compiler | sed 's/#define //' | LC_ALL=C sort -u); do
    case " $(echo $within) " in *" $constant "*) continue ;; esac
    grep -q "\"$constant\"" tests/spec/tables.c || { echo "update.sh: $constant is in no table of limits" >&2; failed=yes; }
done

tests/spec/rules.sh || failed=yes

new=$(mktemp) || exit 2
trap 'rm -f "$new"' EXIT
awk -v program="$tables" '
    /^<!-- table: [a-z]+ -->$/ {
        print; name = $3; print ""
        command = "\"" program "\" " name; rows = 0
        while ((command | getline line) > 0) { print line; rows++ }
        if (close(command) != 0 || rows == 0) { print "update.sh: there is no table " name > "/dev/stderr"; bad = 1 }
        print ""; inside = 1; next
    }
    /^<!-- end -->$/ { inside = 0 }
    !inside { print }
    END { if (inside) { print "update.sh: a table has no <!-- end -->" > "/dev/stderr"; bad = 1 }; exit bad }
' SPEC.md >"$new" || exit 2

if cmp -s "$new" SPEC.md; then :
elif [ $check = no ]; then cat "$new" >SPEC.md
else
    diff -u SPEC.md "$new"
    echo "SPEC.md: a table is not what irp's own tables say; make spec writes them anew" >&2
    failed=yes
fi
[ $failed = no ]
