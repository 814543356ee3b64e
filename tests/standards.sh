#!/bin/sh
# The standards that come with irp, held to their own tests (lang/standards/NAME.tests.irp): every test passes, every rule finds something in one,
# nearly every condition is seen both ways, and no change of a rule goes unnoticed that is not explained. What lang/standards/README.md names is there.
# Run from anywhere.
#
#   tests/standards.sh [BUILD]
#
# The last line is "N passed, N failed": tests, rules that fired and changes that were noticed or explained, against the others.
cd "$(dirname "$0")/.." || exit 2
irp=${1:-build}/irp
named=
conditions=90                            # of a hundred, seen both ways
[ -x "$irp" ] || { echo "standards.sh: $irp is not built" >&2; exit 2; }

result=$(mktemp) || exit 2
trap 'rm -f "$result"' EXIT
"$irp" test --min "$conditions" lang/standards >"$result" 2>&1
tested=$?
cat "$result"
tests=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$result")
rules=$(sed -n 's/^Rules fired: \([0-9]*\) of \([0-9]*\) .*/\1 \2/p' "$result")
"$irp" mutate lang/standards >"$result" 2>&1
mutated=$?
cat "$result"
changes=$(sed -n 's/^\([0-9]*\) changes*: \([0-9]*\) noticed, \([0-9]*\) explained, .*/\1 \2 \3/p' "$result")

# Each rule that the table of published rules names is a rule, or a code of a message; and each number from 1 to 54 has its row.
for name in $(sed -n 's/^| [0-9]*[ab]* |[^|]*|[^|]*|\([^|]*\)|$/\1/p' lang/standards/README.md | grep -oE '[a-z]+(-[a-z]+)+|IRP[0-9]+' | sort -u); do
    grep -qE "^## Rule: $name\$|DIAG\([A-Z_]*, \"$name\"" lang/standards/*.irp lang/source/diags.def || { echo "lang/standards/README.md names $name, which is no rule"; named=1; }
done
for number in $(seq 54) 33a 33b; do
    grep -q "^| $number |" lang/standards/README.md || { echo "lang/standards/README.md has no row for rule $number"; named=1; }
done

# shellcheck disable=SC2086
set -- ${tests:-0 1} ${rules:-0 1} ${changes:-1 0 0}
passed=$(($1 + $3 + $6 + $7)) failed=$(($2 + $4 - $3 + $5 - $6 - $7))
[ $tested = 0 ] && [ $mutated = 0 ] || [ $failed -gt 0 ] || failed=1
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -gt 0 ] && [ -z "$named" ]
